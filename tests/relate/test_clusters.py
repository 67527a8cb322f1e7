"""`cluster_records`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.judgement import Judgement, Verdict
from sayso.relate.clusters import Link, cluster_records

RECORDS = [f"r{n}" for n in range(8)]
LINKS = st.lists(
    st.builds(Link, st.sampled_from([0.2, 0.5, 0.9]), st.sampled_from(RECORDS), st.sampled_from(RECORDS)), max_size=12
)


def _judge(a: str, b: str, verdict: Verdict, at: str = "2024-01-01T00:00:00Z") -> Judgement:
    return Judgement(kind="name", a=a, b=b, verdict=verdict, decided_at=at)


JUDGEMENTS = st.lists(
    st.builds(
        _judge,
        st.sampled_from(RECORDS),
        st.sampled_from(RECORDS),
        st.sampled_from(list(Verdict)),
        st.sampled_from(["2024-01-01T00:00:00Z", "2024-01-02T00:00:00Z"]),
    ),
    max_size=4,
)


@given(LINKS, JUDGEMENTS)
def test_groups_do_not_depend_on_the_order_of_links(links: list[Link], judgements: list[Judgement]) -> None:
    """Turning the order of links and judgements, and the links themselves round, changes nothing."""
    expected = cluster_records(RECORDS, links, judgements)
    turned = [Link(link.score, link.b, link.a) for link in reversed(links)]
    assert cluster_records(RECORDS, turned, judgements[::-1]) == expected


def test_the_order_of_records_decides_between_links_of_one_score() -> None:
    """Where two records claim a third and must stay apart, the one that comes first has it, whatever it is called."""
    links = [Link(0.5, "b", "c"), Link(0.5, "a", "b")]
    assert cluster_records(["a", "b", "c"], links, apart=[("a", "c")]) == (("a", "b"), ("c",))
    assert cluster_records(["c", "b", "a"], links, apart=[("a", "c")]) == (("a",), ("b", "c"))


@given(LINKS, JUDGEMENTS)
def test_each_record_is_in_one_group(links: list[Link], judgements: list[Judgement]) -> None:
    """Groups are disjoint and lose nothing."""
    groups = cluster_records(RECORDS, links, judgements)
    assert sorted(record for group in groups for record in group) == RECORDS


@given(LINKS)
def test_different_is_kept_apart_whatever_the_links(links: list[Link]) -> None:
    """A person's "different" holds against every chain of links."""
    groups = cluster_records(RECORDS, links, [_judge("r0", "r1", Verdict.DIFFERENT)])
    assert [group for group in groups if "r0" in group and "r1" in group] == []


def test_same_joins_without_a_link() -> None:
    """A person's "same" needs no likeness."""
    assert cluster_records(["a", "b", "c"], [], [_judge("a", "c", Verdict.SAME)]) == (("a", "c"), ("b",))


def test_unsure_takes_out_only_its_own_link() -> None:
    """An unsure judgement drops the pair's link; another way between the two stays."""
    links = [Link(0.9, "a", "b"), Link(0.8, "a", "c"), Link(0.8, "b", "c")]
    unsure = [_judge("a", "b", Verdict.UNSURE)]
    assert (cluster_records("abc", links, unsure), cluster_records("ab", links, unsure)) == (
        (("a", "b", "c"),),
        (("a",), ("b",)),
    )


def test_the_newest_of_two_judgements_holds() -> None:
    """A person may change his mind."""
    old = _judge("a", "b", Verdict.DIFFERENT, "2024-01-01T00:00:00Z")
    new = _judge("a", "b", Verdict.SAME, "2024-02-01T00:00:00Z")
    assert cluster_records("ab", [], [old, new]) == (("a", "b"),)


def test_what_the_data_forbids_is_not_joined() -> None:
    """The surest link wins where two groups must stay apart."""
    links = [Link(0.9, "a", "b"), Link(0.4, "b", "c")]
    assert cluster_records("abc", links, apart=[("c", "a")]) == (("a", "b"), ("c",))
