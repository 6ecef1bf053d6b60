"""The day of knowledge: the bar below the timeline, and how knowledge of one report grew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_day
from strikemap.query.growth import Step, attack_of, growth_of
from strikemap.query.known import LeftOut, Steps, claims_about, days_of, left_out, steps_from
from strikemap.query.news import concerned
from strikemap.query.view import View
from strikemap.query.wording import Labels
from ui.address import go, latest
from ui.behind import map_link
from ui.settle import settled

KEY = "known"
LAST_OFFERED = dt.date(2030, 12, 31)
"""Last day that the calendar offers, where the View names no later one."""

KEPT_GROWTHS = 64

NO_DAYS = "This dataset has no days of publication, so it cannot be shown as it was known on a day."
NOTHING_SHOWN = "No report is shown, so there are no claims to date."


def known_bar(catalogue: Catalogue, view: View, on_screen: pd.DataFrame) -> None:
    """Draw the bar: the day of knowledge, the days of new publications about the reports shown, and what is left out.

    Its height never changes; the controls follow when the page has stood for a moment, in the place kept for them.
    """
    dataset = catalogue.dataset(view.dataset)
    claims = claims_about(dataset.claims, concerned(catalogue, view, on_screen))
    days = days_of(claims)
    with st.container(key="known_bar", horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        with st.container(key="known_day", horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall", width="content"):
            if settled():
                _controls(view, dataset, days)
            else:
                st.html(Markup('<p class="sm-known">{}</p>').format(_as_known(view)))
        words = NOTHING_SHOWN if claims.empty and len(dataset.claims) else said(view, days, left_out(claims, view.known))
        st.html(Markup('<p class="sm-known" role="status">{}</p>').format(words))
        if view.known and settled():
            st.button(
                "To today", type="tertiary", key="known_today", on_click=_set, args=[view, None], help="Show what is known today",
            )  # fmt: skip


def said(view: View, days: Sequence[dt.date], left: LeftOut) -> str:
    """What the day of knowledge leaves out of the claims about these reports, in words."""
    if not days and not left.undated:
        return NO_DAYS if view.known is None else f"{NO_DAYS} Nothing is known of it on that day."
    undated = f"{left.undated:,} without a day of publication"
    if view.known is None:
        up_to = f"Claims published up to {say_day(days[-1])}" if days else "Claims"
        return f"{up_to}{', and ' + undated if left.undated else ''}."
    return f"Left out: {left.later:,} {'claim' if left.later == 1 else 'claims'} published later{', ' + undated if left.undated else ''}."


def _as_known(view: View) -> str:
    return f"As known: {say_day(view.known) if view.known else 'today'}"


def _set(view: View, day: dt.date | None) -> None:
    go(latest(view).but(known=day))


def _controls(view: View, dataset: Dataset, days: Sequence[dt.date]) -> None:
    """Steps to the days of new publications on both sides, and between them the day itself."""
    about = f"Something new about these reports was published on {len(days):,} days, {say_day(days[0])} to {say_day(days[-1])}." if days else ""
    day_choice(
        DayChoice(
            KEY, _as_known(view), view.known, steps_from(days, view.known), lambda day: _set(view, day), to_today=True,
            title="As known on", reason="a day of new publications about these reports", about=about,
        ),
        dataset,
    )  # fmt: skip


@dataclass(frozen=True)
class DayChoice:
    """A day of knowledge that is stepped or typed.

    key : its key in the session, and the start of those of its buttons. words : what stands between the steps. day : None = today.
    to_today : whether today can be chosen. title : of the calendar. reason : why a step leads where it does. about : below the calendar.
    """

    key: str
    words: str
    day: dt.date | None
    steps: Steps
    choose: Callable[[dt.date | None], None]
    to_today: bool
    title: str
    reason: str
    about: str


def day_choice(choice: DayChoice, dataset: Dataset) -> None:
    """Draw the step before, the day, the step after."""
    steps = choice.steps
    _step(choice, steps.before, "before", "Before")
    with st.popover(choice.words, key=f"{choice.key}_pick"):
        _typed(choice, dataset)
    if choice.to_today and choice.day and steps.after is None:
        st.button(
            "Today", key=f"{choice.key}_after", icon=_ICONS["after"], icon_position="right", on_click=choice.choose, args=[None],
        )  # fmt: skip
    else:
        _step(choice, steps.after, "after", "After")


_ICONS = {"before": ":material/chevron_left:", "after": ":material/chevron_right:"}


def _step(choice: DayChoice, day: dt.date | None, side: Literal["before", "after"], nothing: str) -> None:
    st.button(
        say_day(day) if day else nothing,
        key=f"{choice.key}_{side}",
        icon=_ICONS[side],
        icon_position="left" if side == "before" else "right",
        on_click=choice.choose,
        args=[day],
        disabled=day is None,
        help=f"As known on {say_day(day)}, {choice.reason}" if day else None,
    )


def _typed(choice: DayChoice, dataset: Dataset) -> None:
    """Any day, typed or chosen; none = today, where that can be chosen."""
    if st.session_state.get(choice.key) != choice.day:
        st.session_state[choice.key] = choice.day

    def write() -> None:
        day = st.session_state[choice.key]
        if day or choice.to_today:
            choice.choose(day)

    known = [choice.day] if choice.day else []
    st.date_input(
        choice.title,
        value=None,
        min_value=min([dataset.first_day, *known]),
        max_value=max([LAST_OFFERED, *known]),
        key=choice.key,
        format="YYYY-MM-DD",
        on_change=write,
        help="Only what was published by that day counts, with the grades it had then."
        + (" Empty: everything known today." if choice.to_today else ""),
    )
    if choice.about:
        st.caption(choice.about)


@lru_cache(maxsize=KEPT_GROWTHS)
def _growth(dataset: Dataset, event_ids: tuple[str, ...]) -> tuple[Step, ...]:
    return growth_of(dataset, event_ids)


def growth_panel(view: View, dataset: Dataset, labels: Labels) -> None:
    """How knowledge of the View's report grew, behind one quiet line below its card; worked out when it is opened."""
    if not view.event:
        return
    more = st.expander("How knowledge of this report grew", key="growth", on_change="rerun")
    if more.open:
        with more:
            st.html(growth_html(view, dataset, labels))


