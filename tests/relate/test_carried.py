"""What people decided, carried to a later version: only where the words and their paragraph stand."""

from __future__ import annotations

import pytest

from sayso.annotate.annotator import annotate_article
from sayso.model.article import Article, identify_article
from sayso.model.judgement import JudgedKind, Judgement, Verdict, anchor_article, anchor_spans
from sayso.model.span import Span
from sayso.relate.carried import carry_judgements, move_span

OLD = """Dam at Ostrel holds

Mayor Ann Lee was at the dam on Monday. Engineer Bruno Stahl was there too.

“There is no danger,” she said. “We have moved 300 people.”

“I would not sleep below it,” he said.
"""
NEW = OLD.replace("Dam at", "Late on Monday: dam at").replace("moved 300", "moved 420")


def article(text: str, published: str | None = None) -> Article:
    """Make an article."""
    id_, sha256 = identify_article(text, url=None, external_id=None, path="a/a.txt")
    return Article(id=id_, text=text, sha256=sha256, path="a/a.txt", published_at=published)


def at(words: str, text: str = OLD) -> Span:
    """Give where words stand in a text."""
    return Span(text.index(words), text.index(words) + len(words))


def decide(kind: JudgedKind, *spans: Span, value: str | None = None, value_span: Span | None = None) -> Judgement:
    """Decide something on the old text."""
    anchor = anchor_spans(article(OLD), *spans) if spans else anchor_article(article(OLD))
    return Judgement(
        kind=kind,
        a=article(OLD).id if kind is JudgedKind.PUBLISHED else "att-old",
        verdict=Verdict.IS_NOT if kind is JudgedKind.ATTRIBUTION else Verdict.IS,
        value=value,
        value_span=value_span,
        anchors=(anchor,),
        decided_at="2031-05-03T08:00:00Z",
        decided_by="Ida",
    )


def carry(judgement: Judgement, new: str = NEW, **more: str | None) -> list[Judgement]:
    """Carry a decision to another text."""
    later = annotate_article(article(new, more.get("published")))
    return list(carry_judgements([judgement], article(OLD), later, stated=[more.get("stated")]))


@pytest.mark.parametrize(
    ("words", "new", "stands"),
    [
        ("I would not sleep below it", NEW, True),
        ("We have moved 300 people", NEW, False),
        ("There is no danger", NEW, False),  # its paragraph changed, and with it perhaps whose words they are
        ("I would not sleep below it", OLD, True),
        ("I would not sleep below it", NEW.replace("” he said", "” Lee said"), False),
        ("I would not sleep below it", NEW + "\n“I would not sleep below it,” he said.\n", False),
        ("Dam at Ostrel holds", OLD + "\nMore follows.", True),
    ],
)
def test_words_are_found_where_their_paragraph_stands(words: str, new: str, stands: bool) -> None:
    """A span moves with its paragraph, and is lost with it; a paragraph that stands twice tells nothing."""
    moved = move_span(at(words), OLD, new)
    assert (moved and moved.cut(new)) == (words if stands else None)


def test_a_speaker_is_carried_with_who_decided() -> None:
    """The decision is on the quote of the new version, by the same person at the same time, with an id of its own."""
    name = at("Bruno Stahl")
    old = decide(JudgedKind.SPEAKER, at("I would not sleep below it"), value="Bruno Stahl", value_span=name)
    (found,) = carry(old)
    new = annotate_article(article(NEW))
    (quote,) = [each for each in new.attributions if "sleep" in each.content[0].cut(NEW)]
    assert (found.a, found.decided_by, found.decided_at, found.id != old.id) == (quote.id, "Ida", old.decided_at, True)
    assert (found.value_span and found.value_span.cut(NEW), found.anchors[0].sha256) == (
        "Bruno Stahl",
        new.article.sha256,
    )


def test_a_speaker_is_not_carried_without_his_name() -> None:
    """Where the paragraph that names him changed, the name may mean another."""
    old = decide(
        JudgedKind.SPEAKER, at("I would not sleep below it"), value="Bruno Stahl", value_span=at("Bruno Stahl")
    )
    assert carry(old, NEW.replace("there too", "not there")) == []


def test_what_was_no_quote_is_none_in_the_new_version() -> None:
    """The new version's own quote at the place is left out."""
    assert [each.a for each in carry(decide(JudgedKind.ATTRIBUTION, at("I would not sleep below it")))] == [
        each.id for each in annotate_article(article(NEW)).attributions if "sleep" in each.content[0].cut(NEW)
    ]


@pytest.mark.parametrize(
    ("stated", "now", "n_carried"), [("2031-05-01", "2031-05-01", 1), (None, None, 1), ("2031-05-01", "2031-05-02", 0)]
)
def test_a_date_is_carried_if_the_file_states_what_it_stated(
    stated: str | None, now: str | None, n_carried: int
) -> None:
    """A date that was corrected in the file too goes before what was decided on the earlier one."""
    found = carry(decide(JudgedKind.PUBLISHED, value="2031-04-30"), published=now, stated=stated)
    assert [(each.a, each.value) for each in found] == [(article(NEW).id, "2031-04-30")] * n_carried


def test_two_records_are_carried_in_order() -> None:
    """Of a decision on two records the one in the old text is told anew; a later name may sort before the other."""
    other = article("Another text.")
    for name in ("art-0", "art-zz"):
        one, two = sorted((article(OLD).id, name))
        anchors = {article(OLD).id: anchor_article(article(OLD)), name: anchor_article(other)}
        pair = Judgement(
            kind=JudgedKind.ARTICLE,
            a=one,
            b=two,
            verdict=Verdict.DIFFERENT,
            anchors=(anchors[one], anchors[two]),
            decided_at="2031-05-03T08:00:00Z",
        )
        (found,) = carry(pair)
        assert ((found.a, found.b), found.a < found.b) == (tuple(sorted((article(NEW).id, name))), True)
        assert dict(zip((found.a, found.b), found.anchors, strict=True))[article(NEW).id].sha256 == article(NEW).sha256


def test_what_was_decided_elsewhere_stays_there() -> None:
    """A decision on another text is not carried."""
    stranger = decide(JudgedKind.TIME, at("Monday"), value="2031-05-05")
    assert list(carry_judgements([stranger], article("Another text."), annotate_article(article(NEW)))) == []


def test_a_time_is_carried() -> None:
    """The id of a time is made of its article and its place."""
    (found,) = carry(decide(JudgedKind.TIME, at("Monday"), value="2031-05-05"))
    (span,) = found.anchors[0].spans
    assert (span.cut(NEW), span.start > at("Monday").start, found.a.startswith("tmx-")) == ("Monday", True, True)
