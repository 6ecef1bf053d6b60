"""Who made a weapon, who delivered it to whom, who is said to have used it: steps of different kinds, each with who says so.

Manufacture is not transfer, and transfer is not use. A step that no source read speaks of is missing, and is shown as missing:
that Russia makes a rocket, and that one side is said to have fired it, does not say how it came there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_date
from strikemap.model.vocabulary import BLOC_WORDS, BLOCS
from strikemap.query.citations import Citation, citations, cited
from strikemap.query.munitions import Use
from strikemap.query.weapon_names import known_in, name_of

MANUFACTURE, DELIVERY, USE = "manufacture", "delivery", "use"
KIND_WORDS: Final[Mapping[str, str]] = {MANUFACTURE: "manufacture", DELIVERY: "reported delivery", USE: "alleged use"}

NOT_ORIGIN: Final = "(see source)"
"""Claimant of a row whose page names no origin."""

MADE: Final = "production"
HANDED: Final = "transfer"
WEAPON: Final = "weapon:"

NOTHING_ELSE: Final = "Manufacture is not transfer, and transfer is not use. A step that no source read speaks of is shown as missing."


@dataclass(frozen=True)
class Step:
    """One step, as somebody puts it; of an alleged use the hedges stand with their claimants, and where a table names its sources, but not who says so, there is none. key, words : the weapon, "" where only arms in general are named. start, end : states or sides.

    when : in words, "not stated" where it is not. events : the reports of an alleged use.
    """

    kind: str
    key: str
    words: str
    start: str
    end: str
    when: str
    claimant: str
    hedge: str
    note: str
    sources: tuple[Citation, ...]
    events: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chain:
    """The steps of one weapon towards one side; "" = missing. made_in, supplier, recipient : states; user : a bloc in words.

    reports : reports of the alleged use.
    """

    key: str
    words: str
    made_in: str
    supplier: str
    recipient: str
    user: str
    reports: int

    @property
    def known(self) -> int:
        """How many of its three steps somebody speaks of."""
        return sum([bool(self.made_in), bool(self.supplier and self.recipient), bool(self.user)])


@dataclass
class _Weapon:
    """What is known of the steps of one weapon; weapons : the ids it can be."""

    words: str
    weapons: tuple[str, ...]
    deliveries: dict[str, list[str]] = field(default_factory=dict)
    uses: dict[str, set[str]] = field(default_factory=dict)


def steps_of(dataset: Dataset, uses: Sequence[Use]) -> list[Step]:
    """Every step: manufactures, deliveries, alleged uses, in this order.

    uses : from `munitions.uses_of`, of the reports shown.
    """
    return [*_manufactures(dataset), *_deliveries(dataset), *_alleged(uses)]


def _rows(table: Iterable[Mapping[object, object]]) -> list[dict[str, str]]:
    return [{str(key): str(value) for key, value in row.items()} for row in table]


def _manufactures(dataset: Dataset) -> list[Step]:
    known = citations(dataset)
    rows = [row for row in _rows(dataset.edges.to_dict("records")) if row["kind"] == MADE]
    made = [
        Step(
            MANUFACTURE, weapon, name_of(dataset, weapon), row["from"], "", between(row["since"], row["until"]), row["claimant"],
            row["hedge"], row["note"], cited(row["source_id"], known),
        )
        for row in rows
        if (weapon := row["to"].removeprefix(WEAPON))
    ]  # fmt: skip
    told = {(each.key, each.start) for each in made}
    # the table of weapons names producers, too; its rows name their sources, but not who says so
    return made + [
        Step(
            MANUFACTURE, row["weapon_id"], row["name"], row["producer_country"], "", "not stated", NOT_ORIGIN, "", "",
            cited(row["source_ids"], known),
        )
        for row in _rows(dataset.munitions.to_dict("records"))
        if row["producer_country"] and (row["weapon_id"], row["producer_country"]) not in told
    ]  # fmt: skip


def _deliveries(dataset: Dataset) -> list[Step]:
    """Reported deliveries with who says so; the two tables tell of the same ones, and one row is made of both."""
    known = citations(dataset)
    edges = [row for row in _rows(dataset.edges.to_dict("records")) if row["kind"] == HANDED]
    steps = []
    for row in _rows(dataset.transfers.to_dict("records")):
        told = next((edge for edge in edges if _same(row, edge)), None)
        if told:
            edges.remove(told)
        note = "; ".join(each for each in (row["quantity_reported"], row["notes"]) if each)
        said = (told["claimant"], told["hedge"]) if told else (NOT_ORIGIN, "")
        steps += _delivered(dataset, row, row["system"], said, note, cited(row["source_ids"], known))
    for edge in edges:
        steps += _delivered(dataset, edge, edge["note"], (edge["claimant"], edge["hedge"]), edge["note"], cited(edge["source_id"], known))
    return steps


def _same(row: Mapping[str, str], edge: Mapping[str, str]) -> bool:
    ends = (row["supplier"], row["recipient"], row["since"], row["until"]) == (edge["from"], edge["to"], edge["since"], edge["until"])
    return ends and edge["source_id"] in row["source_ids"].split(";") and edge["note"].startswith(row["system"])


def _delivered(  # noqa: PLR0913, PLR0917
    dataset: Dataset, row: Mapping[str, str], system: str, said: tuple[str, str], note: str, sources: tuple[Citation, ...]
) -> list[Step]:
    start, end = row.get("supplier") or row["from"], row.get("recipient") or row["to"]
    when = between(row["since"], row["until"])
    named = [(each.key, each.words) for each in known_in(dataset, system)] or [("", system if "supplier" in row else "arms")]
    remark = f"{system}; {note}" if "supplier" in row and note else note or system
    return [Step(DELIVERY, key, words, start, end, when, *said, remark, sources) for key, words in named]


def _alleged(uses: Sequence[Use]) -> list[Step]:
    by_weapon: dict[tuple[str, str, str], list[Use]] = {}
    for each in uses:
        by_weapon.setdefault((each.key, each.words, each.side), []).append(each)
    return [
        Step(
            USE, key, words, "", BLOC_WORDS[side], _days(own), _who(each for use in own for each in use.names), "",
            f"side named by {_who(each for use in own for each in use.blames)}", (), tuple(dict.fromkeys(each.event_id for each in own)),
        )
        for (key, words, side), own in by_weapon.items()
    ]  # fmt: skip


def _days(uses: Sequence[Use]) -> str:
    """The first and the last date reported, as the reports have them."""
    first, last = uses[0].occurred, uses[-1].occurred
    return say_date(first) if first == last else f"{say_date(first)} to {say_date(last)}"


def _who(said: Iterable[tuple[str, str]]) -> str:
    """Claimants with their hedges, each once."""
    return ", ".join(f"{claimant} (\N{LEFT DOUBLE QUOTATION MARK}{hedge}\N{RIGHT DOUBLE QUOTATION MARK})" for claimant, hedge in dict.fromkeys(said))


def between(since: str, until: str) -> str:
    """Two EDTF ends in words; an end that is not stated is said to be so."""
    if not since and not until:
        return "not stated"
    if since == until:
        return say_date(since)
    if until == "..":
        return f"{say_date(since)} on, open at the time" if since else "open at the time"
    return f"{say_date(since) if since else 'start not stated'} to {say_date(until) if until else 'end not stated'}"


def chains_of(dataset: Dataset, steps: Sequence[Step], uses: Sequence[Use]) -> list[Chain]:
    """One chain for each weapon that was delivered or is said to have been used, and each side at its end; the longest first."""
    weapons = _weapons(dataset, steps, uses)
    makers: dict[str, set[str]] = {}
    for step in steps:
        if step.kind == MANUFACTURE:
            makers.setdefault(step.key, set()).add(step.start)
    chains = []
    for key, weapon in weapons.items():
        made = {maker for each in weapon.weapons for maker in makers.get(each, {""})}
        made_in = next(iter(made)) if len(made) == 1 else ""
        ends = {*weapon.uses, *(BLOCS.get(recipient, recipient) for recipient in weapon.deliveries)}
        for end in sorted(ends):
            recipients = [each for each in weapon.deliveries if BLOCS.get(each, each) == end] or [""]
            chains += [
                Chain(
                    key, weapon.words, made_in, ", ".join(weapon.deliveries.get(recipient, [])), recipient,
                    BLOC_WORDS.get(end, end) if weapon.uses.get(end) else "", len(weapon.uses.get(end, ())),
                )
                for recipient in recipients
            ]  # fmt: skip
    return sorted(chains, key=lambda each: (-each.known, -each.reports, each.words, each.user))


def _weapons(dataset: Dataset, steps: Sequence[Step], uses: Sequence[Use]) -> dict[str, _Weapon]:
    """Weapons with a delivery or a use; names that no row of the dataset has are left to the table."""
    known = {str(each) for each in dataset.munitions["weapon_id"]}
    found: dict[str, _Weapon] = {}

    def of(key: str, words: str) -> _Weapon | None:
        ids = tuple(each for each in key.removeprefix("~").split("|") if each in known)
        return found.setdefault(key, _Weapon(words, ids)) if ids else None

    for step in steps:
        if step.kind == DELIVERY and (weapon := of(step.key, step.words)):
            suppliers = weapon.deliveries.setdefault(step.end, [])
            if step.start not in suppliers:
                suppliers.append(step.start)
    for use in uses:
        if weapon := of(use.key, use.words):
            weapon.uses.setdefault(use.side, set()).add(use.event_id)
    return found


def chains_sentence(chains: Sequence[Chain]) -> str:
    """How many chains somebody speaks of from end to end, and how many break."""
    if not chains:
        return ""
    whole = [each for each in chains if each.made_in and each.recipient and each.user]
    named = f": {', '.join(each.words for each in whole)}" if whole else ""
    return f"Of {len(chains):,} weapons and ends, manufacture, delivery and use are each spoken of for {len(whole):,}{named}. {NOTHING_ELSE}"
