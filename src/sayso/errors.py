"""Every error sayso raises on purpose, as one tree.

    SaysoError
    ├── InputError      an input cannot be read: missing, empty, binary, too large, cut off
    ├── FetchError      an address cannot be had: refused, forbidden, unreachable, too slow, too large
    ├── SpanError       a span does not lie in its text, or its text is not what was promised
    ├── ReportError     a document is not a report of a version we know
    ├── StoreError      the case file is damaged or locked, or its disk is full
    │   └── NoCaseError     no case is there, or none that this version opens: another file, or a newer sayso's
    ├── WorkerError     a worker process died, or what it did could not be sent back
    ├── WeightsError    the weights of the encoder are missing or damaged, or what runs them is
    └── UsageError      the caller asked for something that does not exist

An error says what is wrong, where, and what to do next. A library never prints and never exits: the command line
turns these into messages and exit codes.
"""

from __future__ import annotations


class SaysoError(Exception):
    """What all our errors are. ``str()`` of it is a message for a person."""


class InputError(SaysoError):
    """An input cannot be read.

    ``input`` names the file or record (``"news.jsonl:12"``), ``reason`` says what is wrong, ``hint`` what to do.
    """

    def __init__(self, input: str, reason: str, hint: str = "") -> None:  # noqa: A002  (the glossary's word)
        self.input, self.reason, self.hint = input, reason, hint
        super().__init__(f"{input}: {reason}" + (f" ({hint})" if hint else ""))

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        return InputError, (self.input, self.reason, self.hint)


class FetchError(SaysoError):
    """An address cannot be had.

    ``address`` is the one that was named, ``reason`` says what is wrong, ``hint`` what to do. ``status`` is the HTTP
    status that said so, if one did. ``again_in_s`` is how many seconds the other side asks to be left alone (0: it did
    not say), ``is_passing`` whether asking later may help.
    """

    def __init__(
        self,
        address: str,
        reason: str,
        hint: str = "",
        *,
        status: int | None = None,
        again_in_s: float = 0.0,
        is_passing: bool = False,
    ) -> None:
        self.address, self.reason, self.hint = address, reason, hint
        self.status, self.again_in_s, self.is_passing = status, again_in_s, is_passing
        super().__init__(f"{address}: {reason}" + (f" ({hint})" if hint else ""))

    def retold(self, address: str, reason: str) -> FetchError:
        """Give the same error as it concerns another address: one that leads to this one, or needs it."""
        return FetchError(
            address,
            reason,
            self.hint,
            status=self.status,
            again_in_s=self.again_in_s,
            is_passing=self.is_passing,
        )


class SpanError(SaysoError):
    """A span does not lie in its text. The message shows the text with a marker under the span."""

    def __init__(self, reason: str, text: str, start: int, end: int) -> None:
        self.reason, self.text, self.start, self.end = reason, text, start, end
        super().__init__(f"{reason}\n{point_at(text, start, end)}")

    def __reduce__(self) -> tuple[type[SpanError], tuple[str, str, int, int]]:
        return SpanError, (self.reason, self.text, self.start, self.end)


class ReportError(SaysoError):
    """A document is not a report of a version we know."""


class StoreError(SaysoError):
    """The case file cannot be used."""


class NoCaseError(StoreError):
    """Where a case should be there is none, or one that this version does not open."""


class WorkerError(SaysoError):
    """A worker process died, or what it did could not be sent back."""


class WeightsError(SaysoError):
    """The encoder's weights are missing or damaged, or what runs them is."""


class UsageError(SaysoError):
    """The caller asked for something that does not exist or cannot be."""


def point_at(text: str, start: int, end: int, width: int = 72) -> str:
    """Show ``text`` around a span on one line with carets under it.

    ``start`` and ``end`` count code points and may lie outside the text; then the marker stands at its edge.
    """
    begin = max(0, min(start, len(text)) - width // 2)
    stop = min(len(text), begin + width)
    line = "".join(c if c.isprintable() else "·" for c in text[begin:stop])
    left = max(0, min(start, len(text)) - begin)
    n_marks = max(1, min(end, stop) - max(start, begin))
    return f"  [{start}:{end}] of {len(text)}\n  {line}\n  {' ' * left}{'^' * n_marks}"
