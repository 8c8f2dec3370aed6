"""`quoth claims`: what fact-checkers found about statements."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from quoth.basics.dates import describe
from quoth.basics.exits import Exit
from quoth.basics.guessing import named
from quoth.cli.find import typed
from quoth.cli.printing import Printer, shown
from quoth.cli.querying import found_by
from quoth.presenting.claim_checks import rating
from quoth.presenting.quotation import speaker, told
from quoth.query.model import Query
from quoth.query.run import Engine
from quoth.store.model import ClaimCheck
from quoth.store.snapshot import Snapshot
from quoth.store.writing import document


def claims(
    store: Engine, printer: Printer, query: Sequence[str], limit: int, *, as_json: bool
) -> Exit:
    """Print the checks of claims, the newest first, up to a limit; 0 is none.

    With a query, only those of the statements that it finds.

    Raises:
        RefusedError: the query can't be understood.
    """
    corpus = store.corpus
    if query:
        found_by(store, printer, query)
        rows = frozenset(store.rows(store.find(Query(typed(query, store)))))
        every = store.with_layers().corpus
        ids = [one for check in every.checks for one in _ids(every, check, rows)]
        if any(corpus.row_of(one) is None for one in ids):
            corpus = every  # a layer is named
        checks = [one for one in corpus.checks if not rows.isdisjoint(_rows(every, one))]
    else:
        checks = [*corpus.checks]
    checks.sort(key=_age)
    if not checks:
        what = f"no statement that matches {named(' '.join(query))} was checked"
        printer.say(f"quoth: {what if query else 'the store has no checks of claims'}")
        return Exit.NOTHING
    for place, check in enumerate(islice(checks, limit or None)):
        if as_json:
            printer.record(document(check))
            continue
        if place:
            printer.line()
        _print(corpus, printer, check)
    if limit and len(checks) > limit:
        printer.say(f"quoth: {limit} of {len(checks):,} shown; --limit 0 shows all")
    return Exit.DONE


def _print(corpus: Snapshot, printer: Printer, check: ClaimCheck) -> None:
    """Print a check: what was found, the claim, and the statements that make it."""
    when = describe(check.date) if check.date else ""
    found = [rating(check), check.publisher or check.by, when, check.id]
    printer.line("  ".join(shown(part) for part in found if part))
    printer.line(f"  {shown(check.claim)}")
    for row in _rows(corpus, check):
        statement = corpus.read_statement(row)
        name = speaker(corpus, statement)
        printer.line(f"  {shown(statement.id)}  {shown(name)}: {shown(told(statement))}")
    if not check.statements and check.claimant:
        printer.line(f"  claimed by {shown(check.claimant)}")
    for address in filter(None, (check.url, *check.appearances)):
        printer.line(f"  {shown(address)}")


def _ids(corpus: Snapshot, check: ClaimCheck, rows: Collection[int]) -> Iterator[str]:
    """Yield the ids of the statements that a check is of, of those in some rows."""
    return (one for one in check.statements if corpus.row_of(one) in rows)


def _rows(corpus: Snapshot, check: ClaimCheck) -> list[int]:
    """Return the rows of the statements that a check is of."""
    return [row for one in check.statements if (row := corpus.row_of(one)) is not None]


def _age(check: ClaimCheck) -> float:
    """Return what sorts checks: the newest first, undated ones last."""
    last = check.date.last if check.date else None
    return float("inf") if last is None else -last
