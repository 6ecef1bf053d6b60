"""A film of a View: its days one after the other as MP4, GIF, WebP, or as numbered PNG in a ZIP file.

Paper, names and legend are drawn once; over them the strokes of each moment. A still of that moment draws the same strokes in the
same order, so frame n is the still of that moment, pixel for pixel.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Generator
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, Final, Protocol

import imageio_ffmpeg  # type: ignore[import-untyped]  # it ships no types; one function is taken from it
import numpy as np
from markupsafe import escape
from matplotlib.colors import to_rgb
from numpy.typing import NDArray
from PIL import Image

from strikemap.catalogue import Catalogue
from strikemap.errors import PictureError
from strikemap.output.pictures.compose import Composition, Moment
from strikemap.output.pictures.encode import Canvas, Page, Pixels, png_of
from strikemap.output.pictures.facts import PictureFacts
from strikemap.output.pictures.pace import Pace, Shot, shots_of, tick_of
from strikemap.output.pictures.spec import PictureSpec
from strikemap.output.pictures.style import HouseStyle
from strikemap.output.proof.metadata import stamped
from strikemap.output.proof.record import clean
from strikemap.query.view import View

FILM_TYPES: Final = {"mp4": "video/mp4", "gif": "image/gif", "webp": "image/webp", "png": "application/zip"}
"""What a film can be, and its media type; "png" is a ZIP file of numbered frames."""

MAX_FILM_PIXELS: Final = {"mp4": 1_200_000_000, "png": 1_200_000_000, "gif": 150_000_000, "webp": 150_000_000}
"""Most pixels of all frames together. GIF and WebP are kept in memory until their last frame is known."""

CRF: Final = 18
"""x264's quality: letters stay sharp."""

THREADS: Final = 4
"""Always the same number, since the bytes that x264 writes depend on it."""

PIPE_BYTES: Final = 1 << 20
"""Room between us and ffmpeg: the next frame is drawn while it still reads the last one. Only Linux knows it."""

