"""Progress messages on stderr, if it is a terminal."""

from __future__ import annotations

import os
import time
from types import TracebackType
from typing import Final

from quoth.basics.places import FilePath
from quoth.cli.printing import Printer

_SECONDS_OF_SILENCE: Final = 0.5
"""Seconds before anything is said."""
_OFTEN: Final = 0.2
"""Seconds between two sayings."""


class Waiting:
    """A line that says how far the reading of a store is, and is gone when it is done."""

    def __init__(self, printer: Printer, path: FilePath, doing: str = "reading") -> None:
        """Name the store, and what is done with it."""
        self._printer = printer
        self._doing = doing
        self._name = os.path.basename(path)
        self._said = time.monotonic() + _SECONDS_OF_SILENCE - _OFTEN
        self._shown = False

    def __enter__(self) -> Waiting:
        """Begin to wait."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the line away."""
        if self._shown:
            self._printer.murmur("")

    def progress(self, done: int, whole: int) -> None:
        """Say how much of the store is read."""
        if time.monotonic() - self._said >= _OFTEN:
            self._said = time.monotonic()
            percent = 100 * done // max(whole, 1)
            self._shown = self._printer.murmur(f"quoth: {self._doing} {self._name} … {percent} %")

    def wait(self) -> None:
        """Say that another process reads the store."""
        self._shown = self._printer.murmur(f"quoth: another quoth is reading {self._name} …")
