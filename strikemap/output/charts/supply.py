"""What each side is said to have used, as bars; and the steps from who made a weapon to who is said to have used it, as lanes."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import pandas as pd

from strikemap.model.vocabulary import BLOC_WORDS
from strikemap.output.charts.look import dressed
from strikemap.output.looks import colours
from strikemap.output.pictures.marks import mixed
from strikemap.query.munitions import BOTH, ONE, OTHER, PARTY
from strikemap.query.supply import Chain

FOOT: Final = "Claims by the sources, not findings. Numbers of reports are no measure of guilt, intensity or harm."
ROW_PX: Final = 31
LABEL_PX: Final = 220
LINE_PX: Final = 13
NAME_LETTERS: Final = 22
BREAK: Final = "|"
MOST_ROWS: Final = 16
"""Weapons drawn; the tables have all."""

LANE_PX: Final = 52
STATE_LETTERS: Final = 15
MISSING: Final = "not found"
NO_USE: Final = "none reported"
COLUMNS: Final = ("made in", "delivered by", "delivered to", "said to have used it")
STEP_KINDS: Final = ("manufacture", "reported delivery", "alleged use")
DASHES: Final = ([1.5, 3], [1, 0], [7, 4])
SUPPLY_FOOT: Final = "Each kind of line is another kind of claim: none of them shows that one piece went the whole way."


def used_fills(theme: str) -> dict[str, str]:
    """The fill of each footing: solid where independent claimants name weapon and side, paper where one party speaks alone."""
    marks = colours()["marks"][theme]
    return {BOTH: marks["ink"], ONE: mixed(marks["ink"], marks["tint"], 0.55), OTHER: mixed(marks["tint"], marks["paper"], 0.5), PARTY: marks["paper"]}


def used_chart(table: pd.DataFrame, footings: Mapping[str, str], theme: str, *, title: str, says: str) -> Any:
    """Reports by weapon, to the left of the middle those that blame one side, to the right those that blame the other.

    table : as `munitions.counted` or `counted_families` gives it. footings : the words of its footings, in their order.
    """
    marks = colours()["marks"][theme]
    left, right = list(BLOC_WORDS)
    table = table.assign(words=[_broken(each) for each in table["words"]])
    totals = table.groupby("words", sort=False)["reports"].sum().sort_values(ascending=False, kind="stable")
    order = [str(each) for each in totals.index[:MOST_ROWS]]
    kinds = list(footings)
    rows = table[table["words"].isin(order)].assign(rank=lambda found: found["footing"].map({each: at for at, each in enumerate(kinds)}))
    rows = rows.sort_values(["words", "side", "rank"], kind="stable")
    high = rows.groupby(["words", "side"])["reports"].cumsum()
    sign = rows["side"].map({left: -1, right: 1})
    rows = rows.assign(
        low=(high - rows["reports"]) * sign, high=high * sign, kind=rows["footing"].map(footings),
        blamed=rows["side"].map({side: f"blaming {words}" for side, words in BLOC_WORDS.items()}),
    )  # fmt: skip
    most = float(max(1, rows["high"].abs().max() if len(rows) else 1))
    fills = used_fills(theme)
    present = [each for each in kinds if each in set(rows["footing"])]
    y = alt.Y("words:N", sort=order, scale=alt.Scale(domain=order, paddingInner=0.28), axis=_names_axis())
    x = alt.X("low:Q", title=None, scale=alt.Scale(domain=[-most * 1.2, most * 1.2]), axis=alt.Axis(
        labelExpr="format(abs(datum.value), ',d')", tickMinStep=1, tickCount=6))  # fmt: skip
    bars = alt.Chart(rows).mark_bar(stroke=marks["ink"], strokeWidth=0.9).encode(
        y=y, x=x, x2="high:Q",
        fill=alt.Fill("kind:N", title=None, scale=alt.Scale(domain=[footings[each] for each in present], range=[fills[each] for each in present]),
                      legend=alt.Legend(orient="bottom", columns=1, labelLimit=360, symbolType="square")),
        tooltip=[alt.Tooltip("words:N", title="weapon"), alt.Tooltip("blamed:N", title="reports"), alt.Tooltip("kind:N", title="who says so"), alt.Tooltip("reports:Q")],
    )  # fmt: skip
    ends = rows.groupby(["words", "side"], as_index=False)["reports"].sum()
    ends = ends.assign(low=ends["reports"] * ends["side"].map({left: -1, right: 1}))
    number = alt.Text("reports:Q", format=",")
    numbers = [
        alt.Chart(ends[ends["side"] == left]).mark_text(align="right", dx=-4).encode(y=y, x=x, text=number),
        alt.Chart(ends[ends["side"] == right]).mark_text(align="left", dx=4).encode(y=y, x=x, text=number),
    ]
    heads = alt.Chart(pd.DataFrame({"low": [-most * 0.02, most * 0.02], "name": [f"\N{LEFTWARDS ARROW} {_short(left)}", f"{_short(right)} \N{RIGHTWARDS ARROW}"]}))
    middle = alt.Chart(pd.DataFrame({"low": [0]})).mark_rule(color=marks["soft"]).encode(x=x)
    labels = [
        heads.transform_filter(alt.datum.low < 0).mark_text(align="right", dx=-3, y=-9, fontSize=11.5, fontWeight=600, color=marks["soft"]).encode(x=x, text="name:N"),
        heads.transform_filter(alt.datum.low > 0).mark_text(align="left", dx=3, y=-9, fontSize=11.5, fontWeight=600, color=marks["soft"]).encode(x=x, text="name:N"),
    ]
    chart = alt.layer(bars, middle, *numbers, *labels).properties(height=ROW_PX * max(1, len(order)))
    left_out = f" {len(totals) - len(order):,} more weapons stand in the table." if len(totals) > len(order) else ""
    return dressed(chart, theme, title=title, says=says, foot=FOOT + left_out)


def used_alt(table: pd.DataFrame, scope: str) -> str:
    """The bars in words, with their numbers."""
    totals = table.groupby(["words", "side"], sort=False)[["reports"]].sum().reset_index()
    parts = [f"{row['words']}, {BLOC_WORDS[row['side']]} blamed: {row['reports']:,}" for row in totals.to_dict("records")]
    return f"Bars of reports by weapon and side blamed, {scope}. {'; '.join(parts) or 'None'}."


def _short(side: str) -> str:
    return BLOC_WORDS[side].removeprefix("the ")


def _broken(words: str) -> str:
    """Words in lines that fit beside a bar; the break is written by the axis."""
    return BREAK.join(textwrap.wrap(words.replace(BREAK, " "), NAME_LETTERS, max_lines=2, placeholder="\N{HORIZONTAL ELLIPSIS}"))


def _names_axis() -> alt.Axis:
    return alt.Axis(
        title=None, ticks=False, domain=False, labelLimit=LABEL_PX, labelPadding=6, labelOverlap=False,
        labelExpr=f"split(datum.label, '{BREAK}')", labelLineHeight=LINE_PX,
        # an axis puts the first of several lines beside its bar
        labelOffset={"expr": f"-{LINE_PX / 2} * (length(split(datum.label, '{BREAK}')) - 1)"},
    )  # fmt: skip


def supply_chart(chains: Sequence[Chain], theme: str, *, title: str, says: str) -> Any:
    """One lane for each weapon and end; a step that no source speaks of is an open ring without a line."""
    marks = colours()["marks"][theme]
    x = alt.X("at:Q", axis=None, scale=alt.Scale(domain=[-0.06, 3.72]))
    y = alt.Y("lane:Q", axis=None, scale=alt.Scale(domain=[-0.95, len(chains) - 0.25], reverse=True))
    nodes = pd.DataFrame([node for lane, chain in enumerate(chains) for node in _nodes(lane, chain)])
    lines = pd.DataFrame([line for lane, chain in enumerate(chains) for line in _lines(lane, chain)], columns=["lane", "at", "at2", "kind"])
    dash = alt.StrokeDash(
        "kind:N", title=None, scale=alt.Scale(domain=list(STEP_KINDS), range=list(DASHES)),
        legend=alt.Legend(orient="bottom", columns=2, symbolType="stroke", symbolSize=600, symbolStrokeColor=marks["text"]),
    )  # fmt: skip
    titles = pd.DataFrame({"lane": [float(at) for at in range(len(chains))], "at": 0.0, "name": [each.words for each in chains]})
    heads = pd.DataFrame({"lane": -0.72, "at": [0.0, 1.0, 2.0, 3.0], "name": COLUMNS})
    chart = alt.layer(
        alt.Chart(lines).mark_rule(color=marks["text"], strokeWidth=1.7).encode(x=x, x2="at2:Q", y=y, strokeDash=dash),
        alt.Chart(lines.assign(at=lines["at2"] - 0.02)).mark_point(shape="triangle-right", size=42, filled=True, opacity=1, color=marks["text"]).encode(x=x, y=y),
        alt.Chart(nodes).mark_point(size=52, filled=True, opacity=1, strokeWidth=1.4).encode(
            x=x, y=y, tooltip=[alt.Tooltip("told:N", title=" ")],
            fill=alt.Fill("known:N", legend=None, scale=alt.Scale(domain=[True, False], range=[marks["ink"], marks["paper"]])),
            stroke=alt.Stroke("known:N", legend=None, scale=alt.Scale(domain=[True, False], range=[marks["ink"], marks["soft"]])),
        ),
        alt.Chart(nodes).mark_text(align="left", dx=-4, dy=13, fontSize=11.5).encode(
            x=x, y=y, text="name:N", color=alt.Color("known:N", legend=None, scale=alt.Scale(domain=[True, False], range=[marks["text"], marks["soft"]])),
        ),
        alt.Chart(titles).mark_text(align="left", dx=-4, dy=-13, fontSize=12, fontWeight=600, color=marks["text"]).encode(x=x, y=y, text="name:N"),
        alt.Chart(heads).mark_text(align="left", dx=-4, fontSize=11.5, fontWeight=600, color=marks["soft"]).encode(x=x, y=y, text="name:N"),
    ).resolve_scale(color="independent", fill="independent", stroke="independent").properties(height=LANE_PX * (len(chains) + 1))  # fmt: skip
    return dressed(chart, theme, title=title, says=says, foot=SUPPLY_FOOT)


def supply_alt(chains: Sequence[Chain]) -> str:
    """The lanes in words."""
    lines = [
        f"{each.words}: made in {each.made_in or MISSING}; delivered by {each.supplier or MISSING} to {each.recipient or MISSING}; "
        f"{f'{each.user} is said to have used it in {each.reports:,} reports' if each.user else 'no use reported'}"
        for each in chains
    ]
    return f"Lanes from manufacture over delivery to alleged use. {'. '.join(lines)}."


def _nodes(lane: int, chain: Chain) -> list[dict[str, object]]:
    user = f"{chain.user.removeprefix('the ')} (n={chain.reports:,})" if chain.user else ""
    missing = (MISSING, MISSING, MISSING, NO_USE)
    return [
        {
            "lane": float(lane), "at": float(at), "name": textwrap.shorten(name or missing[at], STATE_LETTERS + 10 * (at == len(COLUMNS) - 1), placeholder="\N{HORIZONTAL ELLIPSIS}"),
            "known": bool(name), "told": f"{COLUMNS[at]}: {name or missing[at]}",
        }
        for at, name in enumerate((chain.made_in, chain.supplier, chain.recipient, user))
    ]  # fmt: skip


def _lines(lane: int, chain: Chain) -> list[dict[str, object]]:
    """Lines between the steps that somebody speaks of; manufacture leads to delivery only where maker and supplier are one."""
    found = [
        (0, bool(chain.made_in) and chain.made_in in chain.supplier.split(", "), STEP_KINDS[0]),
        (1, bool(chain.supplier and chain.recipient), STEP_KINDS[1]),
        (2, bool(chain.recipient and chain.user), STEP_KINDS[2]),
    ]
    return [{"lane": float(lane), "at": at + 0.05, "at2": at + 0.94, "kind": kind} for at, known, kind in found if known]
