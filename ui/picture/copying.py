"""Buttons that copy a text: caption, alternative text, credit, link, command."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

_HTML = '<div class="row"></div><span role="status" aria-live="polite"></span>'

_CSS = """
.row { display: flex; flex-wrap: wrap; gap: 0.3rem; }
button {
  font: inherit; font-size: 0.85rem; color: var(--st-text-color); background: transparent; cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); padding: 0.25rem 0.65rem; min-height: 2rem;
}
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
span { display: block; min-height: 1.2rem; font-size: 0.82rem; color: var(--st-text-color); opacity: 0.8; }
"""

_JS = """
export default function ({ parentElement, data }) {
  const row = parentElement.querySelector(".row");
  const said = parentElement.querySelector("span");
  row.replaceChildren(...data.texts.map(([name, text]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `Copy ${name}`;
    button.onclick = async () => {
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = `${name} copied`;
      } catch (error) {
        said.textContent = "This browser does not let a page copy.";
      }
      setTimeout(() => { said.textContent = ""; }, 4000);
    };
    return button;
  }));
}
"""

_row = st.components.v2.component("strikemap_copy_row", html=_HTML, css=_CSS, js=_JS)


def copy_row(key: str, texts: Mapping[str, str]) -> None:
    """Draw one button for each text; its name stands on it ("Copy caption")."""
    _row(key=key, data={"texts": [list(each) for each in texts.items()]}, height="content")
