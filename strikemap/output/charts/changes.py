"""Changes per day of publication, each kind in a lane of its own, with the span that is compared in solid ink."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import altair as alt
import pandas as pd

from strikemap.model.dates import say_day, say_short_day
from strikemap.output.charts.look import dressed
from strikemap.output.charts.mirrored import CHOSEN, labels_expression, marks_axis
from strikemap.output.looks import colours
from strikemap.query.changes import CHANGE_WORDS, Kind

LANE_WORDS: Final[Mapping[Kind, str]] = {
    "added": "added", "removed": "removed", "regraded": "graded anew", "toll": "numbers", "blamed": "side or hedge", "weapon": "weapon",
}  # fmt: skip

CHANGES_FOOT: Final = (
    "Days without a change have no place; a dashed line ends a gap. One report can change on several days."
)

MOST_DAYS: Final = 200
"""Days drawn, the latest ones; a narrower bar can be neither read nor clicked."""

PLOT_PX: Final = 226
LETTERS_PX: Final = 12
"""Height of a lane above which its number does not touch its name."""
BETWEEN: Final = 0.11
"""Room between two lanes, as a share of the plot."""

LONG_GAP: Final = 14
CLEAR: Final = 0.14
"""Share of the axis between two labels: what one needs on a phone."""


def changes_chart(  # noqa: PLR0913
    table: pd.DataFrame, since: dt.date, until: dt.date | None, theme: str, *, title: str, says: str
) -> Any:
    """The chart of `change_table.by_day`: a day is chosen by `day`. since, until : the span compared; None = today."""
    days = sorted(table["day"].unique())[-MOST_DAYS:]
    own = table[table["day"].isin(days)]
    lanes = _lanes(own)
    marks = colours()["marks"][theme]
    bars = _bars(own, lanes, since, until)
    hits = _hits(own, days, max(base + tall for base, tall in lanes.values()))
    x = _x(days, theme)
    y = _y(lanes)
    chosen = alt.selection_point(name=CHOSEN, fields=["day"])
    drawn = (
        alt.Chart(bars)
        .mark_bar(strokeWidth=0.9)
        .encode(
            x=x, y=y, y2="high:Q",
            fill=alt.Fill("asked:N", scale=alt.Scale(domain=[True, False], range=[marks["ink"], marks["paper"]]), legend=None),
            stroke=alt.value(marks["ink"]),
        )
    )  # fmt: skip
    touched = (
        alt.Chart(hits)
        .mark_bar(opacity=0)
        .encode(x=x, y=y, y2="high:Q", tooltip=[alt.Tooltip("words:N", title="published on"), alt.Tooltip("said:N", title="changes")])
        .add_params(chosen)
    )
    return dressed((drawn + touched).properties(height=PLOT_PX), theme, title=title, says=says, foot=CHANGES_FOOT)


def changes_alt(table: pd.DataFrame, says: str) -> str:
    """The chart in words: how many days, of which kinds, and the day with the most."""
    if table.empty:
        return f"No day of publication changed anything. {says}"
    by_kind = ", ".join(f"{number:,} {CHANGE_WORDS[kind]}" for kind, number in _sums(table, "kind").items())
    most = _sums(table, "day")
    top = max(most, key=lambda day: most[day])
    return f"Changes on {len(most):,} days of publication: {by_kind}. Most on {say_day(top)}: {most[top]:,}. {says}"


def _sums(table: pd.DataFrame, by: str) -> dict[Any, int]:
    return {key: int(number) for key, number in table.groupby(by, sort=False)["n"].sum().items()}


def _lanes(table: pd.DataFrame) -> dict[Kind, tuple[int, int]]:
    """For each kind that occurs its base line and its highest bar, the first kind on top; all on one scale."""
    tallest = {kind: int(table.loc[table["kind"] == kind, "n"].max()) for kind in LANE_WORDS if (table["kind"] == kind).any()}
    # whole numbers: the words of an axis are found by its values as a browser writes them
    gap = math.ceil(sum(tallest.values()) * BETWEEN / (1 - BETWEEN * len(tallest)))
    lanes: dict[Kind, tuple[int, int]] = {}
    at = 0
    for kind in reversed(tallest):
        lanes[kind] = (at, tallest[kind])
        at += tallest[kind] + gap
    return lanes


def _bars(table: pd.DataFrame, lanes: Mapping[Kind, tuple[int, int]], since: dt.date, until: dt.date | None) -> pd.DataFrame:
    """One row per bar; `asked` where its day lies in the span compared."""
    base = table["kind"].map({kind: found[0] for kind, found in lanes.items()})
    asked = [day > since and (until is None or day <= until) for day in table["day"]]
    return pd.DataFrame({"day": [each.isoformat() for each in table["day"]], "low": base, "high": base + table["n"], "asked": asked})


def _hits(table: pd.DataFrame, days: Sequence[dt.date], top: int) -> pd.DataFrame:
    """What a pointer meets: the whole height of each day, so that a small bar is chosen as easily as a tall one."""
    said = {
        day: ", ".join(f"{n:,} {CHANGE_WORDS[kind]}" for kind, n in zip(part["kind"], part["n"], strict=True))
        for day, part in table.groupby("day", sort=False)
    }
    return pd.DataFrame(
        [{"day": day.isoformat(), "words": say_day(day), "said": said[day], "low": 0, "high": top} for day in days]
    )


def _x(days: Sequence[dt.date], theme: str) -> alt.X:
    after_gap = [at + 1 for at, (one, other) in enumerate(pairwise(days)) if (other - one).days > LONG_GAP]
    clear = max(1, round(len(days) * CLEAR))
    wanted = [0, *after_gap, *range(0, len(days), clear)]
    labelled: list[int] = []
    for at in wanted:
        if all(abs(at - other) >= clear for other in labelled):
            labelled.append(at)
    labelled.sort()
    said = [None, *(days[at].year for at in labelled)]
    words = {
        days[at].isoformat(): say_short_day(days[at]) + ("" if days[at].year == year else f"|{days[at].year}")
        for at, year in zip(labelled, said, strict=False)
    }
    lines = [days[at].isoformat() for at in after_gap]
    axis = marks_axis(sorted({*words, *lines}), words, lines, theme)
    return alt.X("day:O", scale=alt.Scale(domain=[each.isoformat() for each in days], paddingInner=0.2), axis=axis)


def _y(lanes: Mapping[Kind, tuple[int, int]]) -> alt.Y:
    """The base line of each lane bears its name, its highest bar the number where it has room."""
    ticks = {str(base): LANE_WORDS[kind] for kind, (base, _) in lanes.items()}
    a_unit = PLOT_PX / max(base + tall for base, tall in lanes.values())
    ticks |= {str(base + tall): f"{tall:,}" for base, tall in lanes.values() if tall * a_unit >= LETTERS_PX}
    axis = alt.Axis(values=[int(each) for each in ticks], labelExpr=labels_expression(ticks), title=None, labelLimit=110, labelOverlap=False, gridDash=[1, 0])
    return alt.Y("low:Q", axis=axis, scale=alt.Scale(nice=False))
