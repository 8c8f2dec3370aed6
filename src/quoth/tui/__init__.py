"""The explorer: a Textual application over the corpus. The only package that imports Textual."""

from __future__ import annotations

from quoth.store import Location
from quoth.store.parsing import probe


def explore(location: Location) -> int:
    """Open the explorer on a store, and return the exit code.

    Raises:
        StoreError: the store can't be read.
    """
    probe(location.path)
    from quoth.tui.app import QuothApp  # noqa: PLC0415  # the costly import, once it is of use

    app = QuothApp(location)
    error = app.run()
    if error is not None:
        raise error
    return app.return_code or 0
