"""`is_order`: who is told to do a thing, and who is told a thing."""

import pytest

from sayso.text.orders import is_order


@pytest.mark.parametrize(
    ("cue", "between", "content"),
    [
        ("told", " Hale ", "to resign"),
        ("told", "", "to resign"),
        ("told", " Hale ", "not to resign"),
        ("told", " Hale “", "to resign"),
        ("told", " ", "the harbour police not to let anybody in"),
        ("ordered", " ", "bars and cafes to close"),
        ("wrote a memo directing", " ", "the port to close"),
        ("warned", " ", "ships not to sail"),
        ("implored", " ", "him to stay"),
        ("advises", " residents ", "to stay at home"),
    ],
)
def test_who_is_told_to_do_a_thing(cue: str, between: str, content: str) -> None:
    """An infinitive behind somebody, or under a cue that has told whom, is to be done."""
    assert is_order(cue, between, content)


@pytest.mark.parametrize(
    ("cue", "between", "content"),
    [
        ("told", " Hale that ", "to resign would be wrong"),
        ("told", " Hale; he ", "to resign would be wrong"),
        ("told", " Hale ", "he had to resign"),
        ("told", " Hale ", "the plan to close the port was dead"),
        ("told", " ", "they were to close the port"),
        ("warned", " ", "the port plans to close"),
        ("warned", " ", "the port wanted to close"),
        ("warned", " ", "of risks to come"),
        ("warned", " ", "a threat to peace remains"),
        ("advised", " ", "on how to close the port"),
        ("ordered", " ", "the closure of the port"),
        ("directed", " ", "them to the port"),
        ("promised", " ", "to resign"),
        ("claimed", " ", "to have resigned"),
    ],
)
def test_who_is_told_a_thing(cue: str, between: str, content: str) -> None:
    """What is told, feared or promised is no order, and neither is a way that somebody is shown."""
    assert not is_order(cue, between, content)
