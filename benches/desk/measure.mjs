// How soon the desk answers; `run` calls this with the number of rounds, and with a part of the names of the rows that
// are wanted, or nothing.
//
// Chromium's trace tells of each event when it came, when the page was painted after it (committed to the compositor:
// what the page can do about), when that was shown (which waits for the screen, 60 times a second), and how long the
// page's thread worked in between, which other work on the machine does not change. In each round everything is measured
// once; the table has the medians of the rounds, of their medians and 95th percentiles.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { host } from "../../scripts/host.mjs";
import { Desk, longArticle, openBrowser, ROOT } from "../../tests/e2e/harness.mjs";
import { installWire } from "../wire.mjs";
import { finishing, overhear, suggesting, suggestingInQueue } from "./learning.mjs";

const ROUNDS = Number(process.argv[2]);
const ONLY = process.argv[3] ?? "";
const PRESSES = 40;
const CATEGORIES = ["devtools.timeline"];

const servers = [await host(join(ROOT, "dist")), await host(join(ROOT, "benches/desk/plain"))];
const [postil, plain] = servers.map(({ address }) => address);

const ROWS = [
  { name: "label key, 5,000 words", wanted: "16 ms", measure: () => labelKey(5_000) },
  { name: "the same, plain spans", measure: () => plainKey(5_000) },
  { name: "label key, 100,000 words", wanted: "50 ms", measure: () => labelKey(100_000) },
  { name: "the same, plain spans", measure: () => plainKey(100_000) },
  { name: "100,000 words opened from the queue", wanted: "1,000 ms", measure: opening },
  { name: "a letter typed into the filter of 10,000 articles", wanted: "50 ms", measure: filtering },
  { name: "10,000 articles scrolled by a screen", wanted: "50 ms", measure: scrolling },
  { name: "learning from an article of 600 words", wanted: "20 ms", measure: () => atDesk(postil, finishing) },
  { name: "suggesting anew in it, half decided", wanted: "5 ms", measure: () => atDesk(postil, suggesting) },
  { name: "suggesting anew in 1,000 such", wanted: "1,500 ms", measure: () => atDesk(postil, suggestingInQueue) },
].filter(({ name }) => name.includes(ONLY));

