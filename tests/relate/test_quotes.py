"""`find_quote_families`."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.annotation import AnnotatedArticle, Basis, EntityKind, Form
from sayso.model.judgement import Judgement, Verdict
from sayso.model.relation import Change
from sayso.relate.entities import find_entities
from sayso.relate.gathered import Nearness
from sayso.relate.quotes import find_quote_families
from tests.relate.written import attribute, with_attributions, write_article, write_sayings

FULL = "The bolts were rusted through, and everybody on this quay knew it. We wrote to the council twice last autumn."
REWORDED = "Those bolts had rusted through and all of us on the quay knew."
CUT = "We wrote to the council twice last autumn."
OTHER = "The ferry will not sail again before the power is back."


def _article(name: str, *quotes: str, speaker: str | None = "Ann Moore", form: Form = Form.DIRECT) -> AnnotatedArticle:
    tail = f" said {speaker}." if speaker else " was the reply."
    text = " ".join(f"“{quote}”{tail}" for quote in quotes)
    article = write_article(text, name=name)
    return with_attributions(article, *(attribute(article, quote, speaker=speaker, form=form) for quote in quotes))


def _families(
    *articles: AnnotatedArticle, judgements: tuple[Judgement, ...] = (), nearness: Nearness | None = None
) -> list[list[tuple[str, Change]]]:
    """Give the families as (words, change), the fullest first."""
    words = {
        attribution.id: attribution.content[0].cut(annotated.article.text)
        for annotated in articles
        for attribution in annotated.attributions
    }
    entities, speakers = find_entities(articles)
    families = find_quote_families(articles, entities, speakers, judgements, nearness)
    return sorted([(words[member.attribution], member.change) for member in family.members] for family in families)


def test_one_utterance_in_several_wordings_is_a_family() -> None:
    """A verbatim wording, a cut and a rewording join the fullest; another utterance of the speaker stays out."""
    found = _families(
        _article("a", FULL), _article("b", CUT), _article("c", REWORDED), _article("d", OTHER), _article("e", FULL)
    )
    ((first, *rest),) = found
    assert first == (FULL, Change.VERBATIM)
    assert set(rest) == {(CUT, Change.CUT), (REWORDED, Change.REWORDED), (FULL, Change.VERBATIM)}


def test_two_utterances_in_one_article_stay_two() -> None:
    """Each of two quotations of an article joins the wording it is nearest to."""
    one = "We have not seen any repair of the crane. If they start to repair it, that is something we will welcome."
    two = "So far we have not seen any repair on the quay from the council side."
    again = "So far we have not seen any repair on the quay. On the contrary, we see more rust."
    third = "We do not see any repair of the crane. If they start repairing, it will be welcome."
    found = _families(_article("a", one), _article("b", two), _article("c", again, third))
    assert {frozenset(words for words, _ in family) for family in found} == {
        frozenset({two, again}),
        frozenset({one, third}),
    }


def test_another_speaker_is_named_as_such() -> None:
    """The same words given to two people are one family, with the change that says so."""
    found = _families(_article("a", FULL), _article("b", FULL), _article("c", FULL, speaker="Carl Hill"))
    assert found == [[(FULL, Change.VERBATIM), (FULL, Change.VERBATIM), (FULL, Change.OTHER_SPEAKER)]]


def test_like_words_of_two_speakers_are_no_family() -> None:
    """Only what is nearly verbatim joins two speakers."""
    assert _families(_article("a", FULL), _article("b", REWORDED, speaker="Carl Hill")) == []


def test_an_unknown_speaker_joins_on_the_same_words() -> None:
    """A quotation whose speaker is not known joins the wording it repeats, and is no other speaker."""
    assert _families(_article("a", FULL), _article("b", CUT, speaker=None)) == [
        [(FULL, Change.VERBATIM), (CUT, Change.CUT)]
    ]


def test_what_is_told_joins_the_quotation_it_tells() -> None:
    """Words in the writer's own voice are a rewording of what another article quotes, the speaker's own and no less."""
    told = "everybody on the quay knew that the bolts had rusted through"
    assert _families(_article("a", FULL), _article("b", told, form=Form.INDIRECT)) == [
        [(FULL, Change.VERBATIM), (told, Change.REWORDED)]
    ]
    assert _families(_article("a", FULL), _article("b", told, form=Form.INDIRECT, speaker="Carl Hill")) == []
    other = "the council had been warned of the bolts"
    assert _families(_article("a", FULL), _article("b", other, form=Form.INDIRECT)) == []


def test_what_two_articles_tell_in_the_same_words_is_a_family() -> None:
    """The same of one speaker in two articles is one utterance, quoted or not; in one article it is told on."""
    told = [_article(name, FULL, form=Form.INDIRECT) for name in "ab"]
    assert _families(*told) == [[(FULL, Change.REWORDED), (FULL, Change.REWORDED)]]
    assert _families(_article("a", CUT, f"{CUT} So be it", form=Form.INDIRECT)) == []


def test_a_later_count_is_another_statement() -> None:
    """What is told in the same words with another number is not the same."""
    words = "the storm on Sunday had torn {} boats from the old stone quay in the harbour"
    told = [_article(name, words.format(n), form=Form.INDIRECT) for name, n in (("a", 14), ("b", 17))]
    assert _families(*told, nearness=lambda pairs: [1.0] * len(pairs)) == []


def test_what_is_denied_is_not_what_the_same_one_says() -> None:
    """Who denied that it was so did not say that it was so; who said that it was not so told the same."""
    words, negated = (
        f"the bolts of the old stone quay had {word}been looked at since the spring" for word in ("", "never ")
    )

    def joined(plain: str) -> list[list[tuple[str, Change]]]:
        articles, _ = write_sayings(("Ann Moore", words, Basis.DENIES), ("Ann Moore", plain, Basis.ASSERTS))
        return _families(*articles, nearness=lambda pairs: [1.0] * len(pairs))

    assert joined(words) == []
    assert len(joined(negated)) == 1


def test_a_near_telling_joins() -> None:
    """What is told in other words joins what another article tells or quotes of the speaker, if it is near enough."""
    one = "the bolts of the quay had not been looked at since the spring"
    two = "nobody from the council had inspected the quay’s bolts since spring"
    told = [_article(name, words, form=Form.INDIRECT) for name, words in (("a", one), ("b", two))]
    assert _families(*told, nearness=lambda pairs: [0.6] * len(pairs)) == []
    assert [
        {words for words, _ in family} for family in _families(*told, nearness=lambda pairs: [0.8] * len(pairs))
    ] == [{one, two}]


def test_a_lead_joins_the_quotation_it_tells_in_its_article() -> None:
    """A clause of a lead that stands to the word in the quotation below is one utterance with it."""
    told, full = "it makes sense that she would", "It makes sense that she would own one, if she was afraid of them."
    article = write_article(f"Moore said {told}. “{full}” Moore said.")
    lead = attribute(article, told, speaker="Moore", form=Form.INDIRECT)
    below = attribute(article, full, speaker="Moore")
    assert _families(with_attributions(article, lead, below)) == [[(full, Change.VERBATIM), (told, Change.REWORDED)]]


def test_a_single_telling_word_in_quotation_marks_joins() -> None:
    """“Despicable” is found again in the whole quotation of its speaker; “see” is not."""
    whole = "What they did to the harbour is despicable, and we will see to it that they pay."
    for word, n in (("despicable", 1), ("see", 0)):
        assert len(_families(_article("a", whole), _article("b", word))) == n


def test_a_quotation_with_a_short_one_in_it_is_compared_by_the_rest() -> None:
    """The words that somebody in it is quoted with are that one's; the rest still joins its own wordings."""
    text = f"“{FULL} And Hill shouted ‘stop, stop’ to us,” Moore said."
    article = write_article(text, name="b")
    outer = attribute(article, f"{FULL} And Hill shouted ‘stop, stop’ to us,", speaker="Moore")
    inner = attribute(article, "stop, stop", speaker="Hill")
    found = _families(_article("a", FULL, speaker="Moore"), with_attributions(article, outer, inner))
    assert [len(family) for family in found] == [2]


