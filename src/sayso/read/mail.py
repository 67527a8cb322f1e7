"""E-mail as one message a file (.eml): a newsletter or a press release, its body and who sent it when.

Invariant: parts are never run, fetched or written anywhere; one body is the article, attachments are left alone and
told of.
"""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import parseaddr
from typing import BinaryIO

from sayso.errors import InputError
from sayso.model.article import Article, Fault
from sayso.read.assemble import Source, assemble_article, assemble_page
from sayso.read.facts import Facts
from sayso.read.html import read_page
from sayso.read.lines import unwrap_text
from sayso.read.selection import Sieve
from sayso.text.normalize import normalize_line, normalize_text

MAX_MAIL_BYTES = 50_000_000
_FIELD = re.compile(rb"[!-9;-~]{1,80}:[ \t]")
_MARKS = (b"\nfrom:", b"\ndate:", b"\nsubject:", b"\nto:", b"\nmessage-id:", b"\nreceived:", b"\nreturn-path:")
_SAVED = (b"snapshot-content-location:", b"saved by ")
_MOST_PARTS = 1_000


def is_mail(head: bytes) -> bool:
    """Say whether an input begins as a mail does: fields, and three at least of those that mails have."""
    if not _FIELD.match(head):
        return False
    fields = b"\n" + re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0].lower()
    return sum(mark in fields for mark in _MARKS) >= 3 and not any(mark in fields for mark in _SAVED)


def read_mail(stream: BinaryIO, source: Source, sieve: Sieve) -> Iterator[Article | Fault]:  # noqa: ARG001
    """Read a mail: its HTML body as a page, else its plain text; the sender is its publisher.

    Raises:
        InputError: it is too large, damaged, encrypted or holds no text.
    """
    data = stream.read(MAX_MAIL_BYTES + 1)
    if len(data) > MAX_MAIL_BYTES:
        raise InputError(source.name, f"a mail may have {MAX_MAIL_BYTES:,} bytes at most", "save its text as .txt")
    try:
        message = message_from_bytes(data, policy=email.policy.default)
        facts = _facts_of(message)
        page, text, attached = _bodies_of(message)
    except InputError as error:
        raise InputError(source.name, error.reason) from error
    except Exception as error:  # the standard library's parser breaks on some broken messages
        reason = "this mail is damaged: what it says of itself or of its parts cannot be read"
        raise InputError(source.name, reason, "save its text as .txt") from error
    if attached:
        reason = f"attachments were not read: {', '.join(attached[:5])}" + (" …" if len(attached) > 5 else "")
        yield Fault(input=source.name, reason=reason, lost=False, hint="save them beside it, if they are articles")
    source = replace(source, record=facts)
    if page is not None:
        content, content_type = page
        try:
            read = read_page(content, content_type=content_type, name=source.name)
        except InputError:
            if not text.strip():
                raise
        else:  # a mail's own title and date go before what its body says of itself
            yield from assemble_page(replace(read, url=None), source)
            return
    if not text.strip():
        reason = "is encrypted" if message.get_content_type() == "multipart/encrypted" else "holds no text"
        raise InputError(source.name, f"this mail {reason}")
    yield from assemble_article(unwrap_text(normalize_text(text)), source)


def _facts_of(message: EmailMessage) -> Facts:
    name, address = parseaddr(_header(message, "From"))
    return Facts(
        external_id=_header(message, "Message-ID").strip("<>") or None,
        title=_header(message, "Subject") or None,
        publisher=normalize_line(name) or address or None,
        published=_header(message, "Date") or None,
        language=_header(message, "Content-Language") or None,
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return normalize_line(str(message.get(name) or ""))
    except Exception:  # a field that the standard library cannot parse is not stated
        return ""


def _bodies_of(message: EmailMessage) -> tuple[tuple[bytes, str] | None, str, list[str]]:
    """Give the HTML body with its type, the plain text, and the names of attachments."""
    page: tuple[bytes, str] | None = None
    text, attached = "", []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            raise InputError("", f"this mail has more than {_MOST_PARTS:,} parts")
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            if not kind.startswith("image/") and kind != "application/pgp-encrypted":
                attached.append(normalize_line(part.get_filename() or kind)[:80])
        elif kind == "text/html" and page is None:
            content = part.get_payload(decode=True)
            page = (content, str(part["Content-Type"] or "")) if isinstance(content, bytes) and content else None
        elif kind == "text/plain" and not text:
            text = _text_of(part)
    return page, text, attached


def _text_of(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        text = content.decode(charset)
    except (LookupError, UnicodeError):
        text = content.decode("utf-8", "surrogateescape")  # `mend_text` finds the encoding, and tells
    if part.get_param("format") == "flowed":
        text = re.sub(r" (?:\r?\n)(?!>|-- |\r?\n)", " ", text)
    return text
