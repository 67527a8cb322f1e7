"""Who said what: source, cue, content, speaker and chain, over the shapes that news copy takes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.annotator import annotate_article
from sayso.annotate.attributions import survey
from sayso.annotate.quotations import find_quotations
from tests.annotate.made import make_article


def attributed(text: str) -> list[tuple[str, list[str], str | None, str | None]]:
    """Give each attribution's form, content, source and cue."""
    return [
        (
            a.form.value,
            [s.cut(text) for s in a.content],
            a.source.cut(text) if a.source else None,
            a.cue.cut(text) if a.cue else None,
        )
        for a in annotate_article(make_article(text).article).attributions
    ]


def contents(text: str) -> list[list[str]]:
    """Give each attribution's contents."""
    return [found[1] for found in attributed(text)]


def speakers(text: str) -> list[str | None]:
    """Give each attribution's speaker."""
    found = annotate_article(make_article(text).article).attributions
    return [a.speaker.name if a.speaker else None for a in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The dyke held,” she said.", ("direct", ["The dyke held,"], "she", "said")),
        ("“Did it hold?” the mayor asked.", ("direct", ["Did it hold?"], "the mayor", "asked")),
        ("The mayor said: “The dyke held.”", ("direct", ["The dyke held."], "The mayor", "said")),
        (
            "“The dyke,” said Luc Perrin, the mayor, “has held.”",
            ("direct", ["The dyke,", "has held."], "Luc Perrin, the mayor", "said"),
        ),
        ("“We slept,” he said. “It held.”", ("direct", ["We slept,", "It held."], "he", "said")),
        (
            "“We slept – he adds – and it held.”",
            ("direct", ["We slept", "and it held."], "he", "adds"),
        ),
        (
            "“It held,” Ann Lee, who acts for Velm and its builder, Dry Dock Inc., said on Monday.",
            ("direct", ["It held,"], "Ann Lee, who acts for Velm and its builder, Dry Dock Inc.", "said"),
        ),
        ("The mayor said the dyke had held.", ("indirect", ["the dyke had held"], "The mayor", "said")),
        ("The mayor said that the dyke held.", ("indirect", ["the dyke held"], "The mayor", "said")),
        ("The dyke has held, the mayor said.", ("indirect", ["The dyke has held"], "the mayor", "said")),
        (
            "The dyke, officials said on Monday, was sound.",
            ("indirect", ["The dyke", "was sound"], "officials", "said"),
        ),
        (
            "The mayor said in a statement on Tuesday that it “will not move” again.",
            ("mixed", ["it “will not move” again"], "The mayor", "said"),
        ),
        (
            "The mayor responded to reports from Velm that the dyke had burst.",
            ("indirect", ["the dyke had burst"], "Velm", "reports"),
        ),
        (
            "Luc Perrin told reporters in Brussels that it held.",
            ("indirect", ["it held"], "Luc Perrin", "told"),
        ),
        (
            "According to two people briefed on the inquiry, the valve had failed.",
            ("indirect", ["the valve had failed"], "two people briefed on the inquiry", "According to"),
        ),
        (
            "The valve had failed twice, according to the ministry.",
            ("indirect", ["The valve had failed twice"], "the ministry", "according to"),
        ),
        (
            "The port stayed open for weeks (the valve had failed twice, according to the ministry) and was full.",
            ("indirect", ["the valve had failed twice"], "the ministry", "according to"),
        ),
        (
            "The valve had failed twice (according to the ministry).",
            ("indirect", ["The valve had failed twice"], "the ministry", "according to"),
        ),
        (
            "Luc Perrin, who leads the council, said it held.",
            ("indirect", ["it held"], "Luc Perrin, who leads the council", "said"),
        ),
        (
            "Rep. Jo Hale (D-Ohio) said it held.",
            ("indirect", ["it held"], "Rep. Jo Hale (D-Ohio)", "said"),
        ),
        (
            "District judge Ann Lee added: “It held.”",
            ("direct", ["It held."], "District judge Ann Lee", "added"),
        ),
        ("The company denied that it leaked.", ("indirect", ["it leaked"], "The company", "denied")),
        ("“The river is rising, the mayor said. We left.", ("direct", ["The river is rising,"], "the mayor", "said")),
        ("«It held», said the mayor.", ("direct", ["It held"], "the mayor", "said")),
        ("‘It held,’ the mayor’s aide said.", ("direct", ["It held,"], "the mayor’s aide", "said")),
        ("The mayor called the plan “absurd”.", ("mixed", ["the plan “absurd”"], "The mayor", "called")),
        (
            "The film ends with footage of Ann Lee saying on the quay, “I never slept,” when asked about the dyke.",
            ("direct", ["I never slept,"], "Ann Lee", "saying"),
        ),
        (
            "The row went on, with the mayor saying the dyke would hold.",
            ("indirect", ["the dyke would hold"], "the mayor", "saying"),
        ),
        ("The mayor was curt with the crew: “It held,” she said.", ("direct", ["It held,"], "she", "said")),
        ("“It held,” the mayor chided.", ("direct", ["It held,"], "the mayor", "chided")),
        (
            "The mayor told her Lang “was right” about the dyke.",
            ("mixed", ["Lang “was right” about the dyke"], "The mayor", "told"),
        ),
        (
            "The mayor told her on Monday that “it held”.",
            ("direct", ["it held"], "The mayor", "told"),
        ),
        (
            "The mayor vowed to mend the dyke by May.",
            ("indirect", ["to mend the dyke by May"], "The mayor", "vowed"),
        ),
        (
            "The mayor said to the council in May that the dyke held.",
            ("indirect", ["the dyke held"], "The mayor", "said"),
        ),
        (
            "As odd as it may seem, the mayor said the dyke held.",
            ("indirect", ["the dyke held"], "the mayor", "said"),
        ),
    ],
)
def test_one_attribution_of_each_shape(text: str, expected: tuple[str, list[str], str, str]) -> None:
    """Cue before, after and around; direct, indirect and mixed; with and without "that"."""
    assert attributed(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The report was late.",
        "The minister refused to say whether the plant would close.",
        "She did not say when.",
        "He sang in the “Old Barn” on Sunday.",
        "The state claims court was shut.",
        "The port’s confirmed losses rose on Friday night.",
        "What they’re saying: The dam was never full this year.",
    ],
)
def test_nothing_said_gives_no_attribution(text: str) -> None:
    """A noun that looks like a cue, a refusal and a title in quotation marks attribute nothing."""
    assert attributed(text) == []


