"""The look of every chart: our letters, our ink, quiet axes; the words that must not fall off stand in the chart itself."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any, Final

import altair as alt

from strikemap.model.vocabulary import GRADES
from strikemap.output.looks import colours
from strikemap.output.pictures.marks import mixed

SANS: Final = "Source Sans Pro, 'Source Sans 3', Source Sans, sans-serif"
SERIF: Final = "Source Serif Pro, 'Source Serif 4', Source Serif, serif"
"""A name with a number in it has to be quoted, or a reader of fonts passes over the whole list and draws no letters."""

TITLE_LETTERS: Final = 40
LINE_LETTERS: Final = 54
"""Letters in a line of the title and of the words in a chart: what a phone's width holds."""

WIDE: Final = alt.AutoSizeParams(type="fit-x", contains="padding")
"""The height is that of the marks alone, on the page as in a file; the width holds everything, so that it fits a phone."""

GRADE_ORDER: Final = ("confirmed", "fair", "contested", "weak", "discounted")
"""From the firmest to the least firm, as in the bars of the timeline."""


def grade_fills(theme: str) -> dict[str, str]:
    """The fill of each grade: solid for confirmed, lighter for fair, between them for contested, paper for weak."""
    marks = colours()["marks"][theme]
    ink, tint, paper = marks["ink"], marks["tint"], marks["paper"]
    fills = {"confirmed": ink, "fair": tint, "contested": mixed(ink, tint, 0.5), "weak": paper, "discounted": marks["line"]}
    return {grade: fills[grade] for grade in GRADES}


def weapon_colours(theme: str) -> list[str]:
    """Colours of the weapon families, in the order of strikemap.model.vocabulary.WEAPONS and "not stated"."""
    return list(colours()["marks"][theme]["weapons"])


def dressed(chart: Any, theme: str, *, title: str, says: str = "", foot: str = "") -> Any:
    """A chart in our look.

    title : what is shown, of which days; says : the one sentence to take away, with its n; foot : sources, notice, what is
    not counted. They travel with the chart wherever it is copied to.
    """
    marks = colours()["marks"][theme]
    words = alt.TitleParams(
        text=textwrap.wrap(title, TITLE_LETTERS), subtitle=[line for words in (says, foot) for line in textwrap.wrap(words, LINE_LETTERS)], anchor="start", font=SERIF, fontSize=17, fontWeight=700,
        color=marks["text"], subtitleFont=SANS, subtitleFontSize=13, subtitleColor=marks["soft"], subtitlePadding=5, offset=12,
    )  # fmt: skip
    sized = {"autosize": WIDE} if isinstance(chart, alt.Chart | alt.LayerChart) else {}
    return chart.properties(title=words, **sized).configure(**_config(marks))


def _config(marks: Mapping[str, Any]) -> dict[str, Any]:
    quiet = {
        "labelFont": SANS, "labelFontSize": 12, "labelColor": marks["soft"], "titleFont": SANS, "titleFontSize": 12.5,
        "titleFontWeight": 400, "titleColor": marks["soft"], "domainColor": marks["soft"], "tickColor": marks["line"],
        "gridColor": marks["line"], "gridOpacity": 0.7,
    }  # fmt: skip
    return {
        "background": marks["paper"],
        "font": SANS,
        "axis": quiet,
        "legend": {key: value for key, value in quiet.items() if key.startswith(("label", "title"))} | {"symbolStrokeColor": marks["ink"]},
        "header": {key: value for key, value in quiet.items() if key.startswith(("label", "title"))},
        "text": {"font": SANS, "fontSize": 12, "color": marks["text"]},
        "view": {"stroke": None},
    }
