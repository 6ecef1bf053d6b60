"""The page Regions as AppTest sees it: the answer in words, the choices in the address, the profile of a region."""

from __future__ import annotations

import pytest

from tests.app.test_pages import words_of
from tests.app.test_trends import on_page

TRUCES = {"from_": "2020-10-18", "to": "2020-10-26"}


def test_the_first_sentence_names_the_regions_reported_hit_between_two_truces() -> None:
    words = words_of(on_page("regions", **TRUCES))
    assert "Reports certainly name 8 regions: Former Nagorno-Karabakh oblast (10), Aghdam District (2)" in words
    assert "18\N{EN DASH}26 Oct 2020; n = 25 reports" in words


def test_what_is_known_only_to_the_former_oblast_is_counted_apart_among_districts() -> None:
    words = words_of(on_page("regions", level="districts"))
    assert "only known to be in the former Nagorno-Karabakh oblast" in words


def test_a_choice_writes_itself_into_the_address() -> None:
    app = on_page("regions")
    app.selectbox(key="r_level").set_value("provinces").run()
    assert app.query_params["level"] == "provinces"
    app.button_group(key="t_measure").set_value("rate").run()
    assert app.query_params["measure"] == "rate"


def test_without_a_sourced_population_the_table_says_so() -> None:
    assert "no sourced population" in words_of(on_page("regions", measure="rate"))


def test_a_share_stands_with_its_n_and_too_few_reports_give_none() -> None:
    words = words_of(on_page("regions", measure="share", of="rocket_artillery"))
    assert "too few for a share" in words
    assert "(2 of 5)" in words


@pytest.mark.parametrize("region", ["ganja", "nagorno-karabakh", "tartar"])
def test_a_profile_is_opened_by_a_link(region: str) -> None:
    words = words_of(on_page("regions", profile=region))
    assert "People harmed, as reported" in words
    assert "Sources, and reports read in each" in words
    assert "They are not totals of the war" in words


def test_a_filter_that_hides_one_side_says_so() -> None:
    assert "The filter on the side blamed hides" in words_of(on_page("regions", by="Azerbaijan"))


def test_an_empty_result_says_which_filter_empties_it() -> None:
    assert "No report matches" in words_of(on_page("regions", from_="2020-09-27", to="2020-09-27", weapon="cluster_munition", q="barda"))