def test_coordinated_cues_each_take_their_own_words() -> None:
    """Each of "said … and urged …, adding that" is an attribution of the one source."""
    text = "Perrin said the dyke had held and urged people to stay, adding that buses would run."
    assert [(content, cue) for _, content, _, cue in attributed(text)] == [
        (["the dyke had held"], "said"),
        (["people to stay"], "urged"),
        (["buses would run"], "adding"),
    ]


def test_a_quotation_over_paragraphs_is_one_attribution() -> None:
    """The cue after the last paragraph governs all of them."""
    text = "“First we ran.\n\n“Then we hid,” said Ana Ruiz."
    assert attributed(text) == [("direct", ["First we ran.", "Then we hid,"], "Ana Ruiz", "said")]


def test_a_paragraph_that_is_only_a_quotation_goes_to_who_spoke_last() -> None:
    """Never to the speaker of the next paragraph."""
    text = "“We left,” Ana Ruiz said.\n\n“It was dark. Nobody helped us.”\n\n“We came,” said Luc Perrin."
    assert speakers(text) == ["Ana Ruiz", "Ana Ruiz", "Luc Perrin"]


@pytest.mark.parametrize(
    "quotation",
    [
        "“The dyke that nobody built”",  # a heading
        "“When will it end at last?”",  # another's turn
        "“Minister Lee, we have waited long enough now.”",  # spoken to her
    ],
)
def test_a_line_that_may_well_be_another_s_is_not_the_last_speaker_s(quotation: str) -> None:
    """Headings, short questions and words that name her are not given to who spoke last."""
    assert speakers(f"“The dyke held all night,” Ann Lee said.\n\n{quotation}\n\nIt rained.")[1:] in ([], [None])


