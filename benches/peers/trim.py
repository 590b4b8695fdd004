"""Cuts what guidelines differ in from names, as evaluate.py does for spaCy's: articles in, articles out (JSONL)."""

import json
import re
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "training"))
from prepare import trimmed  # noqa: E402


def trim(text, start, end, label):
    """The span without a leading article, a title and a trailing possessive; None if nothing is left."""
    words = list(re.finditer(r"['’]s?(?!\w)|(?:(?!['’]s\b)[^\s])+", text[start:end]))
    first, last = trimmed([word.group() for word in words], 0, len(words), label)
    return [start + words[first].start(), start + words[last - 1].end(), label] if first < last else None


for line in sys.stdin:
    article = json.loads(line)
    spans = (trim(article["text"], *entity) for entity in article["entities"])
    print(json.dumps({**article, "entities": [span for span in spans if span]}, ensure_ascii=False))
