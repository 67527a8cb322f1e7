"""JSON records are read as a stream, and damage costs as little as it can."""

from __future__ import annotations

import io

import pytest

from sayso.errors import InputError
from sayso.read import records
from sayso.read.records import Record, read_records


def read_all(text: str) -> list[object]:
    """Give each record's fields, and each fault's input."""
    found = read_records(io.StringIO(text), "n")
    return [item.input if isinstance(item, InputError) else (item.where, item.fields) for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1}\n\n{"a": 2}\n', [(1, {"a": 1}), (3, {"a": 2})]),
        ('{"a": 1}', [(1, {"a": 1})]),
        ('  [{"a": 1},\n {"a": 2}]  ', [(1, {"a": 1}), (2, {"a": 2})]),
        ('{\n "a": 1\n}\n{\n "a": 2\n}', [(1, {"a": 1}), (2, {"a": 2})]),
        ('{"a": "raw\ttab"}\n', [(1, {"a": "raw\ttab"})]),
        ("[]", []),
        ("", ["n"]),
        (" \n ", ["n"]),
        ('{"a": 1}\n{"a": \n{"a": 3}\n', [(1, {"a": 1}), "n:2", (3, {"a": 3})]),
        ('{"a": \n{"a": 2}\n', ["n:1", (2, {"a": 2})]),
        ('{"a": 1}\n7\n"x"\nnull\n', [(1, {"a": 1}), "n:2", "n:3", "n:4"]),
        ('[{"a": 1}, {"a": ', [(1, {"a": 1}), "n:2"]),
        ('[{"a": 1}', [(1, {"a": 1}), "n:2"]),
        ('[7, {"a": 1}]', ["n:1", (2, {"a": 1})]),
        ("[" * 100_000, ["n:1"]),
        ('{"a": 1}\n' + "[" * 100_000 + '\n{"a": 3}', [(1, {"a": 1}), "n:2", (3, {"a": 3})]),
        ('{"a": ' + "9" * 5000 + '}\n{"a": 2}', ["n:1", (2, {"a": 2})]),
    ],
)
def test_read_records(text: str, expected: list[object]) -> None:
    """Lines, arrays and objects over several lines are told apart, and a fault names its line or record."""
    assert read_all(text) == expected


def test_read_records_limits_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line beyond the limit is lost, and the next one is not."""
    monkeypatch.setattr(records, "MAX_RECORD_CHARS", 20)
    assert read_all('{"a": 1}\n{"a": "' + "x" * 100_000 + '"}\n{"a": 3}\n') == [(1, {"a": 1}), "n:2", (3, {"a": 3})]


def test_read_records_limits_an_array_item(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record beyond the limit ends an array, and those before it are kept."""
    monkeypatch.setattr(records, "MAX_RECORD_CHARS", 100)
    assert read_all('[{"a": 1}, {"a": "' + "x" * 500_000 + '"}, {"a": 3}]') == [(1, {"a": 1}), "n:2"]


def test_read_records_across_blocks() -> None:
    """A record larger than a block is put together."""
    text = "x" * 300_000
    found = list(read_records(io.StringIO(f'[{{"a": "{text}"}}, {{"a": "{text}"}}]'), "n"))
    assert found == [Record(1, {"a": text}), Record(2, {"a": text})]
