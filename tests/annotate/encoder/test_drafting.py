"""From what the decoder found to drafts: to the character of the quotation marks."""

from __future__ import annotations

import pytest

from sayso.annotate.attributions import finish, survey
from sayso.annotate.drafts import Draft
from sayso.annotate.encoder.decode import Found, Settings
from sayso.annotate.encoder.drafting import Drafter
from sayso.annotate.mentions import find_mentions
from sayso.annotate.quotations import find_quotations
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span
from tests.annotate.made import make_article


def drafted(text: str, source: str, cue: str, *content: str) -> Draft | None:
    """Make a draft of an attribution whose parts are found at these words."""

    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    ground = survey(find_mentions(find_quotations(make_article(text))))
    units = [unit.span for block in ground.blocks for unit in block.units]
    names = [mention.span for mention in ground.annotated.mentions]
    found = Found((place(source),) if source else (), (place(cue),), tuple(sorted(map(place, content))))
    return Drafter(text, ground.outer, units, names, ground.lexicon).draft(found, Settings())


@pytest.mark.parametrize(
    ("text", "content", "form", "expected"),
    [
        ("“The dyke held,” Ann Lee said.", ["“The dyke held,”"], Form.DIRECT, ["The dyke held,"]),
        ("“The dyke held,” Ann Lee said.", ["The dyke"], Form.DIRECT, ["The dyke held,"]),
        ("Ann Lee said that the dyke held.", ["that the dyke held."], Form.INDIRECT, ["the dyke held"]),
        ("Ann Lee said the “old” dyke held.", ["the “old” dyke held"], Form.MIXED, ["the “old” dyke held"]),
        ("Ann Lee said it held, “for now”.", ["it held, “for now"], Form.MIXED, ["it held, “for now”"]),
        ("Ann Lee said it held. “Nobody here slept at all.”", ["it held. “Nobody"], Form.INDIRECT, ["it held"]),
        ("“It held,” when it rained, Ann Lee said.", ["“It held,” when it rained"], Form.DIRECT, ["It held,"]),
        (
            "As for the dyke, “it held well,” Ann Lee said.",
            ["As for the dyke, “it held well,”"],
            Form.DIRECT,
            ["it held well,"],
        ),
        ("“It held well tonight,” Ann Lee said.", ["well"], Form.DIRECT, ["It held well tonight,"]),
        (
            "Ann Lee said the half-empty dyke held.",
            ["the half-empty dyke held"],
            Form.INDIRECT,
            ["the half-empty dyke held"],
        ),
        ("Ann Lee said nothing is half-hearted.", ["nothing is half"], Form.INDIRECT, ["nothing is half-hearted"]),
        ("“It held,” Ann Lee said. “So far.”", ["“It held,”", "“So far.”"], Form.DIRECT, ["It held,", "So far."]),
        (
            "“It held”, and “it was old”. Now the “new” dyke leaks, Ann Lee said.",
            ["“It held”", "“it was old”. Now the “new” dyke leaks"],
            Form.MIXED,
            ["Now the “new” dyke leaks"],
        ),
        (
            "“It held.” And yet, “It leaks,” Ann Lee said.",
            ["“It held.”", "“It leaks,”"],
            Form.DIRECT,
            ["It held.", "It leaks,"],
        ),
    ],
)
def test_contents_keep_to_their_marks(text: str, content: list[str], form: Form, expected: list[str]) -> None:
    """A quotation is taken whole or not at all; marks at the ends, "that" and the last stop are left out."""
    draft = drafted(text, "Ann Lee", "said", *content)
    assert draft is not None
    assert (draft.form, [span.cut(text) for span in draft.content]) == (form, expected)


def test_what_a_quotation_is_said_of_stays_with_it() -> None:
    """A pronoun apart from the marks is what the quoted words are said of: "what she called “the fair of fairs”"."""
    text = "It was for what Ann Lee called “the loudest fair in years” that the mayor came."
    draft = drafted(text, "Ann Lee", "called", "what", "“the loudest fair in years”")
    assert draft is not None
    assert draft.form is Form.MIXED
    assert [span.cut(text) for span in draft.content] == ["what", "the loudest fair in years"]


def test_a_name_beside_a_quotation_is_no_part_of_it() -> None:
    """A word or two outside the marks, apart from the quotation, were not said."""
    text = "“It held,” Ann Lee told Perrin."
    draft = drafted(text, "Ann Lee", "told", "“It held,”", "Perrin")
    assert draft is not None
    assert [span.cut(text) for span in draft.content] == ["It held,"]


