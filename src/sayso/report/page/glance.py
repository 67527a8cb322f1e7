"""The first ten seconds: what the pile is, what is claimed, where it splits, who is quoted, who copies.

Invariant: nothing stands here that does not stand again, whole, in its own section; each line is a door to it.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.relation import Story
from sayso.model.span import Span
from sayso.report.page.claimed import Proposition
from sayso.report.page.copied import Thread
from sayso.report.page.figures import Sum
from sayso.report.page.flagged import Kind
from sayso.report.page.pile import Cite, Pile, Voice
from sayso.report.page.said import Family, Speaker
from sayso.report.page.words import count, say_claims, say_days

N_LINES = 3
N_VOICES = 8
N_STORIES = 8
_EXCERPT = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story: a headline of one of its articles (cited, or as the record has it), when, and its first article."""

    headline: Cite | None
    title: str | None
    of: int | None
    days: str
    n_articles: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A quote family in a line."""

    family: Family
    voice: Voice | None
    excerpt: Cite
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The pile in a few lines."""

    title: str
    days: str
    counts: list[tuple[str, str]]
    stories: list[StoryLine]
    claims: list[Proposition]
    n_claims: int
    n_doubtful: int
    disputes: list[Sum]
    n_disputes: int
    voices: list[tuple[Voice, int]]
    n_voices: int
    utterances: list[Utterance]
    n_utterances: int
    threads: list[Thread]
    kinds: list[Kind]


def glance_at(
    pile: Pile,
    claims: list[Proposition],
    speakers: list[Speaker],
    sums: list[Sum],
    threads: list[Thread],
    kinds: list[Kind],
) -> Glance:
    """Sum up the sections."""
    dossier = pile.dossier
    outlets, stories = pile.outlets(), dossier.relations.stories
    disputes = [sum_ for sum_ in sums if sum_.disputed]
    utterances = sorted(
        ((family, speaker.voice) for speaker in speakers for family in speaker.families),
        key=lambda item: (-item[0].n_articles, -item[0].n_told),
    )
    n_doubtful = sum(claim.doubtful for claim in claims)
    n_flags = sum(len(kind.marks) for kind in kinds)
    voices = [(speaker.voice, speaker.n_attributions) for speaker in speakers if speaker.voice is not None]
    named = [(voice, n) for voice, n in voices if voice.entity.is_named]
    counts = [
        (count(len(outlets), "outlet") if outlets else "outlets not stated", "articles"),
        *([(count(len(stories), "story", "stories"), "pile")] if stories else []),
        (count(len(pile.attributions), "attribution"), "said"),
        (count(len(named), "named speaker"), "said"),
        *([(say_claims(len(claims) - n_doubtful, n_doubtful), "claimed")] if claims else []),
        (count(len(pile.figures), "figure"), "figures"),
        (count(len(disputes), "dispute"), "figures"),
        (count(n_flags, "flag"), "flags"),
    ]
    dates = pile.dates()
    ranked = sorted(stories, key=lambda story: -len(story.articles))
    return Glance(
        title=count(len(dossier.articles), "article"),
        days=say_days(dates[0], dates[-1], len(dossier.articles) - len(dates)) if dates else "dates unknown",
        counts=counts,
        stories=[_story(pile, story) for story in ranked],
        claims=[claim for claim in claims if not claim.doubtful][:N_LINES],
        n_claims=len(claims) - n_doubtful,
        n_doubtful=n_doubtful,
        disputes=disputes[:N_LINES],
        n_disputes=len(disputes),
        voices=named[:N_VOICES],
        n_voices=len(voices),
        utterances=[_utterance(pile, family, voice) for family, voice in utterances[:N_LINES]],
        n_utterances=len(utterances),
        threads=threads[:N_LINES],
        kinds=kinds,
    )


def _story(pile: Pile, story: Story) -> StoryLine:
    numbers = [pile.numbers[article] for article in story.articles]
    of = next((n for n in numbers if story.title is not None and pile.article(n).title == story.title), None)
    span = pile.article(of).title_span if of else None
    return StoryLine(
        headline=pile.cite(pile.article(of).id, span) if of and span else None,
        title=story.title,
        of=of,
        days=say_days(
            story.begins_at, story.ends_at, sum(pile.article(number).published_at is None for number in numbers)
        ),
        n_articles=len(numbers),
        first=numbers[0],
    )


def _utterance(pile: Pile, family: Family, voice: Voice | None) -> Utterance:
    opening = family.opening
    text, (start, end) = pile.article(opening.n).text, opening.span
    if end - start <= _EXCERPT:
        return Utterance(family=family, voice=voice, excerpt=opening, cut=family.goes_on)
    space = text.rfind(" ", start + 1, start + _EXCERPT)
    cut = Span(start, space if space > start else start + _EXCERPT)
    return Utterance(family=family, voice=voice, excerpt=pile.cite(pile.article(opening.n).id, cut), cut=True)
