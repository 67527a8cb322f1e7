"""sayso: who said what, on whose say-so, across many news articles on one event.

    import sayso

    report = sayso.make_report("articles/")
    for quote in report.quotes(speaker="Ann Lee"):
        print(quote.article, quote.text)
    report.save("report.html")

Names are loaded when they are first used, so importing this costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.version import VERSION

if TYPE_CHECKING:
    from sayso.errors import SaysoError
    from sayso.library import Case, Report, make_report, open_case, verify
    from sayso.model.annotation import Attribution, Figure
    from sayso.model.article import Article, Fault
    from sayso.model.span import Span
    from sayso.read.reader import read_paths
    from sayso.store.store import CitedFigure, CitedQuote

__version__ = VERSION

__all__ = [
    "Article",
    "Attribution",
    "Case",
    "CitedFigure",
    "CitedQuote",
    "Fault",
    "Figure",
    "Report",
    "SaysoError",
    "Span",
    "__version__",
    "make_report",
    "open_case",
    "read_paths",
    "verify",
]

_HOMES = {
    "Article": "sayso.model.article",
    "Attribution": "sayso.model.annotation",
    "Case": "sayso.library",
    "CitedFigure": "sayso.store.store",
    "CitedQuote": "sayso.store.store",
    "Fault": "sayso.model.article",
    "Figure": "sayso.model.annotation",
    "Report": "sayso.library",
    "SaysoError": "sayso.errors",
    "Span": "sayso.model.span",
    "make_report": "sayso.library",
    "open_case": "sayso.library",
    "read_paths": "sayso.read.reader",
    "verify": "sayso.library",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
