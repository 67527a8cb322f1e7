"""Lines whose shape says who speaks."""

from __future__ import annotations

import pytest

from sayso.annotate.annotator import RULES, annotate_article
from sayso.annotate.spoken_lines import find_spoken_lines
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from sayso.model.span import Span

TRANSCRIPT = """A partial transcript follows.

HARLOW: Do you see a reason to wait with the vote?

GREEN: We waited far too long, and Harlow knows it.

(CROSSTALK)

HARLOW: Sir, if I may.
"""


def read(text: str) -> list[tuple[str, str, str]]:
    """Give source, cue and content of each line found."""
    return [(_cut(text, d.source), _cut(text, d.cue), d.content[0].cut(text)) for d in find_spoken_lines(text)]


def _cut(text: str, span: Span | None) -> str:
    return span.cut(text) if span else ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "It held. https://t.co/aBc pic.twitter.com/dEf — Rosa Delmonte 🌊 (@rosa) May 5, 2024",
            ("Rosa Delmonte 🌊 (@rosa)", "—", "It held."),
        ),
        (
            "It held, Hale said. — The Ost Ferry (@ostferry) May 5, 2024",
            ("The Ost Ferry (@ostferry)", "—", "It held, Hale said."),
        ),
        ("It held – for now. — rosa (@rosa) May 5, 2024", ("rosa (@rosa)", "—", "It held – for now.")),
        ("Rosa Delmonte (@rosa) It held. pic.twitter.com/dEf", ("Rosa Delmonte (@rosa)", "", "It held.")),
    ],
)
def test_an_embedded_post_is_its_author_s(line: str, expected: tuple[str, str, str]) -> None:
    """The name and the account are the source, before the date or the words; the post's links are no words of it."""
    assert read(f"Then she wrote again.\n\n{line}\n\nThat was all.") == [expected]


def test_a_post_may_be_signed_below_its_words() -> None:
    """Its words are the paragraph before; a signature after a long paragraph, or after none, signs nothing."""
    signed = "— Rosa Delmonte (@rosa) May 5, 2024"
    assert read(f"Then she wrote.\n\nIt held. https://t.co/aBc\n\n{signed}\n\nThat was all.") == [
        ("Rosa Delmonte (@rosa)", "—", "It held.")
    ]
    assert read(signed) == []
    assert read(f"{'It held. ' * 60}\n\n{signed}") == []


@pytest.mark.parametrize(
    ("words", "inner"),
    [
        ("Mayor Tom Hale: “It held.”", [("Mayor Tom Hale", ":", "It held.")]),
        ('Hale on the bridge says: "It held." Did it?', [("Hale", "says:", "It held.")]),
        ("BREAKING: “It held all night.”", []),
        ("Just Out: “It held all night.”", []),
    ],
)
def test_a_post_passes_on_who_is_named_before_a_quotation(words: str, inner: list[tuple[str, str, str]]) -> None:
    """The quotation is his whom it names, if the article does too; all of the post is its author's."""
    posted = ("The Ost Ferry (@ostferry)", "—", words)
    assert read(f"Hale wrote.\n\n{words} — The Ost Ferry (@ostferry) May 5, 2024") == [posted, *inner]


