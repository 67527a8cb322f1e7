"""`sayso claims`: what is claimed, by whom, and who says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import gives_rows, takes_articles

if TYPE_CHECKING:
    from sayso.model.dossier import Dossier


@click.command()
@takes_articles
@gives_rows
def claims(
    paths: tuple[Path, ...],
    db: Path | None,
    published: str | None,
    quiet: bool,
    as_json: bool,
    as_csv: bool,
) -> int:
    """List what is claimed, and which speakers assert, deny, doubt or have not seen it."""
    from sayso.cli.rows import Table, write_rows
    from sayso.cli.source import list_faults, open_source, relate_source

    columns = (
        *("claim_id", "claim", "status", "side", "speakers", "first_at", "last_at", "n_attributions"),
        *("origins_lower", "origins_upper", "attributions", "exact"),
    )
    shown = {"claim": "claim", "side": "side", "speakers": "speakers", "exact": "words", "first_at": "since"}
    table = Table(columns=columns, shown=shown, empty="No two parties here speak of one thing.", opened={"exact"})
    with open_source(paths, db, published=published, quiet=quiet) as (store, faults):
        dossier, more_faults = relate_source(store, quiet=quiet)
        write_rows(table, _claim_rows(dossier), as_json=as_json, as_csv=as_csv)
    return list_faults(faults + more_faults, paths)


def _claim_rows(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """Give a row for each party of each claim."""
    names = {entity.id: entity.name for entity in dossier.relations.entities}
    texts = {annotated.article.id: annotated.article.text for annotated in dossier.articles}
    sayings = {attribution.id: attribution for attribution in dossier.attributions()}
    for claim in dossier.relations.claims:
        for party in claim.parties:
            said = [sayings[id_] for id_ in party.attributions]
            yield {
                "claim_id": claim.id,
                "claim": claim.claim,
                "status": claim.status,
                "side": party.side.value.replace("_", " "),
                "speakers": [names[speaker] for speaker in party.speakers],
                "first_at": party.first_at,
                "last_at": party.last_at,
                "n_attributions": len(said),
                "origins_lower": party.origins.lower,
                "origins_upper": party.origins.upper,
                "attributions": list(party.attributions),
                "exact": [" … ".join(span.cut(texts[a.article_id]) for span in a.content) for a in said],
            }
