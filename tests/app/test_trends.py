"""The pages Trends and Compare as AppTest sees them: what is said first, and what a control does to the address."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.test_pages import opened, words_of


def on_page(page: str, **query: str | list[str]) -> AppTest:
    app = opened(**query)
    app.switch_page(f"../pages/{page}.py")
    for key, value in query.items():
        app.query_params[key.rstrip("_")] = value
    app.run()
    assert not app.exception, app.exception
    return app


def test_the_first_sentence_says_when_most_was_reported_and_of_what() -> None:
    words = words_of(on_page("trends"))
    assert "Most was reported for 27 Sep 2020: 13 reports certainly of that day" in words
    assert "159" in words


def test_the_window_of_the_view_is_that_of_the_page() -> None:
    assert "Most was reported for 4 Oct 2020" in words_of(on_page("trends", from_="2020-10-03", to="2020-10-06"))


def test_a_choice_writes_itself_into_the_address() -> None:
    app = on_page("trends")
    app.button_group(key="t_chart").set_value("tolls").run()
    assert app.query_params["chart"] == "tolls"
    assert "They are not totals of the war" in words_of(app)


def test_a_filter_that_hides_one_side_says_so() -> None:
    words = words_of(on_page("trends", by="Azerbaijan"))
    assert "The filter on the side blamed hides" in words
    assert "for which Armenia is blamed" in words


def test_an_empty_result_says_which_filter_empties_it() -> None:
    assert "No report matches" in words_of(on_page("trends", from_="2020-09-27", to="2020-09-27", weapon="cluster_munition", q="barda"))


@pytest.mark.parametrize("chart", ["time", "sum", "truces", "tolls"])
@pytest.mark.parametrize("split", ["weapon", "target", "by", "grade"])
def test_every_chart_is_drawn_from_a_link(chart: str, split: str) -> None:
    assert on_page("trends", chart=chart, split=split, per="week", around="7").get("vega_lite_chart")
