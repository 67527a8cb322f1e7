"""Pages that a browser saved as one MIME message (.mhtml, .mht): which part is the page, and what the message states.

Invariant: parts are never run or fetched; one part is the page, all else is left alone.
"""

from __future__ import annotations

import email.policy
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from sayso.errors import InputError

_PAGE_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """The bytes of the page, its ``Content-Type``, the address it was saved from and the ``Date`` of saving."""

    data: bytes
    content_type: str | None = None
    url: str | None = None
    saved: str | None = None


def is_mhtml(head: bytes) -> bool:
    """Say whether an input begins as a MIME message with related parts does."""
    lowered = head[:4096].lower()
    return b"multipart/related" in lowered and b"mime-version:" in lowered


def read_mhtml(data: bytes, name: str = "page") -> SavedPage:
    """Find the page in a message.

    Raises:
        InputError: there is none. ``name`` is what the message is called.
    """
    try:
        message = message_from_bytes(data, policy=email.policy.compat32)
        page = _find_page(message)
        content = page.get_payload(decode=True) if page is not None else None
    except Exception as error:  # the standard library's parser breaks on some broken messages
        reason = "this MHTML file is damaged: what it says of its parts cannot be read"
        raise InputError(name, reason, "save the page again, as HTML") from error
    if page is None or not isinstance(content, bytes) or not content.strip():
        raise InputError(name, "this MHTML file holds no page", "save the page again, as HTML")
    return SavedPage(
        data=content,
        content_type=_header(page, "Content-Type"),
        url=_header(message, "Snapshot-Content-Location") or _header(page, "Content-Location"),
        saved=_header(message, "Date"),
    )


def _find_page(message: Message) -> Message | None:
    """Give the part that the message says is its root, else the first part that is a page."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGE_TYPES]
    root = str(message.get_param("start") or "").strip()
    return next((part for part in pages if root and part.get("Content-ID") == root), pages[0] if pages else None)


def _header(message: Message, name: str) -> str | None:
    value = message.get(name)
    return str(value).strip() or None if value is not None else None