def growth_html(view: View, dataset: Dataset, labels: Labels) -> Markup:
    """The days on which something about the View's report was published, each a link to what was known then."""
    own = _growth(dataset, (view.event,))
    attack = tuple(each for each in attack_of(dataset, view.event) if each != view.event)
    whole = {step.day: step for step in _growth(dataset, (view.event, *attack))} if attack else {}
    alone = {step.day: step for step in own}
    days = sorted({*alone, *whole})
    if not days:
        return Markup('<p class="sm-quiet">No claim about it has a day of publication.</p>')
    lead = Markup('<p class="sm-quiet">Each day opens the map as it was known then.{}</p>').format(
        f" This report counts as one attack with {len(attack):,} other {'record' if len(attack) == 1 else 'records'}; what all of them say together stands below it."
        if attack
        else ""
    )
    lines = Markup("").join(_day(view, day, alone.get(day), whole.get(day), labels) for day in days)
    return Markup('<div class="sm-card">{}<ol class="sm-grew">{}</ol></div>').format(lead, lines)


def _day(view: View, day: dt.date, own: Step | None, whole: Step | None, labels: Labels) -> Markup:
    parts = [Markup("<li>{}").format(map_link(view.but(known=day), say_day(day)))]
    parts.append(_standing("", own, labels) if own else Markup(" <span class=sm-quiet>nothing new on this record</span>"))
    if whole:
        parts.append(Markup("<p>{}</p>").format(_standing("As one attack", whole, labels)))
    told = whole or own
    if told and told.blamed:
        parts.append(Markup("<p class=sm-hedge>{}</p>").format(told.sentence(labels)))
    if told:
        parts.append(Markup("<p class=sm-quiet>{}</p></li>").format(_who(told)))
    return Markup("").join(parts)


def _standing(title: str, step: Step, labels: Labels) -> Markup:
    """The grade of a day with what it rests on: "fair, denied; 2 independent claimants"."""
    grade = labels.of("grade", step.grade) if step.grade else "not yet reported"
    number = f"{step.independent:,} independent {'claimant' if step.independent == 1 else 'claimants'}"
    return Markup(" {}<b>{}{}</b>; {}").format(f"{title}: " if title else "", grade, ", denied" if step.denied else "", number)


def _who(step: Step) -> str:
    new = f"New: {', '.join(step.new)}." if step.new else "Nobody new spoke."
    again = f" {step.repeats:,} {'claim' if step.repeats == 1 else 'claims'} printed again." if step.repeats else ""
    return new + again