@pytest.mark.parametrize("bracket", ["(D-Velm)", "(D-Wis.)", "(mayor)"])
def test_a_source_closes_its_bracket(bracket: str) -> None:
    """Marks at the end are left out of a source, but not the bracket that it opened."""
    text = f"“It held,” Ann Lee {bracket} said."
    draft = drafted(text, f"Ann Lee {bracket}", "said", "“It held,”")
    assert draft is not None
    assert draft.source is not None
    assert draft.source.cut(text) == f"Ann Lee {bracket}"


@pytest.mark.parametrize(
    ("name", "part", "whole"),
    [
        ("Ann O’Neill", "O", "O’Neill"),
        ("Ann Lee-Marsh", "Lee", "Lee-Marsh"),
        ("Ann Lee-Marsh", "Marsh", "Lee-Marsh"),
        ("Ann Lee’s aide", "Lee", "Lee"),
        ("They’re sure", "They", "They"),
    ],
)
def test_a_source_holds_whole_words(name: str, part: str, whole: str) -> None:
    """What the word pieces cut at a hyphen or an apostrophe is one name; "’s" and "’re" are no part of it."""
    text = f"“It held,” {name} said."
    draft = drafted(text, part, "said", "“It held,”")
    assert draft is not None
    assert draft.source is not None
    assert draft.source.cut(text) == whole


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ("He said General Lee, a soldier, “should have gone years ago”.", "“should have gone years ago”", False),
        ("“It held,” said General Lee, “and will hold.”", "“and will hold.”", True),
    ],
)
def test_whom_the_words_go_on_about_did_not_say_them(text: str, content: str, kept: bool) -> None:
    """A name after "said" whose verb the quotation holds is its subject, and no source."""
    draft = drafted(text, "General Lee", "said", content)
    assert draft is not None
    assert (draft.source is not None) is kept


def test_a_content_never_holds_its_cue() -> None:
    """What source and cue take of a content is cut out."""
    text = "The dyke, Ann Lee said, held all night."
    draft = drafted(text, "Ann Lee", "said", "The dyke, Ann Lee said, held all night")
    assert draft is not None
    assert [span.cut(text) for span in draft.content] == ["The dyke", "held all night"]


def test_an_adverb_is_no_part_of_a_source() -> None:
    """Of "Ann Lee also said" she is the source."""
    text = "Ann Lee also said the dyke held."
    draft = drafted(text, "Ann Lee also", "said", "the dyke held")
    assert draft is not None
    assert draft.source is not None
    assert draft.source.cut(text) == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("‘The dyke held,’ says minister\n\nLakeside Daily", "minister\n\nLakeside Daily"),
        ("Ferry news\n \nminister says the dyke held", "news\n \nminister"),
    ],
)
def test_a_source_keeps_to_the_paragraph_of_its_cue(text: str, source: str) -> None:
    """A name in the paragraph after or before is no part of a source."""
    draft = drafted(text, source, "says", "he dyke held")
    assert draft is not None
    assert draft.source is not None
    assert draft.source.cut(text) == "minister"


def test_nothing_but_marks_is_no_draft() -> None:
    """A content of which nothing is left is no attribution."""
    assert drafted("Ann Lee said: . . .", "Ann Lee", "said", ". . .") is None


def test_a_cue_tells_the_basis() -> None:
    """The lexicon's word in a longer cue says what the source does."""
    draft = drafted(
        "Ann Lee has repeatedly denied the dyke broke.", "Ann Lee", "has repeatedly denied", "the dyke broke"
    )
    assert draft is not None
    assert draft.basis is Basis.DENIES


def test_a_cue_inside_a_quotation_is_nested() -> None:
    """What a quotation itself attributes is marked, and stays inside it."""
    draft = drafted("“Ann Lee said the dyke held,” he wrote.", "Ann Lee", "said", "the dyke held,”")
    assert draft is not None
    assert (draft.nested, draft.content[0].end) == (True, 28)


