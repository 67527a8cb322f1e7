"""From values to a page. The templates of the report's sections are used as they are; around them stand our own.

Invariant: everything is escaped but what `report.highlight` marked up; a value that a template lacks is an error.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse

from sayso.report.page.words import say_claims, say_days, say_range
from sayso.report.to_html import make_environment
from sayso.version import VERSION
from sayso.web import links, names
from sayso.web.assets import address_of
from sayso.web.desk import Desk


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Render a page, or a part of one, for this session."""
    desk: Desk = request.app.state.desk
    page = (
        environment()
        .get_template(template)
        .render(
            csrf=request.state.session.csrf,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            case=desk.path.name,
            busy=desk.work.progress(),
            version=VERSION,
            **values,
        )
    )
    return HTMLResponse(page, status)


@cache
def environment() -> Environment:
    """Give the environment of all templates."""
    made = make_environment(
        ChoiceLoader([PackageLoader("sayso.web", "templates"), PackageLoader("sayso.report", "templates")])
    )
    made.globals |= {
        "say_claims": say_claims,
        "say_days": say_days,
        "say_range": say_range,
        "links": links,
        "names": names,
        "static": address_of,
    }
    return made
