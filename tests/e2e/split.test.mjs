// Datasets of several files: folders as ZIP files, and datasets split into parts. The page writes what the command line
// writes.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { file, lines, openDesk, postil, temporaryFolder, unzip } from "./harness.mjs";

const FOLDERS = { "Hugging Face": "hf", brat: "brat", INCEpTION: "cas-json", "WebAnno TSV": "tsv3" };
const ARTICLES = 60;

/** A project of short articles, of which every third is the one before with another ending. */
function project() {
  const article = (number) => {
    const story = number - (number % 3 === 2 ? 1 : 0);
    const words = Array.from({ length: 30 }, (_, word) => `w${story}x${word}`);
    const text = `Ann 🍎 Li met Bob in Rome. ${words.join(" ")} ${number}`;
    const marks = [[0, 8, "PERSON"], [13, 16, "PERSON"], [20, 24, number % 10 ? "GPE" : "RARE"]];
    const annotations = marks.map(([start, end, label]) => ({
      start, end, label, text: [...text].slice(start, end).join(""), status: "confirmed", origin: "human", confidence: null,
    }));
    const meta = { title: null, date: null, source: null, url: null };
    return { id: `a${number}`, text, meta, status: "done", annotations };
  };
  const labels = ["PERSON", "GPE", "RARE"].map((id) => ({ id, name: `the ${id}`, color: "#3b6fd4" }));
  const schema = { name: "test", guidelines: "# Names\nWithout titles.", labels };
  const articles = Array.from({ length: ARTICLES }, (_, number) => article(number));
  return JSON.stringify({ format: "postil-project", version: 1, offset_unit: "codepoint", schema, articles });
}

async function deskAndProject(t) {
  const desk = await openDesk(t);
  const folder = temporaryFolder(t);
  await desk.import(file("test.postil.json", project(), "application/json"));
  await desk.article.locator("mark").first().waitFor();
  const path = join(folder, "test.postil.json");
  writeFileSync(path, project());
  return { desk, folder, path };
}

const dialog = (desk) => desk.page.getByRole("dialog");

/** Exports by the button of that name: what the file is called, what is in it, and the files in that. */
async function unzipped(desk, name, choose = async () => {}) {
  await desk.button("Export").click();
  await choose();
  const download = desk.page.waitForEvent("download");
  await dialog(desk).getByRole("button", { name, exact: true }).click();
  const done = await download;
  const content = readFileSync(await done.path());
  await desk.closeDialog();
  return { called: done.suggestedFilename(), content, files: unzip(content) };
}

/** The same files are in a folder. */
function sameFiles(files, folder) {
  assert.deepEqual([...files.keys()].sort(), readdirSync(folder).sort());
  for (const [name, content] of files) assert.ok(content.equals(readFileSync(join(folder, name))), name);
}

test("a folder comes as a ZIP file of what the command line writes, and is imported again", async (t) => {
  const { desk, folder, path } = await deskAndProject(t);
  const zips = {};
  for (const [name, format] of Object.entries(FOLDERS)) {
    const { called, content, files } = await unzipped(desk, name);
    zips[called] = content;
    assert.equal(called, `articles.${format}.zip`);
    const expected = join(folder, format);
    postil("convert", "--to", format, path, expected);
    sameFiles(files, expected);
    if (format === "hf") assert.match(files.get("README.md").toString(), /### Names\nWithout titles\./);
  }
  for (const [name, content] of Object.entries(zips)) {
    const other = await openDesk(t);
    await other.import(file(name, content));
    await other.article.locator("mark").first().waitFor();
    assert.deepEqual(lines(await other.marks()), lines(await desk.marks()), name);
    assert.deepEqual(other.complaints, []);
  }
  assert.deepEqual(desk.complaints, []);
});

test("a dataset is split as the command line splits it, and comes back", async (t) => {
  const { desk, folder, path } = await deskAndProject(t);
  const chooseParts = async () => {
    await dialog(desk).getByRole("checkbox", { name: "Split into train, validation and test" }).check();
    for (const [field, number] of [["Train", "60"], ["Validation", "20"], ["Test", "20"], ["Seed", "7"]]) {
      await dialog(desk).getByRole("textbox", { name: field }).fill(number);
    }
    await dialog(desk).getByRole("textbox", { name: "Seed" }).press("Tab");
    for (const folder of ["brat", "INCEpTION", "WebAnno TSV"]) {
      assert.ok(await dialog(desk).getByRole("button", { name: folder, exact: true }).isDisabled(), "it has no parts");
    }
  };
  for (const [name, format, ending] of [
    ["Hugging Face", "hf", "hf"], ["spaCy training file", "docbin", "spacy"], ["JSONL dataset", "postil-jsonl", "jsonl"],
  ]) {
    const { called, files } = await unzipped(desk, name, format === "hf" ? chooseParts : undefined);
    assert.equal(called, `articles.${ending}.zip`);
    const expected = join(folder, format);
    postil("split", "--seed", "7", "--shares", "60,20,20", "--to", format, path, expected);
    sameFiles(files, expected);
    assert.match(files.get("README.md").toString(), /by the seed 7 in shares of 60, 20, 20/);
    const back = join(folder, `${format}-back`);
    mkdirSync(back);
    for (const [file, content] of files) writeFileSync(join(back, file), content);
    const parts = format === "hf" ? [back] : ["train", "validation", "test"].map((part) => join(back, `${part}.${ending}`));
    const lines = parts.flatMap((part) => postil("convert", "--to", "postil-jsonl", part).trim().split("\n"));
    const marks = lines.flatMap((line) => JSON.parse(line).annotations);
    assert.deepEqual([lines.length, marks.length], [ARTICLES, 3 * ARTICLES]);
  }
  assert.deepEqual(desk.complaints, []);
});

test("shares that cannot be are told, and nothing is changed", async (t) => {
  const { desk } = await deskAndProject(t);
  await desk.button("Export").click();
  await dialog(desk).getByRole("checkbox", { name: "Split into train, validation and test" }).check();
  const train = dialog(desk).getByRole("textbox", { name: "Train" });
  await train.fill("most");
  await train.press("Tab");
  const alert = dialog(desk).getByRole("alert");
  assert.match(await alert.innerText(), /^A share and the seed are whole numbers from 0 up/);
  assert.equal(await train.inputValue(), "80");
  await train.fill("70");
  await train.press("Tab");
  await alert.waitFor({ state: "detached" });
  assert.equal(await train.inputValue(), "70");
  assert.deepEqual(desk.complaints, []);
});
