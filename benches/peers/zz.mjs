import { mkdtempSync } from "node:fs"; import { tmpdir } from "node:os"; import { join } from "node:path";
import { host } from "../../scripts/host.mjs"; import { longArticle, openBrowser, ROOT } from "../../tests/e2e/harness.mjs";
const s = await host(process.argv[2] ?? join(ROOT, "dist"));
const ctx = await openBrowser(mkdtempSync(join(tmpdir(), "zz-")));
const [page] = ctx.pages();
await page.addInitScript(() => { const { postMessage } = Worker.prototype; Worker.prototype.postMessage = function (m, ...r) { if (m?.tag) window.question ??= m; return postMessage.call(this, m, ...r); }; });
await page.goto(s.address);
await page.locator("textarea").fill(longArticle(600)); await page.getByRole("button", { name: "Tag article" }).click(); await page.waitForFunction(() => window.question);
const out = await page.evaluate(async (texts) => {
  const w = new Worker("./worker_loader.js", { type: "module" });
  const said = (k) => new Promise((h) => { const f = ({ data }) => { if (data[k]) { w.removeEventListener("message", f); h(data); } }; w.addEventListener("message", f); });
  await said("ready");
  const out = [];
  for (const text of texts) {
    const log = []; const t = performance.now();
    w.onmessage = ({ data }) => log.push([Math.round((performance.now() - t) * 10) / 10, data.tagged ? data.tagged.suggestions.length : Object.keys(data)[0]]);
    w.postMessage({ tag: { ...window.question.tag, text } }); await said("finished");
    const ms = performance.now() - t;
    out.push({ words: text.split(/\s+/).length, ms, rate: Math.round(text.split(/\s+/).length / ms), n: log.length, first: log[0], last: log.slice(-3) });
  }
  return out;
}, [longArticle(20000, 1), longArticle(200000, 2), longArticle(200000, 3), longArticle(20000, 5), longArticle(20000, 6), longArticle(200000, 7)]);
console.log(JSON.stringify(out, null, 0).replaceAll("},{", "},\n{"));
await ctx.close(); s.close();
