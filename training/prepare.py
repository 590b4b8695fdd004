#!/usr/bin/env python3
"""Turns the openly licensed corpora into training sentences for `postil train`.

    python3 training/prepare.py CORPORA training/data

Each corpus has its own idea of what a name is. This script maps their labels to ours and writes alternatives
("O|EVENT|PRODUCT") wherever a corpus has no class of its own for something, so that its silence is not learned
as "no name". Kept out of training: uner_pud and europarl_en, the open test sets, and half of the Wikinews articles
and a twentieth of the Wikipedia articles of Re-DocRED, which become dev.jsonl. Needs nothing but Python.
"""

import gzip
import json
import sys
from pathlib import Path

TESTS = {"uner_pud", "europarl_en"}

# What a corpus without classes for these may have left outside, or called "other".
OTHER = "O|EVENT|FAC|NORP|WORK_OF_ART"
# These corpora have no class for other names, so a capital outside of a name says little.
WITHOUT_OTHER = {"uner_ewt", "btc", "litbank_prop"}

# The products of these corpora are gadgets and software, often called as their makers are, and few: learned as a
# class of their own they took many companies of the news along. They are left open.
PRODUCT = "O|ORG"

# Label of the corpus -> ours. PLACE is split into GPE, LOC and FAC below. "O" is learned as no name. Labels that
# are not listed are OTHER.
MAPS = {
    "uner_ewt": {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"},
    "btc": {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"},
    "wikigold": {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"},
    "redocred": {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "TIME": "O", "NUM": "O"},
    "wnut17": {
        "person": "PERSON", "corporation": "ORG", "group": "ORG", "location": "PLACE",
        "creative-work": "WORK_OF_ART", "product": PRODUCT,
    },
    "gum_open": {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"},
    "crossner": {
        "person": "PERSON", "politician": "PERSON", "writer": "PERSON", "musicalartist": "PERSON",
        "scientist": "PERSON", "researcher": "PERSON", "organisation": "ORG", "politicalparty": "ORG",
        "band": "ORG", "university": "ORG", "location": "PLACE", "country": "GPE", "event": "EVENT",
        "election": "EVENT", "book": "WORK_OF_ART", "album": "WORK_OF_ART", "song": "WORK_OF_ART",
        "poem": "WORK_OF_ART", "product": PRODUCT, "musicgenre": "O", "literarygenre": "O", "task": "O",
        "metrics": "O", "field": "O", "discipline": "O", "musicalinstrument": "O",
    },
    "grobid_ner": {
        "PERSON": "PERSON", "ORGANISATION": "ORG", "INSTITUTION": "ORG", "BUSINESS": "ORG", "MEDIA": "ORG",
        "LOCATION": "PLACE", "INSTALLATION": "FAC", "NATIONAL": "NORP", "EVENT": "EVENT",
        "CREATION": "WORK_OF_ART", "PERIOD": "O", "MEASURE": "O", "TITLE": "O", "PERSON_TYPE": "O",
    },
    "litbank_prop": {"PER": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC"},
}

# Where the last word of a place decides what kind of place it is.
WATER_AND_LAND = set(
    """river rivers sea ocean lake lakes bay gulf strait straits channel mountain mountains mount hill hills valley
    desert forest peninsula island islands coast cape delta canyon glacier basin plateau reef beach creek falls
    continent hemisphere pole""".split()
)
REGIONS = set(
    """africa asia europe america antarctica oceania arctic balkans caribbean scandinavia pacific atlantic
    mediterranean himalayas alps andes sahara siberia eurasia earth mars moon jupiter saturn venus sun west east
    middle-east""".split()
)
SITES = set(
    """airport station stadium bridge street avenue road square hall palace castle tower building church cathedral
    mosque temple hospital park museum theatre theater hotel prison plaza arena dam highway port terminal base
    center centre gate garden gardens house monument memorial cemetery""".split()
)
# Countries "Ivory Coast", "Marshall Islands" and the like are not land forms.
COUNTRIES = {
    "ivory coast", "gold coast", "marshall islands", "solomon islands", "cayman islands", "faroe islands", "cook islands",
    "falkland islands", "virgin islands", "rhode island", "long beach", "virginia beach", "salt lake", "little rock",
    "south africa", "central african republic", "west germany", "east germany", "west virginia", "east timor",
    "united states of america", "states of america", "hot springs", "niagara falls", "sioux falls", "great falls",
}

NATIONALITIES = set(
    """afghan albanian algerian american andorran angolan argentine argentinian armenian australian austrian
    azerbaijani bahamian bahraini bangladeshi barbadian basque belarusian belgian belizean beninese bhutanese
    bolivian bosnian botswanan brazilian breton british bruneian bulgarian burkinabe burmese burundian cambodian
    cameroonian canadian catalan chadian chilean chinese colombian comorian congolese corsican croat croatian cuban
    cypriot czech danish djiboutian dominican dutch ecuadorian ecuadorean egyptian emirati english eritrean estonian
    ethiopian european fijian filipino finnish flemish french gabonese gambian georgian german ghanaian greek
    grenadian guatemalan guinean guyanese haitian hawaiian honduran hungarian icelandic indian indonesian iranian
    iraqi irish israeli italian ivorian jamaican japanese jordanian kazakh kenyan korean kosovan kurdish kuwaiti
    kyrgyz laotian latvian lebanese liberian libyan liechtensteiner lithuanian luxembourgish macedonian malagasy
    malawian malaysian maldivian malian maltese mauritanian mauritian mexican moldovan mongolian montenegrin moroccan
    mozambican namibian nepalese nepali nicaraguan nigerian nigerien norwegian omani pakistani palestinian panamanian
    paraguayan persian peruvian polish portuguese qatari romanian russian rwandan salvadoran samoan saudi scottish
    senegalese serb serbian sicilian singaporean slovak slovakian slovene slovenian somali spanish sudanese
    surinamese swazi swedish swiss syrian taiwanese tajik tamil tanzanian thai tibetan togolese tongan trinidadian
    tunisian turkish turkmen tuvaluan ugandan ukrainian uruguayan uyghur uzbek venezuelan vietnamese welsh yemeni
    yugoslav zambian zimbabwean african asian arab arabic hispanic latino latina caucasian roma gypsy maori aboriginal
    inuit cherokee navajo sioux apache zulu hutu tutsi pashtun sinhalese rohingya cossack viking norse saxon
    muslim islamic islamist christian catholic protestant orthodox anglican lutheran methodist baptist presbyterian
    evangelical mormon quaker jew jewish judaic hindu buddhist sikh shia shiite sunni sufi taoist zoroastrian pagan
    democrat democratic republican conservative liberal labour socialist communist marxist leninist fascist nazi
    zionist tory whig soviet soviets bolshevik maoist confederate byzantine ottoman babylonian assyrian mesopotamian
    sumerian phoenician carthaginian athenian spartan trojan roman etruscan celtic gaelic germanic slavic nordic
    scandinavian iberian balkan baltic caribbean californian texan parisian londoner viennese venetian
    florentine muscovite briton englishman frenchman dutchman irishman scot scotsman welshman spaniard dane finn swede
    pole turk iraqis israelis pakistanis brit yank aussie swede swedes turks danes finns poles scots britons jews""".split()
)
# These are read as groups only when nothing else claims them.
POLITICAL = {
    "democratic", "republican", "conservative", "liberal", "labour", "socialist", "communist", "orthodox", "roman",
    "reform", "evangelical", "confederate", "pole", "polish", "caribbean", "baltic", "balkan", "pagan", "trojan",
    "baptist", "methodist", "apache", "sioux", "moon", "sun",
}
TITLES = set(
    """mr mr. mrs mrs. ms ms. dr dr. sir lady lord president senator sen sen. gov gov. governor gen gen. general
    captain capt capt. col col. colonel lt lt. prof prof. professor king queen prince princess pope minister mayor
    chairman chairwoman secretary rep rep. judge justice father rev rev. saint st st. miss madam madame emperor empress
    commissioner rapporteur chancellor premier congressman congresswoman representative ambassador admiral major
    lieutenant sergeant sgt sgt. bishop archbishop cardinal doctor duke baron count director sheik sheikh
    ayatollah""".split()
)


def is_dev(source, document):
    """Whether a document is kept for measuring. `document` is its number in its corpus."""
    return source == "gum/news" and document % 2 == 1 or source == "re-docred" and document % 20 == 10


def spans(tags):
    """(start, end, label) of each entity of an IOB sequence."""
    found, start, label = [], None, None
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        if start is not None and (prefix != "I" or name != label):
            found.append((start, i, label))
            start = None
        if prefix in ("B", "I") and start is None:
            start, label = i, name
    return found


def kind_of_place(words):
    lower = [word.lower() for word in words]
    if " ".join(lower) in COUNTRIES:
        return "GPE"
    if lower[-1] in SITES and len(words) > 1:
        return "FAC"
    if lower[-1] in WATER_AND_LAND and len(words) > 1 or lower[0] in ("lake", "mount", "cape", "gulf") and len(words) > 1:
        return "LOC"
    if lower[-1] in REGIONS and lower[0] not in ("united", "south", "new") or lower == ["south", "america"]:
        return "LOC"
    return "GPE"


def is_group(word):
    lower = word.lower()
    singular = lower[:-1] if lower.endswith("s") and lower[:-1] in NATIONALITIES else lower
    return word[:1].isupper() and not word.isupper() and singular in NATIONALITIES


def trimmed(tokens, start, end, label):
    """The span without a leading article, title or trailing possessive."""
    while start < end and tokens[start].lower() in ("the", "a", "an"):
        start += 1
    while label == "PERSON" and end - start > 1 and tokens[start].lower() in TITLES:
        start += 1
    while start < end and tokens[end - 1] in ("'s", "’s", "'", "’"):
        end -= 1
    return start, end


def convert(corpus, tokens, tags):
    """Our tags for a sentence of a corpus."""
    labels = MAPS[corpus]
    ours = ["O"] * len(tokens)
    for start, end, native in spans(tags):
        label = labels.get(native, OTHER)
        words = tokens[start:end]
        if label in ("PLACE", OTHER) and len(words) == 1 and is_group(words[0]):
            label = "NORP"
        start, end = trimmed(tokens, start, end, label)
        if label == "PLACE" and start < end:
            label = kind_of_place(tokens[start:end])
        for i in range(start, end):
            ours[i] = label if label == "O" or "|" in label else ("B-" if i == start else "I-") + label
    return [masked(corpus, tokens, ours, i) for i in range(len(tokens))]


def masked(corpus, tokens, ours, i):
    """What is learned of a token that its corpus leaves outside."""
    word = tokens[i]
    if ours[i] != "O" or not word[:1].isupper():
        return ours[i]
    if is_group(word) and (word.lower() not in POLITICAL or corpus == "grobid_ner"):
        return "B-NORP"
    sentence_start = i == 0 or tokens[i - 1] in (".", "!", "?", ":", '"', "“", "''", "``", "…")
    plain = corpus not in WITHOUT_OTHER or sentence_start or word == "I" or is_shouting(tokens)
    return "O" if plain else OTHER


def is_shouting(tokens):
    letters = [token for token in tokens if token.isalpha()]
    return sum(token.isupper() for token in letters) > len(letters) / 2


def main(source, target):
    target.mkdir(parents=True, exist_ok=True)
    dev = open(target / "dev.jsonl", "w", encoding="utf-8")
    for path in sorted(source.glob("*.jsonl.gz")):
        corpus = path.name.split(".")[0]
        if corpus in TESTS or corpus not in MAPS:
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines, open(target / f"{corpus}.jsonl", "w", encoding="utf-8") as out:
            count, document, before = 0, 0, None
            for row in map(json.loads, lines):
                document += row.get("doc") != before
                before = row.get("doc")
                tags = convert(corpus, row["tokens"], row["ner_tags"])
                sentence = {"source": row["source"], "doc": before, "tokens": row["tokens"], "tags": tags}
                held_out = is_dev(row["source"], document)
                print(json.dumps(sentence, ensure_ascii=False), file=dev if held_out else out)
                count += not held_out
        print(f"{corpus}: {count} sentences", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
