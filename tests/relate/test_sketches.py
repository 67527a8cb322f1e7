"""`sketch_article`."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.relate.sketches import measure_rarity, sketch_article
from tests.relate.written import write_article

LANDSLIP = "Mud buried the school at Glen Orrin on Monday. Rescuers dug for 17 pupils, said Constable Mairi Baxter."


def test_names_numbers_and_prose_are_columns_of_their_own() -> None:
    """A name has weight as a name and none as plain prose, a number only as a number, a common noun only as prose."""
    terms = sketch_article(write_article(LANDSLIP).article).terms
    shown = {
        stem: (terms[stem].name > 0, terms[stem].plain > 0, terms[stem].number > 0) for stem in ("orrin", "17", "pupil")
    }
    assert shown == {"orrin": (True, False, False), "17": (False, False, True), "pupil": (False, True, False)}


def test_furniture_is_left_out() -> None:
    """A word that stands only in furniture is no term."""
    article = write_article(
        f"{LANDSLIP} Subscribe to our gardening letter.", furniture=("Subscribe to our gardening letter.",)
    )
    assert "gardening" not in sketch_article(article.article).terms


@pytest.mark.parametrize(
    ("head", "stated"),
    [
        ("May 3, 2013 | Glen Orrin", date(2013, 5, 3)),
        ("Glen Orrin, 26th Sept 2013:", date(2013, 9, 26)),
        ("http : / / orrin . example / 2013 / may / 03 / mud", date(2013, 5, 3)),
        ("Updated 2013-05-03", date(2013, 5, 3)),
        ("February 31, 2013", None),
        ("It may be 2013 soon.", None),
    ],
)
def test_an_undated_article_may_state_its_day(head: str, stated: date | None) -> None:
    """The first full date in the head of an article without a date is its stated day; an impossible one is none."""
    sketch = sketch_article(write_article(f"{head}\n{LANDSLIP}").article)
    assert sketch.stated_day == (stated and stated.toordinal())


def test_a_published_article_keeps_its_day() -> None:
    """The day of publication stands, whatever date the text states."""
    sketch = sketch_article(write_article(f"May 3, 2013\n{LANDSLIP}", published_at="2013-05-09T10:00:00Z").article)
    assert (sketch.day, sketch.stated_day) == (date(2013, 5, 9).toordinal(), None)


def test_a_rare_stem_weighs_more() -> None:
    """A word that few articles hold is rarer than one of most articles."""
    assert measure_rarity("landslip") > measure_rarity("school") > measure_rarity("president")


@given(st.text(max_size=200))
def test_any_text_has_a_sketch(text: str) -> None:
    """No text fails, and no column is longer than one."""
    clean = "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)
    terms = sketch_article(write_article(clean).article).terms.values()
    assert max((sum(term[column] ** 2 for term in terms) for column in range(5)), default=0.0) < 1.000001
