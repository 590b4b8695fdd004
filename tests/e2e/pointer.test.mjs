// The desk by pointer: the menu of labels beside what was chosen, and edges that are dragged, with a mouse and by touch.
import assert from "node:assert/strict";
import { test } from "node:test";
import { file, openDesk } from "./harness.mjs";

const TEXT = `Ann Lee met the harbour board of Velsand on Monday. Nobody else came to the long meeting.

It rained in Brekke all week, and the tug Corvina lay idle beside the old fish market of the town.`;

const mark = (words, label, status = "confirmed") => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length, label, status });
const LINE = { id: "a", text: TEXT, status: "open", annotations: [mark("Ann Lee", "PERSON", "suggested"), mark("Velsand", "GPE"), mark("Corvina", "PRODUCT")] };

async function deskWith(t, options) {
  const desk = await openDesk(t, options);
  await desk.import(file("one.jsonl", JSON.stringify(LINE)));
  await desk.article.locator("mark").first().waitFor();
  await desk.saved();
  return desk;
}

const menu = (desk) => desk.page.getByRole("toolbar", { name: "Label menu" });
const item = (desk, name) => menu(desk).getByRole("button", { name, exact: true });
const labels = async (desk) => (await desk.marks()).map(({ text, label, status }) => `${text} ${label} ${status}`);
const selected = (desk) => desk.article.locator("[data-selected]").evaluateAll((runs) => runs.map((run) => run.textContent).join(""));
const focused = (desk) => desk.page.evaluate(() => document.activeElement.id);
const closed = (desk) => menu(desk).waitFor({ state: "detached" });

/** Opens the menu of a mark. */
async function open(desk, words) {
  await desk.article.locator("mark", { hasText: words }).click();
  await menu(desk).waitFor();
}

