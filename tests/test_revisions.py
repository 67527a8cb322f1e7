"""What becomes of a case when its files are edited, moved, deleted or spoilt, and read again."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sayso.annotate.annotator import RULES_ALONE
from sayso.engine.local import LocalEngine
from sayso.gather.since import tell_news
from sayso.gather.versions import find_versions
from sayso.model.judgement import JudgedKind, Judgement, Verdict, anchor_article, anchor_spans
from sayso.pipeline import Intake, read_into, report_on
from sayso.read.selection import make_selection
from sayso.report.to_json import to_json
from sayso.report.verify import verify_report
from sayso.revisions import KnownBy
from sayso.store.memory import MemoryStore
from sayso.store.sqlite import open_store
from sayso.store.store import Store
from tests.store.samples import WITHOUT_FILE_VERSIONS

FIRST = """Bridge at Oldmere closed

OLDMERE, 3 May 2031 - The bridge at Oldmere was closed on Saturday after a barge struck a pier.

“Fourteen people were hurt,” said Mayor Ines Kolb. “We do not know why the barge left the channel.”

The harbour office denied that the barge was overloaded.
"""
EDITED = FIRST.replace("Fourteen", "Seventeen")
OTHER = """Mill to shut

NORDHAFEN, 4 May 2031 - The paper mill will shut in June, the union said. “Nobody asked us,” said Per Holm, a fitter.
"""


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Give an empty case of each kind."""
    made: Store = MemoryStore() if request.param == "memory" else open_store(tmp_path / "case.db")
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of two articles."""
    made = tmp_path / "articles"
    made.mkdir()
    write(made / "a.txt", FIRST)
    write(made / "b.txt", OTHER)
    return made


def write(path: Path, text: str) -> None:
    """Write a file."""
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text, encoding="utf-8")


def read(store: Store, *paths: Path, known_by: KnownBy = KnownBy.PATH) -> Intake:
    """Read files into the case, by rules alone."""
    return read_into(store, paths, annotator=RULES_ALONE, known_by=known_by)


def standing(store: Store) -> list[str]:
    """Give what each article of the report begins its second paragraph or record with, and its figure of hurt."""
    texts = [annotated.article.text for annotated in report_on(store, annotator=RULES_ALONE).articles]
    return sorted(next((word for word in ("Fourteen", "Seventeen", "Eighteen", "mill") if word in t), t) for t in texts)


def test_an_edited_article_is_one_article(store: Store, folder: Path) -> None:
    """The edited text stands, once; the earlier one is kept, told, and no copy, quote or witness."""
    read(store, folder)
    write(folder / "a.txt", EDITED)
    intake = read(store, folder)
    dossier = report_on(store, annotator=RULES_ALONE)
    assert (standing(store), dossier.relations.copies, store.view().n_articles()) == (["Seventeen", "mill"], (), 3)
    assert (intake.n_new, intake.n_known, len(intake.replaced)) == (1, 1, 1)
    assert not any("Fourteen" in quote.text for quote in store.view().quotes())
    (version,) = find_versions(store.view())
    (change,) = version.changes
    assert change.before is not None
    assert change.after is not None
    assert (version.address, change.before.cut(version.before.text), change.after.cut(version.after.text)) == (
        "articles/a.txt",
        "Fourteen",
        "Seventeen",
    )
    verify_report(to_json(dossier))


def test_reading_again_changes_nothing(store: Store, folder: Path) -> None:
    """The report is the same bytes, and the case keeps no more than before."""
    read(store, folder)
    write(folder / "a.txt", EDITED)
    read(store, folder)
    before = (to_json(report_on(store, annotator=RULES_ALONE)), list(store.view().versions()))
    again = read(store, folder / "b.txt", folder)
    assert (again.n_new, again.replaced) == (0, ())
    assert (to_json(report_on(store, annotator=RULES_ALONE)), list(store.view().versions())) == before


def test_the_same_steps_give_the_same_report(folder: Path) -> None:
    """By one process or by two, the same files read in the same order give the same bytes."""
    reports = []
    for jobs in (1, 2):
        store = MemoryStore()
        for text in (FIRST, EDITED):
            write(folder / "a.txt", text)
            read_into(store, [folder], annotator=RULES_ALONE, engine=LocalEngine(jobs))
        reports.append(to_json(report_on(store, annotator=RULES_ALONE)))
    assert reports[0] == reports[1]


def test_the_report_of_an_edited_case_is_that_of_the_edited_files(store: Store, folder: Path) -> None:
    """What was before leaves no trace in the report."""
    read(store, folder)
    write(folder / "a.txt", EDITED)
    read(store, folder)
    fresh = MemoryStore()
    read(fresh, folder)
    assert to_json(report_on(store, annotator=RULES_ALONE)) == to_json(report_on(fresh, annotator=RULES_ALONE))


def test_going_back_brings_the_earlier_text_back(store: Store, folder: Path) -> None:
    """A file that holds its first text again is that article again, related anew."""
    for text in (FIRST, EDITED, FIRST):
        write(folder / "a.txt", text)
        read(store, folder)
        report_on(store, annotator=RULES_ALONE)
    assert (standing(store), len(list(find_versions(store.view())))) == (["Fourteen", "mill"], 2)


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 99, None], ids=["emptied", "spoilt", "deleted"])
def test_a_file_that_gives_nothing_takes_nothing_away(store: Store, folder: Path, data: bytes | None) -> None:
    """What was read of a file that was emptied, damaged or deleted since stays in the report."""
    read(store, folder)
    if data is None:
        (folder / "a.txt").unlink()
    else:
        (folder / "a.txt").write_bytes(data)
    intake = read(store, folder)
    assert (standing(store), len(intake.faults)) == (["Fourteen", "mill"], data is not None)
    write(folder / "a.txt", EDITED)
    assert (len(read(store, folder).replaced), standing(store)) == (1, ["Seventeen", "mill"])


def test_a_file_with_another_article_is_another_article(store: Store, folder: Path) -> None:
    """A file that is written over every day takes no earlier day's article away."""
    read(store, folder / "a.txt")
    write(folder / "a.txt", OTHER)
    assert (read(store, folder / "a.txt").replaced, standing(store)) == ((), ["Fourteen", "mill"])


