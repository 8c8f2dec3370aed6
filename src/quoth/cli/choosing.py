"""Which records a command changes: those that are named, that a pipe names, or that a query finds.

Before several are changed a person at a terminal sees what would change, and is asked.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from quoth.basics.guessing import named
from quoth.cli import asking
from quoth.cli.desk import StoreSession
from quoth.cli.exits import RefusedError
from quoth.cli.pipes import STDIN, bytes_of
from quoth.cli.printing import Printer
from quoth.cli.store_at_hand import queries, visible
from quoth.editing.current import Current, record_id_of
from quoth.editing.drafting import row_of
from quoth.editing.errors import EditError
from quoth.editing.fields import ONE
from quoth.editing.many import ChosenRecords, ManyChange, preview, statements_at

_SAID: Final = "statements"
_SHOWN: Final = 10
"""Lines of a preview of a kind."""
_MOST: Final = 1 << 28
"""Bytes of ids that are read."""


def chosen(
    desk: StoreSession, printer: Printer, query: str | None, words: Sequence[str], table: str
) -> ChosenRecords:
    """Return the records that a command is to change; `-` among the words reads ids from stdin.

    Raises:
        RefusedError: the query can't be understood, or would mean all there is without saying so.
        EditError: no record has an id.
    """
    if query is not None:
        if table not in ("", "statements"):
            raise RefusedError("--query finds only statements, not other records")
        return _found(desk, printer, query)
    ids = list(dict.fromkeys(_ids(words)))
    if not ids:
        printer.say("quoth: no ids on stdin; nothing was changed")
    records = desk.records
    ahead = records.read_ahead(ids) if isinstance(records, Current) else None
    rows = [row_of(records, one, table) for one in ids]
    hidden = unseen(desk, (record_id_of(one, key) for where, key, one in rows if where == _SAID))
    if hidden:
        raise EditError(f"there is no {ONE[table] if table else 'record'} “{hidden}”")
    return ChosenRecords(
        list({(where, key): (where, key, one) for where, key, one in rows}.values()), ahead
    )


def unseen(desk: StoreSession, ids: Iterable[str]) -> str:
    """Return the first of the ids of statements that blind coding hides; nothing if none is."""
    if desk.is_new or not desk.corpus.is_blind:
        return ""
    seen = visible(desk.corpus, desk.location)
    return next((one for one in ids if seen.row_of(one) is None), "")


def _ids(words: Sequence[str]) -> Iterator[str]:
    """Yield ids: those that are named, and the first column of each line of stdin."""
    for word in words:
        if word != STDIN:
            yield word
            continue
        try:
            text = bytes_of(STDIN, _MOST).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise RefusedError("stdin: it isn't UTF-8; give one id per line") from None
        yield from filter(None, (line.partition("\t")[0].strip() for line in text.split("\n")))


def _found(desk: StoreSession, printer: Printer, query: str) -> ChosenRecords:
    """Return the statements that a query finds."""
    from quoth.cli.querying import found_by  # noqa: PLC0415  # for those who search

    if not query.strip():
        raise RefusedError("the query is empty; --query sort:newest means all statements")
    store = queries(desk.corpus, printer, desk.location)
    rows = store.rows(found_by(store, printer, [query]))
    if not rows:
        printer.say(f"quoth: nothing matches {named(query)}; nothing was changed")
    return statements_at(desk.corpus, rows)


def is_agreed(
    printer: Printer, made: ManyChange, options: argparse.Namespace, *, asks: bool
) -> bool:
    """Show what would change if asked for, and tell whether to do it.

    Args:
        printer: says it.
        made: the change.
        options: `dry_run`, which only says it, and `yes`, which goes on without a question.
        asks: whether a person at a terminal is asked.
    """
    if not options.dry_run and (options.yes or not (asks and asking.can_ask())):
        return True
    for line in preview(made, _SHOWN):
        printer.say(f"  {line}")
    if options.dry_run:
        printer.say(f"quoth: would {made.change.label}; nothing was changed")
        return False
    if asking.agree(printer, f"{made.change.label}?", "nothing was changed"):
        return True
    printer.say("quoth: nothing was changed")
    return False
