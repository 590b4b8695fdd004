// For everyone: no violation that axe-core finds, all of it by keyboard, in narrow windows and at 200 %.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FOR_AXE, articles, file, lines, openDesk } from "./harness.mjs";
import { VIEWS } from "./views.mjs";

const [{ text }] = articles();

for (const colorScheme of ["light", "dark"]) {
  test(`axe-core finds nothing in the ${colorScheme} page`, async (t) => {
    const desk = await openDesk(t, { colorScheme, ...FOR_AXE });
    for (const { view, show, leave } of VIEWS) {
      await t.test(view, async () => {
        await show(desk);
        assert.deepEqual(await desk.violations(), []);
        await leave(desk);
      });
    }
  });
}

for (const colorScheme of ["light", "dark"]) {
  test(`what stands in empty fields can be read in the ${colorScheme} page`, async (t) => {
    const desk = await openDesk(t, { colorScheme });
    await desk.tag("Anna Berg left Oslo.");
    await desk.button("Edit labels").click();
    const fields = await desk.page.locator("[placeholder]").evaluateAll((fields) => {
      const light = (color) => {
        const parts = color.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255);
        const [red, green, blue] = parts.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
      };
      /** What is painted behind an element. */
      const ground = (it) => {
        const { backgroundColor } = getComputedStyle(it);
        return backgroundColor === "rgba(0, 0, 0, 0)" ? ground(it.parentElement) : backgroundColor;
      };
      return fields.map((field) => {
        const { color, opacity } = getComputedStyle(field, "::placeholder");
        const [pale, dark] = [light(color), light(ground(field))].sort((a, b) => b - a);
        return { name: field.placeholder, opacity, contrast: pale / dark };
      });
    });
    assert.ok(fields.length >= 4, `${fields.length} fields`);
    for (const { name, opacity, contrast } of fields) {
      assert.equal(opacity, "1", name);
      assert.ok(contrast >= 4.5, `${name}: ${contrast}`);
    }
  });
}

test("everything is reached by keyboard, and its focus is seen", async (t) => {
  const desk = await openDesk(t);
  await desk.page.getByRole("textbox", { name: "Article text" }).focus();
  await desk.page.keyboard.insertText(text);
  await desk.press("Control+Enter");
  await desk.tagged();

  await t.test("Tab goes through the page in its order and comes back", async () => {
    const expected = await desk.page.evaluate(() => {
      const wanted = [...document.querySelectorAll("button, input, [tabindex]")];
      return wanted.filter((it) => !it.disabled && it.tabIndex >= 0 && it.checkVisibility()).length;
    });
    await desk.page.evaluate(() => document.body.focus());
    const places = [];
    let invisible = 0;
    for (let step = 0; step < expected + 2; step += 1) {
      await desk.press("Tab");
      const focus = await desk.page.evaluate(() => {
        const it = document.activeElement;
        const all = [...document.querySelectorAll("*")];
        return { place: all.indexOf(it), outline: getComputedStyle(it).outlineStyle, name: it.tagName };
      });
      if (focus.name === "BODY") continue;
      if (focus.outline === "none") invisible += 1;
      places.push(focus.place);
    }
    const round = places.slice(0, expected);
    assert.equal(new Set(round).size, expected);
    assert.ok(round.filter((place, index) => place < round[index - 1]).length <= 1, "in the order of the page");
    assert.equal(invisible, 0, "places where the focus is not seen");
  });

  await t.test("a key typed in a field is no command", async () => {
    const before = lines(await desk.marks());
    await desk.button("Edit labels").click();
    const name = desk.page.getByRole("textbox", { name: "New label" });
    await name.focus();
    await desk.press("x", "u", "p", "j");
    assert.equal(await name.inputValue(), "xupj");
    await desk.closeDialog();
    await desk.button("Paste another").click();
    const box = desk.page.getByRole("textbox", { name: "Article text" });
    await box.focus();
    await desk.press("x", "u", "p", "Shift+D", "?");
    assert.equal(await box.inputValue(), "xupD?");
    assert.equal(await desk.page.getByRole("dialog").count(), 0);
    await desk.page.getByRole("list", { name: "Articles" }).getByRole("button").first().click();
    assert.deepEqual(lines(await desk.marks()), before);
  });

  await t.test("a dialog takes the focus, closes on Escape, and gives it back", async () => {
    const button = desk.button("Keys");
    await button.focus();
    await desk.press("Enter");
    const inside = await desk.page.evaluate(() => document.activeElement.closest("dialog") !== null);
    assert.ok(inside, "the focus is in the dialog");
    await desk.closeDialog();
    const back = await desk.page.evaluate(() => document.activeElement.textContent);
    assert.equal(back, "Keys");
  });
});

