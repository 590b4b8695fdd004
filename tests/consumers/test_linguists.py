"""Formats of linguists: dkpro-cassis reads the CAS, conllu the columns, and any JSON-LD tool the Web Annotations."""

import json
import unittest

import cassis
import conllu
from seqeval.scheme import IOB2, Entities

from articles import expected, exported, of_tokens, squeezed

NAMED_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"


class CasJson(unittest.TestCase):
    def test_files(self):
        """cassis turns the UTF-16 units of the file into code points, which Python counts in."""
        for article in expected("cas-json"):
            with exported("cas-json").joinpath(f"{article.id}.json").open("rb") as file:
                cas = cassis.load_cas_from_json(file)
            self.assertEqual(cas.sofa_string, article.text)
            found = {(it.begin, it.end, it.value) for it in cas.select(NAMED_ENTITY)}
            self.assertEqual(found, article.entities)
            for entity in cas.select(NAMED_ENTITY):
                self.assertEqual(entity.get_covered_text(), article.text[entity.begin : entity.end])


class ConlluPlus(unittest.TestCase):
    def test_documents(self):
        documents = {}
        with exported("conllu-plus").open(encoding="utf-8", newline="\n") as file:
            for sentence in conllu.parse_incr(file):
                if "newdoc id" in sentence.metadata:
                    document = documents.setdefault(sentence.metadata["newdoc id"], ([], []))
                tags = [token["postil:ner"] for token in sentence]
                [found] = Entities([tags], IOB2).entities
                before = len(document[0])
                document[1].extend((before + it.start, before + it.end, it.tag) for it in found)
                document[0].extend(token["form"] for token in sentence)
        for article in expected("conllu-plus"):
            text, entities = squeezed(*of_tokens(*documents.get(article.id, ([], []))))
            wanted = squeezed(article.text, article.entities)
            self.assertEqual(text, wanted[0])
            self.assertLessEqual(wanted[1], entities)


class WebAnnotation(unittest.TestCase):
    """No package reads the data model, so this holds them to what the W3C says of selectors."""

    def test_pages(self):
        pages = json.loads(exported("web-annotation").read_text(encoding="utf-8"))
        for page, article in zip(pages, expected("web-annotation"), strict=True):
            found = set()
            for item in page["items"]:
                quote, position = item["target"]["selector"]
                start, end = position["start"], position["end"]
                self.assertEqual(quote["exact"], article.text[start:end])
                self.assertTrue(article.text[:start].endswith(quote["prefix"]))
                self.assertTrue(article.text[end:].startswith(quote["suffix"]))
                found.add((start, end, item["body"]["value"]))
            self.assertEqual(found, article.entities)
