import { mkdtempSync, writeFileSync } from "node:fs"; import { tmpdir } from "node:os"; import { join } from "node:path";
import { host } from "../../scripts/host.mjs"; import { longArticle, openBrowser, ROOT, Desk } from "./harness.mjs";
const s = await host(join(ROOT, "dist"));
const ctx = await openBrowser(mkdtempSync(join(tmpdir(), "zz-")));
const [page] = ctx.pages(); page.setDefaultTimeout(60000);
page.on("console", (m) => console.log("console", m.text())); page.on("pageerror", (e) => console.log("err", e.message));
await page.goto(s.address);
const desk = new Desk(page, s.address);
const painted = () => page.evaluate(async () => { const t = performance.now(); await new Promise(requestAnimationFrame); await new Promise((r) => { const c = new MessageChannel(); c.port1.onmessage = r; c.port2.postMessage(0); }); return performance.now() - t; });
for (const words of [600, 5000, 20000, 100000]) {
  const text = longArticle(words, words);
  const ms = await page.evaluate(async (text) => {
    const b = (n) => [...document.querySelectorAll("button")].find(({ textContent }) => textContent === n);
    b("Paste another")?.click(); let box; const f = () => new Promise(requestAnimationFrame);
    while (!(box = document.querySelector("textarea"))) await f();
    box.value = text; box.dispatchEvent(new InputEvent("input", { bubbles: true })); await f();
    const t = performance.now(); b("Tag article").click(); let first;
    for (;;) { await f(); const m = document.querySelector("[role=region][aria-label=Article] mark"); if (m && !first) first = performance.now() - t; if (m && !document.querySelector("[role=progressbar][aria-label=Tagging]")) break; }
    const c = new MessageChannel(); await new Promise((r) => { c.port1.onmessage = r; c.port2.postMessage(0); });
    return [Math.round(first), Math.round(performance.now() - t)];
  }, text);
  await desk.saved();
  // label keys: event -> next paint
  const times = await page.evaluate(async () => {
    const out = [];
    const press = (key) => document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    for (let i = 0; i < 30; i++) {
      press("ArrowRight"); await new Promise(requestAnimationFrame); await new Promise((r) => setTimeout(r, 30));
      const t = performance.now(); press("o"); await new Promise(requestAnimationFrame);
      await new Promise((r) => { const c = new MessageChannel(); c.port1.onmessage = r; c.port2.postMessage(0); });
      out.push(performance.now() - t); await new Promise((r) => setTimeout(r, 60));
    }
    return out.sort((a, b) => a - b);
  });
  console.log(words, "first/all ms", ms, "rate", Math.round(words / ms[1] * 1000), "label key median", times[15].toFixed(1), "p95", times[28].toFixed(1), "marks in dom", await page.locator("mark").count());
}
await page.screenshot({ path: "/tmp/zz.png" });
await ctx.close(); s.close();
