#!/usr/bin/env python3
"""Makes gold articles of whole documents, for `postil simulate`.

    python3 training/documents.py CORPORA training/data/documents
    postil simulate --gold training/data/documents/redocred-1.jsonl

Documents have at least five spans. Each corpus comes in three orders, shuffled by the seeds 1, 2 and 3. Spans leave
out a leading article, a title and a trailing possessive, as everywhere here.
"""

import random
import sys
from pathlib import Path

from evaluate import articles, text_of, write

LABELS = {
    "redocred": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC", "TIME": "DATE", "NUM": "CARDINAL"},
    "gum_open": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"},
    "uner_ewt": {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"},
}
LEAST = 5  # spans of a document


def main(source, target):
    target.mkdir(parents=True, exist_ok=True)
    for corpus, labels in LABELS.items():
        documents = [text_of(name, sentences, labels) for name, sentences in articles(source / f"{corpus}.jsonl.gz")]
        documents = [document for document in documents if len(document["entities"]) >= LEAST]
        for seed in (1, 2, 3):
            random.Random(seed).shuffle(documents)
            write(target / f"{corpus}-{seed}.jsonl", documents)
        print(f"{corpus}: {len(documents)} documents", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
