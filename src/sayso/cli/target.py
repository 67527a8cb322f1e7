"""Where a command is asked to write: refused, if it must be, before the hour of work and not after it.

Invariant: no article that is read is written over.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sayso.errors import UsageError


def check_target(target: Path, paths: Sequence[Path], *, is_folder: bool, wanted: str) -> None:
    """Refuse a place that cannot be written to as what is ``wanted`` (a format), or that is one of the inputs.

    Raises:
        UsageError: a folder is wanted and it is a file or ``-``, or the reverse; its folder is not there; it is read.
    """
    if str(target) == "-":
        if is_folder:
            raise UsageError(f"{wanted} is a file a table and wants a folder: it cannot go to standard output")
        return
    if is_folder and target.exists() and not target.is_dir():
        raise UsageError(f"{target} is a file; {wanted} is one file a table and wants a folder")
    if not is_folder and target.is_dir():
        raise UsageError(f"{target} is a folder; name a file in it")
    if not target.absolute().parent.is_dir():
        raise UsageError(f"cannot write {target}: there is no folder {target.parent}")
    if any(_is_one_file(target, path) for path in paths):
        raise UsageError(f"{target} is to be read, and would be written over: give another name with -o")


def _is_one_file(target: Path, path: Path) -> bool:
    return path.is_file() and target.is_file() and target.samefile(path)
