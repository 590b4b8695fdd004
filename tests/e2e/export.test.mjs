// Datasets for other tools: what goes in, that the page writes what the command line writes, and that it comes back.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { file, lines, openDesk, postil, temporaryFolder } from "./harness.mjs";

const FORMATS = {
  "JSONL dataset": "postil-jsonl",
  "spaCy offsets": "spacy",
  "spaCy JSON": "spacy-json",
  "Hugging Face": "autotrain",
  GLiNER: "gliner",
  "CoNLL-2003": "conll",
  BILOU: "bilou",
  "Label Studio": "label-studio",
  doccano: "doccano",
  Prodigy: "prodigy",
  CSV: "csv",
};

const HOLD_SUGGESTIONS = ["postil-jsonl", "label-studio"];

const mark = (start, text, label, status = "confirmed") => {
  const suggested = status === "suggested";
  const origin = suggested ? { origin: "model", confidence: 0.9 } : { origin: "human", confidence: null };
  return { start, end: start + [...text].length, label, text, status, ...origin };
};
const meta = { title: null, date: null, source: null, url: null };
const FINISHED = {
  id: "a1", text: "Apple 🍎 hired Ann Li in New York.\nShe left Rome.", meta, status: "done",
  annotations: [mark(0, "Apple", "ORG"), mark(14, "Ann Li", "PERSON"), mark(24, "New York", "GPE")],
};
const OPEN = {
  id: "a2", text: "Bob Ray met Eve.", meta, status: "open",
  annotations: [mark(0, "Bob Ray", "PERSON"), mark(12, "Eve", "PERSON", "suggested")],
};

/** A project file; only with what is confirmed, as formats get it that cannot tell. */
function project(articles, { confirmed = false } = {}) {
  const labels = ["ORG", "PERSON", "GPE"].map((id) => ({ id, name: id, color: "#3b6fd4" }));
  const kept = ({ annotations }) => annotations.filter(({ status }) => !confirmed || status === "confirmed");
  const written = articles.map((article) => ({ ...article, annotations: kept(article) }));
  const head = { format: "postil-project", version: 1, offset_unit: "codepoint" };
  return JSON.stringify({ ...head, schema: { name: "test", labels }, articles: written });
}

async function deskWithProject(t) {
  const desk = await openDesk(t);
  await desk.import(file("test.postil.json", project([FINISHED, OPEN]), "application/json"));
  await desk.article.locator("mark").first().waitFor();
  return desk;
}

test("the page writes what the command line writes", async (t) => {
  const desk = await deskWithProject(t);
  const folder = temporaryFolder(t);
  for (const [name, format] of Object.entries(FORMATS)) {
    const from = join(folder, `${format}.postil.json`);
    writeFileSync(from, project([FINISHED, OPEN], { confirmed: !HOLD_SUGGESTIONS.includes(format) }));
    const expected = postil("convert", "--from", "postil", "--to", format, from, "-");
    assert.ok(expected.includes("Ann"), format);
    assert.equal(await desk.export(name), expected, format);
  }
  assert.deepEqual(desk.complaints, []);
});

test("only what is finished goes into a dataset, if that is wanted", async (t) => {
  const desk = await deskWithProject(t);
  await desk.button("Export").click();
  const dialog = desk.page.getByRole("dialog");
  const goesIn = () => dialog.getByRole("status").innerText();
  assert.equal(await goesIn(), "2 articles with 4 confirmed annotations. 1 suggestion left to decide: only JSONL and Label Studio keep such.");
  await dialog.getByRole("checkbox", { name: "Only finished articles: 1 of 2" }).check();
  assert.equal(await goesIn(), "1 article with 3 confirmed annotations.");
  await desk.closeDialog();
  const ids = (content) => content.trim().split("\n").map((line) => JSON.parse(line).id);
  assert.deepEqual(ids(await desk.export("JSONL dataset")), ["a1"]);
  assert.equal(JSON.parse(await desk.export("Project file")).articles.length, 2, "a project file is all of the work");
  assert.deepEqual(desk.complaints, []);
});

test("a CoNLL file comes back with its entities", async (t) => {
  const written = await (await deskWithProject(t)).export("CoNLL-2003");
  const desk = await openDesk(t);
  await desk.import(file("back.conll", written));
  await desk.article.locator("mark").first().waitFor();
  const expected = ["0-5 ORG confirmed: Apple", "14-20 PERSON confirmed: Ann Li", "24-32 GPE confirmed: New York"];
  assert.deepEqual(lines(await desk.marks()), expected);
  assert.deepEqual(desk.complaints, []);
});
