"""The columns of every export: name, kind, meaning and HXL hashtag; docs/exports.md is held to this list by a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["text", "list", "links", "edtf", "day", "whole", "decimal", "truth"]
"""What a cell is. A list is joined by ";", links by a blank; an EDTF date stays text as written; a day has no time of day."""

TEXT_KINDS: Final = frozenset({"text", "list", "links", "edtf"})
SEPARATORS: Final = {"list": ";", "links": " "}


@dataclass(frozen=True)
class Column:
    """One column. `blank` is what an empty text stands for; None = not stated, and so missing."""

    name: str
    kind: Kind
    hashtag: str
    meaning: str
    blank: str | None = None

    @property
    def is_text(self) -> bool:
        """Whether its cells are text."""
        return self.kind in TEXT_KINDS


COLUMNS: Final = (
    Column("event_id", "text", "#event+id", "id of the report"),
    Column("window_status", "text", "#status+window", "certain: all its possible days lie in the window; possible: some do"),
    Column("occurred", "edtf", "#date+occurred+edtf", "when it is reported to have happened, as written (EDTF); local days"),
    Column("day_first", "day", "#date+occurred+start", "first possible day; missing = open"),
    Column("day_last", "day", "#date+occurred+end", "last possible day; missing = open"),
    Column("time_local", "text", "#date+occurred+time", "local time of day as reported; no time zone is applied"),
    Column("place_id", "text", "#loc+id", "id of the place; missing = place not stated"),
    Column("place_name", "text", "#loc+name", "its name, in the naming of the View; a name implies no endorsement"),
    Column("region_ids", "list", "#region+id", "regions that the place counts with"),
    Column("lon", "decimal", "#geo+lon", "longitude of the place, degrees WGS84, at most 7 decimals"),
    Column("lat", "decimal", "#geo+lat", "latitude of the place, degrees WGS84, at most 7 decimals"),
    Column("radius_m", "whole", "#geo+radius+m", "radius in metres that should contain the place meant"),
    Column("place_precision", "text", "#geo+precision", "exact, neighbourhood, settlement or district"),
    Column("weapon_category", "text", "#cause+weapon+type", "weapon family, as reported"),
    Column("weapon_model", "text", "#cause+weapon+name", "weapon model, as reported"),
    Column("producer", "text", "#country+producer", "country that made it, as reported"),
    Column("target_type", "text", "#impact+type", "what was hit, as reported"),
    Column("blamed", "text", "#cause+side+blamed", "side blamed; disputed = equal voices blame different sides"),
    Column("blamed_hedge", "text", "#cause+side+hedge", "how firmly the best evidence puts the blame"),
    Column("denied", "truth", "#status+denied", "the side blamed denies this strike"),
    Column("denied_in_general", "truth", "#status+denied+general", "the side blamed denies such strikes in general"),
    Column("killed_min", "whole", "#affected+killed+min", "least number of people killed, as claimed; missing = open or not stated"),
    Column("killed_max", "whole", "#affected+killed+max", "greatest number claimed; missing = open or not stated"),
    Column("injured_min", "whole", "#affected+injured+min", "least number of people injured, as claimed"),
    Column("injured_max", "whole", "#affected+injured+max", "greatest number claimed"),
    Column("civilian_killed_min", "whole", "#affected+killed+civilians+min", "least number of civilians killed, as claimed"),
    Column("civilian_killed_max", "whole", "#affected+killed+civilians+max", "greatest number claimed"),
    Column("words", "text", "#affected+words", "quantities that the sources keep in words"),
    Column("grade", "text", "#indicator+grade", "how well the report is supported; no finding of fact or of law"),
    Column("grade_reason", "text", "#indicator+grade+reason", "why it has this grade"),
    Column("contested", "list", "#indicator+contested", "attributes whose values contradict each other"),
    Column("independent_claimants", "whole", "#indicator+claimants+independent", "independent voices"),
    Column("voices", "whole", "#indicator+voices", "all voices"),
    Column("party_only", "text", "#indicator+party", "the party on whose officials alone it rests, or none", blank="none"),
    Column("first_published", "day", "#date+published+start", "day of its earliest known publication"),
    Column("undated_claims", "whole", "#indicator+claims+undated", "claims without a day of publication"),
    Column("not_stated", "list", "#meta+not_stated", "attributes that no source states"),
    Column("source_ids", "list", "#meta+source+id", "sources of the claims known on the day of knowledge"),
    Column("source_urls", "links", "#meta+source+url", "where those sources can be read"),
)  # fmt: skip
"""The columns in the order in which they are written. A missing cell says that no source states it; it never means 0."""
