"""`quoth` and `quoth pick`: the explorer, where there is a terminal to open it on."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from quoth.basics.exits import Exit
from quoth.cli.door import refusal
from quoth.cli.printing import Printer, end_with_the_pipe, shown
from quoth.cli.settled import table_now
from quoth.settings import DEFAULTS, Settings
from quoth.store import Location, Origin

if TYPE_CHECKING:
    from quoth.store.snapshot import Snapshot

# What one command does not need, it does not wait for.
# ruff: noqa: PLC0415


def explore(
    options: argparse.Namespace, location: Location, settings: Settings | None, printer: Printer
) -> int:
    """Open the explorer, to look around or to pick a statement; without a terminal, say why.

    Without a store, the explorer shows the greeting; `quoth pick` opens the sample.

    Raises:
        RefusedError: the keys in the file of settings can't be.
        StoreError: the store can't be read.
    """
    table = table_now(settings or DEFAULTS)
    if reason := refusal(os.environ, prints=options.command is not None):
        printer.say(f"quoth: {reason}")
        return Exit.USAGE
    if options.command is None:
        from quoth.tui import explore as open_explorer

        is_chosen = location.origin is not Origin.SAMPLE or "sample" in options
        return open_explorer(location if is_chosen else None, settings or DEFAULTS, table)
    from quoth.tui import pick

    picked = Picked(options, printer)
    text = " ".join(map(_as_in_find, options.query))
    return pick(location, settings or DEFAULTS, table, text, picked.take, picked.finish)


def _as_in_find(argument: str) -> str:
    """Return an argument as typed in the search, with the marks that the shell removed."""
    name, colon, value = argument.partition(":")
    blank = colon and name.isalpha() and " " in value and '"' not in value
    return f'{name}:"{value}"' if blank else argument


class Picked:
    """The statement that is picked, printed once the explorer is gone."""

    def __init__(self, options: argparse.Namespace, printer: Printer) -> None:
        """Take how it is to be printed."""
        self._options = options
        self._printer = printer
        self._record: dict[str, object] | None = None
        self._lines: list[str] = []

    def take(self, corpus: Snapshot, row: int) -> None:
        """Take a statement; all that is printed of it is looked up while the store is open."""
        from quoth.cli.show import record
        from quoth.presenting.quotation import citation

        statement = corpus.statements[row]
        if self._options.json:
            self._record = record(corpus, statement)
        elif self._options.id:
            self._lines = [shown(statement.id)]
        else:
            quote = citation(corpus, statement, self._printer.dates)
            self._lines = shown(quote, lines=True).split("\n")

    def finish(self) -> Exit:
        """Print what was taken, and say whether anything was.

        Raises:
            OSError: it can't be printed.
        """
        if self._record is None and not self._lines:
            return Exit.NOTHING
        end_with_the_pipe()
        if self._record is not None:
            self._printer.record(self._record)
        for line in self._lines:
            self._printer.line(line)
        self._printer.flush()
        return Exit.DONE
