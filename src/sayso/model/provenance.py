"""Who or what made a result, and from what (W3C PROV). No clock in here: the same input gives the same provenance."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """The tool, its version, the annotator ("rules/1") and the digest of its weights (``None``: it has none)."""

    tool: str
    version: str
    annotator: str
    weights: str | None = None
