"""Names as compared: spellings, transliterations, adjectives and word orders that mean one name get one key.

Invariant: a key is for comparing only and is never shown; what is shown is cut from a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

_PARTICLES = frozenset(
    "von van de der den del della la las le los bin al el di da dos du ter ten ibn abu st mac lo do das ben".split(" ")
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL = frozenset("the of for and in at on s a an to".split(" "))
_OF_TWO_WORDS = frozenset({"abdel", "abdul", "mir"})  # with the word after them one given name
_FAMILY_FIRST_LONG = frozenset(
    "kim park lee moon choi nguyen chung han cho jang jeong jung kang yoon ri pak hwang shin ahn roh tran pham".split()
)
_FAMILY_FIRST = frozenset({"xi", "deng", "hu", "jiang", "zhao", "zhang", "wang", "li", "liu", "moon", "wen", "qin"})
_TOKEN = re.compile(r"[a-z0-9]+(?:['.][a-z0-9]+)*")
_SPELLINGS = {
    "defense": "defence",
    "center": "centre",
    "labor": "labour",
    "program": "programme",
    "offense": "offence",
    "harbor": "harbour",
    "color": "colour",
    "theater": "theatre",
    "co": "company",
    "corp": "corporation",
    "dept": "department",
    "univ": "university",
    "intl": "international",
    "govt": "government",
}


@dataclass(frozen=True, slots=True)
class PersonKey:
    """A person's name as compared: how the surname sounds, and the given names; none for a bare surname."""

    surname: str
    given: tuple[str, ...]


def _lines(name: str) -> list[str]:
    text = files("sayso.relate").joinpath("lexicon", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1 << 16)
def split_name(name: str) -> tuple[str, ...]:
    """Give the words of a name in plain lower-case ASCII, possessives and the dots of acronyms left out."""
    plain = anyascii(name).lower().replace("\u2019", "'").replace("`", "'")
    words = (re.sub(r"'s?$", "", word).replace(".", "").replace("'", "") for word in _TOKEN.findall(plain))
    return tuple(word for word in words if word)


_SOUNDS = (
    (re.compile(r"shch|sch|tsch|tch"), "sh"),
    (re.compile(r"ck|q|kh|gh(?=[aou])"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    (re.compile(r"tz|cz"), "ts"),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"(?<=[^aeiouy])[yij]e"), "e"),
    (re.compile(r"[iyj]+"), "i"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"(?<=..)(?:ii?|ei)$"), "i"),
)


@lru_cache(maxsize=1 << 16)
def sound_of(word: str) -> str:
    """Fold the ways to spell one foreign name: "zelenskiy", "zelensky" and "zelenskyy" are one."""
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word


def frame_of(word: str) -> str:
    """Give the consonants of a word's sound, doubled ones once: "mohammed" and "muhamad" are one."""
    return re.sub(r"(.)\1", r"\1", re.sub(r"[aeiou]", "", sound_of(word)))


@lru_cache(maxsize=1 << 16)
def key_of_person(name: str) -> PersonKey:
    """Split a person's name into surname and given names; particles belong to the surname, so does "Jr"."""
    words = [word.removeprefix("al-") for word in split_name(name)]
    suffix = [word for word in words[1:] if word in _SUFFIXES]
    words = [word for index, word in enumerate(words) if not index or word not in _SUFFIXES]
    if not words:
        return PersonKey("", ())
    if len(words) > 2 and words[0] in _OF_TWO_WORDS:  # "Abdel Fattah", "Abdelfattah"
        words = [words[0] + words[1], *words[2:]]
    long = len(words) == 3 or (len(words) == 2 and "-" in name)
    if (words[0] in _FAMILY_FIRST_LONG and long) or (words[0] in _FAMILY_FIRST and 2 <= len(words) <= 3):
        return PersonKey(sound_of(words[0]), ("".join(words[1:]),))
    surname = " ".join(
        [_surnames().get(words[-1], sound_of(words[-1])), *(word for word in suffix if word in ("jr", "sr"))]
    )
    return PersonKey(surname, tuple(word for word in words[:-1] if word not in _PARTICLES))


@cache
def _first_names() -> dict[str, int]:
    return {split_name(name)[0]: index for index, line in enumerate(_lines("first_names.txt")) for name in line.split()}


