"""A project as an annotator leaves it: made-up shipping news, with a label that no model brings along."""

import json
import random

SHIPS = "Aurora|Sea Lark|Kong Harald|Nordwind|Minerva|Blue Heron|Santa Rita|Ocean Pearl|Albatross|Fram".split("|")
PLACES = "Rotterdam|Oslo|New York|Lisbon|Busan|Cape Town|Valparaíso|Gdańsk".split("|")
CREWS = "Ann Li|Maria Silva|Olena Koval|Kim Park|José Álvarez|Bob Lee|Zoë Marsh|Amara Okafor".split("|")
SENTENCES = (
    "The freighter {SHIP} left {PORT} at dawn.",
    "Captain {SKIPPER} of the {SHIP} spoke of a rough night off {PORT}.",
    "“We saw nothing,” said {SKIPPER}, whose tanker {SHIP} was nearby.",
    "Two tugs pulled the {SHIP} into {PORT}, where {SKIPPER} was waiting.",
    "Nobody was hurt.",
    "Prices rose again, and the talks went on until the evening.",
    "Insurers of the {SHIP} declined to comment.",
    "In {PORT}, harbour master {SKIPPER} closed the pier.",
)
NAMES = {"SHIP": SHIPS, "PORT": PLACES, "SKIPPER": CREWS}


def article(number, chance):
    """An article of some sentences, decided from its first to its last name."""
    text, annotations = "", []
    for sentence in chance.choices(SENTENCES, k=chance.randint(4, 9)):
        while "{" in sentence:
            before, rest = sentence.split("{", 1)
            label, sentence = rest.split("}", 1)
            text += before
            name = chance.choice(NAMES[label])
            annotations.append({"start": len(text), "end": len(text) + len(name), "label": label})
            text += name
        text += sentence + chance.choice(["  ", " ", "\n\n"])
    return {"id": f"n{number}", "text": text.rstrip(), "status": "done", "annotations": annotations}


def project(articles, seed):
    """The content of a project file."""
    chance = random.Random(seed)
    labels = [{"id": label, "name": label.title(), "color": "#3b6fd4"} for label in NAMES]
    return json.dumps({
        "format": "postil-project", "version": 1, "offset_unit": "codepoint",
        "schema": {"name": "shipping", "labels": labels},
        "articles": [article(number, chance) for number in range(articles)],
    })
