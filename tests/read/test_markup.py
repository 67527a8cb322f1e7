"""HTML as blocks: what is one paragraph, what is seen, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.markup import parse_attributes, read_markup


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One <b>bold</b> word.<p>Next.", ["One bold word.", "Next."]),
        ("a<br>b<br><br>c", ["a\nb", "c"]),
        ("<p>  much \n\t space  </p>", ["much space"]),
        ("<p>Tom &amp; Ann&nbsp;Lee &lt;3 &bogus; AT&T</p>", ["Tom & Ann\u00a0Lee <3 &bogus; AT&T"]),
        ("<p>1 < 2 and a<b</p>", ["1 < 2 and a"]),
        ("<script>var a = '<p>no</p>';</script><p>yes", ["yes"]),
        ("<style>p{}</style><template><p>no</p></template><svg><text>no</text></svg>yes", ["yes"]),
        ("<p title='a > b'>quoted</p>", ["quoted"]),
        ('<p title="unclosed>shown</p>', ["shown"]),
        ("<!-- no -->yes<!-- unclosed <p>seen", ["yes unclosed", "seen"]),
        ("<![CDATA[kept]]>", ["kept"]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", ["a", "b", "c"]),
        ("</div></p>stray</b>", ["stray"]),
        ("<p>be\x00fore&#8;after</p>", ["beforeafter"]),
        ("<P CLASS=x>Upper</P>", ["Upper"]),
        (
            '<p>Rep. <span class="rollover"><a>Ann Lee</a><span class="rollover-block"><div><br>Ann Lee<p>More</div>'
            "</span></span> left.</p>",
            ["Rep. Ann Lee left."],
        ),
        ('<p>A <span class="tooltip">word</span> stays.</p>', ["A word stays."]),
        ("<video><p>no</p></video>yes<br>and yes", ["yes\nand yes"]),
        ("", []),
    ],
)
def test_blocks(source: str, expected: list[str]) -> None:
    """Blocks end where block-level tags stand; hidden contents, broken tags and white space are as seen."""
    assert [block.text for block in read_markup(source).blocks] == expected


def test_runs_lead_to_the_source() -> None:
    """Each run of a block holds the very characters of the source, a reference or a run of white space as a whole."""
    source = "<p>A &amp; <b>B</b>\n  C</p>"
    block = read_markup(source).blocks[0]
    assert [(block.text[a:b], source[c:d]) for a, b, c, d in block.runs] == [
        ("A ", "A "),
        ("&", "&amp;"),
        (" ", " "),
        ("B", "B"),
        (" ", "\n  "),
        ("C", "C"),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (" a=1 B='two' c=\"3 &amp; 4\" d", {"a": "1", "b": "two", "c": "3 & 4", "d": ""}),
        (" a=first a=second", {"a": "first"}),
        (" = '' /", {}),
    ],
)
def test_parse_attributes(written: str, expected: dict[str, str]) -> None:
    """Attributes are read in each of their spellings; the first of a name counts."""
    assert parse_attributes(written) == expected


@given(st.text(alphabet="<>/!-&;\"'= \n\0pbr[]CDATA", max_size=60))
def test_any_source_is_read(source: str) -> None:
    """Whatever the source, runs are sorted and disjoint in the block and lie in the source."""
    for block in read_markup(source).blocks:
        ends = [0, *(run.end for run in block.runs)]
        assert [run.start >= end for run, end in zip(block.runs, ends, strict=False)] == [True] * len(block.runs)
        assert block.runs[-1].source_end <= len(source)
        assert ends[-1] <= len(block.text) + 1
