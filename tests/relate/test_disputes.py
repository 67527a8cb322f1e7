"""Quantities: which figures meet, which dispute, and how positions are laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sayso.annotate.figures import find_figures
from sayso.annotate.times import find_times
from sayso.model.annotation import AnnotatedArticle, Bound, Figure
from sayso.model.article import Article
from sayso.model.ids import derive_id, sha256_of
from sayso.model.judgement import Judgement, Verdict
from sayso.model.relation import Origins, Quantity, Story
from sayso.model.span import Span
from sayso.relate.disputes import find_quantities
from sayso.relate.intervals import allow


def write(text: str, name: str = "a", published: str | None = "2022-02-16") -> AnnotatedArticle:
    """Give an article with its times and figures."""
    article = Article(id=f"art-{name}", text=text, sha256=sha256_of(text), published_at=published)
    return find_figures(find_times(AnnotatedArticle(article=article)))


def count(ids: Sequence[str]) -> Origins:
    """Count each figure as an origin of its own."""
    return Origins(reports=len(ids), lower=len(ids), upper=len(ids), groups=tuple((i,) for i in ids))


def find(
    *articles: AnnotatedArticle, stories: Sequence[Story] = (), judgements: Sequence[Judgement] = ()
) -> list[Quantity]:
    """Find the quantities of some articles."""
    return list(find_quantities(articles, origins_of=count, stories=stories, judgements=judgements))


def values(quantity: Quantity, *articles: AnnotatedArticle) -> list[float]:
    """Give the values of a quantity's figures, in its order."""
    figures = {figure.id: figure for annotated in articles for figure in annotated.figures}
    return [figures[key].value for key in quantity.figures]


@pytest.mark.parametrize(
    ("bound", "value", "unit", "interval"),
    [
        (Bound.EXACTLY, 22, "dead", (22, 22)),
        (Bound.MORE_THAN, 100, "troops", (101, None)),
        (Bound.MORE_THAN, 100, "USD", (100, None)),
        (Bound.MORE_THAN, 7.5, "%", (7.5, None)),
        (Bound.AT_LEAST, 22, "dead", (22, None)),
        (Bound.UP_TO, 22, "dead", (None, 22)),
        (Bound.LESS_THAN, 22, "dead", (None, 21)),
        (Bound.ABOUT, 30, "missing", (27, 33)),
    ],
)
def test_a_figure_is_an_interval(
    bound: Bound, value: float, unit: str, interval: tuple[float | None, float | None]
) -> None:
    """Each bound allows its own interval of values."""
    figure = Figure(id="fig-1", article_id="art-1", span=Span(0, 2), value=value, unit=unit, bound=bound)
    assert allow(figure) == interval


def test_a_range_allows_what_lies_between() -> None:
    """A range is the interval it names."""
    figure = Figure(
        id="fig-1", article_id="art-1", span=Span(0, 2), value=5, value_to=10, unit="boats", bound=Bound.BETWEEN
    )
    assert allow(figure) == (5, 10)


