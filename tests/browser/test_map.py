"""The map page as a person uses it: mouse, keyboard, typed dates, links, light and dark, desktop and phone."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

import playwright.sync_api
import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, Route, expect

from tests.browser.conftest import ARTEFACTS, DESKTOP, PHONE
from tests.browser.pages import at_rest

Opener = Callable[..., Page]
STEPANAKERT = "2020-10-03-stepanakert-3"
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def frame_of(page: Page) -> Frame:
    """The map's frame, when its first reports are drawn."""
    # asked of the page, not of the frame: a frame that is still on its way to its address may lose the question
    page.wait_for_function(
        """() => { const inner = document.querySelector('.st-key-map_frame iframe')?.contentWindow;
        return inner && inner.strikemap && inner.strikemap.total !== undefined && inner.strikemap.from; }"""
    )
    frame = page.locator(".st-key-map_frame iframe").element_handle().content_frame()
    frame.evaluate("strikemap.ready")
    return frame


def numbers(frame: Frame) -> dict[str, object]:
    return frame.evaluate(
        "({total: strikemap.total, certain: strikemap.certain, possible: strikemap.possible, from: strikemap.from, to: strikemap.to})"
    )


def address_has(page: Page, text: str) -> None:
    page.wait_for_url(re.compile(re.escape(text)))


def test_the_map_opens_with_every_report_counted(open_page: Opener) -> None:
    frame = frame_of(open_page())
    found = numbers(frame)
    assert found["total"] == 159
    assert found["certain"] + found["possible"] == len(frame.evaluate("strikemap.ids()"))


def test_map_summary_and_list_agree_for_a_link(open_page: Opener) -> None:
    page = open_page("/?from=2020-10-03&to=2020-10-06&weapon=cluster_munition")
    found = numbers(frame_of(page))
    summary = page.locator(".sm-summary")
    expect(summary).to_contain_text(f"{found['certain']} certainly and {found['possible']} possibly of these days, of {found['total']} reports")
    assert (found["from"], found["to"]) == ("2020-10-03", "2020-10-06")


def test_dragging_a_handle_asks_the_server_nothing_and_the_address_follows_on_release(open_page: Opener) -> None:
    page = open_page()
    frame = frame_of(page)
    # the page loads its last parts with its list
    page.get_by_test_id("stDataFrame").wait_for()
    at_rest(page)
    handle = frame.get_by_role("slider").first
    box = handle.bounding_box()
    asked: list[str] = []
    before = numbers(frame)
    # the program's own files come when a part of the page first needs them
    page.on("request", lambda request: None if "/static/" in request.url else asked.append(request.url))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(1, 13):
        page.mouse.move(box["x"] + box["width"] / 2 + step * 12, box["y"] + box["height"] / 2)
    frame.wait_for_function(f"strikemap.from > '{before['from']}'")
    during = list(asked)
    page.mouse.up()
    assert during == []
    address_has(page, "from=2020-10-")
    found = numbers(frame)
    expect(page.locator(".sm-summary")).to_contain_text(f"{found['certain']} certainly and {found['possible']} possibly")


def test_the_timeline_works_from_the_keyboard(open_page: Opener) -> None:
    page = open_page()
    frame = frame_of(page)
    first, last = frame.get_by_role("slider").nth(0), frame.get_by_role("slider").nth(1)
    first.focus()
    page.keyboard.press("ArrowRight")
    frame.wait_for_function("strikemap.from === '2020-09-28'")
    page.keyboard.press("Shift+ArrowRight")
    frame.wait_for_function("strikemap.from === '2020-10-05'")
    last.focus()
    page.keyboard.press("ArrowLeft")
    frame.wait_for_function("strikemap.to === '2020-11-09'")
    first.focus()
    page.keyboard.press("Home")
    frame.wait_for_function("strikemap.from === '2020-09-27'")
    assert first.get_attribute("aria-valuetext") == "27 Sep 2020"
    address_has(page, "to=2020-11-09")


def test_typed_days_move_the_window(open_page: Opener) -> None:
    page = open_page()
    frame = frame_of(page)
    frame.get_by_label("Window, first day").fill("2020-10-17")
    page.keyboard.press("Enter")
    frame.wait_for_function("strikemap.from === '2020-10-17'")
    address_has(page, "from=2020-10-17")


