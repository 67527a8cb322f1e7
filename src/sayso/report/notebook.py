"""Tables as a notebook shows them: a bounded number of rows, each cell the text as it is.

Invariant: nothing from an article is markup here, and no cell is cut short.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice

MOST_ROWS = 100
# A notebook reads what stands between two dollar signs as mathematics, unless a class forbids it.
_TABLE = '<table class="tex2jax_ignore mathjax_ignore" style="overflow-wrap:anywhere">'
_CELL = '<td style="text-align:start;vertical-align:top;white-space:pre-wrap"><bdi>'


def to_table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[object]], n_rows: int) -> str:
    """Render an HTML table of the first `MOST_ROWS` of ``n_rows`` rows, and say how many are left out.

    A value is shown as ``str`` has it, None as nothing.
    """
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in islice(rows, MOST_ROWS))
    left = f"; the first {MOST_ROWS} are shown" if n_rows > MOST_ROWS else ""
    return (
        f"{_TABLE}<caption>{escape(caption)}{left}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell(value: object) -> str:
    return f"{_CELL}{'' if value is None else escape(str(value))}</bdi></td>"
