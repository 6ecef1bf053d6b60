"""The page Method and the page of sources as AppTest sees them: what they answer, and where their numbers lead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.model.grading import RULES
from strikemap.query.balance import claims_behind
from strikemap.query.lineage import source_table
from strikemap.query.view import View
from tests.app.test_pages import words_of

MAIN = str(Path(__file__).parent.parent.parent / "ui" / "main.py")


def opened(page: str, **query: str | list[str]) -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=120)
    app.switch_page(f"../pages/{page}.py")
    for key, value in query.items():
        app.query_params[key.rstrip("_")] = value
    app.run()
    assert not app.exception, app.exception
    return app


@pytest.fixture(scope="module")
def whole() -> str:
    return words_of(opened("method"))


def test_the_first_words_say_what_share_rests_on_one_party_and_what_is_echoed(whole: str) -> None:
    first = whole.index("Who says so")
    assert "rest on the officials of one party alone (115 of 159)" in whole[first : first + 600]
    assert "25 of the 45 reports carried by 3 or more outlets are told by one voice only." in whole[first : first + 600]


def test_contested_strikes_are_named_with_who_blames_and_who_denies(whole: str) -> None:
    row = re.search(r"<tr>(?:(?!</tr>).)*2020-11-06-stepanakert-1(?:(?!</tr>).)*</tr>", whole, re.DOTALL)
    assert row
    assert "Azerbaijan</b>" in row[0]
    assert "denies" in row[0]
    assert "./picture?event=2020-11-06-stepanakert-1" in row[0]


def test_every_rule_of_the_code_stands_on_the_page(whole: str) -> None:
    for rule in RULES:
        assert rule.words in whole


def test_a_filter_that_hides_a_side_says_so(whole: str) -> None:
    assert "all that blame" not in whole
    assert "among them all that blame the Armenian side" in words_of(opened("method", by="Azerbaijan"))


def test_an_empty_view_says_which_filter_empties_it() -> None:
    assert "No report matches" in words_of(opened("method", q="no such word anywhere"))


def test_choosing_the_report_drawn_writes_it_into_the_address() -> None:
    app = opened("method")
    app.selectbox(key="m_report").set_value("2020-10-03-stepanakert-3").run()
    assert app.query_params["event"] == "2020-10-03-stepanakert-3"


def test_a_source_is_found_with_the_reports_that_rest_on_it(shipped: Dataset) -> None:
    app = opened("data")
    app.text_input[0].set_value("middle east eye").run()
    words = words_of(app)
    reports = Catalogue(shipped).reports(View())
    known = source_table(shipped, claims_behind(shipped, reports.index, None))
    own = known[known["publisher"] == "Middle East Eye"]
    for events in own["events"]:
        for event in events:
            assert f"./?event={event}" in words
    assert "no stored copy" in words
    assert app.query_params["source"] in ("middle east eye", ["middle east eye"])
    linked = words_of(opened("data", source="Middle East Eye")).rpartition("<tbody>")[2]
    assert linked.count("<tr>") == len(own)


def test_sources_can_be_sorted_by_what_rests_on_them_alone(shipped: Dataset) -> None:
    app = opened("data")
    app.selectbox[0].set_value("Most reports that rest on it alone").run()
    reports = Catalogue(shipped).reports(View())
    known = source_table(shipped, claims_behind(shipped, reports.index, None)).sort_values(
        ["alone", "reports", "publisher"], ascending=[False, False, True], kind="stable"
    )
    rows = words_of(app).rpartition("<tbody>")[2]
    assert rows.count("<tr>") == 50
    app.toggle(key="s_all").set_value(True).run()
    assert words_of(app).rpartition("<tbody>")[2].count("<tr>") == len(known)
    assert rows.startswith(f"<tr><td>{known['publisher'].iloc[0]}</td>")
