"""Links of every release still open what they opened; `tests/data/links.csv` only ever grows."""

from __future__ import annotations

import csv
import datetime as dt
import json
import urllib.parse
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.output.pictures.spec import SPEC_KEYS, Note, PictureSpec, read_spec, write_spec
from strikemap.query.view import PART_BY_KEY, PARTS, View, read_view, write_view

LINKS = Path(__file__).parents[2] / "data" / "links.csv"

with LINKS.open(encoding="utf-8", newline="") as file:
    KEPT = list(csv.DictReader(file))


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


def view_of(written: str) -> View:
    """The View that a row of the file promises."""
    hints = get_type_hints(View)
    return View(**{name: _value(value, str(hints[name])) for name, value in json.loads(written).items()})


def _value(value: Any, hint: str) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return dt.date.fromisoformat(value) if "date" in hint else value


def spec_of(written: str) -> PictureSpec:
    """The picture that a row of the file promises."""
    parts = json.loads(written)
    parts["notes"] = tuple(Note(**note) for note in parts.get("notes", ()))
    parts["moved"] = tuple(tuple(move) for move in parts.get("moved", ()))
    return PictureSpec(**parts)


def pairs_of(row: dict[str, str]) -> list[tuple[str, str]]:
    return urllib.parse.parse_qsl(row["link"], keep_blank_values=True)


@pytest.mark.parametrize("row", KEPT, ids=lambda row: f"{row['release']}: {row['link'][:60]}")
def test_a_kept_link_opens_what_it_opened(row: dict[str, str], catalogue: Catalogue) -> None:
    own = [pair for pair in pairs_of(row) if pair[0] not in SPEC_KEYS]
    view, notice = read_view(own, catalogue.vocabulary())
    assert (view, notice) == (view_of(row["view"]), "")
    assert read_spec(pairs_of(row)) == spec_of(row["picture"])


@pytest.mark.parametrize("row", KEPT, ids=lambda row: f"{row['release']}: {row['link'][:60]}")
def test_a_link_is_still_written_as_it_was(row: dict[str, str]) -> None:
    written = [*write_view(view_of(row["view"])), *write_spec(spec_of(row["picture"]))]
    assert urllib.parse.urlencode(written) == row["link"]


def test_the_kept_links_use_every_part_of_an_address() -> None:
    used = {key for row in KEPT for key, _ in pairs_of(row)}
    assert used == {*PART_BY_KEY, *SPEC_KEYS}


def test_the_parts_of_release_0_1_0_are_all_there_with_the_names_they_had() -> None:
    promised = ["dataset", "from", "to", "mode", "known", "weapon", "by", "target", "grade", "region", "q", "lat", "lon", "zoom", "event", "layers", "names", "colour", "data", "size", "title", "caption", "alt", "credit", "style", "note", "move"]
    assert {*promised} <= {*(part.key for part in PARTS), *SPEC_KEYS}
    assert {part.field for part in PARTS} == {field.name for field in fields(View)}


def test_a_part_of_a_later_release_is_passed_over_with_a_notice_and_the_rest_is_opened(catalogue: Catalogue) -> None:
    view, notice = read_view([("weapon", "drone"), ("colour_scheme", "blue")], catalogue.vocabulary())
    assert view == View(weapon=("drone",))
    assert notice.startswith("Part of this link was not used: “colour_scheme” is not a part")
