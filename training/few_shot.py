#!/usr/bin/env python3
"""Measures how soon a label that no model knows is suggested well, on Re-DocRED's documents or on news that we annotated.

    python3 training/few_shot.py training/data redocred PERSON ORG
    python3 training/few_shot.py training/data news PERSON ORG

Each label is once under a new name, so that the model knows such names as something else, and once hidden from the
model as well. A line says F1 of its suggestions in articles that come after 10 to 40 and after 40 to 130 examples.
Needs what `prepare.py`, `documents.py` and `annotated.py` write, and `clusters.tsv`.
"""

import json
import random
import subprocess
import sys
from pathlib import Path

POSTIL = ["target/release/postil"]
NEW = "NEW"
STEPS = ((10, 40), (40, 130))
ARTICLES = 160
ORDERS = (1, 2, 3)


def hidden(tag, label):
    """A written tag without a label."""
    return "|".join(dict.fromkeys("O" if part.removeprefix("B-").removeprefix("I-") == label else part for part in tag.split("|")))


def trained(data, corpus, label):
    """A model of other corpora that does not know, if there is one, the label."""
    out = data / f"without-{corpus}-{label}.postil"
    rows = []
    for path in sorted((data / "prepared").glob("*.jsonl")):
        if path.stem not in (corpus, "dev", "wikinews"):
            rows += read(path)
    rows = [{**row, "tags": [hidden(tag, label) for tag in row["tags"]]} for row in rows]
    options = ["--rows-log2", "17", "--clusters", data / "clusters.tsv", "--calibrate", data / "prepared/dev.jsonl"]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    subprocess.run([*POSTIL, "train", *options, "--out", out, "-"], input=lines, text=True, check=True)
    return out


def documents(data, corpus, order):
    """The articles in one of several orders."""
    if corpus != "news":
        return read(data / f"documents/{corpus}-{order}.jsonl")
    articles = read(data / "news_all.jsonl")
    random.Random(order).shuffle(articles)
    return articles


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def outcomes(model, articles, label):
    """How each article went, with `label` under a new name."""
    gold = []
    for row in articles:
        entities = [[start, end, NEW if it == label else it] for start, end, it in row["entities"]]
        gold.append(json.dumps({**row, "entities": entities}))
    command = [*POSTIL, "simulate", "--gold", "-", "--model", model, "--json"]
    answer = subprocess.run(command, input="\n".join(gold), capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in answer.splitlines()[:-1]]


def f1(runs, least, most):
    """F1 of the suggestions under the new name, where there were from `least` to `most` examples before."""
    gold = suggested = correct = 0
    for run in runs:
        seen = 0
        for outcome in run:
            counts = outcome["labels"].get(NEW, {"gold": 0, "suggested": 0, "correct": 0})
            if least <= seen < most:
                gold, suggested, correct = (gold + counts["gold"], suggested + counts["suggested"], correct + counts["correct"])
            seen += counts["gold"]
    return 2 * correct / max(1, gold + suggested)


def main(data, corpus, labels):
    orders = [documents(data, corpus, order)[:ARTICLES] for order in ORDERS]
    knowing = trained(data, corpus, "none")
    for label in labels:
        for name, model in (("under a new name", knowing), ("hidden", trained(data, corpus, label))):
            runs = [outcomes(model, articles, label) for articles in orders]
            print(label, name, *(f"{f1(runs, *step):.2f}" for step in STEPS), flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
