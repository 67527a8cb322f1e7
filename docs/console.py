"""The commands shown in these documents, run as they stand, with what they print.

A block marked ``console`` holds lines that begin with ``$ `` and, under each, what that command prints on a terminal.
A last line of ``…`` says that there is more. The tests run every command and compare; ``python docs/console.py FILE…``
runs them and writes what they print now. Commands run one after another in one empty folder, in which ``examples``
leads to the bundled articles.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
N_LINES, N_COLUMNS = 50, 100
MORE = "…\n"
_PROGRAM = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Command(NamedTuple):
    """A command as shown, and what is shown under it."""

    line: str
    shown: str


def read_commands(markdown: str) -> list[Command]:
    """Give every command of a document's console blocks, in order."""
    commands = []
    for block in _BLOCK.findall(markdown):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = part.partition("\n")
            commands.append(Command(line, shown))
    return commands


def run_all(commands: Sequence[Command]) -> list[Command]:
    """Run the commands and give them with what they print now, cut where what was shown ends in ``…``."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "examples").symlink_to(ROOT / "examples")
        return [Command(line, _cut(_run(line, folder), shown)) for line, shown in commands]


def read_programs(markdown: str) -> list[str]:
    """Give every Python program of a document, in order."""
    return _PROGRAM.findall(markdown)


def run_program(program: str) -> int:
    """Run a program where the commands are run; give its exit code."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "examples").symlink_to(ROOT / "examples")
        done = subprocess.run([sys.executable, "-c", program], cwd=folder, check=False, timeout=120)  # noqa: S603
    return done.returncode


def renew(markdown: str) -> str:
    """Give the document with what its commands print now."""
    printed = iter(run_all(read_commands(markdown)))

    def renew_block(block: re.Match[str]) -> str:
        commands = [next(printed) for _ in read_commands(block[0])]
        return "```console\n" + "".join(f"$ {line}\n{shown}" for line, shown in commands) + "```"

    return _BLOCK.sub(renew_block, markdown)


def _run(line: str, folder: str) -> str:
    """Run one line in a shell, its output on a terminal; give that and then what it wrote to standard error."""
    environment = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": folder,
        "LC_ALL": "C.UTF-8",
        "PYTHONIOENCODING": "utf-8",
        "TERM": "dumb",
    }
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", N_LINES, N_COLUMNS, 0, 0))
    with tempfile.TemporaryFile() as errors:
        command = ["/bin/bash", "-c", line]
        with subprocess.Popen(  # noqa: S603  (the commands of our own documents)
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=errors
        ):
            os.close(theirs)
            output = b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
        errors.seek(0)
        printed = (output.replace(b"\r\n", b"\n") + errors.read()).decode()
    return "".join(f"{shown.rstrip()}\n" for shown in printed.splitlines())


def _read(terminal: int) -> bytes:
    """Read what has come; nothing once the other side is closed, which Linux tells as an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def _cut(printed: str, shown: str) -> str:
    if not shown.endswith(MORE):
        return printed
    lines, n_shown = printed.splitlines(keepends=True), shown.count("\n") - 1
    return "".join(lines[:n_shown]) + MORE if n_shown < len(lines) else printed


if __name__ == "__main__":
    for name in sys.argv[1:]:
        document = Path(name)
        document.write_text(renew(document.read_text(encoding="utf-8")), encoding="utf-8")