def test_playing_moves_the_days_and_stops_at_the_end(open_page: Opener) -> None:
    page = open_page("/?from=2020-11-01&to=2020-11-04")
    frame = frame_of(page)
    frame.get_by_role("button", name=re.compile("^Play")).click()
    frame.wait_for_function("strikemap.to === '2020-11-10'", timeout=30_000)
    expect(frame.get_by_role("button", name=re.compile("^Play"))).to_be_visible()


def test_until_shows_everything_up_to_the_last_day(open_page: Opener) -> None:
    page = open_page("/?from=2020-10-10&to=2020-10-20")
    frame = frame_of(page)
    during = numbers(frame)
    frame.get_by_role("button", name="until", exact=True).click()
    frame.wait_for_function(f"strikemap.certain > {during['certain']}")
    address_has(page, "mode=until")


def test_a_link_with_a_report_opens_its_card_and_close_closes_it(open_page: Opener) -> None:
    page = open_page(f"/?event={STEPANAKERT}&from=2020-10-03&to=2020-10-06")
    card = page.locator(".sm-card")
    expect(card).to_contain_text("appears to")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".sm-card")).to_have_count(0)
    assert "event=" not in page.url


def mark_at(frame: Frame, page: Page, number: int) -> tuple[float, float]:
    """Where a mark stands on the page, in pixels."""
    mark = frame.evaluate(f"strikemap.marks()[{number}]")
    frame_box = page.locator(".st-key-map_frame iframe").bounding_box()
    stage = frame.evaluate("(({left, top}) => ({left, top}))(map.getContainer().getBoundingClientRect())")
    return frame_box["x"] + stage["left"] + mark["x"], frame_box["y"] + stage["top"] + mark["y"]


def test_hovering_a_report_says_it_in_two_lines_and_a_click_opens_its_card(open_page: Opener) -> None:
    page = open_page("/?weapon=small_arms")
    frame = frame_of(page)
    assert frame.evaluate("strikemap.marks().length") == 1
    x, y = mark_at(frame, page, 0)
    page.mouse.move(x, y)
    hover = frame.locator(".sm-label")
    expect(hover).to_be_visible()
    expect(hover).to_contain_text("Small arms")
    page.mouse.click(x, y)
    expect(page.locator(".sm-card")).to_contain_text("Small arms")
    address_has(page, "event=")


def test_a_stack_opens_into_its_reports_and_one_of_them_opens_its_card(open_page: Opener) -> None:
    page = open_page("/?weapon=cluster_munition&lat=39.82&lon=46.75&zoom=11")
    frame = frame_of(page)
    marks = frame.evaluate("strikemap.marks()")
    number, stack = max(enumerate(marks), key=lambda pair: pair[1]["count"])
    assert stack["count"] > 1
    page.mouse.click(*mark_at(frame, page, number))
    reports = frame.get_by_role("group", name=re.compile("Reports on the map")).get_by_role("button")
    expect(reports).to_have_count(stack["count"])
    reports.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sm-card")).to_contain_text("Cluster munition")


def test_choosing_a_row_of_the_list_opens_its_card_and_marks_it_on_the_map(open_page: Opener) -> None:
    page = open_page("/?from=2020-10-03&to=2020-10-06")
    frame = frame_of(page)
    rows = page.locator("[data-testid=stDataFrame]")
    expect(rows).to_be_visible()
    box = rows.bounding_box()
    # the table is one canvas: its head is 35 px high, and each row is chosen at its left edge
    page.mouse.click(box["x"] + 18, box["y"] + 35 + 17)
    expect(page.locator(".sm-card")).to_be_visible()
    address_has(page, "event=")
    chosen = re.search(r"event=([\w-]+)", page.url)[1]
    frame.wait_for_function(f"strikemap.event === '{chosen}'")
    page.get_by_role("button", name="Close").click()
    frame.wait_for_function("strikemap.event === ''")


def choose(page: Page, menu: Locator, words: str) -> None:
    """Choose an option of a menu; a menu that the page closes again while it is still being made is opened once more."""
    for _ in range(10):
        menu.click()
        try:
            page.get_by_role("option").filter(has_text=words).click(timeout=2_000)
        except playwright.sync_api.TimeoutError:
            continue
        return
    raise AssertionError(f"the menu never offered {words}")


