"""A dossier made by hand about an invented event, and dossiers drawn at random, for the tests of the report."""

from __future__ import annotations

from dataclasses import replace

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
    Speaker,
    TimeExpression,
    TimexType,
)
from sayso.model.article import Article, DateBasis, Fault, identify_article
from sayso.model.dossier import Dossier, Relations
from sayso.model.provenance import Provenance
from sayso.model.relation import (
    Change,
    Claim,
    Copy,
    Direction,
    Edit,
    EditKind,
    Entity,
    FamilyMember,
    Flag,
    FlagKind,
    Origins,
    Party,
    Passage,
    Place,
    Position,
    Quantity,
    QuoteFamily,
    Side,
    Story,
    Tie,
    TieReason,
    TimelineEntry,
)
from sayso.model.span import Span

AGENCY = (
    "Dam at Orsava holds after night of rain\n\n"
    "ORSAVA, 3 May - The dam above Orsava held overnight, its keeper Lena Brask told Radio Vell.\n\n"
    "“We opened all six gates before midnight, and the wall has not moved,” Brask said. "
    "More than 400 people left their homes.\n\n"
    "The ministry said it had not seen any crack.\n\n"
    "Also read | The wettest spring on record\n"
)
PAPER = (
    "Keeper: wall has not moved\n\n"
    "Lena Brasc said on Friday that the gates were opened “before midnight” and “the wall has not moved”. "
    "About 350 people left their homes.\n"
)


def article(text: str, *, path: str, publisher: str | None, published_at: str | None, title: str | None) -> Article:
    """Make an article; its title is taken to be its first line if it stands there."""
    id_, digest = identify_article(text, url=None, external_id=None, path=path)
    there = title is not None and text.startswith(title)
    return Article(
        id=id_,
        text=text,
        sha256=digest,
        path=path,
        title=title,
        title_span=Span(0, len(title)) if there and title else None,
        publisher=publisher,
        published_at=published_at,
        published_from=DateBasis.MANIFEST if published_at else None,
        language="en",
        furniture=(at(text, "Also read | The wettest spring on record"),) if "Also read" in text else (),
    )


def at(text: str, words: str) -> Span:
    """Give where words first stand in a text."""
    return Span(text.index(words), text.index(words) + len(words))


ONE = article(
    AGENCY,
    path="pile/01.txt",
    publisher="Tallwire",
    published_at="2031-05-03T06:10:00Z",
    title="Dam at Orsava holds after night of rain",
)
TWO = article(PAPER, path="pile/02.txt", publisher=None, published_at=None, title="Keeper: wall has not moved")

FULLEST = Attribution(
    id="att-gates",
    article_id=ONE.id,
    form=Form.DIRECT,
    content=(at(AGENCY, "We opened all six gates before midnight, and the wall has not moved,"),),
    source=at(AGENCY, "Brask said")._replace(end=at(AGENCY, "Brask said").start + 5),
    cue=Span(at(AGENCY, "Brask said").end - 4, at(AGENCY, "Brask said").end),
    speaker=Speaker(name="Lena Brask", kind=EntityKind.PERSON, span=at(AGENCY, "Lena Brask")),
    via=(Hop(name="Radio Vell", kind=HopKind.BROADCASTER, span=at(AGENCY, "Radio Vell")),),
)
CUT = Attribution(
    id="att-cut",
    article_id=TWO.id,
    form=Form.MIXED,
    content=(at(PAPER, "the gates were opened “before midnight” and “the wall has not moved”"),),
    source=at(PAPER, "Lena Brasc"),
    cue=at(PAPER, "said"),
    speaker=Speaker(name="Lena Brasc", kind=EntityKind.PERSON, span=at(PAPER, "Lena Brasc")),
    confidence=0.75,
)
UNSEEN = Attribution(
    id="att-crack",
    article_id=ONE.id,
    form=Form.INDIRECT,
    content=(at(AGENCY, "it had not seen any crack"),),
    source=at(AGENCY, "The ministry"),
    cue=Span(at(AGENCY, "The ministry said").end - 4, at(AGENCY, "The ministry said").end),
    basis=Basis.REPORTS_NOT_SEEING,
)
MANY = Figure(
    id="fig-400",
    article_id=ONE.id,
    span=at(AGENCY, "More than 400 people"),
    value=400.0,
    unit="people",
    bound=Bound.MORE_THAN,
    measured=at(AGENCY, "people"),
)
FEWER = Figure(
    id="fig-350",
    article_id=TWO.id,
    span=at(PAPER, "About 350 people"),
    value=350.0,
    unit="people",
    bound=Bound.ABOUT,
)
ALONE = Origins(reports=1, lower=1, upper=1, groups=(("fig-400",),))


