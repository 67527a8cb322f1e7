"""The bundled example, against its gold file. We wrote both: this guards against going back and measures nothing."""

from __future__ import annotations

from against_gold import ROOT, evaluate

PILE = ROOT / "examples" / "crossing"
FLOORS = {
    "attributions.r": 0.89,
    "direct attributions found.r": 0.94,
    "speaker right, of found": 0.88,
    "quote families (BCubed).f1": 0.89,
    "figures found": 0.94,
    "figure's source right, of found": 0.98,
    "dispute over passengers on the Anna Lisbet.f1": 0.9,
    "dispute over passengers on the Anna Lisbet.disputed": 1,
    "times resolved": 1.0,
    "claim: the Anna Lisbet was overloaded.f1": 0.75,
    "items taken from boilerplate": 0,
    "spans outside their text": 0,
}

if __name__ == "__main__":
    raise SystemExit(evaluate("crossing", PILE / "articles", PILE / "gold.json", [([], FLOORS)]))
