"""Which article a file gives now in place of which: found as files are read, and kept in the case.

Invariant: what a file held before and holds no more stays, unless what it holds now is a later version of it. Nothing
is written where nothing changed, and a file that cannot be read changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from sayso.model.ids import derive_id
from sayso.model.judgement import JudgedKind, Judgement, standing_judgements
from sayso.model.versions import FileVersion, Version
from sayso.read.files import has_beside
from sayso.read.reader import Held
from sayso.relate.carried import carry_judgements
from sayso.relate.successors import find_successors
from sayso.store.store import Store


class KnownBy(StrEnum):
    """What tells that a file is one that was read before."""

    PATH = "path"  # where it lies
    NAME = "name"  # its name alone: it is a copy of a file that lies elsewhere (an upload)
    NOTHING = "nothing"  # a text without a file


class Revisions:
    """Keeps which articles each file of a run gave, and finds the ones that replaced others.

    An article is in the case before this is kept of it: a run that is cut off between the two finds it when run again.
    """

    def __init__(self, store: Store, known_by: KnownBy) -> None:
        self._store, self._known_by = store, known_by
        self._is_fresh = not store.view().n_articles()  # then no file was read before
        self._held: dict[str, Held] = {}
        self._kept: set[str] = set()
        self.new: set[str] = set()  # articles that the run brought
        self.read_at: str | None = None
        self.replaced: list[tuple[Version, Version]] = []
        self.renamed: list[tuple[Version, Version]] = []  # the same text, in a file of another name

    def take(self, held: Held) -> None:
        """Take in what a file held; what lies nowhere (a pipe) is passed over."""
        if self._known_by is KnownBy.NOTHING or held.file.is_standard_input:
            return
        name = held.file.path.as_posix() if self._known_by is KnownBy.PATH else held.file.name
        self._held.setdefault(derive_id("fil", self._known_by.value, name), held)

    def keep(self) -> None:
        """Keep what was taken in; its articles are in the case."""
        held = {file: held for file, held in self._held.items() if file not in self._kept}
        before = {} if self._is_fresh or not held else self._known_before(held)
        self._held.clear()
        added: list[FileVersion] = []
        n_before = self._store.view().n_file_versions() if held else 0
        for file, holding in held.items():
            added += self._settle(file, holding, before.get(file, ()), n_before)
            self._kept.add(file)
        if added:
            with self._store.writer() as writer:
                writer.add_file_versions(added)

    def _known_before(self, held: Mapping[str, Held]) -> dict[str, tuple[FileVersion, ...]]:
        """Give what files held before. Those of a file that is not known may be known from elsewhere."""
        view = self._store.view()
        before = view.versions_in(list(held))
        strange = {file: holding for file, holding in held.items() if file not in before}
        texts = {sha256 for holding in strange.values() for sha256 in holding.articles.values()}
        elsewhere = view.versions_with(sorted(texts))
        unlocated = view.unlocated(sorted({holding.file.name for holding in strange.values()}))
        for file, holding in strange.items():
            moved = [each for sha256 in holding.articles.values() for each in elsewhere.get(sha256, ())]
            # that is how those files are known that were read before any of this was kept
            by_path = (
                FileVersion(file=file, locator="", article_id=id_) for id_ in unlocated.get(holding.file.name, ())
            )
            before[file] = (
                *(version for version in moved if self._has_moved(version, holding)),
                *(version for version in by_path if version.article_id not in self.new),
            )
        return before

    def _has_moved(self, version: FileVersion, held: Held) -> bool:
        """Say whether a file with a text that another had is that file, in another folder or by another name."""
        if version.file in self._kept or version.file in self._held:
            return False
        if version.article_id in held.articles:
            return True
        if version.folder is None or version.folder != self._folder_of(held):
            return False
        path = self._store.view().article(version.article_id).path or ""
        return not has_beside(held.file, Path(path).name)

    def _folder_of(self, held: Held) -> str | None:
        by_path = self._known_by is KnownBy.PATH
        return derive_id("fol", held.file.path.parent.as_posix()) if by_path else None

    def _settle(self, file: str, held: Held, before: Sequence[FileVersion], number: int) -> Iterator[FileVersion]:
        """Give the versions to keep of a file; ``number`` counts those that the case holds and tells locators apart."""
        known = {version.article_id: version for version in before if version.file == file}
        moved = {version.article_id: version for version in before if version.file != file}
        texts = {held.articles.get(id_) or self._store.view().article(id_).sha256: id_ for id_ in moved}
        come = [id_ for id_ in held.articles if id_ not in known or not known[id_].locator]
        earlier_of: dict[str, FileVersion] = {}
        for id_ in come:
            same = id_ if id_ in moved else texts.get(held.articles[id_])
            if same is not None and same in moved:
                earlier_of[id_] = moved.pop(same)
        earlier_of |= self._find_replaced(held, known, [id_ for id_ in come if id_ not in earlier_of])
        folder = self._folder_of(held)
        for article_id in come:
            earlier = earlier_of.get(article_id)
            locator = (earlier.locator if earlier else "") or derive_id("loc", file, article_id, number)
            version = FileVersion(
                file=file, folder=folder, locator=locator, article_id=article_id, read_at=self.read_at
            )
            if earlier is not None:
                if not earlier.locator:
                    earlier = replace(earlier, folder=folder, locator=locator)
                    yield earlier
                if earlier.article_id != article_id:
                    told = self.replaced if earlier.file == file else self.renamed
                    told.append((_version_of(earlier), _version_of(version)))
            yield version

    def _find_replaced(
        self, held: Held, known: Mapping[str, FileVersion], come: Sequence[str]
    ) -> dict[str, FileVersion]:
        """Give, by the id of an article that came, what the file held in its stead."""
        gone = [id_ for id_ in known if id_ not in held.articles]
        if not gone or not come:
            return {}
        view = self._store.view()
        old, new = ([view.article(id_) for id_ in ids] for ids in (gone, come))
        successors = find_successors(old, new, by_text=held.is_whole)
        return {successor: known[id_] for id_, successor in successors.items()}


def _version_of(version: FileVersion) -> Version:
    return Version(locator=version.locator, article_id=version.article_id, read_at=version.read_at)


def carry_decisions(store: Store, replaced: Iterable[tuple[Version, Version]]) -> bool:
    """Keep what people decided on earlier versions as decisions on the later ones; say whether there was any."""
    view = store.view()
    history = view.judgement_history()
    carried: list[Judgement] = []
    for earlier, later in replaced if history else ():
        old, new = view.article(earlier.article_id), view.annotated_article(later.article_id)
        stated = [each.was for each in history if each.kind is JudgedKind.PUBLISHED and each.a == old.id]
        if new is not None:
            carried += carry_judgements(standing_judgements(history), old, new, stated=stated)
    if carried:
        with store.writer() as writer:
            for judgement in carried:
                writer.add_judgement(judgement)
    return bool(carried)
