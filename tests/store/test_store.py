"""The contract: what every store does, whatever keeps the case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.errors import SpanError, StoreError, UsageError
from sayso.model.article import Fault
from sayso.model.judgement import JudgedKind, Judgement, Verdict
from sayso.model.span import Span
from sayso.store.store import Added, CitedFigure, CitedQuote, Hit, Hits, Run, Store
from tests.store.samples import (
    DAM_ANNOTATED,
    DAM_ARTICLE,
    ENCODER,
    FLED,
    HELD,
    LATER_ARTICLE,
    LUCKY,
    RELATIONS,
    RIVER_ANNOTATED,
    RIVER_ARTICLE,
    ROSE,
    RULES,
    make_article,
    span_of,
)

JUDGED = Judgement(
    kind=JudgedKind.NAME, a="ent-a", b="ent-b", verdict=Verdict.DIFFERENT, decided_at="2031-05-07T00:00:00Z"
)


@pytest.fixture
def full(store: Store) -> Store:
    """Give a case with three articles, two of them annotated, and their relations."""
    with store.writer() as writer:
        writer.add_articles((DAM_ARTICLE, LATER_ARTICLE, RIVER_ARTICLE))
        writer.add_annotations((DAM_ANNOTATED, RIVER_ANNOTATED), RULES)
        writer.replace_relations(RELATIONS, RULES)
    return store


def test_add_articles_says_what_became_of_each(store: Store) -> None:
    """An article is new once, then known; changed metadata updates it."""
    renamed = replace(DAM_ARTICLE, publisher="The Nord Courier")
    with store.writer() as writer:
        added = writer.add_articles((DAM_ARTICLE, DAM_ARTICLE, renamed, renamed, RIVER_ARTICLE))
    assert added == (Added.NEW, Added.KNOWN, Added.UPDATED, Added.KNOWN, Added.NEW)


@pytest.mark.parametrize(
    ("field", "value", "added"),
    [
        ("publisher", "Other", Added.UPDATED),
        ("title", None, Added.UPDATED),
        ("published_at", "2031-05-07", Added.UPDATED),
        ("furniture", (), Added.UPDATED),
        ("path", "elsewhere/pile/dam.txt", Added.KNOWN),
        ("retrieved_at", "2031-06-01T00:00:00Z", Added.KNOWN),
        ("record_id", "urn:uuid:00000000-0000-4000-8000-000000000001", Added.KNOWN),
    ],
)
def test_add_article_again(full: Store, field: str, value: object, added: Added) -> None:
    """Where and when an article was read again is no change; anything else said of it is."""
    with full.writer() as writer:
        assert writer.add_article(replace(DAM_ARTICLE, **{field: value})) == added  # type: ignore[arg-type]


def test_known_article_changes_nothing(full: Store) -> None:
    """An article read again from elsewhere stays as it was first read, with its annotations and relations."""
    with full.writer() as writer:
        writer.add_article(replace(DAM_ARTICLE, path="elsewhere/pile/dam.txt"))
    view = full.view()
    assert (list(view.annotated()), view.relations(RULES)) == ([RIVER_ANNOTATED, DAM_ANNOTATED], RELATIONS)


def test_updated_article_loses_its_annotations(full: Store) -> None:
    """What was annotated with old metadata is dropped with the relations; other articles keep theirs."""
    renamed = replace(DAM_ARTICLE, publisher="The Nord Courier")
    with full.writer() as writer:
        writer.add_article(renamed)
    view = full.view()
    assert list(view.annotated()) == [RIVER_ANNOTATED]
    assert list(view.unannotated(RULES)) == [renamed, LATER_ARTICLE]
    assert view.relations(RULES) is None


def test_articles_come_in_report_order(full: Store) -> None:
    """Articles are sorted by publication, those without a date last."""
    assert list(full.view().articles()) == [RIVER_ARTICLE, DAM_ARTICLE, LATER_ARTICLE]


def test_articles_of_one_day_come_by_path_then_id(store: Store) -> None:
    """Articles of one date are sorted by path, then id, in code points; one without a path comes first."""
    second, third, fourth = (make_article("Rain.", path) for path in ("Z.txt", "a.txt", "é.txt"))
    first = replace(make_article("Rain.", ""), path=None)
    with store.writer() as writer:
        writer.add_articles((fourth, third, first, second))
    assert list(store.view().articles()) == [first, second, third, fourth]


def test_n_articles(full: Store) -> None:
    """Every article counts once."""
    assert full.view().n_articles() == 3


def test_annotated_by_annotator_and_weights(full: Store) -> None:
    """Only annotations of the same annotator and weights are of use to a run; the tool's version may differ."""
    with full.writer() as writer:
        writer.add_annotations((DAM_ANNOTATED,), ENCODER)
    view = full.view()
    assert list(view.annotated(replace(RULES, version="9"))) == [RIVER_ANNOTATED]
    assert list(view.annotated(ENCODER)) == [DAM_ANNOTATED]
    assert list(view.unannotated(ENCODER)) == [RIVER_ARTICLE, LATER_ARTICLE]
    assert list(view.annotated(replace(ENCODER, weights="cd34"))) == []


