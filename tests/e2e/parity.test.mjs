// The worker as it ships, optimised and with SIMD, says what the command line says, to the last bit of a confidence.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { articles, file, longArticle, openDesk, postil, ROOT, temporaryFolder } from "./harness.mjs";

const NEWS = readFileSync(join(ROOT, "tests/fixtures/wikinews_numbers.jsonl"), "utf8").trim().split("\n");
const TEXTS = [
  ...articles().map(({ text }) => text),
  longArticle(5_000),
  NEWS.map((line) => JSON.parse(line).text).join("\n\n"),
  "Zoë Núñez-Łukasz of São Paulo paid €3.5bn — or ₹21 lakh — to Ångström AB on 3 März. 🍎 Zoë left.",
  "رئيس شركة Acme، محمد علي، زار القاهرة يوم الاثنين. Mohamed Ali of Acme met reporters in Cairo.",
  "習近平は月曜日に東京でトヨタの社長と会談した。Xi Jinping met Toyota's chief executive in Tokyo on Monday.",
  "HELSINKI — PRESIDENT ALEXANDER STUBB MET NATO's Mark Rutte. Президент Финляндии Александр Стубб.",
];

test("the page's worker says what the command line says", async (t) => {
  const dataset = TEXTS.map((text, index) => JSON.stringify({ id: `a${index}`, text })).join("\n");
  const path = join(temporaryFolder(t), "texts.jsonl");
  writeFileSync(path, dataset);
  const expected = postil("tag", "--to", "postil-jsonl", path).trim().split("\n").map((line) => said(JSON.parse(line)));
  assert.ok(expected.every((annotations) => annotations.length > 0));

  const desk = await openDesk(t);
  await desk.page.getByText("Tagger ready").waitFor();
  await desk.import(file("texts.jsonl", dataset));
  await desk.tagged();
  await desk.saved();
  const { articles: tagged } = JSON.parse(await desk.export("Project file"));
  assert.equal(tagged.length, TEXTS.length);
  tagged.forEach((article, index) => assert.deepEqual(said(article), expected[index], article.id));
});

/** What a tagger said of an article. A confidence is written with as many digits as its 32 bits need. */
function said({ annotations }) {
  return annotations.map(({ start, end, label, origin, confidence }) => ({ start, end, label, origin, confidence }));
}
