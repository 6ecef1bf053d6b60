"""The page Picture as AppTest sees it: what a choice does to the address, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.test_pages import SECONDS, words_of
from ui.picture.choices import size_words

MAIN = str(Path(__file__).parent.parent.parent / "ui" / "main.py")
STEPANAKERT = {"from": "2020-10-03", "to": "2020-10-06", "weapon": "cluster_munition", "q": "Stepanakert"}
TOO_FIRM = "Azerbaijan fired cluster munitions at Stepanakert"


def picture(**query: str | list[str]) -> AppTest:
    """The page for an address."""
    app = AppTest.from_file(MAIN, default_timeout=SECONDS)
    app.run()
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page("../pages/picture.py").run()
    assert not app.exception, app.exception
    return app


def downloads(app: AppTest) -> dict[str, bool]:
    """Each kind of file, and whether it is offered."""
    files = [each.proto for each in app.get("download_button")]
    return {each.label: not each.disabled for each in files}


def test_the_page_opens_with_the_drafts_in_its_fields() -> None:
    app = picture(**STEPANAKERT)
    assert app.text_area(key="p_title").value.startswith("Reported strikes with cluster munitions")
    assert "appears to" in app.text_area(key="p_caption").value
    assert downloads(app) == dict.fromkeys(["PNG", "PNG 2x", "PNG 4x", "SVG", "PDF", "WebP"], True)


def test_another_size_is_written_into_the_address_beside_the_view() -> None:
    app = picture(weapon="drone")
    app.selectbox(key="p_size").set_value("1x1").run()
    assert app.query_params["size"] == "1x1"
    assert app.query_params["weapon"] == "drone"
    assert size_words("1x1") == "Square 1:1, 1200 x 1200 px"


def test_an_own_size_can_be_given_in_pixels_and_in_millimetres() -> None:
    app = picture()
    app.selectbox(key="p_size").set_value("own px").run()
    app.number_input(key="p_wide").set_value(1200).run()
    assert app.query_params["size"] == "1200x1000"
    app.selectbox(key="p_size").set_value("own mm").run()
    app.number_input(key="p_high_mm").set_value(0.0).run()
    assert app.query_params["size"] == "120mm"


def test_a_title_firmer_than_its_source_is_refused_with_the_source_s_own_wording() -> None:
    app = picture(**STEPANAKERT)
    app.text_area(key="p_title").set_value(TOO_FIRM).run()
    words = words_of(app)
    assert "Firmer than its source" in words
    assert "Amnesty International, side blamed: appears to" in words
    assert not any(downloads(app).values())


def test_taking_the_suggestion_opens_the_downloads_again() -> None:
    app = picture(**STEPANAKERT, title=TOO_FIRM)
    app.button(key="p_take_title").click().run()
    assert "According to Amnesty International" in app.query_params["title"]
    assert "Firmer than its source" not in words_of(app)
    assert all(downloads(app).values())


def test_a_title_can_go_back_to_the_draft() -> None:
    app = picture(**STEPANAKERT, title=TOO_FIRM)
    app.button(key="p_draft_title").click().run()
    assert "title" not in app.query_params
    assert app.text_area(key="p_title").value.startswith("Reported strikes")


def test_words_that_are_only_to_be_looked_at_do_not_block() -> None:
    app = picture(**STEPANAKERT, title="Reported strikes with banned cluster munitions")
    assert "Look at this:" in words_of(app)
    assert all(downloads(app).values())


def test_too_firm_words_of_a_note_block_as_well() -> None:
    app = picture(**STEPANAKERT, note="text:39.82,46.75:war crime")
    assert "Firmer than its source" in words_of(app)
    assert not any(downloads(app).values())


def test_a_picture_without_room_says_why_and_offers_no_file() -> None:
    app = picture(size="200x200")
    assert "has no room for its map" in app.error[0].value
    assert downloads(app) == {}


def test_a_picture_that_is_too_large_at_four_times_is_not_offered_so() -> None:
    app = picture(size="186mm")
    assert [name for name, offered in downloads(app).items() if not offered] == ["PNG 4x"]


def test_notes_are_listed_written_over_moved_and_deleted_without_a_mouse() -> None:
    app = picture(weapon="drone")
    app.button(key="p_add_circle").click().run()
    app.text_input(key="p_note_0").set_value("the town").run()
    app.text_input(key="p_place_0").set_value("39.82, 46.75, 9000").run()
    assert app.query_params["note"] == "circle:39.8200,46.7500,9000:the town"
    app.button(key="p_delete_0").click().run()
    assert "note" not in app.query_params


def test_a_place_that_cannot_be_read_is_told_and_changes_nothing() -> None:
    app = picture(note="text:39.82,46.75:here")
    app.text_input(key="p_place_0").set_value("in the north").run()
    assert "is no note" in app.warning[0].value
    assert app.query_params["note"] == "text:39.82,46.75:here"


@pytest.mark.parametrize(("key", "part"), [("p_add", "zoom"), ("p_arrow_forward", "lon")])
def test_the_section_is_nudged_in_the_view(key: str, part: str) -> None:
    app = picture(lat="39.8", lon="46.7", zoom="8")
    app.button(key=key).click().run()
    assert float(app.query_params[part]) > float({"zoom": "8", "lon": "46.7"}[part])


def test_a_part_that_cannot_be_read_gives_one_notice_and_the_default() -> None:
    app = picture(size="enormous", weapon="drone")
    assert words_of(app).count("Part of this link was not used") == 1
    assert app.selectbox(key="p_size").value == "16x9"


def test_the_map_passes_over_the_parts_of_a_picture() -> None:
    app = AppTest.from_file(MAIN, default_timeout=SECONDS)
    for key, value in {"weapon": "drone", "size": "1x1", "title": "Drones", "scale": "2"}.items():
        app.query_params[key] = value
    app.run()
    assert "Part of this link" not in words_of(app)
    app.switch_page("../pages/picture.py").run()
    assert app.text_area(key="p_title").value == "Drones"


def test_every_format_of_data_is_offered() -> None:
    app = picture(weapon="drone")
    app.session_state["p_tab"] = "Data"
    app.run()
    names = [each.proto.help for each in app.get("download_button") if each.proto.label == "Download"]
    assert len(names) == 10
    assert "GeoJSON of this View" in names


def test_small_maps_are_chosen_and_drawn() -> None:
    app = picture(**{"from": "2020-10-03", "to": "2020-10-06"})
    app.selectbox(key="p_arrange").set_value("days").run()
    assert not app.exception, app.exception
    assert app.query_params["arrange"] == "days"
    assert not app.error
    assert all(downloads(app).values())


def test_the_film_has_its_tab() -> None:
    app = picture(**STEPANAKERT)
    app.session_state["p_tab"] = "Motion"
    app.run()
    assert not app.exception, app.exception
    assert app.selectbox(key="m_kind").value == "mp4"