/** The middle of the handle of an edge. */
async function handle(desk, edge) {
  const { x, y, width, height } = await desk.article.locator(`.handle[data-edge=${edge}]`).boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where words are drawn: their box in the window. */
function place(desk, words) {
  return desk.page.evaluate((words) => {
    const walker = document.createTreeWalker(document.querySelector("#article .body"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(words);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + words.length);
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { left, right, top, bottom, x: (left + right) / 2, y: (top + bottom) / 2 };
    }
    throw new Error(`${words} are not drawn`);
  }, words);
}

/** Asserts that the menu is in the window and does not cover what the cursor is on. */
async function beside(desk) {
  const { menu, cursor, window } = await desk.page.evaluate(() => {
    const box = (it) => it.getBoundingClientRect().toJSON();
    const cursor = [...document.querySelectorAll("#article [aria-current], #article [data-selected]")].map(box);
    return { menu: box(document.getElementById("label-menu")), cursor, window: [innerWidth, innerHeight] };
  });
  assert.ok(menu.left >= 0 && menu.right <= window[0], `from ${menu.left} to ${menu.right} of ${window[0]}`);
  assert.ok(menu.top >= 0 && menu.bottom <= window[1], `from ${menu.top} to ${menu.bottom} of ${window[1]}`);
  for (const { top, bottom } of cursor) assert.ok(menu.top >= bottom || menu.bottom <= top, "it covers what was chosen");
}

test("the menu of labels, by mouse", async (t) => {
  const desk = await deskWith(t);
  const { page } = desk;
  const drag = async (from, to) => {
    const [start, end] = [await place(desk, from), await place(desk, to)];
    await page.mouse.move(start.left + 2, start.y);
    await page.mouse.down();
    await page.mouse.move(end.x, end.y, { steps: 5 });
    await page.mouse.up();
  };

  await t.test("comes with a drag, labels, and gives the focus back", async () => {
    await drag("harbour", "board");
    assert.equal(await selected(desk), "harbour board");
    await beside(desk);
    assert.equal(await focused(desk), "article");
    assert.match(await page.locator("[aria-live]").innerText(), /“harbour board”, not labelled\. Tab goes to the menu/);
    await item(desk, "Organisation").click();
    await closed(desk);
    assert.equal(await focused(desk), "article");
    assert.ok((await labels(desk)).includes("harbour board ORG confirmed"));
  });

  await t.test("comes with a double click, not with a click, and keys work beside it", async () => {
    const meeting = await place(desk, "meeting");
    await page.mouse.click(meeting.x, meeting.y);
    assert.equal(await selected(desk), "meeting");
    assert.equal(await menu(desk).count(), 0);
    await page.mouse.dblclick(meeting.x, meeting.y);
    await menu(desk).waitFor();
    await desk.press("e");
    await closed(desk);
    assert.ok((await labels(desk)).includes("meeting EVENT confirmed"));
    await desk.press("u");
  });

  await t.test("of a suggestion has what can be decided about it", async () => {
    await desk.article.locator("mark", { hasText: "Ann Lee" }).click();
    assert.deepEqual((await menu(desk).getByRole("button").allInnerTexts()).slice(0, 2).map((it) => it.split(/\s/).at(-1)), ["Accept", "Refuse"]);
    assert.equal(await item(desk, "Person").getAttribute("aria-pressed"), "true");
    await item(desk, "Refuse").click();
    assert.ok(!(await labels(desk)).some((it) => it.startsWith("Ann Lee")));
    await desk.press("u");
    await desk.article.locator("mark", { hasText: "Velsand" }).click();
    assert.equal(await item(desk, "Accept").count(), 0);
    await item(desk, "Remove").click();
    assert.ok(!(await labels(desk)).some((it) => it.startsWith("Velsand")));
    await desk.press("u");
  });

  await t.test("is walked with arrow keys, and closes on Escape and on a press elsewhere", async () => {
    await open(desk, "Corvina");
    await desk.press("Tab", "ArrowRight", "ArrowRight", "ArrowLeft");
    assert.equal(await page.evaluate(() => document.activeElement.textContent.trim().replace(/^\w(?=[A-Z])/, "")), "Person");
    await desk.press("Escape");
    await closed(desk);
    assert.equal(await focused(desk), "article");
    assert.equal((await desk.current()).text, "Corvina", "the mark is still chosen");
    await open(desk, "Corvina");
    await desk.press("Tab", "ArrowRight", "Enter");
    assert.ok((await labels(desk)).includes("Corvina PERSON confirmed"), "Enter is the button's");
    await desk.press("u");
    await open(desk, "Corvina");
    await page.mouse.click(5, 400);
    await closed(desk);
  });

  await t.test("a click is a click, also where all of the page is selected", async () => {
    await desk.article.focus();
    await desk.press("Escape", "Control+a");
    await open(desk, "Velsand");
    assert.equal((await desk.current()).text, "Velsand");
    await desk.press("Escape");
  });

  await t.test("a drag that strays ends with its paragraph, and none begins beside the article", async () => {
    const pull = async (from, to) => {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 5 });
      await page.mouse.up();
    };
    const inside = await place(desk, "idle");
    const [top, queue] = await Promise.all(["banner", "navigation"].map((role) => page.getByRole(role).boundingBox()));
    for (const outside of [{ x: top.x + 5, y: top.y + 5 }, { x: queue.x + 40, y: queue.y + queue.height - 40 }]) {
      await pull(inside, outside);
      await menu(desk).waitFor();
      assert.match(await selected(desk), /^It rained .* idle$|^idle .* of the town$/);
      await desk.press("Escape", "Escape");
      await pull(outside, inside);
      await desk.drawn();
      assert.equal(await menu(desk).count(), 0);
      assert.equal(await selected(desk), "");
    }
  });

  await t.test("is not opened by keys", async () => {
    await desk.press("Shift+J", "Shift+J", "ArrowRight", "Shift+ArrowRight");
    assert.equal(await menu(desk).count(), 0);
  });

  await t.test("edges are dragged by word, and with Alt by character, in one step", async () => {
    await desk.press("Escape", "Shift+J", "Shift+J");
    const before = await labels(desk);
    const pull = async (edge, words, alt = false) => {
      const [from, to] = [await handle(desk, edge), await place(desk, words)];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      if (alt) await page.keyboard.down("Alt");
      await page.mouse.move(to.x, to.y, { steps: 6 });
      await page.mouse.up();
      if (alt) await page.keyboard.up("Alt");
    };
    assert.equal((await desk.current()).text, "harbour board");
    await pull("right", "Velsan");
    assert.equal((await desk.current()).text, "harbour board of Velsand");
    await pull("left", "met");
    assert.equal((await desk.current()).text, "met the harbour board of Velsand");
    await desk.press("u", "u");
    assert.deepEqual(await labels(desk), before);
    await desk.press("Escape", "Shift+J", "Shift+J");
    await pull("right", "oar", true);
    assert.match((await desk.current()).text, /^harbour bo?a?r?$/);
    await desk.press("u");
  });

  await t.test("a drag over all of what is chosen chooses it again", async () => {
    await desk.press("Escape", "Shift+J", "Shift+J");
    assert.equal((await desk.current()).text, "harbour board");
    const { left, right, y } = await place(desk, "harbour board");
    for (const [from, to] of [[left + 4, right - 4], [right - 4, left + 4], [left - 3, right + 3], [right + 3, left - 3]]) {
      await page.mouse.move(from, y);
      await page.mouse.down();
      await page.mouse.move(to, y, { steps: 6 });
      await page.mouse.up();
      await menu(desk).waitFor();
      assert.equal((await desk.current()).text, "harbour board", `from ${from} to ${to}`);
      await desk.press("Escape");
    }
  });

  await t.test("only the main button drags an edge", async () => {
    await desk.press("Escape");
    await open(desk, "Velsand");
    await desk.press("Escape");
    const before = await labels(desk);
    const [from, to] = [await handle(desk, "right"), await place(desk, "Nobody")];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down({ button: "right" });
    await page.mouse.move(to.x, to.y, { steps: 3 });
    assert.equal(await page.locator("[data-dragging]").count(), 0);
    await page.mouse.up({ button: "right" });
    assert.deepEqual(await labels(desk), before);
  });

  assert.deepEqual(desk.complaints, []);
});

