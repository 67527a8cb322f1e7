"""JSON records as a stream: one object a line, an array, or objects one after another.

Invariant: memory holds one record and one block at a time, however large the input; a damaged line costs that line
alone, and in an array all before the damage is kept.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from sayso.errors import InputError

MAX_RECORD_CHARS = 20_000_000
_BLOCK = 1 << 16
_SPACE = re.compile(r"[\s,]*")
_decoder = json.JSONDecoder(strict=False)  # news holds raw tabs and newlines in strings


class Record(NamedTuple):
    """One JSON object and where it stood: the number of its line or, in an array, of the record."""

    where: int
    fields: dict[str, object]


def read_records(stream: io.TextIOBase, name: str) -> Iterator[Record | InputError]:
    """Yield each record of a text stream, or what is wrong with one.

    Numbers of lines (or, in an array, of records) count from 1.
    """
    lead = ""
    while not lead.strip():
        if not (lead := stream.read(1)):
            yield InputError(name, "holds no record")
            return
    if lead == "[":
        yield from _read_values(chain([lead], iter(lambda: stream.read(_BLOCK), "")), name)
        return
    lines = _cut_lines(stream, lead)
    first = next(lines)
    second = next((line for line in lines if line[1] is None or line[1].strip()), (0, ""))
    if None in (first[1], second[1]) or _is_whole(first[1] or "") or (second[1] or "").lstrip().startswith("{"):
        yield from _read_lines(chain([first, second], lines), name)
    else:  # an object over several lines
        head = [first[1] or "", second[1] or ""]
        yield from _read_values(chain(head, iter(lambda: stream.read(_BLOCK), "")), name)


def _cut_lines(stream: io.TextIOBase, lead: str) -> Iterator[tuple[int, str | None]]:
    """Yield number and text of each line, ``None`` for one too long to hold; ``lead`` was read of the first."""
    number = 0
    while line := lead + stream.readline(MAX_RECORD_CHARS + 1):
        number, lead = number + 1, ""
        if len(line) <= MAX_RECORD_CHARS or line.endswith("\n"):
            yield number, line
            continue
        while (rest := stream.readline(_BLOCK)) and not rest.endswith("\n"):
            pass
        yield number, None


def _is_whole(line: str) -> bool:
    return not isinstance(_parse(line), str)


def _parse(text: str) -> object:
    """Give the value that a text is, or why it is none, as a string (no record is a string)."""
    try:
        value: object = _decoder.decode(text)
    except RecursionError:
        return "nested too deep"
    except json.JSONDecodeError as error:
        return f"not valid JSON at character {error.pos + 1}: {_tell(error)}"
    except ValueError as error:  # an integer of thousands of digits
        return f"not valid JSON: {error}"
    return value if not isinstance(value, str) else "a JSON string, not an object"


def _tell(error: ValueError) -> str:
    """Say what the JSON decoder found, without a position (it counts from the block, not from the file)."""
    return error.msg.removesuffix(" starting at").lower() if isinstance(error, json.JSONDecodeError) else str(error)


def _to_record(value: object, where: int, name: str) -> Record | InputError:
    if isinstance(value, dict):
        return Record(where, value)
    reason = value if isinstance(value, str) else "a record must be a JSON object"
    return InputError(f"{name}:{where}", reason, "one object with “text” in it for each article")


def _read_lines(lines: Iterator[tuple[int, str | None]], name: str) -> Iterator[Record | InputError]:
    for number, line in lines:
        if line is None:
            yield InputError(f"{name}:{number}", f"a record may have {MAX_RECORD_CHARS:,} characters at most")
        elif line.strip():
            yield _to_record(_parse(line), number, name)


def _read_values(blocks: Iterator[str], name: str) -> Iterator[Record | InputError]:
    """Read an array of objects, or objects one after another, from blocks of text."""
    buffer, position, number, ended = "", 0, 0, False
    opened = None
    while True:
        position = _SPACE.match(buffer, position).end()  # type: ignore[union-attr]
        if opened is None and position < len(buffer):
            opened = buffer[position] == "["
            position = _SPACE.match(buffer, position + opened).end()  # type: ignore[union-attr]
        if opened and buffer[position : position + 1] == "]":
            return
        try:
            value, end = _decoder.raw_decode(buffer, position)
        except RecursionError:
            yield InputError(f"{name}:{number + 1}", "nested too deep; this record and all after it are lost")
            return
        except ValueError as error:
            if not ended and len(buffer) - position <= MAX_RECORD_CHARS:
                more = "".join(_take(blocks, max(_BLOCK, len(buffer) - position)))
                ended = not more
                buffer, position = buffer[position:] + more, 0
                continue
            if buffer[position:].strip() or opened:
                reason = f"not valid JSON: {_tell(error)}" if buffer[position:].strip() else "the array is cut off"
                yield InputError(f"{name}:{number + 1}", f"{reason}; whatever comes after is lost")
            return
        position, number = end, number + 1
        yield _to_record(value if not isinstance(value, str) else "a record must be a JSON object", number, name)


def _take(blocks: Iterator[str], n_chars: int) -> Iterator[str]:
    """Yield blocks until at least ``n_chars`` are taken: doubling what is held keeps reading linear."""
    taken = 0
    while taken < n_chars and (block := next(blocks, "")):
        taken += len(block)
        yield block
