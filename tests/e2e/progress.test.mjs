// The progress of the work: when it is shown, what it says in words, what it counts, and where it leads.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FOR_AXE, file, openDesk } from "./harness.mjs";

const TEXT = "Ann met Bo in Rome. Bo left.";
const WORDS = { Ann: 0, Bo: 8, Rome: 14 };
const LABELS = [
  { id: "PERSON", name: "Person", color: "#3b6fd4", key: "p" },
  { id: "GPE", name: "Place", color: "#2f8f5b", key: "g" },
];

/** An article that starts with its title, with these words suggested as persons. */
function article(id, title, ...suggested) {
  const annotations = suggested.map((text) => {
    const start = title.length + 2 + WORDS[text];
    return { start, end: start + text.length, label: "PERSON", text, status: "suggested", origin: "import", confidence: 0.9 };
  });
  return { id, text: `${title}. ${TEXT}`, meta: { title, date: null, source: null, url: null }, status: "open", annotations };
}

const ARTICLES = [article("a1", "First", "Rome"), article("a2", "Second", "Ann", "Rome"), article("a3", "Third", "Ann", "Bo")];

const said = (desk) => desk.page.locator("[aria-live=polite]").innerText();
const open = (desk, title) => desk.page.getByRole("list", { name: "Articles" }).getByRole("button", { name: title }).click();
const dialog = (desk) => desk.page.getByRole("dialog");

/** A page with three articles in which everything is decided, and none finished. */
async function deskWithDecisions(t, options) {
  const desk = await openDesk(t, options);
  const project = { format: "postil-project", version: 1, offset_unit: "codepoint", schema: { name: "test", labels: LABELS }, articles: ARTICLES };
  await desk.import(file("test.postil.json", JSON.stringify(project), "application/json"));
  await desk.article.locator("mark").first().waitFor();
  // Rome is refused; Bo is labelled by hand, and his other mention with him.
  await desk.press("j", "x", "Escape", ...Array(5).fill("ArrowRight"), "p");
  // Ann is accepted, Rome labelled otherwise.
  await open(desk, "Second");
  await desk.press("j", "Enter", "g");
  // All is accepted, and Bo's other mention labelled with him.
  await open(desk, "Third");
  await desk.press("j", "Enter", "Enter");
  return desk;
}

async function finish(desk, ...titles) {
  for (const title of titles) {
    await open(desk, title);
    await desk.press("Shift+D");
  }
}

test("finished articles are compared, counted and led to", async (t) => {
  const desk = await deskWithDecisions(t);
  await finish(desk, "Third");
  await desk.press("Shift+G");
  await dialog(desk).getByText("Corrections can be shown when two articles with decisions are finished.").waitFor();
  await dialog(desk).getByText(/^To do: 2 articles with \d+ suggestions?\. Corrections to expect there: about \d+\.$/).waitFor();
  await desk.closeDialog();
  await finish(desk, "First", "Second");

  await desk.button("Progress").click();
  const chart = dialog(desk).getByRole("img", { name: "Corrections per 100 annotations in each article" });
  const description = await chart.evaluate((it) => document.getElementById(it.getAttribute("aria-describedby")).innerText);
  assert.equal(description, "Corrections per 100 annotations: 0 in the first article, 50 in the last.");
  const heights = (await chart.locator(".bars").getAttribute("d")).split("M").slice(1).map((bar) => 100 - Number(bar.match(/V(\d+)/)[1]));
  assert.deepEqual(heights, [0, 100, 50], "in the order in which they were finished");
  const mean = (await chart.locator(".mean").getAttribute("points")).trim().split(" ").map((point) => 100 - Number(point.split(",")[1]));
  assert.deepEqual(mean, [0, 40, 43]);
  const drawn = await chart.locator(".mean").evaluate((it) => it.getBoundingClientRect().height);
  assert.ok(drawn > 50, `the line is ${drawn} px high`);

  const bottom = await chart.evaluate((it) => it.getBoundingClientRect().bottom);
  assert.ok(bottom < 850, `it is seen without scrolling, down to ${bottom} px`);

  await dialog(desk).getByText("The last 3 articles in numbers").click();
  const rows = await dialog(desk).getByRole("row").allInnerTexts();
  assert.deepEqual(rows.map((row) => row.split(/\t\s*/)), [
    ["Article", "Accepted", "By hand", "Copied", "Refused", "Per 100"],
    ["Third", "2", "0", "1", "0", "0"],
    ["First", "0", "1", "1", "1", "100"],
    ["Second", "1", "1", "0", "0", "50"],
  ]);
  await dialog(desk).getByRole("button", { name: "First" }).click();
  await desk.page.locator("dialog").waitFor({ state: "detached" });
  assert.match(await desk.article.innerText(), /First\. Ann/);
  assert.equal(await desk.page.evaluate(() => document.activeElement.id), "article");
  await desk.press("Shift+G");
  assert.equal(await chart.count(), 1);
  assert.deepEqual(desk.complaints, []);
});

