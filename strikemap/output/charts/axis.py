"""The axis of the background: rows of stretches over the years, and over the days of the war. Open ends are drawn as arrows."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import pandas as pd

from strikemap.model.dates import say_day, say_short_day
from strikemap.output.charts.look import dressed
from strikemap.output.charts.mirrored import CHOSEN, labels_expression
from strikemap.output.looks import colours
from strikemap.query.history import Stretch

ROW_PX: Final = 25
LINE_PX: Final = 12
LETTERS: Final = 30
"""Letters in a line of the words beside a row; at most two lines are shown."""

YEARS: Final = 5
"""Years from one mark of the axis to the next."""

THIN: Final = 0.006
"""Part of the axis below which a stretch is drawn as a dot: as a bar it could not be seen."""

REACH: Final = 0.03
"""Part of the axis that answers to the pointer around a mark, at least: what a finger hits."""

STRIP: Final = "strip"
FOOT: Final = "Claims by the sources named, not findings. An arrow: it goes on beyond what is stated. Hollow: no date stated, drawn on the day it was told."


@dataclass(frozen=True)
class Ruler:
    """The days along the top. ticks : days since the start, and their words. Days are numbers, so that no time zone moves them."""

    days: int
    ticks: dict[str, str]

    def x(self, field: str) -> alt.X:
        """A column of days since the start."""
        axis = alt.Axis(values=[int(each) for each in self.ticks], labelExpr=labels_expression(self.ticks), orient="top")
        return alt.X(f"{field}:Q", title=None, scale=alt.Scale(domain=[0, self.days], nice=False), axis=axis)


def axis_chart(found: Sequence[Stretch], war: tuple[dt.date, dt.date], theme: str, *, title: str, says: str) -> Any:
    """Everything from the first year to the last; a mark is chosen by `id`."""
    start = dt.date(min(each.first for each in found).year, 1, 1)
    end = dt.date(max(each.last for each in found).year + 1, 1, 1)
    years = range(start.year + -start.year % YEARS, end.year + 1, YEARS)
    ticks = {str((dt.date(year, 1, 1) - start).days): str(year) for year in years}
    ruler = Ruler((end - start).days, ticks)
    ink = colours()["marks"][theme]["ink"]
    rule = alt.Chart(pd.DataFrame({"x": [(war[0] - start).days]})).mark_rule(color=ink, strokeDash=[3, 3], opacity=0.6).encode(x=ruler.x("x"))
    table = _table(found, start, (end - start).days)
    return dressed(alt.layer(rule, *_rows(table, ruler, theme)).properties(height=ROW_PX * table["lane"].nunique()), theme, title=title, says=says, foot=FOOT)


def war_chart(found: Sequence[Stretch], daily: Sequence[tuple[dt.date, int]], theme: str, *, title: str, says: str) -> Any:
    """The days of the war: above a strip with the reports certainly of each day, below the turning points.

    daily : each day and its number. A turning point is chosen by `id`, a day by `day`.
    """
    start, days = daily[0][0], len(daily)
    ticks = {str(at): say_short_day(each) for at, (each, _) in enumerate(daily) if at % 7 == 0}
    ruler = Ruler(days, ticks)
    marks = colours()["marks"][theme]
    strip = pd.DataFrame(
        [
            {"lane": STRIP, "x": at, "x2": at + 1, "middle": at + 0.5, "reports": number, "when": say_day(day), "day": day.isoformat(), "id": ""}
            for at, (day, number) in enumerate(daily)
        ]
    )
    table = _table(found, start, days, {STRIP: "reports certainly of the day"})
    y = _lanes(table)
    blocks = (
        alt.Chart(strip).mark_rect(stroke=marks["paper"], strokeWidth=1, color=marks["ink"])
        .encode(
            x=ruler.x("x"), x2="x2:Q", y=y, opacity=alt.Opacity("reports:Q", scale=alt.Scale(domain=[0, max(number for _, number in daily) or 1], range=[0.06, 1]), legend=None),
            tooltip=[alt.Tooltip("when:N", title="day"), alt.Tooltip("reports:Q", title="reports certainly of that day")],
        )
    )  # fmt: skip
    return dressed(alt.layer(blocks, *_rows(table, ruler, theme)).properties(height=ROW_PX * table["lane"].nunique()), theme, title=title, says=says, foot=FOOT.split(". An", maxsplit=1)[0] + ".")


def _table(found: Sequence[Stretch], start: dt.date, days: int, first_rows: dict[str, str] | None = None) -> pd.DataFrame:
    """One row a mark. lane : key of its row; words : what stands beside the row; x, x2 : days since the start of the axis."""
    rows: list[dict[str, object]] = [_blank(lane, words) for lane, words in (first_rows or {}).items()]
    group = found[0].group if found else ""
    if not first_rows:
        rows.append(_blank(f"head:{group}", group.upper()))
    for each in found:
        if each.group != group:
            group = each.group
            rows.append(_blank(f"head:{group}", group.upper()))
        low, high = (each.first - start).days, (each.last - start).days + 1
        around = max(0.0, REACH * days - (high - low)) / 2
        rows.append(
            {
                "lane": f"{each.group}:{each.lane}", "beside": each.lane, "x": low, "x2": high, "middle": (low + high) / 2, "id": each.id,
                "from": low - around, "to": high + around,
                "mark": "told" if each.shape == "told" else "dot" if (high - low) / days < THIN else "bar",
                "open_start": each.open_start, "open_end": each.open_end, "when": each.when, "says": each.says, "words": each.words,
            }
        )  # fmt: skip
    return pd.DataFrame(rows)


def _blank(lane: str, words: str) -> dict[str, object]:
    """A row without a mark: a head, or one that another layer fills."""
    return {
        "lane": lane, "beside": words, "x": 0, "x2": 0, "middle": 0.0, "from": 0.0, "to": 0.0, "id": "", "mark": "", "open_start": False, "open_end": False,
        "when": "", "says": "", "words": "",
    }  # fmt: skip


def _lanes(table: pd.DataFrame) -> alt.Y:
    """The rows, each with its words in at most two lines."""
    beside = dict(zip(table["lane"], table["beside"], strict=True))
    words = {lane: "|".join(textwrap.wrap(str(text), LETTERS, max_lines=2, placeholder=" …")) for lane, text in beside.items()}
    axis = alt.Axis(
        title=None, ticks=False, domain=False, labelLimit=190, labelExpr=labels_expression(words), labelLineHeight=LINE_PX, labelFontSize=11.5,
        labelOffset={"expr": f"-{LINE_PX / 2} * (length({labels_expression(words)}) - 1)"}, grid=True, gridOpacity=0.35,
    )  # fmt: skip
    return alt.Y("lane:N", sort=list(beside), scale=alt.Scale(domain=list(beside)), axis=axis)


def _rows(table: pd.DataFrame, ruler: Ruler, theme: str) -> list[Any]:
    """Bars, dots, hollow marks and arrows; above them what answers to the pointer, since only one layer can."""
    marks = colours()["marks"][theme]
    chosen = alt.selection_point(name=CHOSEN, fields=["id"])
    wide = alt.when(chosen, empty=False).then(alt.value(3)).otherwise(alt.value(1.2))
    base = alt.Chart(table).encode(y=_lanes(table))

    def points(where: str, column: str, shape: str, fill: str, size: int) -> Any:
        mark = base.transform_filter(where).mark_point(size=size, shape=shape, fill=fill, stroke=marks["ink"], opacity=1)
        return mark.encode(x=ruler.x(column), strokeWidth=wide)

    return [
        base.transform_filter("datum.mark == 'bar'").mark_bar(height=11, fill=marks["tint"], stroke=marks["ink"]).encode(x=ruler.x("x"), x2="x2:Q", strokeWidth=wide),
        points("datum.mark == 'dot'", "middle", "circle", marks["ink"], 70),
        points("datum.mark == 'told'", "middle", "diamond", marks["paper"], 70),
        points("datum.open_end", "x2", "triangle-right", marks["ink"], 55),
        points("datum.open_start", "x", "triangle-left", marks["ink"], 55),
        base.transform_filter("datum.mark != ''").mark_bar(opacity=0, height=ROW_PX - 3, cursor="pointer")
        .encode(
            x=ruler.x("from"), x2="to:Q",
            tooltip=[alt.Tooltip("beside:N", title="what"), alt.Tooltip("when:N"), alt.Tooltip("says:N", title="who says so"), alt.Tooltip("words:N", title="note")],
        )
        .add_params(chosen),
    ]  # fmt: skip
