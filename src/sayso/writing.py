"""Files that are there whole or not at all: written beside their place, then moved into it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from sayso.errors import SaysoError, UsageError


def write_file(path: Path, data: bytes) -> None:
    """Write a file; what stood there before stays until the new one is complete.

    Raises:
        UsageError: the path is a folder, or its folder is not there.
        SaysoError: it cannot be written (no right to, a full disk).
    """
    write_chunks(path, (data,))


def write_chunks(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file piece by piece; what stood there before stays until the new one is complete.

    Raises:
        UsageError: the path is a folder, or its folder is not there.
        SaysoError: it cannot be written (no right to, a full disk).
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it")
    with _refusals(path):
        if path.exists() and not path.is_file():  # a device or a pipe: nothing can be moved there
            with path.open("wb") as device:
                device.writelines(chunks)
            return
        _write_whole(path, chunks)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made if it is not there: all of them are moved into it, or none.

    Raises:
        UsageError: the path is a file, or the folder above is not there.
        SaysoError: it cannot be written (no right to, a full disk).
    """
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file; CSV is one file a table and wants a folder")
    with _refusals(path):
        is_new = not path.exists()
        path.mkdir(exist_ok=True)
        written: dict[Path, Path] = {}
        try:
            for name, data in files.items():
                written[path / name] = _write_beside(path / name, (data,))
            for target, beside in written.items():
                beside.replace(target)
        except BaseException:
            for beside in written.values():  # those that were moved are no more there
                _remove(beside)
            if is_new:
                with suppress(OSError):
                    path.rmdir()
            raise


def _write_whole(path: Path, chunks: Iterable[bytes]) -> None:
    beside = _write_beside(path, chunks)
    try:
        beside.replace(path)
    except BaseException:
        _remove(beside)
        raise


def _write_beside(path: Path, chunks: Iterable[bytes]) -> Path:
    """Write what is to be moved to a path into a hidden file beside it, which is not left behind by half."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    except BaseException:
        _remove(beside)
        raise
    return beside


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise UsageError(f"cannot write {path}: there is no folder {path.parent}") from error
    except OSError as error:
        raise SaysoError(f"cannot write {path}: {error.strerror or error}; nothing was changed") from error
