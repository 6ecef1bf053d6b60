"""Pictures of the shipped war, to be stamped, changed and verified; each is drawn once in a run of the tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from strikemap.catalogue import Catalogue
from strikemap.output.pictures.compose import make_picture
from strikemap.output.pictures.encode import ENCODERS, Page
from strikemap.output.pictures.facts import PictureFacts
from strikemap.output.pictures.publish import redrawing
from strikemap.output.pictures.spec import PictureSpec
from strikemap.output.proof.metadata import stamped
from strikemap.output.proof.record import Fingerprint
from strikemap.output.proof.register import Register
from strikemap.query.view import View

DATA = Path(__file__).parents[4] / "data"
KINDS = ("png", "svg", "pdf", "webp")
WIDTH, HEIGHT = 1600, 900

CLUSTER = View(weapon=("cluster_munition",))


@cache
def catalogue() -> Catalogue:
    """The shipped war."""
    return Catalogue.of_folder(DATA)


@cache
def _page(view: View) -> Page:
    return make_picture(catalogue(), view, PictureSpec())


def facts_of(view: View = CLUSTER) -> PictureFacts:
    """The facts of a picture of a View."""
    return _page(view).facts


@cache
def drawn(kind: str, view: View = CLUSTER, scale: int = 1) -> bytes:
    """The picture's file without a record."""
    return ENCODERS[kind](_page(view), scale)


@cache
def picture(kind: str, view: View = CLUSTER, scale: int = 1) -> bytes:
    """The picture's file as it is handed out."""
    return stamped(kind, drawn(kind, view, scale), facts_of(view))


@cache
def redraw(query: str, kind: str, scale: int) -> bytes:
    """Draw what an address asks for from the shipped war."""
    return redrawing(catalogue())(query, kind, scale)


def remember_twenty(path: Path, facts: PictureFacts, number: int) -> list[str]:
    """What one of several processes does to a register: note twenty files of one picture; returns what was said each time."""
    register = Register(path)
    return [register.remember(facts, Fingerprint("png", 1, 1, f"{number}{each:063}")) for each in range(20)]
