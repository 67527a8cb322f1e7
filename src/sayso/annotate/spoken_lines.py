"""Lines whose shape says who speaks: a signed quotation, an embedded post, a line of a transcript.

Invariant: a line counts only as a whole and by its shape alone; a lone label ("UPDATE: …") is no speaker.
What such a line says is one attribution, and what else is read from its words is within it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from sayso.annotate.drafts import Draft
from sayso.model.annotation import Basis, Form
from sayso.model.nearby import Cover, Nearby
from sayso.model.span import Span

_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_WORD}(?: (?:de|da|del|der|van|von|bin|al|el|la|le|ibn|of|the|and|{_WORD})){{0,5}}"
# “It held,” he said of “…” is no one quotation
_WORDS = r"(?:(?![,.!?][\"”] (?:\w+ ){0,3}(?:said|says|wrote|told|added|asked)\b)[^\n])"
_SIGNED = re.compile(
    rf"^[ \t\xa0]*(?:``|''|[\"“”„«'‘])(?P<words>{_WORDS}{{8,}}?)(?:''|[\"”“»'’])[.,]?\s{{0,3}}"
    rf"(?P<cue>[―—–]|--?)[ \xa0]*(?P<name>{_NAME})(?:, [^\n\"“”]{{1,80}})?[.]?[ \t\xa0]*$",
    re.MULTILINE,
)
_IN_BRACKETS = re.compile(
    rf"^[ \t\xa0]*(?:``|''|[\"“”„«'‘])(?P<words>{_WORDS}{{8,}}?)(?:''|[\"”“»'’])[.,]?[ \xa0]?(?P<cue>\()"
    rf"(?P<name>{_WORD} {_NAME})(?:, [^\n\"“”()]{{1,60}})?\)[.]?[ \t\xa0]*$",
    re.MULTILINE,
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_LINK = r"(?:https?://|pic\.twitter\.com/)[\w./-]+"
_ACCOUNT = r"\(@\w{1,20}\)"
_POSTED = re.compile(  # “It held. pic.twitter.com/… — Ana Duarte (@duarte) March 5, 2024”, or signed below
    rf"[ \t\xa0]*(?!{_LINK} ?[—–-])(?P<words>(?:(?!\(@)[^\n]){{8,}}?)(?:[ \xa0]*{_LINK}){{0,4}}[ \xa0]*"
    rf"(?:\n\s{{0,3}})?(?P<cue>[—–]|--)[ \xa0]?(?P<name>[^\W\d_][^\n()—–@]{{0,62}}?{_ACCOUNT}) "
    rf"{_MONTH} \d{{1,2}}, \d{{4}}(?: [^\n]{{1,60}})?[ \t\xa0]*"
)
_HEADED = re.compile(  # “Ana Duarte (@duarte) It held. pic.twitter.com/…”; “… (@duarte) is a reporter” tells of her
    rf"[ \t\xa0]*(?P<name>(?!By |Follow ){_NAME}[^\w\n()]{{1,12}}{_ACCOUNT})(?P<cue>)[ \xa0]"
    rf"(?!{_MONTH} )(?P<words>[^\sa-z][^\n]{{7,}}?)(?:[ \xa0]*{_LINK}){{0,4}}[ \t\xa0]*"
)
_PASSED_ON = re.compile(  # “Ana Duarte: "It held."” in another's post; “Ana Duarte on the ferry says: …” too
    rf"[ \t\xa0]*(?P<name>{_NAME})(?: (?:on|in|at|to) [\w’' -]{{1,40}}?)?\s?(?P<cue>:|says:?|said:?) ?"
    r"(?:“(?P<words>[^“”\n]{8,}?)(?:”[^“”]*)?|\"(?P<straight>[^\"\n]{8,}?)(?:\"[^\"]*)?)"
)
_DASHES, _POST = ("—", "–", "--"), 400  # code points of a post with its links and its author
_CAPITALS = r"[^\W\d_a-z][^\W\d_a-z.'’-]+"
_LABELLED = re.compile(
    r"^[ \t\xa0]*[\"“'‘]?(?P<name>(?:(?:Mrs?|Ms|Dr|Sen|Rep|Gov)\. )?[^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*){0,3})"
    r"(?: \([^()\n]{1,40}\)|, [^\n:]{1,30})?(?P<cue>:)[ \t\xa0]+(?P<words>\S[^\n]*?)[ \t\xa0]*$",
    re.MULTILINE,
)
_OPENING, _CLOSING = ("“", '"', "‘", "'"), ("”", '"', "’", "'")
_GOES_ON = re.compile(r"^[ \t\xa0]*[\"“'‘](?P<words>[^\s(][^\n]*?)(?P<closing>[\"”'’]?)[ \t\xa0]*$", re.MULTILINE)
_ASKED = re.compile(r"^[ \t\xa0]*(?P<name>[QA])(?P<cue>[:.])[ \t\xa0]+(?P<words>\S[^\n]*?)[ \t\xa0]*$", re.MULTILINE)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")  # somebody answers; else the article asks itself
_LETTERS = re.compile(r"[^\W\d_]{2}")
_CAPITALISED_WORD = re.compile(r"\b[^\W\d_a-z]{3}")
_ALL_CAPITALS = re.compile(rf"(?:{_CAPITALS}|[^\W\d_a-z]\.)(?: (?:{_CAPITALS}|[^\W\d_a-z]\.?)){{0,4}}")
# Labels of pages and fact boxes that are shaped like a speaker's name.
_LABELS = frozenset(
    "update updated updates correction clarification note editor photo photos video watch read related more see source "
    "sources caption credit breaking developing exclusive opinion analysis fact facts where when who what why how date "
    "time location venue price tickets tel phone email fax web website address contact result results score scores "
    "winner winners loser losers pros cons step tip tips image picture graphic listen share follow topics tags "
    "category verdict claim rating bottom key background context warning disclaimer summary highlights quote reporting "
    "writing editing additional compiled report poll survey".split()
)
_LEAST_CAPITALS, _LEAST_NAMES = 2, 4  # so many lines make a transcript


def find_spoken_lines(text: str, furniture: Sequence[Span] = ()) -> list[Draft]:
    """Give one draft a line that says by its shape who speaks, in order; lines in furniture are left out."""
    found = [_draft(m, quoted=True) for shape in (_SIGNED, _IN_BRACKETS) for m in shape.finditer(text)]
    for post in (_draft(m, quoted=True) for m in _posts(text)):
        found += [post, *_passed_on(text, post)]
    lines = sorted(_transcript(text), key=re.Match.start)
    for line, following in zip_longest(lines, lines[1:]):
        end = following.start() if following is not None else len(text)
        found.append(_with_paragraphs(_draft(line, quoted=False), line, text, end))
    left_out = Cover(furniture)
    return [d for d in sorted(found, key=lambda d: d.reach) if not left_out.touches((d.reach,))]


def _posts(text: str) -> Iterator[re.Match[str]]:
    """Find embedded posts, which end with the author's name, account and a date, or begin with name and account."""
    at = text.find("(@")
    while at >= 0:
        end = text.find("\n", at) % (len(text) + 1)  # where there is no further line, the end
        start = text.rfind("\n", 0, at) + 1
        if text.startswith(_DASHES, start):  # the words stand in the paragraph before
            while start > 0 and text[start - 1].isspace():
                start -= 1
            start = text.rfind("\n", 0, start) + 1
            start = start if at - start <= _POST else at
        match = _POSTED.fullmatch(text, start, end) or _HEADED.fullmatch(text, start, end)
        if match is not None:
            yield match
        at = text.find("(@", end)


