"""One origin behind several articles: a talk, a report, a statement or a news conference that each of them draws on.

Invariant: the places of a finding lie in two articles at least and name the go-between there; what the articles have
from it is alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise

from sayso.model.annotation import MEDIA, AnnotatedArticle, Attribution, EntityKind, Form, HopKind
from sayso.model.relation import Change, FlagKind, Place, QuoteFamily
from sayso.model.span import Span
from sayso.relate.clusters import Link, cluster_records
from sayso.relate.credits import find_agency, key_of_outlet, key_of_publisher
from sayso.relate.restated import Finding, is_soon_after
from sayso.text.words import FUNCTION_STEMS, find_words, stem_words

_LEAST_TOLD = 3  # stems that two articles share of what one speaker told one outlet
_LEAST_REPORTED = 4  # and of what one outlet reports
_SHARED = 0.5  # of the shorter report
_MOST_DAYS = 3  # between articles that draw on one talk or report
_MOST_REPORTS = 100  # of one outlet, so many are compared
_NEXT_TO = 120  # code points between two attributions of one speaker, if both are from one paper
_BESIDE = 60  # code points from source and cue to the paper that is named
_REPORTING = re.compile(
    r"\b(?:report\w*|according|sa(?:id|ys?)|wr(?:ote|ites?)|reveal\w*|finds?|found|learn\w*|cit(?:es|ed|ing)|quot\w+|per)\b",
    re.IGNORECASE,
)
_PAPER = r"(statement|(?:news|press) release|letter|memo|e-?mail)"
_WRITTEN = re.compile(
    rf"\b(?:[Ii]n|through|issued|released) (?:an?|the|his|her|its|their) (?:\w+ ){{0,2}}?{_PAPER}\b"
    rf"|\b(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) {_PAPER} (?:said|says|reads?|added|adds)\b"
)

_PAPERS = (
    r"warrant|affidavit|indictment|complaint|(?:law)?suit|court (?:documents?|papers?|filings?|records?)|filings?|"
    r"memo(?:randum)?|letter|e-?mails?|transcripts?|recordings?|audio|tapes?|autopsy"
)
_DOCUMENT = re.compile(rf"\b({_PAPERS})\b", re.IGNORECASE)
_IN_DOCUMENT = re.compile(rf"\b(?:[Ii]n|[Bb]y|from|to) (?:an?|the|his|her|its|their) (?:[\w-]+ ){{0,3}}?({_PAPERS})\b")
_AS_SOURCE = re.compile(
    rf"(?:(?!who\b|that\b)[\w’'.-]+\s+){{0,4}}?(?:{_PAPERS})\b", re.IGNORECASE
)  # "the arrest warrant"
_MAIL = re.compile(r"e-?mails?\b", re.IGNORECASE)
_ANY = re.compile(r"\ban?\s+(?:[\w-]+\s+)?$")
_TO_OTHERS = re.compile(
    r"\s+(?:(?:\w+\s+)?to\s+(?!reporters|journalists|me\b|us\b|the\s+press|(?:the\s+)?[A-Z])"
    r"|(?:obtained|reviewed|seen|leaked|released|published)\b)"
)
_CONFERENCE = re.compile(
    r"\b(?:[Aa]t|[Ii]n|[Dd]uring) (?:an?|the|his|her|its|their) (?:[\w-]+ ){0,3}?"
    r"((?:news|press) (?:conference|briefing))\b"
)
_COMPANY = re.compile(r"\s+with\s+(?:[a-z]\S*\s+){0,3}(?:[A-Z]\S*\s+)*([A-Z][\w-]*)")
_WRITTEN_KEY, _CONFERENCE_KEY = "written", "conference"
_KINDS = (("memo", "memo"), ("suit", "suit"), ("suit", "lawsuit"), ("suit", "complaint"))

_Group = tuple[tuple[str, str], dict[str, Place]]
"""Who said it and by way of whom; and where, by article."""
_Drawn = dict[str, tuple[Place, set[str]]]
"""By article: where the go-between is named, and the stems of what was said."""


def find_one_origin(
    articles: Sequence[AnnotatedArticle], families: Iterable[QuoteFamily], speakers: Mapping[str, str]
) -> Iterator[Finding]:
    """Find the articles that draw on one talk with an outlet, one report, one written statement or news conference.

    ``speakers`` are the entities that attributions are of. One finding a speaker and go-between.
    """
    families = tuple(families)
    by_id = {each.id: each for annotated in articles for each in annotated.attributions}
    texts = {annotated.article.id: annotated.article.text for annotated in articles}
    papers = {key: span for each in articles for key, span in _find_papers(each, speakers).items()}
    published = {annotated.article.id: annotated.article.published_on for annotated in articles}
    found: dict[tuple[str, str], dict[str, Place]] = {}
    for key, places in (
        *_by_family(families, by_id),
        *_by_talk(articles, speakers, published),
        *_by_report(articles, published),
        *_by_statement(families, by_id, papers),
        *_by_conference(articles, families, by_id, speakers, published),
    ):
        for article, place in places.items() if len(places) > 1 else ():
            found.setdefault(key, {}).setdefault(article, place)
    written = {
        (article, _kind_of(place.span.cut(texts[article])))
        for (_, via), places in found.items()
        for article, place in (places.items() if via == _WRITTEN_KEY else ())
    }
    for (by, kind), places in _by_document(articles, speakers, published):
        if len(places) > 1 and not all((article, kind) in written for article in places):
            found[by, kind] = places
    for _, places in sorted(found.items()):
        evidence = tuple(places[article] for article in sorted(places))
        yield Finding(FlagKind.SAME_ORIGIN, evidence, evidence)


def _by_family(families: Iterable[QuoteFamily], by_id: Mapping[str, Attribution]) -> Iterator[_Group]:
    """Give what one speaker said in one wording by way of one go-between."""
    for family in families:
        shared: dict[str, dict[str, Place]] = {}
        for member in family.members:
            attribution = by_id[member.attribution]
            for hop in (hop for hop in attribution.via if hop.kind in MEDIA):
                places = shared.setdefault(key_of_outlet(hop.name), {})
                places.setdefault(attribution.article_id, Place(article=attribution.article_id, span=hop.span))
        for long in [key for key in shared if any(key != other and key.startswith(other) for other in shared)]:
            house = min((other for other in shared if long.startswith(other)), key=len)
            for article, place in shared.pop(long).items():
                shared[house].setdefault(article, place)  # "BBC Radio 4" is the BBC
        yield from (((family.speaker or family.id, via), places) for via, places in sorted(shared.items()))


def _by_talk(
    articles: Sequence[AnnotatedArticle], speakers: Mapping[str, str], published: Mapping[str, date | None]
) -> Iterator[_Group]:
    """Give what one person told one outlet, where two articles have some of the same of it, in whatever words."""
    found: dict[tuple[str, str], _Drawn] = defaultdict(dict)
    for annotated in articles:
        text, own = annotated.article.text, key_of_publisher(annotated.article)
        for each in annotated.attributions:
            person = each.speaker is not None and each.speaker.kind is EntityKind.PERSON and each.id in speakers
            for hop in each.via[-1:] if person else ():
                if hop.kind in MEDIA and key_of_outlet(hop.name) != own:
                    place = Place(article=each.article_id, span=hop.span)
                    drawn = found[speakers[each.id], key_of_outlet(hop.name)]
                    drawn.setdefault(each.article_id, (place, set()))[1].update(_stems(text, each.content))
    for key, drawn in sorted(found.items()):
        yield key, _group(drawn, published)


def _by_report(articles: Sequence[AnnotatedArticle], published: Mapping[str, date | None]) -> Iterator[_Group]:
    """Give what one outlet reports, by the article's own word, where two articles have much the same of it."""
    media = {
        key_of_outlet(hop.name) for a in articles for each in a.attributions for hop in each.via if hop.kind in MEDIA
    }
    media |= {key for annotated in articles if (key := key_of_publisher(annotated.article)) is not None}
    found: dict[str, list[tuple[Place, set[str]]]] = defaultdict(list)
    for annotated in articles:
        text, own = annotated.article.text, key_of_publisher(annotated.article)
        for each in annotated.attributions:
            teller = each.speaker
            if teller is None or teller.kind is EntityKind.PERSON or each.source is None:
                continue
            key = key_of_outlet(teller.name)
            named = _around(each).cut(text)
            if key != own and (key in media or find_agency(teller.name) is not None) and _REPORTING.search(named):
                found[key].append((Place(article=each.article_id, span=teller.span), _stems(text, each.content)))
    for via, reports in sorted(found.items()):
        places: dict[str, Place] = {}
        for (one, a), (other, b) in combinations(reports[:_MOST_REPORTS], 2):
            shared = len(a & b) >= max(_LEAST_REPORTED, _SHARED * min(len(a), len(b)))
            if one.article != other.article and shared and _is_near(published, one.article, other.article):
                places.setdefault(one.article, one)
                places.setdefault(other.article, other)
        yield ("", via), places


