"""`read_statements`: what a clause says to happen, and how it stands to it."""

from __future__ import annotations

import pytest

from sayso.model.span import Span
from sayso.relate.statements import Frame, read_statements


def _read(text: str) -> list[tuple[str, bool, list[str]]]:
    return [(s.frame.value, s.negated, sorted(s.heads)) for s in read_statements(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the two banks have agreed to merge", [("stated", False, ["+merge"])]),
        ("the midfielder will not be joining Rovers on loan", [("stated", True, ["+transfer"])]),
        ("the firm did not cause the leak, and neither the law nor the facts say so", [("stated", True, ["+leak"])]),
        ("No, we never merged", [("stated", True, ["+merge"])]),
        ("the merger is not without risks", [("stated", False, [])]),
        ("the frigate downed a Gondal drone", [("stated", False, ["+shoot down"])]),
        ("it was pulling its trawlers back from the bay", [("stated", False, ["+withdraw"])]),
        ("we have seen no sign of a withdrawal", [("not seen", False, ["+withdraw"])]),
        ("inspectors hadn’t “seen evidence” of a leak", [("not seen", False, ["+leak"])]),
        ("there is no evidence that the dam has burst", [("not seen", False, ["burst"])]),
        ("officials could not confirm whether the pilot had been arrested", [("not seen", False, ["+arrest"])]),
        ("we have only heard about the merger", [("heard", False, ["+merge"])]),
        ("the council’s claim that the plant leaked is “false”", [("false", False, ["+leak"])]),
        ("if they really call off the strike, we will be glad", [("supposed", False, ["+call off"])]),
        ("it is unlikely that the walkout will be called off", [("doubted", False, ["+call off"])]),
        ("the ship sailed with fewer passengers than allowed", [("stated", True, ["+overload"])]),
        ("the U.S. envoy has resigned", [("stated", False, ["+resign"])]),
        ("the man who joined the rebels has resigned", [("stated", False, ["+resign"])]),
        ("the board is in close contact with the mine", [("stated", False, ["clos"])]),
        ("they are attacking the board for closing the mine", [("stated", False, ["+attack"])]),
        ("the board has the authority to close the mine", [("stated", False, ["authority"])]),
        ("any inquiry into the mine’s closure is a hoax", [("false", False, [])]),
        ("the province tied relief money to a land deal", [("stated", False, ["tied"])]),
        ("the memo contains secrets", [("stated", False, ["contain"])]),
        ("the clerk told her that the aid hinged on it", [("stated", False, [])]),
        ("the papers that Hale leaked vanished", [("stated", False, ["+missing"])]),
        ("the town denied her access to the mine", [("stated", False, [])]),
        ("the claim that the plant leaked is based on envy", [("supposed", False, ["bas"])]),
        ("we do not accept the finding that the plant leaked", [("false", False, ["+leak"])]),
        ("she was not aware of any leak", [("not seen", False, ["+leak"])]),
        ("the harbour has no record of a collision", [("not seen", False, ["+crash"])]),
        ("they have no knowledge of what happened there", [("supposed", False, [])]),
        ("they’re not true and they hurt", [("false", False, [])]),
        ("the panel could not conclusively link the leak to the plant", [("not seen", False, ["+leak"])]),
        ("none of the leaks could be linked to the plant", [("not seen", False, ["link"])]),
        ("the leaks have not been conclusively linked to the plant", [("not seen", False, ["link"])]),
        ("the brothers have not been linked to the plant for years", [("stated", True, ["link"])]),
        ("it has not been proven that the plant leaked", [("not seen", False, ["+leak"])]),
        ("it was unclear whether the dam had burst", [("doubted", False, ["burst"])]),
        ("they did not know whether the dam had burst", [("not seen", False, ["burst"])]),
        ("we could not establish contact with the mine", [("stated", True, ["establish"])]),
        ("that’s all a bunch of hogwash", [("false", False, [])]),
        ("the notion that the plant leaked is absurd", [("false", False, ["+leak"])]),
        ("the price of the mine is absurd", [("stated", False, ["absurd"])]),
        ("reports to the contrary are bogus", [("stated", False, ["bogus"])]),
        ("Not true.", [("false", False, [])]),
        ("the opposite is true", [("false", False, [])]),
        ("Contrary to the mayor’s claim, the plant never leaked", [("false", False, [])]),
        ("the plant had nothing to do with the leak", [("stated", True, ["+leak"])]),
        ("it was nothing but a merger", [("stated", False, ["+merge"])]),
        ("nobody was arrested", [("stated", True, ["+arrest"])]),
        ("not only was the mine closed, the dam burst", [("stated", False, ["+close"])]),
        ("Never said that the plant leaked", [("stated", True, ["+leak"])]),
        ("she earned a diploma, not a doctorate", [("stated", False, ["earn"]), ("stated", True, ["earn"])]),
    ],
)
def test_a_clause_is_read(text: str, expected: list[tuple[str, bool, list[str]]]) -> None:
    """The happening, the negation and the frame of a clause are told apart."""
    assert _read(text) == expected


