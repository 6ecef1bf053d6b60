"""The stand-alone file in a real Chromium: opened from the disk, with the network off and every request caught."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.output.pages.standalone import standalone_html
from strikemap.query.view import View
from strikemap.query.window import window_of
from strikemap.query.wording import labels_of, title_of
from tests.browser.conftest import ARTEFACTS, DESKTOP, PHONE
from tests.browser.pages import ARTICLE, counted, drawn, fits
from tests.browser.server import ROOT
from tests.browser.test_bad_data import HOSTILE, rewrite

Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def whole_war(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the whole war."""
    file = tmp_path_factory.mktemp("standalone") / "war.html"
    file.write_bytes(standalone_html(catalogue, View()))
    return file


@pytest.fixture
def open_file(browser: Browser) -> Iterator[Opener]:
    """A function that opens a file without a network; the test fails on any other request and on any error."""
    asked: list[str] = []
    errors: list[str] = []
    contexts = []

    def opener(file: Path, *, size: dict[str, int] = DESKTOP, **options: object) -> Page:
        context = browser.new_context(viewport=size, **options)
        context.set_offline(True)
        contexts.append(context)

        def gate(route: Route) -> None:
            if route.request.url == file.as_uri() or route.request.url.startswith("data:"):
                route.continue_()
            else:
                asked.append(route.request.url)
                route.abort()

        page = context.new_page()
        page.route("**/*", gate)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.goto(file.as_uri())
        return page

    yield opener
    for context in contexts:
        context.close()
    assert asked == [], "requests of the file"
    assert errors == [], "errors in the browser's console"


def centre_of(page: Page, selector: str) -> tuple[float, float]:
    box = page.locator(selector).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def dark_pixels(page: Page, selector: str) -> int:
    """How many pixels of a canvas are painted."""
    return int(
        page.evaluate(
            "(name) => { const canvas = document.querySelector(name);"
            "const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
            "let painted = 0; for (let at = 3; at < data.length; at += 4) painted += data[at] > 40; return painted; }",
            selector,
        )
    )


def test_map_marks_and_timeline_are_drawn_and_every_report_is_counted(
    open_file: Opener, whole_war: Path, catalogue: Catalogue
) -> None:
    page = open_file(whole_war)
    drawn(page)
    counts, ids = counted(catalogue, View())
    assert set(page.evaluate("strikemap.ids()")) == ids
    assert page.evaluate("[strikemap.certain, strikemap.possible]") == [counts.certain, counts.possible]
    for canvas in (".strikemap-paper", ".strikemap-names", ".sm-strikes", ".sm-bars"):
        assert dark_pixels(page, canvas) > 1_000, canvas


def test_dragging_the_window_counts_anew_and_the_title_follows(open_file: Opener, whole_war: Path, catalogue: Catalogue) -> None:
    page = open_file(whole_war)
    drawn(page)
    before = page.evaluate("strikemap.certain")
    x, y = centre_of(page, ".sm-handle-to")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 500, y, steps=12)
    page.mouse.up()
    first, last = (dt.date.fromisoformat(page.evaluate(f"strikemap.{end}")) for end in ("from", "to"))
    counts, ids = counted(catalogue, View(first=first, last=last))
    assert page.evaluate("[strikemap.certain, strikemap.possible]") == [counts.certain, counts.possible]
    assert counts.certain < before
    assert set(page.evaluate("strikemap.ids()")) == ids
    expect(page.locator(".sm-counts")).to_contain_text(f"{counts.certain} certainly + {counts.possible} possibly of these days, of {counts.total}")
    dataset = catalogue.dataset()
    view = View(first=first, last=last)
    title = title_of(view, window_of(view, dataset.first_day, dataset.last_day), labels_of(dataset))
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("#strikemap-support")).to_be_hidden()


@pytest.mark.parametrize(
    ("first", "last"),
    [("2020-10-03", "2020-10-03"), ("2020-09-30", "2020-10-02"), ("2020-10-12", "2020-10-20"), ("2020-09-27", "2020-11-10")],
)
def test_the_title_says_the_days_as_everywhere_else(
    open_file: Opener, whole_war: Path, catalogue: Catalogue, first: str, last: str
) -> None:
    page = open_file(whole_war)
    drawn(page)
    page.evaluate("([first, last]) => strikemap.setWindow(first, last)", [first, last])
    dataset = catalogue.dataset()
    view = View(first=dt.date.fromisoformat(first), last=dt.date.fromisoformat(last))
    expect(page.locator("h1")).to_have_text(
        title_of(view, window_of(view, dataset.first_day, dataset.last_day), labels_of(dataset))
    )


