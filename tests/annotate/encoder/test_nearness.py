"""`nearness`: the sentence model that the encoder was made from, and how near it finds two texts."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

import numpy as np
import pytest

from sayso.annotate.encoder.nearness import (
    LONGEST,
    NAMES,
    Vectors,
    compare,
    find_nearness,
    measure_nearness,
    read_nearness,
    shared_model,
)
from sayso.annotate.encoder.weights import FILES, SENTENCE_DIGESTS, SENTENCES, SHIPPED, load_sentence_model
from sayso.errors import WeightsError

PREMISE = "The ferry company said on Tuesday that its oldest ship had been sold to a Danish yard."


def test_what_is_meant_alike_is_nearer() -> None:
    """Other words for the same are nearer than words on something else."""
    alike = read_nearness("The firm parted with its most aged vessel.", PREMISE)
    other = read_nearness("A bakery opened beside the new school.", PREMISE)
    assert alike["near_mean"] > other["near_mean"] + 0.1


def test_a_text_is_nearest_to_itself() -> None:
    """Every piece finds itself, in the text's order."""
    found = read_nearness(PREMISE, PREMISE)
    assert {round(found[name], 4) for name in ("near_mean", "near_least", "near_same", "near_order", "near_back")} == {
        1.0
    }


@pytest.mark.parametrize(("one", "other"), [("", PREMISE), (PREMISE, ""), ("", "")])
def test_nothing_is_near_nothing(one: str, other: str) -> None:
    """Where a text has no piece every number is 0."""
    assert read_nearness(one, other) == dict.fromkeys(NAMES, 0.0)


def test_a_long_text_is_read_to_its_limit() -> None:
    """More pieces than the limit are not read, and every vector has length 1."""
    read = shared_model().read("stone " * 1000)
    assert len(read.ids) == len(read.rows) == LONGEST
    np.testing.assert_allclose(np.linalg.norm(read.rows, axis=1), 1, rtol=1e-5)


def test_a_single_sign_is_compared() -> None:
    """A statement of one sign has numbers too."""
    one = Vectors(np.array([1012]), np.array([[1.0, 0.0]], dtype=np.float32))
    assert all(-1 <= value <= 1 for value in compare(one, one).values())


def test_it_belongs_to_one_encoder(tmp_path: Path) -> None:
    """Beside another encoder it is refused."""
    for name in {*FILES, *SENTENCES, SENTENCE_DIGESTS}:
        copyfile(SHIPPED / name, tmp_path / name)
    (tmp_path / "encoder.onnx").write_bytes(b"another")
    with pytest.raises(WeightsError, match=r"damaged: .*encoder\.onnx"):
        load_sentence_model(tmp_path)


def test_what_ships_fits_into_its_bound() -> None:
    """All weights together stay within 25 MB."""
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) <= 25_000_000


def test_two_texts_are_as_near_either_way() -> None:
    """As a whole a text is nearest to itself, then to what means the same; an empty one is near nothing."""
    near = find_nearness()
    assert near is measure_nearness
    other = "The firm parted with its most aged vessel."
    texts = (PREMISE, other, "A bakery opened beside the new school.", "")
    told = near([(PREMISE, text) for text in texts])
    assert told == sorted(told, reverse=True)
    assert (round(told[0], 4), told[-1], near([])) == (1.0, 0.0, [])
    assert near([(text, PREMISE) for text in texts]) == told
