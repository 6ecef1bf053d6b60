"""Write a file whole or not at all: a reader, or a computer that stops, never sees half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from strikemap.errors import BuildError

_READABLE_BY_ALL = 0o644


def write_whole(file: Path, content: bytes) -> None:
    """Put content into a file by writing a new one beside it and giving it the name in one step.

    Raises BuildError when the folder is not there or cannot be written to, or the name is that of something else than a
    file; what was there is then as it was.
    """
    if not file.parent.is_dir():
        raise BuildError(f"{file.parent} is no folder. Make it, or name another.")
    if file.name == "-" or (file.exists() and not file.is_file()):
        raise BuildError(f"{file} is no name of a file that can be written. Name another.")
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    except OSError as error:
        raise BuildError(
            f"{file.parent} cannot be written to: {error.strerror}. Look at its rights and free space."
        ) from error
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        new.chmod(_READABLE_BY_ALL)
        new.replace(file)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise BuildError(f"{file} cannot be written: {error.strerror}. Look at its rights and free space.") from error
