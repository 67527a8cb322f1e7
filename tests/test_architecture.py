"""The house as planned: the import contract holds, files stay small, and all that a user can name is documented."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest

import sayso
from sayso.cli.app import app
from sayso.library import Case, Report

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
WRITTEN = sorted(
    path
    for folder in ("src", "tests", "evals", "benchmarks", "docs", "examples", "training")
    for suffix in ("py", "js", "css", "html")
    for path in (ROOT / folder).rglob(f"*.{suffix}")
)
NETWORK = {
    "aiohttp",
    "ftplib",
    "http",
    "httpcore2",
    "httpx",
    "httpx2",
    "requests",
    "smtplib",
    "socket",
    "ssl",
    "telnetlib",
    "urllib3",
    "xmlrpc",
}
COMMANDS = sorted(app.commands)
_SKIPS = r"pytest\.(mark\.)?(skip|skipif|xfail|importorskip)"


def name_of(path: Path) -> str:
    """Give a file's place in the repository, to name a test by."""
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> Iterator[str]:
    """Give every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def silent_skips(source: str) -> Iterator[int]:
    """Give the line of each use of ``skip``, ``skipif``, ``xfail`` or ``importorskip`` of pytest without a reason."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    reasoned = {
        id(call.func)
        for call in calls
        if any(keyword.arg == "reason" for keyword in call.keywords)
        or (ast.unparse(call.func) in ("pytest.skip", "pytest.xfail") and call.args)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and re.fullmatch(_SKIPS, ast.unparse(node)) and id(node) not in reasoned:
            yield node.lineno


def options_of(command: str) -> list[str]:
    """Give the options of a command and of the commands under it, each by every name it has."""
    group = app.commands[command]
    commands = [group, *(group.commands.values() if isinstance(group, click.Group) else ())]
    return [name for each in commands for part in each.params if isinstance(part, click.Option) for name in part.opts]


def section_of(command: str) -> str:
    """Give what the reference says of a command."""
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    found = re.search(rf"^## sayso {command}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def test_import_contract() -> None:
    """No room imports what it may not; the contract stands in pyproject.toml."""
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    ran = subprocess.run(
        [sys.executable, "-c", lint, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stdout[-2000:] if ran.returncode else "") == (0, "")


def test_only_fetch_imports_the_network() -> None:
    """No module of sayso but those in `fetch` can open a connection: it imports nothing that does."""
    others = [path for path in SOURCES if path.parent.name != "fetch"]
    imported = [(name_of(path), name) for path in others for name in imports_of(path)]
    assert [pair for pair in imported if pair[1].split(".")[0] in NETWORK or pair[1] == "urllib.request"] == []


def test_files_stay_small() -> None:
    """No file has 500 lines or more."""
    sizes = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in WRITTEN}
    assert [(name, size) for name, size in sizes.items() if size >= 500] == []


def test_each_module_says_what_it_is() -> None:
    """Each module begins with a docstring."""
    assert [name_of(path) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def test_nothing_skips_without_a_reason() -> None:
    """A test that is skipped, or is known to fail, says why."""
    tests = [path for path in WRITTEN if path.suffix == ".py" and path.is_relative_to(ROOT / "tests")]
    silent = [(name_of(path), line) for path in tests for line in silent_skips(path.read_text(encoding="utf-8"))]
    assert silent == []


def test_no_drawer_for_everything() -> None:
    """No module has a name that says nothing of what is in it."""
    drawers = {"utils", "util", "helpers", "common", "base", "core", "manager", "misc"}
    assert [name_of(path) for path in SOURCES if path.stem in drawers] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_documented(command: str) -> None:
    """Each command has its section in the reference, with every option in it."""
    section = section_of(command)
    assert [name for name in [*options_of(command), "sayso"] if f"`{name}" not in section] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_documented_that_is_not_there(command: str) -> None:
    """The reference names no option that the command lacks."""
    named = re.findall(r"^\| `(--?[a-z-]+)", section_of(command), re.MULTILINE)
    assert [name for name in named if name not in options_of(command)] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_and_options_explain_themselves(command: str) -> None:
    """Each command and each option has a line of help."""
    parts = [part for part in app.commands[command].params if isinstance(part, click.Option)]
    assert ([part.name for part in parts if not part.help], bool(app.commands[command].help)) == ([], True)


@pytest.mark.parametrize("name", sayso.__all__)
def test_exports_are_documented(name: str) -> None:
    """Each name that `import sayso` gives is there, and stands in the reference."""
    page = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    assert (hasattr(sayso, name), f"`{name}" in page) == (True, True)


@pytest.mark.parametrize("name", [n for kind in (Report, Case) for n in vars(kind) if not n.startswith("_")])
def test_methods_are_documented(name: str) -> None:
    """Each method of what Python sees stands in the reference."""
    page = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    assert f"`{name}" in page or f".{name}" in page


def test_importing_is_cheap() -> None:
    """`import sayso` loads none of the libraries that take time."""
    heavy = ("sqlalchemy", "rich", "click", "jinja2", "msgspec", "ftfy", "rapidfuzz", "rensa", "sayso.pipeline")
    look = f"import sys, sayso; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", look], capture_output=True, text=True).stdout == "[]\n"


def test_help_is_cheap() -> None:
    """`sayso --help` and the help of a command load none of them but click."""
    heavy = ("sqlalchemy", "rich", "jinja2", "msgspec", "ftfy", "rapidfuzz", "rensa", "sayso.pipeline")
    look = (
        "import sys; from sayso.cli.running import run_command; run_command(['report', '--help']); "
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", look], capture_output=True, text=True).stdout.endswith("\n[]\n")


def test_the_command_is_installed() -> None:
    """The name `sayso` on the command line leads to this package."""
    assert [point.value for point in entry_points(group="console_scripts", name="sayso")] == ["sayso.__main__:run"]
