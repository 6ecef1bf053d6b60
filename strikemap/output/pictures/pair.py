"""Two Views in one picture: two maps with one camera and one scale, side by side, or one above the other where it is narrow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from strikemap.catalogue import Catalogue
from strikemap.output.pictures.compose import Composition, states_of
from strikemap.output.pictures.encode import ENCODERS, Page
from strikemap.output.pictures.fonts import Type, fitted
from strikemap.output.pictures.frame import MapFrame, frame_of
from strikemap.output.pictures.furniture import draw_foot, draw_head, draw_scale_bar
from strikemap.output.pictures.layout import Texts
from strikemap.output.pictures.legend import draw_legend
from strikemap.output.pictures.marks import MarkPen, draw_marks
from strikemap.output.pictures.multiples import counts_of
from strikemap.output.pictures.pen import Box, Pen
from strikemap.output.pictures.spec import PictureSpec
from strikemap.output.pictures.stacks import OUT, Ints
from strikemap.query.compare import shared_view
from strikemap.query.drafts import Drafts
from strikemap.query.view import View

HEAD: Final = 44.0
"""Height of the words above each map, design pixels."""

GAP: Final = 16.0
HEAD_SIZE, COUNT_SIZE = 15.0, 13.0


@dataclass(frozen=True)
class PairWords:
    """What is said of two Views. first, second : what stands above each map."""

    title: str
    summary: str
    first: str
    second: str


class Pair(Composition):
    """The composition of what two Views share, with two maps: marks stand at the same places and grow by the same scale.

    It bears no short code: a code stands for one View.
    """

    grown = 0.95

    def __init__(self, catalogue: Catalogue, views: tuple[View, View], words: PairWords, spec: PictureSpec) -> None:
        self.views = views
        self.words = words
        super().__init__(catalogue, shared_view(*views), spec)

    def _texts(self, drafts: Drafts) -> Texts:
        return replace(super()._texts(drafts), title=self.words.title, summary=self.words.summary)

    def _longest_texts(self) -> Texts:
        return self._texts(self._drafts(self._selected(self.view), self.view))

    @cached_property
    def cells(self) -> tuple[Box, Box]:
        """The boxes of the two maps and their heads; the timeline gives its room to them."""
        west, north, east, _ = self.plan.map
        south = self.plan.bars[3]
        if south - north > east - west:
            high = (south - north - GAP) / 2
            return (west, north, east, north + high), (west, north + high + GAP, east, south)
        wide = (east - west - GAP) / 2
        return (west, north, west + wide, south), (west + wide + GAP, north, east, south)

    def _frame_of_map(self) -> MapFrame:
        west, north, east, south = self.cells[0]
        return frame_of(self.view, self.dataset, (west, north + HEAD, east, south))

    def _furniture(self) -> list[Box]:
        return [draw_scale_bar(Pen(), self.frame, self.style)]

    @property
    def _step(self) -> tuple[float, float]:
        """How far the second map stands from the first."""
        return self.cells[1][0] - self.cells[0][0], self.cells[1][1] - self.cells[0][1]

    @cached_property
    def base(self) -> Pen:
        """The paper of a map, drawn once and set again, and the legend."""
        pen = Pen()
        pen.box((0, 0, self.plan.width, self.plan.height), fill=self.style.marks["paper"])
        one = Pen()
        self._draw_paper(one)
        draw_scale_bar(one, self.frame, self.style)
        self._draw_neatline(one)
        pen.again(one, 0.0, 0.0)
        pen.again(one, *self._step)
        draw_legend(pen, self.plan.legend, self.plan.legend_columns, self.style, self._legend_rows(pen))
        return pen

    def states(self) -> tuple[Ints, Ints]:
        """The state of each report of the shared View in either View: OUT also where its filters leave it away."""
        return self._state(self.views[0]), self._state(self.views[1])

    def _state(self, view: View) -> Ints:
        own = self._selected(view.but(dataset=self.dataset.name))
        state = states_of(own)
        rows = self.matching.index.get_indexer(own.index)
        found = np.full(len(self.matching), OUT, dtype=np.int64)
        found[rows] = state
        return found

    def picture(self) -> Page:
        """Both maps, ready to be encoded."""
        pen = Pen()
        selected = self._selected(self.view)
        drafts = self._drafts(selected, self.view)
        texts = self._texts(drafts)
        draw_head(pen, self.plan, self.style, texts.title, texts.summary)
        words = (self.words.first, self.words.second)
        for state, said, step in zip(self.states(), words, ((0.0, 0.0), self._step), strict=True):
            one = Pen()
            self._draw_words(one, said, state)
            self._draw_map(one, self.view, state)
            pen.again(one, *step)
        draw_foot(pen, self.plan, self.style, texts)
        return Page(self.plan, self.size, [self.base, pen], self.moment(self.view).facts)

    def _draw_map(self, pen: Pen, view: View, state: Ints) -> None:
        over_map = pen.within(self.frame.box)
        marks = MarkPen(over_map, self.style.marks, self.style.sans, self.grown)
        if self._shows_strikes:
            draw_marks(over_map, marks, self.stacks, state, self.frame, by_weapon=view.colour == "weapon")

    def _draw_words(self, pen: Pen, said: str, state: Ints) -> None:
        west, north, east, _ = self.cells[0]
        bold, soft = Type(HEAD_SIZE, self.style.sans, 600), Type(COUNT_SIZE, self.style.sans)
        own, lines = fitted(said, bold, east - west, 1)
        pen.text(west, north + 10, lines[0], own, self.style.marks["text"])
        pen.text(west, north + 31, counts_of(state), soft, self.style.marks["soft"])


def pair_file(page: Page, kind: str, scale: int = 1) -> bytes:
    """A compared picture as bytes of a kind of strikemap.output.pictures.encode.MEDIA_TYPES, without the proof of a single View."""
    return ENCODERS[kind](page, scale)
