"""A chart as a file: as wide as a picture to print, no words cut that have room, and the same each time."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from strikemap.model.dataset import Dataset
from strikemap.model.events import resolve
from strikemap.output.charts.balance import blame_chart, resting_chart
from strikemap.output.charts.export import FILE_WIDE, chart_png, chart_svg
from strikemap.query.balance import RESTING_WORDS, SPEAKER_WORDS, balance_of, claims_behind, resting_of
from strikemap.query.wording import labels_of


@pytest.fixture(scope="module")
def charts(shipped: Dataset) -> dict[str, Any]:
    reports = resolve(shipped.claims, shipped.places, None)
    blame = balance_of(claims_behind(shipped, reports.index, None)).blame
    return {
        "one panel": resting_chart(resting_of(reports), labels_of(shipped), "light", title="Title", says="n"),
        "two panels": blame_chart(blame, "light", title="Title", says="n"),
    }


@pytest.mark.parametrize(("name", "words"), [("one panel", RESTING_WORDS), ("two panels", SPEAKER_WORDS)])
def test_a_file_is_wide_and_cuts_no_words(charts: dict[str, Any], name: str, words: dict[str, str]) -> None:
    with Image.open(BytesIO(chart_png(charts[name]))) as image:
        assert image.width >= 2 * FILE_WIDE
    drawn = chart_svg(charts[name]).decode()
    assert "…" not in drawn
    for each in words.values():
        for word in each.split():
            assert word in drawn


def test_the_second_file_is_the_first_again(charts: dict[str, Any]) -> None:
    assert chart_svg(charts["one panel"]) == chart_svg(charts["one panel"])