def dossier() -> Dossier:
    """Make the dossier: two articles, one utterance in two wordings, two figures that disagree, one copy, two flags."""
    first = AnnotatedArticle(
        article=ONE,
        mentions=(
            Mention(
                article_id=ONE.id,
                span=at(AGENCY, "Lena Brask"),
                kind=EntityKind.PERSON,
                form=MentionForm.NAME,
                name="Lena Brask",
                chain="Lena Brask",
                role=at(AGENCY, "its keeper"),
            ),
        ),
        times=(TimeExpression(article_id=ONE.id, span=at(AGENCY, "3 May"), type=TimexType.DATE, value="2031-05-03"),),
        attributions=(FULLEST, UNSEEN),
        figures=(MANY,),
    )
    second = AnnotatedArticle(
        article=TWO,
        times=(TimeExpression(article_id=TWO.id, span=at(PAPER, "Friday"), type=TimexType.DATE, value=None),),
        attributions=(CUT,),
        figures=(FEWER,),
    )
    return Dossier(
        articles=(first, second),
        relations=_relations(),
        provenance=Provenance(tool="sayso", version="0.0.0", annotator="hand/1"),
        faults=(Fault(input="pile/03.txt", reason="the file is empty", hint="remove it"),),
    )


def _relations() -> Relations:
    keeper = Entity(
        id="ent-keeper",
        name="Lena Brask",
        kind=EntityKind.PERSON,
        forms=("Lena Brask", "Lena Brasc"),
        mentions=(
            Place(article=ONE.id, span=at(AGENCY, "Lena Brask")),
            Place(article=TWO.id, span=at(PAPER, "Lena Brasc")),
        ),
    )
    wall = Passage(source=at(AGENCY, "the wall has not moved"), target=at(PAPER, "the wall has not moved"))
    names = (Place(article=ONE.id, span=at(AGENCY, "Lena Brask")), Place(article=TWO.id, span=at(PAPER, "Lena Brasc")))
    return Relations(
        entities=(keeper,),
        speakers={FULLEST.id: keeper.id, CUT.id: keeper.id},
        stories=(
            Story(
                id="sto-dam", title=ONE.title, articles=(ONE.id, TWO.id), begins_at="2031-05-03", ends_at="2031-05-03"
            ),
        ),
        copies=(
            Copy(
                source=ONE.id, target=TWO.id, share=0.125, verbatim=True, passages=(wall,), direction=Direction.UNKNOWN
            ),
        ),
        quote_families=(_family(keeper.id),),
        quantities=(_quantity(),),
        claims=(
            Claim(
                id="clm-wall",
                claim="the wall has not moved",
                asserted=(FULLEST.id, CUT.id),
                not_observed=(UNSEEN.id,),
                parties=(
                    Party(
                        side=Side.ASSERTED,
                        speakers=(keeper.id,),
                        attributions=(FULLEST.id, CUT.id),
                        origins=Origins(reports=2, lower=1, upper=1, groups=((FULLEST.id, CUT.id),)),
                        first_at="2031-05-03",
                        last_at="2031-05-03",
                    ),
                    Party(
                        side=Side.NOT_OBSERVED,
                        speakers=(),
                        attributions=(UNSEEN.id,),
                        origins=Origins(reports=1, lower=1, upper=1, groups=((UNSEEN.id,),)),
                    ),
                ),
                status="asserted by one party, not observed by a speaker unknown",
                origins=Origins(reports=2, lower=1, upper=1, groups=((FULLEST.id, CUT.id),)),
            ),
        ),
        timeline=(
            TimelineEntry(at="2031-05-02TNI", places=(Place(article=ONE.id, span=at(AGENCY, "held overnight")),)),
            TimelineEntry(
                at="2031-05-03",
                refs=(FULLEST.id, MANY.id),
                places=(Place(article=ONE.id, span=at(AGENCY, "3 May")),),
                said=(FULLEST.id,),
            ),
        ),
        flags=(
            Flag(id="flg-names", kind=FlagKind.NAME_VARIANTS, detail="Lena Brask · Lena Brasc", evidence=names),
            Flag(id="flg-altered", kind=FlagKind.QUOTE_ALTERED, detail="", evidence=(wall_place(),)),
        ),
    )


def wall_place() -> Place:
    """Give where the second article has the utterance."""
    return Place(article=TWO.id, span=at(PAPER, "the wall has not moved"))


def _family(speaker: str) -> QuoteFamily:
    replaced = Edit(
        kind=EditKind.REPLACED,
        fullest=at(AGENCY, "We opened all six gates"),
        here=at(PAPER, "the gates were opened"),
    )
    return QuoteFamily(
        id="fam-gates",
        speaker=speaker,
        fullest=FULLEST.id,
        members=(
            FamilyMember(attribution=FULLEST.id, change=Change.VERBATIM),
            FamilyMember(attribution=CUT.id, change=Change.REWORDED, edits=(replaced,)),
        ),
    )


def _quantity() -> Quantity:
    tie = Tie(a=MANY.id, b=FEWER.id, because=TieReason.COPIED_PASSAGE, certain=False, evidence=(wall_place(),))
    return Quantity(
        id="qty-people",
        label="people left their homes",
        figures=(MANY.id, FEWER.id),
        disputed=True,
        positions=(
            Position(low=401.0, high=None, figures=(MANY.id,), origins=replace(ALONE, why=(tie,))),
            Position(low=315.0, high=385.0, figures=(FEWER.id,), origins=replace(ALONE, groups=((FEWER.id,),))),
        ),
    )
