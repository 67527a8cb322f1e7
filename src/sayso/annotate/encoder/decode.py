"""From the encoder's rows to attributions: cues first, then the words that each cue takes. Numpy only.

Invariant: a decoded span begins and ends at whole words, contents of two attributions share no word, and no content
crosses a line break.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.annotate.encoder.sheet import CLOSES, INSIDE, NESTED, OPENS, IntArray, Sheet

FloatArray = npt.NDArray[np.float32]
Pair = tuple[int, int]
Run = Callable[[IntArray, IntArray, IntArray, IntArray], FloatArray]

BEGIN_ID, END_ID = 101, 102
REACH = 160  # words on either side that a cue can take; 998 of 1000 contents lie within
OUT, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(7)
NONE, R_B_SOURCE, R_I_SOURCE, R_B_CONTENT, R_I_CONTENT = range(5)
NEVER = np.float32(-1e4)
LEAST = -6.0  # log-probabilities below it tell no more
NO_SOURCE = -1.5  # stands for the score of a source that is not there
_SHORT = re.compile(r" (?:as much(?! as\b)|otherwise\b|so(?=[.,;:!?]))")
SURELY = 6.0  # a word whose being outside is this much likelier (log) is outside


@dataclass(frozen=True, slots=True)
class Settings:
    """What is chosen on the held articles."""

    cue_bias: float = 0.0  # added to the log-odds of a cue
    tag_weight: float = 2.5  # how much the plain tags count beside the roles
    role_bias: float = -0.4  # added to the log-odds of taking a word
    least_source: float = -3.0  # least log-odds of a source where the best path has none
    quotes: bool = True
    orphans: bool = True
    confidence: tuple[float, ...] = ()  # weights of ``confidence_features``
    named: float = 0.0  # least confidence at which a source names its speaker
    worth: tuple[float, ...] = ()  # weights of ``worth_features``
    least_worth: float = 0.0  # least worth of what is neither a quotation nor told by a verb of saying


@dataclass(frozen=True, slots=True)
class Found:
    """One decoded attribution: character spans, and mean log-probabilities of the words taken.

    ``cue_margin`` is how much likelier (log) its first word begins a cue than is outside, ``begin_score`` the
    log-probability, by the plain tags, that its first content word begins a content.
    """

    source: tuple[Pair, ...]
    cue: tuple[Pair, ...]
    content: tuple[Pair, ...]
    cue_score: float = 0.0
    source_score: float = 0.0
    content_score: float = 0.0
    cue_margin: float = 0.0
    begin_score: float = 0.0


def confidence_features(found: Found) -> tuple[float, ...]:
    """Give what the confidence is told from: a constant, three mean log-probabilities, the distance."""
    far = min(abs(s[0] - c[1]) for s in found.source for c in found.cue) if found.source else 0
    return 1.0, found.cue_score, found.source_score, found.content_score, min(far, 500) / 100


def confidence(found: Found, settings: Settings) -> float:
    """Estimate how likely the source is right, 0 to 1; 0 without a source."""
    if not found.source or not settings.confidence:
        return 0.0
    return _likely(settings.confidence, confidence_features(found))


def worth_features(found: Found) -> tuple[float, ...]:
    """Give what the worth is told from: a constant, four log-probabilities, whether there is no source."""
    source = found.source_score if found.source else NO_SOURCE
    return 1.0, found.cue_margin, source, float(not found.source), found.content_score, found.begin_score


def worth(found: Found, settings: Settings) -> float:
    """Estimate how likely an attribution is one, with the right source, 0 to 1; 1 where there are no weights."""
    return _likely(settings.worth, worth_features(found)) if settings.worth else 1.0


def _likely(weights: Sequence[float], features: Sequence[float]) -> float:
    return float(1 / (1 + np.exp(-sum(w * x for w, x in zip(weights, features, strict=True)))))


@dataclass(frozen=True, slots=True)
class Heads:
    """The small matrices that stand after the encoder."""

    columns: Mapping[str, int]
    distance: FloatArray
    line: FloatArray
    out_weight: FloatArray
    out_bias: FloatArray
    apart: FloatArray = field(init=False)  # distance and line added: (distance buckets, line buckets, size)

    def __post_init__(self) -> None:
        """Add what is looked up together for every word and cue."""
        object.__setattr__(self, "apart", self.distance[:, None, :] + self.line[None, :, :])


def log_softmax(scores: FloatArray) -> FloatArray:
    """Normalise over the last axis; quickest where that is the slow one in memory (Fortran order)."""
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32)


def best_path(scores: FloatArray, begins: Sequence[int] = ()) -> IntArray:
    """Viterbi over BIO states (words, 1 + 2 * kinds): an inside follows only its own begin or inside.

    ``begins`` are where in the rows another sequence begins, beside the first row. Where each word's best state may
    follow that of the word before, those states are the path. It is sought only where one may not, in the stretch up
    to a word on either side that is outside: surely, or likelier by more than what a begin costs after it.
    """
    ahead = scores[:, 1:].max(axis=1) - scores[:, 0]
    taken = np.flatnonzero(ahead > 0)
    path = np.zeros(len(scores), dtype=np.int64)
    path[taken] = 1 + scores[taken, 1:].argmax(axis=1)
    first, after = np.zeros((2, len(scores) + 1), dtype=bool)  # words with which a stretch begins; those after one
    first[[0, *begins]] = after[[*begins, -1]] = True
    inside = taken[path[taken] % 2 == 0]
    begun = (path[inside - 1] == path[inside]) | (path[inside - 1] == path[inside] - 1)
    lost = inside[first[inside] | ~begun]
    if len(lost):
        costs = np.append((scores[1:, 2::2] - scores[1:, 1::2]).max(axis=1), 0)
        outside = np.flatnonzero(-ahead > np.clip(costs, 0, SURELY))
        first[outside + 1] = after[outside] = True
        lows, highs = np.flatnonzero(first), np.flatnonzero(after)
        low, high = lows[np.searchsorted(lows, lost, "right") - 1], highs[np.searchsorted(highs, lost, "right")]
        for begin, end in dict.fromkeys(zip(low.tolist(), high.tolist(), strict=True)):
            path[begin:end] = _best_stretch(scores[begin:end].tolist())
    return path


def _best_stretch(rows: list[list[float]]) -> list[int]:
    n_states = len(rows[0])
    value = [0.0] + [float(NEVER)] * (n_states - 1)  # before the first word: outside
    steps: list[list[int]] = []
    for row in rows:
        most = max(value)
        top = value.index(most)
        came, new = [top], [most + row[0]]
        for begin in range(1, n_states, 2):
            from_begin, from_inside = value[begin], value[begin + 1]
            came.append(top)
            new.append(most + row[begin])
            if from_begin >= from_inside:
                came.append(begin)
                new.append(from_begin + row[begin + 1])
            else:
                came.append(begin + 1)
                new.append(from_inside + row[begin + 1])
        steps.append(came)
        value = new
    state = max(range(n_states), key=value.__getitem__)
    path = [state]
    for came in reversed(steps[1:]):
        state = came[state]
        path.append(state)
    return path[::-1]


def runs(path: IntArray, begin: int) -> list[Pair]:
    """Give (first, last) of each run of ``begin`` followed by ``begin + 1``."""
    states = path.astype(np.uint8).tobytes()
    return [(match.start(), match.end() - 1) for match in _run_pattern(begin).finditer(states)]


@cache
def _run_pattern(begin: int) -> re.Pattern[bytes]:
    return re.compile(bytes([begin, begin + 1]) + b"*")


@dataclass(slots=True)
class Words:
    """One entry a word: its first piece, its place in the text, and what the heads say."""

    text: str
    first: IntArray
    starts: IntArray
    ends: IntArray
    lines: IntArray
    quote: IntArray
    tags: FloatArray
    columns: dict[str, FloatArray] = field(default_factory=dict)

    def span(self, first: int, last: int) -> Pair:
        """Give the characters of a run of words, the last one included."""
        return int(self.starts[first]), int(self.ends[last])


def to_words(sheet: Sheet, rows: FloatArray, columns: Mapping[str, int]) -> Words:
    """Keep the rows of the pieces that begin a word, cut by head."""
    at = np.flatnonzero(sheet.words)
    last = np.append(at[1:], len(sheet))[: len(at)] - 1
    edges = np.cumsum([0, *columns.values()])
    kept = rows.take(at, axis=0)
    cut = {name: kept[:, low:high] for name, low, high in zip(columns, edges[:-1], edges[1:], strict=True)}
    tags = log_softmax(np.asfortranarray(cut["tags"]))
    return Words(sheet.text, at, sheet.starts[at], sheet.ends[last], sheet.lines[at], sheet.quote[at], tags, cut)


_FARTHEST = 4096  # pieces; whatever is farther off is in the last bucket too


@cache
def _distance_buckets(n: int) -> IntArray:
    """Give the bucket of each offset from ``-_FARTHEST`` to ``_FARTHEST``."""
    offset = np.arange(-_FARTHEST, _FARTHEST + 1)
    size = np.minimum(np.floor(2 * np.log2(np.maximum(np.abs(offset), 1))), n // 2 - 1).astype(np.int64) + 1
    return n // 2 + np.sign(offset) * np.where(offset == 0, 0, size)


class _Reach(NamedTuple):
    """The words that each of some cues may take, one row a pair; a cue's rows are ``edges[cue]`` to the next."""

    cues: IntArray  # (cues, 2): first and last word
    edges: IntArray  # (cues + 1,)
    cue: IntArray  # (rows,): the number of the cue
    word: IntArray  # (rows,): the number of the word

    def bounds(self) -> tuple[list[int], list[int]]:
        """Give the first row of each cue, and the one after its last."""
        return self.edges[:-1].tolist(), self.edges[1:].tolist()


