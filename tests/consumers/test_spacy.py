"""spaCy: offsets for `Example.from_dict`, what `spacy convert` makes of JSON and of CoNLL, and its binary files."""

import json
import subprocess
import sys
import unittest
import warnings

import spacy
import spacy.util
from spacy.symbols import NAMES
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from articles import COUNT, FOLDER, expected, exported, json_lines, lines, postil, source, squeezed

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


def spacy_command(*arguments):
    """What a command of spaCy says."""
    command = [sys.executable, "-m", "spacy", *map(str, arguments)]
    run = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    return run.returncode, run.stdout + run.stderr


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

    def test_docbin(self):
        """Texts and spans are those of the articles, and every entity is on spaCy's own tokens."""
        misaligned = []
        docs = DocBin().from_disk(exported("docbin")).get_docs(NLP.vocab)
        for doc, article in zip(docs, expected("docbin"), strict=True):
            self.assertEqual(doc.text, article.text)
            spans = {(it.start_char, it.end_char, it.label_) for it in doc.spans.get("sc", [])}
            self.assertLessEqual(article.entities, entities(doc) | spans)
            tags = Example(NLP.make_doc(doc.text), doc).get_aligned_ner()
            tokens = NLP.make_doc(doc.text)
            for start, end, label in article.entities & entities(doc):
                span = tokens.char_span(start, end)
                if span is None or any(tags[token.i] in (None, "O") for token in span):
                    misaligned.append((article.id, article.text[start:end], label))
        self.assertEqual(misaligned, [])

    def test_misaligned_tokens_are_told(self):
        """What `spacy debug data` counts as misaligned are tokens that an annotation cuts, and the check names each."""
        run = postil("check", "--for", "docbin", "--json", source()[0])
        cuts = {}
        for line in map(json.loads, lines(run.stdout)[:-1]):
            if line.get("problem") == "cuts-token":
                cuts.setdefault(line["article"], set()).update((line["start"], line["end"]))
        docs = DocBin().from_disk(exported("docbin")).get_docs(NLP.vocab)
        untold = []
        for doc, article in zip(docs, source()[1], strict=True):
            example = Example(NLP.make_doc(doc.text), doc)
            for token in example.predicted:
                misaligned = len(example.alignment.x2y[token.i]) != 1
                edges = cuts.get(article.id, ())
                if misaligned and not any(token.idx < edge < token.idx + len(token) for edge in edges):
                    untold.append((article.id, token.text))
        self.assertTrue(cuts)
        self.assertEqual(untold, [])

    def test_words_that_are_names_of_spacys_own(self):
        file = FOLDER / "names.jsonl"
        text = " ".join(NAMES[1:])
        file.write_text(json.dumps({"text": text, "entities": [[0, len(NAMES[1]), "dep"]]}) + "\n", encoding="utf-8")
        self.assertEqual(postil("convert", "--to", "docbin", file, FOLDER / "names.spacy").stderr, "")
        (doc,) = DocBin().from_disk(FOLDER / "names.spacy").get_docs(NLP.vocab)
        self.assertEqual((doc.text, [it.label_ for it in doc.ents]), (text, ["dep"]))

    def test_docbin_of_spacy(self):
        """What spaCy writes is read: entities, the spans of the span categoriser, categories."""
        docs = []
        for article in source()[1][: min(COUNT, 2000)]:
            doc = NLP(article.text)
            spans = [doc.char_span(start, end, label) for start, end, label in sorted(article.entities)]
            spans = [span for span in spans if span is not None and span.text.strip() == span.text]
            doc.ents = spacy.util.filter_spans(spans)
            doc.spans["sc"] = spans
            docs.append(doc)
        path = FOLDER / "written.spacy"
        DocBin(docs=docs, store_user_data=True).to_disk(path)
        run = postil("convert", "--to", "spacy", path)
        self.assertEqual(run.stderr, "")
        for line, doc in zip(map(json.loads, lines(run.stdout)), docs, strict=True):
            self.assertEqual(line["text"], doc.text)
            wanted = {(it.start_char, it.end_char, it.label_) for it in doc.spans["sc"]}
            found = {tuple(it) for it in line["entities"]} | {tuple(it[:3]) for it in line.get("spans", {}).get("sc", [])}
            self.assertEqual(found, wanted)

    def test_training(self):
        """Training on our file starts without a warning, and spaCy's own look at the data finds no fault with it."""
        names = FOLDER / "names-only.jsonl"
        with source()[0].open(encoding="utf-8") as every, names.open("w", encoding="utf-8") as file:
            file.writelines(line for number, line in enumerate(every) if number % 2 == 0 and number < 400)
        data, config = FOLDER / "names-only.spacy", FOLDER / "config.cfg"
        # Names beside a hyphen or a foreign full stop cut tokens.
        told = postil("convert", "--to", "docbin", names, data).stderr
        self.assertRegex(told, r"^postil: lost or changed in docbin: at least \d+ annotations; [^\n]*\n$")
        self.assertEqual(spacy_command("init", "config", config, "--lang", "en", "--pipeline", "ner", "--force")[0], 0)
        paths = ["--paths.train", data, "--paths.dev", data]
        status, said = spacy_command("train", config, *paths, "--training.max_steps", 20, "--training.eval_frequency", 10)
        self.assertEqual(status, 0, said)
        self.assertNotIn("W030", said)
        status, said = spacy_command("debug", "data", config, *paths, "--no-format")
        self.assertEqual(status, 0, said)
        self.assertNotIn("fail", said.lower())
        for praise in ["0 missing value(s)", "No entities consisting of or starting/ending with whitespace"]:
            self.assertIn(praise, said)

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
