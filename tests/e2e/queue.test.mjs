// The queue: what it shows of many articles, and what it leaves out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openDesk } from "./harness.mjs";

const MANY = 1_000;
const queue = (desk) => desk.page.getByRole("list", { name: "Articles" });
const item = (desk, title) => queue(desk).getByRole("button", { name: title });

/** Articles named 0000, 0001 …; every hundredth is about Oslo, and each has a mark of a person. */
function articles(count) {
  const rows = Array.from({ length: count }, (_, index) => {
    const name = String(index).padStart(4, "0");
    const text = `${name} ${index % 100 === 0 ? "Oslo grew." : "Nothing grew."} Ann saw it.`;
    const start = text.indexOf("Ann");
    return { id: name, text, status: index % 10 === 9 ? "done" : "open", annotations: [{ start, end: start + 3, label: index === 7 ? "ORG" : "PERSON", status: "confirmed" }] };
  });
  return rows.map((row) => JSON.stringify(row)).join("\n");
}

async function withArticles(t, count) {
  const desk = await openDesk(t);
  await desk.import({ name: "many.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from(articles(count)) });
  await item(desk, "0000").waitFor();
  await desk.saved();
  return desk;
}

test("tagging many articles is paused, goes on and is stopped", async (t) => {
  const desk = await openDesk(t);
  const rows = Array.from({ length: 120 }, (_, at) => JSON.stringify({ id: `a${at}`, text: `${at}. ${"Ann Lee saw Oslo. ".repeat(3_000)}` }));
  await desk.import({ name: "many.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from(rows.join("\n")) });
  const left = async () => Number((await desk.page.getByText(/articles? left$/).innerText()).split(" ")[0]);
  await desk.button("Pause").click();
  await desk.button("Go on").waitFor();
  await desk.page.getByRole("progressbar", { name: "Tagging" }).waitFor({ state: "detached" });
  const waiting = await left();
  await desk.page.waitForTimeout(500);
  assert.ok(waiting > 5 && (await left()) === waiting, `${waiting} wait, and go on waiting`);
  await desk.button("Go on").click();
  // Pressed in the moment in which it is seen: the rest would soon be done.
  await desk.page.waitForFunction((before) => {
    const goesOn = parseInt(document.querySelector(".tagging span")?.textContent) < before;
    if (goesOn) document.querySelector(".tagging button:last-child").click();
    return goesOn;
  }, waiting);
  await desk.button("Stop").waitFor({ state: "detached" });
  assert.deepEqual(desk.complaints, []);
});

test("an article is skipped, taken up again, removed, and back by undo", async (t) => {
  const desk = await openDesk(t);
  for (const text of ["Ann left Oslo.", "Bo left Rome."]) await desk.tag(text);
  const queued = (title, status) => queue(desk).getByRole("button", { name: new RegExp(`${title}.*${status}`, "s") }).waitFor();
  await item(desk, "Ann").click();
  await desk.article.getByText("Ann").waitFor();
  await desk.button("Skip").click();
  await desk.article.getByText("Bo").waitFor();
  await queued("Ann", "Skipped");
  await item(desk, "Ann").click();
  await desk.button("Take up again").click();
  await desk.button("Skip").waitFor();
  await desk.article.focus();
  await desk.press("Shift+X");
  await desk.article.getByText("Bo").waitFor();
  assert.equal(await item(desk, "Ann").count(), 0);
  await desk.press("u");
  await desk.article.getByText("Ann").waitFor();
  assert.ok(await desk.article.evaluate((article) => article === document.activeElement), "the focus goes with it");
  await desk.press("Shift+X");
  await desk.article.getByText("Bo").waitFor();
  await desk.button("Undo").click();
  await item(desk, "Ann").waitFor();
  await desk.saved();
  assert.deepEqual(desk.complaints, []);
});

for (const [width, height] of [[1360, 850], [500, 500]]) {
  test(`another article opens at its start, as the paste page does, and at a mention there, at ${width} px`, async (t) => {
    const desk = await openDesk(t, { viewport: { width, height } });
    const rows = ["First", "Second"].map((title) => {
      const text = [title, ...Array(200).fill("Nothing grew."), "Ann saw it."].join("\n\n");
      const start = text.indexOf("Ann");
      return JSON.stringify({ id: title, text, status: "open", annotations: [{ start, end: start + 3, label: "PERSON", status: "confirmed" }] });
    });
    await desk.import({ name: "two.jsonl", mimeType: "application/x-ndjson", buffer: Buffer.from(rows.join("\n")) });
    await desk.article.getByText("First", { exact: true }).waitFor();
    const main = desk.page.getByRole("main");
    /** Goes to the end of what is shown, and on from there to what starts with these words. */
    const begins = async (words, go) => {
      await main.evaluate((main) => main.lastElementChild.scrollIntoView({ block: "end" }));
      await go();
      const { y } = await main.getByText(words, { exact: true }).boundingBox();
      assert.ok(y >= 0 && y < height, `${words}: at ${y} of ${height} px`);
    };
    await begins("Second", () => desk.press("Control+Enter"));
    await begins("First", () => desk.press("Shift+B"));
    await begins("Paste an article", () => desk.press("Shift+P"));
    await begins("Second", () => item(desk, "Second").click());
    await desk.press("Shift+K", "Shift+C");
    await desk.page.getByRole("dialog").getByRole("listitem").first().getByRole("button").click();
    await desk.article.getByText("First", { exact: true }).waitFor();
    const { y } = await desk.article.locator("mark[aria-current]").boundingBox();
    assert.ok(y >= 0 && y < height, `the mention is at ${y} of ${height} px`);
    assert.deepEqual(desk.complaints, []);
  });
}

test("a queue of a thousand articles", async (t) => {
  const desk = await withArticles(t, MANY);

  await t.test("is drawn near the view only, and says where each article is", async () => {
    assert.ok((await queue(desk).getByRole("button").count()) < MANY / 4);
    const first = queue(desk).getByRole("listitem").first();
    assert.deepEqual([await first.getAttribute("aria-posinset"), await first.getAttribute("aria-setsize")], ["1", String(MANY)]);
  });

  await t.test("is scrolled to any of them", async () => {
    await queue(desk).evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await item(desk, "0998").waitFor();
    assert.equal(await item(desk, "0500").count(), 0);
    await item(desk, "0998").click();
    await desk.article.getByText("0998").waitFor();
    assert.equal(await item(desk, "0998").getAttribute("aria-current"), "true");
  });

  await t.test("goes with the open article, wherever that is", async () => {
    // After 0998 comes 0999, which is done; the next to do is the first.
    await desk.press("Shift+N");
    await desk.article.getByText("0000").waitFor();
    await queue(desk).locator("[aria-current]").waitFor();
    assert.match(await queue(desk).locator("[aria-current]").innerText(), /^0000/);
    assert.equal(await queue(desk).evaluate((list) => list.scrollTop), 0);
  });

  await t.test("shows the open article in a narrow window, too", async () => {
    await item(desk, "0009").click();
    const list = queue(desk);
    const isShown = () => list.evaluate((list) => {
      const [view, item] = [list, list.querySelector("[aria-current]")].map((it) => it.getBoundingClientRect());
      return item.top >= view.top - 1 && item.bottom <= view.bottom + 1;
    });
    assert.ok(await isShown());
    const wide = desk.page.viewportSize();
    await desk.page.setViewportSize({ width: 390, height: 800 });
    await desk.drawn();
    assert.ok(await isShown());
    await desk.page.setViewportSize(wide);
  });

  await t.test("shows only what fits a filter", async () => {
    const shown = () => desk.page.locator(".filter summary").innerText();
    await desk.page.getByText("Filter", { exact: true }).click();
    await desk.page.getByRole("searchbox", { name: "Words in the article" }).fill("oslo");
    assert.equal(await shown(), "Filter: 10 of 1000 shown");
    assert.deepEqual((await desk.queue()).map((line) => line.slice(0, 4)).slice(0, 3), ["0000", "0100", "0200"]);
    await desk.page.getByRole("searchbox").fill("");
    await desk.page.getByRole("combobox", { name: "With the label" }).selectOption("ORG");
    assert.deepEqual((await desk.queue()).map((line) => line.slice(0, 4)), ["0007"]);
    await desk.page.getByRole("combobox", { name: "How far" }).selectOption("Done or skipped");
    await desk.page.getByText("No article fits the filter.").waitFor();
    await desk.page.getByRole("combobox", { name: "With the label" }).selectOption("Any label");
    assert.equal(await shown(), "Filter: 100 of 1000 shown");
  });

  assert.deepEqual(desk.complaints, []);
});
