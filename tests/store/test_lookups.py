"""What pages ask of a case file: lists, counts, parts of it as dossiers, and the person's note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.model.annotation import EntityKind
from sayso.model.dossier import Dossier
from sayso.model.relation import Claim, Copy, Flag, Quantity, QuoteFamily, TimelineEntry
from sayso.model.span import Span
from sayso.store.finding import Wish
from sayso.store.lookups import Lookup
from sayso.store.parts import Wanted
from sayso.store.sqlite import SqliteStore, open_store
from tests.report.invented import dossier
from tests.web.conftest import fill

FILLED = dossier()
TIES = FILLED.relations
FIRST, SECOND = (annotated.article for annotated in FILLED.articles[:2])


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    """Give a case that holds the invented dossier."""
    with open_store(tmp_path_factory.mktemp("case") / "case.db") as store:
        fill(store, FILLED)
        yield store


@pytest.fixture
def lookup(filled: SqliteStore) -> Iterator[Lookup]:
    """Look into it."""
    with filled.lookup() as opened:
        yield opened


def whole(lookup: Lookup) -> Dossier:
    """Read all of the case as one part."""
    wanted = Wanted(
        articles=[annotated.article.id for annotated in FILLED.articles],
        families=[family.id for family in TIES.quote_families],
        quantities=[quantity.id for quantity in TIES.quantities],
        claims=[claim.id for claim in TIES.claims],
        flags=[flag.id for flag in TIES.flags],
        timeline=[str(position) for position in range(len(TIES.timeline))],
        copies=range(len(TIES.copies)),
        stories=[story.id for story in TIES.stories],
    )
    return lookup.part(wanted)


@pytest.mark.parametrize(
    "layer", ["quote_families", "quantities", "claims", "flags", "timeline", "copies", "stories", "speakers"]
)
def test_a_part_that_is_everything(lookup: Lookup, layer: str) -> None:
    """A part of which everything is wanted has the relations of the whole."""
    assert getattr(whole(lookup).relations, layer) == getattr(TIES, layer)


@pytest.mark.parametrize("layer", ["attributions", "figures", "mentions", "times"])
def test_a_part_has_whole_articles(lookup: Lookup, layer: str) -> None:
    """An article that is wanted whole has its layers."""
    assert [getattr(a, layer) for a in whole(lookup).articles] == [getattr(a, layer) for a in FILLED.articles]


@pytest.mark.parametrize("family", TIES.quote_families, ids=lambda family: family.id)
def test_a_part_of_a_family(lookup: Lookup, family: QuoteFamily) -> None:
    """A part of one family holds its wordings, the articles they stand in, and nothing else that is said."""
    part = lookup.part(Wanted(families=[family.id]))
    assert sorted(a.id for a in part.attributions()) == sorted(member.attribution for member in family.members)


@pytest.mark.parametrize("quantity", TIES.quantities, ids=lambda quantity: quantity.id)
def test_a_part_of_a_quantity(lookup: Lookup, quantity: Quantity) -> None:
    """A part of one quantity holds its figures."""
    part = lookup.part(Wanted(quantities=[quantity.id]))
    assert sorted(figure.id for figure in part.figures()) == sorted(quantity.figures)


@pytest.mark.parametrize("claim", TIES.claims, ids=lambda claim: claim.id)
def test_a_part_of_a_claim(lookup: Lookup, claim: Claim) -> None:
    """A part of one claim holds all who take a side."""
    sides = {*claim.asserted, *claim.denied, *claim.doubted, *claim.not_observed, *claim.observed}
    assert {a.id for a in lookup.part(Wanted(claims=[claim.id])).attributions()} >= sides


@pytest.mark.parametrize("flag", TIES.flags, ids=lambda flag: flag.id)
def test_a_part_of_a_flag(lookup: Lookup, flag: Flag) -> None:
    """A part of one flag holds the articles of its evidence."""
    held = {annotated.article.id for annotated in lookup.part(Wanted(flags=[flag.id])).articles}
    assert held == {place.article for place in flag.evidence}


@pytest.mark.parametrize(("position", "copy"), list(enumerate(TIES.copies)))
def test_a_part_of_a_copy(lookup: Lookup, position: int, copy: Copy) -> None:
    """A part of one copy holds both its articles."""
    held = {annotated.article.id for annotated in lookup.part(Wanted(copies=[position])).articles}
    assert held == {copy.source, copy.target}


@pytest.mark.parametrize(("position", "entry"), list(enumerate(TIES.timeline)))
def test_a_part_of_the_timeline(lookup: Lookup, position: int, entry: TimelineEntry) -> None:
    """A part of one entry of the timeline holds what it refers to."""
    part = lookup.part(Wanted(timeline=[str(position)]))
    named = {each.id for each in (*part.attributions(), *part.figures())}
    assert named >= set(entry.refs)


def test_what_touches_an_article(lookup: Lookup) -> None:
    """The families of an article are found by the article."""
    expected = sorted(
        family.id
        for family in TIES.quote_families
        if {member.attribution for member in family.members} & {a.id for a in FILLED.articles[0].attributions}
    )
    assert sorted(lookup.touching(article=FIRST.id)["quote_families"]) == expected


def test_counts(lookup: Lookup) -> None:
    """What the case holds is counted by table."""
    counts = lookup.counts()
    expected = (len(FILLED.articles), len(list(FILLED.attributions())), len(TIES.flags), 1)
    assert (counts["articles"], counts["attributions"], counts["flags"], counts["is_related"]) == expected


def test_speakers_by_rank(lookup: Lookup) -> None:
    """The most cited speaker stands first."""
    numbers = [speaker.n_attributions for speaker in lookup.speakers(100)]
    assert (numbers, sum(numbers)) == (sorted(numbers, reverse=True), len(TIES.speakers))


def test_all_that_a_speaker_said(lookup: Lookup) -> None:
    """What a speaker said is given once each, and counted alike in all, by outlet and by day."""
    speaker = lookup.speakers(1)[0]
    said = lookup.count_said(speaker.id)
    ids = lookup.said_by(speaker.id, 1000)
    expected = sorted(attribution for attribution, entity in TIES.speakers.items() if entity == speaker.id)
    assert (sorted(ids), sum(n for _, n in said.outlets)) == (expected, said.n_attributions)


def test_search_counts_what_it_finds(lookup: Lookup) -> None:
    """Facets and the number of matches are of one pass over the same matches."""
    found = lookup.find(Wish(words="the"))
    assert (len(found.hits), found.is_capped) == (min(found.n_matches, 20), False)


def test_search_within_days(lookup: Lookup) -> None:
    """A search before the first article finds nothing."""
    assert lookup.find(Wish(words="the", until="1900-01-01")).n_matches == 0


def test_listing_without_words(lookup: Lookup) -> None:
    """Without words, articles are listed by publication."""
    assert lookup.find(Wish()).listed[0] == FIRST.id


def test_the_note(tmp_path: Path) -> None:
    """Words stay in the note in the order in which they were noted, each once, until they are taken out."""
    with open_store(tmp_path / "case.db") as store:
        fill(store, FILLED)
        for span in (Span(5, 9), Span(0, 4), Span(5, 9)):
            store.note_span(FIRST.id, span, "2031-05-07T08:00:00Z")
        with store.lookup() as look:
            noted = [each.span for each in look.noted()]
        store.unnote_span(FIRST.id, Span(5, 9))
        with store.lookup() as look:
            left = [each.span for each in look.noted()]
    assert (noted, left) == ([Span(5, 9), Span(0, 4)], [Span(0, 4)])


def test_what_a_change_leaves(tmp_path: Path) -> None:
    """When an article is annotated anew, what touched it goes, and the rest stays to be seen until it is made anew."""
    with open_store(tmp_path / "case.db") as store:
        fill(store, FILLED)
        with store.writer() as writer:
            writer.add_annotations([FILLED.articles[1]], FILLED.provenance)
        with store.lookup() as look:
            touching = look.touching(article=SECOND.id)
            counts = look.counts()
    left = (any(touching.values()), counts["is_related"], counts["stories"], counts["copies"])
    assert left == (False, 0, len(TIES.stories), len(TIES.copies))


@pytest.mark.parametrize(("name", "kind"), [("Source", EntityKind.UNNAMED), ("study", EntityKind.ORGANISATION)])
def test_speakers_with_a_name(tmp_path: Path, name: str, kind: EntityKind) -> None:
    """Asked for named speakers only, a list leaves out who is told by a common noun alone."""
    first = next(iter(TIES.speakers.values()))
    entities = tuple(replace(each, name=name, kind=kind) if each.id == first else each for each in TIES.entities)
    with open_store(tmp_path / "case.db") as store:
        fill(store, replace(FILLED, relations=replace(TIES, entities=entities)))
        with store.lookup() as opened:
            every, named = opened.speakers(100), opened.speakers(100, only_named=True)
    assert {each.id for each in every} - {each.id for each in named} == {first}
