"""Paragraphs set without marks that the line before gives to somebody."""

from __future__ import annotations

import pytest

from sayso.annotate.annotator import RULES, annotate_article
from sayso.model.annotation import AnnotatedArticle, Form
from sayso.model.article import Article
from sayso.model.ids import sha256_of

WORDS = "The north wall held through the night, and nobody in the lower town had to leave a house."


def read(text: str) -> AnnotatedArticle:
    """Annotate a text by the rules alone."""
    return annotate_article(Article(id="a", text=text, sha256=sha256_of(text), title=""), RULES)


def extracts(text: str) -> list[tuple[str, str]]:
    """Give source and cue of each attribution whose content is `WORDS`."""
    found = [a for a in read(text).attributions if a.content[0].cut(text) == WORDS and a.form is Form.DIRECT]
    return [(a.source.cut(text) if a.source else "", a.cue.cut(text) if a.cue else "") for a in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The Ostland Courier reports:", ("The Ostland Courier", "reports")),
        ("As the Ostland Courier reported on Monday:", ("the Ostland Courier", "reported")),
        ("It rained. In a letter to the council, Mayor Ana Duarte wrote:", ("Mayor Ana Duarte", "wrote")),
        ("Mayor Ana Duarte told the Ostland Courier:", ("Mayor Ana Duarte", "told")),
        ("She said the following:", ("She", "said")),
        ("The letter reads:", ("The letter", "reads")),
        ("Here’s what Duarte said:", ("Duarte", "said")),
        ("According to the Ostland Courier:", ("the Ostland Courier", "According to")),
        ("Per the Ostland Courier:", ("the Ostland Courier", "Per")),
    ],
)
def test_a_paragraph_after_a_line_that_names_its_speaker_is_an_extract(line: str, expected: tuple[str, str]) -> None:
    """All of it is what was said, whatever it is set in."""
    assert extracts(f"{line}\n\n{WORDS}\n\nThat was all.") == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "The mayor said there were three reasons:",
        "The mayor explained how it happened:",
        "The mayor did not get what she wanted:",
        "As I wrote last week:",
        "“It rained,” the mayor said:",
        "The mayor announced a plan:",
        "Advertisement:",
        "The mayor wrote.",
    ],
)
def test_a_line_that_says_something_itself_leads_to_no_extract(line: str) -> None:
    """A colon after a clause, an object, a quotation or the writer's own word gives nothing to anybody."""
    assert extracts(f"{line}\n\n{WORDS}\n\nThat was all.") == []


@pytest.mark.parametrize("following", ["Dams of Ostland", "• The north wall held.", "“The wall held,” he said."])
def test_what_is_no_paragraph_of_sentences_is_no_extract(following: str) -> None:
    """A heading, an item of a list and a quotation with a cue of its own are read as ever."""
    text = f"The Ostland Courier reports:\n\n{following}\n\nThat was all."
    assert all(a.source is None or "Courier" not in a.source.cut(text) for a in read(text).attributions)


def test_who_speaks_in_an_extract_speaks_through_it() -> None:
    """A report inside it is nested in it and came by way of its speaker, and is found once."""
    words = "The wall held. “We saw it in the morning and could not believe it,” Piet Holt said."
    text = f"The Ostland Courier reports:\n\n{words}\n\nThat was all."
    outer, inner = read(text).attributions
    assert (outer.content[0].cut(text), inner.nested_in) == (words, outer.id)
    assert [hop.name for hop in inner.via] == ["Ostland Courier"]
