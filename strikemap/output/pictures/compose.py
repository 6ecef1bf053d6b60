"""A View becomes a picture: its words, its plan, its paper, and what is on it at one moment."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from strikemap.catalogue import Catalogue
from strikemap.errors import PictureError
from strikemap.model.dataset import Dataset
from strikemap.model.vocabulary import GRADES
from strikemap.output.layers.strikes import MAX_REPORTS, axis_of
from strikemap.output.pictures.bars import Histogram, draw_bars, histogram_of
from strikemap.output.pictures.encode import Page
from strikemap.output.pictures.facts import PictureFacts, code_of, picture_query
from strikemap.output.pictures.fonts import Type, missing_letters
from strikemap.output.pictures.frame import MapFrame, frame_of
from strikemap.output.pictures.furniture import (
    draw_code,
    draw_foot,
    draw_head,
    draw_locator,
    draw_notes,
    draw_scale_bar,
    locator_box,
)
from strikemap.output.pictures.geography import Layer, geography_of
from strikemap.output.pictures.ground import Ground
from strikemap.output.pictures.layout import BODY, GROWN, Layout, Texts, layout_of
from strikemap.output.pictures.legend import LegendRow, draw_legend, legend_high, legend_rows
from strikemap.output.pictures.marks import FULL_WEAPONS, MarkPen, draw_marks, rows_inside
from strikemap.output.pictures.names import Name, Namer
from strikemap.output.pictures.pen import Box, Pen
from strikemap.output.pictures.placement import Sheet
from strikemap.output.pictures.spec import PictureSpec, size_of
from strikemap.output.pictures.stacks import LABEL, MAYBE, OUT, SURE, Ints, Stacks, stacks_of
from strikemap.output.pictures.style import HouseStyle, style_of
from strikemap.query.drafts import Drafts, drafts_of
from strikemap.query.select import matching, select
from strikemap.query.view import View
from strikemap.query.window import CERTAIN, OPEN_END, OPEN_START, POSSIBLE, day_numbers, window_of
from strikemap.query.wording import Labels, labels_of, upper_first

LINE_ROLES: Final = ("border", "outline", "front", "district")


def make_picture(catalogue: Catalogue, view: View, spec: PictureSpec, style: HouseStyle | None = None) -> Page:
    """The picture of a View, ready to be encoded.

    style : the house style; None = that which the spec names. Raises PictureError while a part that every picture needs is
    empty or has no room, AssetError where the style or a font cannot be used, AddressError for a size that is none.
    """
    return composition_of(catalogue, view, spec, style).page(view)


def composition_of(catalogue: Catalogue, view: View, spec: PictureSpec, style: HouseStyle | None = None) -> Composition:
    """The composition that the spec asks for: one map, or small ones. Raises what `make_picture` raises."""
    from strikemap.output.pictures.multiples import Panels  # noqa: PLC0415  # it is built on the composition below

    made = Panels if spec.arrange else Composition
    return made(catalogue, view, spec, style)


@dataclass(frozen=True)
class Moment:
    """What a picture shows at one window: its title and short code, the strokes over the paper, and its words and proof.

    prove : makes the facts when they are first asked for, since the frames of a film do without them.
    """

    title: str
    code: str
    pen: Pen
    prove: Callable[[], PictureFacts] = field(repr=False)

    @cached_property
    def facts(self) -> PictureFacts:
        """The words and the proof."""
        return self.prove()


class Composition:
    """Everything of a picture that does not depend on the window, made once; and its moments, one for each window.

    A film draws `base` once and the strokes of each moment over it; a still draws both. So they are equal.
    """

    def __init__(self, catalogue: Catalogue, view: View, spec: PictureSpec, style: HouseStyle | None = None) -> None:
        self.catalogue = catalogue
        self.spec = spec
        self.dataset: Dataset = catalogue.dataset(view.dataset)
        self.view = view.but(dataset=self.dataset.name)
        self.style = style or style_of(self.dataset, spec.style)
        self.labels: Labels = labels_of(self.dataset)
        self.reports: pd.DataFrame = catalogue.reports(self.view)
        self.matching: pd.DataFrame = matching(self.reports, self.view)
        self.size = size_of(spec.size)
        self.geography = geography_of(self.dataset)
        rows = self._legend_rows(Pen())
        self.plan: Layout = layout_of(
            self.size, self._longest_texts(), self.style, lambda wide, columns: legend_high(rows, self.style, wide, columns)
        )
        self.frame: MapFrame = self._frame_of_map()
        self.stacks: Stacks = stacks_of(self.matching, self.frame, self.grown)

    grown: float = GROWN
    """How much larger than on the screen marks and names are."""

    aside: str = ""
    """What the sentence of what is shown says besides."""

    def _frame_of_map(self) -> MapFrame:
        return frame_of(self.view, self.dataset, self.plan.map)

    # ---- what stays

    @cached_property
    def base(self) -> Pen:
        """The paper, the names, the furniture of the map, the legend."""
        pen = Pen()
        pen.box((0, 0, self.plan.width, self.plan.height), fill=self.style.marks["paper"])
        self._draw_paper(pen)
        draw_scale_bar(pen, self.frame, self.style)
        draw_locator(pen, self._ground, self._inset, self.style)
        self._draw_neatline(pen)
        draw_legend(pen, self.plan.legend, self.plan.legend_columns, self.style, self._legend_rows(pen))
        return pen

    def _draw_paper(self, pen: Pen) -> None:
        """The ground of the map, and its names."""
        ground = self._ground
        ground.draw(pen)
        for name in self._names:
            name.draw(pen.within(self.frame.box), ground.palette["dot"], ground.palette["dotRim"], self._shift(name))

    def _draw_neatline(self, pen: Pen) -> None:
        pen.box(self.frame.box, stroke=self._ground.palette["neatline"], width=1.0)

    @cached_property
    def _ids(self) -> frozenset[str]:
        """Ids of the layers shown."""
        if self.view.layers is not None:
            return frozenset(self.view.layers)
        return frozenset(each["id"] for each in self.dataset.settings.get("layers", []) if each.get("shown", True))

    @cached_property
    def _ground(self) -> Ground:
        return Ground(self.geography, self.frame, self.style.paper, self._ids, self.style.theme)

    @property
    def placed_names(self) -> tuple[tuple[str, Box], ...]:
        """The names on the map, each with the box of its letters on the page, moved as the spec says."""
        placed = []
        for name in self._names:
            (dx, dy), (west, north, east, south) = self._shift(name), name.spot.box
            placed.append((name.key, (west + dx, north + dy, east + dx, south + dy)))
        return tuple(placed)

    @cached_property
    def _inset(self) -> Box:
        marks = np.array([[group.x + group.dx, group.y + group.dy] for group in self.stacks.groups]).reshape(-1, 2)
        return locator_box(self.frame, marks)

    def _furniture(self) -> list[Box]:
        """Boxes on the map where no name may stand."""
        return [self._inset, draw_scale_bar(Pen(), self.frame, self.style)]

    @cached_property
    def _names(self) -> list[Name]:
        boxes = [self._mark_box(group.x + group.dx, group.y + group.dy, group.r, group.kind) for group in self.stacks.groups]
        discs = np.array([[g.x, g.y, g.r + 1] for g in self.stacks.groups if g.kind != 1]).reshape(-1, 3)
        labels = [box for box, group in zip(boxes, self.stacks.groups, strict=True) if group.kind == 1]
        sheet = Sheet(self.frame.box, discs, [*labels, *self._furniture()])
        return Namer(self._ground, sheet, boxes, self.view.names, self.grown).names()

    def _mark_box(self, x: float, y: float, r: float, kind: int) -> Box:
        wide, high = (LABEL[0] / 2 * self.grown, LABEL[1] / 2 * self.grown) if kind == 1 else (r, r)
        return x - wide, y - high, x + wide, y + high

    def _shift(self, name: Name) -> tuple[float, float]:
        for key, dx, dy in self.spec.moved:
            if key == name.key:
                return dx * self.plan.width, dy * self.plan.width
        return 0.0, 0.0

    def _legend_rows(self, pen: Pen) -> list[LegendRow]:
        marks = MarkPen(pen, self.style.marks, self.style.sans, GROWN)
        present = set(self.matching["weapon_category"].unique())
        weapons = [
            (family, upper_first(self.labels.of("weapon", family)), code)
            for code, family in enumerate(FULL_WEAPONS)
            if family in present
        ]
        return legend_rows(
            marks, self.style, weapons, self._lines(), self.geography,
            grades=set(self.matching["grade"].unique()), by_weapon=self.view.colour == "weapon",
            has_cells=len(self.matching) > MAX_REPORTS,
        )  # fmt: skip

    def _lines(self) -> list[Layer]:
        return [layer for layer in self.geography.layers if layer.role in LINE_ROLES and layer.id in self._ids]

    def _longest_texts(self) -> Texts:
        whole = self.view.but(first=self.dataset.first_day, last=self.dataset.last_day, mode="during")
        texts = self._texts(self._drafts(self._selected(whole), whole))
        return replace(texts, summary=_joined(texts.summary, self.aside, outside_sentence(len(self.matching))))

    def _texts(self, drafts: Drafts) -> Texts:
        return Texts(
            title=self.spec.title or drafts.title,
            # a title of one's own may say neither days nor filters; the sentence below it does
            summary=f"{drafts.title}. {drafts.summary}" if self.spec.title else drafts.summary,
            notice=drafts.notice,
            sources=drafts.sources,
            credit=credit_with(self.spec.credit, self.dataset, self.style),
            as_of=f"{upper_first(drafts.as_of)}. Data version {self.dataset.version}.",
        )

    def _selected(self, view: View) -> pd.DataFrame:
        return select(self.reports, view, self.dataset.first_day, self.dataset.last_day)

    def _drafts(self, selected: pd.DataFrame, view: View) -> Drafts:
        return drafts_of(self.dataset, self.reports, selected, view)

    # ---- what moves

    def moment(self, view: View) -> Moment:
        """The picture at the window of a View; everything else of the View has to be that of the composition."""
        view = view.but(dataset=self.dataset.name)
        selected = self._selected(view)
        drafts = self._drafts(selected, view)
        state = states_of(selected)
        inside = rows_inside(self.stacks, state, self.frame)
        away = int(((state != OUT) & self._placed & ~inside).sum())
        texts = self._texts(drafts)
        texts = replace(texts, summary=_joined(texts.summary, self.aside, outside_sentence(away)))
        self._refuse_empty(texts)
        self._refuse_missing_letters()
        query = picture_query(view.but(data=self.dataset.version), self.spec)
        code = code_of(query, style_digest=self.style.digest)
        pen = Pen()
        draw_head(pen, self.plan, self.style, texts.title, texts.summary)
        self._draw_map(pen, view, state)
        window = window_of(view, self.dataset.first_day, self.dataset.last_day)
        bars = MarkPen(pen, self.style.marks, self.style.sans, GROWN)
        draw_bars(pen, bars, self.plan.bars, self._histogram, window, self.dataset.settings.get("ticks", []))
        draw_foot(pen, self.plan, self.style, texts)
        draw_code(pen, self.plan, self.style, code, self._address(code))
        return Moment(texts.title, code, pen, lambda: self._facts(view, drafts, texts, state, inside))

    def _draw_map(self, pen: Pen, view: View, state: Ints) -> None:
        """What is on the map at one window: the marks, and the notes over them."""
        over_map = pen.within(self.frame.box)
        marks = MarkPen(over_map, self.style.marks, self.style.sans, self.grown)
        if self._shows_strikes:
            draw_marks(
                over_map, marks, self.stacks, state, self.frame,
                by_weapon=view.colour == "weapon", selected=self._row_of(view.event),
            )  # fmt: skip
        draw_notes(pen, self.frame, self.style, self.spec.notes)

    def page(self, view: View) -> Page:
        """The picture at the window of a View, ready to be encoded."""
        moment = self.moment(view)
        return Page(self.plan, self.size, [self.base, moment.pen], moment.facts)

    @cached_property
    def _placed(self) -> NDArray[np.bool_]:
        return np.asarray(self.matching["lon"].notna(), dtype=bool)

    @property
    def _shows_strikes(self) -> bool:
        ids = {each["id"] for each in self.dataset.settings.get("layers", []) if each["kind"] == "strikes"}
        return not ids or bool(ids & self._ids)

    def _row_of(self, event: str) -> int:
        return int(self.matching.index.get_indexer(pd.Index([event]))[0]) if event else -1

    @cached_property
    def _histogram(self) -> Histogram:
        first, last = day_numbers(self.matching["day_first"], OPEN_START), day_numbers(self.matching["day_last"], OPEN_END)
        return histogram_of(first, last, self.stacks.grade, axis_of(self.dataset.first_day, self.dataset.last_day))

    def _address(self, code: str) -> str:
        """What the QR code says: the address of the desk's Strikemap, or the short code alone where none is named."""
        return f"{self.style.address}/verify?code={code}" if self.style.address else f"STRIKEMAP {code}"

    def _refuse_empty(self, texts: Texts) -> None:
        parts = {
            "title": texts.title, "sentence of what is shown": texts.summary, "boundary notice": texts.notice,
            "credit": texts.credit, "as-of date": texts.as_of,
        }  # fmt: skip
        for name, text in parts.items():
            if not text.strip():
                raise PictureError(
                    f"the picture has no {name}, and none leaves without it. Write one, or add it to dataset.toml of"
                    f" {self.dataset.name}."
                )

    def _refuse_missing_letters(self) -> None:
        """Refuse words that would be printed with signs in the place of letters; those of the data cannot be chosen."""
        sans, serif = Type(BODY, self.style.sans), Type(BODY, self.style.serif, 700)
        written = [("title", self.spec.title, serif), ("credit", self.spec.credit, sans)]
        written += [("note", note.words, sans) for note in self.spec.notes]
        for name, text, setting in written:
            if lacking := missing_letters(text, setting):
                raise PictureError(
                    f"the {name} holds {', '.join(f'{each} (U+{ord(each):04X})' for each in lacking[:5])}, which no font here has."
                    " Write it without, or use a house style whose fonts have it."
                )

    def _facts(self, view: View, drafts: Drafts, texts: Texts, state: Ints, inside: NDArray[np.bool_]) -> PictureFacts:
        few = len(self.matching) <= MAX_REPORTS
        on = state != OUT
        shown = self.matching[on] if few else self.matching.iloc[:0]
        return PictureFacts(
            view=view,
            spec=self.spec,
            dataset=self.dataset.name,
            dataset_title=self.dataset.title,
            data_version=self.dataset.version,
            title=texts.title,
            summary=texts.summary,
            caption=self.spec.caption or drafts.caption,
            alt=self.spec.alt or drafts.alt,
            credit=texts.credit,
            sources=tuple(drafts.sources),
            notice=texts.notice,
            as_of=drafts.as_of,
            ids=tuple(self.matching.index[inside]) if few else (),
            all_ids=tuple(shown.index),
            grades=tuple(str(each) for each in shown["grade"]),
            digest=_digest(self.dataset.version, state, self.stacks.grade),
            style_digest=self.style.digest,
        )


