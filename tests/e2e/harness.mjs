// A real Chromium on the built page: what every end-to-end test starts from.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { host } from "../../scripts/host.mjs";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Where tests leave pictures for a person to look at. */
const OUTPUT = join(ROOT, "tests/e2e/output");

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

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
/** How a page is opened that axe-core is to look at: the page's own policy refuses it, as it is no part of it. */
export const FOR_AXE = { bypassCSP: true, reducedMotion: "reduce" };

/** The articles that the loop is proved on: our sample, and the user's where it is at hand. */
export function articles() {
  const files = { sample: join(ROOT, "static/sample.txt"), seed: join(ROOT, "../shared/seed-article.txt") };
  const there = Object.entries(files).filter(([, file]) => existsSync(file));
  return there.map(([name, file]) => ({ name, file, text: readFileSync(file, "utf8") }));
}

/** An article of so many words: our sample over and over, with other names and sums each time, `from` any turn on. */
export function longArticle(words, from = 0) {
  const sample = readFileSync(join(ROOT, "static/sample.txt"), "utf8");
  const turn = (list, index) => list[index % list.length];
  const people = ["Verkade", "Okafor", "Lindqvist", "Haddad", "Moreau", "Tanaka", "Kowalska"];
  const cities = ["Rotterdam", "Lisbon", "Osaka", "Nairobi", "Gdańsk", "Valparaíso"];
  const firms = ["Hartman Lines", "Brightwater Group", "Okoye Shipping", "Delta Port Services", "Nordhavn AS"];
  const parts = [];
  for (let index = from, count = 0; count < words; index += 1) {
    const part = sample
      .replaceAll("Verkade", turn(people, index))
      .replaceAll("Rotterdam", turn(cities, index))
      .replaceAll("Hartman Lines", turn(firms, index))
      .replaceAll("310 million", `${100 + index} million`);
    parts.push(part);
    count += part.match(/\S+/g).length;
  }
  const text = parts.join("\n");
  const { 0: last, index } = [...text.matchAll(/\S+/g)][words - 1];
  return text.slice(0, index + last.length);
}

/** A new empty folder, removed when the test ends. */
export function temporaryFolder(test) {
  const folder = mkdtempSync(join(tmpdir(), "postil-"));
  test.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));
  return folder;
}

/** The built page. */
export const DIST = join(ROOT, "dist");

/** Serves a built page, under a path as a project page of a static host would have it. */
export async function servePage(test, { path = "/some/sub/path/", folder = DIST } = {}) {
  const server = await host(folder, { path });
  test.after(server.close);
  return server;
}

/** Starts Chromium with the profile in a folder. */
export function openBrowser(folder, options = {}) {
  return chromium.launchPersistentContext(folder, {
    executablePath: CHROMIUM,
    args: CHROMIUM_ARGS,
    viewport: { width: 1360, height: 850 },
    ...options,
  });
}

/** Opens the page, or the one in a `folder`, in a fresh browser profile. `prepare` gets the context and the address before the page is opened. */
export async function openDesk(test, { prepare = async () => {}, folder, ...options } = {}) {
  const server = await servePage(test, { folder });
  // Hooks run in order: the browser is closed before its profile is removed.
  let context;
  test.after(() => context?.close());
  context = await openBrowser(temporaryFolder(test), options);
  await prepare(context, server.address);
  const desk = new Desk(context.pages()[0] ?? (await context.newPage()), server.address);
  desk.unplug = server.close;
  await desk.open();
  return desk;
}

/** The page, by the names that assistive technology sees (design 4.3). */
export class Desk {
  /** What the page wrote on its console as a warning or an error, and what it asked of other servers. */
  complaints = [];

