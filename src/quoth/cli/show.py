"""`quoth show`: one statement, its whole record."""

from __future__ import annotations

from quoth.basics.exits import Exit
from quoth.cli.printing import Printer, shown, table
from quoth.presenting.quotation import told
from quoth.presenting.record import fields
from quoth.store.model import Statement
from quoth.store.snapshot import Snapshot
from quoth.store.writing import document


def record(corpus: Snapshot, statement: Statement) -> dict[str, object]:
    """Return a statement under stable names."""
    name = corpus.actors[statement.speaker].name
    return {"id": statement.id} | document(statement) | {"speaker_name": name}


def show(corpus: Snapshot, printer: Printer, statement_id: str, *, as_json: bool) -> Exit:
    """Print the statement of an id."""
    row = corpus.row_of(statement_id)
    if row is None:
        printer.say(f"quoth: no statement has the id “{statement_id}”; `quoth find` shows ids")
        return Exit.NOTHING
    statement = corpus.statements[row]
    if as_json:
        printer.record(record(corpus, statement))
        return Exit.DONE
    for part in shown(told(statement), lines=True).split("\n"):
        for words in printer.lines(part):
            printer.line(printer.strong(words))
    printer.line()
    known = fields(corpus, statement, printer.dates)
    for line in table([(shown(label), shown(value)) for label, value in known]):
        printer.line(line)
    return Exit.DONE
