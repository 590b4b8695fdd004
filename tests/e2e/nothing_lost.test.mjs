// The browser is killed while a script annotates: what the page had shown as saved is there afterwards.
//
//   KILLS=20 SEED=7 node --test tests/e2e/nothing_lost.test.mjs
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { chromium } from "playwright-core";
import { articles, CHROMIUM, CHROMIUM_ARGS, Desk, lines, servePage, temporaryFolder, whole } from "./harness.mjs";

const ROUNDS = Number(process.env.KILLS ?? 6);
const SEED = Number(process.env.SEED ?? Date.now() % 100_000);
/** Decisions only: each one is a step that undo takes back. */
const DECIDE = ["Enter", "p", "o", "g", "l", "x", ".", "]"];
/** To a suggestion, a mark, a word. */
const MOVE = ["j", "Shift+J", "ArrowRight", "ArrowLeft"];

test(`SIGKILL at ${ROUNDS} random moments loses nothing that was shown as saved`, async (t) => {
  t.diagnostic(`seed ${SEED}`);
  const random = generator(SEED);
  const { address } = await servePage(t);
  let browser;
  // Hooks run in order: the browser is gone before its profile is removed.
  t.after(() => browser?.kill());
  const profile = temporaryFolder(t);
  const counts = { decisions: 0, shown: 0, unshown: 0 };

  browser = await launch(profile, address);
  for (const text of [articles()[0].text, "Ann Li of Acme met Bob Ray in Rome on Monday. ".repeat(30)]) {
    await browser.desk.tag(text);
  }
  await browser.desk.saved();
  for (let round = 1; round <= ROUNDS; round += 1) {
    const before = await annotateUntilKilled(browser, random, counts);
    browser = await launch(profile, address);
    await compare(browser.desk, before, counts, `round ${round}`);
  }
  t.diagnostic(`${ROUNDS} kills, ${counts.decisions} keys, ${counts.shown} saved states shown; ` +
    `${counts.unshown} entries were kept that the page had not yet shown as saved; lost: 0`);
});

/** Opens an article, annotates, and kills the browser; what the page last showed as saved. */
async function annotateUntilKilled({ desk, kill }, random, counts) {
  const one = (list) => list[Math.floor(random() * list.length)];
  const items = desk.page.getByRole("list", { name: "Articles" }).getByRole("button");
  const article = Math.floor(random() * (await items.count()));
  await items.nth(article).click();
  const seen = { article, ...(await state(desk)) };
  await desk.page.exposeFunction("shown", (state) => {
    counts.shown += 1;
    Object.assign(seen, { seq: state.seq, marks: whole(state.marks) });
  });
  await watch(desk.page);

  const over = Date.now() + 200 + random() * 1300;
  const killed = sleep(over - Date.now()).then(kill);
  while (Date.now() < over) {
    try {
      await desk.press(one(MOVE), one(DECIDE));
      counts.decisions += 1;
    } catch {
      break;
    }
  }
  await killed;
  return seen;
}

/** Tells the test of every state that the page shows as saved: the journal entry, and the pieces as painted. */
function watch(page) {
  return page.evaluate(() => {
    const save = document.querySelector("[data-save-state]");
    const tell = () => {
      if (save.dataset.saveState !== "saved") return;
      const marks = [...document.querySelectorAll("#article mark")].map(({ dataset, textContent }) => {
        const { start, end, label, status } = dataset;
        return { start, end, label, status, text: textContent };
      });
      window.shown({ seq: Number(save.dataset.savedSeq), marks });
    };
    new MutationObserver(tell).observe(save, { attributes: true });
  });
}

/** Presses a key, and waits until what it does is painted, so that no second press is made for want of the first. */
async function step(desk, key) {
  await desk.press(key);
  await desk.saved();
  await desk.drawn();
}

async function state(desk) {
  const seq = await desk.saved();
  await desk.drawn();
  return { seq, marks: await desk.marks() };
}

/**
 * After a restart the article is open, every saved entry is there, and undo leads back to what was shown. An entry beyond
 * that is a decision, which undo takes back, or what the tagger suggests after one: only what was decided is compared then.
 */
async function compare(desk, before, counts, round) {
  const items = desk.page.getByRole("list", { name: "Articles" }).getByRole("button");
  await desk.article.locator("mark").first().waitFor();
  assert.equal(await items.nth(before.article).getAttribute("aria-current"), "true", `${round}: the open article`);
  const after = await state(desk);
  assert.ok(after.seq >= before.seq, `${round}: entry ${before.seq} was shown as saved, ${after.seq} is the last kept`);
  counts.unshown += after.seq - before.seq;
  const compared = after.seq > before.seq ? decided : lines;
  const shown = compared(before.marks);
  let undone = 0;
  while (undone < after.seq - before.seq && !isDeepStrictEqual(compared(await desk.marks()), shown)) {
    await step(desk, "u");
    undone += 1;
  }
  assert.deepEqual(compared(await desk.marks()), shown, `${round}: entry ${before.seq}`);
  // The step before may be one in the other article: undo goes there.
  await step(desk, "u");
  assert.match(await desk.page.getByRole("status").innerText(), /^Undone: /, `${round}: undo goes on`);
  await step(desk, "Shift+U");
  await items.nth(before.article).click();
  await desk.drawn();
  assert.deepEqual(decided(await desk.marks()), decided(before.marks), `${round}: redo`);
  assert.deepEqual(desk.complaints, []);
}

/** What the reader has decided. */
function decided(marks) {
  return lines(marks.filter((mark) => mark.status !== "suggested"));
}

/** Chromium in a process group of its own, so that all of it can be killed at once. */
async function launch(profile, address) {
  const args = [...CHROMIUM_ARGS, "--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
  const child = spawn(CHROMIUM, [...args, "about:blank"], { detached: true, stdio: ["ignore", "ignore", "pipe"] });
  const exited = once(child, "exit");
  const kill = () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
    return exited;
  };
  const endpoint = await listening(child);
  const browser = await chromium.connectOverCDP(endpoint);
  const context = browser.contexts()[0];
  const desk = new Desk(context.pages()[0] ?? (await context.newPage()), address);
  await desk.open();
  return { desk, kill };
}

async function listening(child) {
  for await (const line of createInterface({ input: child.stderr })) {
    const [, endpoint] = /^DevTools listening on (.*)/.exec(line) ?? [];
    if (endpoint) return endpoint;
  }
  throw new Error("Chromium did not start");
}

/** Random numbers from 0 to 1, the same for a seed: a linear congruential generator. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