def _by_document(
    articles: Sequence[AnnotatedArticle], speakers: Mapping[str, str], published: Mapping[str, date | None]
) -> Iterator[_Group]:
    """Give what articles have from a document of one kind, a warrant or a letter, where two have some of the same.

    What one writes in a filing is not in another's.
    """
    found: dict[str, dict[tuple[str, str], tuple[Place, set[str]]]] = defaultdict(dict)
    for annotated in articles:
        text = annotated.article.text
        for each in annotated.attributions:
            named = [hop.span for hop in each.via if hop.kind is HopKind.DOCUMENT]
            itself = _AS_SOURCE.match(text, *each.source) if each.source is not None else None
            beside = (each.source if itself else None, each.cue, _find_beside(text, each, _IN_DOCUMENT))
            named += [span for span in beside if span is not None]
            writer = "" if itself else speakers.get(each.id, "")
            told = [*each.content, each.source] if itself and each.source is not None else each.content
            for match in (match for span in named for match in _DOCUMENT.finditer(text, *span)):
                if _is_answer(text, match):
                    continue
                place = Place(article=each.article_id, span=Span(*match.span(1)))
                drawn = found[_kind_of(match[1])].setdefault((each.article_id, writer), (place, set()))
                drawn[1].update(_stems(text, told))
    for kind, parts in sorted(found.items()):
        links = [
            Link(1.0, " ".join(one), " ".join(other))
            for one, other in combinations(sorted(parts), 2)
            if one[0] != other[0]
            and (one[1] == other[1] or not one[1] or not other[1])
            and len(parts[one][1] & parts[other][1]) >= _LEAST_TOLD
            and _is_near(published, one[0], other[0])
        ]
        by_key = {" ".join(part): part for part in sorted(parts)}
        for group in cluster_records(by_key, links):
            of = [by_key[key] for key in group]
            yield (max(writer for _, writer in of), kind), {part[0]: parts[part][0] for part in reversed(of)}


