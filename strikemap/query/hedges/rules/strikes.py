"""Strikes that are counted, generalised or told as facts: what is counted are reports, and reports are claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from strikemap.model.vocabulary import HARM, OCCURRENCE
from strikemap.query.hedges.finding import Note
from strikemap.query.hedges.reading import Part
from strikemap.query.hedges.rules.weapon import GOOD_GRADES
from strikemap.query.hedges.shown import Shown
from strikemap.query.hedges.statements import acts, covers, statements
from strikemap.query.hedges.words import NUMBER_WORDS, STRIKE_NOUNS, SUPERLATIVES

COUNTED, NUMBER, ABSOLUTE, SUPERLATIVE, AS_FACT = "counted", "counted-number", "absolute", "superlative", "strike-own-voice"

_NUMBER: Final = rf"(?P<number>\d[\d,]*|{'|'.join(NUMBER_WORDS)})"
_KINDS: Final = r"(?:(?:cluster|cluster munition|drone|missile|rocket|artillery|ballistic|air|deadly|separate|more|other|different) )*"
_COUNTED: Final = re.compile(rf"(?<![\w.-])\b{_NUMBER} {_KINDS}(?:{STRIKE_NOUNS})\b")
_COUNTED_REPORTS: Final = re.compile(
    rf"(?<![\w.-])\b{_NUMBER} (?:(?:reported|alleged|claimed) {_KINDS}(?:{STRIKE_NOUNS})|reports? of (?:\w+ ){{0,2}}(?:{STRIKE_NOUNS}))\b"
)
_ABSOLUTE: Final = re.compile(
    rf"\b(?:all|every|each(?! other)|only|no|none of the|any|always) (?!report)(?:(?!report|alleged|claim)[\w-]+ ){{0,2}}(?:{STRIKE_NOUNS})\b|"
    r"\b(?:no one|nobody|no civilians?|no people|no casualties|none) (?:was |were |has been |have been )?(?:killed|hurt|injured|wounded|harmed)\b|"
    r"\bno (?:civilian )?(?:casualties|deaths|victims|injuries)\b|\b(?:was|were|is|are) (?:the )?only (?:side|one|target)\b"
)
_SUPERLATIVE: Final = re.compile(rf"\b(?:{SUPERLATIVES}) (?:[\w-]+ ){{0,2}}(?:{STRIKE_NOUNS})\b")


def look(part: Part, shown: Shown) -> Iterator[Note]:
    """Counts of strikes, absolutes, superlatives, and strikes told as facts, in one part."""
    found = [*_counts(part, shown), *_absolutes(part, shown), *_superlatives(part)]
    yield from found
    if not found:
        yield from _told_as_fact(part, shown)


def _counts(part: Part, shown: Shown) -> Iterator[Note]:
    for match in _COUNTED.finditer(part.letters):
        if re.search(r"\b(?:reported|reports of|alleged|claimed|blamed for|accused of) $", part.letters[: match.start()]):
            continue
        problem = f"This counts strikes as facts. What is counted here are reports: {_shown_words(shown)}."
        yield Note(
            COUNTED, "refuse", match.start(), match.end(), problem, suggestion=f"Say “{match['number']} reported strikes”."
        )
    for match in _COUNTED_REPORTS.finditer(part.letters):
        if number_of(match["number"]) not in shown.counts:
            problem = f"The number is none of the counts of this View: {_shown_words(shown)}."
            yield Note(NUMBER, "mark", match.start(), match.end(), problem, suggestion=f"Say “{len(shown.reports):,} reports”.")


def _shown_words(shown: Shown) -> str:
    return f"{len(shown.reports):,} are shown"


def number_of(text: str) -> int:
    """The number that a folded text stands for."""
    return NUMBER_WORDS[text] if text in NUMBER_WORDS else int(text.replace(",", ""))


def _absolutes(part: Part, shown: Shown) -> Iterator[Note]:
    spoken_of = shown.spoken_of(part.letters)
    for match in _ABSOLUTE.finditer(part.letters):
        hedges = list(covers(part.letters, match.start(), match.end(), shown))
        harmless = re.search(r"killed|hurt|injured|wounded|harmed|casualties|deaths|victims|injuries", match.group()) is not None
        claims = shown.claims[shown.claims["attribute"].isin(HARM if harmless else [OCCURRENCE])]
        claims = claims[claims["event_id"].isin(spoken_of.index)]
        none_hurt = claims[(claims["value_max"] == 0).fillna(value=False).astype(bool)] if harmless else claims.iloc[:0]
        if hedges and (not harmless or len(none_hurt)):
            continue
        problem = "This speaks of all or none. The dataset holds reports that were found, not every strike; unknown is not none."
        if len(none_hurt):
            problem = "This is said as a fact; it is the claim of a source."
        yield Note(
            ABSOLUTE, "refuse", match.start(), match.end(), problem, shown.wordings(none_hurt),
            "Speak of “the reports shown”, or name who says that nobody was hurt.",
        )  # fmt: skip


def _superlatives(part: Part) -> Iterator[Note]:
    for match in _SUPERLATIVE.finditer(part.letters):
        if "report" not in match.group():
            problem = "A first or a worst can only be that of the reports found here."
            yield Note(SUPERLATIVE, "mark", match.start(), match.end(), problem, suggestion="Say “of the reports shown”.")


def _told_as_fact(part: Part, shown: Shown) -> Iterator[Note]:
    """The first act that is told without a hedge and without a doer, where the reports are not well supported."""
    if part.letters.rstrip().endswith("?"):
        return  # who asks states nothing
    doers = list(statements(part, shown))
    for act in acts(part):
        if any(each.start <= act.start() < each.end for each in doers) or list(covers(part.letters, act.start(), act.end(), shown)):
            continue
        spoken_of = shown.spoken_of(part.letters)
        if len(spoken_of) and spoken_of["grade"].isin(GOOD_GRADES).all():
            continue
        claims = shown.claims_on(spoken_of.index, OCCURRENCE)
        problem = "This is told as a fact, and not every report behind it is graded confirmed or fair."
        if spoken_of.empty:
            problem = "No report shown is of that place and day."
        yield Note(
            AS_FACT, "mark", act.start(), act.end(), problem, shown.wordings(claims), "Say “reported”, or name the source."
        )
        return
