"""`find_quote_families`: what ties wordings beyond their words, and what keeps them apart."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.annotation import AnnotatedArticle
from sayso.model.relation import Change, QuoteFamily
from sayso.relate.entities import find_entities
from sayso.relate.quotes import find_quote_families
from tests.relate.written import attribute, mention, with_attributions, with_mentions, write_article

FULL = "We have to be frank, we do not see any water in the lower lock yet, we only heard of it from the radio."
RETOLD = "we have merely heard of the water in the lock"
AGAIN = "We do not see a drop of water in the lower lock, we read of it."


def _families(*articles: AnnotatedArticle) -> tuple[QuoteFamily, ...]:
    entities, speakers = find_entities(articles)
    return find_quote_families(articles, entities, speakers)


def _full(day: str | None = None, told: str | None = None) -> AnnotatedArticle:
    return _article("a", FULL, day, told)


def _again(day: str | None = None, told: str | None = None) -> AnnotatedArticle:
    return _article("b", AGAIN, day, told)


def _article(article: str, quote: str, day: str | None, told: str | None) -> AnnotatedArticle:
    made = write_article(f"“{quote}” Ann Moore told {told or 'a meeting'}.", name=article, published_at=day)
    made = with_mentions(made, mention(made, "Ann Moore"))
    return with_attributions(made, attribute(made, quote, speaker="Ann Moore", via=told))


def _retold(before: str, *named: str) -> AnnotatedArticle:
    """Make an article that gives the words to nobody, after a sentence that may name somebody."""
    made = write_article(f"{before} “{RETOLD}”.", name="c")
    made = with_mentions(made, *(mention(made, words) for words in named))
    return with_attributions(made, attribute(made, RETOLD, speaker=None))


def test_words_of_nobody_join_those_of_the_one_named_beside_them() -> None:
    """A rewording whose speaker was not found joins a family of the person whom its paragraph names."""
    found = _families(_full(), _retold("Asked by Ann Moore's own paper, they had one answer:", "Ann Moore"))
    assert [[member.change for member in family.members] for family in found] == [[Change.VERBATIM, Change.REWORDED]]


def test_words_of_nobody_beside_nobody_stay_alone() -> None:
    """The same rewording, with nobody named beside it, is not enough."""
    assert _families(_full(), _retold("The lock keepers had one answer:")) == ()


def test_one_occasion() -> None:
    """Printed within days, told to one broadcaster: a rewording of one utterance."""
    found = _families(_full("2031-05-06", "Radio Nord"), _again("2031-05-08", "Radio Nord News"))
    assert [len(family.members) for family in found] == [2]


def test_said_again_on_another_day() -> None:
    """A speaker who says something like it a month later did not have his words altered."""
    assert _families(_full("2031-05-06"), _again("2031-06-06")) == ()


def test_said_again_to_others() -> None:
    """A speaker who says something like it to another broadcaster did not have his words altered."""
    assert _families(_full("2031-05-06", "Radio Nord"), _again("2031-05-06", "Channel Five")) == ()


QUOTES = st.tuples(
    st.sampled_from([FULL, RETOLD, AGAIN, FULL[:60], FULL[20:] + " And that was all."]),
    st.sampled_from(["Ann Moore", "Ben Sorel", None]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(QUOTES, min_size=2, max_size=7))
def test_two_speakers_are_in_one_family_only_as_other_speaker(quotes: list[tuple[str, str | None]]) -> None:
    """Whoever is named as the speaker and is not the family's is marked as another speaker; nobody else is."""
    articles = [
        with_attributions(made, attribute(made, quote, speaker=speaker))
        for n, (quote, speaker) in enumerate(quotes)
        for made in [write_article(f"“{quote}” said {speaker or 'the reply'}.", name=f"n{n}")]
    ]
    entities, speakers = find_entities(articles)
    for family in find_quote_families(articles, entities, speakers):
        others = {
            member.attribution
            for member in family.members
            if speakers.get(member.attribution) not in (None, family.speaker)
        }
        assert others == {m.attribution for m in family.members if m.change is Change.OTHER_SPEAKER}


def test_a_long_stretch_is_enough() -> None:
    """Two wordings that each go on differently are one utterance where a whole sentence of theirs is the same."""
    common = "so far nobody has found the second anchor of the ferry on the ground"
    a = f"There are lights on the shore and the tide is kind tonight. But {common} of the bay."
    b = f"{common}. On the contrary, the divers believe that currents carried everything heavy to sea."
    found = _families(_article("a", a, None, None), _article("b", b, None, None))
    assert [len(family.members) for family in found] == [2]
