"""Documents as the way words came, from whole sentences."""

from __future__ import annotations

import pytest

from sayso.annotate.annotator import annotate_article
from sayso.annotate.drafts import Draft
from sayso.annotate.papers import PaperFinder
from sayso.model.annotation import Basis, Form
from sayso.model.span import Span
from tests.annotate.made import make_article


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("Anna Lang said in a memo to her staff that the dyke had held.", ["memo"]),
        ("Anna Lang said late on Monday in court papers that the dyke had held.", ["court papers"]),
        ("In a Nov. 25, 2008, letter to the town, Anna Lang said that the dyke had held.", ["letter"]),
        ("Anna Lang said in a statement given to police that the dyke had held.", ["statement"]),
        ("Anna Lang said in a statement that the dyke had held.", [""]),
        ("Anna Lang said in the memo that the dyke had held.", ["memo"]),
        ("Anna Lang, asked about claims in the memo, said that the dyke had held.", [""]),
        ("Anna Lang filed papers in the case on the day that the mayor said that the dyke had held.", [""]),
        ("“The dyke held,” Anna Lang said in a video posted on Monday.", ["video"]),
        ("Anna Lang wrote in a memo that the dyke had held. She said that nobody was hurt.", ["memo", "memo"]),
        ("Anna Lang wrote in a memo that the dyke had held.\n\nShe said that nobody was hurt.", ["memo", ""]),
        ("Anna Lang wrote in a memo that it held. She said at a rally that nobody was hurt.", ["memo", ""]),
        ("Anna Lang’s nine-page memo said that the dyke had held.", ["memo"]),
        ("The memo said that the dyke had held.", [""]),
        ("On the video, the men say that the dyke had held.", ["video"]),
        ("“The dyke held,” Lang is heard saying on body camera footage.", ["body camera footage"]),
        ("“The dyke held,” Lang said on the audio tape.", ["audio tape"]),
        ("During a 911 call, Anna Lang said: “The dyke is leaking.”", ["911 call"]),
        ("The mayor commented on the video, and he said that the dyke had held.", [""]),
        ("In a brief to the court, Anna Lang said that the dyke had held.", ["brief"]),
        ("In a brief statement, the mayor said that the dyke had held.", [""]),
        ("In Monday’s filing, the mayor said that the dyke had held.", ["filing"]),
        ("In Dyketec Corp.’s filing, the mayor said that the dyke had held.", ["filing"]),
    ],
)
def test_papers(text: str, papers: list[str]) -> None:
    """A document that the speaker wrote or gave is a way, also of what he says next; not one that others did."""
    told = annotate_article(make_article(text).article).attributions
    assert ["".join(hop.name for hop in each.via) for each in told] == papers


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("Lang sent a letter to the mayor, warning that it leaks", ["letter"]),
        ("Lang learned that his rival had sent a letter to all, warning that it leaks", []),
        ("Lang condemned what Moor said in the recording, warning that it leaks", []),
        ("Lang, in his memoirs, warning that it leaks", ["memoirs"]),
        ("Lang, warning in a memo, as Moor did in a letter, that it leaks", []),
    ],
)
def test_whose_document(text: str, papers: list[str]) -> None:
    """A document before the cue is the speaker's where he made it or stands beside it; one of two is nobody's."""
    cue, content = text.index("warning"), text.index("it leaks")
    draft = Draft(
        form=Form.INDIRECT,
        content=(Span(content, len(text)),),
        source=Span(0, 4),
        cue=Span(cue, cue + 7),
        basis=Basis.ASSERTS,
        reach=Span(0, len(text)),
    )
    assert [hop.name for hop in PaperFinder(text).find(draft)] == papers


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Holt works for Dyketec. A Dyketec memo said that the dyke had held.", ("Dyketec", ["memo"])),
        ("A Courier letter said that the dyke had held. The Courier is a paper.", ("Courier letter", [])),
    ],
)
def test_a_document_speaks_for_whose_name_it_bears(text: str, told: tuple[str, list[str]]) -> None:
    """A body that the article names elsewhere made it; an outlet only prints what others write."""
    (found,) = annotate_article(make_article(text).article).attributions
    assert found.speaker is not None
    assert (found.speaker.name, [hop.name for hop in found.via]) == told
