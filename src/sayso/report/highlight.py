"""Overlapping spans of a text as well-nested HTML.

Invariant: the text content of the result is the text, to the letter, whatever the marks; every element is closed inside
the element it was opened in. Costs one pass over the text and the pieces: a mark is cut only where it crosses another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from sayso.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span to be marked. Classes, ids and data are our own vocabulary; nothing of an article belongs in them.

    ``id`` stands on the first piece only. ``href`` makes it a link, unless it lies inside another link.
    ``data`` are further attributes, name and value.
    """

    span: Span
    classes: str = ""
    id: str | None = None
    href: str | None = None
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A link with no text of its own, at an offset: its label is an attribute, shown by the style sheet.

    ``label`` is read aloud; ``data`` as in `Mark`. Inside another link it is no link.
    """

    at: int
    classes: str
    href: str
    label: str
    data: tuple[tuple[str, str], ...] = ()


def highlight(text: str, marks: Iterable[Mark], doors: Sequence[Door] = (), *, start: int = 0) -> Markup:
    """Mark up a text. ``start`` is the offset of ``text[0]``, so that a paragraph can be marked by its article's spans.

    Marks that reach outside the text are cut at its ends; those wholly outside are left out. Of two marks that begin
    together the longer stands outside, then the earlier given. A door opens after the marks that end at its offset and
    before those that begin there.
    """
    end = start + len(text)
    inside = [
        (max(mark.span.start, start), min(mark.span.end, end), number, mark)
        for number, mark in enumerate(marks)
        if max(mark.span.start, start) < min(mark.span.end, end)
    ]
    inside.sort(key=lambda item: (item[0], -item[1], item[2]))
    waiting = sorted((door for door in doors if start <= door.at <= end), key=lambda door: door.at)
    stops = sorted({start, end, *(i[0] for i in inside), *(i[1] for i in inside), *(door.at for door in waiting)})
    out: list[str] = []
    stack: list[tuple[int, Mark, str]] = []  # where the mark ends, the mark, its end tag
    n_marks = n_doors = 0
    for here, following in zip(stops, [*stops[1:], end], strict=True):
        _close_until(here, stack, out)
        while n_doors < len(waiting) and waiting[n_doors].at == here:
            out.append(_door(waiting[n_doors], inside_link=_in_link(stack)))
            n_doors += 1
        while n_marks < len(inside) and inside[n_marks][0] == here:
            _, mark_end, _, mark = inside[n_marks]
            _open(mark, mark_end, stack, out, first=mark.span.start >= start)
            n_marks += 1
        out.append(escape(text[here - start : following - start]))
    return Markup("".join(out))  # noqa: S704  (every piece is escaped or our own)


def _close_until(here: int, stack: list[tuple[int, Mark, str]], out: list[str]) -> None:
    """Close the marks that end here. Those opened inside one of them are closed with it and opened again."""
    lowest = next((depth for depth, (mark_end, _, _) in enumerate(stack) if mark_end <= here), None)
    if lowest is None:
        return
    cut = stack[lowest:]
    del stack[lowest:]
    out.extend(end_tag for _, _, end_tag in reversed(cut))
    for mark_end, mark, _ in cut:
        if mark_end > here:
            _open(mark, mark_end, stack, out, first=False)


def _open(mark: Mark, mark_end: int, stack: list[tuple[int, Mark, str]], out: list[str], *, first: bool) -> None:
    linked = mark.href is not None and not _in_link(stack)
    tag = "a" if linked else "span"
    attributes = [("id", mark.id if first else None), ("class", mark.classes or None)]
    attributes += [("href", mark.href if linked else None), *mark.data]
    out.append(f"<{tag}{_attributes(attributes)}>")
    stack.append((mark_end, mark, f"</{tag}>"))


def _in_link(stack: list[tuple[int, Mark, str]]) -> bool:
    return any(end_tag == "</a>" for _, _, end_tag in stack)


def _door(door: Door, *, inside_link: bool) -> str:
    tag = "span" if inside_link else "a"
    attributes = [("class", door.classes), *door.data]
    if not inside_link:
        attributes += [("href", door.href), ("aria-label", door.label)]
    return f"<{tag}{_attributes(attributes)}></{tag}>"


def _attributes(attributes: Iterable[tuple[str, str | None]]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes if value is not None)