FERRY = (
    write("A ferry capsized off Lorn, drowning 22 people and leaving 29 missing, police said.", "a"),
    write("Officials said 23 people drowned and 26 were missing after the Lorn ferry capsized.", "b"),
)


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        ("The ferry sank off Lorn, killing 22 people.", "The Lorn ferry sank and 23 people died.", True),
        ("The ferry sank off Lorn, killing 22 people.", "The Lorn ferry sank and at least 20 people died.", False),
        ("The ferry sank off Lorn, killing 22 people.", "The Lorn ferry sank and about 23 people died.", False),
        ("The ferry sank off Lorn, killing 22 people.", "The Lorn ferry sank and at least 23 people died.", True),
        ("The ferry sank off Lorn, killing 22 people.", "The Lorn ferry sank and dozens of people died.", False),
        ("Varna massed 130,000 troops near the Lorn border.", "Varna has more than 100,000 troops near Lorn.", False),
        ("Varna massed 130,000 troops near the Lorn border.", "Varna massed 150,000 troops near Lorn.", True),
        ("The ferry sank off Lorn, killing 22 people.", "The Lorn ferry sank; divers found 25 bodies.", True),
        ("The ferry sank off Lorn with 30 people missing.", "The Lorn ferry sank, 30 or fewer people missing.", False),
        ("Iran may keep 660 pounds of uranium under the Lorn deal.",
         "The Lorn deal lets it keep 661 pounds of uranium.", False),
        ("The gale drove the boat about 58km (36 miles) off Lorn harbour mouth.",
         "The gale drove the boat 35 miles off Lorn harbour mouth.", False),
        ("The Lorn race drew roughly 20 boats from Varna.", "The Lorn race drew 23 boats from Varna.", False),
        ("The Lorn bridge cost taxpayers $1.2 million, the Lorn bridge auditor found.",
         "The Lorn bridge auditor found the bridge cost taxpayers $1,234,000.", False),
    ],
)  # fmt: skip
def test_a_dispute_needs_intervals_that_do_not_meet(first: str, second: str, disputed: bool) -> None:
    """Two figures of one thing dispute when no value is allowed by both."""
    (quantity,) = find(write(first, "a"), write(second, "b"))
    assert quantity.disputed is disputed


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The ferry sank off Lorn, killing 22 people.", "The Lorn ferry sank and 26 people were missing."),
        ("Varna massed 120,000 troops near Lorn.", "Varna sent 7,000 additional troops near Lorn."),
        ("Varnian officials moved 120,000 Russian troops.", "Lorn moved 110,000 Ukrainian troops there."),
        ("The Lorn ferry sank, killing 22 people.", "In 1987 a ferry sank off Lorn, killing 30 people."),
        ("The ferry sank, killing 22 people.", "It paid $22 for the ferry."),
        ("The inquiry named 20 suspects in Lorn.", "Two of the suspects in the Lorn inquiry fled."),
        ("The Lorn ferry sank, killing 22 people.", "Those who died in the Lorn ferry include 4 children."),
        ("The Lorn bridge cost $5 million.", "The Lorn bridge cost £4 million."),
        ("The Lorn poll found 60% of women back the bridge.", "The Lorn poll found 45% of farmers back the port."),
        ("The ferry sank off Lorn, killing 22 people.", "In November a ferry sank off Lorn, killing 50 people."),
    ],
)
def test_other_things_do_not_meet(first: str, second: str) -> None:
    """Another fate, another side, what came on top, another year and a part of a whole are other quantities."""
    assert find(write(first, "a"), write(second, "b")) == []


def test_a_quantity_lists_each_position_with_its_figures() -> None:
    """Positions are sorted by what they allow, and each names its figures and their origins."""
    missing = next(quantity for quantity in find(*FERRY) if values(quantity, *FERRY) == [29, 26])
    assert [(p.low, p.high, len(p.figures), p.origins.reports) for p in missing.positions] == [
        (26, 26, 1, 1),
        (29, 29, 1, 1),
    ]


def test_the_label_is_cut_from_the_text() -> None:
    """A quantity is called by the fullest phrase for what it counts."""
    (quantity,) = find(write("Varna massed 130,000 troops."), write("Varna has 150,000 Varnian combat troops.", "b"))
    assert quantity.label == "Varnian combat troops"


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        ("The storm left 58 people dead in Varna.", "The storm left 59 people dead in Varna.", "people dead"),
        ("The storm killed 58 people in Varna.", "The storm killed 59 people in Varna.", "killed"),
        ("The storm caused 58 deaths in Varna.", "The storm caused 59 deaths in Varna.", "deaths"),
    ],
)
def test_the_label_says_what_befell_those_counted(first: str, second: str, label: str) -> None:
    """For "people" would not tell the dead from the injured."""
    (quantity,) = find(write(first), write(second, "b"))
    assert quantity.label == label


