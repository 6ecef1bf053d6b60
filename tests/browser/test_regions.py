"""The page Regions in Chromium: the window is moved without asking the server, an area opens its profile, nothing scrolls sideways."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import ARTEFACTS, DESKTOP, PHONE
from tests.browser.pages import at_rest

Opener = Callable[..., Page]
TRUCES = "from=2020-10-18&to=2020-10-26"


def frame_of(page: Page) -> Frame:
    """The frame of the map, when its regions are coloured."""
    # asked of the page, not of the frame: a frame that is still on its way to its address may lose the question
    page.wait_for_function(
        """() => { const inner = document.querySelector('.st-key-r_frame iframe')?.contentWindow;
        return inner && inner.strikemap && inner.strikemap.regionsReady && inner.strikemap.regions().length > 0; }"""
    )
    inner = page.locator(".st-key-r_frame iframe").element_handle().content_frame()
    assert inner
    return inner


def numbers(frame: Frame) -> dict[str, tuple[int, int]]:
    return {each["id"]: (each["certain"], each["possible"]) for each in frame.evaluate("strikemap.regions()")}


def place_of(page: Page, frame: Frame, region: str) -> tuple[float, float]:
    """Where an area lies on the page."""
    outer = page.locator(".st-key-r_frame iframe").bounding_box()
    inner = frame.evaluate("(({left, top}) => [left, top])(document.querySelector('.sm-stage').getBoundingClientRect())")
    at = next(each for each in frame.evaluate("strikemap.regions()") if each["id"] == region)
    assert outer
    return outer["x"] + inner[0] + at["x"], outer["y"] + inner[1] + at["y"]


@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_answers_in_its_first_screen_and_does_not_scroll_sideways(
    open_page: Opener, name: str, size: dict[str, int], scheme: str
) -> None:
    page = open_page(f"/regions?{TRUCES}", size=size, scheme=scheme)
    expect(page.locator(".sm-summary")).to_contain_text("Reports certainly name 8 regions: Former Nagorno-Karabakh oblast (10)")
    assert numbers(frame_of(page))["nagorno-karabakh"][0] == 10
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"regions-{name}-{scheme}.png")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_moving_the_window_colours_the_regions_anew_and_asks_the_server_nothing(open_page: Opener) -> None:
    page = open_page("/regions")
    frame = frame_of(page)
    at_rest(page)
    asked: list[str] = []
    # the program's own files come when a part of the page first needs them
    page.on("request", lambda request: None if "/static/" in request.url else asked.append(request.url))
    before = numbers(frame)
    low = frame.locator(".sm-handle-from").bounding_box()
    assert low
    page.mouse.move(low["x"] + 22, low["y"] + 30)
    page.mouse.down()
    for step in range(1, 12):
        page.mouse.move(low["x"] + 22 + 25 * step, low["y"] + 30)
    frame.wait_for_function("strikemap.regionWindow()[0] > '2020-10-05'")
    assert numbers(frame) != before
    assert asked == []
    page.mouse.up()
    page.wait_for_url(re.compile(r".*from=2020-10-.*"))


def test_the_numbers_of_the_map_are_those_of_the_table_after_the_window_was_moved(open_page: Opener) -> None:
    page = open_page("/regions")
    frame = frame_of(page)
    frame.evaluate("strikemap.setRegionWindow('2020-10-18', '2020-10-26')")
    row = page.locator(".sm-ranked tr").filter(has_text="Former Nagorno-Karabakh oblast")
    expect(row.locator("td").nth(1)).to_contain_text("10")
    certain, possible = numbers(frame)["nagorno-karabakh"]
    assert certain == 10
    expect(row.locator("td").nth(2)).to_contain_text(str(possible))
    assert frame.evaluate("strikemap.regionRequests()") == 1


def test_an_area_tells_its_name_and_opens_its_profile_and_a_number_leads_to_a_card(open_page: Opener) -> None:
    page = open_page(f"/regions?{TRUCES}")
    frame = frame_of(page)
    x, y = place_of(page, frame, "goranboy")
    page.mouse.move(x, y)
    expect(frame.locator(".sm-label")).to_contain_text("Goranboy District")
    page.mouse.click(x, y)
    page.wait_for_url(re.compile(r".*profile=goranboy.*"))
    expect(page.locator(".sm-profile h2")).to_have_text("Goranboy District")
    number = page.locator(".sm-behind").filter(has_text=re.compile(r"^1 certain")).first
    number.locator("summary").click()
    number.locator("li a").first.click()
    page.wait_for_url(re.compile(r".*\?.*event=.*"))
    expect(page.locator(".sm-card")).to_be_visible()


def test_the_regions_can_be_walked_with_the_keyboard(open_page: Opener) -> None:
    page = open_page(f"/regions?{TRUCES}")
    frame = frame_of(page)
    first = frame.locator(".sm-hidden[role=group] button").first
    first.focus()
    expect(frame.locator(".sm-label")).to_contain_text("Former Nagorno-Karabakh oblast")
    page.keyboard.press("ArrowRight")
    expect(frame.locator(".sm-label")).to_contain_text("Aghdam District")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r".*profile=aghdam.*"))


def test_where_no_population_is_sourced_the_area_has_no_colour_of_the_scale(open_page: Opener) -> None:
    page = open_page("/regions?measure=rate")
    kinds = {each["id"]: each["kind"] for each in frame_of(page).evaluate("strikemap.regions()")}
    assert kinds["tartar"] == "lacking"
    assert kinds["goranboy"] == "class"
    assert kinds["armenia-syunik"] == "possible"


def test_the_picture_can_be_taken_away(open_page: Opener) -> None:
    page = open_page(f"/regions?{TRUCES}")
    frame_of(page)
    page.get_by_text("Picture and table to take away").click()
    expect(page.locator("[data-testid=stVegaLiteChart]").last).to_be_visible()
    at_rest(page)
    page.locator(".st-key-r_picture").get_by_text("Take away", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert "certain_per_100000" in download.value.path().read_text(encoding="utf-8").splitlines()[0]


def test_an_opened_number_does_not_push_its_table_aside(open_page: Opener) -> None:
    page = open_page("/regions")
    page.locator(".sm-ranked summary").first.click()
    expect(page.locator(".sm-ranked .sm-linked").first).to_be_visible()
    box = page.locator(".sm-ranked .sm-scroll").first
    assert box.evaluate("each => each.scrollWidth <= each.clientWidth")
