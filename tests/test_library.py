"""Python gives what the command line gives; the examples of the reference run as they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import sayso
from sayso.errors import UsageError
from sayso.library import Report
from tests.report.invented import dossier

ROOT = Path(__file__).parent.parent
SCRIPTED = replace(dossier().relations.claims[0], claim="<script>alert(1)</script>")
EXAMPLES = re.findall(
    r"^```python\n(.*?)^```$", (ROOT / "docs" / "reference" / "python.md").read_text("utf-8"), re.M | re.S
)
TEXT = "Ferry stopped\n\nMarch 3, 2024\n\n“The ferry was overloaded,” Ann Lee said. It carried 40 people.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder to work in, with the articles that the examples name."""
    monkeypatch.chdir(tmp_path)
    for name in ("articles", "monday", "tuesday"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ferry.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.usefixtures("folder")
def test_examples_run(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each example of the reference runs and prints something."""
    exec(compile(example, "example", "exec"), {"sayso": sayso})  # noqa: S102  (our own documents)
    assert capsys.readouterr().out != ""


def test_the_example_of_the_package_is_that_of_the_reference() -> None:
    """`help(sayso)` shows the first example of the reference."""
    shown = "".join(line.removeprefix("    ") for line in (sayso.__doc__ or "").splitlines(keepends=True))
    assert EXAMPLES[0] in shown


@pytest.mark.usefixtures("folder")
def test_quotes_of_a_speaker() -> None:
    """A speaker is found by a part of the name, and the words are the exact ones."""
    quotes = sayso.make_report("articles").quotes(speaker="lee")
    assert [(quote.text, quote.speaker) for quote in quotes] == [("The ferry was overloaded,", "Ann Lee")]


def test_a_notebook_shows_claims_and_speakers() -> None:
    """A report shows itself as HTML: what is claimed with its status, who is quoted, and every word escaped."""
    shown = Report(dossier())._repr_html_()
    hostile = replace(dossier(), relations=replace(dossier().relations, claims=(SCRIPTED,)))
    claim = dossier().relations.claims[0]
    assert (
        claim.status in shown,
        "Lena Brask" in shown,
        "<script" in Report(hostile)._repr_html_(),
    ) == (True, True, False)


@pytest.mark.usefixtures("folder")
def test_figures() -> None:
    """Figures come with their words."""
    assert [(cited.text, cited.figure.value) for cited in sayso.make_report("articles").figures()] == [
        ("40 people", 40)
    ]


@pytest.mark.usefixtures("folder")
def test_articles_and_copies() -> None:
    """The same text at two places is two articles, one the copy of the other."""
    report = sayso.make_report("monday", "tuesday")
    paths = [article.path for article in report.articles]
    assert (paths, len(report.copies())) == (["monday/ferry.txt", "tuesday/ferry.txt"], 1)


@pytest.mark.usefixtures("folder")
def test_faults_are_in_the_report() -> None:
    """What could not be read is told, not raised."""
    report = sayso.make_report("articles", "nowhere")
    assert ([fault.input for fault in report.faults], len(report.articles)) == (["nowhere"], 1)


@pytest.mark.parametrize("name", ["out.html", "out.json"])
def test_a_saved_report_verifies(folder: Path, name: str) -> None:
    """What was saved can be proved."""
    path = sayso.make_report("articles").save(name)
    assert (sayso.verify(path).n_articles, sayso.verify((folder / name).read_bytes()).n_articles) == (1, 1)


def test_saving_without_an_ending_makes_tables(folder: Path) -> None:
    """A name without an ending is a folder of CSV files."""
    sayso.make_report("articles").save("tables")
    assert (folder / "tables" / "attributions.csv").exists()


@pytest.mark.usefixtures("folder")
def test_saving_as_something_else_is_refused() -> None:
    """An ending that is no format of ours is named."""
    with pytest.raises(UsageError, match=r"not as \.docx"):
        sayso.make_report("articles").save("out.docx")


@pytest.mark.usefixtures("folder")
def test_a_case_gives_the_report_of_its_articles() -> None:
    """Keeping articles changes nothing in the report on them."""
    with sayso.open_case("a.db") as case:
        case.read("articles")
        kept = case.report().to_json()
    assert kept == sayso.make_report("articles").to_json()


@pytest.mark.usefixtures("folder")
def test_a_report_shows_its_size() -> None:
    """A report's repr tells how much is in it."""
    assert repr(sayso.make_report("articles")) == "<Report: 1 articles, 1 attributions>"


@pytest.mark.usefixtures("folder")
def test_a_notebook_shows_tables() -> None:
    """Quotes and figures show as tables, with the words of the articles in them."""
    report = sayso.make_report("articles")
    quotes, figures = report.quotes()._repr_html_(), report.figures()._repr_html_()
    assert ("The ferry was overloaded," in quotes, "40 people" in figures) == (True, True)


@pytest.mark.usefixtures("folder")
def test_exports_are_those_of_the_command() -> None:
    """A report is exported in any format by its name, and a format that there is not is refused."""
    report = sayso.make_report("articles")
    assert report.export("csv") == report.to_csv()
    with pytest.raises(UsageError, match="docx"):
        report.export("docx")


def test_a_name_that_is_not_there() -> None:
    """What sayso does not have is an AttributeError that names it."""
    with pytest.raises(AttributeError, match="frobnicate"):
        sayso.frobnicate  # noqa: B018


def test_names_are_listed() -> None:
    """`dir(sayso)` lists what it exports."""
    assert dir(sayso) == sorted(sayso.__all__)
