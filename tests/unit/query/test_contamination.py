"""Unexploded ordnance as reported, never placed too closely; and figures of a weapon only where a source gives them."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd
import pytest
import shapely

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset, load_dataset
from strikemap.output.charts.contamination import (
    band_chart,
    figures_alt,
    footprint_chart,
    sightings_alt,
    sightings_chart,
)
from strikemap.output.charts.export import chart_svg
from strikemap.query.balance import claims_behind
from strikemap.query.contamination import (
    LEAST_RADIUS_M,
    Sighting,
    places_of,
    sightings_of,
    sightings_sentence,
)
from strikemap.query.footprint import figures_of, footprint_sentence
from strikemap.query.hedge import check_words
from strikemap.query.regions.outlines import ALL, regions_at
from strikemap.query.select import select, shown
from strikemap.query.view import View
from tests.tiny import ROWS, write_rows, write_tiny

PLACE = "Stepanakert / Khankendi"


def sightings_in(dataset: Dataset, view: View) -> tuple[list[Sighting], pd.DataFrame]:
    found = shown(select(Catalogue(dataset).reports(view), view, dataset.first_day, dataset.last_day))
    return sightings_of(dataset, found, claims_behind(dataset, found.index, view.known)), found


@pytest.fixture(scope="module")
def sightings(shipped: Dataset) -> list[Sighting]:
    return sightings_in(shipped, View())[0]


def test_a_sighting_printed_twice_is_one(shipped: Dataset, sightings: list[Sighting]) -> None:
    claims = shipped.claims[shipped.claims["attribute"] == "unexploded_ordnance"]
    assert len(claims) == 6
    assert len([each for each in sightings if each.placed]) == 5
    assert [each.claimant for each in sightings if each.event_id == "2020-10-03-stepanakert-3"] == ["The Daily Telegraph"]


def test_a_claim_that_speaks_of_another_place_is_listed_but_not_placed(sightings: list[Sighting]) -> None:
    (elsewhere,) = [each for each in sightings if not each.placed]
    assert "not at the pipeline" in elsewhere.words
    assert "Yevlakh" not in "".join(places_of(sightings)["place"])


@pytest.mark.parametrize("radius", [0, 50, LEAST_RADIUS_M])
def test_nothing_is_placed_more_closely_than_the_least_radius(tmp_path: Path, radius: int) -> None:
    folder = write_tiny(tmp_path / "tiny")
    claim = {**ROWS["claims"][0], "claim_id": "e1.unexploded_ordnance.1", "attribute": "unexploded_ordnance", "value_words": "two rockets"}
    write_rows(folder, "claims", [*ROWS["claims"], claim])
    write_rows(folder, "places", [{**ROWS["places"][0], "coord_uncertainty_m": str(radius)}])
    found, _ = sightings_in(load_dataset(folder), View())
    assert [each.radius_m for each in found] == [LEAST_RADIUS_M]


def test_a_wider_radius_of_the_report_is_kept(sightings: list[Sighting]) -> None:
    assert dict(zip(places_of(sightings)["place"], places_of(sightings)["radius_m"], strict=True))[PLACE] == 3000


def test_the_discs_are_drawn_as_wide_as_the_radius(shipped: Dataset, sightings: list[Sighting]) -> None:
    chart = sightings_chart(places_of(sightings), regions_at(shipped, ALL), "light", title="Unexploded", says="n").to_dict()
    features = [feature for rows in chart["datasets"].values() for feature in rows if feature.get("properties", {}).get("place") == PLACE]
    west, _, east, _ = shapely.geometry.shape(features[0]["geometry"]).bounds
    assert (east - west) * 100 == pytest.approx(6000, abs=300)


def test_an_as_known_on_view_leaves_later_sightings_out(shipped: Dataset) -> None:
    early, _ = sightings_in(shipped, View(known=pd.Timestamp("2020-10-05").date()))
    assert [each.claimant for each in early] == ["H. Hajiyev, aide to the President of Azerbaijan"]


def test_the_words_are_no_firmer_than_the_claims_and_promise_no_safety(shipped: Dataset, sightings: list[Sighting]) -> None:
    _, found = sightings_in(shipped, View())
    words = sightings_sentence(sightings, len(found))
    assert words.startswith("Unexploded ordnance is reported in 6 of 159 reports, near ")
    assert "does not mean that it is safe" in words
    selected = select(Catalogue(shipped).reports(View()), View(), shipped.first_day, shipped.last_day)
    assert [each.words for each in check_words(words, shipped, Catalogue(shipped).reports(View()), selected, View()) if each.severity == "refuse"] == []
    assert "does not mean that it is safe" in sightings_sentence([], 3)


def test_the_shipped_data_has_no_footprint_and_says_so(shipped: Dataset) -> None:
    figures = figures_of(shipped)
    assert [each.length_m for each in figures] == [None, None]
    assert [each.band for each in figures] == ["9.6\N{EN DASH}12.2 %", "5\N{EN DASH}20 %"]
    assert footprint_sentence(figures).startswith("No source read gives a footprint")


def test_no_figure_is_taken_from_a_carrier_or_another_weapon(shipped: Dataset) -> None:
    assert "m095" not in [each.weapon for each in figures_of(shipped)]


@pytest.fixture
def with_footprint(tmp_path: Path) -> Dataset:
    folder = write_tiny(tmp_path / "tiny")
    row = {"weapon_id": "w", "name": "A rocket", "kind": "rocket", "weapon_category": "cluster_munition", "footprint_m": "400",
           "reported_dud_rate_min": "0.1", "source_ids": "s1"}  # fmt: skip
    write_rows(folder, "munitions", [row])
    return load_dataset(folder)


def test_a_sourced_footprint_is_drawn_with_its_source_and_the_word_illustrative(with_footprint: Dataset) -> None:
    (figure,) = figures_of(with_footprint)
    assert (figure.length_m, figure.low, figure.high) == (400, 0.1, 0.1)
    for chart in (footprint_chart([figure], "light"), band_chart([figure], "dark")):
        drawn = " ".join(chart_svg(chart).decode().split())
        assert "illustrative" in drawn
        assert "An agency, 4 Oct 2020" in drawn
    assert "illustrative" in figures_alt([figure])
    assert "An agency, 4 Oct 2020" in figures_alt([figure])


def test_a_figure_without_a_source_is_not_shown(with_footprint: Dataset) -> None:
    bare = dataclasses.replace(with_footprint, munitions=with_footprint.munitions.assign(source_ids=""), version="bare")
    assert figures_of(bare) == []
    assert footprint_sentence([]) == "No source read gives a footprint for any weapon of this dataset, so none is drawn; no share that fails to explode is sourced."


def test_the_discs_are_told_in_words(sightings: list[Sighting]) -> None:
    assert f"{PLACE}, within 3 km: 4 sightings" in sightings_alt(places_of(sightings), "whole war")
