"""The furniture of a picture: title, scale bar, locator, notes, foot and code."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from typing import Final

import numpy as np
import segno
from numpy.typing import NDArray
from PIL import Image

from strikemap.output.pictures.fonts import Type, fitted, width_of, wrapped
from strikemap.output.pictures.frame import MapFrame
from strikemap.output.pictures.ground import Ground
from strikemap.output.pictures.layout import LINE, Layout, Texts, source_lines
from strikemap.output.pictures.pen import Box, Pen, circle, joined
from strikemap.output.pictures.spec import Note
from strikemap.output.pictures.style import HouseStyle

NICE_KM: Final = (0.5, 1, 2, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1_000, 2_000)
BAR_LONGEST: Final = 130.0
"""Longest scale bar, design pixels."""

NOTE_WIDE: Final = 190.0
NOTE_GAP: Final = 5.0
"""Longest line of a note, and the space between an arrow and its words, design pixels."""

LOCATOR_SHARE: Final = 0.3
"""Of the locator's width that the map takes in it."""

def draw_block(pen: Pen, box: Box, text: str, style: Type, colour: str, lines: int, leading: float = LINE) -> None:
    """A block of text from the top of a box."""
    own, found = fitted(text, style, box[2] - box[0], lines)
    for number, line in enumerate(found):
        pen.text(box[0], box[1] + (number + 0.5) * own.size * leading, line, own, colour)


def draw_head(pen: Pen, plan: Layout, style: HouseStyle, title: str, summary: str) -> None:
    """Title and the sentence of what is shown; the logo stands at the right of the title."""
    box = plan.title
    if style.logo is not None:
        image = Image.open(BytesIO(style.logo)).convert("RGBA")
        high = min(plan.title_style.size * 1.1, box[3] - box[1])
        wide = min(high * image.width / image.height, (box[2] - box[0]) * 0.2)
        pen.image((box[2] - wide, box[1], box[2], box[1] + wide * image.height / image.width), image)
        box = (box[0], box[1], box[2] - wide - 16, box[3])
    draw_block(pen, box, title, plan.title_style, style.marks["text"], plan.title_lines, 1.16)
    draw_block(pen, plan.summary, summary, plan.summary_style, style.marks["soft"], plan.summary_lines)


# ---- on the map


def draw_scale_bar(pen: Pen, frame: MapFrame, style: HouseStyle) -> Box:
    """A scale bar that is right at the latitude of the map's middle; gives the box it takes."""
    metre = frame.metre(frame.middle_latitude)
    longest = min(BAR_LONGEST, frame.size[0] * 0.3)
    km = max((each for each in NICE_KM if each * 1_000 * metre <= longest), default=NICE_KM[0])
    long = km * 1_000 * metre
    x, y = frame.box[0] + 14, frame.box[3] - 14
    words = f"{km:g} km" if km >= 1 else f"{km * 1_000:g} m"
    setting = Type(12.5, style.sans, 600)
    line = np.array([[x, y - 6], [x, y], [x + long, y], [x + long, y - 6]])
    pen.lines([line], style.marks["halo"], 4.2)
    pen.lines([line], style.marks["text"], 1.3, cap="butt")
    pen.text(x + long / 2, y - 10, words, setting, style.marks["text"], align="center", halo=style.marks["halo"])
    return x - 4, y - 20, x + max(long, width_of(words, setting)) + 6, y + 4


def locator_box(frame: MapFrame, marks: NDArray[np.float64]) -> Box:
    """The corner of the map that covers fewest marks. marks : (n, 2) on the page."""
    wide = max(84.0, min(150.0, frame.size[0] * 0.17))
    high = wide * 0.78
    west, north, east, south = frame.box
    corners = [
        (east - wide - 10, north + 10, east - 10, north + 10 + high),
        (west + 10, north + 10, west + 10 + wide, north + 10 + high),
        (east - wide - 10, south - 10 - high, east - 10, south - 10),
    ]

    def covered(box: Box) -> int:
        x, y = marks[:, 0], marks[:, 1]
        return int(((x > box[0] - 14) & (x < box[2] + 14) & (y > box[1] - 14) & (y < box[3] + 14)).sum())

    return min(corners, key=covered)


def draw_locator(pen: Pen, ground: Ground, box: Box, style: HouseStyle) -> None:
    """Where in the world the map lies: the region around it, and a frame for what the map shows."""
    frame = ground.frame
    smaller = min((box[2] - box[0]) / frame.size[0], (box[3] - box[1]) / frame.size[1])
    zoom = frame.zoom + math.log2(smaller * LOCATOR_SHARE)
    inset = MapFrame(box, zoom, frame.centre_x, frame.centre_y)
    pen.box((box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2), fill=style.marks["paper"], stroke=style.marks["line"], width=1.0)
    shown = Ground(ground.geography, inset, ground.palette, frozenset({"countries"} & ground.ids), ground.theme)
    shown.draw(pen)
    corners = inset.on_page(np.array(frame.world_box()).reshape(2, 2))
    seen: Box = (float(corners[0, 0]), float(corners[0, 1]), float(corners[1, 0]), float(corners[1, 1]))
    pen.within(box).box(seen, fill=style.marks["radius"], stroke=style.marks["ink"], width=1.4)
    pen.box(box, stroke=style.paper["border"], width=0.8)