KEY_SECONDS: Final = 10
WEBP_QUALITY: Final = 88
GIF_COLOURS: Final = 255
"""One of the 256 is kept for "as in the frame before"."""

ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""A ZIP file has to date its entries; this is its earliest day, so that the same film gives the same bytes."""


@dataclass(frozen=True)
class Step:
    """How far a film is. done : frames drawn, of total; title : of the frame drawn last; content : the file, once it is whole."""

    done: int
    total: int
    title: str
    content: bytes = b""


class Encoder(Protocol):
    """Takes frames and makes a file of them."""

    def add(self, pixels: Pixels, shot: Shot, moment: Moment) -> None:
        """One more frame, shape (height, width, 4)."""

    def finish(self) -> bytes:
        """The file."""

    def close(self) -> None:
        """End whatever still runs and remove every temporary file."""


def film(
    catalogue: Catalogue, view: View, spec: PictureSpec, kind: str, pace: Pace, progress: Callable[[Step], None] | None = None, *,
    style: HouseStyle | None = None,
) -> bytes:  # fmt: skip
    """The film of a View as the bytes of a file. kind : one of FILM_TYPES; progress : told after each frame.

    Raises PictureError for a pace or size that cannot be filmed, and whatever `make_picture` raises.
    """
    content = b""
    for step in filming(catalogue, view, spec, kind, pace, style=style):
        content = step.content
        if progress is not None:
            progress(step)
    return content


def filming(
    catalogue: Catalogue, view: View, spec: PictureSpec, kind: str, pace: Pace, *, style: HouseStyle | None = None,
) -> Generator[Step]:  # fmt: skip
    """The same, step by step; the last one has the content. Closing the generator ends the work and leaves nothing behind."""
    if kind not in FILM_TYPES:
        raise PictureError(f"{kind!r} is no kind of film; use one of {', '.join(FILM_TYPES)}")
    dataset = catalogue.dataset(view.dataset)
    shots = shots_of(view, dataset, pace)
    reel = Reel(catalogue, view, spec, style)
    reel.refuse_large(kind, len(shots))
    with ExitStack() as stack:
        encoder = ENCODERS[kind](reel, shots)
        stack.callback(encoder.close)
        for number, shot in enumerate(shots, 1):
            moment = reel.composition.moment(shot.view)
            encoder.add(reel.frame(moment), shot, moment)
            yield Step(number, len(shots), moment.title)
        content = encoder.finish()
    yield Step(len(shots), len(shots), moment.title, content)


@dataclass
class Reel:
    """The paper of a film, drawn once, and a canvas for its frames."""

    catalogue: Catalogue
    view: View
    spec: PictureSpec
    style: HouseStyle | None = None
    composition: Composition = field(init=False)
    whole: Page = field(init=False)

    def __post_init__(self) -> None:
        # a film moves, so it is one map whatever the still is
        self.composition = Composition(self.catalogue, self.view, self.spec.but(arrange=""), self.style)
        self.whole = self.composition.page(self.view)
        self._canvas = Canvas(self.whole)
        self._canvas.draw(self.composition.base)
        self._paper = self._canvas.pixels()

    @property
    def facts(self) -> PictureFacts:
        """The words of the whole View, of which the frames show the days."""
        return self.whole.facts

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.whole.pixels_of(1)

    def frame(self, moment: Moment) -> Pixels:
        """The pixels of a moment, shape (height, width, 4)."""
        self._canvas.go_back(self._paper)
        self._canvas.draw(moment.pen)
        return self._canvas.pixels()

    def refuse_large(self, kind: str, frames: int) -> None:
        """Raise PictureError where the frames together have more pixels than are kept."""
        width, height = self.size
        if (pixels := width * height * frames) > (most := MAX_FILM_PIXELS[kind]):
            raise PictureError(
                f"{frames} frames of {width} x {height} px are {pixels / 1e6:,.0f} million pixels; at most {most / 1e6:,.0f} million"
                f" make a film of kind {kind}. Choose a smaller size, fewer days, or step=7"
                + (", or the kind mp4." if kind in ("gif", "webp") else ".")
            )


def comment_of(facts: PictureFacts) -> str:
    """What a film says of itself inside its file: the notice, how to open it again, its code, the data."""
    return (
        f"{facts.notice} {facts.credit} {facts.as_of[:1].upper()}{facts.as_of[1:]}. Strikemap code {facts.code}, data version"
        f" {facts.data_version}, address ?{facts.query}"
    )


# ---- MP4


class Mp4:
    """Frames go to ffmpeg as they are drawn; it encodes in a process of its own meanwhile."""

    def __init__(self, reel: Reel, shots: list[Shot]) -> None:
        self._tick = tick_of(shots)
        self._stack = ExitStack()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="strikemap-film-")))
        self._file, self._log = folder / "film.mp4", folder / "log.txt"
        errors = self._stack.enter_context(self._log.open("wb"))
        command = mp4_command(reel.size, self._tick, self._file, {"title": reel.facts.title, "comment": comment_of(reel.facts)})
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors, pipesize=PIPE_BYTES)  # noqa: S603  # our own command

    def add(self, pixels: Pixels, shot: Shot, moment: Moment) -> None:  # noqa: ARG002  # the frame says everything itself
        """One more frame, as often as it stands in ticks."""
        try:
            for _ in range(shot.milliseconds // self._tick):
                self._pipe.write(pixels.data)
        except BrokenPipeError as error:
            self._process.wait()
            raise PictureError(self._failure()) from error

    def finish(self) -> bytes:
        """The file. Raises PictureError with what ffmpeg said, where it made none."""
        self._pipe.close()
        if self._process.wait() != 0:
            raise PictureError(self._failure())
        return self._file.read_bytes()

    def close(self) -> None:
        """End ffmpeg where it still runs, and remove its files."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        # what is still in the buffer has no reader any more
        with ExitStack() as quiet:
            quiet.push(lambda kind, *_: kind is not None and issubclass(kind, BrokenPipeError))
            self._pipe.close()
        self._stack.close()

    @property
    def _pipe(self) -> IO[bytes]:
        if self._process.stdin is None:
            raise PictureError("ffmpeg was started without a way in")
        return self._process.stdin

    def _failure(self) -> str:
        said = self._log.read_text("utf-8", "replace").strip().splitlines()
        return f"ffmpeg ended with {self._process.returncode} and made no film: {said[-1] if said else 'it said nothing'}"


