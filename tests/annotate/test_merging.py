"""Merging the encoder's reading with what rules see: nothing twice, quotations with their own cue apart."""

from __future__ import annotations

import pytest

from sayso.annotate.attributions import read_drafts, survey
from sayso.annotate.drafts import Draft
from sayso.annotate.merging import Merger, cut_out, join_passed_on
from sayso.annotate.quotations import find_quotations
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span
from tests.annotate.made import make_article


def merged(text: str, *drafts: tuple[Form, str, tuple[str, ...]], source: str = "") -> list[tuple[str, list[str]]]:
    """Merge drafts of the encoder (form, cue, contents; of one source) with those of the rules."""
    ground = survey(find_quotations(make_article(text)))

    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    encoded = []
    said_by = place(source) if source else None
    for form, cue, content in drafts:
        spans = tuple(sorted(map(place, content)))
        held = {i for i, q in enumerate(ground.outer) if any(q.inner.overlaps(span) for span in spans)}
        word = ground.lexicon.cues.get(cue)
        encoded.append(Draft(form, spans, said_by, place(cue), Basis.ASSERTS, place(cue), word=word, quotations=held))
    kept = Merger(text, ground.outer, ground.blocks).merge(read_drafts(ground), encoded)
    return [(draft.form.value, [span.cut(text) for span in draft.content]) for draft in kept]


def test_a_quotation_without_an_owner_comes_from_the_rules() -> None:
    """What the encoder left out and quotation marks show is added; what it has is not doubled."""
    text = "“The dyke held all night,” said Ann Lee.\n\nThe mayor said it rained."
    found = merged(text, (Form.INDIRECT, "mayor said", ("it rained",)))
    assert found == [("direct", ["The dyke held all night,"]), ("indirect", ["it rained"])]


def test_a_quotation_in_both_readings_is_the_encoders() -> None:
    """Of two readings of the same words one is kept."""
    text = "“The dyke held all night,” said Ann Lee."
    assert merged(text, (Form.DIRECT, "said", ("The dyke held all night,",))) == [
        ("direct", ["The dyke held all night,"])
    ]


def test_a_quotation_with_its_own_cue_is_not_anothers() -> None:
    """A cue between dashes inside the marks keeps its quotation from the next cue."""
    text = "“So far – he continues – we see no water at all in the streets”. Then she warned that the dam may break."
    contents = ("“So far – he continues – we see no water at all in the streets”", "the dam may break")
    expected = [("direct", ["So far", "we see no water at all in the streets"]), ("indirect", ["the dam may break"])]
    assert merged(text, (Form.MIXED, "warned", contents)) == expected


def test_a_quotation_that_is_a_paragraph_is_not_the_next_speakers() -> None:
    """A paragraph that is only a quotation is not given to the cue of the paragraph after it."""
    text = "“Nobody in this street slept at all last night.”\n\n“The dyke held,” said Ann Lee."
    contents = ("Nobody in this street slept at all last night.", "The dyke held,")
    assert merged(text, (Form.DIRECT, "said", contents))[-1] == ("direct", ["The dyke held,"])


def test_quotations_in_one_clause_are_one_report() -> None:
    """Two quotations and the words of the writer that join them are not taken apart."""
    text = "Ann Lee said the dyke “has held all night” and “will hold the next storm”."
    content = text[13:-1]
    assert merged(text, (Form.MIXED, "said", (content,))) == [("mixed", [content])]


def test_a_quotation_goes_on_with_the_words_it_bears_out() -> None:
    """A quotation after "he said it held" is of one report with it; after what nobody says it is its own."""
    text = "Ann Lee said the dyke held. “We wait for the next storm.”"
    pieces = ("the dyke held", "We wait for the next storm.")
    assert merged(text, (Form.MIXED, "said", pieces)) == [("mixed", list(pieces))]
    text = text.replace("said", "mandates")
    assert merged(text, (Form.MIXED, "mandates", pieces)) == [("indirect", [pieces[0]]), ("direct", [pieces[1]])]
    assert merged(text, (Form.MIXED, "mandates", pieces), source="Ann Lee") == [("mixed", list(pieces))]


