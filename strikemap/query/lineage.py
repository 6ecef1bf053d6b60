"""Who repeats whom: outlets that carry one statement are one voice, and what rests on each source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_date
from strikemap.model.events import original_claims, root_claims, speaking
from strikemap.model.vocabulary import BLOC_WORDS, DENIAL

MANY_OUTLETS: Final = 3
"""From so many outlets on a report looks widely confirmed, also where one voice alone speaks through them."""

NO_COPY: Final = "no stored copy"
_ARCHIVES: Final = r"https?://(?:web\.archive\.org|archive\.(?:org|ph|today|is|md|li|vn|fo)|perma\.cc|webcitation\.org)/\S+"


def lineage_of(reports: pd.DataFrame, claims: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Outlets and voices of each report, on who says that it happened and who fired; indexed by event_id.

    reports : those shown; claims : the known claims behind them. Columns: `outlets` (different publishers), `printings`,
    `voices`, `independent_claimants`; the number to be quoted is that of independent claimants.
    """
    said = speaking(claims).assign(publisher=lambda rows: publisher_of(rows, sources))
    grouped = said.groupby("event_id")
    return pd.DataFrame(
        {
            "outlets": grouped["publisher"].nunique().reindex(reports.index, fill_value=0),
            "printings": grouped.size().reindex(reports.index, fill_value=0),
            "voices": reports["voices"],
            "independent_claimants": reports["independent_claimants"],
        }
    )


def echoed(lineage: pd.DataFrame) -> pd.DataFrame:
    """The rows of a lineage whose statement many outlets carry, while one voice makes it; most outlets first."""
    rows = lineage[(lineage["outlets"] >= MANY_OUTLETS) & (lineage["voices"] == 1)]
    return rows.sort_values("outlets", ascending=False, kind="stable")


def echo_sentence(lineage: pd.DataFrame) -> str:
    """How many reports are carried widely and by one voice, in words; "" where there is no report."""
    if lineage.empty:
        return ""
    number = len(echoed(lineage))
    wide = int((lineage["outlets"] >= MANY_OUTLETS).sum())
    verb = "is" if number == 1 else "are"
    return f"{number:,} of the {wide:,} reports carried by {MANY_OUTLETS} or more outlets {verb} told by one voice only."


def publisher_of(claims: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """The publisher of the source of each claim; the id of the source where no source table names it."""
    names = sources.drop_duplicates("source_id").set_index("source_id")["publisher"]
    return claims["source_id"].map(names).fillna(claims["source_id"]).astype("str")


@dataclass(frozen=True)
class Strand:
    """One way in which a statement reached us. repeats : it only prints what another source said first."""

    outlet: str
    published: str
    claimant: str
    voice: str
    independent: bool
    repeats: bool


def strands_of(claims: pd.DataFrame, sources: pd.DataFrame, event_id: str) -> list[Strand]:
    """Outlet, claimant and voice of every printing of one report's statements, each once; originals before repeats.

    claims : known ones. A claimant of a party counts as its side; a repeat counts as the voice of its original.
    """
    own = speaking(claims[claims["event_id"] == event_id])
    originals = original_claims(own).assign(root=lambda rows: root_claims(own).reindex(rows.index)).set_index("root")
    root = root_claims(own)
    # a printing whose original is not known on the day belongs to the earliest printing that is
    rows = own.assign(
        outlet=publisher_of(own, sources),
        repeats=~own["claim_id"].isin(originals["claim_id"]),
        voice=root.map(originals["voice"]),
        independent=root.map(originals["independent"]),
    ).sort_values(["repeats", "published_on", "claim_id"], kind="stable")
    once = rows.drop_duplicates(["outlet", "claimant"])
    return [
        Strand(
            outlet=str(row["outlet"]),
            published="day not stated" if pd.isna(row["published_on"]) else say_date(str(row["published_on"])[:10]),
            claimant=str(row["claimant"]),
            voice=BLOC_WORDS.get(str(row["voice"]), str(row["voice"])),
            independent=bool(row["independent"]),
            repeats=bool(row["repeats"]),
        )
        for row in once.to_dict("records")
    ]


def source_table(dataset: Dataset, claims: pd.DataFrame) -> pd.DataFrame:
    """Every source with what rests on it, indexed by source_id.

    claims : known claims behind the reports shown. Added columns: `claims` read in it, `reports` (number), `alone` (reports that
    rest on it alone, denials apart), `events`, `alone_events` (tuples of ids), `archive` (link, or "") and `copy` (NO_COPY: the
    data hold no hash of a stored copy).
    """
    stating = claims[claims["attribute"] != DENIAL]
    behind = stating.groupby("event_id")["source_id"].agg(["nunique", "first"])
    alone = behind.loc[behind["nunique"] == 1, "first"]
    alone_events = alone.index.to_series().groupby(alone.to_numpy()).agg(tuple)
    events = claims.drop_duplicates(["source_id", "event_id"]).groupby("source_id")["event_id"].agg(tuple)
    sources = dataset.sources.set_index("source_id")
    return sources.assign(
        claims=claims.groupby("source_id").size().reindex(sources.index, fill_value=0).astype("int64"),
        events=_tuples(events, sources.index),
        reports=_tuples(events, sources.index).map(len).astype("int64"),
        alone_events=_tuples(alone_events, sources.index),
        alone=_tuples(alone_events, sources.index).map(len).astype("int64"),
        archive=_archive_links(sources),
        copy=NO_COPY,
    )


def _tuples(found: pd.Series, index: pd.Index) -> pd.Series:
    return pd.Series([found.get(each, ()) for each in index], index=index, dtype=object)


def _archive_links(sources: pd.DataFrame) -> pd.Series:
    """The first link to an archive that the url or the note of a source holds; "" where there is none."""
    text = sources["url"].fillna("") + " " + sources["accessed_note"].fillna("")
    return text.str.extract(f"({_ARCHIVES})", expand=False).fillna("").astype("str")
