"""The claims and sources behind the rows of an export, as known on the View's day."""

from __future__ import annotations

import urllib.parse

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.events import known_claims
from strikemap.query.view import View


def claims_behind(dataset: Dataset, view: View, event_ids: pd.Index) -> pd.DataFrame:
    """Every claim of those reports that is known on the View's day, sorted by claim_id (columns: the claims table)."""
    known = known_claims(dataset.claims, view.known)
    # few claims are looked up in what may be very many reports
    behind = event_ids.get_indexer(pd.Index(known["event_id"])) >= 0
    return known[behind].sort_values("claim_id", ignore_index=True)


def sources_behind(dataset: Dataset, claims: pd.DataFrame) -> pd.DataFrame:
    """The sources that those claims cite, sorted by source_id; one that is not in the table stands with its id alone."""
    cited = pd.Index(sorted(claims["source_id"].unique()), name="source_id", dtype="str")
    return dataset.sources.set_index("source_id").reindex(cited).reset_index()


def sources_by_report(dataset: Dataset, claims: pd.DataFrame) -> pd.DataFrame:
    """For each report of those claims `source_ids` (joined by ";") and `source_urls` (joined by a blank), by event_id."""
    pairs = claims[["event_id", "source_id"]].drop_duplicates().sort_values(["event_id", "source_id"])
    urls = dataset.sources.set_index("source_id")["url"].map(one_link)
    pairs = pairs.assign(url=pairs["source_id"].map(urls).astype("str").fillna(""))
    linked = pairs[pairs["url"] != ""]
    return pd.DataFrame(
        {
            "source_ids": pairs.groupby("event_id")["source_id"].agg(";".join),
            "source_urls": linked.groupby("event_id")["url"].agg(" ".join),
        }
    )


def one_link(url: str) -> str:
    """The address of a source as one word: blanks and control characters inside it are percent-encoded."""
    return "".join(
        urllib.parse.quote(sign) if sign.isspace() or not sign.isprintable() else sign for sign in url.strip()
    )
