// Articles come in as files by the dialog and by drop, and as a page in the clipboard.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { file, openDesk, temporaryFolder, zip } from "./harness.mjs";

const PAGE = `<!doctype html><html><head><title>Bridge opens</title></head><body>
  <nav><a href="/">Home</a><a href="/sport">Sport</a><a href="/weather">Weather</a></nav>
  <article><h1>Bridge opens</h1>
    ${["Mayor Ann Li opened the bridge in Rotterdam on Monday.", "It cost €40 million, the city said.",
      "Acme Corp built it in two years with 300 workers.", "The first tram will cross in May."]
      .map((sentence) => `<p>${sentence} ${"The works went on through the winter without a pause. ".repeat(4)}</p>`).join("")}
  </article>
  <footer>All rights reserved. Cookies. Newsletter.</footer></body></html>`;
/** What a browser puts in the clipboard beside that. */
const COPIED = "Home Sport Weather Bridge opens";
const PROJECT = JSON.stringify({
  format: "postil-project",
  version: 1,
  offset_unit: "codepoint",
  schema: { name: "mine", labels: [{ id: "FIRM", name: "Firm", color: "#3b6fd4", key: "f" }] },
  articles: [
    { id: "a1", text: "Acme grew.", annotations: [{ start: 0, end: 4, label: "FIRM", status: "confirmed", origin: "human" }] },
  ],
});
const LINES = '{"id":"a1","text":"Bob Ray left Rome."}\n{"id":"a2","text":"Eve stayed in Oslo."}\n';

const WAYS = {
  "by the dialog": (desk, ...files) => desk.import(files),
  "by drop": (desk, ...files) => desk.drop(...files),
};

for (const [way, bring] of Object.entries(WAYS)) {
  test(`files ${way}`, async (t) => {
    const desk = await openDesk(t);

    await t.test("a project brings its labels to an empty desk", async () => {
      await bring(desk, file("mine.postil.json", PROJECT, "application/json"));
      await desk.article.locator("mark").waitFor();
      const [mark] = await desk.marks();
      assert.deepEqual([mark.text, mark.label, mark.status], ["Acme", "FIRM", "confirmed"]);
      const labels = desk.page.getByRole("listbox", { name: "Labels" });
      assert.equal(await labels.getByRole("option").count(), 1);
    });

    await t.test("several files at once, with ids that are taken, and one that is there", async () => {
      await bring(desk, file("two.jsonl", LINES), file("plain.txt", "Carl went to Bonn."), file("again.json", PROJECT));
      await queued(desk, 4);
      const { articles } = JSON.parse(await desk.export("Project file"));
      assert.equal(new Set(articles.map(({ id }) => id)).size, 4, "every id once");
      const texts = articles.map(({ text }) => text).sort();
      const expected = ["Acme grew.", "Bob Ray left Rome.", "Carl went to Bonn.", "Eve stayed in Oslo."];
      assert.deepEqual(texts, expected);
    });

    await t.test("files that came in together go together, a bad one among them by itself", async () => {
      const texts = [1, 2, 3].map((nr) => file(`${nr}.txt`, `Eve saw ${nr} ships.`));
      await bring(desk, ...texts, file("empty.txt", ""));
      assert.match(await desk.complaint(), /^empty\.txt was not imported/);
      await queued(desk, 7);
      await desk.button("Undo").click();
      await queued(desk, 4);
    });

    await t.test("a web page without what is around its article", async () => {
      await bring(desk, file("bridge.html", PAGE, "text/html"));
      await queued(desk, 5);
      checkPage(JSON.parse(await desk.export("Project file")).articles.at(-1));
    });

    assert.deepEqual(desk.complaints, []);
  });
}

test("the same file is chosen twice in a row", async (t) => {
  const desk = await openDesk(t);
  const said = desk.page.locator("[aria-live]");
  await desk.import(file("plain.txt", "Carl went to Bonn."));
  await queued(desk, 1);
  await desk.import(file("plain.txt", "Carl went to Bonn."));
  await said.getByText("Added 0 articles. 1 article was there already and is left out.").waitFor();
  await queued(desk, 1);
});

test("a bad file in a ZIP file keeps out no other, and how many came in is said", async (t) => {
  const desk = await openDesk(t);
  const said = (sentence) => desk.page.locator("[aria-live=polite]").getByText(sentence).waitFor();
  await desk.import(file("news.zip", zip({ "a.txt": "Ann saw Oslo.", "b.txt": " ", "c.html": "<p>Carl went to Bonn.</p>", "d.jsonl": "{" })));
  await queued(desk, 2);
  assert.match(await desk.complaint(), /^Not all of news\.zip was imported:\nb\.txt: it is empty\nd\.jsonl: line 1, column 1: it is not JSON.*$/);
  await said(/^Added 2 articles\. Tagged: \d+ suggestions? to decide\.$/);
  await desk.button("Dismiss").click();
  await desk.import(file("brat.zip", zip({ ...BRAT, "b.ann": "T1\tPERSON 0 3\tEve\n", "c.txt": "Eve stayed in Lima." })));
  await queued(desk, 4);
  assert.match(await desk.complaint(), /^Not all of brat\.zip was imported:\nb\.ann: line 1, field text: it quotes "Eve"/);
  await said(/^Added 2 articles\.$/);
  const texts = (await annotated(desk)).map(([text, marks]) => [text, marks.length]);
  assert.deepEqual(texts, [["Ann saw Oslo.", 0], ["Ann 🍎 Li left.", 1], ["Carl went to Bonn.", 0], ["Eve stayed in Lima.", 0]]);
  assert.deepEqual(desk.complaints, []);
});

