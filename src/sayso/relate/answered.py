"""What an answer speaks of: "that is untrue", "denied the report", "Moss's claims are false" tied to what was said.

Invariant: an answer is tied to a clause of its own article, by another party, or to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.model.annotation import Basis, EntityKind
from sayso.model.relation import Side
from sayso.relate.blame import MARKS
from sayso.relate.parties import Holders
from sayso.relate.sayings import Saying
from sayso.relate.statements import Frame
from sayso.text.words import find_words, stem_word

_HARM = frozenset(  # what an allegation is of
    "+attack +shoot +kill +die +injure +kidnap +leak +hack +explode +overload +burn +poison +dope +bribe +cheat +rape "
    "+abuse +spy +interfere +collude +fault +drunk".split()
) | {"+lie about", "+threaten life", "+break law"}
_NEAR, _NEXT = 1000, 300  # code points back to what "that assertion" may speak of, and to what stands right before
_MOST_ABOUT = 2  # that a clause names which speaks of the one before: "the union's claim is false"
_MOST_BACK = 8  # clauses back
_SHORT = 22  # code points of "it was not so", beyond which a clause says more than that
_LEAST_TOLD, _LEAST_HEADLESS = 2, 4  # that a clause names which is answered, where it tells what happens, or not
_POSSESSOR = re.compile(  # not of who speaks for him: "Moss's office"
    r"^(?:[\w.]+\s+){0,3}?[\w.]+(?:[’']s|s[’'])\s+(?=\w)(?!.*\b(?:office|campaign|spokes\w+|lawyers?|attorneys?|team)\b)"
)
_FEW = 2  # attributions of one who is answered
_REPORTING = frozenset(
    map(stem_word, "report reports reported newspaper magazine website outlet article story".split())
)
_ALLEGING = frozenset(
    map(stem_word, "allege alleged alleging accuse accused accusing claim claimed allegation accusation admit".split())
)
_INSIDERS = frozenset(
    map(stem_word, "former ex employee employees worker contractor staffer insider whistleblower".split())
)


def point_back(sayings: Iterable[Saying], holders: Holders) -> list[Saying]:
    """Tie "that is untrue", "denied the report" to what it speaks of in the same article.

    That is the nearest clause before it that asserts something, or in which the same party took its side already; of
    what is named with its noun the one that is such a thing: a report's words, an accusation of who denies it.
    """
    before: dict[str, list[Saying]] = {}
    told: dict[str, list[Saying]] = {}
    found = []
    for saying in sayings:
        told.setdefault(saying.attribution.article_id, []).append(saying)
    for saying in sayings:
        earlier = before.setdefault(saying.attribution.article_id, [])
        mine: Saying | None = None
        if saying.answer is not None:  # "the report" is no happening
            saying = replace(saying, statement=replace(saying.statement, heads=saying.statement.heads & MARKS))
            mine = _find_told(saying, told[saying.attribution.article_id], holders)
        if saying.statement.heads and mine is None:
            if not (saying.statement.points_back and saying.side is Side.ASSERTED):  # "that claim drew attention"
                earlier.append(saying)
        elif _takes_up(saying) or mine is not None:
            near = [each for each in earlier[-_MOST_BACK:] if saying.order[2] - each.order[2] <= _NEAR]
            last = next((each for each in reversed(near) if _is_meant(saying, each, near, holders)), None)
            last = mine if last is None or not _takes_up(saying) else last
            saying = replace(saying, back_to=(last.back_to or last.id) if last else None)
            if last:
                earlier.append(saying)  # what is said of it next speaks of the same
        found.append(saying)
    return found


def _is_meant(saying: Saying, earlier: Saying, near: Sequence[Saying], holders: Holders) -> bool:
    """Say whether a clause may speak of an earlier one: of whose it names ("the union's claim"), else of a claim."""
    if earlier.back_to is not None:
        return saying.statement.whose is None and earlier.side is saying.side
    if saying.statement.of_harm and not earlier.statement.heads & _HARM:
        return False
    plain = saying.statement.frame is Frame.STATED and earlier.attribution is not saying.attribution
    if plain and earlier.side is Side.ASSERTED and holders.same_party(earlier.speaker, saying.speaker):
        return saying.side is Side.ASSERTED  # nobody denies what he said a moment ago
    whose = saying.statement.whose
    if whose is not None:
        speaker = earlier.attribution.speaker
        return speaker is not None and whose in _read_name(speaker.name)
    if sum(each.attribution is earlier.attribution for each in near) > 1:
        return False  # of all that he said, nobody can tell which
    if earlier is near[-1] and earlier.side is saying.side:
        return True
    return earlier.side is Side.ASSERTED or holders.same_party(earlier.speaker, saying.speaker)


def _read_name(name: str) -> frozenset[str]:
    """Give the stems of a name, without whose he is: of "Moss's advisers" nothing is Moss's claim."""
    return frozenset(map(stem_word, find_words(_POSSESSOR.sub("", name)).forms))


