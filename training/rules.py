"""How the labels of several teachers and of a corpus become one: the tags that the linear model learns. "-" is open."""

from prepare import spans

NAMES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "WORK_OF_ART", "PRODUCT")


def joined(tags, theirs, corpus):
    """The first teacher's tags, with spaCy's spans (start, end, label), as far as the corpus does not speak against them."""
    return with_missed(with_corpus(with_spacy(tags, theirs), corpus), corpus)


def with_spacy(tags, theirs):
    """NORP is spaCy's where both see the same span or the teacher sees nothing; what else only it sees is left open."""
    tags = list(tags)
    for start, end, label in theirs:
        goes_on = end < len(tags) and tags[end][0] == "I"
        same = tags[start][0] == "B" and all(tag[0] == "I" for tag in tags[start + 1 : end]) and not goes_on
        nothing = all(tag == "O" for tag in tags[start:end])
        if label == "NORP" and (same or nothing):
            tags[start:end] = ["B-NORP"] + ["I-NORP"] * (end - start - 1)
        elif nothing and label in NAMES:
            tags[start:end] = ["-"] * (end - start)
    return tags


def with_corpus(tags, corpus):
    """Where the corpus is sure that there is no name: what only spaCy sees is none, what the teacher sees is left open."""
    tags = ["O" if ours == "-" and theirs == "O" else ours for ours, theirs in zip(tags, corpus)]
    for start, end, _ in spans(tags):
        if all(tag == "O" for tag in corpus[start:end]):
            tags[start:end] = ["-"] * (end - start)
    return tags


def with_missed(tags, corpus):
    """What the corpus is sure to be a name, and no teacher sees, is left open."""
    tags = list(tags)
    for start, end, _ in spans(corpus):
        if "|O" not in corpus[start] and all(tag == "O" for tag in tags[start:end]):
            tags[start:end] = ["-"] * (end - start)
    return tags