def test_an_unsure_source_is_kept_and_names_nobody() -> None:
    """Below the least confidence a source stays where it is, and nobody is named after it."""
    text = "Ann Lee said the dyke held."
    ground = survey(find_quotations(make_article(text)))
    found = Found(((0, 7),), ((8, 12),), ((13, 26),))
    settings = Settings(confidence=(-3.0, 0.0, 0.0, 0.0, 0.0), named=0.8)
    draft = Drafter(text, ground.outer, [Span(0, len(text))], [], ground.lexicon).draft(found, settings)
    assert draft is not None
    finished = finish(ground, [draft]).attributions
    assert [(a.source, a.speaker) for a in finished] == [(Span(0, 7), None)]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("The Harbour Board said it held.", "The", "The Harbour Board"),
        ("the Velm governor said it held.", "the", "the Velm governor"),
        ("Mr. Lang said it held.", "Mr", "Mr. Lang"),
        ("House Speaker Anna Rohde said it held.", "House Speaker", "House Speaker Anna Rohde"),
        ("Larry King said it held.", "Larry", "Larry King"),
        ("Larry. That said it held.", "Larry", "Larry"),
        ("Ms. Lang, who lost her son in the storm, said it held.", "Ms. Lang, who lost", None),
        ("Ms. Lang, who came early, and who stayed, said it held.", "Ms. Lang, who", "Ms. Lang"),
        ("A Velm rumour said it held.", "A", "A Velm rumour"),
        ("An old friend of Mr. Lang said it held.", "An old friend of Mr.", "An old friend of Mr. Lang"),
        (
            "Ann Lee, head of Lang's old crew, said it held.",
            "Ann Lee, head of Lang'",
            "Ann Lee, head of Lang's old crew",
        ),
        (
            "Ann Lee (once a pilot, now at sea) said it held.",
            "Ann Lee (once a pilot",
            "Ann Lee (once a pilot, now at sea)",
        ),
        ("Ann Lee -- as we noted -- said it held.", "Ann Lee -- as", "Ann Lee"),
    ],
)
def test_a_source_that_broke_off_is_completed(text: str, found: str, expected: str | None) -> None:
    """With the names that follow, or without the begin of a clause; the rest of a short clause is taken."""
    draft = drafted(text, found, "said", "it held")
    assert draft is not None
    assert draft.source is not None
    assert draft.source.cut(text) == (expected or "Ms. Lang, who lost her son in the storm")


def test_a_quotation_of_several_paragraphs_is_its_parts() -> None:
    """Marks and breaks between the paragraphs of a quotation are no words of it, wherever the tags broke off."""
    text = "Ann Lee said: “The dyke held.\n\n“We wait for the next storm.”"
    draft = drafted(text, "Ann Lee", "said", "The dyke held", "for the next storm")
    assert draft is not None
    assert [span.cut(text) for span in draft.content] == ["The dyke held.", "We wait for the next storm."]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("Ann Lee was then asked whether the dyke held.", "Ann Lee", "asked", "the dyke held", None),
        ("Asked whether the dyke held, Ann Lee shrugged.", "Ann Lee", "Asked", "the dyke held", None),
        ("“It held.” Asked about the dyke, Ann Lee shrugged.", "Ann Lee", "Asked about", "the dyke", None),
        ("When asked by Tom Hale if it held, she shrugged.", "Tom Hale", "asked", "it held", "Tom Hale"),
        ("“Will the dyke hold?” asked Tom Hale.", "Tom Hale", "asked", "Will the dyke hold?", "Tom Hale"),
        ("Tom Hale asked whether the dyke held.", "Tom Hale", "asked", "the dyke held", "Tom Hale"),
        ("Ann Lee smiled when she asked if it held.", "she", "asked", "it held", "she"),
        ("Ann Lee is being warned that it may break.", "Ann Lee", "is being warned", "it may break", None),
        ("Ann Lee is expected to leave.", "Ann Lee", "is expected", "to leave", None),
        ("IS warned of a new flood.", "IS", "warned of", "a new flood", "IS"),
        ("Said Ann Lee: It will hold.", "Ann Lee", "Said", "It will hold", "Ann Lee"),
        ("Ann Lee’s alleged use of the word was noted.", "Ann Lee’s", "alleged", "use of the word", None),
    ],
)
def test_whom_a_question_is_put_to_does_not_ask_it(
    text: str, source: str, cue: str, content: str, expected: str | None
) -> None:
    """The subject of "was asked" and who follows "Asked about it," are no source; who stands after "by" is."""
    draft = drafted(text, source, cue, content)
    assert draft is not None
    assert (draft.source and draft.source.cut(text)) == expected


