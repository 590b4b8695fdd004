// What is said of an article as a whole: a flag, categories, a note; and the guidelines beside it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { file, openDesk } from "./harness.mjs";

const LINES = ["Oslo grew.", "Rome shrank.", "Bonn stayed."].map((text, at) => JSON.stringify({ id: `x${at}`, text, annotations: [{ start: 0, end: 4, label: "GPE" }], status: "open" }));
const GUIDELINES = `# Places\nMark **towns**, not \`rivers\`.\n\n- Oslo\n- <img src=x onerror=alert(1)>`;

const about = (desk) => desk.page.getByRole("group", { name: "About this article" });
const said = (desk) => desk.page.locator("[aria-live]").innerText();

test("a flag, a category and a note are kept, found, undone and exported", async (t) => {
  const desk = await openDesk(t);
  await desk.import(file("three.jsonl", LINES.join("\n")));
  await desk.article.locator("mark").waitFor();

  await desk.button("Edit labels").click();
  const field = (name) => desk.page.getByRole("textbox", { name });
  await field("Categories of articles").fill("Sport, World news ,, Sport");
  await field("Guidelines").fill(GUIDELINES);
  await desk.closeDialog();

  await desk.article.focus();
  await desk.press("Shift+F");
  assert.equal(await said(desk), "The article needs a second look.");
  await about(desk).getByRole("checkbox", { name: "World news" }).check();
  await about(desk).getByRole("textbox", { name: "Note" }).fill("Ask Ann: is this Oslo?");
  await desk.press("Tab");
  assert.match((await desk.queue())[0], /Open · second look$/);

  await desk.saved();
  await desk.page.reload();
  await desk.article.locator("mark").waitFor();
  assert.ok(await about(desk).getByRole("checkbox", { name: "Needs a second look" }).isChecked());
  assert.ok(await about(desk).getByRole("checkbox", { name: "World news" }).isChecked());
  assert.equal(await about(desk).getByRole("checkbox", { name: "Sport" }).count(), 1, "named twice, it is one");
  assert.equal(await about(desk).getByRole("textbox", { name: "Note" }).inputValue(), "Ask Ann: is this Oslo?");

  await t.test("the guidelines are shown, and are only text", async () => {
    const guidelines = desk.page.locator(".guidelines");
    assert.equal(await guidelines.getByRole("heading").innerText(), "Places");
    assert.equal(await guidelines.locator("strong").innerText(), "towns");
    assert.deepEqual(await guidelines.getByRole("listitem").allInnerTexts(), ["Oslo", "<img src=x onerror=alert(1)>"]);
    assert.equal(await desk.page.locator("img").count(), 0);
  });

  await t.test("the queue is filtered by them", async () => {
    await desk.page.getByText("Filter", { exact: true }).click();
    const shown = async () => (await desk.queue()).map((line) => line.slice(0, 4));
    const choose = (name, option) => desk.page.getByRole("combobox", { name }).selectOption(option);
    await choose("How far", "Second look");
    assert.deepEqual(await shown(), ["Oslo"]);
    await choose("How far", "All");
    await choose("In the category", "Sport");
    assert.deepEqual(await shown(), []);
    await choose("In the category", "Any category");
    await desk.page.getByRole("searchbox", { name: "Words in the article" }).fill("ask ann");
    assert.deepEqual(await shown(), ["Oslo"]);
    await desk.page.getByRole("searchbox", { name: "Words in the article" }).fill("");
  });

  await t.test("files hold them", async () => {
    const project = JSON.parse(await desk.export("Project file"));
    assert.deepEqual([project.schema.categories, project.schema.guidelines], [["Sport", "World news"], GUIDELINES]);
    const { flagged, note, categories } = project.articles[0].meta;
    assert.deepEqual([flagged, note, categories], [true, "Ask Ann: is this Oslo?", ["World news"]]);
    const spacy = JSON.parse((await desk.export("spaCy offsets")).split("\n")[0]);
    assert.deepEqual(spacy.cats, { "World news": 1 });
    const doccano = JSON.parse((await desk.export("doccano")).split("\n")[0]);
    assert.deepEqual(doccano.cats, ["World news"]);
  });

  await t.test("each is taken back by undo", async () => {
    await desk.article.focus();
    await desk.press("u");
    assert.equal(await about(desk).getByRole("textbox", { name: "Note" }).inputValue(), "");
    await desk.press("u", "u");
    assert.ok(!(await about(desk).getByRole("checkbox", { name: "Needs a second look" }).isChecked()));
    assert.ok(!(await desk.queue())[0].includes("second look"));
  });

  assert.deepEqual(desk.complaints, []);
});

test("what is left undecided in a finished article is said", async (t) => {
  const desk = await openDesk(t);
  await desk.tag("Ann Lee met Bob Ray in Oslo.");
  const waiting = (await desk.marks()).length;
  await desk.button("Mark done").click();
  assert.match(await said(desk), new RegExp(`^Article done\\. ${waiting} suggestions? left undecided`));
  await desk.button("Reopen").click();
  assert.equal(await said(desk), "Article open.");
  await desk.button("Mark done").waitFor();
});

test("overlaps are allowed, and not forbidden again where there are some", async (t) => {
  const desk = await openDesk(t);
  await desk.import(file("three.jsonl", LINES.join("\n")));
  await desk.article.locator("mark").waitFor();
  const overlap = desk.page.getByRole("checkbox", { name: "Marks may overlap" });
  await desk.button("Edit labels").click();
  await overlap.check();
  await desk.closeDialog();
  await desk.article.focus();
  await desk.press("ArrowRight", "Shift+ArrowRight", "e");
  assert.deepEqual((await desk.marks()).map(({ text, label }) => `${text} ${label}`), ["Oslo grew EVENT", "Oslo GPE"]);
  await desk.button("Edit labels").click();
  await overlap.click();
  await desk.page.getByRole("dialog").getByRole("alert").getByText("Annotations overlap in article \"x0\". Nothing was changed.").waitFor();
  assert.ok(await overlap.isChecked());
  await desk.closeDialog();
});
