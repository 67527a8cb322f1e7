"""Settings are read when asked, from the option, then the environment, then a default."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.config import find_case, is_debugging, read_clock, read_stamp
from sayso.errors import UsageError


def test_the_option_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that was named is taken."""
    monkeypatch.setenv("SAYSO_DB", "other.db")
    assert find_case(Path("named.db")) == Path("named.db")


def test_then_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """SAYSO_DB names the case."""
    monkeypatch.setenv("SAYSO_DB", "other.db")
    assert find_case(None) == Path("other.db")


def test_then_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without both it lies in the user's data folder."""
    monkeypatch.delenv("SAYSO_DB", raising=False)
    assert find_case(None).parts[-2:] == ("sayso", "case.db")


@pytest.mark.parametrize(("value", "expected"), [("", False), ("0", False), ("1", True)])
def test_debugging(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    """SAYSO_DEBUG is on unless it is empty or 0."""
    monkeypatch.setenv("SAYSO_DEBUG", value)
    assert is_debugging() == expected


@pytest.mark.parametrize(("epoch", "expected"), [("0", "1970-01-01T00:00:00Z"), ("1710225600", "2024-03-12T06:40:00Z")])
def test_an_epoch_is_the_stamp(monkeypatch: pytest.MonkeyPatch, epoch: str, expected: str) -> None:
    """SOURCE_DATE_EPOCH gives the instant."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert read_stamp(False) == expected


@pytest.mark.parametrize("epoch", ["soon", "1e9", "9" * 30])
def test_an_epoch_that_is_none(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    """What is no number of seconds is refused."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        read_stamp(True)


def test_no_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a wish and without an epoch there is none."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert read_stamp(False) is None


def test_the_clock_gives_an_instant() -> None:
    """The time now is in UTC, to the second."""
    assert (len(read_clock()), read_clock()[-1]) == (20, "Z")