@pytest.mark.parametrize(
    "line",
    [
        "Tom Hale is a reporter. Follow him — Tom Hale (@hale)",
        "She wrote to Rosa Delmonte (@rosa) on May 5, 2024.",
        "Rosa Delmonte (@rosa) is a reporter in Orr.",
        "Follow Rosa Delmonte (@rosa) On the Bridge",
        "Rosa Delmonte (@rosa) May 5, 2024",
        "https://t.co/aBcDeF — Rosa Delmonte (@rosa) May 5, 2024",
    ],
)
def test_an_account_makes_no_post(line: str) -> None:
    """It takes words, and a dash and a date, or its author first."""
    assert read(f"Then she wrote again.\n\n{line}\n\nThat was all.") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("“He never answered a letter of mine.” ― Rosa Delmonte", ("Rosa Delmonte", "―")),
        ("“He never answered a letter of mine.”― Rosa Delmonte, 44, a nurse.", ("Rosa Delmonte", "―")),
        ("``He never answered a letter of mine.''\xa0-- Rosa de la Cruz", ("Rosa de la Cruz", "--")),
        ("‘He never answered a letter of mine.’ (Tom Hale, farmer)", ("Tom Hale", "(")),
    ],
)
def test_a_signed_quotation_is_its_signatory_s(line: str, expected: tuple[str, str]) -> None:
    """A name after a dash, or in brackets, at the end of a quotation's line is its source."""
    assert [found[:2] for found in read(f"Readers wrote in.\n\n{line}\n\nThat was all.")] == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "“We did not go to such lengths” – George Hale did.",
        "“We waited all night long” (Reuters)",
        "“We waited all night,” he said of “The Long Night of Orr” (Orr Press).",
        "UPDATE: The bridge is open again.\nUPDATE: It is closed.",
        "Hale: 2,316\nGray: 1,547\nHale: 120\nGray: 46",
        "Winner: The mayor, by far.\nLoser: The bridge.\nWinner: The ferry.\nLoser: The town.",
        "WASHINGTON: The vote was put off.",
        "Q: Who argues the case?\nA: A lawyer for the town does.",
    ],
)
def test_a_label_is_no_speaker(line: str) -> None:
    """What merely looks like a signature or a speaker's label is left alone."""
    assert read(line) == []


def test_each_line_of_a_transcript_is_its_speaker_s() -> None:
    """Capitals before a colon, taking turns, are speakers."""
    assert read(TRANSCRIPT) == [
        ("HARLOW", ":", "Do you see a reason to wait with the vote?"),
        ("GREEN", ":", "We waited far too long, and Harlow knows it."),
        ("HARLOW", ":", "Sir, if I may."),
    ]


def test_an_interview_s_answers_have_an_unknown_speaker() -> None:
    """Q and A name nobody: the words are kept, the speaker is unknown."""
    text = "Q: When did you see the smoke?\n\nA: About noon. I was in the yard."
    article = Article(id="a", text=text, sha256=sha256_of(text), title="Smoke")
    found = annotate_article(article, RULES).attributions
    assert [(a.content[0].cut(text), a.speaker) for a in found] == [
        ("When did you see the smoke?", None),
        ("About noon. I was in the yard.", None),
    ]


def test_a_line_in_furniture_is_left_out() -> None:
    """A signed quotation in a share box is no part of the article."""
    text = "“He never answered a letter of mine.” ― Rosa Delmonte"
    assert find_spoken_lines(text, [Span(0, len(text))]) == []


TURNS = """He was asked about it.

"HARLOW: Will she be there?

"GREEN: She waited far too long, and everybody knows it.

"But the list is short, and it will stay so."

"(CROSSTALK.)

"HARLOW: Sir, if I may.
"""


def test_a_turn_goes_on_over_paragraphs_that_open_its_quotation_anew() -> None:
    """What stands before the next label, in marks of its own, is still his whose turn it is."""
    found = [(_cut(TURNS, d.source), [s.cut(TURNS) for s in d.content]) for d in find_spoken_lines(TURNS)]
    assert found[1] == (
        "GREEN",
        ["She waited far too long, and everybody knows it.", "But the list is short, and it will stay so."],
    )
    assert [name for name, _ in found] == ["HARLOW", "GREEN", "HARLOW"]


def test_no_other_reading_holds_the_turns_of_a_transcript() -> None:
    """A quotation that rules stretch over several turns gives way to them."""
    article = Article(id="art-1", text=TURNS, sha256=sha256_of(TURNS))
    found = annotate_article(article, RULES).attributions
    assert [len(a.content) for a in found if a.source is None] == []
