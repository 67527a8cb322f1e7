"""Which articles of what is read are wanted: by language, date, host or pattern.

Invariant: what is left out is counted, never lost in silence; a selection that asks for nothing leaves out nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from sayso.errors import UsageError
from sayso.model.article import Article
from sayso.read.dates import parse_stated
from sayso.read.language import parse_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is wanted. Empty fields ask for nothing.

    ``languages`` are ISO 639-1 codes, ``hosts`` names of hosts in lower case (each stands for its subdomains too),
    ``since`` and ``until`` dates (``2022-02-16``), both included. ``pattern`` is looked for in title, address and text.
    """

    languages: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    pattern: re.Pattern[str] | None = None

    def admits(self, article: Article) -> bool:
        """Say whether an article is wanted. One without a language, date or address is not, where that is asked for."""
        return (
            (not self.languages or article.language in self.languages)
            and self.admits_address(article.url)
            and self._admits_date(article.published_at or article.retrieved_at)
            and self._admits_words(article)
        )

    def admits_address(self, address: str | None) -> bool:
        """Say whether what stands at an address can be wanted, before it is read."""
        if not self.hosts:
            return True
        host = _host_of(address)
        return any(host == wanted or host.endswith(f".{wanted}") for wanted in self.hosts)

    def _admits_date(self, stated: str | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if stated is None:
            return False
        day = stated[:10]
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def _admits_words(self, article: Article) -> bool:
        if self.pattern is None:
            return True
        return any(self.pattern.search(words) for words in (article.title, article.url, article.text) if words)


class Sieve:
    """A selection at work in one run; ``n_left_out`` counts what it left out."""

    def __init__(self, selection: Selection | None = None) -> None:
        self.selection = selection or Selection()
        self.n_left_out = 0

    def admits(self, article: Article) -> bool:
        """Say whether an article is wanted, and count it if it is not."""
        return self._count(self.selection.admits(article))

    def admits_address(self, address: str | None) -> bool:
        """Say whether what stands at an address can be wanted, and count it if it cannot."""
        return self._count(self.selection.admits_address(address))

    def _count(self, is_admitted: bool) -> bool:
        self.n_left_out += not is_admitted
        return is_admitted


def make_selection(
    *,
    languages: Sequence[str] = (),
    hosts: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    match: str | None = None,
) -> Selection:
    """Make a selection of what a person typed. ``match`` is a regular expression; case does not matter in it.

    Raises:
        UsageError: a date, language, host or pattern cannot be understood.
    """
    try:
        pattern = re.compile(match, re.IGNORECASE) if match else None
    except (re.error, RecursionError, OverflowError) as error:
        raise UsageError(f"not a pattern that can be searched for: {match} ({error})") from error
    since, until = _day_of(since), _day_of(until)
    if since and until and since > until:
        raise UsageError(f"nothing can be published since {since} and until {until}")
    return Selection(
        languages=tuple(map(_language_of, languages)),
        hosts=tuple(map(_wanted_host, hosts)),
        since=since,
        until=until,
        pattern=pattern,
    )


def _day_of(typed: str | None) -> str | None:
    if typed is None:
        return None
    stated = parse_stated(typed)
    if stated is None:
        raise UsageError(f"not a date that can be read one way only: {typed} (write it as 2022-02-16)")
    return stated[:10]


def _language_of(typed: str) -> str:
    code = parse_language(typed)
    if code is None or len(code) != 2:
        raise UsageError(f"not the code of a language: {typed} (write it as en)")
    return code


def _wanted_host(typed: str) -> str:
    host = _host_of(typed if "//" in typed else f"//{typed}")
    if not host or " " in host:
        raise UsageError(f"not the name of a host: {typed} (write it as news.example)")
    return host


def _host_of(address: str | None) -> str:
    try:
        return (urlsplit(address or "").hostname or "").lower().strip(".")
    except ValueError:
        return ""
