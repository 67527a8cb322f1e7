"""`HopFinder`, `name_outlet` and `find_credit`: through whom words came."""

from __future__ import annotations

import re

import pytest

from sayso.annotate import chain
from sayso.annotate.chain import HopFinder, find_credit, name_outlet
from sayso.model.annotation import HopKind
from sayso.model.span import Span


@pytest.mark.parametrize(
    ("text", "hops"),
    [
        ("she told Radio Ondra", ["Radio Ondra"]),
        ("she told Radio Ondra, as quoted by Tidewire", ["Tidewire", "Radio Ondra"]),
        ("he said in remarks published by the Velmar Courier", ["Velmar Courier"]),
        ("Reuters quoted her", ["Reuters"]),
        ("he declared to the BBC", ["BBC"]),
        ("she told Channel 9", ["Channel 9"]),
        ("she told Tomas Arvel, who reads Tidewire", []),
        ("she told Tidewire’s correspondent", ["Tidewire"]),
        ("asked by the BBC whether he would go", ["BBC"]),
        ("in an interview published on Sunday by Le Monde", ["Le Monde"]),
        ("the pilot, whom Reuters had reached by telephone", ["Reuters"]),
        ("in an article for the Observer", ["Observer"]),
        ("Reuters, citing an official, said", ["Reuters"]),
        ("he told CNN affiliate KVLM", ["KVLM"]),
        ("he tells ABC 15 what happened", ["ABC 15"]),
        ("he told Fox 12 News", ["Fox 12 News"]),
        ("he told ABC 15 people drowned", ["ABC"]),
        ("she told the Courier of Velmar", ["Courier of Velmar"]),
        ("she told the Velmar Courier Friday", ["Velmar Courier"]),
        ("she told WVLM on Monday", ["WVLM"]),
        ("in an interview with Orsavanews.com", ["Orsavanews.com"]),
        ("in a recent Reuters interview, he said", ["Reuters"]),
        ("in her Guardian column she wrote", ["Guardian"]),
        ("a new CNN poll has him ahead", []),
        ("On CNN, the mayor said it was over", ["CNN"]),
        ("he said Sunday on CBS’ talk show", ["CBS"]),
        ("the road is closed, per the Velmar Courier", ["Velmar Courier"]),
        ("according to the Medical Examiner’s Office", []),
        ("she told the newspaper Delo Velm. He told Delo Velm, too", ["Delo Velm"]),
        ("Velm’s Orel news agency said so, and the mayor told Orel that", ["Orel"]),
        ("Hooks and Nets, the trade magazine, asked. He told Hooks and Nets", ["Hooks and Nets"]),
        ("he told a Danish newspaper, and she told Danish voters", ["Danish newspaper"]),
        ("she told Ostland’s Orel news agency and told the French station TV9", ["Orel"]),
        ("he told the Kenyan television network ORT", ["ORT"]),
        ("she told the “Dockside” magazine that", ["Dockside"]),
        ("she told the Velmish daily Delo Velm on Monday", ["Delo Velm"]),
        ("she said Sunday on “Meet the Town” that", ["Meet the Town"]),
        ("she said on Sunday that “Meet the Town” was shown", []),
        ("Reuters had it first. The mayor told the agency that", ["Reuters"]),
        ("the harbour agency and Reuters knew. He told the agency", []),
        ("two people briefed on it tell Reuters that", ["Reuters"]),
        ("she boasted to the Guardian that", ["Guardian"]),
        ("she said in a Monday morning appearance on CNN", ["CNN"]),
        ("he said on “CNN This Week,” where", ["CNN This Week"]),
        ("in a “Meet the Press” interview he said", ["Meet the Press"]),
        ("Reuters first reported that the dyke had failed", ["Reuters"]),
        ("according to e-mails provided to Reuters", ["Reuters"]),
        ("as Anna Lang wrote for the Guardian in May", ["Guardian"]),
        ("she told the Velmar Star-Telegram on Monday", ["Velmar Star-Telegram"]),
        ("she told the Velmar Post and Courier", ["Velmar Post and Courier"]),
        ("she told Tidemark in an interview", ["Tidemark"]),
        ("she told Anna Lang in an interview", []),
        ("he told Velm.TV on Monday", ["Velm.TV"]),
        ("he told Kenyan radio station Orel that", ["Orel"]),
        ("the general told state TV that", ["state TV"]),
        ("the general told Iranian state media that", ["Iranian state media"]),
        ("according to local media, the dyke failed", ["local media"]),
        ("a story about Kenyan media", []),
        ("he denied it, though the Reuters news agency said that", []),
        ("an e-mail obtained earlier by Sky News", ["Sky News"]),
        ("audio obtained by WVLM-TV shows", ["WVLM-TV"]),
        ("he told BBC Sport that", ["BBC Sport"]),
        ("he told the local ABC affiliate that", ["ABC affiliate"]),
        ("she told a local radio station that", ["local radio station"]),
        ("she told a Turkish newspaper on Monday", ["Turkish newspaper"]),
        ("she told a newspaper editor that", []),
        ("he told the club’s official website that", ["club’s official website"]),
        ("she told WVLM that it held. A man told the station that it leaked", ["WVLM"]),
        ("she told WVLM that it held, and Tidewire quoted her. He told the station that it leaked", ["WVLM"]),
        ("he told the station that it held", []),
        ("doctors wrote in the journal Marsh Medicine that", ["Marsh Medicine"]),
    ],
)
def test_hops(text: str, hops: list[str]) -> None:
    """What the list, its name or the article calls an outlet is a step after words of telling; the told last."""
    assert [hop.name for hop in HopFinder(text).find(Span(0, len(text)))] == hops


