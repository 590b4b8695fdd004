// The page in German: every text of the main path and of every dialog, kept over a reload, with room in a narrow window.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { FOR_AXE, ROOT, articles, file, openDesk } from "./harness.mjs";

const GERMAN = JSON.parse(readFileSync(join(ROOT, "static/words/de.json"), "utf8"));
const [{ text }] = articles();

/** English texts that German has otherwise: those that are whole, and expressions for those with values in them. */
const changed = Object.entries(GERMAN).filter(([english, german]) => english !== german).map(([english]) => english);
const whole = changed.filter((english) => !english.includes("{"));
const templates = changed.filter((english) => english.includes("{") && /[a-z]{2}/.test(english.replace(/\{\w*\}/g, "")));
const escaped = (part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const expressions = templates.map((english) => `^${english.split(/\{\w*\}/).map(escaped).join("[^]+")}$`);

const choose = (desk, name, code) => desk.page.getByRole("combobox", { name }).selectOption(code);
const spoken = (desk, code) => desk.page.locator(`html[lang=${code}]`).waitFor({ state: "attached" });

/** The English texts that a reader can see or hear: text, names, titles and placeholders, but not what is the reader's own. */
function englishLeft(desk) {
  return desk.page.evaluate(
    ({ whole, expressions }) => {
      const own = "#article .body, .title, .surface, .concordance button, .palette, [data-label], option:not([value])";
      const labels = new Set([...document.querySelectorAll("#labels .name")].map((name) => name.textContent));
      const english = new Set(whole);
      const patterns = expressions.map((expression) => new RegExp(expression));
      const texts = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (parent.checkVisibility() && !parent.closest(own)) texts.push(walker.currentNode.textContent.trim());
      }
      for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
        if (element.closest(own)) continue;
        for (const name of ["aria-label", "title", "placeholder"]) texts.push(element.getAttribute(name)?.trim() ?? "");
      }
      const left = texts.filter((text) => text && !labels.has(text) && (english.has(text) || patterns.some((it) => it.test(text))));
      return [...new Set(left)];
    },
    { whole, expressions },
  );
}

/** What is looked at, and how one gets there. */
const VIEWS = [
  ["the paste page", async () => {}],
  [
    "an article",
    async (desk) => {
      await desk.button("Beispielartikel nehmen").click();
      await desk.button("Artikel taggen").click();
      await desk.page.getByRole("region", { name: "Artikel", exact: true }).locator("mark").first().waitFor();
      await desk.page.getByRole("progressbar").waitFor({ state: "detached" });
      await desk.press("j", "Enter");
    },
  ],
  ["what is said of a decision", (desk) => desk.press("x", "u")],
  ["a menu of labels", (desk) => desk.page.locator("mark").nth(3).click()],
  ["the keys", dialog("Tasten")],
  [
    "the export",
    async (desk) => {
      await desk.button("Exportieren").click();
      await desk.page.getByText("Labels und Vorschläge").click();
    },
  ],
  ["the labels", dialog("Labels bearbeiten")],
  ["all that is sure", dialog("Alle sicheren annehmen…")],
  ["the lexicon", dialog("Lexikon…")],
  [
    "the progress",
    async (desk) => {
      await desk.page.locator("#article").focus();
      await desk.press("Shift+D");
      await desk.button("Fortschritt").click();
    },
  ],
  ["a concordance", (desk) => desk.press("j", "Shift+C")],
  [
    "what an export loses",
    async (desk) => {
      await desk.press("ArrowRight", "p", "ArrowRight", "Shift+ArrowRight", "o");
      await desk.button("Exportieren").click();
      await desk.button("CoNLL-2003").click();
      await desk.page.getByText(/Heruntergeladen als|Nichts wurde heruntergeladen/).waitFor();
    },
  ],
  [
    "a file that is no dataset",
    async (desk) => {
      await desk.page.locator("input[type=file]").first().setInputFiles(file("broken.jsonl", '{"text":"One."}\n{"text":2}\n'));
      await desk.page.getByRole("alert").waitFor();
    },
  ],
  [
    "a table that is asked about",
    async (desk) => {
      await desk.page.locator("input[type=file]").first().setInputFiles(file("what.csv", "erste,zweite\nOslo grew.,Rome fell.\n"));
      await desk.page.getByRole("dialog").waitFor();
    },
  ],
];

function dialog(name) {
  return async (desk) => {
    await desk.press("Escape");
    await desk.button(name).click();
  };
}

async function leave(desk) {
  if (await desk.page.locator("dialog").count()) await desk.closeDialog();
}

