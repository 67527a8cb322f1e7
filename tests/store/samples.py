"""Articles, annotations and relations to keep: a few written out, and strategies that make any."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from sayso.model.annotation import (
    AnnotatedArticle,
    Attribution,
    Basis,
    Bound,
    EntityKind,
    Figure,
    Form,
    Hop,
    HopKind,
    Mention,
    MentionForm,
    Quotation,
    Speaker,
    TimeExpression,
    TimexType,
)
from sayso.model.article import Article, DateBasis, identify_article
from sayso.model.dossier import Relations
from sayso.model.provenance import Provenance
from sayso.model.relation import (
    Change,
    Claim,
    Copy,
    DatedBy,
    Direction,
    Edit,
    EditKind,
    Entity,
    FamilyMember,
    Flag,
    FlagKind,
    Origins,
    Passage,
    Place,
    Position,
    Quantity,
    QuoteFamily,
    Story,
    Tie,
    TieReason,
    TimelineEntry,
)
from sayso.model.span import Span

RULES = Provenance(tool="sayso", version="0.1", annotator="rules/1")
ENCODER = Provenance(tool="sayso", version="0.1", annotator="encoder/1", weights="ab12")

DAM = (
    "Mayor Zoë Brandt said the dam held. “We just got lucky,” she told Radio Nord, “this time.” Some 1,200 people fled."
)
RIVER = "The river rose again on Tuesday, Brandt's office said. No one was hurt."


def make_article(text: str, path: str, **fields: object) -> Article:
    """Make an article with the id that its text and path give."""
    id_, digest = identify_article(text, url=None, external_id=None, path=path)
    return replace(Article(id=id_, text=text, sha256=digest, path=path), **fields)  # type: ignore[arg-type]


def span_of(words: str, text: str) -> Span:
    """Find the span of some words."""
    start = text.index(words)
    return Span(start, start + len(words))


DAM_ARTICLE = make_article(
    DAM,
    "pile/dam.txt",
    title="Dam holds at Kestrel Gorge",
    publisher="Nord Courier",
    authors=("A. Writer", "B. Editor"),
    published_at="2031-05-06",
    published_from=DateBasis.MANIFEST,
    furniture=(span_of("Some", DAM),),
)
RIVER_ARTICLE = make_article(RIVER, "pile/river.txt", external_id="r-1", published_at="2031-05-05T08:00:00Z")
LATER_ARTICLE = make_article("A café, undated.", "other/river.txt", url="https://news.example/later")

LUCKY = Attribution(
    id="att-lucky",
    article_id=DAM_ARTICLE.id,
    form=Form.DIRECT,
    content=(span_of("We just got lucky,", DAM), span_of("this time.", DAM)),
    source=span_of("she", DAM),
    cue=span_of("told", DAM),
    speaker=Speaker(name="Zoë Brandt", kind=EntityKind.PERSON, span=span_of("Zoë Brandt", DAM)),
    via=(Hop(name="Radio Nord", kind=HopKind.BROADCASTER, span=span_of("Radio Nord", DAM)),),
    nested_in="att-held",
    basis=Basis.REPORTS_SEEING,
    confidence=0.875,
    unbalanced=True,
)
HELD = Attribution(
    id="att-held", article_id=DAM_ARTICLE.id, form=Form.INDIRECT, content=(span_of("the dam held", DAM),)
)
ROSE = Attribution(
    id="att-rose",
    article_id=RIVER_ARTICLE.id,
    form=Form.INDIRECT,
    content=(span_of("The river rose again on Tuesday", RIVER),),
    speaker=Speaker(name="Brandt", kind=EntityKind.PERSON, span=span_of("Brandt", RIVER)),
)
FLED = Figure(
    id="fig-fled",
    article_id=DAM_ARTICLE.id,
    span=span_of("Some 1,200 people", DAM),
    value=1200.0,
    unit="people",
    bound=Bound.ABOUT,
    measured=span_of("people fled", DAM),
    as_of="2031-05-06",
    attribution="att-held",
    according_to="Zoë Brandt",
)
DAM_ANNOTATED = AnnotatedArticle(
    article=DAM_ARTICLE,
    sentences=(span_of("Mayor Zoë Brandt said the dam held.", DAM),),
    quotations=(
        Quotation(
            span=span_of("“We just got lucky,”", DAM),
            inner=span_of("We just got lucky,", DAM),
            parts=(span_of("We just got lucky,", DAM),),
            closed=True,
        ),
    ),
    mentions=(
        Mention(
            article_id=DAM_ARTICLE.id,
            span=span_of("Zoë Brandt", DAM),
            kind=EntityKind.PERSON,
            form=MentionForm.NAME,
            name="Zoë Brandt",
            chain="Zoë Brandt",
            role=span_of("Mayor", DAM),
        ),
    ),
    attributions=(LUCKY, HELD),
    figures=(FLED,),
)
RIVER_ANNOTATED = AnnotatedArticle(
    article=RIVER_ARTICLE,
    times=(
        TimeExpression(
            article_id=RIVER_ARTICLE.id, span=span_of("Tuesday", RIVER), type=TimexType.DATE, value=None, mod="START"
        ),
    ),
    attributions=(ROSE,),
)

_HERE = Place(article=DAM_ARTICLE.id, span=span_of("Zoë Brandt", DAM))
_ORIGINS = Origins(
    reports=2,
    lower=1,
    upper=2,
    groups=(("att-lucky", "att-rose"),),
    why=(Tie(a="att-lucky", b="att-rose", because=TieReason.SAME_CREDIT, certain=False, evidence=(_HERE,)),),
)
RELATIONS = Relations(
    entities=(
        Entity(
            id="ent-b", name="Zoë Brandt", kind=EntityKind.PERSON, forms=("Zoë Brandt", "Brandt"), mentions=(_HERE,)
        ),
        Entity(id="ent-a", name="Radio Nord", kind=EntityKind.ORGANISATION, forms=("Radio Nord",)),
    ),
    speakers={"att-rose": "ent-b", "att-lucky": "ent-b"},
    stories=(
        Story(id="sto-1", title="Dam holds", articles=(RIVER_ARTICLE.id, DAM_ARTICLE.id), begins_at="2031-05-05"),
    ),
    copies=(
        Copy(
            source=RIVER_ARTICLE.id,
            target=DAM_ARTICLE.id,
            share=0.1,
            verbatim=True,
            passages=(Passage(source=Span(0, 4), target=Span(5, 9)),),
            direction=Direction.CREDITED,
            credit=Span(1, 3),
        ),
    ),
    quote_families=(
        QuoteFamily(
            id="fam-1",
            speaker="ent-b",
            fullest="att-lucky",
            members=(
                FamilyMember(attribution="att-lucky", change=Change.VERBATIM),
                FamilyMember(
                    attribution="att-rose",
                    change=Change.CUT,
                    edits=(Edit(kind=EditKind.DROPPED, fullest=Span(40, 44)),),
                ),
            ),
        ),
    ),
    quantities=(
        Quantity(
            id="qty-1",
            label="people fled",
            figures=("fig-fled",),
            disputed=False,
            positions=(Position(low=1080.0, high=None, figures=("fig-fled",), origins=_ORIGINS),),
        ),
    ),
    claims=(
        Claim(
            id="clm-1", claim="the dam held", asserted=("att-held",), status="asserted by one party", origins=_ORIGINS
        ),
    ),
    timeline=(
        TimelineEntry(
            at="2031-05-06", refs=("att-held",), places=(_HERE,), said=("att-held",), dated_by=DatedBy.PUBLICATION
        ),
    ),
    flags=(Flag(id="flg-1", kind=FlagKind.UNBALANCED, detail="“We just got lucky,”", evidence=(_HERE,)),),
)

_words = st.text(st.characters(codec="utf-8"), max_size=12)
_maybe_words = st.none() | _words
_instants = st.none() | st.sampled_from(("2031-05-06", "2031-05-06T08:30:00Z", "2030"))
_numbers = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Make any article."""
    text = draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return make_article(
        text,
        draw(_words),
        external_id=draw(_maybe_words),
        url=draw(_maybe_words),
        title=draw(_maybe_words),
        title_span=draw(st.none() | _spans(text)),
        publisher=draw(_maybe_words),
        authors=draw(st.lists(_words, max_size=2).map(tuple)),
        published_at=draw(_instants),
        published_from=draw(st.none() | st.sampled_from(DateBasis)),
        retrieved_at=draw(_instants),
        record_id=draw(_maybe_words),
        record_digest=draw(_maybe_words),
        language=draw(_maybe_words),
        furniture=tuple(Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)),
    )


