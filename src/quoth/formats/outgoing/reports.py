"""An analysis as files: a page, pictures, a network, tables, and the numbers for other programs."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from quoth import __version__
from quoth.basics.places import FilePath
from quoth.formats.cells import guard
from quoth.formats.outgoing.exporting import encoded
from quoth.presenting.reports.as_network import network_pieces
from quoth.presenting.reports.as_page import page_pieces
from quoth.presenting.reports.as_table import csv_lines
from quoth.presenting.reports.pictures import PlotsMissingError, picture
from quoth.presenting.reports.report import Report
from quoth.store.snapshot import Snapshot

WRITTEN: Final = ("html", "svg", "png", "graphml")
"""The forms that an option of the shell writes."""
FORMS: Final = (*WRITTEN, "csv", "json")
"""All forms, each the end of a file's name."""
_PIECE: Final = 1 << 20


class WrittenReport(NamedTuple):
    """A report, and what belongs to it in a file."""

    report: Report
    corpus: Snapshot
    path: FilePath
    """The store's file, whose digest a page tells."""

    def pieces(self, form: str) -> Iterator[bytes]:
        """Yield the bytes of a file.

        Raises:
            PlotsMissingError: it is a picture, and what draws isn't installed.
        """
        report = self.report
        match form:
            case "svg" | "png":
                return iter([picture(report, form)])
            case "graphml":
                return encoded(network_pieces(report))
            case "csv":
                return encoded(csv_lines(report, guard))
            case "json":
                return encoded(iter([json.dumps(report.data, allow_nan=False), "\n"]))
            case _:
                return encoded(page_pieces(report, self.corpus, self._facts(), self._picture()))

    def _picture(self) -> str:
        """Return the picture of a page; nothing where what draws isn't installed."""
        try:
            return picture(self.report, "svg").decode("utf-8")
        except PlotsMissingError:
            return ""

    def _facts(self) -> dict[str, str]:
        """Return what a page says of how it was made."""
        return {
            "Store": self.corpus.title,
            "SHA-256 of the store": digest(self.path),
            "Made by": f"quoth {__version__}, quoth analyse {self.report.name}",
        }


def digest(path: FilePath) -> str:
    """Return the SHA-256 of a file; nothing where there is no such file to read."""
    found = hashlib.sha256()
    try:
        with Path(path).open("rb") as file:
            while piece := file.read(_PIECE):
                found.update(piece)
    except OSError:
        return ""
    return found.hexdigest()
