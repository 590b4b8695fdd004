import { mkdtempSync } from "node:fs"; import { tmpdir } from "node:os"; import { join } from "node:path";
import { host } from "../../scripts/host.mjs"; import { longArticle, openBrowser, ROOT, Desk } from "./harness.mjs";
const words = Number(process.argv[2] ?? 20000), what = process.argv[3] ?? "paste";
const s = await host(process.env.DIST);
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
await cdp.send("Profiler.enable"); await cdp.send("Profiler.setSamplingInterval", { interval: 200 }); await cdp.send("Profiler.start");
if (what === "paste") console.log(await tag(longArticle(words, 50)));
else for (let i = 0; i < 10; i++) { await page.keyboard.press("j"); await page.waitForTimeout(100); await page.keyboard.press("o"); await page.waitForTimeout(200); }
const { profile: p } = await cdp.send("Profiler.stop");
const byId = new Map(p.nodes.map((n) => [n.id, n])); const parent = new Map(); for (const n of p.nodes) for (const c of n.children ?? []) parent.set(c, n.id);
const self = {}, total = {}; let all = 0;
p.samples.forEach((id, i) => { const dt = p.timeDeltas[i] / 1000; const nm = (n) => n.callFrame.functionName.replace(/^_ZN|17h[0-9a-f]{16}E$/g, ""); const n0 = nm(byId.get(id)); self[n0] = (self[n0] ?? 0) + dt; const seen = new Set(); for (let x = id; x !== undefined; x = parent.get(x)) { const n = nm(byId.get(x)); if (!seen.has(n)) { seen.add(n); total[n] = (total[n] ?? 0) + dt; } } all += dt; });
const show = (o, k) => Object.entries(o).filter(([n]) => !/^\(/.test(n) || /garbage/.test(n)).sort((a, b) => b[1] - a[1]).slice(0, k).forEach(([n, v]) => console.log(v.toFixed(1).padStart(8), n.slice(0, 120)));
console.log("self"); show(self, 25); console.log("total"); show(total, 60);
await ctx.close(); s.close();