def _spans(text: str) -> st.SearchStrategy[Span]:
    offsets = st.integers(0, len(text))
    return st.tuples(offsets, offsets).filter(lambda pair: pair[0] != pair[1]).map(lambda pair: Span(*sorted(pair)))


@st.composite
def annotated_articles(draw: st.DrawFn) -> AnnotatedArticle:
    """Make any annotated article that a store may keep."""
    article = draw(articles())
    spans = _spans(article.text)
    some = spans | st.none()
    several = st.lists(spans, min_size=1, max_size=3).map(lambda found: tuple(sorted(found)))
    attribution_ids = draw(st.lists(st.uuids().map(str), unique=True, max_size=3))
    refers = st.none() | st.sampled_from(attribution_ids) if attribution_ids else st.none()
    here = st.just(article.id)
    speaker = st.builds(Speaker, name=_words, kind=st.sampled_from(EntityKind), span=spans)
    hop = st.builds(Hop, name=_words, kind=st.sampled_from(HopKind), span=spans)
    quotation = st.builds(Quotation, span=spans, inner=spans, parts=several)
    mention = st.builds(Mention, article_id=here, span=spans, name=_words, chain=_words, role=some)
    time = st.builds(
        TimeExpression, article_id=here, span=spans, value=_maybe_words, mod=_maybe_words, zone=_maybe_words
    )
    return AnnotatedArticle(
        article=article,
        sentences=draw(st.lists(spans, max_size=3).map(tuple)),
        quotations=draw(st.lists(quotation, max_size=2).map(tuple)),
        mentions=draw(st.lists(mention, max_size=2).map(tuple)),
        times=draw(st.lists(time, max_size=2).map(tuple)),
        attributions=tuple(
            draw(
                st.builds(
                    Attribution,
                    id=st.just(id_),
                    article_id=here,
                    content=several,
                    source=some,
                    cue=some,
                    speaker=st.none() | speaker,
                    via=st.lists(hop, max_size=2).map(tuple),
                    nested_in=refers,
                    confidence=_numbers,
                )
            )
            for id_ in attribution_ids
        ),
        figures=tuple(
            draw(
                st.builds(
                    Figure,
                    id=st.just(f"fig-{id_}"),
                    article_id=here,
                    span=spans,
                    value=_numbers,
                    value_to=st.none() | _numbers,
                    unit=_words,
                    measured=some,
                    as_of=_maybe_words,
                    attribution=refers,
                    according_to=_maybe_words,
                )
            )
            for id_ in attribution_ids
        ),
    )


