"""Where a command takes its articles from: paths, read in memory, or a case.

Invariant: a command that only looks never makes a case; it says which one is missing and what would make it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.annotate.annotator import Annotator, choose_annotator
from sayso.cli.options import RULES_ALONE
from sayso.cli.progress import watching
from sayso.cli.terminal import tell
from sayso.config import find_case, wants_rules
from sayso.engine.local import LocalEngine
from sayso.errors import NoCaseError, SaysoError, UsageError
from sayso.model.article import Fault
from sayso.model.dossier import Dossier
from sayso.pipeline import read_into, report_on
from sayso.read.selection import Selection
from sayso.store.memory import MemoryStore
from sayso.store.store import Store

if TYPE_CHECKING:
    from sayso.store.sqlite import SqliteStore

MOST_FAULTS = 20  # so many lines are told; `sayso faults` lists all
FEW = 3  # equal faults of one file that are each told


@contextmanager
def open_source(
    paths: Sequence[Path] | None,
    db: Path | None,
    *,
    published: str | None = None,
    selection: Selection | None = None,
    jobs: int | None = None,
    quiet: bool = False,
    may_be_empty: bool = False,
    target: Path | None = None,
) -> Iterator[tuple[Store, tuple[Fault, ...]]]:
    """Give the store to look into, and what went wrong while reading the paths into it.

    ``target`` is where the command writes: no input, though it lie among them.

    Raises:
        UsageError: none of the paths exists, or the case does not, or a selection is to be made in a case.
        SaysoError: nothing in the paths could be read.
    """
    if not paths:
        if selection not in (None, Selection()):
            raise UsageError("name the files to select from: a case is selected for when it is read, by `sayso read`")
        with closing(open_case(db)) as case:
            yield case, ()
        return
    check_paths(paths)
    store = MemoryStore()
    annotator = choose_asked()
    with watching(quiet) as watch:
        intake = read_into(
            store,
            paths,
            assumed_published=published,
            selection=selection,
            annotator=annotator,
            engine=LocalEngine(jobs),
            watch=watch,
            leave_out=(target,) if target else (),
        )
    if intake.n_left_out:
        tell(f"{intake.n_left_out} left out, as asked")
    if not store.view().n_articles() and not may_be_empty:
        list_faults(intake.faults, paths)
        raise SaysoError(f"no article could be read from {_name(paths)}")
    yield store, intake.faults


def open_case(
    db: Path | None, *, create: bool = False, otherwise: str = "name articles in this command"
) -> SqliteStore:
    """Open the case, to look into or (``create``) to read into; ``otherwise`` is what else helps where there is none.

    Raises:
        UsageError: there is none, or the file is no case that this version can open.
        StoreError: it is damaged or in use, or its disk is full.
    """
    path = find_case(db)
    if not create and not path.exists():
        raise UsageError(f"there is no case at {path}: `sayso read PATH` makes one, or {otherwise}")
    from sayso.store.sqlite import open_store  # SQLAlchemy takes half a second: not for what is read in memory

    try:
        return open_store(path, create=create)
    except NoCaseError as error:
        raise UsageError(str(error)) from error


def relate_source(store: Store, *, jobs: int | None = None, quiet: bool = False) -> tuple[Dossier, tuple[Fault, ...]]:
    """Make the dossier of what the store holds, with progress shown; give it with what went wrong meanwhile.

    Raises:
        UsageError: the store holds nothing.
    """
    if not store.view().n_articles():
        raise UsageError("the case is empty: `sayso read PATH` puts articles into it")
    known, annotator = store.view().faults(), choose_asked()
    with watching(quiet) as watch:
        dossier = report_on(store, annotator=annotator, engine=LocalEngine(jobs), watch=watch)
    return dossier, tuple(fault for fault in dossier.faults if fault not in known)


def choose_asked() -> Annotator:
    """Give the annotator that the command was asked for; where it should be the encoder and is not, tell so once."""
    asked = click.get_current_context().meta
    annotator = choose_annotator(rules=asked.get(RULES_ALONE, False) or wants_rules())
    if annotator.lacks and not asked.get(annotator.lacks):
        asked[annotator.lacks] = True
        tell(f"{annotator.lacks}; annotating by rules alone")
    return annotator


def check_paths(paths: Sequence[Path]) -> None:
    """Refuse paths of which not one exists; a missing one among others is a fault that the reader tells."""
    if not any(path.exists() or str(path) == "-" for path in paths):
        raise UsageError(f"there is no such file or folder: {_name(paths)}")


def list_faults(faults: Sequence[Fault], paths: Sequence[Path] | None = None) -> int:
    """Tell on standard error how many faults there are, and the first of them; give the exit code."""
    if not faults:
        return 0
    tell(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}:")
    if n_left := tell_faults(faults, MOST_FAULTS):
        tell(f"and {n_left} more: sayso faults{' ' + _name(paths) if paths else ''}")
    return 1


def tell_faults(faults: Sequence[Fault], most: int) -> int:
    """Tell faults in so many lines at most, equal ones of a file in one; give how many are not told."""
    gathered = _gather_faults(faults)
    for alike in gathered[:most]:
        first, more = alike[0], len(alike) - 1
        where = f"{first.input} and {more} more places in it" if more else first.input
        tell(f"  {where}: {first.reason}" + (f" ({first.hint})" if first.hint else ""))
    return sum(map(len, gathered[most:]))


def _gather_faults(faults: Sequence[Fault]) -> list[list[Fault]]:
    """Put together what is wrong for one reason in many records of a file, the first of them first."""
    alike: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        alike.setdefault((fault.file, fault.reason, fault.hint), []).append(fault)
    return [part for group in alike.values() for part in ([group] if len(group) > FEW else [[each] for each in group])]


def _name(paths: Sequence[Path]) -> str:
    shown = " ".join(str(path) for path in paths[:3])
    return shown + (" …" if len(paths) > 3 else "")
