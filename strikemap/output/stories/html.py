"""A story as one HTML file: scroll or presenter, pictures and fonts inside, nothing asked of any network."""

from __future__ import annotations

import base64
import hashlib
import string
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from strikemap import __version__
from strikemap.catalogue import Catalogue
from strikemap.output.exports.text import one_line
from strikemap.output.pages.fonts import font_for
from strikemap.output.pictures.compose import make_picture
from strikemap.output.stories.markup import (
    StepPicture,
    head_markup,
    script_part,
    step_markup,
    steps_markup,
    story_style,
)
from strikemap.output.stories.pictures import TALL, WIDE, spec_of
from strikemap.output.stories.ready import ReadyStory, ready_story
from strikemap.query.stories.telling import Told
from strikemap.query.view import write_view

FONTS: Final = {"Source Sans": "fonts/sans.woff2", "Source Serif": "fonts/serif.woff2"}
SCRIPTS: Final = ("scroll.js", "file.js")


@dataclass(frozen=True)
class _Inside:
    """What of the file depends on nothing but its own words: style and script."""

    style: str
    script: str

    @property
    def security(self) -> str:
        """What the file may load: what stands in it, and nothing from anywhere."""
        return (
            f"default-src 'none'; script-src '{_hash(self.script)}'; style-src '{_hash(self.style)}'; img-src data:; "
            "font-src data:; base-uri 'none'; form-action 'none'"
        )


def story_html(catalogue: Catalogue, name: str, address: str = "") -> bytes:
    """The file of a story, UTF-8; the same story, data and program give the same bytes.

    address : where a Strikemap runs ("https://maps.example.org/"), for the links that open a step's View there.
    Raises AddressError where no story is called so, BuildError where something is wrong with it.
    """
    ready = ready_story(catalogue, name)
    steps = [step_markup(told, _picture(catalogue, told), _link(ready, told, address), lazy=False) for told in ready.told]
    body = Markup("{head}{steps}{foot}").format(head=head_markup(ready), steps=steps_markup(steps), foot=_foot(ready))
    words = "".join([str(head_markup(ready)), str(_foot(ready)), *(_words_of(told) for told in ready.told), string.printable])
    inside = _Inside(_faces(frozenset(words)) + story_style(), _safe("\n".join(script_part(each) for each in SCRIPTS)))
    return str(_page(ready, inside, body)).encode()


def _page(ready: ReadyStory, inside: _Inside, body: Markup) -> Markup:
    return Markup(
        '<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{security}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        '<title>{title}</title>\n<meta name="description" content="{about}">\n<meta name="generator" content="Strikemap {version}">\n'
        '<style>{style}</style>\n</head>\n<body>\n{bar}<main><article class="story story-file">{body}</article></main>\n'
        "<script>{script}</script>\n</body>\n</html>\n"
    ).format(
        lang=ready.story.language,
        security=inside.security,
        title=one_line(ready.story.title),
        about=one_line(ready.story.standfirst),
        version=__version__,
        style=Markup(inside.style),  # noqa: S704  # our own files
        bar=_bar(len(ready.told)),
        body=body,
        script=Markup(inside.script),  # noqa: S704  # our own files
    )


def _bar(steps: int) -> Markup:
    """The switch between the two ways to read, and the steps of the presenter; a script brings it to life."""
    return Markup(
        '<nav class="story-bar" aria-label="Ways to read"><div class="story-switch"><button type="button" data-view="scroll" '
        'aria-pressed="true">Scroll</button><button type="button" data-view="present" aria-pressed="false">Present</button></div>'
        '<div class="story-turn"><button type="button" data-turn="-1">Previous</button><p role="status"><span class="story-now">1</span> of '
        '{}</p><button type="button" data-turn="1">Next</button></div><div class="story-progress"><span></span></div></nav>'
    ).format(steps)


def _foot(ready: ReadyStory) -> Markup:
    return Markup('<footer class="story-foot">{}</footer>').format(
        Markup("").join(Markup("<p>{}</p>").format(line) for line in ready.foot)
    )


def _link(ready: ReadyStory, told: Told, address: str) -> Markup:
    """The link that opens the step's View, or its query where it is not known where a Strikemap runs."""
    query = urlencode(write_view(told.view.but(dataset=ready.dataset.name, data=ready.dataset.version)))
    if address:
        return Markup('<p class="story-open"><a href="{}?{}">Open on the map</a></p>').format(address, query)
    return Markup('<details class="story-open"><summary>Where it stands on the map</summary><code>/?{}</code></details>').format(query)


def _picture(catalogue: Catalogue, told: Told) -> StepPicture:
    pages = [make_picture(catalogue, told.view, spec_of(told.picture, size)) for size in (WIDE, TALL)]
    wide, tall = (_data_address("image/webp", page.encoded("webp")) for page in pages)
    return StepPicture(wide, tall, pages[0].facts.alt)


def _words_of(told: Told) -> str:
    parts = [told.heading, told.known, *told.paragraphs, *(f"{name}{words}" for name, words in told.standing)]
    return "".join([*parts, *(f"{each.words}{each.source.publisher}" for each in told.cited)])


def _faces(letters: frozenset[str]) -> str:
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:200 900;src:url({_data_address("font/woff2", font_for(name, letters))})}}\n'
        for family, name in FONTS.items()
    )


def _safe(script: str) -> str:
    """A script that no HTML parser ends early."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _data_address(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
