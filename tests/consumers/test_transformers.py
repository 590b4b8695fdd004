"""Formats of tokens and tags: `datasets` loads them, and seqeval finds the same entities."""

import unittest

from datasets import load_dataset
from seqeval.scheme import BILOU, IOB2, Entities

from articles import FOLDER, expected, exported, lines, of_tokens, squeezed


def joined(sentences, scheme):
    """Sentences of tokens and tags as one text with its entities."""
    tokens, spans = [], []
    entities = Entities([tags for _, tags in sentences], scheme).entities
    for (words, _), found in zip(sentences, entities, strict=True):
        spans += [(len(tokens) + it.start, len(tokens) + it.end, it.tag) for it in found]
        tokens += words
    return of_tokens(tokens, spans)


class Tags(unittest.TestCase):
    def check(self, name, articles):
        for found, article in zip(articles, expected(name), strict=True):
            text, entities = squeezed(*found)
            wanted = squeezed(article.text, article.entities)
            self.assertEqual(text, wanted[0])
            self.assertLessEqual(wanted[1], entities)

    def test_autotrain(self):
        rows = load_dataset("json", data_files=str(exported("autotrain")), cache_dir=str(FOLDER), split="train")
        articles = {}
        for row in rows:
            articles.setdefault(row["id"], []).append((row["tokens"], row["tags"]))
        self.check("autotrain", [joined(sentences, IOB2) for sentences in articles.values()])

    def test_hf(self):
        """A folder loads as it is, and its numbers have names."""
        rows = load_dataset(str(exported("hf")), cache_dir=str(FOLDER))["train"]
        names = rows.features["ner_tags"].feature.names
        self.assertEqual(names[0], "O")
        articles = {}
        for row in rows:
            tags = [names[tag] for tag in row["ner_tags"]]
            articles.setdefault(row["id"], []).append((row["tokens"], tags))
        self.check("hf", [joined(sentences, IOB2) for sentences in articles.values()])

    def test_columns(self):
        for name, scheme in [("conll", IOB2), ("bilou", BILOU)]:
            articles = []
            for line in lines(exported(name).read_text(encoding="utf-8")):
                columns = line.split(" ")
                if columns[0] == "-DOCSTART-":
                    articles.append([([], [])])
                elif line == "":
                    articles[-1].append(([], []))
                else:
                    articles[-1][-1][0].append(columns[0])
                    articles[-1][-1][1].append(columns[-1])
            self.check(name, [joined(sentences, scheme) for sentences in articles])