def draw_notes(pen: Pen, frame: MapFrame, style: HouseStyle, notes: Sequence[Note]) -> None:
    """Annotations: words, an arrow from its words, a circle of so many metres."""
    inside = pen.within(frame.box)
    setting = Type(15.0, style.sans, 600)
    text, halo = style.marks["text"], style.marks["halo"]
    for note in notes:
        ((x, y),) = frame.place(np.array([note.lon]), np.array([note.lat])).tolist()
        lines = wrapped(note.words, setting, NOTE_WIDE)
        if note.kind == "circle":
            r = note.radius_m * frame.metre(note.lat)
            inside.path(circle(x, y, r), stroke=halo, width=4.0)
            inside.path(circle(x, y, r), stroke=text, width=1.6)
            y -= r + 12
        if note.kind == "arrow":
            ((to_x, to_y),) = frame.place(np.array([note.to_lon]), np.array([note.to_lat])).tolist()
            _arrow(inside, (x, y), (to_x, to_y), text, halo)
            x, y = behind((x, y), (to_x, to_y), max((width_of(line, setting) for line in lines), default=0.0) / 2, len(lines) * setting.size * 0.6)
        for number, line in enumerate(lines):
            inside.text(x, y + (number - (len(lines) - 1) / 2) * setting.size * 1.2, line, setting, text, align="center", halo=halo)


def behind(start: tuple[float, float], end: tuple[float, float], half_wide: float, half_high: float) -> tuple[float, float]:
    """The middle of words of a half width and height that stand behind an arrow's start, touching nothing of it."""
    across, down = start[0] - end[0], start[1] - end[1]
    long = math.hypot(across, down) or 1.0
    across, down = across / long, down / long
    reach = min((half / abs(part) for half, part in ((half_wide, across), (half_high, down)) if part), default=half_high)
    return start[0] + across * (reach + NOTE_GAP), start[1] + down * (reach + NOTE_GAP)


def _arrow(pen: Pen, start: tuple[float, float], end: tuple[float, float], colour: str, halo: str) -> None:
    (x, y), (to_x, to_y) = start, end
    long = math.hypot(to_x - x, to_y - y) or 1.0
    along = np.array([to_x - x, to_y - y]) / long
    across = np.array([-along[1], along[0]])
    tip = np.array([to_x, to_y])
    back = tip - along * 11
    shaft = np.array([[x, y], back])
    head = np.array([tip, back + across * 5, back - across * 5, tip])
    pen.lines([shaft], halo, 4.6)
    pen.path(joined([head], closed=True), stroke=halo, width=3.0)
    pen.lines([shaft], colour, 1.7)
    pen.path(joined([head], closed=True), fill=colour)


# ---- below the map


def draw_foot(pen: Pen, plan: Layout, style: HouseStyle, texts: Texts) -> None:
    """Notice, credit, as-of and sources; the sources last, so that in a film the others never move with their number."""
    x, y = plan.foot[0], plan.foot[1]
    width, setting = plan.foot[2] - plan.foot[0], plan.foot_style
    italic = Type(setting.size, style.sans, 400, italic=True)
    notice, sources, credit, as_of = plan.foot_lines
    for own, colour, lines in (
        (*_set(texts.notice, italic, width, notice, style.marks["text"]),),
        (*_set(texts.credit, setting, width, credit, style.marks["soft"]),),
        (*_set(texts.as_of, setting, width, as_of, style.marks["soft"]),),
        (setting, style.marks["soft"], source_lines(texts.sources, setting, width, sources)),
    ):
        for line in lines:
            pen.text(x, y + setting.size * LINE / 2, line, own, colour)
            y += setting.size * LINE


def _set(text: str, style: Type, width: float, lines: int, colour: str) -> tuple[Type, str, list[str]]:
    own, found = fitted(text, style, width, lines)
    return own, colour, found


def draw_code(pen: Pen, plan: Layout, style: HouseStyle, code: str, address: str) -> None:
    """The QR code of the address, and the short code below it."""
    west, north, east, _ = plan.code
    matrix = np.array([list(row) for row in segno.make(address, error="m", micro=False).matrix], dtype=bool)
    edge = (east - west) / len(matrix)
    squares = [
        np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]) * edge + [west + column * edge, north + row * edge]
        for row, column in np.argwhere(matrix).tolist()
    ]
    # cameras expect dark squares on light ground, whatever the theme
    dark, light = (style.marks[name] for name in (("text", "paper") if style.theme == "light" else ("paper", "text")))
    if style.theme != "light":
        pen.box((west - 4, north - 4, east + 4, north + (east - west) + 4), 2, fill=light)
    pen.path(joined(squares, closed=True), fill=dark, stroke=dark, width=0.08)
    setting = Type(10.6, style.sans, 600)
    pen.text((west + east) / 2, north + (east - west) + 9, code, setting, style.marks["text"], align="center")
