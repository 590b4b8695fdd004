"""Annotation tools, and what is read without a library."""

import csv
import importlib.util
import json
import re
import sys
import unittest
from functools import cache
from pathlib import Path

from label_studio_sdk.converter import Converter
from label_studio_sdk.label_interface import LabelInterface

from articles import FOLDER, expected, exported, from_utf16, json_lines, lines, of_tokens, postil, source, squeezed

LABELS = ["PERSON", "ORG", "GPE"]


@cache
def config():
    """The labelling configuration that is written beside the tasks."""
    path = FOLDER / "labels.xml"
    run = postil("convert", "--to", "label-studio", "--config", path, source()[0], FOLDER / "tasks.json")
    assert (run.returncode, run.stderr) == (0, ""), run.stderr
    return path.read_text(encoding="utf-8")


class LabelStudio(unittest.TestCase):
    def test_tasks(self):
        interface = LabelInterface(config())
        for task, article in zip(tasks(), expected("label-studio"), strict=True):
            self.assertTrue(interface.validate_task({"data": task["data"]}))
            self.assertEqual(task["data"]["text"], article.text)
            for annotation in task["annotations"]:
                self.assertTrue(interface.validate_annotation(annotation), annotation)
            regions = [region for annotation in task["annotations"] for region in annotation["result"]]
            self.check(article, [region["value"] for region in regions])

    def test_converter(self):
        """Label Studio's own converter makes its short form, once tasks have the ids that an import gives them."""
        imported = FOLDER / "imported.json"
        imported.write_text(json.dumps([{**task, "id": index} for index, task in enumerate(tasks())]))
        Converter(config(), str(FOLDER)).convert_to_json_min(str(imported), str(FOLDER / "min"), is_dir=False)
        short = json.loads((FOLDER / "min" / "result.json").read_text(encoding="utf-8"))
        found = {task["id"]: task.get("label", []) for task in short}
        for index, article in enumerate(expected("label-studio")):
            self.check(article, found.get(index, []))

    def check(self, article, values):
        found = {(*from_utf16(article.text, it["start"], it["end"]), it["labels"][0]) for it in values}
        self.assertEqual(found, article.entities)
        for value in values:
            start, end = from_utf16(article.text, value["start"], value["end"])
            self.assertEqual(value["text"], article.text[start:end])


def tasks():
    return json.loads(exported("label-studio").read_text(encoding="utf-8"))


class Doccano(unittest.TestCase):
    """Its server cannot be run here: what its documentation says of a line, with offsets in UTF-16 units."""

    def test_lines(self):
        for line, article in zip(json_lines("doccano"), expected("doccano"), strict=True):
            self.assertEqual(line["text"], article.text)
            self.assertEqual(
                {(*from_utf16(article.text, start, end), label) for start, end, label in line["label"]},
                article.entities,
            )


class NerAnnotator(unittest.TestCase):
    """Its export as its source writes it: an entry a text, offsets as JavaScript counts them."""

    def test_entries(self):
        file = json.loads(exported("ner-annotator").read_text(encoding="utf-8"))
        self.assertEqual(sorted(file["classes"]), sorted(LABELS))
        for (text, entry), article in zip(file["annotations"], expected("ner-annotator"), strict=True):
            found = {(*from_utf16(text, start, end), label) for start, end, label in entry["entities"]}
            self.assertEqual((text, found), (article.text, article.entities))


class Brat(unittest.TestCase):
    """What brat's documentation says of its files, since it is no package: a part of a span lies on one line."""

    LINE = re.compile(r"T[0-9]+\t([A-Za-z0-9_-]+) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)\t(.*)")

    def test_files(self):
        for article in expected("brat"):
            text = exported("brat").joinpath(f"{article.id}.txt").read_bytes().decode("utf-8")
            self.assertEqual(text, article.text)
            found = set()
            for line in lines(exported("brat").joinpath(f"{article.id}.ann").read_bytes().decode("utf-8")):
                label, offsets, quoted = self.LINE.fullmatch(line).groups()
                parts = [tuple(map(int, part.split(" "))) for part in offsets.split(";")]
                self.assertEqual(quoted, " ".join(text[start:end] for start, end in parts))
                found.add((parts[0][0], parts[-1][1], label))
            self.assertLessEqual(article.entities, found)


class Gliner(unittest.TestCase):
    def test_spans(self):
        for element, article in zip(elements(), expected("gliner"), strict=True):
            spans = [(first, last + 1, label) for first, last, label in element["ner"]]
            text, entities = squeezed(*of_tokens(element["tokenized_text"], spans))
            wanted = squeezed(article.text, article.entities)
            self.assertEqual(text, wanted[0])
            self.assertLessEqual(wanted[1], entities)

    def test_tokens(self):
        """Where no annotation cuts them, tokens are those of GLiNER's own splitter."""
        splitter = gliner_tokenizer().WhitespaceTokenSplitter()
        compared = 0
        for element, article in zip(elements(), expected("gliner"), strict=True):
            tokens = [token for token, _, _ in splitter(article.text)]
            cut = len(element["tokenized_text"]) - len(tokens)
            self.assertGreaterEqual(cut, 0)
            if cut == 0:
                self.assertEqual(element["tokenized_text"], tokens)
                compared += 1
        self.assertGreater(compared, len(expected("gliner")) / 3)


def elements():
    return json.loads(exported("gliner").read_text(encoding="utf-8"))


def gliner_tokenizer():
    """GLiNER's tokenizer without the rest of the package, which wants PyTorch."""
    package = Path(importlib.util.find_spec("gliner").submodule_search_locations[0])
    source = (package / "data_processing" / "tokenizer.py").read_text(encoding="utf-8")
    source = source.replace("from ..utils import is_module_available", "is_module_available = lambda name: False")
    module = type(sys)("gliner_tokenizer")
    exec(compile(source, "tokenizer.py", "exec"), module.__dict__)
    return module


class Csv(unittest.TestCase):
    def test_rows(self):
        csv.field_size_limit(1 << 30)
        articles = {}
        with exported("csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["label"] == "":
                    articles[row["id"]] = (row["text"], set())
                else:
                    start, end = int(row["start"]), int(row["end"])
                    self.assertEqual(articles[row["id"]][0][start:end], row["text"])
                    articles[row["id"]][1].add((start, end, row["label"]))
        for article in expected("csv"):
            self.assertEqual(articles[article.id], (article.text, article.entities))