def test_online_tiles_are_asked_for_only_when_the_reader_turns_them_on(browser: Browser, server: str) -> None:
    page = browser.new_context(viewport=DESKTOP).new_page()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=200, content_type="image/png", body=PIXEL)

    page.route(lambda url: not url.startswith((server, "data:", "blob:")), answer)
    page.goto(server)
    frame_of(page)
    expect(page.locator("[data-testid=stDataFrame] canvas").first).to_be_visible()
    page.get_by_text("More", exact=True).click()
    menu = page.get_by_label("Online map tiles")
    expect(menu).to_be_visible()
    assert asked == []
    choose(page, menu, "OpenStreetMap")
    expect(page.get_by_text("tile.openstreetmap.org")).to_be_visible()
    page.wait_for_function("document.querySelector('.st-key-map_frame iframe').contentWindow.document.querySelector('.leaflet-tile-loaded')")
    assert {url.split("/")[2] for url in asked} == {"tile.openstreetmap.org"}
    assert "tiles" not in page.url
    page.context.close()


def test_back_goes_to_the_view_before(open_page: Opener) -> None:
    page = open_page("/")
    frame_of(page)
    page.get_by_text("Drone", exact=False).first.click()
    address_has(page, "weapon=drone")
    expect(page.locator(".sm-title")).to_contain_text("drones")
    page.go_back()
    expect(page.locator(".sm-title")).not_to_contain_text("drones")


@pytest.mark.parametrize("later", [5, 20])
def test_a_click_right_after_another_does_not_bring_the_view_before_it_back(open_page: Opener, later: int) -> None:
    page = open_page("/")
    frame_of(page)
    expect(page.locator("[data-testid=stDataFrame] canvas").first).to_be_visible()
    at_rest(page)
    page.evaluate(
        """later => {
          const named = (role, name) => [...document.querySelectorAll(role)].find((each) => each.innerText.startsWith(name));
          const tab = named("[role=tab]", "Card");
          named("button", "Drone").click();
          setTimeout(() => tab.click(), later);
        }""",
        later,
    )
    address_has(page, "weapon=drone")
    expect(page.locator(".sm-title")).to_contain_text("drones")
    expect(page.get_by_role("tab", name="Card")).to_have_attribute("aria-selected", "true")
    at_rest(page)
    expect(page.locator(".sm-title")).to_contain_text("drones")


def test_the_map_is_not_mounted_again_when_a_filter_changes(open_page: Opener) -> None:
    page = open_page("/")
    frame = frame_of(page)
    frame.evaluate("window.marked = true")
    page.get_by_text("Drone", exact=False).first.click()
    frame.wait_for_function("strikemap.total < 20")
    assert frame.evaluate("window.marked") is True


def test_the_camera_comes_from_the_link_and_goes_into_it(open_page: Opener) -> None:
    page = open_page("/?lat=39.8&lon=46.75&zoom=10")
    frame = frame_of(page)
    centre = frame.evaluate("({lat: map.getCenter().lat, lon: map.getCenter().lng, zoom: map.getZoom()})")
    assert centre["zoom"] == 10
    assert abs(centre["lat"] - 39.8) < 0.01
    frame.evaluate("map.setZoom(9, {animate: false})")
    address_has(page, "zoom=9")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
def test_nothing_is_clipped_or_scrolls_sideways(open_page: Opener, name: str, size: dict[str, int], scheme: str) -> None:
    page = open_page("/", size=size, scheme=scheme)
    frame = frame_of(page)
    frame.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"map-{name}-{scheme}.png")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")


def test_an_asset_that_does_not_load_gives_a_message_not_an_empty_frame(browser, server) -> None:
    page = browser.new_context(viewport=DESKTOP).new_page()
    page.route("**/assets/leaflet.js*", lambda route: route.abort())
    page.goto(server)
    handle = page.locator(".st-key-map_frame iframe").element_handle()
    frame = handle.content_frame()
    expect(frame.get_by_text("leaflet.js", exact=False).first).to_be_visible()
    page.context.close()


def test_a_layer_that_does_not_load_is_named_and_the_rest_is_shown(browser, server) -> None:
    page = browser.new_context(viewport=DESKTOP).new_page()
    page.route("**/lakes.geojson*", lambda route: route.fulfill(status=404, json={"error": "basemap/lakes.geojson is missing"}))
    page.goto(server)
    frame = frame_of(page)
    expect(frame.get_by_text("lakes.geojson", exact=False).first).to_be_visible()
    assert frame.evaluate("strikemap.total") == 159
    page.context.close()
