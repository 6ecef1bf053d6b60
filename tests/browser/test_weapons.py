"""Weapons, Contamination and The ban in Chromium: what the first screen answers, where links lead, and nothing scrolls sideways."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTEFACTS, DESKTOP, PHONE

Opener = Callable[..., Page]
CHART = "[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg"
ANSWERS = {
    "weapons": "The Azerbaijani side is reported to have used LAR-160",
    "contamination": "Unexploded ordnance is reported in 6 of 159 reports",
    "ban": "none of Armenia, Azerbaijan, Georgia, Iran, Israel, Russia, Turkey and the United States",
}
LAST_PARTS = {"weapons": "#transfers", "contamination": "#illustrative", "ban": "#states"}


@pytest.mark.parametrize("path", ANSWERS)
@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_answers_in_its_first_screen_and_does_not_scroll_sideways(
    open_page: Opener, path: str, name: str, size: dict[str, int], scheme: str
) -> None:
    page = open_page(f"/{path}", size=size, scheme=scheme)
    expect(page.locator("[role=status]").filter(has_text=ANSWERS[path]).first).to_be_in_viewport()
    expect(page.locator(CHART).first).to_be_in_viewport()
    expect(page.locator(LAST_PARTS[path])).to_be_attached()
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{path}-{name}-{scheme}.png")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_reports_of_a_weapon_are_shown_on_a_map_of_exactly_these(open_page: Opener) -> None:
    page = open_page("/weapons#munitions")
    link = page.locator("#w-lar160 a").filter(has_text="3 reports blame the Azerbaijani side").first
    link.click()
    page.wait_for_url(re.compile(r".*q=lar-160.*"))
    expect(page.locator(".sm-summary")).to_contain_text("of 3 reports that match")


def test_every_kind_of_step_can_be_read_in_words(open_page: Opener) -> None:
    page = open_page("/weapons#transfers")
    expect(page.locator("#transfers")).to_be_in_viewport()
    page.get_by_text(re.compile(r"^Every step in words")).click()
    steps = page.locator(".sm-table").last
    for kind in ("manufacture", "reported delivery", "alleged use"):
        expect(steps.locator("td", has_text=re.compile(f"^{kind}$")).first).to_be_attached()


def test_a_day_is_chosen_and_stands_in_the_address(open_page: Opener) -> None:
    page = open_page("/ban")
    page.get_by_text("1 Aug 2010: in force", exact=True).click()
    expect(page.locator("[role=status]").filter(has_text="On 1 Aug 2010").first).to_be_visible()
    page.wait_for_url(re.compile(r".*day=2010-08-01.*"))
    page.reload()
    expect(page.locator("[role=status]").filter(has_text="It was in force for 27 of them").first).to_be_visible()


def test_a_figure_is_drawn_only_when_asked_for_and_says_what_it_is(open_page: Opener) -> None:
    page = open_page("/contamination")
    expect(page.locator("#illustrative")).to_be_attached()
    expect(page.locator(CHART)).to_have_count(1)
    page.get_by_text("Show illustrative figures").click()
    expect(page.locator(CHART)).to_have_count(2)
    page.wait_for_url(re.compile(r".*illustrative=1.*"))
    expect(page.locator("th").filter(has_text="Failed (illustrative)")).to_be_attached()


def test_a_sighting_opens_the_card_of_its_report(open_page: Opener) -> None:
    page = open_page("/contamination#sightings")
    page.locator(".sm-table a").filter(has_text="Mingachevir").first.click()
    page.wait_for_url(re.compile(r".*event=2020-10-04-mingachevir-1.*"))
    expect(page.locator(".sm-card").first).to_contain_text("Mingachevir")
