"""The pile as the page sees it: articles numbered, everything by id, and citations that are doors.

Invariant: words of an article enter the page only through `Pile.cite`, with their span; each citation's place gets an
anchor in the article, so that no link leads nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import urlsplit

from sayso.model.annotation import Attribution, Figure
from sayso.model.article import Article
from sayso.model.dossier import Dossier
from sayso.model.relation import Entity, Place, QuoteFamily
from sayso.model.span import Span, trim
from sayso.report.page.words import say_date_briefly

_SMALL_WORDS = frozenset(("a", "an", "and", "at", "for", "from", "in", "of", "on", "the", "to"))
_POSSESSIVE = re.compile(r"['’]s\b")

N_HUES = 8
"""So many speakers get a colour of their own; the others are told apart by their initials alone."""


@dataclass(frozen=True, slots=True)
class Cite:
    """Words of an article: its number on the page, the span, and what stands there."""

    n: int
    span: Span
    words: str
    href: str

    @property
    def s(self) -> str:
        """Give the span as the page writes it."""
        return f"{self.span.start}-{self.span.end}"


def anchor(n: int, span: Span) -> str:
    """Give the id of a place: ``a3:120-180`` is code points 120 to 180 of the third article."""
    return f"a{n}:{span.start}-{span.end}"


@dataclass(frozen=True, slots=True)
class Voice:
    """How a speaker is shown: an anchor, a name, initials, and a hue (0: none of its own)."""

    id: str
    entity: Entity
    initials: str
    hue: int


class Roads(Protocol):
    """Where the links of a page lead: articles are given by their number and id, all else by what it is."""

    numbered: bool
    """Whether a reader sees the articles' numbers."""

    def article(self, n: int, article_id: str) -> str:
        """Give the link to an article."""
        ...

    def place(self, n: int, article_id: str, span: Span) -> str:
        """Give the link to words of an article."""
        ...

    def voice(self, voice: Voice) -> str:
        """Give the link to all that a speaker said."""
        ...

    def quantity(self, id_: str, figure: Figure) -> str:
        """Give the link from a figure in its article to the quantity with this anchor."""
        ...

    def saying(self, id_: str, attribution: Attribution) -> str:
        """Give the link from words in their article to where they stand among all sayings, by anchor."""
        ...

    def flag(self, id_: str, place: Place) -> str:
        """Give the link from a place of evidence to the flag with this anchor."""
        ...


class WithinPage:
    """All on one page: every link is an anchor of it."""

    numbered = True

    def article(self, n: int, article_id: str) -> str:  # noqa: ARG002  (as in `Roads`)
        """Give the anchor of an article."""
        return f"#a{n}"

    def place(self, n: int, article_id: str, span: Span) -> str:  # noqa: ARG002
        """Give the anchor of words."""
        return f"#{anchor(n, span)}"

    def voice(self, voice: Voice) -> str:
        """Give the anchor of a speaker."""
        return f"#{voice.id}"

    def quantity(self, id_: str, figure: Figure) -> str:  # noqa: ARG002
        """Give the anchor of a quantity."""
        return f"#{id_}"

    def saying(self, id_: str, attribution: Attribution) -> str:  # noqa: ARG002
        """Give the anchor of a saying."""
        return f"#{id_}"

    def flag(self, id_: str, place: Place) -> str:  # noqa: ARG002
        """Give the anchor of a flag."""
        return f"#{id_}"


