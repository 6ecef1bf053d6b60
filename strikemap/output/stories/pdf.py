"""A story as a PDF: a title page, then one page for each step with its picture, its words and who says so; fonts embedded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import NameObject, TextStringObject

from strikemap import __version__
from strikemap.catalogue import Catalogue
from strikemap.output.exports.text import one_line
from strikemap.output.pictures.compose import make_picture
from strikemap.output.pictures.encode import DRAWING, SETTINGS, Page
from strikemap.output.pictures.fonts import Type, width_of, wrapped
from strikemap.output.pictures.pen import Box, Paper, Pen
from strikemap.output.pictures.style import HouseStyle, style_of
from strikemap.output.stories.pictures import WIDE, spec_of
from strikemap.output.stories.ready import ReadyStory, ready_story
from strikemap.query.stories.telling import Cited, Told

WIDTH, HEIGHT = 595.28, 841.89
"""A4, points."""

MARGIN: Final = 45.0
GUTTER: Final = 24.0
SIDE_WIDE: Final = 176.0
"""Column of what stands on the day and who says so."""

LEADING: Final = 1.4
SIZES: Final = (10.6, 10.0, 9.4, 8.8, 8.2, 7.6, 7.0, 6.4)
"""Sizes of the running words, points, tried until all of them stand on the page."""

PICTURE_TOP: Final = MARGIN + 26
"""Where the picture of a step begins."""

Span = tuple[float, float, float]
"""Left, top and right of a column, points, y down."""


@dataclass(frozen=True)
class Hand:
    """How a text is written. leading : height of a line, in sizes of its letters."""

    style: Type
    colour: str
    leading: float = LEADING


@dataclass
class Sheet:
    """One page being drawn. title : its line in the outline; links : box in points, y down, and address."""

    title: str
    picture: Page | None = None
    pen: Pen = field(default_factory=Pen)
    links: list[tuple[Box, str]] = field(default_factory=list)


def story_pdf(catalogue: Catalogue, name: str) -> bytes:
    """The PDF of a story; the same story, data and program give the same bytes.

    Raises AddressError where no story is called so, BuildError where something is wrong with it.
    """
    ready = ready_story(catalogue, name)
    style = style_of(ready.dataset, "")
    sheets = [_title_sheet(ready, style)]
    for told in ready.told:
        picture = make_picture(catalogue, told.view, spec_of(told.picture, WIDE))
        sheets.append(_step_sheet(ready, told, style, picture))
    return _finished(_drawn(sheets), sheets, ready)


# ---- what stands on the pages


def _title_sheet(ready: ReadyStory, style: HouseStyle) -> Sheet:
    sheet = Sheet(ready.story.title)
    ink, soft = style.marks["text"], style.marks["soft"]
    y = 150.0
    kicker = f"{ready.dataset.title} · in {len(ready.told)} steps"
    y = _lines(sheet.pen, kicker, Hand(Type(11, style.sans, 600), soft), (MARGIN, y, WIDTH - MARGIN)) + 10
    y = _lines(sheet.pen, ready.story.title, Hand(Type(32, style.serif, 700), ink, 1.16), (MARGIN, y, WIDTH - MARGIN)) + 18
    y = _lines(sheet.pen, ready.story.standfirst, Hand(Type(13.5, style.sans), ink, 1.45), (MARGIN, y, WIDTH - MARGIN - 40)) + 30
    for told in ready.told:
        sheet.pen.text(MARGIN + 14, y + 11 * LEADING / 2, str(told.number), Type(11, style.sans), soft, align="right")
        y = _lines(sheet.pen, told.heading, Hand(Type(11, style.sans), ink), (MARGIN + 24, y, WIDTH - MARGIN)) + 3
    _foot(sheet, ready, style)
    return sheet


def _foot(sheet: Sheet, ready: ReadyStory, style: HouseStyle) -> None:
    small = Type(8.6, style.sans)
    lines = [line for text in ready.foot for line in wrapped(text, small, WIDTH - 2 * MARGIN)]
    top = HEIGHT - MARGIN - len(lines) * small.size * LEADING
    sheet.pen.box((MARGIN, top - 8, WIDTH - MARGIN, top - 7.2), fill=style.marks["soft"])
    for number, line in enumerate(lines):
        sheet.pen.text(MARGIN, top + (number + 0.5) * small.size * LEADING, line, small, style.marks["soft"])


def _step_sheet(ready: ReadyStory, told: Told, style: HouseStyle, picture: Page) -> Sheet:
    """A step's words below its picture, in the largest letters in which all of them have room."""
    top = PICTURE_TOP + picture.plan.height * _size_of(picture) + 16
    for size in SIZES:
        sheet = Sheet(told.heading, picture)
        low = max(_words(sheet, told, style, top, size), _side(sheet, told, style, top, size))
        if low <= HEIGHT - MARGIN - 14:
            break
    soft, small = style.marks["soft"], Type(8.6, style.sans)
    sheet.pen.text(MARGIN, MARGIN + 8, f"As known on {told.known}", Type(10, style.sans, 600), soft)
    sheet.pen.text(WIDTH - MARGIN, MARGIN + 8, f"{told.number} of {len(ready.told)}", Type(10, style.sans, 600), soft, align="right")
    sheet.pen.text(MARGIN, HEIGHT - MARGIN + 6, ready.story.title, small, soft)
    sheet.pen.text(WIDTH - MARGIN, HEIGHT - MARGIN + 6, f"Data version {ready.dataset.version}", small, soft, align="right")
    return sheet


