"""What the query on a command line finds, for commands that count, list or change statements."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.cli.exits import RefusedError
from quoth.cli.find import NO_WORD, means_nothing, typed
from quoth.cli.printing import Printer
from quoth.query import Query
from quoth.query.language.wording import remarks
from quoth.query.seam import Finder, Found


def found_by(store: Finder, printer: Printer, words: Sequence[str]) -> Found:
    """Return what some words find; without words, all confirmed statements.

    Raises:
        RefusedError: they can't be understood, or there is nothing in them to search for.
    """
    text = typed(words, store)
    found = store.find(Query(text))
    if found.problems:
        *others, last = remarks(one.message for one in found.problems)
        for remark in others:
            printer.say(f"quoth: {remark}")
        raise RefusedError(last)
    if means_nothing(text, found):
        raise RefusedError(NO_WORD)
    return found