  constructor(page, address) {
    this.page = page;
    this.address = address;
    this.article = page.getByRole("region", { name: "Article" });
    this.alert = page.getByRole("alert");
    page.setDefaultTimeout(15_000);
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(address) && !/^(data|blob):/.test(url)) this.complaints.push(`asked for ${url}`);
    });
  }

  async open() {
    await this.page.goto(this.address);
    await this.page.getByRole("main").waitFor();
  }

  /** Puts a text in the paste box at once: typing megabytes would take minutes. */
  async paste(text) {
    const box = this.page.getByRole("textbox", { name: "Article text" });
    await box.or(this.button("Paste another")).first().waitFor();
    if (!(await box.isVisible())) await this.button("Paste another").click();
    await box.evaluate((box, text) => {
      box.value = text;
      box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, text);
  }

  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Puts a text in the paste box and has it tagged; waits until the tagger is done. */
  async tag(text) {
    await this.paste(text);
    await this.button("Tag article").click();
    await this.tagged();
  }

  /** Waits until marks are painted and the tagger is done. */
  async tagged() {
    await this.article.locator("mark").first().waitFor();
    await this.page.getByRole("progressbar", { name: "Tagging" }).waitFor({ state: "detached" });
  }

  /** Every painted entity once, in the order of the text. One that another crosses is painted in pieces. */
  async marks() {
    const pieces = await this.article.locator("mark").evaluateAll((marks) =>
      marks.map(({ dataset, textContent, ariaCurrent }) => {
        const { start, end, label, status } = dataset;
        return { start, end, label, status, text: textContent, current: ariaCurrent === "true" };
      }),
    );
    return whole(pieces);
  }

  /** What the queue says, one line an article; nothing of what is out of view. */
  async queue() {
    return this.page.getByRole("list", { name: "Articles" }).getByRole("button").allInnerTexts();
  }

  /** The sentence of the alert that comes. */
  async complaint() {
    await this.alert.first().waitFor();
    return (await this.alert.locator("p").allInnerTexts()).join("\n");
  }

  /** The mark that the next key acts on. */
  async current() {
    return (await this.marks()).find((mark) => mark.current);
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Waits until what stands beside the article and what is far in it is drawn, too: it follows by some milliseconds. */
  async drawn() {
    await this.page.waitForTimeout(100);
  }

  /**
   * Waits until the page says that everything is saved, and the tagger has said all that follows from what was done; the
   * number of the last safe journal entry.
   */
  async saved() {
    const state = this.page.locator('[data-save-state="saved"][data-settled="true"]');
    await state.waitFor();
    return Number(await state.getAttribute("data-saved-seq"));
  }

  /** Exports by the button of that name in the export dialog, `anyway` where something would be lost; the text of the file. */
  async export(name, { anyway = false } = {}) {
    const download = this.page.waitForEvent("download");
    await this.button("Export").click();
    const button = (name) => this.page.getByRole("dialog").getByRole("button", { name, exact: true });
    await button(name).click();
    if (anyway) await button("Download anyway").click();
    const content = readFileSync(await (await download).path(), "utf8");
    await this.closeDialog();
    return content;
  }

  /** Closes the dialog, which may be opening; keys work again when it is gone. */
  async closeDialog() {
    // Before it is open, Escape goes to the page.
    await this.page.locator("dialog[open]").waitFor();
    await this.press("Escape");
    // By its element: a dialog has no role from the moment that the browser closes it, before the page hears of it.
    await this.page.locator("dialog").waitFor({ state: "detached" });
  }

  /** What axe-core finds wrong with the page as it is now, one line a rule. The page was opened with `FOR_AXE`. */
  async violations() {
    await this.page.evaluate(readFileSync(AXE, "utf8"));
    return this.page.evaluate(async () => {
      const { violations, passes } = await window.axe.run(document);
      if (passes.length < 10) return ["axe-core looked at next to nothing"];
      return violations.map(({ id, nodes }) => {
        const summary = nodes.slice(0, 3).map(({ target, any }) => `${target}: ${any[0]?.message ?? ""}`);
        return `${id} (${nodes.length}): ${summary.join("; ")}`;
      });
    });
  }

  /** Drops files on the page, each `{ name, mimeType, buffer }`. */
  async drop(...files) {
    const sent = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, bytes: [...buffer] }));
    const data = await this.page.evaluateHandle((files) => {
      const data = new DataTransfer();
      for (const { name, mimeType, bytes } of files) {
        data.items.add(new File([new Uint8Array(bytes)], name, { type: mimeType }));
      }
      return data;
    }, sent);
    await this.page.dispatchEvent(".page", "dragover", { dataTransfer: data });
    await this.page.dispatchEvent(".page", "drop", { dataTransfer: data });
  }

  /** Imports a file as the file dialog would: a path, or `{ name, mimeType, buffer }`. */
  async import(file) {
    await this.page.getByLabel("Files to import").setInputFiles(file);
  }

  /** Saves a picture of the page under tests/e2e/output. */
  async picture(name) {
    mkdirSync(OUTPUT, { recursive: true });
    await this.page.screenshot({ path: join(OUTPUT, `${name}.png`) });
  }
}

