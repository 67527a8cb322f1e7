"""`find_claims`: who meets on one proposition, and on which side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model.annotation import Basis, Form
from sayso.model.judgement import JudgedKind, Judgement, Verdict
from sayso.model.relation import Claim
from sayso.model.span import Span
from sayso.relate.claims import find_claims
from sayso.relate.own_words import own_words
from tests.relate.written import attribute, count_reports, with_attributions, write_article, write_sayings

Saying = tuple[str, str, Basis]  # whose words, the words, what the cue says


def _claims(*sayings: Saying) -> tuple[Claim, ...]:
    articles, speakers = write_sayings(*sayings)
    return find_claims(articles, speakers=speakers, origins_of=count_reports)


@pytest.mark.parametrize(
    ("sayings", "expected"),
    [
        (  # a disaster: a cause denied, and one not seen
            (
                ("Ann Moore", "the chairlift had been overloaded all morning", Basis.ASSERTS),
                ("Peak Lifts", "the chairlift was overloaded", Basis.DENIES),
                ("Ole Dahl", "he had seen no sign of overloading", Basis.REPORTS_NOT_SEEING),
            ),
            "asserted by one party, not observed by one, denied by one",
        ),
        (  # a court: what is charged, and what the accused says
            (
                ("The prosecutor", "Rowan Hale had bribed two officials", Basis.ASSERTS),
                ("Rowan Hale", "I have never bribed anybody", Basis.ASSERTS),
            ),
            "asserted by one party, denied by one",
        ),
        (  # sport: a transfer rumour
            (
                ("The Gazette", "Joss Lund will join Rovers on loan", Basis.ASSERTS),
                ("Rovers", "Lund is not joining", Basis.ASSERTS),
                ("His agent", "it is unlikely that Lund will join Rovers", Basis.ASSERTS),
            ),
            "asserted by one party, doubted by one, denied by one",
        ),
        (  # business: a merger
            (
                ("Northbank", "it would merge with Eastbank", Basis.ANNOUNCES),
                ("Eastbank", "the merger was a fabrication", Basis.ASSERTS),
            ),
            "asserted by one party, denied by one",
        ),
        (  # a strike called off, in British copy
            (
                ("The RTW union", "Friday’s walkout has been called off", Basis.ANNOUNCES),
                ("Metro Rail", "it could not confirm that the walkout had been cancelled", Basis.ASSERTS),
            ),
            "asserted by one party, not observed by one",
        ),
    ],
)
def test_sides_arecount_reportsed_by_party(sayings: tuple[Saying, ...], expected: str) -> None:
    """The status of a claim counts the parties on each side, and has no verdict."""
    assert [claim.status for claim in _claims(*sayings)] == [expected]


def test_not_seeing_is_never_denying() -> None:
    """Whoever says "we see no withdrawal yet" stands with those who have not observed it."""
    claim = _claims(
        ("Gondal", "it is withdrawing its ships from the strait", Basis.ASSERTS),
        ("Mara Voss", "we don’t see any withdrawal yet", Basis.REPORTS_NOT_SEEING),
    )[0]
    assert (len(claim.asserted), len(claim.not_observed), claim.denied) == (1, 1, ())


def test_the_words_are_those_of_one_attribution() -> None:
    """A claim's words are cut, and from a side that states it."""
    claim = _claims(
        ("Mara Voss", "the kiln did not explode", Basis.ASSERTS),
        ("Jon Ekberg", "that the kiln exploded at noon", Basis.ASSERTS),
    )[0]
    assert claim.claim == "the kiln exploded at noon"


def test_the_reverse_of_what_happens_is_another_claim() -> None:
    """Who attacked whom is not the same either way."""
    assert (
        _claims(
            ("Gondal", "Ruritania had attacked Gondal", Basis.ASSERTS),
            ("Ruritania", "Gondal had attacked Ruritania", Basis.ASSERTS),
        )
        == ()
    )


@pytest.mark.parametrize(
    "sayings",
    [
        (("Ann Moore", "the bridge fell", Basis.ASSERTS),),
        (("Ann Moore", "the mine has closed", Basis.ASSERTS), ("Ann Moore", "the mine closed", Basis.ASSERTS)),
        (("Ann Moore", "the mine has closed", Basis.ASSERTS), ("Ole Dahl", "the mine should close", Basis.ASSERTS)),
        (("Ann Moore", "the mine has closed", Basis.ASSERTS), ("Ole Dahl", "the mine to be closed", Basis.ASKS)),
    ],
)
def test_one_party_alone_is_no_claim(sayings: tuple[Saying, ...]) -> None:
    """One speaker, a wish and an order make no claim."""
    assert _claims(*sayings) == ()


