"""The film panel as AppTest sees it: what is asked, that it is made, and that a refused picture makes no film."""

# ruff: noqa: PLC0415  # AppTest runs the function below alone, with what it imports itself

from __future__ import annotations

import io

from PIL import Image
from streamlit.testing.v1 import AppTest

SECONDS = 120


def script(q: str = "", refused: bool = False) -> None:  # noqa: FBT001, FBT002  # AppTest hands it over by name
    import datetime as dt

    from strikemap.output.pictures.spec import PictureSpec
    from strikemap.query.view import View
    from ui.datasets import open_catalogue
    from ui.motion import motion_panel

    view = View(first=dt.date(2020, 10, 3), last=dt.date(2020, 10, 5), q=q)
    motion_panel(open_catalogue(), view, PictureSpec(size="640x480"), refused=refused)


def opened(**asked: object) -> AppTest:
    app = AppTest.from_function(script, default_timeout=SECONDS, kwargs=asked).run()
    assert not app.exception, app.exception
    return app


def test_the_panel_says_how_many_frames_and_seconds_there_will_be() -> None:
    app = opened()
    assert "3 frames, 1.5 seconds" in app.caption[0].value
    app.selectbox(key="m_speed").set_value("1 day a second").run()
    assert "3 frames, 3 seconds" in app.caption[0].value


def test_a_hold_makes_the_film_longer() -> None:
    app = opened()
    days = app.selectbox(key="m_hold").options
    assert days == ["no day", "3 Oct 2020", "4 Oct 2020", "5 Oct 2020"]
    app.selectbox(key="m_hold").select_index(2).run()
    assert "3 frames, 4 seconds" in app.caption[0].value


def test_a_film_is_made_and_can_be_downloaded_with_its_size_said() -> None:
    app = opened()
    app.selectbox(key="m_kind").set_value("gif").run()
    app.button(key="m_make").click().run()
    assert not app.exception
    (button,) = [each for each in app.get("download_button") if each.proto.label.startswith("Download, ")]
    assert button.proto.label.endswith(" MB")
    question, content = app.session_state["m_made"]
    assert question.kind == "gif"
    with Image.open(io.BytesIO(content)) as image:
        assert image.n_frames == 3
    moving = "".join(str(each.proto.body) for each in app.get("html"))
    assert "prefers-reduced-motion: reduce" in moving


def test_a_film_of_another_question_is_not_offered() -> None:
    app = opened()
    app.selectbox(key="m_kind").set_value("gif").run()
    app.button(key="m_make").click().run()
    app.selectbox(key="m_mode").set_value("All until each day").run()
    assert not [each for each in app.get("download_button") if each.proto.label.startswith("Download, ")]


def test_a_moving_window_asks_for_its_days() -> None:
    app = opened()
    app.selectbox(key="m_mode").set_value("The last days together").run()
    assert app.number_input(key="m_days").value == 3


def test_no_film_leaves_while_words_are_firmer_than_their_sources() -> None:
    app = opened(refused=True)
    assert app.button(key="m_make").disabled


def test_days_without_reports_still_make_a_film() -> None:
    app = opened(q="zzzz")
    assert "3 frames" in app.caption[0].value
    assert not app.error
