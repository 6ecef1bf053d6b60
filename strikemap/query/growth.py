"""How knowledge of one report grew: day by day who newly spoke, how firmly the side is named, and the grade it then had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.events import FOOTAGE, SITE, asserting, known_claims, original_claims, speaking
from strikemap.model.vocabulary import ATTRIBUTION, DENIAL, DENIALS_OF_THE_STRIKE, DISPUTED, NOT_STATED, SIDES
from strikemap.query.known import as_known, claims_about, days_of, states_of
from strikemap.query.wording import Labels, in_a_row

ALLEGES: Final = "alleges"
"""How a side is named while nobody independent names it: whatever its officials write, it is an allegation."""

_EVIDENCE: Final = {SITE: " (on site)", FOOTAGE: " (footage)"}
_MOST_NAMED: Final = 4


@dataclass(frozen=True)
class Naming:
    """One voice that names the side shown: its hedge, and "on site" or "footage" where it rests on that."""

    claimant: str
    hedge: str
    independent: bool
    evidence: int

    @property
    def words(self) -> str:
        """The hedge with what it rests on: "states (on site)"; of a party: "alleges"."""
        return self.hedge + _EVIDENCE.get(self.evidence, "") if self.independent else ALLEGES


@dataclass(frozen=True)
class Step:
    """What was known on a day.

    new : claimants of whom nothing was published before. repeats : claims printed that day that only repeat earlier ones.
    grade : "" before the first report that is no denial. naming : who names the side shown, best evidence first.
    claimants, of_parties : everybody who reports the strike or names a side, and the officials of a side among them.
    independent, naming_independently : independent voices for the report, and those that name a side.
    """

    day: dt.date
    new: tuple[str, ...]
    repeats: int
    grade: str
    blamed: str
    naming: tuple[Naming, ...]
    denied: bool
    denied_by: tuple[str, ...]
    claimants: int
    of_parties: int
    independent: int
    naming_independently: int
    on_site: bool
    footage: bool

    @property
    def hedges(self) -> tuple[str, ...]:
        """How firmly the side is named, each wording once: independent voices, or "alleges" where there are none."""
        speaking = [each for each in self.naming if each.independent] or list(self.naming)
        return tuple(dict.fromkeys(each.words for each in speaking))

    def sentence(self, labels: Labels) -> str:
        """Who is blamed, by whom, how firmly, and whether it is denied; nothing in our own voice."""
        return "; ".join(filter(None, [self._blame(labels), self._denial()])) + "."

    def _blame(self, labels: Labels) -> str:
        if self.blamed in (NOT_STATED, ""):
            return "Nobody names a side"
        if self.blamed == DISPUTED:
            return "Sources with equal support name different sides"
        side = labels.of("by", self.blamed)
        independent = [each for each in self.naming if each.independent]
        if not independent:
            return f"{side}, according to {_listed([each.claimant for each in self.naming])} alone"
        said = [f"{each.claimant} “{each.hedge}”{_EVIDENCE.get(each.evidence, '')}" for each in independent]
        return f"{side}: {_listed(said)}"

    def _denial(self) -> str:
        return f"denied by {_listed(self.denied_by)}" if self.denied_by else ""


def _listed(names: Sequence[str]) -> str:
    """Names in a row; the rest of a long one is counted."""
    named = [*names[:_MOST_NAMED], *([f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else [])]
    return in_a_row(named)


def attack_of(dataset: Dataset, event_id: str) -> tuple[str, ...]:
    """The reports that count as one attack with this one, itself among them; the report alone where it stands alone."""
    attacks = dataset.attacks
    whose = attacks.loc[attacks["event_id"] == event_id, "attack_id"]
    return tuple(attacks.loc[attacks["attack_id"].isin(whose), "event_id"]) or (event_id,)


def growth_of(dataset: Dataset, event_ids: Sequence[str]) -> tuple[Step, ...]:
    """The days on which something about these reports was published, in order, with what was known on each.

    event_ids : one report, or several that are records of one attack and are taken as one.
    """
    claims = claims_about(dataset.claims, pd.Index(list(event_ids)))
    return steps_on(dataset, event_ids, days_of(claims))


def steps_on(dataset: Dataset, event_ids: Sequence[str], days: Iterable[dt.date]) -> tuple[Step, ...]:
    """What was known about these reports, taken as one, on each of these days."""
    claims = claims_about(dataset.claims, pd.Index(list(event_ids))).assign(event_id=event_ids[0])
    states = states_of(replace(dataset, claims=claims))
    return tuple(_step(claims, as_known(states, day), day) for day in days)


def _step(claims: pd.DataFrame, reports: pd.DataFrame, day: dt.date) -> Step:
    """What was known on a day. claims : of the one report; reports : the table of that day, with the report or empty."""
    known = known_claims(claims, day)
    originals = original_claims(known)
    report = _Report.of(reports)
    said = speaking(originals)
    independent = said[said["independent"]]
    return Step(
        day=day,
        new=_newly_speaking(known, day),
        repeats=int((known.loc[known["published_on"] == pd.Timestamp(day), "origin_claim_id"] != "").sum()),
        grade=report.grade,
        blamed=report.blamed,
        naming=_naming(originals, report.blamed),
        denied=report.denied,
        denied_by=_denying(originals, report.blamed),
        claimants=said["claimant"].nunique(),
        of_parties=said.loc[said["bloc"] != "", "claimant"].nunique(),
        independent=report.independent,
        naming_independently=independent.loc[independent["attribute"] == ATTRIBUTION, "voice"].nunique(),
        on_site=bool((independent["evidence"] == SITE).any()),
        footage=bool((independent["evidence"] == FOOTAGE).any()),
    )


@dataclass(frozen=True)
class _Report:
    """The columns of one row that a step tells; all at their default while there is no report yet."""

    grade: str = ""
    blamed: str = ""
    denied: bool = False
    independent: int = 0

    @classmethod
    def of(cls, reports: pd.DataFrame) -> _Report:
        if reports.empty:
            return cls()
        row = reports.iloc[0]
        return cls(str(row["grade"]), str(row["blamed"]), bool(row["denied"]), int(row["independent_claimants"]))


def _newly_speaking(known: pd.DataFrame, day: dt.date) -> tuple[str, ...]:
    """The claimants of that day of whom nothing was published before, each once."""
    today = known["published_on"] == pd.Timestamp(day)
    before = frozenset(known.loc[~today, "claimant"])
    return tuple(dict.fromkeys(each for each in known.loc[today, "claimant"] if each not in before))


def _denying(originals: pd.DataFrame, blamed: str) -> tuple[str, ...]:
    """Who of the side shown denies this strike; a denial in general, or silence, is none."""
    denials = originals[(originals["attribute"] == DENIAL) & originals["hedge"].isin(DENIALS_OF_THE_STRIKE)]
    side = denials["said"].map(SIDES)
    return tuple(dict.fromkeys(denials.loc[(side == denials["bloc"]) & (side == SIDES.get(blamed)), "claimant"]))


def _naming(originals: pd.DataFrame, blamed: str) -> tuple[Naming, ...]:
    """Who names the side shown, each claimant by its best claim: best evidence first, then firmest."""
    naming = asserting(originals[(originals["attribute"] == ATTRIBUTION) & (originals["said"] == blamed)])
    order = naming.sort_values(["evidence", "firmness", "published_on", "claim_id"], ascending=[False, False, True, True])
    return tuple(
        Naming(str(row["claimant"]), str(row["hedge"]), bool(row["independent"]), int(row["evidence"]))
        for row in order.drop_duplicates("claimant").to_dict("records")
    )
