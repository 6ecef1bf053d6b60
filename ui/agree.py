"""The page and the address bar say the same: a page that was made from an older address is made once more.

A click right after another one leaves the browser before it has heard of the address that the first one led to. What is then
drawn is what was before it. Only the browser knows whether that is so, or whether the reader went back.
"""

from __future__ import annotations

import streamlit as st

from ui.address import told

_JS = """
const left = new Set(["embed", "embed_options"]);  // Streamlit keeps these to itself
const sorted = (pairs) => JSON.stringify(pairs.filter(([key]) => !left.has(key)).sort());
const running = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning";

export default function ({ data, setTriggerValue }) {
  const drawn = sorted(data.drawn);
  const look = () => {
    if (running()) {
      window.strikemapLook = setTimeout(look, 100);
      return;
    }
    const asked = sorted([...new URLSearchParams(window.location.search)]);
    const difference = `${drawn} ${asked}`;
    // the same is not asked for twice in a row, should it not help
    const asks = drawn !== asked && window.strikemapDifference !== difference;
    window.strikemapDifference = drawn === asked ? "" : difference;
    if (asks) setTriggerValue("again", true);
  };
  clearTimeout(window.strikemapLook);
  window.strikemapLook = setTimeout(look, 250);
}
"""

_RUNS = "runs_of_the_page"

_agree = st.components.v2.component("strikemap_agree", js=_JS)


def agree() -> None:
    """Make the page again where the browser's address is not the one it was made from. Call it last."""
    told()
    st.session_state[_RUNS] = st.session_state.get(_RUNS, 0) + 1
    drawn = [[key, value] for key in st.query_params for value in st.query_params.get_all(key)]
    _agree(key="agree", data={"drawn": drawn, "run": st.session_state[_RUNS]}, height="content", on_again_change=_made_again)


def _made_again() -> None:
    """The page follows by itself; the browser now sends the address it has."""
