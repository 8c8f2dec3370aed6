"""Commands on a store on a server: updating its copy, or saying how old it is."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from quoth.basics.exits import Exit
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer
from quoth.cli.waiting import Waiting
from quoth.index.opening import open_checked
from quoth.query.server_store import bring_up_to_date
from quoth.store import Location, StoreError
from quoth.store.server.connecting import ServerRefusal
from quoth.store.server.upstream import ServerUpstream
from quoth.store.upstream import UnreachableError

Made = TypeVar("Made")
_UNITS: Final = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


def with_copy(upstream: ServerUpstream, printer: Printer, opening: Callable[[], Made]) -> Made:
    """Return what is made from the copy; if it is damaged, from one that is fetched again.

    Raises:
        StoreError: it can't be made, and not for the copy's sake; or the server can't be asked.
    """
    try:
        return opening()
    except StoreError as error:
        if not upstream.is_of_copy(error):
            raise
        printer.say(f"quoth: {upstream.shown}: your copy is damaged; fetching it again")
        with Waiting(printer, upstream.shown, "fetching") as waiting:
            upstream.mend(waiting.progress)
        try:
            return opening()
        except StoreError as again:
            raise upstream.fault(again) from None


def refresh(upstream: ServerUpstream, printer: Printer) -> None:
    """Bring the copy up to date, and report progress if it takes long.

    Raises:
        StoreError: the server can't be reached, or what it has can't be used.
    """

    def fetch() -> None:
        with Waiting(printer, upstream.shown, "fetching") as waiting:
            opening = partial(open_checked, progress=waiting.progress, wait=waiting.wait)
            bring_up_to_date(upstream, waiting.progress, opening)

    with_copy(upstream, printer, fetch)


def read_copy(location: Location, printer: Printer) -> None:
    """Bring the copy up to date for a command that reads; without a server, say how old it is.

    Raises:
        StoreError: there is no copy, or the right to the store is gone.
    """
    upstream = ServerUpstream(location.server)
    try:
        refresh(upstream, printer)
    except UnreachableError as error:
        position = upstream.position
        if position is None:
            raise
        age = age_of(time.time() - position.asked)
        printer.say(f"quoth: {upstream.shown}: {error.problem}; this is your copy, {age} old")
    except ServerRefusal:
        raise
    except StoreError as error:
        if upstream.position is None:
            raise
        printer.say(f"quoth: {error}")
    finally:
        upstream.close()


def age_of(seconds: float) -> str:
    """Return how long ago something was, in words."""
    for length, unit in _UNITS:
        if seconds >= length:
            number = int(seconds // length)
            return f"{number:,} {unit}{'s' * (number != 1)}"
    return "less than a minute"


def keeps_itself(options: argparse.Namespace) -> Exit:
    """Refuse to back up or restore a store on a server.

    Raises:
        RefusedError: always: a server's backups are made where it is.
    """
    what = "backed up" if options.command == "backup" else "restored"
    raise RefusedError(
        f"a store on a server is {what} by its administrator; `quoth pull` writes what you may "
        "see of it to a file"
    )
