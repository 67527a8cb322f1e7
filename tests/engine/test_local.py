"""The local engine gives the same results in this process and in several, whatever the items do."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from sayso.engine.local import LocalEngine, count_cores
from sayso.errors import WorkerError

IN_TWO = LocalEngine(2, small_pile=0)
HERE = LocalEngine(1)


def double(number: int) -> int:
    """Give twice the number, the later items sooner."""
    time.sleep(0.01 if number == 0 else 0)
    return 2 * number


def refuse_seven(number: int) -> int:
    """Raise on seven alone."""
    if number == 7:
        raise ValueError("seven")
    return number


def die_on_seven(number: int) -> int:
    """Kill the process on seven alone."""
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_at_first(path: str) -> str:
    """Kill the process unless it was killed here before."""
    if path and not os.path.exists(path):  # noqa: PTH110
        with open(path, "w"):  # noqa: PTH123
            os._exit(3)
    return path


class StubbornError(Exception):
    """An error that cannot be made again from its pickle."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


def raise_stubborn(number: int) -> int:
    """Raise what does not survive the way back."""
    raise StubbornError("no", str(number))


def give_unpicklable(number: int) -> object:
    """Give what cannot be sent."""
    return lambda: number


def pid_of(_: int) -> int:
    """Tell which process does the work."""
    return os.getpid()


def negate(item: int, _error: Exception) -> int:
    """Stand in for an item that raised."""
    return -item


def in_words(item: int, error: Exception) -> str:
    """Tell what happened to an item."""
    return f"{item}: {type(error).__name__} {error}"


@pytest.mark.parametrize("engine", [HERE, IN_TWO], ids=["here", "in two"])
def test_results_come_in_the_order_of_the_items(engine: LocalEngine) -> None:
    """The order of the results is that of the items, however long each takes."""
    assert list(engine.map(double, range(100))) == list(range(0, 200, 2))


@pytest.mark.parametrize("engine", [HERE, IN_TWO], ids=["here", "in two"])
def test_an_error_is_raised_where_nothing_stands_instead(engine: LocalEngine) -> None:
    """Without ``instead`` the function's own error comes out."""
    with pytest.raises(ValueError, match="seven"):
        list(engine.map(refuse_seven, range(20)))


@pytest.mark.parametrize("engine", [HERE, IN_TWO], ids=["here", "in two"])
def test_an_error_costs_its_own_item_only(engine: LocalEngine) -> None:
    """With ``instead`` the other items' results stand."""
    results = list(engine.map(refuse_seven, range(9), instead=negate))
    assert results == [0, 1, 2, 3, 4, 5, 6, -7, 8]


def test_an_item_that_kills_its_worker_costs_itself_only() -> None:
    """A worker's death is reported for the item that caused it, and no other is lost."""
    results = list(IN_TWO.map(die_on_seven, range(20), instead=in_words))
    expected = [*range(7), "7: WorkerError a worker process died (signal SIGKILL)", *range(8, 20)]
    assert results == expected


def test_a_death_by_chance_loses_nothing(tmp_path: os.PathLike[str]) -> None:
    """Items whose worker died once are done by another."""
    items = ["", os.path.join(tmp_path, "was here"), ""]  # noqa: PTH118
    assert list(IN_TWO.map(die_at_first, items)) == items


def test_an_error_that_does_not_pickle_comes_in_words() -> None:
    """What cannot be sent back is told in words."""
    with pytest.raises(WorkerError, match="StubbornError: no 1"):
        list(IN_TWO.map(raise_stubborn, [1]))


def test_a_result_that_does_not_pickle_comes_in_words() -> None:
    """A result that cannot be sent back is an error of that item."""
    with pytest.raises(WorkerError, match="function cannot be sent back"):
        list(IN_TWO.map(give_unpicklable, [1]))


def test_a_small_pile_is_worked_on_here() -> None:
    """Up to ``small_pile`` items no worker is started."""
    assert set(LocalEngine(2, small_pile=5).map(pid_of, range(5))) == {os.getpid()}


def test_a_large_pile_is_worked_on_elsewhere() -> None:
    """More than ``small_pile`` items go to workers."""
    assert os.getpid() not in set(LocalEngine(2, small_pile=5).map(pid_of, range(6)))


def test_items_are_read_no_further_than_needed() -> None:
    """Memory stays bounded: an endless pile gives its first results."""

    def endless() -> Iterator[int]:
        number = 0
        while True:
            yield number
            number += 1

    results = IN_TWO.map(double, endless())
    assert [next(results) for _ in range(3)] == [0, 2, 4]


def test_leaving_early_ends_the_workers() -> None:
    """Closing the results kills the worker processes."""
    results = IN_TWO.map(pid_of, range(1000))
    pid = next(results)
    results.close()  # type: ignore[attr-defined]  # a generator
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_no_items_give_no_results() -> None:
    """An empty pile is no special case."""
    assert list(IN_TWO.map(double, [])) == []


def test_groups_come_by_key_with_values_as_they_came() -> None:
    """Keys ascend; values keep their order."""
    pairs = [("b", 1), ("a", 2), ("b", 0)]
    assert list(HERE.group_by_key(pairs)) == [("a", (2,)), ("b", (1, 0))]


def test_cores_are_counted() -> None:
    """There is at least one core."""
    assert count_cores() >= 1
