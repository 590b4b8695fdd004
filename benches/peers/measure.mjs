// Measures each tagger and prints the table; `run` calls this with the number of rounds.
//
// In each round every tagger is measured once, one after the other, so that what else the machine does meets all of
// them alike. The table has the medians of the rounds; the ratio is taken in each round.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { host } from "../../scripts/host.mjs";
import { longArticle, ROOT } from "../../tests/e2e/harness.mjs";
import { inPage, inQueue, inWorker, median, WORDS } from "./in_browser.mjs";
import { tag as compromise } from "./page/compromise.js";

const ROUNDS = Number(process.argv[2]);
const PEERS = join(ROOT, "benches/peers");
const CACHE = join(PEERS, "cache");
const PYTHON = join(CACHE, "python/bin/python");
const POSTIL = join(ROOT, "target/release/postil");
const CLASSIFIER = ["model.onnx", "tokenizer.json", "config.json"].map((name) => join(CACHE, "classifier", name));
/** What training/evaluate.py makes: texts with the names that they hold. */
const TESTS = join(ROOT, "training/data/tests");
const TEST_SETS = ["uner_pud", "europarl_en"];
const LARGE = { maxBuffer: 2 ** 30, encoding: "utf8", stdio: ["pipe", "pipe", "inherit"] };

const servers = [await host(join(ROOT, "dist")), await host(PEERS)];
const [postil, peers] = servers.map(({ address }) => address);

const TAGGERS = [
  { name: "Postil in the tab, until painted", measure: () => inPage(postil, 100_000), predict: byPostil },
  { name: "Postil in the tab, a queue of 1,000 articles", measure: () => inQueue(postil, 1000) },
  { name: "Postil in the tab, its worker alone", measure: () => inWorker(postil, 200_000) },
  { name: "Postil natively, `postil tag`", measure: () => natively(1000, postilTag, program), predict: byPostil },
  { name: "spaCy `en_core_web_sm`, names only, natively", measure: () => natively(30, spacy, wheels), predict: bySpacy },
  { name: "compromise in the tab", measure: () => inPage(`${peers}page/?compromise`, 20_000), predict: byCompromise },
  { name: "MiniLM in ONNX Runtime in the tab", measure: () => inPage(`${peers}page/?transformer`, 2_000) },
  { name: "the same file in Postil's tab", measure: () => inPage(postil, 2_000, CLASSIFIER) },
];
const SPACY = TAGGERS.findIndex(({ name }) => name.startsWith("spaCy"));

/** Words a second over articles in a file; `run` gives the seconds, `size` the bytes to download. */
function natively(count, run, size) {
  const file = join(CACHE, "articles.jsonl");
  const articles = Array.from({ length: count }, (_, id) => ({ id: String(id), text: longArticle(WORDS, id) }));
  writeFileSync(file, jsonl(articles));
  return { rate: (count * WORDS) / run(file), bytes: size() };
}

/** The whole program: it starts, reads its model and the articles, and writes what it finds. */
function postilTag(file) {
  const start = performance.now();
  execFileSync(POSTIL, ["tag", file], LARGE);
  return (performance.now() - start) / 1000;
}

/** Its tagging alone, in one process on one core. */
function spacy(file) {
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  return Number(execFileSync(PYTHON, [join(PEERS, "spacy_names.py"), file], { ...LARGE, env }));
}

function program() {
  return gzipSync(readFileSync(POSTIL)).length;
}

