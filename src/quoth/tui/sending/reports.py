"""A report written to a file: asked for in a dialog, and done in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoth.formats.outgoing.files import Refusal, refusal, write_bytes
from quoth.formats.outgoing.reports import FORMS, WrittenReport
from quoth.presenting.reports.pictures import PlotsMissingError
from quoth.presenting.reports.report import Report
from quoth.store import Location, StoreError
from quoth.tui.look.painting import plain
from quoth.tui.screens.exporting import ExportScreen, OutputNames
from quoth.tui.sending.exporting import writing

if TYPE_CHECKING:
    from textual.screen import Screen

    from quoth.store.snapshot import Snapshot

_HOLDS = {
    "html": "html: a page with the tables, the picture and all statements",
    "svg": "svg: the picture", "png": "png: the picture", "csv": "csv: the tables",
    "json": "json: the numbers", "graphml": "graphml: the network, for Gephi and others",
}  # fmt: skip


def ask(
    screen: Screen[Any],
    report: Report,
    corpus: Snapshot,
    location: Location,
    say: Callable[[str], None],
) -> None:
    """Ask for a file, and write a report to it; say how that went."""

    def check(name: str, force: bool) -> Refusal | None:
        if _form(name) == "graphml" and not report.nodes:
            return Refusal(f"{report.name} has no network")
        return refusal(_path(name), location.path, force=force)

    def write(name: str) -> str:
        return written(WrittenReport(report, corpus, location.path), name)

    names = OutputNames(
        lambda name: _HOLDS.get(_form(name), ""), FORMS, "a name, such as camps.html"
    )
    asking = ExportScreen(f"{report.name}, as it is shown", check, names)
    screen.app.push_screen(asking, writing(screen, write, say))


def written(made: WrittenReport, name: str) -> str:
    """Write a report to a file, and say how that went, in a neutral line."""
    try:
        write_bytes(_path(name), made.pieces(_form(name)))
    except PlotsMissingError as error:
        return f"Not written: {error}."
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return f"Not written: {plain(name)} can't be written ({plain(reason)})."
    except StoreError as error:
        return f"Not written: {plain(str(error))}."
    return f"{made.report.name} written to {plain(name)}."


def _form(name: str) -> str:
    """Return the form that a file's name stands for; nothing if it stands for none."""
    form = name.rpartition(".")[2].casefold()
    return form if "." in name and form in FORMS else ""


def _path(name: str) -> str:
    """Return the file of a name; `~` is the home directory."""
    try:
        return str(Path(name).expanduser())
    except RuntimeError:  # there is no such user
        return name
