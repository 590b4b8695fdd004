// A real Chromium on the built page: what every end-to-end test starts from.
import { mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { host } from "../../scripts/host.mjs";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Where tests leave pictures and downloads for a person to look at. */
export const OUTPUT = join(ROOT, "tests/e2e/output");

export const CHROMIUM = "/usr/bin/chromium";
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A new empty folder, removed when the test ends. */
export function temporaryFolder(test) {
  const folder = mkdtempSync(join(tmpdir(), "postil-"));
  test.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Serves the built page, under a path as a project page of a static host would have it. */
export async function servePage(test, path = "/some/sub/path/") {
  const server = await host(join(ROOT, "dist"), { path });
  test.after(server.close);
  return server;
}

/**
 * Opens the page in a fresh browser profile (or in `profile`, to come back to one).
 * Whatever the page complains about on its console, and every request that leaves its server, is kept in
 * `desk.complaints`.
 */
export async function openDesk(test, { profile = temporaryFolder(test), server, ...options } = {}) {
  server ??= await servePage(test);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: CHROMIUM_ARGS,
    acceptDownloads: true,
    viewport: { width: 1360, height: 850 },
    ...options,
  });
  test.after(() => context.close());
  const desk = new Desk(context.pages()[0] ?? (await context.newPage()), server);
  await desk.open();
  return desk;
}

/** The page, by the names that assistive technology sees (design 4.3). */
export class Desk {
  complaints = [];

  constructor(page, server) {
    this.page = page;
    this.server = server;
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(server.address) && !/^(data|blob):/.test(url)) this.complaints.push(`asked for ${url}`);
    });
  }

  async open() {
    await this.page.goto(this.server.address);
    await this.page.locator("main").waitFor();
  }
}

/** Saves a picture of the page under tests/e2e/output. */
export async function picture(desk, name) {
  mkdirSync(OUTPUT, { recursive: true });
  await desk.page.screenshot({ path: join(OUTPUT, `${name}.png`) });
}
