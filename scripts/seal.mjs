// Trunk runs this after a build: it writes the content security policy of the page.
//
// The policy names the one inline script by its hash. Trunk writes that script, so its hash is known only
// now. A nonce made at build time would be the same for every reader, and so worth nothing (trunk#853).
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const page = join(process.env.TRUNK_STAGING_DIR, "index.html");
const html = readFileSync(page, "utf8");

const hashes = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
  ([, script]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
);

const policy = [
  "default-src 'none'",
  `script-src 'self' 'wasm-unsafe-eval' ${hashes.join(" ")}`,
  "worker-src 'self'",
  // The proof that nothing leaves the tab: files of this site are all that can be asked for.
  "connect-src 'self'",
  "style-src 'self'",
  // The colours of labels are the user's own, so they are attributes.
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const placeholder = "default-src 'none'";
const sealed = html.replace(`content="${placeholder}"`, `content="${policy}"`);
if (sealed === html || hashes.length === 0) {
  throw new Error(`${page}: no place for the content security policy, or no script to allow`);
}
writeFileSync(page, sealed);
