// Takes a picture of every view of the built page, in both themes and three widths, into tests/e2e/output, for a person
// to look at: `node --test tests/e2e/shots.mjs`.
import { test } from "node:test";
import { openDesk } from "./harness.mjs";
import { VIEWS } from "./views.mjs";

for (const width of [320, 768, 1440]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${width} px, ${colorScheme}`, async (t) => {
      const viewport = { width, height: 900 };
      const desk = await openDesk(t, { colorScheme, viewport, reducedMotion: "reduce" });
      for (const [number, { view, show, leave }] of VIEWS.entries()) {
        await show(desk);
        const place = String(number).padStart(2, "0");
        await desk.picture(`${width} ${colorScheme} ${place} ${view}`);
        await leave(desk);
      }
    });
  }
}