/** Does something with a fresh desk. */
async function atDesk(address, work) {
  const folder = mkdtempSync(join(tmpdir(), "postil-desk-"));
  const context = await openBrowser(folder);
  try {
    const [page] = context.pages();
    const desk = new Desk(page, address);
    page.setDefaultTimeout(120_000);
    await page.addInitScript(installWire);
    await page.addInitScript(overhear);
    await page.goto(address);
    return await work(desk, await context.newCDPSession(page));
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/** The milliseconds from each event of a type to its paint, until it was shown, and of work until the paint. */
async function traced(session, type, work) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  session.on("Tracing.dataCollected", collect);
  await session.send("Tracing.start", { traceConfig: { includedCategories: CATEGORIES } });
  await work();
  // The last paint is traced once it is shown.
  await new Promise((done) => setTimeout(done, 500));
  const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.end");
  await complete;
  session.off("Tracing.dataCollected", collect);
  const timed = events.filter(({ name, ph, args }) => name === "EventTiming" && ph === "b" && args.data.type === type);
  const ofThread = threads(events);
  return timed.map(({ ts, args: { data } }) => {
    const painted = data.commitFinishTime - data.timeStamp;
    return { at: data.timeStamp, painted, shown: data.duration, worked: worked(ofThread, type, ts, ts + 1_000 * painted) };
  });
}

/** The events that took time, in order, by the thread that they took it of. */
function threads(events) {
  const timed = events.filter(({ name, ph }) => ph === "X" && name !== "RunTask").sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const names = new Set(timed.map(({ pid, tid }) => `${pid} ${tid}`));
  return [...names].map((thread) => timed.filter(({ pid, tid }) => `${pid} ${tid}` === thread));
}

/** The milliseconds that a thread worked from an event of a type, the first after a time, until another, in microseconds. */
function worked(threads, type, from, until) {
  const starts = ({ name, ts, args }) => name === "EventDispatch" && args.data.type === type && ts >= from;
  const thread = threads.find((events) => events.some(starts)) ?? [];
  let [sum, end] = [0, 0];
  for (const { ts, dur, tdur } of thread.slice(thread.findIndex(starts))) {
    if (ts > until) break;
    // What is within the one before is counted with it.
    if (ts >= end) [sum, end] = [sum + tdur / 1000, ts + dur];
  }
  return sum;
}

/** Goes to a mark and gives it a label, many times; the times of the labels. */
async function pressed(page, session) {
  const press = async (key) => {
    await page.keyboard.press(key);
    await page.waitForTimeout(150);
  };
  for (const key of ["j", "o", "j", "p"]) await press(key);
  await page.evaluate(() => {
    window.labels = [];
    const note = ({ key, timeStamp }) => key === "o" && window.labels.push(timeStamp);
    document.addEventListener("keydown", note, { capture: true });
  });
  const times = await traced(session, "keydown", async () => {
    for (let index = 0; index < PRESSES; index += 1) for (const key of ["j", "o"]) await press(key);
  });
  const labels = await page.evaluate(() => window.labels);
  return times.filter(({ at }) => labels.some((label) => Math.abs(label - at) < 1));
}

function labelKey(words) {
  return atDesk(postil, async (desk, session) => {
    await desk.tag(longArticle(words));
    await desk.saved();
    return pressed(desk.page, session);
  });
}

/** On marks as thick as Postil's: one every eleven words. */
function plainKey(words) {
  return atDesk(plain, async ({ page }, session) => {
    const text = longArticle(words);
    const starts = [...text.matchAll(/\b\w{4,}\b/g)].filter((_, index) => index % 8 === 0);
    const marks = starts.map(({ index, 0: word }) => [index, index + word.length, "PERSON"]);
    await page.evaluate(([text, marks]) => window.show(text, marks), [text, marks]);
    return pressed(page, session);
  });
}

function opening() {
  return atDesk(postil, async (desk, session) => {
    await desk.tag(longArticle(100_000));
    await desk.tag(longArticle(300, 7));
    await desk.saved();
    const items = desk.page.getByRole("list", { name: "Articles" }).getByRole("button");
    return traced(session, "click", async () => {
      for (const index of [0, 1, 0, 1, 0]) {
        await items.nth(index).click();
        await desk.article.locator("mark").first().waitFor();
        await desk.page.waitForTimeout(1_000);
      }
    }).then((times) => times.filter((_, index) => index % 2 === 0));
  });
}

/** A desk with many finished articles. */
function withQueue(work) {
  return atDesk(postil, async (desk, session) => {
    const article = (index) => ({ id: `q${index}`, text: longArticle(60, index), status: "done", annotations: [] });
    const rows = Array.from({ length: 10_000 }, (_, index) => JSON.stringify(article(index))).join("\n");
    await desk.import({ name: "queue.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from(rows) });
    await desk.article.waitFor();
    await desk.saved();
    await desk.page.waitForTimeout(2_000);
    return work(desk, session);
  });
}

function filtering() {
  return withQueue(async ({ page }, session) => {
    await page.locator("details.filter summary").click();
    await page.getByRole("searchbox", { name: "Words in the article" }).focus();
    return traced(session, "keydown", async () => {
      for (const key of ["m", "i", "n", "i", "s", "t", "e", "r", "Backspace", "Backspace", "Backspace", "Backspace"]) {
        await page.keyboard.press(key);
        await page.waitForTimeout(300);
      }
    });
  });
}

/** By the page's own clock: a trace has no event for what a script scrolls. */
function scrolling() {
  return withQueue(async ({ page }) => {
    const times = await page.getByRole("list", { name: "Articles" }).evaluate(async (list) => {
      const frame = () => new Promise(requestAnimationFrame);
      const painted = () =>
        new Promise((heard) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = heard;
          port2.postMessage(null);
        });
      let scrolled = list;
      while (scrolled.scrollHeight <= scrolled.clientHeight + 1 || getComputedStyle(scrolled).overflowY === "visible") {
        scrolled = scrolled.parentElement;
      }
      const times = [];
      for (let index = 0; index < 40; index += 1) {
        await frame();
        const start = performance.now();
        scrolled.scrollTop += scrolled.clientHeight;
        // Rows near the view are drawn in the frame after the browser has told of them.
        await frame();
        await frame();
        await painted();
        times.push(performance.now() - start);
      }
      return times;
    });
    return times.map((time) => ({ painted: time }));
  });
}

const quantile = (numbers, share) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
};

const rounds = [];
for (let round = 1; round <= ROUNDS; round += 1) {
  const measured = [];
  for (const { name, measure } of ROWS) {
    console.error(`round ${round} of ${ROUNDS}: ${name}`);
    measured.push(await measure());
  }
  rounds.push(measured);
}
servers.forEach(({ close }) => close());

console.log("| what | painted: median | 95 % | wanted | shown: median | 95 % | worked: median | 95 % |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
ROWS.forEach(({ name, wanted = "" }, row) => {
  const of = (key, share) => {
    const values = rounds.map((measured) => measured[row].map((time) => time[key])).filter(([first]) => first !== undefined);
    return values.length === 0 ? "" : `${Math.round(quantile(values.map((times) => quantile(times, share)), 0.5))} ms`;
  };
  const pair = (key) => `${of(key, 0.5)} | ${of(key, 0.95)}`;
  console.log(`| ${name} | ${pair("painted")} | ${wanted} | ${pair("shown")} | ${pair("worked")} |`);
});
console.log(`
Medians of ${ROUNDS} rounds on one machine (${cpus()[0].model}, ${cpus().length} cores). Painted: from the event to the \
commit of the page's paint, by Chromium's trace; shown: to the screen's next refresh, 60 a second; worked: the time of \
the page's thread until the commit. The plain page only \
changes an attribute of one element. Scrolled: two frames of the screen and the paint, by the page's clock. Learned \
and suggested anew: until the worker's answer.`);
