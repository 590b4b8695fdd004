// A plain file server, as simple as any static host: no headers that the page could come to rely on.
//
//   node scripts/host.mjs FOLDER [PORT]     serves the folder on http://127.0.0.1:PORT
//   import { host } from ".../host.mjs"     the same for tests, under any path
import { createReadStream, realpathSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** The file that a request asks for; null if the folder has none. */
function fileFor(folder, path, url) {
  const asked = decodeURIComponent(new URL(url, "http://localhost").pathname);
  if (!asked.startsWith(path)) return null;
  const file = join(folder, normalize(`/${asked.slice(path.length)}`), asked.endsWith("/") ? "index.html" : "");
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
}

/** Serves a folder under a path (it starts and ends with "/"); port 0 takes a free one. */
export function host(folder, { port = 0, path = "/" } = {}) {
  const server = createServer((request, response) => {
    const refuse = (status, why) => response.writeHead(status, { "content-type": "text/plain" }).end(`${why}\n`);
    let file;
    try {
      file = fileFor(folder, path, request.url);
    } catch {
      // Nothing that is asked for may stop the server: "/%" is no path, "/%00" none that a folder can have.
      refuse(400, "Bad request");
      return;
    }
    if (file === null) {
      refuse(404, "Not found");
      return;
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-length": statSync(file).size, "cache-control": "no-cache" });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = `http://127.0.0.1:${server.address().port}${path}`;
      const close = () => {
        server.closeAllConnections();
        return new Promise((done) => server.close(done));
      };
      resolve({ address, close });
    });
  });
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [folder, port = "8080"] = process.argv.slice(2);
  try {
    const { address } = await host(folder, { port: Number(port) });
    console.log(`Postil is at ${address} (Ctrl+C stops it)`);
  } catch (error) {
    const taken = error.code === "EADDRINUSE";
    console.error(taken ? `Port ${port} is taken: PORT=9000 scripts/serve takes another.` : error.message);
    process.exitCode = 1;
  }
}
