"""What changed between two states of knowledge: reports added, removed, regraded; tolls, sides blamed and weapons changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from strikemap.model.dataset import Dataset
from strikemap.model.vocabulary import NOT_STATED
from strikemap.query.view import View
from strikemap.query.wording import Labels, say_range

Kind = Literal["added", "removed", "regraded", "toll", "blamed", "weapon"]

CHANGE_WORDS: Final[Mapping[Kind, str]] = {
    "added": "added",
    "removed": "removed",
    "regraded": "graded anew",
    "toll": "numbers of people changed",
    "blamed": "side blamed, or its hedge, changed",
    "weapon": "weapon changed",
}

_HARM_WORDS: Final[Mapping[str, str]] = {"killed": "killed", "injured": "injured", "civilian_killed": "civilians killed"}
_ONE: Final[Mapping[str, str]] = {"civilians killed": "civilian killed"}
"""How the words go with exactly one person, where they differ."""


@dataclass(frozen=True)
class Aspect:
    """Something of a report that can change: its columns in the reports table, and how its value is said."""

    kind: Kind
    columns: tuple[str, ...]
    say: Callable[[tuple[Any, ...], Labels], str]


def _say_grade(values: tuple[Any, ...], labels: Labels) -> str:
    return labels.of("grade", values[0])


def _say_toll(values: tuple[Any, ...], _: Labels) -> str:
    ranges = zip(_HARM_WORDS.values(), values[::2], values[1::2], strict=True)
    said = [(number, words) for words, low, high in ranges if (number := say_range(low, high))]
    return ", ".join(f"{number} {_ONE.get(words, words) if number == '1' else words}" for number, words in said) or "not stated"


def _say_blamed(values: tuple[Any, ...], labels: Labels) -> str:
    side, hedge, denied = values
    if side == NOT_STATED:
        return "not stated"
    return labels.of("by", side) + (f" ({hedge})" if hedge else "") + (", denied" if denied else "")


def _say_weapon(values: tuple[Any, ...], _: Labels) -> str:
    stated = [each.replace("_", " ") for each in values if each != NOT_STATED]
    return ", ".join(stated) or "not stated"


ASPECTS: Final[tuple[Aspect, ...]] = (
    Aspect("regraded", ("grade",), _say_grade),
    Aspect("toll", tuple(f"{what}_{end}" for what in _HARM_WORDS for end in ("min", "max")), _say_toll),
    Aspect("blamed", ("blamed", "blamed_hedge", "denied"), _say_blamed),
    Aspect("weapon", ("weapon_category", "weapon_model"), _say_weapon),
)
"""What is compared of a report that is in both states, in the order in which it is said."""


@dataclass(frozen=True)
class Change:
    """One change of one report; before and after in words, "" where the report was or is not there."""

    event_id: str
    kind: Kind
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """Everything that differs between two states. compared : the aspects that both states know, beside being there at all."""

    rows: tuple[Change, ...]
    compared: tuple[Kind, ...]

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind, by report."""
        return tuple(each for each in self.rows if each.kind == kind)

    @property
    def sentence(self) -> str:
        """The changes counted in words, like: 3 reports were added, 1 was removed, 2 were graded anew."""
        if not self.rows:
            return "No report was added, removed or graded anew."
        parts = [_counted(len(self.of(kind)), kind, first=False) for kind in CHANGE_WORDS if self.of(kind)]
        first = next(kind for kind in CHANGE_WORDS if self.of(kind))
        parts[0] = _counted(len(self.of(first)), first, first=True)
        return ", ".join(parts) + "."


def _counted(number: int, kind: Kind, *, first: bool) -> str:
    reports = ("1 report" if number == 1 else f"{number:,} reports") if first else f"{number:,}"
    verb = "was" if number == 1 else "were"
    return {
        "added": f"{reports} {verb} added",
        "removed": f"{reports} {verb} removed",
        "regraded": f"{reports} {verb} graded anew",
        "toll": f"{reports} with other numbers of people",
        "blamed": f"{reports} with another side blamed or another hedge",
        "weapon": f"{reports} with another weapon",
    }[kind]


def changes_between(
    before: pd.DataFrame | Mapping[str, str], after: pd.DataFrame, labels: Labels | None = None
) -> Changes:
    """What differs between two states of the reports.

    before, after : reports tables indexed by event_id; for `before` a mapping of id to grade will do, of which no more than
    presence and grade is compared. labels : words of the dataset. Values that neither state knows are no change.
    """
    labels = labels or Labels()
    earlier = before if isinstance(before, pd.DataFrame) else _only_grades(before)
    found = after.index.get_indexer(earlier.index)
    in_both = found >= 0
    known = tuple(aspect for aspect in ASPECTS if {*aspect.columns} <= {*earlier.columns} and {*aspect.columns} <= {*after.columns})
    is_new = np.ones(len(after), dtype=bool)
    is_new[found[in_both]] = False
    rows = [*_there(after[is_new], "added", labels), *_there(earlier[~in_both], "removed", labels)]
    for aspect in known:
        columns = list(aspect.columns)
        rows += _altered(earlier[columns].iloc[in_both], after[columns].iloc[found[in_both]], aspect, labels)
    return Changes(tuple(rows), tuple(aspect.kind for aspect in known))


def _only_grades(grades: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({"grade": list(grades.values())}, index=pd.Index(list(grades), dtype="str"), dtype="str")


def _there(only: pd.DataFrame, kind: Kind, labels: Labels) -> list[Change]:
    """The reports that are in one state alone, with their grade."""
    said = [(str(event_id), _say_grade((grade,), labels)) for event_id, grade in zip(only.index, only["grade"], strict=True)]
    if kind == "added":
        return [Change(event_id, kind, "", words) for event_id, words in said]
    return [Change(event_id, kind, words, "") for event_id, words in said]


def _altered(before: pd.DataFrame, after: pd.DataFrame, aspect: Aspect, labels: Labels) -> list[Change]:
    """The reports of which this aspect changed; before, after : its columns, the same reports in the same order."""
    differs = np.zeros(len(before), dtype=bool)
    for column in aspect.columns:
        differs |= _differs(before[column], after[column])
    old, new = before[differs], after[differs]
    pairs = zip(old.index, old.itertuples(index=False, name=None), new.itertuples(index=False, name=None), strict=True)
    return [Change(str(event_id), aspect.kind, aspect.say(a, labels), aspect.say(b, labels)) for event_id, a, b in pairs]


def _differs(before: pd.Series, after: pd.Series) -> NDArray[np.bool_]:
    """Where two columns differ; missing beside missing does not."""
    missing, missing_now = before.isna().to_numpy(), after.isna().to_numpy()
    both = ~(missing | missing_now)
    differs = np.asarray(missing != missing_now, dtype=bool)
    differs[both] = np.asarray(before[both].array != after[both].array, dtype=bool)
    return differs


def pin_notice(view: View, dataset: Dataset) -> str:
    """That a link was made with other data than are open now; "" where it was not, or does not say."""
    if not view.data or view.data == dataset.version:
        return ""
    return (
        f"This link was made with data version {view.data}; {dataset.version} is open now, and what is shown comes from that. "
        "The page Verify says for a picture what has changed."
    )
