"""Data that is broken or hostile: the page says what is wrong and shows the rest; text stays text on every surface."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import watched
from tests.browser.server import ROOT, running
from tests.browser.test_map import frame_of

HOSTILE = "<img src=x onerror=parent.hacked=1><script>parent.hacked=1</script>${parent.hacked=1}![x](https://evil.example/x.png)"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped folder, to be broken."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def rewrite(file: Path, change: dict[str, str]) -> None:
    """Set columns of every row of a table."""
    with file.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, **change} for row in rows)


def test_a_broken_and_a_missing_layer_are_named_with_the_command_that_builds_them(
    browser: Browser, data: Path, tmp_path: Path
) -> None:
    lakes = data / "basemap" / "lakes.geojson"
    lakes.write_bytes(lakes.read_bytes()[:2_000])
    (data / "lines" / "contact-line-1994-2020.geojson").unlink()
    with running(tmp_path / "log.txt", {"STRIKEMAP_DATA": str(data)}) as address:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.goto(address)
        notice = page.get_by_role("alert").first
        expect(notice).to_contain_text("basemap/lakes.geojson")
        expect(notice).to_contain_text("lines/contact-line-1994-2020.geojson")
        expect(notice).to_contain_text("python -m strikemap build data --basemap")
        frame = frame_of(page)
        assert frame.evaluate("strikemap.total") == 159
        context.close()


def test_a_missing_table_is_named_and_the_map_is_still_there(profile: BrowserContext, data: Path, tmp_path: Path) -> None:
    (data / "munitions.csv").unlink()
    with running(tmp_path / "log.txt", {"STRIKEMAP_DATA": str(data)}) as address, watched(profile, address) as open_page:
        page = open_page("/")
        expect(page.get_by_role("alert").first).to_contain_text("munitions.csv")
        assert frame_of(page).evaluate("strikemap.total") == 159
        page = open_page("/weapons")
        expect(page.get_by_role("alert").first).to_contain_text("munitions.csv")
        expect(page.locator("#transfers")).to_be_attached()


def test_hostile_text_is_shown_and_never_run(profile: BrowserContext, data: Path, tmp_path: Path) -> None:
    rewrite(data / "places.csv", {"name_english": HOSTILE, "name_armenian": HOSTILE, "name": HOSTILE})
    rewrite(data / "claims.csv", {"value_words": HOSTILE, "relayed_by": HOSTILE})
    rewrite(data / "sources.csv", {"publisher": HOSTILE, "title": HOSTILE, "url": "javascript:parent.hacked=1"})
    rewrite(data / "seed_claims.csv", {"statement": HOSTILE})
    rewrite(data / "context.csv", {"summary": HOSTILE})
    settings = data / "dataset.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('cluster_munition = "cluster munitions"', f"cluster_munition = '{HOSTILE}'"), encoding="utf-8")
    with running(tmp_path / "log.txt", {"STRIKEMAP_DATA": str(data)}) as address, watched(profile, address) as open_page:
        page = open_page("/?event=2020-10-03-stepanakert-3&weapon=cluster_munition")
        frame = frame_of(page)
        expect(page.locator(".sm-card")).to_contain_text("<script>")
        box = page.locator(".st-key-map_frame iframe").bounding_box()
        for mark in frame.evaluate("strikemap.marks()")[:3]:
            page.mouse.move(box["x"] + mark["x"], box["y"] + mark["y"])
        assert page.evaluate("window.hacked") is None
        assert page.locator("a[href^='javascript']").count() == 0
        assert page.locator("img[src*='evil']").count() == 0
        for path in ("/story", "/background", "/data"):
            page = open_page(path)
            expect(page.get_by_text("<script>", exact=False).first).to_be_visible()
            assert page.evaluate("window.hacked") is None
            assert page.locator("a[href^='javascript']").count() == 0
