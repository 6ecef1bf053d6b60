"""The drafted words of a picture: built from the reports and claims shown, in the hedge of their sources."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.query.drafts import CREDIT_LENGTH, Drafts, credit_of, drafts_of
from strikemap.query.select import select
from strikemap.query.view import View


def drafted(dataset: Dataset, **parts: Any) -> Drafts:
    view = View(**parts)
    reports = Catalogue(dataset).reports(view)
    return drafts_of(dataset, reports, select(reports, view, dataset.first_day, dataset.last_day), view)


def test_the_caption_of_one_report_says_who_blames_whom_how_firmly_and_who_denies_it(shipped: Dataset) -> None:
    caption = drafted(shipped, q="2020-10-03-stepanakert-3", known=dt.date(2020, 10, 8)).caption
    assert "according to Amnesty International, they appear to have been fired by Azerbaijan" in caption
    assert "according to The Daily Telegraph, the NK ombudsman (de facto) and 1 more, they were fired by Azerbaijan" in caption
    assert "Azerbaijan denies it." in caption


def test_a_denial_that_came_later_is_not_yet_told(shipped: Dataset) -> None:
    caption = drafted(shipped, q="2020-10-03-stepanakert-3", known=dt.date(2020, 10, 7)).caption
    assert "denies" not in caption
    assert "as known on 7 Oct 2020" in caption


def test_a_report_of_the_other_side_is_told_in_the_same_way(shipped: Dataset) -> None:
    caption = drafted(shipped, q="2020-10-17-ganja-1").caption
    assert "Ganja, 17 Oct 2020: ballistic missiles reported; according to Amnesty International" in caption
    assert "they were fired by Armenia; Armenia denies it; reported killed 12\N{EN DASH}21, injured 40\N{EN DASH}55." in caption


def test_a_report_that_nobody_attributes_says_so(shipped: Dataset) -> None:
    assert "no source shown says who fired" in drafted(shipped, q="2020-10-31-stepanakert-1").caption


def test_the_caption_of_many_reports_counts_by_side_and_names_who_only_says_appears_to(shipped: Dataset) -> None:
    caption = drafted(
        shipped, first=dt.date(2020, 10, 3), last=dt.date(2020, 10, 6), weapon=("cluster_munition",)
    ).caption
    assert "5 certainly and 5 possibly of these days, of 16 reports that match (159 in all)." in caption
    assert "20\N{NO-BREAK SPACE}% rest on the officials of one party alone (2 of 10)." in caption
    assert "Azerbaijan is blamed in 5, in 1 only with “appears to” (Amnesty International), and denies 3." in caption
    assert caption.endswith("Dates: local time, UTC+4 on both sides of the front.")


def test_a_filter_that_hides_a_side_says_so_below_the_title_and_once_in_the_caption(shipped: Dataset) -> None:
    drafts = drafted(shipped, by=("Armenia",))
    said = "The filters hide all reports that blame the Azerbaijani side."
    assert said in drafts.summary
    assert drafts.caption.count(said) == 1
    assert "hide" not in drafted(shipped).summary


def test_the_sides_add_up_to_the_reports_shown(shipped: Dataset) -> None:
    caption = drafted(shipped).caption
    assert "Azerbaijan is blamed in 89" in caption
    assert "Armenia is blamed in 66" in caption
    assert "no side is named in 4" in caption
    assert 89 + 66 + 4 == 159


def test_the_alternative_text_tells_marks_places_grades_fills_and_hedges(shipped: Dataset) -> None:
    alt = drafted(shipped).alt
    assert alt.startswith("Map, Nagorno-Karabakh war, 2020: Reported strikes, 27 Sep \N{EN DASH} 10 Nov 2020. 159 reports at 64 places.")
    assert "Most at Stepanakert / Khankendi (29), Shusha / Shushi (12), Martuni / Khojavend (10)." in alt
    assert "Graded confirmed 17, fair 11, weak 110, contested 21. The fill says the grade" in alt
    assert "“appears to”" in alt


def test_an_empty_view_says_that_it_shows_nothing(shipped: Dataset) -> None:
    drafts = drafted(shipped, q="nowhere at all")
    assert drafts.alt.endswith("It shows no report.")
    assert "0 certainly and 0 possibly of these days, of 0 reports" in drafts.caption
    assert drafts.sources == ()


def test_publishers_stand_in_the_order_of_the_reports_that_rest_on_them(shipped: Dataset) -> None:
    sources = drafted(shipped).sources
    publisher = shipped.sources.set_index("source_id")["publisher"]
    resting = shipped.claims.assign(publisher=shipped.claims["source_id"].map(publisher)).groupby("publisher")["event_id"].nunique()
    numbers = [int(resting[name]) for name in sources]
    assert numbers == sorted(numbers, reverse=True)
    assert set(sources) == set(resting.index)


def test_the_credit_names_the_dataset_and_as_many_publishers_as_have_room(shipped: Dataset) -> None:
    drafts = drafted(shipped)
    assert len(drafts.credit) <= CREDIT_LENGTH
    assert drafts.credit.startswith(shipped.settings["credit"])
    named = drafts.credit.split("Sources: ")[1]
    assert named.startswith(drafts.sources[0])
    assert named.endswith(" more.")


def test_a_credit_without_room_for_names_counts_them() -> None:
    assert credit_of("Own.", ("x" * 400, "b")) == "Own. Sources: 2 publishers."
    assert credit_of("Own.", ("A", "B")) == "Own. Sources: A, B."
    assert credit_of("Own.", ()) == "Own."


def test_the_day_of_knowledge_and_the_local_time_are_said(shipped: Dataset) -> None:
    assert drafted(shipped, known=dt.date(2020, 10, 8)).as_of == (
        "as known on 8 Oct 2020; local time, UTC+4 on both sides of the front"
    )
    assert drafted(shipped).as_of.startswith("as known on 17 Oct 2025, the day of the last publication in the data; ")


def test_a_dataset_without_a_time_zone_says_only_that_days_are_local(shipped: Dataset) -> None:
    bare = dataclasses.replace(shipped, settings={key: value for key, value in shipped.settings.items() if key != "time_zone"})
    drafts = drafted(bare, known=dt.date(2020, 10, 8))
    assert drafts.as_of == "as known on 8 Oct 2020"
    assert drafts.caption.endswith("Dates are local days.")
