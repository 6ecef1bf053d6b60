"""The stand-alone file, the embedded page and what oEmbed is told: small, the same each time, and deaf to what data say."""

from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from strikemap.__main__ import main
from strikemap.catalogue import Catalogue
from strikemap.errors import AssetError
from strikemap.model.dataset import Dataset, load_dataset
from strikemap.output.layers.files import read_layer
from strikemap.output.pages.card import card_content
from strikemap.output.pages.embed import embed_html
from strikemap.output.pages.oembed import Asked, as_xml, description, view_at
from strikemap.output.pages.shapes import STEPS_PER_DEGREE, packed
from strikemap.output.pages.standalone import standalone_html
from strikemap.query.view import View
from tests.tiny import SETTINGS, changed, write_tiny

BASE = "https://maps.example.org/"
HOSTILE = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> & \u2028 \" '"
ARTICLE = View(first=dt.date(2020, 10, 3), last=dt.date(2020, 10, 6), weapon=("cluster_munition",))
PNG = b"\x89PNG\r\n\x1a\n"


class Outline(HTMLParser):
    """The elements of a page, and the text of those that have an id."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.found.append((tag, dict(attrs)))
        self._open = dict(attrs).get("id") or ""

    def handle_data(self, data: str) -> None:
        """Keep the text of the element that was opened last, if it has an id."""
        if self._open:
            self.texts[self._open] = self.texts.get(self._open, "") + data

    def handle_endtag(self, _: str) -> None:
        """Text after an element is not its own."""
        self._open = ""

    def told(self) -> dict[str, Any]:
        """What the page tells its script."""
        return dict(json.loads(self.texts["strikemap-page"]))

    def attributes(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of that name."""
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def page(catalogue: Catalogue) -> bytes:
    return standalone_html(catalogue, View())


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return write_tiny(tmp_path / "tiny")


def test_the_shipped_war_fits_into_three_megabytes(page: bytes) -> None:
    assert len(page) < 3_000_000


def test_the_same_view_and_data_give_the_same_bytes(page: bytes) -> None:
    assert standalone_html(Catalogue(load_dataset(Path("data"))), View()) == page


def test_the_file_names_no_file_or_host_to_load_from(page: bytes) -> None:
    outline = Outline(page)
    for tag in ("script", "link", "img", "iframe", "style", "source", "object"):
        assert all("src" not in each and "href" not in each for each in outline.attributes(tag)), tag
    assert b"url(images" not in page
    assert b"@import" not in page


def test_every_layer_every_report_and_every_card_are_inside(page: bytes, shipped: Dataset) -> None:
    inlined = Outline(page).told()["config"]["inlined"]
    assert set(inlined["layers"]) == {each["file"] for each in shipped.settings["layers"] if each["kind"] != "strikes"}
    assert inlined["missing"] == {}
    assert set(inlined["cards"]) == set(inlined["strikes"]["rows"]["id"])


def test_title_counts_notice_credit_day_and_data_version_stand_in_the_words_of_the_page(
    catalogue: Catalogue, shipped: Dataset
) -> None:
    text = standalone_html(catalogue, ARTICLE.but(known=dt.date(2020, 10, 8))).decode()
    for words in (
        "Reported strikes with cluster munitions, 3\N{EN DASH}6 Oct 2020, as known on 8 Oct 2020",
        "certainly and ", shipped.settings["notice"], shipped.settings["credit"], f"version {shipped.version}",
        f"&amp;data={shipped.version}", "Amnesty International", '<html lang="en-GB"', '<meta name="description"',
    ):  # fmt: skip
        assert words in text, words


def test_hostile_text_cannot_leave_the_script_or_the_markup(tiny: Path) -> None:
    changed("places", 0, name_english=HOSTILE, name=HOSTILE)(tiny)
    changed("sources", 0, publisher=HOSTILE, title=HOSTILE, url="javascript:alert(1)")(tiny)
    changed("claims", 0, claimant=HOSTILE, value_words=HOSTILE)(tiny)
    (tiny / "dataset.toml").write_text(
        SETTINGS.replace('title = "A tiny dataset"', f"title = {json.dumps(HOSTILE)}\nnotice = {json.dumps(HOSTILE)}"), encoding="utf-8"
    )
    catalogue = Catalogue.of_folder(tiny)
    assert catalogue.dataset().problems == ()
    for made in (standalone_html(catalogue, View(event="e1")), embed_html(catalogue, View(event="e1"), HOSTILE, BASE)):
        outline = Outline(made)
        assert all(each.get("onerror") is None for _, each in outline.found)
        assert not any("alert" in (each.get("href") or "") for each in outline.attributes("a"))
        assert HOSTILE.split("<img", maxsplit=1)[0].strip() in outline.told()["config"]["dataset"]["title"]
        assert b"alert(1)</script>" not in made
    card = Outline(standalone_html(catalogue, View())).told()["config"]["inlined"]["cards"]["e1"]
    assert "<img src=x onerror" in card["place"]


def test_a_missing_layer_is_named_in_the_file_with_the_command_that_builds_it(tiny: Path) -> None:
    (tiny / "regions" / "districts.geojson").unlink()
    missing = Outline(standalone_html(Catalogue.of_folder(tiny), View())).told()["config"]["inlined"]["missing"]
    assert "make data" in missing["regions/districts.geojson"]


def test_more_reports_than_can_be_told_apart_come_as_cells_and_the_file_says_so(catalogue: Catalogue, shipped: Dataset) -> None:
    reports = catalogue.reports(View())
    many = pd.concat([reports.set_axis([f"{each}-{turn}" for each in reports.index]) for turn in range(40)])
    many.index.name = "event_id"
    large = Catalogue(shipped)
    large.add(shipped, many)
    made = standalone_html(large, View())
    inlined = Outline(made).told()["config"]["inlined"]
    assert inlined["cards"] == {}
    assert sum(inlined["strikes"]["hist"]["n"]) == len(many)
    assert f"The {len(many):,} reports of this file are counted by grid cell" in made.decode()
    assert len(made) < 3_000_000


