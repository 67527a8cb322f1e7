"""What people corrected, applied to an article."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.corrections import apply_judgements
from sayso.model.annotation import AnnotatedArticle, Attribution, EntityKind, Figure, Speaker, TimeExpression, TimexType
from sayso.model.judgement import JudgedKind, Judgement, Verdict, anchor_spans
from sayso.model.span import Span
from tests.store.samples import DAM, DAM_ANNOTATED, DAM_ARTICLE, FLED, HELD, LUCKY, RIVER_ANNOTATED, span_of

NORD = span_of("Radio Nord", DAM)
WRONG = Judgement(
    kind=JudgedKind.SPEAKER,
    a=HELD.id,
    verdict=Verdict.IS,
    value="Radio Nord",
    value_span=NORD,
    anchors=(anchor_spans(DAM_ARTICLE, *HELD.content),),
    decided_at="2031-05-07T08:00:00Z",
)
NOBODY = replace(WRONG, kind=JudgedKind.ATTRIBUTION, verdict=Verdict.IS_NOT, value=None, value_span=None)


def _attributions(annotated: AnnotatedArticle, *judgements: Judgement) -> dict[str, Attribution]:
    (corrected,) = apply_judgements([annotated], judgements)
    return {attribution.id: attribution for attribution in corrected.attributions}


def _figures(annotated: AnnotatedArticle, *judgements: Judgement) -> tuple[Figure, ...]:
    (corrected,) = apply_judgements([annotated], judgements)
    return corrected.figures


def test_a_speaker_is_the_one_that_was_decided() -> None:
    """The name is cut from the article, and nothing is surer than what a person says."""
    corrected = _attributions(DAM_ANNOTATED, WRONG)[HELD.id]
    expected = Speaker(name="Radio Nord", kind=EntityKind.OTHER, span=NORD)
    assert (corrected.speaker, corrected.confidence) == (expected, 1.0)


def test_a_mention_tells_what_the_name_names() -> None:
    """Who is mentioned as a person speaks as one."""
    judgement = replace(WRONG, value="Zoë Brandt", value_span=span_of("Zoë Brandt", DAM))
    speaker = _attributions(DAM_ANNOTATED, judgement)[HELD.id].speaker
    assert speaker == Speaker(name="Zoë Brandt", kind=EntityKind.PERSON, span=span_of("Zoë Brandt", DAM))


def test_a_speaker_may_be_not_known() -> None:
    """A wrong name gives way to none."""
    judgement = replace(
        WRONG, a=LUCKY.id, value=None, value_span=None, anchors=(anchor_spans(DAM_ARTICLE, *LUCKY.content),)
    )
    assert _attributions(DAM_ANNOTATED, judgement)[LUCKY.id].speaker is None


def test_of_two_corrections_the_later_counts() -> None:
    """The order in which they are given does not."""
    later = replace(WRONG, value="Zoë Brandt", value_span=span_of("Zoë Brandt", DAM), decided_at="2031-05-08T08:00:00Z")
    speaker = _attributions(DAM_ANNOTATED, later, WRONG)[HELD.id].speaker
    assert (speaker and speaker.name) == "Zoë Brandt"


def test_another_annotators_id_is_found_by_its_place() -> None:
    """A correction holds for what stands at the place, whatever its id is now."""
    other = replace(HELD, id="att-new", content=(span_of("the dam held.", DAM),))
    annotated = replace(DAM_ANNOTATED, attributions=(replace(LUCKY, nested_in=None), other), figures=())
    assert _attributions(annotated, WRONG)["att-new"].confidence == 1.0


def test_what_is_found_no_more_is_put_back() -> None:
    """A quotation whose speaker a person named stays, though another annotator does not find it."""
    annotated = replace(DAM_ANNOTATED, attributions=(replace(LUCKY, nested_in=None),), figures=())
    found = _attributions(annotated, WRONG)[HELD.id]
    assert (found.content, found.speaker and found.speaker.name) == (HELD.content, "Radio Nord")


def test_what_is_no_quote_is_left_out_and_gives_up_what_it_held() -> None:
    """What stood in it stands in nothing now, quotes and figures alike."""
    found = _attributions(DAM_ANNOTATED, NOBODY)
    assert (list(found), found[LUCKY.id].nested_in) == ([LUCKY.id], None)
    assert _figures(DAM_ANNOTATED, NOBODY) == (replace(FLED, attribution=None),)


def test_the_same_text_elsewhere_is_corrected_alike() -> None:
    """A reprint with the same text has the same mistake."""
    reprint = replace(DAM_ARTICLE, id="art-reprint", path="other/dam.txt")
    held = replace(HELD, id="att-reprint", article_id="art-reprint")
    annotated = AnnotatedArticle(article=reprint, attributions=(held,))
    assert _attributions(annotated, WRONG)["att-reprint"].confidence == 1.0


def test_a_time_means_what_was_decided() -> None:
    """One that was found gets the value; one that was not found is made."""
    span = span_of("this time", DAM)
    judgement = replace(
        WRONG, kind=JudgedKind.TIME, value="2031-05-04", value_span=None, anchors=(anchor_spans(DAM_ARTICLE, span),)
    )
    (once,) = apply_judgements([DAM_ANNOTATED], [judgement])
    (twice,) = apply_judgements([once], [replace(judgement, value="P3D")])
    made = TimeExpression(article_id=DAM_ARTICLE.id, span=span, type=TimexType.DATE, value="2031-05-04")
    assert (once.times, twice.times) == ((made,), (replace(made, value="P3D"),))


def test_other_articles_are_left_alone() -> None:
    """A correction touches no other text."""
    assert apply_judgements([RIVER_ANNOTATED], [WRONG, NOBODY]) == (RIVER_ANNOTATED,)


SPANS = st.tuples(st.integers(-5, 200), st.integers(-5, 200)).map(lambda pair: Span(*pair))


@given(st.sampled_from(list(JudgedKind)), SPANS, st.none() | SPANS, st.none() | st.text(max_size=12))
def test_odd_corrections_break_nothing(
    kind: JudgedKind, span: Span, value_span: Span | None, value: str | None
) -> None:
    """Whatever a decision says, of places outside the text too, the article stays one that a case can keep."""
    judgement = replace(
        WRONG, kind=kind, value=value, value_span=value_span, anchors=(anchor_spans(DAM_ARTICLE, span),), a="att-odd"
    )
    (corrected,) = apply_judgements([DAM_ANNOTATED], [judgement])
    ids = {attribution.id for attribution in corrected.attributions}
    assert {a.nested_in for a in corrected.attributions} | {f.attribution for f in corrected.figures} <= {*ids, None}
