// What to look at first: doubts, the order of the queue, all that is sure at once, all mentions at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { file, lines, openDesk } from "./harness.mjs";

const LABELS = [
  { id: "PERSON", name: "Person", color: "#3b6fd4", key: "p" },
  { id: "ORG", name: "Organisation", color: "#c2571a", key: "o" },
];

const FIRST = article("a1", "Lee met Ann Lee in Rome. Lee's aide said Acme paid.", [
  { words: "Lee", at: 0, label: "PERSON", confidence: 0.9 },
  { words: "Ann Lee", at: 8, label: "PERSON", confidence: 0.55 },
  { words: "Rome", at: 19, label: "ORG", confidence: 0.5 },
  { words: "Acme", at: 41, label: "ORG", confidence: 0.7 },
]);
const SECOND = article("a2", "Acme hired Lee.\nRome paid Lee. Leeds did not.", [
  { words: "Acme", at: 0, label: "ORG", confidence: 0.95 },
  { words: "Lee", at: 11, label: "ORG", status: "confirmed", origin: "human", confidence: null },
]);
const THIRD = article("a3", "Nobody came. Ann did.", [
  { words: "Nobody", at: 0, label: "PERSON", confidence: 0.3 },
  { words: "Ann", at: 13, label: "PERSON", confidence: 0.4 },
]);

/** An article with what is marked on it: words with where they start, a label, and how sure. */
function article(id, text, marks) {
  const annotations = marks.map(({ words, at, ...rest }) => {
    assert.equal(text.slice(at, at + words.length), words);
    return { start: at, end: at + words.length, text: words, status: "suggested", origin: "import", ...rest };
  });
  const meta = { title: null, date: null, source: null, url: null };
  return { id, text, meta, status: "open", annotations };
}

/** A page with these articles, the first of them open. */
async function deskWith(t, ...articles) {
  const desk = await openDesk(t);
  const project = { format: "postil-project", version: 1, offset_unit: "codepoint", schema: { name: "test", labels: LABELS }, articles };
  await desk.import(file("test.postil.json", JSON.stringify(project), "application/json"));
  await desk.article.locator("mark").first().waitFor();
  return desk;
}

const said = (desk) => desk.page.locator("[aria-live=polite]").innerText();
const open = (desk, title) => desk.page.getByRole("list", { name: "Articles" }).getByRole("button", { name: title }).click();
const dialog = (desk) => desk.page.getByRole("dialog");

test("doubts are questions, and one key goes to the next", async (t) => {
  const desk = await deskWith(t, FIRST);
  const signs = await desk.article.locator("mark").evaluateAll((marks) => marks.map((it) => getComputedStyle(it, "::after").content));
  assert.deepEqual(signs.map((sign) => sign.includes("?")), [false, true, true, false]);
  const visited = [];
  for (const key of [";", ";", ";", ":"]) {
    await desk.press(key);
    visited.push((await desk.current()).text);
  }
  assert.deepEqual(visited, ["Ann Lee", "Rome", "Ann Lee", "Rome"]);
  assert.match(await said(desk), /“Rome”, Organisation\?, suggested, only 50 % sure/);
  assert.match(await desk.article.locator("mark[aria-current]").getAttribute("title"), /only 50 % sure/);
  await desk.press("Enter", ";", "x", ";");
  assert.equal(await said(desk), "No doubt is left in this article.");
  assert.deepEqual(desk.complaints, []);
});

test("a mark that a line breaks has no space painted under it", async (t) => {
  const words = "United Nations Organisation of the Secretaries General ".repeat(6).trim();
  const spaced = "One  table\trow";
  const desk = await deskWith(t, article("a1", `${words} met.\n\n${spaced}`, [{ words, at: 0, label: "ORG", confidence: 0.9 }]));
  const { mark, letters } = await desk.article.locator("mark").evaluate((mark) => {
    const text = mark.querySelector(".run").firstChild;
    const letters = [...text.data].map((letter, at) => {
      const range = new Range();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return letter === " " ? 0 : range.getBoundingClientRect().right;
    });
    return { mark: Math.max(...[...mark.getClientRects()].slice(0, -1).map((line) => line.right)), letters: Math.max(...letters) };
  });
  assert.ok(mark <= letters + 1, `${mark} px, the letters end at ${letters}`);
  const row = desk.article.locator(".paragraph", { hasText: "table" });
  assert.equal(await row.innerText(), spaced, "white space that says something is kept");
});

