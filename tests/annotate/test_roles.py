"""The role that stands beside a name."""

import pytest

from sayso.annotate.mentions import find_mentions
from tests.annotate.made import make_article


def roles(text: str) -> list[tuple[str, str | None]]:
    """Give each person with his role."""
    found = find_mentions(make_article(text)).mentions
    return [(m.name, m.role.cut(text) if m.role else None) for m in found if m.kind.value == "person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ADL CEO Peter Lang left.", [("Peter Lang", "ADL CEO")]),
        ("It was then-Attorney General Peter Lang.", [("Peter Lang", "then-Attorney General")]),
        ("Executive Chairman Sun Wenhai left.", [("Sun Wenhai", "Executive Chairman")]),
        ("Prime Minister Hun Sen left.", [("Hun Sen", "Prime Minister")]),
        ("He is backed by the mayor’s former adviser, Peter Lang, now.", [("Peter Lang", "mayor’s former adviser")]),
        ("It names two conservative Peter Lang supporters.", [("Peter Lang", None)]),
        ("Peter Lang, and the candidates, left.", [("Peter Lang", None)]),
        ("Peter Lang, who was an adviser, left.", [("Peter Lang", None)]),
        ("Peter Lang, an economist at the mill who left, wept.", [("Peter Lang", "economist at the mill")]),
        (
            "Peter Lang, a former senior clerk who has long been with the old Velm Mill Society of New Ost, left.",
            [("Peter Lang", "former senior clerk")],
        ),
        ("Peter Lang, former clerk Anna Rohde and a man left.", [("Peter Lang", None), ("Anna Rohde", "former clerk")]),
        ("Technically Lang is mayor. Mayor Lang left.", [("Lang", None), ("Lang", "Mayor")]),
    ],
)
def test_a_role_is_what_touches_the_name(text: str, expected: list[tuple[str, str | None]]) -> None:
    """A title, a noun with what it is of, or an apposition; no clause and no word of another name."""
    assert roles(text) == expected