@pytest.mark.parametrize(
    ("first", "second", "disputed"),
    [
        ("2022-02-16T06:00:00Z", "2022-02-16T07:00:00Z", True),
        ("2022-02-16T06:00:00Z", "2022-02-16T15:00:00Z", False),
        ("2022-02-16T15:00:00Z", "2022-02-16T06:00:00Z", True),
        ("2022-02-16T23:30:00Z", "2022-02-17T00:10:00Z", True),
        ("2022-02-16", "2022-02-16", True),
        ("2022-02-16", "2022-02-17", False),
        ("2022-02-16", None, False),
        (None, None, True),
    ],
)
def test_a_toll_that_rises_over_hours_is_an_update(first: str | None, second: str | None, disputed: bool) -> None:
    """What rises with the hours is no dispute; what falls within a day, or is given in one hour, is; unknown is not."""
    (quantity,) = find(
        write("The ferry sank off Lorn, killing 22 people.", "a", first),
        write("The Lorn ferry sank and 28 people died.", "b", second),
    )
    assert quantity.disputed is disputed


@pytest.mark.parametrize(
    ("text", "disputed"),
    [
        ("About 18,000 people -- 90,000 according to organisers -- marched in Lorn.", [True]),
        ("The blast killed 40 people, the mayor said. Others put the number at 60.", [True]),
        ("Police said 160 passengers were on board. The owner stood by its own count of 138.", [True]),
        ("A blast at the Lorn mill killed 8 people. A fire on a bridge there killed 19 people.", []),
        ("Orla Tenn has 1,884 delegates (pledged: 1,600). Ben Ruud has 1,718 delegates.", []),
        ("It found 44 new cases, bringing the total to 218.", []),
        ("Varna has 400 tanks and would raise that number to 600.", []),
    ],
)
def test_an_article_contradicts_itself_only_in_so_many_words(text: str, disputed: list[bool]) -> None:
    """Two numbers of one article are of two things, unless the second is given against the first."""
    assert [quantity.disputed for quantity in find(write(text))] == disputed


def test_passengers_are_on_board_whatever_the_words() -> None:
    """Those with whom a ship left and those who were on board are the same people."""
    articles = (
        write("The Lorn ferry left the quay with 138 passengers, her owner said.", "a"),
        write("More than 160 passengers were on board the Lorn ferry, the owner's union said.", "b"),
    )
    (quantity,) = find(*articles)
    assert (quantity.disputed, sorted(values(quantity, *articles))) == (True, [138, 160])


def test_numbers_that_one_article_tells_apart_do_not_dispute() -> None:
    """Where an article writes of 17 killed, 12 of them in one place, the others' 12 and 17 are no dispute."""
    articles = (
        write("The Lorn attacks killed 17 people, including 12 people in the mill.", "a"),
        write("The attack on the Lorn mill killed 12 people.", "b"),
        write("The Lorn attacks killed 17 people.", "c"),
    )
    assert [quantity.disputed for quantity in find(*articles)] == [False]


def test_an_update_is_no_dispute() -> None:
    """A toll that a later day's article gives otherwise is not disputed."""
    (quantity,) = find(
        write("The ferry sank off Lorn, killing 22 people.", "a", "2022-02-16"),
        write("The Lorn ferry sank and 28 people died.", "b", "2022-02-17"),
    )
    assert quantity.disputed is False


def test_an_elided_figure_stands_with_its_noun() -> None:
    """The number that "some reports put" higher is of the same thing."""
    article = write("Varna massed more than 100,000 troops, with some reports putting the number at 150,000.")
    assert [values(quantity, article) for quantity in find(article)] == [[100000, 150000]]


