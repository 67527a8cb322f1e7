"""From what the user named to the files to read, in one order, and how to open them without harm.

Invariant: the same tree gives the same inputs in the same order; a name shown is never an absolute path; nothing that
is not a regular file is ever opened for reading, so nothing can hang.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
from collections.abc import Collection, Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from sayso.errors import InputError
from sayso.model.article import Fault
from sayso.read.facts import NO_FACTS, Facts
from sayso.read.manifest import MANIFEST_NAME, Manifest, read_manifest

STANDARD_INPUT = "-"
TEXT_SUFFIXES = (".txt", ".text")
MARKDOWN_SUFFIXES = (".md", ".markdown")
JSON_SUFFIXES = (".json", ".jsonl", ".ndjson", ".jsonld")
MHTML_SUFFIXES = (".mhtml", ".mht")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".xht", ".shtml", *MHTML_SUFFIXES)
_FEEDS = (".rss", ".atom", ".opml")
_DOCUMENTS = (".doc", ".odt", ".rtf", ".epub", ".ppt", ".pptx", ".xls", ".xlsx", ".ods")
_IMAGES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".ico", ".tif", ".tiff", ".heic", ".avif")
_MEDIA = (".mp3", ".mp4", ".m4a", ".wav", ".ogg", ".mov", ".avi", ".mkv", ".webm")
_DATA = (".csv", ".tsv", ".parquet", ".db", ".sqlite", ".sqlite3", ".zip", ".tar", ".tgz", ".7z", ".bz2", ".xz", ".zst")
_CODE = (".css", ".js", ".py", ".exe", ".dll", ".so", ".pyc", ".ini", ".toml", ".yaml", ".yml")
UNREADABLE_SUFFIXES = {
    **dict.fromkeys(_FEEDS, "this is a feed, not an article: follow it with `sayso watch`"),
    **dict.fromkeys(_DOCUMENTS, "of documents, PDF and DOCX are read: save it as one of them"),
    **dict.fromkeys(_IMAGES, "an image holds no text to read"),
    **dict.fromkeys(_MEDIA, "sound and film hold no text to read"),
    **dict.fromkeys(_DATA, "tables, databases and archives are no articles"),
    **dict.fromkeys(_CODE, "program files and settings are no articles"),
}


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read. ``name`` is how it is shown, ``facts`` what a manifest states of it."""

    path: Path
    name: str
    facts: Facts = NO_FACTS

    @property
    def suffix(self) -> str:
        """The suffix in lower case, that under ``.gz`` if it is compressed."""
        path = self.path.with_suffix("") if self.is_compressed else self.path
        return path.suffix.lower()

    @property
    def is_compressed(self) -> bool:
        """Whether the name says that it is gzip data."""
        return self.path.suffix.lower() == ".gz"

    @property
    def is_standard_input(self) -> bool:
        """Whether it is not a file but what comes in through the pipe."""
        return self.name == STANDARD_INPUT


def find_inputs(paths: Sequence[Path | str], leave_out: Collection[Path] = ()) -> Iterator[InputFile | Fault]:
    """Yield the files that ``paths`` name: files as they are, folders walked in sorted order, ``-`` standard input.

    Hidden files and manifests are skipped in folders, and so is ``leave_out``: what the run itself writes, which would
    be an input of the next. What cannot be reached, or is no file, is a fault.
    """
    written = frozenset(Path(os.path.abspath(path)) for path in leave_out)  # noqa: PTH100  (links stay)
    manifests: dict[Path, Manifest] = {}
    for given in paths:
        if str(given) == STANDARD_INPUT:
            yield InputFile(Path(STANDARD_INPUT), STANDARD_INPUT)
            continue
        path = Path(given) if "\0" in str(given) else Path(os.path.abspath(given))  # noqa: PTH100  (links stay)
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            yield Fault(input=show_path(path, path.parent), reason=tell_why(error), hint="check the path")
            continue
        name = show_path(path, path.parent if stat.S_ISDIR(mode) else path.parent.parent)
        if stat.S_ISDIR(mode):
            yield from _walk(path, path.parent, (), set(), written)
        elif stat.S_ISREG(mode):
            if path.parent not in manifests:
                manifest = read_manifest(path.parent / MANIFEST_NAME, "", whole=False)
                manifests[path.parent] = manifest
                yield from manifest.faults
            yield InputFile(path, name, manifests[path.parent].facts_of(path.name))
        else:
            yield Fault(input=name, reason="this is no regular file", hint=f"pipe it in and name it “{STANDARD_INPUT}”")


