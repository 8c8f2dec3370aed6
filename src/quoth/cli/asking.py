"""A question to the user at a terminal; a script can't answer it."""

from __future__ import annotations

import sys

from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer


def can_ask() -> bool:
    """Tell whether there is a user to ask."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def ask(printer: Printer, question: str) -> str:
    """Ask the user, and return the answer without spaces around it; no answer is an empty one."""
    printer.ask(question)
    return sys.stdin.readline().strip()


def agree(printer: Printer, question: str, otherwise: str) -> bool:
    """Ask the user whether to go on.

    Raises:
        RefusedError: there is no terminal to ask on; the message says what to do `otherwise`.
    """
    if not can_ask():
        raise RefusedError(otherwise)
    return ask(printer, f"{question} [y/N] ").casefold() in ("y", "yes")
