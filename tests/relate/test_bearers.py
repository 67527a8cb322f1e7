"""`find_entities`: who bears a surname, and who holds an office."""

from __future__ import annotations

import pytest

from sayso.model.annotation import AnnotatedArticle, EntityKind, MentionForm
from sayso.relate.entities import find_entities
from sayso.relate.names import names_country
from tests.relate.written import attribute, mention, with_attributions, with_mentions, write_article


def _naming(text: str, *names: str, name: str, role: str | None = None) -> AnnotatedArticle:
    """Write an article with people mentioned by name, each a chain of its own, with a role beside the first."""
    made = write_article(text, name=name)
    roles = (role, *(None for _ in names[1:]))
    return with_mentions(
        made, *(mention(made, words, chain=words, role=each) for words, each in zip(names, roles, strict=True))
    )


def _forms(*articles: AnnotatedArticle) -> list[list[str]]:
    return sorted(sorted(entity.forms) for entity in find_entities(articles).entities)


TWO_MOORES = _naming("Senator Ann Moore met Carl Moore.", "Ann Moore", "Carl Moore", name="a", role="Senator")


def test_a_role_tells_two_bearers_apart() -> None:
    """A bare surname goes to the only bearer who has its role elsewhere."""
    bare = _naming("The bill was dead, Senator Moores said.", "Moores", name="b", role="Senator")
    again = _naming("Senator Moore voted.", "Moore", name="c", role="Senator")
    assert _forms(TWO_MOORES, bare, again) == [["Ann Moore", "Moore"], ["Carl Moore"], ["Moores"]]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Mr. Moore left.", ["Carl Moore", "Moore"]),
        ("Ms. Moore left.", ["Ann Moore", "Moore"]),
        ("Judge Moore left.", ["Moore"]),
    ],
)
def test_a_title_tells_two_bearers_apart(text: str, together: list[str]) -> None:
    """Mr. Moore is not Ms. Ann Moore; where nothing tells, the surname stays within its article."""
    told = _naming("Ms. Ann Moore met Mr. Carl Moore.", "Ann Moore", "Carl Moore", name="a")
    assert together in _forms(told, _naming(text, "Moore", name="b"))


def test_a_wife_is_not_her_husband() -> None:
    """Mrs. Harmon does not become John Harmon for being the only other of the name."""
    wife = _naming("Mrs. Harmon lost her home.", "Harmon", name="a")
    assert _forms(wife, _naming("John Harmon, 61, wept.", "John Harmon", name="b")) == [["Harmon"], ["John Harmon"]]


def test_other_initials_are_other_people() -> None:
    """George W. is not George H.W.; and George without an initial is neither for certain."""
    a = _naming("George W. Adair met George H.W. Adair.", "George W. Adair", "George H.W. Adair", name="a")
    b = _naming("George Adair spoke.", "George Adair", name="b")
    assert _forms(a, b) == [["George Adair"], ["George H.W. Adair"], ["George W. Adair"]]


def test_one_initial_is_no_other_person() -> None:
    """An initial that only one article gives parts nobody."""
    a = _naming("Ron W. Adair spoke.", "Ron W. Adair", name="a")
    assert _forms(a, _naming("Ron Adair left.", "Ron Adair", name="b")) == [["Ron Adair", "Ron W. Adair"]]


def test_spellings_that_sound_apart() -> None:
    """Surnames whose spellings differ from the first letter on are joined by a list."""
    a = _naming("Muammar Gaddafi ruled.", "Muammar Gaddafi", name="a")
    b = _naming("Moammar Qaddafi fled.", "Moammar Qaddafi", name="b")
    assert _forms(a, b) == [["Moammar Qaddafi", "Muammar Gaddafi"]]


def _office(words: str, *, name: str) -> AnnotatedArticle:
    """Write an article in which somebody speaks who is named by his office alone."""
    made = write_article(f"“We will stay,” {words} said.", name=name)
    made = with_mentions(made, mention(made, words, kind=EntityKind.UNNAMED, form=MentionForm.ROLE))
    return with_attributions(made, attribute(made, "We will stay,", speaker=words, kind=EntityKind.UNNAMED))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ukraine's foreign minister", "Dmytro Kova"),
        ("Ukrainian foreign minister", "Dmytro Kova"),
        ("German foreign minister", "German foreign minister"),
        ("the former Ukrainian foreign minister", "the former Ukrainian foreign minister"),
    ],
)
def test_an_office_leads_to_its_holder(words: str, name: str) -> None:
    """Who is named by the office of a country is the one person whom another article names with it, if he holds it."""
    a = _naming(
        "Ukraine's foreign minister Dmytro Kova spoke.", "Dmytro Kova", name="a", role="Ukraine's foreign minister"
    )
    b = _office(words, name="b")
    entities, speakers = find_entities((a, b))
    assert [entity.name for entity in entities if entity.id == speakers[b.attributions[0].id]] == [name]


def test_an_office_with_two_holders_leads_to_nobody() -> None:
    """Where two are called so, the text does not tell which."""
    role = "Ukraine's foreign minister"
    a = _naming(f"{role} Dmytro Kova spoke.", "Dmytro Kova", name="a", role=role)
    b = _naming(f"{role} Ivan Berest spoke.", "Ivan Berest", name="b", role=role)
    entities, speakers = find_entities((a, b, c := _office(role, name="c")))
    assert [entity.name for entity in entities if entity.id == speakers[c.attributions[0].id]] == [role]


@pytest.mark.parametrize(("key", "has_country"), [(("foreign", "minister", "ukraine"), True), (("chief",), False)])
def test_names_country(key: tuple[str, ...], has_country: bool) -> None:
    """A key holds a country if one of its words is a known one."""
    assert names_country(key) is has_country


def _often(n: int, text: str, *mentions: tuple[str, str], name: str) -> list[AnnotatedArticle]:
    """Write an article ``n`` times over, with mentions given as (words, chain)."""
    made = [write_article(text, name=f"{name}{number}") for number in range(n)]
    return [with_mentions(each, *(mention(each, words, chain=chain) for words, chain in mentions)) for each in made]


def _who_says_moore(n_called: int, n_son_called: int = 0) -> str:
    """Give the name of whoever a bare "Moore" is, in a pile that names a son of Ann Moore’s in every second article."""
    ann = ("Ann Moore", "Ann Moore"), ("Moore ", "Ann Moore")
    pile = _often(n_called, "Ann Moore came. Moore left.", *ann, name="a")
    pile += _often(n_called // 2, "Carl Moore was there.", ("Carl Moore", "Carl Moore"), name="b")
    son = ("Carl Moore", "Carl Moore"), ("Moore ", "Carl Moore")
    pile += _often(n_son_called, "Carl Moore came. Moore left.", *son, name="c")
    (bare,) = _often(1, "Moore agreed.", ("Moore", "Moore"), name="d")
    found = find_entities([*pile, bare]).entities
    return next(each.name for each in found if any(place.article == bare.article.id for place in each.mentions))


@pytest.mark.parametrize(
    ("n_called", "n_son_called", "name"), [(20, 0, "Ann Moore"), (8, 0, "Moore"), (20, 3, "Moore")]
)
def test_a_bare_surname_goes_to_whom_articles_call_so(n_called: int, n_son_called: int, name: str) -> None:
    """Where two are often named, the surname alone is whose nearly all articles use it for; ten at least must tell."""
    assert _who_says_moore(n_called, n_son_called) == name
