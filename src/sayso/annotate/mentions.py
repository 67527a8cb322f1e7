"""Names and roles in one article, and which of them are one person or body.

Invariant: a mention's ``name`` is cut from its span (titles and possessive endings left out); mentions of one ``chain``
share a surname or a name, never only a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.annotate.chaining import PARTICLES, chain_mentions
from sayso.annotate.joiners import ARTICLES, JOINERS, joins_name
from sayso.annotate.lexicon import Lexicon, load_lexicon
from sayso.annotate.paragraphs import find_paragraphs
from sayso.annotate.phrases import is_plural
from sayso.annotate.roles import CLOSED, find_role_after, find_role_before, find_role_with_complement, is_title
from sayso.annotate.tokens import Token, tokenize
from sayso.model.annotation import AnnotatedArticle, EntityKind, Mention, MentionForm
from sayso.model.span import Span, overlaps_any

_ARTICLED = re.compile(r"(?:al|el|an|as|ash|at|ad|ar|az|ul|ud)[-’'][A-Z]")  # "al-Saadi"
_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "prof"})
_ADDRESSED = frozenset(
    "president speaker secretary chairman chairwoman chair mayor minister prime vice justice".split()
)
_SHORT = frozenset({"sen", "rep", "gen", "gov", "det", "col", "lt", "maj"})  # as titles with a full stop
_ELECTED = frozenset("sen senator rep representative gov governor judge sheriff congressman congresswoman".split())
_OF_PLACE = re.compile(r"\b(?:in|into|near|outside|across|told|on|by|via|from|to) $")
_OF_OUTLET = re.compile(r" (?:reported|reports|News|TV|Television|Radio|Businessweek|poll|Law|Opinion)\b")
_NO_NAMES = frozenset({"i", "we", "you", "he", "she", "they", "it", "the", "a"})
_WATCHERS = frozenset({"monitor", "observer", "guard", "regulator"})  # "the Velm Science Monitor"
_OFFICES = frozenset(
    "state defense defence war labor commerce education energy treasury agriculture interior justice".split()
)
_CAPTIONS = frozenset({"caption", "captions", "photos", "advertisement"})  # "Hide Caption"
_BODIES = frozenset("division unit subsidiary nonprofit charity network website startup lobby".split())
# Words that begin or end no person's name: "Republican National Convention" is no Republican of that name.
_NO_FIRST = frozenset(
    "african american central eastern fifth first fourth free national new northern planned second social southern "
    "super third western world".split()
)
_NO_LAST = frozenset(
    "act avenue campaign caucus caucuses convention district front freedom pac parenthood progress relief street tower "
    "towers war watch".split()
)
_PARTY = re.compile(r"[RDI]-[A-Z]")  # "(R-Wis.)"
_INSIDE = re.compile(r"(?<=[a-zà-öø-ÿ,] )[A-ZÀ-ÖØ-Þ][\w-]+")
_ADVERB = re.compile(r"(?:al|ent|ant|ous|iv|ed|ab|ib|ate|ar|ful)ly$")
_FINITE = ("ed", "s", "said", "told", "wrote")
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_BEFORE_DAYS = frozenset("on last next late early since until by from before after".split())
_NAMED_AFTER_DAYS = frozenset("times mirror express telegraph herald post mail morning night review group club".split())
_CREDITED = re.compile(r"/\s?(?:AFP|AP|EPA|Getty|Reuters|Bloomberg|Shutterstock|Corbis|Pool)\b")  # who took a photo
_PLACE_OR_BODY = frozenset({EntityKind.PLACE, EntityKind.ORGANISATION})


def find_mentions(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Fill ``mentions``: names with the roles that stand beside them, then roles alone."""
    article, lexicon = annotated.article, load_lexicon()
    found: list[tuple[Mention, bool]] = []
    for paragraph in find_paragraphs(article.text):
        if overlaps_any(paragraph, article.furniture):
            continue
        tokens = tokenize(article.text, paragraph)
        if _is_title_case(tokens):
            continue
        found.extend(_names_in(article.id, article.text, tokens, lexicon))
    proper = _capitalised_inside(article.text)
    proper |= {m.name.split()[end] for m, _ in found if m.kind is EntityKind.PERSON for end in (0, -1)}  # "Xi", "Lang"
    sure = [
        m
        for m, begins in found
        if (not begins or m.kind is not EntityKind.OTHER or " " in m.name or m.name in proper)
        and not _CREDITED.search(m.name)
    ]
    return replace(annotated, mentions=tuple(chain_mentions(tuple(_told_apart(article.text, sure)), article.text)))