@dataclass(slots=True)
class Pile:
    """A dossier with its look-ups. ``places`` collects what must get an anchor, by article number."""

    dossier: Dossier
    numbers: dict[str, int]
    attributions: dict[str, Attribution]
    figures: dict[str, Figure]
    families: dict[str, QuoteFamily]
    voices: dict[str, Voice]
    labels: tuple[str, ...]
    years: int
    roads: Roads = field(default_factory=WithinPage)
    places: dict[int, set[Span]] = field(default_factory=dict)
    repeated: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        self.repeated = Counter(self.labels)

    @classmethod
    def of(cls, dossier: Dossier, roads: Roads | None = None, ranked: Sequence[str] = ()) -> Pile:
        """Index everything by id, number the articles, and choose the speakers' hues.

        ``ranked`` are entity ids whose hues are to be the first, in this order; then the most cited follow.
        """
        return cls(
            dossier=dossier,
            numbers={annotated.article.id: n for n, annotated in enumerate(dossier.articles, start=1)},
            attributions={attribution.id: attribution for attribution in dossier.attributions()},
            figures={figure.id: figure for figure in dossier.figures()},
            families={m.attribution: f for f in reversed(dossier.relations.quote_families) for m in f.members},
            voices=_voices(dossier, ranked),
            labels=tuple(_label(annotated.article, n) for n, annotated in enumerate(dossier.articles, start=1)),
            years=len({a.article.published_at[:4] for a in dossier.articles if a.article.published_at}),
            roads=roads or WithinPage(),
        )

    def article(self, n: int) -> Article:
        """Give the article of a number."""
        return self.dossier.articles[n - 1].article

    def cite(self, article_id: str, span: Span) -> Cite:
        """Cite words of an article, and see to it that their place can be linked to."""
        n = self.numbers[article_id]
        self.places.setdefault(n, set()).add(span)
        return Cite(n, span, span.cut(self.article(n).text), self.roads.place(n, article_id, span))

    def cite_place(self, place: Place) -> Cite:
        """Cite the words at a place."""
        return self.cite(place.article, place.span)

    def cite_words(self, article_id: str, span: Span) -> Cite:
        """Cite words without the white space around them."""
        return self.cite(article_id, trim(span, self.article(self.numbers[article_id]).text) or span)

    def voice(self, attribution: Attribution) -> Voice | None:
        """Give the speaker of an attribution; ``None`` when it is unknown."""
        return self.voices.get(self.dossier.relations.speakers.get(attribution.id, ""))

    def road(self, n: int) -> str:
        """Give the link to the article of a number."""
        return self.roads.article(n, self.article(n).id)

    def label(self, n: int) -> str:
        """Say in a few letters which article it is: its outlet, else its site, else its file, else its number."""
        return self.labels[n - 1]

    def needs_number(self, n: int) -> bool:
        """Say whether the label of an article is another's too, so that its number is to stand beside it."""
        return self.roads.numbered and self.repeated[self.labels[n - 1]] > 1

    def brief_date(self, n: int) -> str:
        """Say in a few letters when an article was published; the year only where the pile spans several."""
        at = self.article(n).published_at
        return "date unknown" if at is None else say_date_briefly(at, with_year=self.years > 1)

    def dates(self) -> list[str]:
        """Give when the articles were published, those that say so, in order."""
        return sorted(a.article.published_at for a in self.dossier.articles if a.article.published_at)

    def outlets(self) -> list[str]:
        """Give the outlets stated by the articles, each once, in order."""
        names = (annotated.article.publisher or site_of(annotated.article) for annotated in self.dossier.articles)
        return list(dict.fromkeys(name for name in names if name))

    def ordered_voices(self) -> Iterator[Voice]:
        """Give the speakers, the most cited first."""
        return iter(self.voices.values())


def _label(article: Article, n: int) -> str:
    return article.publisher or site_of(article) or _stem(article.path) or article.external_id or f"article {n}"


def link_of(article: Article) -> str | None:
    """Give the article's address if a reader may safely follow it: http or https, else ``None``."""
    url = article.url or ""
    return url if url.lower().startswith(("http://", "https://")) else None


def site_of(article: Article) -> str | None:
    """Give the host of the article's address without ``www.``."""
    try:
        host = urlsplit(article.url or "").hostname if link_of(article) else None
    except ValueError:  # a bracket that never closes, and the like
        return None
    return host.removeprefix("www.") if host else None


def initials_of(name: str) -> str:
    """Give two or three capitals that stand for a name: ``"Volodymyr Zelenskyy" -> "VZ"``, ``"Russia" -> "RU"``."""
    bare = ("".join(c for c in word if c.isalnum()) for word in _POSSESSIVE.sub(" ", name).replace("-", " ").split())
    words = [word for word in bare if word and word.casefold() not in _SMALL_WORDS] or ["?"]
    return "".join(word[0] for word in words[:3]).upper() if len(words) > 1 else words[0][:2].upper()


def _voices(dossier: Dossier, ranked: Sequence[str]) -> dict[str, Voice]:
    """Order the speakers by rank, attributions, name, id. The first eight get a hue, each its own initials."""
    counts = Counter(dossier.relations.speakers.get(attribution.id) for attribution in dossier.attributions())
    ranks = {id_: rank for rank, id_ in enumerate(ranked)}
    entities = [entity for entity in dossier.relations.entities if counts[entity.id] or entity.id in ranks]
    entities.sort(key=lambda e: (ranks.get(e.id, len(ranks)), -counts[e.id], e.name, e.id))
    seen: Counter[str] = Counter()
    voices = {}
    for n, entity in enumerate(entities, start=1):
        initials = initials_of(entity.name)
        seen[initials] += 1
        own = initials if seen[initials] == 1 else f"{initials}{seen[initials]}"
        voices[entity.id] = Voice(f"s{n}", entity, own, n if n <= N_HUES else 0)
    return voices


def _stem(path: str | None) -> str | None:
    stem = PurePosixPath((path or "").replace("\\", "/")).stem
    return (stem if len(stem) <= 16 else f"{stem[:12]}…") or None
