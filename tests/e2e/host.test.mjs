// The file server answers whatever is asked of it, and goes on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { host } from "../../scripts/host.mjs";

test("what is no path is refused, and the next request is served", async (t) => {
  const { address, close } = await host(fileURLToPath(new URL(".", import.meta.url)));
  t.after(close);
  for (const [path, status] of [["%", 400], ["%e4", 400], ["%00", 400], ["/", 400], ["none", 404], ["host.test.mjs", 200]]) {
    assert.equal((await fetch(address + path)).status, status, path);
  }
});
