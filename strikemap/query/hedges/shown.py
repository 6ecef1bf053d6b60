"""What the rules compare words with: the reports shown, the claims behind them, and the names that words can use for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_date
from strikemap.model.events import known_claims, original_claims
from strikemap.model.vocabulary import ATTRIBUTE_WORDS, ATTRIBUTION, BASES, HEDGES, SIDES
from strikemap.query.hedges.finding import Wording
from strikemap.query.hedges.reading import any_of, fold
from strikemap.query.hedges.words import WEAPON_WORDS
from strikemap.query.view import View
from strikemap.query.wording import Labels, labels_of, say_range

SHORTEST_NAME: Final = 4
"""Letters of the shortest place name that words are searched for; below, it is too often a part of other words."""

MOST_QUOTED: Final = 4
"""Claims quoted beside one overstatement."""

_READ: Final = [
    "place_id", "day_first", "day_last", "weapon_category", "blamed", "blamed_hedge", "denied", "grade", "grade_by_attribute",
]  # fmt: skip
"""Columns of the reports table that rules compare words with."""

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY: Final = re.compile(
    rf"(?<![\d-])(?<!- )(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?: (?P<year>\d{{4}}))?(?! ?-)|"
    rf"{_MONTH.replace('month', 'month2')} (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d| ?-)(?:,? (?P<year2>\d{{4}}))?"
)
_OTHER_DAY: Final = re.compile(r"(?:known|published|printed|until|since|from|to|and|as of|-)(?: on)? ?$")
"""What stands before a day that is not the day of a strike, or is the end of a span."""


@dataclass(frozen=True)
class SideWords:
    """Names that words use for a side. blamed : as claims write it; parties : whose claims are meant when it speaks.

    nouns : "Armenia"; adjectives : "Armenian", a doer only with its forces.
    """

    blamed: tuple[str, ...]
    parties: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]

    @cached_property
    def pattern(self) -> str:
        """Any of its names, as folded text holds them; the possessive s belongs to the name."""
        return rf"{any_of([*self.nouns, *self.adjectives])}(?:'s|s')?"


@dataclass(frozen=True)
class Speaker:
    """Somebody who is named as saying something: claimants by name, or parties of which anybody speaks; none = unknown."""

    name: str
    claimants: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the dataset knows who that is."""
        return bool(self.claimants or self.parties)


UNKNOWN: Final = Speaker("")


