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
_DOMAIN = r"[a-z0-9-]+\.(?:com|org|net|co\.uk|news)"
_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_WIRE = r"(?:News|Press)[ \t](?:Agency|Service)|News[ \t]?wire|Wire[ \t]Service"
_PAPER = (
    r"Times|Post|Herald|Tribune|Journal|Gazette|Examiner|Guardian|Observer|Telegraph|Chronicle|Courier|Echo|Star|Globe"
    r"|Standard|Sentinel|Independent|Inquirer|Mirror|Record|TODAY|News|Press"
)
_POST = r"(?:[ \t]+(?:[A-Z][\w&-]*[ \t]+){0,4}(?:Writer|Reporter|Correspondent|Editor|Columnist))"
_STAMP = r"(?=\s*(?:,|•|Updated|Posted|Published|[A-Z][A-Z/ ]{3,}[^\n]{0,40}[-–—]|\d{1,2}[:/ ]|" + _DAY + r"))"
_NOT_PHOTO = r"(?![ \t]*(?:Photo|Image|Picture|Media|Video|Credit|Caption|FILE|File)\b)"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], bool, str, tuple[str, ...]], ...]:
    """Give (pattern, whole, where, needs): ``where`` is "head", "edge" (head or foot) or "any". Group 1 is the name.

    A text without what a pattern needs is not searched for it. A name is one of the table's, or says of itself that it
    is an agency ("Tide News Agency"); where the form leaves no doubt ("Source:", a dateline's bracket), any name.
    """
    any_agency = rf"{_agencies().forms}|(?:[A-Z][\w'’-]+[ \t]+){{1,3}}(?:{_WIRE})"
    long_agency = "|".join(re.escape(form) for form in sorted(_agencies().key_of_form) if " " in form)
    a = rf"(?<![\w/])({any_agency})(?![\w])"
    by = r"(?:By|BY|by)[ \t]+"
    return tuple(
        (re.compile(pattern, re.MULTILINE), whole, where, tuple(needs))
        for pattern, whole, where, *needs in (
            (rf"^[^\n(]{{0,90}}\({a}\)[ \t]*(?:[-–—−:]|&mdash;|\.[ \t]*[-–—])", True, "any", "("),  # a dateline
            (rf"^[ \t]*[A-Z][A-Z'’/. -]{{2,40}}(?:,[^\n()–—]{{1,40}})?\(({_NAME})\)[ \t]*[-–—−]", True, "any", "("),
            (rf"\({a}\)[ \t]*$", True, "edge"),
            (rf"\({a}\)", True, "head"),
            (rf"^[ \t]*\((?:[Ff]rom|[Vv]ia)[ \t]+(?:[Tt]he[ \t]+)?({_NAME})\)", True, "head"),
            (rf"^\(((?:[A-Z]\w+[ \t]+){{1,2}}(?:{_PAPER}))\)[ \t]", True, "head"),
            (rf"^[ \t]*{by}(?:The[ \t]+|THE[ \t]+)?{a}", True, "head"),
            (rf"^[ \t]*{by}[^\n]{{1,160}}?[ \t,/|(\u00a0–—-]{a}[ \t)\u00a0]*(?:$|[-–—|•·,])", True, "any"),
            (rf"^[ \t]*{by}[^\n]{{1,160}}?[ \t,/|(–—-]{a}{_POST}[ \t]*(?:$|[|•])", True, "any"),
            (rf"^[ \t]*(?:The[ \t]+)?{a}[ \t]*[-–—][ \t]*{by}", True, "any"),
            (rf"^[^\n]{{3,60}}[-–—][ \t]*{by}[^\n]{{3,90}}?[ \t]*[-–—,|/][ \t]*{a}{_POST}?[ \t]*$", True, "any"),
            (rf"^(?:Posted|Published|Updated)[^\n]{{0,80}}?\bby[ \t]+(?:[Tt]he[ \t]+)?{a}", True, "head"),
            (rf"^[ \t]*{by}(?:[A-Z][\w.'’-]+[ \t]+){{2,3}}?((?:[A-Z]\w+[ \t]+){{1,2}}(?:{_PAPER}))$", True, "head"),
            (
                rf"^{_NOT_PHOTO}[^\n.:]{{3,90}}(?:[ \t]and[ \t][^\n.:]{{3,40}})[ \t]*[,|/][ \t]*"
                rf"(?:The[ \t]+)?{a}[ \t•]*$",
                True,
                "any",
            ),
            (rf"^{_NOT_PHOTO}[^\n.:|]{{3,40}}[ \t]*\|[ \t]*(?:The[ \t]+)?({long_agency})[ \t•]*$", True, "any"),
            (rf"^{_NOT_PHOTO}[^\n.:,]{{3,40}},[ \t]*(?:The[ \t]+)?({long_agency})[ \t•]*${_STAMP}", True, "any"),
            (rf"^({_NAME}|{_DOMAIN})[ \t]?•[ \t]*$", True, "head"),
            (rf"^[\W_]*(?:The[ \t]+)?{a}[ \t•|)\].]*$", True, "edge"),
            (rf"^[ \t]*(?:The[ \t]+)?({long_agency})[ \t•]*$", True, "any"),
            (rf"^[ \t]*(?:The[ \t]+)?{a}[ \t]*[|•·,–—-]?[ \t]*(?:Published|Updated|Posted|{_DAY}|\d)", True, "head"),
            (rf"[.!?”\"’)][ \t]*[-–—][ \t]*(?:with[ \t]+)?{a}[ \t.]*$", True, "any"),
            (
                rf"(?:©|\([cC]\)|Copyright|COPYRIGHT)[ \t]*(?:©[ \t]*)?(?:\d{{4}}[ \t]*)?"
                rf"(?:[bB]y[ \t]+)?(?:The[ \t]+)?{a}",
                True,
                "any",
            ),
            (
                rf"{a}[^.\n]{{0,90}}?[ \t]contributed[ \t](?:reporting[ \t])?to[ \t]th(?:is|e)",
                False,
                "any",
                "contributed",
            ),
            (rf"^Contribut(?:ing|ed by):[^\n]{{0,120}}?{a}", False, "any", "Contribut"),
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
            (
                rf"^[ \t(]*(?:Authored|Written|Posted|Submitted)[ \t]by[ \t][^\n]{{1,60}}?[ \t]via[ \t]+"
                rf"({_NAME}|{_DOMAIN})",
                True,
                "any",
            ),
            (rf"\bfirst[ \t]reported[ \t](?:by|in)[ \t](?:[Tt]he[ \t])?({_NAME})", False, "any", "first reported"),
            (
                rf"\b(?:originally|first)[ \t](?:published|appeared)[ \t](?:by|in|on|at)[ \t](?:[Tt]he[ \t])?({_NAME})",
                True,
                "any",
            ),
        )
    )