def mp4_command(size: tuple[int, int], tick_ms: int, file: Path, tags: dict[str, str]) -> list[str]:
    """The command that makes an MP4 of raw RGBA frames: H.264, yuv420p, so it plays everywhere.

    An odd width or height is padded by one line of paper at the right or bottom, since yuv420p holds colours for squares of
    two by two pixels; nothing is scaled. Colours are those of BT.709, and the file says so.
    """
    width, height = size
    even = "pad=ceil(iw/2)*2:ceil(ih/2)*2:color=white,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
    said = [part for key, words in tags.items() for part in ("-metadata", f"{key}={words}")]
    return [
        imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-nostdin",
        "-f", "rawvideo", "-pix_fmt", "rgba", "-s", f"{width}x{height}", "-r", f"1000/{tick_ms}", "-i", "-",
        "-vf", even, "-c:v", "libx264", "-crf", str(CRF), "-g", str(max(1, KEY_SECONDS * 1_000 // tick_ms)),
        "-threads", str(THREADS), "-fflags", "+bitexact", "-flags:v", "+bitexact",
        "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
        "-movflags", "+faststart", *said, str(file),
    ]  # fmt: skip


# ---- GIF


class Gif:
    """One palette for all frames, made of the whole View's picture, and no dithering: what stands still does not flicker."""

    def __init__(self, reel: Reel, shots: list[Shot]) -> None:
        self._palette = palette_of(reel.whole.pixels(), _exact(reel))
        self._shots = shots
        self._comment = comment_of(reel.facts)
        self._frames: list[Image.Image] = []

    def add(self, pixels: Pixels, shot: Shot, moment: Moment) -> None:  # noqa: ARG002  # the frame says everything itself
        """One more frame, in the colours of the palette."""
        frame = Image.fromarray(pixels[..., :3])
        self._frames.append(frame.quantize(palette=self._palette, dither=Image.Dither.NONE))

    def finish(self) -> bytes:
        """The file; only what differs from the frame before is stored."""
        out = BytesIO()
        self._frames[0].save(
            out, "GIF", save_all=True, append_images=self._frames[1:], duration=[shot.milliseconds for shot in self._shots],
            loop=0, optimize=True, disposal=1, comment=self._comment.encode(),
        )  # fmt: skip
        return out.getvalue()

    def close(self) -> None:
        """Forget the frames."""
        self._frames.clear()


def palette_of(pixels: Pixels, exact: list[tuple[int, int, int]]) -> Image.Image:
    """A palette of GIF_COLOURS for pictures like this one, that holds some colours exactly: a thin red line stays that red."""
    found = Image.fromarray(pixels[..., :3]).quantize(GIF_COLOURS - len(exact), Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    colours = [part for colour in exact for part in colour] + (found.getpalette() or [])[: 3 * (GIF_COLOURS - len(exact))]
    palette = Image.new("P", (1, 1))
    # the last place is filled with the first colour again: no pixel takes it, so it is free for "as before"
    palette.putpalette([*colours, *colours[:3] * (256 - len(colours) // 3)])
    return palette


def _exact(reel: Reel) -> list[tuple[int, int, int]]:
    """The colours of marks and words, and the steps between them that smooth edges are made of."""
    marks = reel.composition.style.marks
    names = ("paper", "ink", "tint", "text", "soft", "line", "select")
    plain = [np.array(to_rgb(str(marks[name]))) for name in names]
    plain += [np.array(to_rgb(str(each))) for each in marks["weapons"]] if reel.view.colour == "weapon" else []
    paper = plain[0]
    steps = [paper, *(each + (paper - each) * share for each in plain[1:] for share in (0.0, 0.25, 0.5, 0.75))]
    return list(dict.fromkeys(_rgb(each) for each in steps))


def _rgb(colour: NDArray[np.float64]) -> tuple[int, int, int]:
    red, green, blue = (round(float(part) * 255) for part in colour)
    return red, green, blue


# ---- WebP


class Webp:
    """Frames in full colour, each stored as what differs from the one before."""

    def __init__(self, reel: Reel, shots: list[Shot]) -> None:
        self._shots = shots
        self._facts = reel.facts
        self._frames: list[Image.Image] = []

    def add(self, pixels: Pixels, shot: Shot, moment: Moment) -> None:  # noqa: ARG002  # the frame says everything itself
        """One more frame."""
        self._frames.append(Image.fromarray(pixels[..., :3]))

    def finish(self) -> bytes:
        """The file, with the words of the film as XMP."""
        out = BytesIO()
        self._frames[0].save(
            out, "WEBP", save_all=True, append_images=self._frames[1:], duration=[shot.milliseconds for shot in self._shots],
            loop=0, quality=WEBP_QUALITY, method=3, xmp=xmp_of(self._facts).encode(),
        )  # fmt: skip
        return out.getvalue()

    def close(self) -> None:
        """Forget the frames."""
        self._frames.clear()


def xmp_of(facts: PictureFacts) -> str:
    """Title and description of a film as an XMP packet. It is no record that can be verified: a film is not a still."""
    said = {"title": facts.title, "description": comment_of(facts)}
    parts = "".join(
        f'<dc:{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(clean(words))}</rdf:li></rdf:Alt></dc:{name}>' for name, words in said.items()
    )
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">{parts}</rdf:Description></rdf:RDF></x:xmpmeta>'
    )


# ---- numbered PNG


class Numbered:
    """A ZIP file of the stills, each with its own record, and manifest.json, which says what each of them shows."""

    def __init__(self, reel: Reel, shots: list[Shot]) -> None:  # noqa: ARG002  # a frame names its days itself
        self._facts = reel.facts
        self._dpi = reel.whole.size.dpi
        self._out = BytesIO()
        self._zip = zipfile.ZipFile(self._out, "w", zipfile.ZIP_STORED)
        self._listed: list[dict[str, str | int]] = []

    def add(self, pixels: Pixels, shot: Shot, moment: Moment) -> None:
        """One more frame: the very file that the still of its moment is."""
        name = f"frame-{len(self._listed) + 1:04}.png"
        self._put(name, stamped("png", png_of(pixels, self._dpi), moment.facts))
        self._listed.append(
            {
                "file": name, "from": shot.first.isoformat(), "to": shot.last.isoformat(), "milliseconds": shot.milliseconds,
                "title": moment.title, "summary": moment.facts.summary, "code": moment.code, "address": f"?{moment.facts.query}",
            }
        )  # fmt: skip

    def finish(self) -> bytes:
        """The file."""
        whole = {"title": self._facts.title, "about": comment_of(self._facts), "code": self._facts.code, "frames": self._listed}
        self._put("manifest.json", json.dumps(whole, ensure_ascii=False, indent=1).encode())
        self._zip.close()
        return self._out.getvalue()

    def close(self) -> None:
        """Close the ZIP file, whole or not."""
        self._zip.close()

    def _put(self, name: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(name, ZIP_DAY)
        entry.external_attr = 0o644 << 16
        self._zip.writestr(entry, content)


ENCODERS: Final[dict[str, Callable[[Reel, list[Shot]], Encoder]]] = {"mp4": Mp4, "gif": Gif, "webp": Webp, "png": Numbered}
