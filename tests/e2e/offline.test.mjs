// After the first visit the page needs no network: its files and its model are kept, and what is damaged is fetched anew.
import assert from "node:assert/strict";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { articles, DIST, lines, openDesk, temporaryFolder } from "./harness.mjs";

const [SAMPLE] = articles();

test("after the first visit the page opens and tags with the network off", async (t) => {
  const desk = await openDesk(t);
  await desk.tag(SAMPLE.text);
  const marks = lines(await desk.marks());
  await desk.saved();
  await kept(desk);
  await desk.unplug();

  await desk.page.reload();
  await desk.article.locator("mark").first().waitFor();
  assert.deepEqual(lines(await desk.marks()), marks, "what was done is there again");
  await desk.tag(SAMPLE.text);
  assert.deepEqual(lines(await desk.marks()), marks, "and another is tagged alike");
  // The program that reads files was not loaded before.
  await desk.import({ name: "one.txt", mimeType: "text/plain", buffer: Buffer.from("Ann Li flew to Rome.") });
  await desk.page.getByRole("list", { name: "Articles" }).getByRole("button").nth(2).waitFor();
  assert.deepEqual(desk.complaints, []);
});

test("the model is fetched once, and a damaged copy is replaced", async (t) => {
  const desk = await openDesk(t);
  let fetched = 0;
  desk.page.on("request", (request) => (fetched += Number(request.url().includes("/models/"))));
  const visit = async () => {
    fetched = 0;
    await desk.page.reload();
    await desk.page.getByText("Tagger ready").waitFor();
    return fetched;
  };
  await kept(desk);
  const whole = await desk.page.evaluate(modelCopy);
  assert.equal(await visit(), 0, "the copy that was kept is used");

  await desk.page.evaluate(damage);
  assert.notEqual(await desk.page.evaluate(modelCopy), whole);
  assert.equal(await visit(), 1, "the damage is noticed");
  for (let tries = 0; tries < 100 && (await desk.page.evaluate(modelCopy)) !== whole; tries += 1) {
    await desk.page.waitForTimeout(50);
  }
  assert.equal(await desk.page.evaluate(modelCopy), whole, "and a whole copy is kept");
  assert.equal(await visit(), 0);
  await desk.tag("Angela Merkel went to Berlin.");
  assert.ok((await desk.marks()).some(({ text, label }) => text === "Berlin" && label === "GPE"));
  assert.deepEqual(desk.complaints, []);
});

test("another deploy is seen at once, and takes the place of what was kept", async (t) => {
  const folder = temporaryFolder(t);
  cpSync(DIST, folder, { recursive: true });
  const desk = await openDesk(t, { folder });
  await kept(desk);
  const caches = () => desk.page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("postil http")));
  const [first] = await caches();

  change(join(folder, "index.html"), "<title>Postil</title>", "<title>Postil anew</title>");
  change(join(folder, "service-worker.js"), /const VERSION = ".*"/, 'const VERSION = "another"');
  await desk.page.reload();
  assert.equal(await desk.page.title(), "Postil anew");
  for (let tries = 0; tries < 200 && (await caches()).includes(first); tries += 1) await desk.page.waitForTimeout(50);
  const second = await caches();
  assert.deepEqual([second.length, second[0].endsWith(" another")], [1, true]);

  await desk.unplug();
  await desk.page.reload();
  await desk.page.getByText("Tagger ready").waitFor();
  assert.equal(await desk.page.title(), "Postil anew");
  assert.deepEqual(desk.complaints, []);
});

test("the page shows how far the model is", async (t) => {
  let arrive;
  const arrived = new Promise((resolve) => (arrive = resolve));
  const desk = await openDesk(t, {
    prepare: (context) =>
      context.route("**/models/**", async (route) => {
        await arrived;
        await route.continue();
      }),
  });
  const bar = desk.page.getByRole("progressbar", { name: "Loading the tagger" });
  await bar.waitFor();
  arrive();
  await desk.page.getByText("Tagger ready").waitFor();
  assert.equal(await bar.count(), 0);
});

/** Changes a file as another build would. */
function change(file, from, to) {
  const before = readFileSync(file, "utf8");
  assert.notEqual(before.replace(from, to), before);
  writeFileSync(file, before.replace(from, to));
}

/** Waits until the files and the model are kept. */
async function kept(desk) {
  await desk.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const shelf = await caches.open("postil models");
    while ((await shelf.keys()).length === 0) await new Promise((wait) => setTimeout(wait, 20));
  });
}

/** A digest of the copy of the model, as text. Runs in the page. */
async function modelCopy() {
  const shelf = await caches.open("postil models");
  const [address] = await shelf.keys();
  // Between two copies there is none.
  const copy = (await shelf.match(address ?? "")) ?? new Response();
  const digest = await crypto.subtle.digest("SHA-256", await copy.arrayBuffer());
  return String(new Uint8Array(digest));
}

/** Changes a byte in the middle of the copy. Runs in the page. */
async function damage() {
  const shelf = await caches.open("postil models");
  const [address] = await shelf.keys();
  const bytes = new Uint8Array(await (await shelf.match(address)).arrayBuffer());
  bytes[bytes.length >> 1] ^= 1;
  await shelf.put(address, new Response(bytes));
}
