"""How many were killed or injured: one number where the claims give a range, "at least" left out, more than anybody claims, sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from strikemap.query.hedges.finding import Note
from strikemap.query.hedges.reading import Part
from strikemap.query.hedges.rules.strikes import number_of
from strikemap.query.hedges.rules.weapon import GOOD_GRADES
from strikemap.query.hedges.shown import Shown, Speaker
from strikemap.query.hedges.statements import covers
from strikemap.query.hedges.words import NUMBER_WORDS, PEOPLE, VAGUE_NUMBERS
from strikemap.query.wording import say_range

UNSTATED, TOO_HIGH, ONE_OF_RANGE, AT_LEAST, SUMMED, WEAK, SPEAKER = (
    "people-nobody", "people-too-many", "people-one-number", "people-at-least", "people-sum", "people-weak", "people-speaker",
)  # fmt: skip

_QUALIFIER: Final = (
    r"(?P<qualifier>at least|more than|over|no fewer than|upwards of|up to|as many as|about|around|some|nearly|almost|"
    r"between|from) "
)
_N: Final = rf"(?P<low>\d[\d,]*|{'|'.join(NUMBER_WORDS)})(?:(?: ?- ?| to | and )(?P<high>\d[\d,]*))?(?P<more> or more|\+)?"
_KILLED: Final = r"killed|dead|died|deaths?|fatalities|slain|murdered|massacred"
_INJURED: Final = r"wounded|injured|hurt|injuries"
_OF_PEOPLE: Final = rf"(?: of (?:them|the))?(?: (?:[a-z]+ )?(?P<people>{PEOPLE}))?(?:,? including [^,;]{{1,40}},)?"
_FORMS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<act>killed|killing|kills|killed were|wounded|wounding|wounds|injured|injuring|injures):? (?:{_QUALIFIER})?{_N}(?![\w.-])(?: (?:[a-z]+ )?(?P<people>{PEOPLE}))?",
        rf"(?<![\w.-])(?:{_QUALIFIER})?\b{_N}{_OF_PEOPLE} (?:(?:were|was|are|is|have been|had been|reportedly|reported|also|more) )*(?P<act>{_KILLED}|{_INJURED})\b",
        rf"(?<![\w.-])(?:{_QUALIFIER})?\b{_N}(?: (?:[a-z]+ )?(?P<people>{PEOPLE}))? (?P<act>perish(?:ed|es)?|(?:lose|loses|lost|losing) (?:their lives|his life|her life))\b",
        rf"(?<![\w.-])(?:{_QUALIFIER})?\b{_N} (?P<act>lives (?:were |are )?(?:lost|taken|claimed)|bodies (?:were |are )?(?:found|recovered))\b",
        rf"\b(?P<act>claims?|claimed|takes?|took|costs?) (?:the lives of )?(?:{_QUALIFIER})?{_N}(?![\w.-]) (?:lives|(?:[a-z]+ )?(?P<people>{PEOPLE}))\b",
        rf"\b(?P<act>death toll|toll|dead)(?: (?:of|is|was|at|reached|rises to|rose to|stands at))?:? (?:{_QUALIFIER})?{_N}(?![\w.-])",
    )
)
_LEAST: Final = frozenset({"at least", "more than", "over", "no fewer than", "upwards of"})
_MOST: Final = frozenset({"up to", "as many as"})


@dataclass(frozen=True)
class Said:
    """A number of people as words give it. low, high : equal for one number; least, most : said as a bound."""

    match: re.Match[str]
    attributes: tuple[str, ...]
    low: int
    high: int
    least: bool
    most: bool


@dataclass(frozen=True)
class Verdict:
    """What one report makes of a number; "" = carried."""

    rule: str
    severity: str
    problem: str
    claims: pd.DataFrame


def look(part: Part, shown: Shown) -> Iterator[Note]:
    """Every number of people in a part, compared with the reports that it can be about."""
    spoken_of = shown.spoken_of(part.letters)
    for said in numbers(part.letters):
        hedges = list(covers(part.letters, said.match.start(), said.match.end(), shown))
        speakers = [each.speaker for each in hedges if each.speaker is not None and each.speaker.is_known]
        note = _compared(said, shown, spoken_of, speakers, hedged=bool(hedges))
        if note is not None:
            yield note


def numbers(letters: str) -> list[Said]:
    """Every number of people killed or injured, each stretch read once."""
    found: list[Said] = []
    for form in _FORMS:
        for match in form.finditer(letters):
            if all(match.end() <= other.match.start() or match.start() >= other.match.end() for other in found):
                found.append(_read(match))
    return sorted(found, key=lambda said: said.match.start())


def _read(match: re.Match[str]) -> Said:
    parts = match.groupdict()
    low, qualifier = number_of(parts["low"]), parts["qualifier"] or ""
    high = number_of(parts["high"]) if parts["high"] else low
    injured = re.match(r"wound|injur|hurt", parts["act"]) is not None
    killed = ("killed", "civilian_killed") if re.match(PEOPLE, parts.get("people") or "soldier") else ("killed",)
    least = qualifier in _LEAST or bool(parts["more"]) or parts["low"] in VAGUE_NUMBERS
    above = 1 if qualifier in ("more than", "over") else 0
    return Said(match, ("injured",) if injured else killed, low + above, max(high, low) + above, least, qualifier in _MOST)


def _compared(said: Said, shown: Shown, spoken_of: pd.DataFrame, speakers: Sequence[Speaker], *, hedged: bool) -> Note | None:
    """The verdict of the report that carries the number best; a number that none carries is refused."""
    claims = shown.claims[shown.claims["event_id"].isin(spoken_of.index) & shown.claims["attribute"].isin(said.attributes)]
    claims = claims[claims["value_min"].notna() | claims["value_max"].notna()]
    start, end = said.match.span()
    if claims.empty:
        problem = "No claim shown gives a number for it. Nothing stated is not none, and no number can be put in its place."
        return Note(UNSTATED, "refuse", start, end, problem, (), "Leave the number out.")
    if speakers:
        own = pd.concat([shown.by_speaker(claims, speaker) for speaker in speakers[:1]])
        if own.empty:
            problem = f"{speakers[0].name} gives no such number among the claims shown; others do."
            return Note(SPEAKER, "refuse", start, end, problem, shown.wordings(claims), _ranges(claims))
        claims = own
    verdicts = [
        _verdict(said, rows, hedged=hedged, weak=not hedged and _is_weak(spoken_of, str(event), str(attribute)))
        for (event, attribute), rows in claims.groupby(["event_id", "attribute"])
    ]
    best = min(verdicts, key=lambda verdict: ("", "mark", "refuse").index(verdict.severity))
    if not best.severity:
        return None
    if best.severity == "refuse" and _is_a_sum(said, claims):
        problem = "No claim shown gives this number. Tolls of several reports must not be added up."
        return Note(SUMMED, "refuse", start, end, problem, shown.wordings(claims), _ranges(claims))
    return Note(
        best.rule, "mark" if best.severity == "mark" else "refuse", start, end, best.problem, shown.wordings(best.claims),
        _ranges(best.claims),
    )  # fmt: skip


def _verdict(said: Said, claims: pd.DataFrame, *, hedged: bool, weak: bool) -> Verdict:
    """What the claims of one report on one attribute make of a number. weak : it needs to be said whose number it is."""
    low, high, open_end = _span(claims)
    words = say_range(low, None if open_end else high) or ""
    if said.high > high:
        return Verdict(TOO_HIGH, "refuse", f"No claim shown gives so many: {words}.", claims)
    if said.least or said.most or said.low < said.high:
        return _bounds(said, claims, low, words)
    if open_end and said.low == high:
        return Verdict(AT_LEAST, "refuse", f"The source says “{words}”, and the words leave that out.", claims)
    if low != high or open_end or said.low < low:
        severity = "mark" if hedged and (claims["value_max"] == said.low).fillna(value=False).any() else "refuse"
        return Verdict(ONE_OF_RANGE, severity, f"One number is given, and the claims shown say {words}.", claims)
    if weak:
        return Verdict(WEAK, "mark", "The number rests on a weak or contested claim; say who gives it.", claims)
    return _carried(claims)


def _carried(claims: pd.DataFrame) -> Verdict:
    return Verdict("", "", "", claims)


def _is_weak(reports: pd.DataFrame, event: str, attribute: str) -> bool:
    grades = reports["grade_by_attribute"].to_dict()[event]
    return grades.get(attribute, "weak") not in GOOD_GRADES


def _bounds(said: Said, claims: pd.DataFrame, low: int, words: str) -> Verdict:
    """A bound or a range: "at least" may not stand above every claim, a range may not leave the claims."""
    if said.least or said.most or said.low >= low:
        return _carried(claims)
    return Verdict(ONE_OF_RANGE, "refuse", f"The claims shown say {words}.", claims)


def _span(claims: pd.DataFrame) -> tuple[int, int, bool]:
    """The least and the most that any claim gives, and whether the most is itself only a least ("at least 70")."""
    figures = claims[["value_min", "value_max"]]
    high = int(figures.max().max())
    low = figures.min().min() if claims["value_min"].notna().any() else 0
    top = claims[(claims["value_min"] == high).fillna(value=False).astype(bool)]
    return int(low), high, bool(len(top) and top["value_max"].isna().all())


def _is_a_sum(said: Said, claims: pd.DataFrame) -> bool:
    """Whether a number can only come from adding up: above every claim, and reached by all of them together."""
    highest = int(claims[["value_min", "value_max"]].max().max())
    tops = claims.groupby(["attribute", "event_id"])["value_max"].max().groupby("attribute").sum()
    return len(set(claims["event_id"])) > 1 and said.low > highest and bool((tops >= said.low).any())


def _ranges(claims: pd.DataFrame) -> str:
    """What the claims of the report carry, in words."""
    low, high, open_end = _span(claims)
    return f"Say “reported {say_range(low, None if open_end else high)}”, or give one number with who says it."
