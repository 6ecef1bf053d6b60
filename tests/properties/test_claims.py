"""Reports follow from claims alone: their order, their repeats and the day of knowledge change nothing they should not."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from strikemap.model.dates import day_span, say_date
from strikemap.model.events import asserting, known_claims, original_claims, resolve
from strikemap.model.vocabulary import BASES, GRADES, HEDGES, PARTIES, SIDES, TARGETS, WEAPONS
from tests.claims import TOWN, claim, table

days = st.dates(dt.date(2020, 10, 1), dt.date(2020, 10, 10))
VALUES: dict[str, st.SearchStrategy[str]] = {
    "occurrence": st.sampled_from(["yes", "yes", "yes", "no"]),
    "attributed_to": st.sampled_from(list(SIDES)),
    "denial": st.sampled_from([*SIDES, "the aim"]),
    "weapon_category": st.sampled_from(WEAPONS),
    "weapon_model": st.sampled_from(["M095 DPICM", "M85", "LAR-160", "a rocket"]),
    "target_type": st.sampled_from(TARGETS),
    "place": st.sampled_from(["town", "suburb", "elsewhere", "nowhere"]),
    "date": st.sampled_from(["2020-10-04", "2020-10-04T10:00", "2020-10-03/2020-10-05", "../2020-10-04", "2020-10"]),
    "killed": st.just(""),
    "injured": st.just(""),
}


@st.composite
def claim_rows(draw: st.DrawFn) -> dict[str, Any]:
    """One claim on one of two reports, by one of three speakers for each party."""
    attribute = draw(st.sampled_from(list(VALUES)))
    party = draw(st.sampled_from(PARTIES))
    low, high = sorted(draw(st.tuples(st.integers(0, 30), st.integers(0, 30))))
    counts = attribute in ("killed", "injured")
    return claim(
        attribute, draw(VALUES[attribute]),
        event_id=draw(st.sampled_from(["r", "s"])),
        hedge=draw(st.sampled_from(list(HEDGES))),
        claimant=f"{party} {draw(st.integers(1, 3))}",
        claimant_party=party,
        basis=draw(st.sampled_from(list(BASES))),
        published_on=draw(st.none() | days.map(str)),
        value_min=draw(st.sampled_from([low, None])) if counts else None,
        value_max=draw(st.sampled_from([high, None])) if counts else None,
        value_words=draw(st.sampled_from(["", "some"])) if counts else "",
    )  # fmt: skip


claim_lists = st.lists(claim_rows(), min_size=1, max_size=12)
known_days = st.none() | days
fewer = settings(max_examples=20, deadline=None)


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one, other)


@fewer
@given(claim_lists, st.randoms(use_true_random=False), known_days)
def test_the_order_of_claims_does_not_matter(rows: list[dict[str, Any]], random: Any, known_on: dt.date | None) -> None:
    claims = table(*rows)
    shuffled = claims.iloc[random.sample(range(len(claims)), len(claims))]
    same(resolve(claims, TOWN, known_on), resolve(shuffled, TOWN, known_on))


@fewer
@given(claim_lists, days)
def test_a_later_day_of_knowledge_never_knows_less(rows: list[dict[str, Any]], day: dt.date) -> None:
    claims = table(*rows)
    today, tomorrow = (resolve(claims, TOWN, each) for each in (day, day + dt.timedelta(1)))
    assert set(today.index) <= set(tomorrow.index)
    for column in ("voices", "independent_claimants"):
        assert (today[column] <= tomorrow.loc[today.index, column]).all()
    assert set(known_claims(claims, day)["claim_id"]) <= set(known_claims(claims, day + dt.timedelta(1))["claim_id"])


@fewer
@given(claim_lists, st.data(), known_days)
def test_repeats_add_no_voice_and_change_no_grade(
    rows: list[dict[str, Any]], data: st.DataObject, known_on: dt.date | None
) -> None:
    claims = table(*rows)
    repeated = claims.iloc[[data.draw(st.integers(0, len(claims) - 1))]]
    # printed later than its original, as all repeats are, and more firmly, as headlines are
    repeat = repeated.assign(
        claim_id="repeat", origin_claim_id=repeated["claim_id"], hedge="confirms", value_max=99,
        published_on=repeated["published_on"] + pd.Timedelta(days=1),
    )  # fmt: skip
    before = resolve(claims, TOWN, known_on)
    after = resolve(pd.concat([claims, repeat], ignore_index=True), TOWN, known_on)
    unchanged = before.columns.drop(["grade_reason", "undated_claims"])
    same(before[unchanged], after[unchanged])


@fewer
@given(claim_lists, known_days)
def test_unknown_never_becomes_zero(rows: list[dict[str, Any]], known_on: dt.date | None) -> None:
    claims = table(*rows)
    reports = resolve(claims, TOWN, known_on)
    stated = original_claims(known_claims(claims, known_on))
    for attribute in ("killed", "injured"):
        own = stated[stated["attribute"] == attribute]
        for end in ("min", "max"):
            said = own[own[f"value_{end}"].notna()]
            missing = ~reports.index.isin(said["event_id"])
            assert reports.loc[missing, f"{attribute}_{end}"].isna().all()
            for event_id, number in reports[f"{attribute}_{end}"].dropna().items():
                assert number in set(said.loc[said["event_id"] == event_id, f"value_{end}"])


@fewer
@given(claim_lists, known_days)
def test_what_is_shown_was_said_by_a_known_claim(rows: list[dict[str, Any]], known_on: dt.date | None) -> None:
    claims = table(*rows)
    said = asserting(original_claims(known_claims(claims, known_on)))
    for event_id, report in resolve(claims, TOWN, known_on).iterrows():
        assert report["grade"] in GRADES
        for attribute, column in (
            ("weapon_category", "weapon_category"),
            ("target_type", "target_type"),
            ("date", "occurred"),
        ):
            own = said[(said["event_id"] == event_id) & (said["attribute"] == attribute)]
            if report[column] in ("", "not_stated"):
                assert own.empty
                assert attribute in report["not_stated"]
            else:
                assert report[column] in set(own["said"])


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_a_span_of_two_days_allows_exactly_the_days_between_them(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    found = day_span(f"{first}/{last}")
    assert (found.first, found.last) == (first, last)
    assert (day_span(f"../{last}").first, day_span(f"{first}/..").last) == (None, None)
    assert (day_span(str(first)).first, day_span(str(first)).last) == (first, first)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_a_month_and_a_year_hold_their_days_and_are_said(day: dt.date) -> None:
    for text in (f"{day:%Y-%m}", f"{day:%Y}"):
        found = day_span(text)
        assert found.first is not None
        assert found.last is not None
        assert found.first <= day <= found.last
        assert str(day.year) in say_date(text)
