// The main path as a screen reader has it: names and roles as they come, and what is announced after each step. It is
// compared with a text that a person has read; `UPDATE=1` writes it anew, to be read again.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, openDesk } from "./harness.mjs";

const SCRIPT = join(ROOT, "tests/e2e/screen_reader.txt");
const TEXT = "Mayor Ann Lind opened the bridge in Rotterdam on Monday. Lind praised Acme Corp.";

test("the main path reads sensibly", async (t) => {
  const desk = await openDesk(t);
  const heard = [];
  const hear = async (step, part) => {
    await desk.drawn();
    const said = await desk.page.getByRole("contentinfo").getByRole("status").innerText();
    const read = part ? `\n${await part.ariaSnapshot()}` : "";
    heard.push(`# ${step}\n${said ? `says: ${said}` : "says nothing"}${read}\n`);
  };
  const { page } = desk;
  await page.getByText("Tagger ready").waitFor();
  await hear("The page is opened", page.locator("body"));

  await page.getByRole("textbox", { name: "Article text" }).focus();
  await page.keyboard.insertText(TEXT);
  await desk.press("Control+Enter");
  await desk.tagged();
  await hear("An article is pasted, and Ctrl + Enter pressed", page.getByRole("main"));
  await desk.press("j");
  await hear("J");
  await desk.press("Enter");
  await hear("Enter", page.getByRole("complementary"));
  await desk.press("x");
  await hear("X");
  await desk.press("u");
  await hear("U");
  await desk.press(...Array(5).fill("ArrowRight"));
  await hear("Arrow right, five times");
  await desk.press("e");
  await hear("E");
  await desk.press("?");
  await page.getByRole("dialog").waitFor();
  await hear("?", page.getByRole("dialog").getByRole("heading"));
  await desk.closeDialog();
  await desk.press("Control+Enter");
  await hear("Ctrl + Enter: the article is done", page.getByRole("navigation"));
  await desk.button("Export").press("Enter");
  await page.getByRole("dialog").waitFor();
  await hear("Export", page.getByRole("dialog"));

  const script = heard.join("\n");
  if (process.env.UPDATE) writeFileSync(SCRIPT, script);
  assert.equal(script, readFileSync(SCRIPT, "utf8"));
});
