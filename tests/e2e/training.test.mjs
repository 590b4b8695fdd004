// A model trained in the page from the finished articles: it is handed over, tags when it is given back, and on the
// command line.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { openDesk, ROOT } from "./harness.mjs";

const SHIPS = ["Kea", "Nora", "Elba", "Tern", "Ilse", "Vega", "Mira", "Lena", "Thor", "Faro", "Gyda", "Runa"];
const NEW_SHIP = "The MV Perla sank on Monday off Lisbon, said Anna Lind.";

/** Finished articles in which the word after "MV" is a ship, a label that the built-in tagger does not know. */
function articles(times) {
  const article = (ship) => {
    const text = `The MV ${ship} sank on Tuesday off Oslo.`;
    const annotation = (words, label) => {
      const start = text.indexOf(words);
      return { start, end: start + words.length, label, status: "confirmed" };
    };
    return JSON.stringify({ text, status: "done", annotations: [annotation(ship, "SHIP"), annotation("Oslo", "GPE")] });
  };
  return Buffer.from(Array.from({ length: times }, () => SHIPS.map(article)).flat().join("\n"));
}

/** A desk with these articles so many times, its export dialog open. */
async function withArticles(t, times = 1) {
  const desk = await openDesk(t);
  await desk.import({ name: "ships.jsonl", mimeType: "application/x-ndjson", buffer: articles(times) });
  await desk.page.getByText(`Learned from ${SHIPS.length * times} articles`).waitFor();
  await desk.button("Export").click();
  return desk;
}

test("a model is trained from the finished articles, and tags where it is given", async (t) => {
  const desk = await withArticles(t);
  const download = desk.page.waitForEvent("download");
  await desk.button("Train a model").click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "trained.postil");
  await desk.page.getByRole("status").getByText("Downloaded as trained.postil").waitFor();
  await desk.picture("trained");
  await desk.closeDialog();

  // On the command line, where nothing was learned besides.
  const model = `${await file.path()}.postil`;
  await file.saveAs(model);
  const tag = ["run", "--quiet", "--features", "cli", "--bin", "postil", "--", "tag", "--model", model];
  const { entities } = JSON.parse(execFileSync("cargo", tag, { cwd: ROOT, input: NEW_SHIP, stdio: ["pipe", "pipe", "ignore"] }));
  const found = entities.map(([start, end, label]) => [NEW_SHIP.slice(start, end), label]);
  const expected = [["Perla", "SHIP"], ["Monday", "DATE"], ["Lisbon", "GPE"], ["Anna Lind", "PERSON"]];
  assert.deepEqual(found, expected, "the new label is known, and what the built-in tagger knows besides");

  // And on another desk.
  const other = await openDesk(t);
  await other.import(model);
  const dialog = other.page.getByRole("dialog", { name: "Your model" });
  await dialog.getByLabel("SHIP becomes").selectOption({ label: "New label SHIP" });
  await other.closeDialog();
  await other.tag(NEW_SHIP);
  assert.deepEqual((await other.marks()).map(({ text, label }) => [text, label]), expected);
  assert.deepEqual([...desk.complaints, ...other.complaints], []);
});

test("a training that is cancelled ends, and hands nothing over", async (t) => {
  // Enough that it is not done before the press.
  const desk = await withArticles(t, 60);
  desk.page.on("download", () => assert.fail("a model was handed over"));
  const workers = desk.page.workers().length;
  const started = desk.page.waitForEvent("worker");
  await desk.button("Train a model").click();
  const gone = (await started).waitForEvent("close");
  await desk.button("Cancel").click();
  await gone;
  await desk.page.locator("dialog button:focus", { hasText: "Train a model" }).waitFor();
  assert.equal(desk.page.workers().length, workers, "nobody is at it");
  assert.deepEqual(desk.complaints, []);
});

test("without finished articles there is nothing to train from", async (t) => {
  const desk = await openDesk(t);
  await desk.tag(NEW_SHIP);
  await desk.button("Export").click();
  assert.ok(await desk.button("Train a model").isDisabled());
});
