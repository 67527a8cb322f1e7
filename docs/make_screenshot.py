"""Take the README's picture of the report: the top of the page on the bundled example, in a real browser.

python docs/make_screenshot.py     writes docs/images/report.png
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "report.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> int:
    """Write the picture; return the exit code."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("no Chromium found", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "crossing.html"
        articles = ROOT / "examples" / "crossing" / "articles"
        subprocess.run([sys.executable, "-m", "sayso", "report", str(articles), "-o", str(page)], check=True)  # noqa: S603
        with sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            chromium = playwright.chromium.launch(executable_path=browser, args=arguments)
            tab = chromium.new_page(viewport={"width": 1200, "height": 1500}, color_scheme="light")
            tab.goto(page.as_uri())
            tab.screenshot(path=PICTURE)
            chromium.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
