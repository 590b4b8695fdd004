// Makes the scripts, the styles and the programs of a built page smaller.
//
// wasm-bindgen names what a program and its script have of each other in full, with a hash: of what the page weighs,
// every thirtieth byte was such a name, in the program and again in the script. Binaryen shortens them in the program
// and tells what they became; here the script is told. Spaces and long names of its own go with esbuild.
//
// Functions that resemble each other are put beside each other (see likeness.mjs): Binaryen sorts them by name, so they
// get names that sort as wanted, which are not written.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { namedByLikeness } from "./likeness.mjs";

const TOOLS = new URL("../tests/e2e/node_modules/", import.meta.url);
const { transformSync } = createRequire(TOOLS)("esbuild");
const WASM_OPT = fileURLToPath(new URL(".bin/wasm-opt", TOOLS));

/** Programs that are read once: they are made as small as can be. The others are to be as fast as they were built. */
const SMALL = /^(app|reader)/;

/** Shrinks the files of a folder in place. */
export function shrink(folder) {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    if (!name.endsWith("_bg.wasm")) continue;
    const imported = shortenNames(file, file.replace("_bg.wasm", ".js"));
    if (SMALL.test(name)) arrange(file, imported);
  }
  for (const name of readdirSync(folder)) {
    // The service worker is still to be told what files there are, where it waits for that.
    const [, loader] = name === "service-worker.js" ? [] : (name.match(/\.(js|css)$/) ?? []);
    if (loader) replace(join(folder, name), (code) => transformSync(code, { loader, minify: true, target: "es2022" }).code);
  }
}

/** Shortens the names by which a program and its script call each other; says how many functions the script has. */
function shortenNames(program, script) {
  const pass = "--minify-imports-and-exports-and-modules";
  const told = execFileSync(WASM_OPT, [program, "-o", program, pass], { encoding: "utf8" });
  const { imports, exports } = JSON.parse(told);
  replace(script, (code) => {
    for (const [, name, short] of imports) code = swap(code, `        ${name}: `, `        ${short}: `);
    // What the pass calls the one module that all is imported from.
    code = swap(code, `"${imports[0][0]}": import0`, "a: import0");
    const shorts = new Map(exports);
    return code.replace(/\bwasm\.(\w+)/g, (_, name) => `wasm.${shorts.get(name)}`);
  });
  return imports.length;
}

/** Puts functions beside those that they resemble, and leaves out what only says how the program was made. */
function arrange(program, imported) {
  // As in index.html, but for what makes the reader larger.
  const optimize = ["--low-memory-unused", "--one-caller-inline-max-function-size=0", "-Oz"];
  // How far what is read and written is aligned is only a hint, which no engine heeds.
  const stripped = ["--dealign", "--strip-producers", "--strip-target-features"];
  const passes = [...optimize, "--reorder-functions-by-name", ...stripped];
  writeFileSync(program, namedByLikeness(readFileSync(program), imported));
  execFileSync(WASM_OPT, [program, "-o", program, ...passes]);
}

function swap(code, from, to) {
  if (code.split(from).length !== 2) throw new Error(`a script does not have exactly one ${from}`);
  return code.replace(from, () => to);
}

function replace(file, change) {
  writeFileSync(file, change(readFileSync(file, "utf8")));
}
