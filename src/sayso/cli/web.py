"""What a command that was given web addresses does with them. Loaded by such commands alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.annotate.annotator import Annotator
from sayso.cli.gathering import tell_version
from sayso.config import read_clock
from sayso.engine.engine import Engine
from sayso.errors import InputError, UsageError
from sayso.model.article import Fault
from sayso.pipeline import Watcher
from sayso.read.addresses import read_addresses
from sayso.store.store import Store

if TYPE_CHECKING:
    from sayso.gather.pages import WebIntake


def list_addresses(lists: Sequence[Path]) -> tuple[list[str], tuple[Fault, ...]]:
    """Give the addresses of some lists, and a fault for each line without one.

    Raises:
        UsageError: a list cannot be read, or is none.
    """
    found: list[str | Fault] = []
    for path in lists:
        try:
            found += read_addresses(path)
        except InputError as error:
            raise UsageError(str(error)) from error
    return [item for item in found if isinstance(item, str)], tuple(item for item in found if isinstance(item, Fault))


def read_web(
    store: Store,
    addresses: Sequence[str],
    *,
    delay: float,
    allow_private: bool,
    published: str | None,
    annotator: Annotator,
    engine: Engine,
    watch: Watcher,
) -> WebIntake:
    """Read web addresses into a case, and tell which pages changed."""
    from sayso.fetch.fetcher import Fetcher
    from sayso.fetch.response import Limits
    from sayso.gather.pages import read_addresses_into

    with Fetcher(limits=Limits(delay_s=delay), allow_private=allow_private) as fetcher:
        found = read_addresses_into(
            store,
            addresses,
            fetcher,
            assumed_published=published,
            annotator=annotator,
            engine=engine,
            clock=read_clock,
            watch=watch,
        )
    for version in found.versions:
        tell_version(version)
    return found
