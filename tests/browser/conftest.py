"""Real Chromium against a real server: every host but our own blocked, every console error a failure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.server import running

# a page may be drawing a picture on a busy machine; what never comes still fails
expect.set_options(timeout=20_000)

ARTEFACTS = Path(__file__).parent.parent / "artefacts"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on the shipped data."""
    folder = tmp_path_factory.mktemp("server")
    with running(folder / "log.txt", {"STRIKEMAP_REGISTER": str(folder / "register.sqlite3")}) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser, server: str) -> Callable[..., Page]:
    """A function that opens a path of the app; the test fails on foreign requests, console errors and exceptions."""
    with watched(browser, server) as opener:
        yield opener


@contextmanager
def watched(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Give an opener of pages, and check at the end that they asked nobody else and reported no error."""
    foreign: list[str] = []
    errors: list[str] = []
    contexts = []

    def gate(route: Route) -> None:
        foreign.append(route.request.url)
        route.abort()

    def opener(path: str = "/", *, size: dict[str, int] = DESKTOP, scheme: str = "light", **options: object) -> Page:
        context = browser.new_context(viewport=size, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        # only others' addresses come to us: to answer for each of a page's hundreds of files costs half a second
        page.route(re.compile(f"^(?!{re.escape(address)}|data:|blob:)"), gate)
        page.on("pageerror", lambda error: errors.append(str(error)))
        # Streamlit asks for its health route below a page's path, and logs the 404 it then gets
        page.on(
            "console",
            lambda line: errors.append(line.text)
            if line.type == "error" and "/_stcore/" not in line.location.get("url", "")
            else None,
        )
        page.goto(address + path)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert foreign == [], "requests to other hosts"
    assert errors == [], "errors in the browser's console"
