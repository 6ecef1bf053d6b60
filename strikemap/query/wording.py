"""Say a View in words: the caption is the sum of its parts, each filter gives its own phrase."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_date, say_day, say_days
from strikemap.model.vocabulary import NOT_STATED
from strikemap.query.counts import Counts
from strikemap.query.select import active_filters, select, shown
from strikemap.query.speakers import SPEAKER_WORDS
from strikemap.query.view import View
from strikemap.query.window import Window

EN_DASH = "\N{EN DASH}"
NBSP = "\N{NO-BREAK SPACE}"

PART_TITLES: Mapping[str, str] = {
    "window": "the days",
    "weapon": "the weapon filter",
    "by": "the filter on the side blamed",
    "said": "the filter on who reports it",
    "target": "the target filter",
    "grade": "the grade filter",
    "region": "the region filter",
    "q": "the text search",
    "known": "the day of knowledge",
}


def upper_first(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def in_a_row(names: Sequence[str]) -> str:
    """Names as a sentence lists them: "A", "A and B", "A, B and C"; "" for none."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


@dataclass(frozen=True)
class Labels:
    """Words for the values of a dataset, by part of the View: {"weapon": {"drone": "drones"}, ...}."""

    by_part: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, part: str, value: str) -> str:
        """The word for a value; the value itself, underscores opened, where none is declared."""
        return self.by_part.get(part, {}).get(value, value.replace("_", " "))

    def list(self, part: str, values: tuple[str, ...]) -> str:
        """Several values in a row: "drones, air strikes or small arms"."""
        words = [self.of(part, value) for value in values]
        return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def labels_of(dataset: Dataset) -> Labels:
    """The words that a dataset declares for its values, in [labels] of its dataset.toml."""
    return Labels({"said": SPEAKER_WORDS} | dataset.settings.get("labels", {}))


def say_window(window: Window) -> str:
    """A window in words; open sides are said as such."""
    if window.first and window.last:
        return say_days(window.first, window.last)
    if window.last:
        return f"until {say_day(window.last)}"
    return f"from {say_day(window.first)}" if window.first else "at any time"


def filter_phrases(view: View, labels: Labels) -> list[str]:
    """What each active filter says of itself, in the order of the caption."""
    phrases: dict[str, Callable[[], str]] = {
        "weapon": lambda: "with " + labels.list("weapon", view.weapon),
        "target": lambda: "on " + labels.list("target", view.target),
        "by": lambda: "for which " + labels.list("by", view.by) + " is blamed",
        "said": lambda: "reported by " + labels.list("said", view.said),
        "region": lambda: "in " + labels.list("region", view.region),
        "grade": lambda: "graded " + labels.list("grade", view.grade),
        "q": lambda: f"mentioning \N{LEFT DOUBLE QUOTATION MARK}{view.q}\N{RIGHT DOUBLE QUOTATION MARK}",
    }
    active = {each.part for each in active_filters(view)}
    return [phrase() for part, phrase in phrases.items() if part in active]


def title_of(view: View, window: Window, labels: Labels) -> str:
    """The title of what is shown: "Reported strikes with cluster munitions, 3-6 Oct 2020, as known on 8 Oct 2020"."""
    subject = " ".join(["Reported strikes", *filter_phrases(view, labels)])
    parts = [subject, say_window(window)]
    if view.known:
        parts.append(f"as known on {say_day(view.known)}")
    return ", ".join(parts)


def count_sentence(counts: Counts) -> str:
    """The counts in words: "87 certainly and 5 possibly of these days, of 159 reports"; each number says which it is.

    What is certain is that the report is of these days, not that it is true: so the words never say "certain reports".
    """
    of = f"{counts.total:,} {_plural(counts.total, 'report')}"
    if counts.total != counts.in_dataset:
        of += f" that match ({counts.in_dataset:,} in all)"
    sentence = f"{counts.certain:,} certainly and {counts.possible:,} possibly of these days, of {of}"
    extra = []
    if counts.undated:
        extra.append(f"{counts.undated:,} undated")
    if counts.unplaced:
        extra.append(f"{counts.unplaced:,} without a place, listed only")
    return "; ".join([sentence, *extra])