def test_two_folders_of_one_name(store: Store, tmp_path: Path) -> None:
    """Files of one name and like texts in two folders are two articles, in one run and in two."""
    one, two = tmp_path / "one" / "articles", tmp_path / "two" / "articles"
    write(one / "a.txt", FIRST)
    write(two / "a.txt", EDITED)
    write(tmp_path / "b.txt", OTHER)
    read(store, tmp_path / "b.txt")
    read(store, one, two)
    read(store, two, one)
    assert standing(store) == ["Fourteen", "Seventeen", "mill"]
    write(two / "a.txt", FIRST.replace("Fourteen", "Eighteen"))
    read(store, two)
    assert standing(store) == ["Eighteen", "Fourteen", "mill"]


def test_a_renamed_file_is_one_article(store: Store, folder: Path) -> None:
    """The same text by another name, where the old name is no more, is the same article, and is followed on."""
    read(store, folder)
    (folder / "a.txt").rename(folder / "z.txt")
    intake = read(store, folder)
    assert (standing(store), intake.n_renamed, intake.replaced) == (["Fourteen", "mill"], 1, ())
    write(folder / "z.txt", EDITED)
    read(store, folder)
    assert standing(store) == ["Seventeen", "mill"]


def test_a_copied_file_is_two_articles(store: Store, folder: Path) -> None:
    """The same text by two names that are both there is two articles, as always."""
    read(store, folder)
    write(folder / "z.txt", FIRST)
    assert (read(store, folder).n_renamed, standing(store)) == (0, ["Fourteen", "Fourteen", "mill"])


def test_a_moved_folder_is_the_same_files(store: Store, folder: Path, tmp_path: Path) -> None:
    """Articles of a folder that lies elsewhere now are followed to there."""
    read(store, folder)
    (tmp_path / "moved").mkdir()
    folder.rename(tmp_path / "moved" / "articles")
    read(store, tmp_path / "moved")
    write(tmp_path / "moved" / "articles" / "a.txt", EDITED)
    read(store, tmp_path / "moved" / "articles")
    assert standing(store) == ["Seventeen", "mill"]


def records(*texts: str, ids: bool = False) -> str:
    """Write texts as JSON lines."""
    made = [{"text": text, **({"id": f"r{text.split()[0]}"} if ids else {})} for text in texts]
    return "".join(json.dumps(each) + "\n" for each in made)


@pytest.mark.parametrize("ids", [False, True])
def test_records_of_one_file(store: Store, tmp_path: Path, ids: bool) -> None:
    """Records are followed wherever in the file they stand; one that was taken out stays in the case."""
    path = tmp_path / "news.jsonl"
    third = "Ferry late\n\nThe evening ferry came an hour late on Friday, its captain Olga Reh said."
    write(path, records(FIRST, OTHER, third, ids=ids))
    read(store, path)
    write(path, records("Sun\n\nThe sun shone on Oldmere, wrote our reader Ida Wolff.", OTHER, EDITED, ids=ids))
    intake = read(store, path)
    assert (intake.n_new, len(intake.replaced)) == (2, 1)
    assert len(standing(store)) == 4
    assert {"Seventeen", "mill"} < set(standing(store))


def test_what_a_selection_passed_over_is_not_gone(store: Store, tmp_path: Path) -> None:
    """Articles that were not asked for are taken for replaced by none that was."""
    path = tmp_path / "news.jsonl"
    write(path, records(FIRST, OTHER))
    read(store, path)
    write(path, records(FIRST, OTHER, EDITED))
    selection = make_selection(match="Seventeen")
    read_into(store, [path], selection=selection, annotator=RULES_ALONE)
    assert standing(store) == ["Fourteen", "Seventeen", "mill"]


