"""The explorer: a Textual application over the corpus. The only package that imports Textual."""

from __future__ import annotations

from quoth.store import Location


def explore(location: Location) -> int:
    """Open the explorer on a store and return the exit code."""
    raise SystemExit(2)