def find_credits(article: Article) -> tuple[Credit, ...]:
    """Find an article's credits, in the order of its text; furniture is searched too, for credit lines stand there."""
    text, own = article.text, key_of_publisher(article)
    found: dict[Span, Credit] = {}
    for pattern, whole, where, needs in _patterns():
        for match in _search(pattern, text, where) if all(words in text for words in needs) else ():
            span = Span(*match.span(1))
            name = span.cut(text).rstrip(".")
            key = _agencies().key_of_form.get(name) or key_of_name(name)
            own_desk = own is not None and key != own and key.startswith(own)  # "Yahoo News Video" at Yahoo
            if not own_desk and not any(span.overlaps(other) for other in found):
                found[span] = Credit(key=key, span=span, whole=whole)
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
        name = _DESK.sub("", article.publisher.strip())
        return _agencies().key_of_form.get(name) or key_of_name(name)
    return None


_DESK = re.compile(r"\s+\([^()]*\)$|\s+[-–—]\s+(?:News|Opinion|Editorial|World|Politics)$")
_TRADE = re.compile(r"(?<=\w{4})\s*(?:(?:news|press)\s?(?:agency|service)|newswire|wire\s?service)$")


def key_of_outlet(name: str) -> str:
    """Give the key of an outlet as named in a text: an agency goes by one name, whether in full or in short."""
    return key_of_name(find_agency(name) or name)


def find_agency(name: str) -> str | None:
    """Give the name of the news agency that a name stands for, in full or in short; ``None`` for any other."""
    return _agencies().key_of_form.get(name.removeprefix("the ").removeprefix("The "))


def key_of_name(name: str) -> str:
    """Fold a name or an address: "The Daily Mail" and "www.dailymail.co.uk/news" are both "dailymail".

    An agency goes by what comes before its trade: "Tide News Agency" is "tide".
    """
    folded = name.casefold().strip().removeprefix("www.").split("/")[0]
    folded = re.sub(r"\.(?:com?|org|net|info|news|tv|fm|co\.\w\w|com\.\w\w|\w\w)$", "", folded)
    folded = re.sub(r"^the\s+|\s+(?:news|online|website)$", "", folded)
    return re.sub(r"[\W_]+", "", _TRADE.sub("", folded))