def test_what_stands_behind_a_break_is_not_gone(store: Store, tmp_path: Path) -> None:
    """Of a file that breaks off, what was read before and comes no more is taken for replaced by no like article."""
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(gzip.compress(records(FIRST, OTHER).encode()))
    read(store, path)
    lines = records(EDITED, OTHER, "x" * 200_000, FIRST)
    path.write_bytes(gzip.compress(lines.encode(), compresslevel=0)[:150_000])
    intake = read(store, path)
    assert ([fault.lost for fault in intake.faults], intake.replaced) == ([True], ())
    assert standing(store) == ["Fourteen", "Seventeen", "mill"]


def test_an_upload_is_known_by_its_name(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is uploaded again under its name is the same file; the same text under two names is two."""
    for number, (name, text) in enumerate((("a.txt", FIRST), ("a.txt", EDITED), ("c.txt", EDITED))):
        write(tmp_path / str(number) / "added" / name, text)
        monkeypatch.chdir(tmp_path / str(number))
        read(store, Path("added"), known_by=KnownBy.NAME)
    assert standing(store) == ["Seventeen", "Seventeen"]


def test_texts_without_a_file_are_each_an_article(store: Store, tmp_path: Path) -> None:
    """Two texts that were pasted without a name are two, however like."""
    for text in (FIRST, EDITED):
        write(tmp_path / "pasted.txt", text)
        read(store, tmp_path / "pasted.txt", known_by=KnownBy.NOTHING)
    assert standing(store) == ["Fourteen", "Seventeen"]


def test_a_run_that_was_cut_off_between_is_made_good(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edited article that was kept, but not what it replaced, replaces it in the next run."""
    read(store, folder)
    write(folder / "a.txt", EDITED)
    with monkeypatch.context() as broken:
        broken.setattr("sayso.revisions.find_successors", _stop)
        with pytest.raises(KeyboardInterrupt):
            read(store, folder)
    assert (len(read(store, folder).replaced), standing(store)) == (1, ["Seventeen", "mill"])


def _stop(*_: object, **__: object) -> dict[str, str]:
    raise KeyboardInterrupt


def test_a_case_of_before_is_known_by_its_paths(folder: Path, tmp_path: Path) -> None:
    """What an older sayso kept side by side is one article once its file is read again, and is followed from then."""
    path = tmp_path / "case.db"
    with open_store(path) as store:
        for text in (FIRST, EDITED):
            write(folder / "a.txt", text)
            read_into(store, [folder], annotator=RULES_ALONE, known_by=KnownBy.NOTHING)
        side_by_side = standing(store)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(WITHOUT_FILE_VERSIONS)
    with open_store(path) as store:
        assert (side_by_side, standing(store)) == (["Fourteen", "Seventeen", "mill"],) * 2
        read(store, folder)
        known = standing(store)
        write(folder / "a.txt", FIRST.replace("Fourteen", "Eighteen"))
        read(store, folder)
        assert (known, standing(store)) == (["Seventeen", "mill"], ["Eighteen", "mill"])


def test_news_tell_what_an_edited_file_changed(store: Store, folder: Path) -> None:
    """Since the first reading the edited article is new in its changed words alone."""
    days = iter(f"2031-05-0{day}T08:00:00Z" for day in range(1, 9))
    for text in (FIRST, EDITED):
        write(folder / "a.txt", text)
        read_into(store, [folder], annotator=RULES_ALONE, clock=lambda: next(days))
    news = tell_news(store.view(), report_on(store, annotator=RULES_ALONE), "2031-05-03").news
    assert news is not None
    (changed,) = news.changed
    assert (len(changed.changes), "Fourteen" in changed.before.text, len(news.quotes)) == (1, True, 1)


def test_decisions_outlive_an_edit(store: Store, folder: Path) -> None:
    """What was decided on words that stand holds in the new version; the report tells it once, of what stands."""
    read(store, folder)
    old = store.view().article("a.txt")
    quote = next(each for each in store.view().quotes() if "overloaded" in each.text).attribution
    at = old.text.index("OLDMERE")
    decided = {"decided_at": "2031-05-09T08:00:00Z", "decided_by": "Ida"}
    with store.writer() as writer:
        for judgement in (
            Judgement(
                kind=JudgedKind.SPEAKER,
                a=quote.id,
                verdict=Verdict.IS,
                anchors=(anchor_spans(old, *quote.content),),
                **decided,  # type: ignore[arg-type]
            ),
            Judgement(
                kind=JudgedKind.PUBLISHED,
                a=old.id,
                verdict=Verdict.IS,
                value="2031-05-02",
                was=old.published_at,
                anchors=(anchor_article(old),),
                **decided,  # type: ignore[arg-type]
            ),
        ):
            writer.add_judgement(judgement)
    assert old.text[at:].startswith("OLDMERE, 3 May")
    write(folder / "a.txt", EDITED)
    read(store, folder)
    dossier = report_on(store, annotator=RULES_ALONE)
    new = store.view().article("a.txt")
    (said,) = [each for each in store.view().quotes() if "overloaded" in each.text]
    assert (new.published_at, said.article_id, said.speaker) == ("2031-05-02", new.id, None)
    told = [(each.kind.value, each.anchors[0].article, each.decided_by) for each in dossier.judgements]
    assert told == [("published", new.id, "Ida"), ("speaker", new.id, "Ida")]