test("a table whose columns nobody knows, and a folder", async (t) => {
  const desk = await openDesk(t);
  await desk.import(file("news.csv", 'nr,title,story\n1,Bonn,"Carl went to Bonn, it is said."\n2,Rome,Eve stayed in Rome.\n'));
  await queued(desk, 2);
  const { articles } = JSON.parse(await desk.export("Project file"));
  assert.deepEqual(articles.map(({ text, meta }) => [meta.title, text, meta.nr]), [["Bonn", "Carl went to Bonn, it is said.", "1"], ["Rome", "Eve stayed in Rome.", "2"]]);

  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "inner"));
  writeFileSync(join(folder, "one.txt"), "Ann saw Oslo.");
  writeFileSync(join(folder, "inner/two.md"), "Bob saw Lima.");
  writeFileSync(join(folder, "inner/.hidden"), "no");
  writeFileSync(join(folder, "picture.png"), "no");
  await desk.button("Paste another").click();
  await desk.page.getByLabel("Folder to import").setInputFiles(folder);
  await queued(desk, 4);
  const ids = async () => JSON.parse(await desk.export("Project file")).articles.map(({ id }) => id).slice(2);
  assert.deepEqual(await ids(), ["two", "one"], "by their paths");
  await desk.page.getByText("Filter", { exact: true }).click();
  await desk.page.getByRole("searchbox", { name: "Words in the article" }).fill("TWO");
  await desk.page.getByRole("list", { name: "Articles" }).getByRole("listitem").nth(1).waitFor({ state: "detached" });
  await queued(desk, 1);
  assert.deepEqual(desk.complaints, []);
});

const BRAT = {
  "a.txt": "Ann 🍎 Li left.", "a.ann": "T1\tPERSON 0 8\tAnn 🍎 Li\n", "annotation.conf": "[entities]\nPERSON\n",
  "b.txt": "Bob stayed in Rome.", "b.ann": "T1\tPERSON 0 3\tBob\nT2\tGPE 14 18\tRome\n",
};

/** What the queue holds: each text with its marks. */
async function annotated(desk) {
  const { articles } = JSON.parse(await desk.export("Project file"));
  const marks = ({ annotations }) => annotations.filter(({ origin }) => origin === "import").map(({ start, end, label }) => [start, end, label]);
  return articles.map((article) => [article.text, marks(article)]).sort();
}

for (const [way, bring] of Object.entries(WAYS)) {
  test(`a folder of brat, file by file ${way}, beside a text`, async (t) => {
    const desk = await openDesk(t);
    const files = Object.entries({ ...BRAT, "c.txt": "Carl went." }).map(([name, content]) => file(name, content));
    await bring(desk, ...files);
    await queued(desk, 3);
    assert.deepEqual(await annotated(desk), [
      ["Ann 🍎 Li left.", [[0, 8, "PERSON"]]], ["Bob stayed in Rome.", [[0, 3, "PERSON"], [14, 18, "GPE"]]], ["Carl went.", []],
    ]);
    await bring(desk, file("d.ann", BRAT["a.ann"]));
    assert.match(await desk.complaint(), /^d\.ann was not imported: d\.ann: there is no d\.txt beside it/);
    assert.deepEqual(desk.complaints, []);
  });
}

test("folders of datasets, as the folder button gives them", async (t) => {
  const folder = temporaryFolder(t);
  const card = "---\nclass_label:\n  names:\n    '0': O\n    '1': B-PERSON\n---\n";
  const datasets = {
    brat: BRAT,
    hf: { "README.md": card, "train.jsonl": '{"tokens":["Ann","left"],"ner_tags":[1,0]}\n', "test.jsonl": '{"tokens":["Eve"],"ner_tags":[1]}\n' },
    parts: { "README.md": "Of one article.", "validation.conll": "Ann -X- _ B-PERSON\n" },
  };
  const expected = { brat: 2, hf: 2, parts: 1 };
  for (const [name, files] of Object.entries(datasets)) {
    const path = join(folder, name);
    mkdirSync(path);
    for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
    const desk = await openDesk(t);
    await desk.page.getByLabel("Folder to import").setInputFiles(path);
    await queued(desk, expected[name]);
    assert.ok((await annotated(desk)).every(([, marks]) => marks.length > 0), name);
    assert.deepEqual(desk.complaints, []);
  }
});

