"""The documents against the code: what they show is what happens, and nothing they lead to is missing."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/README.md")])
PATTERNS = ("*.md", "*.toml", "*.txt", "Makefile", ".ci/*", "src/**/*.*", "tests/**/*.py", "docs/**/*.*")
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
_FORBIDDEN = re.compile("/" + r"(?:work|root|tmp|home)/|" + "pypi" + r"\.org|" + "python" + "hosted")


@pytest.fixture(scope="module")
def console() -> ModuleType:
    """Give the module that runs the commands of a document."""
    spec = importlib.util.spec_from_file_location("docs_console", ROOT / "docs" / "console.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_commands_print_what_is_shown(console: ModuleType, page: str) -> None:
    """Each command of the README and the tutorial prints what stands under it (`python docs/console.py` renews it)."""
    commands = console.read_commands((ROOT / page).read_text(encoding="utf-8"))
    assert console.run_all(commands) == commands


@pytest.mark.parametrize("page", ["README.md", "docs/tutorial.md"])
def test_programs_run(console: ModuleType, page: str) -> None:
    """Each Python program of the README and the tutorial runs to its end."""
    programs = console.read_programs((ROOT / page).read_text(encoding="utf-8"))
    assert [console.run_program(program) for program in programs] == [0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link of a document leads to a file of the repository."""
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize(
    "page",
    sorted(
        path.relative_to(ROOT / "docs").as_posix()
        for pattern in ("*.md", "how-to/*.md", "reference/*.md")
        for path in ROOT.glob(f"docs/{pattern}")
    ),
)
def test_pages_are_in_the_index(page: str) -> None:
    """Each document, decisions apart, is reached from the index in one click."""
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    assert f"({page})" in index or page == "index.md"


def test_decisions_have_one_number_each() -> None:
    """No two decisions share a number."""
    numbers = [path.name[:4] for path in ROOT.glob("docs/decisions/[0-9]*.md")]
    assert sorted(numbers) == sorted(set(numbers))


def test_dependencies_have_a_reason() -> None:
    """Each library that the package depends on is named in a decision, with what it is for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    reasons = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("docs/decisions/[0-9]*.md"))
    names = [re.split(r"[<>=!~\[ ]", line)[0] for line in project["dependencies"]]
    assert [name for name in names if f"`{name}`" not in reasons] == []


def test_dependencies_are_pinned() -> None:
    """Each library that the package depends on stands in requirements.txt at one version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {line.split("==")[0].lower() for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()}
    names = {re.split(r"[<>=!~\[ ]", line)[0].lower() for line in project["dependencies"]}
    assert names - pinned == set()


@pytest.mark.parametrize("target", ["demo", "test", "check", "eval", "bench", "docs", "tour", "clean", "help"])
def test_make_targets(target: str) -> None:
    """Each thing one makes says what it is for in `make help`."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:[^\n]*## ", makefile, re.MULTILINE) is not None


def test_nothing_of_one_machine() -> None:
    """No file that is written by hand names a folder of some machine or the host of a registry."""
    bare = {".jpg", ".png", ".pyc", ".npz"}
    written = [path for pattern in PATTERNS for path in ROOT.glob(pattern) if path.suffix not in bare]
    named = [path.name for path in written if path.is_file() and _FORBIDDEN.search(path.read_text("utf-8", "replace"))]
    assert named == []
