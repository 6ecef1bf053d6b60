"""The page of stories: which one, which step, how it is read; all of it in the address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from strikemap.catalogue import Catalogue
from strikemap.output.stories.files import STORY_FILES
from strikemap.output.stories.markup import (
    StepPicture,
    head_markup,
    script_part,
    step_markup,
    steps_markup,
    story_style,
)
from strikemap.output.stories.pictures import TALL, WIDE, alt_of, picture_address
from strikemap.output.stories.ready import ReadyStory, ready_story
from strikemap.query.stories.script import path_of
from strikemap.query.stories.telling import Told
from strikemap.query.view import quote
from ui.behind import map_link
from ui.datasets import open_catalogue

STORY, STEP, READ = "story", "step", "read"
"""Keys of this page's address: name of the story, number of the step, "scroll" for all steps one below the other."""

WAYS = {"steps": "Step by step", "scroll": "Scroll"}
KEPT_STORIES = 8
KEPT_FILES = 4

_FOLLOW = (
    script_part("scroll.js")
    + """
export default function () {
  // the texts may arrive after the script that follows them
  let follower = null;
  const begin = () => {
    const story = document.querySelector(".story-scroll");
    if (!story) return;
    arrivals.disconnect();
    follower = followStory(story);
  };
  const arrivals = new MutationObserver(begin);
  arrivals.observe(document.body, { childList: true, subtree: true });
  begin();
  return () => {
    arrivals.disconnect();
    if (follower) follower.end();
  };
}
"""
)

_follow = st.components.v2.component("strikemap_story_scroll", js=_FOLLOW)


@dataclass(frozen=True)
class Asked:
    """What the address asks for. notice : "" or which part of it could not be used."""

    name: str
    step: int
    way: str
    notice: str


def asked(names: tuple[str, ...]) -> Asked:
    """The story, the step (0 = none is named) and the way to read of the address."""
    name, step, way = (st.query_params.get(key, "") for key in (STORY, STEP, READ))
    complaints = []
    if name and name not in names:
        complaints.append(f"no story is called {quote(name)}")
    if step and not (step.isascii() and step.isdigit() and len(step) < 4):  # noqa: PLR2004  # digits of any step
        complaints.append(f"step={quote(step)} is not a number")
        step = ""
    if way not in ("", *WAYS):
        complaints.append(f"read={quote(way)} is none of {', '.join(WAYS)}")
    notice = f"Part of this link was not used: {'; '.join(complaints)}. The default is shown instead." if complaints else ""
    return Asked(name if name in names else names[0], int(step or 0), way if way in WAYS else "steps", notice)


def told_story(name: str) -> ReadyStory:
    """The story of that name, told; kept until its file or the data change. Raises BuildError with all that is wrong."""
    dataset = open_catalogue().dataset()
    return _told(name, dataset.version, path_of(dataset, name).stat().st_mtime_ns)


@lru_cache(maxsize=KEPT_STORIES)
def _told(name: str, version: str, stamp: int) -> ReadyStory:
    del version, stamp  # they tell one content of the name from the next
    return ready_story(open_catalogue(), name)


def controls(ready: ReadyStory, step: int, way: str) -> None:
    """How to read, and the buttons to the step before and after; the arrow keys press them."""
    last = len(ready.told)
    with st.container(horizontal=True, vertical_alignment="center", key="story_controls"):
        st.session_state["story_way"] = way
        st.segmented_control(
            "How to read", list(WAYS), format_func=WAYS.__getitem__, key="story_way", required=True,
            label_visibility="collapsed", on_change=lambda: go(ready, step, st.session_state["story_way"]),
        )  # fmt: skip
        if way == "steps":
            st.button("Previous", key="story_back", shortcut="Left", disabled=step <= 1, on_click=go, args=[ready, step - 1, way])
            st.html(
                Markup('<p class="story-count" role="status">Step {} of {}</p>').format(step, last), width="content"
            )
            st.button("Next", key="story_on", shortcut="Right", disabled=step >= last, on_click=go, args=[ready, step + 1, way])
    if way == "steps":
        st.html(
            Markup('<div class="story-progress"><span style="transform:scaleX({:.3f})"></span></div>').format(step / last)
        )


