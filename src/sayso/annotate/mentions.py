"""Names and roles in one article, and which of them are one person or body.

Invariant: a mention's ``name`` is cut from its span (titles and possessive endings left out); mentions of one ``chain``
share a surname or a name, never only a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.annotate.lexicon import Lexicon, load_lexicon
from sayso.annotate.paragraphs import find_paragraphs
from sayso.annotate.phrases import is_plural
from sayso.annotate.tokens import Token, tokenize
from sayso.model.annotation import AnnotatedArticle, EntityKind, Mention, MentionForm
from sayso.model.span import Span, overlaps_any

_JOINERS = frozenset(
    {"of", "de", "da", "di", "van", "von", "der", "den", "bin", "al", "el", "la", "le", "du", "ibn", "del", "dos"}
)
_PARTICLES = frozenset({"de", "da", "di", "van", "von", "der", "den", "bin", "ibn", "del", "dos", "du"})
_ARTICLED = re.compile(r"(?:al|el|an|as|ash|at|ad|ar|az|ul|ud)[-’'][A-Z]")  # "al-Saadi"
_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "prof"})
_ADDRESSED = frozenset(
    "president speaker secretary chairman chairwoman chair mayor minister prime vice justice".split()
)
_MAX_ROLE_WORDS = 8
_NO_NAMES = frozenset({"i", "we", "you", "he", "she", "they", "it", "the", "a"})
_HEADLINE = 600  # a headline and a summary may name shortly whom the first paragraphs name in full
_WHERE = frozenset("in at to from of near into across over toward towards with against and or".split())
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
_CLOSED = ("determiner", "preposition", "conjunction", "subordinator", "auxiliary", "pronoun")


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
    proper |= {m.name.split()[-1] for m, _ in found if m.kind is EntityKind.PERSON and " " in m.name}
    names = [
        m for m, begins in found if not begins or m.kind is not EntityKind.OTHER or " " in m.name or m.name in proper
    ]
    return replace(annotated, mentions=tuple(chain_mentions(names, article.text)))


def _capitalised_inside(text: str) -> frozenset[str]:
    """Collect the words that stand capitalised inside a sentence: proper names, whatever else begins one."""
    return frozenset(_INSIDE.findall(text))


def _is_title_case(tokens: Sequence[Token]) -> bool:
    """Tell a headline set in capitals, where a capital says nothing."""
    words = [t for t in tokens if t.is_word and len(t.text) > 3]
    if tokens[-1].text == ".":
        return False
    return 3 <= len(words) <= 40 and sum(t.is_name for t in words) >= 0.75 * len(words)


def _names_in(article_id: str, text: str, tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[Mention, bool]]:
    """Give each name, and whether it begins its sentence."""
    index = 0
    while index < len(tokens):
        if not _begins_name(tokens, index):
            index += 1
            continue
        end = _run_end(tokens, index, lexicon)
        begins = index == 0 or tokens[index - 1].text in '.!?…“"‘«:—–' or tokens[index - 1].quotation >= 0
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
            yield mention, begins and mention.span.start == tokens[index].start
        index = end


def _begins_name(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a name begins here: with a capital letter, or a particle before one ("de Blasio", "al-Saadi")."""
    token = tokens[at]
    if token.text in _PARTICLES:
        return at + 1 < len(tokens) and tokens[at + 1].is_name
    return (token.is_name and token.text[0].isalpha()) or _ARTICLED.match(token.text) is not None


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
        if any(tokens[at].lower in lexicon.closed[c] for c in _CLOSED) or tokens[at].lower in lexicon.roles:
            return None
        at += 1
    return None


