"""A wording of an utterance: its words with their places, and how it differs from another wording.

Invariant: an edit's spans hold exactly the words that differ, each in its own article's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from sayso.model.annotation import AnnotatedArticle, Attribution, Basis, Form
from sayso.model.article import Article
from sayso.model.nearby import Nearby
from sayso.model.relation import Change, Edit, EditKind
from sayso.model.span import Span, overlaps_any
from sayso.text.align import Gap, Run, find_gaps, match_words
from sayso.text.words import FUNCTION_STEMS, Words, expand_word, find_words, stem_words

WORDS_PER_SLIP = 12  # one small word in so many may differ in a verbatim wording
LEAST_DROPPED = 2  # words whose loss inside a quotation is worth a flag
LEAST_EQUAL = 0.5  # of the shorter wording's words, that the other has
LEAST_BESIDE = 3  # words that must be equal on either side of the loss
_OMISSION = re.compile(r"…|\.\s?\.\s?\.|\[|\(")
_BRACKET = re.compile(r"[\[(]")
_MARK = re.compile(r"[“”\"]")  # where one quotation ends or another begins, the words do not run on
_NEGATIONS = frozenset({"not", "no"})
_SPELT = {
    "ok": "okay",
    "gonna": "goingto",
    "wanna": "wantto",
    "gotta": "gotto",
    "cause": "because",
    "til": "until",
    "till": "until",
    "yeah": "yes",
    "percent": "%",
    **{str(n): word for n, word in enumerate("zero one two three four five six seven eight nine ten".split())},
}
_BRITISH = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"(?<=d)gement", "gment"),
        (r"(?<=\w\w)our(?!ce|nal|ney|ist|se)", "or"),
        (r"(?<=\w\wi)s(?=(?:e[drs]?|ing|ation|ations|ers)$)|(?<=\w\wy)s(?=(?:e[drs]?|ing)$)", "z"),
        (r"(?<=\w\w[bt])re(?=s?$)", "er"),
        (r"ll(?=(?:ed|ing|ers?)$)", "l"),
        (r"(?<=\w\wen)c(?=es?$)", "s"),
        (r"ogue(?=s?$)", "og"),
        (r"(?<=\wm)me(?=s?$)", ""),
    )
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that an attribution gives as said. ``stems`` compare; ``words`` keep their places in the text.

    ``names`` are those of the stems that are written large inside a sentence.

    ``pieces`` are the spans the words were read from: those of the content, of a mixed one only what stands in
    quotation marks.
    """

    article: Article
    attribution: Attribution
    pieces: tuple[Span, ...]
    words: Words
    stems: tuple[str, ...]
    names: frozenset[str] = frozenset()

    @property
    def is_told(self) -> bool:
        """Say whether the words are the writer's, outside quotation marks."""
        return self.attribution.form is Form.INDIRECT

    @property
    def denies(self) -> bool:
        """Say whether they are what somebody denied."""
        return self.attribution.basis is Basis.DENIES


class WordingReader:
    """Reads the wordings of one article; made once an article, as it finds what stands in its quotation marks."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self._annotated = annotated

    def read(self, attribution: Attribution) -> Wording:
        """Read the words that an attribution gives as said."""
        pieces = attribution.content
        if attribution.form is Form.MIXED:
            pieces = tuple(self._cut_quoted(pieces)) or pieces
        text = self._annotated.article.text
        words = find_words(text, pieces)
        stems = stem_words(words.forms)
        names = frozenset(
            stem for stem, index in stems if index and text[words.starts[index]].isupper() and stem != "i"
        )
        return Wording(self._annotated.article, attribution, pieces, words, tuple(stem for stem, _ in stems), names)

    @cached_property
    def _quoted(self) -> Nearby[Span]:
        parts = sorted(part for each in self._annotated.quotations for part in each.parts or (each.inner,))
        return Nearby(parts, lambda part: (part,))

    def _cut_quoted(self, pieces: Sequence[Span]) -> Iterator[Span]:
        end = 0
        for part in self._quoted.near(pieces):
            for piece in pieces:
                start, stop = max(part.start, piece.start, end), min(part.end, piece.end)
                if start < stop:
                    yield Span(start, stop)
                    end = stop


def compare_without(wording: Wording, held: Sequence[Span]) -> Wording:
    """Leave the words in some spans, which are another's, out of the stems by which a wording is compared."""
    words = wording.words
    places = [Span(start, end) for start, end in zip(words.starts, words.ends, strict=True)]
    own = [stem for stem, index in stem_words(words.forms) if not overlaps_any(places[index], held)]
    return replace(wording, stems=tuple(own), names=wording.names.intersection(own))


def describe_change(fullest: Wording, here: Wording) -> tuple[Change, tuple[Edit, ...]]:
    """Say what a wording does to the fullest one, and give the differences as spans, in order.

    ``verbatim``: the same words in the same order, but for case, spelling, punctuation and at most one small word in
    twelve. ``cut``: words are left out at an end, or where a mark or the cue shows it. ``joined``: words are left out
    inside and nothing shows it. ``reworded``: anything else.
    """
    runs = _match(fullest.words.forms, here.words.forms)
    gaps = find_gaps(runs, len(fullest.words), len(here.words))
    edits = tuple(_to_edit(gap, fullest, here) for gap in gaps)
    gaps = [gap for gap in gaps if not _is_respelt(gap, fullest, here)]
    large = [gap for gap in gaps if not _is_slip(gap, fullest, here)]
    n_slips = sum(max(gap.a_end - gap.a_start, gap.b_end - gap.b_start) for gap in gaps if gap not in large)
    if n_slips * WORDS_PER_SLIP > max(len(fullest.words), len(here.words)):
        large = gaps
    if not large:
        return Change.VERBATIM, edits
    if not runs or any(gap.b_end > gap.b_start for gap in large):
        return Change.REWORDED, edits
    if any(is_hidden_drop(gap, here) for gap in large):
        return Change.JOINED, edits
    return Change.CUT, edits