def test_annotating_again_replaces(full: Store) -> None:
    """New annotations stand in place of the old, and the relations made from those are gone."""
    bare = replace(DAM_ANNOTATED, attributions=(), figures=())
    with full.writer() as writer:
        writer.add_annotations((bare,), RULES)
    assert list(full.view().annotated()) == [RIVER_ANNOTATED, bare]
    assert full.view().relations(RULES) is None


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (replace(DAM_ANNOTATED, article=make_article(DAM_ARTICLE.text, "x")), "is not in the case"),
        (replace(DAM_ANNOTATED, attributions=(HELD, HELD, LUCKY)), "att-held stands for two"),
        (replace(DAM_ANNOTATED, figures=(FLED, FLED)), "fig-fled stands for two"),
        (replace(DAM_ANNOTATED, attributions=(LUCKY,)), "refers to att-held, which is not there"),
        (replace(DAM_ANNOTATED, mentions=(replace(DAM_ANNOTATED.mentions[0], article_id="x"),)), "another article"),
    ],
)
def test_add_annotations_refuses_what_does_not_hold_together(full: Store, wrong: object, message: str) -> None:
    """Annotations that name what is not there are refused, and the case stays as it was."""
    with pytest.raises(StoreError, match=message), full.writer() as writer:
        writer.add_annotations((RIVER_ANNOTATED, wrong), ENCODER)  # type: ignore[arg-type]
    assert list(full.view().annotated()) == [RIVER_ANNOTATED, DAM_ANNOTATED]


def test_relations_come_back_equal_and_in_order(full: Store) -> None:
    """Relations are read as they were written, their speakers in the same order."""
    found = full.view().relations(RULES)
    assert found == RELATIONS
    assert list(found.speakers.items() if found else ()) == list(RELATIONS.speakers.items())


def test_relations_belong_to_one_version(full: Store) -> None:
    """Relations of another version of the tool are of no use."""
    assert full.view().relations(replace(RULES, version="9")) is None


def test_new_article_keeps_relations(full: Store) -> None:
    """Relations are those of the annotated articles: one that is not yet annotated does not change them."""
    with full.writer() as writer:
        writer.add_article(make_article("Something else.", "new.txt"))
    assert full.view().relations(RULES) == RELATIONS


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        (DAM_ARTICLE.id, DAM_ARTICLE),
        (DAM_ARTICLE.id[:9], DAM_ARTICLE),
        ("pile/dam.txt", DAM_ARTICLE),
        ("dam.txt", DAM_ARTICLE),
        ("r-1", RIVER_ARTICLE),
        ("https://news.example/later", LATER_ARTICLE),
    ],
)
def test_article_is_found_by_what_names_it(full: Store, ref: str, expected: object) -> None:
    """An id, its beginning, an external id, an address, a path and the end of a path name an article."""
    assert full.view().article(ref) == expected


