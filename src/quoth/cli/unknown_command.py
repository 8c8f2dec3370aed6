"""The message about an unknown command: which one was meant, or what else was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quoth.basics.guessing import named, nearest
from quoth.cli.parser import Parser, of_all

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection

_SERVER = ("postgres://", "postgresql://")


def refuse_unknown(
    parser: argparse.ArgumentParser, arguments: Sequence[str], commands: Collection[str]
) -> None:
    """End the process with one line if the first word of a command line isn't a command."""
    before = _Before(parser)
    of_all(before)
    before.add_argument("words", nargs="*")
    words = before.parse_known_args(arguments)[0].words
    if words and words[0] not in commands:
        parser.error(_complaint(words[0], commands))


class _Before(Parser):
    """A parser of what stands before a command; its complaints show how all of quoth is used."""

    def __init__(self, whole: argparse.ArgumentParser) -> None:
        """Take the parser of a whole command line."""
        super().__init__(prog="quoth", add_help=False)
        self._whole = whole

    def format_usage(self) -> str:
        """Return the usage of the whole, made only where something is complained about."""
        return self._whole.format_usage()


def _complaint(word: str, commands: Collection[str]) -> str:
    """Say that a word isn't a command, and which command was probably meant."""
    missing = f"there is no command {named(word)}"
    if word.startswith(_SERVER) or word.endswith(".json") or Path(word).is_file():
        return f"{missing}; `quoth --store {word}` opens a store"
    if near := nearest(word, commands):
        return f"{missing}; did you mean {near}?"
    return f"{missing}; `quoth find {word}` searches, `quoth --help` lists the commands"
