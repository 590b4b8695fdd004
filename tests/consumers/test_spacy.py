"""spaCy: offsets for `Example.from_dict`, and what `spacy convert` makes of JSON and of CoNLL."""

import subprocess
import sys
import unittest
import warnings

import spacy
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from articles import COUNT, FOLDER, expected, exported, json_lines, squeezed

NLP = spacy.blank("en")


def entities(doc):
    return {(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents}


def converted(name, *arguments):
    """The documents that spaCy's own command makes of an export."""
    path = exported(name)
    file = path.rename(path.with_suffix(".json" if name == "spacy-json" else ".conll"))
    try:
        command = [sys.executable, "-m", "spacy", "convert", file, FOLDER, *arguments]
        subprocess.run(command, check=True, capture_output=True)
    finally:
        file.rename(path)
    return list(DocBin().from_disk(file.with_suffix(".spacy")).get_docs(NLP.vocab))


class SpaCy(unittest.TestCase):
    def test_offsets(self):
        """Every entity is one that an `Example` takes: its edges are on spaCy's own tokens."""
        misaligned = []
        for line, article in zip(json_lines("spacy"), expected("spacy"), strict=True):
            self.assertEqual(line["text"], article.text)
            given = {tuple(entity) for entity in line["entities"]} & article.entities
            spans = {tuple(span[:3]) for span in line.get("spans", {}).get("sc", [])}
            self.assertLessEqual(article.entities, given | spans)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                example = Example.from_dict(NLP.make_doc(line["text"]), {"entities": sorted(given)})
            missed = given - entities(example.reference)
            misaligned += [(article.id, article.text[start:end]) for start, end, _ in missed]
        self.assertEqual(misaligned, [])

    def test_convert_json(self):
        docs = converted("spacy-json", "-c", "json", "-n", "1")
        self.assertEqual(len(docs), COUNT)
        for doc, article in zip(docs, expected("spacy-json"), strict=True):
            self.assertEqual(doc.text, article.text)
            self.assertLessEqual(article.entities, entities(doc))

    def test_convert_conll(self):
        docs = converted("conll", "-c", "conll", "-n", "0")
        for doc, article in zip(docs, expected("conll"), strict=True):
            text, wanted = squeezed(article.text, article.entities)
            found = squeezed(doc.text, entities(doc))
            self.assertEqual(found[0], text)
            self.assertLessEqual(wanted, found[1])

    def test_prodigy(self):
        """Prodigy cannot be installed freely: its tokens must make the text, and its spans be on them."""
        for task, article in zip(json_lines("prodigy"), expected("prodigy"), strict=True):
            tokens = task["tokens"]
            doc = Doc(NLP.vocab, [token["text"] for token in tokens], [token["ws"] for token in tokens])
            self.assertEqual((doc.text, task["text"]), (article.text, article.text))
            self.assertEqual([(token.idx, token.i) for token in doc], [(it["start"], it["id"]) for it in tokens])
            spans = set()
            for it in task["spans"]:
                span = doc[it["token_start"] : it["token_end"] + 1]
                self.assertEqual((span.start_char, span.end_char), (it["start"], it["end"]))
                spans.add((it["start"], it["end"], it["label"]))
            self.assertLessEqual(article.entities, spans)
