#!/usr/bin/env python3
"""Puts the names that we annotated in news into their texts.

    python3 training/annotated.py wikinews_2019.csv wikinews_2020.csv ner_dataset.csv training/data

The texts are others' (MODEL_CARD.md says where from); annotated.jsonl has only what we said of them: a line for an
article with its mentions in reading order, each as it is written and its label. An article is a page of Wikinews, or 24
sentences of the Groningen Meaning Bank in the order of ner_dataset.csv. Writes three files:

- news.jsonl: the sentences to learn from, as `postil train` reads them. Of the labels only those that the model knows;
  a PRODUCT is left open, as in other corpora (prepare.py).
- news_test.jsonl: the articles that nothing learns from, whole, for `postil eval`: 40 of Wikinews and 30 of the others.
- news_all.jsonl: all articles of Wikinews, whole, for `postil simulate` with a model that knows none of them.
"""

import csv
import json
import sys
from pathlib import Path

from evaluate import NO_SPACE_AFTER, NO_SPACE_BEFORE
from news import ANNOTATED, cut, lines, texts
from rules import NAMES

LEARNED = {*NAMES, "NORP"}
SENTENCES_PER_ARTICLE = 24
SHORTEST = 15  # code points of a sentence that is more than a fragment


def meaning_bank(path):
    """(id, text) of each 24 sentences. The file has a word a line, and names a sentence at its first word."""
    found, words = [], []
    with open(path, encoding="latin-1", newline="") as file:
        for row in list(csv.reader(file))[1:]:
            if row[0]:
                found.append(spaced(words))
                words = []
            words += [word.strip() for word in row[1:2] if word.strip()]
    unlike = [text for text in dict.fromkeys(found) if len(text) >= SHORTEST]
    for start in range(0, len(unlike), SENTENCES_PER_ARTICLE):
        yield f"gmb-{start}", "\n".join(unlike[start : start + SENTENCES_PER_ARTICLE]) + "\n"


def spaced(words):
    """The words with the usual spaces between, those beside quotation marks too."""
    text, quoted = "", False
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        glued = at == 0 or word in NO_SPACE_BEFORE or before in NO_SPACE_AFTER or (before == '"' and quoted)
        if word == '"':
            glued = at == 0 or quoted
            quoted = not quoted
        text += word if glued else " " + word
    return text


def placed(text, mentions):
    """[start, end, label] of each mention in code points: its first place behind the one before that cuts no word."""
    spans, at = [], 0
    for surface, label in mentions:
        start = text.find(surface, at)
        while start >= 0 and cuts(text, start, start + len(surface)):
            start = text.find(surface, start + 1)
        if start < 0:
            raise SystemExit(f"{surface!r} is not behind {text[max(0, at - 40):at]!r}: are these the texts that MODEL_CARD.md names?")
        at = start + len(surface)
        spans.append([start, at, label])
    return spans


def cuts(text, start, end):
    """Whether one of the two offsets is within a word."""
    return any(0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (start, end))


def learned(articles):
    """The sentences of articles with their tags."""
    names = [{**article, "entities": [span for span in article["entities"] if span[2] in LEARNED]} for article in articles]
    for article in cut(names, "spacy"):
        for sentence in article:
            tags = ["-" if tag.endswith("PRODUCT") else tag for *_, tag in sentence]
            yield {"tokens": [token for token, *_ in sentence], "tags": tags}


def main(*paths):
    *wikinews, bank, folder = paths
    found = {**dict(texts(wikinews)), **dict(meaning_bank(bank))}
    with open(ANNOTATED, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    articles = [{"id": row["id"], "text": found[row["id"]], "entities": placed(found[row["id"]], row["mentions"])} for row in rows]
    test = {row["id"] for row in rows if row.get("kept_apart")}
    for name, those in [
        ("news", learned([article for article in articles if article["id"] not in test])),
        ("news_test", [article for article in articles if article["id"] in test]),
        ("news_all", [article for article in articles if not article["id"].startswith("gmb-")]),
    ]:
        (Path(folder) / f"{name}.jsonl").write_text(lines(those), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
