"""How a text stands to a statement: features that a person can read, and nothing hidden behind them.

Invariant: a feature is a function of the two texts and the shipped lists alone; all lie between 0 and 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from sayso.relate.frequencies import weigh_stem
from sayso.relate.happenings import match_phrase
from sayso.text.modality import DOUBTING, FALSE, HEARD, NOT_SEEING, SUPPOSED, blank_quotes
from sayso.text.words import FUNCTION_STEMS, STOPWORDS, expand_word, find_words

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$|[”\"])[^.!?\n]*)*[.!?]*[”\"]?")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_LIMIT = re.compile(
    r"\b(?:(?P<over>more\s+than|over|above|at\s+least|exceed\w*|greater\s+than|after|since|older\s+than|"
    r"longer\s+than)"
    r"|(?:less\s+than|under|below|at\s+most|fewer\s+than|up\s+to|before|until|younger\s+than|within))"
    r"\s+(?:the\s+year\s+|about\s+)?[#$£€]?(?P<number>\d[\d,]*(?:\.\d+)?)",
    re.IGNORECASE,
)
_NOTS = frozenset("not no never neither nor none nobody nothing without cannot fail refus".split())
_N_BEST = 3  # sentences that speak most of a statement
_BEGINNING = 5  # letters


@dataclass(frozen=True, slots=True)
class Read:
    """A text as compared: stems in order, those that carry meaning, names, numbers, and how many negations.

    In ``stems`` and ``matter`` a word for a happening is put by the happening's name; ``plain`` holds the stems.
    """

    stems: tuple[str, ...]
    matter: frozenset[str]
    plain: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[float]
    n_nots: int


@cache
def load_groups() -> Mapping[str, frozenset[str]]:
    """Give the groups of words that tell a stance, as stems."""
    text = files("sayso.relate").joinpath("lexicon", "stance_words.txt").read_text(encoding="utf-8")
    rows = (line.partition(":") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: frozenset(_stems(words)) for name, _, words in rows}


@cache
def load_antonyms() -> Mapping[str, frozenset[str]]:
    """Give, for each stem that has any, the stems that say the opposite."""
    text = files("sayso.relate").joinpath("lexicon", "antonyms.txt").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        one, bar, other = line.partition("|")
        if bar and not line.startswith("#"):
            left, right = set(_stems(one)), set(_stems(other))
            for here, there in ((left, right), (right, left)):
                for stem in here - there:
                    found.setdefault(stem, set()).update(there - here)
    return {stem: frozenset(others) for stem, others in found.items()}


def _stems(words: str) -> list[str]:
    return [expand_word(form)[0] for form in find_words(words).forms]


@lru_cache(maxsize=1 << 15)
def read_text(text: str) -> Read:
    """Read a sentence or a headline for comparing."""
    words = find_words(text)
    pairs = [(stem, i) for i, form in enumerate(words.forms) for stem in expand_word(form)]
    stems = [stem for stem, _ in pairs]
    plain = frozenset(stems)
    for at in range(len(stems)):
        found = match_phrase(stems, at)
        if found is not None and not found[0].reverse and len(found[1]) == 1:
            stems[at] = found[0].happening
    matter, names = set(), set()
    numbers: set[float] = set()
    for stem, (_, i) in zip(stems, pairs, strict=True):
        form = words.forms[i]
        if form[0].isdigit():
            if match := _NUMBER.match(form):
                numbers.add(float(match.group().replace(",", "").rstrip(".")))
            matter.add(stem)
        elif form in _NUMBER_WORDS:
            numbers.add(_NUMBER_WORDS[form])
            matter.add(stem)
        elif form not in STOPWORDS and stem not in FUNCTION_STEMS and stem not in _NOTS:
            matter.add(stem)
            if text[words.starts[i]].isupper() and i:
                names.add(stem)
    n_nots = sum(stem in _NOTS for stem in stems)
    return Read(tuple(stems), frozenset(matter), plain, frozenset(names), frozenset(numbers), n_nots)


_NUMBER_WORDS = {
    word: float(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
    if value > 1
} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "hundred": 100.0, "thousand": 1000.0, "million": 1e6, "billion": 1e9}


def weigh(stems: Iterable[str]) -> float:
    """Add up what stems tell."""
    return sum(1.0 if stem[0] in "+=" else weigh_stem(stem) for stem in stems)


def cover(statement: Read, stems: frozenset[str]) -> float:
    """Give the part of a statement's weight that stands among some stems."""
    whole = weigh(statement.matter)
    return weigh(statement.matter & stems) / whole if whole else 0.0


@lru_cache(maxsize=4096)
def split_text(text: str) -> tuple[str, ...]:
    """Cut a text into sentences, roughly: enough to find the one that speaks of a statement."""
    return tuple(part for match in _SENTENCE.finditer(text) if len(part := match.group().strip()) > 1)