def test_what_a_person_decided_is_obeyed() -> None:
    """Two attributions judged different do not meet."""
    articles, speakers = write_sayings(
        ("Ann Moore", "the mine has closed", Basis.ASSERTS), ("Ole Dahl", "the mine has not closed", Basis.ASSERTS)
    )
    a, b = sorted(speakers)
    judgement = Judgement(kind=JudgedKind.CLAIM, a=a, b=b, verdict=Verdict.DIFFERENT, decided_at="2031-05-09T00:00:00Z")
    found = find_claims(articles, speakers=speakers, origins_of=count_reports, judgements=[judgement])
    together = find_claims(articles, speakers=speakers, origins_of=count_reports)
    assert (len(together), found) == (1, ())


def test_two_judged_one_meet() -> None:
    """Two attributions judged the same meet, whatever their words."""
    articles, speakers = write_sayings(
        ("Ann Moore", "the mine has closed", Basis.ASSERTS), ("Ole Dahl", "the lights are out below", Basis.ASSERTS)
    )
    a, b = sorted(speakers)
    judgement = Judgement(kind=JudgedKind.CLAIM, a=a, b=b, verdict=Verdict.SAME, decided_at="2031-05-09T00:00:00Z")
    found = find_claims(articles, speakers=speakers, origins_of=count_reports, judgements=[judgement])
    assert [sorted(claim.asserted) for claim in found] == [[a, b]]


def test_the_order_of_articles_changes_nothing() -> None:
    """The same pile the other way round gives the same claims."""
    articles, speakers = write_sayings(
        ("Ann Moore", "the mine has closed", Basis.ASSERTS), ("Ole Dahl", "the mine has not closed", Basis.ASSERTS)
    )
    forth, back = (
        find_claims(pile, speakers=speakers, origins_of=count_reports) for pile in (articles, articles[::-1])
    )
    assert forth == back


@pytest.mark.parametrize("words", ["Moore’s claim that the mine has closed", "Moore’s claim to have closed the mine"])
def test_what_another_claims_is_what_one_denies(words: str) -> None:
    """The words of another within a denial stay the denier's, and are the other's too."""
    article = write_article(f"Dahl denied {words}.")
    outer = replace(attribute(article, words, speaker="Dahl", form=Form.INDIRECT), basis=Basis.DENIES)
    content = words.split("claim ")[1].removeprefix("that ")
    inner = replace(attribute(article, content, speaker="Moore", form=Form.INDIRECT), nested_in=outer.id)
    text = article.article.text
    found = own_words(text, (outer, inner), {outer.id: "ent-dahl", inner.id: "ent-moore"})
    assert [[span.cut(text) for span in each] for _, each in found] == [[words], [content]]


def test_what_another_says_within_is_not_the_outer_speakers() -> None:
    """The words of a speaker within another's words are left out of the outer one's."""
    article = write_article("The Post said Ann Moore said the mine has closed.")
    outer = attribute(article, "Ann Moore said the mine has closed", speaker="The Post")
    inner = replace(attribute(article, "the mine has closed", speaker="Ann Moore"), nested_in=outer.id)
    text = article.article.text
    found = own_words(text, (outer, inner), {outer.id: "ent-post", inner.id: "ent-moore"})
    assert [[span.cut(text) for span in content] for _, content in found] == [
        [" said "],
        ["the mine has closed"],
    ]


@pytest.mark.parametrize(
    "sayings",
    [
        (  # two sums of money that have nothing in common but "pay"
            ("Ann Moore", "he would get the village to pay for the wall", Basis.ASSERTS),
            ("Ole Dahl", "guards are not receiving pay this month", Basis.ASSERTS),
        ),
        (  # an order is no statement
            ("Ann Moore", "a guard was shot dead at the gate", Basis.ASSERTS),
            ("The crowd", "don't shoot", Basis.ASSERTS),
        ),
        (  # whose leaving is not the troops'
            ("Ann Moore", "the troops are leaving the island", Basis.ASSERTS),
            ("Ole Dahl", "the colonel will leave his post in May", Basis.ASSERTS),
        ),
        (  # what is declined is told by nobody
            ("Ann Moore", "the lift was overloaded all morning", Basis.ASSERTS),
            ("Peak Lifts", "to comment on the claim", Basis.DENIES),
        ),
        (  # of several claims nobody knows which is meant
            ("Ann Moore", "the lift was overloaded all morning", Basis.ASSERTS),
            ("Peak Lifts", "the claims", Basis.DENIES),
        ),
    ],
)
def test_what_only_shares_a_word_is_no_claim(sayings: tuple[Saying, ...]) -> None:
    """A vague happening, an order, another sense or a refusal to speak does not make two parties meet."""
    assert _claims(*sayings) == ()


