// What learning costs in the tab: a worker of our own is asked in the words of the page's, and time counts from its
// message to its answer. The annotator finds every fifth suggestion wrong.
import { longArticle } from "../../tests/e2e/harness.mjs";

const WORDS = 600;
/** How many articles are finished before time counts, and how many are timed. */
const [BEFORE, TIMED] = [100, 30];

/** The milliseconds of each of some articles that are learned from. */
export const finishing = (desk) => asked(desk, async (worker, texts) => worker.finish(texts.slice(BEFORE)));

/** The milliseconds of suggesting anew in an open article, half of whose suggestions have been decided. */
export function suggesting(desk) {
  return asked(desk, async (worker, texts) => {
    const times = [];
    for (const text of texts.slice(BEFORE)) {
      const all = await worker.decisions(text);
      const half = { ...all, right: all.right.slice(0, all.right.length / 2), wrong: all.wrong.slice(0, all.wrong.length / 2) };
      times.push((await worker.tag([[text, half]])).time);
    }
    return times;
  });
}

/** The milliseconds of suggesting anew in a thousand open articles. */
export function suggestingInQueue(desk) {
  return asked(desk, async (worker, texts) => {
    const queue = Array.from({ length: 1_000 }, (_, index) => [longArticle(WORDS, 1_000 + index), worker.nothing]);
    const parts = Array.from({ length: 20 }, (_, part) => queue.slice(part * 50, (part + 1) * 50));
    const all = async () => {
      const answers = await Promise.all(parts.map((part) => worker.tag(part)));
      return Math.max(...answers.map(({ time }) => time));
    };
    await all();
    await worker.finish(texts.slice(0, 1));
    return [await all()];
  });
}

/** Asks a worker that has learned from `BEFORE` articles. */
async function asked(desk, work) {
  const { page } = desk;
  const question = page.evaluate(() => window.question);
  await desk.tag(longArticle(100));
  await page.evaluate(listen, await question);
  const texts = Array.from({ length: BEFORE + TIMED }, (_, index) => longArticle(WORDS, index));
  const worker = {
    nothing: { right: [], wrong: [], open: [] },
    tag: (texts) => page.evaluate((texts) => window.learning.tag(texts), texts),
    decisions: (text) => page.evaluate((text) => window.learning.decisions(text), text),
    finish: (texts) => page.evaluate((texts) => window.learning.finish(texts), texts),
  };
  await worker.finish(texts.slice(0, BEFORE));
  return (await work(worker, texts)).map((time) => ({ painted: time }));
}

/** Runs in the page before its scripts: notes how the page asks its worker. */
export function overhear() {
  const { postMessage } = Worker.prototype;
  window.question = new Promise((heard) => {
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message?.tag) heard(message.tag);
      return postMessage.call(this, message, ...rest);
    };
  });
}

/** Runs in the page: starts the worker, and says how it is asked. */
function listen({ labels }) {
  const worker = new Worker("./worker_loader.js", { type: "module" });
  const ready = new Promise((heard) => worker.addEventListener("message", ({ data }) => data.ready && heard()));
  const nothing = { right: [], wrong: [], open: [] };
  let asked = 0;
  const ask = async (kind, request) => {
    await ready;
    const id = (asked += 1);
    const said = [];
    const start = performance.now();
    worker.postMessage({ [kind]: { id, labels, ...request } });
    await new Promise((heard, failed) => {
      worker.addEventListener("message", function hear({ data }) {
        const [[what, response]] = Object.entries(data);
        if (response.id !== id) return;
        said.push(response);
        if (what === "failed") failed(new Error(response.why));
        if (what === "tagged") return;
        worker.removeEventListener("message", hear);
        heard();
      });
    });
    return { said, time: performance.now() - start };
  };
  const tag = (texts) =>
    ask("tag", { urgent: true, texts: texts.map(([text, it]) => ({ text, decisions: JSON.stringify(it) })) });
  /** What the annotator decides about an article: a row of 14 bytes is a suggestion, as packed.rs tells. */
  const decisions = async (text) => {
    const { said } = await tag([[text, nothing]]);
    const { kinds, rows } = said.at(-2).parts;
    const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
    const found = Array.from({ length: rows.byteLength / 14 }, (_, row) => {
      const range = { start: view.getUint32(row * 14, true), end: view.getUint32(row * 14 + 4, true) };
      return [range, kinds[view.getUint16(row * 14 + 8, true)][0]];
    });
    const isWrong = (_, index) => index % 5 === 4;
    const wrong = found.filter(isWrong).map(([range]) => range);
    return { right: found.filter((it, index) => !isWrong(it, index)), wrong, open: [] };
  };
  const finish = async (texts) => {
    const times = [];
    for (const text of texts) {
      const articles = JSON.stringify([[text, await decisions(text)]]);
      times.push((await ask("learn", { anew: false, articles })).time);
    }
    return times;
  };
  window.learning = { tag, decisions, finish };
}
