"""The pages Method and Sources in Chromium: what the first screen answers, where links lead, and that nothing scrolls sideways."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTEFACTS, DESKTOP, PHONE

Opener = Callable[..., Page]


@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_answers_in_its_first_screen_and_does_not_scroll_sideways(
    open_page: Opener, name: str, size: dict[str, int], scheme: str
) -> None:
    page = open_page("/method", size=size, scheme=scheme)
    expect(page.locator(".sm-summary")).to_contain_text("(115 of 159)")
    chart = page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first
    expect(chart).to_be_in_viewport()
    expect(page.locator("#silence")).to_be_attached()
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"method-{name}-{scheme}.png")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("section", ["contested", "lineage", "grades", "balance", "silence"])
def test_a_link_to_a_section_leads_there(open_page: Opener, section: str) -> None:
    page = open_page(f"/method#{section}")
    expect(page.locator(f"#{section}")).to_be_in_viewport()
    charts = page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg")
    expect(charts).to_have_count(4)
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"method-{section}.png")


def test_a_number_opens_into_its_reports_and_one_of_them_into_its_card(open_page: Opener) -> None:
    page = open_page("/method")
    number = page.locator(".sm-behind").filter(has_text="officials of the Armenian side alone").first
    number.locator("summary").click()
    report = number.locator("li a").first
    where = report.inner_text().partition(", ")[2].partition(",")[0]
    report.click()
    page.wait_for_url(re.compile(r".*\?event=.*"))
    expect(page.locator(".sm-card")).to_contain_text("Rests on the officials of Armenia alone")
    assert where


def test_the_contested_strikes_lead_to_a_map_of_exactly_these(open_page: Opener) -> None:
    page = open_page("/method")
    link = page.locator(".sm-lede a").filter(has_text=re.compile(r"^21$"))
    link.click()
    page.wait_for_url(re.compile(r".*grade=contested.*"))
    expect(page.locator(".sm-summary")).to_contain_text("of 21 reports that match")


def test_a_source_opens_into_the_reports_that_rest_on_it(open_page: Opener) -> None:
    page = open_page("/data?source=Middle+East+Eye#sources")
    expect(page.locator("#sources")).to_be_attached()
    row = page.locator(".sm-table tr").filter(has_text="Middle East Eye").first
    expect(row).to_contain_text("no stored copy")
    row.locator("summary").first.click()
    row.locator("li a").first.click()
    expect(page.locator(".sm-card")).to_contain_text("Middle East Eye")