def test_window_and_filters_of_the_view_are_set_when_it_opens(
    open_file: Opener, catalogue: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "article.html"
    file.write_bytes(standalone_html(catalogue, ARTICLE))
    page = open_file(file)
    drawn(page)
    _, ids = counted(catalogue, ARTICLE)
    assert set(page.evaluate("strikemap.ids()")) == ids
    assert page.evaluate("[strikemap.from, strikemap.to]") == ["2020-10-03", "2020-10-06"]


def test_a_report_shows_its_label_and_a_click_opens_its_card_with_hedge_and_sources(
    open_file: Opener, catalogue: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "small-arms.html"
    file.write_bytes(standalone_html(catalogue, View(weapon=("small_arms",))))
    page = open_file(file)
    drawn(page)
    mark = page.evaluate("strikemap.marks()[0]")
    stage = page.locator("#strikemap-map").bounding_box()
    page.mouse.move(stage["x"] + mark["x"], stage["y"] + mark["y"])
    expect(page.locator(".sm-label")).to_contain_text("Small arms")
    page.mouse.click(stage["x"] + mark["x"], stage["y"] + mark["y"])
    card = page.locator(".sm-card")
    expect(card).to_contain_text("Blamed, as reported")
    expect(card).to_contain_text("Grade: ")
    card.locator("summary").click()
    expect(card.locator("li a[href^=http]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_stack_opens_by_keyboard_and_a_layer_can_be_taken_away(open_file: Opener, whole_war: Path) -> None:
    page = open_file(whole_war)
    drawn(page)
    marks = page.get_by_role("group", name="Reports on the map").get_by_role("button")
    marks.first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sm-list, .sm-hidden button:has-text('Stepanakert')").first).to_be_attached()
    page.keyboard.press("Escape")
    lines = page.locator(".sm-legend li")
    before = lines.count()
    page.get_by_role("button", name="Layers").click()
    page.get_by_label("International borders").uncheck()
    expect(lines).to_have_count(before - 1)


@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_the_screen_without_scrolling(
    open_file: Opener, whole_war: Path, name: str, size: dict[str, int], scheme: str
) -> None:
    page = open_file(whole_war, size=size, color_scheme=scheme)
    drawn(page)
    assert page.evaluate("document.documentElement.dataset.theme") == scheme
    assert fits(page)
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"standalone-{name}-{scheme}.png")


def test_without_scripts_the_words_and_the_list_are_there(open_file: Opener, whole_war: Path, catalogue: Catalogue) -> None:
    page = open_file(whole_war, java_script_enabled=False)
    still = page.locator(".sm-still")
    expect(still).to_contain_text(catalogue.dataset().settings["notice"])
    expect(still).to_contain_text("159 certain")
    expect(still.locator("li")).to_have_count(159)


def test_hostile_text_is_shown_and_never_run(open_file: Opener, tmp_path: Path) -> None:
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    rewrite(data / "places.csv", {"name_english": HOSTILE, "name_armenian": HOSTILE, "name": HOSTILE})
    rewrite(data / "claims.csv", {"value_words": HOSTILE, "relayed_by": HOSTILE})
    rewrite(data / "sources.csv", {"publisher": HOSTILE, "title": HOSTILE, "url": "javascript:parent.hacked=1"})
    file = tmp_path / "hostile.html"
    file.write_bytes(standalone_html(Catalogue.of_folder(data), ARTICLE.but(event="2020-10-03-stepanakert-3")))
    page = open_file(file)
    drawn(page)
    expect(page.locator(".sm-card h2")).to_contain_text("<script>")
    page.locator(".sm-card summary").click()
    expect(page.locator(".sm-card li").first).to_contain_text("<img src=x")
    assert page.evaluate("window.hacked") is None
    assert page.locator("a[href^='javascript'], img").count() == 0


def test_a_large_selection_is_drawn_as_cells_and_a_click_says_where_to_see_more(
    open_file: Opener, catalogue: Catalogue, shipped: Dataset, tmp_path: Path
) -> None:
    reports = catalogue.reports(View())
    many = pd.concat([reports.set_axis([f"{each}-{turn}" for each in reports.index]) for turn in range(40)])
    many.index.name = "event_id"
    large = Catalogue(shipped)
    large.add(shipped, many)
    file = tmp_path / "large.html"
    file.write_bytes(standalone_html(large, View()))
    page = open_file(file)
    drawn(page)
    assert page.evaluate("strikemap.certain + strikemap.possible") == len(many)
    mark = max(page.evaluate("strikemap.marks()"), key=lambda each: each["count"])
    stage = page.locator("#strikemap-map").bounding_box()
    page.mouse.click(stage["x"] + mark["x"], stage["y"] + mark["y"])
    expect(page.locator("[data-note=cells]")).to_contain_text("Open the view in Strikemap")
