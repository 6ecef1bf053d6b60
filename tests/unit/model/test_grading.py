"""The grade: each rule by eye, the spot checks of the people who proposed it, and what a reader could know on seven dates."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pandas as pd
import pytest

from strikemap.model.dataset import Dataset
from strikemap.model.events import known_claims, original_claims, resolve
from strikemap.model.grading import RULES, SUPPORT_COLUMNS, grade
from strikemap.model.vocabulary import ATTRIBUTION, GRADES, OCCURRENCE
from tests.claims import AMNESTY_FOOTAGE, ARMENIA, AZERBAIJAN, DE_FACTO, HRW_ON_SITE, REPORTER, claim, report

ROOT = Path(__file__).parents[3]
DENIED = claim("denial", "Azerbaijan", **(AZERBAIJAN | {"hedge": "denies"}))
BLAMED_BY_PARTY = claim("attributed_to", "Azerbaijan", **ARMENIA)


def grade_of(*claims: dict[str, object]) -> str:
    return str(report(*claims)["grade"])


def test_an_independent_finding_that_it_did_not_happen_discounts_a_report() -> None:
    assert grade_of(BLAMED_BY_PARTY, claim("occurrence", "no", **HRW_ON_SITE)) == "discounted"


def test_an_independent_finding_that_it_was_not_the_side_blamed_discounts_a_report() -> None:
    finding = claim("denial", "Azerbaijan", **(HRW_ON_SITE | {"hedge": "denies"}))
    assert grade_of(BLAMED_BY_PARTY, finding) == "discounted"


def test_a_finding_that_another_side_did_not_fire_discounts_nothing() -> None:
    finding = claim("denial", "Armenia", **(HRW_ON_SITE | {"hedge": "denies"}))
    assert grade_of(BLAMED_BY_PARTY, finding) != "discounted"


def test_who_says_that_it_did_not_happen_is_no_voice_for_it() -> None:
    denier = claim("occurrence", "no", **(REPORTER | {"hedge": "states"}))
    found = report(claim(**ARMENIA), denier)
    assert (found["grade"], found["voices"], found["independent_claimants"]) == ("weak", 1, 0)


@pytest.mark.parametrize("hedge", ["could not verify", "was not able to identify"])
def test_who_could_not_tell_supports_nothing(hedge: str) -> None:
    unsure = {"hedge": hedge}
    found = report(claim(**ARMENIA), claim(**(REPORTER | unsure)), claim("attributed_to", "Azerbaijan", **(HRW_ON_SITE | unsure)))
    assert (found["grade"], found["voices"], found["independent_claimants"]) == ("weak", 1, 0)
    assert (found["blamed"], found["party_only"]) == ("not_stated", "Armenia")


def test_a_party_that_says_it_did_not_happen_does_not_discount_a_report() -> None:
    assert grade_of(BLAMED_BY_PARTY, claim("occurrence", "no", **AZERBAIJAN)) != "discounted"


def test_the_side_blamed_confirms_a_report_itself() -> None:
    assert grade_of(claim("attributed_to", "Azerbaijan", **(AZERBAIJAN | {"hedge": "confirms"}))) == "confirmed"


def test_another_side_cannot_confirm_for_the_side_blamed() -> None:
    assert grade_of(claim("attributed_to", "Azerbaijan", **(ARMENIA | {"hedge": "confirms"}))) == "weak"


def test_a_firm_attribution_from_the_site_confirms_and_a_denial_does_not_lower_it() -> None:
    firm = claim("attributed_to", "Azerbaijan", **HRW_ON_SITE)
    assert grade_of(firm) == "confirmed"
    denied = report(firm, DENIED)
    assert (denied["grade"], denied["denied"]) == ("confirmed", True)
    assert "the side blamed denies it" in denied["grade_reason"]


@pytest.mark.parametrize(
    "hedge", ["appears to", "may be", "consistent with", "could not verify", "alleges", "states as alternatives"]
)
def test_a_hedged_attribution_from_the_site_does_not_confirm(hedge: str) -> None:
    assert grade_of(claim("attributed_to", "Azerbaijan", **(HRW_ON_SITE | {"hedge": hedge}))) == "weak"


def test_being_on_site_without_naming_a_side_does_not_confirm() -> None:
    assert grade_of(claim(**HRW_ON_SITE), BLAMED_BY_PARTY) == "fair"


def test_a_denial_contests_what_no_independent_body_with_evidence_attributes() -> None:
    reporter_blames = claim("attributed_to", "Azerbaijan", **REPORTER)
    assert grade_of(BLAMED_BY_PARTY, reporter_blames, DENIED) == "contested"


def test_a_denial_does_not_contest_what_footage_attributes_even_with_appears_to() -> None:
    assert grade_of(BLAMED_BY_PARTY, claim("attributed_to", "Azerbaijan", **AMNESTY_FOOTAGE), DENIED) == "fair"


def test_alternatives_attribute_nothing() -> None:
    alternatives = claim("attributed_to", "Azerbaijan", **(AMNESTY_FOOTAGE | {"hedge": "states as alternatives"}))
    assert grade_of(BLAMED_BY_PARTY, alternatives, DENIED) == "contested"


def test_two_independent_voices_or_one_and_a_party_or_both_sides_are_fair() -> None:
    assert grade_of(claim(**REPORTER), claim(**AMNESTY_FOOTAGE)) == "fair"
    assert grade_of(claim(**REPORTER), claim(**ARMENIA)) == "fair"
    assert grade_of(claim(**AZERBAIJAN), claim(**ARMENIA)) == "fair"


def test_one_independent_voice_or_many_offices_of_one_side_are_weak() -> None:
    assert grade_of(claim(**REPORTER)) == "weak"
    assert grade_of(claim(**ARMENIA), claim(**DE_FACTO)) == "weak"


def test_printings_of_one_text_count_once_and_the_reason_says_so() -> None:
    printings = [claim(**AMNESTY_FOOTAGE, origin_claim_id="r.occurrence.1") for _ in range(4)]
    found = report(claim(**AMNESTY_FOOTAGE), *printings, claim(**ARMENIA))
    assert found["grade_reason"] == "one independent claimant and a party; five printings of one text count once"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ([claim(**ARMENIA)], "the Armenian side alone"),
        ([claim(**REPORTER)], "one independent claimant alone"),
        ([claim(**REPORTER), claim(**AMNESTY_FOOTAGE)], "two independent claimants"),
        ([claim(**ARMENIA), claim(**AZERBAIJAN)], "both sides report it"),
        ([claim(**ARMENIA), claim(basis="other_media")], "a party, and others whose basis does not count"),
        ([claim()], "nobody whose basis counts"),
        ([claim("attributed_to", "Azerbaijan", **ARMENIA), claim("attributed_to", "Armenia", **AZERBAIJAN)], "claimants blame different sides"),
        ([BLAMED_BY_PARTY, DENIED], "the side blamed denies it, and no independent body with footage or site evidence names the side"),
    ],
)  # fmt: skip
def test_the_reason_says_who_speaks(claims: list[dict[str, object]], reason: str) -> None:
    assert report(*claims)["grade_reason"] == reason


def test_each_attribute_has_a_grade_of_its_own() -> None:
    found = report(
        claim("attributed_to", "Azerbaijan", **HRW_ON_SITE),
        claim("weapon_category", "cluster_munition", **ARMENIA),
        claim("target_type", "school", **HRW_ON_SITE),
        claim("killed", "", value_min=1, value_max=1, **REPORTER),
        claim("killed", "", value_min=1, value_max=1, **ARMENIA),
    )
    assert found["grade"] == "confirmed"
    assert found["grade_by_attribute"] == {"weapon_category": "weak", "target_type": "confirmed", "killed": "fair"}


def test_rockets_support_the_cluster_munition_that_they_can_carry() -> None:
    found = report(
        claim("weapon_category", "cluster_munition", **AMNESTY_FOOTAGE),
        claim("weapon_category", "rocket_artillery", **ARMENIA),
    )
    assert found["grade_by_attribute"] == {"weapon_category": "fair"}


def test_voices_for_another_value_do_not_support_the_one_shown() -> None:
    found = report(claim("weapon_category", "drone", **REPORTER), claim("weapon_category", "air_strike", **ARMENIA))
    assert found["grade_by_attribute"] == {"weapon_category": "contested"}


def test_the_first_rule_that_holds_gives_the_grade_and_the_last_always_holds() -> None:
    every = pd.DataFrame([dict.fromkeys(SUPPORT_COLUMNS, True) | {"independents": 2, "blocs": 2}])
    nothing = pd.DataFrame([dict.fromkeys(SUPPORT_COLUMNS, False) | {"independents": 0, "blocs": 0}])
    assert list(grade(every)) == [RULES[0].grade]
    assert list(grade(nothing)) == [RULES[-1].grade]
    assert {rule.grade for rule in RULES} == set(GRADES)


def test_the_document_holds_the_rules_the_code_applies() -> None:
    text = (ROOT / "docs" / "claims-and-grades.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \d \| \*\*(\w+)\*\* \| (.+) \|$", text, re.MULTILINE)
    assert rows == [(rule.grade, rule.words) for rule in RULES]


SPOT_CHECKS = [
    ("2020-09-27-gashalti-1", "confirmed", False),
    ("2020-10-28-barda-1", "confirmed", True),
    ("2020-10-04-ganja-1", "confirmed", True),
    ("2020-10-03-stepanakert-3", "fair", True),
    ("2020-10-04-stepanakert-3", "confirmed", True),
    ("2020-10-28-stepanakert-1", "contested", True),
    ("2020-11-06-stepanakert-1", "contested", True),
    ("2020-10-14-vardenis-2", "confirmed", False),
    ("2020-10-06-stepanakert-1", "fair", False),
]


@pytest.mark.parametrize(("event_id", "grade", "denied"), SPOT_CHECKS)
def test_spot_checks_of_the_rule_hold(shipped: Dataset, event_id: str, grade: str, *, denied: bool) -> None:
    found = resolve(shipped.claims, shipped.places, None).loc[event_id]
    assert (found["grade"], found["denied"]) == (grade, denied)


def test_tartar_on_15_october_is_weak_until_the_correspondent_who_saw_it_is_counted(shipped: Dataset) -> None:
    event_id = "2020-10-15-tartar-1"
    parties = shipped.claims[shipped.claims["claimant"] != "RIA Novosti"]
    assert resolve(parties, shipped.places, None).loc[event_id, "grade"] == "weak"
    assert resolve(shipped.claims, shipped.places, None).loc[event_id, "grade"] == "fair"


def test_barda_is_fair_on_30_october_and_confirmed_when_amnesty_has_been_there(shipped: Dataset) -> None:
    grades = [
        resolve(shipped.claims, shipped.places, day).loc["2020-10-28-barda-1", "grade"]
        for day in (dt.date(2020, 10, 30), dt.date(2021, 1, 14))
    ]
    assert grades == ["fair", "confirmed"]


def test_the_deaths_of_6_november_are_better_supported_than_the_side_that_fired(shipped: Dataset) -> None:
    found = resolve(shipped.claims, shipped.places, None).loc["2020-11-06-stepanakert-1"]
    assert (found["grade"], found["grade_by_attribute"]["killed"]) == ("contested", "fair")


def test_seven_dates_of_the_cluster_attack_on_stepanakert(shared: Path, shipped: Dataset) -> None:
    known = pd.read_csv(shared / "facts" / "known_on.csv", dtype=str, keep_default_na=False)
    assert len(known) == 7
    expected, found = [], []
    for row in known.to_dict("records"):
        as_one = {row["event_id"], *row["linked_event_ids"].split(";")}
        claims = shipped.claims[shipped.claims["event_id"].isin(as_one)].assign(event_id=row["event_id"])
        day = dt.date.fromisoformat(row["as_known_on"])
        numbers = (row["original_claimants_n"], row["party_claimants_n"], row["independent_claimants_n"])
        expected.append((row["as_known_on"], row["grade"], row["denied"] == "yes", *(int(each) for each in numbers)))
        report = resolve(claims, shipped.places, day).loc[row["event_id"]]
        speaking = original_claims(known_claims(claims, day))
        speaking = speaking[speaking["attribute"].isin([OCCURRENCE, ATTRIBUTION])]
        parties = speaking.loc[speaking["bloc"] != "", "claimant"].nunique()
        found.append(
            (
                row["as_known_on"],
                report["grade"],
                report["denied"],
                speaking["claimant"].nunique(),
                parties,
                report["independent_claimants"],
            )
        )
    assert found == expected
