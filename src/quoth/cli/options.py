"""Options that several commands take."""

from __future__ import annotations

import argparse
import sys


def as_json(command: argparse._ActionsContainer) -> None:
    """Describe the option for output that other programs read."""
    command.add_argument("--json", action="store_true", help="one object per line")


def limited(command: argparse.ArgumentParser, default: int) -> None:
    """Describe the option that limits a command's output."""
    command.add_argument(
        "--limit", type=_limit, default=default, metavar="N",
        help=f"how many at most, 0 for all (default: {default})",
    )  # fmt: skip


def queried(command: argparse.ArgumentParser) -> None:
    """Describe the query that says which statements a command is about."""
    command.add_argument(
        "query", nargs="*", metavar="QUERY", help="as with find (default: all statements)"
    )


def _limit(text: str) -> int:
    """Read how many results are wanted."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"“{text}” isn't a whole number from 0")
    return min(int(text), sys.maxsize)
