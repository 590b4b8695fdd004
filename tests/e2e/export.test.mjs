// Datasets for other tools: what goes in, that the page writes what the command line writes, that it comes back, and
// what is told of it before it is downloaded.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { file, lines, openDesk, postil, temporaryFolder, unzip } from "./harness.mjs";

const FORMATS = {
  "JSONL dataset": "postil-jsonl",
  "spaCy offsets": "spacy",
  "spaCy JSON": "spacy-json",
  AutoTrain: "autotrain",
  GLiNER: "gliner",
  "CoNLL-2003": "conll",
  BILOU: "bilou",
  "CoNLL-U Plus": "conllu-plus",
  "Label Studio": "label-studio",
  doccano: "doccano",
  Prodigy: "prodigy",
  "NER Annotator": "ner-annotator",
  CSV: "csv",
  "Web Annotations": "web-annotation",
};

const HOLD_SUGGESTIONS = ["postil-jsonl", "label-studio"];

const mark = (start, text, label, status = "confirmed") => {
  const suggested = status === "suggested";
  const origin = suggested ? { origin: "import", confidence: 0.9 } : { origin: "human", confidence: null };
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

/** A page with these articles, whose datasets have all of them, also where one is finished. */
async function deskWith(t, articles, { chosen = true } = {}) {
  const desk = await openDesk(t);
  desk.downloads = [];
  desk.page.on("download", (download) => desk.downloads.push(download.suggestedFilename()));
  await desk.import(file("test.postil.json", project(articles), "application/json"));
  await desk.article.locator("mark").first().waitFor();
  if (chosen && articles.includes(FINISHED)) {
    await desk.button("Export").click();
    await dialog(desk).getByRole("checkbox", { name: "Only finished articles" }).uncheck();
    await desk.closeDialog();
  }
  return desk;
}

const deskWithProject = (t) => deskWith(t, [FINISHED, OPEN]);
const dialog = (desk) => desk.page.getByRole("dialog");
const told = (desk) => dialog(desk).getByRole("status").innerText();
const remarks = (desk) => dialog(desk).getByRole("list", { name: "What does not come through" }).getByRole("button");

/** Asks for an export, and waits until the page has told what became of it. */
async function ask(desk, name) {
  await desk.button("Export").click();
  await dialog(desk).getByRole("button", { name, exact: true }).click();
  await dialog(desk).getByRole("button", { name: "Back" }).waitFor();
}

test("what was skipped goes only where that is told, and is counted so", async (t) => {
  const SKIPPED = { ...FINISHED, id: "a3", text: "Eve left.", status: "skipped", annotations: [mark(0, "Eve", "PERSON")] };
  const desk = await deskWith(t, [FINISHED, OPEN, SKIPPED]);
  const articles = (lines) => lines.trim().split("\n").map((line) => JSON.parse(line).id);
  assert.deepEqual(articles(await desk.export("spaCy offsets")), ["a1", "a2"]);
  assert.deepEqual(articles(await desk.export("JSONL dataset")), ["a1", "a2", "a3"]);
  await desk.button("Export").click();
  assert.match(await told(desk), /^2 articles with 4 confirmed annotations\..* 1 article skipped: only JSONL, Label Studio and Prodigy keep such/);
  await dialog(desk).getByRole("button", { name: "CoNLL-2003" }).click();
  await dialog(desk).getByText("Downloaded as articles.conll").waitFor();
  assert.match(await told(desk), /^2 of 2 articles written\.\n2 articles, 4 annotations: 0 lost/);
  await desk.closeDialog();
  for (const title of ["Apple", "Bob"]) {
    await desk.page.getByRole("list", { name: "Articles" }).getByRole("button", { name: title }).click();
    await desk.article.getByText(title).first().waitFor();
    await desk.button("Skip").click();
  }
  await desk.button("Export").click();
  const canBeChosen = (name) => dialog(desk).getByRole("button", { name, exact: true }).isEnabled();
  assert.match(await told(desk), /^0 articles/);
  assert.deepEqual(await Promise.all(["spaCy offsets", "Prodigy"].map(canBeChosen)), [false, true], "there is nothing to write");
  assert.deepEqual(desk.complaints, []);
});

test("the page writes what the command line writes", async (t) => {
  const desk = await deskWithProject(t);
  const folder = temporaryFolder(t);
  for (const [name, format] of Object.entries(FORMATS)) {
    const from = join(folder, `${format}.postil.json`);
    // Prodigy's answer tells of a whole article that it is not finished: that nothing in it is decided then is a loss.
    const unanswered = format === "prodigy";
    writeFileSync(from, project([FINISHED, OPEN], { confirmed: !HOLD_SUGGESTIONS.includes(format) }));
    const expected = postil("convert", "--from", "postil", "--to", format, from, "-");
    assert.ok(expected.includes("Ann"), format);
    assert.equal(await desk.export(name, { anyway: unanswered }), expected, format);
  }
  assert.deepEqual(desk.complaints, []);
});

test("a file for spacy train is the one that the command line writes, and comes back", async (t) => {
  const desk = await deskWithProject(t);
  const folder = temporaryFolder(t);
  const [from, to] = [join(folder, "confirmed.postil.json"), join(folder, "articles.spacy")];
  writeFileSync(from, project([FINISHED, OPEN], { confirmed: true }));
  postil("convert", "--to", "docbin", from, to);
  const download = desk.page.waitForEvent("download");
  await ask(desk, "spaCy training file");
  const content = readFileSync(await (await download).path());
  assert.ok(content.equals(readFileSync(to)));
  const other = await openDesk(t);
  await other.import(file("articles.spacy", content));
  await other.article.locator("mark").first().waitFor();
  assert.equal((await other.marks()).length, 3);
  assert.deepEqual([...desk.complaints, ...other.complaints], []);
});

test("only what is finished goes into a dataset, unless all is wanted", async (t) => {
  const desk = await deskWith(t, [FINISHED, OPEN], { chosen: false });
  const onlyFinished = () => dialog(desk).getByRole("checkbox", { name: "Only finished articles: 1 of 2" });
  await desk.button("Export").click();
  assert.equal(await told(desk), "1 article with 3 confirmed annotations. 1 article not finished: left out.");
  await onlyFinished().uncheck();
  assert.equal(await told(desk), "2 articles with 4 confirmed annotations. 1 suggestion left to decide: only JSONL and Label Studio keep such. 1 article not finished: what is not marked there will be taken for none.");
  await onlyFinished().check();
  assert.equal(await told(desk), "1 article with 3 confirmed annotations. 1 article not finished: left out.");
  await desk.closeDialog();
  const ids = (content) => content.trim().split("\n").map((line) => JSON.parse(line).id);
  assert.deepEqual(ids(await desk.export("JSONL dataset")), ["a1"]);
  assert.equal(JSON.parse(await desk.export("Project file")).articles.length, 2, "a project file is all of the work");
  assert.deepEqual(desk.complaints, []);
});

test("only what the queue shows goes into a dataset, if that is wanted", async (t) => {
  const desk = await deskWithProject(t);
  const shown = () => dialog(desk).getByRole("checkbox", { name: "Only articles that the queue shows: 1 of 2" });
  await desk.button("Export").click();
  assert.equal(await dialog(desk).getByRole("checkbox").count(), 2, "it shows all");
  await desk.closeDialog();
  await desk.page.getByText("Filter", { exact: true }).click();
  await desk.page.getByRole("searchbox", { name: "Words in the article" }).fill("bob");
  await desk.button("Export").click();
  await shown().check();
  assert.match(await told(desk), /^1 article with 1 confirmed annotation\./);
  await desk.closeDialog();
  const lines = (await desk.export("spaCy offsets")).trim().split("\n");
  assert.deepEqual(lines.map((line) => JSON.parse(line).id), ["a2"]);
  assert.deepEqual(desk.complaints, []);
});

test("labels and suggestions go in as the command line has them", async (t) => {
  const desk = await deskWithProject(t);
  const folder = temporaryFolder(t);
  const from = join(folder, "test.postil.json");
  writeFileSync(from, project([FINISHED, OPEN]));
  const carry = desk.page.getByRole("checkbox", { name: "Apply to identical mentions" });
  await carry.uncheck();
  await desk.button("Export").click();
  await dialog(desk).getByText("Labels and suggestions").click();
  await dialog(desk).getByRole("checkbox", { name: "Suggestions left to decide, too" }).check();
  await dialog(desk).getByRole("checkbox", { name: "ORG", exact: true }).uncheck();
  assert.equal(await told(desk), "2 articles with 3 confirmed annotations. 1 left out by label. 1 suggestion left to decide, too: only JSONL and Label Studio tell them from the others. 1 article not finished: what is not marked there will be taken for none.");
  const name = (label) => dialog(desk).getByRole("textbox", { name: `${label} goes in as` });
  assert.equal(await name("ORG").count(), 0, "it is left out");
  await name("GPE").fill("A PLACE");
  await name("GPE").press("Tab");
  assert.match(await dialog(desk).getByRole("alert").innerText(), /^"A PLACE" cannot be a label's id: write it without spaces/);
  await name("GPE").fill("PLACE");
  await name("GPE").press("Tab");
  await dialog(desk).getByRole("alert").waitFor({ state: "detached" });
  await desk.picture("what-goes-in");
  await desk.closeDialog();
  const choice = ["--suggested", "--map", "GPE=PLACE", "--labels", "PERSON,PLACE"];
  for (const [button, format] of Object.entries(FORMATS)) {
    const expected = postil("convert", ...choice, "--to", format, from, "-");
    assert.ok(expected.includes("PLACE") && !expected.includes("GPE"), format);
    assert.equal(await desk.export(button), expected, format);
  }
  const download = desk.page.waitForEvent("download");
  await desk.button("Export").click();
  await dialog(desk).getByRole("button", { name: "Hugging Face", exact: true }).click();
  const files = unzip(readFileSync(await (await download).path()));
  postil("convert", ...choice, "--to", "hf", from, join(folder, "hf"));
  for (const [file, content] of files) assert.ok(content.equals(readFileSync(join(folder, "hf", file))), file);
  await desk.closeDialog();
  assert.ok((await desk.export("Project file")).includes("GPE"), "a project file is all of the work");
  await desk.page.reload();
  await desk.article.waitFor();
  // The toolbar may be drawn a moment after the article.
  await desk.page.getByRole("checkbox", { name: "Apply to identical mentions", checked: false }).waitFor();
  await desk.button("Export").click();
  await dialog(desk).getByText("Labels and suggestions").click();
  assert.equal(await name("GPE").inputValue(), "PLACE");
  assert.equal(await name("ORG").count(), 0);
  assert.deepEqual(desk.complaints, []);
});

test("a problem of a label that goes in as another leads to the mark", async (t) => {
  const desk = await deskWith(t, [FINISHED, CROSSING]);
  await desk.button("Export").click();
  await dialog(desk).getByText("Labels and suggestions").click();
  const name = dialog(desk).getByRole("textbox", { name: "GPE goes in as" });
  await name.fill("PLACE");
  await name.press("Tab");
  await dialog(desk).getByRole("button", { name: "CoNLL-2003", exact: true }).click();
  await remarks(desk).first().waitFor();
  assert.match(await remarks(desk).first().innerText(), /^PLACE "Japan" is lost/);
  await remarks(desk).first().click();
  await desk.page.locator("dialog").waitFor({ state: "detached" });
  const { text, label } = await desk.current();
  assert.deepEqual([text, label], ["Japan", "GPE"]);
  assert.deepEqual(desk.complaints, []);
});

test("what Label Studio asks for beside the tasks is offered with them", async (t) => {
  const desk = await deskWithProject(t);
  await ask(desk, "Label Studio");
  const download = desk.page.waitForEvent("download");
  await dialog(desk).getByRole("button", { name: "Download the labelling configuration" }).click();
  const content = readFileSync(await (await download).path(), "utf8");
  const folder = temporaryFolder(t);
  const [from, config] = [join(folder, "test.postil.json"), join(folder, "labels.xml")];
  writeFileSync(from, project([FINISHED, OPEN]));
  postil("convert", "--to", "label-studio", "--config", config, from, join(folder, "tasks.json"));
  const labels = (xml) => [...xml.matchAll(/<Label value="([^"]*)"/g)].map(([, label]) => label);
  assert.deepEqual(labels(content), labels(readFileSync(config, "utf8")));
  assert.deepEqual(desk.downloads, ["articles.label-studio.json", "labels.xml"]);
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

test("where nothing is lost, one press downloads and tells so", async (t) => {
  const desk = await deskWithProject(t);
  await ask(desk, "CoNLL-2003");
  const counts = "2 articles, 4 annotations: 0 lost, 0 changed\nwritten and read back: 0 differences";
  assert.equal(await told(desk), `2 of 2 articles written.\n${counts}\nDownloaded as articles.conll.`);
  assert.deepEqual(desk.downloads, ["articles.conll"]);
  assert.equal(await dialog(desk).getByRole("button", { name: "Download anyway" }).count(), 0);
  await dialog(desk).getByRole("button", { name: "Back" }).click();
  await dialog(desk).getByRole("button", { name: "Project file" }).click();
  await dialog(desk).getByText("Downloaded as project.postil.json.").waitFor();
  assert.deepEqual(desk.downloads, ["articles.conll", "project.postil.json"]);
  assert.deepEqual(desk.complaints, []);
});

const CROSSING = {
  id: "a3", text: "The Bank of Japan met.", meta, status: "open",
  annotations: [mark(4, "Bank of Japan", "ORG"), mark(12, "Japan", "GPE")],
};

test("what would be lost is told before, and leads to the article", async (t) => {
  const desk = await deskWith(t, [FINISHED, CROSSING]);
  await ask(desk, "CoNLL-2003");
  assert.match(await told(desk), /1 lost, 0 changed\nwritten and read back: 1 difference, as told\nNothing was downloaded/);
  assert.deepEqual(desk.downloads, []);
  const overlap = 'GPE "Japan" is lost: it overlaps ORG "Bank of Japan", and conll holds no overlaps: it is left out; delete one, or take another format';
  assert.deepEqual(await remarks(desk).allInnerTexts(), [overlap]);
  await remarks(desk).first().click();
  await desk.page.locator("dialog").waitFor({ state: "detached" });
  assert.equal((await desk.current()).text, "Japan");

  await ask(desk, "CoNLL-2003");
  const download = desk.page.waitForEvent("download");
  await dialog(desk).getByRole("button", { name: "Download anyway" }).click();
  const content = readFileSync(await (await download).path(), "utf8");
  assert.match(content, /^Japan -X- _ I-ORG$/m);
  await desk.closeDialog();

  // Mended, it comes through.
  await desk.press("x");
  await ask(desk, "CoNLL-2003");
  assert.match(await told(desk), /: 0 lost, 0 changed/);
  assert.deepEqual(desk.complaints, []);
});

const LOOSE = {
  id: "a4", text: "Pro-Europeans met  and  Apple  in Rome.", status: "open",
  meta: { ...meta, note: "Ask Ann.", flagged: true, categories: ["War"] },
  annotations: [mark(4, "Europe", "ORG"), mark(17, "  ", "ORG"), mark(23, " Apple ", "ORG"), mark(34, "Rome", "GPE")],
};

test("what needs no judgement is put right by a key, in one step each, and undone", async (t) => {
  const desk = await deskWith(t, [FINISHED, LOOSE]);
  const button = (name) => dialog(desk).getByRole("button", { name });
  const spans = async () => (await desk.marks()).map(({ text, label }) => `${label} ${text}`);
  await desk.page.getByRole("list", { name: "Articles" }).getByRole("button").nth(1).click();
  const before = await spans();
  await ask(desk, "spaCy offsets");
  assert.match(await told(desk), /: 1 lost, 2 not trainable/);
  await button("Fit 1 annotation to whole tokens").waitFor();
  await button("Delete 1 annotation of white space").waitFor();
  await desk.picture("mend");

  await desk.page.keyboard.press("t");
  await button("Leave white space out of 1 annotation").waitFor({ state: "detached" });
  assert.equal(await desk.page.getByText("Put 1 annotation right.").count(), 1, "it is announced");
  await dialog(desk).getByText(": 1 lost, 1 not trainable").waitFor();
  await desk.page.keyboard.press("b");
  await dialog(desk).getByText(": 0 lost, 1 not trainable").waitFor();
  assert.deepEqual(desk.downloads, []);
  const download = desk.page.waitForEvent("download");
  await button("Fit 1 annotation to whole tokens").click();
  const written = readFileSync(await (await download).path(), "utf8").trim().split("\n").map(JSON.parse);
  assert.deepEqual(written[1].entities, [[4, 13, "ORG"], [24, 29, "ORG"], [34, 38, "GPE"]]);
  assert.match(await told(desk), /: 0 lost, 0 changed/);
  await desk.closeDialog();
  assert.deepEqual(await spans(), ["ORG Europeans", "ORG Apple", "GPE Rome"]);
  await desk.press("u", "u", "u");
  assert.deepEqual(await spans(), before);
  assert.deepEqual(desk.complaints, []);
});

test("what a format does not hold of whole articles is told", async (t) => {
  const desk = await deskWith(t, [FINISHED, { ...LOOSE, annotations: [] }]);
  await ask(desk, "CSV");
  assert.match(await told(desk), /\nnot in this format: 1 note, 1 flag, 1 categorised article\n/);
  await dialog(desk).getByRole("button", { name: "Back" }).click();
  await dialog(desk).locator("button:focus", { hasText: "CSV" }).waitFor();
  await dialog(desk).getByRole("button", { name: "spaCy training file" }).click();
  await dialog(desk).getByText("not in this format: 1 note, 1 flag\n").waitFor();
  await desk.closeDialog();
  await ask(desk, "spaCy offsets");
  assert.doesNotMatch(await told(desk), /not in this format/);
  assert.deepEqual(desk.complaints, []);
});

/** Articles of so many words, a name in each dozen of them. */
function articles(count, words, { crossing = false } = {}) {
  const text = `${"Apple hired many new people in a small town by the sea. ".repeat(words / 12)}`;
  const names = [...text.matchAll(/Apple hired/g)].flatMap(({ index }) => [
    mark(index, "Apple", "ORG"),
    ...(crossing ? [mark(index, "Apple hired", "PERSON")] : []),
  ]);
  return Array.from({ length: count }, (_, number) => ({ id: `a${number + 1}`, text, meta, status: "open", annotations: names }));
}

test("ten thousand problems are counted, and drawn near the view only", async (t) => {
  const desk = await deskWith(t, articles(200, 600, { crossing: true }));
  await ask(desk, "CoNLL-2003");
  assert.match(await told(desk), /^200 of 200 articles written.\n200 articles, 20000 annotations: 10000 lost/);
  assert.ok((await remarks(desk).count()) < 500, `${await remarks(desk).count()} are drawn`);
  await dialog(desk).locator(".content").evaluate((it) => it.scrollTo(0, it.scrollHeight));
  await remarks(desk).last().click();
  await desk.page.locator("dialog").waitFor({ state: "detached" });
  assert.match(await desk.page.locator("[aria-current=true]").first().innerText(), /Apple hired/);
  assert.equal((await desk.current()).text, "Apple");
  assert.deepEqual(desk.complaints, []);
});

test("a long export shows how far it is and is stopped", async (t) => {
  const desk = await deskWith(t, articles(1_500, 600));
  await desk.saved();
  await desk.button("Export").click();
  await dialog(desk).getByRole("button", { name: "CoNLL-2003" }).click();
  const progress = dialog(desk).getByRole("progressbar", { name: "Exporting" });
  const value = async () => Number(await progress.getAttribute("value"));
  while ((await value()) === 0);
  const before = await value();
  while ((await value()) === before);
  assert.equal(await progress.getAttribute("max"), "1500");
  await dialog(desk).getByRole("button", { name: "Cancel" }).click();
  await dialog(desk).getByRole("button", { name: "CSV" }).waitFor();
  await desk.closeDialog();
  // The worker is free again, and nothing of the first file is in the second.
  const rows = (await desk.export("CSV")).trim().split("\n");
  assert.equal(rows.length, 1 + 1_500 * (1 + 50), "a row for each article, and one for each annotation");
  assert.deepEqual(desk.downloads, ["articles.csv"]);
  assert.deepEqual(desk.complaints, []);
});
