"""The page of stories as AppTest sees it: which step is shown, what it says, what the buttons do to the address."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.output.stories.ready import ReadyStory, ready_story

MAIN = str(Path(__file__).parent.parent.parent / "ui" / "main.py")
STORY = "stepanakert-cluster-munitions"


@pytest.fixture(scope="module")
def ready(shipped: Dataset) -> ReadyStory:
    return ready_story(Catalogue(shipped), STORY)


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(MAIN, default_timeout=90)
    app.run()
    app.switch_page("../pages/stories.py")
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def words_of(app: AppTest) -> str:
    return "\n".join(str(each.proto.body) for each in app.get("html"))


def test_the_page_opens_on_the_first_step_of_the_first_story(ready: ReadyStory) -> None:
    said = words_of(opened())
    assert ready.story.title in said
    assert ready.told[0].heading in said
    assert "Step 1 of 10" in said


def test_a_link_to_a_step_opens_it_with_grade_hedge_sources_and_picture(ready: ReadyStory) -> None:
    said = words_of(opened(story=STORY, step="3"))
    told = ready.told[2]
    for part in (told.heading, "Step 3 of 10", "<dd>fair</dd>", "Azerbaijan; in the best-supported claim: “appears to”", "Armenian Mirror-Spectator", told.alt.split(".")[0]):
        assert part in said, part
    assert "/picture.webp?dataset=karabakh-2020&amp;known=2020-10-05" in said
    assert 'href="./?known=2020-10-05' in said


def test_next_and_previous_write_the_step_into_the_address() -> None:
    app = opened(story=STORY, step="3")
    app.button(key="story_on").click().run()
    assert app.query_params["step"] == "4"
    assert "Step 4 of 10" in words_of(app)
    app.button(key="story_back").click().run()
    assert app.query_params["step"] == "3"


def test_the_ends_of_the_story_have_no_way_out() -> None:
    assert opened(story=STORY, step="1").button(key="story_back").disabled
    assert opened(story=STORY, step="10").button(key="story_on").disabled


def test_scrolling_shows_every_step(ready: ReadyStory) -> None:
    said = words_of(opened(story=STORY, read="scroll"))
    for told in ready.told:
        assert f'id="step-{told.number}"' in said


def test_a_bad_part_of_the_link_gives_one_notice_and_the_default() -> None:
    said = words_of(opened(story="nope", step="x", read="sideways"))
    assert said.count("Part of this link was not used") == 1
    assert "Step 1 of 10" in said


def test_the_view_of_the_map_waits_while_a_story_is_read() -> None:
    app = AppTest.from_file(MAIN, default_timeout=90)
    app.query_params["weapon"] = "drone"
    app.run()
    app.switch_page("../pages/stories.py")
    app.query_params.clear()
    app.run()
    assert "weapon" not in app.query_params
    app.switch_page("../pages/map.py")
    app.query_params.clear()
    app.run()
    assert app.query_params["weapon"] == "drone"
