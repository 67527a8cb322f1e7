"""Figures: value, unit, bound, what is counted, as of when, whose number; and what is no figure."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.figures import find_figures
from sayso.annotate.times import find_times
from sayso.model.annotation import (
    AnnotatedArticle,
    Attribution,
    EntityKind,
    Figure,
    Form,
    Speaker,
)
from sayso.model.article import Article
from sayso.model.ids import derive_id, sha256_of
from sayso.model.span import Span


def make(text: str, furniture: tuple[Span, ...] = ()) -> AnnotatedArticle:
    """Give an article of 16 February 2022 with its times."""
    article = Article(id="art-1", text=text, sha256=sha256_of(text), published_at="2022-02-16", furniture=furniture)
    return find_times(AnnotatedArticle(article=article))


def read(text: str) -> list[tuple[str, float, str, str]]:
    """Give every figure as it stands, with value, unit and bound."""
    figures = find_figures(make(text)).figures
    return [(figure.span.cut(text), figure.value, figure.unit, figure.bound.value) for figure in figures]


def only(text: str) -> Figure:
    """Give the one figure of a text."""
    (figure,) = find_figures(make(text)).figures
    return figure


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "bound"),
    [
        ("The army moved 130,000 troops north.", "130,000 troops", 130000, "troops", "exactly"),
        ("It keeps more than 100,000 troops there.", "more than 100,000 troops", 100000, "troops", "more than"),
        ("It leaves over 120,000 Varnian troops.", "over 120,000 Varnian troops", 120000, "troops", "more than"),
        ("They sent four B-52 long-range bombers.", "four B-52 long-range bombers", 4, "bombers", "exactly"),
        ("The jet came within 900 yards of it.", "within 900 yards", 900, "yards", "up to"),
        ("The tug had a crew of 12.", "12", 12, "people", "exactly"),
        (
            "She lives in Arden, a town of more than 9,000 that was flooded.",
            "more than 9,000",
            9000,
            "people",
            "more than",
        ),
        ("At least two dozen people drowned.", "At least two dozen people", 24, "people", "at least"),
        ("As many as 300 homes burned.", "As many as 300 homes", 300, "homes", "up to"),
        ("No more than five buses came.", "No more than five buses", 5, "buses", "up to"),
        ("No fewer than 40 villages flooded.", "No fewer than 40 villages", 40, "villages", "at least"),
        ("Fewer than 90 voters came.", "Fewer than 90 voters", 90, "voters", "less than"),
        ("An estimated 1.2 million refugees fled.", "An estimated 1.2 million refugees", 1200000, "refugees", "about"),
        ("Some 27 people were held.", "Some 27 people", 27, "people", "about"),
        ("Nearly 50 people lived.", "Nearly 50 people", 50, "people", "about"),
        ("Upwards of 60 firefighters came.", "Upwards of 60 firefighters", 60, "firefighters", "more than"),
        ("Forty-three miners were freed.", "Forty-three miners", 43, "miners", "exactly"),
        ("Half a million people marched.", "Half a million people", 500000, "people", "exactly"),
        ("Dozens of protesters came.", "Dozens of protesters", 24, "protesters", "at least"),
        ("The crash left 23 dead.", "23 dead", 23, "dead", "exactly"),
        ("The crash left 12 injured and sad.", "12 injured", 12, "injured", "exactly"),
        ("One woman was hurt.", "One woman", 1, "woman", "exactly"),
        ("It has 9,000 Corrections officers.", "9,000 Corrections officers", 9000, "officers", "exactly"),
        (
            "She spoke of 11 million [illegal immigrants] today.",
            "11 million [illegal immigrants",
            11e6,
            "immigrants",
            "exactly",
        ),
        ("A 12-member panel sat.", "12-member", 12, "member", "exactly"),
        ("The 23,000-tonne ferry sank.", "23,000-tonne", 23000, "tonne", "exactly"),
        ("The wall is 10 metres high.", "10 metres", 10, "metres", "exactly"),
        ("The hole is 12cm wide.", "12cm", 12, "cm", "exactly"),
        ("A park of 4 sq. miles burned.", "4 sq. miles", 4, "square miles", "exactly"),
        ("Rates rose 25 basis points.", "25 basis points", 25, "basis points", "exactly"),
        ("A magnitude 6.1 earthquake hit.", "6.1", 6.1, "magnitude", "exactly"),
        ("Two Swiss were hurt.", "Two Swiss", 2, "swiss", "exactly"),
        ("Two Swiss bankers were hurt.", "Two Swiss bankers", 2, "bankers", "exactly"),
        ("They shot 300 police officers.", "300 police officers", 300, "officers", "exactly"),
        ("They hired 2000 people.", "2000 people", 2000, "people", "exactly"),
        ("They hired 500,000 US voters.", "500,000 US voters", 500000, "voters", "exactly"),
        ("He presided over two trials.", "two trials", 2, "trials", "exactly"),
        ("He talked about 20 cases.", "20 cases", 20, "cases", "exactly"),
        ("Billions of dollars vanished.", "Billions of dollars", 2e9, "USD", "at least"),
        ("Police held 16. About 200 officers came.", "About 200 officers", 200, "officers", "about"),
        ("100 or more houses fell.", "100 or more houses", 100, "houses", "at least"),
        ("Three or so buses came.", "Three or so buses", 3, "buses", "about"),
        ("Some 67 Israelis drowned.", "Some 67 Israelis", 67, "israelis", "about"),
        ("One Israeli soldier died.", "One Israeli soldier", 1, "soldier", "exactly"),
        ("A group of 20 people came.", "20 people", 20, "people", "exactly"),
        ("At 0711 GMT 12 people drowned.", "12 people", 12, "people", "exactly"),
    ],
)
def test_reads_counts(text: str, span: str, value: float, unit: str, bound: str) -> None:
    """A count is read with its bound, value and noun, and its span holds all three."""
    assert read(text) == [(span, value, unit, bound)]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit", "bound"),
    [
        ("It cost $270 billion in all.", "$270 billion", 270e9, "USD", "exactly"),
        ("It cost $270bn.", "$270bn", 270e9, "USD", "exactly"),
        ("It cost (£199 billion).", "£199 billion", 199e9, "GBP", "exactly"),
        ("It cost €3.5bn.", "€3.5bn", 3.5e9, "EUR", "exactly"),
        ("It cost A$5.", "A$5", 5, "AUD", "exactly"),
        ("It cost US$5m.", "US$5m", 5e6, "USD", "exactly"),
        ("It cost Rs 500 crore.", "Rs 500 crore", 5e9, "INR", "exactly"),
        ("It cost 270 million dollars.", "270 million dollars", 270e6, "USD", "exactly"),
        ("It cost 40 Canadian dollars.", "40 Canadian dollars", 40, "CAD", "exactly"),
        ("It cost 50p.", "50p", 0.5, "GBP", "exactly"),
        ("It cost two million pounds.", "two million pounds", 2e6, "GBP", "exactly"),
        ("It cost more than $5.", "more than $5", 5, "USD", "more than"),
        ("Prices rose 5%.", "5%", 5, "%", "exactly"),
        ("Prices rose about 5.5 per cent.", "about 5.5 per cent", 5.5, "%", "about"),
        ("Rates rose two percentage points.", "two percentage points", 2, "percentage points", "exactly"),
        ("Two-thirds of voters agreed.", "Two-thirds", 66.67, "%", "exactly"),
        ("More than half of the crews left.", "More than half", 50, "%", "more than"),
        ("It holds no higher than 3.67%.", "no higher than 3.67%", 3.67, "%", "up to"),
        ("One in five adults smoke.", "One in five", 20, "%", "exactly"),
    ],
)
def test_reads_money_and_shares(text: str, span: str, value: float, unit: str, bound: str) -> None:
    """Money has an ISO 4217 code for a unit, a share has a percent sign."""
    assert read(text) == [(span, value, unit, bound)]


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "unit"),
    [
        ("Between 5 and 10 boats sank.", "Between 5 and 10 boats", 5, 10, "boats"),
        ("A group of 5 to 10 boats sank.", "5 to 10 boats", 5, 10, "boats"),
        ("They need 100,000 to 150,000 tents.", "100,000 to 150,000 tents", 100000, 150000, "tents"),
        ("They need 20-30 tents.", "20-30 tents", 20, 30, "tents"),
        ("They need two or three tents.", "two or three tents", 2, 3, "tents"),
        ("It costs $5-10 billion.", "$5-10 billion", 5e9, 10e9, "USD"),
        ("It fell 20 to 25 percent.", "20 to 25 percent", 20, 25, "%"),
        ("It fell by $100 to $150 billion.", "$100 to $150 billion", 100e9, 150e9, "USD"),
        ("The fees ranged from $10 to $10,169.", "from $10 to $10,169", 10, 10169, "USD"),
        ("It will cut the waste by 26 percent to 28 percent.", "26 percent to 28 percent", 26, 28, "%"),
    ],
)
def test_reads_ranges(text: str, span: str, low: float, high: float, unit: str) -> None:
    """A range gives both ends and is bounded between them."""
    figure = only(text)
    assert (figure.span.cut(text), figure.value, figure.value_to, figure.unit, figure.bound.value) == (
        span, low, high, unit, "between",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Wages rose 7 cents to $23.73.", [0.07, 23.73]),
        ("Gains were revised up 15,000 to 161,000 jobs.", [161_000]),
        (
            "Lorn added 15,000 jobs in May, bringing the total of jobs created in 2012 to 1.84 million.",
            [15_000, 1.84e6],
        ),
    ],
)
def test_what_is_reached_is_no_end_of_a_range(text: str, values: list[float]) -> None:
    """A rise and what it comes to are two figures, and a year is none."""
    figures = find_figures(make(text)).figures
    assert [(figure.value, figure.value_to) for figure in figures][-len(values) :] == [(v, None) for v in values]


@pytest.mark.parametrize(
    "text",
    [
        "The 44-year-old smiled.",
        "He died aged 33.",
        "Orla Tenn, 24, agreed.",
        "An F-16 crashed near Highway 61.",
        "A Boeing 737 landed.",
        "Covid-19 spread.",
        "The G7 and the Group of Seven met.",
        "Lorn United won 2-1.",
        "The vote was 52-48.",
        "Call 0800 555 0143 or 202-555-0143.",
        "It opened on 16 February 2014 at 10:30.",
        "The 2012 attacks changed it.",
        "The September 11 attacks changed it.",
        "He came third and then 16th.",
        "He served three years.",
        "The two leaders met.",
        "One of the fighting groups left.",
        "See No. 10 and section 230.",
        "After 9/11 it changed.",
        "Version 2.5.1 is out.",
        "No one came.",
        "The Three Mile Island plant closed.",
        "A Boeing 737 landed. The 737 Max flights ended, and 737 jets stayed.",
        "It grounded Boeing 737 MAX 8 jets.",
        "It sank, France 24 reports.",
        "It released the 911 calls.",
        "He lives in Seven Meadows.",
        "The blast killed 8-year-old Orla Tenn.",
        "Photo 3 of 26 photos",
        "It lasted three-quarters of an hour.",
    ],
)
def test_leaves_other_numbers_alone(text: str) -> None:
    """Ages, names, scores, dates, durations, ranks and codes are no figures."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "span", "unit", "measured"),
    [
        ("It massed 90,000 troops, with some reports putting the number at 150,000.", "150,000", "troops", "troops"),
        ("It massed 90,000 troops. The force is said to number more than 120,000, he said.", "more than 120,000",
         "troops", "troops"),
        ("About 80 passengers sailed. Rescuers found 20 of them.", "20", "passengers", "passengers"),
        ("Some 40 guards voted for it, including seven who left.", "seven", "guards", "guards"),
        ("He has 1,800 delegates of the 2,010 needed.", "2,010", "delegates", "delegates"),
    ],
)  # fmt: skip
def test_an_elided_noun_is_that_of_the_figure_before(text: str, span: str, unit: str, measured: str) -> None:
    """A bare number that the words around make a count takes the noun named before it."""
    figure = find_figures(make(text)).figures[1]
    assert (figure.span.cut(text), figure.unit, figure.measured and figure.measured.cut(text)) == (span, unit, measured)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "Of the nine dyke-related claims, five were paid and six resulted in a suit.",
            [("nine dyke-related claims", 9, "claims"), ("five", 5, "claims"), ("six", 6, "claims")],
        ),
        ("Of those cases, 15 were fatal.", [("15", 15, "cases")]),
        ("Of those cases, about 1 in 10 are fatal.", []),
        ("Two Fort Worth police officers came.", [("Two Fort Worth police officers", 2, "officers")]),
        ("Ten newly elected young clerks left.", [("Ten newly elected young clerks", 10, "clerks")]),
        ("The index rose 1.2 percent to 5,410.", [("1.2 percent", 1.2, "%")]),
    ],
)  # fmt: skip
def test_parts_of_a_whole_and_long_phrases(text: str, figures: list[tuple[str, float, str]]) -> None:
    """A bare number counts what its sentence begins with ("Of those cases"); a level reached is no end of a range."""
    assert [(span, value, unit) for span, value, unit, _ in read(text)] == figures