test("all that is sure is accepted after a look, and taken back in one step", async (t) => {
  const desk = await deskWith(t, FIRST);
  const before = lines(await desk.marks());
  await desk.press("Shift+A");
  const status = dialog(desk).getByRole("status");
  assert.equal(await status.innerText(), "2 of 4 suggestions would be accepted.");
  for (let step = 0; step < 11; step += 1) await desk.press("ArrowRight");
  assert.equal(await status.innerText(), "1 of 4 suggestions would be accepted.");
  assert.match(await dialog(desk).innerText(), /at least\s+71 % sure/);
  await desk.closeDialog();
  assert.deepEqual(lines(await desk.marks()), before, "a look changes nothing");

  await desk.button("Accept all sure…").click();
  assert.equal(await status.innerText(), "1 of 4 suggestions would be accepted.", "the threshold is remembered");
  for (let step = 0; step < 17; step += 1) await desk.press("ArrowLeft");
  assert.equal(await status.innerText(), "3 of 4 suggestions would be accepted.");
  const counts = await dialog(desk).getByRole("list", { name: "Suggestions by label" }).innerText();
  assert.deepEqual(counts.split(/\s+/), ["Person", "2", "Organisation", "1"]);
  const least = dialog(desk).getByRole("list", { name: "The least sure first" });
  assert.deepEqual((await least.locator("b").allInnerTexts()).slice(0, 2), ["Ann Lee", "Acme"]);
  assert.match(await least.getByRole("listitem").first().innerText(), /Person\?, suggested, only 55 % sure/);
  await desk.press("Enter");
  await desk.page.locator("dialog").waitFor({ state: "detached" });
  assert.equal(await said(desk), "Accepted 3 suggestions.");
  const statuses = (await desk.marks()).map((mark) => mark.status);
  assert.deepEqual(statuses, ["confirmed", "confirmed", "suggested", "confirmed"]);
  assert.equal(await desk.page.evaluate(() => document.activeElement.id), "article");
  await desk.press("u");
  assert.deepEqual(lines(await desk.marks()), before);
  assert.deepEqual(desk.complaints, []);
});

test("all mentions in all articles are decided at once, and taken back in one step", async (t) => {
  const desk = await deskWith(t, FIRST, SECOND);
  const marks = async () => {
    const found = {};
    for (const title of ["Acme hired", "Lee met"]) {
      await open(desk, title);
      found[title] = lines(await desk.marks());
    }
    return found;
  };
  const before = await marks();
  const listed = async () => {
    const items = dialog(desk).getByRole("listitem");
    return items.evaluateAll((items) =>
      items.map((it) => [it.querySelector("input").checked, it.querySelector("button").textContent, it.querySelector(".hint").textContent]),
    );
  };

  await desk.press("j", "Shift+C");
  assert.match(await dialog(desk).getByRole("heading", { level: 2 }).innerText(), /^“Lee”: 5 mentions$/);
  assert.deepEqual(await listed(), [
    [true, "Lee met Ann Lee in Rome. Lee's aide said", "Person, suggested, 90 % sure"],
    [false, "Lee met Ann Lee in Rome. Lee's aide said Acme paid.", "part of “Ann Lee”, Person?, suggested, only 55 % sure"],
    [true, "Lee met Ann Lee in Rome. Lee's aide said Acme paid.", "not marked"],
    [false, "Acme hired Lee. Rome paid Lee. Leeds did not.", "decided: Organisation, confirmed"],
    [true, "Acme hired Lee. Rome paid Lee. Leeds did not.", "not marked"],
  ]);
  const all = dialog(desk).getByRole("checkbox", { name: "Tick all", exact: true });
  const ticks = () => all.evaluate(({ checked, indeterminate }) => ({ checked, indeterminate }));
  assert.deepEqual([await ticks(), await dialog(desk).getByText("3 mentions ticked").count()], [{ checked: false, indeterminate: true }, 1]);
  await all.click();
  assert.deepEqual(await ticks(), { checked: true, indeterminate: false });
  await all.click();
  assert.deepEqual(await ticks(), { checked: false, indeterminate: false });
  // Back to those that were ticked.
  for (const row of [0, 2, 4]) await dialog(desk).getByRole("listitem").nth(row).getByRole("checkbox").click();
  assert.deepEqual(await ticks(), { checked: false, indeterminate: true });
  // Untick the third, tick the one that is decided otherwise.
  for (const row of [2, 3]) await dialog(desk).getByRole("listitem").nth(row).getByRole("checkbox").click();
  await desk.press("p");
  await desk.page.locator("dialog").waitFor({ state: "detached" });
  assert.equal(await said(desk), "Labelled “Lee” as Person. And 2 identical mentions.");
  const after = await marks();
  assert.deepEqual(after["Lee met"], ["0-3 PERSON confirmed: Lee", ...before["Lee met"].slice(1)]);
  assert.deepEqual(after["Acme hired"], [before["Acme hired"][0], "11-14 PERSON confirmed: Lee", "26-29 PERSON confirmed: Lee"]);

  await open(desk, "Acme hired");
  await desk.press("u");
  assert.equal(await desk.page.locator("[aria-current=true] .title").innerText(), "Acme hired Lee. Rome paid Lee. Leeds did not.", "it stays here");
  assert.deepEqual(await marks(), before);
  await desk.press("Shift+U");
  assert.deepEqual(await marks(), after);
  assert.deepEqual(desk.complaints, []);
});

