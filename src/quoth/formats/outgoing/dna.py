"""The event list of Discourse Network Analyzer (P. Leifeld, https://github.com/leifeld/dna).

One row is one position that an actor takes: a person or an organisation, a concept, and whether
they agree (1) or not (0). The columns are those of its statement type "DNA Statement", and of the
documents, as its network export and `rDNA` name them; semicolons between them, and a text always in
quotation marks. What it can't hold stays out: statements that take no position, and positions that
are neutral have no row but an empty agreement.

Its time is that of a document, to the second: the day of publication, where it is known to the day,
and midnight for the hour that isn't. Words that are all verbatim are in quotation marks, as they
are in a document.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import Final

from quoth.basics.dates import Date, civil, iso
from quoth.formats.cells import APOSTROPHE, is_formula
from quoth.formats.outgoing.csv import RowEcho
from quoth.formats.outgoing.selection import Selection
from quoth.presenting.quotation import told
from quoth.store.model import ActorKind, Position, Stance, Statement
from quoth.store.snapshot import Snapshot

COLUMNS: Final = (
    "ID", "time", "docId", "docTitle", "docAuthor", "docSource", "docSection", "docType", "text",
    "person", "organization", "concept", "agreement",
)  # fmt: skip
"""In this order no other program writes them: by it a table that quoth wrote is known again."""
_AGREEMENT: Final[Mapping[Position, str | int]] = {
    Position.SUPPORT: 1,
    Position.OPPOSE: 0,
    Position.NEUTRAL: "",
}


def pieces(selection: Selection) -> Iterator[str]:
    """Yield the rows, that of the names first."""
    writer = csv.writer(RowEcho(), delimiter=";", quoting=csv.QUOTE_NONNUMERIC)
    yield str(writer.writerow(COLUMNS))
    for statement in selection.statements():
        for stance in statement.stances:
            cells = _cells(selection.corpus, statement, stance)
            yield str(writer.writerow([_harmless(cell) for cell in cells]))


def _cells(corpus: Snapshot, statement: Statement, stance: Stance) -> tuple[str | int, ...]:
    """Return what stands in the row of a position, in the order of the columns."""
    source = corpus.sources[statement.source]
    person, organisation = _who(corpus, statement)
    return (
        statement.id,
        _time(source.published),
        statement.source,
        source.title,
        source.author,
        source.publisher,
        "",
        "",
        told(statement),
        person,
        organisation,
        corpus.topics[stance.topic].name,
        _AGREEMENT[stance.position],
    )


def _who(corpus: Snapshot, statement: Statement) -> tuple[str, str]:
    """Return the person that speaks, and the organisation that they belong to or that speaks."""
    actor = corpus.actors[statement.speaker]
    if actor.kind not in (None, ActorKind.PERSON):
        return "", actor.name
    return actor.name, corpus.actors[actor.affiliation].name if actor.affiliation else ""


def _time(date: Date | None) -> str:
    """Return a day as DNA writes it, if it is known to the day."""
    if date is None or date.days != 1 or date.is_approximate or date.is_uncertain:
        return ""
    if not 1 <= civil(date.first)[0] <= 9999:  # what it writes a year with
        return ""
    return f"{iso(date.first)} 00:00:00"


def _harmless(cell: str | int) -> str | int:
    """Return a cell that no spreadsheet takes for a formula.

    An apostrophe of a name ("'t Hart") stays as it is: DNA takes none away.
    """
    return f"{APOSTROPHE}{cell}" if isinstance(cell, str) and is_formula(cell) else cell