def _is_answer(text: str, document: re.Match[str]) -> bool:
    """Say whether a document is a mail to the outlet that prints it, which no other has: "he said in an email"."""
    start, end = document.span()
    if _MAIL.match(text, start) is None or _ANY.search(text, max(0, start - 30), start) is None:
        return False
    return _TO_OTHERS.match(text, end) is None


def _kind_of(noun: str) -> str:
    """Give the kind of a document by its noun: a memorandum is a memo, and what is filed with a court is one kind."""
    noun = noun.lower().replace("-", "").split()[0].rstrip("s")
    return next((kind for kind, start in _KINDS if noun.startswith(start)), noun)


def _by_statement(
    families: Iterable[QuoteFamily], by_id: Mapping[str, Attribution], papers: Mapping[str, Span]
) -> Iterator[_Group]:
    """Give one wording that two articles say to be from something written: a statement, a letter."""
    for family in families:
        places: dict[str, Place] = {}
        for member in family.members:
            each, paper = by_id[member.attribution], papers.get(member.attribution)
            if paper is not None and each.form is not Form.INDIRECT:
                places.setdefault(each.article_id, Place(article=each.article_id, span=paper))
        yield (family.speaker or family.id, _WRITTEN_KEY), places


def _by_conference(
    articles: Sequence[AnnotatedArticle],
    families: Iterable[QuoteFamily],
    by_id: Mapping[str, Attribution],
    speakers: Mapping[str, str],
    published: Mapping[str, date | None],
) -> Iterator[_Group]:
    """Give who is quoted alike by two articles that each have him, there or elsewhere, at a news conference.

    Where each names somebody else beside him, there were two.
    """
    spoke: dict[str, dict[str, tuple[Place, str | None]]] = defaultdict(dict)
    for annotated in articles:
        text = annotated.article.text
        for each in annotated.attributions:
            room = _find_beside(text, each, _CONFERENCE) if each.id in speakers else None
            if room is not None:
                company = _COMPANY.match(text, room.end)
                at = Place(article=each.article_id, span=room)
                spoke[speakers[each.id]].setdefault(each.article_id, (at, company and company[1]))
    for family in families:
        there = spoke.get(family.speaker or "", {})
        members = [by_id[member.attribution] for member in family.members if member.change is not Change.OTHER_SPEAKER]
        quoting = {each.article_id for each in members if each.form is not Form.INDIRECT}
        one = {
            article
            for pair in combinations(sorted(quoting.intersection(there)), 2)
            if _is_near(published, *pair) and len({there[article][1] for article in pair} - {None}) < len(pair)
            for article in pair
        }
        yield (family.speaker or "", _CONFERENCE_KEY), {article: there[article][0] for article in sorted(one)}