def test_quotations_whose_marks_have_shifted_are_taken_apart() -> None:
    """Where one begins with a closing mark, the words that seem the writer's may be quoted."""
    text = "Ann Lee said “the dyke has held all night “and” nobody in this street has slept at all “in the town."
    content = text[13:-1]
    found = [words[0] for _, words in merged(text, (Form.MIXED, "said", (content,)))]
    assert "nobody in this street has slept at all" in found
    assert content not in found


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ([], [(2, 9)]),
        ([(3, 4), (6, 20)], [(2, 3), (4, 6)]),
        ([(0, 9)], []),
        ([(9, 12)], [(2, 9)]),
        ([(0, 3)], [(3, 9)]),
    ],
)
def test_cutting_out(taken: list[tuple[int, int]], left: list[tuple[int, int]]) -> None:
    """What is left of a span is what no other holds."""
    assert list(cut_out(Span(2, 9), [Span(*t) for t in taken])) == left


def test_the_writers_next_sentence_is_no_part_of_a_quotation() -> None:
    """A content that runs from a quotation into the next sentence ends with the quotation."""
    text = "The mayor said “we count people and no more”. Of the list nothing is known yet."
    found = merged(text, (Form.MIXED, "said", ("“we count people and no more”. Of the list nothing is known",)))
    assert found == [("direct", ["we count people and no more"])]


def test_a_string_of_many_pieces_is_several_reports() -> None:
    """Of three pieces with words of the writer among them, the writer's stand apart from the bare quotations."""
    text = "“We wait here all night,” she said. “It rains.” The dyke is “as good as gone by now”, she added."
    pieces = ("We wait here all night,", "It rains.", "The dyke is “as good as gone by now”")
    found = merged(text, (Form.MIXED, "added", pieces))
    assert found[-1] == ("mixed", ["The dyke is “as good as gone by now”"])


def test_a_quotation_inside_a_report_that_passes_it_on_is_a_report_too() -> None:
    """“…,” said A, according to B: what the encoder read as B's report alone holds one of A's."""
    text = "“There is water in every street,” said Ann Lee, stressing that it rose, according to Tidewire."
    outer = text[: text.index(", according")]
    found = merged(text, (Form.MIXED, "according to", (outer,)))
    assert found == [("mixed", [outer]), ("direct", ["There is water in every street,"])]


def test_a_quotation_inside_a_report_is_not_told_twice() -> None:
    """Where the encoder has the inner report itself, the rules' one is not put beside it."""
    text = "“There is water in every street,” said Ann Lee, according to Tidewire."
    outer = text[: text.index(", according")]
    found = merged(text, (Form.MIXED, "according to", (outer,)), (Form.INDIRECT, "said", ("is water in every street",)))
    assert [form for form, _ in found].count("direct") == 0


def test_who_speaks_in_a_report_that_passes_it_on_stands_in_it_too() -> None:
    """A quotation is not told again of somebody outside the report: "Ann Lee is shown, again, asking"."""
    text = "Ann Lee, in the film, is heard with her aide, asking, “Why is there water in every street?”"
    inner = text[text.index("her aide") : -1]
    assert merged(text, (Form.MIXED, "is heard with", (inner,))) == [("mixed", [inner])]


def test_a_report_goes_on_with_a_quotation_that_nobody_has() -> None:
    """He said “a” of b “c d e”: where the marks lean the wrong way the encoder ends too early."""
    text = "Ann Lee said “ as for the dyke ” of Velm ” I have said many times that we wait for it to dry. “"
    early = text[13 : text.index(" ” I have")]
    (found,) = merged(text, (Form.MIXED, "said", (early,)))
    assert found == ("mixed", [text[13:]])
    named = (Form.INDIRECT, "have said", ("we wait for it to dry",))
    assert ("mixed", [early]) in merged(text, (Form.MIXED, "said", (early,)), named)


def test_words_after_a_passed_on_report_are_his_who_said_them() -> None:
    """An outlet behind "according to" takes no quotation after it from him of whom it only tells."""
    text = "“It is dark,” Minister Ann Lee told Radio Orr, according to Tidewire. “We count people, not guilt.”"
    inner = "“It is dark,” Minister Ann Lee told Radio Orr"
    found = merged(text, (Form.MIXED, "according to", (inner, "We count people, not guilt.")))
    assert ("direct", ["We count people, not guilt."]) in found


