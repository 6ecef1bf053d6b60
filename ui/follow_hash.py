"""A link to a section of a page (#treaty) leads there, however late the parts above it arrive."""

from __future__ import annotations

import streamlit as st

_JS = """
export default function () {
  const id = decodeURIComponent(window.location.hash.slice(1));
  if (!id || window.strikemapFollowed === window.location.href) return;
  window.strikemapFollowed = window.location.href;
  const until = performance.now() + 15000;
  let stopped = false;
  for (const name of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    window.addEventListener(name, () => { stopped = true; }, { once: true, passive: true });
  }
  let stood = null;
  const look = () => {
    if (stopped || performance.now() > until) return;
    const section = document.getElementById(id);
    if (section) {
      if (stood === null || Math.abs(section.getBoundingClientRect().top - stood) > 2) section.scrollIntoView({ block: "start" });
      stood = section.getBoundingClientRect().top;
    }
    requestAnimationFrame(look);
  };
  look();
}
"""

_follow = st.components.v2.component("strikemap_follow_hash", js=_JS)


def follow_hash() -> None:
    """Bring the section that the address names onto the screen, until the reader moves or fifteen seconds have gone."""
    _follow(key="follow_hash", height="content")
