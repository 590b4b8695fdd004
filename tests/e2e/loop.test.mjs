// The whole loop by keyboard: paste, tag, correct, undo, export, reload.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { articles, lines, openDesk, ROOT, slice } from "./harness.mjs";

const META = {
  sample: { date: "2026-03-12", source: "the sample desk (invented for this page)" },
  seed: { date: "2025-02-03", source: "Jukanlosreve (Maeil Business Newspaper)" },
};

for (const { name, text } of articles()) {
  test(`the loop on the ${name} article`, async (t) => {
    const desk = await openDesk(t);

    const started = Date.now();
    await desk.tag(text);
    t.diagnostic(`paste, tag, painted: ${Date.now() - started} ms`);
    await desk.picture(`${name}-tagged`);
    const tagged = await desk.marks();
    assert.ok(tagged.length > 10, `${tagged.length} marks`);
    assert.ok(tagged.every((mark) => mark.status === "suggested"));
    checkTexts(text, tagged);

    await correct(t, desk);
    await desk.picture(`${name}-corrected`);

    await desk.saved();
    const painted = await desk.marks();
    const exported = await desk.export("Project file");
    checkExport(exported, text, painted, META[name]);

    await desk.page.reload();
    await desk.article.locator("mark").first().waitFor();
    assert.deepEqual(lines(await desk.marks()), lines(painted));
    assert.equal(await desk.export("Project file"), exported, "the same file after a reload");

    await desk.press("u");
    assert.notDeepEqual(lines(await desk.marks()), lines(painted), "undo goes on after a reload");
    assert.deepEqual(desk.complaints, []);
  });
}

/** Accepts, relabels, deletes, resizes and adds by keyboard, each undone and redone. */
async function correct(t, desk) {
  const steps = [
    { does: "accepts", keys: ["Enter"], proof: (mark, after) => at(after, mark)?.status === "confirmed" },
    { does: "relabels", keys: ["w"], proof: (mark, after) => at(after, mark)?.label === "WORK_OF_ART" },
    { does: "deletes", keys: ["x"], proof: (mark, after) => at(after, mark) === undefined },
    { does: "grows", keys: ["."], proof: (mark, after) => after.some((m) => m.start === mark.start && m.end > mark.end) },
  ];
  for (const { does, keys, proof } of steps) {
    await t.test(`a key ${does}, undo and redo`, async () => {
      await desk.press("j");
      const before = await desk.marks();
      const mark = before.find((mark) => mark.current);
      await desk.press(...keys);
      const after = await desk.marks();
      assert.ok(proof(mark, after), `${JSON.stringify(mark)} → ${JSON.stringify(at(after, mark))}`);
      await desk.press("u");
      assert.deepEqual(lines(await desk.marks()), lines(before));
      await desk.press("Shift+U");
      assert.deepEqual(lines(await desk.marks()), lines(after));
    });
  }
  await t.test("words that nobody suggested are labelled", async () => {
    const before = await desk.marks();
    await desk.press("Escape");
    while (await walkToFreeWord(desk));
    await desk.press("p");
    const after = await desk.marks();
    assert.ok(after.length > before.length);
    assert.ok(after.some((mark) => mark.status === "confirmed" && !at(before, mark)));
  });
}

/** Goes one word on; whether that word has a mark, so that the walk must go on. */
async function walkToFreeWord(desk) {
  await desk.press("ArrowRight");
  return (await desk.current()) !== undefined;
}

const at = (marks, { start, end }) => marks.find((mark) => mark.start === start && mark.end === end);

/** Every mark's offsets lead to the text that it is painted on. */
function checkTexts(text, marks) {
  for (const mark of marks) assert.equal(mark.text, slice(text, mark.start, mark.end));
}

/** The file obeys its JSON Schema, its texts, and says what is painted. */
function checkExport(exported, text, painted, meta) {
  const file = JSON.parse(exported);
  const schema = JSON.parse(readFileSync(join(ROOT, "static/schema/postil-project-1.schema.json"), "utf8"));
  const ajv = new Ajv({ strict: false, validateFormats: false });
  assert.ok(ajv.validate(schema, file), ajv.errorsText());

  const [article] = file.articles;
  assert.equal(article.text, text);
  assert.equal(article.meta.date, meta.date);
  assert.equal(article.meta.source, meta.source);
  for (const { start, end, text: quote } of article.annotations) assert.equal(quote, slice(text, start, end));
  assert.deepEqual(lines(article.annotations), lines(painted));
}
