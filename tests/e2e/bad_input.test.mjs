// What cannot be taken in is explained in a sentence, and what was there stays.
import assert from "node:assert/strict";
import { test } from "node:test";
import { articles, file, lines, openDesk } from "./harness.mjs";

const MEGABYTE = 1024 * 1024;
const project = (change) =>
  JSON.stringify({
    format: "postil-project",
    version: 1,
    offset_unit: "codepoint",
    schema: { name: "mine", labels: [{ id: "ORG", name: "Organisation", color: "#3b6fd4", key: "o" }] },
    articles: [{ id: "a1", text: "Acme grew.", annotations: [{ start: 0, end: 4, label: "ORG", status: "confirmed" }] }],
    ...change,
  });
const label = (id, key) => ({ id, name: id, color: "#3b6fd4", key });
const article = (change) => ({ id: "a1", text: "Acme grew.", annotations: [], ...change });

/** What is pasted, and what the sentence must say. */
const PASTES = [
  { what: "5 MB of text", text: `${"Acme grew in Rome. ".repeat(20)}\n`.repeat((5 * MEGABYTE) / 381), says: /5 MB.*up to 4 MB/ },
  { what: "binary", text: `One line.\n\u0000\u0001PNG`, says: /line 2/ },
];

/** Files, and what the sentence must say beside the file's name. */
const FILES = [
  { what: "an empty file", name: "a.txt", content: "", says: /empty/ },
  { what: "binary", name: "a.txt", content: Buffer.from([137, 80, 78, 71, 0, 1, 2]), says: /byte 4|not text/ },
  { what: "a text that is not UTF-8", name: "a.txt", content: Buffer.from("Caf\xe9 au lait", "latin1"), says: /UTF-8: byte 3/ },
  { what: "a PDF of ASCII", name: "a.pdf", content: "%PDF-1.4\nAnn left.", says: /not text but PDF: open it, copy its text/ },
  { what: "a page without text", name: "a.html", content: "<html><body><img src=x></body></html>", says: /no text/ },
  { what: "broken JSON", name: "a.json", content: project().slice(0, 100), says: /not JSON.*|line 1, column/ },
  { what: "a project of a later version", name: "a.json", content: project({ version: 9 }), says: /field version.*later version.*9/ },
  { what: "JSON that is no project", name: "a.json", content: '{"format":"other"}', says: /field format/ },
  { what: "offsets in another unit", name: "a.json", content: project({ offset_unit: "byte" }), says: /field offset_unit.*byte/ },
  {
    what: "two labels with one key",
    name: "a.json",
    content: project({ schema: { name: "mine", labels: [label("A", "o"), label("B", "o")] } }),
    says: /field schema.*key/,
  },
  {
    what: "two labels with one id",
    name: "a.json",
    content: project({ schema: { name: "mine", labels: [label("A", "a"), label("A", "b")] } }),
    says: /field schema.*A/,
  },
  {
    what: "two articles with one id",
    name: "a.json",
    content: project({ articles: [article(), article()] }),
    says: /articles\[1\].*a1/,
  },
  {
    what: "a mark without a label",
    name: "a.json",
    content: project({ articles: [article({ annotations: [{ start: 0, end: 4 }] })] }),
    says: /articles\[0\]\.annotations\[0\].*label/,
  },
  {
    what: "a mark beyond the text",
    name: "a.json",
    content: project({ articles: [article({ annotations: [{ start: 0, end: 400, label: "ORG" }] })] }),
    says: /articles\[0\]\.annotations\[0\].*400.*10 characters/,
  },
  { what: "lines of which the third is bad", name: "a.jsonl", content: '{"text":"A."}\n{"text":"B."}\n{"text":\n', says: /line 3/ },
  { what: "lines of which the third has no text", name: "a.jsonl", content: '{"text":"A."}\n{"text":"B."}\n{"id":"c"}\n', says: /line 3.*text/ },
];

test("bad input is explained, and changes nothing", async (t) => {
  const desk = await openDesk(t);
  await desk.tag(articles()[0].text);
  await desk.press("j", "Enter");
  const there = await everything(desk);
  const stays = async () => assert.deepEqual(await everything(desk), there);
  const dismiss = () => desk.button("Dismiss").click();

  for (const { what, name, content, says } of FILES) {
    await t.test(`a file: ${what}`, async () => {
      await desk.import(file(name, content));
      const sentence = await desk.complaint();
      assert.match(sentence, says);
      assert.match(sentence, new RegExp(`^${name} was not imported: .*[^.]\\.$`));
      await stays();
      await dismiss();
    });
  }

  await t.test("a dropped file", async () => {
    await desk.drop(file("picture.png", Buffer.from([137, 80, 78, 71, 0, 1, 2]), "image/png"));
    assert.match(await desk.complaint(), /picture\.png/);
    await stays();
    await dismiss();
  });

  await t.test("bad files among good ones", async () => {
    await desk.import([file("bad.json", "{"), file("empty.txt", ""), file("good.txt", "Acme grew in Rome.")]);
    await desk.page.getByRole("list", { name: "Articles" }).getByText("Acme grew in Rome.").waitFor();
    assert.match(await desk.complaint(), /bad\.json[^]*empty\.txt/);
    await dismiss();
    await desk.press("u");
    await stays();
  });

  await t.test("in the paste box: nothing, which is no alert", async () => {
    await desk.paste(" \n\t");
    await desk.button("Tag article").click();
    await desk.page.locator("[aria-live=polite]").getByText("The box is empty.").waitFor();
    assert.equal(await desk.page.getByRole("alert").count(), 0);
    await desk.page.getByRole("list", { name: "Articles" }).getByRole("button").first().click();
    await stays();
  });

  for (const { what, text, says } of PASTES) {
    await t.test(`in the paste box: ${what}`, async () => {
      await desk.paste(text);
      await desk.button("Tag article").click();
      assert.match(await desk.complaint(), says);
      const box = desk.page.getByRole("textbox", { name: "Article text" });
      assert.equal((await box.inputValue()).length, text.length, "the box keeps what was pasted");
      await desk.paste("");
      await desk.page.getByRole("alert").waitFor({ state: "hidden" });
      await desk.page.getByRole("list", { name: "Articles" }).getByRole("button").first().click();
      await stays();
    });
  }

  assert.deepEqual(desk.complaints, []);
});

async function everything(desk) {
  return { queue: await desk.queue(), marks: lines(await desk.marks()) };
}
