"""The report as one page: no request, no script but our own, nothing that does not stand in an article.

Invariant: what an article says is text, escaped, inside our own elements; the content security policy allows the one
style sheet and the one script of this page by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.model.dossier import Dossier
from sayso.report.digests import state_digest
from sayso.report.document import SCHEMA
from sayso.report.page.claimed import propositions_of
from sayso.report.page.copied import DIRECTION_WORDS, MANNER_WORDS, N_PICTURED, picture_of, threads_of
from sayso.report.page.decided import decisions_of
from sayso.report.page.figures import lone_figures_of, quantities_of
from sayso.report.page.flagged import kinds_of
from sayso.report.page.fresh import N_FRESH, fresh_of
from sayso.report.page.glance import N_STORIES, glance_at
from sayso.report.page.pile import Pile
from sayso.report.page.said import N_FAMILIES, N_SPEAKERS, N_WORDINGS, speakers_of
from sayso.report.page.texts import texts_of
from sayso.report.page.when import N_SHOWN, days_of, split_days, strip_of
from sayso.report.page.words import count, say_date, say_share

_CITED = "@@cited@@"
_CITATION = re.compile(' data-s="[0-9]+-[0-9]+"')
"""A citation, and nothing else: an article's quotation marks are escaped, and behind the one that ends an attribute of
ours in which its words stand no number can follow."""


def to_html(dossier: Dossier, *, generated_at: str | None = None) -> bytes:
    """Render the report as one self-contained HTML page (UTF-8) that `verify_report` can check without other data.

    ``generated_at`` is an instant in UTC, ISO 8601, shown at the foot; left out, the same input gives the same bytes.
    """
    pile = Pile.of(dossier)
    speakers, sums, threads = speakers_of(pile), quantities_of(pile), threads_of(pile)
    kinds, lone, claims = kinds_of(pile), lone_figures_of(pile), propositions_of(pile)
    earlier, days = split_days(days_of(pile), min(pile.dates(), default=None))
    glance = glance_at(pile, claims, speakers, sums, threads, kinds)
    fresh = fresh_of(pile)  # before the texts: its citations too want anchors there
    texts = texts_of(pile, {figure: sum_.id for sum_ in sums for figure in sum_.figures})
    css, js = _inline("page.css"), _inline("page.js")
    page = (
        _environment()
        .get_template("page.html")
        .render(
            schema=SCHEMA,
            cited=_CITED,
            policy=_policy(css, js),
            css=css,
            js=js,
            dossier=dossier,
            pile=pile,
            glance=glance,
            fresh=fresh,
            n_fresh=N_FRESH,
            speakers=speakers,
            n_families=N_FAMILIES,
            n_speakers=N_SPEAKERS,
            n_wordings=N_WORDINGS,
            n_stories=N_STORIES,
            sums=sums,
            lone=lone,
            threads=threads,
            picture=picture_of(pile, threads),
            n_pictured=N_PICTURED,
            earlier=earlier,
            days=days,
            strip=strip_of(days),
            n_shown=N_SHOWN,
            kinds=kinds,
            claims=claims,
            decisions=decisions_of(pile),
            texts=texts,
            generated_at=generated_at,
        )
    )
    n_cited = len(_CITATION.findall(page))
    return state_digest(page.replace(_CITED, str(n_cited), 1)).encode("utf-8")


def _policy(css: str, js: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(css)}'",
            f"script-src '{_digest(js)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


@cache
def _inline(name: str) -> Markup:
    """Read one of our own files that stands inside the page as it is."""
    return Markup(files("sayso.report").joinpath("templates", name).read_text("utf-8"))  # noqa: S704  (our own file)


@cache
def _environment() -> Environment:
    return make_environment(PackageLoader("sayso.report", "templates"))


def make_environment(loader: BaseLoader) -> Environment:
    """Make what renders templates that the loader finds, with what the sections of the report ask for."""
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.globals |= {
        "count": count,
        "say_date": say_date,
        "say_share": say_share,
        "ways": DIRECTION_WORDS,
        "manners": MANNER_WORDS,
    }
    return environment
