"""Which addresses may be asked at all: the web's own, on machines that anyone can reach.

Invariant: an address is asked as it was checked. A host is a name or a plain IP number, never a number in disguise;
every IP number that a name leads to is judged by itself, with the numbers that hide within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit

from sayso.errors import FetchError

AnyIP = IPv4Address | IPv6Address

MOST_CHARACTERS = 4000
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NEVER = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029]")
_NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)")
_PATH_SIGNS = "/%:@!$&'()*+,;=~-._"
_QUERY_SIGNS = _PATH_SIGNS + "?[]|{}^"
_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64: the IPv4 number is at the end
_TRANSLATED_AT_HOME = IPv6Network("64:ff9b:1::/48")  # the same within one network (RFC 8215)


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in its parts. ``host`` is lower case ASCII without a dot at its end, ``target`` path and query."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        return self.site + self.target

    @property
    def site(self) -> str:
        """What shares one robots.txt and one queue: scheme, host and port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"


def parse_address(written: str) -> Address:
    """Read a web address; what stands after ``#`` is left out, the rest is written one way.

    Raises:
        FetchError: it is none, is not of the web (``file:``, ``ftp:``, ``data:``), names a user, or hides its host.
    """
    stripped = written.strip()
    shown = stripped if len(stripped) <= 200 else stripped[:199] + "…"
    if len(stripped) > MOST_CHARACTERS:
        raise FetchError(shown, f"an address may have {MOST_CHARACTERS:,} characters at most")
    if _NEVER.search(stripped):
        raise FetchError(shown, "holds a space, backslash or control character", "write it as the browser shows it")
    try:
        parts = urlsplit(stripped)
        port = parts.port
    except ValueError as error:
        raise FetchError(shown, f"is no web address: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise FetchError(shown, "is not of the web", "give an address that begins with https:// or http://")
    if "@" in parts.netloc:
        raise FetchError(shown, "names a user before its host", "take that part out: sayso logs in nowhere")
    if port == 0 or not parts.hostname or ("[" in parts.netloc and ":" not in parts.hostname):
        raise FetchError(shown, "names no host" if port != 0 else "names a port that cannot be")
    path = quote(parts.path or "/", safe=_PATH_SIGNS)
    query = f"?{quote(parts.query, safe=_QUERY_SIGNS)}" if parts.query else ""
    return Address(scheme, _read_host(parts.hostname, shown), port or _DEFAULT_PORTS[scheme], path + query)


def tidy_address(written: str) -> str:
    """Write an address the one way in which it is kept and compared; what is none stays as it is."""
    try:
        return str(parse_address(written))
    except FetchError:
        return written.strip()


def follow(address: Address, location: str) -> Address:
    """Read the address that a redirect leads to, seen from the one that redirects.

    Raises:
        FetchError: see `parse_address`.
    """
    try:
        return parse_address(urljoin(str(address), location.strip()))
    except ValueError as error:
        raise FetchError(str(address), f"redirects to what is no address: {error}") from error


def refusal_of(number: str) -> str | None:
    """Say why an IP number must not be asked; ``None`` if it belongs to the open internet."""
    for ip in _numbers_within(ip_address(number.partition("%")[0])):
        for test, what in _REFUSED:
            if getattr(ip, test, False):
                return what
        if not ip.is_global or ip in _TRANSLATED_AT_HOME:
            return "a private address"
    return None


_REFUSED = (
    ("is_unspecified", "an unspecified address"),
    ("is_loopback", "this very machine"),
    ("is_link_local", "a link-local address"),
    ("is_multicast", "a multicast address"),
    ("is_site_local", "a private address"),
    ("is_private", "a private address"),
    ("is_reserved", "a reserved address"),
)


def _numbers_within(ip: AnyIP) -> Iterator[AnyIP]:
    """Give the IP number, or in its place the IPv4 number that it is another spelling of; of tunnels, both ends."""
    if isinstance(ip, IPv4Address):
        yield ip
    elif ip.ipv4_mapped is not None:
        yield ip.ipv4_mapped
    elif ip in _TRANSLATED:
        yield IPv4Address(int(ip) & 0xFFFF_FFFF)
    else:
        if ip.sixtofour is not None:
            yield ip.sixtofour
        if ip.teredo is not None:
            yield from ip.teredo
        yield ip  # last: whether a tunnel is private in itself, Python's versions tell differently


def _read_host(host: str, shown: str) -> str:
    """Write a host one way: an IP number in full, a name in lower case ASCII (IDNA)."""
    bare = host.rstrip(".") if not host.endswith("..") else host
    if ":" in bare:
        try:
            return str(ip_address(bare.partition("%")[0]))
        except ValueError as error:
            raise FetchError(shown, "its host is no IP number") from error
    if not bare.isascii():
        import idna  # tables of all scripts: only for names that need them

        try:
            bare = idna.encode(bare, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise FetchError(shown, f"its host is no name: {error}") from error
    bare = bare.lower().rstrip(".")
    if _NUMBER.fullmatch(bare.rpartition(".")[2]):
        try:
            return str(IPv4Address(bare))
        except ValueError as error:
            raise FetchError(shown, "writes an IP number in an unusual way", "write it as four numbers") from error
    if not re.fullmatch(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*", bare) or len(bare) > 253:
        raise FetchError(shown, "its host is no name that the web knows")
    return bare
