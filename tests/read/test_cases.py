"""What is read of each sample input in ``cases/``: beside ``x.txt`` stands ``x.txt.expected.json``.

Adding a case is adding these two files.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.model.article import Article, Fault
from sayso.read.reader import read_paths

CASES = Path(__file__).parent / "cases"
EXPECTED = sorted(path.name for path in CASES.glob("*.expected.json"))


def to_plain(outcome: Article | Fault) -> dict[str, object]:
    """Give what a case states of an outcome: facts that are stated, and spans as the words they cut."""
    if isinstance(outcome, Fault):
        return {"fault": outcome.input, "reason": outcome.reason, "lost": outcome.lost}
    facts = {
        "article": outcome.path,
        "external_id": outcome.external_id,
        "url": outcome.url,
        "title": outcome.title,
        "title_in_text": outcome.title_span and list(outcome.title_span),
        "publisher": outcome.publisher,
        "authors": list(outcome.authors),
        "published_at": outcome.published_at,
        "published_from": outcome.published_from,
        "published_zone": outcome.published_zone,
        "modified_at": outcome.modified_at,
        "modified_zone": outcome.modified_zone,
        "retrieved_at": outcome.retrieved_at,
        "record_id": outcome.record_id,
        "record_digest": outcome.record_digest,
        "language": outcome.language,
        "encoding": outcome.source_encoding if outcome.source_encoding != "utf-8" else None,
        "furniture": [span.cut(outcome.text) for span in outcome.furniture],
        "text": outcome.text,
    }
    return {key: value for key, value in facts.items() if value not in (None, [])}


@pytest.mark.parametrize("name", EXPECTED)
def test_read_paths_on_case(name: str) -> None:
    """A sample input gives the articles and faults that stand beside it."""
    expected = json.loads((CASES / name).read_text(encoding="utf-8"))
    actual = [to_plain(outcome) for outcome in read_paths([CASES / name.removesuffix(".expected.json")])]
    assert actual == expected
