"""`find_flags`."""

from __future__ import annotations

import pytest

from sayso.model.annotation import AnnotatedArticle, EntityKind
from sayso.relate.entities import find_entities
from sayso.relate.flags import find_flags
from sayso.relate.quotes import find_quote_families
from tests.relate.written import attribute, mention, with_attributions, with_mentions, write_article

WORDS = "The bolts were rusted through, and everybody on this quay knew it. They wrote to us twice."


def _flags(*articles: AnnotatedArticle) -> list[tuple[str, str]]:
    entities, speakers = find_entities(articles)
    families = find_quote_families(articles, entities, speakers)
    flags = find_flags(articles, entities=entities, speakers=speakers, families=families)
    texts = {each.article.id: each.article.text for each in articles}
    for flag in flags:  # whatever is shown of a flag stands in its evidence
        evidence = [" ".join(place.span.cut(texts[place.article]).split()) for place in flag.evidence]
        assert all(any(piece in words for words in evidence) for piece in flag.detail.split(" · ") if piece)
    return [(flag.kind.value, flag.detail) for flag in flags]


def _saying(name: str, words: str, rest: str, speaker: str = "Ann Moore", **told: str) -> AnnotatedArticle:
    article = write_article(f"“{words}” {rest}", name=name)
    return with_attributions(article, attribute(article, words, speaker=speaker, **told))  # type: ignore[arg-type]


def _naming(
    text: str, words: str, *, name: str, kind: EntityKind = EntityKind.PERSON, role: str | None = None
) -> AnnotatedArticle:
    article = write_article(text, name=name)
    return with_mentions(article, mention(article, words, kind=kind, role=role))


def test_a_pile_that_agrees_raises_nothing() -> None:
    """The same words by the same woman, told the same way, need no flag."""
    articles = [_saying(name, WORDS, "Ann Moore told reporters.", cue="told") for name in "ab"]
    assert _flags(*articles) == []


@pytest.mark.parametrize(
    ("first", "second", "kind", "raised"),
    [
        ("Oleh Havrylsky", "Oleh Havrylskiy", EntityKind.PERSON, True),
        ("Oleh Havrylsky", "Havrylsky", EntityKind.PERSON, False),
        ("Oleh Havrylsky", "Oleh Havrylskyi", EntityKind.PERSON, True),
        ("Anna Berg", "Anna Bergman", EntityKind.PERSON, False),
        ("Anna Bergman", "Bergmann", EntityKind.PERSON, True),
        ("Hossein Qorban", "Ghorban", EntityKind.PERSON, True),
        ("Mohammad Berg", "Muhammed Berg", EntityKind.PERSON, True),
        ("Anna Berg", "Ann Berg", EntityKind.PERSON, False),
        ("Erika Berg", "Erica Berg", EntityKind.PERSON, True),
        ("Andrei Berg", "Andrey Berg", EntityKind.PERSON, True),
        ("Dan Berg", "DNI Dan Berg", EntityKind.PERSON, False),
        ("Kiev", "Kyiv", EntityKind.PLACE, True),
        ("Philippine", "Filipino", EntityKind.PLACE, False),
        ("Britain", "U.K.", EntityKind.PLACE, False),
        ("Iraq", "Iraqi", EntityKind.PLACE, False),
        ("Argentina", "Argentine", EntityKind.PLACE, False),
    ],
)
def test_name_variants(first: str, second: str, kind: EntityKind, raised: bool) -> None:
    """A name in two spellings is flagged; a given name left out, another word and an adjective are not."""
    a = _naming(f"{first} is calm.", first, name="a", kind=kind)
    b = _naming(f"{second} is not calm.", second, name="b", kind=kind)
    assert [kind for kind, _ in _flags(a, b)] == ["name variants"] * raised


