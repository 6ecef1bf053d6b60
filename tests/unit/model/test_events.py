"""How claims become a report: a few claims each, by eye."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from strikemap.model.dataset import Dataset
from strikemap.model.events import resolve
from tests.claims import (
    AMNESTY_FOOTAGE,
    ARMENIA,
    AZERBAIJAN,
    DE_FACTO,
    HRW_ON_SITE,
    REPORTER,
    TOWN,
    claim,
    people,
    report,
    table,
)

OCT_4, OCT_5, OCT_6 = dt.date(2020, 10, 4), dt.date(2020, 10, 5), dt.date(2020, 10, 6)


def test_a_claim_published_later_does_not_exist() -> None:
    claims = (
        claim("weapon_category", "drone", published_on="2020-10-04"),
        claim("weapon_model", "M85", published_on="2020-10-06"),
    )
    assert report(*claims, known_on=OCT_5)["weapon_model"] == "not_stated"
    assert report(*claims, known_on=OCT_6)["weapon_model"] == "M85"


def test_a_report_without_a_known_claim_is_not_there() -> None:
    assert resolve(table(claim(published_on="2020-10-05")), TOWN, OCT_4).empty


def test_a_denial_alone_makes_no_report() -> None:
    assert resolve(table(claim("denial", "Azerbaijan", hedge="denies", **AZERBAIJAN)), TOWN, None).empty


def test_an_undated_claim_counts_only_without_a_day_of_knowledge_and_is_named() -> None:
    claims = (claim(), people("killed", 3, 3, published_on=None))
    assert report(*claims)["killed_min"] == 3
    assert pd.isna(report(*claims, known_on=OCT_6)["killed_min"])
    assert report(*claims)["undated_claims"] == report(*claims, known_on=OCT_6)["undated_claims"] == 1


def test_a_number_nobody_states_is_missing_and_never_zero() -> None:
    found = report(claim())
    for column in (
        "killed_min",
        "killed_max",
        "injured_min",
        "injured_max",
        "civilian_killed_min",
        "civilian_killed_max",
    ):
        assert found[column] is pd.NA


def test_zero_is_kept_where_a_source_says_that_there_were_none() -> None:
    found = report(people("killed", 0, 0))
    assert (found["killed_min"], found["killed_max"]) == (0, 0)


def test_numbers_span_all_original_claims() -> None:
    found = report(people("killed", 14, 14), people("killed", 21, 21), people("killed", 19, 19))
    assert (found["killed_min"], found["killed_max"]) == (14, 21)


def test_a_repeat_does_not_widen_the_span() -> None:
    found = report(people("killed", 14, 14), people("killed", 99, 99, origin_claim_id="r.killed.1"))
    assert found["killed_max"] == 14


def test_at_least_has_no_greatest_number() -> None:
    found = report(people("injured", 40, 40), people("injured", 70, None))
    assert found["injured_min"] == 40
    assert found["injured_max"] is pd.NA


def test_at_least_five_beside_ten_ends_at_ten() -> None:
    found = report(people("killed", 5, None), people("killed", 10, 10))
    assert (found["killed_min"], found["killed_max"]) == (5, 10)


def test_up_to_has_no_least_number() -> None:
    found = report(people("injured", None, 60))
    assert found["injured_min"] is pd.NA
    assert found["injured_max"] == 60


def test_words_stay_words() -> None:
    found = report(
        claim("injured", "", value_words="civilians were hurt"), people("killed", 1, 1, value_words="a resident")
    )
    assert found["words"] == "civilians were hurt"
    assert "injured" not in found["not_stated"]


def test_what_nobody_states_is_listed_as_not_stated() -> None:
    found = report(claim(), claim("weapon_category", "drone"), claim("date", "2020-10-04"))
    assert found["not_stated"] == (
        "place", "weapon_model", "weapon_producer", "attributed_to", "target_type", "killed", "injured", "civilian_killed",
    )  # fmt: skip


def test_evidence_from_the_site_is_shown_before_many_voices_without_any() -> None:
    found = report(
        claim("weapon_category", "tube_artillery", claimant="one"),
        claim("weapon_category", "tube_artillery", claimant="two"),
        claim("weapon_category", "drone", **HRW_ON_SITE),
    )
    assert found["weapon_category"] == "drone"


def test_several_offices_of_a_bloc_are_one_voice() -> None:
    found = report(claim(**ARMENIA), claim(**DE_FACTO), claim(**(ARMENIA | {"claimant": "another office"})))
    assert (found["voices"], found["independent_claimants"]) == (1, 0)


def test_a_quoted_witness_counts_with_the_organisation_that_quotes() -> None:
    witness = claim(claimant="witnesses", basis="witness", counts_with="Human Rights Watch")
    found = report(claim(**HRW_ON_SITE), witness)
    assert (found["voices"], found["independent_claimants"]) == (1, 1)


def test_other_media_and_an_unknown_basis_are_voices_but_not_independent() -> None:
    found = report(claim(claimant="a", basis="other_media"), claim(claimant="b", basis="unknown"))
    assert (found["voices"], found["independent_claimants"]) == (2, 0)


def test_a_repeat_speaks_where_its_original_is_not_yet_known() -> None:
    claims = (
        claim(**AMNESTY_FOOTAGE, published_on="2020-10-06"),
        claim(**AMNESTY_FOOTAGE, published_on="2020-10-05", origin_claim_id="r.occurrence.1"),
        claim(**AMNESTY_FOOTAGE, published_on="2020-10-05", origin_claim_id="r.occurrence.2"),
    )
    assert report(*claims, known_on=OCT_5)["independent_claimants"] == 1


def test_a_circle_of_repeats_ends() -> None:
    found = report(claim(origin_claim_id="r.occurrence.2"), claim(origin_claim_id="r.occurrence.1"))
    assert found["grade"] == "weak"


def test_the_hedge_shown_is_that_of_the_best_evidence_not_the_firmest() -> None:
    found = report(
        claim("attributed_to", "Azerbaijan", **AMNESTY_FOOTAGE), claim("attributed_to", "Azerbaijan", **ARMENIA)
    )
    assert (found["blamed"], found["blamed_hedge"]) == ("Azerbaijan", "appears to")


def test_sides_that_blame_each_other_with_equal_support_are_not_ranked_by_the_alphabet() -> None:
    found = report(claim("attributed_to", "Azerbaijan", **ARMENIA), claim("attributed_to", "Armenia", **AZERBAIJAN))
    assert found["blamed"] == "disputed"
    assert found["contested"] == ("attributed_to",)
    assert found["grade"] == "contested"


def test_armenia_and_the_de_facto_forces_are_no_contradiction() -> None:
    found = report(
        claim("attributed_to", "Armenia", **AZERBAIJAN), claim("attributed_to", "NK de facto forces", **HRW_ON_SITE)
    )
    assert found["blamed"] == "NK de facto forces"
    assert found["contested"] == ()


@pytest.mark.parametrize(
    ("attribute", "one", "other", "contested"),
    [
        ("weapon_category", "drone", "tube_artillery", True),
        ("weapon_category", "rocket_artillery", "cluster_munition", False),
        ("weapon_model", "M095 DPICM", "M85", True),
        ("weapon_model", "M095 DPICM", "LAR-160 cluster rocket", False),
        ("weapon_producer", "Israel", "Russia", True),
        ("target_type", "school", "residential", False),
        ("target_type", "school", "mixed", False),
        ("target_type", "military", "residential", True),
        ("date", "2020-10-04", "2020-10-05", True),
        ("date", "2020-10-04", "../2020-10-04", False),
        ("date", "2020-10-04T10:00", "2020-10-04", False),
        ("place", "town", "suburb", False),
        ("place", "town", "elsewhere", True),
        ("place", "town", "a village not in the gazetteer", False),
    ],
)
def test_two_voices_contradict_each_other_only_where_both_cannot_be_true(
    attribute: str, one: str, other: str, *, contested: bool
) -> None:
    found = report(claim(attribute, one, **HRW_ON_SITE), claim(attribute, other, **REPORTER))
    assert found["contested"] == ((attribute,) if contested else ())


def test_a_voice_does_not_contradict_itself() -> None:
    found = report(claim("weapon_category", "drone", **ARMENIA), claim("weapon_category", "tube_artillery", **DE_FACTO))
    assert found["contested"] == ()


def test_a_toll_that_grows_in_one_voice_is_no_contradiction_but_two_voices_apart_are() -> None:
    one = report(people("killed", 3, 3, **AZERBAIJAN), people("killed", 4, 4, **AZERBAIJAN))
    two = report(people("killed", 3, 3, **AZERBAIJAN), people("killed", 5, 5, **HRW_ON_SITE))
    assert one["contested"] == ()
    assert two["contested"] == ("killed",)


def test_open_numbers_touch() -> None:
    assert report(people("killed", 3, None, **AZERBAIJAN), people("killed", 5, 5, **HRW_ON_SITE))["contested"] == ()


def test_a_date_with_both_ends_is_shown_before_an_open_one() -> None:
    found = report(
        claim("date", "../2020-10-04", **AMNESTY_FOOTAGE), claim("date", "2020-10-03/2020-10-04", **REPORTER)
    )
    assert found["occurred"] == "2020-10-03/2020-10-04"
    assert (found["day_first"], found["day_last"]) == (pd.Timestamp("2020-10-03"), pd.Timestamp("2020-10-04"))


def test_an_open_date_has_no_first_day() -> None:
    found = report(claim("date", "../2020-10-04"))
    assert found["day_first"] is pd.NaT
    assert found["day_last"] == pd.Timestamp("2020-10-04")


def test_a_time_of_day_is_kept_apart_from_the_day() -> None:
    found = report(claim("date", "2020-10-04", **AZERBAIJAN), claim("date", "2020-10-04T10:00", **AZERBAIJAN))
    assert (found["occurred"], found["time_local"]) == ("2020-10-04", "10:00")


def test_the_point_and_its_radius_come_from_the_gazetteer() -> None:
    found = report(claim("place", "town"))
    assert (found["lat"], found["lon"], found["radius_m"], found["place_precision"]) == (40.0, 47.0, 1000, "settlement")


def test_a_place_that_is_not_in_the_gazetteer_has_no_point() -> None:
    found = report(claim("place", "nowhere"))
    assert found["place_id"] == "nowhere"
    assert pd.isna(found["lon"])
    assert found["radius_m"] is pd.NA


@pytest.mark.parametrize(
    ("hedge", "denied", "in_general"),
    [
        ("denies", True, False),
        ("denies intent", True, False),
        ("denies in general", False, True),
        ("no comment", False, False),
    ],
)
def test_only_a_denial_of_this_strike_by_the_side_blamed_contests_it(
    hedge: str, *, denied: bool, in_general: bool
) -> None:
    found = report(
        claim("attributed_to", "Azerbaijan", **ARMENIA),
        claim("denial", "Azerbaijan", **(AZERBAIJAN | {"hedge": hedge})),
    )
    assert (found["denied"], found["denied_in_general"]) == (denied, in_general)


def test_a_denial_by_another_side_than_the_one_blamed_does_not_count() -> None:
    found = report(
        claim("attributed_to", "Azerbaijan", **ARMENIA), claim("denial", "Armenia", **(ARMENIA | {"hedge": "denies"}))
    )
    assert not found["denied"]


def test_a_report_of_one_party_alone_says_so_and_a_denial_does_not_change_that() -> None:
    alone = [claim("attributed_to", "Azerbaijan", **ARMENIA), claim(**DE_FACTO)]
    denial = claim("denial", "Azerbaijan", **(AZERBAIJAN | {"hedge": "denies"}))
    assert report(*alone, denial)["party_only"] == "Armenia"
    assert report(*alone, claim("target_type", "school", **REPORTER))["party_only"] == ""


def test_first_published_is_the_earliest_known_claim() -> None:
    found = report(claim(published_on="2020-10-06"), claim(published_on="2020-10-05"), claim(published_on=None))
    assert found["first_published"] == pd.Timestamp("2020-10-05")


def test_no_claims_make_an_empty_table_with_all_columns(shipped: Dataset) -> None:
    empty = resolve(shipped.claims.iloc[:0], shipped.places, None)
    whole = resolve(shipped.claims, shipped.places, None)
    assert len(empty) == 0
    assert list(empty.columns) == list(whole.columns)
    assert empty.drop(columns="contested").dtypes.equals(whole.drop(columns="contested").dtypes)


def test_the_shipped_claims_make_the_reports_they_are_filed_under(shipped: Dataset) -> None:
    reports = resolve(shipped.claims, shipped.places, None)
    assert len(reports) == shipped.claims["event_id"].nunique() == 159
    assert reports["lon"].notna().all()


def test_two_independent_values_with_the_same_support_are_ordered_by_the_alphabet() -> None:
    b = claim("weapon_model", "b", claimant="x")
    a = claim("weapon_model", "a", claimant="y")
    assert report(b, a)["weapon_model"] == report(a, b)["weapon_model"] == "a"


def test_a_cluster_munition_is_shown_before_the_rocket_that_carries_it_where_support_is_equal() -> None:
    found = report(
        claim("weapon_category", "rocket_artillery", claimant="x"),
        claim("weapon_category", "cluster_munition", claimant="y"),
    )
    assert found["weapon_category"] == "cluster_munition"
