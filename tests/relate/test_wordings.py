"""`WordingReader`, `describe_change`, `find_hidden_drops`."""

from __future__ import annotations

import pytest

from sayso.model.annotation import Form
from sayso.model.relation import Change, EditKind
from sayso.relate.wordings import Wording, WordingReader, describe_change, find_hidden_drops, is_same_spelling
from tests.relate.written import attribute, write_article

FULL = "We will open the quay on Friday, not before. The bolts must hold, and they do not hold yet."


def _wording(*content: str, text: str | None = None, form: Form = Form.DIRECT) -> Wording:
    article = write_article(text or " he said ".join(f"“{piece}”" for piece in content))
    return WordingReader(article).read(attribute(article, *content, form=form))


@pytest.mark.parametrize(
    ("content", "change"),
    [
        ((FULL,), Change.VERBATIM),
        (
            ("we will open the quay on friday — not before! The bolts must hold and they don’t hold yet",),
            Change.REWORDED,
        ),
        (
            ("We will open the quay on Friday, not before. The bolts must hold, but they do not hold yet.",),
            Change.VERBATIM,
        ),
        (("We will open the quay on Friday, not before.",), Change.CUT),
        (("The bolts must hold",), Change.CUT),
        (("We will open the quay on Friday … The bolts must hold",), Change.CUT),
        (("We will open the quay on Friday,", "The bolts must hold"), Change.CUT),
        (("We will open the quay on Friday. The bolts must hold.",), Change.JOINED),
        (("We will close the quay on Friday, not before.",), Change.REWORDED),
        (("We will open the quay on Friday, before. The bolts must hold, and they do not hold yet",), Change.JOINED),
    ],
)
def test_describe_change(content: tuple[str, ...], change: Change) -> None:
    """A small word may slip, a marked loss is a cut, an unmarked one joins, another word rewords."""
    assert describe_change(_wording(FULL), _wording(*content))[0] is change


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("labour organisations", "labor organizations", True),
        ("a judgement at the centre", "a judgment at the center", True),
        ("travelled", "traveled", True),
        ("the defence programme", "the defense program", True),
        ("gonna", "going to", True),
        ("an hour", "an or", False),
        ("rise", "rising", False),
        ("fence", "fences", False),
    ],
)
def test_another_spelling_is_the_same_word(a: str, b: str, same: bool) -> None:
    """British and American spellings and spoken forms do not make a quotation another one."""
    assert is_same_spelling(a.split(), b.split()) is same


def test_another_spelling_is_verbatim() -> None:
    """A quotation that is respelt is not reworded."""
    british = "The harbour authority recognised the fault, and the labour was paid for by the centre itself."
    american = british.replace("our ", "or ").replace("recognised", "recognized").replace("centre", "center")
    assert describe_change(_wording(british), _wording(american))[0] is Change.VERBATIM


def test_edits_are_spans_of_the_words_that_differ() -> None:
    """An edit shows what the fullest has, what stands here instead, or both."""
    full, here = _wording(FULL), _wording("They will open the new quay on Friday, not before.")
    edits = [
        (
            edit.kind,
            edit.fullest.cut(full.article.text) if edit.fullest else None,
            edit.here.cut(here.article.text) if edit.here else None,
        )
        for edit in describe_change(full, here)[1]
    ]
    assert edits == [
        (EditKind.REPLACED, "We", "They"),
        (EditKind.ADDED, None, "new"),
        (EditKind.DROPPED, "The bolts must hold, and they do not hold yet", None),
    ]


def test_of_a_mixed_content_only_quoted_words_count() -> None:
    """What the writer says in his own words is no wording of the speaker."""
    text = "the quay “must stay shut” until the bolts “hold firm”"
    assert _wording(text, text=text, form=Form.MIXED).words.forms == ("must", "stay", "shut", "hold", "firm")


def test_a_hidden_drop_is_found_on_the_fuller_side() -> None:
    """Words lost between words that run on are shown where they still stand."""
    full, here = _wording(FULL), _wording("We will open the quay on Friday. The bolts must hold.")
    assert [span.cut(full.article.text) for span in find_hidden_drops(full, here)] == ["not before"]


def test_a_repeated_beginning_is_no_hidden_drop() -> None:
    """Where the same words open two sentences, the loss is taken to lie before the second: a cut, not a joint."""
    full = _wording("I will certainly come along to the fair. But I will certainly not bring money with me.")
    here = _wording("I will certainly not bring money with me.")
    assert (find_hidden_drops(full, here), describe_change(full, here)[0]) == ([], Change.CUT)
