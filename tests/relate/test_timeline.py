"""The timeline: dates in order, each with the sentences that state it, or with what was first published then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.annotate.figures import find_figures
from sayso.annotate.times import find_times
from sayso.model.annotation import AnnotatedArticle, Attribution, Form
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from sayso.model.relation import Change, FamilyMember, QuoteFamily
from sayso.model.span import Span
from sayso.relate.timeline import build_timeline


def write(text: str, name: str = "a", *sentences: Span, furniture: tuple[Span, ...] = ()) -> AnnotatedArticle:
    """Give an article of 16 February 2022 with its times and figures."""
    article = Article(
        id=f"art-{name}", text=text, sha256=sha256_of(text), published_at="2022-02-16", furniture=furniture
    )
    return find_figures(find_times(AnnotatedArticle(article=article, sentences=sentences)))


def test_entries_are_sorted_by_time() -> None:
    """Hours come before their day, days before their month, months before their year."""
    lines = (
        "It began in 2022",
        "It began in February 2022",
        "It began on Tuesday",
        "It began on Tuesday night",
        "It began at 9 a.m. Tuesday",
        "It began on Tuesday morning",
        "It began on Monday",
        "It began last week",
        "It began in 2014",
        "It began in the third quarter of 2021",
    )
    assert [entry.at for entry in build_timeline([write("\n".join(lines))])] == [
        "2014",
        "2021-Q3",
        "2022-W06",
        "2022-02-14",
        "2022-02-15TMO",
        "2022-02-15T09:00",
        "2022-02-15TNI",
        "2022-02-15",
        "2022-02",
        "2022",
    ]


def test_a_stated_zone_stands_behind_the_hour() -> None:
    """An hour and its zone are an instant; without a zone it is the hour as told."""
    told = write("It began at 4 p.m. EST on Tuesday\nIt began at 5 p.m. on Tuesday\nIt ended at 2300 GMT on Tuesday")
    assert [entry.at for entry in build_timeline([told])] == [
        "2022-02-15T16:00-05:00",
        "2022-02-15T17:00",
        "2022-02-15T23:00Z",
    ]


@pytest.mark.parametrize("text", ["It took three years", "It is now over", "It began in the 1990s", "No date at all"])
def test_what_names_no_day_is_left_out(text: str) -> None:
    """Durations, vague references and decades have no place on the line."""
    assert build_timeline([write(text)]) == ()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Nine ferries sank from 2007 to 2017", ["2017"]),
        ("Nine ferries sank between May and June 2021", ["2021-06"]),
        ("Nine ferries sank in 2007 and in 2017", ["2007", "2017"]),
        ("On Monday a ferry sank, the first this year", ["2022-02-14"]),
    ],
)
def test_a_sentence_stands_once_for_a_span_of_time(text: str, at: list[str]) -> None:
    """A range is placed where it ends, and a year not beside a day of it."""
    assert [entry.at for entry in build_timeline([write(text)])] == at


def test_the_year_of_a_letter_does_not_date_what_is_read_from_it() -> None:
    """Only a year that opens its sentence tells when the thing was said."""
    told = tell("Reading from a letter that she sent in 1986, Orla Tenn said it was rot.", "it was rot", "said")
    assert [entry.said for entry in build_timeline([told])] == [(), ("at-a",)]


def test_one_sentence_in_two_articles_is_one_entry() -> None:
    """A copied sentence is told once, with both places."""
    articles = [write("The ferry sank on Monday.", "a"), write("Lead.\nThe ferry sank on Monday.", "b")]
    (entry,) = build_timeline(articles)
    assert [(place.article, place.span) for place in entry.places] == [
        ("art-a", Span(0, 25)),
        ("art-b", Span(6, 31)),
    ]


def test_an_entry_refers_to_what_its_sentence_holds() -> None:
    """Attributions and figures of the sentence are named, in the order of the text."""
    annotated = write("On Monday Orla Tenn said 40 people died.")
    attribution = Attribution(
        id="at-1", article_id="art-a", form=Form.INDIRECT, content=(Span(25, 39),), cue=Span(20, 24)
    )
    (entry,) = build_timeline([replace(annotated, attributions=(attribution,))])
    assert entry.refs == ("at-1", annotated.figures[0].id)


def test_sentences_of_the_layer_are_used() -> None:
    """The place is the sentence, not the whole line."""
    text = "It rained. The ferry sank on Monday."
    (entry,) = build_timeline([write(text, "a", Span(0, 10), Span(11, 36))])
    assert entry.places[0].span == Span(11, 36)


def test_furniture_is_left_out() -> None:
    """A date in page furniture places nothing."""
    assert build_timeline([write("Updated on Monday", furniture=(Span(0, 17),))]) == ()


def test_a_copyright_line_is_no_event() -> None:
    """The year of a line of rights places nothing."""
    assert build_timeline([write("© Vell Press 2022")]) == ()


def test_the_order_of_articles_changes_nothing() -> None:
    """The timeline depends on the set of articles alone."""
    articles = [write("The ferry sank on Monday.", "a"), write("Divers came on Tuesday.", "b")]
    assert build_timeline(articles) == build_timeline(articles[::-1])


def tell(words: str, content: str, cue: str, name: str = "a", published: str | None = "2022-02-16") -> AnnotatedArticle:
    """Give an article of one line with one attribution, ``at-`` and the article's name."""
    annotated = write(words, name)
    begin, said = words.index(content), words.index(cue)
    attribution = Attribution(
        id=f"at-{name}",
        article_id=f"art-{name}",
        form=Form.INDIRECT,
        content=(Span(begin, begin + len(content)),),
        cue=Span(said, said + len(cue)),
    )
    article = replace(annotated.article, published_at=published)
    return replace(annotated, article=article, attributions=(attribution,))