@pytest.mark.parametrize(
    ("text", "span", "unit"),
    [
        ("The blast killed at least 22.", "at least 22", "people"),
        ("The death toll rose to 41.", "41", "people"),
        ("The number of dead rose to 40.", "40", "dead"),
        ("The number of U.S. homes lost is 12, she said.", "12", "homes"),
        ("Divers said 26 were missing.", "26", "missing"),
    ],
)
def test_a_toll_counts_people(text: str, span: str, unit: str) -> None:
    """A bare number after a verb of harm, or before what befell them, counts people."""
    assert [(found[0], found[2]) for found in read(text)] == [(span, unit)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It massed 90,000 troops.", None),
        ("Some reports put the toll at 40 people.", "Some reports"),
        ("The Lorn Ministry puts the toll at 40 people.", "Lorn Ministry"),
        ("Lorn Lines has stood by its own count of 40 passengers.", "Lorn Lines"),
        ("Lorn Lines’ rivals doubt the Harbour Union’s count of 40 passengers.", "Harbour Union"),
        ("The toll was 40 people, according to the harbour office.", "the harbour office"),
        ("And, according to the harbour office, 40 people died.", "the harbour office"),
        (
            "The port saw fires last year, according to the harbour office. Of those fires, 40 were big.",
            "the harbour office",
        ),
        ("The Lorn Union has a larger figure: 40 people.", "Lorn Union"),
        ("The latest estimate from the coast guard is that about 40 people sank.", "the coast guard"),
        ("About 40 tugs were sold, the company said.", "the company"),
        ("About 40 tugs were sold, the company said. Its boats are old.", "the company"),
    ],
)
def test_says_whose_number_it_is(text: str, name: str | None) -> None:
    """The holder is cut from the words around; without any the number is the article's own."""
    assert only(text).according_to == name


