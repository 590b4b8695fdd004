// A token classifier of MiniLM's size in ONNX Runtime: WebAssembly, one thread, the page's own.
import { Tokenizer } from "@huggingface/tokenizers";
import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";

/** The most pieces that are read at once. */
const LONGEST = 512;

env.wasm.numThreads = 1;

const file = (name) => new URL(`../cache/classifier/${name}`, import.meta.url);
const json = async (name) => (await fetch(file(name))).json();
let tokenizer, session, labels;
export const ready = load();

async function load() {
  const options = { executionProviders: ["wasm"] };
  const config = json("config.json");
  const cutter = json("tokenizer.json");
  session = await InferenceSession.create(file("model.onnx").href, options);
  tokenizer = new Tokenizer(await cutter, {});
  labels = Object.values((await config).id2label);
}

/** The names in a text, each `[start, end, label]` in UTF-16 code units. A paragraph is read at once. */
export async function tag(text) {
  const spans = [];
  for (const paragraph of text.matchAll(/[^\n]+/g)) {
    for (const words of windows(paragraph)) spans.push(...(await names(words)));
  }
  return spans;
}

/** The words of a paragraph with their pieces, as many together as may be read at once. */
function* windows(paragraph) {
  let words = [], size = 2;
  for (const { 0: word, index } of paragraph[0].matchAll(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu)) {
    const { ids } = tokenizer.encode(word, { add_special_tokens: false });
    if (size + ids.length > LONGEST) {
      yield words;
      [words, size] = [[], 2];
    }
    const start = paragraph.index + index;
    words.push({ start, end: start + word.length, ids });
    size += ids.length;
  }
  if (words.length > 0) yield words;
}

/** The spans that the first pieces of the words decide. */
async function names(words) {
  const [first, last] = ["[CLS]", "[SEP]"].map((piece) => tokenizer.token_to_id(piece));
  const ids = [first, ...words.flatMap(({ ids }) => ids), last];
  const tensor = (value) => new Tensor("int64", BigInt64Array.from(ids, value), [1, ids.length]);
  const inputs = {
    input_ids: tensor((id) => BigInt(id)),
    attention_mask: tensor(() => 1n),
    token_type_ids: tensor(() => 0n),
  };
  const { logits } = await session.run(inputs);
  const spans = [];
  let piece = 1;
  for (const { start, end, ids } of words) {
    const scores = logits.data.subarray(piece * labels.length, (piece + 1) * labels.length);
    const [prefix, label] = labels[scores.indexOf(Math.max(...scores))].split("-");
    const before = spans.at(-1);
    if (prefix === "I" && before?.[2] === label && before[3] === piece) [before[1], before[3]] = [end, piece + ids.length];
    else if (label) spans.push([start, end, label, piece + ids.length]);
    piece += ids.length;
  }
  return spans;
}
