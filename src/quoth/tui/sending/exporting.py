"""What is shown, written to a file: asked for in a dialog, and done in a thread of its own."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from textual.screen import Screen

from quoth.basics.counting import counted
from quoth.formats.outgoing.exporting import format_of
from quoth.formats.outgoing.files import Refusal, refusal, write
from quoth.formats.outgoing.parquet import ArchiveMissingError
from quoth.formats.outgoing.selection import Selection
from quoth.query import Query, Sort
from quoth.store import Location, StoreError
from quoth.store.model import Status
from quoth.tui.look.painting import plain
from quoth.tui.screens.exporting import ExportScreen

if TYPE_CHECKING:
    from quoth.query.seam import StoreQueries
    from quoth.store.snapshot import Snapshot
    from quoth.tui.explorer.marks import Marks


_WHATEVER: Final = " OR ".join(f"status:{status}" for status in Status)
"""Finds every statement, drafts and rejected ones among them."""


class ExportScope(NamedTuple):
    """What is looked at."""

    store: StoreQueries
    location: Location
    query: Query
    statements: int
    """How many statements are to be written."""
    marks: Marks | None = None
    """The marked statements, if those are to be written instead of what the query finds."""


def ask(
    screen: Screen[None],
    shown: ExportScope,
    say: Callable[[str], None],
    closed: Callable[[], None],
) -> None:
    """Ask for a file, and write to it what is shown; say how that went.

    `closed` is called once nothing more is asked.
    """

    def check(name: str, force: bool) -> Refusal | None:
        return refusal(_path(name), shown.location.path, force=force)

    def begin(name: str | None) -> None:
        closed()
        writing(screen, partial(written, shown), say)(name)

    things = counted(shown.statements, "statement")
    about = f"{things}, marked" if shown.marks is not None else f"{things}, as they are shown"
    screen.app.push_screen(ExportScreen(about, check), begin)


def ask_for_rows(
    screen: Screen[Any],
    corpus: Snapshot,
    rows: Sequence[int],
    location: Location,
    say: Callable[[str], None],
) -> None:
    """Ask for a file, and write some statements to it in their order; say how that went."""

    def check(name: str, force: bool) -> Refusal | None:
        return refusal(_path(name), location.path, force=force)

    about = f"{counted(len(rows), 'statement')}, in this order"
    then = writing(screen, lambda name: _put(Selection(corpus, rows), name), say)
    screen.app.push_screen(ExportScreen(about, check), then)


def writing(
    screen: Screen[Any], write: Callable[[str], str], say: Callable[[str], None]
) -> Callable[[str | None], None]:
    """Return what writes to the file that a dialog asked for, in a thread, and says how that went.

    Args:
        screen: where it is asked for.
        write: writes to the file of a name, and returns what to say.
        say: shows a line.
    """

    def run(name: str) -> None:
        screen.app.call_from_thread(say, write(name))

    def begin(name: str | None) -> None:
        if name:
            say("Writing …")
            screen.run_worker(partial(run, name), thread=True)

    return begin


def written(shown: ExportScope, name: str) -> str:
    """Write what is shown to a file, and say how that went, in a neutral line."""
    store, query = shown.store, shown.query
    wanted = format_of(name)
    assert wanted is not None  # noqa: S101  # the dialog takes no other name
    if shown.marks is not None:
        query = Query(_WHATEVER, sort=query.sort)
    found = store.find(query)
    by_speaker = wanted.is_by_speaker and query.sort is None and found.parsed.sort is None
    rows = store.rows(found, Sort.SPEAKER if by_speaker else None)
    if shown.marks is not None:
        rows = array("I", shown.marks.among(rows))
    return _put(Selection(store.corpus, rows, len(rows) == len(store.corpus)), name)


def _put(chosen: Selection, name: str) -> str:
    """Write a selection to a file, and say how that went."""
    wanted = format_of(name)
    assert wanted is not None  # noqa: S101  # the dialog takes no other name
    try:
        write(_path(name), wanted.pieces(chosen))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return f"Not written: {plain(name)} can't be written ({plain(reason)})."
    except (ArchiveMissingError, StoreError) as error:
        return f"Not written: {plain(str(error))}."
    return f"{len(chosen.rows):,} written to {plain(name)} as {wanted.name}."


def _path(name: str) -> str:
    """Return the file of a name; `~` is the home directory."""
    try:
        return str(Path(name).expanduser())
    except RuntimeError:  # there is no such user
        return name
