"""The command line: `python -m strikemap COMMAND`; the commands stand in strikemap/commands, one file each."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from strikemap.commands import COMMANDS
from strikemap.commands.exits import CANNOT, PROBLEMS
from strikemap.errors import BuildError, StrikemapError


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns its exit code."""
    chosen = _parser().parse_args(arguments)
    try:
        code = int(chosen.command(chosen))
        sys.stdout.flush()
    except BrokenPipeError:
        # who reads us, as in "| head", has seen enough; what is left has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CANNOT
    except BuildError as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    except StrikemapError as error:
        print(error, file=sys.stderr)
        return CANNOT
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m strikemap", description="Check, build, picture, export and verify, without a browser."
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    for each in COMMANDS:
        own = commands.add_parser(each.NAME, help=each.HELP, description=each.HELP)
        each.arguments(own)
        own.set_defaults(command=each.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