def test_an_answer_is_not_the_askers() -> None:
    """A quotation right after a question is not given to whoever was named last."""
    assert speakers("“Did the dyke hold?” Ann Lee asked.\n\n“Nobody in this street knows.”")[1:] == [None]


def test_a_title_is_not_speech() -> None:
    """A quotation beside other words whose words are capitalised is a work's title."""
    text = "“It held,” Ann Lee said. Her book is “The Long Night of the Dyke: How a Town Lost Everything”."
    assert len(contents(text)) == 1


def test_a_lost_space_ends_a_sentence() -> None:
    """A stop ends its sentence also where the next one begins right after it."""
    text = "He said: “The dyke held all night here.”The mayor left on Monday.Tom Hale of the U.S.A. came."
    units = [
        unit.span.cut(text) for block in survey(find_quotations(make_article(text))).blocks for unit in block.units
    ]
    assert [unit.split()[0] for unit in units] == ["He", "The", "Tom"]


def test_pronouns_ages_and_roles_find_their_name() -> None:
    """Whoever the text ties to "she", "the 44-year-old" and "the mayor" is the speaker."""
    text = (
        "Mayor Ana Ruiz opened the dyke. “It held,” she said. “We are glad,” the 44-year-old added. "
        "The mayor said buses would run."
    )
    assert speakers(text) == ["Ana Ruiz", "Ana Ruiz", "Ana Ruiz"]


def test_a_name_that_a_role_belongs_to_does_not_speak() -> None:
    """The owner of a ship speaks, and not the ship."""
    text = "The owner of the Anna Belle said the hull was sound."
    assert [name for name in speakers(text) if name == "Anna Belle"] == []


def test_a_body_that_is_a_title_does_not_speak() -> None:
    """Of "Department of Health Antony Reed" he is the speaker."""
    assert speakers("Department of Health Antony Reed said the wards were full.") == ["Antony Reed"]


def test_two_who_could_be_meant_leave_the_speaker_unknown() -> None:
    """With two ministers named, "the minister" is nobody by name."""
    text = "Minister Ana Ruiz met minister Luc Perrin. The minister said it was good."
    assert speakers(text) == [None]


def test_what_a_quotation_attributes_is_nested_and_comes_by_way_of_its_speaker() -> None:
    """The inner attribution names the outer one and has its speaker as a hop."""
    text = (
        "“Interpol said the ship had been sold twice before it left the port of Bremen last spring,” the Herald wrote."
    )
    outer, inner = annotate_article(make_article(text).article).attributions
    assert (inner.nested_in, [h.name for h in inner.via]) == (outer.id, ["Herald"])


def test_the_chain_names_the_broadcaster_that_was_told() -> None:
    """The outlet of "told the BBC" is a hop with its span."""
    text = "“It held,” Ana Ruiz told the BBC."
    (attribution,) = annotate_article(make_article(text).article).attributions
    assert [(h.name, h.kind.value, h.span.cut(text)) for h in attribution.via] == [("BBC", "broadcaster", "BBC")]


