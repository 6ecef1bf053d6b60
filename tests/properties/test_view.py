"""A View survives the address bar, whatever it asks; a bad address gives a notice and the default, never an error."""

from __future__ import annotations

import datetime as dt
import urllib.parse

from hypothesis import given
from hypothesis import strategies as st

from strikemap.query.view import COLOURS, MODES, NAMES, PART_BY_KEY, PARTS, View, Vocabulary, read_view, write_view

VALUES = ("cluster_munition", "drone", "not_stated", "a b", "é&=%", "0", "none-like")
VOCABULARY = Vocabulary(
    datasets=frozenset({"one", "two & more"}),
    **{part: frozenset(VALUES) for part in ("weapon", "by", "target", "grade", "region", "event", "layers")},
)

days = st.dates(dt.date(1800, 1, 1), dt.date(2200, 12, 31))
many = st.lists(st.sampled_from(VALUES)).map(tuple)
cameras = st.none() | st.tuples(
    st.floats(-85, 85), st.floats(-180, 180), st.floats(3, 14)
)


@st.composite
def views(draw: st.DrawFn) -> View:
    first, last = sorted(draw(st.tuples(days, days)))
    lat, lon, zoom = draw(cameras) or (None, None, None)
    return View(
        dataset=draw(st.sampled_from(("", "one", "two & more"))),
        first=draw(st.sampled_from((None, first))), last=draw(st.sampled_from((None, last))),
        mode=draw(st.sampled_from(MODES)), known=draw(st.none() | days),
        weapon=draw(many), by=draw(many), target=draw(many), grade=draw(many), region=draw(many),
        q=draw(st.text(max_size=250)), lat=lat, lon=lon, zoom=zoom,
        event=draw(st.sampled_from(("", *VALUES))), layers=draw(st.none() | many),
        names=draw(st.sampled_from(NAMES)), colour=draw(st.sampled_from(COLOURS)),
        data=draw(st.sampled_from(("", "0123456789ab"))),
    )  # fmt: skip


@given(views())
def test_every_view_survives_the_address_bar(view: View) -> None:
    address = urllib.parse.urlencode(write_view(view))
    back, notice = read_view(urllib.parse.parse_qsl(address, keep_blank_values=True), VOCABULARY)
    assert back == view
    assert notice == ""


@given(views())
def test_equal_views_have_equal_addresses_and_hashes(view: View) -> None:
    same = view.but(weapon=tuple(reversed(view.weapon)))
    assert write_view(same) == write_view(view)
    assert hash(same) == hash(view)


@given(st.lists(st.tuples(st.sampled_from([*PART_BY_KEY, "nonsense"]), st.text(max_size=300)), max_size=12))
def test_any_address_gives_a_view_and_at_most_one_notice(pairs: list[tuple[str, str]]) -> None:
    view, notice = read_view(pairs, VOCABULARY)
    assert isinstance(view, View)
    assert "\n" not in notice
    again, silent = read_view(write_view(view), VOCABULARY)
    assert (again, silent) == (view, "")


def test_every_part_says_what_it_means() -> None:
    assert [part.key for part in PARTS if not part.meaning] == []
    assert len({part.key for part in PARTS}) == len(PARTS)
