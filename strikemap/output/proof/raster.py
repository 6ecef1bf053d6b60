"""Pictures of pixels (PNG, WebP, JPEG) from strangers: opened within limits, hashed as a viewer would show them."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Sequence
from typing import Final, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageOps

from strikemap.errors import ProofError
from strikemap.output.pictures.spec import MAX_PIXELS
from strikemap.output.proof.record import Fingerprint, Kind
from strikemap.output.proof.regions import Box, block_hashes
from strikemap.output.proof.xmp import find_packet

_BROKEN: Final = (OSError, SyntaxError, ValueError, struct.error, zlib.error, EOFError, OverflowError)
"""What Pillow raises on files that are cut short or malformed."""

_BOMBS: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)

OPAQUE: Final = 255

SHOWN_WIDE: Final = 1_200
"""Width of a picture that shows where another one was changed, pixels."""


def fingerprint(content: bytes) -> Fingerprint:
    """Hash of the decoded pixels, and of each cell of the grid.

    The pixels are taken as a viewer shows them: palette resolved, turned as the file asks, opaque alpha dropped; a colour
    profile or gamma that the file carries counts. Compression and metadata do not. Raises ProofError.
    """
    try:
        with _opened(content) as image:
            image.load()
            kind = cast("Kind", str(image.format).lower())
            colour = _colour(image)
            pixels = _pixels(image)
    except _BROKEN as error:
        raise ProofError(f"The picture is cut short or broken ({_reason(error)}). Take the file as it was made.") from error
    height, width, channels = pixels.shape
    whole = hashlib.sha256(f"{width}x{height}x{channels}{colour}\n".encode())
    whole.update(pixels.data)
    return Fingerprint(kind, width, height, whole.hexdigest(), block_hashes(pixels))


def _pixels(image: Image.Image) -> NDArray[np.uint8]:
    """The pixels as a viewer shows them, shape (height, width, 3), or 4 where any of them is not opaque."""
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode == "RGB" and "transparency" not in image.info:
        return np.asarray(image)
    pixels = np.asarray(image.convert("RGBA"))
    return np.ascontiguousarray(pixels[..., :3]) if (pixels[..., 3] == OPAQUE).all() else pixels


def find(content: bytes) -> str | None:
    """The XMP packet of a picture, or None. Raises ProofError."""
    try:
        with _opened(content) as image:
            image.load()
            found = image.info.get("xmp", b"")
    except _BROKEN as error:
        raise ProofError(f"The picture is cut short or broken ({_reason(error)}). Take the file as it was made.") from error
    return find_packet(found.decode("utf-8", "replace") if isinstance(found, bytes) else str(found))


def marked(content: bytes, boxes: Sequence[Box], colour: str) -> bytes:
    """The picture as a PNG of at most SHOWN_WIDE pixels, with a frame around each box. Raises ProofError."""
    try:
        with _opened(content) as image:
            shown = ImageOps.exif_transpose(image).convert("RGB")
    except _BROKEN as error:
        raise ProofError(f"The picture is cut short or broken ({_reason(error)}). Take the file as it was made.") from error
    pen = ImageDraw.Draw(shown)
    for box in boxes:
        pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), outline=colour, width=max(3, shown.width // 250))
    shown.thumbnail((SHOWN_WIDE, shown.height))
    written = io.BytesIO()
    shown.save(written, "png")
    return written.getvalue()


def _opened(content: bytes) -> Image.Image:
    """The picture, its size checked before its pixels are decoded."""
    try:
        image = Image.open(io.BytesIO(content), formats=["PNG", "WEBP", "JPEG"])
    except _BOMBS as error:
        raise ProofError(f"The picture has far more than {MAX_PIXELS:,} pixels; none of ours has. It was not opened.") from error
    if image.width * image.height > MAX_PIXELS:
        raise ProofError(
            f"The picture has {image.width:,} x {image.height:,} pixels; ours have at most {MAX_PIXELS:,} in all. It was not opened."
        )
    if getattr(image, "n_frames", 1) > 1:
        raise ProofError("The file is a moving picture, and only stills can be verified. Verify one of its frames, or type its short code.")
    return image


def _colour(image: Image.Image) -> str:
    """What changes how the same numbers look: a profile, a gamma. "" for plain sRGB, as ours are."""
    parts = [image.info.get(key) for key in ("icc_profile", "gamma", "chromaticity")]
    return "" if not any(parts) else " " + hashlib.sha256(repr(parts).encode()).hexdigest()


def _reason(error: BaseException) -> str:
    """Pillow's words without the address of a Python object."""
    return str(error).split("<")[0].strip() or type(error).__name__
