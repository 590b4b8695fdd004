// A tagger that dies, is missing or is stopped: the page says so, and goes on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lines, longArticle, openDesk } from "./harness.mjs";

const TEXT = "Ann Li of Acme Corp met Bob Ray in Rome on Monday.";
/** Articles for several requests: what is stopped at the first answer has not yet asked for the last of them. */
const MANY = { articles: 400, words: 600 };

test("a worker that fails to start is started again, and says so", async (t) => {
  let failures = 1;
  const desk = await openDesk(t, {
    // The service worker asks for the same file: where its request came first, that one failed.
    serviceWorkers: "block",
    prepare: (context) =>
      context.route("**/worker.js", (route) => (failures-- > 0 ? route.abort() : route.continue())),
  });
  assert.match(await desk.complaint(), /tagger stopped \(a part of the page did not come .* being started again\. Your work is safe/);
  await desk.page.getByText("Tagger ready").waitFor();
  await desk.tag(TEXT);
  assert.ok((await desk.marks()).length > 3);
});

test("a worker that dies while tagging is started again and finishes", async (t) => {
  const desk = await openDesk(t, { prepare: (context) => context.addInitScript(fragileWorkers) });
  await desk.page.getByText("Tagger ready").waitFor();
  await desk.page.evaluate(() => (window.dieOnRequest = true));
  await desk.tag(TEXT);
  assert.match(await desk.complaint(), /tagger stopped .* being started again/);
  assert.ok((await desk.marks()).length > 3);
});

/** The next request to a worker is answered by the death of it. */
function fragileWorkers() {
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (...message) {
    if (!window.dieOnRequest) return postMessage.apply(this, message);
    window.dieOnRequest = false;
    this.terminate();
    setTimeout(() => this.dispatchEvent(new ErrorEvent("error", { message: "out of memory" })));
  };
}

test("without a model the page says so, and annotating by hand works", async (t) => {
  const missing = (route) => route.fulfill({ status: 404, body: "Not found" });
  const desk = await openDesk(t, { prepare: (context) => context.route("**/models/**", missing) });
  await desk.page.getByText("No tagger").waitFor();
  assert.match(await desk.complaint(), /Suggestions are not available.*404.*annotate by hand/s);
  await desk.page.getByRole("textbox", { name: "Article text" }).fill(TEXT);
  await desk.button("Tag article").click();
  await desk.article.waitFor();
  assert.match(await desk.complaint(), /could not be tagged|not available/);
  await desk.press("ArrowRight", "Shift+ArrowRight", "p");
  assert.deepEqual(lines(await desk.marks()), ["0-6 PERSON confirmed: Ann Li"]);
  await desk.saved();
});

test("the tagging of many articles is stopped, and what was found stays", async (t) => {
  const desk = await openDesk(t);
  const text = longArticle(MANY.words);
  const lines = Array.from({ length: MANY.articles }, (_, i) => JSON.stringify({ text: `${i}. ${text}` }));
  await desk.page.evaluate(pressStopWhenItShows);
  await desk.import({ name: "many.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from(lines.join("\n")) });
  const stopped = desk.page.getByRole("status").getByText("Tagging stopped");
  await stopped.waitFor().catch(async (cause) => {
    throw new Error(`what was said instead: ${await desk.page.locator(".said").innerText()}`, { cause });
  });
  await desk.page.getByRole("progressbar", { name: "Tagging" }).waitFor({ state: "detached" });
  assert.match((await desk.queue())[0], /to decide/, "what was found stays");
  await new Promise((done) => setTimeout(done, 1000));
  const queue = desk.page.getByRole("list", { name: "Articles" });
  await queue.evaluate((list) => list.scrollTo(0, list.scrollHeight));
  const last = queue.getByRole("button", { name: `${MANY.articles - 1}.` });
  await last.waitFor();
  assert.doesNotMatch(await last.innerText(), /to decide/, "nothing comes after the stop");
  assert.deepEqual(desk.complaints, []);
});

function pressStopWhenItShows() {
  const press = () => [...document.querySelectorAll("button")].find((button) => button.textContent === "Stop")?.click();
  new MutationObserver(press).observe(document.body, { childList: true, subtree: true });
}

test("several workers suggest what one does, and know what was learned before they started", async (t) => {
  const suggested = async (cores, workers) => {
    const has = (cores) => Object.defineProperty(navigator, "hardwareConcurrency", { get: () => cores });
    const desk = await openDesk(t, { prepare: (context) => context.addInitScript(has, cores) });
    await desk.tag(longArticle(300));
    await desk.press("j", "o");
    // What is suggested after that comes before the article is finished, or never.
    await desk.saved();
    await desk.press("Shift+D");
    await desk.page.getByText("Learned from 1 article").waitFor();
    const articles = Array.from({ length: 40 }, (_, at) => JSON.stringify({ id: `a${at}`, text: longArticle(5_000, at) }));
    await desk.import({ name: "many.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from(articles.join("\n")) });
    await desk.page.getByRole("progressbar", { name: "Tagging" }).waitFor();
    await desk.page.getByRole("progressbar", { name: "Tagging" }).waitFor({ state: "detached" });
    assert.equal(desk.page.workers().filter((worker) => worker.url().includes("/worker_loader")).length, workers);
    const project = JSON.parse(await desk.export("Project file"));
    assert.deepEqual(desk.complaints, []);
    return project.articles.map(({ id, annotations }) => ({ id, annotations }));
  };
  const [one, several] = [await suggested(1, 1), await suggested(8, 4)];
  assert.ok(one.every(({ annotations }) => annotations.length > 10));
  assert.deepEqual(several, one);
});
