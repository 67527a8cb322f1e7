"""Run every evaluation in this folder, each in its own process, and fail if one of them fails.

A script takes part by having a main block; it exits 0 when its floors hold or its corpus is not there.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Return 0 when every evaluation holds its floors."""
    scripts = [
        path
        for path in sorted(HERE.glob("*.py"))
        if path != Path(__file__).resolve() and "\nif __name__ == " in path.read_text(encoding="utf-8")
    ]
    failed = []
    for script in scripts:
        print(f"== {script.name}", flush=True)
        if subprocess.run([sys.executable, str(script)], check=False).returncode:  # noqa: S603  (our own scripts)
            failed.append(script.name)
    print(f"\n{len(scripts)} evaluations, " + (f"failed: {', '.join(failed)}" if failed else "every floor is held"))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
