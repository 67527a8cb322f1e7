"""Eight speakers' hues that colour-blind readers can tell apart, by day and by night."""

from __future__ import annotations

import math
import re
from importlib.resources import files
from itertools import combinations

import pytest

CSS = files("sayso.report").joinpath("templates", "page.css").read_text("utf-8")
LIGHT, DARK, PRINT = [re.findall(r"--h\d: (#\w{6})", block) for block in re.findall(r"--h1: .*?--h8: #\w{6}", CSS)]
# Linear RGB as seen with each deficiency, whole (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHT = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
XYZ = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8728))  # of D65, each white at 1
Triple = tuple[float, float, float]


def times(matrix: tuple[Triple, ...], colour: list[float]) -> list[float]:
    """Multiply, keeping within 0 and 1."""
    return [min(1.0, max(0.0, sum(a * b for a, b in zip(row, colour, strict=True)))) for row in matrix]


def lab(colour: str, sight: str) -> Triple:
    """Give a colour as seen, in CIELAB."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in times(XYZ, times(SIGHT[sight], linear)))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def nearest(colours: list[str], sight: str) -> float:
    """Give the distance (CIE 1976) of the two colours that are hardest to tell apart."""
    seen = [lab(colour, sight) for colour in colours]
    return min(math.dist(one, two) for one, two in combinations(seen, 2))


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_hues_are_told_apart(colours: list[str], sight: str) -> None:
    """No two of the eight come nearer than 15, where 2.3 is just noticeable."""
    assert (len(colours), nearest(colours, sight) >= 15) == (8, True)


def test_paper_has_the_hues_of_the_day() -> None:
    """What is printed has the light page's colours, whatever the screen shows."""
    assert PRINT == LIGHT
