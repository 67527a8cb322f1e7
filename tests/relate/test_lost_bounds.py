"""`find_lost_bounds`: "at least 14" of an agency's report that stands as "14" in what was made of it."""

from __future__ import annotations

import pytest

from sayso.annotate.annotator import annotate_article, choose_annotator
from sayso.model.article import Article, identify_article
from sayso.relate.lost_bounds import find_lost_bounds
from sayso.relate.relator import relate_articles

REPORT = (
    "OSTREL (Reuters) - At least 14 people died when a ferry struck the breakwater off Ostrel on Monday night.\n\n"
    "The harbour had been closed to small boats since noon because of the wind, which blew from the north-east.\n\n"
    "Most of the dead were asleep below deck when the water came in through a door that nobody had closed.\n\n"
    "The owner of the vessel did not answer calls, and his office in the old town stayed locked all Tuesday."
)
COPY = (
    "OSTREL (Reuters) - {} when a ferry struck the breakwater off Ostrel on Monday night.\n\n"
    + REPORT.partition("\n\n")[2]
)
OWN = (
    "Ostrel counts its dead this morning. Fourteen people were killed as the old ferry hit the wall.\n\n"
    "Our reporter stood on the quay until dawn and saw the boats of three villages come home one after another."
)


def found(*texts: str, hours: int = 1) -> list[list[str]]:
    """Give the words at the places of each finding, of articles some hours apart."""
    articles = []
    for number, text in enumerate(texts):
        id_, digest = identify_article(text, url=None, external_id=str(number), path=None)
        article = Article(
            id=id_,
            text=text,
            sha256=digest,
            publisher="Reuters" if number == 0 else "Herald",
            published_at=f"2031-05-{6 + (6 + number * hours) // 24:02}T{(6 + number * hours) % 24:02}:00:00+00:00",
            language="en",
        )
        articles.append(annotate_article(article, choose_annotator(rules=True).layers))
    by_id = {annotated.article.id: annotated.article.text for annotated in articles}
    relations = relate_articles(articles)
    findings = find_lost_bounds(articles, relations.copies, relations.quantities)
    return [[place.span.cut(by_id[place.article]) for place in finding.evidence] for finding in findings]


def test_a_copy_that_states_exactly_what_its_source_bounds_is_found() -> None:
    """The bound stands in the agency's report alone."""
    assert found(REPORT, COPY.format("Fourteen people died")) == [["At least 14 people", "Fourteen people"]]


@pytest.mark.parametrize(
    "lead",
    [
        "At least fourteen people died",
        "Around 14 people died",
        "Some 14 people died",
        "Fourteen people are feared dead",
        "Fifteen people died",
    ],
)
def test_nothing_is_found_where_the_copy_leaves_the_number_open(lead: str) -> None:
    """Another bound, a fear or another number is no flat statement of the same one."""
    assert found(REPORT, COPY.format(lead)) == []


def test_an_article_of_its_own_may_know_better() -> None:
    """Without copied text the exact number is that article's report."""
    assert found(REPORT, OWN) == []


def test_days_later_the_number_may_be_final() -> None:
    """A copy of the day after but one may know what its source did not."""
    assert found(REPORT, COPY.format("Fourteen people died"), hours=48) == []


def test_the_number_stands_in_copied_text() -> None:
    """A sentence of the copy's own, on the other page of its notebook, has its own source."""
    own = COPY.format("A ferry went down") + "\n\nThe coastguard of the three villages has counted 14 people dead."
    assert found(REPORT, own) == []
