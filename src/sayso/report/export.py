"""The formats that a report can be handed on in: for each its renderer, and what its files are called.

Invariant: a renderer is a pure function of the dossier and is imported only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from sayso.errors import UsageError
from sayso.model.dossier import Dossier

Exported = bytes | dict[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A format: the module and function that render it, and how what comes out is called.

    ``output`` is the name of the file, or, without an ending, of the folder.
    """

    name: str
    renderer: str
    output: str

    def render(self, dossier: Dossier) -> Exported:
        """Render a dossier: the bytes of a file, or of each file of a folder by its name.

        Raises:
            UsageError: a library that only this format needs is not installed.
        """
        renderer: Callable[[Dossier], Exported] = getattr(import_module(f"sayso.report.{self.renderer}"), self.renderer)
        return renderer(dossier)


EXPORTS = {
    export.name: export
    for export in (
        Export(name="jsonl", renderer="to_jsonl", output="sayso-report.jsonl"),
        Export(name="csv", renderer="to_csv", output="sayso-report-csv"),
        Export(name="xlsx", renderer="to_xlsx", output="sayso-report.xlsx"),
        Export(name="parquet", renderer="to_parquet", output="sayso-report-parquet"),
        Export(name="webanno", renderer="to_webanno", output="sayso-report.webanno.jsonld"),
        Export(name="ftm", renderer="to_ftm", output="sayso-report.ftm.json"),
        Export(name="schema.org", renderer="to_schema_org", output="sayso-report.schema-org.jsonld"),
        Export(name="prov", renderer="to_prov", output="sayso-report.prov.json"),
        Export(name="datasette", renderer="to_datasette", output="sayso-report.db"),
        Export(name="html", renderer="to_html", output="sayso-report.html"),
        Export(name="json", renderer="to_json", output="sayso-report.json"),
        Export(name="bundle", renderer="to_bundle", output="sayso-bundle.zip"),
    )
}


def export_as(dossier: Dossier, to: str) -> Exported:
    """Render a dossier in a format of `EXPORTS`, by its name.

    Raises:
        UsageError: there is no such format, or what it needs is not installed.
    """
    if to not in EXPORTS:
        raise UsageError(f"there is no format {to!r}: choose one of {', '.join(EXPORTS)}")
    return EXPORTS[to].render(dossier)
