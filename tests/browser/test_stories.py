"""Stories in the browser: keys and address of the presenter, the picture that stays while texts go by."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTEFACTS, DESKTOP, PHONE
from tests.browser.pages import at_rest

STORY = "/stories?story=stepanakert-cluster-munitions"
DRAWN = "document.querySelector('.story-figure img')?.naturalWidth > 0"
Opener = Callable[..., Page]


def opened(open_page: Opener, query: str, **options: object) -> Page:
    """The page with a story on it; the first visitor of a server waits until the story was compared with its sources."""
    page = open_page(f"{STORY}&{query}", **options)
    page.locator(".story-words").first.wait_for()
    at_rest(page)
    return page


def test_arrow_keys_turn_the_steps_and_write_the_address_and_back_goes_back(open_page: Opener) -> None:
    page = opened(open_page, "step=3")
    expect(page.get_by_text("Step 3 of 10")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Step 4 of 10")).to_be_visible()
    expect(page).to_have_url(re.compile(r"step=4"))
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("Step 3 of 10")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Step 4 of 10")).to_be_visible()
    expect(page.locator(".story-words h2")).to_contain_text("6 October")


def test_a_step_opens_its_view_on_the_map(open_page: Opener) -> None:
    page = opened(open_page, "step=5")
    page.get_by_role("link", name="Open on the map").click()
    expect(page).to_have_url(re.compile(r"known=2020-10-08.*event=2020-10-03-stepanakert-3"))
    expect(page.locator(".sm-card")).to_contain_text("appears to")


@pytest.mark.parametrize(
    ("name", "size", "scheme"),
    [("desktop-light", DESKTOP, "light"), ("desktop-dark", DESKTOP, "dark"), ("phone-light", PHONE, "light")],
)
def test_the_presenter_shows_the_picture_with_its_words_and_does_not_scroll_sideways(
    open_page: Opener, name: str, size: dict[str, int], scheme: str
) -> None:
    page = opened(open_page, "step=6", size=size, scheme=scheme)
    page.wait_for_function(DRAWN)
    picture = page.locator(".story-figure img")
    expect(picture).to_be_in_viewport(ratio=0.8)
    assert "as known on 23 Oct 2020" in str(picture.get_attribute("alt"))
    expect(page.locator(".story-standing")).to_contain_text("confirmed, denied")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"stories-{name}.png")


def test_the_picture_stays_and_changes_with_the_text(open_page: Opener) -> None:
    page = opened(open_page, "read=scroll")
    expect(page.locator(".story-scroll[data-live]")).to_be_attached()
    page.locator("#step-3").evaluate("step => step.scrollIntoView({block: 'center'})")
    expect(page.locator("#step-3")).to_have_class(re.compile("story-current"))
    # while one fades into the other there are two
    expect(page.locator(".story-stage img.story-in").last).to_have_attribute("src", re.compile("known=2020-10-05"))
    expect(page.locator(".story-stage")).to_be_in_viewport(ratio=0.9)
    page.screenshot(path=ARTEFACTS / "stories-scroll-desktop-light.png")


def test_with_reduced_motion_the_pictures_stand_between_the_texts(open_page: Opener) -> None:
    page = opened(open_page, "read=scroll", reduced_motion="reduce")
    expect(page.locator("#step-2 img")).to_be_attached()
    expect(page.locator(".story-stage")).to_be_hidden()
    assert page.locator("#step-2 img").bounding_box()["width"] > 600
