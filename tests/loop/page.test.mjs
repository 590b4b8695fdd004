// A network that was trained on an export ($MODEL, a folder) suggests in the page what it suggests in the command line
// ($EXPECTED, the line that postil tag wrote).
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { openDesk } from "../e2e/harness.mjs";

const expected = JSON.parse(process.env.EXPECTED);
const LABELS = ["SHIP", "PORT", "SKIPPER"];

test("a fine-tuned network is back in the page", async (t) => {
  const desk = await openDesk(t);
  await desk.import(["model.onnx", "tokenizer.json", "config.json"].map((name) => join(process.env.MODEL, name)));
  const dialog = desk.page.getByRole("dialog", { name: "Your model" });
  await dialog.waitFor({ timeout: 60_000 });
  for (const label of LABELS) {
    await dialog.getByLabel(`${label} becomes`).selectOption({ label: `New label ${label}` });
  }
  await desk.press("Escape");
  await desk.tag(expected.text);
  const found = (await desk.marks()).map(({ start, end, label }) => [start, end, label]);
  const wanted = expected.entities.filter(([, , label]) => LABELS.includes(label));
  assert.ok(wanted.length > 5);
  assert.deepEqual(found.filter(([, , label]) => LABELS.includes(label)), wanted);
  assert.deepEqual(desk.complaints, []);
});
