"""Whose a document is: who is named where it is brought in."""

import pytest

from tests.annotate.test_attributions import speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # brought in by who sent it, or from whom it is
        ("Luc Perrin sent out an angry email on Monday. It rained. The email said it held.", "Luc Perrin"),
        ("The Lang campaign sent a fundraising email. The email said it held.", "Lang campaign"),
        ("A long report from the Dyke Institute was read. It was late.\n\nThe study said it held.", "Dyke Institute"),
        ("Luc Perrin wrote a memoir about it. It rained. The book said it held.", "Luc Perrin"),
        ("A review by The Velm Post was long. It rained. The review said it held.", "Velm Post"),
        # told in a sentence of its own
        (
            "A study was read. The study was put together by Velm University. The report said it held.",
            "Velm University",
        ),
        ("The survey, conducted by Velm University, was long. It rained. The poll said it held.", "Velm University"),
        # told in the source itself
        ("A survey conducted by Velm University said it held.", "Velm University"),
        ("A memo by Fellmark adviser Anna Rohde said it held.", "Anna Rohde"),
        # who spoke by it goes on by it
        ("The report from Anna Rohde said it was late. Boats left. The report said it held.", "Anna Rohde"),
        ("The survey by Anna Rohde said it was late. Boats left. The poll said it held.", "Anna Rohde"),
        # of a body that is called by a role
        ("The Dyke Department said it was late. Boats left. The agency’s website said it held.", "Dyke Department"),
    ],
)
def test_a_document_is_its_makers(text: str, expected: str) -> None:
    """What a document says is said by who made it, if the text tells."""
    assert speakers(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Peter Lang sent an email. Someone found a letter and an email. The email said it held.",
        "Peter Lang published a report. The report by the two men said it held.",
        "The Dyke Board said it was late. A study of the tides was read. The study said it held.",
        "A study by Peter Lang and Anna Rohde said it held.",
        "A document provided by Peter Lang’s lawyer said it held.",
        "Peter Lang lost a letter. The letter said it held.",
        "A study was read. The study, conducted by Luc Perrin and Anna Rohde, was long. The study said it held.",
        "A copy of a letter seen by Luc Perrin was long. The letter said it held.",
    ],
)
def test_a_document_is_nobodys_where_two_or_none_may_have_made_it(text: str) -> None:
    """Where another document was brought in since, or who made it is not told, no name is shown."""
    assert [name for name in speakers(text)[-1:] if name is not None and name[:1].isupper()] == []
