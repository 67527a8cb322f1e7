"""Take the pictures of README and tutorial: the report and the case on the bundled example, in a real browser.

python docs/make_screenshot.py     writes docs/images/*.png and *.jpg
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
ARTICLES = ROOT / "examples" / "crossing" / "articles"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SAYSO = [sys.executable, "-m", "sayso"]


def main() -> int:
    """Write the pictures; return the exit code."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("no Chromium found", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page, case = Path(folder) / "crossing.html", Path(folder) / "ferry.db"
        subprocess.run([*SAYSO, "read", str(ARTICLES), "--db", str(case)], check=True)  # noqa: S603
        subprocess.run([*SAYSO, "report", "--db", str(case), "-o", str(page)], check=True)  # noqa: S603
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=browser, args=arguments)
        tab = chromium.new_page(viewport={"width": 1200, "height": 1500}, color_scheme="light")
        tab.goto(page.as_uri())
        tab.screenshot(path=IMAGES / "report.png")
        tab.set_viewport_size({"width": 1200, "height": 850})
        with serve(case) as address:
            picture_case(tab, address)
        chromium.close()
    return 0


@contextmanager
def serve(case: Path) -> Iterator[str]:
    """Serve a case on a free port; give its address."""
    command = [*SAYSO, "serve", "--db", str(case), "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603
        told = next(filter(None, (re.search(r"http://\S+", line) for line in server.stderr or ())))
        try:
            yield told.group().rstrip("/")
        finally:
            server.terminate()


def picture_case(tab: Page, address: str) -> None:
    """Take a picture of each page that the tutorial walks through."""

    def take(name: str) -> None:
        tab.wait_for_load_state("networkidle")
        tab.screenshot(path=IMAGES / f"{name}.jpg", type="jpeg", quality=72)

    tab.goto(address)
    take("case")
    tab.locator("main a[href*='/stories/'], main a[href*='/story/']").first.click()
    take("story")
    tab.goto(f"{address}/search?q=tea")
    take("search")
    tab.goto(address)
    tab.locator("main a[href*='/articles/'], main a[href*='/article/']").first.click()
    take("article")


if __name__ == "__main__":
    raise SystemExit(main())
