"""`find_restated`: what one article attributes, hedges or dates and another does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.annotate.annotator import annotate_article, choose_annotator
from sayso.model.annotation import AnnotatedArticle
from sayso.model.article import Article, identify_article
from sayso.model.span import Span
from sayso.relate.lines import read_lines
from sayso.relate.restated import Finding, find_restated

PUBLISHERS = ("Ostrel Gazette", "Harbour Herald")


def _read(text: str, number: int = 0, title: str | None = None) -> AnnotatedArticle:
    id_, digest = identify_article(text, url=None, external_id=str(number), path=None)
    article = Article(
        id=id_, text=text, sha256=digest, publisher=PUBLISHERS[number], published_at="2031-05-07", language="en"
    )
    if title is not None:
        article = replace(article, title=title, title_span=Span(0, len(title)))
    return annotate_article(article, choose_annotator(rules=True).layers)


def _kinds(*articles: AnnotatedArticle) -> list[str]:
    return [finding.kind.value for finding in find_restated(articles)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "Rangers said the fire crossed the Torve ridge during the night.",
            "The fire crossed the Torve ridge during the night. Roads are shut.",
            ["attribution lost"],
        ),
        (
            "Rangers said the fire crossed the Torve ridge during the night.",
            "The fire crossed the Torve ridge during the night, rangers said.",
            [],
        ),
        (
            "Rangers said the fire crossed the Torve ridge during the night.",
            "The fire never crossed the Torve ridge during the night.",
            [],
        ),
        (
            "A faulty cable may have started the fire in the Malvik stadium.",
            "A faulty cable started the fire in the Malvik stadium.",
            ["hedge lost"],
        ),
        (
            "A faulty cable may have started the fire in the Malvik stadium.",
            "A faulty cable perhaps started the fire in the Malvik stadium.",
            [],
        ),
        (
            "The Ingrid sank off Cape Torve on 3 May with 14 sailors.",
            "The Ingrid sank off Cape Torve on 4 May with 14 sailors.",
            ["date differs"],
        ),
        (  # "before dawn" is no other day
            "The Ingrid sank off Cape Torve on 3 May, shortly before dawn, with 14 sailors.",
            "The Ingrid sank off Cape Torve on 4 May with 14 sailors.",
            ["date differs"],
        ),
        (  # a clock tells no day
            "The Ingrid sank off Cape Torve at 5:40 a.m. with 14 sailors.",
            "The Ingrid sank off Cape Torve on 4 May with 14 sailors.",
            [],
        ),
        (  # the day of what one of the two alone tells of
            "The Ingrid sank off Cape Torve on 3 May with 14 sailors.",
            "The Ingrid sank off Cape Torve with 14 sailors after a warning of 1 May that nobody had read.",
            [],
        ),
        (
            "The Ingrid sank off Cape Torve on 6 May with 14 sailors.",
            "The Ingrid sank off Cape Torve on Tuesday with 14 sailors.",
            [],
        ),
        (
            "Harbour Herald reported that soldiers had mined the Velmar dam before the retreat.",
            "Ostrel Gazette reported that soldiers had mined the Velmar dam before the retreat.",
            ["circular chain"],
        ),
        (
            "Harbour Herald reported that soldiers had mined the Velmar dam before the retreat.",
            "Engineers saw the Velmar dam.",
            [],
        ),
        (
            "Envoys signed the Torve accord on 29 April after 16 hours of talks.",
            "Envoys signed the Torve accord on 30 April after 16 hours of talks.",
            ["date differs"],
        ),
        (
            "Rangers said the fire crossed the Torve ridge during the night.",
            "Did the fire cross the Torve ridge during the night?",
            [],
        ),
        (
            "The board may approve the Velmar dam for boats in May.",
            "The board hopes to approve the Velmar dam for boats in May.",
            [],
        ),
        (
            "Soldiers had mined the Velmar dam before the retreat, according to a report in Harbour Herald.",
            "Soldiers had mined the Velmar dam before the retreat, according to a report in Ostrel Gazette.",
            ["circular chain"],
        ),
        (
            "Rangers said the fire crossed the Torve ridge during the night.",
            "Harbour Herald understands that the fire crossed the Torve ridge during the night.",
            [],
        ),
        (  # the hedge bears on what the other does not tell
            "A faulty cable started the fire in the Malvik stadium, said a man who may reopen the old quay.",
            "A faulty cable started the fire in the Malvik stadium, a man said.",
            [],
        ),
        (  # said of somebody's words, behind them
            "Ann Moore says nothing bad will come of the Velmar dam talks, as she tempers what they may achieve.",
            "Ann Moore says nothing bad will come of the Velmar dam talks.",
            [],
        ),
        (  # who is named may know
            "A faulty cable may have started the fire in the Malvik stadium.",
            "A faulty cable started the fire in the Malvik stadium, the fire chief said.",
            [],
        ),
        (
            "Perhaps a faulty cable started the fire in the Malvik stadium.",
            "A faulty cable started the fire in the Malvik stadium.",
            ["hedge lost"],
        ),
        (  # what is hedged of one is told of another
            "Ann may soon join the race for the new mayor of the old town of Malvik.",
            "Ben has joined the race for the new mayor of the old town of Malvik.",
            [],
        ),
        (  # two wordings of what somebody said
            "“The road to the Velmar dam may be long and steep,” Ann Moore said.",
            "“The road to the Velmar dam is long and steep,” Ann Moore said.",
            [],
        ),
        (  # of what is more likely nothing is hedged
            "A faulty cable is more likely to start a fire in the old Malvik stadium than a spark.",
            "A faulty cable is to start a fire in the old Malvik stadium, than a spark.",
            [],
        ),
        (  # who appears somewhere hedges nothing
            "Ministers of Velmar appeared at the opening of the Torve dam with 14 engineers.",
            "Ministers of Velmar were at the opening of the Torve dam with 14 engineers.",
            [],
        ),
        (  # the day under a post is not that of what happened
            "— Ann Moore of the Velmar harbour council (@annmoore) 3 May 2031",
            "— Ann Moore of the Velmar harbour council (@annmoore) 5 May 2031",
            [],
        ),
    ],
    ids=range(26),
)
def test_two_articles(first: str, second: str, expected: list[str]) -> None:
    """What one says as another's, with a hedge, of another day or by the other's word is found; what both say not."""
    assert _kinds(_read(first), _read(second, 1)) == expected


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Flood kills 60 people in Velmar", "Some 45 people were killed in the flood.", ["headline exceeds body"]),
        ("Flood kills 45 people in Velmar", "Some 45 people were killed in the flood.", []),
        ("Flood kills 22 people", "In Velmar 12 people were killed, in Orsava 10 people were killed.", []),
        (
            "Faulty cable started Malvik fire",
            "A faulty cable may have started the Malvik fire.",
            ["headline exceeds body"],
        ),
        ("Faulty cable may have started Malvik fire", "A faulty cable may have started the Malvik fire.", []),
        ("Faulty cable started Malvik fire", "A faulty cable started the Malvik fire.", []),
        ("What Malvik stadium fire may teach", "A stadium fire may teach Malvik.", []),
        ("Malvik hopes to mend stadium cable", "Malvik may mend the stadium cable.", []),
    ],
    ids=range(8),
)
def test_a_headline_and_its_body(title: str, body: str, expected: list[str]) -> None:
    """A number that the body does not come up to and a flat statement of what is hedged are found; no others."""
    assert _kinds(_read(f"{title}\n\n{body}", title=title)) == expected


def test_what_came_before_has_lost_nothing() -> None:
    """An article of the day before cannot have left out what a later one attributes or hedges."""
    bare = _read("A faulty cable started the fire in the Malvik stadium.")
    hedged = _read("Rangers said a faulty cable may have started the fire in the Malvik stadium.", 1)
    earlier = replace(bare, article=replace(bare.article, published_at="2031-05-06"))
    later = replace(bare, article=replace(bare.article, published_at="2031-05-10"))
    assert (_kinds(bare, hedged), _kinds(earlier, hedged)) == (["attribution lost", "hedge lost"], [])
    assert _kinds(later, hedged) == ["attribution lost"]  # it may be known by then


def test_the_day_of_a_caption_is_not_that_of_the_line_before() -> None:
    """What stands in furniture behind a line is no part of it."""
    line = "Ferry Kestrel struck the old stone pier of Malvik and 14 were hurt."
    first, second = _read(f"{line}\n\nA crane on 3 May."), _read(f"{line}\n\nThe quay on 12 April.", 1)
    captions = []
    for a in (first, second):
        below = Span(len(line) + 2, len(a.article.text))
        captions.append(replace(a, article=replace(a.article, furniture=(below,))))
    assert all(not line.times for a in captions for line in read_lines(a))
    assert _kinds(*captions) == []


def test_a_finding_shows_both_places() -> None:
    """What is found names the source in the one article and the bare sentence in the other."""
    told = _read("Rangers said the fire crossed the Torve ridge during the night.")
    bare = _read("The fire crossed the Torve ridge during the night.", 1)
    (finding,) = find_restated([told, bare])
    assert [each.article for each in finding.evidence] == [told.article.id, bare.article.id]
    assert _cut(finding, told, bare) == ["Rangers", "The fire crossed the Torve ridge during the night."]


def _cut(finding: Finding, *articles: AnnotatedArticle) -> list[str]:
    texts = {each.article.id: each.article.text for each in articles}
    return [place.span.cut(texts[place.article]) for place in finding.details]