def go(ready: ReadyStory, step: int, way: str) -> None:
    """Write story, step and way into the address; the page that follows is made from it."""
    parts = {STORY: ready.story.name, STEP: str(step)} | ({READ: way} if way != "steps" else {})
    st.query_params.from_dict(parts)


def style() -> None:
    """The style sheet of stories, and what is different on a page of ours."""
    st.html(f"<style>{story_style()}</style>")


def presenter(ready: ReadyStory, step: int) -> None:
    """One step, its picture as large as the window lets it be."""
    catalogue = open_catalogue()
    markup = _step(catalogue, ready.told[step - 1], lazy=False)
    st.html(Markup('<article class="story story-page" lang="{}" data-view="present"><ol class="story-steps">{}</ol></article>').format(ready.story.language, markup))
    # the picture of the next step is fetched while this one is read
    if step < len(ready.told):
        address = picture_address(catalogue, ready.told[step], WIDE)
        st.html(Markup('<img class="story-ahead" src="{}" alt="" aria-hidden="true" fetchpriority="low">').format(address))


def scroll(ready: ReadyStory) -> None:
    """All steps; where there is room and motion is welcome, the picture stays while the texts go by."""
    catalogue = open_catalogue()
    steps = steps_markup([_step(catalogue, told, lazy=True) for told in ready.told])
    st.html(
        Markup('<article class="story story-page story-scroll" lang="{}">{}{}</article>').format(
            ready.story.language, head_markup(ready), steps
        )
    )
    _follow(key="story_follow", height="content")


def _step(catalogue: Catalogue, told: Told, *, lazy: bool) -> Markup:
    wide, tall = (picture_address(catalogue, told, size) for size in (WIDE, TALL))
    link = Markup('<p class="story-open">{}</p>').format(map_link(told.view, "Open on the map"))
    return step_markup(told, StepPicture(wide, tall, alt_of(told)), link, lazy=lazy)


def contents(ready: ReadyStory) -> None:
    """The standfirst, every step as a link, and what has to be said of all of them."""
    lines = Markup("").join(
        Markup('<li><a href="./stories?{}" target="_self">{}</a></li>').format(
            urlencode({STORY: ready.story.name, STEP: told.number}), told.heading
        )
        for told in ready.told
    )
    foot = Markup("").join(Markup("<p>{}</p>").format(each) for each in ready.foot)
    st.html(
        Markup('<div class="story story-page"><p class="story-stand">{}</p><ol class="story-list">{}</ol><footer class="story-foot">{}</footer></div>').format(
            ready.story.standfirst, lines, foot
        )
    )


def downloads(ready: ReadyStory) -> None:
    """The story as files; each is made when it is asked for."""
    with st.container(horizontal=True, vertical_alignment="center", key="story_files"):
        for ending, form in STORY_FILES.items():
            st.download_button(
                f"Download {form.title}", lambda ending=ending: made(ready.story.name, ending),
                file_name=f"{ready.story.name}.{ending}", mime=form.media_type, key=f"story_{ending}", on_click="ignore",
            )  # fmt: skip
        st.caption("Made when you ask for it: its pictures take up to a minute.")


def made(name: str, ending: str) -> bytes:
    """The bytes of a story's file; kept until its text or the data change."""
    dataset = open_catalogue().dataset()
    return _made(name, ending, dataset.version, path_of(dataset, name).stat().st_mtime_ns)


@lru_cache(maxsize=KEPT_FILES)
def _made(name: str, ending: str, version: str, stamp: int) -> bytes:
    del version, stamp  # they tell one content of the name from the next
    return STORY_FILES[ending].make(open_catalogue(), name, "")