/** A zoom of 200 % halves the width that the page has. */
const NARROW = [
  { what: "320 px", viewport: { width: 320, height: 800 } },
  { what: "400 px", viewport: { width: 400, height: 800 } },
  { what: "200 % of 800 px", viewport: { width: 400, height: 400 }, deviceScaleFactor: 2 },
];

for (const { what, ...window } of NARROW) {
  test(`no scrolling sideways at ${what}`, async (t) => {
    const desk = await openDesk(t, window);
    const excess = () => desk.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok((await excess()) <= 0, `paste page: ${await excess()} px`);
    await desk.tag(text);
    assert.ok((await excess()) <= 0, `article: ${await excess()} px`);
    const concordance = () => desk.press("j", "Shift+C");
    await desk.article.locator("mark").nth(3).click();
    assert.ok((await excess()) <= 0, `with the menu: ${await excess()} px`);
    await desk.press("Escape");
    const views = ["Keys", "Export", "Edit labels", "Accept all sure…"].map((name) => [name, () => desk.button(name).click()]);
    for (const [name, show] of [...views, ["a concordance", concordance]]) {
      await show();
      const { scrollWidth, clientWidth } = await desk.page.locator("dialog > .content").evaluate((it) => ({ scrollWidth: it.scrollWidth, clientWidth: it.clientWidth }));
      assert.ok(scrollWidth <= clientWidth, `${name}: ${scrollWidth - clientWidth} px`);
      await desk.closeDialog();
    }
  });
}

for (const [width, height] of [[640, 400], [360, 740], [768, 1024]]) {
  test(`what is worked on and what went wrong are in view at ${width} × ${height}`, async (t) => {
    const desk = await openDesk(t, { viewport: { width, height } });
    await desk.tag(text);
    /** What of the cursor's mark lies under something else, or out of the window. */
    const hidden = () =>
      desk.article.locator("mark[aria-current]").evaluateAll((pieces) =>
        pieces.flatMap((it) => [...it.getClientRects()]).filter(({ left, top, bottom }) => {
          const seen = [top + 2, bottom - 2].map((y) => document.elementFromPoint(left + 2, y));
          return !seen.every((it) => it?.closest("#article"));
        }),
      );
    const walk = async (key) => {
      for (let step = 0; step < 20; step += 1) {
        await desk.press(key);
        assert.deepEqual(await hidden(), [], `${key}, ${step + 1}`);
      }
    };
    await walk("Shift+J");
    await desk.import(file("broken.json", "{"));
    await desk.complaint();
    const { y } = await desk.button("Dismiss").boundingBox();
    assert.ok(y >= 0 && y < height, `the alert's button is at ${y}`);
    await walk("Shift+K");
  });
}

/** What is wider than its place: boxes that are drawn beside the window, and those whose text is. */
const wide = (desk, within) =>
  desk.page.locator(within).evaluateAll((all) =>
    all
      .flatMap((it) => [it, ...it.querySelectorAll("li, button, th, dd, span")])
      .filter((it) => it.getBoundingClientRect().right > innerWidth || (it.clientWidth > 0 && it.scrollWidth > it.clientWidth + 1))
      .map(({ tagName, className, scrollWidth, clientWidth }) => `${tagName} ${className}: ${scrollWidth} > ${clientWidth}`),
  );

