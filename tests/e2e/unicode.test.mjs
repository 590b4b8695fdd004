// Offsets are code points of the text, whatever its characters: on the page, in every file, on the command line.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { file, lines, openDesk, postil, slice, temporaryFolder } from "./harness.mjs";

const FAMILY = "👩‍👩‍👧‍👦";
const JOSE = "Jose\u0301";
const PASTED = [
  `${FAMILY} The family of Zoë Kravčenko met ${JOSE} García 🇮🇱 in 東京 on 3 March 2024.`,
  `אתמול ביקר דוד כהן בתל אביב, said Noam.`,
  `习近平在北京会见了记者。`,
  `It cost €2.4 billion 💶, said ACME\u00a0Corp of 𝔻elft.`,
].join("\r\n\r\n");
/** The article's text: as pasted, with the newlines of our files. */
const TEXT = PASTED.replaceAll("\r\n", "\n");

/** What the pointer does, by words of the text, and what is then labelled. */
const POINTER = [
  { does: "a double click on a word", double: "Kravčenko", key: "p", text: "Kravčenko", label: "PERSON" },
  { does: "a drag over combining marks and a flag", from: JOSE, to: "🇮🇱", key: "o", text: `${JOSE} García 🇮🇱`, label: "ORG" },
  { does: "a drag over a ZWJ family", from: FAMILY, to: "family", key: "w", text: `${FAMILY} The family`, label: "WORK_OF_ART" },
  { does: "a drag backwards", from: "Corp", to: "ACME", key: "o", text: "ACME\u00a0Corp", label: "ORG" },
  { does: "a drag in text from right to left", from: "דוד", to: "כהן", key: "p", text: "דוד כהן", label: "PERSON" },
  { does: "a drag over characters beyond the basic plane", from: "𝔻elft", to: "𝔻elft", key: "g", text: "𝔻elft", label: "GPE" },
  { does: "characters, with Alt", from: "习近平", to: "习近平", alt: true, key: "p", text: "习近平", label: "PERSON" },
  { does: "a drag across two paragraphs", from: "记者。", to: "It", key: "e", text: "记者。\n\nIt", label: "EVENT" },
];

test("every character keeps its place", async (t) => {
  const desk = await openDesk(t);
  await desk.tag(PASTED);
  await desk.press("Shift+I");
  const expected = [];

  for (const { does, key, text, label, ...gesture } of POINTER) {
    await t.test(does, async () => {
      await select(desk, gesture);
      await desk.press(key);
      const found = (await painted(desk)).filter((mark) => mark.label === label && mark.status === "confirmed");
      const start = [...TEXT.slice(0, TEXT.indexOf(text))].length;
      const mark = `${start}-${start + [...text].length} ${label} confirmed: ${text}`;
      assert.ok(lines(found).includes(mark), `${mark} is not among ${JSON.stringify(lines(found))}`);
      expected.push(mark);
    });
  }

  await t.test("words by keyboard", async () => {
    await select(desk, { double: "said" });
    // In its paragraph, what comes next is on the left.
    await desk.press("Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowRight", "l");
    const start = [...TEXT.slice(0, TEXT.indexOf("said Noam"))].length;
    assert.ok(lines(await painted(desk)).includes(`${start}-${start + 9} LOC confirmed: said Noam`));
  });

  const marks = await painted(desk);
  for (const mark of expected) assert.ok(lines(marks).includes(mark), `${mark} stayed`);
  await desk.saved();

  const project = await desk.export("Project file");
  await t.test("in every file", async () => {
    const confirmed = marks.filter(({ status }) => status === "confirmed");
    const [article] = JSON.parse(project).articles;
    assert.equal(article.text, TEXT);
    assert.deepEqual(lines(article.annotations), lines(marks));
    const line = JSON.parse(await desk.export("JSONL dataset"));
    assert.deepEqual(lines(line.annotations), lines(marks));
    // spaCy takes the sentence in Chinese for one token, in which a name cannot begin.
    const spacy = JSON.parse(await desk.export("spaCy offsets", { anyway: true }));
    const spans = confirmed.map(({ start, end, label }) => [start, end, label]);
    assert.deepEqual(spacy.entities ?? spacy[1].entities, spans);
  });

  await t.test("on the command line", () => {
    const folder = temporaryFolder(t);
    const [from, to, back] = ["project.postil.json", "lines.jsonl", "back.postil.json"].map((name) => join(folder, name));
    writeFileSync(from, project);
    postil("convert", "--from", "postil", "--to", "postil-jsonl", from, to);
    assert.deepEqual(lines(JSON.parse(readFileSync(to, "utf8")).annotations), lines(marks));
    postil("convert", "--from", "postil", "--to", "postil", from, back);
    assert.equal(readFileSync(back, "utf8"), project);
    assert.match(postil("stats", from), new RegExp(`\\b${marks.length}\\b`));
  });

  await t.test("import in a fresh profile gives the same file", async () => {
    const fresh = await openDesk(t);
    await fresh.import(file("project.postil.json", project));
    await fresh.article.locator("mark").first().waitFor();
    assert.deepEqual(lines(await painted(fresh)), lines(marks));
    assert.equal(await fresh.export("Project file"), project);
  });
  assert.deepEqual(desk.complaints, []);
});

/** Selects by pointer: a double click on a word, or a drag from one to another, to its far side. */
async function select(desk, { double, from, to, alt }) {
  const { mouse, keyboard } = desk.page;
  if (double) {
    const { left, right, y } = await box(desk, double);
    await mouse.dblclick((left + right) / 2, y);
    return;
  }
  const [first, last] = [await box(desk, from), await box(desk, to)];
  const backwards = TEXT.indexOf(from) > TEXT.indexOf(to);
  if (alt) await keyboard.down("Alt");
  await mouse.move(...(backwards ? end(first) : start(first)));
  await mouse.down();
  await mouse.move(...(backwards ? start(last) : end(last)), { steps: 5 });
  await mouse.up();
  if (alt) await keyboard.up("Alt");
}

/** What is painted. The newlines between paragraphs are not: a mark across them is given those of the text. */
async function painted(desk) {
  return (await desk.marks()).map((mark) => {
    const text = slice(TEXT, mark.start, mark.end);
    assert.equal(mark.text, text.replaceAll("\n", ""));
    return { ...mark, text };
  });
}

const start = ({ left, right, y, rtl }) => [rtl ? right - 1 : left + 1, y];
const end = ({ left, right, y, rtl }) => [rtl ? left + 1 : right - 1, y];

/** Where words of the text are painted. */
async function box(desk, words) {
  const at = TEXT.indexOf(words);
  const rtl = /[\u0590-\u05ff]/.test(words);
  const found = await desk.page.evaluate(
    ([from, to]) => {
      const place = (offset) => {
        const runs = [...document.querySelectorAll("#article [data-utf16]")];
        const run = runs.findLast((run) => Number(run.dataset.utf16) <= offset);
        return [run.firstChild, offset - Number(run.dataset.utf16)];
      };
      const range = document.createRange();
      range.setStart(...place(from));
      const [node, last] = place(to - 1);
      range.setEnd(node, last + 1);
      range.startContainer.parentElement.scrollIntoView({ block: "center" });
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { left, right, y: (top + bottom) / 2 };
    },
    [at, at + words.length],
  );
  return { ...found, rtl };
}