def test_a_clause_that_goes_on_from_a_quotation_keeps_its_that() -> None:
    """An opening "that" is left out, one after a quotation is kept."""
    text = "“The dyke held,” Ann Lee said, that it would not for long."
    draft = drafted(text, "Ann Lee", "said", "“The dyke held,”", "that it would not for long")
    assert draft is not None
    assert [span.cut(text) for span in draft.content] == ["The dyke held,", "that it would not for long"]


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("“It held,” Ann Lee said in an interview.", "said in an", "“It held,”", "said"),
        ("Ann Lee wrote on Monday that it held.", "wrote on", "that it held", "wrote"),
        ("Ann Lee has been critical of the dyke.", "has been critical of", "the dyke", "has been critical of"),
        ("“It held,” Ann Lee went on, smiling.", "went on", "“It held,”", "went on"),
        ("It held, according to the mayor, Ann Lee.", "according to", "It held", "according to"),
    ],
)
def test_a_cue_does_not_end_amid_a_phrase(text: str, cue: str, content: str, expected: str) -> None:
    """A preposition or an article that leads on to words of neither source nor content is left out."""
    draft = drafted(text, "Ann Lee", cue, content)
    assert draft is not None
    assert draft.cue is not None
    assert draft.cue.cut(text) == expected


@pytest.mark.parametrize(
    ("cue", "content", "kept"),
    [("said", "the dyke held", True), ("fears for", "the dyke", False)],
)
def test_a_report_of_little_worth_is_kept_only_where_somebody_says_it(cue: str, content: str, kept: bool) -> None:
    """What the scores take for no attribution is left out, unless its cue is a plain verb of saying."""
    text = "Ann Lee said the dyke held. Ann Lee fears for the dyke."
    ground = survey(find_quotations(make_article(text)))
    spans = [(text.rindex(words), text.rindex(words) + len(words)) for words in ("Ann Lee", cue, content)]
    found = Found((spans[0],), (spans[1],), (spans[2],), cue_margin=-2.0)
    settings = Settings(worth=(0.0, 1.0, 0.0, 0.0, 0.0, 0.0), least_worth=0.35)
    draft = Drafter(text, ground.outer, [Span(0, len(text))], [], ground.lexicon).draft(found, settings)
    assert (draft is not None) is kept


@pytest.mark.parametrize(
    ("text", "source", "content", "expected"),
    [
        ("Anna Rohde of North Velm said it held.", "Anna", "it held", ("Anna Rohde", "it held")),
        (
            "Ann Lee said it held in North Velm until dawn.",
            "Ann Lee",
            "it held in North",
            ("Ann Lee", "it held in North Velm"),
        ),
        ("Ann Lee Said It Held In North Velm At Dawn", "Ann Lee", "It Held In North", ("Ann Lee", "It Held In North")),
        ("Ann Lee said it held in the U.S.", "Ann Lee", "it held in the U.S.", ("Ann Lee", "it held in the U.S.")),
        ("Ann Lee said it hasn’t held.", "Ann Lee", "it hasn’", ("Ann Lee", "it hasn’t")),
    ],
)
def test_no_part_ends_amid_a_name(text: str, source: str, content: str, expected: tuple[str, str]) -> None:
    """A part that broke off in a name, an abbreviation or a word gets the rest; in a headline capitals tell nothing."""
    cue = "said" if "said" in text else "Said"
    draft = drafted(text, source, cue, content)
    assert draft is not None
    assert draft.source is not None
    assert (draft.source.cut(text), draft.content[0].cut(text)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (["The dyke", "which is old"], ["The dyke, which is old"]),
        (["which is old", "has held"], ["which is old", "has held"]),
    ],
)
def test_words_that_only_a_comma_parts_are_one_stretch(content: list[str], expected: list[str]) -> None:
    """A content goes on over a comma or a dash; the words of the cue part it, and so does what was left out."""
    draft = drafted("The dyke, which is old and low, has held, Ann Lee said.", "Ann Lee", "said", *content)
    assert draft is not None
    assert [span.cut("The dyke, which is old and low, has held, Ann Lee said.") for span in draft.content] == expected


