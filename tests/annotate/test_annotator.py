"""Which articles get layers."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from sayso.annotate import encoded
from sayso.annotate.annotator import ENCODED, RULES, RULES_ALONE, annotate_article, choose_annotator
from sayso.annotate.encoder.decode import FloatArray, Settings
from sayso.annotate.encoder.reader import EncoderReader
from sayso.annotate.encoder.sheet import IntArray
from sayso.annotate.encoder.weights import SHIPPED, Weights
from sayso.engine.local import LocalEngine
from sayso.model.article import Article
from sayso.model.ids import sha256_of
from tests.annotate.encoder.rows import HEADS, MAKER, made_rows

TEXT = "“Der Zug fährt nicht”, sagte Jan Berg."


@pytest.mark.parametrize(
    ("language", "n_quotations", "reason"),
    [("de", 0, "language de"), ("en", 1, None), (None, 1, None)],
    ids=["another language", "English", "not known"],
)
def test_other_languages_are_not_annotated(language: str | None, n_quotations: int, reason: str | None) -> None:
    """An article in a language without a lexicon has no layers, and says why."""
    annotated = annotate_article(Article(id="a", text=TEXT, sha256=sha256_of(TEXT), language=language))
    assert (len(annotated.quotations), annotated.not_annotated) == (n_quotations, reason)


SAID = "The minister said it is a fine day for all of us.\n\n“None of us has seen it at all,” said Ann Leeland."


def make(text: str) -> Article:
    """Make an article of a text."""
    return Article(id="a", text=text, sha256=sha256_of(text))


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the encoder find that the minister said that it is a fine day, and nothing else."""

    def run(ids: IntArray, _quote: IntArray, _case: IntArray, _gap: IntArray) -> FloatArray:
        plan = {"source": ("The minister",), "cue": ("said",), "content": ("it is a fine day",)}
        rows = made_rows(MAKER.sheet(SAID), **plan)
        return np.concatenate([rows[:1], rows, rows[:1]])[: len(ids)]

    reader = EncoderReader(Weights("made", MAKER, run, HEADS, Settings()))
    monkeypatch.setattr(encoded, "shared_reader", lambda: reader)


@pytest.mark.usefixtures("planned")
def test_the_encoder_and_the_rules_are_read_together() -> None:
    """What the encoder finds stands beside the quotation that it left without an owner."""
    found = annotate_article(make(SAID), ENCODED).attributions
    assert [(a.form.value, a.content[0].cut(SAID), a.source and a.source.cut(SAID)) for a in found] == [
        ("indirect", "it is a fine day", "The minister"),
        ("direct", "None of us has seen it at all,", "Ann Leeland"),
    ]


def test_without_weights_the_rules_annotate_and_it_is_said_why(tmp_path: Path) -> None:
    """An installation without weights is one of rules alone, and says what is missing."""
    found = choose_annotator(folder=tmp_path)
    assert (replace(found, lacks=""), found.lacks) == (RULES_ALONE, f"the weights are missing: {tmp_path / 'sha256'}")


def test_rules_alone_can_be_asked_for() -> None:
    """Who asks for rules gets them, and nothing is lacking."""
    assert choose_annotator(rules=True) == RULES_ALONE


def test_the_shipped_weights_are_whole() -> None:
    """The annotator of this installation is the encoder, with the digest of its weights."""
    found = choose_annotator(folder=SHIPPED)
    assert (found.name, found.layers, found.lacks, len(found.weights or "")) == ("encoder/1", ENCODED, "", 64)


def test_one_worker_or_two_give_the_same() -> None:
    """How many processes annotate makes no difference to what is found."""
    texts = [SAID, SAID.replace("minister", "mayor"), SAID.upper(), ""]
    annotate = partial(annotate_article, layers=ENCODED)
    alone, together = (list(LocalEngine(n, small_pile=0).map(annotate, map(make, texts))) for n in (1, 2))
    assert alone == together


def test_what_was_read_before_changes_nothing() -> None:
    """An article gives the same after others as alone, whatever is remembered."""
    first = annotate_article(make(SAID), ENCODED)
    annotate_article(make(SAID + "\n\n" + SAID), ENCODED)
    assert annotate_article(make(SAID), ENCODED) == first


def test_rules_need_no_weights() -> None:
    """No layer of the rules is one of the encoder's."""
    assert [layer.__module__ for layer in RULES if "encode" in layer.__module__] == []