def test_stories_keep_figures_apart() -> None:
    """Figures of different stories never meet."""
    articles = (write("The ferry sank, killing 22 people."), write("The ferry sank, killing 23 people.", "b"))
    stories = tuple(
        Story(id=f"story-{place}", title="", articles=(annotated.article.id,), begins_at=None, ends_at=None)
        for place, annotated in enumerate(articles)
    )
    assert find(*articles, stories=stories) == []


def test_a_judgement_stands_above_the_comparison() -> None:
    """What a person called different stays apart."""
    first, second = write("The ferry sank, killing 22 people."), write("The ferry sank, killing 23 people.", "b")
    a, b = sorted((first.figures[0].id, second.figures[0].id))
    judgement = Judgement(kind="figure", a=a, b=b, verdict=Verdict.DIFFERENT, decided_at="2022-02-17T00:00:00Z")
    assert find(first, second, judgements=(judgement,)) == []


def test_the_order_of_articles_changes_nothing() -> None:
    """The quantities depend on the set of articles alone."""
    assert find(*FERRY) == find(*reversed(FERRY))
    sailors = write("Nine sailors died when a dredger sank off Ostby.", "a")
    elsewhere = write("Doctors in Lund counted nine people killed by cold.", "b", "2022-02-15")
    people = write("Nine people died when a dredger sank off Ostby, the owner of the vessel told reporters.", "c")
    assert find(sailors, elsewhere, people) == find(people, elsewhere, sailors)


def test_the_id_derives_from_the_figures() -> None:
    """A quantity's id is made of its figures' ids."""
    (quantity,) = find(write("Varna massed 130,000 troops."), write("Varna massed 150,000 troops.", "b"))
    assert quantity.id == derive_id("qty", *sorted(quantity.figures))


def test_tolls_in_the_first_lines_of_two_articles_are_of_one_event() -> None:
    """A short sentence shares no word with the other, but the first lines do."""
    articles = (
        write("Quake razes Lorn villages\n\nTen are dead. Some 50 were hurt.", "a"),
        write("A strong quake struck Lorn, razing villages and injuring 80.", "b"),
    )
    (hurt,) = find(*articles)
    assert (sorted(values(hurt, *articles)), hurt.disputed) == ([50, 80], True)


def test_others_who_met_another_fate_are_no_addition() -> None:
    """The hurt beside the dead are all who were hurt."""
    articles = (
        write("The Lorn blast killed 14 people and injured 17 others.", "a"),
        write("At Lorn the blast left 21 injured.", "b"),
    )
    (hurt,) = find(*articles)
    assert (sorted(values(hurt, *articles)), hurt.disputed) == ([17, 21], True)


def test_the_dead_of_a_nation_meet_the_dead_but_dispute_with_their_own() -> None:
    """Those called by their nation are people; others may have died beside them."""
    told = [
        write(f"The Lorn war has killed {killed}.", name)
        for name, killed in (("a", "900 Varnians"), ("b", "980 people"), ("c", "950 Varnians"))
    ]
    (one,), (other,) = find(told[0], told[1]), find(told[0], told[2])
    assert (one.disputed, other.disputed) == (False, True)


def test_a_crowd_is_put_at_another_size() -> None:
    """A count of its own noun is given against the first where it is put as the size of the same."""
    article = write(
        "Some 15,000 people marched through Lorn, organisers said. The Lorn Post, which put the size of the march at "
        "9,000 people, said it rained."
    )
    figures = tuple(
        replace(figure, according_to=name)
        for figure, name in zip(article.figures, ("organisers", "Lorn Post"), strict=True)
    )
    (crowd,) = find(replace(article, figures=figures))
    assert crowd.disputed


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("On Monday 100 people marched through Lorn.", "About 200 people marched through Lorn on Wednesday."),
        ("Police arrested 46 people at the Lorn march.", "Since the Lorn march police arrested 60 people."),
        ("Mika Tenn scored 22 points in the Lorn cup final.", "Orla Brandt scored 25 points in the Lorn cup final."),
        ("Quakes shook Lorn, home to 120,000 people.", "Quakes shook Lorn and Varna, a city of 190,000 people."),
    ],
    ids=["another day", "a day and all days", "another player", "another town"],
)
def test_other_days_and_other_names_are_no_dispute(first: str, second: str) -> None:
    """What was on another day, over many days, of another player or town does not contradict."""
    assert not any(quantity.disputed for quantity in find(write(first, "a"), write(second, "b")))


