"""What reports rest on, and who blames whom: two small bar charts of the balance of claims."""

from __future__ import annotations

import textwrap
from typing import Any, Final

import altair as alt
import pandas as pd

from strikemap.model.vocabulary import BLOC_WORDS
from strikemap.output.charts.look import GRADE_ORDER, dressed, grade_fills
from strikemap.output.looks import colours
from strikemap.query.balance import RESTING_WORDS, SPEAKER_WORDS, SPEAKERS
from strikemap.query.wording import Labels

FOOT: Final = "Claims by the sources, not findings. Numbers of reports are no measure of guilt, intensity or harm."
LABEL_PX: Final = 170
"""Room for the words beside a bar; longer ones are broken."""

ROW_PX: Final = 34
LINE_PX: Final = 14
WORDS_IN_LINE: Final = 28
BREAK: Final = "|"


def resting_chart(table: pd.DataFrame, labels: Labels, theme: str, *, title: str, says: str) -> Any:
    """Reports by what they rest on, each bar filled by grade.

    table : as `strikemap.query.balance.resting_of` gives it.
    """
    order = [_broken(words) for words in RESTING_WORDS.values()]
    fills = grade_fills(theme)
    rank = {grade: at for at, grade in enumerate(GRADE_ORDER)}
    present = [each for each in GRADE_ORDER if each in set(table["grade"])]
    rows = table.assign(
        words=[_broken(RESTING_WORDS[each]) for each in table["footing"]],
        grade_words=[labels.of("grade", each) for each in table["grade"]],
        rank=[rank[each] for each in table["grade"]],
    )
    bars = (
        alt.Chart(rows)
        .mark_bar(stroke=colours()["marks"][theme]["ink"], strokeWidth=1)
        .encode(
            y=_rows("words", order),
            x=_number("reports", "reports"),
            color=alt.Color(
                "grade_words:N", title=None, legend=alt.Legend(orient="bottom", columns=3),
                scale=alt.Scale(domain=[labels.of("grade", each) for each in present], range=[fills[each] for each in present]),
            ),
            order=alt.Order("rank:Q"),
            tooltip=[alt.Tooltip("words:N", title="rests on"), alt.Tooltip("grade_words:N", title="grade"), alt.Tooltip("reports:Q")],
        )
    )  # fmt: skip
    return dressed((bars + _totals(rows, order)).properties(height=ROW_PX * len(order)), theme, title=title, says=says, foot=FOOT)


def blame_chart(table: pd.DataFrame, theme: str, *, title: str, says: str) -> Any:
    """Reports in which each kind of speaker blames each side; one panel for each side, on one scale.

    table : `blame` of a `strikemap.query.balance.Balance`.
    """
    marks = colours()["marks"][theme]
    order = [_broken(SPEAKER_WORDS[each]) for each in SPEAKERS]
    rows = table.drop(columns="events").assign(
        words=[_broken(SPEAKER_WORDS[each]) for each in table["speaker"]],
        blamed=[f"blaming {BLOC_WORDS[each]}" for each in table["side"]],
    )
    bars = alt.Chart(rows).mark_bar(color=marks["ink"]).encode(
        y=_rows("words", order),
        x=_number("reports", "reports"),
        tooltip=[
            alt.Tooltip("words:N", title="who"), alt.Tooltip("blamed:N", title="says"), alt.Tooltip("reports:Q"),
            alt.Tooltip("claims:Q", title="claims, repeats left out"),
        ],
    )  # fmt: skip
    panels = (bars + _totals(rows, order)).properties(height=ROW_PX * len(order), width=220)
    return dressed(
        panels.facet(facet=alt.Facet("blamed:N", title=None, header=alt.Header(labelAnchor="start")), columns=1),
        theme, title=title, says=says, foot=FOOT,
    )  # fmt: skip


def resting_alt(table: pd.DataFrame, scope: str) -> str:
    """The first chart in words, with its numbers."""
    totals = table.groupby("footing")["reports"].sum()
    parts = [f"{RESTING_WORDS[each]} {int(totals.get(each, 0)):,}" for each in RESTING_WORDS]
    return f"Bars of reports by what they rest on, {scope}: {'; '.join(parts)}."


def blame_alt(table: pd.DataFrame, scope: str) -> str:
    """The second chart in words, with its numbers."""
    parts = [
        f"{SPEAKER_WORDS[row['speaker']]}, blaming {BLOC_WORDS[row['side']]}: {row['reports']:,} reports"
        for row in table.to_dict("records")
    ]
    return f"Bars of reports by who blames which side, {scope}. {'; '.join(parts)}."


def _rows(field: str, order: list[str]) -> alt.Y:
    axis = alt.Axis(
        title=None, ticks=False, domain=False, labelLimit=LABEL_PX, labelExpr=f"split(datum.label, '{BREAK}')", labelLineHeight=LINE_PX,
        # an axis puts the first of several lines beside its bar
        labelOffset={"expr": f"-{LINE_PX / 2} * (length(split(datum.label, '{BREAK}')) - 1)"},
    )  # fmt: skip
    return alt.Y(f"{field}:N", sort=order, scale=alt.Scale(domain=order, paddingInner=0.3), axis=axis)


def _number(field: str, title: str) -> alt.X:
    return alt.X(f"sum({field}):Q", title=title, axis=alt.Axis(tickMinStep=1, tickCount=4))


def _totals(rows: pd.DataFrame, order: list[str]) -> Any:
    """The number at the end of each bar."""
    return alt.Chart(rows).mark_text(align="left", dx=5).encode(
        y=_rows("words", order), x=_number("reports", "reports"), text=alt.Text("sum(reports):Q", format=",")
    )  # fmt: skip


def _broken(words: str) -> str:
    """Words in lines that fit beside a bar; the break is written by the axis."""
    return BREAK.join(textwrap.wrap(words, WORDS_IN_LINE))
