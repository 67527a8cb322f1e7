"""Credits: where an article names the agency or the outlet that its text came from.

Invariant: a credit is a span of the article that names the origin of the article or of a part of it. A picture's
credit, and an agency named in a sentence ("Reuters reported"), are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.model.article import Article
from sayso.model.span import Span

_HEAD = 800  # code points at the top of an article where bylines and credit lines stand
_TAIL = 400  # and at its foot


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who is credited. ``key`` compares with `key_of_publisher`; ``whole`` says that all of the article is theirs."""

    key: str
    span: Span
    whole: bool


@dataclass(frozen=True, slots=True)
class _Agencies:
    key_of_form: dict[str, str]
    key_of_domain: dict[str, str]
    forms: str  # a regex alternation


@cache
def _agencies() -> _Agencies:
    key_of_form: dict[str, str] = {}
    key_of_domain: dict[str, str] = {}
    for line in files("sayso.relate").joinpath("lexicon/agencies.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, others, domains = (part.strip() for part in line.split("|"))
            for form in (name, *filter(None, (part.strip() for part in others.split(",")))):
                key_of_form[form] = key_of_form[form.upper()] = name
            key_of_domain |= {part.strip(): name for part in domains.split(",") if part.strip()}
    forms = "|".join(re.escape(form) for form in sorted(key_of_form, key=lambda form: (-len(form), form)))
    return _Agencies(key_of_form, key_of_domain, forms)


_NAME = r"[A-Z][\w.&'’-]*(?:[ \t]+(?:of[ \t]+|the[ \t]+)?[A-Z][\w.&'’-]*){0,4}"
_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool, str], ...]:
    """Give (pattern, whole, where): ``where`` is "head", "edge" (head or foot) or "any". Group 1 is the name."""
    a = rf"(?<![\w/])({_agencies().forms})(?![\w])"
    return tuple(
        (re.compile(pattern, re.MULTILINE), whole, where)
        for pattern, whole, where in (
            (rf"^[^\n(]{{0,90}}\({a}\)[ \t]*(?:[-–—−:]|&mdash;|\.[ \t]*[-–—])", True, "any"),  # a dateline
            (rf"\({a}\)[ \t]*$", True, "edge"),
            (rf"\({a}\)", True, "head"),
            (rf"^[ \t]*(?:By|BY|by)[ \t]+(?:The[ \t]+|THE[ \t]+)?{a}", True, "head"),
            (rf"^[ \t]*(?:By|BY|by)[ \t][^\n]{{1,90}}?[ \t,/|(\u00a0–—-]{a}[ \t)\u00a0]*(?:$|[-–—|•·,])", True, "head"),
            (rf"^[\W_]*(?:The[ \t]+)?{a}[ \t•|)\].]*$", True, "edge"),
            (rf"^[ \t]*(?:The[ \t]+)?{a}[ \t]*[|•·,–—-]?[ \t]*(?:{_DAY}|\d)", True, "head"),
            (rf"[.!?”\"’)][ \t]*[-–—][ \t]*(?:with[ \t]+)?{a}[ \t.]*$", True, "edge"),
            (
                rf"(?:©|\([cC]\)|Copyright|COPYRIGHT)[ \t]*(?:©[ \t]*)?(?:\d{{4}}[ \t]*)?"
                rf"(?:[bB]y[ \t]+)?(?:The[ \t]+)?{a}",
                True,
                "any",
            ),
            (rf"{a}[^.\n]{{0,90}}?[ \t]contributed[ \t](?:reporting[ \t])?to[ \t]th(?:is|e)", False, "any"),
            (
                rf"(?:[Ww]ith|[Aa]dditional|[Ff]urther)[ \t](?:additional[ \t])?"
                rf"(?:inputs?|reporting|files?|material|reports?)[ \t](?:from|by)[ \t][^.\n]{{0,60}}?{a}",
                False,
                "any",
            ),
            (
                rf"^[ \t(]*(?:Original[ \t])?(?:Source|SOURCE|Sources|SOURCES)[ \t]*[:–—-][ \t]*({_NAME})[ \t).]*$",
                True,
                "any",
            ),
            (rf"^[ \t(]*(?:[Vv]ia|VIA)[ \t:]+({_NAME})[ \t]*[:.)]*$", False, "any"),
            (rf"\bfirst[ \t]reported[ \t](?:by|in)[ \t](?:[Tt]he[ \t])?({_NAME})", False, "any"),
            (
                rf"\b(?:originally|first)[ \t](?:published|appeared)[ \t](?:by|in|on|at)[ \t](?:[Tt]he[ \t])?({_NAME})",
                True,
                "any",
            ),
        )
    )


def find_credits(article: Article) -> tuple[Credit, ...]:
    """Find an article's credits, in the order of its text; furniture is searched too, for credit lines stand there."""
    text = article.text
    found: dict[Span, Credit] = {}
    for pattern, whole, where in _patterns():
        for match in _search(pattern, text, where):
            span = Span(*match.span(1))
            name = span.cut(text).rstrip(".")
            credit = Credit(key=_agencies().key_of_form.get(name) or key_of_name(name), span=span, whole=whole)
            if not any(span.overlaps(other) for other in found):
                found[span] = credit
    return tuple(found[span] for span in sorted(found))


def _search(pattern: re.Pattern[str], text: str, where: str) -> list[re.Match[str]]:
    if where == "any":
        return list(pattern.finditer(text))
    head = list(pattern.finditer(text, 0, min(_HEAD, len(text))))
    if where == "head" or len(text) <= _HEAD:
        return head
    tail_start = text.rfind("\n", 0, max(_HEAD, len(text) - _TAIL)) + 1
    return head + list(pattern.finditer(text, max(tail_start, _HEAD)))


def key_of_publisher(article: Article) -> str | None:
    """Give the key of an article's publisher: an agency's name, or the folded name of the outlet, if known."""
    for address in (article.url or "", article.publisher or ""):
        host = address.split("//")[-1].split("/")[0].lower().removeprefix("www.")
        for domain, name in _agencies().key_of_domain.items():
            if host == domain or host.endswith("." + domain):
                return name
    if article.publisher:
        return _agencies().key_of_form.get(article.publisher.strip()) or key_of_name(article.publisher)
    return None


def key_of_name(name: str) -> str:
    """Fold an outlet's name or address: "The Daily Mail" and "www.dailymail.co.uk/news" are both "dailymail"."""
    folded = name.casefold().strip().removeprefix("www.").split("/")[0]
    folded = re.sub(r"\.(?:com?|org|net|info|news|tv|fm|co\.\w\w|com\.\w\w|\w\w)$", "", folded)
    folded = re.sub(r"^the\s+|\s+(?:news|online|website)$", "", folded)
    return re.sub(r"[\W_]+", "", folded)
