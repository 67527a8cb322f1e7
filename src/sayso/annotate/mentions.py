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
from sayso.annotate.name_kinds import ADDRESSED, HONORIFICS, NO_LAST, OF_FIRMS, SURNAMES, kind_of_name, names_no_person
from sayso.annotate.name_tokens import begins_sentence, is_of_state, part_compounds, served_end
from sayso.annotate.no_names import NoNames
from sayso.annotate.occurrences import has_word
from sayso.annotate.paragraphs import find_paragraphs
from sayso.annotate.phrases import is_plural
from sayso.annotate.roles import CLOSED, find_role_after, find_role_before, find_role_with_complement, is_title
from sayso.annotate.time_words import DAY_NUMBERS
from sayso.annotate.tokens import Token, tokenize
from sayso.model.annotation import AnnotatedArticle, EntityKind, Mention, MentionForm
from sayso.model.nearby import Cover
from sayso.model.span import Span

_ARTICLED = re.compile(r"(?:al|el|an|as|ash|at|ad|ar|az|ul|ud)[-’'][A-Z]")  # "al-Saadi"
_SHORT = frozenset({"sen", "rep", "gen", "gov", "det", "col", "lt", "maj"})  # as titles with a full stop
_OF_PLACE = re.compile(r"\b(?:in|into|near|outside|across|told|on|by|via|from|to) $")
_OF_OUTLET = re.compile(r" (?:reported|reports|News|TV|Television|Radio|Businessweek|poll|Law|Opinion)\b")
_NO_NAMES = frozenset({"i", "we", "you", "he", "she", "they", "it", "the", "a"})
_WATCHERS = frozenset({"monitor", "observer", "guard", "regulator", "examiner"})  # "the Velm Science Monitor"
_IN_BODIES = frozenset({"general", "justice"})
_OFFICES = frozenset(
    "state defense defence war labor commerce education energy treasury agriculture interior justice".split()
)
_CAPTIONS = frozenset({"caption", "captions", "photos", "advertisement"})  # "Hide Caption"
_PARTIES = frozenset({"tory", "labour", "gop", "democratic", "ukip"})
_PARTY = re.compile(r"[RDI]-[A-Z]")  # "(R-Wis.)"
_ADVERB = re.compile(r"(?:al|ent|ant|ous|iv|ed|ab|ib|ate|ar|ful)ly$")
_FINITE = ("ed", "s", "said", "told", "wrote")
_NAMED_AFTER_DAYS = frozenset("times mirror express telegraph herald post mail morning night review group club".split())
_COUNTRIES_ARE = frozenset("state republic kingdom emirate commonwealth".split())  # "the Republic of Ireland"
_DAYS = frozenset({"day", "week", "night"})
_OPENS, _CLOSES = frozenset("“\"‘'("), frozenset("”\"’')")
_MANY = frozenset("people women men children girls boys veterans workers teachers nurses farmers mothers".split())
_OF_MANY = frozenset(  # bodies of which a country has many: "the Iranian company"
    "airline airport bank brewery campaign carrier chain channel charity church club college company corporation daily "
    "fund firm foundation group hospital league magazine maker manufacturer market network newspaper operator outlet "
    "paper party publisher retailer school station supermarket supplier tabloid team union university "
    "website weekly".split()
)
_PLACE_OR_BODY = (EntityKind.PLACE, EntityKind.ORGANISATION)
_MAY_BEAR_ROLE = (EntityKind.PERSON, EntityKind.OTHER)