def _passed_on(text: str, post: Draft) -> Iterator[Draft]:
    """Find the quotation of another that a post consists of, with the name before it."""
    match = _PASSED_ON.fullmatch(text, *post.content[0])
    if match is None or _is_label(match["name"]):
        return
    last = match["name"].split()[-1]
    if not last.isupper() and text.count(last) > 1:  # the article names him; "NEW: “…”" names nobody
        words = "words" if match["words"] else "straight"
        yield replace(
            post,
            content=(Span(*match.span(words)),),
            source=Span(*match.span("name")),
            cue=Span(*match.span("cue")),
            nested=True,
            outer=post,
        )


def with_spoken_lines(drafts: Iterable[Draft], spoken: Sequence[Draft]) -> list[Draft]:
    """Put spoken lines among other drafts; another draft that says the same words, or reads the name, gives way."""
    spoken_at = Cover(d.reach for d in spoken)
    lines = Nearby(spoken, lambda line: line.content[:1])
    kept = [d for d in drafts if not spoken_at.touches(d.content) or _within(d, lines.near(d.content))]
    return sorted([*kept, *spoken], key=lambda d: d.content[0].start)


def _within(draft: Draft, spoken: Sequence[Draft]) -> bool:
    """Say whether a draft is a smaller report inside what a line says, with a cue and a source of its own."""
    if draft.cue is None or draft.source is None:
        return False
    for line in spoken:
        inside = all(line.content[0].contains(s) for s in (*draft.content, draft.source, draft.cue))
        if inside and _length(draft) < _length(line) // 2:
            return True
    return False


