"""What an address may say, and what is said back when a part of it cannot be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

import pytest

from strikemap.query.view import PARTS, View, Vocabulary, read_view, write_view

KNOWN = Vocabulary(weapon=frozenset({"drone", "air_strike"}), event=frozenset({"e1"}), layers=frozenset({"relief"}))


def notice_of(*pairs: tuple[str, str]) -> str:
    return read_view(pairs, KNOWN)[1]


def test_every_field_of_the_view_has_a_part_in_the_address() -> None:
    assert {part.field for part in PARTS} == {field.name for field in fields(View)}


def test_an_empty_address_is_the_default_view() -> None:
    assert read_view([], KNOWN) == (View(), "")


def test_a_window_and_two_weapons_are_read() -> None:
    pairs = [("from", "2020-10-03"), ("to", "2020-10-06"), ("weapon", "drone"), ("weapon", "air_strike")]
    view, notice = read_view(pairs, KNOWN)
    assert view == View(first=dt.date(2020, 10, 3), last=dt.date(2020, 10, 6), weapon=("air_strike", "drone"))
    assert notice == ""


def test_no_layers_at_all_is_written_as_none() -> None:
    assert write_view(View(layers=())) == [("layers", "none")]
    assert read_view([("layers", "none")], KNOWN)[0].layers == ()


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("from", "2020-02-30", "is not a day of the calendar"),
        ("from", "yesterday", "is not a day like 2020-10-03"),
        ("weapon", "slingshot", "is not in this dataset"),
        ("mode", "after", "is none of during, until"),
        ("zoom", "99", "is not between 3 and 14"),
        ("lat", "nan", "is not between -85 and 85"),
        ("event", "e2", "is not in this dataset"),
    ],
)
def test_a_bad_part_is_named_with_the_reason(key: str, value: str, why: str) -> None:
    assert notice_of((key, value)).startswith(f"Part of this link was not used: {key}=“{value}” {why}")


def test_an_unknown_key_is_named_and_the_rest_is_used() -> None:
    view, notice = read_view([("colour", "weapon"), ("pony", "1")], KNOWN)
    assert view.colour == "weapon"
    assert "“pony” is not a part of a Strikemap address" in notice


def test_a_window_turned_round_is_dropped_as_a_whole() -> None:
    view, notice = read_view([("from", "2020-10-06"), ("to", "2020-10-03")], KNOWN)
    assert (view.first, view.last) == (None, None)
    assert "ends (2020-10-03) before it begins (2020-10-06)" in notice


def test_half_a_camera_is_no_camera() -> None:
    view, notice = read_view([("lat", "40")], KNOWN)
    assert view.lat is None
    assert "lat, lon and zoom together" in notice


def test_a_long_value_is_shortened_in_the_notice() -> None:
    assert "…" in notice_of(("event", "x" * 500))
    assert len(notice_of(("event", "x" * 500))) < 200


def test_streamlits_own_keys_are_left_alone() -> None:
    assert notice_of(("embed", "true")) == ""