@pytest.mark.parametrize(
    ("first", "second", "raised"),
    [
        ("Ukraine’s defense minister", "Foreign Minister", True),
        ("defence minister", "Ukrainian Defense Minister", False),
        ("former defence minister", "foreign minister", False),
        ("defence minister", "new foreign minister", False),
        ("mayor", "docker", False),
        ("Interim Police Chief", "Velm Police Chief", True),
        ("Interim Police Chief", "Former Police Chief", False),
        ("acting mayor", "harbour master", False),
        ("deputy chief", "Former Assistant Police Chief", True),
        ("deputy assistant director", "assistant director", False),
        ("deputy chief", "assistant mayor", False),
    ],
)
def test_role_differs(first: str, second: str, raised: bool) -> None:
    """One person with two offices of one rank, or with one held otherwise, is flagged; fuller and past ones are not."""
    a = _naming(f"{first} Ann Moore left.", "Ann Moore", name="a", role=first)
    b = _naming(f"{second} Ann Moore stayed.", "Ann Moore", name="b", role=second)
    assert _flags(a, b) == [("role differs", f"{first} · {second}")] * raised


@pytest.mark.parametrize(
    ("other", "kind"), [("Oleh Havrlsky", "name variants"), ("Maria Lindqvist", "speaker differs")]
)
def test_a_letter_left_out_is_no_other_speaker(other: str, kind: str) -> None:
    """The same words by Havrylsky and by Havrlsky are one man's, misspelt."""
    a = _saying("a", WORDS, "said Oleh Havrylsky.", speaker="Oleh Havrylsky")
    b = _saying("b", WORDS, f"said {other}.", speaker=other)
    assert [each for each, _ in _flags(a, b)] == [kind]


def test_venue_differs() -> None:
    """One utterance told to an outlet here and to the press there is flagged with both."""
    a = _saying("a", WORDS, "Ann Moore told Bay Radio.", cue="told", via="Bay Radio")
    b = _saying("b", WORDS, "Ann Moore told reporters.", cue="told")
    assert _flags(a, b) == [("venue differs", "Bay Radio · reporters")]


def test_one_house_is_one_venue() -> None:
    """A programme of a broadcaster is the broadcaster: the same venue, and the same origin."""
    a = _saying("a", WORDS, "Ann Moore told Bay Radio.", cue="told", via="Bay Radio")
    b = _saying("b", WORDS, "Ann Moore told Bay Radio 4.", cue="told", via="Bay Radio 4")
    assert [kind for kind, _ in _flags(a, b)] == ["same origin"]


def test_one_agency_in_full_and_in_short() -> None:
    """An agency goes by its name in full and in short."""
    a = _saying("a", WORDS, "Ann Moore told AFP.", cue="told", via="AFP")
    b = _saying("b", WORDS, "Ann Moore told Agence France-Presse.", cue="told", via="Agence France-Presse")
    assert [kind for kind, _ in _flags(a, b)] == ["same origin"]


def test_a_press_conference_is_a_venue() -> None:
    """What was told to an outlet was not told at a press conference."""
    a = _saying("a", WORDS, "Ann Moore told Bay Radio.", cue="told", via="Bay Radio")
    b = _saying("b", WORDS, "Ann Moore told a press conference.", cue="told")
    assert _flags(a, b) == [("venue differs", "Bay Radio · a press conference")]


def test_same_origin() -> None:
    """Two articles that have one speaker's words from one outlet are flagged with where they say so."""
    a = _saying("a", WORDS, "Ann Moore told Bay Radio.", cue="told", via="Bay Radio")
    b = _saying("b", WORDS, "Ann Moore said, according to Bay Radio.", cue="said", via="Bay Radio")
    assert _flags(a, b) == [("same origin", "Bay Radio")]


def test_quote_altered() -> None:
    """Words lost inside quotation marks, with nothing to show it, are flagged and shown."""
    a = _saying("a", WORDS, "said Ann Moore.")
    b = _saying("b", WORDS.replace(", and everybody on this quay knew it", ""), "said Ann Moore.")
    assert _flags(a, b) == [("quote altered", "and everybody on this quay knew it")]


def test_a_marked_cut_is_not_altered() -> None:
    """Three dots are honest."""
    a = _saying("a", WORDS, "said Ann Moore.")
    b = _saying("b", WORDS.replace(", and everybody on this quay knew it.", " …"), "said Ann Moore.")
    assert _flags(a, b) == []


