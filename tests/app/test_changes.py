"""The day of knowledge on the map page, and the page What changed, as AppTest sees them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from strikemap.model.dataset import version_of
from tests.app.test_pages import opened, table_of, words_of
from tests.app.test_trends import on_page as page_with

DATA = Path(__file__).parents[2] / "data"
STEPANAKERT = "2020-10-03-stepanakert-3"


def test_the_bar_says_what_is_known_today() -> None:
    app = opened()
    assert "Claims published up to 17 Oct 2025, and 12 without a day of publication." in words_of(app)
    assert app.button(key="known_after").disabled


def test_stepping_back_sets_the_day_of_knowledge_and_says_what_is_left_out() -> None:
    app = opened(known="2020-10-08")
    assert app.button(key="known_before").label == "7 Oct 2020"
    assert app.button(key="known_after").label == "9 Oct 2020"
    app.button(key="known_before").click().run()
    assert app.query_params["known"] == "2020-10-07"
    assert "as known on 7 Oct 2020" in words_of(app)
    assert "published later, 12 without a day of publication." in words_of(app)


def test_today_is_one_click_away() -> None:
    app = opened(known="2020-10-08")
    app.button(key="known_today").click().run()
    assert "known" not in app.query_params
    assert len(table_of(app)) == 159


def test_a_typed_day_is_the_day_of_knowledge() -> None:
    app = opened()
    app.date_input(key="known").set_value("2020-10-08").run()
    assert "as known on 8 Oct 2020" in words_of(app)


def test_the_steps_are_days_of_new_publications_among_the_reports_shown() -> None:
    app = opened(q="M095", known="2020-10-08")
    assert app.button(key="known_before").label == "6 Oct 2020"
    assert app.button(key="known_after").label == "14 Jan 2021"


def test_the_card_tells_how_knowledge_of_its_report_grew() -> None:
    app = opened(event=STEPANAKERT)
    app.session_state["growth"] = True
    app.run()
    grown = words_of(app)
    for part in ("4 Oct 2020", "The Daily Telegraph", "As one attack: <b>confirmed, denied</b>; 3 independent claimants"):
        assert part in grown, part


def on_page(**query: str | list[str]) -> AppTest:
    return page_with("changes", **query)


def shown_rows(app: AppTest) -> str:
    return words_of(app).partition('<div class="sm-changes">')[2]


def test_without_days_what_became_known_after_the_last_day_of_the_dataset_is_told() -> None:
    assert "Between 10 Nov 2020 and today, 13 reports were added, 8 were graded anew" in words_of(on_page())


def test_a_link_with_two_days_is_answered_with_the_sentence_and_every_row() -> None:
    app = on_page(known="2020-10-23", since="2020-10-05")
    assert "Between 5 and 23 Oct 2020, 53 reports were added, 2 were graded anew" in words_of(app)
    assert "54 reports shown in the first state, 107 in the second." in words_of(app)
    assert shown_rows(app).count("<tr>") == 1 + 58


def test_the_link_of_a_feed_opens_its_day() -> None:
    words = words_of(on_page(known="2020-10-08", weapon="cluster_munition", since="2020-10-07"))
    assert "Between 7 and 8 Oct 2020, " in words
    assert "Azerbaijan (appears to), denied" in words


def test_each_row_leads_to_its_report_on_the_day_on_which_it_is_known() -> None:
    rows = shown_rows(on_page(known="2020-10-23", since="2020-10-05"))
    assert 'href="./?known=2020-10-23&amp;event=2020-10-02-lachin-bridge-1"' in rows
    assert "BBC News" in rows


def test_a_report_that_no_longer_matches_leads_to_the_day_on_which_it_did() -> None:
    rows = shown_rows(on_page(known="2020-10-23", since="2020-10-05", grade="weak", change="removed"))
    assert "known=2020-10-05" in rows
    assert "known=2020-10-23" not in rows


def test_steps_go_to_days_on_which_something_changed_and_stay_in_the_right_order() -> None:
    app = on_page(known="2020-10-09", since="2020-10-08", q="M095")
    assert app.button(key="since_before").label == "5 Oct 2020"
    assert app.button(key="since_after").disabled
    assert app.button(key="until_before").disabled
    app.button(key="since_before").click().run()
    assert (app.query_params["since"], app.query_params["known"]) == ("2020-10-05", "2020-10-09")


def test_after_the_last_day_comes_today() -> None:
    app = on_page(known="2025-10-05", since="2020-10-08")
    assert app.button(key="until_after").label == "Today"
    app.button(key="until_after").click().run()
    assert "known" not in app.query_params
    assert "Between 8 Oct 2020 and today" in words_of(app)


def test_days_typed_the_wrong_way_round_are_turned() -> None:
    app = on_page(known="2020-10-23", since="2020-10-05")
    app.date_input(key="since").set_value("2020-11-01").run()
    assert (app.query_params["since"], app.query_params["known"]) == ("2020-10-23", "2020-11-01")


@pytest.mark.parametrize(("since", "said"), [("yesterday", "is no day like"), ("2020-10-09", "is not before 2020-10-08")])
def test_a_first_day_that_cannot_be_used_gives_one_notice_and_the_day_before(since: str, said: str) -> None:
    words = words_of(on_page(known="2020-10-08", since=since))
    assert said in words
    assert "Between 7 and 8 Oct 2020" in words


def test_one_kind_of_change_can_be_read_alone_and_is_kept_in_the_address() -> None:
    app = on_page(known="2020-10-23", since="2020-10-05")
    app.button_group(key="ch_kind").set_value("regraded").run()
    assert app.query_params["change"] == "regraded"
    assert shown_rows(app).count("<tr>") == 1 + 2


def test_a_filter_that_hides_one_side_says_so() -> None:
    words = words_of(on_page(known="2020-10-23", since="2020-10-05", by="Azerbaijan"))
    assert "among them all that blame the Armenian side" in words


def test_the_feeds_of_the_same_view_are_linked() -> None:
    words = words_of(on_page(known="2020-10-23", since="2020-10-05", weapon="drone"))
    assert 'href="./changes.atom?weapon=drone"' in words
    assert 'href="./changes.json?weapon=drone"' in words


def test_the_days_stay_for_the_way_back_from_the_map() -> None:
    app = on_page(known="2020-10-23", since="2020-10-05")
    app.switch_page("../pages/map.py").run()
    assert "as known on 23 Oct 2020" in words_of(app)
    assert "Part of this link was not used" not in words_of(app)
    app.switch_page("../pages/changes.py").run()
    assert "Between 5 and 23 Oct 2020" in words_of(app)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A kept version of the shipped data in which one report had fewer killed and one was not yet there; its data version."""
    folder = tmp_path / "first-release"
    shutil.copytree(DATA, folder)
    claims = pd.read_csv(folder / "claims.csv", dtype=str, keep_default_na=False)
    claims[claims["event_id"] != "2020-10-28-barda-1"].to_csv(folder / "claims.csv", index=False)
    monkeypatch.setenv("STRIKEMAP_KEPT", str(tmp_path))
    return version_of(folder)


def test_a_kept_version_is_compared_with_the_open_one(kept: str) -> None:
    app = on_page(against=kept)
    words = words_of(app)
    assert f"From data version {kept} to " in words
    assert "1 report was added" in words
    assert "event=2020-10-28-barda-1" in shown_rows(app)
    app.selectbox(key="ch_against").set_value("").run()
    assert "against" not in app.query_params
    assert "Between 10 Nov 2020 and today" in words_of(app)


def test_a_version_that_is_not_kept_is_named_and_two_days_are_shown() -> None:
    words = words_of(on_page(against="0123456789ab"))
    assert "Data version “0123456789ab” cannot be compared: none is kept on this machine." in words
    assert "Between 10 Nov 2020 and today" in words