@pytest.mark.parametrize(
    ("ref", "message"),
    [("nowhere", "no article is called 'nowhere'"), ("river.txt", "2 articles are called"), ("art-", "3 articles")],
)
def test_article_says_why_none_is_found(full: Store, ref: str, message: str) -> None:
    """What names no article, or several, is wrong use; the message says which."""
    with pytest.raises(UsageError, match=message):
        full.view().article(ref)


LUCKY_HIT = Hit(
    article_id=DAM_ARTICLE.id,
    attribution_id="att-lucky",
    span=LUCKY.extent,
    matches=(span_of("lucky", DAM_ARTICLE.text),),
)


def test_search_gives_spans(full: Store) -> None:
    """A match is a span of the article's text, in the article and in the quote."""
    whole = Span(0, len(DAM_ARTICLE.text))
    expected = Hits(
        articles=(Hit(article_id=DAM_ARTICLE.id, span=whole, matches=LUCKY_HIT.matches),), quotes=(LUCKY_HIT,)
    )
    assert full.view().search("LUCKY") == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("cafe", {LATER_ARTICLE.id}),
        ("CAFÉ", {LATER_ARTICLE.id}),
        ("kestrel", {DAM_ARTICLE.id}),
        ("brandt", {DAM_ARTICLE.id, RIVER_ARTICLE.id}),
        ("brandt lucky", {DAM_ARTICLE.id}),
        ("brandt nothere", set()),
        ('"dam held"', {DAM_ARTICLE.id}),
        ('"held dam"', set()),
        ("“dam held”", {DAM_ARTICLE.id}),
        ("luck*", {DAM_ARTICLE.id}),
        ("luck", set()),
        ("brandt's", {RIVER_ARTICLE.id}),
        ("1,200", {DAM_ARTICLE.id}),
        ("kestrel lucky", {DAM_ARTICLE.id}),
    ],
)
def test_search_finds_articles_with_every_word(full: Store, query: str, expected: set[str]) -> None:
    """All words must stand in title or text; case and diacritics do not matter; phrases and beginnings work."""
    assert {hit.article_id for hit in full.view().search(query).articles} == expected


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        '"',
        '""',
        "*",
        "AND",
        "a AND",
        "NOT",
        "NEAR(",
        "title:",
        "-x",
        "^",
        "(",
        "{a b}:",
        "'",
        "\x00",
        "—",
        "😀",
    ],
)
def test_search_takes_any_string(full: Store, query: str) -> None:
    """No query is an error."""
    assert full.view().search(query).quotes == ()


def test_search_finds_quotes_by_speaker(full: Store) -> None:
    """A quote is found by the name of its speaker, together with its words."""
    assert full.view().search("brandt lucky").quotes == (LUCKY_HIT,)


def test_search_keeps_to_its_limit(full: Store) -> None:
    """No more is given than was asked for."""
    assert len(full.view().search("brandt", limit=1).articles) == 1


def test_search_forgets_what_is_replaced(full: Store) -> None:
    """Words of annotations that are gone are not found, those of new ones are."""
    with full.writer() as writer:
        writer.add_annotations((replace(DAM_ANNOTATED, attributions=(HELD,)),), RULES)
        writer.add_article(replace(LATER_ARTICLE, title="Floods recede"))
    view = full.view()
    assert view.search("lucky").quotes == ()
    assert view.search("recede").articles == (Hit(article_id=LATER_ARTICLE.id),)


