// The page as it is shipped: it starts, keeps its own policy, and asks for nothing outside its folder.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openDesk } from "./harness.mjs";

test("the page starts under any path and complains about nothing", async (t) => {
  const desk = await openDesk(t);
  await desk.page.waitForLoadState("networkidle");
  assert.deepEqual(desk.complaints, []);
});

test("the policy refuses what is not of this site", async (t) => {
  const desk = await openDesk(t);
  const refused = await desk.page.evaluate(() =>
    fetch("http://localhost:1/elsewhere").then(
      () => "allowed",
      () => "refused",
    ),
  );
  assert.equal(refused, "refused");
  assert.match(desk.complaints.join("\n"), /Content Security Policy/);
  const escaped = await desk.page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.escaped = true";
    document.body.append(script);
    return window.escaped === true;
  });
  assert.equal(escaped, false);
});