def _run_end(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Find where a run of capitalised words ends; "of" and the like may join two of its words."""
    end = start
    while end < len(tokens):
        token = tokens[end]
        if token.is_name or (end == start and token.text in _PARTICLES) or _ARTICLED.match(token.text):
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
        follows = end + 1 < len(tokens) and tokens[end + 1].is_name
        if token.text == "." and follows and tokens[end - 1].lower in lexicon.stopped:
            end += 1
            continue
        if token.text == "." and follows and len(tokens[end - 1].text) == 1 and end > start:
            end += 1
            continue
        joins = token.lower != "of" or tokens[end - 1].bare in lexicon.joined_by_of
        if token.lower in _JOINERS and follows and end > start and joins:
            end += 1
            continue
        if token.text == "&" and follows and end > start:
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
        start += 1
    while start < end and tokens[start].lower.replace("’", "'").partition("'")[0] in _NO_NAMES:
        start += 1
    if start >= end:
        return
    run = [t for t in tokens[start:end] if t.is_word]
    title = max((i for i, t in enumerate(run) if _is_title_at(run, i, lexicon)), default=-1)
    first = next((i for i, t in enumerate(run[1:], 1) if t.lower in lexicon.first_names and i + 1 < len(run)), -1)
    ruled = first > title >= 0 and run[title + 1].lower in _JOINERS  # "Secretary of State Mike Pompeo"
    if ruled or (first > title and any(t.bare in lexicon.organisation_words for t in run[:first])):
        title = first - 1  # "Department of State Antony Blinken"
    name = run[title + 1 :]
    while len(name) > 1 and name[-1].bare in lexicon.closed["time"]:  # "Donald Trump Monday"
        name = name[:-1]
    if len(name) > 2 and title >= 0 and name[0].lower == "of" and name[1].bare in _OFFICES:
        title, name = title + 2, name[2:]  # "Secretary of State Rex Tillers"
    if name and name[0].lower == "of" and title >= 0:  # a title with its office: "Minister of Health"
        return
    if run[-1].possessive and len(run) == 1 and end < len(tokens):
        title = -1
        name = run
    if not name:  # a title alone ("the Prime Minister"): a role, not a name
        return
    if name[-1].lower in _CAPTIONS:
        return
    says = name[0].lower.endswith("s") and name[0].lower in lexicon.cues  # "Former Doctor Says", in a headline
    if len(name) == 1 and (says or name[0].text == "I" or _PARTY.match(name[0].text)):
        return
    kind = _kind(name, title, tokens, start, end, lexicon)
    if kind is None:
        return
    if kind is not EntityKind.PERSON and title >= 0:
        name = run
    after = _role_after(tokens, end, lexicon)
    complement = _role_with_complement(tokens, start, lexicon) if kind is EntityKind.OTHER and len(name) > 1 else None
    no_person = len(name) > 1 and (name[0].lower in _NO_FIRST or name[-1].bare in _NO_LAST)
    if kind is EntityKind.OTHER and not no_person and (after is not None or complement is not None):
        kind = EntityKind.PERSON  # "Perrin, the town’s mayor"; "the director of the hospital, Osk Lindemar"
    last = name[-1]
    cut = len(last.text) - (2 if last.lower.endswith(("’s", "'s")) else 1 if last.possessive else 0)
    span = Span(name[0].start, last.start + cut)
    role = _role_before(tokens, start, run, title, lexicon) or after
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


def _is_title_at(run: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Say whether a word of a name is a title: "Judge Rohde", but not "Larry King", "Ms. Bishop" or "Baker Now"."""
    if not _is_title(run[at].bare, lexicon) or (at and run[at].bare in _WATCHERS):
        return False
    before = run[at - 1].bare.rstrip(".") if at else ""
    first = before in lexicon.first_names and before not in lexicon.places
    addressed = before in _HONORIFICS and run[at].bare not in _ADDRESSED
    return not (first or addressed) or (at + 1 < len(run) and run[at + 1].lower.rstrip("'’") not in lexicon.not_names)


def _is_title(word: str, lexicon: Lexicon) -> bool:
    parts = word.rstrip(".").split("-")
    if parts[0] == "semi":  # "semi-official"
        return False
    return word.rstrip(".") in lexicon.titles or parts[0] in lexicon.roles or parts[-1] in lexicon.roles


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
    if (
        whole in lexicon.places
        or name[0].text == whole.upper() == "US"
        or (whole in lexicon.demonyms and whole[-1] not in "ns")
    ):
        return EntityKind.PLACE
    if whole in lexicon.organisation_names or any(t.bare in lexicon.organisation_words for t in name[-1:]):
        return EntityKind.ORGANISATION
    if len(name) > 1 and any(
        t.bare in words for t in name[:2] for words in (lexicon.organisation_words, lexicon.organisation_nouns)
    ):
        return EntityKind.ORGANISATION
    if len(name) == 1 and (name[0].bare in lexicon.demonyms or name[0].bare in lexicon.closed["time"]):
        return None
    if len(name) == 1 and len(name[0].text) > 1 and name[0].text.isupper():
        return EntityKind.ORGANISATION
    if len(name) > 1 and (name[0].lower in _NO_FIRST or name[-1].bare in _NO_LAST):
        return EntityKind.ORGANISATION if _is_called_a_body(tokens, end, lexicon) else EntityKind.OTHER
    before = tokens[start - 1] if start else None
    if before is not None and before.lower == "the" and title < 0:
        return EntityKind.OTHER  # "the Anna Maria" is a ship, no woman
    lower_title = before is not None and before.is_word and not before.possessive and _is_title(before.bare, lexicon)
    if title >= 0 or lower_title or (name[0].lower in lexicon.first_names and len(name) > 1):
        return EntityKind.PERSON if name[-1].bare not in lexicon.demonyms else EntityKind.OTHER
    if len(name) in {2, 3} and _is_called_a_body(tokens, end, lexicon):
        return EntityKind.ORGANISATION
    if len(name) in {2, 3} and all(t.text[1:].islower() or "-" in t.text for t in name) and _age_follows(tokens, end):
        return EntityKind.PERSON
    return EntityKind.OTHER


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


def _role_before(
    tokens: Sequence[Token], start: int, run: Sequence[Token], title: int, lexicon: Lexicon
) -> Span | None:
    """Give the role that stands before a name: in the capitalised run, or as small words before it."""
    if title >= 0:
        first = run[0].start
        begin = start
        while begin and tokens[begin - 1].is_word and tokens[begin - 1].possessive and tokens[begin - 1].is_name:
            begin -= 1
            first = tokens[begin].start
        return Span(first, run[title].end)
    governed = _role_with_complement(tokens, start, lexicon)
    if governed is not None:
        return governed
    end = start
    if not end or not tokens[end - 1].is_word or not _is_title(tokens[end - 1].bare, lexicon):
        return None
    begin = end - 1
    closed = lexicon.closed
    while begin and end - begin < _MAX_ROLE_WORDS:
        before = tokens[begin - 1]
        if not before.is_word or before.lower in lexicon.cues or any(before.lower in closed[c] for c in _CLOSED):
            break
        begin -= 1
    return Span(tokens[begin].start, tokens[end - 1].end)


def _role_with_complement(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> Span | None:
    """Give "director of the hospital" before ", Osk Lindemar," and "minister of transports" before a name."""
    at = start - 1
    comma = at >= 0 and tokens[at].text == ","
    at -= comma
    end = at + 1
    while at >= 0 and end - at <= _MAX_ROLE_WORDS + 2 and tokens[at].is_word:
        word = tokens[at].lower
        says = word in lexicon.cues and not _is_governed(tokens, at)
        if says or word in lexicon.closed["auxiliary"] or word in lexicon.closed["subordinator"]:
            return None
        opens = word in {"the", "a", "an", "its", "his", "her", "their"} and not (
            at > 0 and tokens[at - 1].lower in {"of", "for"}
        )
        if opens:
            break
        at -= 1
    body = tokens[at + 1 : end]
    if not body or (at >= 0 and tokens[at].is_word and tokens[at].lower not in lexicon.closed["determiner"]):
        return None
    if body[-1].lower in lexicon.closed["determiner"] or body[-1].lower in {"of", "for"}:
        return None  # "the owner of the Anna Belle": the name is the complement, and bears no role
    link = next((i for i, t in enumerate(body) if t.lower in {"of", "for"}), None)
    head = body[link - 1] if link else body[-1]
    if head.bare not in lexicon.roles or is_plural(head.bare) or (link is None and not comma):
        return None
    if link is not None and not comma and body[-1].bare in lexicon.roles and len(body) > link + 2:
        return None  # "a lawyer for the Velm candidate Peter Lang"
    return Span(body[0].start, body[-1].end)


def _is_governed(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word is no verb, "secretary of state", "director of state campaigns"."""
    return at > 0 and tokens[at - 1].lower in {"of", "for"}


def _role_after(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> Span | None:
    """Give the role in an apposition after a name: ", president of Ukraine,"."""
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return None
    stop = end + 1
    while stop < len(tokens) and stop - end <= 14 and tokens[stop].text not in {",", ".", ";", ":", "—", "–"}:
        if tokens[stop].quotation >= 0 or (tokens[stop].lower in lexicon.cues and not _is_governed(tokens, stop)):
            return None
        if tokens[stop].lower in lexicon.closed["auxiliary"]:
            return None
        stop += 1
    body = tokens[end + 1 : stop]
    if body and body[0].lower in lexicon.closed["determiner"]:
        body = body[1:]
    head = next((i for i, t in enumerate(body) if t.lower in {"of", "for", "at", "in"}), len(body))
    heads = [t for t in body[: min(head, 6)] if t.bare in lexicon.roles and t.bare not in lexicon.closed["determiner"]]
    if not body or not heads or stop >= len(tokens) or body[0].lower in lexicon.closed["preposition"]:
        return None
    return Span(body[0].start, body[-1].end)


def chain_mentions(mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """Give each mention the fullest name of its chain; a bare surname joins the one person who bears it."""
    full: dict[str, list[str]] = {}
    counts = Counter(m.name for m in mentions)
    peoples = load_lexicon().demonyms  # "white Americans" are not "African Americans"
    people = {m.name for m in mentions if m.kind is EntityKind.PERSON and m.name.split()[-1].lower() not in peoples}
    for name in sorted(people, key=lambda n: (-len(n.split()), -counts[n], n)):
        owners = full.setdefault(plain_name(name)[-1], [])
        if not any(_same_person(name, owner) for owner in owners):
            owners.append(name)
    begun: dict[str, list[str]] = {}
    for name in sorted(people):
        if len(name.split()) == 2:  # a family name and a given one
            begun.setdefault(name.split()[0].lower(), []).append(name)
    known, first = _known_before(mentions, full), {m.name: m.span.start for m in reversed(mentions)}
    for mention in mentions:
        words = plain_name(mention.name)
        owners, bare = full.get(words[-1], []), len(words) == 1
        fits = [o for o in owners if _same_person(mention.name, o) and not (bare and o in known)]
        if bare and all(owner == mention.name for owner in owners):
            fits = begun.get(mention.name.lower(), fits)  # "Xi", of Xi Jinping
        if bare and len(fits) > 1:
            fits = [o for o in fits if not _is_another(text, mention, o)]
            alone = [o for o in fits if first[o] <= mention.span.start]
            fits = alone if len(alone) == 1 else fits
        joins = len(fits) == 1 and (
            mention.kind in {EntityKind.PERSON, EntityKind.OTHER}
            or (mention.kind is EntityKind.PLACE and bare and _is_no_place(text, mention, first[fits[0]]))
        )
        if joins and (mention.chain != fits[0] or mention.kind is not EntityKind.PERSON):
            yield replace(mention, chain=fits[0], kind=EntityKind.PERSON)
        else:
            yield mention


def _known_before(mentions: Sequence[Mention], full: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Collect the people who share a surname that the article uses alone before it names them.

    News names a person in full at first; a bare surname before that is somebody whom every reader knows.
    """
    first = {m.name: m.span.start for m in reversed(mentions)}
    bare = {m.name.lower(): m.span.start for m in reversed(mentions) if " " not in m.name}
    return frozenset(
        owner
        for surname, owners in full.items()
        for owner in owners
        if " " in owner and bare.get(surname, len(surname) + first[owner]) < first[owner] - _HEADLINE
    )


def _is_no_place(text: str, mention: Mention, named_at: int) -> bool:
    """Say whether a name of a place is the surname of somebody whom the article has named: "Jordan said"."""
    before = text[max(0, mention.span.start - 8) : mention.span.start].split()
    return named_at < mention.span.start and (not before or before[-1].lower() not in _WHERE)


def _is_another(text: str, mention: Mention, owner: str) -> bool:
    """Say whether the title before a bare surname is not that of its owner: "Mrs. Lang" is not Peter Lang."""
    lexicon = load_lexicon()
    before = text[max(0, mention.span.start - 6) : mention.span.start].split()
    told = lexicon.titles.get(before[-1].rstrip(".").lower(), "-") if before else "-"
    return "-" != told != lexicon.first_names.get(owner.split()[0].lower(), told)


def _same_person(short: str, full: str) -> bool:
    """Say whether one name may be a shorter form of the other: its words come in the same order."""
    a, b = plain_name(short), plain_name(full)
    if a[-1] != b[-1]:
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    return a[0] == b[0] or a[0].rstrip(".") == b[0][0] or b[0].rstrip(".") == a[0][0]


def plain_name(name: str) -> list[str]:
    """Give the words of a person's name in lower case, the surname last: no "de" before a lone surname.

    "Jr" stays, and counts as the surname: "Donald Lang Jr" is not "Donald Lang".
    """
    words = name.split()
    if len(words) == 2 and words[0] in _PARTICLES:
        words = words[1:]
    return [word.rstrip(",").lower() for word in words]
