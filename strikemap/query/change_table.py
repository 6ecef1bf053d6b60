"""Changes as tables: per day of publication and kind, and row by row with the day they became known and who was newly heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.query.changes import CHANGE_WORDS, Kind
from strikemap.query.news import Comparison, DayNews, titles_of

READING_ORDER: Final[tuple[Kind, ...]] = ("regraded", "blamed", "toll", "weapon", "removed", "added")
"""What is told first: changes of reports that were there before; there are few of them, and many that were added."""

COLUMNS: Final = ("event_id", "report", "kind", "change", "before", "after", "became_known", "newly_heard", "one_attack_with")

Days = Mapping[tuple[str, Kind], dt.date]


def by_day(news: Sequence[DayNews]) -> pd.DataFrame:
    """How many changes of each kind each day brought: columns `day` (a date), `kind`, `n`; by day, only what occurs."""
    rows = [
        {"day": each.day, "kind": kind, "n": number}
        for each in sorted(news, key=lambda one: one.day)
        for kind in CHANGE_WORDS
        if (number := len(each.changes.of(kind)))
    ]
    return pd.DataFrame(rows, columns=["day", "kind", "n"])


def days_of_changes(news: Sequence[DayNews], since: dt.date, until: dt.date | None) -> Days:
    """The last day after `since` and not after `until` on which each report changed in each way."""
    between = [each for each in news if each.day > since and (until is None or each.day <= until)]
    return {(row.event_id, row.kind): each.day for each in sorted(between, key=lambda one: one.day) for row in each.changes.rows}


def newly_heard(claims: pd.DataFrame, since: dt.date, until: dt.date | None) -> Mapping[str, tuple[str, ...]]:
    """By report: the claimants of whom something was published after `since` and nothing before, in order of publication.

    until : the last day that counts; None = today, and then claims without a day of publication count too.
    """
    published = claims["published_on"]
    before = claims[published <= pd.Timestamp(since)]
    late = (published > pd.Timestamp(since)) & (published <= pd.Timestamp(until)) if until else ~(published <= pd.Timestamp(since))
    heard = frozenset(zip(before["event_id"], before["claimant"], strict=True))
    new = claims[late].sort_values(["published_on", "claim_id"])
    pairs = dict.fromkeys(pair for pair in zip(new["event_id"], new["claimant"], strict=True) if pair not in heard)
    found: dict[str, list[str]] = {}
    for event_id, claimant in pairs:
        found.setdefault(str(event_id), []).append(str(claimant))
    return {event_id: tuple(names) for event_id, names in found.items()}


def change_table(
    found: Comparison, dataset: Dataset, days: Days | None = None, heard: Mapping[str, tuple[str, ...]] | None = None
) -> pd.DataFrame:
    """One row per change, columns COLUMNS, in READING_ORDER and then by report.

    report : place and date; change : the kind in words; before, after : "" where the report is not there. became_known : a date, None
    where no day brought it. newly_heard : claimants, ";"-joined. one_attack_with : reports of the first state that count as one
    attack with one that was added, ";"-joined.
    """
    days, heard = days or {}, heard or {}
    rank = {kind: at for at, kind in enumerate(READING_ORDER)}
    rows = sorted(found.changes.rows, key=lambda row: (rank[row.kind], row.event_id))
    titles = _titles(found, {row.event_id for row in rows})
    attacks = _known_records(found, dataset)
    return pd.DataFrame(
        [
            (
                row.event_id, titles[row.event_id], row.kind, CHANGE_WORDS[row.kind], row.before, row.after,
                days.get((row.event_id, row.kind)), "; ".join(heard.get(row.event_id, ())),
                ";".join(attacks.get(row.event_id, ())) if row.kind == "added" else "",
            )
            for row in rows
        ],
        columns=list(COLUMNS),
    ).astype({"became_known": "object"})  # fmt: skip


def _titles(found: Comparison, event_ids: set[str]) -> dict[str, str]:
    """Place and date of reports, as in the second state, or in the first where they are gone from it."""
    parts = (_rows_of(found.before, event_ids), _rows_of(found.after, event_ids))
    return {str(name): title for part in parts for name, title in zip(part.index, titles_of(part), strict=True)}


def _rows_of(reports: pd.DataFrame, event_ids: set[str]) -> pd.DataFrame:
    """The rows of a few reports out of very many; those that are not there are passed over."""
    at = reports.index.get_indexer(pd.Index(sorted(event_ids), dtype="str"))
    return reports.iloc[at[at >= 0]]


def _known_records(found: Comparison, dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """By report added: the others of its attack that the first state holds."""
    attacks = dataset.attacks
    added = {each.event_id for each in found.changes.of("added")}
    concerned = attacks[attacks["attack_id"].isin(attacks.loc[attacks["event_id"].isin(added), "attack_id"])]
    known = {str(each) for each in _rows_of(found.before, {*concerned["event_id"]}).index}
    groups = concerned.groupby("attack_id")["event_id"].agg(tuple)
    return {event_id: tuple(each for each in group if each in known) for group in groups for event_id in {*group} & added}


def tallies(table: pd.DataFrame) -> Mapping[Kind, int]:
    """How many rows of each kind a table of changes holds, in READING_ORDER, only what occurs."""
    counted = table["kind"].value_counts()
    return {kind: int(counted[kind]) for kind in READING_ORDER if kind in counted.index}
