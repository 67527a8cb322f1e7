"""`find_entities`."""

from __future__ import annotations

from sayso.model.annotation import AnnotatedArticle, EntityKind, MentionForm
from sayso.model.judgement import Judgement, Verdict
from sayso.model.relation import Copy, Direction, Passage
from sayso.model.span import Span
from sayso.relate.entities import find_entities
from tests.relate.written import attribute, mention, with_attributions, with_mentions, write_article


def _naming(text: str, *chains: tuple[str, str], name: str, kind: EntityKind = EntityKind.PERSON) -> AnnotatedArticle:
    """Write an article with mentions given as (words, chain)."""
    article = write_article(text, name=name)
    return with_mentions(article, *(mention(article, words, chain=chain, kind=kind) for words, chain in chains))


def _names(*articles: AnnotatedArticle) -> list[tuple[str, tuple[str, ...]]]:
    return sorted((entity.name, entity.forms) for entity in find_entities(articles).entities)


def test_spellings_of_one_man_are_one_entity() -> None:
    """Variants merge under the most frequent full name, and every form is kept, most frequent first."""
    a = _naming("Oleh Havrylsky spoke.", ("Oleh Havrylsky", "Oleh Havrylsky"), name="a")
    b = _naming("Havrylskiy left.", ("Havrylskiy", "Havrylskiy"), name="b")
    c = _naming("Oleg Havrylskyy won.", ("Oleg Havrylskyy", "Oleg Havrylskyy"), name="c")
    d = _naming("Oleh Havrylsky lost.", ("Oleh Havrylsky", "Oleh Havrylsky"), name="d")
    assert _names(a, b, d) == [("Oleh Havrylsky", ("Oleh Havrylsky", "Havrylskiy"))]
    assert len(_names(a, b, c, d)) == 1


def test_two_people_with_one_surname_stay_two() -> None:
    """Given names that differ keep people apart, and a bare surname elsewhere goes to neither."""
    a = _naming("Ann Moore and Carl Moore.", ("Ann Moore", "Ann Moore"), ("Carl Moore", "Carl Moore"), name="a")
    b = _naming("Moore agreed.", ("Moore", "Moore"), name="b")
    assert _names(a, b) == [("Ann Moore", ("Ann Moore",)), ("Carl Moore", ("Carl Moore",)), ("Moore", ("Moore",))]


def test_a_name_of_no_known_kind_joins_the_person_who_bears_it() -> None:
    """One article that shows a name to be a person's is enough; a ship or a paper of another name stays apart."""
    a = _naming("Minister Oleh Havrylsky spoke.", ("Oleh Havrylsky", "Oleh Havrylsky"), name="a")
    b = _naming("Oleg Havrylskyy left.", ("Oleg Havrylskyy",) * 2, name="b", kind=EntityKind.OTHER)
    c = _naming("The Lake Havrylsky sank.", ("Lake Havrylsky",) * 2, name="c", kind=EntityKind.OTHER)
    found = [sorted(forms) for _, forms in _names(a, b, c)]
    assert found == [["Lake Havrylsky"], ["Oleg Havrylskyy", "Oleh Havrylsky"]]


def test_a_lone_name_of_two_kinds_is_one() -> None:
    """A firm that one article takes for a person, and another calls by its country, is one; a place is not."""
    a = _naming("Holtek lost.", ("Holtek", "Holtek"), name="a")
    b = _naming("Holtek won.", ("Holtek", "Holtek"), name="b", kind=EntityKind.OTHER)
    c = _naming(
        "The Chinese Holtek won; Holtek left.",
        ("Chinese Holtek",) * 2,
        ("Holtek",) * 2,
        name="c",
        kind=EntityKind.OTHER,
    )
    assert _names(b, c) == [("Holtek", ("Holtek", "Chinese Holtek"))]
    assert _names(a, b) == [("Holtek", ("Holtek",))]
    d = _naming("Velm is near.", ("Velm", "Velm"), name="d", kind=EntityKind.PLACE)
    e = _naming("Velm won.", ("Velm", "Velm"), name="e")
    f = _naming("Velm lost.", ("Velm", "Velm"), name="f", kind=EntityKind.OTHER)
    assert sorted(len(entity.mentions) for entity in find_entities([d, e, f]).entities) == [1, 2]


def test_a_bare_surname_goes_to_whom_its_article_names() -> None:
    """The chain of the article decides, whoever else bears the name."""
    a = _naming("Ann Moore.", ("Ann Moore", "Ann Moore"), name="a")
    b = _naming(
        "Carl Moore. Later, Moore said no.", ("Carl Moore", "Carl Moore"), ("Moore said", "Carl Moore"), name="b"
    )
    assert [name for name, _ in _names(a, b)] == ["Ann Moore", "Carl Moore"]


def test_names_of_one_ministry_are_one_entity() -> None:
    """A body's name in another order or spelling is the same body."""
    kind = EntityKind.ORGANISATION
    a = _naming("Russia’s Defense Ministry said so.", ("Russia’s Defense Ministry",) * 2, name="a", kind=kind)
    b = _naming(
        "The Ministry of Defence of Russia said so.", ("Ministry of Defence of Russia",) * 2, name="b", kind=kind
    )
    assert len(find_entities([a, b]).entities) == 1