def test_a_toll_that_passes_a_number_is_more_than_it() -> None:
    """What "the toll passed 3,000" says is a bound, not the number."""
    assert only("The death toll passed 3,000.").bound == "more than"


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("On Monday it massed 90 tanks.", "2022-02-14"),
        ("It massed 90 tanks in 2014.", "2014"),
        ("It has massed 90 tanks since 2014.", None),
        ("It massed 90 tanks.", None),
    ],
)
def test_dates_a_figure(text: str, as_of: str | None) -> None:
    """A figure is as of the date in its clause, not of the begin of a period."""
    assert only(text).as_of == as_of


def test_the_innermost_attribution_holds_the_figure() -> None:
    """The shortest attribution around a figure is its own, and its speaker holds the number."""
    text = "The paper wrote that Orla Tenn said 40 people died."
    annotated = make(text)
    outer = Attribution(id="at-1", article_id="art-1", form=Form.INDIRECT, content=(Span(21, 50),))
    speaker = Speaker(name="Orla Tenn", kind=EntityKind.PERSON, span=Span(21, 30))
    inner = Attribution(id="at-2", article_id="art-1", form=Form.INDIRECT, content=(Span(36, 50),), speaker=speaker)
    (figure,) = find_figures(replace(annotated, attributions=(outer, inner))).figures
    assert (figure.attribution, figure.according_to) == ("at-2", "Orla Tenn")


