"""The contract on versions, for every store: which article an address or a file gave, and which is replaced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.errors import StoreError
from sayso.model.dossier import Relations
from sayso.model.versions import FileVersion, Version
from sayso.store.store import Store
from tests.store.samples import DAM_ANNOTATED, DAM_ARTICLE, LATER_ARTICLE, RIVER_ARTICLE, RULES
from tests.store.test_fetching import FIRST, LATER

DAM = FileVersion(file="fil-1", folder="fol-1", locator="loc-1", article_id=DAM_ARTICLE.id)
RIVER = replace(DAM, article_id=RIVER_ARTICLE.id, read_at="2031-05-07T08:00:00Z")


@pytest.fixture
def read(store: Store) -> Store:
    """Give a case with three articles, one of them annotated, and relations."""
    with store.writer() as writer:
        writer.add_articles((DAM_ARTICLE, RIVER_ARTICLE, LATER_ARTICLE))
        writer.add_annotations((DAM_ANNOTATED,), RULES)
        writer.replace_relations(Relations(), RULES)
    return store


def keep(store: Store, *versions: FileVersion) -> None:
    """Keep versions of files."""
    with store.writer() as writer:
        writer.add_file_versions(versions)


def test_a_later_version_replaces_the_earlier(read: Store) -> None:
    """The last article of a locator stands; the others are replaced, and come back in the order of reading."""
    keep(read, DAM)
    before = read.view().replaced()
    keep(read, RIVER)
    assert (before, read.view().replaced()) == (frozenset(), {DAM_ARTICLE.id})
    assert list(read.view().versions()) == [
        Version(locator="loc-1", article_id=DAM_ARTICLE.id),
        Version(locator="loc-1", article_id=RIVER_ARTICLE.id, read_at="2031-05-07T08:00:00Z"),
    ]


def test_going_back_replaces_the_other(read: Store) -> None:
    """An earlier version that is read again stands, and what came between does not."""
    keep(read, DAM, RIVER, DAM)
    assert read.view().replaced() == {RIVER_ARTICLE.id}


def test_an_article_that_stands_elsewhere_is_not_replaced(read: Store) -> None:
    """What one file holds no more, another file, or an address, may hold still."""
    keep(read, DAM, RIVER, replace(DAM, file="fil-2", locator="loc-2"))
    with read.writer() as writer:
        writer.add_fetch(LATER, None)  # of the river
        writer.add_file_versions((replace(DAM, article_id=LATER_ARTICLE.id),))
    assert read.view().replaced() == frozenset()


def test_pages_and_files_are_replaced_alike(read: Store) -> None:
    """An earlier reading of an address is replaced, in whichever order the two are kept."""
    with read.writer() as writer:
        writer.add_fetch(LATER, None)
        writer.add_fetch(FIRST, None)
    assert (read.view().replaced(), [v.article_id for v in read.view().versions()]) == (
        {DAM_ARTICLE.id},
        [DAM_ARTICLE.id, RIVER_ARTICLE.id],
    )


@pytest.mark.parametrize(("versions", "are_kept"), [((DAM,), True), ((DAM, RIVER), False)])
def test_relations_are_old_when_other_articles_stand(
    read: Store, versions: tuple[FileVersion, ...], are_kept: bool
) -> None:
    """What ties the articles is made anew when one was replaced, and only then."""
    keep(read, *versions)
    assert (read.view().relations(RULES) is not None) is are_kept


def test_relations_are_old_when_a_page_went_back(read: Store) -> None:
    """A page that bears its earlier text again has the articles related anew."""
    with read.writer() as writer:
        writer.add_fetch(FIRST, None)
        writer.add_fetch(LATER, None)
        writer.replace_relations(Relations(), RULES)
        writer.add_fetch(replace(FIRST, id="fch-again", fetched_at="2031-05-08T08:00:00Z"), None)
    assert (read.view().relations(RULES), read.view().replaced()) == (None, {RIVER_ARTICLE.id})


def test_quotes_and_figures_of_what_is_replaced_are_left_out(read: Store) -> None:
    """They are found by searching still, and in no list."""
    n_before = (len(list(read.view().quotes())), len(list(read.view().figures())))
    keep(read, DAM, RIVER)
    view = read.view()
    speaker = DAM_ANNOTATED.attributions[0].speaker
    assert (min(n_before) > 0, list(view.quotes()), list(view.figures())) == (True, [], [])
    assert list(view.quotes(speaker.name if speaker else "")) == []
    assert [hit.article_id for hit in view.search("lucky").quotes] == [DAM_ARTICLE.id]


def test_a_path_is_that_of_the_last_version(read: Store) -> None:
    """Of two versions with one path, the path names the one that stands; each has its id."""
    with read.writer() as writer:
        edited = replace(LATER_ARTICLE, id="art-edited", path=DAM_ARTICLE.path)
        writer.add_article(edited)
        writer.add_file_versions((DAM, replace(DAM, article_id=edited.id)))
    found = [read.view().article(ref).id for ref in (DAM_ARTICLE.path or "", DAM_ARTICLE.id)]
    assert found == ["art-edited", DAM_ARTICLE.id]


def test_the_last_versions_of_files(read: Store) -> None:
    """They are found by file, and by text, in the order of reading."""
    other = replace(DAM, file="fil-2", folder=None, locator="loc-2", article_id=LATER_ARTICLE.id)
    second = replace(DAM, locator="loc-3", article_id=DAM_ARTICLE.id)
    keep(read, DAM, RIVER, other, second)
    view = read.view()
    assert view.versions_in(["fil-1", "fil-2", "fil-3"]) == {"fil-1": (RIVER, second), "fil-2": (other,)}
    assert view.versions_with([RIVER_ARTICLE.sha256, DAM_ARTICLE.sha256, "?"]) == {
        RIVER_ARTICLE.sha256: (RIVER,),
        DAM_ARTICLE.sha256: (second,),
    }
    assert view.n_file_versions() == 4


def test_articles_that_were_read_nowhere_known(read: Store) -> None:
    """An article is found by its path as long as no file and no address is known to have given it."""
    paths = [DAM_ARTICLE.path or "", "?"]
    before = read.view().unlocated(paths)
    keep(read, DAM)
    assert (before, read.view().unlocated(paths)) == ({DAM_ARTICLE.path: (DAM_ARTICLE.id,)}, {})


def test_a_version_needs_its_article(store: Store) -> None:
    """A version of an article that the case does not hold is refused."""
    with pytest.raises(StoreError), store.writer() as writer:
        writer.add_file_versions((DAM,))