def _words(sheet: Sheet, told: Told, style: HouseStyle, y: float, size: float) -> float:
    """Heading and paragraphs in the left column; returns where they end."""
    span = (MARGIN, y, WIDTH - MARGIN - SIDE_WIDE - GUTTER)
    y = _lines(sheet.pen, told.heading, Hand(Type(size * 1.6, style.serif, 700), style.marks["text"], 1.2), span) + size * 0.7
    for paragraph in told.paragraphs:
        y = _lines(sheet.pen, paragraph, Hand(Type(size, style.sans), style.marks["text"], 1.45), (span[0], y, span[2])) + size * 0.6
    return y


def _side(sheet: Sheet, told: Told, style: HouseStyle, y: float, size: float) -> float:
    """What stands on the day, and who says so, in the right column; returns where they end."""
    left, right = WIDTH - MARGIN - SIDE_WIDE, WIDTH - MARGIN
    ink, soft, line = style.marks["text"], style.marks["soft"], style.marks["line"]
    small = Type(size * 0.82, style.sans)
    bold = Type(small.size, style.sans, 600)
    sheet.pen.box((left, y, right, y + 1), fill=ink)
    y += 5
    for name, words in told.standing:
        sheet.pen.text(left, y + small.size * LEADING / 2, name, small, soft)
        y = _lines(sheet.pen, words, Hand(bold, ink), (left + 62, y, right)) + 2
        sheet.pen.box((left, y, right, y + 0.5), fill=line)
        y += 3
    if told.cited:
        y = _lines(sheet.pen, "Who says so", Hand(bold, soft), (left, y + 7, right)) + 2
    for each in told.cited:
        y = _cited(sheet, each, style, (left, y, right), small) + 3
    return y


def _cited(sheet: Sheet, each: Cited, style: HouseStyle, span: Span, small: Type) -> float:
    """One source: who says what, then the publisher as a link, and the day."""
    left, y, right = span
    if each.words:
        y = _lines(sheet.pen, f"{each.words}.", Hand(small, style.marks["text"]), span)
    top = y
    where = f"{each.source.publisher}, {each.source.published}"
    y = _lines(sheet.pen, where, Hand(Type(small.size, small.family, italic=True), style.marks["soft"]), (left, y, right))
    if each.source.url.startswith(("http://", "https://")):
        sheet.links.append(((left, top, min(right, left + width_of(where, small)), y), each.source.url))
    return y


def _lines(pen: Pen, text: str, hand: Hand, span: Span) -> float:
    """Set a text in lines; returns the foot of the last one."""
    left, y, right = span
    high = hand.style.size * hand.leading
    for line in wrapped(one_line(text), hand.style, right - left):
        pen.text(left, y + high / 2, line, hand.style, hand.colour)
        y += high
    return y


# ---- how they become a file


class _Drawn(Artist):
    """A sheet as the only artist of a figure, so that matplotlib writes the file around it."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._sheet = sheet

    def draw(self, renderer: Any) -> None:
        self._sheet.pen.draw(renderer, HEIGHT)
        if (picture := self._sheet.picture) is not None:
            paper = Paper.of(renderer, HEIGHT).placed(MARGIN, PICTURE_TOP, _size_of(picture))
            for pen in picture.pens:
                pen.draw_on(renderer, paper)


def _size_of(picture: Page) -> float:
    """Points of a sheet for each design pixel of a picture that stands between its margins."""
    return (WIDTH - 2 * MARGIN) * picture.plan.unit / picture.size.width


def _drawn(sheets: Sequence[Sheet]) -> BytesIO:
    """The sheets in one file: what several of them need, such as a font, stands in it once."""
    out = BytesIO()
    nothing = {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": None}
    with DRAWING, mpl.rc_context(SETTINGS), PdfPages(out, metadata=nothing) as pages:
        for sheet in sheets:
            figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72)
            figure.patch.set_visible(False)
            figure.add_artist(_Drawn(sheet))
            pages.savefig(figure)
    return out


def _finished(drawn: BytesIO, sheets: Sequence[Sheet], ready: ReadyStory) -> bytes:
    """The same file with its links, its outline, its language and what it says of itself."""
    writer = PdfWriter(clone_from=drawn)
    for page, sheet in zip(writer.pages, sheets, strict=True):
        for (west, north, east, south), url in sheet.links:
            writer.add_annotation(page, Link(rect=(west, HEIGHT - south, east, HEIGHT - north), url=url))
        writer.add_outline_item(title=one_line(sheet.title), page_number=page)
    writer.metadata = None
    writer.add_metadata(
        {"/Title": one_line(ready.story.title), "/Subject": one_line(ready.story.standfirst), "/Creator": f"Strikemap {__version__}"}
    )
    writer.root_object[NameObject("/Lang")] = TextStringObject(ready.story.language)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