for (const width of [320, 1280]) {
  test(`a name of 200 letters has its place at ${width} px`, async (t) => {
    const desk = await openDesk(t, { viewport: { width, height: 800 } });
    await desk.tag(text);
    const long = { id: "long", text: "Acme grew.", annotations: [{ start: 0, end: 4, label: "X".repeat(200), status: "confirmed" }] };
    await desk.import(file("long.jsonl", JSON.stringify(long)));
    await desk.page.getByRole("list", { name: "Articles" }).getByRole("listitem").nth(1).waitFor();
    await desk.button("Edit labels").click();
    const field = desk.page.getByRole("textbox", { name: /^Name of X{200}$/ });
    await field.scrollIntoViewIfNeeded();
    assert.deepEqual(await wide(desk, "dialog > .content, .label-table tr"), []);
    const { width: room } = await field.boundingBox();
    assert.ok(room > 100, `the field of the name has ${room} px`);
    await desk.closeDialog();
    await desk.article.locator("mark").nth(3).click();
    await desk.page.getByRole("toolbar", { name: "Label menu" }).waitFor();
    assert.deepEqual(await wide(desk, ".label-menu, aside .labels"), []);
  });
}

test("a narrow window has a way on after the article, and every choice is large enough to press", async (t) => {
  const desk = await openDesk(t, { viewport: { width: 400, height: 800 } });
  for (const text of ["Ann left Oslo.", "Bo left Rome."]) await desk.tag(text);
  const low = await desk.page.locator("select, summary").evaluateAll((all) => all.filter((it) => it.checkVisibility()).map((it) => it.clientHeight).filter((it) => it < 22));
  assert.deepEqual(low, [], "without their frames");
  await desk.button("Mark done and go to the next article").click();
  await desk.article.getByText("Ann left Oslo.").waitFor();
  assert.match((await desk.queue())[1], /Done/);
});

test("a dialog says what happens in it; a label wants a name", async (t) => {
  const desk = await openDesk(t);
  await desk.button("Edit labels").click();
  const dialog = desk.page.getByRole("dialog");
  const name = desk.page.getByRole("textbox", { name: "New label" });
  await desk.button("Add label").click();
  await dialog.getByRole("alert").getByText("A label needs a name. Nothing was changed.").waitFor();
  assert.ok(await name.evaluate((it) => it === document.activeElement), "the field has the focus");
  await desk.page.keyboard.insertText("Court of law");
  await desk.press("Enter");
  await dialog.getByRole("status").getByText("Added the label “Court of law”.").waitFor();
});

test("the marks of a label become those of another, and undo gives them back", async (t) => {
  const desk = await openDesk(t);
  await desk.tag("Anna Berg left Oslo.");
  const marked = async () => (await desk.marks()).map(({ label }) => label);
  const before = await marked();
  assert.ok(before.includes("GPE"), before.join());
  await desk.button("Edit labels").click();
  const dialog = desk.page.getByRole("dialog");
  assert.equal(await desk.page.getByRole("combobox", { name: "Marks of" }).inputValue(), "", "nobody has chosen");
  await desk.page.getByRole("combobox", { name: "Marks of" }).selectOption("GPE");
  await desk.page.getByRole("combobox", { name: "become" }).selectOption("LOC");
  await desk.button("Merge labels").click();
  await dialog.getByRole("status").getByText("What was “Country, city, state” is “Other place” now.").waitFor();
  await desk.closeDialog();
  assert.deepEqual(await marked(), before.map((label) => (label === "GPE" ? "LOC" : label)));
  await desk.press("u");
  assert.deepEqual(await marked(), before);
});

test("where colours are forced, those that mean something stay", async (t) => {
  const desk = await openDesk(t, { forcedColors: "active" });
  await desk.tag(text);
  const ground = (seen) => seen.first().evaluate((it) => getComputedStyle(it).backgroundColor);
  const blank = await ground(desk.page.getByRole("main"));
  assert.notEqual(await ground(desk.page.locator(".labels .swatch")), blank);
  await desk.press("j", "Enter");
  await desk.button("Progress").click();
  assert.notEqual(await ground(desk.page.locator(".fill")), blank);
  await desk.closeDialog();
  await desk.tag("Anna Berg left Oslo.");
  const bars = await desk.page.locator(".item button").evaluateAll((items) => items.map((it) => getComputedStyle(it).borderInlineStartColor));
  assert.equal(bars.length, 2);
  assert.notEqual(bars[0], bars[1], "which article is open is seen");
});
