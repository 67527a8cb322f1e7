"""Each way in that is to be shut: rebinding, other pages, forged forms, too much, no token, foreign files."""

from __future__ import annotations

import re

import pytest

from sayso.errors import UsageError
from sayso.store.sqlite import SqliteStore
from sayso.web.app import make_app
from sayso.web.security import MOST_BYTES, MOST_FILES, Address, Session
from tests.web.asking import FORM, ORIGIN, Asker
from tests.web.conftest import NoWork

EVERYWHERE = "0.0.0.0"  # noqa: S104  (said, not bound)
TOKEN = "a token of twenty-six letters"  # noqa: S105  (of this test alone)


@pytest.fixture
def stranger(store: SqliteStore, work: NoWork) -> Asker:
    """Give one on another machine, who knows no token."""
    return Asker(make_app(store, Address("192.0.2.7", 8765, TOKEN), work=work), host="192.0.2.7:8765")


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost:8765", 200),
        ("[::1]:8765", 200),
        ("LOCALHOST:8765", 200),
        ("evil.example:8765", 421),
        ("127.0.0.1.evil.example:8765", 421),
        ("localhost.evil.example:8765", 421),
        ("127.0.0.1:80", 421),
        ("127.0.0.1", 421),
        ("192.0.2.7:8765", 421),
        ("user@127.0.0.1:8765", 421),
        ("127.0.0.1:8765/x", 421),
        ("127.0.0.1:port", 421),
        ("[::1:8765", 421),
        ("", 421),
    ],
)
def test_hosts(asker: Asker, host: str, status: int) -> None:
    """Only a request for this machine's own names and numbers is answered, whatever a name server says."""
    asker.host = host
    assert asker.get("/settings").status == status


@pytest.mark.parametrize("host", ["192.0.2.7:8765", "10.0.0.4:8765"])
def test_numbers_on_another_address(stranger: Asker, host: str) -> None:
    """Where other machines may come in, any number that leads here is ours: it cannot be rebound."""
    stranger.host = host
    assert stranger.get("/enter").status == 200


def test_names_on_another_address(stranger: Asker) -> None:
    """A name that is not ours is refused there too."""
    stranger.host = "evil.example:8765"
    assert stranger.get("/enter").status == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1:8765"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": ""},
        {"origin": "", "referer": "http://evil.example/127.0.0.1:8765"},
    ],
)
def test_forms_of_other_pages(asker: Asker, work: NoWork, headers: dict[str, str]) -> None:
    """A form that another page sends is refused, even with our token and our cookie."""
    answer = asker.post("/relate", {}, **headers)
    assert (answer.status, work.asked) == (403, [])


def test_form_by_referrer(asker: Asker, work: NoWork) -> None:
    """Where a browser sends no origin, the page it came from decides."""
    answer = asker.post("/relate", {}, origin="", referer=f"{ORIGIN}/settings")
    assert (answer.status, [task.kind for task in work.asked]) == (303, ["relate"])


@pytest.mark.parametrize("csrf", ["", "0" * 64, "ünicode"])
def test_forged_forms(asker: Asker, work: NoWork, csrf: str) -> None:
    """A form without the token of its session changes nothing."""
    asker.csrf = csrf
    assert (asker.post("/relate", {}).status, work.asked) == (403, [])


def test_form_of_another_session(asker: Asker, work: NoWork) -> None:
    """The token of one session is of no use with the cookie of another."""
    other = Asker(asker.app)
    other.get("/")
    other.csrf = asker.csrf
    assert (other.post("/relate", {}).status, work.asked) == (403, [])


@pytest.mark.parametrize(
    "path",
    [
        *("/add/files", "/add/text", "/add/addresses", "/relate", "/judgements/withdraw", "/note/add", "/note/remove"),
        *(f"/judge/{kind}" for kind in ("speaker", "attribution", "published", "time", "article", "name")),
    ],
)
def test_every_form_is_checked(asker: Asker, work: NoWork, path: str) -> None:
    """No address that takes a form takes one without its token."""
    asker.csrf = "0" * 64
    assert (asker.post(path, {}).status, work.asked) == (403, [])


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_methods(asker: Asker, method: str) -> None:
    """No other method is known."""
    assert asker.ask(method, "/").status == 405


def test_cookie(store: SqliteStore, work: NoWork) -> None:
    """The session's cookie is read by no script and sent by no other site."""
    cookie = Asker(make_app(store, Address(), work=work)).get("/").headers["set-cookie"]
    assert re.fullmatch(r"sayso-8765=[\w-]+\.[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Strict", cookie)


@pytest.mark.parametrize("cookie", [None, "", "x", "x.y", ".", "\udc80.a", "a" * 99_999])
def test_forged_sessions(cookie: str | None) -> None:
    """A cookie that this server did not sign is no session."""
    assert Session.of(cookie and cookie.encode("utf-8", "replace").decode(), b"secret") is None


def test_sessions_are_known_again() -> None:
    """A cookie that this server signed is the session that it was given to."""
    begun = Session.begin(b"secret")
    assert Session.of(begun.cookie, b"secret") == begun