def test_two_quotations_with_words_between_are_not_altered() -> None:
    """What an article leaves out between one quotation and the next, it shows."""
    a = _saying("a", WORDS, "said Ann Moore.")
    b = _saying("b", WORDS.replace(", and everybody on this quay knew it.", ",” and added: “"), "said Ann Moore.")
    assert _flags(a, b) == []


def test_what_an_editor_put_in_brackets_is_not_lost() -> None:
    """The other wording may be as it was said."""
    a = _saying("a", WORDS.replace("everybody on", "[the mayor and] everybody on"), "said Ann Moore.")
    assert _flags(a, _saying("b", WORDS, "said Ann Moore.")) == []


@pytest.mark.parametrize(
    ("was", "put"),
    [
        ("rusted through", "rusted-through"),
        ("going to", "gonna"),
        ("knew it. They", "saw us and they"),
        ("rusted through", "(the rails) corroded"),
        ("rusted", "rustted"),
    ],
    ids=["a hyphen", "as it sounds", "over the end of a sentence", "in brackets", "a slip"],
)
def test_no_rewording(was: str, put: str) -> None:
    """Another spelling is none, nor is an editor's word, nor where two sentences were run together."""
    words = WORDS.replace("everybody", "going to")
    a, b = _saying("a", words, "said Ann Moore."), _saying("b", words.replace(was, put), "said Ann Moore.")
    assert _flags(a, b) == []


def test_quote_reworded() -> None:
    """Other words of another meaning inside quotation marks are flagged side by side."""
    a = _saying("a", WORDS, "said Ann Moore.")
    b = _saying("b", WORDS.replace("rusted through", "badly corroded"), "said Ann Moore.")
    assert _flags(a, b) == [("quote reworded", "badly corroded · rusted through")]


def test_what_is_said_again_days_later_is_not_reworded() -> None:
    """The other wording may be as it was said that day."""
    words = WORDS.replace("rusted through", "badly corroded")
    made = []
    for name, said, day in (("a", WORDS, "06"), ("b", words, "07"), ("c", words, "12")):
        article = write_article(f"“{said}” said Ann Moore.", name=name, published_at=f"2031-05-{day}")
        made.append(with_attributions(article, attribute(article, said, speaker="Ann Moore")))
    assert [kind for kind, _ in _flags(*made[:2])] == ["quote reworded"]
    assert _flags(made[0], made[2]) == []


def test_speaker_differs() -> None:
    """One utterance given to two people by name is flagged with both names."""
    a, b = _saying("a", WORDS, "said Ann Moore."), _saying("b", WORDS, "said Carl Hill.", "Carl Hill")
    assert _flags(a, b) == [("speaker differs", "Ann Moore · Carl Hill")]


def test_who_reads_a_letter_speaks_in_anothers_words() -> None:
    """Where the paragraph names the other too, the reader is told whose words they are."""
    a = _saying("a", WORDS, "said Ann Moore.")
    b = _saying("b", WORDS, "said Carl Hill, reading from Moore’s letter to the port.", "Carl Hill")
    assert _flags(a, b) == []


def test_a_spokesman_speaks_for_who_is_named_by_a_lone_name() -> None:
    """A firm's words are its spokesman's, though its name be taken for a person's."""
    a, b = (
        _saying("a", WORDS, "said Kestrel.", "Kestrel"),
        _saying("b", WORDS, "said spokesman Carl Hill.", "Carl Hill"),
    )
    assert _flags(a, b) == []


def test_unbalanced_quotation_marks() -> None:
    """A mark that opens or closes alone is flagged with the words it stands at."""
    article = write_article("“The bolts broke, said Ann Moore.")
    alone = attribute(article, "The bolts broke,", speaker="Ann Moore", unbalanced=True)
    assert _flags(with_attributions(article, alone)) == [("unbalanced quotation marks", "The bolts broke,")]


def test_a_detail_is_cut_from_its_evidence() -> None:
    """A long detail is cut at a word, and each piece stands in an article of the evidence."""
    long = "The bolts " + "were very rusty indeed and " * 9 + "broke"
    article = write_article(f"“{long}, said Ann Moore.")
    alone = attribute(article, long, speaker="Ann Moore", unbalanced=True)
    ((_, detail),) = _flags(with_attributions(article, alone))
    assert (detail in article.article.text, len(detail) <= 90) == (True, True)