def test_a_cue_that_says_nothing_states_nothing() -> None:
    """What somebody opposes or is anxious about is not asserted by him."""
    words = "the troops would withdraw from the island"
    articles, speakers = [], {}
    for number, cue in enumerate(("said", "opposed the idea that")):
        article = write_article(f"Speaker {number} {cue} {words}.", name=f"a{number}", published_at="2031-05-01")
        attribution = attribute(article, words, speaker=f"Speaker {number}", form=Form.INDIRECT)
        start = article.article.text.index(cue)
        attribution = replace(attribution, cue=Span(start, start + len(cue)))
        speakers[attribution.id] = f"ent-{number}"
        articles.append(with_attributions(article, attribution))
    assert find_claims(articles, speakers=speakers, origins_of=count_reports) == ()


def test_no_problem_is_no_denial() -> None:
    """Who has no problem with a thing does not say that it does not happen."""
    claims = _claims(
        ("Ann Moore", "the council will ban the boats on Sunday", Basis.ASSERTS),
        ("Ole Dahl", "he would have no problem banning the boats on Sunday", Basis.ASSERTS),
    )
    assert all(not claim.denied for claim in claims)


@pytest.mark.parametrize(
    "sayings",
    [
        (  # two who do the like
            ("Ann Moore", "she was seeking the party’s nomination for governor", Basis.ANNOUNCES),
            ("Rowan Hale", "he was seeking the party’s nomination for governor", Basis.ANNOUNCES),
        ),
        (  # two whom the like befalls
            ("The sheriff", "Rowan Hale escaped from the county prison at noon", Basis.ASSERTS),
            ("The warden", "Joss Lund escaped from the county prison at noon", Basis.ASSERTS),
        ),
        (  # two years
            ("The court", "Hale was convicted of fraud in 2019", Basis.ASSERTS),
            ("The clerk", "Hale was convicted of fraud in 2024", Basis.ASSERTS),
        ),
        (  # two days of one month
            ("Ann Moore", "the school closure order would be extended to May 8", Basis.ANNOUNCES),
            ("Ole Dahl", "the school closure order would be extended to May 31", Basis.ANNOUNCES),
        ),
        (  # two things called off
            ("Ann Moore", "the union had called off the harbour march at Ostrel", Basis.ANNOUNCES),
            ("Ole Dahl", "the union had called off its ballot at Ostrel", Basis.ANNOUNCES),
        ),
        (  # two tolls
            ("The sheriff", "three people were killed at the harbour wall in Ostrel", Basis.ASSERTS),
            ("The warden", "nine people were killed at the harbour wall in Ostrel", Basis.ASSERTS),
        ),
        (  # two shares
            ("The pollster", "Hale is winning 92 percent of older voters in the county", Basis.ASSERTS),
            ("The institute", "Hale is winning 47 percent of older voters in the county", Basis.ASSERTS),
        ),
        (  # a matter that is only named in passing
            ("Ann Moore", "the investigation into the ferry bombing angered the harbour board", Basis.ASSERTS),
            ("Ole Dahl", "the ferry bombing killed three", Basis.ASSERTS),
        ),
        (  # a wish, and what another is said to say
            ("Ann Moore", "the board wants the quarry shut down", Basis.ASSERTS),
            ("Ole Dahl", "the quarry shut down in May", Basis.ASSERTS),
        ),
    ],
)
def test_the_like_of_another_is_another_claim(sayings: tuple[Saying, ...]) -> None:
    """Doers, sufferers, dates and rates that differ part two clauses; a wish is no claim."""
    assert _claims(*sayings) == ()


def test_a_seat_stands_for_its_government() -> None:
    """When the capital says that it withdraws, its country does."""
    claims = _claims(
        ("Moscow", "it will move its soldiers away from the river", Basis.ANNOUNCES),
        ("Russia", "it is pulling its troops back from the river", Basis.ASSERTS),
        ("Mara Voss", "we don’t see any withdrawal yet", Basis.REPORTS_NOT_SEEING),
    )
    assert [len(claim.asserted) for claim in claims] == [2]


def test_a_passive_meets_its_active() -> None:
    """Who sacked whom is the same told from either end."""
    claims = _claims(
        ("The Gazette", "Mayor Hale sacked Joss Lund over the audit", Basis.ASSERTS),
        ("The Courier", "Joss Lund was sacked by Mayor Hale over the audit", Basis.ASSERTS),
    )
    assert [len(claim.asserted) for claim in claims] == [2]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("the sluice saved the harbour town", "the sluice saved the harbour town", 1),
        ("the sluice “saved the harbour town”", "the sluice “saved the harbour town”", 0),
        ("the sluice “saved the harbour town”", "the sluice saved the harbour town", 1),
    ],
)
def test_the_same_few_words_in_marks_are_of_one(one: str, other: str, expected: int) -> None:
    """What two articles quote in the same telling words of two speakers, one of them said."""
    assert len(_claims(("Ida Berg", one, Basis.ASSERTS), ("Jon Ekberg", other, Basis.ASSERTS))) == expected