def _reach(words: Words, cues: Sequence[Pair]) -> _Reach:
    bounds = np.asarray(cues, dtype=np.int64).reshape(-1, 2)
    low = np.maximum(bounds[:, 0] - REACH, 0)
    high = np.minimum(bounds[:, 1] + 1 + REACH, len(words.first))
    edges = np.append(0, np.cumsum(high - low))
    cue = np.repeat(np.arange(len(bounds)), high - low)
    return _Reach(bounds, edges, cue, np.arange(edges[-1]) + (low - edges[:-1])[cue])


def role_scores(words: Words, heads: Heads, reach: _Reach) -> FloatArray:
    """Give the log-probabilities of the five roles for each pair of a cue and a word in its reach, (rows, 5)."""
    first, last = words.first[reach.cues].T
    piece = words.first[reach.word]
    offset = np.minimum(piece - first[reach.cue], 0) + np.maximum(piece - last[reach.cue], 0)
    buckets, middle = _distance_buckets(len(heads.distance)), len(heads.line) // 2
    bucket = buckets[np.minimum(np.maximum(offset, -_FARTHEST), _FARTHEST) + _FARTHEST]
    line = words.lines[reach.word] - words.lines[reach.cues[:, 0]][reach.cue]
    at = bucket * len(heads.line) + np.minimum(np.maximum(line, -middle), middle) + middle
    apart = heads.apart.reshape(-1, heads.apart.shape[-1])
    scores = np.empty((len(at), len(heads.out_bias)), dtype=np.float32, order="F")
    inner = np.empty((int(np.diff(reach.edges).max()), apart.shape[1]), dtype=np.float32)
    beside, zeros = np.empty_like(inner, dtype=apart.dtype), np.zeros_like(inner)
    column, centres = np.ascontiguousarray(words.columns["word"]), words.columns["cue"]
    for (begin, end), low, high in zip(reach.cues.tolist(), *reach.bounds(), strict=True):
        n, word = high - low, int(reach.word[low])
        here = inner[:n]  # whole arrays are added and compared, which is quicker than a row or a number to each row
        here[:] = centres[begin] if begin == end else centres[begin : end + 1].mean(axis=0)
        here += column[word : word + n]
        here += apart.take(at[low:high], axis=0, out=beside[:n], mode="clip")
        np.maximum(here, zeros[:n], out=here)
        scores[low:high] = here @ heads.out_weight.T
    scores += heads.out_bias
    return log_softmax(scores)


