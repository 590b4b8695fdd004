import { mkdtempSync } from "node:fs"; import { tmpdir } from "node:os"; import { join } from "node:path";
import { host } from "../../scripts/host.mjs"; import { longArticle, openBrowser, ROOT, Desk } from "./harness.mjs";
const words = Number(process.argv[2] ?? 20000), what = process.argv[3] ?? "paste";
const s = await host(join(ROOT, "dist"));
const ctx = await openBrowser(mkdtempSync(join(tmpdir(), "zy-")));
const [page] = ctx.pages(); page.setDefaultTimeout(60000);
await page.goto(s.address); const desk = new Desk(page, s.address);
const tag = (text) => page.evaluate(async (text) => {
    const b = (n) => [...document.querySelectorAll("button")].find(({ textContent }) => textContent === n);
    b("Paste another")?.click(); let box; const f = () => new Promise(requestAnimationFrame);
    while (!(box = document.querySelector("textarea"))) await f();
    box.value = text; box.dispatchEvent(new InputEvent("input", { bubbles: true })); await f();
    const t = performance.now(); b("Tag article").click(); let first;
    for (;;) { await f(); const m = document.querySelector("[role=region][aria-label=Article] mark"); if (m && !first) first = performance.now() - t; if (m && !document.querySelector("[role=progressbar][aria-label=Tagging]")) break; }
    return [Math.round(first), Math.round(performance.now() - t)];
  }, text);
await tag(longArticle(600)); await desk.saved(); await tag(longArticle(5000,7)); await desk.saved(); await page.waitForTimeout(1000);
const cdp = await ctx.newCDPSession(page); const ev = [];
cdp.on("Tracing.dataCollected", (e) => ev.push(...e.value));
if (what !== "paste") { await tag(longArticle(words, 50)); await desk.saved(); await page.waitForTimeout(1500); }
await cdp.send("Tracing.start", { categories: "devtools.timeline,v8.execute,disabled-by-default-devtools.timeline", transferMode: "ReportEvents" });
if (what === "paste") console.log(await tag(longArticle(words, 50)));
else for (let i = 0; i < 10; i++) { await page.keyboard.press("j"); await page.waitForTimeout(100); await page.keyboard.press("o"); await page.waitForTimeout(200); }
const done = new Promise((r) => cdp.once("Tracing.tracingComplete", r)); await cdp.send("Tracing.end"); await done;
const byThread = {}; const names = {};
for (const e of ev) if (e.name === "thread_name") names[e.pid + ":" + e.tid] = e.args.name;
for (const e of ev) if (e.ph === "X" && e.dur > 100) { const k = names[e.pid + ":" + e.tid] ?? e.tid; byThread[k] ??= {}; byThread[k][e.name] ??= [0, 0, 0]; byThread[k][e.name][0] += e.dur / 1000; byThread[k][e.name][1]++; byThread[k][e.name][2] = Math.max(byThread[k][e.name][2], e.dur / 1000); }
for (const [k, v] of Object.entries(byThread)) { if (!/Main|Worker/.test(k)) continue; console.log(k); for (const [n, [ms, c, mx]] of Object.entries(v).sort((a, b) => b[1][0] - a[1][0]).slice(0, 16)) console.log("   ", n.padEnd(34), ms.toFixed(1), c, "max", mx.toFixed(1)); }
await ctx.close(); s.close();
