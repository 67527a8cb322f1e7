"""`find_one_origin`: what several articles draw on."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.model.annotation import AnnotatedArticle, Attribution, EntityKind, Form
from sayso.relate.entities import find_entities
from sayso.relate.one_origin import find_one_origin
from sayso.relate.quotes import find_quote_families
from tests.relate.written import attribute, with_attributions, write_article

QUOTED = "The bolts were rusted through, and everybody on this quay knew it."


def _origins(*articles: AnnotatedArticle) -> list[list[str]]:
    entities, speakers = find_entities(articles)
    families = find_quote_families(articles, entities, speakers)
    texts = {annotated.article.id: annotated.article.text for annotated in articles}
    findings = find_one_origin(articles, families, speakers)
    return [[place.span.cut(texts[place.article]) for place in finding.evidence] for finding in findings]


def _told(name: str, words: str, via: str, published_at: str | None = None, **told: Any) -> AnnotatedArticle:
    text = f"Ann Moore told {via} that {words}."
    article = write_article(text, name=name, published_at=published_at)
    said = attribute(article, words, speaker="Ann Moore", form=Form.INDIRECT, cue="told", via=via, **told)
    return with_attributions(article, said)


@pytest.mark.parametrize(
    ("words", "via", "published_at", "origins"),
    [
        ("rusted bolts broke the crane on the quay", "Bay Radio", None, [["Bay Radio", "Bay Radio"]]),
        ("she would run for mayor in autumn", "Bay Radio", None, []),
        ("rusted bolts broke the crane on the quay", "Velm Courier", None, []),
        ("rusted bolts broke the crane on the quay", "Bay Radio", "2031-06-20", []),
    ],
)
def test_one_talk(words: str, via: str, published_at: str | None, origins: list[list[str]]) -> None:
    """What one person told one outlet is one origin in other words too; not another matter, outlet or month."""
    first = _told("a", "the crane fell since its bolts were rusted on the quay", "Bay Radio", "2031-05-02")
    assert _origins(first, _told("b", words, via, published_at)) == origins


def _reported(name: str, words: str, cue: str) -> AnnotatedArticle:
    article = write_article(f"Reuters {cue} {words}.", name=name)
    said = attribute(
        article, words, speaker="Reuters", kind=EntityKind.ORGANISATION, form=Form.INDIRECT, cue=cue.partition(" ")[0]
    )
    return with_attributions(article, said)


@pytest.mark.parametrize(
    ("words", "cue", "n_origins"),
    [
        ("an inspector warned the port about rusted bolts in April", "found that", 1),
        ("the port would close for good", "found that", 0),
        ("an inspector warned the port about rusted bolts in April", "announced", 0),
    ],
)
def test_one_report(words: str, cue: str, n_origins: int) -> None:
    """One report of an outlet is behind two articles that have much the same of it; what it does is no report."""
    first = _reported("a", "the port was warned by an inspector about rusted bolts", "reported that")
    assert len(_origins(first, _reported("b", words, cue))) == n_origins


@pytest.mark.parametrize(
    ("how", "origins"),
    [
        ("Ann Moore said in a written statement.", [["letter", "statement"]]),
        ("the statement of Ann Moore said. The statement said no more.", [["letter", "statement"]]),
        ("Ann Moore said on the quay.", []),
        ("Ann Moore said.\n\nIn a statement, the port was silent.", []),
    ],
)
def test_one_statement(how: str, origins: list[list[str]]) -> None:
    """A wording that each of two articles says to be from something written is one origin."""
    made = []
    for name, rest in (("a", "Ann Moore said in her letter."), ("b", how)):
        article = write_article(f"“{QUOTED}” {rest}", name=name)
        made.append(with_attributions(article, attribute(article, QUOTED, speaker="Ann Moore", cue="said")))
    assert _origins(*made) == origins


@pytest.mark.parametrize(
    ("source", "words", "origins"),
    [
        ("The arrest warrant", "the boy heard a noise and took the gun from a purse", [["warrant", "warrant"]]),
        ("An affidavit", "the boy heard a noise and took the gun from a purse", []),
        ("The man who read the warrant", "the boy heard a noise and took the gun from a purse", []),
        ("The warrant", "nobody had been asked on Sunday", []),
    ],
)
def test_one_document(source: str, words: str, origins: list[list[str]]) -> None:
    """What two articles have from a document of one kind is one origin, where some of it is the same."""
    made = []
    first = ("A warrant", "a gun was taken from her purse by the boy at a noise")
    for name, (who, what) in (("a", first), ("b", (source, words))):
        article = write_article(f"{who} says that {what}.", name=name)
        said = attribute(article, what, speaker=who, kind=EntityKind.UNNAMED, form=Form.INDIRECT, cue="says")
        made.append(with_attributions(article, said))
    assert _origins(*made) == origins


def test_two_who_file_are_two() -> None:
    """What the port writes in its filing is not in that of the council, though both speak of the crane."""
    made = []
    for name, who in (("a", "The Port"), ("b", "The Council")):
        what = "the crane on the quay was bought and never inspected"
        article = write_article(f"{who} wrote in its filing that {what}.", name=name)
        said = attribute(article, what, speaker=who, kind=EntityKind.ORGANISATION, form=Form.INDIRECT, cue="wrote")
        made.append(with_attributions(article, said))
    assert _origins(*made) == []


@pytest.mark.parametrize(
    ("words", "where", "origins"),
    [
        (QUOTED, "at a press briefing on the quay", [["news conference", "press briefing"]]),
        (QUOTED, "at a news conference with the new mayor Ben Holt", [["news conference", "news conference"]]),
        (QUOTED, "at a news conference with Maria Lindqvist", []),
        (QUOTED, "on the quay", []),
        ("The mayor was never asked about the bolts, and he will not be.", "at a news conference", []),
    ],
)
def test_one_news_conference(words: str, where: str, origins: list[list[str]]) -> None:
    """Who is quoted alike by two articles that each have him at a news conference spoke at one; not beside others."""
    made = []
    for name, said, place in (("a", QUOTED, "during a news conference with Mr. Holt"), ("b", words, where)):
        article = write_article(f"“{said}” Ann Moore said {place}.", name=name)
        made.append(with_attributions(article, attribute(article, said, speaker="Ann Moore", cue="said")))
    assert _origins(*made) == origins


@pytest.mark.parametrize(
    ("how", "origins"),
    [
        ("in an email", []),
        ("in an e-mail to the Herald", []),
        ("in an email to her staff", [["email", "email"]]),
        ("in an email seen by the council", [["email", "email"]]),
        ("in her email", [["email", "email"]]),
    ],
)
def test_a_mail_to_an_outlet_is_no_document(how: str, origins: list[list[str]]) -> None:
    """Who asks gets a mail of his own; one to others is one document, whoever reads it."""
    made = []
    for name in "ab":
        what = "the crane on the quay was bought and never inspected"
        article = write_article(f"Ann Moore wrote {how} that {what}.", name=name)
        made.append(
            with_attributions(article, attribute(article, what, speaker="Ann Moore", form=Form.INDIRECT, cue="wrote"))
        )
    assert [[word.replace("-", "") for word in each] for each in _origins(*made)] == origins


def test_a_statement_is_carried_to_what_its_speaker_says_next() -> None:
    """“Said in a statement” under one quotation is where the next one of the same speaker is from, too."""
    first = write_article(f"“{QUOTED}” said Ann Moore in a statement.", name="a")
    made = [with_attributions(first, _moore(first, QUOTED))]
    article = write_article(f"“We will sue,” Ann Moore said in a statement.\n\n“{QUOTED}” she said.", name="b")
    made.append(with_attributions(article, _moore(article, "We will sue,"), _moore(article, QUOTED)))
    assert _origins(*made) == [["statement", "statement"]]


def _moore(article: AnnotatedArticle, words: str) -> Attribution:
    return attribute(article, words, speaker="Ann Moore", cue="said")