/** What pip downloads for spaCy and its model. */
function wheels() {
  const folder = join(CACHE, "spacy");
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

// Names found in a test set, as a file for `postil eval`.

function byPostil(test) {
  return written(test, "postil", execFileSync(POSTIL, ["tag", join(TESTS, `${test}.jsonl`)], LARGE));
}

function bySpacy(test) {
  return join(TESTS, `${test}.spacy.jsonl`);
}

/** Cut as the gold spans are. */
function byCompromise(test) {
  const lines = readFileSync(join(TESTS, `${test}.jsonl`), "utf8").trim().split("\n");
  const found = lines.map((line) => {
    const { id, text } = JSON.parse(line);
    const codePoints = (offset) => [...text.slice(0, offset)].length;
    const entities = compromise(text).map(([start, end, label]) => [codePoints(start), codePoints(end), label]);
    return { id, text, entities };
  });
  return written(test, "compromise", execFileSync(PYTHON, [join(PEERS, "trim.py")], { ...LARGE, input: jsonl(found) }));
}

function written(test, tagger, content) {
  const file = join(CACHE, `${test}.${tagger}.jsonl`);
  writeFileSync(file, content);
  return file;
}

/** F1 of names on a test set. */
function score(test, predicted) {
  const files = ["--gold", join(TESTS, `${test}.jsonl`), "--predicted", predicted, "--schema", join(TESTS, "names.json")];
  const scores = execFileSync(POSTIL, ["eval", "--json", "--map", "PERSON=PER,GPE=LOC,FAC=LOC", ...files], LARGE);
  return JSON.parse(scores).micro.f1;
}

function jsonl(rows) {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

// The table.

const rounds = [];
for (let round = 1; round <= ROUNDS; round += 1) {
  const measured = [];
  for (const { name, measure } of TAGGERS) {
    console.error(`round ${round} of ${ROUNDS}: ${name}`);
    measured.push(await measure());
  }
  rounds.push(measured.map((values) => ({ ...values, ratio: values.rate / measured[SPACY].rate })));
}
servers.forEach(({ close }) => close());

const scored = TEST_SETS.every((test) => ["jsonl", "spacy.jsonl"].every((end) => existsSync(join(TESTS, `${test}.${end}`))));
const show = (value, written) => (value === undefined ? "" : written(value));
const digits = (count) => (value) => value.toLocaleString("en-US", { maximumSignificantDigits: count });
const rows = TAGGERS.map(({ name, predict }, index) => {
  const middle = (key) => median(rounds.map((measured) => measured[index][key]));
  const found = TEST_SETS.map((test) => (scored && predict ? score(test, predict(test)) : undefined));
  return [
    name,
    show(middle("rate"), digits(2)),
    show(middle("ratio"), digits(2)),
    show(middle("warm"), (value) => `${Math.round(value)} ms`),
    show(middle("cold"), (value) => `${Math.round(value)} ms`),
    show(middle("bytes"), (value) => `${digits(2)(value / 1e6)} MB`),
    ...found.map((value) => show(value, (value) => value.toFixed(3).slice(1))),
  ];
});
const head = [
  "tagger", "words/s", "÷ spaCy", `${WORDS} words, button → painted`, "page opened → tagged", "download",
  "names F1, UNER PUD", "Europarl",
];
for (const row of [head, head.map((_, index) => (index === 0 ? "---" : "---:")), ...rows]) {
  console.log(`| ${row.join(" | ")} |`);
}
console.log(`
Medians of ${ROUNDS} rounds, in each of which every tagger had its turn, on one machine (${cpus()[0].model}, \
${cpus().length} cores). Words/s in a tab: from the button to the paint of an article of 100,000 \
words (compromise: 20,000, transformers: 2,000), from the first message until a queue of 600,000 words is tagged, written \
and painted, or from a message of 200,000 words to the worker's last answer. Natively: the whole run of \`postil tag\` \
over 600,000 words; spaCy's tagging of 18,000 words once it is loaded, in one process on one core. \
Page opened → tagged: a fresh profile, the server on this machine. Download: what the page asks for, or the program, \
by gzip; spaCy: its wheels, without Python. MiniLM is six layers of width 384 in 8 bits with a head that was not \
trained: its figures are of speed alone. In the tab all run on one thread.`);
if (!scored) console.log("F1 was left out: `benches/peers/run CORPORA` makes the test sets from the corpora.");
