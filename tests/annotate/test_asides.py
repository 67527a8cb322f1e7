"""`find_captions`: the lines beneath pictures."""

from __future__ import annotations

import pytest

from sayso.annotate.asides import find_captions


@pytest.mark.parametrize(
    "line",
    [
        "FILE PHOTO: The quay at Velm",
        "FILE - The quay at Velm, in March",
        "File photo of the quay",
        "Photo: Ann Moore",
        "Image: the quay at Velm",
        "Image caption The quay",
        "The quay at Velm. REUTERS/Ann Moore",
        "The quay at Velm. Photograph: Ann Moore",
        "The quay at Velm (Ann Moore/Getty Images).",
    ],
)
def test_a_line_beneath_a_picture_is_found(line: str) -> None:
    """Whatever a caption is known by, its line is found, and no other."""
    text = f"The dyke held.\n{line}\nNobody was hurt.\n"
    assert [span.cut(text) for span in find_captions(text)] == [f"{line}\n"]


def test_other_lines_are_no_captions() -> None:
    """A picture that is only spoken of makes no caption."""
    assert find_captions("He kept the photo.\nAn image of the quay hung there.\n") == []