@pytest.mark.parametrize(
    ("text", "hops"),
    [
        ("The Harbour Board said the pilot reported that “the gate was shut at noon and nobody came.”",
         [("Harbour Board", "organisation")]),
        ("The police report said the pilot claimed that “the gate was shut at noon and nobody came.”",
         [("police report", "document")]),
        ("Reuters reported that Lang told CNN that “the gate was shut at noon and nobody came.”",
         [("Reuters", "agency"), ("CNN", "broadcaster")]),
        ("The Guardian’s Ana Ruiz reported that Lang said “the gate was shut at noon and nobody came.”",
         [("Guardian", "outlet"), ("Ana Ruiz", "person")]),
    ],
)  # fmt: skip
def test_each_step_inwards_is_of_its_own_kind(text: str, hops: list[tuple[str, str]]) -> None:
    """A body, a document, an outlet, its reporter, and the outlet that was told, from the article inwards."""
    inner = annotate_article(make_article(text).article).attributions[-1]
    assert [(hop.name, hop.kind.value) for hop in inner.via] == hops


@pytest.mark.parametrize(
    ("text", "hops"),
    [
        ("“It held,” Ana Ruiz told the BBC. Ruiz said the wall was new.", [["BBC"], ["BBC"]]),
        ("“It held,” Ana Ruiz told the BBC. Luc Ruiz said the wall was new.", [["BBC"], []]),
        ("In a letter to the mayor, Ana Ruiz said that it held. “It is new,” she wrote.", [["letter"], ["letter"]]),
        ("In a letter to the mayor, Ana Ruiz said that the wall held. She said it was new.", [["letter"], ["letter"]]),
        ("Ana Ruiz said that the wall held. “It is new,” she told the BBC.", [["BBC"], ["BBC"]]),
        ("Ana Ruiz said at a rally that the wall held. “It is new,” she told the BBC.", [[], ["BBC"]]),
        ("Ana Ruiz said that the wall held. “It is new,” Luc Moor told the BBC.", [[], ["BBC"]]),
        ("Ana Ruiz said that the wall held, and Luc Moor told the BBC that it was new.", [[], ["BBC"]]),
        ("“It held,” Ana Ruiz told the BBC. “It is new,” she told the crowd.", [["BBC"], []]),
        ("“It held,” Ana Ruiz told the BBC. “It is new,” she told host Luc Moor.", [["BBC"], ["BBC"]]),
        ("The wall held, according to a letter obtained by the BBC.", [["BBC"]]),
        ("As the Guardian’s Ana Ruiz notes, the Mail, which Lang owns, clearly says that the gate was shut.",
         [["Guardian"], ["Guardian", "Ana Ruiz"]]),
    ],
)  # fmt: skip
def test_what_goes_on_comes_the_same_way(text: str, hops: list[list[str]]) -> None:
    """Who is called shorter, or spoke right before "he told", is in that talk, or that letter."""
    found = annotate_article(make_article(text).article).attributions
    assert [[hop.name for hop in each.via] for each in found] == hops


@pytest.mark.parametrize(
    "later",
    [
        "“It fell at noon, and I saw it,” Ana Ruiz tweeted.",
        "Ana Ruiz has called the report “wholly invented.”",
        "“It fell at noon, and I saw it,” Ana Ruiz said at the hearing.",
        "Speaking to a group of sailors, Ana Ruiz said that the gate fell at noon.",
        "Ana Ruiz frequently says that the gate fell at noon.",
    ],
)
def test_what_is_said_elsewhere_is_no_part_of_the_interview_before_it(later: str) -> None:
    """Who told the BBC and then tweets has not tweeted to the BBC, nor told it all that she has ever said."""
    text = f"“It held for years,” Ana Ruiz told the BBC.\n\n{later}"
    assert [len(a.via) for a in annotate_article(make_article(text).article).attributions] == [1, 0]


_PIECES = [
    "“",
    "”",
    "‘",
    "’",
    '"',
    "said",
    "told",
    "that",
    " ",
    " ",
    ",",
    ".",
    "Ana Ruiz",
    "the mayor",
    "according to",
    "\n",
    "—",
    "he",
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(_PIECES), max_size=30))
def test_no_order_of_words_and_marks_raises(pieces: list[str]) -> None:
    """Whatever stands in an article, annotating it gives attributions whose spans lie in it."""
    annotated = annotate_article(make_article("".join(pieces)).article)
    assert [a for a in annotated.attributions if not a.content] == []


