"""The background page in Chromium: its picture, a mark that is chosen, the ties shown, the way to the map."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTEFACTS, DESKTOP, PHONE
from tests.browser.pages import at_rest

Opener = Callable[..., Page]


@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_answer_stands_in_the_first_screen(open_page: Opener, name: str, size: dict[str, int], scheme: str) -> None:
    page = open_page("/background", size=size, scheme=scheme)
    expect(page.locator(".sm-summary")).to_contain_text("It begins with: The conflict opens (Feb 1988); ")
    expect(page.locator(".sm-summary")).to_contain_text("beside Azerbaijan Turkey (8)")
    expect(page.locator(".sm-head")).to_contain_text("turning points from Feb 1988")
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart).to_be_in_viewport()
    expect(page.locator("#relations")).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"background-{name}-{scheme}.png")


def test_the_kinds_of_tie_shown_stand_in_the_address(open_page: Opener) -> None:
    page = open_page("/background")
    page.get_by_role("button", name="Military support").click()
    page.wait_for_url("**ties=military_support**")
    expect(page.get_by_role("heading", name="Military support")).to_be_attached()
    expect(page.get_by_role("heading", name="Mediation")).to_have_count(0)


def test_a_link_with_ties_shows_them_alone(open_page: Opener) -> None:
    page = open_page("/background?ties=treaty")
    expect(page.get_by_role("heading", name="Treaty or statement")).to_be_attached()
    expect(page.get_by_role("heading", name="Diplomatic support")).to_have_count(0)


def test_a_mark_that_is_clicked_says_who_says_so(open_page: Opener) -> None:
    page = open_page("/background")
    drawing = page.get_by_test_id("stVegaLiteChart").first.locator("canvas, svg").first
    drawing.wait_for()
    page.get_by_role("heading", name="Mediation").wait_for(state="attached")
    at_rest(page)
    box = drawing.bounding_box()
    tip = page.locator("#vg-tooltip-element")
    # down through the rows, at a place where only the decade of the article has a mark
    for y in range(100, 260, 6):
        page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + y)
        if tip.count() and tip.is_visible() and "broke away" in tip.inner_text():
            break
    expect(tip).to_contain_text("broke away")
    page.mouse.down()
    page.mouse.up()
    told = page.locator(".sm-finding")
    expect(told).to_contain_text("Nagorno-Karabakh broke away")
    expect(told).to_contain_text("1990s")
    expect(told).to_contain_text("Middle East Eye")


def test_a_turning_point_of_the_war_leads_to_the_map_of_its_day(open_page: Opener) -> None:
    page = open_page("/background")
    row = page.locator("tr").filter(has_text="Third humanitarian truce")
    row.get_by_role("link", name="on the map").click()
    page.wait_for_url("**from=2020-10-26&to=2020-10-26**")
    expect(page.locator(".sm-title")).to_contain_text("26 Oct 2020")
