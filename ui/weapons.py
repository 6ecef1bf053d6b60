"""The parts of the page Weapons: what each side is said to have used, each weapon, and the steps from maker to alleged user."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.model.vocabulary import BLOC_WORDS, SIDES
from strikemap.output.charts.supply import supply_alt, supply_chart, used_alt, used_chart
from strikemap.query.balance import claims_behind
from strikemap.query.citations import Citation
from strikemap.query.munitions import (
    FAMILY_WORDS,
    USE_WORDS,
    Finder,
    Munition,
    Use,
    counted,
    counted_families,
    munitions_of,
    uses_of,
)
from strikemap.query.select import select, shown
from strikemap.query.supply import (
    KIND_WORDS,
    USE,
    Chain,
    Step,
    chains_of,
    chains_sentence,
    steps_of,
)
from strikemap.query.view import View
from strikemap.query.wording import labels_of
from ui.background import source_links
from ui.behind import Asked, behind, map_link
from ui.chart import Told, show_chart, theme_of_page
from ui.plain import table
from ui.settle import settled
from ui.trends import one_of

BY: Final = {"name": "By name", "family": "By family"}
MOST_LANES: Final = 24
"""Lanes of one drawing; the table has every step."""

NOT_STATED: Final = Markup('<span class="sm-quiet">not stated</span>')
QUOTED: Final = "\N{LEFT DOUBLE QUOTATION MARK}{}\N{RIGHT DOUBLE QUOTATION MARK}"


KEPT: Final = 32
"""Answers and drawings kept: one per View that people are looking at."""


@dataclass(frozen=True)
class Weapons:
    """What the page shows: the reports, what each side is said to have used in them, and the way to a link."""

    asked: Asked
    uses: tuple[Use, ...]
    finder: Finder


def weapons_of(catalogue: Catalogue, view: View) -> Weapons:
    """What each side is said to have used in the reports that a View shows."""
    dataset = catalogue.dataset(view.dataset)
    on_screen = _on_screen(catalogue, view)
    claims = claims_behind(dataset, on_screen.index, view.known)
    asked = Asked(view, dataset, on_screen, claims, labels_of(dataset))
    return Weapons(asked, _uses(catalogue, dataset, _question(view)), Finder(view, on_screen))


def _question(view: View) -> View:
    """The View as far as it decides what is shown: no camera, no selection."""
    return view.without_screen.but(first=view.first, last=view.last, mode=view.mode)


def _on_screen(catalogue: Catalogue, view: View) -> pd.DataFrame:
    dataset = catalogue.dataset(view.dataset)
    return shown(select(catalogue.reports(view), view, dataset.first_day, dataset.last_day))


@lru_cache(maxsize=KEPT)
def _uses(catalogue: Catalogue, dataset: Dataset, view: View) -> tuple[Use, ...]:
    on_screen = _on_screen(catalogue, view)
    return tuple(uses_of(dataset, on_screen, claims_behind(dataset, on_screen.index, view.known)))


def used(catalogue: Catalogue, weapons: Weapons) -> None:
    """The picture of the first screen: weapons by the side said to have used them, by name or by family."""
    asked = weapons.asked
    chosen = one_of(asked.view, "split", BY, "Weapons")
    numbers, chart = _used_drawn(catalogue, asked.dataset, _question(asked.view), chosen, theme_of_page())
    if chart is None:
        st.caption("No report shown names a weapon and a side. The families may still say something." if chosen == "name" else "No report shown blames a side.")
        return
    show_chart(chart, "w_used", Told(used_alt(numbers, asked.scope), numbers, f"weapons-{chosen}"))
    with st.expander("The numbers, each with its reports", key="w_numbers", on_change="rerun") as opened:
        if opened.open:
            st.html(_family_rows(asked, numbers) if chosen == "family" else _use_rows(weapons))


@lru_cache(maxsize=KEPT)
def _used_drawn(catalogue: Catalogue, dataset: Dataset, view: View, chosen: str, theme: str) -> tuple[pd.DataFrame, Any]:
    """The numbers and the bars; no bars where there are no numbers."""
    on_screen, labels = _on_screen(catalogue, view), labels_of(dataset)
    by_family = chosen == "family"
    numbers = counted_families(on_screen, labels) if by_family else counted(_uses(catalogue, dataset, view))
    title = "Weapon families, by side blamed" if by_family else "Weapons named, by side blamed"
    scope = Asked(view, dataset, on_screen, on_screen.iloc[:0], labels).scope
    chart = used_chart(numbers, FAMILY_WORDS if by_family else USE_WORDS, theme, title=title, says=scope) if len(numbers) else None
    return numbers, chart


def _family_rows(asked: Asked, numbers: pd.DataFrame) -> Markup:
    """Families by side; a family and a side are parts of a View, so each number is a link."""
    totals = numbers.groupby(["key", "words", "side"], sort=False, as_index=False)["reports"].sum()
    blamed = _sides_blamed(asked)
    rows: list[list[object]] = [
        [
            row["words"], BLOC_WORDS[row["side"]],
            map_link(asked.view.but(weapon=(row["key"],), by=blamed[row["side"]], event=""), f"{row['reports']:,}"),
        ]
        for row in totals.to_dict("records")
    ]  # fmt: skip
    return table(["Weapon family", "Side blamed", "Reports"], rows)


def _sides_blamed(asked: Asked) -> dict[str, tuple[str, ...]]:
    """The values of the filter "blamed" that mean each bloc, among those that the View leaves."""
    found = {str(each) for each in asked.shown["blamed"].unique()}
    return {side: tuple(sorted(each for each in found if SIDES.get(each) == side)) for side in BLOC_WORDS}


def _use_rows(weapons: Weapons) -> Markup:
    by_weapon: dict[tuple[str, str], list[Use]] = {}
    for each in weapons.uses:
        by_weapon.setdefault((each.words, each.side), []).append(each)
    rows: list[list[object]] = [
        [words, BLOC_WORDS[side], _lead(weapons, own, side), _said(each.names for each in own), _said(each.blames for each in own), _said(each.denies for each in own) or "none seen"]
        for (words, side), own in sorted(by_weapon.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]
    return table(["Weapon as named", "Side blamed", "Reports", "Weapon named by", "Side named by", "Denied by"], rows)


def _said(said: Iterable[Sequence[tuple[str, str]]]) -> str:
    """Claimants with their hedges, each once."""
    pairs = dict.fromkeys(pair for each in said for pair in each)
    return ", ".join(f"{claimant} ({QUOTED.format(hedge)})" for claimant, hedge in pairs)


def _texts(weapons: Weapons, uses: Sequence[Use]) -> list[str]:
    """Texts that may find exactly the reports of a weapon: its names, and the words of the claims."""
    rows = weapons.asked.dataset.munitions
    key = uses[0].key
    own = rows[rows["weapon_id"].isin(key.removeprefix("~").split("|"))]
    names = [name for row in own[["name", "aliases"]].to_dict("records") for name in (row["name"], *row["aliases"].split(";"))]
    return [*names, uses[0].words.partition(",")[0], key.lstrip("?~")]


def _lead(weapons: Weapons, uses: Sequence[Use], side: str = "", words: str = "") -> Markup:
    """A number that leads to its reports: to a map of exactly these where a View holds them, or to a list."""
    events = list(dict.fromkeys(each.event_id for each in uses))
    words = words or f"{len(events):,} {'report' if len(events) == 1 else 'reports'}"
    view = weapons.finder.exactly(events, _texts(weapons, uses), side)
    return map_link(view, words) if view else behind(weapons.asked, events, words)


def each_weapon(weapons: Weapons) -> None:
    """Every weapon of the dataset: carriers first, what they carry after them."""
    known = munitions_of(weapons.asked.dataset)
    if not known:
        st.caption("This dataset has no table of weapons.")
        return
    for title, own in (
        ("Carriers: rockets, missiles, aircraft", [each for each in known if not each.is_submunition]),
        ("Submunitions: what a carrier lets out", [each for each in known if each.is_submunition]),
    ):
        if own:
            cards = Markup("").join(_card(weapons, each) for each in own)
            st.html(Markup('<h3 class="sm-part">{}</h3><div class="sm-weapons">{}</div>').format(title, cards))


def _card(weapons: Weapons, munition: Munition) -> Markup:
    own = [each for each in weapons.uses if each.key == munition.weapon]
    unsure = [each for each in weapons.uses if each.key.startswith("~") and munition.weapon in each.key[1:].split("|")]
    facts = [
        ("Made in, by the sources below", munition.producer), ("Carries", munition.carries), ("Carried by", munition.carried_by), ("Launcher", munition.launcher),
        ("Range", munition.range), ("Submunitions", munition.holds), ("Destroys itself", munition.self_destruct if munition.is_submunition else ""),
        ("Failed to explode", munition.failure), ("Footprint", munition.footprint),
    ]  # fmt: skip
    told = Markup(". ").join(Markup("{}: <b>{}</b>").format(title, words) for title, words in facts if words)
    missing = "" if munition.producer else "Producer not stated in the sources read. "
    gaps = "No sourced failure rate. " if munition.is_submunition and not munition.failure else ""
    return Markup(
        '<article class="sm-weapon" id="w-{}"><h3>{}</h3><p class="sm-kind">{}</p><p>{}.</p><p class="sm-quiet">{}{}</p>{}'
        "<details><summary class=sm-quiet>Remarks and sources</summary><p>{}</p><p class=sm-quiet>{}</p></details></article>"
    ).format(
        munition.weapon, munition.name, munition.kind.capitalize(), told or "Nothing stated", missing, gaps, _users(weapons, own, unsure),
        munition.note, source_links(munition.sources),
    )  # fmt: skip


def _users(weapons: Weapons, own: Sequence[Use], unsure: Sequence[Use]) -> Markup:
    if not own and not unsure:
        return Markup('<p class="sm-quiet">No report shown names it together with a side.</p>')
    lines = [
        Markup("<li>{} Weapon named by {}. Side named by {}.{}</li>").format(
            _lead(weapons, of_side, side, _blaming(of_side, side)), _said(each.names for each in of_side), _said(each.blames for each in of_side),
            _denied(of_side),
        )
        for side in BLOC_WORDS
        if (of_side := [each for each in own if each.side == side])
    ]
    if unsure:
        number = len({each.event_id for each in unsure})
        lines.append(Markup("<li class=sm-quiet>{} more {} only {}.</li>").format(f"{number:,}", "report names" if number == 1 else "reports name", ", ".join(dict.fromkeys(each.words for each in unsure))))
    return Markup("<ul>{}</ul>").format(Markup("").join(lines))


def _blaming(uses: Sequence[Use], side: str) -> str:
    number = len({each.event_id for each in uses})
    return f"{number:,} {'report blames' if number == 1 else 'reports blame'} {BLOC_WORDS[side]}."


def _denied(uses: Sequence[Use]) -> str:
    denied = _said(each.denies for each in uses)
    return f" Denied by {denied}." if denied else " No denial seen."


def supply(catalogue: Catalogue, weapons: Weapons) -> None:
    """The steps as a drawing and as a table: each kind of step with who says so, and what nobody says.

    The drawing is long and stands far below: it follows when the page has stood for a moment.
    """
    asked = weapons.asked
    steps, chains = _steps(catalogue, asked.dataset, _question(asked.view))
    st.html(Markup('<p class="sm-lede">{}</p>').format(chains_sentence(chains) or "No source read speaks of who made or delivered a weapon."))
    if chains and settled():
        chart = _supply_drawn(catalogue, asked.dataset, _question(asked.view), theme_of_page())
        show_chart(chart, "w_supply", Told(supply_alt(chains[:MOST_LANES]), pd.DataFrame([vars(each) for each in chains]), "maker-to-alleged-user"))
    opened = st.expander(f"Every step in words: {len(steps):,}", key="w_steps", on_change="rerun")
    if opened.open:
        with opened:
            head = ["Kind", "Weapon or arms", "From", "To", "When", "Who says so", "Note", "Sources"]
            st.html(table(head, [_step_row(weapons, each) for each in steps]))


@lru_cache(maxsize=KEPT)
def _steps(catalogue: Catalogue, dataset: Dataset, view: View) -> tuple[list[Step], list[Chain]]:
    uses = _uses(catalogue, dataset, view)
    steps = steps_of(dataset, uses)
    return steps, chains_of(dataset, steps, uses)


@lru_cache(maxsize=KEPT)
def _supply_drawn(catalogue: Catalogue, dataset: Dataset, view: View, theme: str) -> Any:
    _, chains = _steps(catalogue, dataset, view)
    left = f" The first {MOST_LANES:,} of {len(chains):,}." if len(chains) > MOST_LANES else ""
    says = f"n = reports shown that name the weapon and blame the side.{left}"
    return supply_chart(chains[:MOST_LANES], theme, title="From maker to alleged user", says=says)


def _step_row(weapons: Weapons, step: Step) -> list[object]:
    uses = [each for each in weapons.uses if each.key == step.key and BLOC_WORDS[each.side] == step.end] if step.kind == USE else []
    return [
        KIND_WORDS[step.kind], step.words, step.start or NOT_STATED, step.end or NOT_STATED, step.when, _who(step), step.note,
        _lead(weapons, uses, uses[0].side) if uses else _sources(step.sources),
    ]  # fmt: skip


def _who(step: Step) -> str:
    return f"{step.claimant} ({QUOTED.format(step.hedge)})" if step.hedge else step.claimant


def _sources(sources: Sequence[Citation]) -> Markup:
    return source_links(sources) if sources else NOT_STATED