def find_mentions(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Fill ``mentions``: names with the roles that stand beside them, then roles alone."""
    article, lexicon = annotated.article, load_lexicon()
    found: list[tuple[Mention, bool]] = []
    left_out = Cover(article.furniture)
    for paragraph in find_paragraphs(article.text):
        if left_out.touches((paragraph,)):
            continue
        tokens = tokenize(article.text, paragraph)
        if not _is_title_case(tokens):
            found.extend(_names_in(article.id, article.text, list(part_compounds(tokens)), lexicon))
    no_names = NoNames(article.text, [m for m, _ in found], annotated.times)
    sure = [m for m, begins in found if not no_names.has(m, begins)]
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
        begin, end = mention.span
        before, after = text[max(0, begin - 12) : begin], text[end : end + 14]
        apart = _OF_PLACE.search(before) or _OF_OUTLET.match(after)
        yield mention if apart else replace(mention, kind=EntityKind.OTHER)


def _is_title_case(tokens: Sequence[Token]) -> bool:
    """Tell a headline set in capitals, where a capital says nothing."""
    words = [t for t in tokens if len(t.text) > 3 and t.is_word]
    if not 3 <= len(words) <= 40:
        return False
    n_names = sum([t.is_name for t in words])
    set_so = n_names == len(words) >= 6 if tokens[-1].text == "." else n_names >= 0.75 * len(words)
    return set_so and all(t.text != "@" for t in tokens)


def _names_in(article_id: str, text: str, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[Mention, bool]]:
    """Give each name, and whether it begins its sentence."""
    done = 0  # what stands before it is read
    dated = int(_is_dateline(tokens, lexicon))  # the word that begins the first sentence
    for index in _find_begins(tokens):
        if index < done or _is_day(tokens, index) or is_of_state(tokens, index, lexicon):
            continue
        end = _run_end(tokens, index, lexicon) if index or not dated else dated
        end = served_end(tokens, index, end, lexicon)
        begins = index <= dated or tokens[index - 1].text in '“"‘«—–' or begins_sentence(tokens, index)
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
            done = body
            continue
        for mention in _mentions_of_run(article_id, text, tokens, index, end, begins, lexicon):
            first = begins and mention.span.start == tokens[index].start
            yield mention, first and not _speaks(text, tokens, index, end, lexicon)
        done = end


def _is_day(tokens: Sequence[Token], at: int) -> bool:
    """Tell the day of "told reporters Monday Ann Moore left" from what begins a name: "the Sunday Times"."""
    if at == 0 or tokens[at].bare not in DAY_NUMBERS or not tokens[at - 1].is_word or tokens[at - 1].is_name:
        return False
    if tokens[at - 1].lower in load_lexicon().closed["determiner"]:
        return False
    return not (at + 1 < len(tokens) and tokens[at + 1].bare in _NAMED_AFTER_DAYS)


def _speaks(text: str, tokens: Sequence[Token], start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether a lone first word is a name by the verb after it: "Reddit told", but not "Insurers told"."""
    word, cue = tokens[start], lexicon.cues.get(tokens[end].lower) if end < len(tokens) else None
    if end - start > 1 or cue is None or cue.weak or cue.participle or not tokens[end].lower.endswith(_FINITE):
        return False
    if word.bare in lexicon.speaker_nouns or any(word.bare in words for words in lexicon.closed.values()):
        return False
    if is_plural(word.bare):
        return False
    return not has_word(text, word.bare)


def _find_begins(tokens: Sequence[Token]) -> Iterator[int]:
    """Give where a name may begin: with a capital letter, or a particle before one ("de Blasio", "al-Saadi")."""
    for at, token in enumerate(tokens):
        text = token.text
        if text in PARTICLES:
            after = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text in ARTICLES)  # "de los Santos"
            if after < len(tokens) and tokens[after].is_name:
                yield at
        elif token.is_name:
            if text[0].isalpha():
                yield at
        elif not text.isalpha() and _ARTICLED.match(text):
            yield at


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
    if end < len(tokens) and tokens[end].start == tokens[end - 1].end:  # "Velm-based association"
        return None
    before = tokens[start - 1].lower if start else ""
    if before in lexicon.closed["determiner"] - {"the"}:  # "a Turkish newspaper"
        return None
    at = end
    while at < len(tokens) and at - end < 4 and tokens[at].is_word:
        parted = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end and tokens[at + 1].is_word
        if tokens[at].bare in lexicon.organisation_nouns and not tokens[at].possessive and not parted:
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            named = tokens[at].is_name and after is not None
            goes_on = named and after is not None and (after.is_name or after.lower in {"of", "for", "on"})
            many = tokens[at].lower in _OF_MANY or is_plural(tokens[at].lower)
            return None if goes_on or many else at + 1  # "Massachusetts’ Office of …"
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
            if (
                token.possessive
                and tokens[end - 1].bare not in lexicon.titles
                and not _is_of_people(tokens, end)
                and not _is_office(tokens, end, lexicon)
            ):
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
        if _is_nickname(tokens, end, lexicon):
            end += 4
            continue
        break
    return end


