"""A button that copies the address of what is on the screen."""

from __future__ import annotations

import streamlit as st

_HTML = '<button type="button"></button><span role="status" aria-live="polite"></span>'

_CSS = """
button {
  font: inherit; font-size: 0.9rem; color: var(--st-text-color); background: transparent; cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); padding: 0.42rem 0.75rem; min-height: 2.5rem;
}
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
span { margin-left: 0.5rem; font-size: 0.85rem; color: var(--st-text-color); }
"""

_JS = """
export default function ({ parentElement, data }) {
  const button = parentElement.querySelector("button");
  const said = parentElement.querySelector("span");
  button.textContent = data.words;
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      said.textContent = "copied";
    } catch (error) {
      said.textContent = "This browser does not let a page copy; take the link from the address bar.";
    }
    setTimeout(() => { said.textContent = ""; }, 4000);
  };
}
"""

_button = st.components.v2.component("strikemap_copy_link", html=_HTML, css=_CSS, js=_JS)


def copy_link(words: str) -> None:
    """Draw the button; the address it copies is the one in the address bar at that moment."""
    _button(key="copy_link", data={"words": words}, height="content", width="content")
