"""Findings of law, intent and history in the voice of the map: only ever somebody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from strikemap.query.hedges.finding import Note
from strikemap.query.hedges.reading import Part
from strikemap.query.hedges.shown import Shown
from strikemap.query.hedges.statements import covers
from strikemap.query.hedges.words import LEGAL_TERMS

RULE: Final = "law"

_ALLEGED: Final = re.compile(r"\b(?:alleged(?:ly)?|suspected|possible|accused of|accusations? of|allegations? of|claims? of) (?:\w+ )?$")


def look(part: Part, shown: Shown) -> Iterator[Note]:
    """Terms of law that nobody is named as using; hedged or quoted without a speaker they are only marked."""
    for term in LEGAL_TERMS:
        for match in re.finditer(rf"(?<![\w.-])(?:{term.pattern})(?![\w-]|\.\w)", part.letters):
            if re.search(r"\b(?:no|not)(?: a| findings? of fact or of)? $", part.letters[: match.start()]):
                continue
            hedges = covers(part.letters, match.start(), match.end(), shown)
            speakers = [each.speaker for each in hedges if each.speaker is not None]
            if any(speaker.is_known for speaker in speakers):
                continue
            quoted = part.letters[: match.start()].count('"') % 2 == 1
            only_mark = term.only_mark or bool(speakers) or quoted or _ALLEGED.search(part.letters[: match.start()]) is not None
            problem = "This is a finding of law, intent or history, and nobody is named who makes it; no claim shown holds it."
            yield Note(
                RULE, "mark" if only_mark else "refuse", match.start(), match.end(), problem,
                suggestion=f"Leave it out, or attribute it: {term.instead}.",
            )  # fmt: skip
