"""Small multiples: one map for each day or week of a View, all with one camera and one scale, in one picture."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cached_property
from typing import Final

from strikemap.catalogue import Catalogue
from strikemap.errors import PictureError
from strikemap.model.dates import say_days
from strikemap.output.pictures.compose import Composition, states_of
from strikemap.output.pictures.fonts import Type, width_of
from strikemap.output.pictures.frame import MapFrame, frame_of
from strikemap.output.pictures.furniture import draw_locator, draw_scale_bar
from strikemap.output.pictures.legend import draw_legend
from strikemap.output.pictures.marks import MarkPen, draw_marks
from strikemap.output.pictures.pace import WEEK, Pace, Shot, film_days, shots_of
from strikemap.output.pictures.pen import Box, Pen
from strikemap.output.pictures.spec import PictureSpec
from strikemap.output.pictures.stacks import MAYBE, SURE, Ints
from strikemap.output.pictures.style import HouseStyle
from strikemap.query.view import View

STRIP: Final = 6
"""Maps of a strip."""

LEAST: Final = (128.0, 84.0)
"""Least width and height of a small map, design pixels: less holds no mark that can be told from the next."""

HEAD: Final = 34.0
"""Height of the day and the counts above a small map."""

GAP: Final = (12.0, 10.0)
BAR_ROOM: Final = 42.0
"""Room for the scale bar below the locator, design pixels."""

DAY_SIZE, COUNT_SIZE = 13.0, 11.5


DURING: Final = "A report that may belong to several maps stands in each of them, dotted."
UNTIL: Final = "Each map shows all reports until its last day."
"""What is said of the small maps, so that nobody adds up what is counted twice."""


class Panels(Composition):
    """The composition of a View whose map is a grid of small ones; its words, legend, timeline and proof are the View's."""

    grown = 0.78

    def __init__(self, catalogue: Catalogue, view: View, spec: PictureSpec, style: HouseStyle | None = None) -> None:
        dataset = catalogue.dataset(view.dataset)
        self.shots = panel_shots(view, catalogue, spec)
        if spec.notes:
            raise PictureError(
                f"notes have no room on small maps, and this picture of {dataset.title} has {len(spec.notes)}. Leave them"
                " away, or make a picture of one map (without arrange)."
            )
        self.aside = UNTIL if view.mode == "until" else DURING
        super().__init__(catalogue, view, spec, style)

    # ---- the grid

    @cached_property
    def cells(self) -> list[Box]:
        """The boxes of the small maps and their heads, row by row; one more than maps, for scale and locator."""
        area = self.plan.map
        number = len(self.shots) + 1
        columns = max(range(1, number + 1), key=lambda each: (self._growth(area, number, each), -each))
        wide, high = _cell(area, number, columns)
        if wide < LEAST[0] or high - HEAD < LEAST[1]:
            raise PictureError(self._no_room(wide, high - HEAD))
        return [
            (west := area[0] + at % columns * (wide + GAP[0]), north := area[1] + at // columns * (high + GAP[1]), west + wide, north + high)
            for at in range(number)
        ]

    def _growth(self, area: Box, number: int, columns: int) -> float:
        """How large the View's camera stands in one cell of so many columns."""
        wide, high = _cell(area, number, columns)
        if wide <= 0 or high <= HEAD:
            return -1.0
        return frame_of(self.view, self.dataset, (0, 0, wide, high - HEAD)).zoom

    def _no_room(self, wide: float, high: float) -> str:
        steps = {"days": "arrange=weeks, ", "weeks": "arrange=strip, "}.get(self.spec.arrange, "")
        return (
            f"{len(self.shots)} small maps have no room in a picture of this size: each would be {max(0, round(wide))} x"
            f" {max(0, round(high))} of at least {LEAST[0]:.0f} x {LEAST[1]:.0f}. Use {steps}fewer days, or a size with more room for maps, like 9x16 or 186mm."
        )

    def _frame_of_map(self) -> MapFrame:
        west, north, east, south = self.cells[0]
        return frame_of(self.view, self.dataset, (west, north + HEAD, east, south))

    # ---- what stays

    @cached_property
    def base(self) -> Pen:
        """The paper of each small map, drawn once and set again; scale and locator in the last cell; the legend."""
        pen = Pen()
        pen.box((0, 0, self.plan.width, self.plan.height), fill=self.style.marks["paper"])
        one = Pen()
        self._draw_paper(one)
        self._draw_neatline(one)
        for dx, dy in self._steps:
            pen.again(one, dx, dy)
        self._draw_key(pen)
        draw_legend(pen, self.plan.legend, self.plan.legend_columns, self.style, self._legend_rows(pen))
        return pen

    def _furniture(self) -> list[Box]:
        return []

    @property
    def _steps(self) -> list[tuple[float, float]]:
        """How far each small map stands from the first."""
        first = self.cells[0]
        return [(cell[0] - first[0], cell[1] - first[1]) for cell in self.cells[: len(self.shots)]]

    def _draw_key(self, pen: Pen) -> None:
        """The scale of all maps, and where in the world they lie."""
        west, north, east, south = self.cells[-1]
        words = Type(COUNT_SIZE, self.style.sans)
        pen.text(west, north + HEAD - 9, "All maps: same area and scale", words, self.style.marks["soft"])
        top = north + HEAD + 2
        wide = min(150.0, (east - west) * 0.8, (south - top - BAR_ROOM) / 0.78)
        draw_locator(pen, self._ground, (west + 2, top, west + 2 + wide, top + wide * 0.78), self.style)
        # the bar keeps some distance from the left and lower edge of a map; here it stands alone, below the locator
        bar = (west - 14, top, west - 14 + self.frame.size[0], top + wide * 0.78 + BAR_ROOM)
        draw_scale_bar(pen, replace(self.frame, box=bar), self.style)

    # ---- what moves

    def _draw_map(self, pen: Pen, view: View, state: Ints) -> None:  # noqa: ARG002  # each small map has its own
        for shot, (dx, dy) in zip(self.shots, self._steps, strict=True):
            own = states_of(self._selected(shot.view))
            one = Pen()
            self._draw_head_of(one, shot, own)
            if self._shows_strikes:
                over_map = one.within(self.frame.box)
                marks = MarkPen(over_map, self.style.marks, self.style.sans, self.grown)
                draw_marks(
                    over_map, marks, self.stacks, own, self.frame,
                    by_weapon=view.colour == "weapon", selected=self._row_of(view.event),
                )  # fmt: skip
            pen.again(one, dx, dy)

    def _draw_head_of(self, pen: Pen, shot: Shot, state: Ints) -> None:
        west, north, east, _ = self.cells[0]
        day = say_days(shot.first, shot.last)
        if shot.view.mode == "until":
            day = f"until {say_days(shot.last, shot.last)}"
        day = day if width_of(day, Type(DAY_SIZE, self.style.sans, 600)) <= east - west else day.rsplit(" ", 1)[0]
        pen.text(west, north + 8, day, Type(DAY_SIZE, self.style.sans, 600), self.style.marks["text"])
        pen.text(west, north + HEAD - 10, counts_of(state), Type(COUNT_SIZE, self.style.sans), self.style.marks["soft"])


def panel_shots(view: View, catalogue: Catalogue, spec: PictureSpec) -> list[Shot]:
    """What each small map shows: the days, the weeks, or six equal parts of the View's days."""
    dataset = catalogue.dataset(view.dataset)
    first, last = film_days(view, dataset)
    step = {"days": 1, "weeks": WEEK}.get(spec.arrange) or math.ceil(((last - first).days + 1) / STRIP)
    return shots_of(view.but(dataset=dataset.name), dataset, Pace(step=step))


def counts_of(state: Ints) -> str:
    """The counts above a small map: "3 certain + 1 possible"."""
    sure, maybe = int((state == SURE).sum()), int((state == MAYBE).sum())
    return f"{sure:,} certain + {maybe:,} possible" if sure or maybe else "no report"


def _cell(area: Box, number: int, columns: int) -> tuple[float, float]:
    """Width and height of a cell, its head included."""
    rows = math.ceil(number / columns)
    return (
        (area[2] - area[0] - (columns - 1) * GAP[0]) / columns,
        (area[3] - area[1] - (rows - 1) * GAP[1]) / rows,
    )
