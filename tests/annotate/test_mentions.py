"""Names and the roles that stand beside them."""

import pytest

from sayso.annotate.mentions import find_mentions
from sayso.annotate.times import find_times
from tests.annotate.made import make_article


def mentions(text: str) -> list[tuple[str, str, str | None]]:
    """Give each mention's name, kind and role."""
    found = find_mentions(make_article(text)).mentions
    return [(m.name, m.kind.value, m.role.cut(text) if m.role else None) for m in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prime Minister Ana Duarte left.", [("Ana Duarte", "person", "Prime Minister")]),
        ("The harbour spokesman Ivo Brandt left.", [("Ivo Brandt", "person", "harbour spokesman")]),
        ("Mr. Duarte left.", [("Duarte", "person", None)]),
        ("Ivo Brandt, head of the port union, left.", [("Ivo Brandt", "person", "head of the port union")]),
        (
            "France’s defence ministry and the German chancellery met.",
            [("France’s defence ministry", "organisation", None), ("German chancellery", "organisation", None)],
        ),
        ("He flew to Lisbon with NATO.", [("Lisbon", "place", None), ("NATO", "organisation", None)]),
        ("Yesterday it rained. Tuesday was dry.", []),
        ("The boats of Peter King and Ms. Bishop left.", [("Peter King", "person", None), ("Bishop", "person", None)]),
        ("On Monday Judge Peter Lang left.", [("Peter Lang", "person", "Judge")]),
        (
            "It sold Harbour Watch, a division of Velm.",
            [("Harbour Watch", "organisation", None), ("Velm", "other", None)],
        ),
        ("The Inland Lakes Fund paid.", [("Inland Lakes Fund", "organisation", None)]),
        ("It was built in the U.S. by hand.", [("U.S.", "place", None)]),
        (
            "A clerk of the Velm Mill in Ost Harbour left.",
            [("Velm Mill", "other", None), ("Ost Harbour", "other", None)],
        ),
        ("Sen. Ana Duarte, D-Los Angeles, left.", [("Ana Duarte", "person", "Sen.")]),
        ("Velmit told users to wait. Insurers told users no.", [("Velmit", "other", None)]),
        ("Users of Velmit had to wait.", [("Velmit", "other", None)]),
        ("German Marcel Duarte left.", [("Marcel Duarte", "person", None)]),
        ("MANILA Backers of Velm left.", [("MANILA", "place", None), ("Velm", "other", None)]),
        ("NATO Administrator Ana Duarte left.", [("Ana Duarte", "person", "NATO Administrator")]),
        (
            "Will Duarte, a clerk, left. Will Duarte go?",
            [("Will Duarte", "person", "clerk"), ("Duarte", "person", None)],
        ),
    ],
)
def test_names_are_told_from_titles_and_from_first_words(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    """A title is a role and no name; a day or a first word is neither."""
    assert mentions(text) == expected


def test_a_bare_surname_joins_the_one_person_who_bears_it() -> None:
    """Mentions of one person share a chain; a second person of that surname has his own."""
    text = "Ana Duarte met Luis Marques. Duarte left; Maria Marques and Luis Marques stayed."
    chains = [(m.name, m.chain) for m in find_mentions(make_article(text)).mentions]
    assert chains == [
        ("Ana Duarte", "Ana Duarte"),
        ("Luis Marques", "Luis Marques"),
        ("Duarte", "Ana Duarte"),
        ("Maria Marques", "Maria Marques"),
        ("Luis Marques", "Luis Marques"),
    ]


def test_a_family_name_that_stands_first_names_its_bearer() -> None:
    """Where the text has one Lu Wenhai, "Lu" is he; with two of that name it is neither."""
    one = find_mentions(make_article("Premier Lu Wenhai came to the dyke. Later Lu spoke of trade.")).mentions
    assert [m.chain for m in one] == ["Lu Wenhai", "Lu Wenhai"]
    two = find_mentions(make_article("Premier Lu Wenhai met Mayor Lu Bao. Later Lu spoke of trade.")).mentions
    assert [m.chain for m in two] == ["Lu Wenhai", "Lu Bao", "Lu"]


def test_a_name_with_an_accent_before_it_is_a_name() -> None:
    """A surname at the begin of a sentence is known from where it stands inside one."""
    found = find_mentions(make_article("The race of José Muñoz was long. Muñoz thanked his team.")).mentions
    assert [m.name for m in found] == ["José Muñoz", "Muñoz"]


def test_who_in_capitals_is_a_body() -> None:
    """The WHO is no pronoun."""
    assert mentions("On Monday it rained. WHO thanked the nurses.") == [("WHO", "organisation", None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Bill de Lang came. Later de Lang left.", {"Bill de Lang"}),
        ("Mr. Peter Rohde and Mr. Peter Rohde Jr. came.", {"Peter Rohde", "Peter Rohde Jr"}),
        ("Gen. Walid al-Rohde came. Later al-Rohde left.", {"Walid al-Rohde"}),
    ],
)
def test_a_surname_is_known_by_its_particle_and_its_generation(text: str, expected: set[str]) -> None:
    """So "de Lang" and "al-Rohde" are one person each, and a son is not his father."""
    mentions = find_mentions(make_article(text)).mentions
    assert {m.chain for m in mentions} == expected
    assert len(mentions) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a surname that only begins sentences
        ("It was Anna M. Rohde. Rohde left.", ["Anna M. Rohde", "Anna M. Rohde"]),
        # a man of that name, too
        (
            "It told of Anna Lang. Mr. Lang left, and later Mrs. Lang. Nobody saw Lang.",
            ["Anna Lang", "Lang", "Anna Lang", "Lang"],
        ),
        # until the second is named, and by the title after that
        ("Peter Lang left. Lang waved to Anna Lang.", ["Peter Lang", "Peter Lang", "Anna Lang"]),
        ("Peter Lang met Anna Lang. Later Mrs. Lang left.", ["Peter Lang", "Anna Lang", "Anna Lang"]),
        ("Peter Lang met Anna Lang. Later Lang left.", ["Peter Lang", "Anna Lang", "Lang"]),
    ],
)
def test_a_surname_goes_to_whom_it_surely_means(text: str, expected: list[str]) -> None:
    """What order, title and preposition tell is taken; else a shared surname is nobody's."""
    assert [m.chain for m in find_mentions(make_article(text)).mentions] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Food and Drug Administration met.", ["Food and Drug Administration"]),
        ("U.S. Customs and Border Protection met.", ["U.S. Customs and Border Protection"]),
        ("The Department of Housing and Urban Development met.", ["Department of Housing and Urban Development"]),
        ("He left the Department of Justice.", ["Department of Justice"]),
        ("He joined the Center for the Study of Lakes.", ["Center for the Study of Lakes"]),
        ("The Council on Ferry Affairs met the Council on Monday.", ["Council on Ferry Affairs", "Council"]),
        ("He saw Fox 9 Velm.", ["Fox 9 Velm"]),
        ("He is with Doctors Without Borders.", ["Doctors Without Borders"]),
        ("The Senate and House Committee met.", ["Senate", "House Committee"]),
        ("The Pentagon and State Department met.", ["Pentagon", "State Department"]),
        ("The Department of Justice and President Duarte met.", ["Department of Justice", "Duarte"]),
    ],
)
def test_a_body_keeps_the_small_words_of_its_name(text: str, names: list[str]) -> None:
    """Two bodies side by side stay two."""
    assert [name for name, _, _ in mentions(text)] == names


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Mr. Jordan left. Later Jordan wept.", ["person", "person"]),
        ("Sheriff Israel left the Dockside Caucus.", ["person", "organisation"]),
        ("Rep. Jim Jordan left. Jordan flew to Jordan.", ["person", "person", "place"]),
        ("Michael Bloomberg left, Bloomberg reported. Later Bloomberg wept.", ["person", "organisation", "person"]),
        ("They saw Jordan. Later Rep. Jim Jordan left.", ["place", "person"]),
    ],
)
def test_a_surname_that_a_place_or_a_body_bears_too(text: str, kinds: list[str]) -> None:
    """It is the person's after a title and after his full name, but where only a place or an outlet stands."""
    assert [kind for _, kind, _ in mentions(text)] == kinds


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The envoys told the council that on Monday Ann Moore would travel to Dolen.", ["Ann Moore", "Dolen"]),
        ("He told the Sunday Times that Ann Moore would go.", ["Sunday Times", "Ann Moore"]),
        ("A ferry leaves the port of Velm. (Ola Baradat/AFP/Getty Images) The captain waited.", ["Velm"]),
    ],
)
def test_a_day_begins_no_name_and_a_photographers_credit_is_none(text: str, names: list[str]) -> None:
    """A day before a name is none of it; a newspaper keeps its day; who took a photo is nobody told of."""
    assert [name for name, *_ in mentions(text)] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is late,” she wrote. (Even so, Velm waits.)", [("Velm", "other")]),  # brackets begin a sentence too
        ("(2) Symptoms of a flood", []),
        ("She said: ‘It is over.’ There was no more.", []),
        ("A Duarte-era rule and a Lisbon-based firm met.", [("Duarte", "other"), ("Lisbon", "place")]),
        ("Moon Jae-in met Kim Jong-un.", [("Moon Jae-in", "other"), ("Kim Jong-un", "person")]),
        ("She wrote to @anaduarte that #VelmIsOpen and NEVER shut.", []),  # handles, tags and words in capitals
        ("It shut on Boxing Day. On Super Tuesday it will open.", []),
        ("The song of Doris Day was long.", [("Doris Day", "person")]),
        ("So said Ana Duarte Monday.", [("Ana Duarte", "person")]),
        ("He told reporters Monday Duarte had left.", [("Duarte", "other")]),
        ("They came from Ost Harbour, Wis., and Velm, N.Y., by bus.", [("Ost Harbour", "other"), ("Velm", "other")]),
        ("VELMOUTH, Wis. — It rained.", [("VELMOUTH", "place")]),
        ("It was left to Rowan County.", [("Rowan County", "place")]),
        ("The State of Israel and the Republic of Ireland met.", [("Israel", "place"), ("Ireland", "place")]),
        (
            "The Bill of Rights was read in the Strait of Ost.",
            [("Bill of Rights", "other"), ("Strait of Ost", "other")],
        ),
        (
            "She ran the Bureau of Mines, Ports and Fisheries.",
            [("Bureau of Mines, Ports and Fisheries", "organisation")],
        ),
        (
            "He left the Bank of Ost, Velm and Lisbon.",
            [("Bank of Ost", "organisation"), ("Velm", "other"), ("Lisbon", "place")],
        ),
        ("She left Russia’s Ministry of Ports.", [("Russia", "place"), ("Ministry of Ports", "organisation")]),
        ("So said the Office of Special Counsel.", [("Office of Special Counsel", "organisation")]),
        ("It was told by the Office of the Inspector General.", [("Office of the Inspector General", "organisation")]),
        ("So said the ambassador to the UN Ana Duarte.", [("UN", "organisation"), ("Ana Duarte", "person")]),
        ("The Duarte-Lang talks of Ana Duarte and Peter Lang.", [("Ana Duarte", "person"), ("Peter Lang", "person")]),
        ("Tory Ana Duarte left.", [("Ana Duarte", "person")]),
        ("It was sold by its owner Velmik on Amazon Prime Day.", [("Velmik", "other")]),
        ("Who left? Is it known?", []),
        (
            "Peter “Pit” Lang left with Ana (Anni) Duarte.",
            [("Peter “Pit” Lang", "person"), ("Ana (Anni) Duarte", "person")],
        ),
        ("So did Ana (Lisbon) and Berg.", [("Ana", "other"), ("Lisbon", "place"), ("Berg", "other")]),
        ("It was told by Department of Ports Secretary Osk Lang.", [("Osk Lang", "person")]),
        ("She won the Book Critics Circle award.", [("Book Critics Circle", "other")]),
        ("The National Security and Defence Council met.", [("National Security and Defence Council", "organisation")]),
        ("It was won in Ost Senate District.", [("Ost Senate District", "place")]),
        ("So said Peter Washington.", [("Peter Washington", "person")]),
        ("So said Ana French. Later French left.", [("Ana French", "person"), ("French", "person")]),
        ("The Panel on Lake Change met.", [("Panel on Lake Change", "organisation")]),
        ("It was shown to the People’s Court.", [("People’s Court", "organisation")]),
        ("She sat in the General Assembly.", [("General Assembly", "organisation")]),
        ("Michelle Steel left. Later Steel wept.", [("Michelle Steel", "person"), ("Steel", "person")]),
        ("Ana Duarte had won.More rain fell on Lisbon.More came.", [("Ana Duarte", "person"), ("Lisbon", "place")]),
        ("According to The Economist, it rained.", [("The Economist", "organisation")]),
        ("Ana Duarte was President. It was long ago.", [("Ana Duarte", "person")]),
        ("Velm, according to two people in the firm, was sold.", []),
        ("An Iranian newspaper asked the Iranian army.", [("Iranian army", "organisation")]),
    ],
)
def test_a_name_is_neither_more_nor_less_than_its_words(text: str, expected: list[tuple[str, str]]) -> None:
    """What begins a sentence, tells a time or is told of a name is no part of one."""
    annotated = find_times(make_article(text))
    assert [(m.name, m.kind.value) for m in find_mentions(annotated).mentions] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Special Counsel Ana Duarte left.", ("Ana Duarte", "Special Counsel")),
        ("Congressmen Ana Duarte left.", ("Ana Duarte", "Congressmen")),
        ("The envoy to the mill Ana Duarte left.", ("Ana Duarte", "envoy to the mill")),
        ("An adviser to Mayor Ana Duarte left.", ("Ana Duarte", "Mayor")),
        ("The Conservative MP Ana Duarte left.", ("Ana Duarte", "Conservative MP")),
    ],
)
def test_a_title_is_no_part_of_a_name(text: str, expected: tuple[str, str]) -> None:
    """Also where it is British, or of several."""
    ((name, _, role),) = mentions(text)
    assert (name, role) == expected


