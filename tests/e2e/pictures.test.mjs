// Pictures of the page for the README, and for a person to look at: tests/e2e/output/*.png.
import { test } from "node:test";
import { articles, openDesk } from "./harness.mjs";

const [{ text }] = articles();

for (const colorScheme of ["light", "dark"]) {
  test(`pictures of the ${colorScheme} page`, async (t) => {
    const desk = await openDesk(t, { colorScheme });
    await desk.picture(`${colorScheme}-paste`);
    await annotated(desk);
    await desk.picture(colorScheme);
    for (const [name, button] of [["labels", "Edit labels"], ["keys", "Keys"], ["export", "Export"]]) {
      await desk.button(button).click();
      await desk.picture(`${colorScheme}-${name}`);
      await desk.closeDialog();
    }
  });
}

test("pictures of a narrow page", async (t) => {
  const desk = await openDesk(t, { viewport: { width: 420, height: 860 } });
  await desk.picture("narrow-paste");
  await annotated(desk);
  await desk.picture("narrow");
  await desk.button("Edit labels").click();
  await desk.picture("narrow-labels");
});

/** An article that someone is half through. */
async function annotated(desk) {
  await desk.tag(text);
  // The date is right; the city is relabelled; the next ones are right again.
  await desk.press("j", "Enter", "g", "j");
  for (let decision = 0; decision < 6; decision += 1) await desk.press("Enter");
  await desk.saved();
}
