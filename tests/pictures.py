"""The kept pictures of tests/data/pictures: `python -m tests.pictures` draws them again. Look at every one before it is kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from benchmarks.synthetic import synthetic
from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.output.pictures.compose import make_picture
from strikemap.output.pictures.encode import Page
from strikemap.output.pictures.spec import SIZES, Note, PictureSpec
from strikemap.output.pictures.style import HouseStyle, style_of
from strikemap.query.view import View

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "data" / "pictures"
WIDE = 400
"""Width of a kept picture, pixels: enough to see what is where, and small."""

TILE = 20
"""Pictures are compared in squares of so many pixels: a mark that is missing is most of one, and little of the whole."""

MILLION = 1_000_000
WAR = View()
DAYS = View(weapon=("cluster_munition",), first=dt.date(2020, 10, 3), last=dt.date(2020, 10, 28))
LATIN_AND_OTHERS = "Կասետային · Касетные · Kaset: Şuşa, Xankəndi"


@cache
def shipped() -> Catalogue:
    """The shipped war."""
    return Catalogue.of_folder(ROOT / "data")


def shipped_dataset() -> Dataset:
    """Its dataset."""
    return shipped().dataset()


@cache
def _million() -> Catalogue:
    dataset, reports = synthetic(shipped_dataset(), MILLION)
    catalogue = Catalogue(dataset)
    catalogue.add(dataset, reports)
    return catalogue


def _dark() -> HouseStyle:
    return dataclasses.replace(style_of(shipped_dataset(), ""), theme="dark")


@dataclass(frozen=True)
class Kept:
    """One kept picture: what is asked, of which datasets, in which style (None = that of the spec)."""

    view: View
    spec: PictureSpec
    catalogue: Callable[[], Catalogue] = shipped
    style: Callable[[], HouseStyle] | None = None

    def page(self) -> Page:
        """The picture, planned and drawn."""
        return make_picture(self.catalogue(), self.view, self.spec, self.style() if self.style else None)


NOTES = (
    Note("circle", 39.82, 46.75, radius_m=15_000, words="15 km"),
    Note("arrow", 40.6, 47.6, 40.35, 46.9, words="Barda"),
    Note("text", 39.2, 46.2, words=LATIN_AND_OTHERS),
)

KEPT: dict[str, Kept] = {
    **{name: Kept(DAYS, PictureSpec(size=name)) for name in SIZES},
    "dark": Kept(WAR, PictureSpec(), style=_dark),
    "dark-by-weapon": Kept(WAR.but(colour="weapon"), PictureSpec(size="1x1"), style=_dark),
    "by-weapon": Kept(WAR.but(colour="weapon"), PictureSpec(size="1x1")),
    "zoomed-in": Kept(WAR.but(lat=39.82, lon=46.75, zoom=10.0), PictureSpec(size="4x3")),
    "house-style-notes": Kept(
        DAYS.but(names="local"), PictureSpec(size="1x1", style="broadsheet", title=LATIN_AND_OTHERS, notes=NOTES)
    ),
    "million": Kept(View(), PictureSpec(size="900x700"), _million),
}
"""Every kept picture by its name."""


def small(page: Page) -> NDArray[np.uint8]:
    """A picture as it is kept, shape (height, WIDE, 3); its foot is blanked, which changes with every version of the data."""
    whole = page.pixels()[..., :3].copy()
    unit, plan = page.plan.unit, page.plan
    whole[round(min(plan.code[1], plan.foot[1]) * unit) :] = 255
    high = round(whole.shape[0] * WIDE / whole.shape[1])
    return np.asarray(Image.fromarray(whole).resize((WIDE, high), Image.Resampling.BOX))


def kept(name: str) -> NDArray[np.uint8]:
    """The kept picture of that name."""
    with Image.open(FOLDER / f"{name}.png") as image:
        return np.asarray(image.convert("RGB"))


def worst_tile(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Mean difference of the two in the square where they differ most, 0 to 255; 255 where their sizes differ."""
    if one.shape != other.shape:
        return 255.0
    apart = np.abs(one.astype(int) - other.astype(int)).mean(axis=2)
    high, wide = (length // TILE * TILE for length in apart.shape)
    tiles = apart[:high, :wide].reshape(high // TILE, TILE, wide // TILE, TILE)
    return float(tiles.mean(axis=(1, 3)).max())


def renew() -> None:
    """Draw every kept picture again."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, each in KEPT.items():
        file = FOLDER / f"{name}.png"
        image = Image.fromarray(small(each.page()))
        image.quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size:,} bytes")  # noqa: T201  # a command says what it did


if __name__ == "__main__":
    renew()