test("a concordance leads to its mentions, and refuses them", async (t) => {
  const desk = await deskWith(t, FIRST, SECOND);
  const group = desk.page.getByRole("list", { name: "Mentions" }).getByRole("listitem").filter({ hasText: "Acme" });
  await group.hover();
  const tops = await group.locator(".quiet").evaluateAll((buttons) => buttons.map((it) => it.getBoundingClientRect().top));
  assert.ok(Math.abs(tops[0] - tops[1]) < 1, `side by side: ${tops}`);
  await group.getByRole("button", { name: "Find Acme in all articles" }).click();
  await dialog(desk).getByRole("listitem").nth(1).getByRole("button").click();
  await desk.page.locator("dialog").waitFor({ state: "detached" });
  assert.deepEqual(await desk.current().then(({ start, text }) => [start, text]), [0, "Acme"]);
  assert.match(await desk.article.innerText(), /^Acme\s+hired/);

  await desk.press("Shift+C");
  assert.equal(await dialog(desk).getByRole("listitem").count(), 2);
  await dialog(desk).getByRole("button", { name: "Refuse" }).click();
  await desk.page.locator("dialog").waitFor({ state: "detached" });
  // What a file suggested is decided: now the other mention of a decided name is suggested.
  await desk.page.waitForFunction(() => document.querySelectorAll("#article mark").length === 2);
  assert.deepEqual((await desk.marks()).map((mark) => `${mark.text} ${mark.label} ${mark.status}`), ["Lee ORG confirmed", "Lee ORG suggested"]);
  await open(desk, "Lee met");
  assert.deepEqual((await desk.marks()).map((mark) => mark.text), ["Lee", "Ann Lee", "Rome"]);
  await desk.press("u");
  assert.equal((await desk.marks()).length, 4);
});

test("the lexicon shows what was decided more than one way, and leads to the mentions", async (t) => {
  const desk = await deskWith(t, FIRST, SECOND);
  await desk.press("j", "Enter");
  await desk.button("Lexicon…").click();
  const entries = () => dialog(desk).getByRole("listitem").allInnerTexts();
  assert.deepEqual(await entries(), ["Lee\nPerson × 2, Organisation × 1"]);
  await desk.page.keyboard.type("acm");
  assert.deepEqual(await entries(), []);
  assert.equal(await dialog(desk).getByRole("status").innerText(), "None is like that.");
  for (let step = 0; step < 3; step += 1) await desk.press("Backspace");
  await dialog(desk).getByRole("checkbox").check();
  assert.equal((await entries()).length, 1);
  await dialog(desk).getByRole("button", { name: "Lee" }).click();
  await dialog(desk).getByRole("heading", { name: "“Lee”: 5 mentions" }).waitFor();
  assert.ok(await dialog(desk).getByRole("checkbox").first().evaluate((box) => box === document.activeElement), "keys go on there");
  await desk.closeDialog();
  assert.deepEqual(desk.complaints, []);
});

test("the queue is ordered by the corrections to expect, and the next article follows it", async (t) => {
  const desk = await deskWith(t, SECOND, THIRD, FIRST);
  const queue = async () => {
    // What has just moved has no text before it is laid out.
    await desk.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    return (await desk.queue()).map((item) => item.split(" ")[0]);
  };
  const order = desk.page.getByRole("combobox", { name: "Order" });
  assert.deepEqual(await queue(), ["Acme", "Nobody", "Lee"]);
  await order.selectOption("Most to correct first");
  assert.deepEqual(await queue(), ["Lee", "Nobody", "Acme"]);
  await order.selectOption("Fewest to correct first");
  assert.deepEqual(await queue(), ["Acme", "Nobody", "Lee"]);
  await order.selectOption("Most to correct first");
  await desk.button("Next article").click();
  assert.match(await desk.article.innerText(), /^Lee met/);
  // What is being worked on keeps its place until it is left.
  await desk.press(";", "Enter", "Enter");
  assert.deepEqual(await queue(), ["Lee", "Nobody", "Acme"]);
  await desk.press("Control+Enter");
  assert.match(await desk.article.innerText(), /^Nobody came/);
  assert.deepEqual(await queue(), ["Nobody", "Acme", "Lee"]);
  const exported = JSON.parse(await desk.export("Project file"));
  assert.deepEqual(exported.articles.map(({ id }) => id), ["a2", "a3", "a1"], "a view: the project keeps its order");
});