for (const width of [320, 1000]) {
  test(`the menu stays in a window of ${width} px, at every edge`, async (t) => {
    const desk = await deskWith(t, { viewport: { width, height: 700 } });
    for (const words of ["Ann Lee", "Velsand", "Corvina"]) {
      await open(desk, words);
      await beside(desk);
      await desk.press("Escape");
    }
    // At the lower edge of a low window there is room above only.
    await desk.page.setViewportSize({ width, height: width < 500 ? 560 : 480 });
    const last = desk.article.locator("mark", { hasText: "Corvina" });
    await last.evaluate((it) => it.scrollIntoView({ block: "end" }));
    await last.click();
    await menu(desk).waitFor();
    await beside(desk);
  });
}

test("the menu stays beside a scrollbar", async (t) => {
  const desk = await deskWith(t, { viewport: { width: 1000, height: 420 }, ignoreDefaultArgs: ["--hide-scrollbars"] });
  for (const words of ["Ann Lee", "Velsand", "Corvina"]) {
    await open(desk, words);
    const [bar, beyond] = await desk.page.evaluate(() => {
      const { offsetWidth, clientWidth, scrollWidth } = document.getElementById("label-menu").offsetParent;
      return [offsetWidth - clientWidth, scrollWidth - clientWidth];
    });
    assert.ok(bar > 5, "there is one");
    assert.equal(beyond, 0, `${words}: the menu is that much under it`);
    await desk.press("Escape");
  }
});

test("by touch: a tap, a long press, a dragged edge", async (t) => {
  const desk = await deskWith(t, { viewport: { width: 820, height: 1100 }, hasTouch: true, isMobile: true });
  const { page } = desk;
  const session = await page.context().newCDPSession(page);
  const touch = (type, x, y) => session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });

  await t.test("a tap on a word opens the menu, whose buttons are large", async () => {
    const { x, y } = await place(desk, "market");
    await page.touchscreen.tap(x, y);
    await menu(desk).waitFor();
    assert.equal(await selected(desk), "market");
    await beside(desk);
    const { height } = await item(desk, "Building or site").boundingBox();
    assert.ok(height >= 44, `${height} px`);
  });

  await t.test("an edge is dragged to more words", async () => {
    const [from, to] = [await handle(desk, "left"), await place(desk, "old")];
    await touch("touchStart", from.x, from.y);
    for (const part of [0.3, 0.6, 1]) await touch("touchMove", from.x + (to.x - from.x) * part, from.y);
    await touch("touchEnd");
    assert.equal(await selected(desk), "old fish market");
    assert.equal(await page.evaluate(() => scrollY), 0, "the page does not scroll with it");
    await desk.press("f");
    assert.ok((await labels(desk)).includes("old fish market FAC confirmed"));
  });

  await t.test("a tap on a mark opens its menu", async () => {
    await desk.article.locator("mark", { hasText: "Ann Lee" }).tap();
    await item(desk, "Accept").tap();
    await closed(desk);
    assert.ok((await labels(desk)).includes("Ann Lee PERSON confirmed"));
  });

  await t.test("a tap on a word under a handle is one on the word", async () => {
    await desk.article.locator("mark", { hasText: "Velsand" }).tap();
    await menu(desk).waitFor();
    const { x, y } = await place(desk, "of");
    assert.equal(await page.evaluate(([x, y]) => document.elementFromPoint(x, y).className, [x, y]), "handle");
    await page.touchscreen.tap(x, y);
    assert.equal(await selected(desk), "of");
    await menu(desk).waitFor();
  });

  await t.test("a long press selects a word and opens the menu", async () => {
    const { x, y } = await place(desk, "rained");
    await touch("touchStart", x, y);
    await page.waitForTimeout(1_200);
    await touch("touchEnd");
    await menu(desk).waitFor();
    assert.equal(await selected(desk), "rained");
  });

  assert.deepEqual(desk.complaints, []);
});