test("nothing English is left, and axe-core finds nothing", async (t) => {
  const desk = await openDesk(t, FOR_AXE);
  assert.ok((await englishLeft(desk)).includes("Paste an article"), "English is seen where it is");
  await desk.page.getByRole("combobox", { name: "Language" }).focus();
  await choose(desk, "Language", "de");
  await spoken(desk, "de");
  await desk.button("Artikel taggen").waitFor();
  assert.equal(await desk.page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Sprache", "the focus stays");
  for (const [view, show] of VIEWS) {
    await t.test(view, async () => {
      await show(desk);
      assert.deepEqual(await englishLeft(desk), []);
      assert.deepEqual(await desk.violations(), []);
      await leave(desk);
    });
  }
});

test("the choice is kept, works without the network, and is taken back", async (t) => {
  const desk = await openDesk(t);
  await choose(desk, "Language", "de");
  await spoken(desk, "de");
  await desk.saved();
  await desk.page.waitForFunction(() => navigator.serviceWorker.controller);
  await desk.page.reload();
  await spoken(desk, "de");
  await desk.unplug();
  await desk.page.reload();
  await spoken(desk, "de");
  await desk.button("Artikel taggen").waitFor();
  await choose(desk, "Sprache", "en");
  await spoken(desk, "en");
  await desk.button("Tag article").waitFor();
});

test("a browser in German has the page in German at once", async (t) => {
  const desk = await openDesk(t, { locale: "de-AT" });
  await desk.button("Artikel taggen").waitFor();
  assert.equal(await desk.page.locator("html").getAttribute("lang"), "de");
  // What is typed stays when another language is chosen.
  await desk.page.getByRole("textbox", { name: "Text des Artikels" }).fill("Ann saw Oslo.");
  await choose(desk, "Sprache", "en");
  await desk.button("Tag article").waitFor();
  assert.equal(await desk.page.getByRole("textbox", { name: "Article text" }).inputValue(), "Ann saw Oslo.");
  assert.deepEqual(desk.complaints, []);
});

test("words that cannot be fetched are missed in English", async (t) => {
  const prepare = (context) => context.route("**/de.json", (route) => route.fulfill({ status: 404 }));
  const desk = await openDesk(t, { locale: "de", prepare, serviceWorkers: "block" });
  assert.match(await desk.complaint(), /^The words in Deutsch could not be fetched: status 404/);
  await desk.tag(text);
});

test("there is room for German at 400 px", async (t) => {
  const desk = await openDesk(t, { locale: "de", viewport: { width: 400, height: 800 } });
  await desk.button("Artikel taggen").waitFor();
  for (const [view, show] of VIEWS) {
    await show(desk);
    const excess = await desk.page.evaluate(() => {
      const dialog = document.querySelector("dialog > .content");
      const page = document.documentElement.scrollWidth - innerWidth;
      const tools = [...document.querySelectorAll(".toolbar button")].map((it) => it.scrollWidth - it.clientWidth);
      return Math.max(page, ...tools, dialog ? dialog.scrollWidth - dialog.clientWidth : 0);
    });
    assert.ok(excess <= 0, `${view}: ${excess} px`);
    await leave(desk);
  }
});

for (const [width, height] of [[1280, 800], [360, 740]]) {
  test(`what is said in German is not cut at ${width} px, and the page does not jump for it`, async (t) => {
    const desk = await openDesk(t, { locale: "de", viewport: { width, height } });
    await desk.button("Artikel taggen").waitFor();
    const [[, showArticle]] = VIEWS.filter(([view]) => view === "an article");
    await showArticle(desk);
    const bars = new Set();
    for (let step = 0; step < 12; step += 1) {
      await desk.press("Enter");
      const said = await desk.page.locator("[aria-live]").evaluate((it) => {
        const cut = it.scrollHeight > it.clientHeight + 1 || it.scrollWidth > it.clientWidth + 1;
        return { text: it.textContent, cut, bar: it.closest("footer").clientHeight };
      });
      assert.ok(!said.cut, said.text);
      bars.add(said.bar);
    }
    const group = desk.page.locator(".group[data-waiting]").first();
    await group.hover();
    const [find, accept] = await Promise.all([".find", ".accept"].map((button) => group.locator(button).boundingBox()));
    assert.ok(find.x + find.width <= accept.x, `Find ends at ${find.x + find.width}, Accept begins at ${accept.x}`);
    if (width < 1280) return;
    assert.equal(bars.size, 1, `the bar is ${[...bars]} px high`);
    const tools = await desk.page.locator(".toolbar .tools").evaluateAll((tools) => tools.map((it) => it.getBoundingClientRect().top));
    assert.equal(new Set(tools).size, 1, `the tools are at ${tools}`);
  });
}
