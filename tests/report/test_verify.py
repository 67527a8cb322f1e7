"""A report that was changed anywhere fails aloud, at that place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso import make_report
from sayso.errors import ReportError, SaysoError, SpanError
from sayso.report.to_html import to_html
from sayso.report.to_json import to_json
from sayso.report.verify import Verification, verify_report
from tests.report.invented import ONE, dossier

DATA = to_json(dossier())
PAGE = to_html(dossier())
Change = Callable[[dict[str, Any]], object]


def test_json_verifies() -> None:
    """An honest document verifies, and says how much was checked."""
    assert verify_report(DATA) == Verification(kind="json", n_articles=2, n_spans=32, n_strings=30)


def test_a_unit_that_is_no_word_by_itself_verifies(tmp_path: Path) -> None:
    """A quantity may be called by a unit that is written at its number: "4,300km"."""
    text = (
        "Velm closes its 4,300km border with Gondal, the minister said.\n\nThe 4,300km border with Gondal was quiet.\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    path = make_report(tmp_path / "a.txt", rules=True).save(tmp_path / "report.json")
    document = json.loads(path.read_bytes())
    assert [quantity["label"] for quantity in document["quantities"]] == ["km"]
    assert verify_report(path.read_bytes()).n_articles == 1


def test_html_verifies() -> None:
    """An honest page verifies from what it shows alone."""
    assert verify_report(PAGE).n_articles == 2


def put(table: str, number: int, **fields: Any) -> Change:
    """Give a change that overwrites fields of one record."""
    return lambda document: document[table][number].update(fields)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.update(schema="sayso/report/9"), "schema: expected 'sayso/report/1', found 'sayso/report/9'"),
        (put("articles", 0, text=ONE.text.replace("gates", "Gates")), f"articles[0]: article {ONE.id}: sha256"),
        (put("articles", 0, sha256="0" * 64), f"articles[0]: article {ONE.id}: sha256"),
        (put("articles", 1, furniture=[[0, 9999]]), "articles[1].furniture[0]"),
        (put("articles", 1, title="Keeper: wall has moved"), "articles[1]"),
        (put("stories", 0, title="Wall breaks"), "stories[0].title"),
        (put("stories", 0, articles=["art-none"]), "stories[0].articles"),
        (put("entities", 0, name="Nobody"), "entities[0].name"),
        (put("entities", 0, forms=["Lena Brask", "Lena Brasc", "The Boss"]), "entities[0].forms[2]"),
        (put("attributions", 0, content=[[121, 189]]), "attributions[0] (att-gates).content[0]"),
        (put("attributions", 0, exact=["We opened no gates"]), "attributions[0] (att-gates).content[0]"),
        (put("attributions", 0, source=[5, 5]), "attributions[0] (att-gates).source"),
        (put("attributions", 0, cue=[500, 600]), "attributions[0] (att-gates).cue"),
        (put("attributions", 0, nested_in="att-none"), "attributions[0] (att-gates).nested_in"),
        (put("attributions", 0, quote_family="fam-none"), "attributions[0] (att-gates).quote_family"),
        (put("quote_families", 0, fullest="att-crack"), "quote_families[0].fullest"),
        (put("figures", 0, exact="More than 500 people"), "figures[0] (fig-400).span"),
        (put("figures", 0, according_to="the mayor"), "figures[0] (fig-400).according_to"),
        (put("figures", 0, quantity="qty-none"), "figures[0] (fig-400).quantity"),
        (put("quantities", 0, label="people drowned"), "quantities[0].label"),
        (put("quantities", 0, figures=["fig-none"]), "quantities[0].figures"),
        (put("claims", 0, claim="the wall broke"), "claims[0].claim"),
        (put("claims", 0, denied=["att-none"]), "claims[0].denied"),
        (put("claims", 0, parties=[]), "claims[0]: asserted, and the parties on it"),
        (put("copies", 0, passages=[[[0, 5], [0, 6]]]), "copies[0]: passages[0], said to be verbatim"),
        (put("copies", 0, **{"from": "art-none"}), "copies[0].from, to"),
        (put("times", 0, exact="4 May"), "times[0].span"),
        (put("timeline", 0, refs=["att-none"]), "timeline[0].refs"),
        (put("flags", 0, detail="Lena Brask · Lena Brasz"), "flags[0].detail"),
        (put("attributions", 1, id="att-gates"), "attributions: attributions: different ids"),
        (lambda d: d["attributions"][0].pop("exact"), "attributions[0]"),
        (lambda d: d.pop("flags"), "flags"),
    ],
)
def test_changed_document_fails(change: Change, message: str) -> None:
    """One changed letter, offset, hash, id or name is reported at its place."""
    document = json.loads(DATA)
    change(document)
    with pytest.raises(SaysoError) as caught:
        verify_report(json.dumps(document).encode())
    assert str(caught.value).startswith(message)


def _leaves(node: Any) -> Iterator[tuple[Any, Any]]:
    """Give each value of a document that holds no other, by what holds it and its key."""
    for key, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
        if isinstance(value, dict | list):
            yield from _leaves(value)
        else:
            yield node, key


def _altered(value: object) -> object:
    if isinstance(value, str) and value:
        middle = len(value) // 2
        return value[:middle] + ("b" if value[middle] != "b" else "c") + value[middle + 1 :]
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int | float) else "x"


def test_no_field_can_be_altered_unseen() -> None:
    """One letter, one offset, one count: a figure's value or who denied is held as the words are."""
    document = json.loads(DATA)
    unseen = []
    for holder, key in _leaves(document):
        value = holder[key]
        holder[key] = _altered(value)
        try:
            verify_report(json.dumps(document).encode())
            unseen.append((key, value))
        except SaysoError:
            holder[key] = value
    assert not unseen