@dataclass(frozen=True, eq=False)
class Shown:
    """The reports shown and everything that is claimed of them, as known on the day.

    claims : originals, with publisher. counts : numbers of reports that words may give. asked : weapon families that the
    View asks for, which its title names whether there are any or not.
    """

    dataset: Dataset
    reports: pd.DataFrame
    claims: pd.DataFrame
    counts: frozenset[int]
    asked: frozenset[str]
    labels: Labels

    @cached_property
    def sides(self) -> tuple[SideWords, ...]:
        """The sides, as [[sides]] of dataset.toml names them; without it, by the values of the claims alone."""
        declared = self.dataset.settings.get("sides", [])
        if not declared:
            values = sorted(set(self.dataset.claims.loc[self.dataset.claims["attribute"] == ATTRIBUTION, "value"]) | set(SIDES))
            return tuple(SideWords((value,), (value,), (value,), ()) for value in values)
        return tuple(
            SideWords(*(tuple(each.get(key, ())) for key in ("blamed", "parties", "nouns", "adjectives"))) for each in declared
        )

    @cached_property
    def speakers(self) -> Mapping[str, Speaker]:
        """Every name that a claimant can be spoken of by, folded; sides come after claimants."""
        found: dict[str, Speaker] = {}
        for side in self.sides:
            for form in (*side.nouns, *side.adjectives):
                found[fold(form)] = Speaker(form, parties=side.parties)
        for claimant in self.dataset.claims["claimant"].unique():
            for form in _name_forms(str(claimant)):
                found[fold(form)] = Speaker(form, claimants=(*found.get(fold(form), UNKNOWN).claimants, str(claimant)))
        for each in self.dataset.settings.get("speakers", []):
            for form in each.get("forms", ()):
                found[fold(form)] = Speaker(form, claimants=(str(each["name"]),))
        return found

    @cached_property
    def speaker_pattern(self) -> str:
        """Any name of a speaker."""
        return any_of(self.speakers)

    @cached_property
    def models(self) -> Mapping[str, str]:
        """Names of weapon models, folded, as words of any model that claims or the table of munitions name."""
        names = set(self.dataset.claims.loc[self.dataset.claims["attribute"] == "weapon_model", "value"])
        table = self.dataset.munitions
        for column in ("name", "aliases"):
            names |= {part for text in table[column].astype("str") for part in str(text).split(";")}
        words = {word for name in names for word in re.findall(r"[\w-]+", name) if _is_model_word(word)}
        # "Iskander" is said for the Iskander-E
        words |= {stem for word in words if (stem := word.partition("-")[0]) != word and stem.isalpha() and _is_model_word(stem)}
        return {fold(word): word for word in words}

    @cached_property
    def places(self) -> Mapping[str, frozenset[str]]:
        """Folded name of a place, in any form, to the ids of the places that it can mean."""
        found: dict[str, set[str]] = {}
        sides = {fold(name) for side in self.sides for name in (*side.nouns, *side.adjectives)}
        columns = ("name", "name_english", "name_armenian", "name_azerbaijani", "name_russian", "admin_region")
        for row in self.dataset.places[["place_id", *columns]].fillna("").to_dict("records"):
            for column in columns:
                for form in _place_forms(str(row[column])):
                    if len(form) >= SHORTEST_NAME and form not in sides:
                        found.setdefault(form, set()).add(str(row["place_id"]))
        return {form: frozenset(ids) for form, ids in found.items()}

    @cached_property
    def place_pattern(self) -> re.Pattern[str]:
        """Any name of a place."""
        return re.compile(any_of(self.places))

    def spoken_of(self, letters: str) -> pd.DataFrame:
        """The reports that a sentence can be about: those at the places, on the day and with the weapon that it names.

        A place or a day that no report shown has leaves none; a weapon that none has leaves them all (see the weapon rule).
        """
        if letters not in self._spoken_of:
            self._spoken_of[letters] = self._narrowed(letters)
        return self._spoken_of[letters]

    def _narrowed(self, letters: str) -> pd.DataFrame:
        found = self.reports
        if ids := [self.places[match.group()] for match in self.place_pattern.finditer(letters)]:
            found = found[found["place_id"].isin(frozenset().union(*ids))]
        if days := list(_days_named(letters, self.dataset.first_day.year)):
            found = found[_touch(found, days)]
        with_weapon = [
            self._with_weapon.get(each.category, frozenset())
            for each in WEAPON_WORDS
            if re.search(rf"\b(?:{each.pattern})\b", letters)
        ]
        named = found.index.isin(frozenset().union(*with_weapon)) if any(with_weapon) else np.zeros(len(found), dtype=bool)
        return found[named] if named.any() else found

    @cached_property
    def _with_weapon(self) -> Mapping[str, frozenset[str]]:
        """Weapon family to the reports of which a claim names it."""
        claims = self.claims[self.claims["attribute"] == "weapon_category"]
        return {str(family): frozenset(rows) for family, rows in claims.groupby("value")["event_id"]}

    @cached_property
    def _spoken_of(self) -> dict[str, pd.DataFrame]:
        """Parts of the text that were narrowed already: every rule asks for the same."""
        return {}

    def claims_on(self, events: Iterable[str], attribute: str) -> pd.DataFrame:
        """The claims of those reports on one attribute, the best evidence first."""
        wanted = self.claims[self.claims["event_id"].isin(list(events)) & (self.claims["attribute"] == attribute)]
        return wanted.sort_values(["evidence", "firmness", "claim_id"], ascending=[False, False, True])

    def by_speaker(self, claims: pd.DataFrame, speaker: Speaker) -> pd.DataFrame:
        """The claims that a speaker makes."""
        named = claims["claimant"].isin(speaker.claimants) | claims["counts_with"].isin(speaker.claimants)
        return claims[named | claims["claimant_party"].isin(speaker.parties)]

    def wordings(self, claims: pd.DataFrame, most: int = MOST_QUOTED) -> tuple[Wording, ...]:
        """The sources' own wording, in the order of the claims, one for each claimant and hedge."""
        distinct = claims.drop_duplicates(["claimant", "hedge", "attribute"]).head(most)
        return tuple(self._wording(row) for row in distinct.to_dict("records"))

    def _wording(self, row: dict[Any, Any]) -> Wording:
        number = say_range(row["value_min"], row["value_max"])
        part = {ATTRIBUTION: "by", "weapon_category": "weapon", "target_type": "target"}.get(row["attribute"], "")
        return Wording(
            claim_id=str(row["claim_id"]),
            attribute=ATTRIBUTE_WORDS.get(row["attribute"], str(row["attribute"])),
            claimant=str(row["claimant"]),
            hedge=str(row["hedge"]),
            value=number or self.labels.of(part, str(row["value"])),
            words=str(row["value_words"]),
            basis=BASES.get(str(row["basis"]), str(row["basis"])),
            publisher=str(row["publisher"]),
            published="day of publication not stated" if pd.isna(row["published_on"]) else say_date(str(row["published_on"])[:10]),
        )

    def side_word(self, value: str) -> str:
        """The label of a side."""
        return self.labels.of("by", value)


