#!/usr/bin/env python3
"""Cuts news text without labels into sentences that the teachers alone will label.

    python3 training/news.py wikinews_2019.csv wikinews_2020.csv training/data/prepared

Each file has the columns `url`, `title` and `text`. `postil` cuts the text, so the linear model learns from tokens as
it will see them. Left out are articles that we annotated (annotated.py) and those that share a sentence with
dev.jsonl. Run it after prepare.py.
"""

import csv
import json
import re
import subprocess
import sys
from pathlib import Path

POSTIL = ["cargo", "run", "--quiet", "--release", "--features", "cli", "--", "convert", "--to", "conll", "--from"]
ANNOTATED = Path(__file__).parent / "annotated.jsonl"
DATE_LINE = re.compile(r"\w+day, \w+ \d+, \d{4}\s*")
LONG = 8  # tokens of a sentence that two articles do not share by chance


def texts(paths):
    """(name of the page, text) of each article."""
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                text = DATE_LINE.sub("", row["text"].strip(), count=1)
                yield row["url"].rpartition("/wiki/")[2], row["title"].strip() + "\n\n" + re.sub(r"\n{2,}", "\n\n", text)


def cut(articles, form):
    """The sentences of each article of a form that `postil convert` knows: for each token its CoNLL columns."""
    conll = subprocess.run([*POSTIL, form], input=lines(articles), capture_output=True, check=True, text=True).stdout
    for article in conll.split("-DOCSTART- -X- O O\n\n")[1:]:
        yield [[line.split(" ") for line in block.splitlines()] for block in article.strip().split("\n\n")]


def lines(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main(paths, folder):
    with open(ANNOTATED, encoding="utf-8") as file:
        annotated = {json.loads(line)["id"] for line in file}
    articles = [{"text": text} for page, text in texts(paths) if page not in annotated]
    with open(folder / "dev.jsonl", encoding="utf-8") as file:
        dev = {tuple(json.loads(line)["tokens"]) for line in file}
    count = 0
    with open(folder / "wikinews.jsonl", "w", encoding="utf-8") as out:
        for number, article in enumerate(cut(articles, "postil-jsonl")):
            sentences = [[token for token, *_ in sentence] for sentence in article]
            if any(len(tokens) >= LONG and tuple(tokens) in dev for tokens in sentences):
                continue
            for tokens in sentences:
                row = {"source": "wikinews", "doc": f"wikinews-{number}", "tokens": tokens, "tags": ["-"] * len(tokens)}
                print(json.dumps(row, ensure_ascii=False), file=out)
                count += 1
    print(f"wikinews: {count} sentences", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1:-1], Path(sys.argv[-1]))