def test_what_has_come_to_be_over_weeks_is_a_count_of_now() -> None:
    """Weeks in which a count has grown do not part it from a count of today."""
    grown = write("Over the past several weeks, Lorn had massed 90,000 troops on the border with Varna.", "a")
    assert any(q.disputed for q in find(grown, write("Lorn has 130,000 troops on the border with Varna.", "b")))


@pytest.mark.parametrize("third", [None, "Mika Tenn has 2,301 votes in the Lorn poll. Orla Brandt has 2,290 votes."])
def test_what_an_article_tells_apart_disputes_nowhere(third: str | None) -> None:
    """Where one article gives two numbers as two things, so may two others."""
    told = [
        write("Votes for Mika Tenn in the Lorn poll stood at 2,290 votes.", "a"),
        write("Votes for Mika Tenn in the Lorn poll reached 2,301 votes.", "b"),
        *((write(third, "c"),) if third else ()),
    ]
    assert any(quantity.disputed for quantity in find(*told)) is (third is None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # the words of a bound are no addition: "more" than
        ("Outside groups spent more than $8 million on the Arden race.",
         "Independent groups reported spending over $8 million on the race."),
        # another year in the sentence tells of another event, not of this sum
        ("Mora was fined $363,000 in taxes after the death of her partner in 2009.",
         "Ms. Mora had to pay $363,000 in estate taxes."),
        # a number of many digits is known whatever its noun
        ("The list holds 1,102 product lines.", "The ministry named 1,102 goods on Friday."),
        # two numbers side by side in both
        ("Walker won 53 percent to 46 percent.", "Walker led with 53 percent against 46 percent for Mora."),
        # whatever their noun, so many dead are so many
        ("A man gunned down nine worshippers in the Arden chapel.", "Nine people were killed in the Arden chapel."),
        # an addition here, a whole there
        ("Another 284 products were put on the list for later.", "A second list of 284 products will be looked at."),
    ],
)  # fmt: skip
def test_equal_numbers_of_two_articles_meet(first: str, second: str) -> None:
    """The rarer a number is, the less its sentences must share to be of one thing."""
    a, b = write(first, "a"), write(second, "b")
    assert any(len(set(values(q, a, b))) == 1 for q in find(a, b))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The law binds firms with 50 or more workers.", "Most firms here employ fewer than 50 workers."),
        ("The Reds won 27 seats in the Arden vote.", "In the Arden vote the Greens won 24 seats."),
        ("The storm killed 40 people in Arden, the mayor said.", "The storm killed 55 people in Lorn, the mayor said."),
        (
            "Officials confirmed 1,774 deaths in the typhoon.",
            "Officials fear the typhoon may have killed 9,000 people.",
        ),
        ("One young woman told of the storm.", "One woman who saw the storm spoke."),
    ],
)
def test_two_things_do_not_meet(first: str, second: str) -> None:
    """Limits, sides, places, and what is feared beside what is known stay apart."""
    assert find(write(first, "a"), write(second, "b")) == []


def test_a_number_that_is_called_wrong_is_given_against_the_other() -> None:
    """An article that holds one number against another disputes its own."""
    article = write("The toll would be nearer 2,000 than the 9,000 estimate given by the mayor of Arden, he said.")
    (quantity,) = find(article)
    assert quantity.disputed
    assert values(quantity, article) == [2000, 9000]


