"""Who speaks and about whom: claims by and about each party, what reports rest on, who contests what, and which side a filter hides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.events import asserting, known_claims, original_claims
from strikemap.model.vocabulary import (
    ATTRIBUTION,
    BLOC_WORDS,
    DENIAL,
    DENIALS_OF_THE_STRIKE,
    DISPUTED,
    GRADES,
    NOT_STATED,
    SIDES,
)
from strikemap.query.select import active_filters, select, shown
from strikemap.query.speakers import INDEPENDENT, OTHER_SPEAKERS
from strikemap.query.view import View
from strikemap.query.wording import Labels, filter_phrases, labels_of

SPEAKERS: Final = (*BLOC_WORDS, INDEPENDENT, OTHER_SPEAKERS)
"""Who claims: each bloc of parties, those whose voice is independent, and others (media, a basis that does not count)."""

SPEAKER_WORDS: Final = {
    **{bloc: f"{words} (officials and state media)" for bloc, words in BLOC_WORDS.items()},
    INDEPENDENT: "independent of both sides",
    OTHER_SPEAKERS: "others, whose basis does not count as independent",
}

ALONE: Final = {bloc: f"officials of {words} alone" for bloc, words in BLOC_WORDS.items()}
RESTING_WORDS: Final = {
    **ALONE,
    OTHER_SPEAKERS: "no independent claimant, but not one party alone",
    INDEPENDENT: "at least one independent claimant",
}
"""What a report can rest on, in the order of the chart: the weakest footing first."""


def claims_behind(dataset: Dataset, events: pd.Index, known: dt.date | None) -> pd.DataFrame:
    """The claims on those reports that exist on a day of knowledge, repeats included."""
    spoken_of = pd.Index(dataset.claims["event_id"].unique())
    # few reports have claims where a million is shown without: a table of the few is quickly made and quickly asked
    wanted = events[events.isin(spoken_of)]
    return known_claims(dataset.claims[dataset.claims["event_id"].isin(wanted)], known)


def speaker_of(originals: pd.DataFrame) -> pd.Series:
    """Which of SPEAKERS makes each original claim."""
    party = originals["bloc"].where(originals["bloc"] != "")
    return party.fillna(originals["independent"].map({True: INDEPENDENT, False: OTHER_SPEAKERS})).astype("str")


@dataclass(frozen=True)
class Balance:
    """Claims by and about each side, printings of one claim counted once.

    blame : columns speaker, side (a bloc), claims, reports, events (tuple of ids); one row for every speaker and side, also
    where nothing was read. by : columns speaker, claims, claimants, reports, of every attribute.
    """

    blame: pd.DataFrame
    by: pd.DataFrame
    claims: int
    printings: int


def balance_of(claims: pd.DataFrame) -> Balance:
    """The balance of known claims, as `claims_behind` gives them."""
    originals = original_claims(claims)
    spoken = originals.assign(speaker=speaker_of(originals))
    attributions = asserting(spoken[spoken["attribute"] == ATTRIBUTION])
    blames = attributions.assign(side=attributions["said"].map(SIDES)).dropna(subset=["side"])
    blame = [_cell(blames, speaker, side) for speaker in SPEAKERS for side in BLOC_WORDS]
    by = [
        {
            "speaker": speaker, "claims": len(rows := spoken[spoken["speaker"] == speaker]),
            "claimants": rows["claimant"].nunique(), "reports": rows["event_id"].nunique(),
        }
        for speaker in SPEAKERS
    ]  # fmt: skip
    return Balance(pd.DataFrame(blame), pd.DataFrame(by), len(originals), len(claims))


def _cell(blames: pd.DataFrame, speaker: str, side: str) -> dict[str, object]:
    rows = blames[(blames["speaker"] == speaker) & (blames["side"] == side)]
    events = tuple(sorted(rows["event_id"].unique()))
    return {"speaker": speaker, "side": side, "claims": len(rows), "reports": len(events), "events": events}


_FOOTINGS: Final = tuple(RESTING_WORDS)


def footing_of(reports: pd.DataFrame) -> pd.Series:
    """What each report rests on: a key of RESTING_WORDS."""
    return pd.Series(np.array(_FOOTINGS, dtype=object)[_footing(reports)], index=reports.index, dtype="str")


def _footing(reports: pd.DataFrame) -> np.ndarray:
    """The same as numbers: places in _FOOTINGS. A million reports are counted by numbers, never by words."""
    party = reports["party_only"].astype("category").cat
    independent = reports["independent_claimants"].to_numpy() > 0
    without_party = np.where(independent, _FOOTINGS.index(INDEPENDENT), _FOOTINGS.index(OTHER_SPEAKERS))
    # the last place is for the code -1 of a report without any value
    alone = np.array([*(_FOOTINGS.index(each) if each in ALONE else -1 for each in party.categories), -1])[party.codes.to_numpy()]
    return np.where(alone >= 0, alone, without_party)


def resting_of(reports: pd.DataFrame) -> pd.DataFrame:
    """Reports by what they rest on and by grade: columns footing, grade, reports; only what occurs."""
    grades = list(GRADES)
    grade = pd.Categorical(reports["grade"], categories=grades).codes.astype(np.int64)
    numbers = np.bincount(_footing(reports) * len(grades) + grade, minlength=len(_FOOTINGS) * len(grades))
    return pd.DataFrame(
        [
            {"footing": name, "grade": each, "reports": int(number)}
            for (name, each), number in zip(((a, b) for a in _FOOTINGS for b in grades), numbers, strict=True)
            if number
        ],
        columns=["footing", "grade", "reports"],
    )


@dataclass(frozen=True)
class Contest:
    """One report over which claims are at odds. blames, denials : (side, claimant, hedge) each; about : what else differs."""

    event_id: str
    occurred: str
    place: str
    grade: str
    blames: tuple[tuple[str, str, str], ...]
    denials: tuple[tuple[str, str, str], ...]
    about: tuple[str, ...]


def contests_of(reports: pd.DataFrame, claims: pd.DataFrame) -> list[Contest]:
    """Reports graded contested or denied by the side blamed, the contested first, then by date.

    reports : those shown. claims : the known claims behind them.
    """
    chosen = reports[((reports["grade"] == "contested") | reports["denied"]).to_numpy(dtype=bool)]
    originals = asserting(original_claims(claims[claims["event_id"].isin(chosen.index)]))
    order = chosen.assign(first=chosen["grade"] != "contested").sort_values(["first", "day_first"], kind="stable")
    blames = _said(originals[originals["attribute"] == ATTRIBUTION])
    denials = _said(originals[(originals["attribute"] == DENIAL) & originals["hedge"].isin(DENIALS_OF_THE_STRIKE)])
    return [
        Contest(
            event_id=str(event),
            occurred=str(occurred),
            place=str(place),
            grade=str(grade),
            blames=blames.get(event, ()),
            denials=denials.get(event, ()),
            about=tuple(each for each in about if each != ATTRIBUTION),
        )
        for event, occurred, place, grade, about in order[["occurred", "place_name", "grade", "contested"]].itertuples()
    ]


def _said(rows: pd.DataFrame) -> dict[object, tuple[tuple[str, str, str], ...]]:
    """Of each report each (side, claimant, hedge) once, independent voices first, then the firmest."""
    order = rows.sort_values(["independent", "evidence", "firmness", "claim_id"], ascending=[False, False, False, True])
    said: dict[object, dict[tuple[str, str, str], None]] = {}
    for event, *words in zip(*(order[each] for each in ("event_id", "value", "claimant", "hedge")), strict=True):
        said.setdefault(event, {})[tuple(words)] = None
    return {event: tuple(each) for event, each in said.items()}


def hiding_sentence(dataset: Dataset, reports: pd.DataFrame, kept: pd.DataFrame, view: View) -> str:
    """Which side the filters hide whole, for a caption: "The filters hide all reports that blame the Armenian side.", or "".

    reports : the whole reports table, before any filter; kept : those of it that the View shows.
    """
    if not active_filters(view):
        return ""
    gone = _gone(kept, _without_filters(dataset, reports, view), labels_of(dataset))
    return f"The filters hide {gone.replace('all that', 'all reports that', 1)}." if gone else ""


def filters_sentence(dataset: Dataset, reports: pd.DataFrame, view: View) -> str:
    """Which filters are on, how many reports they leave out, and which side disappears with them; "" without filters."""
    labels = labels_of(dataset)
    if not (phrases := filter_phrases(view, labels)):
        return ""
    kept = shown(select(reports, view, dataset.first_day, dataset.last_day))
    all_days = _without_filters(dataset, reports, view)
    gone = _gone(kept, all_days, labels)
    return (
        f"Only reports {', '.join(phrases)}. The filters leave out {len(all_days) - len(kept):,} of the {len(all_days):,} reports "
        "of these days" + (f", among them {gone}" if gone else "") + "."
    )


_READ: Final = ["day_first", "day_last", "blamed"]
"""Columns that the reports of the days, before any filter, are looked at by."""


def _without_filters(dataset: Dataset, reports: pd.DataFrame, view: View) -> pd.DataFrame:
    """The reports that a View would show without its filters."""
    unfiltered = view.but(**{each.part: "" if each.part == "q" else () for each in active_filters(view)})
    return shown(select(reports[_READ], unfiltered, dataset.first_day, dataset.last_day))


def _gone(kept: pd.DataFrame, all_days: pd.DataFrame, labels: Labels) -> str:
    """The sides that are blamed among the reports of the days and in none that is kept: "all that blame the Armenian side"."""
    gone = sorted(_sides(all_days) - _sides(kept))
    return " and ".join(f"all that blame {BLOC_WORDS.get(side, labels.of('by', side))}" for side in gone)


def _sides(reports: pd.DataFrame) -> frozenset[str]:
    """The sides that those reports blame, offices of one side taken together."""
    blamed = {str(each) for each in reports["blamed"].unique()} - {NOT_STATED, DISPUTED}
    return frozenset(SIDES.get(each, each) for each in blamed)


def who_said(said: tuple[tuple[str, str, str], ...], labels: Labels) -> Iterator[tuple[str, str]]:
    """(side in words, "claimant (“hedge”), ...") of each side, in the order in which the sides are first named."""
    by_side: dict[str, list[str]] = {}
    for side, claimant, hedge in said:
        by_side.setdefault(side, []).append(f"{claimant} (\N{LEFT DOUBLE QUOTATION MARK}{hedge}\N{RIGHT DOUBLE QUOTATION MARK})")
    for side, claimants in by_side.items():
        yield labels.of("by", side), ", ".join(claimants)
