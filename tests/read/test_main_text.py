"""Which blocks are the article: trafilatura's judgement, corrected by where blocks stand."""

from __future__ import annotations

import pytest

from sayso.read.main_text import choose_blocks
from sayso.read.markup import read_markup

ONE = "The ferry to the islands stayed in port until noon because a barge had struck the quay before dawn."
TWO = "Its owner said nobody was hurt and that divers would look at the hull in the course of the afternoon."
THREE = "The harbour office put the damage to the quay at a quarter of a million at the least, and closed it."
OTHER = "Growers in the lower valley expect half of the plums of last year after two nights of frost in April."


@pytest.mark.parametrize(
    ("source", "extracted", "expected"),
    [
        (f"<div><p>{ONE}</p><p>{TWO}</p></div>", f"{ONE}\n{TWO}", [ONE, TWO]),
        (
            f"<div class=s><p>{ONE}</p><p>{TWO}</p></div><div class=s><p>{THREE}</p></div>",
            f"{ONE}\n{TWO}",
            [ONE, TWO, THREE],
        ),
        (f"<div>{ONE}<p>{TWO}</p><p>{THREE}</p></div>", f"{TWO}\n{THREE}", [ONE, TWO, THREE]),
        (f"<main><p>{ONE}</p><p>{TWO}</p><aside><p>{OTHER}</p></aside></main>", f"{ONE}\n{TWO}\n{OTHER}", [ONE, TWO]),
        (
            f"<main><p>{ONE}</p><p>{TWO}</p><div class='x related-x related'><p>{OTHER}</p></div></main>",
            f"{ONE}\n{TWO}\n{OTHER}",
            [ONE, TWO],
        ),
        (f"<main class=paywall-gallery><nav><p>{ONE}</p><p>{TWO}</p></nav></main>", f"{ONE}\n{TWO}", [ONE, TWO]),
        (f"<main><p>{ONE}</p><p>{TWO}</p><p hidden>{ONE}</p></main>", f"{ONE}\n{TWO}", [ONE, TWO]),
        (
            f"<main><p>{ONE}</p><p><a href=x>More on the ferry</a></p><p>{TWO}</p></main>",
            f"{ONE}\nMore on the ferry\n{TWO}",
            [ONE, TWO],
        ),
        (
            f"<nav><p>Skip this advertisement</p></nav><main><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></main>",
            "Skip this advertisement",
            [ONE, TWO, THREE],
        ),
        (f"<main><h1>The ferry</h1><p>{ONE}</p></main>", f"The ferry\n{ONE}", [ONE]),
        (f"<main><p>{ONE}</p></main>", "", [ONE]),
        ("", "", []),
    ],
    ids=[
        *(
            "as judged",
            "kin elsewhere",
            "text of its own",
            "in an aside",
            "in a frame by name",
            "a frame that holds all",
        ),
        *("said twice", "a link alone", "all but missed", "the headline", "not asked", "nothing"),
    ],
)
def test_choose_blocks(source: str, extracted: str, expected: list[str]) -> None:
    """Blocks are taken in the order of the page: those judged to be text and their kin, without frames and doubles."""
    markup = read_markup(source)
    assert [markup.blocks[index].text for index in choose_blocks(markup, extracted, "The ferry")] == expected