def test_no_letter_of_a_page_can_be_altered_unseen() -> None:
    """A speaker's name in a heading and a count in a table are held as the quoted words are."""
    page = PAGE.decode()
    for at in range(page.index("<body"), len(page), 97):
        if page[at].isalnum():
            with pytest.raises(SaysoError):
                verify_report((page[:at] + ("b" if page[at] != "b" else "c") + page[at + 1 :]).encode())


def test_a_report_without_digests_is_told_apart() -> None:
    """What an earlier sayso wrote, or what somebody took the digests out of, does not pass for verified."""
    document = json.loads(DATA)
    del document["digests"]
    for bare in (json.dumps(document), re.sub(r' data-digest="\w+"', "", PAGE.decode(), count=1)):
        with pytest.raises(ReportError, match="it states none; write the report anew"):
            verify_report(bare.encode())


def test_how_records_are_spaced_and_keyed_does_not_count() -> None:
    """A report that another program laid out anew still verifies."""
    assert verify_report(json.dumps(json.loads(DATA), indent=2, sort_keys=True).encode()).n_articles == 2


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("We opened all six gates", "We opened all six doors", SaysoError),
        ("The dam above Orsava", "The dam below Orsava", ReportError),
        (f'data-sha256="{ONE.sha256}"', f'data-sha256="{"0" * 64}"', ReportError),
        ('data-s="217-237">More than', 'data-s="216-237">More than', SpanError),
        ('data-s="217-237">More than', 'data-s="217-9999">More than', SpanError),
        ('data-s="217-237">More than', ">More than", ReportError),
        ('data-a="1" data-s="217-237">More', 'data-a="7" data-s="217-237">More', ReportError),
        ('data-schema="sayso/report/1"', 'data-schema="sayso/report/2"', ReportError),
        ('href="#s1"', 'href="#s99"', ReportError),
        ("</main>", "", ReportError),
        ('id="said"', 'id="pile"', ReportError),
    ],
)
def test_changed_page_fails(old: str, new: str, error: type[SaysoError]) -> None:
    """A page is verified by what stands in it: a changed word, offset, hash or link fails."""
    changed = PAGE.decode().replace(old, new, 1).encode()
    assert changed != PAGE
    with pytest.raises(error):
        verify_report(changed)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[]", b"{}", b'{"schema": 1}', b"<p>", b"[" * 100_000])
def test_no_report(data: bytes) -> None:
    """What is no report is refused with a message, not a crash."""
    with pytest.raises(ReportError):
        verify_report(data)
