"""Which body "it" and "the company" are."""

import pytest

from tests.annotate.test_attributions import speakers
from tests.annotate.test_speakers import who


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the body that leads the sentence before
        ("Fellmark Corp, which made 93 boats, met Dyke Bank.\n\nIt said it was late.", "Fellmark Corp"),
        ("Adding to the strain on Norway, the Dyke Ministry was late. It said it held.", "Dyke Ministry"),
        # that of its own sentence
        ("In May Norway sold a boat, but it said the dyke held.", "Norway"),
        # goes on after its words
        ("Fellmark & Perrin said it was late.\n\n“The dyke will hold,” it added.", "Fellmark & Perrin"),
        # a thing or several lead
        ("Dyke Bank said it was late. The plan was read in Velm. It says the dyke will hold.", None),
        ("Dyke Bank said it was late.\n\nThe dam was built by Fellmark Corp. It warned that it held.", None),
        # says nothing of anybody
        ("Dyke Bank said it was late. But it was revealed that the dyke held.", None),
    ],
)
def test_it_is_the_body_that_leads(text: str, expected: str | None) -> None:
    """A body is "it" where it leads the sentence or the one before; where a thing leads nobody is."""
    assert speakers(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dyke Bank said it was late.\n\nBoat builder Fellmark Corp sank. The company said it held.", "Fellmark Corp"),
        # "Chinese firm" describes it
        (
            "Officials feared China would read mail through Fellmark Corp, although the firm said it held.",
            "Fellmark Corp",
        ),
        # its own statement, not that of another before
        (
            "Fellmark Corp issued a statement. It rained.\n\nThe Norwegian Embassy said it was late.\n\n"
            "“The dyke will hold,” the statement said.",
            "Norwegian Embassy",
        ),
        ("Two harbour officials said it was late. Boats left, the officials said.", "harbour officials"),
    ],
)
def test_a_body_is_the_one_that_is_spoken_of(text: str, expected: str) -> None:
    """A company and a statement are whose the sentences beside them tell."""
    assert speakers(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A federal judge said the dyke would hold.\n\nJudge Anna Rohde read it for an hour.", "Anna Rohde"),
        ("A judge said the dyke would hold.\n\nJudge Anna Rohde and Judge Peter Lang met.", "judge"),
        ("A Norwegian judge said the dyke would hold.\n\nJudge Anna Rohde read it.", "Norwegian judge"),
    ],
)
def test_an_office_brings_in_who_is_named_later(text: str, expected: str) -> None:
    """At the begin of an article "a judge" is the only judge whom it names after that, if nothing speaks against it."""
    assert speakers(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ohio sued Oslo Bank. It was late, the state said.", "Ohio"),
        ("Ohio sued Oslo Bank. Iowa was late, the state said.", "Iowa"),
        ("Ohio and Iowa sued Oslo Bank. It was late, the state said.", None),
    ],
)
def test_the_state_is_the_one_that_is_named(text: str, expected: str | None) -> None:
    """The state is the one of its sentence, or the one that the article is about."""
    assert who(text, "the state") == expected
