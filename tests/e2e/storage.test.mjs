// A browser that keeps nothing, or no more, says so at once and offers the file; two tabs never overwrite each other.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Desk, lines, openDesk } from "./harness.mjs";

const TEXT = "Ann Li of Acme Corp met Bob Ray in Rome on Monday.";

/** What is done to the browser's storage before the page opens, and what the alert must say. */
const TROUBLES = [
  { what: "blocked", says: /does not let the page keep anything.*private window/, spoil: block },
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

test("what comes in while a failed write is waited for waits with it, and is written when the tab is left", async (t) => {
  const refuse = () => {
    const { add } = IDBObjectStore.prototype;
    Object.assign(window, { room: true, tries: 0 });
    IDBObjectStore.prototype.add = function (...call) {
      window.tries += 1;
      if (!window.room) throw new DOMException("no room", "QuotaExceededError");
      return add.apply(this, call);
    };
  };
  const desk = await openDesk(t, { prepare: (context) => context.addInitScript(refuse) });
  const { page } = desk;
  await desk.tag(TEXT);
  await desk.saved();
  await page.evaluate(() => Object.assign(window, { room: false, tries: 0 }));
  const began = Date.now();
  await desk.press("j", "Enter");
  assert.match(await desk.complaint(), /no room left/);
  await desk.press("j", "Enter", "j", "x");
  await desk.drawn();
  const tries = await page.evaluate(() => window.tries);
  assert.ok(tries <= 1 + (Date.now() - began) / 3000, `tried ${tries} times`);

  const left = Date.now();
  await page.evaluate(() => {
    window.room = true;
    document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
  });
  await desk.saved();
  assert.ok(Date.now() - left < 2000, "at once");
  const painted = lines(await desk.marks());
  await page.reload();
  await desk.article.locator("mark").first().waitFor();
  assert.deepEqual(lines(await desk.marks()), painted);
});

test("a note is kept while it is typed, and a page that goes takes the rest of it along", async (t) => {
  const desk = await openDesk(t);
  const { page } = desk;
  await desk.tag(TEXT);
  const before = await desk.saved();
  const note = page.getByRole("textbox", { name: "Note" });
  await note.pressSequentially("Ask Ann");
  await page.locator(`[data-save-state="saved"]:not([data-saved-seq="${before}"])`).waitFor();
  assert.ok(await note.evaluate((note) => note === document.activeElement && note.value === "Ask Ann"));
  await note.pressSequentially(" of Acme.");
  await page.reload();
  await desk.article.locator("mark").first().waitFor();
  assert.equal(await note.inputValue(), "Ask Ann of Acme.");
  await desk.article.focus();
  await desk.press("u");
  assert.equal(await note.inputValue(), "", "all of it is one step");
  assert.deepEqual(desk.complaints, []);
});

test("the page asks before it goes only if something is not saved", async (t) => {
  const other = await openDesk(t);
  await other.tag(TEXT);
  await other.saved();
  const desk = new Desk(await other.page.context().newPage(), other.address);
  const { page } = desk;
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    dialog.accept();
  });
  const mark = desk.article.locator("mark").first();
  await desk.open();
  await mark.waitFor();
  await desk.press("j", "Enter");
  await desk.saved();
  await page.reload();
  await mark.waitFor();
  assert.deepEqual(asked, []);
  // It is reloaded, to have what the first one wrote.
  await other.page.reload();
  await other.article.locator("mark").first().waitFor();
  await other.press("j", "Enter");
  await other.saved();
  await desk.press("j", "x");
  assert.match(await desk.complaint(), /changed in another tab/);
  await page.reload();
  await mark.waitFor();
  assert.deepEqual(asked, ["beforeunload"]);
  await desk.button("Paste another").click();
  await page.getByRole("textbox", { name: "Article text" }).click();
  await page.keyboard.type("A draft");
  await page.reload();
  assert.deepEqual(asked, ["beforeunload", "beforeunload"], "a draft is not saved");
});

test("the second of two tabs is told that its work is not saved, keeps it, and can go on with the first one's", async (t) => {
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

  await second.closeDialog();
  const asked = second.page.waitForEvent("dialog");
  const pressed = second.button("Reload").click();
  const question = await asked;
  assert.equal(question.type(), "beforeunload");
  await question.accept();
  await pressed;
  await second.alert.first().waitFor({ state: "detached" });
  await second.article.locator("mark").first().waitFor();
  assert.deepEqual(lines(await second.marks()), kept, "the first tab's work is what is kept");
});

test("a record that is damaged costs only itself, and is handed over before anything is written over it", async (t) => {
  const desk = await openDesk(t);
  const { page } = desk;
  for (const text of ["Ann left Oslo.", "Bo left Rome."]) await desk.tag(text);
  await desk.saved();
  // The first step of the journal brought the first article in.
  await page.evaluate(async () => {
    const done = (request) => new Promise((good, bad) => Object.assign(request, { onsuccess: () => good(request.result), onerror: bad }));
    const database = await done(indexedDB.open("postil"));
    await done(database.transaction("journal", "readwrite").objectStore("journal").put('{"no":', 1));
    database.close();
  });
  const reopen = async () => {
    await page.reload();
    await desk.article.getByText("Bo left Rome.").waitFor();
    assert.equal((await desk.queue()).length, 1);
  };
  await reopen();
  assert.match(await desk.complaint(), /cannot be read: journal entry 1\. All else is here/);
  await desk.article.focus();
  await desk.press("j", "Enter");
  await desk.saved();
  const kept = lines(await desk.marks());
  await reopen();
  assert.match(await desk.complaint(), /cannot be read/);
  const file = await downloaded(desk, () => desk.button("Download what is damaged and go on without it").click());
  assert.match(file, /^journal entry 1: .*\n\{"no":/);
  await desk.alert.waitFor({ state: "detached" });
  await page.waitForTimeout(500);
  await reopen();
  await desk.article.locator("mark").first().waitFor();
  assert.deepEqual(lines(await desk.marks()), kept);
  assert.equal(await desk.alert.count(), 0);
  assert.deepEqual(desk.complaints, []);
});

test("starting over is asked about, and leaves nothing of the project", async (t) => {
  const desk = await openDesk(t);
  const { page } = desk;
  await desk.tag(TEXT);
  await desk.saved();
  const startOver = async (answer) => {
    const asking = page.waitForEvent("dialog");
    const pressed = page.getByRole("dialog").getByRole("button", { name: "Start over" }).click();
    const question = await asking;
    assert.match(question.message(), /^Remove 1 article, .* download the project file before\.$/);
    await question[answer]();
    await pressed;
  };
  await desk.button("Export").click();
  await startOver("dismiss");
  assert.equal((await desk.queue()).length, 1);
  await startOver("accept");
  const empty = page.getByRole("textbox", { name: "Article text" });
  await empty.waitFor();
  await desk.tag(TEXT);
  await desk.saved();
  await page.reload();
  await desk.article.locator("mark").first().waitFor();
  assert.equal((await desk.queue()).length, 1);
  assert.deepEqual(desk.complaints, []);
});

async function downloaded(desk, act) {
  const download = desk.page.waitForEvent("download");
  await act();
  return readFileSync(await (await download).path(), "utf8");
}
