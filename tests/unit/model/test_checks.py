"""Every defect: a tiny dataset is broken in one way, and the check says where, what and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from strikemap.model.checks import check, defects
from strikemap.model.dataset import load_dataset
from strikemap.model.problems import LONGEST_VALUE, Problem, short_text
from tests.tiny import ROWS, changed, write_layer, write_rows, write_tiny

Break = Callable[[Path], object]


def _claims_with(*extra: dict[str, str]) -> Break:
    return lambda folder: write_rows(folder, "claims", [*ROWS["claims"], *extra])


def _cut(name: str, to: float) -> Break:
    def cut(folder: Path) -> None:
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[: int(len(content) * to)])

    return cut


def _written(name: str, content: bytes) -> Break:
    return lambda folder: (folder / name).write_bytes(content)


def _replaced(name: str, old: str, new: str) -> Break:
    def replace(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


POINT = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [47.0, 40.0]}}

BROKEN: dict[str, tuple[Break, str]] = {
    "blank_required": (changed("sources", 0, publisher=""), "sources.csv, row 2, column publisher"),
    "checked_but_missing": (
        changed("audit", 0, claim_id="e9.killed.1"), "audit.csv, row 2, column claim_id, value “e9.killed.1”",
    ),
    "coordinate_outside_world": (changed("places", 0, lon="371.2"), "places.csv, row 2, column lon, value “371.2”"),
    "cut_short": (_cut("claims.csv", 0.6), "claims.csv"),
    "duplicate_id": (_claims_with(ROWS["claims"][0]), "claims.csv, row 7, column claim_id, value “e1.occurrence.1”"),
    "impossible_date": (
        changed("claims", 1, published_on="2020-02-30"), "claims.csv, row 3, column published_on, value “2020-02-30”",
    ),
    "min_above_max": (changed("claims", 3, value_min="5"), "claims.csv, row 5, column value_min, value “5”"),
    "missing_file": (lambda folder: (folder / "places.csv").unlink(), "places.csv"),
    "missing_reference": (changed("claims", 0, source_id="s9"), "claims.csv, row 2, column source_id, value “s9”"),
    "not_a_number": (changed("claims", 3, value_min="three"), "claims.csv, row 5, column value_min, value “three”"),
    "out_of_date": (changed("claims", 3, value_max="3"), "strikes.geojson"),
    "out_of_range": (changed("claims", 3, value_min="-1"), "claims.csv, row 5, column value_min, value “-1”"),
    "outside_region": (changed("places", 0, lat="41.0"), "places.csv, row 2, column region_ids, value “town”"),
    "published_too_early": (
        changed("claims", 3, published_on="2020-10-02"), "claims.csv, row 5, column published_on, value “2020-10-02”",
    ),
    "unknown_claim_value": (changed("claims", 0, value="maybe"), "claims.csv, row 2, column value, value “maybe”"),
    "unknown_place": (changed("claims", 1, value="nowhere"), "claims.csv, row 3, column value, value “nowhere”"),
    "unknown_region": (
        changed("places", 0, region_ids="square;circle"), "places.csv, row 2, column region_ids, value “circle”",
    ),
    "unknown_value": (changed("claims", 0, hedge="shouts"), "claims.csv, row 2, column hedge, value “shouts”"),
    "unlike_its_original": (
        changed("claims", 4, claimant="Another"), "claims.csv, row 6, column claimant, value “Another”",
    ),
    "unreadable_file": (_written("sources.csv", b"source_id\n\xff\xfe\n"), "sources.csv"),
    "wrong_columns": (_replaced("sources.csv", "publisher", "publishers"), "sources.csv, column publisher"),
    "wrong_layer": (
        lambda folder: write_layer(folder, "regions/districts.geojson", [POINT]), "regions/districts.geojson, feature 0",
    ),
    "wrong_number_of_cells": (_replaced("claims.csv", "e1.place.1,", "e1.place.1,,"), "claims.csv, row 3, value “e1.place.1”"),
    "wrong_setting": (_replaced("dataset.toml", 'kind = "regions"', 'kind = "balloons"'), "dataset.toml, column layers"),
}  # fmt: skip
"""For each defect: how to break the tiny dataset, and the place that the message names."""


def problems_of(folder: Path) -> list[Problem]:
    return list(check(load_dataset(folder)))


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return write_tiny(tmp_path / "tiny")


def test_the_tiny_dataset_has_no_problem(tiny: Path) -> None:
    assert problems_of(tiny) == []


def test_every_defect_has_a_broken_dataset() -> None:
    assert set(BROKEN) == set(defects())


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_defect_is_found_where_it_is(tiny: Path, name: str) -> None:
    spoil, where = BROKEN[name]
    spoil(tiny)
    defect = defects()[name]
    found = [problem for problem in problems_of(tiny) if problem.kind == defect.title]
    assert [problem.where for problem in found] == [where]
    assert found[0].message.endswith(".")
    assert str(found[0]) == f"{where}: {found[0].message} {found[0].remedy}"


@pytest.mark.parametrize("name", sorted(defects()))
def test_a_defect_says_what_it_is_and_what_to_do(name: str) -> None:
    defect = defects()[name]
    assert defect.title
    assert defect.description.endswith(".")
    assert defect.remedy


def test_two_defects_never_share_a_title() -> None:
    assert len({defect.title for defect in defects().values()}) == len(defects())


def test_a_circle_of_repeats_is_told(tiny: Path) -> None:
    changed("claims", 0, origin_claim_id="e1.occurrence.2")(tiny)
    messages = [problem.message for problem in problems_of(tiny) if problem.column == "origin_claim_id"]
    assert messages == ["its chain of originals leads back to itself, so none of them is the original."] * 2


def test_a_point_a_little_outside_its_region_is_explained_by_radius_and_outline(tiny: Path) -> None:
    # the square ends at 40.1 degrees; 0.05 degrees are 5.6 km, and 5 km + 1 km are explained
    changed("places", 0, lat="40.15")(tiny)
    assert [problem for problem in problems_of(tiny) if problem.column == "region_ids"] == []


def test_a_mended_check_may_name_a_claim_that_was_taken_out(tiny: Path) -> None:
    changed("audit", 0, claim_id="e9.killed.1", status="mended")(tiny)
    assert problems_of(tiny) == []


def test_values_are_shown_as_short_plain_text() -> None:
    assert short_text("a\x00b\u202ec\nd") == "a b c d"
    assert len(short_text("x" * 1000)) == LONGEST_VALUE


@pytest.mark.parametrize("table", sorted(ROWS))
def test_a_table_that_cannot_be_read_is_told_once_and_not_again_for_each_id_that_names_it(
    tiny: Path, table: str
) -> None:
    (tiny / f"{table}.csv").unlink()
    assert [problem.where for problem in problems_of(tiny)] == [f"{table}.csv"]