def test_a_fragment_joins_by_way_of_a_repetition_for_another_name() -> None:
    """The fullest wording is given to another; a repetition of it by the fragment's speaker stands for it."""
    fragment = "rusted through, and everybody on this quay knew it"
    found = _families(
        _article("a", f"{FULL} So be it.", speaker="Carl Hill"), _article("b", FULL), _article("c", fragment)
    )
    assert [{words for words, _ in family} for family in found] == [{f"{FULL} So be it.", FULL, fragment}]


def test_a_whole_sentence_joins_two_speakers_however_long_the_other_goes_on() -> None:
    """Sixteen words to the word are one utterance; they may be a small part of the other quotation."""
    sentence = "The bolts on this quay were rusted through, and the council of the harbour has known it since March."
    long = f"{OTHER} {sentence} {CUT} Nobody came to look at the crane, and nobody has paid the men who work there."
    found = _families(_article("a", sentence), _article("b", long, speaker="Carl Hill"))
    assert sorted(change for family in found for _, change in family) == [Change.OTHER_SPEAKER, Change.VERBATIM]


def test_a_quotation_within_another_counts_once() -> None:
    """Words that an outer and an inner content of one article hold are one wording, the inner one's."""
    text = f"The harbour says Moore wrote “{FULL}” to them."
    article = write_article(text, name="b")
    outer = attribute(article, f"Moore wrote “{FULL}” to them", speaker="The harbour", form=Form.MIXED)
    inner = attribute(article, FULL, speaker="Moore")
    found = _families(_article("a", FULL, speaker="Moore"), with_attributions(article, outer, inner))
    assert found == [[(FULL, Change.VERBATIM), (FULL, Change.VERBATIM)]]


