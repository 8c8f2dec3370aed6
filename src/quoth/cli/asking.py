"""A question to a person at a terminal; in a script nobody is there to answer it."""

from __future__ import annotations

import sys

from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer


def can_ask() -> bool:
    """Tell whether there is somebody to ask."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def ask(printer: Printer, question: str) -> str:
    """Ask a person, and return the answer without blanks around it; no answer is an empty one."""
    printer.ask(question)
    return sys.stdin.readline().strip()


def agree(printer: Printer, question: str, otherwise: str) -> bool:
    """Ask a person whether to go on.

    Raises:
        RefusedError: nobody is there to be asked; the message says what to do `otherwise`.
    """
    if not can_ask():
        raise RefusedError(otherwise)
    return ask(printer, f"{question} [y/N] ").casefold() in ("y", "yes")
