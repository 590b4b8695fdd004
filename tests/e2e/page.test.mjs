// The page as it is shipped: it starts, keeps its own policy, and asks for nothing outside its folder.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openBrowser, openDesk, servePage, temporaryFolder } from "./harness.mjs";

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

/** What keeps the page from starting, and what it says of it. */
const FAULTS = [
  { what: "no WebAssembly", says: /needs WebAssembly, which this browser does not have/, spoil: withoutWasm },
  { what: "no program", says: /A file of it did not come/, spoil: (context) => context.route(/app-[^/]*\.wasm$/, (route) => route.abort()) },
  { what: "no script", says: /A file of it did not come/, spoil: (context) => context.route(/app-[^/]*\.js$/, (route) => route.abort()) },
  {
    what: "no WebAssembly in a German browser",
    locale: "de-AT",
    begins: /^Postil konnte nicht starten\. /,
    says: /braucht WebAssembly, das dieser Browser nicht hat/,
    spoil: withoutWasm,
  },
];

function withoutWasm(context) {
  return context.addInitScript(() => delete globalThis.WebAssembly);
}

for (const { what, locale = "en-US", begins = /^Postil could not start\. /, says, spoil } of FAULTS) {
  test(`a page with ${what} says why it does not start`, async (t) => {
    const server = await servePage(t);
    let context;
    t.after(() => context?.close());
    context = await openBrowser(temporaryFolder(t), { locale });
    await spoil(context);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(server.address);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.match(await alert.innerText(), begins);
    assert.match(await alert.innerText(), says);
  });
}

test("an error in the program says that it has ended the page, which opens again with what was saved", async (t) => {
  const desk = await openDesk(t);
  await desk.tag("Anna Berg left Oslo.");
  await desk.saved();
  // A trap of a program, as a panic is.
  await desk.page.evaluate(async () => {
    const trap = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 97, 0, 0, 10, 5, 1, 3, 0, 0, 11);
    const { instance } = await WebAssembly.instantiate(trap);
    setTimeout(() => instance.exports.a());
  });
  await desk.page.getByText("An error in Postil has ended it.").waitFor();
  await desk.page.reload();
  await desk.article.locator("mark").first().waitFor();
});