def outside_sentence(number: int) -> str:
    """What is said of reports counted whose place lies beyond the edge of the map; "" where there is none."""
    if not number:
        return ""
    return "1 of the reports counted lies outside this map." if number == 1 else f"{number:,} of the reports counted lie outside this map."


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def states_of(selected: pd.DataFrame) -> Ints:
    """OUT, SURE or MAYBE for each matching report."""
    codes = selected["window_status"].cat
    by_name = {CERTAIN: SURE, POSSIBLE: MAYBE}
    lookup = np.array([by_name.get(str(name), OUT) for name in codes.categories], dtype=np.int64)
    return np.asarray(lookup[codes.codes.to_numpy()], dtype=np.int64)


def _digest(version: str, state: Ints, grade: NDArray[np.int64]) -> str:
    """Hash over every matching report's state and grade in this version of the data."""
    whole = hashlib.sha256(version.encode())
    whole.update((state * len(GRADES) + grade).astype(np.uint8).tobytes())
    return whole.hexdigest()[:16]


def credit_with(own: str, dataset: Dataset, style: HouseStyle) -> str:
    """The credit that is printed: one's own words, and behind them that of the data, which its licences ask for."""
    due = str(dataset.settings.get("credit", ""))
    if not own:
        return drafted_credit(dataset, style)
    return own if due in own else f"{own} {due}"


def drafted_credit(dataset: Dataset, style: HouseStyle) -> str:
    """The credit where none is written by hand: that of the house style, then that of the data."""
    return " ".join(filter(None, [style.credit, str(dataset.settings.get("credit", ""))]))



