"""Stories: how something came to be known, step by step, each step a View as known on its day."""

import streamlit as st
from markupsafe import Markup

from strikemap.errors import BuildError
from strikemap.query.stories.script import story_names
from ui.address import stand_aside
from ui.datasets import open_catalogue
from ui.notices import show_note
from ui.plain import markdown
from ui.stories import asked, contents, controls, downloads, presenter, scroll, style, told_story

stand_aside("stories")
dataset = open_catalogue().dataset()
names = story_names(dataset)
if not names:
    st.title("Stories", anchor=False)
    st.caption(f"{dataset.title} holds no story. A story is a file in the folder stories of the dataset; docs/stories.md tells how.")
    st.stop()

wanted = asked(names)
show_note(wanted.notice)
style()
try:
    with st.spinner("Comparing the story with its sources"):
        ready = told_story(wanted.name)
except BuildError as error:
    _, *problems = str(error).splitlines()
    st.error(
        "\n".join(f"- {markdown(each)}" for each in problems),
        title="This story is not shown while something is wrong with it", icon=":material/article:",
    )  # fmt: skip
    st.stop()

step = min(max(wanted.step, 1), len(ready.told))
if wanted.way == "steps":
    st.html(Markup('<h1 class="sm-title">{}</h1>').format(ready.story.title))
controls(ready, step, wanted.way)
if wanted.way == "steps":
    presenter(ready, step)
else:
    scroll(ready)
contents(ready)
downloads(ready)
