"""Pictures to be stamped and verified: the facts of a View of the shipped war, and small drawings of them in each container.

The drawings are plain on purpose. They are functions of the address and the scale alone, as the pictures are that readers get.
"""

from __future__ import annotations

import hashlib
import io
import urllib.parse
from functools import cache
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from strikemap.catalogue import Catalogue
from strikemap.output.pictures.facts import PictureFacts
from strikemap.output.pictures.spec import PictureSpec, read_spec
from strikemap.output.proof.metadata import stamped
from strikemap.query.select import select, shown
from strikemap.query.view import PART_BY_KEY, View, read_view

DATA = Path(__file__).parents[4] / "data"
KINDS = ("png", "svg", "pdf", "webp")
WIDTH, HEIGHT = 1600, 900

CLUSTER = View(weapon=("cluster_munition",))
CAPTION = "Reported strikes with cluster munitions, “as reported”; Ստեփանակերտ, Xankəndi & Степанакерт <b>"


@cache
def catalogue() -> Catalogue:
    """The shipped war."""
    return Catalogue.of_folder(DATA)


def facts_of(view: View = CLUSTER, spec: PictureSpec | None = None, among: Catalogue | None = None) -> PictureFacts:
    """The facts of a picture of a View."""
    opened = among or catalogue()
    dataset = opened.dataset(view.dataset)
    on_it = shown(select(opened.reports(view), view, dataset.first_day, dataset.last_day))
    ids, grades = tuple(on_it.index), tuple(on_it["grade"])
    return PictureFacts(
        view=view, spec=spec or PictureSpec(), dataset=dataset.name, dataset_title=dataset.title,
        data_version=dataset.version, title="Reported strikes with cluster munitions", summary=f"{len(ids)} reports",
        caption=CAPTION, alt="A map. The sources say “appears to”.", credit=dataset.settings.get("credit", ""),
        sources=("Amnesty International", "Human Rights Watch"), notice=dataset.settings.get("notice", ""),
        as_of="everything known today", ids=ids[:-1], all_ids=ids, grades=grades,
        digest=hashlib.sha256(repr((ids, grades)).encode()).hexdigest(),
    )  # fmt: skip


def drawn(facts: PictureFacts, kind: str, scale: int = 1) -> bytes:
    """The picture's file without a record."""
    return {"png": _pixels, "webp": _pixels, "svg": _vector, "pdf": _vector}[kind](facts, kind, scale)


def picture(kind: str, facts: PictureFacts | None = None, scale: int = 1) -> bytes:
    """The picture's file as it is handed out."""
    facts = facts or facts_of()
    return stamped(kind, drawn(facts, kind, scale), facts)


def redraw(query: str, kind: str, scale: int) -> bytes:
    """Draw what an address asks for from the shipped war."""
    pairs = urllib.parse.parse_qsl(query)
    view, _ = read_view([pair for pair in pairs if pair[0] in PART_BY_KEY], catalogue().vocabulary())
    return picture(kind, facts_of(view.but(dataset="", data=""), read_spec(pairs)), scale)


def _pixels(facts: PictureFacts, kind: str, scale: int) -> bytes:
    """Paper with a band of shades that depends on the address, lossless."""
    pixels = np.full((HEIGHT * scale, WIDTH * scale, 3), 240, dtype=np.uint8)
    shades = np.frombuffer(hashlib.sha256(facts.query.encode()).digest(), dtype=np.uint8)
    pixels[::7, :, 0] = np.resize(shades, WIDTH * scale)
    pixels[:, ::11, 1] = np.resize(shades, HEIGHT * scale)[:, None]
    written = io.BytesIO()
    Image.fromarray(pixels).save(written, kind, **({"lossless": True, "method": 0} if kind == "webp" else {}))
    return written.getvalue()


def _vector(facts: PictureFacts, kind: str, _: int) -> bytes:
    figure = Figure(figsize=(4, 3))
    figure.text(0.1, 0.9, facts.title)
    figure.text(0.1, 0.5, f"Code {facts.code}")
    written = io.BytesIO()
    undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}[kind]
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "strikemap"}):
        figure.savefig(written, format=kind, metadata=undated)
    return written.getvalue()
