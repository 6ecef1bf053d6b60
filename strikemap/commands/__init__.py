"""The commands of `python -m strikemap`: one file per command, each with NAME, HELP, arguments(parser) and run(chosen)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Protocol, cast

from strikemap.commands import build, changes, check, export, html, picture, story, verify, words


class Command(Protocol):
    """What a file of this folder offers."""

    NAME: str
    HELP: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


COMMANDS: tuple[Command, ...] = tuple(cast("Command", each) for each in (check, build, export, picture, words, html, story, verify, changes))
"""Every command, in the order of the help."""