def read_features(statement: str, text: str) -> dict[str, float]:
    """Give the features of a statement (a headline, a claim) against a text. Time is linear in the text."""
    one = read_text(blank_quotes(statement))
    sentences = split_text(text)
    reads = [read_text(blank_quotes(sentence)) for sentence in sentences]
    whole = frozenset().union(*(read.matter for read in reads)) if reads else frozenset()
    ranked = sorted(range(len(reads)), key=lambda i: (-cover(one, reads[i].matter), i))
    best = ranked[:_N_BEST]
    top = reads[best[0]] if best else read_text("")
    top_text = blank_quotes(sentences[best[0]]) if best else ""
    near = frozenset().union(*(reads[i].matter for i in best)) if best else frozenset()
    plain_near = frozenset().union(*(reads[i].plain for i in best)) if best else frozenset()
    features = {
        "bias": 1.0,
        "cover_best": cover(one, top.matter),
        "cover_near": cover(one, near),
        "cover_text": cover(one, whole),
        "cover_back": weigh(one.matter & top.matter) / max(1.0, weigh(top.matter)),
        "cover_first": cover(one, reads[0].matter) if reads else 0.0,
        "names_missing": _part(one.names - whole, one.names),
        "names_missing_near": _part(one.names - near, one.names),
        "number_missing": _part(one.numbers - {n for read in reads for n in read.numbers}, one.numbers),
        "number_other": float(bool(one.numbers) and bool(top.numbers) and not one.numbers & top.numbers),
        "negation_differs": float((one.n_nots - top.n_nots) % 2 == 1),
        "negated": min(1.0, one.n_nots / 1.0),
        "antonym": float(bool(_antonyms(one.plain - top.plain) & (top.plain - one.plain))),
        "antonym_near": float(bool(_antonyms(one.plain - plain_near) & (plain_near - one.plain))),
        **_ranges(statement, frozenset().union(*(read.numbers for read in reads)) if reads else frozenset()),
        "cover_soft": _soft(one, whole),
        "heaviest_missing": max((weigh([stem]) for stem in one.matter - _reach(one.matter, whole)), default=0.0),
        "extra": min(1.0, len(top.matter - one.matter) / 20),
        "length": min(1.0, len(one.matter) / 12),
        "order": _order(one.stems, top.stems),
        "happening": _part({s for s in one.matter if s[0] == "+"} & near, {s for s in one.matter if s[0] == "+"}),
        "place": best[0] / max(1, len(reads) - 1) if best else 1.0,
        "question": float("?" in statement),
        "false_near": float(any(FALSE.search(blank_quotes(sentences[i])) is not None for i in best)),
        "doubt_near": float(DOUBTING.search(top_text) is not None),
        "unseen_near": float(NOT_SEEING.search(top_text) is not None),
        "supposed_near": float(SUPPOSED.search(top_text) is not None),
        "heard_near": float(HEARD.search(top_text) is not None),
        "short": 1.0 / (1.0 + len(reads) / 5),
    }
    stems_near = {stem for i in best for stem in reads[i].stems}
    stems_first = {stem for read in reads[:3] for stem in read.stems}
    stems_text = {stem for read in reads for stem in read.stems}
    for name, group in load_groups().items():
        features[f"{name}_said"] = min(1.0, len(group & set(one.stems)) / 2)
        features[f"{name}_near"] = min(1.0, len(group & stems_near) / 3)
        features[f"{name}_first"] = min(1.0, len(group & stems_first) / 3)
        features[f"{name}_text"] = min(1.0, len(group & stems_text) / 6)
    return features


def _ranges(statement: str, numbers: frozenset[float]) -> dict[str, float]:
    """Say whether numbers of a text meet, or miss, a limit that the statement sets ("more than 40", "before 1990")."""
    met = missed = False
    for limit in _LIMIT.finditer(statement):
        bound = float(limit["number"].replace(",", "").rstrip("."))
        alike = [n for n in numbers if n != bound and bound / 5 <= n <= bound * 5 and (n > 1000) == (bound > 1000)]
        fits = [(n > bound) == bool(limit["over"]) for n in alike]
        met, missed = met or any(fits), missed or (bool(fits) and not any(fits))
    return {"range_met": float(met), "range_missed": float(missed)}


def _part(some: Iterable[object], whole: Iterable[object]) -> float:
    whole = list(whole)
    return len(list(some)) / len(whole) if whole else 0.0


def _reach(stems: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Give those stems that stand among others, or share their first letters with one ("acquir", "acquisit")."""
    beginnings = {stem[:_BEGINNING] for stem in others if len(stem) >= _BEGINNING}
    return frozenset(stem for stem in stems if stem in others or stem[:_BEGINNING] in beginnings)


def _soft(one: Read, others: frozenset[str]) -> float:
    return weigh(_reach(one.matter, others)) / max(1e-9, weigh(one.matter))


def _antonyms(stems: Iterable[str]) -> frozenset[str]:
    table = load_antonyms()
    return frozenset().union(*(table.get(stem, frozenset()) for stem in stems))


def _order(one: Sequence[str], other: Sequence[str]) -> float:
    """Give the part of the pairs of neighbours that stand side by side in the other text too."""
    pairs = set(pairwise(one))
    return len(pairs & set(pairwise(other))) / len(pairs) if pairs else 0.0
