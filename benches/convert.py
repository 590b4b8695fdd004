#!/usr/bin/env python3
"""Converts growing datasets with `postil convert`, and one with spaCy's own tokens and tags, in one run.

    cargo build --release --features cli
    .tools/consumers/bin/python benches/convert.py          # 10 MB, 100 MB and 1 GB; scripts/consumers makes the venv
    .tools/consumers/bin/python benches/convert.py 10 50    # these sizes, in MB

Prints articles and megabytes a second of one core's time, so that other work on the machine changes little, and the
most memory used. What is converted: articles of some 600 words with
60 entities, as spaCy's offsets, to CoNLL-2003: read a line, make tokens, tag them, write. In Python the same is done
with spaCy's blank English pipeline. Files are written to a temporary folder and removed.
"""

import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

POSTIL = Path(__file__).parent.parent / "target" / "release" / "postil"
NAMES = [("Ann Li", "PERSON"), ("Apple", "ORG"), ("New York", "GPE"), ("Müller & Co.", "ORG"), ("3 May 2024", "DATE")]
WORDS = "the minister said on that a deal with would be signed soon after talks, but nobody knew “when”. It’s late.".split()


def line(number, chance):
    """An article with its entities as offsets."""
    text, entities = "", []
    for place in range(540):
        if place % 9 == 4:
            name, label = chance.choice(NAMES)
            entities.append([len(text), len(text) + len(name), label])
            text += name + " "
        else:
            text += chance.choice(WORDS) + (" " if place % 120 else "\n")
    return json.dumps({"id": f"a{number}", "text": text, "entities": entities}, ensure_ascii=False) + "\n"


def dataset(path, megabytes):
    """Writes a dataset of that size, and gives its number of articles."""
    chance = random.Random(1)
    # Enough different ones; to make each takes longer than to convert it.
    bodies = [line(0, chance).removeprefix('{"id": "a0"') for _ in range(500)]
    number = size = 0
    with path.open("w", encoding="utf-8") as file:
        while size < megabytes << 20:
            size += file.write(f'{{"id": "a{number}"{bodies[number % len(bodies)]}')
            number += 1
    return number


def by_postil(path, out):
    """Seconds of one core, and megabytes at most."""
    child = os.posix_spawn(POSTIL, [str(POSTIL), "convert", "--to", "conll", str(path), str(out)], os.environ)
    _, status, usage = os.wait4(child, 0)
    assert status == 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def by_spacy(path, out):
    """Seconds of one core."""
    # Not before, since a process begins with the memory that the one has that starts it.
    import spacy

    nlp = spacy.blank("en")
    start = time.process_time()
    with path.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as file:
        for each in lines:
            article = json.loads(each)
            doc = nlp.make_doc(article["text"])
            spans = [doc.char_span(*entity) for entity in article["entities"]]
            doc.set_ents([span for span in spans if span])
            file.write("-DOCSTART- -X- O O\n\n")
            for token in doc:
                if not token.is_space:
                    tag = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
                    file.write(f"{token.text} -X- _ {tag}\n")
            file.write("\n")
    return time.process_time() - start


def main():
    sizes = [int(size) for size in sys.argv[1:]] or [10, 100, 1024]
    print("| | articles | articles/s | MB/s | most memory |\n|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "in.jsonl", Path(folder) / "out.conll"
        for size in sizes:
            articles = dataset(source, size)
            seconds, memory = by_postil(source, out)
            row = f"{articles:,} | {articles / seconds:,.0f} | {size / seconds:.0f} | {memory:.0f} MB"
            print(f"| postil convert, {size} MB | {row} |", flush=True)
        articles = dataset(source, 10)
        seconds = by_spacy(source, out)
        print(f"| spaCy, 10 MB | {articles:,} | {articles / seconds:,.0f} | {10 / seconds:.1f} | |")
        ours, _ = min(by_postil(dataset(source, 10) and source, out) for _ in range(3))
        print(f"\npostil ÷ spaCy: {seconds / ours:.1f}")


if __name__ == "__main__":
    main()
