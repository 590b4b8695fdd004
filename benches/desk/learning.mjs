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
  const labels = page.evaluate(() => window.labels);
  await desk.tag(longArticle(100));
  await page.evaluate(listen, await labels);
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

/** Runs in the page before its scripts, after `installWire`: notes which labels the page asks its worker for. */
export function overhear() {
  const { postMessage } = Worker.prototype;
  window.labels = new Promise((heard) => {
    Worker.prototype.postMessage = function (message, ...rest) {
      const labels = message instanceof Uint8Array && window.wire.labelsOf(message);
      if (labels) heard(labels);
      return postMessage.call(this, message, ...rest);
    };
  });
}

/** Runs in the page: starts the worker, and says how it is asked. */
function listen(labels) {
  const { wire } = window;
  const worker = new Worker("./worker_loader.js", { type: "module" });
  const hear = (listener) => worker.addEventListener("message", ({ data }) => listener(wire.read(data)));
  const ready = new Promise((heard) => hear(({ kind }) => kind === "ready" && heard()));
  const asked = new Map();
  hear((said) => asked.get(said.id)?.(said));
  const nothing = { right: [], wrong: [], open: [] };
  const ask = async (kind, request) => {
    await ready;
    const id = asked.size + 1;
    const tagged = [];
    const start = performance.now();
    await new Promise((heard, failed) => {
      asked.set(id, (said) => {
        if (said.kind === "tagged") tagged.push(said);
        else if (said.kind === "failed") failed(new Error(said.why));
        else heard();
      });
      worker.postMessage(wire[kind]({ id, labels, ...request }));
    });
    return { tagged, time: performance.now() - start };
  };
  const tag = (texts) => ask("tag", { texts });
  /** What the annotator decides about an article. */
  const decisions = async (text) => {
    const { tagged } = await tag([[text, nothing]]);
    const found = tagged.at(-1).parts().flatMap(([, , suggestions]) => suggestions);
    const isWrong = (_, index) => index % 5 === 4;
    const wrong = found.filter(isWrong).map(([range]) => range);
    return { right: found.filter((it, index) => !isWrong(it, index)), wrong, open: [] };
  };
  const finish = async (texts) => {
    const times = [];
    for (const text of texts) {
      const texts = [[text, await decisions(text)]];
      times.push((await ask("learn", { texts })).time);
    }
    return times;
  };
  window.learning = { tag, decisions, finish };
}
