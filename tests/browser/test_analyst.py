"""What an analyst asks of the whole: each answer stands on the screen, its address opens it again, and its picture can be taken away."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from PIL import Image
from playwright.sync_api import Download, Page, expect

from strikemap.catalogue import Catalogue
from strikemap.query.balance import claims_behind
from strikemap.query.growth import growth_of
from strikemap.query.munitions import said_lines, uses_of
from strikemap.query.regions.counting import count_regions
from strikemap.query.regions.outlines import ALL, regions_at
from strikemap.query.regions.placing import numbered
from strikemap.query.select import select
from strikemap.query.treaty import PARTY, treaty_on
from strikemap.query.view import View, write_view
from tests.browser.pages import at_rest
from tests.browser.server import ROOT

Opener = Callable[..., Page]
SEED = "2020-10-03-stepanakert-3"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.of_folder(ROOT / "data")


def is_printable(download: Download, least: int = 1_000) -> bool:
    """Whether a file is a picture of some size."""
    with Image.open(download.path()) as image:
        return image.format == "PNG" and image.width >= least and image.height >= least / 4


def chart_of(page: Page) -> Download:
    """The first chart of a page, taken away as PNG."""
    expect(page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").filter(visible=True).first).to_be_visible()
    at_rest(page)
    page.get_by_text("Take away", exact=True).filter(visible=True).first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG", exact=True).click()
    return download.value


def test_what_share_of_reports_rests_on_one_party_alone(open_page: Opener, catalogue: Catalogue) -> None:
    reports = catalogue.reports(View())
    page = open_page("/method")
    expect(page.locator(".sm-summary")).to_contain_text(f"({(reports['party_only'] != '').sum()} of {len(reports)})")
    assert is_printable(chart_of(page))


def test_which_strikes_are_contested_and_by_whom(open_page: Opener, catalogue: Catalogue) -> None:
    reports = catalogue.reports(View())
    page = open_page("/method#contested")
    for event, report in reports[reports["grade"] == "contested"].iterrows():
        row = page.locator("tr").filter(has=page.locator(f"a[href*='event={event}']")).first
        expect(row).to_contain_text(report["place_name"].split(" / ")[0])
        if report["denied"]:
            expect(row.locator("td").nth(3)).to_contain_text(re.compile("Armenia|Azerbaijan"))
    page.get_by_role("link", name="Picture to print").click()
    page.wait_for_url("**/picture?**grade=contested**")
    expect(page.get_by_role("button", name="PNG", exact=True)).to_be_visible()


def test_how_the_attribution_of_the_seed_report_hardened(open_page: Opener, catalogue: Catalogue) -> None:
    page = open_page(f"/?event={SEED}")
    page.get_by_text("How knowledge of this report grew").click()
    card = page.locator(".st-key-growth")
    for step in growth_of(catalogue.dataset(), (SEED,)):
        expect(card).to_contain_text(f"{step.day.day} {step.day:%b %Y}")
    page = open_page("/changes?since=2020-10-03&known=2021-07-15&q=stepanakert&weapon=cluster_munition")
    expect(page.locator(".sm-summary")).to_contain_text("Between 3 Oct 2020 and 15 Jul 2021")
    assert is_printable(chart_of(page))


def test_what_each_side_is_said_to_have_used_and_who_says_so(open_page: Opener, catalogue: Catalogue) -> None:
    dataset, reports = catalogue.dataset(), catalogue.reports(View())
    uses = uses_of(dataset, reports, claims_behind(dataset, reports.index, None))
    page = open_page("/weapons")
    for line in said_lines(uses, len(reports)):
        expect(page.locator("[role=status]").filter(has_text=line).first).to_be_visible()
    assert is_printable(chart_of(page))


def test_which_districts_were_reported_hit_between_the_second_and_the_third_truce(open_page: Opener, catalogue: Catalogue) -> None:
    dataset, view = catalogue.dataset(), View(first=dt.date(2020, 10, 18), last=dt.date(2020, 10, 26))
    reports = catalogue.reports(view)
    selected = select(numbered(reports), view, dataset.first_day, dataset.last_day)
    counted = count_regions(selected, catalogue.placed(view, ALL), regions_at(dataset, ALL), "")
    assert len(counted[counted["certain"] > 0]) > 1
    page = open_page(f"/regions?{urlencode(write_view(view))}")
    for _, region in counted[counted["certain"] > 0].iterrows():
        row = page.locator(".sm-ranked tr").filter(has_text=region["name"]).first
        expect(row.locator("td").nth(1)).to_contain_text(str(region["certain"]))
    page.get_by_text("Picture and table to take away").click()
    assert is_printable(chart_of(page))


def test_who_had_joined_the_ban_when_the_article_was_written(open_page: Opener, catalogue: Catalogue) -> None:
    treaty = treaty_on(catalogue.dataset(), dt.date(2020, 10, 6))
    page = open_page("/ban?day=2020-10-06")
    parties = len(treaty.of(*PARTY))
    expect(page.locator(".sm-summary")).to_contain_text("On 6 Oct 2020, by the lists read, none of Armenia, Azerbaijan")
    expect(page.locator(".sm-summary")).to_contain_text(f"{parties} states had joined it")
    assert is_printable(chart_of(page))
