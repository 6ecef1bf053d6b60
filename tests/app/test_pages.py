"""The pages as AppTest sees them: what is said around the map, and what a control does to the address."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

MAIN = str(Path(__file__).parent.parent.parent / "ui" / "main.py")
SECONDS = 60
DASH = "\N{EN DASH}"


def opened(**query: str | list[str]) -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=SECONDS)
    for key, value in query.items():
        app.query_params[key.rstrip("_")] = value
    # the second run is the one that a page asks for by itself when it has stood for a moment
    app.run().run()
    assert not app.exception, app.exception
    return app


def words_of(app: AppTest) -> str:
    """All HTML blocks of a page, as written."""
    return "\n".join(str(each.proto.body) for each in app.get("html"))


def table_of(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value["Report"])


def test_the_map_page_opens_on_the_whole_war() -> None:
    app = opened()
    assert f"Reported strikes, 27 Sep {DASH} 10 Nov 2020" in words_of(app)
    assert "of 159 reports" in words_of(app)
    assert len(table_of(app)) == 159


def test_nothing_is_written_on_the_page_by_the_script_itself() -> None:
    app = opened()
    assert [each.value for each in app.markdown] == []


def test_the_first_rows_are_there_before_the_sortable_table() -> None:
    app = AppTest.from_file(MAIN, default_timeout=SECONDS).run()
    assert not app.dataframe
    assert words_of(app).count("<tr>") == 18


def test_a_link_is_followed_to_its_days_and_weapon() -> None:
    app = opened(from_="2020-10-03", to="2020-10-06", weapon="cluster_munition")
    assert f"Reported strikes with cluster munitions, 3{DASH}6 Oct 2020" in words_of(app)
    assert "2020-10-03-stepanakert-3" in table_of(app)


def test_a_bad_part_of_a_link_gives_one_notice_and_the_default() -> None:
    app = opened(weapon="slingshot", pony="1")
    assert words_of(app).count("Part of this link was not used") == 1
    assert len(table_of(app)) == 159


def test_a_filter_writes_itself_into_the_address() -> None:
    app = opened()
    app.button_group(key="f_weapon").set_value(["drone"]).run()
    assert app.query_params["weapon"] == "drone"
    assert "Reported strikes with drones" in words_of(app)


def test_lifting_what_empties_a_result_shows_reports_again() -> None:
    app = opened(from_="2020-09-27", to="2020-09-27", weapon="cluster_munition", q="barda")
    assert "No report matches" in words_of(app)
    app.button(key="lift_window").click().run()
    assert len(table_of(app)) > 0


def test_an_empty_result_without_a_single_cause_offers_all_reports() -> None:
    app = opened(q="no such word anywhere", weapon="small_arms", grade="confirmed")
    app.button(key="lift_all").click().run()
    assert len(table_of(app)) == 159


def test_the_card_of_the_stepanakert_report_says_how_it_is_known() -> None:
    app = opened(event="2020-10-03-stepanakert-3")
    card = words_of(app)
    for part in ("Stepanakert", "Xankəndi", "M095", "appears to", "Amnesty International", "Israel", "not stated", "Denied", "Independent claimants: 2; voices in all: 3; first published 4 Oct 2020"):
        assert part in card, part


def test_a_report_that_was_not_yet_known_says_so() -> None:
    app = opened(event="2020-10-28-barda-1", known="2020-10-01")
    assert "not yet known" in words_of(app)


@pytest.mark.parametrize("page", ["story", "background", "data"])
def test_every_other_page_runs(page: str) -> None:
    app = opened()
    app.switch_page(f"../pages/{page}.py").run()
    assert not app.exception, app.exception
    assert len(words_of(app)) > 1_000


def test_every_assertion_of_the_article_is_listed_with_a_link_that_shows_it() -> None:
    app = opened()
    app.switch_page("../pages/story.py").run()
    story = words_of(app)
    assert story.count('class="sm-show"') == 21
    for number in range(1, 22):
        assert f'id="S{number:02}"' in story


def test_a_link_made_with_other_data_says_which_data_are_open() -> None:
    for page in ("map.py", "picture.py"):
        app = opened(data="0123456789ab").switch_page(str(Path(MAIN).parent.parent / "pages" / page)).run()
        assert "made with data version 0123456789ab" in words_of(app)
