"""A pen that draws in design pixels, y downwards, on whatever matplotlib renders: pixels, SVG or PDF.

What is drawn is kept as a list of strokes and can be drawn again, on top of anything, at any scale. So a film draws its paper
once and only what changes for each frame, and each frame still equals the picture of its moment, pixel for pixel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox
from numpy.typing import NDArray
from PIL import Image

from strikemap.output.pictures.fonts import OUTLINE_SIZE, Type, drawable, outline_of, width_of

Points = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""West, north, east, south in design pixels."""

Stroke = Callable[[Any, "Paper"], None]

HALO_WIDTH: Final = 3.2
BASELINE: Final = 0.345
"""From the middle of a line of text down to its baseline, in sizes of its letters."""

VECTOR_IMAGE_SCALE: Final = 0.8
"""Pixels of an image per design pixel in SVG and PDF."""


@dataclass(frozen=True)
class Paper:
    """What a renderer draws on: design pixels to its own units, and to points for line widths and letters."""

    scale: float
    height: float
    point: float
    shift: tuple[float, float] = (0.0, 0.0)

    @classmethod
    def of(cls, renderer: Any, design_height: float) -> Paper:
        """The paper of a matplotlib renderer."""
        _, height = renderer.get_canvas_width_height()
        scale = float(height) / design_height
        return cls(scale, float(height), scale / float(renderer.points_to_pixels(1.0)))

    @property
    def transform(self) -> Affine2D:
        """Design pixels, y down, to the renderer's units, y up."""
        return Affine2D.from_values(self.scale, 0, 0, -self.scale, *self.at(0.0, 0.0))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """One point in the renderer's units."""
        return (x + self.shift[0]) * self.scale, self.height - (y + self.shift[1]) * self.scale

    def moved(self, dx: float, dy: float) -> Paper:
        """The same paper for strokes that stand dx, dy design pixels from where they were drawn."""
        return replace(self, shift=(self.shift[0] + dx, self.shift[1] + dy))

    def placed(self, left: float, top: float, size: float) -> Paper:
        """The paper of a picture that stands on this one, its upper left corner at left, top, `size` times as large."""
        shift = ((self.shift[0] + left) / size, (self.shift[1] + top) / size)
        return Paper(self.scale * size, self.height, self.point * size, shift)


@dataclass
class Pen:
    """Collects strokes. Coordinates, sizes and widths are design pixels; colours are what matplotlib reads."""

    strokes: list[Stroke] = field(default_factory=list)
    clip: Box | None = None

    def within(self, clip: Box | None) -> Pen:
        """A pen on the same sheet that draws only inside a box."""
        return Pen(self.strokes, clip)

    def draw(self, renderer: Any, design_height: float) -> None:
        """Draw everything on a renderer."""
        self.draw_on(renderer, Paper.of(renderer, design_height))

    def draw_on(self, renderer: Any, paper: Paper) -> None:
        """Draw everything on a paper of a renderer."""
        for stroke in self.strokes:
            stroke(renderer, paper)

    def again(self, other: Pen, dx: float, dy: float) -> None:
        """The strokes of another pen once more, dx, dy design pixels from where they stand."""

        def draw(renderer: Any, paper: Paper) -> None:
            other.draw_on(renderer, paper.moved(dx, dy))

        self.strokes.append(draw)

    def path(
        self, path: Path, *, fill: str | None = None, stroke: str | None = None, width: float = 1.0,
        dash: Sequence[float] = (), offset: float = 0.0, cap: str = "butt", join: str = "round", alpha: float = 1.0,
        clip: Path | None = None,
    ) -> None:  # fmt: skip
        """Fill and stroke a path; `clip` cuts it by another one."""
        box = self.clip
        face = None if fill is None else _colour(fill, alpha)

        def draw(renderer: Any, paper: Paper) -> None:
            gc = _context(renderer, paper, box)
            if clip is not None:
                gc.set_clip_path(_clip_path(clip, paper))
            gc.set_linewidth(width * paper.point if stroke else 0.0)
            gc.set_joinstyle(join)
            gc.set_capstyle(cap)
            if stroke:
                gc.set_foreground(_colour(stroke, alpha), isRGBA=True)
            if dash:
                gc.set_dashes(offset * paper.point, [each * paper.point for each in dash])
            renderer.draw_path(gc, path, paper.transform, face)
            gc.restore()

        self.strokes.append(draw)

    def lines(self, runs: Iterable[Points], colour: str, width: float, dash: Sequence[float] = (), cap: str = "round") -> None:
        """Stroke open lines, each an array of shape (n, 2)."""
        found = [run for run in runs if len(run) > 1]
        if found:
            self.path(joined(found, closed=False), stroke=colour, width=width, dash=dash, cap=cap)

    def disc(self, x: float, y: float, r: float, **look: Any) -> None:
        """A circle."""
        self.path(circle(x, y, r), **look)

    def box(self, box: Box, r: float = 0.0, **look: Any) -> None:
        """A rectangle, with round corners where r is given."""
        self.path(rounded(box, r), **look)

    def text(
        self, x: float, y: float, words: str, style: Type, colour: str, *, align: str = "left", halo: str | None = None,
        angle: float = 0.0,
    ) -> None:  # fmt: skip
        """One line of text whose middle height is at y; the halo is drawn first, the letters stay text in SVG and PDF."""
        words = drawable(words, style)
        if not words:
            return
        left = x - {"left": 0.0, "center": 0.5, "right": 1.0}[align] * width_of(words, style)
        box = self.clip

        def draw(renderer: Any, paper: Paper) -> None:
            px, py = paper.at(left, y + style.size * BASELINE)
            gc = _context(renderer, paper, box)
            size = style.size * paper.scale / OUTLINE_SIZE
            place = Affine2D().scale(size).rotate_deg(angle).translate(px, py)
            if halo is not None:
                gc.set_linewidth(HALO_WIDTH * style.size / 13 * paper.point)
                gc.set_joinstyle("round")
                gc.set_foreground(_colour(halo, 1.0), isRGBA=True)
                renderer.draw_path(gc, outline_of(words, style), place, None)
            gc.set_foreground(_colour(colour, 1.0), isRGBA=True)
            if renderer.option_scale_image():
                properties = style.properties(style.size * paper.point)
                # text, and only text, is placed from the top where the renderer says so
                renderer.draw_text(gc, px, paper.height - py if renderer.flipy() else py, words, properties, angle, ismath=False)
            else:
                # on pixels letters are shapes: the same shapes at every size, and ten times faster than set letter by letter
                gc.set_linewidth(0.0)
                gc.set_snap(False)
                renderer.draw_path(gc, outline_of(words, style), place, _colour(colour, 1.0))
            gc.restore()

        self.strokes.append(draw)

    def image(self, box: Box, pixels: Image.Image, alpha: float = 1.0) -> None:
        """A picture in a box; what of it lies outside the pen's clip is left away."""
        clip = self.clip or box

        def draw(renderer: Any, paper: Paper) -> None:
            vector = renderer.option_scale_image()
            fine = VECTOR_IMAGE_SCALE if vector else paper.scale
            part = _part_of(pixels, box, clip, fine)
            if part is None:
                return
            array, (west, north, east, south) = part
            if alpha < 1:
                array = array.copy()
                array[..., 3] = np.round(array[..., 3] * alpha)
            gc = renderer.new_gc()
            px, py = paper.at(west, south)
            if vector:
                across, down = (east - west) * paper.scale, (south - north) * paper.scale
                renderer.draw_image(gc, px, py, array[::-1], Affine2D().scale(across, down))
            else:
                renderer.draw_image(gc, round(px), round(py), array[::-1])
            gc.restore()

        self.strokes.append(draw)