def test_what_a_source_did_meanwhile_is_no_part_of_it() -> None:
    """A source after its cue ends before "as he left the polls"."""
    draft = drafted(
        "“It held,” said Ann Lee, a baker, as she left.", "Ann Lee, a baker, as she left", "said", "“It held,”"
    )
    assert draft is not None
    assert draft.source is not None
    assert (draft.source.start, draft.source.end) == (16, 32)


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("The local paper also said it held.", "The", "The local paper"),
        ("The report, which Velm paid for, said it held.", "The", "The report"),
        ("A survey published in Velm said it held.", "A", "A survey"),
        ("It held, said the crew of the dyke.", "the", "the crew"),
        ("A: It held, they said.", "A", "A"),
    ],
)
def test_a_lone_article_gets_its_noun(text: str, source: str, expected: str) -> None:
    """A source that broke off at "the" goes on to the words after it, to the first that no noun phrase goes on with."""
    draft = drafted(text, source, "said", "t held")
    assert draft is not None
    assert draft.source is not None
    assert draft.source.cut(text) == expected


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("“That dyke was old,” Ann Lee said.", "said", "“That dyke was old,”", "That dyke was old,"),
        ("That dyke was old, Ann Lee said.", "said", "That dyke was old", "That dyke was old"),
        ("Ann Lee reversed that ruling.", "reversed", "that ruling", "that ruling"),
        ("Ann Lee said that it held.", "said", "that it held", "it held"),
    ],
)
def test_a_that_which_points_at_something_stays(text: str, cue: str, content: str, expected: str) -> None:
    """Only the "that" which joins a clause to its cue is no part of what is said."""
    draft = drafted(text, "Ann Lee", cue, content)
    assert draft is not None
    assert [span.cut(text) for span in draft.content] == [expected]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kept"),
    [
        ("The dyke was old.", "", "was", "The dyke", False),
        ("Ann Lee would, she said, go.", "Ann Lee", "would", "go", True),
        ("A band, called Dry Dock, played.", "A band", "called", "Dry Dock", False),
        ("Ann Lee called the dyke unsafe.", "Ann Lee", "called", "the dyke unsafe", True),
        ("A critic called “Dry Dock” unsafe.", "A critic", "called", "“Dry Dock” unsafe", True),
        ("A report puts Lang on the defensive.", "A report", "puts", "Lang on the defensive", False),
        ("Police put the toll at nine.", "Police", "put", "the toll at nine", True),
        ("Velm Responds To Mill Closing Its Gates", "Velm", "Responds", "Mill Closing Its Gates", False),
        ("Velm responded that it held.", "Velm", "responded", "it held", True),
    ],
)
def test_what_reports_nothing_is_no_draft(text: str, source: str, cue: str, content: str, kept: bool) -> None:
    """An auxiliary alone tells of no speech, nor "called" that only gives a name, nor "puts" that puts."""
    assert (drafted(text, source, cue, content) is not None) is kept


def test_a_source_ends_with_its_title() -> None:
    """A source that broke off amid a title in quotation marks holds it whole."""
    text = "Ann Lee, author of “Dry Dock Days,” wrote that it held."
    draft = drafted(text, "Ann Lee, author of “Dry Dock", "wrote", "it held")
    assert draft is not None
    assert draft.source is not None
    assert draft.source.cut(text) == "Ann Lee, author of “Dry Dock Days,”"


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        ("A Velm official said it held.", "A Velm", "said", "A Velm official"),
        (
            "Bakers shown in a new film about Velm said it held.",
            "Bakers shown in a",
            "said",
            "Bakers shown in a new film about Velm",
        ),
        ("A Velm baker, seen in a film, said it held.", "A Velm baker, seen in a film", "said", "A Velm baker"),
    ],
)
def test_a_source_goes_on_to_its_noun(text: str, source: str, cue: str, expected: str) -> None:
    """A source that broke off before its noun, or at "in a", goes on."""
    draft = drafted(text, source, cue, "it held")
    assert draft is not None
    assert draft.source is not None
    assert draft.source.cut(text).startswith(expected)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Toll near 2,500, Ann Lee said", ["Toll near 2,"], ["Toll near 2,500"]),
        ("It held, Ann Lee said\n\nThe rain fell on Monday.", ["It held", "The rain fell"], ["It held"]),
        ("Ann Lee said:\n\nThe dyke held.", ["The dyke held"], ["The dyke held"]),
    ],
)
def test_a_content_keeps_numbers_whole_and_to_its_line(text: str, content: list[str], expected: list[str]) -> None:
    """No number is cut at its comma; words of another line are no part of what a headline says."""
    draft = drafted(text, "Ann Lee", "said", *content)
    assert draft is not None
    assert [span.cut(text) for span in draft.content] == expected
