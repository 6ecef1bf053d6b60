"""Where things stand in a picture: the camera is the View's, the scale bar is right, nothing lies on anything else."""

from __future__ import annotations

import math
import random
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from pyproj import Geod

from strikemap.errors import AddressError, PictureError
from strikemap.output.pictures.compose import Composition, make_picture
from strikemap.output.pictures.furniture import draw_scale_bar, locator_box
from strikemap.output.pictures.pen import Box, Pen
from strikemap.output.pictures.spec import SIZES, PictureSpec, read_spec, size_of
from strikemap.query.view import View
from tests.unit.output.pictures.drawn import SQUARE, catalogue, composition, file, pixels

WGS84 = Geod(ellps="WGS84")
SEEDS = range(30)
TOUCH = 0.75
"""Design pixels by which boxes may touch: letters stand inside their boxes."""


def random_composition(seed: int) -> Composition:
    """A picture of a random View in a random size."""
    dice = random.Random(seed)  # noqa: S311  # nothing secret
    first, last = sorted(dice.sample(range(45), 2))
    start = catalogue().dataset().first_day
    view = View(
        first=start.fromordinal(start.toordinal() + first), last=start.fromordinal(start.toordinal() + last),
        lat=dice.uniform(39.2, 40.6), lon=dice.uniform(45.6, 48.4), zoom=dice.uniform(6.5, 10.5),
        names=dice.choice(["sources", "armenian", "azerbaijani", "local"]), colour=dice.choice(["ink", "weapon"]),
        weapon=dice.choice([(), ("drone",), ("cluster_munition", "rocket_artillery")]),
    )  # fmt: skip
    size = dice.choice([*SIZES, f"{dice.randrange(900, 2000)}x{dice.randrange(900, 1500)}"])
    return Composition(catalogue(), view, PictureSpec(size=size))


@pytest.mark.parametrize("seed", SEEDS)
def test_names_marks_and_furniture_never_lie_on_each_other(seed: int) -> None:
    planned = random_composition(seed)
    names, fixed = dict(_named(planned)), _marks(planned) | _furniture(planned)
    pairs = [*combinations(names, 2)]
    assert [pair for pair in pairs if _overlap(names[pair[0]], names[pair[1]])] == []
    assert [(name, other) for name in names for other in fixed if _overlap(names[name], fixed[other])] == []
    assert [name for name, box in names.items() if not _inside(box, planned.frame.box)] == []


def _named(planned: Composition) -> list[tuple[str, Box]]:
    return [(f"{at} {name}", box) for at, (name, box) in enumerate(planned.placed_names)]


def _marks(planned: Composition) -> dict[str, Box]:
    found = {}
    for at, group in enumerate(planned.stacks.groups):
        x, y = group.x + group.dx, group.y + group.dy
        # the disc is round: what stands beside its corner does not touch it
        reach = group.r * math.sqrt(0.5)
        found[f"mark {at}"] = (x - reach, y - reach, x + reach, y + reach)
    return found


def _furniture(planned: Composition) -> dict[str, Box]:
    marks = np.array([[group.x + group.dx, group.y + group.dy] for group in planned.stacks.groups]).reshape(-1, 2)
    return {"scale bar": draw_scale_bar(Pen(), planned.frame, planned.style), "locator": locator_box(planned.frame, marks)}


