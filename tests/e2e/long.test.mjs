// An article of 20,000 words: exact to its end, and the page answers all the while.
import assert from "node:assert/strict";
import { test } from "node:test";
import { longArticle, openDesk, slice } from "./harness.mjs";

const WORDS = 20_000;
const KEYS = 40;
/** The longest the page may leave a frame waiting while the tagger works, in milliseconds. */
const LONGEST_GAP = 2_000;

test("an article of 20,000 words", async (t) => {
  const desk = await openDesk(t);
  const text = longArticle(WORDS);
  await desk.paste(text);

  await watchFrames(desk.page);
  const started = Date.now();
  await desk.button("Tag article").click();
  await desk.tagged();
  t.diagnostic(`${text.split(/\s+/).length} words tagged and painted: ${Date.now() - started} ms`);
  const gap = await desk.page.evaluate(() => window.longestGap);
  t.diagnostic(`longest gap between frames while tagging: ${Math.round(gap)} ms`);

  const marks = await desk.marks();
  t.diagnostic(`${marks.length} marks`);
  const characters = [...text];
  for (const mark of marks) assert.equal(mark.text, characters.slice(mark.start, mark.end).join(""));
  assert.ok(marks.at(-1).end < characters.length / 2, "marks far from what is seen are not painted");
  const runs = await desk.article.locator(".run").allTextContents();
  assert.equal(runs.join("").replaceAll("\n", ""), text.replaceAll("\n", ""), "the text is all there");
  await desk.article.evaluate((article) => article.lastElementChild.lastElementChild.scrollIntoView());
  await desk.article.locator(".part").last().locator("mark").first().waitFor();
  assert.ok((await desk.marks()).at(-1).end > characters.length - 500, "tagged to its end");

  await desk.press("k");
  assert.ok((await desk.current()).start > characters.length - 1000, "the keys reach its end");

  const times = await timeKeys(desk);
  t.diagnostic(`label key pressed → painted: median ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms of ${times.length}`);
  await desk.saved();
  const [article] = JSON.parse(await desk.export("Project file")).articles;
  for (const { start, end, text: quote } of article.annotations.slice(-20)) assert.equal(quote, slice(text, start, end));
  assert.ok(gap < LONGEST_GAP, `a frame waited ${gap} ms`);
  assert.deepEqual(desk.complaints, []);
});

test("what is carried far from what is seen is drawn there a moment later", async (t) => {
  const desk = await openDesk(t);
  await desk.tag(longArticle(4_000));
  await desk.press("j", "j", "o");
  const { text, label } = await desk.current();
  assert.equal(label, "ORG");
  await desk.drawn();
  const far = desk.article.locator(".part[data-far] mark").filter({ hasText: text });
  const labels = await far.evaluateAll((marks) => marks.map((mark) => mark.dataset.label));
  assert.ok(labels.length > 1 && labels.every((label) => label === "ORG"), `${text}: ${labels}`);
  assert.deepEqual(desk.complaints, []);
});

/** Notes the longest time between two frames from now on. */
function watchFrames(page) {
  return page.evaluate(() => {
    window.longestGap = 0;
    let last = performance.now();
    const frame = (now) => {
      window.longestGap = Math.max(window.longestGap, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** Presses label keys on suggestions; how long each took until its frame was painted, in order of time. */
async function timeKeys(desk) {
  await desk.page.evaluate(() => {
    document.addEventListener("keydown", () => {
      performance.mark("pressed");
      // A message posted in a frame is heard after that frame is painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => performance.measure("painted", "pressed");
        port2.postMessage(null);
      });
    }, { capture: true });
  });
  for (let index = 0; index < KEYS; index += 1) {
    await desk.press("j");
    await desk.page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    await desk.press(index % 2 ? "o" : "w");
    await desk.page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
  }
  const times = await desk.page.evaluate(() => performance.getEntriesByName("painted").map(({ duration }) => duration));
  return times.filter((_, index) => index % 2).sort((a, b) => a - b);
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
