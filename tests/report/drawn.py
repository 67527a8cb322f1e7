"""Dossiers drawn at random, for properties that hold for every report: hostile words, spans that overlap anyhow."""

from __future__ import annotations

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
    Speaker,
    TimeExpression,
    TimexType,
)
from sayso.model.article import Article, identify_article
from sayso.model.dossier import Dossier, Relations
from sayso.model.ids import derive_id
from sayso.model.provenance import Provenance
from sayso.model.relation import (
    Change,
    Copy,
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
    TimelineEntry,
)
from sayso.model.span import Span

HOSTILE = (
    "<script>alert(1)</script>",
    "</style>",
    "<!--",
    "]]>",
    '"onmouseover="alert(1)',
    "&amp;",
    "&#60;",
    "{{7*7}}",
    "\u202erevo",
    "\u200b\u2066x",
    "𝒜𝓇𝓉",
    "é",
    "=1+1",
    "<svg/onload=alert(1)>",
    "@@cited@@",
    ' data-s="0-1"',
)
WORDS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=6),
    st.text("abcXYZ", min_size=1, max_size=5),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw an article's text: words, spaces and line breaks."""
    words = draw(st.lists(WORDS, min_size=3, max_size=14))
    return "".join(word + draw(st.sampled_from((" ", "\n", "\n\n"))) for word in words) + "end"


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """Draw a span whose words begin and end with something to see."""
    seen = [offset for offset, character in enumerate(text) if not character.isspace()]
    first, last = sorted((draw(st.integers(0, len(seen) - 1)), draw(st.integers(0, len(seen) - 1))))
    return Span(seen[first], seen[last] + 1)


@st.composite
def annotated(draw: st.DrawFn, number: int) -> AnnotatedArticle:
    """Draw an article with attributions, figures and times at any spans."""
    text = draw(texts())
    id_, digest = identify_article(text, url=None, external_id=str(number), path=None)
    some = st.none() | spans(text)
    title = draw(some)
    article = Article(
        id=id_,
        text=text,
        sha256=digest,
        external_id=str(number),
        title=title.cut(text) if title else None,
        title_span=title,
        publisher=draw(st.none() | WORDS),
        url=draw(st.sampled_from((None, "javascript:alert(1)", 'https://example.org/a?b=1&c="x"', "http://[bad"))),
        published_at=draw(st.sampled_from((None, "2031-05-03", "2030-12-31T23:59:00Z"))),
        furniture=tuple(draw(st.lists(spans(text), max_size=1))),
    )
    attributions = {}
    for n in range(draw(st.integers(0, 4))):
        named = draw(some)
        hop = draw(some)
        attribution = Attribution(
            id=derive_id("att", id_, n),
            article_id=id_,
            form=draw(st.sampled_from(Form)),
            content=tuple(sorted({draw(spans(text)) for _ in range(draw(st.integers(1, 2)))})),
            source=draw(some),
            cue=draw(some),
            speaker=named and Speaker(name=named.cut(text), kind=draw(st.sampled_from(EntityKind)), span=named),
            via=(Hop(name=hop.cut(text), kind=HopKind.AGENCY, span=hop),) if hop else (),
            basis=draw(st.sampled_from(Basis)),
            confidence=draw(st.floats(0, 1)),
            unbalanced=draw(st.booleans()),
        )
        attributions[attribution.id] = attribution
    figures = tuple(
        Figure(
            id=derive_id("fig", id_, n),
            article_id=id_,
            span=draw(spans(text)),
            value=draw(st.floats(-1e12, 1e12)),
            value_to=draw(st.none() | st.floats(-1e12, 1e12)),
            unit=draw(st.sampled_from(("people", "USD", "%"))),
            bound=draw(st.sampled_from(Bound)),
            measured=draw(some),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    times = tuple(
        TimeExpression(
            article_id=id_, span=draw(spans(text)), type=TimexType.DATE, value=draw(st.none() | st.just("P3D"))
        )
        for _ in range(draw(st.integers(0, 2)))
    )
    return AnnotatedArticle(article=article, times=times, attributions=tuple(attributions.values()), figures=figures)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Draw a dossier of one to three articles and relations among whatever they hold."""
    articles = tuple(draw(annotated(number)) for number in range(draw(st.integers(1, 3))))
    texts_ = {item.article.id: item.article.text for item in articles}
    attributions = [attribution for item in articles for attribution in item.attributions]
    figures = [figure for item in articles for figure in item.figures]
    named = [attribution for attribution in attributions if attribution.speaker]
    entities, speakers = [], {}
    for attribution in named:
        assert attribution.speaker is not None
        name, place = attribution.speaker.name, Place(article=attribution.article_id, span=attribution.speaker.span)
        entity = Entity(
            id=derive_id("ent", attribution.id), name=name, kind=EntityKind.PERSON, forms=(name,), mentions=(place,)
        )
        entities.append(entity)
        speakers[attribution.id] = entity.id

    def places() -> tuple[Place, ...]:
        article = draw(st.sampled_from(articles)).article
        return tuple(Place(article=article.id, span=draw(spans(article.text))) for _ in range(draw(st.integers(1, 2))))

    source, target = articles[0].article, articles[-1].article
    passage = Passage(source=draw(spans(source.text)), target=draw(spans(target.text)))
    copy = Copy(
        source=source.id,
        target=target.id,
        share=draw(st.floats(0, 1)),
        verbatim=False,
        passages=(passage,),
        direction=draw(st.sampled_from(Direction)),
    )
    relations = Relations(
        entities=tuple(entities),
        speakers=speakers,
        stories=(Story(id="sto-1", title=source.title, articles=tuple(texts_)),),
        copies=(copy,) if len(articles) > 1 else (),
        quote_families=_families(draw, attributions[:3], texts_),
        quantities=_quantities(figures[:3]),
        timeline=(
            TimelineEntry(
                at="2031-05-03",
                refs=tuple(a.id for a in attributions[:2]),
                said=tuple(a.id for a in attributions[:1]),
                places=places(),
            ),
        ),
        flags=(Flag(id="flg-1", kind=draw(st.sampled_from(FlagKind)), detail="", evidence=places()),),
    )
    provenance = Provenance(tool="sayso", version="0.0.0", annotator="drawn/1")
    return Dossier(articles=articles, relations=relations, provenance=provenance)


def _families(draw: st.DrawFn, members: list[Attribution], texts_: dict[str, str]) -> tuple[QuoteFamily, ...]:
    if len(members) < 2:
        return ()
    there, heres = texts_[members[0].article_id], [texts_[member.article_id] for member in members[1:]]
    edits = [
        Edit(
            kind=draw(st.sampled_from(EditKind)),
            fullest=draw(st.none() | spans(there)),
            here=draw(st.none() | spans(here)),
        )
        for here in heres
    ]
    wordings = [
        FamilyMember(attribution=member.id, change=draw(st.sampled_from(Change)), edits=(edit,))
        for member, edit in zip(members[1:], edits, strict=True)
    ]
    first = FamilyMember(attribution=members[0].id, change=Change.VERBATIM)
    return (QuoteFamily(id="fam-1", speaker=None, fullest=members[0].id, members=(first, *wordings)),)


def _quantities(figures: list[Figure]) -> tuple[Quantity, ...]:
    if not figures:
        return ()
    ids = tuple(figure.id for figure in figures)
    alone = Origins(reports=len(ids), lower=1, upper=len(ids), groups=(ids,))
    position = Position(low=None, high=figures[0].value, figures=ids, origins=alone)
    return (Quantity(id="qty-1", label="end", figures=ids, disputed=False, positions=(position,)),)
