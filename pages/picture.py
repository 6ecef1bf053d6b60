"""The picture: what is on the screen, made ready for print, posts and pages; its words, files, data and frame."""

import streamlit as st
from markupsafe import Markup

from strikemap.output.pictures.publish import words_found
from ui.address import carry_over, current_spec, current_view
from ui.datasets import open_catalogue
from ui.motion import motion_panel
from ui.notices import show_note
from ui.picture.board import board
from ui.picture.choices import choices
from ui.picture.data_tab import data_tab
from ui.picture.drafting import drafted
from ui.picture.drawing import draw_or_say
from ui.picture.embed_tab import embed_tab
from ui.picture.leaving import copies, downloads
from ui.picture.note_list import note_list
from ui.picture.words import word_fields
from ui.plain import markdown

catalogue = open_catalogue()
carry_over("picture")
view, notice = current_view(catalogue)
spec, complaint = current_spec()
dataset = catalogue.dataset(view.dataset)
drafts = drafted(catalogue, view, spec)
found = words_found(catalogue, view, spec)
refused = any(each.found.severity == "refuse" for each in found)

for note in (notice, complaint):
    show_note(note)
choices(view, spec, dataset)
st.html(
    Markup('<div class="sm-head sm-picture"><h1 class="sm-title">Picture</h1><p class="sm-summary">{}. {}</p></div>').format(
        drafts["title"], drafts["summary"]
    )
)
picture_tab, motion_part, data_part, embed_part = st.tabs(["Picture", "Motion", "Data", "Embed"], key="p_tab", on_change="rerun")
with picture_tab:
    middle, right = st.columns([790, 330], gap="medium")
# everything that is there at once stands before the picture, which is drawn meanwhile
with right:
    files = st.container()
    word_fields(view, spec, drafts, found)
    texts = st.container()
with middle:
    # takes no room, so that nothing moves under the pointer while the picture is drawn again
    with st.container(key="p_drawing"), st.spinner("Drawing the picture"):
        drawn, reason = draw_or_say(view, spec)
    if drawn is None:
        st.error(markdown(reason), title="This picture cannot be made", icon=":material/image:")
    else:
        board(drawn, view, spec, dataset, refused=refused)
    if not spec.arrange or spec.notes:
        note_list(view, spec, dataset, [each for each in found if each.part == "note"])
if drawn is not None:
    with files:
        downloads(drawn, view, spec, dataset, refused=refused)
    with texts:
        copies(drawn, view, spec, dataset)
if motion_part.open:
    with motion_part:
        motion_panel(catalogue, view, spec, refused=refused)
if data_part.open:
    with data_part:
        data_tab(view, dataset)
if embed_part.open and drawn is not None:
    with embed_part:
        embed_tab(drawn, view, spec, dataset)
