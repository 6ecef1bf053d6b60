"""The words of an arrow, wherever it points: they touch nothing of it, and stay beside its start."""

from __future__ import annotations

import math

from hypothesis import assume, given
from hypothesis import strategies as st
from shapely import LineString, box

from strikemap.output.pictures.furniture import NOTE_GAP, behind

places = st.tuples(st.floats(-2_000, 2_000), st.floats(-2_000, 2_000))


@given(places, places, st.floats(5, 95), st.floats(9, 60))
def test_the_words_of_an_arrow_stand_behind_its_start_and_touch_nothing_of_it(
    start: tuple[float, float], end: tuple[float, float], half_wide: float, half_high: float
) -> None:
    assume(math.dist(start, end) > 1)
    x, y = behind(start, end, half_wide, half_high)
    words = box(x - half_wide, y - half_high, x + half_wide, y + half_high)
    # the gap is measured along the arrow; an arrow that runs past a corner comes closer to it than that
    assert 0 < words.distance(LineString([start, end])) <= NOTE_GAP + 1e-6