def test_a_fragment_within_a_wrong_quotation_counts() -> None:
    """Where marks are paired wrongly and what lies around a fragment is read as said, the fragment has its words."""
    text = f"Moore, who was with The harbour on Sunday, said it was “{CUT}” and left."
    article = write_article(text, name="b")
    wrong = attribute(article, text[:-1], speaker="The harbour")
    inner = attribute(article, f"it was “{CUT}”", speaker="Moore", form=Form.MIXED)
    found = _families(_article("a", CUT, speaker="Moore"), with_attributions(article, wrong, inner))
    assert [change for family in found for _, change in family].count(Change.OTHER_SPEAKER) == 0
    assert [{words for words, _ in family} for family in found] == [{CUT, f"it was “{CUT}”"}]


def test_small_talk_is_no_family() -> None:
    """Words that say too little do not join."""
    assert _families(_article("a", "We will see."), _article("b", "We will see.")) == []


def test_a_person_decides_on_quotes() -> None:
    """A judgement parts what is alike."""
    a, b = _article("a", FULL), _article("b", FULL)
    first, second = sorted(article.attributions[0].id for article in (a, b))
    parted = Judgement(kind="quote", a=first, b=second, verdict=Verdict.DIFFERENT, decided_at="2024-01-01T00:00:00Z")
    assert _families(a, b, judgements=(parted,)) == []


@settings(max_examples=30)
@given(
    st.lists(st.tuples(st.sampled_from([FULL, CUT, REWORDED, OTHER]), st.sampled_from(["Ann Moore", None])), max_size=5)
)
def test_order_does_not_matter_and_each_quote_is_in_one_family(quotes: list[tuple[str, str | None]]) -> None:
    """The pile's order changes nothing, and families are disjoint."""
    articles = [_article(f"n{index}", quote, speaker=speaker) for index, (quote, speaker) in enumerate(quotes)]
    entities, speakers = find_entities(articles)
    families = find_quote_families(articles, entities, speakers)
    assert find_quote_families(articles[::-1], entities[::-1], speakers) == families
    members = [member.attribution for family in families for member in family.members]
    assert len(members) == len(set(members))


def test_a_fragment_of_nobody_known_joins_the_quotation_it_stands_in() -> None:
    """Four words in a row that say enough are whoever's says them in full; two are a term that many use."""
    whole = "This is an assault on our quay, and the council will answer for the rusted bolts."
    for words, n in (("an assault on our quay", 1), ("rusted bolts", 0)):
        assert len(_families(_article("a", whole), _article("b", words, speaker=None))) == n


def _told_by_some(name: str, words: str) -> AnnotatedArticle:
    article = write_article(f"Officials said {words}.", name=name)
    said = attribute(article, words, speaker="Officials", kind=EntityKind.UNNAMED, form=Form.INDIRECT)
    return with_attributions(article, said)


def test_what_two_articles_tell_of_officials_in_nearly_the_same_words_is_one_utterance() -> None:
    """Of a source without a name only nearly the same words are one statement: no other number, no rewording."""
    told = "any more aid for the harbour depends on the repair of 14 rusted cranes by the council"
    one = _told_by_some("a", told)
    again = told.replace("any more aid", "any aid")
    assert [len(family) for family in _families(one, _told_by_some("b", again))] == [2]
    for other in (told.replace("14", "15"), "the harbour will get aid once the council has repaired its cranes"):
        assert _families(one, _told_by_some("b", other)) == []
