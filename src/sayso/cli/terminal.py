"""What reaches a terminal or a pipe.

Invariant: text from an article cannot drive the terminal: control and direction signs are written out as escapes. No
output makes a crash: what the terminal's encoding lacks is escaped, a closed pipe is an end and not an error.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from typing import IO

from sayso.errors import SaysoError

_DRIVING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]"
)


class ReaderGoneError(Exception):
    """Whoever read our output (``| head``) has had enough."""


def escape(text: str) -> str:
    """Write out, by its number, each character that could drive a terminal or turn the direction of text."""
    return _DRIVING.sub(_written_out, text)


def escape_line(text: str) -> str:
    """Do as `escape`, and write out tabs and line breaks too, so that a cell stays in its place."""
    return escape(text).replace("\t", "\\t").replace("\n", "\\n")


def escape_json(text: str) -> str:
    """Do as `escape` within JSON, in JSON's own way: the values stay what they are."""
    return _DRIVING.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _written_out(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def prepare_streams() -> None:
    """Make the standard streams safe to write to, whatever they are: closed, ASCII, a terminal."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:  # closed: else the next file we open would get its number, and our output
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  (lives on)
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def is_terminal(stream: IO[str]) -> bool:
    """Say whether a person looks at this stream."""
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def write_out(output: str | bytes) -> None:
    """Write to standard output: text as text, bytes as they are.

    Raises:
        ReaderGoneError: the pipe was closed at its other end.
        SaysoError: it cannot be written, for a full disk for example.
    """
    try:
        if isinstance(output, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(output)
        else:
            sys.stdout.write(output)
        sys.stdout.flush()
    except OSError as error:
        abandon_output()
        if error.errno in (errno.EPIPE, errno.EINVAL):  # Windows says EINVAL
            raise ReaderGoneError from error
        raise SaysoError(f"cannot write to standard output: {error.strerror}") from error


def abandon_output() -> None:
    """Let what is left in the buffer go nowhere, so that leaving does not raise the error again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def tell(message: str) -> None:
    """Say something to the person, on standard error."""
    try:
        print(escape(message), file=sys.stderr, flush=True)
    except OSError:  # nobody listens
        return