_LEADS = (
    "told tell tells spoke_to spoke_with speaking_to interview_with quoted_by according_to per "
    "reported_by published_in cited_by carried_on obtained_by seen_by reviewed_by viewed_on heard_on "
    "aired_on broadcast_by posted_on run_by column_in essay_for op-ed_in article_for writing_in "
    "wrote_for said says asked argued insisted claimed interview appeared appearing speaking spoke"
)
_NAMES = (
    "the Velm Courier in an interview",
    "WVLM that",
    "a local radio station that",
    "the daily Delo Velm",
    "Friday on “Meet the Town”",
)


@pytest.mark.parametrize(
    "pattern",
    [
        chain._UNLISTED,
        chain._SITE_OR_STATION,
        chain._IN_A_TALK,
        chain._A_MEDIUM,
        chain._A_PAPER,
        chain._PROGRAMME,
    ],
    ids="unlisted site talk medium paper programme".split(),
)
def test_no_outlet_is_lost_by_where_it_is_looked_for(pattern: re.Pattern[str]) -> None:
    """Each pattern matches only where something tells that an outlet may follow, and is found there."""
    text = " ".join(f"She {lead} {name}." for lead in _LEADS.split() for name in _NAMES)
    text = text.replace("_", " ")
    places = [match.start() for match in chain._TELLING.finditer(text)]
    everywhere = [match.span() for match in pattern.finditer(text)]
    assert everywhere
    assert [match.span() for match in chain._find_at(pattern, text, places)] == everywhere


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("he told state media", ["state media"]),
        ("he told Ukrainian state television, and state radio reported", ["state radio", "Ukrainian state television"]),
        ("he told Ukrainian TV radio hosts", ["Ukrainian TV"]),
        ("he told media", []),
    ],
)
def test_a_medium_and_whose_it_is(text: str, names: list[str]) -> None:
    """A medium is named by what stands before it; one alone is none."""
    assert [hop.name for hop in HopFinder(text).find(Span(0, len(text)))] == names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("The Ledger", HopKind.OUTLET),
        ("Orsava Television", HopKind.BROADCASTER),
        ("Tidewire", HopKind.AGENCY),
        ("Ann Moore", None),
        ("news agency", HopKind.AGENCY),
        ("newspaper", HopKind.OUTLET),
        ("Harbour Protection Agency", None),
    ],
)
def test_kind_of_an_outlet(name: str, kind: HopKind | None) -> None:
    """A name tells which kind of outlet it is, or that it is none."""
    assert name_outlet(name) is kind


@pytest.mark.parametrize(
    ("text", "name"),
    [("Dam holds\n\nSource: Tidewire\n", "Tidewire"), ("Source: Ann Moore\n", None), ("A source: Tidewire said", None)],
)
def test_credit_of_an_article(text: str, name: str | None) -> None:
    """A line of its own that credits an outlet is a credit; one that names a person, or a sentence, is none."""
    hop = find_credit(text)
    assert (hop.name if hop else None) == name
