"""Sayings: the clauses of attributions that take a side, as compared, with who says so and what each names weighs.

Invariant: a saying lies within one attribution, and its side is that of its positive proposition.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from sayso.model.annotation import AnnotatedArticle, Attribution, Basis, Form
from sayso.model.relation import Side, Story
from sayso.model.span import Span
from sayso.relate.answers import Answer, read_answer
from sayso.relate.blame import denies_all, names_of, read_blame
from sayso.relate.frequencies import weigh_stem
from sayso.relate.innocence import plead_innocence
from sayso.relate.own_words import own_pronouns, own_words
from sayso.relate.parties import Holders, with_seats
from sayso.relate.sides import read_lead, take_side, with_basis
from sayso.relate.statements import Frame, Statement, read_statements
from sayso.text.words import find_words, stem_word

_COMMON = 12  # a stem in one of so many clauses of its story weighs its whole weight
_LIGHT = 0.6  # of the weight of a name, which many clauses of a story hold
_SPEAKS_FOR = re.compile(r"\b(?:spokes\w+|press\s+(?:secretary|officer)|lawyers?|attorneys?|campaign)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*")
_HIM = re.compile(r"\W*(?:him|her|them)\s+(?:of|for)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Saying:
    """A clause of an attribution as compared. ``side`` is that of its positive proposition."""

    id: str
    attribution: Attribution
    statement: Statement
    side: Side
    story: str
    order: tuple[str, tuple[str, str], int]
    speaker: str | None
    weights: Mapping[str, float]
    own: frozenset[str] = frozenset()  # the names of the speaker and of whom he speaks for, as compared
    answers: bool = False  # it says that it did not happen, or that he did not do it, and not what
    answer: Answer | None = None  # it denies "the report", "Moss's claims"
    tellers: frozenset[str] = frozenset()  # the stems of the words for who says so, and how
    quoted_by: frozenset[str] = frozenset()  # and of who quotes him
    of_him: bool = False  # "accused him of"
    back_to: str | None = None  # the saying that "that is untrue", "the report" speaks of


def read_sayings(articles: Sequence[AnnotatedArticle], stories: Iterable[Story], holders: Holders) -> list[Saying]:
    """Read the clauses of a pile that take a side, by story, article and place; not weighed yet."""
    people = frozenset(word for name in holders.people.values() for word in name)
    story_of = {article: story.id for story in stories for article in story.articles}
    found: list[Saying] = []
    for annotated in articles:
        text, article = annotated.article.text, annotated.article
        story = story_of.get(article.id, "")
        named_at = sorted({mention.span.start for mention in annotated.mentions})
        attributions = [with_basis(text, attribution) for attribution in annotated.attributions]
        by_id = {attribution.id: attribution for attribution in attributions}
        for attribution, content in own_words(text, attributions, holders.speakers):
            speaker, outer = holders.speakers.get(attribution.id), by_id.get(attribution.nested_in or "")
            names = with_seats(names_of(attribution.speaker.name)) if attribution.speaker else ()
            pronouns, denying = own_pronouns(attribution), attribution.basis in (Basis.DENIES, Basis.DOUBTS)
            statements = read_statements(
                text,
                content,
                names,
                pronouns=pronouns,
                named_at=named_at,
                denying=denying and attribution.form is not Form.DIRECT,
            )
            answers_for = frozenset(names).union(*holders.speaks_for.get(speaker or "", ()))
            answers_for |= _read_principal(text, attribution)
            false_inside = any(each.frame is Frame.FALSE for each in statements)
            lead = read_lead(text, attribution)
            for number, plain in enumerate(statements):
                if _is_asked(text, plain.span):
                    continue
                statement = read_blame(text, attribution, plain, answers_for)
                side = take_side(attribution, statement, lead, first=number == 0, false_inside=false_inside)
                if side is not None and (innocent := plead_innocence(text, attribution, statement, answers_for)):
                    statement, side = innocent, Side.DENIED
                if side is not None:
                    order = (article.published_at or "", article.rank, statement.span.start)
                    id_ = f"{attribution.id}#{number:04d}"
                    answers = side is Side.DENIED and denies_all(text, statement)
                    seated = replace(statement, agents=with_seats(statement.agents), victims=statement.victims & people)
                    opposed = side in (Side.DENIED, Side.DOUBTED)
                    answer = read_answer(text, attribution, plain, first=number == 0) if opposed else None
                    found.append(
                        Saying(
                            *(id_, attribution, seated, side, story, order, speaker, {}, answers_for, answers),
                            answer=answer,
                            tellers=_read_tellers(text, attribution),
                            quoted_by=_read_tellers(text, outer) if outer is not None else frozenset(),
                            of_him=_HIM.match(text, *plain.span) is not None,
                        )
                    )
    return sorted(found, key=lambda saying: (saying.story, saying.order[1:], saying.id))


def _read_tellers(text: str, attribution: Attribution) -> frozenset[str]:
    """Give the stems of the words that say who tells a thing, and how."""
    names = [attribution.speaker.name] if attribution.speaker else []
    names += [span.cut(text) for span in (attribution.source, attribution.cue) if span is not None]
    return frozenset(stem_word(word) for name in names for word in find_words(name).forms)


def _read_principal(text: str, attribution: Attribution) -> frozenset[str]:
    """Give the names in a source that says for whom its person speaks: "Moss campaign spokesman Ian Reed"."""
    source = attribution.source.cut(text) if attribution.source is not None else ""
    named = _SPEAKS_FOR.search(source) is not None and any(map(str.isupper, source))
    return with_seats(names_of(" ".join(_CAPITAL.findall(source)))) if named else frozenset()


def _is_asked(text: str, clause: Span) -> bool:
    return "?" in (clause.cut(text).rstrip(' \n”"’')[-1:], text[clause.end : clause.end + 2].lstrip(' ”"’')[:1])


def weigh_sayings(sayings: Sequence[Saying]) -> list[Saying]:
    """Weigh what each clause names: rare in news and rare in its story is heavy, who and what takes part is light."""
    n_in: Counter[str] = Counter(saying.story for saying in sayings)
    n_with = Counter((saying.story, stem) for saying in sayings for stem in saying.statement.about)
    spread = log(_COMMON)

    def weigh(saying: Saying, stem: str) -> float:
        light = stem[0] == "=" or stem in saying.statement.names
        weight = 1.0 if stem[0] == "+" else weigh_stem(stem)
        rare = min(1.0, log(1 + n_in[saying.story] / n_with[saying.story, stem]) / spread)
        return weight * rare * (_LIGHT if light else 1.0)

    return [
        replace(saying, weights={stem: weigh(saying, stem) for stem in sorted(saying.statement.about)})
        for saying in sayings
    ]
