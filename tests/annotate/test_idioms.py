"""Set phrases with "say", labels, and measures after "according to" report nothing."""

from __future__ import annotations

import pytest

from sayso.annotate.drafts import Draft
from sayso.annotate.idioms import without_idioms
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span


def _draft(text: str, cue: str, source: str = "", outer: Draft | None = None) -> Draft:
    """Make a draft by the words of its cue and its source; its content is the last word of the text."""
    at, by, last = text.index(cue), text.index(source), text.rindex(" ") + 1
    told = Span(by, by + len(source)) if source else None
    said = Span(last, len(text) - 1)
    return Draft(Form.INDIRECT, (said,), told, Span(at, at + len(cue)), Basis.ASSERTS, Span(0, len(text)), outer=outer)


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("It goes without saying that the dyke is old.", "goes without saying", "It"),
        ("It should go without saying that the dyke is old.", "saying", "It"),
        ("But let’s say the dyke is old.", "say", ""),
        ("Let us just say the dyke is old.", "say", "us"),
        ("The quay is shut, which is to say that the port is closed.", "say", "which"),
        ("That isn’t to say that the dyke is old.", "say", ""),
        ("Needless to say, the dyke is old.", "say", ""),
        ("With that said, the dyke is old.", "said", "that"),
        ("The dyke held. That said, it is old.", "said", "That"),
        ("Having said that, the dyke is old.", "said", ""),
        ("Lang saw to it that the dyke was built.", "saw", "Lang"),
        ("They paid a toll of, say, ten marks.", "say", "They"),
        ("Think of a town like, say, Velm, where the dyke is old.", "say", "town"),
        ("It is hard to say whether the dyke is old.", "say", ""),
        ("All went according to plan in old Velm.", "according to", "plan"),
        ("He is heavy according to his body mass index of twenty.", "according to", "his body mass index"),
        ("Pay rises according to the number of years they serve.", "according to", "the number of years they serve"),
        ("Story highlights The dyke of Velm is old.", "highlights", "Story"),
        ("What they’re saying: the dyke is old.", "saying", "they"),
    ],
)
def test_what_only_looks_like_a_report_is_dropped(text: str, cue: str, source: str) -> None:
    """No attribution is made of such words."""
    assert without_idioms(text, [_draft(text, cue, source)]) == []


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("In most cases, officials say, the dyke is old.", "say", "officials"),
        ("“It held,” that lawyer said, and it is old.", "said", "that lawyer"),
        ("Lang refused to say whether the dyke is old.", "refused to say", "Lang"),
        ("Lang finds it hard to say that the dyke is old.", "say", "Lang"),
        ("It is old, according to the administration’s plan for Velm.", "according to", "the administration’s plan"),
        ("It is old, according to the port’s own index of dykes.", "according to", "the port’s own index of dykes"),
        ("Lang says that a story highlights what is old.", "says", "Lang"),
        ("Lang saw that the dyke was built.", "saw", "Lang"),
    ],
)
def test_a_report_in_like_words_stays(text: str, cue: str, source: str) -> None:
    """The same words report where somebody says, sees or is named by them."""
    draft = _draft(text, cue, source)
    assert without_idioms(text, [draft]) == [draft]


def test_what_stood_in_an_idiom_is_said_in_the_flow() -> None:
    """A report inside such words is no longer nested."""
    text = "It goes without saying that, as Lang says, the dyke is old."
    outer = _draft(text, "goes without saying", "It")
    inner = _draft(text, "says", "Lang", outer)
    inner.nested = True
    kept = without_idioms(text, [outer, inner])
    assert (kept, inner.outer, inner.nested) == ([inner], None, False)


def test_a_quotation_behind_a_label_is_nobodys() -> None:
    """What stands in quotation marks is not lost with the label that was taken for who says it."""
    text = "Story highlights “It held,” he says."
    draft = _draft(text, "highlights", "Story")
    draft.form, draft.content = Form.DIRECT, (Span(18, 26),)
    kept = without_idioms(text, [draft])
    assert [(d.source, d.cue, d.content[0].cut(text)) for d in kept] == [(None, None, "It held,")]