test("pictures lead to the articles behind them", async (t) => {
  const desk = await deskWithDecisions(t);
  await desk.import(file("more.jsonl", JSON.stringify(article("a9", "Fourth", "Ann")).replace("0.9", "0.25")));
  await finish(desk, "First", "Second");
  // What was learned of Rome is suggested in the article that nobody looks at.
  await desk.page.getByRole("list", { name: "Articles" }).getByRole("button", { name: /Third.*1 to decide/s }).waitFor();
  const bars = (picture) => dialog(desk).getByRole("list", { name: picture }).getByRole("button");
  const follow = async (picture, bar) => {
    await desk.button("Progress").click();
    await bars(picture).filter({ hasText: bar }).click();
    await desk.page.locator("dialog").waitFor({ state: "detached" });
    // The focus goes back.
    await desk.page.locator("button:focus", { hasText: "Progress" }).waitFor();
    return (await desk.queue()).map((line) => line.split("\n")[0]);
  };

  await desk.button("Progress").click();
  assert.deepEqual(await bars("Articles").allInnerTexts(), ["New\n0", "Open\n2", "Done\n2", "Skipped\n0"]);
  assert.deepEqual(await bars("Marks of each label, those that wait too").allInnerTexts(), ["Person\n10", "Place\n2"]);
  assert.deepEqual(await bars("Decided most often").first().innerText(), "Bo\n4");
  const [longest, none] = await bars("Articles").locator(".fill").evaluateAll((fills) => [fills[1], fills[0]].map((fill) => fill.getBoundingClientRect().width));
  assert.ok(longest > 40 && none === 0, `bars of ${longest} and ${none} px`);
  const ends = await bars("Done by day").locator(".track").evaluateAll((tracks) => tracks.map((track) => {
    const [of, fill] = [track, track.firstChild].map((it) => it.getBoundingClientRect());
    return [fill.left - of.left, fill.right - of.left].map((end) => Math.round((4 * end) / of.width));
  }));
  assert.deepEqual(ends, [[0, 2], [2, 4]], "what is to do begins where the day ended");
  await desk.closeDialog();

  assert.deepEqual(await follow("Articles", "Done"), ["First", "Second"]);
  assert.equal(await said(desk), "The queue shows 2 of 4.");
  await desk.button("Show all").click();
  assert.equal((await desk.queue()).length, 4);
  assert.deepEqual(await follow("Done by day", new Date().toISOString().slice(0, 10)), ["First", "Second"]);
  assert.deepEqual(await follow("Done by day", "To do"), ["Third", "Fourth"]);
  assert.deepEqual(await follow("How sure what waits is, in %", "20–30"), ["Fourth"]);
  assert.deepEqual(await follow("Marks of each label, those that wait too", "Place"), ["Second", "Third"]);
  await desk.button("Progress").click();
  await bars("Decided most often").filter({ hasText: "Bo" }).click();
  await dialog(desk).getByRole("heading", { name: "“Bo”: 8 mentions" }).waitFor();
  await desk.closeDialog();
  assert.deepEqual(desk.complaints, []);
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe-core finds nothing in the ${colorScheme} chart`, async (t) => {
    const desk = await deskWithDecisions(t, { colorScheme, ...FOR_AXE });
    await finish(desk, "First", "Second", "Third");
    await desk.button("Progress").click();
    await dialog(desk).locator("summary").click();
    assert.deepEqual(await desk.violations(), []);
    await desk.picture(`${colorScheme}-progress`);
  });
}

test("the chart and its numbers have room at 400 px", async (t) => {
  const desk = await deskWithDecisions(t, { viewport: { width: 400, height: 800 } });
  await finish(desk, "First", "Second");
  await desk.button("Progress").click();
  await dialog(desk).locator("summary").click();
  const excess = await dialog(desk).locator(".content").evaluate((it) => it.scrollWidth - it.clientWidth);
  assert.ok(excess <= 0, `${excess} px`);
});
