"""The words of a clause: what happens in it, who does it and whom it befalls, and what of it is negated.

Invariant: reading is a function of the words alone, linear in them; a word stands for one happening at most.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from sayso.relate.happenings import match_phrase
from sayso.relate.names import key_of_body
from sayso.text.words import STOPWORDS, Words, expand_word, stem_word

_FORCES = frozenset(
    map(stem_word, "tank tanks artillery convoy battalion brigade regiment vehicles militants fighters".split())
)
DENIALS = frozenset("deny refut rebut reject dismiss rul".split())
_NOTS = frozenset("not never no neither nor nobody noth nowher cannot fail refus insufficient".split())
_BEFORE_TO = frozenset(
    ("fail", "refus", "insufficient")
)  # "failed to agree"; but "the failed talks" turn nothing round
_GRANTS = frozenset(  # what is denied by one who could give it
    map(
        stem_word,
        "access entry bail visa visas permission clearance clearances coverage benefits asylum parole funding".split(),
    )
)
_NO_NOTS = frozenset(("no", word) for word in ("problem", "doubt", "question", "objection", "secret", "wonder"))
_ANSWERING = frozenset("i we you he she it they that this there".split())
_NO_MORE = frozenset("more but short other less like".split())  # "nothing but", "none other than": that very thing
_BEFORE_NOTHING = frozenset("about with for to of from want wants wanted".split())
_NOT_ALONE = frozenset(("the", word) for word in ("first", "last", "only"))
_RUNS = frozenset("your their his her our my its cover life lives shelter".split())  # "run for cover" is no candidacy
# "Innocent people" says nothing of a verdict.
_ATTRIBUTES = frozenset("innocent illegal unlawful sober missing dead injured wounded".split())
# "Has the authority to close it" closes nothing.
_ABLE = frozenset(map(stem_word, "authority right power ability chance opportunity option reason freedom".split()))
_STATES = frozenset("guilty innocent illegal unlawful safe dangerous drunk sober pregnant alive missing dead".split())
_OTHER_WORDS = frozenset(
    "quite plan plans planned planning back struck striking".split()
)  # stems of "quit" and of "plane"
_PARTICIPLE = re.compile(r"(?:[^e]ed|[rtvkz]en|wn|ught|hot|orn|ung|eld|old|lost|left|hit|cut|put|shut|made|done)$")
_NEAR_BY = frozenset("very so too how as in the a more quite is are was were be been get got come came stay".split())
_AGAINST = frozenset(("to", "from", "against"))
_REASONS = frozenset("for over about after before against despite since amid because without".split())
_TITLES = frozenset(  # by themselves they name nobody: "the President" may be any name's
    "president senator sen rep representative gov governor secretary minister mr mrs ms dr chief judge justice mayor "
    "speaker king queen prince general gen col officer attorney police suspect leader republican democrat".split()
)
_OBJECT = 5  # words after a verb within which its object is named
_PAST = re.compile(
    r"shot|fled|won|sold|bought|quit|fell|broke|rose|hurt|beat|led|sank|withdrew|went|gave|stepped|flew|fought"
)
_WHEN = frozenset("after before since when until because where once".split())
# Verbs without an auxiliary, in the past, or in the present where they tell a lasting state.
_FINITE = frozenset(
    "became began beat bought bound bred broke brought built came caught chose cost crept dealt dug drank drew "
    "drove fed fell felt fled flew forbade forced forgave fought froze gave got grew held hid hung hurt kept knew "
    "laid led left lent lost made met misled oversaw overthrew paid quit ran rang rose sank sat sent shook shot "
    "shrank slept slid sold spent spread stole stood struck stuck swung sworn taught took tore undertook upheld "
    "went withdrew withheld woke won wore wrote contains violates owns controls employs poses threatens causes "
    "uses hides runs remains supports opposes".split()
)
_NOT_FINITE = frozenset(
    "need feed seed weed deed heed bleed breed greed speed indeed exceed succeed proceed red bed hundred kindred "
    "sacred shed sped united naked wicked rugged embed".split()
)
_SPEECH = frozenset(  # what such a clause tells is another's word, or only that it happened
    "say tell ask write add announc claim alleg report deny insist argu declar stat describ call warn confirm "
    "testify acknowledg admit explain accus blam suggest believ think hear hope want promis order urg demand "
    "happen occur".split()
)
_SOME = frozenset("one two three four five six seven eight nine ten some many several few all both most other".split())
_WHOM = frozenset("him her them it us me".split())
_JOINS = frozenset(
    "of into about over with for in on from to by after before since as that when why how where if because amid "
    "against than despite during through under".split()
)
_TOPICAL = frozenset("into about over regarding".split())
_UPON = frozenset("of on against".split())  # between a noun and whom it befalls: "the attack on", "the closure of"
_BY = 4  # words after "by" within which a name does it
_AUX = frozenset("be have do will would shall can may might must should".split())
_LIGHT = frozenset(
    "begin start continu order announc mak tak plan intend expect seem appear try want need go get keep give set "
    "about du "
    "likely ready prepar hav let see use able mov carry admit confirm hold tell suggest indicat turn put mean com say "
    "agre intention intent refus declin propos hop forc fear".split()
)
_ATTITUDES = frozenset(
    "welcom condemn expect fear criticiz criticis investigat blam discuss oppos support demand prais mourn regret "
    "respond react follow cause prevent avoid stop end help describ explain rememb celebrat commemorat survive "
    "witness".split()
)
_SKIPPED = frozenset(
    "only just even still yet already now also ever never not to really actually simply currently reportedly allegedly "
    "apparently likely possibly probably perhaps indeed again about very so too n't merely fully finally soon".split()
)
_DETERMINERS = frozenset("a an the any some no such this that these those its their his her our my more most".split())
_WEAK = frozenset(
    "suppos alleg report so-call purport apparent announc planned possibl potential reportedly thing anything "
    "something everything way lot bit honest reality sign evidenc indication proof fact matter "
    "situation people person moment far claim assertion allegation statement report suggestion accusation rumor "
    "rumour believ think "
    "know hear see like want need comment comments get go come make take put let use able even still yet already "
    "really actually "
    "simply mean seem ground time today tomorrow yesterday tonight morning night afternoon evening hour ago recent "
    "recently currently "
    "som certain clear other such part back here around him them mr mrs ms dr sir be have do".split()
)


class ClauseWords:
    """The words of a clause with their stems, and which happening each belongs to."""

    def __init__(self, text: str, words: Words, named_at: Collection[int] | None = None) -> None:
        pairs = [(stem, i) for i, form in enumerate(words.forms) for stem in expand_word(form)]
        self.stems = [stem for stem, _ in pairs]
        self.forms = [words.forms[i] for _, i in pairs]
        self.places = [i for _, i in pairs]
        large = [text[start].isupper() for start in words.starts]
        if named_at is not None and large and words.starts[0] not in named_at and not any(large[1:2]):
            large[0] = False
        self.large = [large[i] for i in self.places]
        self.by_whom: frozenset[str] = frozenset()
        self.verbless = False
        self.happening: dict[int, tuple[str, bool]] = {}
        named = (match_phrase(self.stems, at) for at in range(len(self.stems)))
        self._has_troops = any(found is not None and found[0].happening == "=troops" for found in named)
        self._has_troops = self._has_troops or not _FORCES.isdisjoint(self.stems)
        taken: set[int] = set()
        for at in range(len(self.stems)):
            if at not in taken and (found := match_phrase(self.stems, at)) is not None:
                phrase, places = found
                if not self._is_other_sense(at, places):
                    taken.update(places)
                    self.happening.update((place, (phrase.happening, phrase.reverse)) for place in places)

    def _is_other_sense(self, at: int, places: Sequence[int]) -> bool:
        """Tell "leave 120,000 troops there" from troops that go, and "quite" from "quit"."""
        if self.forms[at] in _OTHER_WORDS or (
            self.stems[at] == "run" and self.forms[places[-1] + 1 :][:1] and self.forms[places[-1] + 1] in _RUNS
        ):
            return True
        before, after = self.forms[at - 1 : at], self.forms[places[-1] + 1 : places[-1] + 2]
        if self.forms[at] == "close" and (not _NEAR_BY.isdisjoint(before) or after == ["to"]):
            return True  # "is close to", "a close friend"; "to close", "will close" is a happening
        if self.forms[at] == "closed" and after[:1] in (["door"], ["doors"]):
            return True
        if self.forms[at] == "opposition" and _AGAINST.isdisjoint(after):
            return True  # a party
        if after and after[0].startswith("theor"):
            return True  # "a conspiracy theory"
        if self.stems[at] not in ("leave", "leav"):
            return False
        after = self.forms[places[-1] + 1 : places[-1] + 3]
        return not self._has_troops or any(form[0].isdigit() or form in ("over", "more") for form in after)

    def name(self, at: int) -> str:
        """Give a word as compared: its happening, or its stem."""
        return self.happening[at][0] if at in self.happening else self.stems[at]

    def is_matter(self, at: int) -> bool:
        """Say whether a word tells what the clause is about."""
        stem, form = self.stems[at], self.forms[at]
        if at in self.happening:
            return True
        return not (
            stem in STOPWORDS
            or form in STOPWORDS
            or stem in _WEAK
            or stem in _NOTS
            or stem in _LIGHT
            or form[0].isdigit()
        ) and (len(stem) > 1)

    def is_named(self, heads: Sequence[int]) -> bool:
        """Say whether what happens stands as a thing: "the shutdown of the plant", "her resignation"."""
        if not self.verbless or not heads or heads[0] not in self.happening:
            return False
        last = heads[-1]
        if self._is_past(last) or self.forms[last] in _STATES or last + 1 in self.happening:
            return False
        after = self.forms[last + 1 : last + 2]
        return not after or after[0] in _JOINS or after[0] == "and"

    def _is_past(self, at: int) -> bool:
        form = self.forms[at]
        return _PARTICIPLE.search(form) is not None or _PAST.fullmatch(form) is not None

    def find_head(self, *, nominal: bool) -> tuple[list[int], int]:
        """Find what is said to happen, as indexes, and where the verb stands."""
        verb = self._find_verb() or self._find_finite()
        happens = [i for i in sorted(self.happening) if self._happens(i)]
        self.verbless = verb is None
        if reversed_ := [i for i in happens if self.happening[i][1] and self._is_told(i, verb[0] if verb else 0)]:
            return reversed_[:1], verb[0] if verb else reversed_[0]
        if nominal and (verb is None or verb[0] > 6):
            first = happens[0] if happens else None
            if first is not None and self._is_topic(first):
                return [], 0
            first = (
                first
                if first is not None and first <= 6
                else next(filter(self.is_matter, range(len(self.stems))), None)
            )
            return ([first] if first is not None else []), 0
        if verb is None:
            found = [i for i in happens if self._is_verbal(i)][:1]
            found = [i for i in found if self._is_first(i)]
            return found, found[0] if found else 0
        at, main = verb
        if main is None:
            return [], at
        asked = at == 0 and self.forms[0] != "to" and not self.forms[main].endswith("ing")
        if asked and main not in happens:  # "were tanks leaving the town"
            found = [i for i in happens if self.forms[i].endswith("ing")][:1]
            if found:
                return found, found[0]
        return self._light(main), at

    def _happens(self, at: int) -> bool:
        if at not in self.happening or self.happening[at][0].startswith("="):
            return False
        return self.forms[at] not in _ATTRIBUTES or not (at + 1 < len(self.stems) and self.is_matter(at + 1))

    def _is_told(self, at: int, verb: int) -> bool:
        """Say whether a happening is what the clause tells, and not its aim ("to win acquittal") or of another verb."""
        if any(stem in ("who", "which", "that") for stem in self.stems[verb:at]):
            return False
        return "to" not in self.forms[max(1, verb + 1) : at]

    def _is_topic(self, at: int) -> bool:
        """Say whether something else is of it: "the inquiry into Hale's bribery"."""
        before = next((i for i in range(at - 1, 0, -1) if not self._determines(i)), 0)
        return before > 0 and self.forms[before] in _TOPICAL

    def _determines(self, at: int) -> bool:
        return self.large[at] or self.forms[at] in _DETERMINERS or self.forms[at].endswith("'s")

    def _is_verbal(self, at: int) -> bool:
        before = self.forms[at - 1] if at else ""
        return before not in _DETERMINERS and before not in ("of", "about", "for", "with")

    def _is_first(self, at: int) -> bool:
        """Say whether a happening without an auxiliary is what its words are of, and no part of something else.

        "The investigation into the attack angered him" tells of no attack.
        """
        if self._is_past(at):
            return True
        for i, form in enumerate(self.forms[:at]):
            whom = i > 0 and (self.large[i - 1] or self.forms[i - 1] in _WHOM)
            if form not in _JOINS or (i == 0 and form == "for") or (i == at - 1 and form == "to"):
                continue
            if whom and i >= at - 3 and form in ("of", "for", "with", "in"):
                continue  # "Hale of fraud", after "accused"
            return False
        return True

    def _find_verb(self) -> tuple[int, int | None] | None:
        """Give the index of the first auxiliary outside a relative clause, and of the main verb or complement."""
        relative = False
        for at, stem in enumerate(self.stems):
            if stem == "which" or (at and self.forms[at] in _WHEN):
                relative = True
            elif stem == "who":  # "who joined them has been freed" has the auxiliary of its main clause
                after = next((i for i in range(at + 1, len(self.stems)) if not self._is_skipped(i)), at)
                relative = self.stems[after] in _AUX
            if stem in _AUX and not (at == 0 and stem == "can"):
                if relative:
                    relative = at + 1 < len(self.stems) and self.stems[at + 1] in _AUX  # "who could be guilty"
                    continue
                main = at + 1
                while main < len(self.stems) and (self.stems[main] in _AUX or self._is_skipped(main)):
                    main += 1
                return at, main if main < len(self.stems) else None
            if self.forms[at] == "to" and at == 0:
                return 0, 1 if len(self.stems) > 1 else None
        return None

    def _find_finite(self) -> tuple[int, int] | None:
        """Give the index of a verb without an auxiliary, twice: "Gondal tied the aid", "which owns the yard"."""
        if self.forms[:1] and self.forms[0] in _JOINS and self.forms[0] != "that":
            return None
        skipped = False
        for at, form in enumerate(self.forms):
            if at and (form in ("who", "which", "that", "as", "while") or form in _WHEN):
                skipped = True
            elif self._may_be_finite(at):
                if not skipped:
                    return None if self.stems[at] in _SPEECH else (at, at)
                skipped = False
        return None

    def _may_be_finite(self, at: int) -> bool:
        form, before, after = self.forms[at], self.forms[at - 1] if at else "", self.forms[at + 1 : at + 2]
        if self.large[at] or not (form in _FINITE or (form.endswith("ed") and form not in _NOT_FINITE)):
            return False
        if before in _DETERMINERS or before in _JOINS or before in _SOME or before.endswith("'s") or before == "and":
            return False
        if at > 1 and self.large[at - 1] and self.forms[at - 2].endswith("s") and not self.large[at - 2]:
            return False  # "the memos Hale leaked hold secrets"
        bare = not before or before in ("which", "who", "that", "to")
        return after != ["by"] and (form in _FINITE if bare else not self._is_skipped(at - 1) or at > 1)

    def _is_skipped(self, at: int) -> bool:
        form = self.forms[at]
        return (
            form in _SKIPPED
            or self.stems[at] in _NOTS
            or (form.endswith("ly") and len(form) > 4 and at not in self.happening)
        )

    def _light(self, main: int) -> list[int]:
        """Follow a light verb, or "be", to what carries the meaning: "has begun withdrawing", "is a sign of"."""
        at = main
        while at < len(self.stems) and not self._happens(at):
            form, stem = self.forms[at], self.stems[at]
            if (
                (stem in _LIGHT and not (stem == "agre" and self.forms[at + 1 : at + 2] == ["with"]))
                or form in _DETERMINERS
                or self._is_skipped(at)
                or form in ("in", "on", "of", "been", "being", "all")
            ):
                at += 1
                continue
            break
        if at >= len(self.stems):
            return [main] if self.is_matter(main) else []
        later = [i for i in range(at, min(at + 3, len(self.stems))) if self._happens(i)]
        if later and self.stems[at] in _ABLE:
            later = []
        if later and self.stems[at] != "responsibl" and not _REASONS.isdisjoint(self.forms[at + 1 : later[0]]):
            later = []  # "attacked them for closing it"
        if later and self.stems[at] not in _ATTITUDES:
            at = later[0]  # "had made an arrest", "was carrying dozens too many"
        if self.large[at] and not self._happens(at):
            more = (
                i for i in range(at + 1, min(at + _OBJECT, len(self.stems))) if self.is_matter(i) and not self.large[i]
            )
            return later[:1] or list(islice(more, 1))  # "told Ann Moore to leave"; but "This is America"
        return [at] if self.is_matter(at) else later[:1]

    def is_passive(self, heads: Sequence[int], verb: int) -> bool:
        """Say whether what stands before the verb suffers what happens: "was sacked", "has been withdrawn"."""
        if not heads or heads[0] <= verb or "be" not in self.stems[verb : heads[0]]:
            return False
        return _PARTICIPLE.search(self.forms[heads[0]]) is not None

    def rest(
        self, heads: Sequence[int], verb: int, *, passive: bool
    ) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Give all that the clause names but its head, the names among it, and the names of who does it.

        Those stand before its verb; of a passive one after "by", or if there is no "by" whom it befalls.
        """
        by = next((i for i in range(heads[-1] + 1, len(self.forms) - 1) if self.forms[i] == "by"), 0) if passive else 0
        own = {self.name(i) for i in heads}
        about: set[str] = set()
        called: set[str] = set()
        agents: set[str] = set()
        for at, form in enumerate(self.forms):
            if self.large[at] or form in ("russian", "us"):
                names = _keys_of(form)
                called.update(names if self.is_matter(at) or form == "us" else ())
                if self.is_matter(at) and form not in _TITLES and (by < at <= by + _BY if by else at < verb):
                    agents.update(names)
            elif self.is_matter(at) and self.name(at) not in own:
                about.add(self.name(at))
        called -= own
        if by:
            self.by_whom = frozenset(agents)
        return frozenset((about | called) - own), frozenset(called), frozenset(agents)

    def find_patients(self, heads: Sequence[int], verb: int, *, passive: bool) -> frozenset[str]:
        """Give the names of whom what happens befalls: before a passive verb, right after one that is not."""
        if not heads:
            return frozenset()
        found: set[str] = set()
        for at in self._undergo(heads, verb, passive=passive):
            if self.large[at] and self.is_matter(at) and self.forms[at] not in _TITLES:
                found.update(_keys_of(self.forms[at]))
        return frozenset(found)

    def find_objects(self, heads: Sequence[int], verb: int, *, passive: bool) -> frozenset[str]:
        """Give what else than names it befalls, as compared: the talks of "called off the talks"."""
        if not heads or passive:
            return frozenset()
        places = self._undergo(heads, verb, passive=False)
        return frozenset(self.name(at) for at in places if not self.large[at] and self.is_matter(at))

    def _undergo(self, heads: Sequence[int], verb: int, *, passive: bool) -> range:
        """Give the places of whom or what it befalls: before a passive verb, right after one that is not."""
        if passive:
            return range(verb)
        last = heads[-1]
        first = (
            last + 2
            if self.verbless and self.forms[last + 1 : last + 2] and self.forms[last + 1] in _UPON
            else last + 1
        )
        stop = next((i for i in range(first, len(self.forms)) if self._ends_object(i)), len(self.forms))
        return range(first, min(stop, first + _OBJECT - 1))

    def find_deed(self) -> str | None:
        """Give what words that begin with a verb in "-ing" tell of: "suppress", of "trying to suppress"."""
        opened = False
        for at, form in enumerate(self.forms[:_OBJECT]):
            if opened and form != "to" and self.is_matter(at):
                return self.name(at)
            if form.endswith("ing") and self.stems[at] not in _LIGHT:
                return self.name(at)
            if not opened and not (form.endswith(("ing", "ly")) or form in _SKIPPED):
                return None
            opened = opened or form.endswith("ing")
        return None

    def find_victims(self, heads: Sequence[int], verb: int, *, passive: bool) -> frozenset[str]:
        """Give the names of whom a killing or a death befalls: not the one whose aide he is, nor "an aide to" whom."""
        if not heads or self.forms[:1] == ["to"]:
            return frozenset()
        at = heads[0]
        if passive or self.name(at) == "+die" or (at and self.forms[at - 1].endswith("'s")):
            places = range(at if not passive else verb)
        else:
            places = range(at + 1, min(len(self.forms), at + 1 + _OBJECT))
        found: set[str] = set()
        for i in places:
            if not self.large[i] or self.forms[i] in _TITLES or not self.is_matter(i):
                if self.forms[i] in _JOINS and (found or not passive):
                    break
                continue
            run = i
            while run and self.large[run - 1]:
                run -= 1
            owned = self.forms[i].endswith("'s") and i + 1 != at
            if not owned and not (run and self.forms[run - 1] in _JOINS and self.forms[run - 1] not in ("that", "of")):
                found.update(_keys_of(self.forms[i]))
        return frozenset(found)

    def _ends_object(self, at: int) -> bool:
        return self.forms[at] in _JOINS or self.forms[at] == "and" or self.stems[at] in _AUX

    def count_nots(self, heads: Sequence[int], verb: int) -> int:
        """Count what turns the statement round: "not", "no", "denies", and the reverse of what happens.

        A "not" before the verb belongs to another one ("those who did not leave were arrested"), but at the beginning.
        """
        end = max(heads, default=len(self.stems)) + 1  # "without warning", after what happens, turns nothing round
        nots = sum(self._turns(at, verb) for at in range(min(end, len(self.stems))))
        turned = {self.happening[at][0] for at in heads if at in self.happening and self.happening[at][1]}
        double = self.stems[:end].count("nor") if "neither" in self.stems[:end] else 0
        double += sum(pair in _NO_NOTS for pair in pairwise(self.forms[:end]))
        double += ("not", "without") in pairwise(self.forms)  # "not without consequences"
        return nots + len(turned) - double

    def _turns(self, at: int, verb: int) -> bool:
        stem = self.stems[at]
        if any(form in ("who", "which") for form in self.forms[max(0, at - 2) : at]):
            return False  # of another: "Hale, who cannot swim, has left"
        if stem == "no" and at == 0 and self.forms[1:2] and self.forms[1] in _ANSWERING:
            return False  # "No, we never came" says once that they did not
        if stem == "not" and tuple(self.forms[at + 1 : at + 3]) in _NOT_ALONE:
            return False  # "it is not the first time that they struck"
        after = self.forms[at + 1 : at + 2]
        if stem == "not" and after == ["only"]:
            return False
        if self.forms[at] in ("nothing", "none", "nowhere"):
            alone = at and self.forms[at - 1] in _BEFORE_NOTHING  # "much ado about nothing"
            return not (alone or (after and after[0] in _NO_MORE))
        if stem in _BEFORE_TO:
            return self.forms[at + 1 : at + 2] == ["to"]
        if stem == "deny" and not _GRANTS.isdisjoint(self.stems[at + 1 : at + 1 + _OBJECT]):
            return False  # "denied him access" is a refusal
        if stem == "rul":
            return self.forms[at + 1 : at + 2] == ["out"]  # "the ruling" denies nothing
        return stem in DENIALS or (stem in _NOTS and (stem != "not" or at < 2 or at >= verb))


@lru_cache(maxsize=1 << 14)
def _keys_of(form: str) -> tuple[str, ...]:
    """Give a capitalised word as compared: adjectives of countries and their capitals become the country."""
    return key_of_body(form.removesuffix("'s")) or (form,)
