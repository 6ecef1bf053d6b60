"""The rules, one file per kind of wording. `look(part, shown)` of each yields what it found in one part of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from strikemap.query.hedges.finding import Note
from strikemap.query.hedges.reading import Part
from strikemap.query.hedges.rules import confirmation, doer, law, people, strikes, weapon
from strikemap.query.hedges.shown import Shown

RULES: tuple[Callable[[Part, Shown], Iterator[Note]], ...] = (
    doer.look, confirmation.look, weapon.look, people.look, law.look, strikes.look,
)  # fmt: skip
"""Every rule, in the order of docs/hedges.md."""
