"""Two Views beside each other: which two, in what they differ, and how many reports each shows of every kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlencode

import pandas as pd

from strikemap.query.counts import Counts
from strikemap.query.select import shown
from strikemap.query.view import PARTS, View, Vocabulary, read_view, write_view
from strikemap.query.window import CERTAIN, Window, window_of
from strikemap.query.wording import Labels, say_window

COMPARED: Final = ("from", "to", "mode", "weapon", "by", "said", "target", "grade", "region", "q")
"""Keys of an address in which the second View may differ. Both share dataset, day of knowledge, camera, layers and names."""

COLUMNS: Final[Mapping[str, str]] = {
    "weapon": "weapon_category", "grade": "grade", "region": "region_ids", "target": "target_type", "by": "blamed", "said": "said_by",
}  # fmt: skip
"""Parts by which the table of differences counts, and their columns of the reports table."""

IN_LISTS: Final = frozenset({"region", "said"})
"""Parts whose column holds several values in a cell: a report counts with each, so their rows must not be added up."""

UNEVEN: Final = (
    "The material of the two sides is uneven, and many strikes are in no report. A difference in the number of reports is no"
    " measure of guilt, intensity or harm."
)


def write_second(first: View, second: View) -> str:
    """The second View as the address holds it: only what differs from the first; an empty value lifts a part."""
    one, two = _by_key(first), _by_key(second)
    pairs = [(key, value) for key in COMPARED if one.get(key) != two.get(key) for value in two.get(key, [""])]
    return urlencode(pairs)


def read_second(first: View, text: str, vocabulary: Vocabulary) -> tuple[View, str]:
    """The second View of an address, and one plain notice ("" when all of it could be read)."""
    said = parse_qsl(text, keep_blank_values=True)
    replaced = {key for key, _ in said}
    kept = [(key, value) for key, value in write_view(first) if key not in replaced or key not in COMPARED]
    return read_view([*kept, *((key, value) for key, value in said if key in COMPARED or not _is_part(key))], vocabulary)


def _is_part(key: str) -> bool:
    return any(part.key == key for part in PARTS)


def _by_key(view: View) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for key, value in write_view(view):
        grouped.setdefault(key, []).append(value)
    return grouped


def halves(view: View, first_day: dt.date, last_day: dt.date) -> tuple[View, View]:
    """The window of a View in two halves, the first one longer by a day where it cannot be halved."""
    window = window_of(view, first_day, last_day)
    last = window.last or last_day
    first = min(window.first or first_day, last)
    middle = first + (last - first) // 2
    after = min(middle + dt.timedelta(days=1), last)
    return view.but(first=first, last=middle, mode="during"), view.but(first=after, last=last, mode="during")


def differences(first: pd.DataFrame, second: pd.DataFrame, part: str) -> pd.DataFrame:
    """Reports of two selections by the values of one part.

    first, second : made by `select`. part : a key of COLUMNS. Returns one row per value that either shows: `value`,
    `a_certain`, `a_possible`, `b_certain`, `b_possible`, `difference` (certain of A less certain of B), and `least` and `most`
    of it, if the possible reports are none or all of what is shown. Exchanging the selections turns every sign.
    """
    counted = [_counted(each, part) for each in (first, second)]
    both = pd.concat(counted, axis=1, keys=["a", "b"]).fillna(0).astype("int64")
    both.columns = pd.Index(["a_certain", "a_possible", "b_certain", "b_possible"])
    table = both.assign(
        difference=both["a_certain"] - both["b_certain"],
        least=both["a_certain"] - both["b_certain"] - both["b_possible"],
        most=both["a_certain"] + both["a_possible"] - both["b_certain"],
    )
    order = (both["a_certain"] + both["b_certain"]).sort_values(ascending=False, kind="stable").index
    return table.loc[order].rename_axis("value").reset_index()


def _counted(selected: pd.DataFrame, part: str) -> pd.DataFrame:
    on = shown(selected[["window_status", COLUMNS[part]]])
    values = on[COLUMNS[part]].astype("str")
    if part in IN_LISTS:
        values = values.str.split(";").explode()
        values = values[values != ""]
    sure = (on["window_status"] == CERTAIN).reindex(values.index)
    found = pd.DataFrame({"certain": values[sure.to_numpy()].value_counts(), "possible": values[~sure.to_numpy()].value_counts()})
    return found.fillna(0).astype("int64").sort_index()


def differs_in(first: View, second: View, labels: Labels, days: tuple[dt.date, dt.date]) -> str:
    """In what the second View differs from the first, in words; days : first and last of the dataset."""
    parts = []
    windows = [window_of(view, *days) for view in (first, second)]
    if windows[0] != windows[1]:
        parts.append(f"the days ({_span(windows[0])} / {_span(windows[1])})")
    names = {"weapon": "weapon", "by": "side blamed", "said": "who reports it", "target": "what was hit", "grade": "grade", "region": "region"}
    for part, name in names.items():
        one, two = getattr(first, part), getattr(second, part)
        if one != two:
            parts.append(f"{name} ({_values(part, one, labels)} / {_values(part, two, labels)})")
    if first.q != second.q:
        parts.append(f"the words searched for (“{first.q}” / “{second.q}”)")
    return "A and B differ in " + ", ".join(parts) + "." if parts else "A and B ask the same."


def _span(window: Window) -> str:
    return say_window(window)


def _values(part: str, values: tuple[str, ...], labels: Labels) -> str:
    return labels.list(part, values) if values else "all"


def more_or_less(first: Counts, second: Counts, in_both: int) -> str:
    """How many reports A and B show, and what that says at least and at most; in_both : reports that both show."""
    difference = first.certain - second.certain
    least, most = first.certain - second.shown, first.shown - second.certain
    how = "as many" if not difference else f"{abs(difference):,} {'more' if difference > 0 else 'fewer'}"
    beside = "as" if not difference else "than"
    span = f"{_signed(least)} to {_signed(most)} if possible ones are counted" if least != most else "no possible ones"
    both = f" {in_both:,} are in both." if in_both else ""
    return (
        f"A shows {first.certain:,} reports certainly and {first.possible:,} possibly of its days, B {second.certain:,} and {second.possible:,}:"
        f" A has {how} of those certain about their days {beside} B ({span}).{both}"
    )


def _signed(number: int) -> str:
    return f"{'+' if number > 0 else MINUS if number < 0 else ''}{abs(number):,}"


MINUS: Final = "\N{MINUS SIGN}"


def in_both(first: pd.DataFrame, second: pd.DataFrame) -> int:
    """Reports that both selections show."""
    return len(shown(first[["window_status"]]).index.intersection(shown(second[["window_status"]]).index))


def shared_view(first: View, second: View) -> View:
    """What both ask: parts in which they differ are lifted, and the days reach from the first of either to the last of either."""
    lifted = {
        part: type(getattr(first, part))() for part in ("weapon", "by", "said", "target", "grade", "region", "q")
        if getattr(first, part) != getattr(second, part)
    }  # fmt: skip
    starts = [each.first for each in (first, second) if each.first and each.mode == "during"]
    ends = [each.last for each in (first, second) if each.last]
    return first.but(
        first=min(starts) if len(starts) == len((first, second)) else None,
        last=max(ends) if len(ends) == len((first, second)) else None,
        mode="during", event="", **lifted,
    )  # fmt: skip
