"""What the query on a command line finds, for commands that count, list or change it."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.cli.exits import RefusedError
from quoth.cli.find import NO_WORD, means_nothing, saved_searches, typed
from quoth.cli.printing import Printer
from quoth.index.corpus import Corpus
from quoth.query import Query
from quoth.query.checked import Selection, checked
from quoth.query.language.wording import remarks
from quoth.query.run import Engine, Filtered


def found_by(corpus: Corpus, printer: Printer, words: Sequence[str]) -> tuple[Engine, Filtered]:
    """Return what some words find, with what finds it; without words, all statements.

    Raises:
        RefusedError: they can't be understood, or there is nothing in them to search for.
    """
    engine = Engine(corpus, lambda: saved_searches(printer))
    text = typed(words, engine)
    found = engine.find(Query(text))
    if found.problems:
        *others, last = remarks(one.message for one in found.problems)
        for remark in others:
            printer.say(f"quoth: {remark}")
        raise RefusedError(last)
    if means_nothing(text, found):
        raise RefusedError(NO_WORD)
    return engine, found


def selected(corpus: Corpus, printer: Printer, words: Sequence[str]) -> Selection | None:
    """Return the rows that some words find; without words those that stand, nothing for all.

    Raises:
        RefusedError: they can't be understood.
    """
    if not words:
        return checked(corpus)
    engine, found = found_by(corpus, printer, words)
    return engine.selection(found)
