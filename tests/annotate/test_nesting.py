"""What a content itself attributes: the outer and the inner level, and how they are tied."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.annotator import annotate_article
from sayso.annotate.drafts import Draft
from sayso.annotate.lexicon import load_lexicon
from sayso.annotate.nesting import nest_drafts
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span
from tests.annotate.made import make_article
from tests.annotate.test_attributions import attributed

PIECES = (
    "“ ” ‘ ’ , . : the mayor said that Luc Perrin reported citing police quoted as saying by the Ledger according to "
    "it the dyke held and he told her we had asked"
).split(" ")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said he had seen no sign of a breach.",
        "Luc Perrin said the council had found no leak.",
        "The council has seen no leak, the mayor said.",
    ],
)
def test_not_seeing_is_part_of_what_is_said(text: str) -> None:
    """A report of not seeing within somebody's words is not attributed a second time."""
    assert len(attributed(text)) == 1


def test_quotations_within_one_are_told_by_it() -> None:
    """Who is quoted within somebody's words has marks of a second level; those around them count for both."""
    text = "“The mayor said ‘it held’ and Luc Perrin told me ‘it broke last night’,” the minister said."
    told = annotate_article(make_article(text).article).attributions
    assert [a.unbalanced for a in told] == [False, False, False]
    told = annotate_article(make_article(text.replace("’,”", "’,")).article).attributions
    assert {a.unbalanced for a in told} == {True}


def levels(text: str) -> list[tuple[str | None, str, str | None]]:
    """Give each attribution's source and content, and the source of the one it is nested in."""
    found = annotate_article(make_article(text).article).attributions
    source = {a.id: a.source.cut(text) if a.source else None for a in found}
    return [(source[a.id], " / ".join(s.cut(text) for s in a.content), source.get(a.nested_in or "")) for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Ledger reported that the ministry had said the dyke would hold.",
            [
                ("The Ledger", "the ministry had said the dyke would hold", None),
                ("the ministry", "the dyke would hold", "The Ledger"),
            ],
        ),
        (
            "According to the harbour office, two ministers agreed on Monday that “the port must reopen.”",
            [
                ("the harbour office", "two ministers agreed on Monday that “the port must reopen.”", None),
                ("two ministers", "the port must reopen.", "the harbour office"),
            ],
        ),
        (
            "The ministry said the dyke would hold, according to two people in the room.",
            [
                ("two people in the room", "The ministry said the dyke would hold", None),
                ("The ministry", "the dyke would hold", "two people in the room"),
            ],
        ),
        (
            "The ministry said the dyke would hold, the Ledger reported on Monday.",
            [
                ("the Ledger", "The ministry said the dyke would hold", None),
                ("The ministry", "the dyke would hold", "the Ledger"),
            ],
        ),
        (
            "The Ledger, citing a water official, reported that the dyke had held.",
            [
                ("The Ledger", "the dyke had held", None),
                ("a water official", "the dyke had held", "The Ledger"),
            ],
        ),
        (
            "The mayor said the dyke would hold, citing her long experience of floods.",
            [("The mayor", "the dyke would hold, citing her long experience of floods", None)],
        ),
        (
            "The Ledger quoted a water official as saying the dyke had held.",
            [
                ("The Ledger", "the dyke had held", None),
                ("a water official", "the dyke had held", "The Ledger"),
            ],
        ),
        (
            "As the Ledger reported on Monday, the ministry said the dyke would hold.",
            [
                ("the Ledger", "the ministry said the dyke would hold", None),
                ("the ministry", "the dyke would hold", "the Ledger"),
            ],
        ),
        (
            "As the ministry reported losses, the mayor said the dyke would hold.",
            [("the mayor", "the dyke would hold", None)],
        ),
        (
            "The mayor was quoted by state radio as saying that the dyke had held.",
            [
                ("state radio", "the dyke had held", None),
                ("The mayor", "the dyke had held", "state radio"),
            ],
        ),
        (
            "The dyke fell in May, the mayor said, according to the Ledger.",
            [
                ("the Ledger", "The dyke fell in May, the mayor said", None),
                ("the mayor", "The dyke fell in May", "the Ledger"),
            ],
        ),
        (
            "The inquiry found that the dyke had leaked, the Ledger reported.",
            [
                ("the Ledger", "The inquiry found that the dyke had leaked", None),
                ("The inquiry", "the dyke had leaked", "the Ledger"),
            ],
        ),
        (
            "She said he told her that the dyke had held.",
            [("She", "he told her that the dyke had held", None), ("he", "the dyke had held", "She")],
        ),
        (
            "He said he told her that the dyke had held.",
            [("He", "he told her that the dyke had held", None)],
        ),
        (
            "The dyke had held, the Ledger quoted a water official as saying.",
            [("the Ledger", "The dyke had held", None), ("a water official", "The dyke had held", "the Ledger")],
        ),
        (
            "“The foreman shouted, ‘Everybody out of the pit now!’ and nobody moved,” Ana Reyes said.",
            [
                ("Ana Reyes", "The foreman shouted, ‘Everybody out of the pit now!’ and nobody moved,", None),
                ("The foreman", "Everybody out of the pit now!", "Ana Reyes"),
            ],
        ),
        (
            "“The ministry said it would send pumps, and then nobody came,” Ana Reyes said.",
            [
                ("Ana Reyes", "The ministry said it would send pumps, and then nobody came,", None),
                ("The ministry", "it would send pumps", "Ana Reyes"),
            ],
        ),
        (
            "“It held,” he told the council, according to the Ledger. “It will hold.”",
            [
                ("the Ledger", "“It held,” he told the council", None),
                ("he", "It held, / It will hold.", "the Ledger"),
            ],
        ),
        (
            "The minister said the dyke would hold, according to the Ledger, adding that it was new.",
            [
                ("the Ledger", "The minister said the dyke would hold", None),
                ("The minister", "the dyke would hold", "the Ledger"),
                ("The minister", "it was new", None),
            ],
        ),
        (
            "The Velmar Ledger reported that he had said the dyke would hold.",
            [
                ("The Velmar Ledger", "he had said the dyke would hold", None),
                ("he", "the dyke would hold", "The Velmar Ledger"),
            ],
        ),
        (
            "The mayor denied Peter Lang’s claims that the dyke had leaked for years.",
            [
                ("The mayor", "Peter Lang’s claims that the dyke had leaked for years", None),
                ("Peter Lang", "the dyke had leaked for years", "The mayor"),
            ],
        ),
        (
            "The Ledger reported that the ministry called the plan “a foolish dream” on Monday.",
            [
                ("The Ledger", "the ministry called the plan “a foolish dream” on Monday", None),
                ("the ministry", "the plan “a foolish dream” on Monday", "The Ledger"),
            ],
        ),
        (
            "“The mayor shares a house with Luc Perrin near the dyke,” Ana Reyes said.",
            [("Ana Reyes", "The mayor shares a house with Luc Perrin near the dyke,", None)],
        ),
        (
            "“Until all members agree with the mayor the dyke stays,” Ana Reyes said.",
            [("Ana Reyes", "Until all members agree with the mayor the dyke stays,", None)],
        ),
        (
            "The Ledger quoted the minister as saying that the dyke would hold.",
            [("The Ledger", "the dyke would hold", None), ("the minister", "the dyke would hold", "The Ledger")],
        ),
        (
            "“We said the dyke would hold and we were wrong about that,” Ana Reyes said.",
            [("Ana Reyes", "We said the dyke would hold and we were wrong about that,", None)],
        ),
        (
            "The dyke will hold until spring, the ministry said on Monday, per the Ledger.",
            [
                ("the Ledger", "The dyke will hold until spring, the ministry said on Monday", None),
                ("the ministry", "The dyke will hold until spring", "the Ledger"),
            ],
        ),
        (
            "“The dyke would hold,” the ministry said, citing a gap in the law.",
            [("the ministry", "The dyke would hold,", None)],
        ),
        (
            "“The dyke would hold,” the ministry said, citing Delta's Ledger.",
            [
                ("the ministry", "The dyke would hold,", None),
                ("Delta's Ledger", "The dyke would hold,", "the ministry"),
            ],
        ),
        (
            "Officials said the pilot had requested permission to land.",
            [
                ("Officials", "the pilot had requested permission to land", None),
                ("the pilot", "permission to land", "Officials"),
            ],
        ),
        (
            "Officials said that demanding that the town pay was wrong.",
            [("Officials", "demanding that the town pay was wrong", None)],
        ),
    ],
)
def test_both_levels_are_read(text: str, expected: list[tuple[str | None, str, str | None]]) -> None:
    """Who passes on and who is passed on are each given with their own content, the inner in the outer."""
    assert levels(text) == expected