def test_a_clause_in_shifted_tense_goes_on_with_the_report() -> None:
    """What "…, which had cost" tells belongs to what he said."""
    text = "He said it was part of the works on the dyke, which had cost $2 million since 2014."
    found = merged(text, (Form.INDIRECT, "said", ("it was part of the works on the dyke",)))
    assert found == [("indirect", ["it was part of the works on the dyke, which had cost $2 million since 2014"])]


def test_a_quotation_after_the_cue_goes_on_with_a_report_before_it() -> None:
    """One cue, with words of the writer before it and a quotation after it, is one report."""
    text = "The dyke “held for now,” Ann Lee said. “We wait for the next storm.”"
    pieces = ("The dyke “held for now,”", "We wait for the next storm.")
    found = merged(text, (Form.MIXED, "said", pieces))
    assert found == [("mixed", ["The dyke “held for now,”", "We wait for the next storm."])]


def test_a_quotation_of_which_two_cues_took_parts_is_theirs_whose_cue_stands_beside_it() -> None:
    """Between two cues rules see which one the quotation's comma leads to."""
    text = "“We wait here all night,” Ann Lee said. The dyke is old, she added."
    found = merged(
        text,
        (Form.DIRECT, "said", ("all night,",)),
        (Form.MIXED, "added", ("We wait here", "The dyke is old")),
    )
    assert found == [("direct", ["We wait here all night,"]), ("indirect", ["The dyke is old"])]


def test_quotations_with_a_clause_around_them_are_one_report() -> None:
    """Two long quotations that a clause of the writer holds together are not taken apart."""
    text = "Ann Lee said the old dyke had to be “paid for by all of us” at once, “because nobody else will pay for it”."
    content = text[13:-1]
    assert merged(text, (Form.MIXED, "said", (content,))) == [("mixed", [content])]


def test_a_quotation_that_two_cues_hold_whole_is_the_nearer_ones() -> None:
    """No words are given to two cues of the encoder."""
    text = "The mayor told Radio Orr it still held. It had rained, he said.\n\n“We wait for the next storm.”"
    quoted = "We wait for the next storm."
    found = merged(
        text, (Form.MIXED, "told", ("it still held", quoted)), (Form.MIXED, "said", ("It had rained", quoted))
    )
    assert found == [("indirect", ["it still held"]), ("mixed", ["It had rained", quoted])]


def test_a_quotation_after_another_spoke_is_not_the_former_speakers() -> None:
    """A quotation goes to no cue beyond the paragraph in which another is reported to speak."""
    text = "“It held,” said Ann Lee.\n\nTom Hale told reporters that the dyke is old.\n\n“Nobody here slept at all.”"
    ground = survey(find_quotations(make_article(text)))

    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    first = (place("It held,"), place("Nobody here slept at all."))
    encoded = [
        Draft(Form.DIRECT, first, place("Ann Lee"), place("said"), Basis.ASSERTS, place("said"), quotations={0, 1}),
        Draft(
            Form.INDIRECT,
            (place("the dyke is old"),),
            place("Tom Hale"),
            place("told"),
            Basis.ASSERTS,
            place("told"),
        ),
    ]
    kept = Merger(text, ground.outer, ground.blocks).merge(read_drafts(ground, encoded), encoded)
    cues = [(draft.content[0].cut(text), draft.cue) for draft in kept]
    assert cues[0] == ("It held,", place("said"))
    assert cues[-1] == ("Nobody here slept at all.", None)
    assert kept[0].content == (place("It held,"),)


def test_what_goes_on_after_words_passed_on_is_of_one_speaker() -> None:
    """“It held,” he said, according to the Ledger. “We are glad.”: both are his, and came through it."""
    reach, source, cue = Span(0, 60), Span(11, 15), Span(16, 20)
    relay = Draft(Form.MIXED, (Span(0, 20),), Span(35, 41), Span(22, 34), Basis.ASSERTS, reach, aside=True)
    first = Draft(Form.DIRECT, (Span(1, 9),), source, cue, Basis.ASSERTS, reach, outer=relay)
    after = Draft(Form.DIRECT, (Span(44, 56),), source, cue, Basis.ASSERTS, reach)
    (kept, joined) = join_passed_on([relay, first, after])
    assert (kept, joined) == (relay, first)
    assert joined.content == (Span(1, 9), Span(44, 56))