def test_clauses_are_cut_and_asides_left_out() -> None:
    """A sentence with an aside and a contrast is two clauses."""
    text = "The mill, which opened in 1911, has closed, but the workers were paid."
    statements = read_statements(text, [Span(0, len(text))])
    assert [each.span.cut(text) for each in statements] == ["The mill", "the workers were paid."]


def test_who_is_meant_by_a_claim_is_read() -> None:
    """A clause that states nothing itself says whose claim it speaks of."""
    text = "the union’s claim is a lie"
    statement = read_statements(text, [Span(0, len(text))])[0]
    assert (statement.points_back, statement.whose, statement.frame) == (True, "union", Frame.FALSE)


def test_we_is_the_speaker() -> None:
    """A pronoun before the verb stands for who speaks."""
    text = "we are closing the yard"
    statement = read_statements(text, [Span(0, len(text))], speaker=("harbour", "board"))[0]
    assert statement.agents == {"harbour", "board"}


def test_spans_lie_where_the_words_stand() -> None:
    """A clause keeps its place in the whole text."""
    text = "He said: the pit has closed. Rain fell."
    statement = read_statements(text, [Span(9, 28)])[0]
    assert statement.span.cut(text) == "the pit has closed."


@pytest.mark.parametrize(
    ("text", "frame", "negated"),
    [
        ("there is very little doubt that the dyke burst", "stated", False),
        ("I did not doubt that the dyke had burst", "stated", False),
        ("the board does not want the quarry closed", "supposed", True),
        ("He denied that the quarry had closed", "supposed", True),
        ("the quarry would have closed", "supposed", False),
        ("explain why she should be jailed", "supposed", False),
        ("After the failed talks the quarry was closed", "stated", False),
        ("the ruling said that the quarry was closed", "stated", False),
        ("those who cannot pay were arrested", "stated", False),
        ("that was wrong", "stated", False),
        ("it was wrong to arrest them", "supposed", False),
        ("it is wrong for the council to close the quarry", "supposed", False),
        ("reports that the quarry had closed were wrong", "false", False),
        ("reports from Lund and Hale were wrong", "false", False),
        ("you can't win the cup without winning away", "supposed", True),
        ("you cannot win the cup by a vote", "stated", True),
        ("this is not the first time that the dyke burst", "stated", False),
    ],
)
def test_what_is_told_and_what_is_left_open(text: str, frame: str, negated: bool) -> None:
    """A doubt denied states; a wish, a might-have-been, another’s denial state nothing; a far "not" turns nothing."""
    (statement,) = read_statements(text, [Span(0, len(text))])
    assert (statement.frame.value, statement.negated) == (frame, negated)


def test_who_speaks_is_who_i_am() -> None:
    """The pronouns that stand for the speaker are told; others stand for nobody."""
    text = "I was sacked"
    mine = read_statements(text, [Span(0, len(text))], speaker=("hale",), pronouns=("i",))[0]
    text = "he was sacked"
    his = read_statements(text, [Span(0, len(text))], speaker=("hale",), pronouns=("i",))[0]
    assert (mine.agents, mine.passive, his.agents) == ({"hale"}, True, frozenset())


def test_a_clause_without_its_subject_has_that_of_the_one_before() -> None:
    """Who does the one does the other, where a conjunction alone joins them."""
    text = "Hale was ill but has stepped down"
    assert [s.agents for s in read_statements(text, [Span(0, len(text))])] == [{"hale"}, {"hale"}]
    text = "The quarry was shut by Hale but has reopened"
    assert read_statements(text, [Span(0, len(text))])[-1].agents == set()


def test_days_of_a_month_are_read() -> None:
    """A month alone gives no day, and "may" no month."""
    for text, days in (("it closes on May 8", {"may 8"}), ("it closes in Sept. 2021", set()), ("it may close", set())):
        assert read_statements(text, [Span(0, len(text))])[0].days == days