@pytest.mark.parametrize(("teller", "name"), [("the Lorn news agency", "Orla Tenn"), ("the mayor", "the mayor")])
def test_who_passes_a_number_on_does_not_hold_it(teller: str, name: str) -> None:
    """A speaker's number stays hers where "according to" names a newspaper or agency."""
    text = f"Orla Tenn said 40 people died, according to {teller}."
    speaker = Speaker(name="Orla Tenn", kind=EntityKind.PERSON, span=Span(0, 9))
    told = Attribution(id="at-1", article_id="art-1", form=Form.INDIRECT, content=(Span(15, 29),), speaker=speaker)
    (figure,) = find_figures(replace(make(text), attributions=(told,))).figures
    assert figure.according_to == name


def test_it_is_feared_names_nobody() -> None:
    """A pronoun is no holder of a number."""
    text = "It is feared that 40 people died."
    told = Attribution(id="at-1", article_id="art-1", form=Form.INDIRECT, source=Span(0, 2), content=(Span(18, 32),))
    (figure,) = find_figures(replace(make(text), attributions=(told,))).figures
    assert figure.according_to is None


def test_furniture_holds_no_figure() -> None:
    """Nothing is read from furniture."""
    text = "Also read | 40 people died\n\n50 people died."
    figures = find_figures(make(text, (Span(0, 26),))).figures
    assert [figure.value for figure in figures] == [50]