def _context(renderer: Any, paper: Paper, box: Box | None) -> Any:
    gc = renderer.new_gc()
    gc.set_antialiased(True)
    if box is not None:
        (west, south), (east, north) = paper.at(box[0], box[3]), paper.at(box[2], box[1])
        gc.set_clip_rectangle(Bbox.from_extents(west, south, east, north))
    return gc


def _clip_path(path: Path, paper: Paper) -> Any:
    from matplotlib.transforms import TransformedPath  # noqa: PLC0415

    return TransformedPath(path, paper.transform)


def _colour(colour: str, alpha: float) -> tuple[float, float, float, float]:
    red, green, blue, own = to_rgba(_css(colour))
    return red, green, blue, own * alpha


def _css(colour: str) -> Any:
    """A CSS colour like rgba(1, 2, 3, 0.5) as matplotlib reads it."""
    if not colour.startswith("rgb"):
        return colour
    parts = [float(part) for part in colour[colour.index("(") + 1 : -1].split(",")]
    return (*(part / 255 for part in parts[:3]), *(parts[3:] or [1.0]))


def _part_of(pixels: Image.Image, box: Box, clip: Box, fine: float) -> tuple[NDArray[np.uint8], Box] | None:
    """The part of an image inside a clip, resized to the resolution wanted, and the box it fills."""
    west, north, east, south = (
        max(box[0], clip[0]), max(box[1], clip[1]), min(box[2], clip[2]), min(box[3], clip[3])
    )  # fmt: skip
    if west >= east or north >= south:
        return None
    across, down = pixels.width / (box[2] - box[0]), pixels.height / (box[3] - box[1])
    source = ((west - box[0]) * across, (north - box[1]) * down, (east - box[0]) * across, (south - box[1]) * down)
    size = (max(1, round((east - west) * fine)), max(1, round((south - north) * fine)))
    part = pixels.resize(size, Image.Resampling.BICUBIC, box=source)
    return np.asarray(part, dtype=np.uint8), (west, north, east, south)


def joined(runs: Sequence[Points], *, closed: bool) -> Path:
    """Several lines or rings as one path."""
    codes = [
        np.concatenate([[Path.MOVETO], np.full(len(run) - 1, Path.LINETO)]).astype(np.uint8) for run in runs
    ]
    if closed:
        for own in codes:
            own[-1] = Path.CLOSEPOLY
    return Path(np.concatenate(runs), np.concatenate(codes))


def circle(x: float, y: float, r: float) -> Path:
    """A circle as a path."""
    return Path.circle((x, y), r)


def rounded(box: Box, r: float) -> Path:
    """A rectangle with round corners as a path."""
    west, north, east, south = box
    if r <= 0:
        corners = np.array([[west, north], [east, north], [east, south], [west, south], [west, north]])
        return joined([corners], closed=True)
    c, line = Path.CURVE3, Path.LINETO
    vertices = [
        (west + r, north), (east - r, north), (east, north), (east, north + r), (east, south - r), (east, south),
        (east - r, south), (west + r, south), (west, south), (west, south - r), (west, north + r), (west, north),
        (west + r, north), (west + r, north),
    ]  # fmt: skip
    codes = [Path.MOVETO, line, c, c, line, c, c, line, c, c, line, c, c, Path.CLOSEPOLY]
    return Path(np.array(vertices, dtype=float), np.array(codes, dtype=np.uint8))
