"""What is read of mails: the body that is the article, and what its fields state."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.model.article import Article, Fault
from sayso.read.assemble import Source
from sayso.read.mail import is_mail, read_mail
from sayso.read.selection import Sieve
from tests.read.samples import TEXT, make_page

HEAD = b"""From: Vale Courier <news@courier.example>
To: readers@courier.example
Subject: =?utf-8?q?Weir_gives_way_=E2=80=93_what_we_know?=
Date: Tue, 6 May 2031 08:30:00 +0200
Message-ID: <m1@courier.example>
MIME-Version: 1.0
"""
PLAIN = b"""Content-Type: text/plain; charset=utf-8

The weir above Harl gave way on Monday night, and the mayor told
reporters that nobody had been hurt when the water came at last.

About 240 households were told to boil their water until the end
of the week, the utility said.
"""
PLAIN_TEXT = (
    "The weir above Harl gave way on Monday night, and the mayor told reporters that nobody had been hurt when the "
    "water came at last.\n\nAbout 240 households were told to boil their water until the end of the week, the utility "
    "said."
)
HTML = b"Content-Type: text/html; charset=utf-8\n\n" + make_page()
NOTE = b"Content-Type: application/pdf\nContent-Disposition: attachment; filename=annex.pdf\n\nJVBERi0=\n"


def mixed(*parts: bytes, kind: bytes = b"alternative") -> bytes:
    """Make a mail of parts."""
    return (
        HEAD
        + b"Content-Type: multipart/"
        + kind
        + b'; boundary="x"\n\n'
        + b"".join(b"--x\n" + part + b"\n" for part in parts)
        + b"--x--\n"
    )


def read(data: bytes) -> list[Article | Fault]:
    """Read a mail from memory."""
    return list(read_mail(io.BytesIO(data), Source(name="a.eml", path="a.eml"), Sieve()))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HEAD + PLAIN, PLAIN_TEXT),
        (HEAD + HTML, TEXT.format(place="Harl")),
        (mixed(PLAIN, HTML), TEXT.format(place="Harl")),
        (mixed(PLAIN, b"Content-Type: text/html\n\n<img src=x>"), PLAIN_TEXT),
        (
            HEAD + b"Content-Type: text/plain; format=flowed\n\nNobody was \nhurt.\n\nSo far.",
            "Nobody was hurt.\n\nSo far.",
        ),
        (
            HEAD + b"Content-Type: text/plain; charset=no-such\n\nNobody \xe2\x80\x93 so far \xe2\x80\x93 was hurt.",
            "Nobody – so far – was hurt.",
        ),
        (HEAD + b"Content-Transfer-Encoding: base64\n\nTm9ib2R5IHdhcyBodXJ0Lg==", "Nobody was hurt."),
    ],
)
def test_bodies(data: bytes, expected: str) -> None:
    """The HTML body is read as a page, else the plain text with its wrapped lines joined."""
    assert [getattr(outcome, "text", outcome) for outcome in read(data)] == [expected]


def test_what_a_mail_states() -> None:
    """The sender is the publisher, the subject the title, and the date when it was published, with its zone."""
    (article,) = read(HEAD + PLAIN)
    assert isinstance(article, Article)
    assert (article.publisher, article.title, article.published_at, article.published_zone, article.external_id) == (
        "Vale Courier",
        "Weir gives way – what we know",
        "2031-05-06T06:30:00Z",
        "+02:00",
        "m1@courier.example",
    )


def test_attachments_are_told() -> None:
    """Attachments are not read, and that is told."""
    fault, article = read(mixed(PLAIN, NOTE, kind=b"mixed"))
    assert (getattr(fault, "reason", ""), getattr(article, "text", "")) == (
        "attachments were not read: annex.pdf",
        PLAIN_TEXT,
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (HEAD + b"\n", "this mail holds no text"),
        (
            HEAD
            + b"Content-Type: multipart/encrypted; boundary=x\n\n--x\nContent-Type: application/pgp-encrypted\n\n--x--",
            "this mail is encrypted",
        ),
        (mixed(*[PLAIN] * 1100), "this mail has more than 1,000 parts"),
        (HEAD + b"Content-Type: text/html\n\n<img src=x>", "no text of an article was found in this page"),
    ],
)
def test_what_cannot_be_read(data: bytes, reason: str) -> None:
    """A mail without text, encrypted, or of too many parts is told for what it is."""
    with pytest.raises(InputError) as raised:
        read(data)
    assert (raised.value.input, raised.value.reason) == ("a.eml", reason)


def test_a_mail_that_breaks_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the parser cannot survive is told in plain words, without the name of what broke."""

    def fail(*_: object, **__: object) -> None:
        raise AttributeError("token_type")

    monkeypatch.setattr("sayso.read.mail.message_from_bytes", fail)
    with pytest.raises(InputError) as raised:
        read(HEAD + b"\nWords.")
    assert raised.value.reason == "this mail is damaged: what it says of itself or of its parts cannot be read"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (HEAD, True),
        (b"Received: from a\r\n\tby b\r\nFrom: c\r\nDate: d\r\n\r\ntext", True),
        (
            b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nSubject: x\r\nDate: y\r\n",
            False,
        ),
        (b"Date: 6 May 2031\nFrom: our own reporter\n\nNobody was hurt.", False),
        (b"Nobody was hurt. From: To: Subject:", False),
    ],
)
def test_is_mail(head: bytes, expected: bool) -> None:
    """A mail is told by the fields it begins with; a saved page and a text with a date line are none."""
    assert is_mail(head) == expected


@given(st.binary(max_size=60), st.integers(0, 900), st.integers(0, 60))
@settings(deadline=None, max_examples=60)
def test_any_damage(junk: bytes, position: int, length: int) -> None:
    """Whatever is written over a mail, only our own errors come out."""
    data = mixed(PLAIN, HTML)
    with suppress(InputError):
        outcomes = read(data[:position] + junk + data[position + length :])
        assert all(isinstance(outcome, Article | Fault) for outcome in outcomes)
