// What many articles take in the page. First their import, and opening the page again, with the longest task of the page's
// thread, by Chromium's trace. Then their exports: until the page tells that it is written, read back and downloaded; the
// seconds of a core that the page and its workers spend on it, which other work on the machine changes little; and the
// longest task.
//
//   scripts/test page && node benches/exports.mjs          # 10,000 articles of 600 words with 50 marks
//   node benches/exports.mjs 1000 "spaCy training file"    # fewer, and only to that format
//   node benches/exports.mjs 1000 "Hugging Face, split"    # the same dealt into train, validation and test
//
// What is split goes through the worker twice. Last, an export is stopped in its midst.
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { host } from "../scripts/host.mjs";
import { Desk, DIST, longArticle, openBrowser } from "../tests/e2e/harness.mjs";

const ARTICLES = Number(process.argv[2] ?? 10_000);
const [WORDS, MARKS] = [600, 50];
const FORMATS = process.argv[3] ? [process.argv[3]] : [
  "Project file", "JSONL dataset", "spaCy training file", "spaCy offsets", "spaCy JSON", "Hugging Face", "AutoTrain", "GLiNER",
  "CoNLL-2003", "BILOU", "CoNLL-U Plus", "Label Studio", "doccano", "Prodigy", "brat", "INCEpTION", "WebAnno TSV",
  "NER Annotator", "CSV", "Web Annotations", "Hugging Face, split", "JSONL dataset, split", "spaCy training file, split",
];
const SPLIT = ", split";
const LABELS = ["PERSON", "ORG", "GPE"];
const MINUTES = 60_000;

/** An article with marks on its first capitalised words; there are a hundred different texts. */
function article(number) {
  const text = longArticle(WORDS, number % 100);
  const annotations = [...text.matchAll(/[A-Z][a-z]{3,}/g)].slice(0, MARKS).map(({ index, 0: { length } }, place) => {
    const start = [...text.slice(0, index)].length;
    return { start, end: start + length, label: LABELS[place % LABELS.length] };
  });
  return { text, annotations };
}

function writeProject(path) {
  const labels = LABELS.map((id) => ({ id, name: id, color: "#3b6fd4" }));
  const head = { format: "postil-project", version: 1, offset_unit: "codepoint", schema: { name: "news", labels } };
  const bodies = Array.from({ length: 100 }, (_, number) => article(number));
  const file = openSync(path, "w");
  writeSync(file, `${JSON.stringify(head).slice(0, -1)},"articles":[`);
  for (let number = 0; number < ARTICLES; number += 1) {
    const body = bodies[number % bodies.length];
    const text = `${body.text} ${number}`;
    writeSync(file, `${number ? "," : ""}\n${JSON.stringify({ id: `a${number}`, status: "open", ...body, text })}`);
  }
  writeSync(file, "\n]}\n");
  closeSync(file);
}

/** The longest task of the page's thread, in milliseconds of a core, while something is done. */
async function longestTask(session, work) {
  const events = [];
  const collect = ({ value }) => events.push(...value.filter(({ name }) => ["RunTask", "thread_name"].includes(name)));
  session.on("Tracing.dataCollected", collect);
  await session.send("Tracing.start", { traceConfig: { includedCategories: ["disabled-by-default-devtools.timeline"] } });
  await work();
  const complete = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.end");
  await complete;
  session.off("Tracing.dataCollected", collect);
  const pages = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const ofPage = ({ pid, tid }) => pages.some((page) => page.pid === pid && page.tid === tid);
  const tasks = events.filter((event) => event.name === "RunTask" && ofPage(event));
  return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1_000), 0);
}

/** Tells how long something takes, and the longest task meanwhile. */
async function timed(what, session, work) {
  const start = performance.now();
  let seconds;
  const longest = await longestTask(session, async () => {
    await work();
    seconds = (performance.now() - start) / 1_000;
  });
  console.log(`${what} in ${seconds.toFixed(1)} s, longest task ${Math.round(longest)} ms`);
}

/** The seconds of a core that the page's process and its workers have taken so far. */
async function spent(browser) {
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  return processInfo.filter(({ type }) => type === "renderer").reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

const folder = mkdtempSync(join(tmpdir(), "postil-exports-"));
const server = await host(DIST);
const context = await openBrowser(join(folder, "profile"));
try {
  const project = join(folder, "project.postil.json");
  writeProject(project);
  const [page] = context.pages();
  const desk = new Desk(page, server.address);
  page.setDefaultTimeout(9 * MINUTES);
  const session = await context.newCDPSession(page);
  const browser = await context.browser().newBrowserCDPSession();
  await desk.open();
  const painted = () => desk.article.locator("mark").first().waitFor();
  const size = Math.round(statSync(project).size / 2 ** 20);
  console.log(`${ARTICLES} articles of ${WORDS} words with ${MARKS} marks, ${size} MB`);
  await timed("read, painted and saved", session, async () => {
    await desk.import(project);
    await painted();
    await desk.saved();
  });
  await timed("opened again and painted", session, async () => {
    await page.reload();
    await painted();
  });
  console.log();
  console.log("| | seconds | of a core | longest task | file |\n|---|---:|---:|---:|---:|");
  const dialog = page.getByRole("dialog");
  const splits = dialog.getByRole("checkbox", { name: "Split into train, validation and test" });
  for (const row of FORMATS) {
    await desk.button("Export").click();
    await splits.setChecked(row.endsWith(SPLIT));
    const format = row.replace(SPLIT, "");
    const choice = dialog.getByRole("button", { name: format, exact: true });
    await choice.waitFor();
    let seconds, cores, bytes;
    const longest = await longestTask(session, async () => {
      const [start, before] = [performance.now(), await spent(browser)];
      const download = page.waitForEvent("download");
      await choice.click();
      await dialog.getByRole("button", { name: "Back", exact: true }).waitFor();
      seconds = (performance.now() - start) / 1_000;
      cores = (await spent(browser)) - before;
      // Where something would be lost, the page asks first.
      const anyway = dialog.getByRole("button", { name: "Download anyway", exact: true });
      if (await anyway.isVisible()) await anyway.click();
      bytes = statSync(await (await download).path()).size;
    });
    console.log(`| ${row} | ${seconds.toFixed(1)} | ${cores.toFixed(1)} | ${Math.round(longest)} ms | ${Math.round(bytes / 2 ** 20)} MB |`);
    await desk.closeDialog();
  }
  await desk.button("Export").click();
  await splits.check();
  await dialog.getByRole("button", { name: "Hugging Face", exact: true }).click();
  const progress = dialog.getByRole("progressbar", { name: "Exporting" });
  const rest = async () => Number(await progress.getAttribute("max")) - Number(await progress.getAttribute("value"));
  // Past the half, where what was dealt is being written.
  while ((await rest()) > ARTICLES * 0.75);
  const stopped = await page.evaluate(async () => {
    const button = (name) => [...document.querySelectorAll("dialog button")].find(({ textContent }) => textContent === name);
    const start = performance.now();
    button("Cancel").click();
    while (!button("Hugging Face")) await new Promise(requestAnimationFrame);
    return performance.now() - start;
  });
  console.log(`\nA split is stopped in its midst within ${Math.round(stopped)} ms.`);
} finally {
  await context.close();
  server.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