def _find_told(answer: Saying, told: Sequence[Saying], holders: Holders) -> Saying | None:
    """Find what "the report", "Moss's claims" speak of: the last before them that fits, else the next."""
    fitting = [each for each in told if _fits_answer(answer, each, holders)]
    if answer.answer is not None and answer.answer.whose and not answer.answer.of_report:
        accusing = [each for each in fitting if _accuses(each, answer)]
        if accusing or len({each.attribution.id for each in fitting}) > _FEW:
            # Of all that he said, nobody can tell which.
            fitting = accusing or [each for each in fitting if _is_next(answer, each)]
    before = [each for each in fitting if each.order < answer.order]
    after = [each for each in fitting if answer.order < each.order and each.order[2] - answer.order[2] <= _NEAR]
    if not before and not after:
        return None
    # What a report says stands where it is first told of.
    first = answer.answer is not None and answer.answer.of_report
    meant = before[0 if first else -1] if before else after[0]
    inner = [each for each in fitting if each.attribution.nested_in == meant.attribution.id]
    clauses = inner or [each for each in fitting if each.attribution is meant.attribution]
    return max(clauses, key=lambda each: (len(each.statement.about), each.order, each.id))


def _fits_answer(answer: Saying, told: Saying, holders: Holders) -> bool:
    """Say whether an answer may speak of a clause: by whose it is, else a report's, or an accusation of him."""
    meant, statement = answer.answer, told.statement
    if meant is None or told.side is not Side.ASSERTED or statement.frame is not Frame.STATED or told.answer:
        return False
    if statement.infinitive:
        return False
    least = _LEAST_TOLD if statement.heads else _LEAST_HEADLESS
    if len(statement.about) < least or holders.same_party(told.speaker, answer.speaker):
        return False
    speaker = told.attribution.speaker
    if meant.whose:
        names = _read_name(speaker.name) if speaker else told.tellers
        return meant.whose[-1] in (names | told.quoted_by if meant.of_report else names)
    tellers = told.tellers | told.quoted_by if meant.of_report else told.tellers
    named = statement.agents if statement.heads & MARKS else statement.names | statement.agents
    if meant.of_report and not tellers.isdisjoint(_REPORTING):
        return _is_next(answer, told) or not (named | tellers).isdisjoint(answer.own)
    if meant.of_person and (speaker is None or speaker.kind is not EntityKind.PERSON):
        return False
    if not _INSIDERS.isdisjoint(told.tellers):
        named = named | told.tellers  # "a former Ledger editor admits"
    near = abs(answer.order[2] - told.order[2]) <= _NEAR and not told.tellers.isdisjoint(_ALLEGING)
    about_him = not named.isdisjoint(answer.own) or (near and told.of_him)
    return about_him and (meant.of_person or _alleges(told))


def _is_next(answer: Saying, told: Saying) -> bool:
    return 0 < answer.order[2] - told.order[2] <= _NEXT


def _alleges(told: Saying) -> bool:
    return not told.tellers.isdisjoint(_ALLEGING) or not told.statement.heads.isdisjoint(_HARM | MARKS)


def _accuses(told: Saying, answer: Saying) -> bool:
    return not (told.statement.names | told.statement.agents).isdisjoint(answer.own) or _alleges(told)


def _takes_up(saying: Saying) -> bool:
    """Say whether a clause that states nothing itself takes a side on what stands before it."""
    statement = saying.statement
    opposed = saying.side in (Side.DENIED, Side.DOUBTED) and saying.attribution.basis in (Basis.DENIES, Basis.DOUBTS)
    # "it was not so", "we deny it"; but "this was no concession" and "did not disclose the claim" state their own
    short = statement.span.end - statement.span.start <= _SHORT
    bare = statement.negated and (statement.denies or (short and not statement.about))
    framed = statement.frame is not Frame.STATED and len(statement.about) <= _MOST_ABOUT
    return statement.points_back and (framed or opposed or bare)
