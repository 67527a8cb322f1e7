"""Pages and feeds, written for the tests."""

from __future__ import annotations

from tests.fetch.web import Web, answer

PARAGRAPHS = (
    "OSTREL, March 4, 2024 - The dam above Ostrel is holding, Mayor Ann Lee said on Monday after a long night.",
    "“There is no danger at number {n},” Lee told reporters. “We have moved {moved} people as a precaution.”",
    "The fire service said that it would go on measuring the water every hour until the rain stops.",
)


def page(n: int = 1, moved: int = 300, *, canonical: str = "", **headers: str) -> bytes:
    """Write the answer that is a page with an article."""
    body = "".join(f"<p>{paragraph.format(n=n, moved=moved)}</p>" for paragraph in PARAGRAPHS)
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    html = (
        f'<!doctype html><html lang="en"><head><title>Dam {n} holds, says mayor</title>{link}'
        '<meta property="og:site_name" content="Ostrel Gazette"></head>'
        f"<body><article><h1>Dam {n} holds, says mayor</h1>{body}</article></body></html>"
    )
    return answer(html.encode(), kind="text/html; charset=utf-8", **headers)


def feed(web: Web, *numbers: int, source: str = "", cut: int | None = None, **headers: str) -> bytes:
    """Write the answer that is a feed of the pages with these numbers; ``cut`` leaves so many bytes of it."""
    named = f'<source url="https://herald.example">{source}</source>' if source else ""
    items = "".join(
        f"<item><title>Dam {n}</title><link>{web.url(f'/{n}')}</link><guid>g{n}</guid>{named}</item>" for n in numbers
    )
    xml = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'.encode()
    return answer(xml[:cut], kind="application/rss+xml", **headers)