test("a table that leaves in doubt what its columns hold is asked about", async (t) => {
  const desk = await openDesk(t);
  const dialog = desk.page.getByRole("dialog");
  const holds = (column) => dialog.getByRole("combobox", { name: `What ${column} holds` });
  const role = (column) => holds(column).evaluate((select) => select.value);
  const table = file("news.csv", 'nr,lead,full,published\n7,Bonn calls.,"Carl went to Bonn, it is said.",2025-02-03\n8,Rome.,Eve stayed.,\n');

  await t.test("with a guess, and the first cells", async () => {
    await desk.import(table);
    await dialog.getByRole("heading", { name: "Columns of news.csv" }).waitFor();
    assert.deepEqual(await Promise.all(["nr", "lead", "full", "published"].map(role)), ["Something else", "Something else", "Text", "Date"]);
    assert.match(await dialog.getByRole("row", { name: /^lead/ }).innerText(), /Bonn calls\.\nRome\./);
  });

  await t.test("only once for each field, and not without texts", async () => {
    await holds("lead").selectOption("Text");
    assert.equal(await role("full"), "Something else");
    await holds("lead").selectOption("Title");
    assert.ok(await dialog.getByRole("button", { name: "Import" }).isDisabled());
    await holds("full").selectOption("Text");
    await holds("nr").selectOption("Id");
    await dialog.getByRole("button", { name: "Import" }).press("Enter");
    await queued(desk, 2);
    const { articles } = JSON.parse(await desk.export("Project file"));
    assert.deepEqual(articles.map(({ id, text, meta }) => [id, meta.title, text, meta.date]), [
      ["7", "Bonn calls.", "Carl went to Bonn, it is said.", "2025-02-03"],
      ["8", "Rome.", "Eve stayed.", null],
    ]);
  });

  await t.test("one after another, and left out where the reader leaves", async () => {
    await desk.import([file("a.csv", "one,two\nAnn left.,x\n"), file("b.csv", "one,two\nBob left.,x\n")]);
    await dialog.getByRole("heading", { name: /^Columns of/ }).waitFor();
    await dialog.getByRole("button", { name: "Import" }).click();
    await queued(desk, 3);
    await dialog.getByRole("heading", { name: /^Columns of/ }).waitFor();
    await desk.closeDialog();
    assert.match(await desk.page.locator("[aria-live=polite]").innerText(), /^[ab]\.csv left out: nothing was imported\.$/);
    await queued(desk, 3);
  });
  assert.deepEqual(desk.complaints, []);
});

test("a page in the clipboard is offered as only its article", async (t) => {
  const desk = await openDesk(t);
  const box = desk.page.getByRole("textbox", { name: "Article text" });
  const offer = desk.page.getByRole("button", { name: /only the article/ });
  // By the browser's own keys: an event that a script makes pastes nothing.
  const copy = async () => {
    await box.evaluate((box, [html, text]) => {
      const put = (event) => {
        event.clipboardData.setData("text/html", html);
        event.clipboardData.setData("text/plain", text);
        event.preventDefault();
      };
      box.addEventListener("copy", put, { once: true });
      box.focus();
    }, [PAGE, COPIED]);
    await desk.press("Control+c");
  };
  const paste = async () => {
    await box.click();
    await desk.press("Control+v");
  };
  await copy();
  await paste();
  await offer.waitFor();
  assert.deepEqual(await box.evaluate((box) => [box.value, box === document.activeElement]), [COPIED, true]);
  await box.fill("Home");
  await box.fill("");
  await offer.waitFor({ state: "detached" });
  await paste();
  await offer.click();
  await queued(desk, 1);
  await desk.tagged();
  checkPage(JSON.parse(await desk.export("Project file")).articles[0]);
  assert.deepEqual(desk.complaints, []);
});

test("the sample does not take the place of what was typed", async (t) => {
  const desk = await openDesk(t);
  const box = desk.page.getByRole("textbox", { name: "Article text" });
  const sample = desk.button("Use the sample article");
  await box.fill("My own words.");
  await sample.and(desk.page.locator("[aria-disabled=true]")).waitFor();
  await sample.click({ force: true });
  assert.equal(await box.inputValue(), "My own words.");
  await box.fill("");
  await sample.click();
  assert.match(await box.inputValue(), /Rotterdam/);
});

/** Waits until the queue holds this many articles. */
async function queued(desk, count) {
  await desk.page.getByRole("list", { name: "Articles" }).getByRole("listitem").nth(count - 1).waitFor();
  assert.equal((await desk.queue()).length, count);
}

function checkPage({ text, meta }) {
  assert.match(text, /Mayor Ann Li opened the bridge/);
  assert.match(text, /The first tram will cross in May/);
  assert.doesNotMatch(text, /Weather|Newsletter/);
  assert.equal(meta.title, "Bridge opens");
}
