"""Which weapon: families, models and producers that are stated as a fact though the claims shown are weak, disputed or none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from strikemap.model.vocabulary import HEDGES
from strikemap.query.hedges.finding import Note
from strikemap.query.hedges.reading import Part, any_of, fold
from strikemap.query.hedges.shown import Shown
from strikemap.query.hedges.statements import Cover, covers
from strikemap.query.hedges.words import SAID, STRIKE_NOUNS, WEAPON_WORDS

UNNAMED, AS_FACT, PRODUCER = "weapon-nobody", "weapon-own-voice", "producer"

GOOD_GRADES: Final = ("confirmed", "fair")

_REPORTED: Final = re.compile(
    rf"\b(?:reported|alleged|reports of) (?:{STRIKE_NOUNS}) (?:with|by|using) (?:(?!(?:\w+ed|hit|struck|was|were)\b)[\w-]+,? ){{0,30}}$"
)
_MADE_IN: Final = re.compile(
    r"\b(?P<land>israeli|russian|soviet|turkish|chinese|american|belarusian|ukrainian|czech|serbian|iranian)"
    r"(?:-made|-built|-supplied|-produced| made| cluster| rockets?| missiles?| drones?| munitions?| bombs?| m\d+| lar-\d+)\b"
)
_LANDS: Final = {
    "israeli": "Israel", "russian": "Russia", "soviet": "Soviet Union", "turkish": "Turkey", "belarusian": "Belarus",
    "chinese": "China", "american": "United States", "ukrainian": "Ukraine", "czech": "Czechia", "serbian": "Serbia", "iranian": "Iran",
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    """A weapon that words name: the attribute of claims that can say so, and its value; "" = none can."""

    match: re.Match[str]
    attribute: str
    value: str


def look(part: Part, shown: Shown) -> Iterator[Note]:
    """Families, models and producers named in a part."""
    spoken_of = shown.spoken_of(part.letters)
    for words in WEAPON_WORDS:
        for match in re.finditer(rf"\b(?:{words.pattern})\b", part.letters):
            yield from _compared(Named(match, "weapon_category", words.category), part, shown, spoken_of)
    for match in re.finditer(any_of(shown.models), part.letters):
        yield from _compared(Named(match, "weapon_model", shown.models[match.group()]), part, shown, spoken_of)
    for match in _MADE_IN.finditer(part.letters):
        yield from _compared(Named(match, "weapon_producer", _LANDS[match["land"]]), part, shown, spoken_of)


def _compared(named: Named, part: Part, shown: Shown, spoken_of: pd.DataFrame) -> Iterator[Note]:
    match, attribute, value = named.match, named.attribute, named.value
    claims = shown.claims_on(spoken_of.index, attribute)
    naming = claims[_names(claims["value"], value, attribute)]
    hedges = [*covers(part.letters, match.start(), match.end(), shown), *_reported_list(part.letters[: match.start()])]
    said = [each.speaker for each in hedges if each.speaker is not None]
    if naming.empty and hedges and value in shown.asked:
        return
    if naming.empty:
        problem = f"No claim shown names it{_instead(claims)}."
        yield Note(
            UNNAMED, "mark" if said else "refuse", match.start(), match.end(), problem, shown.wordings(claims),
            "Name the weapon as a source shown does, or none.",
        )  # fmt: skip
    elif not hedges and (weak := _weakly_graded(spoken_of, naming, attribute)):
        number = naming["event_id"].nunique()
        problem = f"This is said as a fact; {_how_many(weak, number)} it, that rests on weak or contested claims."
        rule = PRODUCER if attribute == "weapon_producer" else AS_FACT
        who = str(naming["claimant"].iloc[0])
        yield Note(
            rule, "refuse" if weak == number else "mark", match.start(), match.end(), problem, shown.wordings(naming),
            f"Say “reported”, or who identifies it: “identified by {who}” or “according to {who}”.",
        )  # fmt: skip


def _reported_list(before: str) -> list[Cover]:
    """The hedge of "reported strikes with drones, air strikes or ...", which reaches to the end of the list."""
    found = _REPORTED.search(before)
    return [Cover(HEDGES["reports"], None, found.group())] if found else []


def _names(values: pd.Series, value: str, attribute: str) -> pd.Series:
    if attribute != "weapon_model" or not value:
        return values.eq(value) & bool(value)
    return values.map(lambda text: re.search(any_of([value]), fold(str(text))) is not None).astype(bool)


def _how_many(weak: int, number: int) -> str:
    return "in the report that names" if number == 1 else f"in {weak:,} of the {number:,} reports that name"


def _instead(claims: pd.DataFrame) -> str:
    values = sorted({str(value).replace("_", " ") for value in claims["value"]})
    return f"; they name {', '.join(values[:3])}" if values else ""


def _weakly_graded(reports: pd.DataFrame, naming: pd.DataFrame, attribute: str) -> int:
    """Of the reports that name the weapon, how many rest on a weak or contested claim, or on one below "states"."""
    events = reports[reports.index.isin(naming["event_id"])]
    if attribute == "weapon_producer":
        firm = naming[(naming["firmness"] >= SAID) & naming["independent"]]
        return len(events) - int(events.index.isin(firm["event_id"]).sum())
    return sum(grades.get(attribute, "weak") not in GOOD_GRADES for grades in events["grade_by_attribute"])