def is_hidden_drop(gap: Gap, here: Wording) -> bool:
    """Say whether words are missing between two words of a wording that run on as if nothing were."""
    if gap.b_start == 0 or gap.b_end >= len(here.words):
        return False
    start, end = here.words.ends[gap.b_start - 1], here.words.starts[gap.b_end]
    if not any(piece.start <= start and end <= piece.end for piece in here.attribution.content):
        return False
    between = here.article.text[start:end]
    return _OMISSION.search(between) is None and _MARK.search(between) is None


def find_hidden_drops(full: Wording, here: Wording) -> list[Span]:
    """Find what ``here`` leaves out of ``full`` inside, unmarked, with LEAST_BESIDE equal words on either side.

    Gives spans of the full wording that are at least LEAST_DROPPED words longer than what stands in their place.
    """
    runs = _match(full.words.forms, here.words.forms)
    drops: list[Span] = []
    if sum(run.length for run in runs) < LEAST_EQUAL * min(len(full.words), len(here.words)):
        return drops  # two sayings of one thought
    for before, after in pairwise(runs):
        gap = Gap(before.a + before.length, after.a, before.b + before.length, after.b)
        n_lost = (gap.a_end - gap.a_start) - (gap.b_end - gap.b_start)
        beside = min(before.length, after.length) >= LEAST_BESIDE
        if n_lost >= LEAST_DROPPED and beside and gap.b_end - gap.b_start <= 1 and is_hidden_drop(gap, here):
            span = _cover(full.words, gap.a_start, gap.a_end)
            drops += (
                [span]
                if span is not None and _is_in_one_piece(span, full) and not is_inserted(span, full.article)
                else []
            )
    return drops


def is_inserted(span: Span, article: Article) -> bool:
    """Say whether quoted words are an editor's, in brackets: who leaves them out leaves out nothing that was said."""
    return _BRACKET.search(article.text, max(0, span.start - 1), span.end) is not None


def _is_in_one_piece(span: Span, wording: Wording) -> bool:
    return any(piece.contains(span) for piece in wording.pieces)


def _match(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    return _smooth(_slide(match_words(a, b), a), a, b)


def is_same_spelling(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether folded words are the same but for how they are spelt: "gonna", "common-sense", "labour"."""
    return _spell(a) == _spell(b)


def _spell(forms: Sequence[str]) -> str:
    return "".join(_spell_american(_SPELT.get(form, form)) for form in forms)


def _spell_american(form: str) -> str:
    for british, american in _BRITISH:
        form = british.sub(american, form)
    return form


def _slide(runs: Sequence[Run], a: Sequence[str]) -> list[Run]:
    """Move a run up to the next one where its words stand there too: then words were left out before it, not after."""
    slid: list[Run] = []
    for run in reversed(runs):
        if slid and run.b + run.length == slid[-1].b:
            start = slid[-1].a - run.length
            if start > run.a and a[start : start + run.length] == a[run.a : run.a + run.length]:
                slid[-1] = Run(start, run.b, run.length + slid[-1].length)
                continue
        slid.append(run)
    return slid[::-1]


def _smooth(runs: Sequence[Run], a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """Drop a lone small word that is matched between larger differences: that is chance, not the same word."""
    kept: list[Run] = []
    for index, run in enumerate(runs):
        before = kept[-1] if kept else Run(0, 0, 0)
        after = runs[index + 1] if index + 1 < len(runs) else Run(len(a), len(b), 0)
        n_around = (run.a - before.a - before.length) + (run.b - before.b - before.length)
        n_around += (after.a - run.a - run.length) + (after.b - run.b - run.length)
        if run.length > 1 or n_around <= 4 or not _is_small(a[run.a]):
            kept.append(run)
    return kept


def _is_small(word: str) -> bool:
    stems = expand_word(word)
    return all(stem in FUNCTION_STEMS for stem in stems) and not _NEGATIONS.intersection(stems)


def _is_slip(gap: Gap, fullest: Wording, here: Wording) -> bool:
    words = fullest.words.forms[gap.a_start : gap.a_end] + here.words.forms[gap.b_start : gap.b_end]
    return all(map(_is_small, words))


def _is_respelt(gap: Gap, fullest: Wording, here: Wording) -> bool:
    return is_same_spelling(fullest.words.forms[gap.a_start : gap.a_end], here.words.forms[gap.b_start : gap.b_end])


def _to_edit(gap: Gap, fullest: Wording, here: Wording) -> Edit:
    a = _cover(fullest.words, gap.a_start, gap.a_end)
    b = _cover(here.words, gap.b_start, gap.b_end)
    kind = EditKind.REPLACED if a and b else EditKind.DROPPED if a else EditKind.ADDED
    return Edit(kind=kind, fullest=a, here=b)


def _cover(words: Words, start: int, end: int) -> Span | None:
    return Span(words.starts[start], words.ends[end - 1]) if start < end else None