@cache
def _surnames() -> dict[str, str]:
    """Give how a surname sounds of which several spellings are in use, by each of them."""
    spelt = ([split_name(name)[0] for name in line.split()] for line in _lines("surnames.txt"))
    return {name: sound_of(names[0]) for names in spelt for name in names}


def fold_given(name: str) -> str:
    """Fold the ways to spell one given name of the West: "Erica" and "Erika", "Sara" and "Sarah"."""
    hard = re.sub(r"c(?![ehiy])k?", "k", name).replace("ph", "f")
    return re.sub(r"(?<=[aeiou])h$", "", re.sub(r"(.)\1", r"\1", hard))


def same_given(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two persons of one surname may be one by their given names; a missing one speaks for neither."""
    if not a or not b:
        return True
    if len(a) > 1 and len(b) > 1 and a[1][0] != b[1][0]:  # "George W." and "George H.W."
        return False
    first, second = a[0], b[0]
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    if sound_of(first) == sound_of(second) or fold_given(first) == fold_given(second):
        return True
    one, other = _first_names().get(first), _first_names().get(second)
    if one is not None and one == other:
        return True
    alike = sound_of(first)[0] == sound_of(second)[0] or {first[0], second[0]} <= set("aeiouy")
    return alike and len(frame_of(first)) >= 3 and frame_of(first) == frame_of(second)


@cache
def _places() -> tuple[dict[tuple[str, ...], tuple[str, ...]], int]:
    """Give the words of each variant with the words of the form that stands for it, and the longest variant."""
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    for line in _lines("names.txt"):
        head, _, others = line.partition("|")
        main = _spelt_alike(head)
        for form in (head, *others.split(",")):
            if words := _spelt_alike(form):
                table[tuple(w for w in words if w not in _SMALL or len(words) == 1)] = main
    return table, max(map(len, table))


def _spelt_alike(name: str) -> tuple[str, ...]:
    return tuple(_SPELLINGS.get(word, word).replace("ization", "isation") for word in split_name(name))


@lru_cache(maxsize=1 << 16)
def key_of_body(name: str) -> tuple[str, ...]:
    """Give the words of an organisation's or a place's name, sorted, as compared.

    Small words fall out, adjectives of countries become the country, British and American spellings are one:
    "Russia's Defense Ministry" and "Ministry of Defence of Russia" get one key.
    """
    table, longest = _places()
    spelt = _spelt_alike(name)
    words = [word for word in spelt if word not in _SMALL] or list(spelt)
    key: list[str] = []
    index = 0
    while index < len(words):
        for size in range(min(longest, len(words) - index), 0, -1):
            part = tuple(words[index : index + size])
            if part in table and (
                len(part[0]) > 2 or size == len(words) or part in (("us",), ("uk",), ("eu",), ("un",))
            ):
                key.extend(table[part])
                index += size
                break
        else:
            key.append(words[index])
            index += 1
    return tuple(sorted(set(key)))


def names_country(key: Sequence[str]) -> bool:
    """Say whether a key holds a country or another place that goes by several names."""
    table, _ = _places()
    return any((word,) in table for word in key)


def find_acronyms(text: str) -> list[tuple[str, str]]:
    """Find where a text ties an acronym to a full name: "the Joint Rescue Centre (JRC)". Gives (acronym, full name)."""
    ties = []
    for bracket in re.finditer(r"\(([A-Z][A-Za-z&]{0,7}[A-Z])\)", text):
        acronym = bracket.group(1)
        words = re.findall(r"[\w’'&.-]+", text[max(0, bracket.start() - 120) : bracket.start()].rpartition("\n")[2])
        letters = acronym.lower().replace("&", "")
        for size in range(min(len(words), len(letters) + 4), 1, -1):
            full = words[-size:]
            if full[0][0].isupper() and full[0].lower() not in _SMALL and letters in initials_of(full):
                ties.append((acronym, " ".join(full)))
                break
    return ties


def initials_of(words: Sequence[str]) -> frozenset[str]:
    """Give what a name may be called by its letters, in lower case: with its small words, without, by its parts."""
    large = [word for word in words if word.lower() not in _SMALL]
    parts = [part for word in large for part in word.split("-") if part]
    return frozenset("".join(word[0] for word in some).lower() for some in (words, large, parts))
