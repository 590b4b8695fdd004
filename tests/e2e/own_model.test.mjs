// The user's own model in the page: a token classifier of each tokenizer family gives the tags that Python gave,
// its labels become what the user chooses, it is there again after a reload, and what is no model is explained.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openDesk, ROOT, temporaryFolder } from "./harness.mjs";

const file = (family, name) => join(ROOT, "tests/fixtures/neural", family, name);
const exported = (family) => ["model.onnx", "tokenizer.json", "config.json"].map((name) => file(family, name));

/** Texts that hold nothing for the grammar, as one article, with the names that Python found in it. */
function golden(family) {
  const all = JSON.parse(readFileSync(file(family, "golden.json"), "utf8"));
  const used = all.filter(({ text }) => !/[½💥👩]/u.test(text) && /^\S/.test(text));
  let text = "";
  const names = [];
  for (const part of used) {
    const start = [...text].length;
    names.push(...part.spans.map(([from, to, label]) => [start + from, start + to, label === "PER" ? "PERSON" : label]));
    text += `${part.text}\n`;
  }
  return { text, names };
}

const names = (marks) => marks.map(({ start, end, label }) => [start, end, label]);

/** Gives the page the files of a model and waits until it tags. */
async function use(desk, files) {
  await desk.import(files);
  const dialog = desk.page.getByRole("dialog", { name: "Your model" });
  await dialog.waitFor({ timeout: 60_000 });
  return dialog;
}

for (const family of ["wordpiece", "bpe", "unigram"]) {
  test(`a ${family} classifier tags as it does in Python`, async (t) => {
    const desk = await openDesk(t);
    const started = Date.now();
    await use(desk, exported(family));
    t.diagnostic(`files given, ready: ${Date.now() - started} ms`);
    await desk.press("Escape");
    const { text, names: expected } = golden(family);
    assert.ok(expected.length > 50);
    await desk.tag(text);
    assert.deepEqual(names(await desk.marks()), expected);
    assert.deepEqual(desk.complaints, []);
  });
}

test("the labels of a model become what the user chooses, also after a reload", async (t) => {
  const desk = await openDesk(t);
  await desk.tag("Bob Lee of Acme met Zoë in New York.");
  const labels = async () => Object.fromEntries((await desk.marks()).map(({ text, label }) => [text, label]));
  const become = async (expected) => {
    for (let tries = 0; tries < 100 && JSON.stringify(await labels()) !== JSON.stringify(expected); tries += 1) {
      await desk.page.waitForTimeout(50);
    }
    assert.deepEqual(await labels(), expected);
  };
  const dialog = await use(desk, exported("wordpiece"));
  await desk.picture("own-model");
  await become({ "Bob Lee": "PERSON", Acme: "ORG", Zoë: "PERSON", "New York": "LOC" });
  await dialog.getByLabel("LOC becomes").selectOption({ label: "Leave out" });
  await become({ "Bob Lee": "PERSON", Acme: "ORG", Zoë: "PERSON" });
  await dialog.getByLabel("PER becomes").selectOption({ label: "New label PER" });
  await become({ "Bob Lee": "PER", Acme: "ORG", Zoë: "PER" });
  await desk.press("Escape");
  await desk.saved();

  await desk.page.reload();
  await desk.button("Your model: model.onnx").waitFor();
  await desk.button("Paste another").click();
  await desk.tag("Ann flew to Rome.");
  assert.deepEqual(await labels(), { Ann: "PER" });

  await t.test("it outlives a file that is no model, and one that cannot be used", async () => {
    const kept = async () => {
      await desk.button("Your model: model.onnx").waitFor();
      await desk.page.reload();
      await desk.button("Your model: model.onnx").waitFor();
    };
    await desk.import(file("wordpiece", "config.json"));
    assert.match(await desk.complaint(), /^config\.json was not imported/);
    await kept();
    await desk.import({ name: "names.postil", mimeType: "application/octet-stream", buffer: Buffer.from("no model") });
    assert.match(await desk.complaint(), /^names\.postil cannot be used/);
    await kept();
  });

  await desk.button("Your model: model.onnx").click();
  await desk.page.getByRole("button", { name: "Use the built-in tagger again" }).click();
  // What opened the dialog is gone with it.
  await desk.page.locator("#article:focus").waitFor();
  await become({ Ann: "PERSON", Rome: "GPE" });
  await desk.page.reload();
  await desk.article.locator("mark").first().waitFor();
  assert.equal(await desk.button("Your model: model.onnx").count(), 0);
  assert.deepEqual(desk.complaints, []);
});

test("a model that postil train made", async (t) => {
  const folder = temporaryFolder(t);
  const line = (name, place) => {
    const text = `Afterward Ms ${name} flew to ${place}.`;
    const start = text.indexOf(place);
    return JSON.stringify({ text, entities: [[13, 13 + name.length, "VISITOR"], [start, start + place.length, "GPE"]] });
  };
  const lines = ["Ann", "Bob", "Eve", "Kim"].flatMap((name) => ["Rome", "Oslo", "Bonn"].map((place) => line(name, place)));
  const [data, model] = [join(folder, "data.jsonl"), join(folder, "visitors.postil")];
  writeFileSync(data, `${lines.join("\n")}\n`);
  const train = ["run", "--quiet", "--features", "cli", "--bin", "postil", "--", "train", "--rows-log2", "12"];
  execFileSync("cargo", [...train, "--out", model, data], { cwd: ROOT, stdio: ["ignore", "ignore", "ignore"] });

  const desk = await openDesk(t);
  const dialog = await use(desk, model);
  await dialog.getByLabel("VISITOR becomes").selectOption({ label: "New label VISITOR" });
  await desk.press("Escape");
  await desk.tag("Afterward Ms Zoe flew to Lima.");
  const found = (await desk.marks()).map(({ text, label }) => [text, label]);
  assert.deepEqual(found, [["Zoe", "VISITOR"], ["Lima", "GPE"]]);
  assert.deepEqual(desk.complaints, []);
});

test("what is no model is explained, and the built-in one goes on", async (t) => {
  const desk = await openDesk(t);
  const refuse = async (files, expected) => {
    await desk.import(files);
    const alert = desk.alert.filter({ hasText: expected });
    await alert.waitFor({ timeout: 60_000 });
    await alert.getByRole("button", { name: "Dismiss" }).click();
  };
  const [network, tokenizer, config] = exported("wordpiece");
  await refuse([network, config], "model.onnx cannot be used: tokenizer.json is missing");
  await refuse([network, tokenizer, file("bpe", "config.json")], "where the labels of config.json need 1 × 3 × 13");
  const text = { name: "names.postil", mimeType: "application/octet-stream", buffer: Buffer.from("no model") };
  await refuse(text, "names.postil cannot be used: this is not a Postil model");
  await desk.tag("Angela Merkel went to Berlin.");
  assert.ok((await desk.marks()).some(({ text, label }) => text === "Berlin" && label === "GPE"));
});
