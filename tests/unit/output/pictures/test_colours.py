"""What a colour says is seen by colour-blind readers, on a grey printout, and in the dark; measured by simulation.

Simulated after Machado, Oliveira and Fernandes (2009), distances in CAM02-UCS, where 1 is just seen side by side.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE
from matplotlib.colors import to_rgb

from strikemap.output.looks import colours, symbols
from strikemap.output.pictures.style import MARK_CONTRAST, TEXT_CONTRAST, contrast, read_style, style_names
from tests.unit.output.pictures.drawn import catalogue

THEMES = ("light", "dark")
EYES = (None, "deuteranomaly", "protanomaly", "tritanomaly")
WEAPONS_APART, FILLS_APART, SELECTED_APART = 13.0, 25.0, 12.0


def seen(colour: str, eyes: str | None) -> np.ndarray:
    """A colour as those eyes see it, sRGB 0 to 1."""
    rgb = np.array(to_rgb(colour))
    if eyes is None:
        return rgb
    return np.clip(cspace_convert(rgb, {"name": "sRGB1+CVD", "cvd_type": eyes, "severity": 100}, "sRGB1"), 0, 1)


def apart(one: str, other: str, eyes: str | None) -> float:
    """How far two colours are apart for those eyes."""
    return float(deltaE(seen(one, eyes), seen(other, eyes), input_space="sRGB1"))


def grey(colour: str) -> float:
    """Lightness of a colour on a grey printout, 0 to 100."""
    return float(cspace_convert(np.array(to_rgb(colour)), "sRGB1", "CIELab")[0])


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eyes", EYES)
def test_weapon_families_are_told_apart_by_all_eyes(theme: str, eyes: str | None) -> None:
    weapons = colours()["marks"][theme]["weapons"]
    near = {pair: apart(*pair, eyes) for pair in combinations(weapons, 2)}
    assert {pair: round(found, 1) for pair, found in near.items() if found < WEAPONS_APART} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eyes", EYES)
def test_full_tinted_and_empty_marks_are_told_apart_by_all_eyes(theme: str, eyes: str | None) -> None:
    marks = colours()["marks"][theme]
    fills = {name: marks[name] for name in ("ink", "tint", "paper")}
    assert [pair for pair in combinations(fills, 2) if apart(fills[pair[0]], fills[pair[1]], eyes) < FILLS_APART] == []
    assert apart(marks["ink"], marks["select"], eyes) >= SELECTED_APART


@pytest.mark.parametrize("theme", THEMES)
def test_full_tinted_and_empty_marks_are_told_apart_in_grey(theme: str) -> None:
    marks = colours()["marks"][theme]
    lightness = sorted(grey(marks[name]) for name in ("ink", "tint", "paper"))
    assert min(np.diff(lightness)) >= 20


def test_every_weapon_family_has_a_shape_of_its_own_for_those_who_see_no_colour() -> None:
    shapes = list(symbols()["weapon_shapes"].values())
    assert len(set(shapes)) == len(shapes) == len(colours()["marks"]["light"]["weapons"])


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_from_land_and_water(theme: str) -> None:
    marks, paper = colours()["marks"][theme], colours()["paper"][theme]
    inks = {"ink": marks["ink"], "select": marks["select"], **{f"weapon {at}": each for at, each in enumerate(marks["weapons"])}}
    found = {(name, ground): contrast(ink, paper[ground]) for name, ink in inks.items() for ground in ("land", "water")}
    assert {pair: round(each, 2) for pair, each in found.items() if each < MARK_CONTRAST} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read_on_what_they_stand_on(theme: str) -> None:
    marks, paper = colours()["marks"][theme], colours()["paper"][theme]
    found = {name: contrast(marks[name], marks["paper"]) for name in ("text", "soft")}
    found |= {name: contrast(paper[name], paper["land"]) for name in ("country", "areaName", "districtName")}
    found |= {f"place {at}": contrast(each, paper["land"]) for at, each in enumerate(paper["place"])}
    found["waterName"] = contrast(paper["waterName"], paper["water"])
    assert {name: round(each, 2) for name, each in found.items() if each < TEXT_CONTRAST} == {}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_house_style_that_is_shipped_can_be_read() -> None:
    dataset = catalogue().dataset()
    assert "broadsheet" in style_names(dataset)
    for name in style_names(dataset):
        read_style(dataset.folder / "styles" / f"{name}.toml")