QUOTED = [
    CitedQuote(
        article_id=RIVER_ARTICLE.id,
        article="pile/river.txt",
        published_at="2031-05-05T08:00:00Z",
        speaker="Zoë Brandt",
        text="The river rose again on Tuesday",
        attribution=ROSE,
    ),
    CitedQuote(
        article_id=DAM_ARTICLE.id,
        article="Nord Courier",
        published_at="2031-05-06",
        speaker="Zoë Brandt",
        text="We just got lucky,\nthis time.",
        attribution=LUCKY,
    ),
    CitedQuote(
        article_id=DAM_ARTICLE.id,
        article="Nord Courier",
        published_at="2031-05-06",
        speaker=None,
        text="the dam held",
        attribution=HELD,
    ),
]


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        (None, QUOTED),
        ("brandt", QUOTED[:2]),
        ("zoe brandt", QUOTED[:2]),
        ("Brandt, Zoë", QUOTED[:2]),
        ("Radio Nord", []),
        ("", []),
        ("–", []),
    ],
)
def test_quotes_of_a_speaker(full: Store, speaker: str | None, expected: list[CitedQuote]) -> None:
    """A speaker is found by any of the entity's names, whatever the article calls them, in report order."""
    assert list(full.view().quotes(speaker)) == expected


def test_quotes_without_relations_go_by_the_name_in_the_text(full: Store) -> None:
    """Before relations are made, a speaker bears only the name given in the article."""
    with full.writer() as writer:
        writer.add_judgement(JUDGED)
    assert [quote.attribution.id for quote in full.view().quotes("zoë")] == ["att-lucky"]


def test_figures(full: Store) -> None:
    """A figure comes with its words and those of what is counted."""
    expected = CitedFigure(
        article_id=DAM_ARTICLE.id,
        article="Nord Courier",
        published_at="2031-05-06",
        text="Some 1,200 people",
        measured="people fled",
        figure=FLED,
    )
    assert list(full.view().figures()) == [expected]


def test_faults_are_kept_once_and_sorted(store: Store) -> None:
    """The same fault met again is one fault, of the later run."""
    cut, empty = Fault(input="b.jsonl:12", reason="cut in half", hint="look"), Fault(input="a.txt", reason="empty")
    runs = [Run(id=f"run-{n}", started_at=f"2031-05-06T00:00:0{n}Z", provenance=RULES) for n in (1, 2)]
    with store.writer() as writer:
        writer.add_run(runs[0])
        writer.add_run(runs[1])
        writer.add_faults((cut, empty), run_id="run-1")
        writer.add_faults((empty,), run_id="run-2")
    view = store.view()
    assert (view.faults(), view.faults("run-1"), view.faults("run-2")) == ((empty, cut), (cut,), (empty,))


def test_faults_are_sorted_by_number(store: Store) -> None:
    """The second record of a file stands before its tenth, and the file before its records."""
    inputs = ["b.jsonl:10", "b.jsonl:2", "b.jsonl", "a.warc:3:11", "a.warc:3:2", "b.jsonl:9 (cut)", "10:2", "9"]
    with store.writer() as writer:
        writer.add_faults(Fault(input=name, reason="bad") for name in inputs)
    assert [fault.input for fault in store.view().faults()] == [
        *("10:2", "9", "a.warc:3:2", "a.warc:3:11"),
        *("b.jsonl", "b.jsonl:2", "b.jsonl:10", "b.jsonl:9 (cut)"),
    ]


def test_forget_faults(store: Store) -> None:
    """A file that is read again loses its faults and those of its records, and no other file's."""
    inputs = ("a.jsonl", "a.jsonl:1", "a.jsonl2", "a_jsonl:1", "b")
    with store.writer() as writer:
        writer.add_faults(Fault(input=name, reason="bad") for name in inputs)
        writer.forget_faults(("a.jsonl", "b"))
    assert [fault.input for fault in store.view().faults()] == ["a.jsonl2", "a_jsonl:1"]


def test_judgements_are_sorted_and_the_last_word_stands(store: Store) -> None:
    """A person who decides again on the same two records is taken at the last word."""
    first = replace(JUDGED, a="ent-0", decided_by="me")
    with store.writer() as writer:
        writer.add_judgement(JUDGED)
        writer.add_judgement(first)
        writer.add_judgement(replace(JUDGED, verdict=Verdict.SAME))
    assert store.view().judgements() == (first, replace(JUDGED, verdict=Verdict.SAME))


