"""The day of knowledge on the map page, and the page What changed, as AppTest sees them."""

from __future__ import annotations

from tests.app.test_pages import opened, table_of, words_of

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
