#!/usr/bin/env python3
"""Groups frequent words by the teacher's word embeddings, as features for the linear model.

    python3 training/clusters.py training/data/prepared training/data/teacher.pt training/data/clusters.tsv

Each line is a lower-cased word and its group among 64, 512 and 2,048 (k-means, seeded).
"""

import collections
import sys

import numpy as np
import torch
from sklearn.cluster import MiniBatchKMeans

from teacher import Teacher, read, tokenizer

LEAST = 3  # how often a word must occur
SIZES = (64, 512, 2048)


def main(data, teacher, out):
    counts = collections.Counter()
    for sentence in read(data):
        # Text without labels has many rare words, for which there is no room in the model.
        if all(tag == "-" for tag in sentence["tags"]):
            continue
        counts.update(word.lower() for word in sentence["tokens"] if any(letter.isalpha() for letter in word))
    words = sorted(word for word, count in counts.items() if count >= LEAST)
    model = Teacher()
    model.load_state_dict(torch.load(teacher))
    table = model.encoder.embeddings.word_embeddings.weight.detach().numpy()
    cuts = tokenizer().encode_batch(words, add_special_tokens=False)
    vectors = np.stack([table[cut.ids].mean(0) for cut in cuts])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    groups = [
        MiniBatchKMeans(size, batch_size=4096, n_init=3, random_state=1).fit_predict(vectors) for size in SIZES
    ]
    with open(out, "w", encoding="utf-8") as lines:
        for word, *ids in zip(words, *groups):
            lines.write("\t".join([word, *map(str, ids)]) + "\n")
    print(f"{len(words)} words", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