def test_a_picture_stands_in_for_the_map_where_no_script_runs(catalogue: Catalogue) -> None:
    picture = Outline(standalone_html(catalogue, ARTICLE, PNG)).attributes("img")[0]
    assert str(picture["src"]).startswith("data:image/png;base64,")
    assert "Reported strikes with cluster munitions" in str(picture["alt"])
    with pytest.raises(AssetError, match="neither PNG nor WebP"):
        standalone_html(catalogue, ARTICLE, b"GIF89a")


def test_packed_shapes_are_the_shapes_they_were(shipped: Dataset) -> None:
    for layer in shipped.settings["layers"]:
        if not layer["file"].endswith(".geojson"):
            continue
        before = json.loads(read_layer(shipped, layer["file"]).content)
        for one, two in zip(before["features"], packed(before)["features"], strict=True):
            assert positions_of(one["geometry"]["coordinates"]) == opened(two["geometry"]["steps"])


def positions_of(coordinates: list[Any]) -> list[tuple[int, int]]:
    if isinstance(coordinates[0], float | int):
        return [(round(coordinates[0] * STEPS_PER_DEGREE), round(coordinates[1] * STEPS_PER_DEGREE))]
    return [position for each in coordinates for position in positions_of(each)]


def opened(steps: list[Any]) -> list[tuple[int, int]]:
    if not isinstance(steps[0], int):
        return [position for each in steps for position in opened(each)]
    lon, lat = pd.Series(steps[::2]).cumsum(), pd.Series(steps[1::2]).cumsum()
    return [(int(x), int(y)) for x, y in zip(lon, lat, strict=True)]


def test_a_card_says_which_claims_have_no_day_and_that_the_weapon_is_disputed(catalogue: Catalogue) -> None:
    undated = catalogue.reports(View())["undated_claims"]
    told = [str(card_content(catalogue, View(), str(event))["parts"]) for event in undated.index[undated > 0]]
    assert told
    assert all("no day of publication; they count only in what is known today" in each for each in told)
    (weapon,) = [each for each in card_content(catalogue, View(), "2020-10-03-stepanakert-3")["parts"] if each["title"] == "Weapon"]
    assert "For the weapon model: contested; claims differ" in weapon["lines"]


def test_a_card_keeps_the_hedge_the_denial_and_its_sources(catalogue: Catalogue) -> None:
    card = card_content(catalogue, View(), "2020-10-03-stepanakert-3")
    parts = {each["title"]: each for each in card["parts"]}
    assert parts["Blamed, as reported"]["hedge"] == "best-supported claim: “appears to”"
    assert any("Amnesty International" in line and "analysis of footage" in line for line in parts["Blamed, as reported"]["lines"])
    assert "“denies”" in parts["Denied"]["lines"][0]
    assert "not stated" in parts["Harm"]["lines"][0]
    assert {line["source"] for fact in card["claims"] for line in fact["lines"]} == set(range(len(card["sources"])))


def test_an_oembed_answer_has_what_the_specification_asks_of_a_rich_one(catalogue: Catalogue) -> None:
    answer = description(catalogue, ARTICLE, Asked(f"{BASE}embed"), BASE)
    assert (answer["type"], answer["version"], answer["provider_name"]) == ("rich", "1.0", "Strikemap")
    frame = Outline(str(answer["html"]).encode()).attributes("iframe")[0]
    assert frame["title"] == answer["title"]
    assert frame["loading"] == "lazy"
    assert view_at(catalogue, str(frame["src"]), BASE) == ARTICLE.but(dataset="karabakh-2020", data=catalogue.dataset().version)
    assert {"thumbnail_url", "thumbnail_width", "thumbnail_height"} <= set(answer)
    assert {each.tag: each.text for each in ET.fromstring(as_xml(answer))} == {k: str(v) for k, v in answer.items()}  # noqa: S314 - our own


@pytest.mark.parametrize(("width", "height"), [(320, 240), (700, 500), (5000, 5000)])
def test_an_oembed_answer_stays_within_the_room_it_is_given(catalogue: Catalogue, width: int, height: int) -> None:
    answer = description(catalogue, View(), Asked(f"{BASE}embed", width, height), BASE)
    assert int(answer["width"]) <= width
    assert int(answer["height"]) <= height
    assert int(answer.get("thumbnail_width", 0)) <= width
    assert int(answer.get("thumbnail_height", 0)) <= height


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/embed", "https://maps.example.org@elsewhere.example/embed", "https://maps.example.org/data",
        "ftp://maps.example.org/embed", "javascript:alert(1)", "//maps.example.org/", "https://[broken/embed", "",
    ],
)  # fmt: skip
def test_an_address_that_is_not_ours_is_not_described(catalogue: Catalogue, url: str) -> None:
    assert view_at(catalogue, url, BASE) is None


def test_the_command_writes_the_file_and_says_how_large_it_is(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "map.html"
    assert main(["html", str(out), "--data", str(tiny), "--view", "from=2020-10-03", "--address", "https://maps.example.org"]) == 0
    assert f"{out.stat().st_size:,} bytes" in capsys.readouterr().out
    assert b'href="https://maps.example.org/?dataset=tiny' in out.read_bytes()


def test_the_command_writes_nothing_for_a_view_it_cannot_read(tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "map.html"
    assert main(["html", str(out), "--data", str(tiny), "--view", "weapon=slingshot"]) == 2
    assert "is not in this dataset" in capsys.readouterr().err
    assert not out.exists()
