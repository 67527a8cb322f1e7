"""From the bytes of a response as sent to its content: Content-Encoding undone.

Invariant: never more than the limit is unpacked, however much a few bytes would grow to.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import NamedTuple

ACCEPTED = "gzip, deflate"
_MOST_LAYERS = 2
_STEP = 65_536


class Unpacked(NamedTuple):
    """The content, and what was odd about how it was packed, each as a sentence for a person."""

    content: bytes
    notes: tuple[str, ...] = ()


class PackedError(Exception):
    """What was sent cannot be unpacked, or should not be. ``str()`` of it is a reason for a person."""


def unpack_content(data: bytes, encodings: Sequence[str], most: int) -> Unpacked:
    """Undo the encodings that a response states, the last of them first.

    Args:
        data: the body as sent.
        encodings: what ``Content-Encoding`` lists, in its order.
        most: so many bytes may come out.

    Raises:
        PackedError: an encoding is unknown, or more would come out.
    """
    stated = [name for name in encodings if name not in ("", "identity")]
    if len(stated) > _MOST_LAYERS:
        raise PackedError(f"is packed {len(stated)} times over")
    notes: list[str] = []
    for name in reversed(stated):
        if name in ("gzip", "x-gzip"):
            windows = [zlib.MAX_WBITS | 16]
        elif name == "deflate":
            windows = [zlib.MAX_WBITS, -zlib.MAX_WBITS]  # with its header, and as some servers send it, without
        else:
            raise PackedError(f"is packed as {name[:40]}, which was not asked for")
        data, note = _inflate(data, windows, most)
        notes += [f"says that it is packed as {name}, {note}"] if note else []
    return Unpacked(data, tuple(notes))


def _inflate(data: bytes, windows: Sequence[int], most: int) -> tuple[bytes, str]:
    """Unpack by the first kind of window that fits; the text is what is odd, if anything is."""
    for window in windows:
        try:
            return _inflate_all(data, window, most)
        except zlib.error:
            continue
    return data, "but is not"


def _inflate_all(data: bytes, window: int, most: int) -> tuple[bytes, str]:
    out = bytearray()
    while data:
        unpacking = zlib.decompressobj(window)
        while data and not unpacking.eof:
            try:
                out += unpacking.decompress(data, most + 1 - len(out))
            except zlib.error:
                if not out:
                    raise
                return bytes(out), "but is damaged; what could be unpacked was"
            if len(out) > most:
                raise PackedError(f"grows to more than {most:,} bytes when unpacked")
            data = unpacking.unconsumed_tail
        if not unpacking.eof:
            return bytes(out), "but breaks off"
        data = unpacking.unused_data
        if not data.startswith(b"\x1f\x8b"):  # gzip may go on with another member; all else is padding
            break
    return bytes(out), ""
