"""From an open case to a server that answers, until it is stopped.

Invariant: it listens where it says, and nowhere else; it is told where before it answers.
"""

from __future__ import annotations

import webbrowser
from collections.abc import Callable

import uvicorn

from sayso.errors import UsageError
from sayso.store.sqlite import SqliteStore
from sayso.web.app import make_app
from sayso.web.security import Address


def serve_case(
    store: SqliteStore,
    *,
    host: str,
    port: int,
    token: str | None,
    tell: Callable[[str], None],
    open_browser: bool,
) -> None:
    """Serve a case until Ctrl-C; ``tell`` is told where. Closes the case.

    Raises:
        UsageError: the address is not this machine's, or its port is taken, or the token is too short.
    """
    address = Address.of(host, port, token)
    config = uvicorn.Config("", host=host, port=port, log_level="warning", access_log=False, server_header=False)
    config.lifespan, config.ws = "on", "none"
    try:
        listening = config.bind_socket()
        listening.listen()  # so that a browser that is quicker than we are waits
    except (OSError, SystemExit) as error:
        raise UsageError(f"cannot listen on {host}, port {port}: choose another with --port") from error
    address = Address(host, listening.getsockname()[1], address.token)
    config.app = make_app(store, address)
    tell(f"serving {store.path} at {address.url}" + ("" if address.token is None else " (the token is asked for)"))
    tell("stop with Ctrl-C")
    if open_browser:
        webbrowser.open(address.url)
    uvicorn.Server(config).run(sockets=[listening])
