"""Every assertion of the article is reached in at most three actions, with who said it on the screen."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTEFACTS, DESKTOP, PHONE

TABLE = Path(__file__).parent.parent.parent / "data" / "seed_claims.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
Opener = Callable[..., Page]


@pytest.mark.parametrize("row", ROWS, ids=[row["seed_id"] for row in ROWS])
def test_an_assertion_leads_to_the_place_that_shows_it(open_page: Opener, row: dict[str, str]) -> None:
    page = open_page("/story")
    # one action: the link beside the assertion
    page.locator(f"#{row['seed_id']} .sm-show").click()
    address, _, section = row["shown_at"].partition("#")
    page.wait_for_url(re.compile(re.escape(address.partition("?")[0]) + ".*"))
    if "event=" in address:
        card = page.locator(".sm-card")
        expect(card).to_be_visible()
        expect(page.locator(".sm-said")).to_contain_text(row["statement"])
        expect(page.locator(".sm-said")).to_contain_text(row["claimant"])
    elif address in ("/background", "/weapons", "/ban"):
        expect(page.locator(f"#{section}")).to_be_in_viewport()
        said = page.locator(".sm-said").filter(has_text=row["statement"])
        expect(said).to_contain_text(row["claimant"])
    elif address == "/story":
        expect(page.locator(f"#{section}")).to_be_in_viewport()
        expect(page.locator(f"#{section}")).to_contain_text(row["claimant"])
    elif address.startswith("/data"):
        expect(page.locator(".sm-table").last).to_contain_text("Middle East Eye")
        expect(page.locator(".sm-said")).to_contain_text(row["statement"])
    else:
        expect(page.locator(".sm-title")).to_contain_text("6 Oct 2020")


@pytest.mark.parametrize("address", ["/story#S19", "/background#history", "/background#relations", "/weapons#transfers", "/ban#treaty"])
def test_a_link_to_a_section_leads_there_from_outside(open_page: Opener, address: str) -> None:
    page = open_page(address)
    expect(page.locator(f"#{address.partition('#')[2]}")).to_be_in_viewport()


def test_the_card_of_the_article_keeps_its_hedge_and_the_denial(open_page: Opener) -> None:
    page = open_page("/?event=2020-10-03-stepanakert-3&from=2020-10-03&to=2020-10-06")
    card = page.locator(".sm-card")
    for part in ("“appears to”", "Amnesty International", "5 Oct 2020", "analysis of footage", "M095 DPICM", "“denies”", "8 Oct 2020", "not stated"):
        expect(card).to_contain_text(part)
    card.locator("summary").click()
    expect(card.locator("li").first).to_be_visible()
    expect(card).to_contain_text("second reader")
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / "card-desktop-light.png")


@pytest.mark.parametrize("path", ["/story", "/data"])
@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_text_page_does_not_scroll_sideways(open_page: Opener, path: str, name: str, size: dict[str, int], scheme: str) -> None:
    page = open_page(path, size=size, scheme=scheme)
    expect(page.locator(".sm-table, .sm-assertion").first).to_be_visible()
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"{path.strip('/')}-{name}-{scheme}.png")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