/** A file for `import` and `drop`. */
export function file(name, content, mimeType = "text/plain") {
  return { name, mimeType, buffer: Buffer.isBuffer(content) ? content : Buffer.from(content) };
}

/** One line a mark, without the cursor: what a person would compare. */
export function lines(marks) {
  return marks.map(({ start, end, label, status, text }) => `${start}-${end} ${label} ${status}: ${text}`);
}

/** The entities that pieces as painted belong to: one that another crosses, or a paragraph ends, has several. */
export function whole(pieces) {
  const found = new Map();
  for (const piece of pieces) {
    const key = `${piece.start}-${piece.end}-${piece.label}`;
    const text = (found.get(key)?.text ?? "") + piece.text;
    found.set(key, { ...piece, start: Number(piece.start), end: Number(piece.end), text });
  }
  return [...found.values()];
}

/** A part of a text by offsets in code points, the unit of our files. */
export function slice(text, start, end) {
  return [...text].slice(start, end).join("");
}

/** The files of a ZIP file whose files are stored as they are: their contents by name, in order. */
export function unzip(bytes) {
  const files = new Map();
  const end = bytes.length - 22;
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [length, nameLength, start] = [bytes.readUInt32LE(at + 24), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const content = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    files.set(bytes.toString("utf8", at + 46, at + 46 + nameLength), bytes.subarray(content, content + length));
    at += 46 + nameLength;
  }
  return files;
}

/** A ZIP file of texts, which are stored as they are: what each holds by its name. */
export function zip(texts) {
  const record = (signature, ...fields) => {
    const numbers = fields.map(([length, value]) => {
      const number = Buffer.alloc(length);
      number.writeUIntLE(value, 0, length);
      return number;
    });
    return Buffer.concat([Buffer.from(signature), ...numbers]);
  };
  let files = Buffer.alloc(0);
  const directory = Object.entries(texts).map(([name, text]) => {
    const [path, content, at] = [Buffer.from(name), Buffer.from(text), files.length];
    // The version; flags and method; time and date; checksum and lengths; the length of the name, and of what follows it.
    const fields = [[2, 20], [4, 0], [4, 0], [4, crc32(content)], [4, content.length], [4, content.length], [2, path.length], [2, 0]];
    files = Buffer.concat([files, record("PK\x03\x04", ...fields), path, content]);
    return Buffer.concat([record("PK\x01\x02", [2, 20], ...fields, [6, 0], [4, 0], [4, at]), path]);
  });
  const [count, entries] = [directory.length, Buffer.concat(directory)];
  const end = record("PK\x05\x06", [4, 0], [2, count], [2, count], [4, entries.length], [4, files.length], [2, 0]);
  return Buffer.concat([files, entries, end]);
}

/** The checksum of ZIP files. */
function crc32(bytes) {
  const shifted = (value) => (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  return ~bytes.reduce((value, byte) => Array(8).fill().reduce(shifted, value ^ byte), ~0) >>> 0;
}

/** What the built command line prints. */
export function postil(...args) {
  const metadata = execFileSync("cargo", ["metadata", "--format-version=1", "--no-deps"], { cwd: ROOT, encoding: "utf8" });
  const program = join(JSON.parse(metadata).target_directory, "debug/postil");
  return execFileSync(program, args, { encoding: "utf8" });
}