@dataclass(slots=True)
class _Claim:
    """What one cue takes, in word numbers."""

    cue: Pair
    low: int
    roles: FloatArray
    held: FloatArray  # how likely (log) each word is content, its first or a later one
    scores: FloatArray
    least_source: float
    source: list[Pair]
    content: list[Pair]

    def strength(self) -> float:
        parts = [self.held[f - self.low : last - self.low + 1] for f, last in self.content]
        return _mean(parts) if parts else -99.0

    def take(self, path: IntArray) -> None:
        self.content = [(f + self.low, e + self.low) for f, e in runs(path, R_B_CONTENT)]
        sources = runs(path, R_B_SOURCE)
        if len(sources) != 1:
            sources = self._one_source(path, sources)
        self.source = [(f + self.low, e + self.low) for f, e in sources]

    def _one_source(self, path: IntArray, sources: list[Pair]) -> list[Pair]:
        """Keep the best of several sources; where there is none, take the likeliest if it is likely enough."""
        begins = self.scores[:, R_B_SOURCE] - self.scores[:, NONE]
        goes_on = self.scores[:, R_I_SOURCE] - self.scores[:, NONE]
        if sources:
            return [max(sources, key=lambda s: (begins[s[0]] + goes_on[s[0] + 1 : s[1] + 1].sum(), -s[0]))]
        begins[path != NONE] = NEVER
        first = int(begins.argmax())
        if begins[first] < self.least_source:
            return []
        last = first
        while last + 1 < len(path) and path[last + 1] == NONE and goes_on[last + 1] > 0:
            last += 1
        return [(first, last)]