def test_a_label_is_nobodys_speech() -> None:
    """What stands behind "What they're saying:" is told by who says it there, and by no "they"."""
    text = "What they're saying: Lang told the Ledger that the dyke would hold."
    said, all_of_it = Span(21, len(text) - 1), Span(0, len(text))
    label = Draft(Form.INDIRECT, (said,), Span(5, 9), Span(9, 20), Basis.ASSERTS, all_of_it)
    found = nest_drafts(text, [label], (), load_lexicon())
    assert [(d.source and d.source.cut(text), d.nested, d.outer) for d in found] == [("Lang", False, None)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join))
def test_an_inner_attribution_comes_after_its_outer_one(text: str) -> None:
    """However speech is stacked, each nested attribution names one that stands before it."""
    found = annotate_article(make_article(text).article).attributions
    order = {a.id: n for n, a in enumerate(found)}
    assert [a.id for a in found if a.nested_in is not None and order[a.nested_in] >= order[a.id]] == []


def test_a_quotation_far_from_a_deed_is_not_told_by_who_did_it() -> None:
    """Who responded to a call about something has not said what a lawyer says of him."""
    text = "A warden who responded to a call about a leak “had no time to think,” a lawyer said."
    annotated = annotate_article(make_article(text).article)
    end = len(text)
    content, source, cue, reach = Span(0, end - 15), Span(end - 14, end - 6), Span(end - 5, end - 1), Span(0, end)
    draft = Draft(form=Form.MIXED, content=(content,), source=source, cue=cue, basis=Basis.ASSERTS, reach=reach)
    assert nest_drafts(text, [draft], annotated.quotations, load_lexicon()) == [draft]