def _walk(
    folder: Path,
    base: Path,
    manifests: tuple[tuple[Path, Manifest], ...],
    visited: set[tuple[int, int]],
    written: Container[Path],
) -> Iterator[InputFile | Fault]:
    """Walk a folder. ``manifests`` are those of the folders above, nearest first."""
    name = show_path(folder, base)
    try:
        facts = folder.stat()
        entries = sorted(os.listdir(folder))  # noqa: PTH208  (names, not paths, are sorted)
    except OSError as error:
        yield Fault(input=name, reason=tell_why(error))
        return
    if (facts.st_dev, facts.st_ino) in visited and facts.st_ino:
        yield Fault(input=name, reason="a link to a folder that was read already", lost=False)
        return
    visited.add((facts.st_dev, facts.st_ino))
    if MANIFEST_NAME in entries:
        manifest = read_manifest(folder / MANIFEST_NAME, name + "/", whole=True)
        yield from manifest.faults
        manifests = ((folder, manifest), *manifests)
    for entry in entries:
        path = folder / entry
        if entry.startswith(".") or entry == MANIFEST_NAME or path in written:
            continue
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield Fault(input=show_path(path, base), reason=tell_why(error))
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(path, base, manifests, visited, written)
        elif stat.S_ISREG(mode):
            stated = (manifest.facts_of(path.relative_to(place).as_posix()) for place, manifest in manifests)
            yield InputFile(
                path, show_path(path, base), next((facts for facts in stated if facts != NO_FACTS), NO_FACTS)
            )
        else:
            yield Fault(input=show_path(path, base), reason="this is no regular file")


def has_beside(file: InputFile, name: str) -> bool:
    """Say whether something of this name lies beside a file."""
    try:
        return (file.path.parent / name).exists()
    except (OSError, ValueError):
        return False


def show_path(path: Path, base: Path) -> str:
    """Show a path from ``base`` on, with slashes, and with nothing in it that cannot be printed."""
    shown = path.relative_to(base).as_posix() if path.is_relative_to(base) else path.name
    return "".join(c if c.isprintable() else "\ufffd" for c in shown)


@contextmanager
def open_input(file: InputFile) -> Iterator[BinaryIO]:
    """Open an input for reading bytes; it has ``peek`` and ``read1``.

    It is decompressed if its name ends in ``.gz``, or if gzip data comes in through the pipe.

    Raises:
        InputError: it cannot be opened, or is not what it was when it was found.
    """
    if file.is_standard_input:
        piped = sys.stdin.buffer
        if cast(io.BufferedReader, piped).peek(2).startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=piped) as inner:
                yield cast(BinaryIO, inner)
        else:
            yield cast(BinaryIO, piped)
        return
    try:
        number = os.open(file.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise InputError(file.name, tell_why(error)) from error
    with open(number, "rb") as stream:  # noqa: PTH123  (a file descriptor)
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise InputError(file.name, "this is no regular file")
        if file.is_compressed:
            with gzip.GzipFile(fileobj=stream) as inner:
                yield cast(BinaryIO, inner)
        else:
            yield stream


def tell_why(error: BaseException) -> str:
    """Say what an error of the system means, without the path that it names."""
    if isinstance(error, FileNotFoundError):
        return "this does not exist"
    if isinstance(error, PermissionError):
        return "permission denied"
    if isinstance(error, EOFError | gzip.BadGzipFile):
        return f"its compressed data is damaged or cut off: {error}"
    if isinstance(error, OSError) and error.strerror:
        return f"the system says: {error.strerror}"
    return str(error) or "it cannot be read, and the system does not say why"
