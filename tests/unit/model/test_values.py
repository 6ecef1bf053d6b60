"""What the card needs: every value of a report, who says it, and why one of them is shown."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from strikemap.model.dataset import Dataset
from strikemap.model.events import BEST_FIRST, resolve
from strikemap.model.values import ALL_SHOWN, BETTER, DISPUTED_WORDS, ValueSupport, values_of
from tests.claims import (
    AMNESTY_FOOTAGE,
    ARMENIA,
    AZERBAIJAN,
    DE_FACTO,
    HRW_ON_SITE,
    REPORT,
    claim,
    people,
    table,
)


def values(attribute: str, *claims: dict[str, object], known_on: dt.date | None = None) -> tuple[ValueSupport, ...]:
    return values_of(table(*claims), REPORT, known_on)[attribute]


def test_every_value_stands_with_its_voices_and_the_best_is_shown_with_its_reason() -> None:
    site, party = values(
        "weapon_category",
        claim("weapon_category", "drone", **ARMENIA),
        claim("weapon_category", "drone", **DE_FACTO),
        claim("weapon_category", "air_strike", **HRW_ON_SITE),
    )
    assert (site.value, site.voices, site.independents, site.shown) == ("air_strike", ("Human Rights Watch",), 1, True)
    assert site.why == "it has the best evidence: an independent visit or remnants"
    assert (party.value, party.voices, party.independents, party.shown, party.why) == (
        "drone",
        ("Armenia",),
        0,
        False,
        "",
    )


def test_repeats_stand_last_and_add_no_voice() -> None:
    (only,) = values(
        "occurrence",
        claim(**AMNESTY_FOOTAGE, origin_claim_id="r.occurrence.3"),
        claim(**ARMENIA),
        claim(**AMNESTY_FOOTAGE),
        claim(**AMNESTY_FOOTAGE, origin_claim_id="r.occurrence.1"),
    )
    assert only.claims == ("r.occurrence.2", "r.occurrence.3", "r.occurrence.1", "r.occurrence.4")
    assert only.voices == ("Amnesty International", "Armenia")


def test_numbers_are_all_shown_as_they_were_stated() -> None:
    found = values(
        "killed",
        people("killed", 14, 14),
        people("killed", 20, None),
        people("killed", None, 60),
        people("killed", None, None, value_words="several"),
    )
    assert {each.value for each in found} == {"14", "20..", "..60", "several"}
    assert {(each.shown, each.why) for each in found} == {(True, ALL_SHOWN)}


def test_a_disputed_side_shows_none_before_the_other() -> None:
    found = values(
        "attributed_to",
        claim("attributed_to", "Azerbaijan", **ARMENIA),
        claim("attributed_to", "Armenia", **AZERBAIJAN),
    )
    assert [(each.shown, each.why) for each in found] == [(False, DISPUTED_WORDS)] * 2


def test_a_day_of_knowledge_hides_later_values() -> None:
    early = claim("weapon_model", "M85", published_on="2020-10-04")
    late = claim("weapon_model", "M095", published_on="2020-10-06", **AMNESTY_FOOTAGE)
    assert [each.value for each in values("weapon_model", early, late, known_on=dt.date(2020, 10, 5))] == ["M85"]


def test_a_report_that_is_not_known_has_no_values() -> None:
    assert values_of(table(claim()), REPORT, dt.date(2020, 1, 1)) == {}
    assert values_of(table(claim()), "another", None) == {}


def test_every_step_of_the_order_has_words() -> None:
    assert list(BETTER) == list(BEST_FIRST)


def test_what_is_shown_is_what_the_report_shows(shipped: Dataset) -> None:
    column = {
        "weapon_category": "weapon_category",
        "weapon_model": "weapon_model",
        "place": "place_id",
        "date": "occurred",
    }
    reports = resolve(shipped.claims, shipped.places, None)
    for event_id in ("2020-10-03-stepanakert-3", "2020-10-28-barda-1", "2020-10-28-stepanakert-1"):
        for attribute, found in values_of(shipped.claims, event_id, None).items():
            if attribute in column:
                assert [each.value for each in found if each.shown] == [reports.loc[event_id, column[attribute]]]


def test_every_known_claim_of_a_report_stands_under_one_value(shipped: Dataset) -> None:
    event_id = "2020-10-28-barda-1"
    listed = [
        claim for found in values_of(shipped.claims, event_id, None).values() for each in found for claim in each.claims
    ]
    own: pd.DataFrame = shipped.claims[shipped.claims["event_id"] == event_id]
    assert sorted(listed) == sorted(own["claim_id"])
