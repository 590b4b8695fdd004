// A browser that keeps nothing, or no more, says so at once and offers the file; two tabs never overwrite each other.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Desk, lines, openDesk } from "./harness.mjs";

const TEXT = "Ann Li of Acme Corp met Bob Ray in Rome on Monday.";

/** What is done to the browser's storage before the page opens, and what the alert must say. */
const TROUBLES = [
  { what: "blocked", says: /does not let the page keep anything/, spoil: block },
  { what: "full", says: /no room left/, spoil: fill },
];

function block(context) {
  return context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("denied", "SecurityError");
    };
  });
}

async function fill(context, address) {
  const browser = await context.newCDPSession(context.pages()[0]);
  await browser.send("Storage.overrideQuotaForOrigin", { origin: new URL(address).origin, quotaSize: 1 });
}

for (const { what, says, spoil } of TROUBLES) {
  test(`storage that is ${what}: the file is offered, and the work goes on`, async (t) => {
    const desk = await openDesk(t, { prepare: spoil });
    await desk.tag(TEXT);
    await desk.press("j", "Enter");
    assert.match(await desk.complaint(), says);
    assert.match(await desk.complaint(), /not being saved/);
    assert.equal(await desk.page.locator("[data-save-state]").getAttribute("data-save-state"), "failed");

    const file = await downloaded(desk, () => desk.button("Download the project file").click());
    const [article] = JSON.parse(file).articles;
    assert.equal(article.text, TEXT);
    assert.deepEqual(lines(article.annotations), lines(await desk.marks()));
  });
}

test("the browser is asked to keep the work once an article is finished, and what it asks the reader is explained", async (t) => {
  const waits = () => {
    window.asked = 0;
    StorageManager.prototype.persist = () => {
      window.asked += 1;
      return new Promise(() => {});
    };
  };
  const desk = await openDesk(t, { prepare: (context) => context.addInitScript(waits) });
  await desk.tag(TEXT);
  await desk.press("j", "Enter");
  await desk.saved();
  assert.equal(await desk.page.evaluate(() => window.asked), 0);
  await desk.article.focus();
  await desk.press("Shift+D");
  await desk.page.locator("[aria-live=polite]").getByText(/^Article done\. .*The browser asks whether it is to keep your work/).waitFor();
  await desk.press("Shift+D", "Shift+D");
  await desk.saved();
  assert.equal(await desk.page.evaluate(() => window.asked), 1);
  assert.deepEqual(desk.complaints, []);
});

test("a storage that is slow to open is waited for: nothing done before it is lost", async (t) => {
  const slow = () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...call) {
      const request = open.apply(this, call);
      const listen = request.addEventListener.bind(request);
      request.addEventListener = (kind, heard) =>
        listen(kind, kind === "success" ? (event) => setTimeout(() => heard(event), 1500) : heard);
      return request;
    };
  };
  const desk = await openDesk(t, { prepare: (context) => context.addInitScript(slow) });
  await desk.tag(TEXT);
  await new Promise((done) => setTimeout(done, 2000));
  await desk.saved();
  const painted = lines(await desk.marks());
  await desk.page.reload();
  await desk.article.locator("mark").first().waitFor();
  assert.deepEqual(lines(await desk.marks()), painted);
});

test("the second of two tabs is told that its work is not saved, and keeps it", async (t) => {
  const first = await openDesk(t);
  await first.tag(TEXT);
  await first.saved();
  const second = new Desk(await first.page.context().newPage(), first.address);
  await second.open();
  await second.article.locator("mark").first().waitFor();

  await first.press("j", "Enter");
  await first.saved();
  const kept = lines(await first.marks());
  await second.press("j", "x");
  assert.match(await second.complaint(), /changed in another tab/);
  assert.equal(await second.page.locator("[data-save-state]").getAttribute("data-save-state"), "failed");
  await second.press("j", "Enter");
  const file = await downloaded(second, () => second.button("Download the project file").click());
  assert.deepEqual(lines(JSON.parse(file).articles[0].annotations), lines(await second.marks()));

  await second.page.reload();
  await second.article.locator("mark").first().waitFor();
  assert.deepEqual(lines(await second.marks()), kept, "the first tab's work is what is kept");
});

async function downloaded(desk, act) {
  const download = desk.page.waitForEvent("download");
  await act();
  return readFileSync(await (await download).path(), "utf8");
}
