"""A parser of words in a shell, its complaints, and what it takes before every command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NoReturn

from quoth.cli.printing import shown
from quoth.store.location import SAMPLES

WORD: Final = "\0"
"""Marks a word that isn't an option though it begins with a dash; no shell can pass this sign."""
_DEFAULT_COLUMNS: Final = 80
_LONGEST_LINE: Final = 100


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; every argument makes one of these, so it must be cheap."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        """Wrap the paragraphs of a text, and keep the lines of its lists and examples."""
        room = min(width, _LONGEST_LINE) - len(indent)
        lines = (line for part in _paragraphs(text) for line in _wrapped(part, room))
        return "\n".join(f"{indent}{line}".rstrip() for line in lines)


def _paragraphs(text: str) -> Iterator[str]:
    """Yield each paragraph as one line, and each indented line of a list or an example as it is."""
    for is_prose, lines in groupby(text.split("\n"), _is_prose):
        if is_prose:
            yield " ".join(lines)
        else:
            yield from lines


def _is_prose(line: str) -> bool:
    return bool(line) and not line.startswith(" ")


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a paragraph; an indented line stays as it is."""
    if not _is_prose(text):
        yield text
        return
    import textwrap  # noqa: PLC0415  # a command that runs prints no help

    yield from textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _columns() -> int:
    """Return the width of the terminal, as `shutil` would, which takes its time to import."""
    try:
        return int(os.environ.get("COLUMNS", "")) or _DEFAULT_COLUMNS
    except ValueError:
        pass
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _DEFAULT_COLUMNS  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return _DEFAULT_COLUMNS


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are neutral: what is typed may come out of a store too."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"formatter_class": _Help} | options)  # type: ignore[arg-type]

    def error(self, message: str) -> NoReturn:
        """End the process with a line that says what is wrong."""
        super().error(shown(message.replace(WORD, "")))


def of_all(parser: argparse.ArgumentParser) -> None:
    """Describe what every command takes."""
    parser.add_argument("--store", metavar="FILE", help="the store to use")
    parser.add_argument(
        "--sample", nargs="?", choices=SAMPLES, metavar="NAME",
        help=f"a bundled sample: {' or '.join(SAMPLES)}; without a name, the first",
    )  # fmt: skip
