"""Every preset compared with the picture that was looked at: tests/data/pictures, made by `python -m tests.pictures`."""

from __future__ import annotations

import pytest

from tests.pictures import KEPT, kept, small, worst_tile

LARGEST_DIFFERENCE = 9.0
"""Of 255, in the worst square: what the packing of the kept file and the fonts' outlines may do, and no mark may."""


@pytest.mark.parametrize("name", KEPT)
def test_the_picture_looks_as_the_one_that_was_looked_at(name: str) -> None:
    found = worst_tile(small(KEPT[name].page()), kept(name))
    assert found <= LARGEST_DIFFERENCE, "look at it; if it is right, keep it: python -m tests.pictures"


def test_a_picture_that_lacks_its_marks_does_not() -> None:
    asked = KEPT["16x9"]
    layers = tuple(each["id"] for each in asked.catalogue().dataset().settings["layers"] if each["kind"] != "strikes")
    without = small(type(asked)(asked.view.but(layers=layers), asked.spec).page())
    assert worst_tile(without, kept("16x9")) > LARGEST_DIFFERENCE
