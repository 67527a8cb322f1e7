"""From what was typed to an exit code.

0    done
1    done, with faults listed; or what was asked could not be done (a full disk, a report that does not verify)
2    wrong use: an option, a path or a case that is not there
70   a fault of sayso
130  stopped by Ctrl-C or SIGTERM
"""

from __future__ import annotations

import errno
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from sayso.cli.terminal import ReaderGoneError, abandon_output, prepare_streams, tell
from sayso.config import is_debugging
from sayso.errors import SaysoError, UsageError

_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS)
DONE, FAULTS, WRONG_USE, BROKEN, STOPPED = 0, 1, 2, 70, 130


def run_command(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code. Every message has been shown by then."""
    prepare_streams()
    try:
        with _terminate_as_interrupt():
            code = _run(arguments)
    except KeyboardInterrupt:
        code = STOPPED
    if code == STOPPED:
        tell("sayso: stopped")
    return code


def _run(arguments: Sequence[str]) -> int:
    from click import Abort, ClickException

    from sayso.cli.app import app

    if arguments[:1] == ["help"]:  # as many tools have it
        arguments = [*arguments[1:], "--help"]
    try:
        return int(app(list(arguments), prog_name="sayso", standalone_mode=False) or DONE)
    except (ReaderGoneError, SystemExit):  # click leaves with the latter when a pipe closes under its help
        return DONE
    except Abort:  # what click makes of Ctrl-C
        return STOPPED
    except ClickException as error:
        error.show()
        return WRONG_USE
    except UsageError as error:
        tell(f"sayso: {error}")
        return WRONG_USE
    except SaysoError as error:
        tell(f"sayso: {error}")
        return FAULTS
    except MemoryError:
        tell("sayso: not enough memory; try fewer articles at a time, or --jobs 1")
        return FAULTS
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _DISK:  # under the help, which click writes
            abandon_output()
            tell(f"sayso: the system says: {error.strerror}")
            return FAULTS
        if is_debugging():
            raise
        tell(
            f"sayso: unexpected {type(error).__name__}: {error}\n"
            "This is a fault of sayso, not of your articles. Please report it with what SAYSO_DEBUG=1 shows."
        )
        return BROKEN


@contextmanager
def _terminate_as_interrupt() -> Iterator[None]:
    """Take SIGTERM as Ctrl-C: batches that are kept stay, the one under way is undone."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    try:
        before = signal.signal(signal.SIGTERM, interrupt)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
