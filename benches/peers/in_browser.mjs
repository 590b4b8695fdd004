// A tagger in a page of Chromium, measured through what the page shows: Postil's, or the one in `page/`.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Desk, longArticle, openBrowser } from "../../tests/e2e/harness.mjs";
import { installWire } from "../wire.mjs";

/** Words of the article that is timed from the button to the paint, and of the first after the page is opened. */
export const WORDS = 600;
/** How many articles are tagged before time counts, and how many are timed; the median of these counts. */
const [WARM, TIMED] = [3, 5];

/**
 * Opens the page in a fresh profile. The words a second of a `long` article from the button to the paint; the
 * milliseconds of `WORDS` from the button to the paint, and from the opening of the page to the paint; the bytes that
 * the page asked for, by gzip. With the files of a user's model, that one tags; they count as bytes, and the opening
 * of the page is left out.
 */
export async function inPage(address, long, files = []) {
  return inBrowser(address, files.length > 0 ? undefined : longArticle(WORDS, 1000), async (page, asked) => {
    const cold = await page.evaluate(() => window.opened);
    if (files.length > 0) await useModel(page, address, files);
    const times = [];
    for (let index = 0; index < WARM + TIMED; index += 1) {
      times.push(await page.evaluate((text) => window.tagged(text), longArticle(WORDS, index)));
    }
    const time = await page.evaluate((text) => window.tagged(text), longArticle(long, 100));
    const bytes = await gzipped(asked) + files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
    return { rate: (long / time) * 1000, warm: median(times.slice(WARM)), cold, bytes };
  });
}

/** The words a second of Postil's worker for a text of `long` words, from its message to the last answer. */
export async function inWorker(address, long) {
  return inBrowser(address, longArticle(WORDS), async (page) => {
    await page.evaluate(() => window.opened);
    const time = await page.evaluate(timeWorker, [longArticle(long, 1), longArticle(long, 2)]);
    return { rate: (long / time) * 1000 };
  });
}

/**
 * The words a second of Postil's queue: a file with so many articles of `WORDS` words is imported, and time counts from
 * the first message to the worker until all are tagged, written and painted as far as they are in view.
 */
export async function inQueue(address, count) {
  return inBrowser(address, longArticle(WORDS), async (page) => {
    await page.evaluate(() => window.opened);
    const rows = Array.from({ length: count }, (_, index) => JSON.stringify({ text: longArticle(WORDS, index) }));
    const time = page.evaluate(() => window.queued());
    const file = { name: "queue.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from(rows.join("\n")) };
    await new Desk(page, address).import([file]);
    return { rate: (count * WORDS * 1000) / (await time) };
  });
}

export function median(numbers) {
  const sorted = numbers.filter((number) => number !== undefined).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Measures in a fresh profile; `first` is pasted and tagged as soon as the page can. */
async function inBrowser(address, first, measure) {
  const folder = mkdtempSync(join(tmpdir(), "postil-peers-"));
  const context = await openBrowser(folder);
  try {
    const [page] = context.pages();
    page.setDefaultTimeout(120_000);
    const asked = new Set();
    page.on("request", (request) => asked.add(request.url()));
    await page.addInitScript(installWire);
    await page.addInitScript(stopwatch, first);
    await page.goto(address);
    return await measure(page, asked);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function useModel(page, address, files) {
  const desk = new Desk(page, address);
  await desk.import(files);
  await page.getByRole("dialog", { name: "Your model" }).waitFor({ timeout: 60_000 });
  await desk.closeDialog();
}

/** What some files of a host come to when each is compressed. */
async function gzipped(urls) {
  const sizes = [...urls].filter((url) => url.startsWith("http")).map(async (url) => {
    const response = await fetch(url);
    return response.ok ? gzipSync(Buffer.from(await response.arrayBuffer()), { level: 9 }).length : 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** Runs in the page. `tagged(text)` has a text tagged and gives the milliseconds from the button to the paint. */
function stopwatch(first) {
  const button = (name) => [...document.querySelectorAll("button")].find(({ textContent }) => textContent === name);
  const frame = () => new Promise(requestAnimationFrame);
  const isTagged = () =>
    document.querySelector("[role=region][aria-label=Article] mark") &&
    !document.querySelector("[role=progressbar][aria-label=Tagging]");
  const isSaved = () => document.querySelector('[data-save-state="saved"]');

  window.tagged = async (text) => {
    button("Paste another")?.click();
    let box;
    while (!(box = document.querySelector("textarea"))) await frame();
    box.value = text;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await frame();
    const start = performance.now();
    button("Tag article").click();
    while (!isTagged()) await frame();
    await painted();
    return performance.now() - start;
  };
  // A message posted in a frame is heard after that frame is painted.
  const painted = async () => {
    const { port1, port2 } = new MessageChannel();
    await new Promise((heard) => {
      port1.onmessage = heard;
      port2.postMessage(null);
    });
  };
  /** The milliseconds that the queue takes which is imported next. */
  window.queued = async () => {
    window.asked = undefined;
    while (window.asked === undefined) await frame();
    await frame();
    while (!isTagged() || !isSaved()) await frame();
    await painted();
    return performance.now() - window.asked;
  };
  if (first !== undefined) window.opened = window.tagged(first).then(() => performance.now());

  // Which labels the page asks its worker for, so that another can be asked for the same. Not `window.labels`: that is the
  // element of that id.
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...rest) {
    const labels = message instanceof Uint8Array && window.wire.labelsOf(message);
    if (labels) {
      window.wanted ??= labels;
      window.asked ??= performance.now();
    }
    return postMessage.call(this, message, ...rest);
  };
}

/** Runs in the page: has a worker of its own tag texts; the milliseconds that the last took. */
async function timeWorker(texts) {
  const { wire, wanted: labels } = window;
  const worker = new Worker("./worker_loader.js", { type: "module" });
  const said = (kind) =>
    new Promise((heard) => worker.addEventListener("message", ({ data }) => wire.read(data).kind === kind && heard()));
  const nothing = { right: [], wrong: [], open: [] };
  await said("ready");
  let time;
  for (const [id, text] of texts.entries()) {
    const start = performance.now();
    worker.postMessage(wire.tag({ id, labels, texts: [[text, nothing]] }));
    await said("finished");
    time = performance.now() - start;
  }
  worker.terminate();
  return time;
}
