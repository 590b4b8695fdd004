// Every view of the page, and how one gets there: one after another, each goes on from the one before.
import { join } from "node:path";
import { ROOT, articles, file } from "./harness.mjs";

const [{ text }] = articles();

/** What is looked at, how one gets there, and how one leaves. */
export const VIEWS = [
  { view: "the paste page", show: async () => {}, leave: async () => {} },
  {
    view: "an article",
    show: async (desk) => {
      await desk.tag(text);
      await desk.press("j", "Enter");
    },
    leave: async () => {},
  },
  ...[
    ["the keys", "Keys"],
    ["the label editor", "Edit labels"],
    ["accepting all that is sure", "Accept all sure…"],
    ["the lexicon", "Lexicon…"],
  ].map(([view, button]) => ({
    view,
    show: (desk) => desk.button(button).click(),
    leave: (desk) => desk.closeDialog(),
  })),
  {
    view: "the export",
    show: async (desk) => {
      await desk.button("Export").click();
      await desk.page.getByText("Labels and suggestions").click();
    },
    leave: (desk) => desk.closeDialog(),
  },
  {
    view: "the menu of labels, and handles",
    show: async (desk) => {
      await desk.article.locator("mark").nth(3).click();
      await desk.page.getByRole("toolbar", { name: "Label menu" }).waitFor();
    },
    leave: (desk) => desk.press("Escape"),
  },
  {
    view: "a key that is refused while another is waited for",
    show: async (desk) => {
      await desk.button("Keys").click();
      await desk.button("Change: Mark done").click();
      await desk.press("j");
      await desk.page.getByRole("alert").waitFor();
      await desk.button("Change: Mark done").click();
    },
    leave: (desk) => desk.closeDialog(),
  },
  {
    view: "guidelines, categories, a note and marks over marks",
    show: async (desk) => {
      await desk.button("Edit labels").click();
      await desk.page.getByRole("checkbox", { name: "Marks may overlap" }).check();
      await desk.page.getByRole("textbox", { name: "Categories of articles" }).fill("Sport, Business");
      await desk.page.getByRole("textbox", { name: "Guidelines" }).fill("# Persons\n- no **titles**\n\nAsk.");
      await desk.closeDialog();
      await desk.page.getByRole("textbox", { name: "Note" }).fill("Ask Ann.");
      await desk.article.focus();
      await desk.press("Escape", "Shift+J", "Shift+ArrowRight", "Shift+ArrowRight", "e", "Shift+F");
      await desk.page.locator("mark[data-over]").first().waitFor();
    },
    leave: async () => {},
  },
  {
    view: "a filtered queue",
    show: async (desk) => {
      await desk.import(file("two.jsonl", '{"text":"Ann saw Oslo."}\n{"text":"Bob saw Rome."}\n'));
      await desk.page.getByText("Filter", { exact: true }).click();
      await desk.page.getByRole("combobox", { name: "How far" }).selectOption("Second look");
    },
    leave: async (desk) => {
      await desk.page.getByRole("combobox", { name: "How far" }).selectOption("All");
    },
  },
  {
    view: "what an export loses",
    show: async (desk) => {
      await desk.button("Export").click();
      await desk.button("CoNLL-2003").click();
      await desk.button("Download anyway").waitFor();
    },
    leave: (desk) => desk.closeDialog(),
  },
  {
    view: "the progress",
    show: async (desk) => {
      await desk.article.focus();
      await desk.press("j", "Enter", "Control+Enter", "ArrowRight", "p", "Control+Enter");
      await desk.button("Progress").click();
      await desk.page.getByText(/in numbers$/).click();
    },
    leave: (desk) => desk.closeDialog(),
  },
  {
    view: "a model of the reader's",
    show: async (desk) => {
      await desk.import(["model.onnx", "tokenizer.json", "config.json"].map((name) => join(ROOT, "tests/fixtures/neural/wordpiece", name)));
      await desk.page.getByRole("dialog", { name: "Your model" }).waitFor({ timeout: 60_000 });
    },
    leave: async (desk) => {
      await desk.button("Use the built-in tagger again").click();
      await desk.page.locator("dialog").waitFor({ state: "detached" });
      await desk.tagged();
    },
  },
  {
    view: "a training",
    show: async (desk) => {
      await desk.button("Export").click();
      await desk.button("Train a model").click();
      await desk.page.getByRole("dialog", { name: "Training a model" }).waitFor();
    },
    leave: (desk) => desk.closeDialog(),
  },
  {
    view: "a table that is asked about",
    show: async (desk) => {
      await desk.import(file("what.csv", "one,two\nOslo grew.,Rome fell.\n"));
      await desk.page.getByRole("dialog").waitFor();
    },
    leave: (desk) => desk.closeDialog(),
  },
  {
    view: "a concordance",
    show: (desk) => desk.press("j", "Shift+C"),
    leave: (desk) => desk.closeDialog(),
  },
];
