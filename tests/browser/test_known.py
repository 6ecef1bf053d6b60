"""The day of knowledge in Chromium: its bar on the map, its words on every page, and the page What changed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ARTEFACTS, DESKTOP, PHONE
from tests.browser.test_map import address_has, frame_of, numbers

Opener = Callable[..., Page]
DAYS = "/changes?known=2020-10-23&since=2020-10-05"
CHART = "[data-testid=stVegaLiteChart] svg"


def bar_of(day: str) -> str:
    """What a pointer meets on a day of the chart."""
    return f"{CHART} path[aria-label*='published on: {day}']"


def button_of(page: Page, key: str) -> Locator:
    # a button with a hint stands twice in the page, and is seen once
    return page.locator(f".st-key-{key} button").filter(visible=True)


def test_stepping_the_day_of_knowledge_changes_map_caption_and_address_together(open_page: Opener) -> None:
    page = open_page("/?known=2020-10-08")
    frame = frame_of(page)
    before = numbers(frame)["total"]
    expect(page.locator(".sm-title")).to_contain_text("as known on 8 Oct 2020")
    button_of(page, "known_before").click()
    address_has(page, "known=2020-10-07")
    expect(page.locator(".sm-title")).to_contain_text("as known on 7 Oct 2020")
    frame.wait_for_function("total => strikemap.total < total", arg=before)
    expect(page.locator(".sm-summary")).to_contain_text(f"of {numbers(frame)['total']} reports")
    button_of(page, "known_after").click()
    address_has(page, "known=2020-10-08")
    frame.wait_for_function("total => strikemap.total === total", arg=before)


def test_from_today_one_step_leads_to_the_last_publication_and_back(open_page: Opener) -> None:
    page = open_page("/")
    frame_of(page)
    button_of(page, "known_before").click()
    expect(page.locator(".sm-title")).to_contain_text("as known on")
    button_of(page, "known_after").click()
    expect(page.locator(".sm-title")).not_to_contain_text("as known on")
    expect(page.locator(".st-key-known_bar")).to_contain_text("12 without a day of publication")


def test_a_day_of_knowledge_can_be_typed(open_page: Opener) -> None:
    page = open_page("/?known=2020-10-08")
    frame_of(page)
    button_of(page, "known_pick").click()
    page.get_by_role("spinbutton", name="day, As known on").click()
    page.keyboard.type("05")
    # what is typed holds when the field is left
    page.locator(".sm-title").click()
    address_has(page, "known=2020-10-05")
    expect(page.locator(".sm-title")).to_contain_text("as known on 5 Oct 2020")


def test_the_bar_stays_on_a_phone_and_nothing_scrolls_sideways(open_page: Opener) -> None:
    page = open_page("/?known=2020-10-08", size=PHONE)
    frame_of(page)
    expect(button_of(page, "known_before")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/", ".sm-title"),
        ("/picture", ".sm-summary"),
        ("/trends", f"{CHART} text"),
        ("/compare", "img[alt*='as known on 8 Oct 2020']"),
        ("/method", f"{CHART} text"),
        ("/data", ".sm-note"),
    ],
)
def test_every_page_says_the_day_of_knowledge(open_page: Opener, path: str, where: str) -> None:
    page = open_page(f"{path}?known=2020-10-08")
    found = page.locator(where) if where.startswith("img") else page.locator(where).filter(has_text="as known on 8 Oct 2020")
    expect(found.first).to_be_attached()


def test_the_day_of_knowledge_is_carried_from_page_to_page(open_page: Opener) -> None:
    page = open_page("/?known=2020-10-08")
    frame_of(page)
    page.get_by_role("button", name="How it is known").click()
    page.get_by_role("menuitem", name="Method").click()
    expect(page.locator(f"{CHART} text").filter(has_text="as known on 8 Oct 2020").first).to_be_attached()
    page.get_by_role("button", name="How it is known").click()
    page.get_by_role("menuitem", name="What changed").click()
    expect(page.locator(".sm-summary")).to_contain_text("Between 7 and 8 Oct 2020")


@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_changed_is_answered_in_the_first_screen(open_page: Opener, name: str, size: dict[str, int], scheme: str) -> None:
    page = open_page(DAYS, size=size, scheme=scheme)
    summary = page.locator(".sm-summary")
    expect(summary).to_contain_text("Between 5 and 23 Oct 2020, 53 reports were added, 2 were graded anew")
    expect(summary).to_contain_text("54 reports shown in the first state, 107 in the second.")
    expect(page.locator(bar_of("23 Oct 2020"))).to_be_attached()
    expect(page.locator(CHART).first).to_be_in_viewport(ratio=0.9)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"changes-{name}-{scheme}.png")


def test_a_day_clicked_in_the_chart_is_the_day_that_is_told(open_page: Opener) -> None:
    page = open_page(DAYS)
    page.locator(bar_of("8 Oct 2020")).click()
    expect(page.locator(".sm-summary")).to_contain_text("Between 7 and 8 Oct 2020, 6 reports were added")
    address_has(page, "known=2020-10-08")
    address_has(page, "since=2020-10-07")
    page.reload()
    expect(page.locator(".sm-summary")).to_contain_text("Between 7 and 8 Oct 2020, 6 reports were added")


def test_a_row_leads_to_its_report_on_the_map_in_one_click(open_page: Opener) -> None:
    page = open_page(DAYS)
    page.locator(".sm-changes a").filter(has_text="Bridge on the Lachin road").first.click()
    page.wait_for_url(re.compile(r".*event=2020-10-02-lachin-bridge-1.*"))
    expect(page.locator(".sm-title")).to_contain_text("as known on 23 Oct 2020")
    expect(page.locator(".sm-card")).to_contain_text("BBC News")


def test_the_number_of_each_state_leads_to_a_map_of_as_many(open_page: Opener) -> None:
    page = open_page(DAYS)
    page.get_by_role("link", name="54 reports, known on 5 Oct 2020").click()
    assert len(frame_of(page).evaluate("strikemap.ids()")) == 54


def test_steps_are_taken_with_the_keyboard(open_page: Opener) -> None:
    page = open_page(DAYS)
    button_of(page, "until_after").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sm-summary")).to_contain_text("Between 5 and 24 Oct 2020")


def test_the_list_is_taken_away_as_a_file(open_page: Opener) -> None:
    page = open_page(DAYS)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV of the list").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("event_id,report,change,before,after,became_known,newly_heard,")
    assert "Between 5 and 23 Oct 2020, 53 reports were added" in text


def test_the_feed_that_the_page_links_tells_the_same_filters(open_page: Opener) -> None:
    page = open_page(f"{DAYS}&weapon=cluster_munition")
    link = page.locator(".st-key-ch_ways a").filter(has_text="JSON")
    expect(link).to_be_attached()
    answer = page.request.get(page.evaluate("link => link.href", link.element_handle()))
    assert answer.json()["items"][0]["url"].find("weapon=cluster_munition") > 0
