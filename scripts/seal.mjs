// Trunk runs this after a build: it writes what is known only now, when all files have their names.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shrink } from "./shrink.mjs";

const FOLDER = process.env.TRUNK_STAGING_DIR;

shrink(FOLDER);
writePolicy("index.html");
listFiles("service-worker.js");

/**
 * Writes the content security policy of the page. It names the one inline script by its hash, since Trunk writes
 * that script. A nonce made at build time would be the same for every reader, and so worth nothing (trunk#853).
 */
function writePolicy(page) {
  const html = readFileSync(join(FOLDER, page), "utf8");
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  if (scripts.length === 0) throw new Error(`${page}: no script to allow`);
  const hashes = scripts.map(([, script]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${hashes.join(" ")}`,
    "worker-src 'self'",
    // The proof that nothing leaves the tab: files of this site are all that can be asked for.
    "connect-src 'self'",
    "style-src 'self'",
    // How much room a part of a list takes that is not drawn.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  fillIn(page, [[`content="default-src 'none'"`, `content="${policy}"`]]);
}

/** Tells the service worker what to keep: all but what few need (the runtime for networks), and the models. */
function listFiles(worker) {
  const names = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
  const version = createHash("sha256");
  for (const name of names.sort()) version.update(name).update(readFileSync(join(FOLDER, name)));
  const kept = names.filter((name) => name !== worker && !name.startsWith("neural"));
  // The page is asked for by its folder.
  const files = kept.map((name) => (name === "index.html" ? "./" : name));
  fillIn(worker, [
    ['const VERSION = "";', `const VERSION = "${version.digest("hex").slice(0, 16)}";`],
    ["const FILES = [];", `const FILES = ${JSON.stringify(files)};`],
  ]);
}

/** Puts each text into the place that waits for it. */
function fillIn(name, places) {
  let content = readFileSync(join(FOLDER, name), "utf8");
  for (const [place, text] of places) {
    if (!content.includes(place)) throw new Error(`${name}: there is no ${place}`);
    content = content.replace(place, () => text);
  }
  writeFileSync(join(FOLDER, name), content);
}
