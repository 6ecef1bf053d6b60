"""Real Chromium against a real server: every host but our own blocked, every console error a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.server import running

# a page may be drawing a picture on a busy machine; what never comes still fails
expect.set_options(timeout=20_000)

ARTEFACTS = Path(__file__).parent.parent / "artefacts"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


AGAIN = 1
"""How often a failed test of a page is tried once more: on two crowded cores a click may fall between two drawings.

The log marks such a test with R. What is wrong and not only late fails again.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, and no others, to be tried once more."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=AGAIN))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on the shipped data."""
    folder = tmp_path_factory.mktemp("server")
    with running(folder / "log.txt", {"STRIKEMAP_REGISTER": str(folder / "register.sqlite3")}) as address:
        yield address


@pytest.fixture
def open_page(profile: BrowserContext, server: str) -> Callable[..., Page]:
    """A function that opens a path of the app; the test fails on foreign requests, console errors and exceptions."""
    with watched(profile, server) as opener:
        yield opener


@contextmanager
def watched(profile: BrowserContext, address: str) -> Iterator[Callable[..., Page]]:
    """Give an opener of pages, and check at the end that they asked nobody else and reported no error.

    Pages share one profile, so that the program's files are read and compiled once; what a page keeps is forgotten first.
    No request is routed: Chromium would then keep nothing. Others' addresses are listed, and out of reach anyway.
    """
    foreign: list[str] = []
    errors: list[str] = []
    pages: list[Page] = []
    own = (f"{address}/", f"{address.replace('http', 'ws')}/", "data:", "blob:")

    def opener(
        path: str = "/", *, size: dict[str, int] = DESKTOP, scheme: str = "light", reduced_motion: str = "no-preference", density: int = 1
    ) -> Page:
        page = profile.new_page() if density == 1 else _dense(profile, density)
        pages.append(page)
        page.set_default_timeout(30_000)
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion=reduced_motion)
        page.on("request", lambda request: None if request.url.startswith(own) else foreign.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        # Streamlit asks for its health route below a page's path, and logs the 404 it then gets
        page.on(
            "console",
            lambda line: errors.append(line.text)
            if line.type == "error" and "/_stcore/" not in line.location.get("url", "")
            else None,
        )
        if len(pages) == 1:
            kept = {"origin": address, "storageTypes": "cookies,local_storage,session_storage,indexeddb"}
            page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
        page.goto(address + path)
        return page

    yield opener
    for page in pages:
        page.close() if page.context is profile else page.context.close()
    assert foreign == [], "requests to other hosts"
    assert errors == [], "errors in the browser's console"


def _dense(profile: BrowserContext, density: int) -> Page:
    """A page on a screen with more pixels to the point: a context of its own, since a profile has one density."""
    assert profile.browser is not None
    return profile.browser.new_context(device_scale_factor=density).new_page()