def _find_papers(annotated: AnnotatedArticle, speakers: Mapping[str, str]) -> dict[str, Span]:
    """Find the paper that each attribution is from, by id: the one beside it, or beside its speaker's next to it."""
    text = annotated.article.text
    said = sorted(annotated.attributions, key=lambda each: each.extent)
    found = {each.id: _find_beside(text, each, _WRITTEN) for each in said}
    for order in (said, said[::-1]):
        for one, other in pairwise(order):
            between = text[min(one.extent.end, other.extent.end) : max(one.extent.start, other.extent.start)]
            beside = speakers.get(one.id) == speakers.get(other.id) is not None and len(between) <= _NEXT_TO
            if found[other.id] is None and beside and not other.via:
                found[other.id] = found[one.id]
    return {key: span for key, span in found.items() if span is not None}


def _find_beside(text: str, attribution: Attribution, paper: re.Pattern[str]) -> Span | None:
    """Find the paper that a sentence names in or beside source and cue, outside what is quoted."""
    start, end = _around(attribution)
    low = max(0, start - _BESIDE, text.rfind("\n", 0, start) + 1)
    stop = text.find("\n", end)
    high = min(end + _BESIDE, stop if stop >= 0 else len(text))
    found = (Span(*match.span(match.lastindex or 0)) for match in paper.finditer(text, low, high))
    return next((span for span in found if not any(span.overlaps(part) for part in attribution.content)), None)


def _around(attribution: Attribution) -> Span:
    """Give where the words that name source and cue begin and end; nothing where there are none."""
    named = [span for span in (attribution.source, attribution.cue) if span is not None]
    return Span(min(named).start, max(span.end for span in named)) if named else Span(0, 0)


def _group(drawn: _Drawn, published: Mapping[str, date | None]) -> dict[str, Place]:
    """Give the articles of which each has some of the same as another."""
    near = {
        article
        for one, other in combinations(sorted(drawn), 2)
        if len(drawn[one][1] & drawn[other][1]) >= _LEAST_TOLD and _is_near(published, one, other)
        for article in (one, other)
    }
    return {article: drawn[article][0] for article in sorted(near)}


def _stems(text: str, content: Sequence[Span]) -> set[str]:
    words = find_words(text, content).forms
    return {stem for stem, _ in stem_words(words) if stem not in FUNCTION_STEMS and (len(stem) > 3 or stem.isdigit())}


def _is_near(published: Mapping[str, date | None], one: str, other: str) -> bool:
    return is_soon_after(published[one], published[other], most=_MOST_DAYS)
