"""Who a source names: the name that its phrase is about, not one that only stands in it.

Invariant: nothing outside the source is looked at but what stands right after it, and the names of the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.annotate.lexicon import Lexicon
from sayso.annotate.outlets import MASTHEADS
from sayso.annotate.phrases import HEAD_ENDS, is_plural
from sayso.annotate.tokens import Token
from sayso.model.annotation import EntityKind, Mention, Speaker
from sayso.model.span import Span

_LISTED = re.compile(r",? and [A-Z]")
_TITLED = re.compile(r" [a-z]\w+ ")  # "Assembly member "
_MADE = "conducted written released published issued compiled collected posted produced prepared filed commissioned"
_MADE_BY = re.compile(rf",?(?: (?:{_MADE.replace(' ', '|')}))? (?:from|by) (?:the )?")
_OWNED_BY = re.compile(
    r" by (?:the )?[\w.-]+(?: [a-z]+)?[’']s? (?:[a-z-]+ ){0,3}"
)  # "by Velm’s semi-official Fars agency"
ACCOUNTS = frozenset({"account", "feed", "handle"})  # through them their owners speak
_BODY_OF = re.compile(
    r" (?:party|movement|group|union|board|faction|alliance|coalition|campaign|militia|council|network), "
)
_OWNS = re.compile(r"[’']s?\s")
_AUTHORED = frozenset(
    "article column book memoir essay op-ed letter tweet memo memorandum manifesto email e-mail affidavit lawsuit "
    "complaint deposition dissent diary autobiography blog".split()
)
_ACCOUNT = re.compile(r"(?P<name>[^\n()@]*\w)[^\w\n()]*\(@\w+\)")
_CLAUSE_OF_HEAD = re.compile(r" (?:who|whose|whom) [^,;“”\"\n]{3,120}, (?:[A-Z][a-z]*\. )?")


def find_poster(
    text: str, source: Span, inside: Sequence[Mention], by_name: Mapping[str, Mention]
) -> Mention | Speaker | None:
    """Find who signs a post, "ana duarte (@duarte)": who bears that name elsewhere, else the name as written.

    ``inside`` are the mentions in the source, ``by_name`` the first of each name of the article that has a capital, by
    the name in lower case.
    """
    signed = _ACCOUNT.fullmatch(text, *source)
    if signed is None:
        return None
    name = signed["name"]
    known = by_name.get(name.lower())
    if known is not None or any(not m.name.islower() for m in inside):
        return known  # or the mention in "Rep. Ana Duarte (@duarte)"
    return Speaker(name=name, kind=EntityKind.OTHER, span=Span(*signed.span("name")))


def find_named(
    text: str, inside: Sequence[Mention], tokens: Sequence[Token], head: int, lexicon: Lexicon
) -> Mention | None:
    """Find the name that a source is about: one that ends at its head, or stands in apposition.

    ``inside`` are the mentions in the source, ``tokens`` its words, ``head`` the place of its head among them.
    """
    noun = tokens[head]
    if (person := _headed(text, inside, noun, tokens, lexicon)) is not None:
        return person
    for mention in inside:
        if _is_of_body(text, mention, inside):
            continue
        if mention.span.start <= noun.start < mention.span.end and (not noun.possessive or noun is tokens[-1]):
            return mention
        if mention.span.end == noun.end or (
            mention.role is not None and mention.role.overlaps(Span(noun.start, noun.end))
        ):
            return mention
    beside = _apposed(text, inside, noun, tokens, lexicon)
    if beside is not None:
        return beside
    if noun.bare in ACCOUNTS and not any(t.bare == "bank" for t in tokens):
        owners = [m for m in inside if m.span.end <= noun.start and _OWNS.match(text, m.span.end)]
        if owners:
            return owners[0]  # "Lang’s account posted"
    body = noun.bare in lexicon.documents or noun.bare in lexicon.organisation_nouns
    if noun.bare in lexicon.documents:
        outlets = [m for m in inside if m.span.start < noun.start]
        outlets = [m for m in outlets if m.kind is EntityKind.ORGANISATION or _is_outlet(m, lexicon)]
        outlets = [m for m in outlets if not any(t.possessive and t.end < m.span.start for t in tokens)]
        if outlets:
            return outlets[0]
        shown = [m for m in inside if text[noun.end : m.span.start] in {" in ", " in the "} and _is_outlet(m, lexicon)]
        if shown and not any(t.possessive and t.end < noun.start for t in tokens):
            return shown[0]  # "a report in the Velm Times"
        author = inside[0] if inside else None
        if author is not None and noun.bare in _AUTHORED and _is_author(text, author, tokens):
            return author
        maker = _maker(text, inside, noun)
        if maker is not None:
            return maker
    people = [m for m in inside if m.kind is EntityKind.PERSON and not _governed(text, m, tokens, lexicon)]
    people = [m for m in people if _stands_beside(text, m, noun, tokens)]
    listed = len(people) > 1 and is_plural(noun.bare)  # "some of the senators, Peter Lang, Anna Rohde and …"
    return people[0] if people and not body and not listed else None


def _is_of_body(text: str, mention: Mention, inside: Sequence[Mention]) -> bool:
    """Say whether a name is that of a body whose head stands beside it: "head of the Blue Coat group, Ann Holt"."""
    beside = [m for m in inside if m.span.start > mention.span.end and m.kind is EntityKind.PERSON]
    return bool(beside) and _BODY_OF.fullmatch(text, mention.span.end, beside[0].span.start) is not None


def _headed(
    text: str, inside: Sequence[Mention], noun: Token, tokens: Sequence[Token], lexicon: Lexicon
) -> Mention | None:
    """Give the person before whom the name of his body stands with his title: "Voices of Velm director Anna Rohde"."""
    last = inside[-1] if inside else None
    if last is None or last.kind is not EntityKind.PERSON or last.span.end < tokens[-1].end or not noun.is_name:
        return None
    between = text[noun.end : last.span.start]
    title = next((t for t in reversed(tokens) if t.end <= last.span.start), noun)
    led = between.startswith(" of ") and "," not in between and noun.bare not in lexicon.roles
    led = led and (title.is_name or not is_plural(noun.bare))
    return last if led and title.bare in lexicon.roles else None


def _is_outlet(mention: Mention, lexicon: Lexicon) -> bool:
    words = mention.name.lower().split()
    known = not lexicon.outlets.keys().isdisjoint({mention.name, f"The {mention.name}"})
    return known or (len(words) > 1 and words[-1] in MASTHEADS and mention.kind is not EntityKind.PERSON)


def _is_author(text: str, mention: Mention, tokens: Sequence[Token]) -> bool:
    """Say whether a person leads a source as whose text it is: "Anna Rohde’s May 1984 Velm Times article"."""
    first = next((t for t in tokens if t.start >= mention.span.start), tokens[0])
    led = first is tokens[0] or not any(t.lower in {"of", "on", "about", "to"} for t in tokens if t.end <= first.start)
    owner = text[mention.span.end : mention.span.end + 2] in {"’s", "'s"}
    return mention.kind is EntityKind.PERSON and owner and led


def _maker(text: str, inside: Sequence[Mention], noun: Token) -> Mention | None:
    """Give who a document is from: "the survey, conducted by Velm University", "a memo by Lang adviser Anna Rohde"."""
    for at, mention in enumerate(inside):
        role = mention.role
        begin = role.start if role is not None and role.end <= mention.span.start else mention.span.start
        owned_by = mention.kind is EntityKind.ORGANISATION and _OWNED_BY.fullmatch(text, noun.end, begin)
        if mention.kind is EntityKind.PLACE or not (owned_by or _MADE_BY.fullmatch(text, noun.end, begin)):
            continue
        if at + 1 < len(inside) and _OWNED_BY.fullmatch(text, noun.end, inside[at + 1].span.start):
            continue  # "the Velmish republic’s Fars agency"
        for person in inside[at + 1 : at + 2]:
            between = text[mention.span.end : person.span.start]
            if person.kind is EntityKind.PERSON and _TITLED.fullmatch(between):
                return None if between == " and " else person
        owned = mention.kind is EntityKind.PERSON and text[mention.span.end : mention.span.end + 1] in {"’", "'"}
        return None if owned else mention
    return None


def _apposed(
    text: str, inside: Sequence[Mention], noun: Token, tokens: Sequence[Token], lexicon: Lexicon
) -> Mention | None:
    """Give the name that a comma sets beside the head: "Its insurer, Fellmark Mutual".

    Also behind a title, "its author, committee member Anna Rohde", and behind a clause that ends with a comma, "the
    woman who accused him, Anna Rohde".
    """
    for mention in inside:
        between = text[noun.end : mention.span.start]
        titled = [m for m in inside if m.span.start > mention.span.end and m.kind is EntityKind.PERSON]
        if between.strip() == ",":
            led = titled and _TITLED.fullmatch(text[mention.span.end : titled[0].span.start])
            return titled[0] if led and mention.kind is not EntityKind.PERSON else mention
    last = inside[-1] if inside else None
    if last is None or last.kind is not EntityKind.PERSON or noun.lower.endswith("s"):
        return None
    clause = _CLAUSE_OF_HEAD.fullmatch(text[noun.end : last.span.start])
    ends = last.span.end >= tokens[-1].end or text[last.span.end : last.span.end + 1] == ","
    return last if clause is not None and ends and noun.bare in lexicon.roles else None


def _stands_beside(text: str, mention: Mention, noun: Token, tokens: Sequence[Token]) -> bool:
    """Say whether a name is beside the head, not part of it ("Lang aides") nor of what is told of it."""
    if mention.span.end <= noun.start:
        return "," in text[mention.span.end : noun.start]
    between = {t.lower for t in tokens if noun.end <= t.start and t.end <= mention.span.start}
    if between & {"of", "for", "to"} and "," not in text[noun.end : mention.span.start]:
        return False  # "backers of the beaten candidate Peter Lang"
    return not between & {"who", "whom", "whose", "which", "like", "as", "including"}


def _governed(text: str, mention: Mention, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Say whether a name stands after "for", "of" and the like, or possesses the head."""
    before = [t for t in tokens if t.end <= mention.span.start]
    after = text[mention.span.end : mention.span.end + 2]
    passed = (lexicon.roles, lexicon.closed["determiner"])
    end = mention.span.start
    listed = _LISTED.match(text, mention.span.end) is not None
    while before and (
        before[-1].is_name or before[-1].lower == "and" or any(before[-1].bare in words for words in passed)
    ):
        listed = listed or before[-1].lower == "and"  # "aides to Peter Lang, Anna Rohde and Larry King"
        if "," in text[before[-1].end : end] and not listed:
            return False  # "the president of the club, Archbishop Lee"
        end = before.pop().start
    return (after[:1] in "’'" and after[1:2] == "s") or bool(before and before[-1].lower in HEAD_ENDS - {"who"})