def test_a_figure_without_a_noun_is_of_what_the_last_one_counted() -> None:
    """What a toll "looks more like" now is a toll."""
    first = write(
        "The death toll in Arden might be around 900. Now the figure looks more likely to be between 200 and 250."
    )
    second = write("The Arden death toll is likely to be between 200 and 250, he said.", "b")
    assert [200, 200] in [[v for v in values(q, first, second) if v == 200] for q in find(first, second)]


def test_people_moved_from_their_homes_are_no_part_of_those_affected() -> None:
    """A second count of people in a sentence is known by its own verb."""
    first = write("About 9 million people were affected by the storm, and around 620,000 were forced from home.", "a")
    second = write("The storm displaced 620,000 people. Some 9 million people in 12 provinces were affected.", "b")
    assert sorted(values(q, first, second) for q in find(first, second)) == [[620000, 620000], [9000000, 9000000]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "The harbour trade added 155,000 jobs in Arden last month.",
            "The harbour trade added 155,000 jobs in Arden. Its private firms added 168,000 jobs in Arden last month.",
        ),
        (
            "Economists expect that the harbour trade added 150,000 jobs in Arden last month.",
            "The harbour trade added 168,000 jobs in Arden last month.",
        ),
    ],
)
def test_a_kind_and_a_forecast_are_no_dispute(first: str, second: str) -> None:
    """Two numbers that one article gives are two things in both; what was expected is not what came."""
    assert not any(quantity.disputed for quantity in find(write(first, "a"), write(second, "b")))


def test_the_dead_of_whom_more_are_added_are_no_toll() -> None:
    """Who writes "killing nine people. Two guards were also killed" agrees with who writes that eleven were killed."""
    parts = write("Gunmen stormed a bank in Lorn, killing nine people, clerks all. Two guards were also killed.", "a")
    whole = write("Gunmen stormed a bank in Lorn, killing eleven people, officials said.", "b")
    assert not any(quantity.disputed for quantity in find(parts, whole))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # hurt beside the same number of dead
        (
            "Gunmen killed 12 people in the hall and wounded 10.",
            "Besides the 12 dead, 11 people were wounded.",
        ),
        # who is hurt beside a man who died is no addition to the hurt
        (
            "The crash killed a clerk and injured 16 others at the market.",
            "At the market, 17 were injured by the car.",
        ),
        # what has been since a beginning is the whole, as a toll is
        (
            "Arden's dockers strike and its army patrols the harbour.\n\n" + "Nobody works. " * 40 + "\n\n"
            "At least 25 people have been killed since it broke out.",
            "The army patrols the Arden harbour, where dockers strike.\n\n" + "Ships wait. " * 45 + "\n\n"
            "The week raised the toll since the vote to 28 dead.",
        ),
    ],
)
def test_one_toll_in_two_constructions(first: str, second: str) -> None:
    """Counts of one fate that differ in wording meet."""
    a, b = write(first, "a"), write(second, "b")
    last = [max(annotated.figures, key=lambda figure: figure.span.start).id for annotated in (a, b)]
    assert any(set(last) <= set(quantity.figures) for quantity in find(a, b))


def test_each_article_gives_a_number_its_noun() -> None:
    """A number that one article gives to two nouns meets another article's, whichever of the nouns that has."""
    first = write("The blaze at the Arden hall killed nine tourists. Nine people died, the mayor said.", "a")
    second = write("The blaze at the Arden hall killed nine people.", "b")
    assert [9, 9, 9] in [values(q, first, second) for q in find(first, second)]


def test_seats_are_those_of_the_side_named_beside_them() -> None:
    """A rival's number without a noun of its own stands for the rival."""
    first = write("Polls gave Harbour 30 seats to the Arden Union's 27.", "a")
    second = write("Harbour won 32 seats to the Arden Union's 24.", "b")
    found = sorted(sorted(values(q, first, second)) for q in find(first, second))
    assert found == [[24, 27], [30, 32]]
