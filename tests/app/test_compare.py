"""The page Compare as AppTest sees it: two Views in one address, what is said of them, and the table."""

from __future__ import annotations

import re

import pytest

from strikemap.query.compare import UNEVEN
from tests.app.test_pages import words_of
from tests.app.test_trends import on_page


def test_without_a_second_view_the_days_are_compared_by_halves() -> None:
    words = words_of(on_page("compare"))
    assert "A and B differ in the days" in words
    assert "no measure of guilt, intensity or harm" in words


@pytest.mark.parametrize("kind", ["by", "said"])
def test_comparing_sides_carries_the_sentence_on_uneven_material(kind: str) -> None:
    app = on_page("compare")
    app.button_group(key="c_kind").set_value(kind).run()
    assert not app.exception, app.exception
    assert UNEVEN in words_of(app)
    assert app.query_params["vs"].startswith(f"{kind}=")


def test_a_link_names_both_views() -> None:
    words = words_of(on_page("compare", by="Azerbaijan", vs="by=Armenia"))
    assert "A: Reported strikes for which Azerbaijan is blamed" in words
    assert "B: Reported strikes for which Armenia is blamed" in words
    assert "side blamed (Azerbaijan / Armenia)" in words
    assert "belong to neither A nor B" in words


def test_a_second_view_that_cannot_be_read_gives_one_notice() -> None:
    words = words_of(on_page("compare", vs="by=Atlantis"))
    assert words.count("Part of this link was not used") == 1


def test_exchanging_a_and_b_turns_the_address_round() -> None:
    app = on_page("compare", by="Azerbaijan", vs="by=Armenia")
    app.button(key="c_swap").click().run()
    assert (app.query_params["by"], app.query_params["vs"]) == ("Armenia", "by=Azerbaijan")


def test_every_number_of_the_table_leads_to_its_reports() -> None:
    words = words_of(on_page("compare", by="Azerbaijan", vs="by=Armenia", split="grade"))
    table = words[words.index("A: certain + possible") :]
    found = re.findall(r'<a href="\./\?([^"]*)" target="_self">(\d+) \+ (\d+)</a>', table)
    assert found
    assert all("grade=" in link and "by=" in link for link, _, _ in found)
    assert sum(int(sure) for link, sure, _ in found if "by=Azerbaijan" in link) == 89