def shown_of(dataset: Dataset, shown: pd.DataFrame, view: View, counts: Iterable[int]) -> Shown:
    """Gather what the rules need; the arguments are those of `check_words`, and counts as in `Shown`."""
    # the few reports that have claims are looked up among a million shown, not the other way round
    spoken_of = pd.Index(dataset.claims["event_id"].unique())
    spoken = dataset.claims[dataset.claims["event_id"].isin(spoken_of[shown.index.get_indexer(spoken_of) >= 0])]
    claims = original_claims(known_claims(spoken, view.known))
    publishers = dataset.sources.drop_duplicates("source_id").set_index("source_id")["publisher"]
    claims = claims.assign(publisher=claims["source_id"].map(publishers).astype("str").fillna(claims["source_id"]))
    # a dataset of one row to a report has no grades by attribute, and no claims that would ask for them
    return Shown(dataset, shown.reindex(columns=_READ), claims, frozenset(counts), frozenset(view.weapon), labels_of(dataset))


def firmest(claims: pd.DataFrame) -> int:
    """How firmly the firmest of the claims puts it."""
    return max((HEDGES.get(str(hedge), 0) for hedge in claims["hedge"]), default=0)


def _name_forms(claimant: str) -> set[str]:
    """The full name of a claimant, the name without its brackets, and the initials of a name of three words or more."""
    bare = re.sub(r"\s*\([^)]*\)", "", claimant).strip()
    capitals = [word[0] for word in bare.split() if word[:1].isupper()]
    initials = "".join(capitals) if len(capitals) >= 3 and len(capitals) == len(bare.split()) else ""  # noqa: PLR2004  # HRW
    return {form for form in (claimant, bare, initials) if form}


def _is_model_word(word: str) -> bool:
    """Whether a word of a model's name is a name of its own: "M095", "LAR-160", "Smerch", not "rocket" or "122"."""
    named = any(sign.isdigit() for sign in word) or (word[0].isupper() and fold(word) not in NO_MODELS)
    return len(word) >= SHORTEST_MODEL and not word.isdigit() and named


SHORTEST_MODEL: Final = 3
NO_MODELS: Final = frozenset({"long", "range", "attack", "submunitions", "dpicm", "extra"})
"""Capitalised words of a model's name that are ordinary words elsewhere."""


def _place_forms(text: str) -> set[str]:
    """The names in a text like "Shusha / Shushi" or "Barda (Bərdə)", folded, without the words for what they name."""
    forms = (re.sub(r"\b(?:district|region|province|villages?|area|of|in|road|settlements?)\b", " ", fold(part)) for part in re.split(r"[/,;()]|\band\b", text))
    return {" ".join(form.split()) for form in forms}


def _days_named(letters: str, year: int) -> Iterable[pd.Timestamp]:
    """The single days that a sentence names; the ends of spans and days of knowledge are none."""
    for match in _DAY.finditer(letters):
        if _OTHER_DAY.search(letters[: match.start()]):
            continue
        day, month = match["day"] or match["day2"], match["month"] or match["month2"]
        try:
            yield pd.Timestamp(int(match["year"] or match["year2"] or year), _MONTHS.index(month) + 1, int(day))
        except ValueError:
            continue


def _touch(reports: pd.DataFrame, days: list[pd.Timestamp]) -> pd.Series:
    """Which reports can have happened on one of the days."""
    first, last = reports["day_first"], reports["day_last"]
    hits = [((first <= day) | first.isna()) & ((last >= day) | last.isna()) & ~(first.isna() & last.isna()) for day in days]
    return pd.concat(hits, axis=1).any(axis=1)