@pytest.mark.parametrize("path", ["/", "/settings", "/nothing", "/static/app.css"])
def test_policy(asker: Asker, path: str) -> None:
    """Each answer, errors too, carries the policy that runs nothing inline and loads nothing from elsewhere."""
    answer = asker.get(path)
    policy = answer.headers["content-security-policy"]
    assert ("default-src 'none'" in policy, "unsafe" in policy, answer.headers["x-content-type-options"]) == (
        True,
        False,
        "nosniff",
    )


@pytest.mark.parametrize(
    "path", ["/", "/settings", "/add", "/note", "/faults", "/judgements", "/speakers", "/search?q=a"]
)
def test_pages_need_no_inline_script_or_style(asker: Asker, path: str) -> None:
    """No page of ours holds what its own policy would forbid."""
    assert re.findall(r"<script>|<style|\sstyle=|\son\w+=|javascript:", asker.get(path).text) == []


def test_body_too_long(asker: Asker) -> None:
    """A body that says it is too long is refused before it is read."""
    answer = asker.ask("POST", "/add/text", headers={"origin": ORIGIN, "content-length": str(MOST_BYTES + 1)})
    assert answer.status == 413


def test_body_longer_than_it_says(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that goes on past the limit is cut off there."""
    monkeypatch.setattr("sayso.web.security.MOST_BYTES", 100_000)
    headers = {"origin": ORIGIN, "content-type": FORM, "content-length": "10"}
    assert asker.ask("POST", "/add/text", body=b"text=" + b"x" * 300_000, headers=headers).status == 413


def test_too_many_files(asker: Asker, work: NoWork) -> None:
    """More files than are taken at once are refused, all of them."""
    answer = asker.upload("/add/files", [(f"{number}.txt", b"x") for number in range(MOST_FILES + 1)])
    assert (answer.status, work.asked) == (413, [])


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/vendor/htmx.min.js", "/static/"],
)
def test_files_are_asked_for_by_name(asker: Asker, path: str) -> None:
    """No path leads to a file that is not in the table."""
    assert asker.get(path).status == 404


@pytest.mark.parametrize("ref", ["../../etc/passwd", "/etc/passwd", "..%2f..%2fetc%2fpasswd", "%00", "'; DROP TABLE x"])
def test_articles_are_asked_for_by_id(asker: Asker, ref: str) -> None:
    """What is no article of the case is not there, whatever it names elsewhere."""
    assert asker.get(f"/articles/{ref}").status == 404


@pytest.mark.parametrize("path", ["/", "/settings", "/articles", "/note.md", "/work"])
def test_token_is_asked_for(stranger: Asker, path: str) -> None:
    """Without the token nothing of the case is shown."""
    answer = stranger.get(path)
    assert (answer.status, answer.headers["location"], answer.headers.get("set-cookie")) == (303, "/enter", None)


def test_token_lets_in(stranger: Asker) -> None:
    """With the token in the address one is let in, and the token leaves the address."""
    answer = stranger.get(f"/settings?token={TOKEN.replace(' ', '+')}")
    assert (answer.status, answer.headers["location"], stranger.get("/settings").status) == (303, "/settings", 200)


def test_token_by_form(stranger: Asker) -> None:
    """The token can be typed in; a wrong one is not taken."""
    page = stranger.get("/enter").text
    stranger.csrf = re.findall(r'name="csrf" value="(\w+)"', page)[0]
    wrong = stranger.post("/enter", {"token": "guess"}, origin="http://192.0.2.7:8765")
    assert (wrong.status, stranger.get("/settings").status) == (403, 303)


@pytest.mark.parametrize(("token", "status"), [(TOKEN, 200), ("guess", 303), ("", 303)])
def test_token_by_header(stranger: Asker, token: str, status: int) -> None:
    """A program may bear the token in a header."""
    assert stranger.get("/settings", authorization=f"Bearer {token}").status == status


def test_token_is_not_shown(stranger: Asker) -> None:
    """No page shows the token."""
    stranger.get(f"/?token={TOKEN.replace(' ', '+')}")
    assert TOKEN not in stranger.get("/settings").text


def test_short_tokens() -> None:
    """A token that could be guessed is refused."""
    with pytest.raises(UsageError):
        Address.of("127.0.0.1", 8765, "secret")


@pytest.mark.parametrize(("host", "asks"), [("127.0.0.1", False), ("::1", False), (EVERYWHERE, True)])
def test_token_is_made_where_others_reach(host: str, asks: bool) -> None:
    """On this machine alone no token is needed; anywhere else one is made."""
    assert (Address.of(host, 8765, None).token is not None) == asks


def test_address_shows_the_token() -> None:
    """The address to open on this machine holds the token."""
    assert Address(EVERYWHERE, 8765, TOKEN).url == f"http://127.0.0.1:8765/?token={TOKEN.replace(' ', '+')}"


def test_way_back_stays_here(asker: Asker) -> None:
    """After a form one is led to a page of ours, whatever the form says."""
    answer = asker.post(
        "/judge/name", {"name": "Lena Brask", "other": "Lena Brasc", "verdict": "same", "back": "//evil.example/"}
    )
    assert answer.headers["location"] == "/judgements"
