// What is corrected in one article is right in the next, and not any more once that is taken back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openDesk } from "./harness.mjs";

const FIRST = "The harbour board of Zorvex met on Monday. Zorvex will pay for the new quay, the board said.";
const SECOND = "On Tuesday the board of Zorvex met again. A spokesman for Zorvex said that the quay was late.";

/** The label of each mark whose text is this, once the worker has nothing more to say. */
async function labels(desk, words) {
  return (await desk.marks()).filter((mark) => mark.text === words).map((mark) => mark.label);
}

/** Waits until the marks of some words have these labels. */
async function suggested(desk, words, expected) {
  for (let tries = 0; ; tries++) {
    const found = await labels(desk, words);
    if (JSON.stringify(found) === JSON.stringify(expected)) return;
    assert.ok(tries < 300, `${words}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
    await desk.page.waitForTimeout(50);
  }
}

/** Selects the first place where a word stands, as a reader does with the pointer. */
async function select(desk, word) {
  const paragraph = desk.article.locator("p").first();
  const at = await paragraph.evaluate((paragraph, word) => {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const start = walker.currentNode.data.indexOf(word);
      if (start < 0) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, start);
      range.setEnd(walker.currentNode, start + word.length);
      const box = range.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
    return null;
  }, word);
  await desk.page.mouse.dblclick(at.x, at.y);
}

test("a name that was corrected once is right in the next article, until that is undone", async (t) => {
  const desk = await openDesk(t);
  await desk.tag(SECOND);
  const before = await labels(desk, "Zorvex");
  await desk.tag(FIRST);
  await select(desk, "Zorvex");
  await desk.press("w");
  await suggested(desk, "Zorvex", ["WORK_OF_ART", "WORK_OF_ART"]);
  await desk.button("Mark done").click();
  await desk.page.getByText("Learned from 1 article").waitFor();
  await desk.page.getByRole("list", { name: "Articles" }).getByRole("button").first().click();
  await suggested(desk, "Zorvex", ["WORK_OF_ART", "WORK_OF_ART"]);
  assert.ok((await desk.marks()).every((mark) => mark.status === "suggested"));
  const titles = await desk.article.locator("mark", { hasText: "Zorvex" }).evaluateAll((marks) => marks.map((mark) => mark.title));
  assert.ok(titles.every((title) => /suggested, .*learned$/.test(title)), `where they come from is said: ${titles}`);
  await desk.picture("learned");

  // What is not finished any more is still decided.
  await desk.press("u");
  await desk.page.getByText("Learned from 1 article").waitFor({ state: "detached" });
  await desk.press("u");
  await desk.page.getByRole("list", { name: "Articles" }).getByRole("button").first().click();
  await suggested(desk, "Zorvex", before);
  assert.deepEqual(desk.complaints, []);
});

test("what is decided counts in other articles before its own is finished, also after a reload, until it is taken back", async (t) => {
  const desk = await openDesk(t);
  const open = (place) => desk.page.getByRole("list", { name: "Articles" }).getByRole("button").nth(place).click();
  await desk.tag(SECOND);
  const before = await labels(desk, "Zorvex");
  await desk.tag(FIRST);
  await select(desk, "Zorvex");
  await desk.press("w");
  await open(0);
  await suggested(desk, "Zorvex", ["WORK_OF_ART", "WORK_OF_ART"]);
  assert.ok((await desk.marks()).every((mark) => mark.status === "suggested"));
  await desk.saved();
  await desk.page.reload();
  await suggested(desk, "Zorvex", ["WORK_OF_ART", "WORK_OF_ART"]);
  await desk.press("u");
  await suggested(desk, "Zorvex", before);
  await open(0);
  await suggested(desk, "Zorvex", before);
  assert.deepEqual(desk.complaints, []);
});

test("what was learned is there after a reload", async (t) => {
  const desk = await openDesk(t);
  await desk.tag(FIRST);
  await select(desk, "Zorvex");
  await desk.press("w");
  await desk.button("Mark done").click();
  await desk.page.getByText("Learned from 1 article").waitFor();
  await desk.saved();
  await desk.page.reload();
  await desk.page.getByText("Learned from 1 article").waitFor();
  await desk.tag(SECOND);
  await suggested(desk, "Zorvex", ["WORK_OF_ART", "WORK_OF_ART"]);
});

test("after a change to a preset in the midst of the work its labels are suggested, also for those that were used", async (t) => {
  const desk = await openDesk(t);
  const text = "Angela Merkel flew to Berlin. Emmanuel Macron met Olaf Scholz in Paris on Monday.";
  await desk.tag(text);
  await select(desk, "Merkel");
  await desk.press("p");
  await desk.button("Mark done").click();
  await desk.page.getByText("Learned from 1 article").waitFor();
  await desk.button("Edit labels").click();
  await desk.page.getByRole("dialog").getByRole("button", { name: "CoNLL (4)" }).click();
  await desk.closeDialog();
  await desk.tag("On Tuesday Emmanuel Macron met Angela Merkel in Berlin.");
  await suggested(desk, "Emmanuel Macron", ["PER"]);
  await suggested(desk, "Berlin", ["LOC"]);
});
