"""Claims in words that keep the hedge of their source: "according to A, they appear to have been fired by B; B denies it"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

MOST_NAMED: Final = 2
"""Claimants named for one hedge; more are counted."""


OFFICES: Final = (
    "Ministry", "President", "First Vice-President", "Prosecutor", "Ambassador", "Governor", "Commissioner",
    "Human Rights Defender", "director", "Mine action agency",
)  # fmt: skip
"""First words of a claimant that is an office and takes an article; so does every de facto body."""


@dataclass(frozen=True)
class Subject:
    """What was fired, as the subject of a sentence: "they", "were", "appear", "fired"."""

    name: str
    was: str
    appears: str
    done: str


FIRED: Final = Subject("they", "were", "appear", "fired")
STRUCK: Final = Subject("it", "was", "appears", "carried out")

SUBJECTS: Final[Mapping[str, Subject]] = dict.fromkeys(
    ("cluster_munition", "ballistic_missile", "rocket_artillery"), FIRED
)
"""Weapon family to the subject that stands for it; all others are "it", the strike."""

BLAME: Final[Mapping[str, str]] = {
    "could not verify": "{who} could not verify that {name} {was} {done} by {side}",
    "was not able to identify": "{who} was not able to identify who {done_it}",
    "alleges": "according to {who}, {name} {was} allegedly {done} by {side}",
    "may be": "according to {who}, {name} may have been {done} by {side}",
    "states as alternatives": "{who} names {side} as one of several possibilities",
    "consistent with": "according to {who}, what is seen is consistent with {name} being {done} by {side}",
    "appears to": "according to {who}, {name} {appears} to have been {done} by {side}",
    "preliminary": "according to a preliminary statement of {who}, {name} {was} {done} by {side}",
    "reports": "according to reports of {who}, {name} {was} {done} by {side}",
    "states": "according to {who}, {name} {was} {done} by {side}",
    "saw": "according to {who}, who saw it, {name} {was} {done} by {side}",
    "confirms": "by the account of {who}, {name} {was} {done} by {side}",
    "confirmed on site": "according to {who} after a visit, {name} {was} {done} by {side}",
}
"""A claim on the side that fired, by its hedge. A hedge that is not listed speaks for itself: "{who} {hedge}"."""

DENIALS: Final[Mapping[str, str]] = {
    "denies": "{side} denies it",
    "denies intent": "{side} denies intent",
    "denies in general": "{side} denies such strikes in general",
}


def say_blame(hedge: str, claimants: Sequence[str], side: str, subject: Subject) -> str:
    """Who blames a side, in the hedge of the source; a clause without a full stop."""
    pattern = BLAME.get(hedge, f"{{who}} {hedge}")
    done_it = "fired" if subject is FIRED else "carried it out"
    return pattern.format(
        who=say_names(claimants), side=side, name=subject.name, was=subject.was, appears=subject.appears,
        done=subject.done, done_it=done_it,
    )  # fmt: skip


def say_names(names: Sequence[str]) -> str:
    """Names in a row, the first ones named and the rest counted: "A", "A and B", "A, B and 3 more"."""
    distinct = [_with_article(name) for name in dict.fromkeys(names)]
    if len(distinct) > MOST_NAMED:
        return f"{', '.join(distinct[:MOST_NAMED])} and {len(distinct) - MOST_NAMED} more"
    return " and ".join(distinct)


def _with_article(name: str) -> str:
    return f"the {name}" if name.startswith(OFFICES) or name.endswith("(de facto)") else name