# What the twelfth, the eleventh and the tenth step of the migrations made, taken back: a case of the version before.
WITHOUT_FILE_VERSIONS = (
    "DROP TRIGGER file_versions_come; DROP TRIGGER replaced_articles_come; DROP TRIGGER replaced_articles_leave;"
    "DROP TRIGGER fetches_come; DROP VIEW versions; DROP TABLE file_versions; DROP TABLE replaced_articles;"
    "CREATE TRIGGER fetches_come AFTER INSERT ON fetches BEGIN SELECT 1; END;"
    "UPDATE alembic_version SET version_num = '0012'; PRAGMA user_version = 12;"
)
_WITHOUT_ZONES = (
    "ALTER TABLE claims DROP COLUMN doubtful;"
    "UPDATE time_expressions SET value = value || zone WHERE zone IS NOT NULL;"
    "ALTER TABLE time_expressions DROP COLUMN zone;"
    "UPDATE alembic_version SET version_num = '0010'; PRAGMA user_version = 10;"
)
_WITHOUT_STREAMS = (
    "DROP TRIGGER articles_come; DROP TRIGGER annotated_articles_come; DROP TRIGGER annotated_articles_leave;"
    "DROP TRIGGER fetches_come; DROP INDEX articles_of_run; DROP INDEX annotated_articles_by_annotator;"
    "DROP TABLE streams; DROP TABLE waiting_articles; DROP TABLE bare_articles; DROP TABLE streamed_articles;"
    "DROP TABLE shingle_holders; DROP TABLE print_holders; DROP TABLE met_pairs; DROP TABLE story_steps;"
    "DROP TABLE term_holders; DROP TABLE sketches;"
    "UPDATE alembic_version SET version_num = '0009'; PRAGMA user_version = 9;"
)
WITHOUT_ZONES = WITHOUT_FILE_VERSIONS + _WITHOUT_ZONES
WITHOUT_STREAMS = WITHOUT_ZONES + _WITHOUT_STREAMS
