"""The page that other sites frame, in a host page of another origin: it fits, it scrolls with its host, it says its sources."""

from __future__ import annotations

import datetime as dt
import functools
import html
import http.server
import json
import threading
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.query.view import View
from tests.browser.conftest import ARTEFACTS, watched
from tests.browser.pages import ARTICLE, ARTICLE_QUERY, counted, drawn, fits
from tests.browser.test_routes import get

SIZES = [(320, 420), (768, 560), (1200, 700), (1200, 800)]

ZOOMED = """(before) => new Promise((done, fail) => {
  const until = performance.now() + 10000;
  const look = () => {
    if (strikemap.zoom > before) done(strikemap.zoom);
    else if (performance.now() > until) fail(new Error(`the map stays at zoom ${strikemap.zoom}`));
    else setTimeout(look, 20);
  };
  look();
})"""
"""A promise for a map that is nearer than it was."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The folder of a web site of another origin, and its address."""
    folder = tmp_path_factory.mktemp("site")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def open_host(browser: Browser, server: str, site: tuple[Path, str]) -> Iterator[Callable[..., tuple[Page, Frame]]]:
    """A function that opens a page of the other site with our page in it; requests to anybody else fail the test."""
    folder, address = site
    contexts = []
    problems: list[str] = []

    def opener(query: str, width: int, height: int, **options: object) -> tuple[Page, Frame]:
        frame = f'<iframe src="{html.escape(f"{server}/embed?{query}")}" width="{width}" height="{height}" title="Map" style="border:0"></iframe>'
        (folder / "index.html").write_text(
            f'<!DOCTYPE html><title>Paper</title><body style="margin:0"><p>Above</p>{frame}<p style="height:3000px">Below</p>', encoding="utf-8"
        )
        context = browser.new_context(viewport={"width": max(width, 600), "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if line.type == "error" and "favicon" not in line.location["url"] else None)
        page.on("request", lambda asked: None if asked.url.startswith((server, address, "data:")) else problems.append(asked.url))
        page.goto(address)
        return page, page.frames[1]

    yield opener
    for context in contexts:
        context.close()
    assert problems == [], "requests to others, or errors in the browser's console"


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_its_frame_without_a_scroll_bar_and_shows_what_the_view_shows(
    open_host: Callable[..., tuple[Page, Frame]], catalogue: Catalogue, width: int, height: int, scheme: str
) -> None:
    page, frame = open_host(ARTICLE_QUERY, width, height, color_scheme=scheme)
    drawn(frame)
    assert fits(frame)
    _, ids = counted(catalogue, ARTICLE)
    assert set(frame.evaluate("strikemap.ids()")) == ids
    assert frame.evaluate("document.documentElement.dataset.theme") == scheme
    expect(frame.locator("h1")).to_have_text("Reported strikes with cluster munitions, 3\N{EN DASH}6 Oct 2020")
    for said in ("not findings of fact or law", "Sources (", "Open in Strikemap"):
        expect(frame.get_by_text(said).first).to_be_in_viewport(ratio=0.9)
    map_box = frame.locator("#strikemap-map").bounding_box()
    assert map_box["height"] >= 0.4 * height
    ARTEFACTS.mkdir(exist_ok=True)
    page.locator("iframe").screenshot(path=ARTEFACTS / f"embed-{width}x{height}-{scheme}.png")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_timeline_can_be_dragged_at_every_size(
    open_host: Callable[..., tuple[Page, Frame]], catalogue: Catalogue, width: int, height: int
) -> None:
    page, frame = open_host("", width, height)
    drawn(frame)
    box = frame.locator(".sm-handle-to").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - width / 2, y, steps=8)
    page.mouse.up()
    last = frame.evaluate("strikemap.to")
    counts, _ = counted(catalogue, View(last=dt.date.fromisoformat(last)))
    assert last < "2020-11-10"
    assert frame.evaluate("[strikemap.certain, strikemap.possible]") == [counts.certain, counts.possible]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("part", ["#strikemap-map", ".sm-plot", "h1"])
def test_the_wheel_over_the_frame_scrolls_the_host_page(
    open_host: Callable[..., tuple[Page, Frame]], width: int, height: int, part: str
) -> None:
    page, frame = open_host("", width, height)
    drawn(frame)
    zoom = frame.evaluate("strikemap.zoom")
    frame.locator(part).hover()
    page.mouse.wheel(0, 200)
    page.wait_for_function("scrollY > 100")
    assert frame.evaluate("strikemap.zoom") == zoom
    if part == "#strikemap-map":
        expect(frame.locator(".sm-hint")).to_contain_text("zoom")


def test_the_wheel_zooms_with_ctrl_or_after_a_click_until_the_pointer_leaves(open_host: Callable[..., tuple[Page, Frame]]) -> None:
    # without motion, since Leaflet passes over a wheel that turns while it moves
    page, frame = open_host("", 768, 560, reduced_motion="reduce")
    drawn(frame)
    start = frame.evaluate("strikemap.zoom")
    frame.locator("#strikemap-map").hover(position={"x": 300, "y": 300})
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    with_key = frame.evaluate(ZOOMED, start)
    page.keyboard.up("Control")
    frame.locator("#strikemap-map").click(position={"x": 300, "y": 330})
    page.mouse.wheel(0, -200)
    frame.evaluate(ZOOMED, with_key)
    assert page.evaluate("scrollY") == 0
    page.mouse.move(400, 800)
    frame.locator("#strikemap-map").hover(position={"x": 300, "y": 300})
    page.mouse.wheel(0, 200)
    page.wait_for_function("scrollY > 100")


def touches(page: Page) -> Callable[..., None]:
    """A function that puts fingers on the screen: touchStart, touchMove or touchEnd, and where each of them is."""
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    return touch


def test_one_finger_scrolls_the_host_page(open_host: Callable[..., tuple[Page, Frame]]) -> None:
    page, frame = open_host("", 600, 560, has_touch=True)
    drawn(frame)
    centre = frame.evaluate("strikemap.centre")
    touch = touches(page)
    touch("touchStart", (300, 330))
    for step in range(1, 13):
        touch("touchMove", (300, 330 - step * 15))
    touch("touchEnd")
    page.wait_for_function("scrollY > 80")
    assert frame.evaluate("strikemap.centre") == centre


def test_two_fingers_move_the_map_and_not_the_host_page(open_host: Callable[..., tuple[Page, Frame]]) -> None:
    page, frame = open_host("", 600, 560, has_touch=True)
    drawn(frame)
    zoom = frame.evaluate("strikemap.zoom")
    touch = touches(page)
    touch("touchStart", (280, 300))
    touch("touchStart", (280, 300), (320, 300))
    for step in range(1, 9):
        touch("touchMove", (280 - step * 10, 300 - step * 4), (320 + step * 10, 300 - step * 4))
    touch("touchEnd")
    frame.evaluate(ZOOMED, zoom)
    assert page.evaluate("scrollY") == 0


def test_a_report_opens_its_card_from_the_server(profile: BrowserContext, server: str) -> None:
    with watched(profile, server) as open_page:
        page = open_page(f"/embed?{ARTICLE_QUERY}&event=2020-10-03-stepanakert-3", size={"width": 1200, "height": 700})
        drawn(page)
        card = page.locator(".sm-card")
        for part in ("“appears to”", "Amnesty International", "“denies”", "not stated"):
            expect(card).to_contain_text(part)
        page.get_by_role("button", name="Close the card").click()
        expect(card).to_be_hidden()


def test_without_scripts_a_picture_with_words_stands_in_the_frame(browser: Browser, server: str) -> None:
    context = browser.new_context(viewport={"width": 768, "height": 560}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/embed?{ARTICLE_QUERY}")
    picture = page.locator(".sm-still img")
    expect(picture).to_be_visible()
    assert "/picture.png?" in str(picture.get_attribute("src"))
    assert "from=2020-10-03" in str(picture.get_attribute("src"))
    assert "Reported strikes with cluster munitions" in str(picture.get_attribute("alt"))
    expect(page.locator(".sm-still")).to_contain_text("certainly and")
    expect(page.get_by_text("Open in Strikemap")).to_be_visible()
    context.close()


def test_less_motion_is_obeyed(profile: BrowserContext, server: str) -> None:
    with watched(profile, server) as open_page:
        page = open_page("/embed", size={"width": 768, "height": 560}, reduced_motion="reduce")
        drawn(page)
        assert page.evaluate("getComputedStyle(document.querySelector('.sm-hint')).transitionDuration") == "0s"


def test_bad_parts_are_told_in_the_page_and_the_default_is_shown(server: str) -> None:
    status, body, _ = get(f"{server}/embed?weapon=slingshot&from=2020-10-03")
    assert status == 200
    assert "Part of this link was not used: weapon=“slingshot” is not in this dataset" in body.decode()
    assert "3 Oct \N{EN DASH} 10 Nov 2020" in body.decode()


def test_any_site_may_frame_this_page_and_no_other_of_ours(server: str) -> None:
    _, _, headers = get(f"{server}/embed")
    orders = headers["Content-Security-Policy"]
    assert "frame-ancestors *" in orders
    assert "unsafe" not in orders
    assert "frame-ancestors 'self'" in get(f"{server}/")[2]["Content-Security-Policy"]


def test_a_page_that_the_browser_has_is_not_sent_again(server: str) -> None:
    _, _, headers = get(f"{server}/embed?{ARTICLE_QUERY}")
    again, body, headers = get(f"{server}/embed?{ARTICLE_QUERY}", If_None_Match=headers["ETag"])
    assert (again, body) == (304, b"")
    assert "frame-ancestors *" in headers["Content-Security-Policy"]


def test_the_page_names_the_address_that_describes_it_and_that_answers(server: str) -> None:
    page = get(f"{server}/embed?{ARTICLE_QUERY}")[1].decode()
    address = html.unescape(page.split('type="application/json+oembed" href="')[1].split('"')[0])
    assert address.startswith(f"{server}/oembed?")
    status, body, headers = get(address)
    answer = json.loads(body)
    assert status == 200
    assert headers["Content-Type"] == "application/json"
    assert (answer["type"], answer["version"]) == ("rich", "1.0")
    assert f'src="{server}/embed?' in answer["html"]


def test_oembed_describes_the_map_page_as_xml_too(server: str) -> None:
    status, body, headers = get(f"{server}/oembed?format=xml&url={urllib.parse.quote(f'{server}/?{ARTICLE_QUERY}', safe='')}")
    assert (status, headers["Content-Type"].split(";")[0]) == (200, "text/xml")
    assert ET.fromstring(body).findtext("type") == "rich"  # noqa: S314 - our own answer


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 400, "url is missing"),
        ("url=https%3A%2F%2Felsewhere.example%2Fembed", 404, "no map of this server"),
        ("format=yaml&url=SERVER%2Fembed", 501, "json and xml are"),
        ("url=SERVER%2Fstory", 404, "no map of this server"),
        ("maxwidth=wide&url=SERVER%2Fembed", 400, "is no number of pixels"),
    ],
)
def test_oembed_refuses_as_its_specification_says(server: str, query: str, status: int, words: str) -> None:
    found, body, _ = get(f"{server}/oembed?{query.replace('SERVER', urllib.parse.quote(server, safe=''))}")
    assert found == status
    assert words in body.decode()


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [("", 400, "event is missing"), ("event=none", 400, "is not in this dataset"), ("event=2020-10-03-stepanakert-3&known=2020-10-01", 404, "not yet known")],
)
def test_a_card_that_cannot_be_given_is_explained(server: str, query: str, status: int, words: str) -> None:
    found, body, _ = get(f"{server}/strikemap/card.json?{query}")
    assert found == status
    assert words in body.decode()
