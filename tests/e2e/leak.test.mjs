// Nothing grows while one works: memory and elements after many articles are those after few.
import assert from "node:assert/strict";
import { test } from "node:test";
import { longArticle, openDesk } from "./harness.mjs";

const FEW = 100;
const MANY = 500;
/** How much more of anything there may be: caches fill, and 400 articles more are kept with their history. */
const SLACK = 1.15;
/** What an article may leave in the heap of the browser's own engine, in bytes: the program's memory is not in it. */
const PER_ARTICLE = 2_000;

test(`memory and elements after ${MANY} articles are those after ${FEW}`, async (t) => {
  const desk = await openDesk(t);
  const session = await desk.page.context().newCDPSession(desk.page);
  const lines = Array.from({ length: MANY }, (_, at) => JSON.stringify({ id: `x${at}`, text: `${at} ${longArticle(120, at)}` }));
  await desk.import({ name: "many.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from(lines.join("\n")) });
  await desk.tagged();

  const measure = async () => {
    // A write that is on its way is listened to.
    await desk.saved();
    await session.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners: listeners } = await session.send("Memory.getDOMCounters");
    const { usedSize: heap } = await session.send("Runtime.getHeapUsage");
    return { heap, nodes, listeners };
  };
  /** Works through articles up to a number: looks at some marks, decides, opens the menu, and goes on. */
  let worked = 0;
  const work = async (until) => {
    for (; worked < until; worked += 1) {
      await desk.press("j", "Enter", "Enter", "x", "u");
      if (worked % 10 === 0) {
        await desk.article.locator("mark").first().click();
        await desk.press("Escape", "?");
        await desk.closeDialog();
        await desk.article.focus();
      }
      await desk.press("Control+Enter");
    }
  };

  await work(FEW);
  const few = await measure();
  await work(MANY - 1);
  const many = await measure();
  t.diagnostic(`after ${FEW}: ${JSON.stringify(few)}; after ${MANY}: ${JSON.stringify(many)}`);
  assert.ok(many.nodes <= few.nodes * SLACK, `${few.nodes} nodes became ${many.nodes}`);
  assert.ok(many.listeners <= few.listeners * SLACK, `${few.listeners} listeners became ${many.listeners}`);
  assert.ok(many.heap <= few.heap * SLACK + (MANY - FEW) * PER_ARTICLE, `${few.heap} bytes became ${many.heap}`);
  assert.deepEqual(desk.complaints, []);
});
