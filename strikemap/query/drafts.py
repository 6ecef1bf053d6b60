"""The words of a picture, drafted from its View: title, caption, alternative text, credit, sources, day of knowledge.

Everything is built from the reports and claims shown, so nothing is said more firmly than a source says it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_date, say_day
from strikemap.model.events import asserting, known_claims, original_claims
from strikemap.model.overrides import SET_BY
from strikemap.model.vocabulary import (
    ATTRIBUTION,
    DENIAL,
    DENIALS_OF_THE_STRIKE,
    DISPUTED,
    GRADES,
    HEDGES,
    LEAST_FIRM,
    NOT_STATED,
    SIDES,
)
from strikemap.query.balance import hiding_sentence
from strikemap.query.counts import Counts, count
from strikemap.query.hedges.phrases import DENIALS, STRUCK, SUBJECTS, say_blame, say_names
from strikemap.query.rulebook import hand_sentence
from strikemap.query.select import shown
from strikemap.query.view import View
from strikemap.query.window import window_of
from strikemap.query.wording import (
    Labels,
    count_sentence,
    labels_of,
    say_range,
    support_sentence,
    title_of,
    upper_first,
)

FEW: Final = 3
"""Up to so many reports are told one by one, with who says what; more are counted by side."""

_READ: Final = ["window_status", "lon", "place_name", "grade", "blamed", "blamed_hedge", "denied"]
"""Columns that words about many reports rest on; a million rows of the others need not be carried along."""

LAST_SAID: Final = {DISPUTED: "sources disagree on the side", NOT_STATED: "no side is named"}
"""What is said of the reports that blame no single side, after the sides."""

WeakVoices = Mapping[tuple[str, str], Sequence[str]]
"""Side blamed and hedge to the claimants who put it so."""

WEAK_HEDGES: Final = tuple(hedge for hedge, firmness in HEDGES.items() if firmness < LEAST_FIRM)

TOP_PLACES: Final = 3
MOST_BLAMES: Final = 2
"""Hedges told of one report, that of the best evidence first."""

CREDIT_LENGTH: Final = 300
"""Longest credit drafted, in characters."""

FILLS: Final = "The fill says the grade: full confirmed, tinted fair, hollow weak, half contested, thin ring discounted."


@dataclass(frozen=True)
class Drafts:
    """The drafted words of a picture. sources : publishers, those on which most reports rest first.

    tell : makes caption and alternative text when they are first asked for, since the frames of a film do without them.
    """

    title: str
    summary: str
    credit: str
    sources: tuple[str, ...]
    as_of: str
    notice: str
    tell: Callable[[], tuple[str, str]] = field(repr=False, compare=False)

    @property
    def caption(self) -> str:
        """The words below the picture."""
        return self._told[0]

    @property
    def alt(self) -> str:
        """The picture for readers who cannot see it."""
        return self._told[1]

    @cached_property
    def _told(self) -> tuple[str, str]:
        return self.tell()


def drafts_of(dataset: Dataset, reports: pd.DataFrame, selected: pd.DataFrame, view: View) -> Drafts:
    """The words for what a View shows.

    reports : the whole table as known on the View's day; selected : the part of it made by `select`, with `window_status`.
    """
    labels = labels_of(dataset)
    counts = count(selected, len(reports))
    seen = shown(selected[_READ])
    title = title_of(view, window_of(view, dataset.first_day, dataset.last_day), labels)
    claims = _claims_behind(dataset.claims, seen.index, view.known)
    sources = _publishers(claims, dataset.sources)
    hidden = hiding_sentence(dataset, reports, seen, view)
    summary = " ".join(filter(None, [f"{count_sentence(counts)}.", support_sentence(counts), hidden]))
    by_hand = hand_sentence(selected.loc[seen.index, [SET_BY]]) if SET_BY in selected else ""

    def tell() -> tuple[str, str]:
        sides = _sides_sentence(_blames_tally(seen), _weak_voices(seen, claims), labels) if counts.shown else ""
        told = _reports_told(selected.loc[seen.index], claims, labels) if counts.shown <= FEW else sides
        caption = " ".join(filter(None, [f"{title}.", upper_first(summary), told, by_hand, _days_are_local(dataset)]))
        return caption, _alt(dataset, seen, counts, f"{title}.", sides)

    return Drafts(
        title=title,
        summary=summary,
        credit=credit_of(str(dataset.settings.get("credit", "")), sources),
        sources=sources,
        as_of=as_of(dataset, view.known),
        notice=" ".join(filter(None, [str(dataset.settings.get("notice", "")), by_hand])),
        tell=tell,
    )


def as_of(dataset: Dataset, known: dt.date | None) -> str:
    """The day of knowledge and the local time, in words: "as known on 8 Oct 2020; local time, UTC+4"."""
    latest = dataset.claims["published_on"].max()
    if known:
        words = f"as known on {say_day(known)}"
    elif pd.isna(latest):
        words = "as known today; the data hold no day of publication"
    else:
        words = f"as known on {say_day(latest.date())}, the day of the last publication in the data"
    zone = str(dataset.settings.get("time_zone", ""))
    return f"{words}; {zone}" if zone else words


def credit_of(own: str, sources: tuple[str, ...]) -> str:
    """The credit of the dataset and the publishers most rested on, at most CREDIT_LENGTH characters of them."""
    if not sources:
        return own
    for named in range(len(sources), 0, -1):
        more = f" and {len(sources) - named:,} more" if named < len(sources) else ""
        credit = f"{own} Sources: {', '.join(sources[:named])}{more}.".strip()
        if len(credit) <= CREDIT_LENGTH:
            return credit
    return f"{own} Sources: {len(sources):,} publishers.".strip()


def _days_are_local(dataset: Dataset) -> str:
    zone = str(dataset.settings.get("time_zone", ""))
    return f"Dates: {zone}." if zone else "Dates are local days."


def _claims_behind(claims: pd.DataFrame, events: pd.Index, known: dt.date | None) -> pd.DataFrame:
    """The claims on those reports that exist on the day of knowledge."""
    spoken_of = pd.Index(claims["event_id"].unique())
    # few reports have claims where a million is shown without: the shorter list is looked up in the longer
    wanted = spoken_of[spoken_of.isin(events)] if len(events) <= len(spoken_of) else events[events.isin(spoken_of)]
    return known_claims(claims[claims["event_id"].isin(wanted)], known)


def _publishers(claims: pd.DataFrame, sources: pd.DataFrame) -> tuple[str, ...]:
    """Publishers of the sources of those claims, by the number of reports that rest on them, then by name."""
    names = claims["source_id"].map(sources.drop_duplicates("source_id").set_index("source_id")["publisher"])
    pairs = pd.DataFrame({"publisher": names, "event": claims["event_id"]}).dropna().drop_duplicates()
    reports = pairs.groupby("publisher").size()
    return tuple(sorted((str(name) for name in reports.index if name), key=lambda name: (-int(reports[name]), name)))


def _reports_told(few: pd.DataFrame, claims: pd.DataFrame, labels: Labels) -> str:
    """Each report by itself: who blames whom, and what is denied."""
    originals = asserting(original_claims(claims))
    return " ".join(_report_sentence(report, originals, labels) for _, report in few.iterrows())


def _sides_sentence(blames: pd.DataFrame, weak_voices: WeakVoices, labels: Labels) -> str:
    """How many reports blame each side, how many of them only with a weak hedge, how many are denied."""
    named = [
        _side_words(str(side), rows, weak_voices, labels) for side, rows in blames.groupby("side") if side not in LAST_SAID
    ]
    named.sort(key=lambda each: (-each[0], each[1]))
    clauses = [words for _, words in named]
    for side, words in LAST_SAID.items():
        if number := int(blames.loc[blames["side"] == side, "reports"].sum()):
            clauses.append(f"{words} in {number:,}")
    return upper_first("; ".join(clauses)) + "."


def _side_words(side: str, rows: pd.DataFrame, weak_voices: WeakVoices, labels: Labels) -> tuple[int, str]:
    """The number of reports that blame a side, and the clause that says so."""
    number, denied = int(rows["reports"].sum()), int(rows["denied"].sum())
    words = f"{labels.of('by', side)} is blamed in {number:,}"
    weak = [
        (HEDGES[hedge], hedge, times)
        for hedge, times in zip(rows["hedge"], rows["reports"], strict=True)
        if hedge in WEAK_HEDGES
    ]
    for _, hedge, times in sorted(weak):
        words += f", {'only' if times == number else f'in {times:,} only'} with “{hedge}”"
        words += f" ({say_names(who)})" if (who := weak_voices.get((side, hedge))) else ""
    if denied:
        words += ", and denies it" if denied == number else f", and denies {denied:,}"
    return number, words


def _weak_voices(seen: pd.DataFrame, claims: pd.DataFrame) -> WeakVoices:
    """Who blames a side with a hedge that is not firm, where the report rests on that hedge; by side and hedge."""
    weak = seen.loc[seen["blamed_hedge"].isin(WEAK_HEDGES).to_numpy(), "blamed_hedge"]
    blames = claims[(claims["attribute"] == ATTRIBUTION) & (claims["hedge"] == claims["event_id"].map(weak))]
    return {
        (str(side), str(hedge)): sorted(rows["claimant"].unique())
        for (side, hedge), rows in blames.groupby(["value", "hedge"])
    }


def _blames_tally(seen: pd.DataFrame) -> pd.DataFrame:
    """Columns side, hedge, reports, denied: one row for each side blamed and hedge that stand among the reports."""
    sides, side_names = pd.factorize(seen["blamed"])
    hedges, hedge_names = pd.factorize(seen["blamed_hedge"])
    keys = sides * len(hedge_names) + hedges
    size = len(side_names) * len(hedge_names)
    table = pd.DataFrame(
        {
            "side": np.repeat(np.asarray(side_names, dtype=object), len(hedge_names)),
            "hedge": np.tile(np.asarray(hedge_names, dtype=object), len(side_names)),
            "reports": np.bincount(keys, minlength=size),
            "denied": np.bincount(keys[seen["denied"].to_numpy(dtype=bool)], minlength=size),
        }
    )
    return table[table["reports"] > 0]


def _report_sentence(report: pd.Series, originals: pd.DataFrame, labels: Labels) -> str:
    """One report: where and when, what is reported, who says who fired, who denies it, how many people are said to be hurt."""
    own = originals[originals["event_id"] == report.name]
    weapon = str(report["weapon_category"])
    what = "" if weapon == NOT_STATED else f": {labels.of('weapon', weapon)} reported"
    clauses = [*_blames(own, weapon, labels), *_denials(own, labels)] or ["no source shown says who fired"]
    place = f"{report['place_name']}, {say_date(str(report['occurred']))}"
    return "; ".join([f"{place}{what}", *clauses, *_harm(report)]) + "."


def _blames(own: pd.DataFrame, weapon: str, labels: Labels) -> Iterator[str]:
    """The claims on the side that fired, that of the best evidence first, claimants with one hedge together."""
    blames = own[own["attribute"] == ATTRIBUTION].sort_values(
        ["evidence", "firmness", "claim_id"], ascending=[False, False, True]
    )
    groups = list(blames.groupby(["hedge", "value"], sort=False))
    for (hedge, side), rows in groups[:MOST_BLAMES]:
        subject = SUBJECTS.get(weapon, STRUCK)
        yield say_blame(str(hedge), list(rows["claimant"]), labels.of("by", str(side)), subject)


def _denials(own: pd.DataFrame, labels: Labels) -> list[str]:
    """What each side that is blamed denies, the firmest denial only."""
    blamed = {SIDES.get(str(side), str(side)) for side in own.loc[own["attribute"] == ATTRIBUTION, "value"]}
    said: dict[str, str] = {}
    for row in own[own["attribute"] == DENIAL].sort_values("claim_id").itertuples():
        hedge, side = str(row.hedge), str(row.value)
        if hedge not in DENIALS or row.bloc not in blamed or SIDES.get(side) != row.bloc:
            continue
        if side not in said or (hedge in DENIALS_OF_THE_STRIKE and said[side] not in DENIALS_OF_THE_STRIKE):
            said[side] = hedge
    return [DENIALS[hedge].format(side=labels.of("by", side)) for side, hedge in said.items()]


def _harm(report: pd.Series) -> list[str]:
    parts = [
        f"{name} {number}"
        for name in ("killed", "injured")
        if (number := say_range(report[f"{name}_min"], report[f"{name}_max"]))
    ]
    return [f"reported {', '.join(parts)}"] if parts else []


def _alt(dataset: Dataset, seen: pd.DataFrame, counts: Counts, title: str, sides: str) -> str:
    """The picture for readers who cannot see it."""
    labels = labels_of(dataset)
    start = f"Map, {dataset.title}: {title}"
    if not counts.shown:
        return f"{start} It shows no report."
    parts = [
        start, _marks(seen, counts), _grades(seen, labels), FILLS, "A circle around a mark says how far the place may lie.",
        sides, support_sentence(counts),
    ]  # fmt: skip
    return " ".join(parts)


def _marks(seen: pd.DataFrame, counts: Counts) -> str:
    """How many reports stand at how many places, and where the most are."""
    names = seen["place_name"] if not counts.unplaced else seen.loc[seen["lon"].notna(), "place_name"]
    tally = {str(place): int(number) for place, number in names.value_counts().items() if number}
    top = sorted(tally.items(), key=lambda pair: (-pair[1], pair[0]))[:TOP_PLACES]
    named = ", ".join(f"{place} ({number:,})" for place, number in top)
    where = f" at {_number_of(len(tally), 'place')}" if top else ""
    unplaced = f"; {counts.unplaced:,} without a place, not marked" if counts.unplaced else ""
    most = "" if not top else f" {named}." if len(tally) == 1 else f" Most at {named}."
    return f"{_number_of(counts.shown, 'report')}{where}{unplaced}.{most}"


def _grades(seen: pd.DataFrame, labels: Labels) -> str:
    tally = seen["grade"].value_counts()
    parts = [f"{labels.of('grade', grade)} {int(tally[grade]):,}" for grade in GRADES if tally.get(grade, 0)]
    return f"Graded {', '.join(parts)}."


def _number_of(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