def support_sentence(counts: Counts) -> str:
    """What the shown reports rest on: "72 % rest on one party alone", or "" where nothing is shown."""
    if not counts.shown:
        return ""
    if counts.one_party == counts.shown:
        return "All of them rest on the officials of one party alone." if counts.shown > 1 else (
            "It rests on the officials of one party alone."
        )
    if not counts.one_party:
        return "None rests on one party alone."
    share = round(100 * counts.one_party / counts.shown)
    few = "less than 1" if share == 0 else str(min(share, 99))
    return f"{few}{NBSP}% rest on the officials of one party alone ({counts.one_party:,} of {counts.shown:,})."


@dataclass(frozen=True)
class EmptyReason:
    """Why nothing is shown: the part of the View whose lifting would show something, how much, and that View."""

    part: str
    reports: int
    lifted: View


def why_empty(
    reports_of: Callable[[View], pd.DataFrame], view: View, first_day: dt.date | None, last_day: dt.date | None
) -> list[EmptyReason]:
    """The parts that empty a selection, each with the number of reports that lifting it alone would show.

    reports_of : gives the whole reports table of a View, as known on its day.
    """
    lifted = {each.part: view.but(**{each.part: "" if each.part == "q" else ()}) for each in active_filters(view)}
    lifted["window"] = view.but(first=None, last=None, mode="during")
    if view.known:
        lifted["known"] = view.but(known=None)
    found = {part: len(shown(select(reports_of(other), other, first_day, last_day))) for part, other in lifted.items()}
    return [EmptyReason(part, number, lifted[part]) for part, number in found.items() if number]


def empty_sentence(view: View, window: Window, labels: Labels, reasons: list[EmptyReason]) -> str:
    """An empty result in a sentence that says which filter empties it."""
    start = f"No report matches: {title_of(view, window, labels)}."
    if not reasons:
        return f"{start} No single filter is the cause; lift two or more, or start again with all reports."
    options = [f"{PART_TITLES[each.part]} ({each.reports:,})" for each in reasons]
    choice = options[0] if len(options) == 1 else ", ".join(options[:-1]) + " or " + options[-1]
    return f"{start} There would be reports without {choice}."


def hover_lines(reports: pd.DataFrame, labels: Labels) -> tuple[list[str], list[str]]:
    """Two short lines for each report: when and where; what, how sure, and who is blamed in the source's own hedge."""
    dates = {text: say_date(text) for text in reports["occurred"].unique()}
    first = [f"{dates[when]} · {place}" for when, place in zip(reports["occurred"], reports["place_name"], strict=True)]
    parts = zip(
        reports["weapon_category"], reports["grade"], reports["blamed"], reports["blamed_hedge"], strict=True
    )
    return first, [_hover_line(weapon, grade, blamed, hedge, labels) for weapon, grade, blamed, hedge in parts]


def _hover_line(weapon: str, grade: str, blamed: str, hedge: str, labels: Labels) -> str:
    what = "weapon not stated" if weapon == NOT_STATED else weapon.replace("_", " ")
    who = "side not stated" if blamed == NOT_STATED else f"{labels.of('by', blamed)} blamed" + (f" ({hedge})" if hedge else "")
    return f"{what[:1].upper()}{what[1:]} · {labels.of('grade', grade)} · {who}"


def say_range(low: Any, high: Any) -> str | None:
    """A number of people in words: "21", "21-26", "at least 40", "up to 60"; None where nothing is stated."""
    least, most = (None if pd.isna(each) else int(str(each)) for each in (low, high))
    if least is None:
        return None if most is None else f"up to {most:,}"
    if most is None:
        return f"at least {least:,}"
    return f"{least:,}" if least == most else f"{least:,}{EN_DASH}{most:,}"


def _plural(number: int, word: str) -> str:
    return word if number == 1 else word + "s"