def _overlap(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > TOUCH and high > TOUCH


def _inside(box: Box, whole: Box) -> bool:
    return box[0] >= whole[0] - TOUCH and box[1] >= whole[1] - TOUCH and box[2] <= whole[2] + TOUCH and box[3] <= whole[3] + TOUCH


@pytest.mark.parametrize("seed", SEEDS)
def test_the_parts_of_the_page_do_not_overlap(seed: int) -> None:
    plan = random_composition(seed).plan
    parts = {name: getattr(plan, name) for name in ("title", "summary", "map", "legend", "bars", "foot", "code")}
    assert [pair for pair in combinations(parts, 2) if _overlap(parts[pair[0]], parts[pair[1]])] == []
    assert [name for name, box in parts.items() if not _inside(box, (0, 0, plan.width, plan.height))] == []


@pytest.mark.parametrize("latitude", [-60.0, 0.0, 39.8, 55.0, 70.0])
@pytest.mark.parametrize("zoom", [5.0, 8.0, 11.0])
def test_the_scale_bar_is_right_at_the_latitude_of_the_map(latitude: float, zoom: float) -> None:
    frame = composition(View(lat=latitude, lon=46.0, zoom=zoom), SQUARE).frame
    words, metres = _bar_words(frame, composition().style)
    west, east = _bar_ends(frame, composition().style)
    # the same stretch of paper, put along the parallel of the map's middle and measured on the ellipsoid
    middle = (frame.box[1] + frame.box[3]) / 2
    lon_west, lon_east = (_lon_of(frame, x) for x in (west, east))
    assert frame.place(np.array([46.0]), np.array([frame.middle_latitude]))[0][1] == pytest.approx(middle, abs=0.5)
    _, _, found = WGS84.inv(lon_west, frame.middle_latitude, lon_east, frame.middle_latitude)
    assert found == pytest.approx(metres, rel=0.01), words


class _Recorder(Pen):
    """A pen that remembers what it was asked to draw."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[np.ndarray] = []
        self.words: list[str] = []

    def lines(self, runs: Any, *rest: Any, **look: Any) -> None:
        self.runs += [np.asarray(run) for run in runs]
        super().lines(runs, *rest, **look)

    def text(self, x: float, y: float, words: str, *rest: Any, **look: Any) -> None:
        self.words.append(words)
        super().text(x, y, words, *rest, **look)


def _bar_words(frame, style) -> tuple[str, float]:
    pen = _Recorder()
    draw_scale_bar(pen, frame, style)
    number, unit = pen.words[0].split()
    return pen.words[0], float(number) * {"km": 1_000, "m": 1}[unit]


def _bar_ends(frame, style) -> tuple[float, float]:
    pen = _Recorder()
    draw_scale_bar(pen, frame, style)
    return float(pen.runs[0][:, 0].min()), float(pen.runs[0][:, 0].max())


def _lon_of(frame, x: float) -> float:
    (near,), (far,) = (frame.place(np.array([lon]), np.array([0.0]))[:, 0] for lon in (0.0, 1.0))
    return float((x - near) / (far - near))


def test_the_drawn_bar_is_as_long_as_it_says() -> None:
    planned = composition()
    west, east = _bar_ends(planned.frame, planned.style)
    unit = planned.plan.unit
    row = pixels(file("png"))[round((planned.frame.box[3] - 14) * unit)].astype(int).sum(axis=1)
    dark = np.flatnonzero(row < 300)
    near = dark[(dark > (west - 3) * unit) & (dark < (east + 3) * unit)]
    assert near.max() - near.min() == pytest.approx((east - west) * unit, abs=2.5)


@pytest.mark.parametrize("size", list(SIZES))
def test_the_camera_is_that_of_the_view_in_every_size(size: str) -> None:
    planned = composition(View(lat=39.8, lon=46.7, zoom=9.0), PictureSpec(size=size))
    middle = planned.frame.place(np.array([46.7]), np.array([39.8]))[0]
    box = planned.frame.box
    assert middle == pytest.approx([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], abs=0.01)


@pytest.mark.parametrize("size", ["200x200", "900x200"])
def test_a_size_that_has_no_room_for_its_map_is_refused_with_what_is_wanted(size: str) -> None:
    with pytest.raises(PictureError, match="has no room for its map beside title, legend, sources and date"):
        make_picture(catalogue(), View(), PictureSpec(size=size))


@pytest.mark.parametrize("size", ["", "9x9", "99999x1", "16x10", "5000x900", "mm", "0mm", "900mm", "-3x4", "1600X900", "\uff11\uff16\uff10\uff10x900"])
def test_what_is_no_size_is_refused(size: str) -> None:
    with pytest.raises(AddressError):
        size_of(size)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (("note", "text:39"), "is no note"),
        (("note", "text:99,46:words"), "lies outside the map"),
        (("note", "text:nan,46:words"), "is no note"),
        (("note", "text:39,46:"), "has no words"),
        (("note", "star:39,46:words"), "is no note"),
        (("move", "Ganja"), "is no move"),
        (("move", "Ganja@9,9"), "is no move"),
        (("style", "../secret"), "is no name of a house style"),
        (("title", "x" * 601), "at most 600"),
    ],
)
def test_a_part_of_a_picture_that_cannot_be_read_is_named(part: tuple[str, str], words: str) -> None:
    with pytest.raises(AddressError, match=words):
        read_spec([part])
