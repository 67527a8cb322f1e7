"""What the sentence around a report says of it is no part of the report."""

from __future__ import annotations

import pytest

from sayso.annotate.drafts import Draft
from sayso.annotate.encoder.clauses import says_something, with_thoughts, without_main_clause
from sayso.annotate.lexicon import load_lexicon
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span


def kept(text: str, source: str, cue: str, content: str) -> list[list[str]]:
    """Give the contents of what is left of one draft."""

    def place(words: str, begin: int = 0) -> Span:
        start = text.index(words, begin)
        return Span(start, start + len(words))

    told = place(cue, place(source).end)
    draft = Draft(Form.INDIRECT, (place(content, told.end),), place(source), told, Basis.ASSERTS, Span(0, len(text)))
    return [[span.cut(text) for span in d.content] for d in without_main_clause(text, [draft])]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("Everything Lang says is a lie.", "Lang", "says", "is a lie", ["Everything"]),
        ("All that she said was sound.", "she", "said", "was sound", ["All"]),
        ("The man she said was sound.", "she", "said", "was sound", ["was sound"]),
        ("Everything held, she said it was sound.", "she", "said", "it was sound", ["it was sound"]),
        ("Once he has said his piece, he goes.", "he", "has said", "his piece, he goes", ["his piece"]),
        ("When Lang says no, he’s heard.", "Lang", "says", "no, he’s heard", ["no"]),
        ("When Lang says no, they go.", "Lang", "says", "no, they go", ["no"]),
        ("When he says no, she goes.", "he", "says", "no, she goes", ["no, she goes"]),
        ("Lang says no, he will go.", "Lang", "says", "no, he will go", ["no, he will go"]),
        ("Look at what she said and did in May.", "she", "said", "and did in May", None),
        ("The wishes of member states trump all else.", "The wishes of member", "states", "trump all else", None),
        ("The view of the court states it all.", "The view of the court", "states", "it all", ["it all"]),
        ("She said and I quote it held.", "She", "said", "and I quote it held", ["and I quote it held"]),
    ],
)
def test_the_verb_of_the_sentence_is_no_part_of_what_was_said(
    text: str, source: str, cue: str, content: str, expected: list[str] | None
) -> None:
    """What is said of a report, or follows a "when" it opens, is left out; what it says is kept."""
    assert kept(text, source, cue, content) == ([] if expected is None else [expected])


def test_a_report_without_a_source_stays() -> None:
    """Nobody says it: nothing is asked of the words around."""
    draft = Draft(Form.INDIRECT, (Span(9, 13),), None, Span(0, 8), Basis.ASSERTS, Span(0, 13))
    assert list(without_main_clause("It says: so.", [draft])) == [draft]


def thought(text: str, *parts: tuple[str, str, str]) -> list[list[str]]:
    """Join drafts (source, cue, content); give contents. A source is looked for before its cue, a content behind it."""
    made: list[Draft] = []
    for source, cue, content in parts:
        told = text.index(cue, made[-1].cue.end if made and made[-1].cue else 0)
        by, said = text.rindex(source, 0, told), text.index(content, told + len(cue))
        made.append(
            Draft(
                Form.DIRECT if text[said - 1] == "“" else Form.INDIRECT,
                (Span(said, said + len(content)),),
                Span(by, by + len(source)),
                Span(told, told + len(cue)),
                Basis.ASSERTS,
                Span(0, len(text)),
                word=load_lexicon().cues.get(cue),
            )
        )
    return [[span.cut(text) for span in draft.content] for draft in with_thoughts(text, made)]


def test_what_one_thinks_by_his_own_words_is_of_his_report() -> None:
    """Of "Lang says she hopes …, but she knows that “…”" all is one report; not another's thought, nor a saying."""
    text = "Lang says she hopes to win, but she knows that “it is late.” So be it."
    joined = [["she hopes to win, but she knows that “it is late.”"]]
    assert thought(text, ("Lang", "says", "she hopes to win"), ("she", "knows that", "it is late.")) == joined
    for rest, second in (
        ("but Orr knows that “it is late.”", ("Orr", "knows that", "it is late.")),
        ("but she adds that “it is late.”", ("she", "adds that", "it is late.")),
        ("while she knows that “it is late.”", ("she", "knows that", "it is late.")),
    ):
        text = f"Lang says she hopes to win, {rest} So be it."
        assert len(thought(text, ("Lang", "says", "she hopes to win"), second)) == 2, rest
    text = "Lang hopes she will win, but she knows it is late."
    assert len(thought(text, ("Lang", "hopes", "she will win"), ("she", "knows", "it is late"))) == 2


def test_who_is_named_in_an_aside_does_not_say_the_rest() -> None:
    """Of "it is small – as Orr has said – and he can wait" all is Lang's who said so."""
    text = "Lang said it is small – as Orr has said – and he can wait."
    lang = ("Lang", "said", "it is small")
    assert thought(text, lang, ("Orr", "has said", "and he can wait")) == [["it is small", "and he can wait"]]
    text = "Lang said it is small – as Orr has said – he can wait."
    assert len(thought(text, lang, ("Orr", "has said", "he can wait"))) == 2


def test_a_relative_clause_is_whole() -> None:
    """All of "a letter in which he called it a trap and blamed Orr" is what was sent."""
    text = "Lang sent a letter in which he called it a trap and blamed Orr. He left."
    letter = ("Lang", "sent", "a letter in which he called")
    whole = "a letter in which he called it a trap and blamed Orr"
    assert thought(text, letter, ("he", "called", "it a trap"), ("he", "blamed", "Orr")) == [[whole]]
    assert thought(text, letter, ("he", "called", "it a trap")) == [[whole.removesuffix(" and blamed Orr")]]
    text = text.replace("in which he", "and he")
    assert len(thought(text, ("Lang", "sent", "a letter and he called"), ("he", "called", "it a trap"))) == 2


@pytest.mark.parametrize(("content", "said"), [("for", False), ("to the", False), ("a cut", True), ("it", True)])
def test_a_lone_preposition_is_nothing_said(content: str, said: bool) -> None:
    """Of "cards that they never asked for" nothing is left that anybody said."""
    text = f"They asked {content}."
    draft = Draft(Form.INDIRECT, (Span(11, 11 + len(content)),), Span(0, 4), Span(5, 10), Basis.ASSERTS, Span(0, 11))
    assert says_something(text, draft, load_lexicon()) is said
    assert says_something(
        text, Draft(Form.DIRECT, draft.content, None, None, Basis.ASSERTS, draft.reach), load_lexicon()
    )
