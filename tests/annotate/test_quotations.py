"""Quotation marks of every shape, whole and broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.quotations import find_quotations
from tests.annotate.made import make_article


def quoted(text: str) -> list[tuple[str, int, bool]]:
    """Give each quotation's inner words, depth and whether it closes."""
    return [(q.inner.cut(text), q.depth, q.closed) for q in find_quotations(make_article(text)).quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The dyke held,” she said.", [("The dyke held,", 0, True)]),
        ('"The dyke held," she said. "We slept."', [("The dyke held,", 0, True), ("We slept.", 0, True)]),
        ("‘The dyke held,’ she said.", [("The dyke held,", 0, True)]),
        ("'The dyke held,' she said.", [("The dyke held,", 0, True)]),
        ("«The dyke held», she said.", [("The dyke held", 0, True)]),
        ("»The dyke held«, she said.", [("The dyke held", 0, True)]),
        ("„The dyke held“, she said.", [("The dyke held", 0, True)]),
        ("„The dyke held”, she said.", [("The dyke held", 0, True)]),
        ("``The dyke held,'' she said.", [("The dyke held,", 0, True)]),
        ("''The dyke held,'' she said.", [("The dyke held,", 0, True)]),
        ("”The dyke held ” she said.", [("The dyke held", 0, True)]),
        ("“ The dyke held “, she said.", [("The dyke held", 0, True)]),
        ("— We saw no water at all, said the mayor.", [("We saw no water at all,", 0, True)]),
    ],
)
def test_every_shape_of_mark_opens_and_closes(text: str, expected: list[tuple[str, int, bool]]) -> None:
    """Curly, straight, single, French, German, doubled, wrong-way marks and dialogue dashes all give the bare words."""
    assert quoted(text) == expected


def test_translated_copy_whose_marks_point_the_wrong_way_is_read_by_alternation() -> None:
    """Marks that contradict their shapes pair in order."""
    text = (
        "She “felt” it, but “nothing has moved “and” nobody answered the letter “that the mayor should” open them “now."
    )
    assert [words for words, _, _ in quoted(text)] == [
        "felt",
        "nothing has moved",
        "nobody answered the letter",
        "open them",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers’ families didn’t leave; it’s the ’90s again, rock ’n’ roll.",
        "The players' union said it wasn't told.",
        "He is 6'2\" tall.",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    """A possessive, a contraction, a decade and a height open nothing."""
    assert quoted(text) == []


def test_single_marks_survive_possessives_inside() -> None:
    """The mark that closes is the last one, not the apostrophe of "soldiers’"."""
    text = "‘The soldiers’ families have left,’ he said."
    assert quoted(text) == [("The soldiers’ families have left,", 0, True)]


def test_nested_quotations_know_their_depth() -> None:
    """Single marks inside double ones lie one level down, and the other way round."""
    american = "“He told me, ‘Stay inside,’ and I did,” she said."
    british = "‘He told me, “Stay inside,” and I did,’ she said."
    assert quoted(american) == [("He told me, ‘Stay inside,’ and I did,", 0, True), ("Stay inside,", 1, True)]
    assert quoted(british) == [("He told me, “Stay inside,” and I did,", 0, True), ("Stay inside,", 1, True)]


def test_a_quotation_runs_over_paragraphs_that_each_open_it() -> None:
    """Each paragraph opens, only the last closes: one quotation of three parts."""
    text = "“First we ran.\n\n“Then we hid.\n\n“Then it was over,” she said."
    (quotation,) = find_quotations(make_article(text)).quotations
    assert [p.cut(text) for p in quotation.parts] == ["First we ran.", "Then we hid.", "Then it was over,"]


def test_a_mark_that_never_closes_ends_with_its_paragraph() -> None:
    """An unclosed quotation says so and swallows nothing after its paragraph."""
    text = "“The river is rising.\n\nThe town slept. “Quietly,” he said."
    assert quoted(text) == [("The river is rising.", 0, False), ("Quietly,", 0, True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"We went home," Lang said. We were glad."', [("We went home,", True), ("We were glad.", False)]),
        (
            "“We went home,” Lang said. We were glad.” Then it rained.",
            [("We went home,", True), ("We were glad.", False)],
        ),
        ("“We went home,” and that was it. We were glad.”", [("We went home,", True)]),
        ('A "green" pipe of 12"', [("green", True)]),
    ],
)
def test_a_mark_left_out_behind_the_speaker(text: str, found: list[tuple[str, bool]]) -> None:
    """A mark that only closes ends what the speaker went on to say; elsewhere its words are unknown."""
    assert [(q.inner.cut(text), q.opened) for q in find_quotations(make_article(text)).quotations] == found


@given(st.text(alphabet="ab .\n“”‘’'\"«»„—,", max_size=80))
def test_no_order_of_marks_raises_or_leaves_the_text(text: str) -> None:
    """Whatever the marks do, every quotation lies in the text and its inner words lie in it."""
    found = find_quotations(make_article(text)).quotations
    assert [q for q in found if not q.span.contains(q.inner)] == []


def test_a_curved_mark_ends_no_straight_passage_where_both_were_used() -> None:
    """A passage between straight marks in which others speak between curved ones is not joined to what they say."""
    passage = '"She held a note that read “no water” in the rain.\n\n"She was tired.\n\n“We wait,” she said.'
    inner = [q.inner.cut(passage) for q in find_quotations(make_article(passage)).quotations]
    assert "We wait," in inner
    mixed = '"We held it all night.\n\n“We wait,” she said.'  # marks that a system changed on the way
    found = find_quotations(make_article(mixed)).quotations
    assert [[part.cut(mixed) for part in q.parts] for q in found] == [["We held it all night.", "We wait,"]]