def test_an_acronym_goes_to_the_name_that_a_text_ties_it_to() -> None:
    """One bracket in the pile is enough, if no other contradicts it."""
    kind = EntityKind.ORGANISATION
    a = _naming("The Island Ferry Union (IFU) met.", ("Island Ferry Union",) * 2, name="a", kind=kind)
    b = _naming("The IFU left.", ("IFU", "IFU"), name="b", kind=kind)
    assert _names(a, b) == [("Island Ferry Union", ("Island Ferry Union", "IFU"))]


def test_an_acronym_goes_to_the_only_name_with_its_initials() -> None:
    """Where no text says what it stands for, unless two names have them; a country before the name is no other name."""
    kind = EntityKind.ORGANISATION
    full = ("Island Ferry Union", "U.S. Island Ferry Union", "Inland Fish Union")
    a, b, c = (_naming(f"The {name} met.", (name, name), name=name[:1], kind=kind) for name in full)
    short = _naming("The IFU left.", ("IFU", "IFU"), name="s", kind=kind)
    assert [len(_names(*pile, short)) for pile in ((a,), (a, b), (a, c))] == [1, 1, 3]


def test_the_names_of_one_news_agency_are_one_entity() -> None:
    """In full and in short, an agency is one, whether a text says so or not."""
    kind = EntityKind.ORGANISATION
    a = _naming("It told AP.", ("AP", "AP"), name="a", kind=kind)
    b = _naming("It told the Associated Press.", ("Associated Press", "Associated Press"), name="b", kind=kind)
    assert len(_names(a, b)) == 1


def test_unnamed_sources_stay_within_their_article() -> None:
    """A source without a name is another one in the next article, unless the passage was copied."""
    text = "A senior official said the port would close on Monday for good."
    articles = []
    for name in ("a", "b"):
        article = write_article(text, name=name)
        role = mention(article, "A senior official", kind=EntityKind.UNNAMED, form=MentionForm.ROLE)
        articles.append(with_mentions(article, role))
    whole = Span(0, len(text))
    copy = Copy(
        source="a-article",
        target="b-article",
        share=1.0,
        verbatim=True,
        passages=(Passage(source=whole, target=whole),),
        direction=Direction.UNKNOWN,
    )
    assert [len(find_entities(articles, copies).entities) for copies in ((), (copy,))] == [2, 1]


def test_speakers_lead_to_entities() -> None:
    """Each attribution with a speaker is given its entity; one without stays out."""
    article = write_article("“Never,” said Moore. Ann Moore is mayor. “No comment.”")
    article = with_mentions(article, mention(article, "Moore", chain="Ann Moore"), mention(article, "Ann Moore"))
    known, unknown = attribute(article, "Never,", speaker="Moore"), attribute(article, "No comment.")
    found = find_entities([with_attributions(article, known, unknown)])
    assert {
        key: [entity.name for entity in found.entities if entity.id == value] for key, value in found.speakers.items()
    } == {known.id: ["Ann Moore"]}


def test_places_are_cut_from_their_articles() -> None:
    """Each mention of an entity is a span of an article that names it."""
    a = _naming("Kiev fell silent.", ("Kiev", "Kiev"), name="a", kind=EntityKind.PLACE)
    b = _naming("In Kyiv, rain.", ("Kyiv", "Kyiv"), name="b", kind=EntityKind.PLACE)
    (entity,) = find_entities([b, a]).entities
    assert [(place.article, place.span) for place in entity.mentions] == [
        ("a-article", Span(0, 4)),
        ("b-article", Span(3, 7)),
    ]


def test_a_person_decides_on_names() -> None:
    """A judgement on two names joins or parts what the names alone would not."""
    a = _naming("Ann Moore.", ("Ann Moore", "Ann Moore"), name="a")
    b = _naming("Anna Moor-Hill.", ("Anna Moor-Hill", "Anna Moor-Hill"), name="b")
    same = Judgement(
        kind="name", a="Ann Moore", b="Anna Moor-Hill", verdict=Verdict.SAME, decided_at="2024-01-01T00:00:00Z"
    )
    assert [len(find_entities([a, b], (), judged).entities) for judged in ([], [same])] == [2, 1]


def test_a_country_is_called_by_its_own_name() -> None:
    """Of "Turkish", twice, and "Turkey" the entity is called Turkey."""
    text = "Turkish troops, Turkish planes and Turkey."
    article = _naming(text, ("Turkish", "Turkish"), ("Turkey", "Turkey"), name="a", kind=EntityKind.PLACE)
    assert [name for name, _ in _names(article)] == ["Turkey"]
    text = "American troops, American planes and America."
    article = _naming(text, ("American", "American"), ("America", "America"), name="b", kind=EntityKind.PLACE)
    assert [name for name, _ in _names(article)] == ["America"]


def test_a_people_is_not_its_country() -> None:
    """What most Americans say is not what the United States say."""
    text = "Americans fear it, and the United States do not."
    a = _naming(text, ("United States", "United States"), name="a", kind=EntityKind.PLACE)
    b = _naming(text, ("Americans", "Americans"), name="b", kind=EntityKind.OTHER)
    assert [name for name, _ in _names(a, b)] == ["Americans", "United States"]