def _is_nickname(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell what stands in marks between a first name and a surname: "Peter “Pit” Lang", "Peter (Pit) Lang"."""
    if at + 3 >= len(tokens) or tokens[at].text not in _OPENS or tokens[at + 2].text not in _CLOSES:
        return False
    named = tokens[at + 1].is_name and tokens[at + 3].is_name and tokens[at + 3].lower not in lexicon.not_names
    return named and tokens[at - 1].lower in lexicon.first_names


def _is_of_people(tokens: Sequence[Token], at: int) -> bool:
    """Tell whose a body is that is named after many, "the People’s Court", from an owner."""
    return tokens[at - 1].bare in _MANY and at < len(tokens) and tokens[at].is_name


def _is_office(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell the body "Velm County Medical Examiner’s Office" from an owner and what is his."""
    named = at < len(tokens) and tokens[at].is_name and tokens[at].bare == "office"
    return named and at > 1 and tokens[at - 1].bare in lexicon.roles and tokens[at - 2].is_name


def _is_watch(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell the body "U.N. Watch" from the order to watch something."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    watched = after is not None and (after.is_name or after.lower in lexicon.closed["determiner"])
    return tokens[at].lower == "watch" and not watched


def _mentions_of_run(
    article_id: str, text: str, tokens: Sequence[Token], start: int, end: int, begins: bool, lexicon: Lexicon
) -> Iterator[Mention]:
    while start < end and begins and tokens[start].lower in lexicon.not_names and tokens[start].text != "WHO":
        if _is_first_name(tokens, start) or (start + 1 < end and tokens[start].lower in HONORIFICS):
            break
        start += 1
    if begins and end - start > 1 and _ADVERB.search(tokens[start].lower):
        start += tokens[start].lower not in lexicon.first_names  # "Technically Lang"
    firm = begins and end - start > 1 and (tokens[start].bare in OF_FIRMS or tokens[start].bare.endswith("maker"))
    if firm and not tokens[start].possessive and tokens[start + 1].lower not in lexicon.first_names:
        start += 1  # "Drugmaker Velmik"
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
    while len(name) > 1 and name[0].text[-1] in "'’" and not name[0].possessive:
        name = name[1:]  # "Runnin' Peter Lang"
    while len(name) > 1 and _is_time(name[-1], tokens, end, lexicon):  # "Peter Lang Monday"
        name = name[:-1]
    if len(name) > 2 and _tells_origin(name[0], lexicon) and name[1].lower in lexicon.first_names:
        name = name[1:]  # "German Marcel Berg", "Tory Ann Moore"
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
    if not name and _is_outlet(tokens, start, run, lexicon):
        name, start = [tokens[start - 1], *run], start - 1  # "The Economist"
        title, run = -1, name
    if not name:  # a title alone ("the Prime Minister"): a role, not a name
        return
    if len(name) > 1 and name[-1].bare in _DAYS and name[0].lower not in lexicon.first_names:
        return  # "Election Day", but Doris Day
    if name[-1].lower in _COUNTRIES_ARE and _is_of_place(tokens, end, lexicon):
        return
    if name[-1].lower in _CAPTIONS:
        return
    says = name[0].lower.endswith("s") and name[0].lower in lexicon.cues  # "Former Doctor Says", in a headline
    if _PARTY.match(name[0].text) or (len(name) == 1 and (says or name[0].text == "I")):
        return
    kind = kind_of_name(name, title, tokens, start, end, lexicon)
    if kind is None:
        return
    if kind is not EntityKind.PERSON and title >= 0:
        name = run
    after = find_role_after(tokens, end, lexicon) if kind in _MAY_BEAR_ROLE else None
    if (
        kind is EntityKind.OTHER
        and not names_no_person(name)
        and (after is not None or (len(name) > 1 and find_role_with_complement(tokens, start, lexicon) is not None))
    ):
        kind = EntityKind.PERSON  # "Perrin, the town’s mayor"; "the director of the hospital, Osk Lindemar"
    last = name[-1]
    cut = len(last.text) - (2 if last.lower.endswith(("’s", "'s")) else 1 if last.possessive else 0)
    span = Span(name[0].start, last.start + cut)
    role = find_role_before(tokens, start, run, title, lexicon) or after if kind is EntityKind.PERSON else None
    yield Mention(
        article_id=article_id,
        span=span,
        kind=kind,
        form=MentionForm.NAME,
        name=span.cut(text),
        chain=span.cut(text),
        role=role if role is not None and role.cut(text).lower().rstrip(".") not in HONORIFICS else None,
    )


def _tells_origin(word: Token, lexicon: Lexicon) -> bool:
    return word.bare in lexicon.demonyms or word.bare in _PARTIES


def _is_outlet(tokens: Sequence[Token], start: int, run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell an outlet that is called as somebody at work is: "The Economist", not "the economist"."""
    return start > 0 and len(run) == 1 and f"{tokens[start - 1].text} {run[0].text}" in lexicon.outlets


def _is_of_place(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    return at + 1 < len(tokens) and tokens[at].lower == "of" and tokens[at + 1].bare in lexicon.places


def _is_time(word: Token, tokens: Sequence[Token], end: int, lexicon: Lexicon) -> bool:
    """Tell the day or month after a name, "Ann Moore Monday", from a surname: "Theresa May", "Doris Day"."""
    if word.bare in SURNAMES:
        return end < len(tokens) and tokens[end].text[:1].isdigit()
    return word.bare in lexicon.closed["time"]


def _is_first_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell Will Lang from the verb that asks: "Will Lang go?"."""
    if tokens[at].text != "Will" or at + 1 == len(tokens) or not tokens[at + 1].is_name:
        return False
    return next((token.text for token in tokens[at + 1 :] if token.text in {".", "?", "!"}), ".") != "?"


def _is_title_at(run: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Say whether a word of a name is a title: "Judge Rohde", but not "Larry King", "Ms. Bishop" or "Baker Now"."""
    if not is_title(run[at].bare, lexicon) or (at and run[at].bare in _WATCHERS):
        return False
    if run[at].bare == "counsel" and at + 1 == len(run) and (not at or run[at - 1].bare not in {"special", "general"}):
        return False  # "Velm Counsel" may be a firm
    if run[at].possessive and at + 1 < len(run):
        return False  # "Women’s March"
    if (
        run[at].bare in _IN_BODIES
        and at + 1 < len(run)
        and (run[-1].bare in lexicon.organisation_words or run[-1].bare in NO_LAST)
    ):
        return False  # "the General Assembly", "the Equal Justice Initiative"
    if at and at + 1 == len(run) and run[at].lower in _SHORT:
        return False  # "Hun Sen"
    if run[at].bare == "prime" and not (at + 1 < len(run) and run[at + 1].bare == "minister"):
        return False
    of = next((i for i in range(1, at) if run[i].lower == "of" and run[i - 1].bare in lexicon.organisation_words), at)
    if of + 1 == at or (of < at and all(is_title(t.bare, lexicon) for t in run[at + 1 :])):
        return False  # "Department of Justice", "Office of the Inspector General"
    after = run[at + 1].lower if at + 1 < len(run) else ""
    role = run[at].bare in lexicon.roles and run[at].bare not in lexicon.titles
    if role and after not in {"", "of"} and is_plural(run[at].bare):
        singly = run[at].bare[:-1] in lexicon.titles
        if not singly and after not in lexicon.first_names:
            return False  # "Book Critics Circle", but "Senators Lang"
    if at + 1 < len(run) and run[at + 1].lower in lexicon.closed["preposition"] and run[at + 1].is_name:
        return False  # "Doctors Without Borders"
    before = run[at - 1].bare.rstrip(".") if at else ""
    first = before in lexicon.first_names and before not in lexicon.places
    addressed = before in HONORIFICS and run[at].bare not in ADDRESSED
    return not (first or addressed) or (at + 1 < len(run) and run[at + 1].lower.rstrip("'’") not in lexicon.not_names)