@pytest.mark.parametrize(
    ("words", "content", "cue"),
    [
        ("On Monday Orla Tenn said nobody had drowned.", "nobody had drowned", "said"),
        ("Orla Tenn said on Monday that nobody had drowned.", "nobody had drowned", "said on Monday"),
        ("Nobody had drowned, Orla Tenn told the harbour board on Monday.", "Nobody had drowned", "told"),
        ("In a statement issued on Monday, the line denied that anybody drowned.", "anybody drowned", "denied"),
    ],
)
def test_what_was_said_at_a_stated_time(words: str, content: str, cue: str) -> None:
    """A time beside the cue tells when the thing was said, and publication is not asked."""
    (entry,) = build_timeline([tell(words, content, cue)])
    assert (entry.at, entry.said, entry.dated_by) == ("2022-02-14", ("at-a",), "text")


@pytest.mark.parametrize(
    ("words", "content", "cue"),
    [
        ("Orla Tenn said the ferry sank on Monday.", "the ferry sank on Monday", "said"),
        ("It sank on Monday after the crew warned of rot.", "rot", "warned"),
        ("The ferry, a wreck, left on Monday, her owner said.", "The ferry, a wreck", "said"),
        ("After Monday's vote Orla Tenn said it was over.", "it was over", "said"),
        ("Since the hearing on Monday Orla Tenn has said it is over.", "it is over", "said"),
        ("Orla Tenn promised a report when divers who went down on Monday are back.", "a report", "promised"),
    ],
)
def test_a_time_of_something_else_does_not_date_the_words(words: str, content: str, cue: str) -> None:
    """A time in the words, of another clause or of another thing is not when they were said: publication is."""
    stated, published = build_timeline([tell(words, content, cue)])
    assert (stated.at, stated.refs, stated.said) == ("2022-02-14", ("at-a",), ())
    assert (published.at, published.said, published.dated_by) == ("2022-02-16", ("at-a",), "publication")


@pytest.mark.parametrize(
    ("published", "at"),
    [
        ("2022-02-16", "2022-02-16"),
        ("2022-02-16T09:05:30Z", "2022-02-16T09:05Z"),
        ("2022-02-16T09:05:30.5+02:00", "2022-02-16T09:05+02:00"),
    ],
)
def test_publication_is_written_as_a_time(published: str, at: str) -> None:
    """The instant of publication is given to the minute, with its zone."""
    (entry,) = build_timeline([tell("Orla Tenn said nobody drowned.", "nobody drowned", "said", "a", published)])
    assert (entry.at, [place.span for place in entry.places]) == (at, [Span(15, 29)])


def test_words_are_placed_where_they_first_appeared() -> None:
    """The same words in two articles are one entry, at the earlier publication."""
    first = tell("Orla Tenn said nobody drowned.", "nobody drowned", "said", "b", "2022-02-15")
    again = tell("Nobody drowned, she said.", "Nobody drowned", "said", "a", "2022-02-16")
    (entry,) = build_timeline([again, first])
    assert (entry.at, entry.said) == ("2022-02-15", ("at-b", "at-a"))


def test_one_utterance_is_placed_once() -> None:
    """Two wordings of one utterance are one entry; where one of them is dated by the text, that is its time."""
    full = tell("Orla Tenn said nobody had drowned.", "nobody had drowned", "said", "a", "2022-02-15")
    cut = tell("Nobody drowned, she said.", "Nobody drowned", "said", "b", "2022-02-16")
    dated = tell("On Monday she said nobody at all drowned.", "nobody at all drowned", "said", "c")
    family = QuoteFamily(
        id="fam-1",
        speaker=None,
        fullest="at-a",
        members=tuple(FamilyMember(attribution=id_, change=Change.REWORDED) for id_ in ("at-a", "at-b", "at-c")),
    )
    assert [entry.said for entry in build_timeline([full, cut], [family])] == [("at-a", "at-b")]
    assert [entry.dated_by for entry in build_timeline([full, cut, dated], [family])] == ["text"]


def test_no_publication_no_place() -> None:
    """Words of an article without a date, and words within another's words, are not placed."""
    undated = tell("Orla Tenn said nobody drowned.", "nobody drowned", "said", "a", None)
    dated = tell("Orla Tenn said nobody drowned.", "nobody drowned", "said")
    nested = replace(dated, attributions=(replace(dated.attributions[0], nested_in="at-x"),))
    assert build_timeline([undated]) == build_timeline([nested]) == ()
