"""The page Picture as a person uses it: notes by mouse and keyboard, files, the clean frame; and the same reports as on the map."""

from __future__ import annotations

import datetime as dt
import random
import re
import urllib.parse
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from strikemap.catalogue import Catalogue
from strikemap.output.map import frame_state
from strikemap.output.pictures.compose import Composition
from strikemap.output.pictures.frame import MapFrame
from strikemap.output.pictures.publish import publish, read_question
from strikemap.output.pictures.spec import PictureSpec, read_spec
from strikemap.output.proof.metadata import read
from strikemap.output.proof.record import Record
from strikemap.query.view import COLOURS, MODES, NAMES, View, Vocabulary
from tests.browser.conftest import ARTEFACTS, DESKTOP, PHONE, watched
from tests.browser.pages import at_rest
from tests.browser.server import ROOT, running
from tests.browser.test_map import frame_of
from ui.picture.leaving import FILES, file_name
from ui.picture.present import FRAMES

Opener = Callable[..., Page]
DAYS = "from=2020-10-03&to=2020-10-06&weapon=cluster_munition"
VIEWS = 100


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.of_folder(ROOT / "data")


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app with a register of its own."""
    folder = tmp_path_factory.mktemp("register")
    with running(folder / "log.txt", {"STRIKEMAP_REGISTER": str(folder / "register.sqlite3")}) as address:
        yield address


@pytest.fixture
def open_page(profile: BrowserContext, own_server: str) -> Opener:
    with watched(profile, own_server) as opener:
        yield opener


def board_of(page: Page) -> Page:
    """The page, when its preview is drawn."""
    page.locator(".sheet img").wait_for()
    page.wait_for_function("() => !document.querySelector('[data-testid=stSpinner]')")
    return page


def field(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label, exact=True)


def pairs_of(page: Page) -> list[tuple[str, str]]:
    return urllib.parse.parse_qsl(urllib.parse.urlsplit(page.url).query)


def composition_of(page: Page, catalogue: Catalogue) -> Composition:
    view, spec = read_question(catalogue, pairs_of(page))
    return Composition(catalogue, view, spec)


def point_on(page: Page, frame: MapFrame, wide: float, share_x: float, share_y: float) -> tuple[float, float, float, float]:
    """A place in the map of the preview: in pixels of the window, and in design pixels."""
    west, north, east, south = frame.box
    x, y = west + share_x * (east - west), north + share_y * (south - north)
    sheet = page.locator(".sheet svg").bounding_box()
    unit = sheet["width"] / wide
    return sheet["x"] + x * unit, sheet["y"] + y * unit, x, y


def test_the_preview_stands_at_true_proportions_with_its_alternative_text(open_page: Opener) -> None:
    page = board_of(open_page(f"/picture?{DAYS}&size=4x3"))
    image = page.locator(".sheet img")
    box = image.bounding_box()
    assert box["width"] / box["height"] == pytest.approx(4 / 3, abs=0.01)
    assert box["width"] <= image.evaluate("each => each.naturalWidth")
    assert image.get_attribute("alt") == field(page, "Alternative text").input_value()


def test_a_note_placed_by_mouse_stands_at_that_place_in_address_and_file(open_page: Opener, catalogue: Catalogue) -> None:
    page = board_of(open_page(f"/picture?{DAYS}"))
    composition = composition_of(page, catalogue)
    page.get_by_role("button", name="Text", exact=True).click()
    left, top, x, y = point_on(page, composition.frame, composition.plan.width, 0.3, 0.7)
    page.mouse.click(left, top)
    page.wait_for_url(re.compile("note=text"))
    page.keyboard.type("front line")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("note=.*front"))
    (note,) = read_spec(pairs_of(page)).notes
    lon, lat = composition.frame.degrees(x, y)
    pixel = composition.frame.degrees(x + 1.5, y + 1.5)
    assert note.words == "front line"
    assert note.lon == pytest.approx(lon, abs=abs(pixel[0] - lon))
    assert note.lat == pytest.approx(lat, abs=abs(pixel[1] - lat))
    assert composition_of(page, catalogue).spec.notes == (note,)


def test_an_arrow_and_a_circle_are_dragged_and_moved(open_page: Opener, catalogue: Catalogue) -> None:
    page = board_of(open_page(f"/picture?{DAYS}"))
    composition = composition_of(page, catalogue)
    frame, wide = composition.frame, composition.plan.width
    for tool, (start, end) in {"Arrow": ((0.2, 0.2), (0.3, 0.3)), "Circle": ((0.6, 0.6), (0.66, 0.6))}.items():
        page.get_by_role("button", name=tool, exact=True).click()
        page.mouse.move(*point_on(page, frame, wide, *start)[:2])
        page.mouse.down()
        page.mouse.move(*point_on(page, frame, wide, *end)[:2], steps=4)
        page.mouse.up()
        page.wait_for_url(re.compile(f"note={tool.lower()}"))
        at_rest(page)
    arrow, circle = read_spec(pairs_of(page)).notes
    assert arrow.lat > arrow.to_lat
    assert arrow.lon < arrow.to_lon
    radius = 0.06 * (frame.box[2] - frame.box[0]) / frame.metre(circle.lat)
    assert circle.radius_m == pytest.approx(radius, rel=0.03)
    # by its rim, to the west
    x, y = point_on(page, frame, wide, 0.6, 0.6)[:2]
    edge = point_on(page, frame, wide, 0.66, 0.6)[0] - x
    page.mouse.move(x, y - edge)
    page.mouse.down()
    page.mouse.move(x - 60, y - edge, steps=4)
    page.mouse.up()
    page.wait_for_url(lambda address: "circle" in address and circle.written() not in urllib.parse.unquote_plus(address))
    moved = read_spec(pairs_of(page)).notes[1]
    assert moved.lon < circle.lon
    assert moved.radius_m == pytest.approx(circle.radius_m, abs=1)
    assert read_spec(pairs_of(page)).notes[0] == arrow


def test_a_note_is_moved_and_removed_from_the_keyboard(open_page: Opener, catalogue: Catalogue) -> None:
    page = board_of(open_page(f"/picture?{DAYS}&note=text:39.9,47.5:here"))
    frame = composition_of(page, catalogue).frame
    page.get_by_role("button", name=re.compile("^Text: here")).focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    page.wait_for_url(lambda address: "39.9000" not in address and "39.9%2C" not in address and "39.9,47.5" not in address)
    (note,) = read_spec(pairs_of(page)).notes
    ((before_x, before_y), (x, y)) = frame.place(np.array([47.5, note.lon]), np.array([39.9, note.lat]))
    assert (x - before_x, y - before_y) == (pytest.approx(8, abs=0.1), pytest.approx(20, abs=0.1))
    page.get_by_role("button", name=re.compile("^Text: here")).focus()
    page.keyboard.press("Delete")
    page.wait_for_url(lambda address: "note=" not in address)
    expect(page.locator(".sheet svg .note")).to_have_count(0)


def test_a_name_is_moved_by_hand_and_put_back(open_page: Opener, catalogue: Catalogue) -> None:
    page = board_of(open_page(f"/picture?{DAYS}"))
    composition = composition_of(page, catalogue)
    key, (west, north, east, south) = next(each for each in composition.placed_names if each[0] == "Baku")
    sheet = page.locator(".sheet svg").bounding_box()
    unit = sheet["width"] / composition.plan.width
    x, y = sheet["x"] + (west + east) / 2 * unit, sheet["y"] + (north + south) / 2 * unit
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y + 30, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("move=Baku"))
    after = composition_of(page, catalogue)
    name, dx, dy = after.spec.moved[0]
    assert (name, dx, dy) == (key, pytest.approx(-40 / sheet["width"], abs=0.002), pytest.approx(30 / sheet["width"], abs=0.002))
    assert dict(after.placed_names)[key][0] == pytest.approx(west + dx * composition.plan.width)
    page.get_by_role("button", name="Baku: back to its place").click()
    page.wait_for_url(lambda address: "move=" not in address)


def test_dragging_the_map_moves_the_section_of_the_view(open_page: Opener, catalogue: Catalogue) -> None:
    page = board_of(open_page(f"/picture?{DAYS}"))
    composition = composition_of(page, catalogue)
    frame, wide = composition.frame, composition.plan.width
    x, y = point_on(page, frame, wide, 0.5, 0.9)[:2]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 100, y, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("lon="))
    unit = page.locator(".sheet svg").bounding_box()["width"] / wide
    west, north, east, south = frame.box
    lon, _ = frame.degrees((west + east) / 2 + 100 / unit, (north + south) / 2)
    assert float(dict(pairs_of(page))["lon"]) == pytest.approx(lon, abs=0.01)


def test_the_file_says_of_itself_what_the_page_says(open_page: Opener, catalogue: Catalogue, tmp_path: Path) -> None:
    page = board_of(open_page(f"/picture?{DAYS}&title=Reports+of+cluster+munitions&note=text:39.9,47.5:here"))
    for file in (FILES[0], FILES[3]):
        button = page.get_by_role("button", name=file.title, exact=True)
        with page.expect_download() as download:
            button.click()
        view, spec = read_question(catalogue, pairs_of(page))
        assert download.value.suggested_filename == file_name(catalogue.dataset(), view, spec, file)
        download.value.save_as(tmp_path / "picture")
        record = read((tmp_path / "picture").read_bytes()).record
        for label, part in {"Title": "title", "Caption": "caption", "Alternative text": "alt", "Credit": "credit"}.items():
            assert getattr(record, part) == field(page, label).input_value(), part
        assert read_question(catalogue, urllib.parse.parse_qsl(record.query))[1] == spec
        expect(page.get_by_text(record.code)).to_be_visible()


def test_the_words_the_link_and_the_command_are_copied(browser: Browser, own_server: str) -> None:
    context = browser.new_context(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{own_server}/picture?{DAYS}&title=Reports%20here")
    board_of(page)
    for name, part in {"caption": "Caption", "alternative text": "Alternative text", "credit": "Credit"}.items():
        page.get_by_role("button", name=f"Copy {name}").click()
        expect(page.get_by_text(f"{name} copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == field(page, part).input_value()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{own_server}/picture?")
    assert "data=" in link
    page.get_by_role("button", name="Copy command").click()
    expect(page.get_by_text("command copied")).to_be_visible()
    assert "'--title=Reports here'" in page.evaluate("navigator.clipboard.readText()")
    context.close()


def test_the_view_is_kept_from_the_map_to_the_picture_and_back(open_page: Opener) -> None:
    page = open_page("/?weapon=drone")
    frame_of(page)
    page.get_by_role("link", name="Make a picture").click()
    page.wait_for_url(re.compile(r"/picture\?.*weapon=drone"))
    board_of(page)
    page.get_by_role("button", name="Add text").click()
    page.wait_for_url(re.compile("note="))
    page.get_by_role("link", name="Map", exact=True).click()
    page.wait_for_url(re.compile(r"/\?.*weapon=drone"))
    assert frame_of(page).evaluate("strikemap.total") == 7
    expect(page.get_by_text("Part of this link was not used")).to_have_count(0)
    page.get_by_role("link", name="Make a picture").click()
    page.wait_for_url(re.compile(r"/picture\?.*weapon=drone.*note="))


@pytest.mark.parametrize("name", FRAMES)
def test_the_clean_frame_is_the_picture_and_nothing_else(open_page: Opener, catalogue: Catalogue, name: str) -> None:
    page = open_page(f"/?{DAYS}&present={name}", density=2)
    image = page.locator("img.sm-present")
    image.wait_for()
    page.wait_for_function("document.querySelector('img.sm-present').complete")
    width, height = FRAMES[name]
    assert image.bounding_box() == {"x": 0, "y": 0, "width": width, "height": height}
    seen = page.evaluate(
        """() => [...document.body.querySelectorAll('*')].filter((each) => {
          const { width, height } = each.getBoundingClientRect();
          return width && height && getComputedStyle(each).visibility === 'visible' && !each.contains(document.querySelector('img.sm-present'));
        }).map((each) => each.outerHTML.slice(0, 80))"""
    )
    assert seen == []
    assert page.evaluate("[innerWidth - document.documentElement.clientWidth, innerHeight - document.documentElement.clientHeight]") == [0, 0]
    shot = Image.open(BytesIO(page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": height}))).convert("RGB")
    view, _ = read_question(catalogue, [pair for pair in pairs_of(page) if pair[0] != "present"])
    picture = Image.open(BytesIO(publish(catalogue, view, PictureSpec(size=f"{width}x{height}"), "png", 2).content))
    assert np.array_equal(np.asarray(shot), np.asarray(picture))


def test_a_clean_frame_that_cannot_be_says_why(open_page: Opener) -> None:
    page = open_page("/?present=banana")
    expect(page.locator(".sm-present")).to_contain_text("is no size; use one of 16x9")


def test_a_clean_frame_is_refused_while_its_words_are_firmer_than_their_source(open_page: Opener) -> None:
    page = open_page(f"/?present=16x9&{DAYS}&title=Azerbaijan+fired+cluster+munitions+at+Stepanakert")
    expect(page.locator("p.sm-present")).to_contain_text("appears to “Azerbaijan”")
    expect(page.locator("img.sm-present")).to_have_count(0)


# ---- the same reports as on the map


def some(chance: random.Random, values: frozenset[str], most: int = 3) -> tuple[str, ...]:
    return tuple(chance.sample(sorted(values), chance.randint(1, min(most, len(values))))) if values and chance.random() < 0.3 else ()


def random_view(chance: random.Random, words: Vocabulary, first: dt.date, last: dt.date) -> View:
    days = sorted(first + dt.timedelta(chance.randint(0, (last - first).days)) for _ in range(2))
    # every name form as known today, and earlier days in one: each pair is a table that the server and the test resolve
    known, names = chance.choice([*((None, each) for each in NAMES), (dt.date(2020, 10, 8), "sources"), (dt.date(2021, 1, 20), "sources")])
    return View(
        first=chance.choice([None, days[0]]), last=chance.choice([None, days[1]]), mode=chance.choice(MODES), known=known,
        weapon=some(chance, words.weapon), by=some(chance, words.by), target=some(chance, words.target),
        grade=some(chance, words.grade), region=some(chance, words.region), q=chance.choice(["", "", "", "stepanakert", "school"]),
        names=names, colour=chance.choice(COLOURS),
    )  # fmt: skip


def test_a_hundred_random_views_show_the_same_reports_on_the_map_and_in_the_picture(open_page: Opener, catalogue: Catalogue) -> None:
    dataset, words = catalogue.dataset(), catalogue.vocabulary()
    chance = random.Random(20201003)  # noqa: S311  # the same hundred every time
    views = [random_view(chance, words, dataset.first_day, dataset.last_day) for _ in range(VIEWS)]
    frame = frame_of(open_page("/"))
    found = 0
    for number, view in enumerate(views):
        on_screen = frame.evaluate(
            """async (state) => {
              strikemap.show(state);
              while (document.querySelector('.sm-frame.sm-asking')) await new Promise(requestAnimationFrame);
              return strikemap.ids();
            }""",
            frame_state(view, dataset, serial=1_000 + number),
        )
        facts = Composition(catalogue, view, PictureSpec()).moment(view).facts
        in_record = Record.of(facts).all_ids
        # what stands in a file is read back from every tenth
        if number % 10 == 0:
            in_record = read(publish(catalogue, view, PictureSpec(size="600x600"), "webp").content).record.all_ids
        assert sorted(on_screen) == sorted(in_record), view
        found += len(in_record)
    assert found > VIEWS


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("device", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
def test_the_page_fits_the_screen(open_page: Opener, device: str, size: dict[str, int], scheme: str) -> None:
    page = board_of(open_page(f"/picture?{DAYS}&note=circle:39.82,46.75,15000:around+the+town", size=size, scheme=scheme))
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.screenshot(path=ARTEFACTS / f"picture-{device}-{scheme}.png")