def _claims(words: Words, heads: Heads, cues: Sequence[Pair], settings: Settings) -> list[_Claim]:
    """Say what each cue would take by itself."""
    if not cues:
        return []
    reach = _reach(words, cues)
    roles = role_scores(words, heads, reach)
    scores = roles.copy(order="F")
    for role, tag in (
        (R_B_SOURCE, B_SOURCE),
        (R_I_SOURCE, I_SOURCE),
        (R_B_CONTENT, B_CONTENT),
        (R_I_CONTENT, I_CONTENT),
    ):
        scores[:, role] += (settings.tag_weight * words.tags[:, tag] + settings.role_bias)[reach.word]
    elsewhere = np.log(np.exp(words.tags[:, [OUT, B_CUE, I_CUE]]).sum(axis=1))[reach.word]
    taken_by_other = roles[:, NONE]
    scores[:, NONE] += settings.tag_weight * np.maximum(elsewhere, taken_by_other)
    breaks = np.append(False, words.lines[1:] != words.lines[:-1])[reach.word]
    breaks[reach.edges[:-1]] = False
    scores[breaks, R_I_CONTENT] = NEVER
    scores[(reach.word >= reach.cues[reach.cue, 0]) & (reach.word <= reach.cues[reach.cue, 1]), 1:] = NEVER
    held, least = np.maximum(roles[:, R_B_CONTENT], roles[:, R_I_CONTENT]), settings.least_source
    claims = [
        _Claim(cue, int(reach.word[low]), roles[low:high], held[low:high], scores[low:high], least, [], [])
        for cue, low, high in zip(cues, *reach.bounds(), strict=True)
    ]
    path = best_path(scores, reach.edges[:-1].tolist())
    for claim, taken in zip(claims, np.split(path, reach.edges[1:-1]), strict=True):
        claim.take(taken)
    return claims


def _settle(claims: list[_Claim], n: int) -> None:
    """Give each content word to one cue: the surest first; the others decode again without its words."""
    owner = np.full(n, -1, dtype=np.int64)
    for number in sorted(range(len(claims)), key=lambda i: (-claims[i].strength(), claims[i].cue)):
        claim = claims[number]
        taken = owner[claim.low : claim.low + len(claim.scores)] >= 0
        if any(taken[f - claim.low : e - claim.low + 1].any() for f, e in claim.content):
            claim.scores[taken, R_B_CONTENT:] = NEVER
            claim.take(best_path(claim.scores))
        for first, last in claim.content:
            owner[first : last + 1] = number


def find_cues(words: Words, settings: Settings) -> tuple[list[Pair], list[Pair]]:
    """Decode the plain tags: cue spans, and content spans, in word numbers."""
    scores = words.tags.copy(order="F")
    scores[:, [B_CUE, I_CUE]] += settings.cue_bias
    breaks = np.zeros(len(scores), dtype=bool)
    breaks[1:] = words.lines[1:] != words.lines[:-1]
    for state in (I_CUE, I_SOURCE, I_CONTENT):
        scores[breaks, state] = NEVER
    path = best_path(scores)
    return runs(path, B_CUE), runs(path, B_CONTENT)