def test_a_surname_that_is_a_month_is_no_month() -> None:
    """Theresa May is "Mrs May" and "May" after it; in May it is a month."""
    text = "Prime Minister Theresa May spoke. Mrs May said so in May. Nobody asked May about it."
    found = find_mentions(find_times(make_article(text))).mentions
    assert [(m.name, m.chain) for m in found[:2]] == [("Theresa May", "Theresa May"), ("May", "Theresa May")]
    assert text.index("in May.") + 3 not in {m.span.start for m in found}


def test_a_father_and_a_son_with_other_middle_names_are_two() -> None:
    """A middle name that is left out tells nothing."""
    text = "Peter W. Lang met Peter H.R. Lang. Anna M. Rohde met them. Anna Rohde left."
    chains = {m.name: m.chain for m in find_mentions(make_article(text)).mentions}
    assert chains["Peter W. Lang"] != chains["Peter H.R. Lang"]
    assert chains["Anna Rohde"] == "Anna M. Rohde"


def test_a_person_under_two_forms_of_his_name_is_known_from_the_first() -> None:
    """A bare surname between the short form of a name and its full form is his."""
    text = "Peter Lang left. " + "It rained on, and Lang went home. " * 30 + "— Peter J. Lang"
    assert {m.chain for m in find_mentions(make_article(text)).mentions} == {"Peter J. Lang"}