def _length(draft: Draft) -> int:
    return sum(s.end - s.start for s in draft.content)


def _draft(match: re.Match[str], *, quoted: bool) -> Draft:
    words = match.group("words")
    start, end = match.span("words")
    if not quoted:  # the marks of a transcript set line by line in quotation marks are not its words
        lead = len(words) - len(words.lstrip("\"“'‘"))
        tail = len(words) - len(words.rstrip('"”'))
        start, end = (start + lead, end - tail) if lead + tail < len(words) else (start, end)
    return Draft(
        form=Form.DIRECT,
        content=(Span(start, end),),
        source=Span(*match.span("name")),
        cue=Span(*match.span("cue")) if match["cue"] else None,
        basis=Basis.ASKS if _asks(match) else Basis.ASSERTS,
        reach=Span(*match.span()),
    )


def _with_paragraphs(draft: Draft, match: re.Match[str], text: str, end: int) -> Draft:
    """Add the paragraphs that go on with a transcript's turn: each opens the quotation anew, and none closed it."""
    line = match.group().strip()
    if line[:1] not in _OPENING or line[-1:] in _CLOSING:
        return draft
    content, at = [*draft.content], match.end()
    for following in _GOES_ON.finditer(text, match.end(), end):
        if text[at : following.start()].strip():
            break
        content.append(Span(*following.span("words")))
        at = following.end()
        if following["closing"]:
            break
    return replace(draft, content=tuple(content), reach=Span(draft.reach.start, at))


def _asks(match: re.Match[str]) -> bool:
    """Say whether a line is a question: by its label Q, or because all of it is one."""
    return match.group("name") == "Q" or bool(re.fullmatch(r"[^.!?]*\?[\"”’']?", match.group("words")))


def _transcript(text: str) -> Iterator[re.Match[str]]:
    asked = list(_ASKED.finditer(text))
    if {"Q", "A"} <= {m.group("name") for m in asked} and any(_FIRST_PERSON.search(m.group("words")) for m in asked):
        yield from asked
    lines = [
        m for m in _LABELLED.finditer(text) if not _is_label(m.group("name")) and _LETTERS.search(m.group("words"))
    ]
    capitals = [m for m in lines if _ALL_CAPITALS.fullmatch(m.group("name"))]
    names = [m for m in lines if not _CAPITALISED_WORD.search(m.group("name"))]
    if len(capitals) >= _LEAST_CAPITALS and _are_speakers(capitals, text):
        yield from capitals
    elif len(names) >= _LEAST_NAMES and _are_speakers(names, text):
        yield from names


def _is_label(name: str) -> bool:
    words = [w.strip(".'’").lower().removesuffix("'s").removesuffix("’s") for w in name.split()]
    return len(name) < 2 or any(w in _LABELS for w in words)


def _are_speakers(lines: Sequence[re.Match[str]], text: str) -> bool:
    """Say whether names at the line's head take turns: one recurs, or most are named elsewhere in the text."""
    counts = Counter(m.group("name") for m in lines)
    if max(counts.values()) < 2:
        return False
    name, n = counts.most_common(1)[0]
    return len(counts) > 1 or text.lower().count(name.split()[-1].lower()) > n
