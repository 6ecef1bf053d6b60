"""Numbers of people and dates in words: ranges stay ranges, and what nobody states stays missing."""

from __future__ import annotations

import pandas as pd
import pytest

from strikemap.query.wording import say_range

DASH = "\N{EN DASH}"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (21, 26, f"21{DASH}26"),
        (21, 21, "21"),
        (0, 0, "0"),
        (40, None, "at least 40"),
        (None, 60, "up to 60"),
        (None, None, None),
        (pd.NA, pd.NA, None),
        (1200, 1300, f"1,200{DASH}1,300"),
    ],
)
def test_a_number_keeps_its_range(low: object, high: object, words: str | None) -> None:
    assert say_range(low, high) == words