def test_no_run_overwrites_a_judgement(full: Store) -> None:
    """Judgements survive whatever a run writes, and relations made without them do not."""
    with full.writer() as writer:
        writer.add_judgement(JUDGED)
    gone = full.view().relations(RULES)
    with full.writer() as writer:
        writer.add_annotations((DAM_ANNOTATED,), ENCODER)
        writer.replace_relations(RELATIONS, ENCODER)
    assert (gone, full.view().judgements()) == (None, (JUDGED,))


def test_judgement_in_the_wrong_order_is_refused(store: Store) -> None:
    """Two records in one order only, so that one decision is one row."""
    with pytest.raises(UsageError, match="in order"), store.writer() as writer:
        writer.add_judgement(replace(JUDGED, a="z"))


def test_runs(store: Store) -> None:
    """A run begins without an end, and the same id again completes it."""
    later = Run(id="run-a", started_at="2031-05-07T00:00:00Z", provenance=ENCODER)
    begun = Run(id="run-b", started_at="2031-05-06T00:00:00Z", provenance=RULES)
    ended = replace(begun, ended_at="2031-05-06T00:01:00Z")
    with store.writer() as writer:
        writer.add_run(later)
        writer.add_run(begun)
        writer.add_run(ended)
    assert store.view().runs() == (ended, later)


def test_the_run_that_brought_an_article_first_stays_the_one(full: Store) -> None:
    """Told again by a later run, an article is still the first one's; of an article not told of there is nothing."""
    runs = [Run(id=f"run-{n}", started_at=f"2031-05-0{n}T00:00:00Z", provenance=RULES) for n in (1, 2)]
    with full.writer() as writer:
        writer.add_run(runs[0])
        writer.add_run(runs[1])
        writer.add_to_run("run-1", [DAM_ARTICLE.id])
        writer.add_to_run("run-2", [DAM_ARTICLE.id, LATER_ARTICLE.id])
    assert full.view().articles_of_runs() == {DAM_ARTICLE.id: "run-1", LATER_ARTICLE.id: "run-2"}


def test_a_run_that_is_not_there_brings_nothing(full: Store) -> None:
    """Neither a run nor an article may be missing from the case."""
    with pytest.raises(StoreError), full.writer() as writer:
        writer.add_to_run("run-none", [DAM_ARTICLE.id])


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SpanError("x", "y", 0, 1), OSError("the caller's own")])
def test_writer_keeps_nothing_when_its_block_fails(full: Store, error: BaseException) -> None:
    """An exception in the block, Ctrl-C too, passes as it is and leaves the case as it was."""
    begun = full.writer()
    writer = begun.__enter__()
    writer.add_article(make_article("Half a batch.", "half.txt"))
    writer.add_annotations((DAM_ANNOTATED,), ENCODER)
    assert begun.__exit__(type(error), error, None) is False  # it is not swallowed and not replaced
    assert list(full.view().annotated(RULES)) == [RIVER_ANNOTATED, DAM_ANNOTATED]
    assert full.view().n_articles() == 3


def test_writing_while_reading(full: Store) -> None:
    """A reader in mid-stream does not hold up a writer."""
    stream = full.view().unannotated(ENCODER)
    seen = next(stream)
    with full.writer() as writer:
        writer.add_annotations((replace(RIVER_ANNOTATED, article=seen),), ENCODER)
    assert [article.id for article in stream] == [DAM_ARTICLE.id, LATER_ARTICLE.id]


def test_a_view_sees_what_is_written_after_it_was_made(store: Store) -> None:
    """A view asks the case anew each time."""
    view = store.view()
    with store.writer() as writer:
        writer.add_article(DAM_ARTICLE)
        unseen = view.n_articles()
    assert (unseen, view.n_articles()) == (0, 1)
