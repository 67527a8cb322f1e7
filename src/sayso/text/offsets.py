"""Where lines stand in a text. Offsets count Unicode code points, spans are half-open.

Invariant: a line ends at a newline and nowhere else (``str.splitlines`` knows ten other ends, which are ordinary
characters of an article), and the lines joined by newlines are the text.
"""

from __future__ import annotations

from collections.abc import Iterator


def line_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each line, its newline left out. An empty text is one empty line."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield start, end
        start = end + 1
    yield start, len(text)
