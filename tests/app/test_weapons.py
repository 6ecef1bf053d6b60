"""The pages Weapons, Contamination and The ban as AppTest sees them: what they answer, and what a control writes into the address."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.app.test_method import opened
from tests.app.test_pages import words_of

DAY = {"day": "2010-08-01"}


def test_both_sides_stand_in_the_first_words() -> None:
    words = words_of(opened("weapons"))
    first = words.index("What is each side said to have used?")
    assert "The Azerbaijani side is reported to have used LAR-160" in words[first : first + 900]
    assert "The Armenian side is reported to have used 9M55K" in words[first : first + 900]


def test_carriers_and_submunitions_stand_under_their_own_heads() -> None:
    words = words_of(opened("weapons"))
    assert words.index("Carriers: rockets") < words.index('id="w-lar160"') < words.index("Submunitions: what") < words.index('id="w-m095"')


def test_the_reports_of_a_weapon_are_one_click_away() -> None:
    words = words_of(opened("weapons"))
    card = words[words.index('id="w-lar160"') :]
    assert 'href="./?q=lar-160"' in card[: card.index("</article>")]


def test_a_filter_that_hides_a_side_says_so_on_both_pages() -> None:
    for page in ("weapons", "contamination"):
        assert "among them all that blame the Armenian side" in words_of(opened(page, by="Azerbaijan"))


def test_an_empty_view_still_explains_the_weapons() -> None:
    words = words_of(opened("weapons", q="no such word anywhere"))
    assert "No report matches" in words
    assert 'id="w-m095"' in words


def test_families_are_chosen_and_kept_in_the_address() -> None:
    app = opened("weapons")
    app.button_group(key="t_split").set_value("family").run()
    assert app.query_params["split"] == "family"


def test_no_figure_is_drawn_until_it_is_asked_for() -> None:
    app = opened("contamination")
    assert not app.toggle(key="u_shown").value
    assert "(illustrative)" not in words_of(app)
    app.toggle(key="u_shown").set_value(True).run()
    assert app.query_params["illustrative"] == "1"
    assert "Failed (illustrative)" in words_of(app)
    assert "No source read gives a footprint" in words_of(app)


def test_sightings_lead_to_their_reports_and_keep_their_hedge() -> None:
    words = words_of(opened("contamination"))
    assert "event=2020-10-04-stepanakert-3" in words
    assert '<span class="sm-hedge">confirmed on site</span>' in words
    assert "within 3 km" in words


def test_the_ban_is_asked_about_on_the_day_of_the_article() -> None:
    words = words_of(opened("ban"))
    assert "On 6 Oct 2020, by the lists read, none of Armenia, Azerbaijan, Georgia, Iran, Israel, Russia, Turkey and the United States" in words
    assert "110 states had joined it and 13 more had signed" in words


def test_a_link_carries_its_day() -> None:
    app = opened("ban", **DAY)
    assert "On 1 Aug 2010" in words_of(app)
    app.date_input(key="b_day").set_value(dt.date(2012, 6, 30)).run()
    assert app.query_params["day"] == "2012-06-30"


@pytest.mark.parametrize("day", ["yesterday", "1999-01-01", "2999-01-01"])
def test_a_day_that_cannot_be_told_gives_one_notice_and_the_default(day: str) -> None:
    words = words_of(opened("ban", day=day))
    assert words.count("Part of this link was not used") == 1
    assert "On 6 Oct 2020" in words


def test_the_ban_makes_no_finding_of_law() -> None:
    words = words_of(opened("ban"))
    assert "a question of law, and this page does not answer it" in words
    assert "illegal" not in words.casefold()
    assert "violat" not in words.casefold()
