"""Whether two sentences say the same in other words: features of what they share, weighed by a trained line.

Invariant: the features depend on the words of the two alone and are the same whichever of them comes first. The weights
are data (``lexicon/rewording.txt``, made by ``training/wordings.py``); no network, no table of synonyms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

from rapidfuzz.distance import Indel

from sayso.relate.frequencies import weigh_stem
from sayso.text.align import match_words
from sayso.text.words import FUNCTION_STEMS, STOPWORDS, find_words, stem_words

_NEGATIONS = frozenset("not no never none nobody nothing without nor neither".split(" "))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of words as compared: its stems in order, and those of them that are names (capitals, not at first)."""

    stems: tuple[str, ...]
    names: frozenset[str]


def read_phrase(text: str) -> Phrase:
    """Read a whole text as one phrase."""
    words = find_words(text)
    stems = stem_words(words.forms)
    names = frozenset(stem for stem, index in stems if index and text[words.starts[index]].isupper())
    return Phrase(tuple(stem for stem, _ in stems), names)


def measure_features(a: Phrase, b: Phrase) -> dict[str, float]:
    """Measure what two phrases share. Every value is 0 to 1, but for counts and logarithms."""
    a, b = sorted(
        (a, b), key=lambda phrase: phrase.stems
    )  # of two equally good alignments one is found, whichever first
    found: dict[str, float] = {}
    for size in (1, 2, 3, 4):
        _add_overlap(found, f"{size} words", _runs(a.stems, size), _runs(b.stems, size))
    joined_a, joined_b = " ".join(a.stems), " ".join(b.stems)
    for size in (3, 5):
        _add_overlap(found, f"{size} letters", _letters(joined_a, size), _letters(joined_b, size))
    found["letters in order"] = Indel.normalized_similarity(joined_a, joined_b)
    _add_weights(found, a.stems, b.stems)
    _add_facts(found, a, b)
    n_a, n_b = max(1, len(a.stems)), max(1, len(b.stems))
    found |= {
        "length ratio": min(n_a, n_b) / max(n_a, n_b),
        "length difference": float(abs(n_a - n_b)),
        "log length": log(min(n_a, n_b)),
        "same beginning": float(a.stems[:1] == b.stems[:1]),
        "same first three": float(a.stems[:3] == b.stems[:3]),
        "same end": float(a.stems[-1:] == b.stems[-1:]),
    }
    return found


def _runs(stems: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(stems[start : start + size]) for start in range(len(stems) - size + 1))


def _letters(text: str, size: int) -> Counter[str]:
    return Counter(text[start : start + size] for start in range(len(text) - size + 1))


def _add_overlap(found: dict[str, float], name: str, a: Counter[str] | Counter[tuple[str, ...]], b: Counter) -> None:  # type: ignore[type-arg]
    n_a, n_b, n_common = max(1, a.total()), max(1, b.total()), (a & b).total()
    found[f"{name} of shorter"] = n_common / min(n_a, n_b)
    found[f"{name} of longer"] = n_common / max(n_a, n_b)


def _add_weights(found: dict[str, float], a: Sequence[str], b: Sequence[str]) -> None:
    """Weigh what is shared, in any order and in order, and the content words that only one of the two has."""
    count_a, count_b = Counter(a), Counter(b)
    common = count_a & count_b
    weight_a, weight_b, shared = (_weigh(count) for count in (count_a, count_b, common))
    runs = match_words(a, b)
    ordered = sum(weigh_stem(a[run.a + n]) for run in runs for n in range(run.length))
    both = max(1e-9, weight_a + weight_b)
    alone = sorted((_content(count_a - count_b), _content(count_b - count_a)), key=_weigh)
    n_content = _content(common).total()
    found |= {
        "weight of shorter": shared / max(1e-9, min(weight_a, weight_b)),
        "weight of longer": shared / max(1e-9, max(weight_a, weight_b)),
        "weight of both": 2 * shared / both,
        "weight in order": 2 * ordered / both,
        "longest run": max((run.length for run in runs), default=0) / max(1, min(len(a), len(b))),
        "alone, less": _weigh(alone[0]),
        "alone, more": _weigh(alone[1]),
        "words alone, less": float(min(each.total() for each in alone)),
        "words alone, more": float(max(each.total() for each in alone)),
        "content shared": float(n_content),
        "content part": n_content / max(1, n_content + alone[0].total() + alone[1].total()),
    }


def _weigh(count: Mapping[str, int]) -> float:
    return sum(weigh_stem(stem) * n for stem, n in sorted(count.items()))


def _content(count: Counter[str]) -> Counter[str]:
    return Counter({s: n for s, n in count.items() if s not in FUNCTION_STEMS and s not in STOPWORDS})


def _add_facts(found: dict[str, float], a: Phrase, b: Phrase) -> None:
    """Compare what a rewording keeps: numbers, names, and whether it says no."""
    in_a, in_b = set(a.stems), set(b.stems)
    numbers_a, numbers_b = ({stem for stem in stems if stem[:1].isdigit()} for stems in (in_a, in_b))
    names_a, names_b = a.names - in_b, b.names - in_a
    found |= {
        "numbers equal": float(numbers_a == numbers_b),
        "numbers one way": float(bool(numbers_a - numbers_b) != bool(numbers_b - numbers_a)),
        "numbers alone": float(len(numbers_a ^ numbers_b)),
        "numbers both ways": float(bool(numbers_a - numbers_b) and bool(numbers_b - numbers_a)),
        "names alone": float(len(names_a | names_b)),
        "names both ways": float(bool(names_a) and bool(names_b)),
        "names shared": len(a.names & b.names) / max(1, len(a.names | b.names)),
        "negation differs": float(len(_NEGATIONS & in_a) != len(_NEGATIONS & in_b)),
    }


@cache
def load_line() -> tuple[float, Mapping[str, tuple[float, float, float]]]:
    """Load the trained line: its constant, and for each feature the mean, the deviation and the weight."""
    text = files("sayso.relate").joinpath("lexicon", "rewording.txt").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    line = {name: (float(mean), float(deviation), float(weight)) for name, mean, deviation, weight in rows}
    return line.pop("constant")[2], line


def measure_rewording(a: Phrase, b: Phrase) -> float:
    """Give the estimated probability, 0 to 1, that two phrases say the same."""
    constant, line = load_line()
    found = measure_features(a, b)
    height = constant + sum(w * (found[name] - mean) / deviation for name, (mean, deviation, w) in line.items())
    return 1 / (1 + exp(-max(-50.0, min(50.0, height))))