@pytest.mark.parametrize(
    "piece", ["he said. ", "“a” ", "“a ‘b ", "'a ", "He told the BBC that the minister said that ", "“a\n\n"]
)
def test_a_hostile_article_of_one_piece_repeated_ends(piece: str) -> None:
    """Work grows with the text, not with its square: twenty thousand characters of it are read like any others."""
    annotated = annotate_article(make_article(piece * (20_000 // len(piece))).article)
    assert [
        a for a in annotated.attributions if a.source is not None and a.cue is None and a.form.value == "mixed"
    ] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It held,” Rep. Anna Rohde (D-Velm) said.", "Anna Rohde"),
        ("“It held,” the Inland Lakes Fund (ILF) said.", "Inland Lakes Fund"),
        ("Some Liberals, including Senator Anna Rohde of Velm, said it held.", "Liberals"),
        ("A long complaint filed by the Dyke Board said it held.", "Dyke Board"),
        ("The US secretary of state, Rex Tillers, said it held.", "Rex Tillers"),
        ("Treasury Secretary Luc Perrin left. Secretary of State Rex Tillers said it held.", "Rex Tillers"),
        ("A bank, the head of the Velm Society of Bishops, Archbishop Kurt Lee, said, held.", "Kurt Lee"),
        ("Republican Luc Perrin left. One congressional Republican said it held.", "congressional Republican"),
        ("Iran and the US met. The semi-official Isna news agency said it held.", "semi-official Isna news agency"),
        ("The Velm Science Monitor said it held. Monitor Stories rose.", "Velm Science Monitor"),
        ("An emergency meeting of officials said it held.", "emergency meeting of officials"),
        ("A third port official told reporters it held. The Velm officials said it slept.", "Velm officials"),
        ("Mr. Lang and Ms. Rohde said it held.", "Mr. Lang and Ms. Rohde"),
        ("Peter Lang, deputy to Anna Rohde, said it held.", "Peter Lang"),
        ("Advisers to Mr. Lang said it held.", "Advisers to Mr. Lang"),
        ("Larry King left. Mr. King said it held.", "Larry King"),
        ("The former judge and Velm senator said it held. Sen. Peter Lang left.", "former judge and Velm senator"),
    ],
)
def test_a_speaker_is_named_by_the_head_of_the_source(text: str, expected: str) -> None:
    """Brackets, examples, and what became of a document are not who speaks."""
    assert speakers(text)[-1] == expected


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ("“It leaks,” the paper reported.", "Orr Courier"),
        ("“It leaks,” the writer of the paper said.", "writer of the paper"),
    ],
)
def test_an_outlet_called_by_its_trade(told: str, speaker: str) -> None:
    """What “the paper” reports is told by the one named last; who stands beside that word is not the paper."""
    text = f"The mayor told the Orr Courier that the dyke had held. {told}"
    attributions = annotate_article(make_article(text).article).attributions
    assert attributions[-1].speaker is not None
    assert attributions[-1].speaker.name == speaker


def test_he_whom_one_quotes_is_another() -> None:
    """Who speaks calls himself "I": "he" in his own words is no speaker whom we know, unless the text names another."""
    text = "Matthew Lang spoke. “He told the mayor that the dyke had leaked,” Lang said."
    assert speakers(text)[-2:] == ["Matthew Lang", None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The head of the state-run Orr Dyke board, Peter Moore, said it held.", "Peter Moore"),
        ("“It held,” Sens. Peter Moore and Jan Berg said.", "Sens. Peter Moore and Jan Berg"),
        ("The Orr court said that the dyke had leaked.", "Orr court"),
        ("The Orr court heard that the dyke had leaked.", None),
    ],
)
def test_who_speaks(text: str, expected: str | None) -> None:
    """The name that is set beside a head, not one in it; two with one title; and no court before which others speak."""
    assert speakers(text) == [expected]