def _told_apart(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Take a place or a body for no known kind of name where its name is the surname of somebody named before.

    "Bloomberg said" after "Michael Bloomberg", but not "in Jordan" and "Bloomberg reported".
    """
    bearers: dict[str, int] = {}
    for mention in mentions:
        if mention.kind is EntityKind.PERSON:
            bearers.setdefault(mention.name.split()[-1], mention.span.start)
    for mention in mentions:
        named = bearers.get(mention.name)
        if named is None or named > mention.span.start or mention.kind not in _PLACE_OR_BODY:
            yield mention
            continue
        before, after = text[max(0, mention.span.start - 12) : mention.span.start], text[mention.span.end :][:14]
        apart = _OF_PLACE.search(before) or _OF_OUTLET.match(after)
        yield mention if apart else replace(mention, kind=EntityKind.OTHER)


def _capitalised_inside(text: str) -> frozenset[str]:
    """Collect the words that stand capitalised inside a sentence: proper names, whatever else begins one."""
    return frozenset(_INSIDE.findall(text))


def _is_title_case(tokens: Sequence[Token]) -> bool:
    """Tell a headline set in capitals, where a capital says nothing."""
    words = [t for t in tokens if t.is_word and len(t.text) > 3]
    if tokens[-1].text == ".":
        return 6 <= len(words) <= 40 and all(t.is_name for t in words)
    return 3 <= len(words) <= 40 and sum(t.is_name for t in words) >= 0.75 * len(words)


def _names_in(article_id: str, text: str, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[Mention, bool]]:
    """Give each name, and whether it begins its sentence."""
    index = 0
    dated = int(_is_dateline(tokens, lexicon))  # the word that begins the first sentence
    while index < len(tokens):
        if not _begins_name(tokens, index) or _is_day(tokens, index):
            index += 1
            continue
        end = _run_end(tokens, index, lexicon) if index or not dated else dated
        begins = index <= dated or tokens[index - 1].text in '.!?…“"‘«:—–' or tokens[index - 1].quotation >= 0
        body = _body_end(tokens, index, end, lexicon)
        if body is not None:  # "Russia’s defence ministry", "the German chancellery"
            span = Span(tokens[index].start, tokens[body - 1].end)
            name = span.cut(text)
            yield (
                Mention(
                    article_id=article_id,
                    span=span,
                    kind=EntityKind.ORGANISATION,
                    form=MentionForm.NAME,
                    name=name,
                    chain=name,
                ),
                False,
            )
            index = body
            continue
        for mention in _mentions_of_run(article_id, text, tokens, index, end, begins, lexicon):
            first = begins and mention.span.start == tokens[index].start
            yield mention, first and not _speaks(text, tokens, index, end, lexicon)
        index = end


def _is_day(tokens: Sequence[Token], at: int) -> bool:
    """Tell the day of "on Monday Ann Moore said" from a name that begins with one: "the Sunday Times"."""
    if at == 0 or tokens[at].bare not in _WEEKDAYS or tokens[at - 1].lower not in _BEFORE_DAYS:
        return False
    return not (at + 1 < len(tokens) and tokens[at + 1].bare in _NAMED_AFTER_DAYS)


def _speaks(text: str, tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether a lone first word is a name by the verb after it: "Reddit told", but not "Insurers told"."""
    word, cue = tokens[start], lexicon.cues.get(tokens[end].lower) if end < len(tokens) else None
    if end - start > 1 or cue is None or cue.weak or cue.participle or not tokens[end].lower.endswith(_FINITE):
        return False
    if word.bare in lexicon.speaker_nouns or any(word.bare in words for words in lexicon.closed.values()):
        return False
    return not is_plural(word.bare) and re.search(rf"\b{re.escape(word.bare)}\b", text) is None


def _begins_name(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a name begins here: with a capital letter, or a particle before one ("de Blasio", "al-Saadi")."""
    token = tokens[at]
    if token.text in PARTICLES:
        after = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text in ARTICLES)  # "de los Santos"
        return after < len(tokens) and tokens[after].is_name
    if token.text.islower() and token.text.isalpha():  # as most words are
        return False
    return (token.is_name and token.text[0].isalpha()) or _ARTICLED.match(token.text) is not None


def _is_dateline(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell "MANILA Backers of the mayor", where the mark after the place is lost, from a name."""
    word = tokens[0].text
    town = len(tokens) > 1 and len(word) > 3 and word.isalpha() and word.isupper()
    town = town and word.lower() in lexicon.places
    return town and tokens[1].is_name and not tokens[1].text.isupper()


def _body_end(tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> int | None:
    """Find where the name of a body ends that begins with a country: small words up to "ministry" and the like."""
    first = tokens[start]
    if end - start > 2 or not (first.bare in lexicon.demonyms or (first.bare in lexicon.places and first.possessive)):
        return None
    at = end
    while at < len(tokens) and at - end < 4 and tokens[at].is_word:
        if tokens[at].bare in lexicon.organisation_nouns and not tokens[at].possessive:
            return (
                at + 1 if tokens[at].lower not in {"group", "team", "companies", "people", "chain", "market"} else None
            )
        if any(tokens[at].lower in lexicon.closed[c] for c in CLOSED) or tokens[at].lower in lexicon.roles:
            return None
        at += 1
    return None


def _run_end(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Find where a run of capitalised words ends; "of" and the like may join two of its words."""
    end = start
    while end < len(tokens):
        token = tokens[end]
        if token.is_name or (end == start and token.text in PARTICLES) or _ARTICLED.match(token.text):
            end += 1
            if token.possessive and tokens[end - 1].bare not in lexicon.titles:
                break
            dotted = token.text.endswith(".") and len(token.text) > 3 and token.lower.rstrip(".") not in lexicon.titles
            if (
                dotted
                and end < len(tokens)
                and tokens[end].lower in lexicon.not_names
                and not _is_watch(tokens, end, lexicon)
            ):
                break  # "in the U.S. The firm", but "U.N. Watch"
            continue
        if joins_name(tokens, start, end, lexicon):
            end += 1
            continue
        break
    return end


def _is_watch(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell the body "U.N. Watch" from the order to watch something."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    watched = after is not None and (after.is_name or after.lower in lexicon.closed["determiner"])
    return tokens[at].lower == "watch" and not watched


def _mentions_of_run(
    article_id: str, text: str, tokens: Sequence[Token], start: int, end: int, begins: bool, lexicon: Lexicon
) -> Iterator[Mention]:
    while start < end and begins and tokens[start].lower in lexicon.not_names and tokens[start].text != "WHO":
        if _is_first_name(tokens, start):
            break
        start += 1
    if begins and end - start > 1 and _ADVERB.search(tokens[start].lower):
        start += tokens[start].lower not in lexicon.first_names  # "Technically Lang"
    while start < end and tokens[start].lower.replace("’", "'").partition("'")[0] in _NO_NAMES:
        start += 1
    if start >= end:
        return
    run = [t for t in tokens[start:end] if t.is_word]
    title = max((i for i, t in enumerate(run) if _is_title_at(run, i, lexicon)), default=-1)
    first = next((i for i, t in enumerate(run[1:], 1) if t.lower in lexicon.first_names and i + 1 < len(run)), -1)
    ruled = first > title >= 0 and run[title + 1].lower in JOINERS  # "Secretary of State Ann Moore"
    if ruled or (first > title and any(t.bare in lexicon.organisation_words for t in run[:first])):
        title = first - 1  # "Department of State Antony Blinken"
    name = run[title + 1 :]
    while len(name) > 1 and name[-1].bare in lexicon.closed["time"]:  # "Donald Trump Monday"
        name = name[:-1]
    if len(name) > 2 and name[0].bare in lexicon.demonyms and name[1].lower in lexicon.first_names:
        name = name[1:]  # "German Marcel Berg"
    if len(name) > 2 and title >= 0 and name[0].lower == "of" and name[1].bare in _OFFICES:
        title, name = title + 2, name[2:]  # "Secretary of State Rex Tillers"
    if name and name[0].lower == "of" and title >= 0:
        if not begins or not is_plural(run[title].bare) or len(name) == 1:
            return  # a title with its office: "Minister of Health"
        name = name[1:]  # "Users of Reddit", where only the sentence gives the capital
        title, run, start = -1, name, start + len(run) - len(name)
    if run[-1].possessive and len(run) == 1 and end < len(tokens):
        title = -1
        name = run
    if not name:  # a title alone ("the Prime Minister"): a role, not a name
        return
    if name[-1].lower in _CAPTIONS:
        return
    says = name[0].lower.endswith("s") and name[0].lower in lexicon.cues  # "Former Doctor Says", in a headline
    if _PARTY.match(name[0].text) or (len(name) == 1 and (says or name[0].text == "I")):
        return
    kind = _kind(name, title, tokens, start, end, lexicon)
    if kind is None:
        return
    if kind is not EntityKind.PERSON and title >= 0:
        name = run
    after = find_role_after(tokens, end, lexicon)
    complement = (
        find_role_with_complement(tokens, start, lexicon) if kind is EntityKind.OTHER and len(name) > 1 else None
    )
    no_person = len(name) > 1 and (name[0].lower in _NO_FIRST or name[-1].bare in _NO_LAST)
    if kind is EntityKind.OTHER and not no_person and (after is not None or complement is not None):
        kind = EntityKind.PERSON  # "Perrin, the town’s mayor"; "the director of the hospital, Osk Lindemar"
    last = name[-1]
    cut = len(last.text) - (2 if last.lower.endswith(("’s", "'s")) else 1 if last.possessive else 0)
    span = Span(name[0].start, last.start + cut)
    role = find_role_before(tokens, start, run, title, lexicon) or after
    yield Mention(
        article_id=article_id,
        span=span,
        kind=kind,
        form=MentionForm.NAME,
        name=span.cut(text),
        chain=span.cut(text),
        role=role
        if kind is EntityKind.PERSON and role and role.cut(text).lower().rstrip(".") not in _HONORIFICS
        else None,
    )


def _is_first_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell Will Lang from the verb that asks: "Will Lang go?"."""
    if tokens[at].text != "Will" or at + 1 == len(tokens) or not tokens[at + 1].is_name:
        return False
    return next((token.text for token in tokens[at + 1 :] if token.text in {".", "?", "!"}), ".") != "?"


def _is_title_at(run: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Say whether a word of a name is a title: "Judge Rohde", but not "Larry King", "Ms. Bishop" or "Baker Now"."""
    if not is_title(run[at].bare, lexicon) or (at and run[at].bare in _WATCHERS):
        return False
    if at and at + 1 == len(run) and run[at].lower in _SHORT:
        return False  # "Hun Sen"
    if at > 1 and run[at - 1].lower == "of" and run[at - 2].bare in lexicon.organisation_words:
        return False  # "Department of Justice"
    if at + 1 < len(run) and run[at + 1].lower in lexicon.closed["preposition"] and run[at + 1].is_name:
        return False  # "Doctors Without Borders"
    before = run[at - 1].bare.rstrip(".") if at else ""
    first = before in lexicon.first_names and before not in lexicon.places
    addressed = before in _HONORIFICS and run[at].bare not in _ADDRESSED
    return not (first or addressed) or (at + 1 < len(run) and run[at + 1].lower.rstrip("'’") not in lexicon.not_names)


def _kind(
    name: Sequence[Token],
    title: int,
    tokens: Sequence[Token],
    start: int,
    end: int,
    lexicon: Lexicon,
) -> EntityKind | None:
    """Tell what a name names, or ``None`` for a capitalised word that is none."""
    whole = " ".join(t.bare for t in name)
    if len(name) == 1 and title >= 0 and _addresses(tokens[start + title].bare) and whole in _homonyms(lexicon):
        return EntityKind.PERSON  # "Mr. Bloomberg", "Rep. Jordan"
    if (
        whole in lexicon.places
        or name[0].text == whole.upper() == "US"
        or (whole in lexicon.demonyms and whole[-1] not in "ns")
    ):
        return EntityKind.PLACE
    if whole in lexicon.organisation_names or any(t.bare in lexicon.organisation_words for t in name[-1:]):
        return EntityKind.ORGANISATION
    led = title >= 0 and tokens[start + title].bare in lexicon.titles  # "Chairman Sun Wenhai"
    if len(name) > 1 and any(
        t.bare in words for t in name[led:2] for words in (lexicon.organisation_words, lexicon.organisation_nouns)
    ):
        return EntityKind.ORGANISATION
    if len(name) > 2 and (name[1].lower in {"for", "on"} or any(t.lower == "and" for t in name)):
        return EntityKind.ORGANISATION  # what `joins_name` joins so
    if len(name) == 1 and (name[0].bare in lexicon.demonyms or name[0].bare in lexicon.closed["time"]):
        return None
    if len(name) == 1 and len(name[0].text) > 1 and name[0].text.isupper():
        return EntityKind.ORGANISATION
    if len(name) > 1 and (name[0].lower in _NO_FIRST or name[-1].bare in _NO_LAST):
        return EntityKind.ORGANISATION if _is_called_a_body(tokens, end, lexicon) else EntityKind.OTHER
    before = tokens[start - 1] if start else None
    if before is not None and before.lower == "the" and title < 0:
        return EntityKind.OTHER  # "the Anna Maria" is a ship, no woman
    lower_title = before is not None and before.is_word and not before.possessive and is_title(before.bare, lexicon)
    if title >= 0 or lower_title or (name[0].lower in lexicon.first_names and len(name) > 1):
        return EntityKind.PERSON if name[-1].bare not in lexicon.demonyms else EntityKind.OTHER
    if len(name) in {2, 3} and _is_called_a_body(tokens, end, lexicon):
        return EntityKind.ORGANISATION
    if len(name) in {2, 3} and all(t.text[1:].islower() or "-" in t.text for t in name) and _age_follows(tokens, end):
        return EntityKind.PERSON
    return EntityKind.OTHER


def _addresses(title: str) -> bool:
    """Say whether a word is a title that only people have: "Mr.", "Sen.", but not "Attorney General"."""
    return title.rstrip(".") in _HONORIFICS | _ADDRESSED | _ELECTED


def _homonyms(lexicon: Lexicon) -> frozenset[str]:
    """Give the places and bodies whose names may be surnames too."""
    return lexicon.places | lexicon.organisation_names


def _age_follows(tokens: Sequence[Token], end: int) -> bool:
    after = tokens[end : end + 3]
    return (
        len(after) >= 2 and after[0].text == "," and (after[1].text.isdigit() or after[1].lower in {"who", "a", "the"})
    )


def _is_called_a_body(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Say whether an apposition calls a name a body: ", a division of the ministry"."""
    if end + 1 >= len(tokens) or tokens[end].text != "," or tokens[end + 1].lower not in {"a", "an", "the"}:
        return False
    phrase = []
    for token in tokens[end + 2 : end + 8]:
        if not token.is_word or token.lower in lexicon.closed["preposition"] | {"that", "which", "who"}:
            break
        phrase.append(token)
    return bool(phrase) and phrase[-1].bare in lexicon.organisation_nouns | _BODIES
