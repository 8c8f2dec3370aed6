"""The message about an option that a command doesn't have: what was meant instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from quoth.basics.guessing import nearest
from quoth.query.language.tree import FieldName

if TYPE_CHECKING:
    import argparse

_PLAIN: Final = re.compile(r'[^\s"()]+')
"""What stands behind a field of a query as it is, without quotation marks."""


def refuse_options(
    command: argparse.ArgumentParser,
    unknown: Sequence[str],
    arguments: Sequence[str],
    *,
    has_query: bool,
) -> None:
    """End the process with one line about what a command can't take, below how it is used.

    Args:
        command: the command's own parser.
        unknown: what it can't take.
        arguments: all that was typed, where the values of options are.
        has_query: whether the command takes a query.
    """
    message = f"unrecognized arguments: {' '.join(unknown)}"
    option = next((word for word in unknown if word.startswith("--")), "")
    name = option.removeprefix("--").partition("=")[0]
    if has_query and name in set(FieldName):
        message += f"; in a query, write {_as_field(name, option, arguments)}"
    elif near := nearest(name, _options(command)):
        message += f"; did you mean --{near}?"
    elif has_query and (field := nearest(name, FieldName)):
        message += f"; in a query, write {_as_field(field, option, arguments)}"
    command.error(message)


def _options(command: argparse.ArgumentParser) -> Iterable[str]:
    """Return the names of a command's options."""
    usage = command.format_usage()
    return [name for name in re.findall(r"--([a-z][a-z-]*)", usage) if name != "help"]


def _as_field(name: str, option: str, arguments: Sequence[str]) -> str:
    """Return an option as a field of a query, with its value if it has one."""
    value = option.partition("=")[2]
    if not value:
        place = arguments.index(option) + 1
        after = arguments[place] if place < len(arguments) else ""
        value = after if after and not after.startswith("-") else "…"
    quoted = value if _PLAIN.fullmatch(value) else f"'\"{value}\"'"
    return f"{name}:{quoted}"