def decode(sheet: Sheet, rows: FloatArray, heads: Heads, settings: Settings, words: Words | None = None) -> list[Found]:
    """Find the attributions of one text; ``words`` are what `to_words` gives of it, if it was asked before."""
    if not len(sheet):
        return []
    words = to_words(sheet, rows, heads.columns) if words is None else words
    cues, contents = find_cues(words, settings)
    claims = _claims(words, heads, cues, settings)
    _settle(claims, len(words.first))
    if settings.orphans:
        _adopt(words, claims, contents)
    for claim in claims:
        if claim.source and not claim.content:
            claim.content = _short_for(words, claim)
    found = []
    for claim in claims:
        if not claim.content:
            continue
        content = _merge(words, claim.content)
        spans = [words.span(*c) for c in content]
        if settings.quotes:
            spans = [_to_marks(sheet, span) for span in spans]
        found.append(
            Found(
                tuple(words.span(*s) for s in claim.source),
                (words.span(*claim.cue),),
                tuple(sorted(set(spans))),
                cue_score=float(words.tags[claim.cue[0], B_CUE]),
                source_score=_score(claim, claim.source, R_B_SOURCE),
                content_score=_score(claim, claim.content, R_B_CONTENT),
                cue_margin=max(LEAST, float(words.tags[claim.cue[0], B_CUE] - words.tags[claim.cue[0], OUT])),
                begin_score=max(LEAST, float(words.tags[content[0][0], B_CONTENT])),
            )
        )
    return found


def _score(claim: _Claim, spans: Sequence[Pair], role: int) -> float:
    parts = [np.logaddexp(*claim.roles[f - claim.low : e - claim.low + 1, role : role + 2].T) for f, e in spans]
    return _mean(parts) if parts else -9.0


def _mean(parts: Sequence[FloatArray]) -> float:
    whole = np.concatenate(parts) if len(parts) > 1 else parts[0]
    return float(np.add.reduce(whole) / len(whole))  # a third of what `whole.mean()` costs


def _merge(words: Words, spans: list[Pair]) -> list[Pair]:
    """Join spans that touch on one line."""
    merged: list[Pair] = []
    for first, last in sorted(spans):
        if merged and first == merged[-1][1] + 1 and words.lines[first] == words.lines[first - 1]:
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return merged


def _adopt(words: Words, claims: list[_Claim], contents: Sequence[Pair]) -> None:
    """Give a content that no cue took, and that quotation marks hold, to the cue that would soonest take it."""
    if not claims:
        return
    lows, longest = [claim.low for claim in claims], max(len(claim.roles) for claim in claims)  # in order, as cues are
    taken = np.zeros(len(words.first), dtype=bool)
    for claim in claims:
        for first, last in claim.content:
            taken[first : last + 1] = True
    for first, last in contents:
        if taken[first : last + 1].any() or last - first < 3 or words.quote[first] not in (OPENS, INSIDE):
            continue
        best, chosen = -6.0, None
        begin, end = bisect_left(lows, last + 1 - longest), bisect_right(lows, first)
        for claim in claims[begin:end]:
            low, high = first - claim.low, last - claim.low + 1
            if low >= 0 and high <= len(claim.roles):
                score = float(
                    np.logaddexp(claim.roles[low:high, R_B_CONTENT], claim.roles[low:high, R_I_CONTENT]).mean()
                )
                if score > best:
                    best, chosen = score, claim
        if chosen is not None:
            chosen.content.append((first, last))


def _short_for(words: Words, claim: _Claim) -> list[Pair]:
    """Give what stands for a whole report right behind a cue: "she said as much on Monday, arguing that …"."""
    last = claim.cue[1]
    match = _SHORT.match(words.text, words.span(last, last)[1])
    return [] if match is None else [(last + 1, last + len(match.group().split()))]


def _to_marks(sheet: Sheet, span: Pair) -> Pair:
    """Stretch a content over a mark that stands at its edge and belongs to it."""
    start, end = span
    first, last = int(sheet.starts.searchsorted(start)), int(sheet.ends.searchsorted(end))
    quote = sheet.quote
    if first > 0 and quote[first] in (INSIDE, NESTED) and quote[first - 1] == OPENS:
        first -= 1
    steps = 0
    while steps < 3 and last + 1 < len(sheet) and quote[last] in (INSIDE, NESTED) and steps >= 0:
        if quote[last + 1] == CLOSES:
            last += 1
            break
        steps += 1
        if sheet.ends[last + 1] - sheet.starts[last + 1] > 1 or not _is_stop(sheet.text[sheet.starts[last + 1]]):
            break
        if last + 2 < len(sheet) and quote[last + 2] == CLOSES:
            last += 2
            break
    return int(sheet.starts[first]), int(sheet.ends[last])


def _is_stop(character: str) -> bool:
    return character in ".,;:!?"
