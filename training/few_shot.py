#!/usr/bin/env python3
"""Measures how soon a label that no model knows is suggested well, on Re-DocRED's documents.

    python3 training/few_shot.py training/data PERSON ORG

Each label is once under a new name, so that the model knows such names as something else, and once hidden from the
model as well. A line says F1 of its suggestions in articles that come after 10 to 40 and after 40 to 130 examples.
Needs what `prepare.py` and `documents.py` write, and `clusters.tsv`.
"""

import json
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


def trained(data, label):
    """A model that knows neither Re-DocRED nor, if there is one, the label."""
    out = data / f"without-redocred-{label}.postil"
    rows = []
    for path in sorted((data / "prepared").glob("*.jsonl")):
        if path.stem not in ("redocred", "dev"):
            rows += map(json.loads, path.read_text(encoding="utf-8").splitlines())
    rows = [{**row, "tags": [hidden(tag, label) for tag in row["tags"]]} for row in rows]
    options = ["--rows-log2", "17", "--clusters", data / "clusters.tsv", "--calibrate", data / "prepared/dev.jsonl"]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    subprocess.run([*POSTIL, "train", *options, "--out", out, "-"], input=lines, text=True, check=True)
    return out


def outcomes(data, model, label, order):
    """How each article went, with `label` under a new name."""
    gold = []
    for line in (data / f"documents/redocred-{order}.jsonl").read_text(encoding="utf-8").splitlines()[:ARTICLES]:
        row = json.loads(line)
        row["entities"] = [[start, end, NEW if it == label else it] for start, end, it in row["entities"]]
        gold.append(json.dumps(row))
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


def main(data, labels):
    knowing = trained(data, "none")
    for label in labels:
        for name, model in (("under a new name", knowing), ("hidden", trained(data, label))):
            runs = [outcomes(data, model, label, order) for order in ORDERS]
            print(label, name, *(f"{f1(runs, *step):.2f}" for step in STEPS), flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:])