def test_the_id_derives_from_article_and_span() -> None:
    """A second run gives the same ids."""
    figure = only("It massed 90 tanks.")
    assert figure.id == derive_id("fig", "art-1", 10, 18)


@given(st.text(alphabet="0123456789,.-–$£%½/ \nabdefhilmnorstuwy’“", max_size=120))
def test_no_text_breaks_the_layer(text: str) -> None:
    """Figures of any text are in order, disjoint and inside it."""
    figures = find_figures(make(text)).figures
    assert all(a.span.end <= b.span.start for a, b in pairwise(figures))


@pytest.mark.parametrize(
    "text", ["Adults over 80 stayed at home.", "It is closed to children under 12.", "People over 65, too."]
)
def test_an_age_is_no_figure(text: str) -> None:
    """Who is "over 80" is old, and nobody is counted."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("They gave over 10 percent of their income away.", "income"),
        ("He won 96 percent of the state’s black vote there.", "black vote"),
        ("It took 40 percent of Velmar’s barley.", "barley"),
    ],
)
def test_a_share_is_of_something_and_not_of_its_owner(text: str, measured: str) -> None:
    """What is measured is the whole, past the word that says whose it is."""
    figure = only(text)
    assert figure.measured is not None
    assert figure.measured.cut(text) == measured


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Harbour won 30 seats to the Union's 24 on Tuesday.", [30, 24]),
        ("He got four votes to Dale Trent's two.", [4, 2]),
        ("The bill got 52 votes and May 27 is the day.", [52]),
        ("It won 61 seats, said Tom Barr, 45, a voter.", [61]),
    ],
)
def test_a_rivals_number_shares_the_noun(text: str, found: list[float]) -> None:
    """Seats, votes and delegates of a side named beside its number; no age, no day."""
    assert [value for _, value, _, _ in read(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The rate went up to 4.9 percent on Monday.", [("4.9 percent", "exactly")]),
        ("It takes up to 4.9 percent of the yield.", [("up to 4.9 percent", "up to")]),
        ("It killed 17 people in Orr and 11 in Velm.", [("17 people", "exactly"), ("11", "exactly")]),
        ("It killed 17 people in Orr and 11 in all.", [("17 people", "exactly")]),
        ("The ferry sank, killing all 298 on board.", [("298", "exactly")]),
        ("They read four #Tidewire posts.", [("four #Tidewire posts", "exactly")]),
    ],
)
def test_bounds_and_nouns_that_other_words_give(text: str, found: list[tuple[str, str]]) -> None:
    """What is reached, listed or aboard; a place in a list is named as the first one was."""
    assert [(span, bound) for span, _, _, bound in read(text)] == found
