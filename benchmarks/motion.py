"""A film against the encoding of its frames alone: how much the drawing costs."""

from __future__ import annotations

import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from strikemap.catalogue import Catalogue
from strikemap.output.pictures.encode import Pixels
from strikemap.output.pictures.motion import PIPE_BYTES, Reel, film, mp4_command
from strikemap.output.pictures.pace import Pace, Shot, shots_of, tick_of
from strikemap.output.pictures.spec import PictureSpec
from strikemap.query.view import View

Row = tuple[str, str, str]

SPEC = PictureSpec(size="1280x720")
ROUNDS = 5


def ready_frames(catalogue: Catalogue, shots: list[Shot]) -> list[Pixels]:
    """The frames of the film, drawn beforehand."""
    reel = Reel(catalogue, View(), SPEC)
    return [reel.frame(reel.composition.moment(shot.view)) for shot in shots]


def encode_alone(frames: list[Pixels], tick: int) -> None:
    """The rival: the same ffmpeg with the same settings, fed with frames that are ready."""
    height, width = frames[0].shape[:2]
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(mp4_command((width, height), tick, Path(folder) / "film.mp4", {}), stdin=subprocess.PIPE, pipesize=PIPE_BYTES)
        assert process.stdin is not None  # noqa: S101  # it was asked for
        for frame in frames:
            process.stdin.write(frame.data)
        process.stdin.close()
        process.wait()


def motion_rows(folder: Path) -> list[Row]:
    """The whole war in 45 frames at 1280 x 720, from the View to the bytes of the file, and its encoding alone, in turns."""
    catalogue = Catalogue.of_folder(folder)
    pace = Pace()
    shots = shots_of(View(), catalogue.dataset(), pace)
    frames = ready_frames(catalogue, shots)
    whole, alone = [], []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        film(catalogue, View(), SPEC, "mp4", pace)
        middle = time.perf_counter()
        encode_alone(frames, tick_of(shots))
        whole.append(middle - start)
        alone.append(time.perf_counter() - middle)
    ratio = float(np.median([ours / rival for ours, rival in zip(whole, alone, strict=True)]))
    size = f"{len(shots)} frames, 1280 x 720"
    return [
        ("MP4 of the whole war, from the View to the file", f"{np.median(whole):.2f} s", size),
        ("rival: encoding of the ready frames alone", f"{np.median(alone):.2f} s", size),
        ("film / encoding alone", f"{ratio:.2f} times", "goal: at most 3"),
    ]
