"""The markup of a story, the same on the page and in the file; every word from a story or from data is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from markupsafe import Markup, escape

from strikemap.output.stories.pictures import TALL, WIDE
from strikemap.output.stories.ready import ReadyStory
from strikemap.query.citations import Citation
from strikemap.query.stories.telling import Cited, Told

HERE: Final = Path(__file__).parent


@dataclass(frozen=True)
class StepPicture:
    """Where the picture of a step is found, in the two sizes, and what it shows for readers who cannot see it."""

    wide: str
    tall: str
    alt: str


def story_style() -> str:
    """The style sheet of stories."""
    return (HERE / "story.css").read_text(encoding="utf-8")


def script_part(name: str) -> str:
    """One script of stories, as text."""
    return (HERE / name).read_text(encoding="utf-8")


def head_markup(ready: ReadyStory) -> Markup:
    """Title, standfirst, how many steps, and of which data."""
    return Markup(
        '<header class="story-head"><p class="story-kicker">{}</p><h1>{}</h1><p class="story-stand">{}</p></header>'
    ).format(f"{ready.dataset.title} · in {len(ready.told)} steps", ready.story.title, ready.story.standfirst)


def steps_markup(steps: Sequence[Markup]) -> Markup:
    """The steps in their order, with the stage on which a script shows the picture of the one that is read."""
    return Markup('<div class="story-body"><div class="story-stage" aria-hidden="true"></div><ol class="story-steps">{}</ol></div>').format(
        Markup("").join(steps)
    )


def step_markup(told: Told, picture: StepPicture, link: Markup, *, lazy: bool) -> Markup:
    """One step: its picture, its words, what stands on that day, who says so. link : what opens it on the map."""
    return Markup(
        '<li class="story-step" id="step-{n}" data-step="{n}">{figure}<div class="story-words"><p class="story-known">As known on {known}</p>'
        "<h2>{heading}</h2>{paragraphs}{standing}{link}{sources}</div></li>"
    ).format(
        n=told.number,
        figure=_figure(picture, lazy=lazy),
        known=told.known,
        heading=told.heading,
        paragraphs=Markup("").join(Markup("<p>{}</p>").format(each) for each in told.paragraphs),
        standing=_standing(told),
        sources=_sources(told.cited),
        link=link,
    )


def _figure(picture: StepPicture, *, lazy: bool) -> Markup:
    wide, tall = (size.split("x") for size in (WIDE, TALL))
    return Markup(
        '<figure class="story-figure"><picture><source media="(max-width: 640px)" srcset="{tall}" width="{tw}" height="{th}">'
        '<img src="{wide}" alt="{alt}" width="{ww}" height="{wh}"{lazy}></picture></figure>'
    ).format(
        tall=picture.tall, tw=tall[0], th=tall[1], wide=picture.wide, ww=wide[0], wh=wide[1], alt=picture.alt,
        lazy=Markup(' loading="lazy"') if lazy else "",
    )  # fmt: skip


def _standing(told: Told) -> Markup:
    rows = Markup("").join(Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*row) for row in told.standing)
    return Markup('<dl class="story-standing">{}</dl>').format(rows)


def _sources(cited: Sequence[Cited]) -> Markup:
    if not cited:
        return Markup("")
    lines = Markup("").join(Markup("<li>{}</li>").format(_cited(each)) for each in cited)
    return Markup('<h3 class="story-title">Who says so</h3><ul class="story-sources">{}</ul>').format(lines)


def _cited(each: Cited) -> Markup:
    said = Markup("{}. ").format(each.words) if each.words else Markup("")
    return Markup("{}{}, {}").format(said, source_link(each.source), each.source.published)


def source_link(source: Citation) -> Markup:
    """A source as a link that opens in a new tab; an address that is not a web address is no link."""
    words = source.publisher or source.source_id
    if not re.match(r"https?://", source.url):
        return escape(words)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer" title="{}">{}</a>').format(source.url, source.title, words)
