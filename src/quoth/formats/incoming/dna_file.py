"""The `.dna` files of Discourse Network Analyzer, which are SQLite; see `reading_dna`.

A statement is a span of a document's text; its variables stand in a table for each type of value.
The offsets are Java's: they count UTF-16 units, of which some characters take two.

Each table is read once, and put together with the others here: a file may have lost its indexes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from quoth.basics.places import FilePath
from quoth.basics.quotations import quoted_spans
from quoth.basics.written_dates import of_local_seconds, of_seconds
from quoth.formats.incoming.conventions import ALONE, Conventions
from quoth.formats.incoming.dna import Coded, source_of
from quoth.formats.incoming.dna_coding import (
    FileCoding,
    Pair,
    field_of,
    key_of,
    line_of,
    order_of_rows,
    read_coding,
)
from quoth.formats.incoming.plain_tables import PlainTables, Value, damaged, opened
from quoth.formats.incoming.records import (
    AS_IT_IS,
    BadRow,
    Choices,
    FormatError,
    Incoming,
    IncomingActor,
    IncomingSource,
    IncomingStatement,
    IncomingTopic,
    Remark,
    Told,
    unheard,
)
from quoth.formats.incoming.rows import RowError
from quoth.presenting.verbatim import kind_of, unmarked
from quoth.store.model import Kind

MAGIC: Final = b"SQLite format 3\x00"
_NEEDED: Final = frozenset({"DOCUMENTS", "STATEMENTS", "VARIABLES", "DATASHORTTEXT"})
_REMEDY: Final = "name a file of Discourse Network Analyzer 2 or 3"
_OVERLAP: Final = 32
"""How often the statements may cover the text of a document."""
_SPARE: Final = 1 << 20


def read(path: FilePath, _choices: Choices = AS_IT_IS, told: Told = unheard) -> Incoming:
    """Yield the statements of a file.

    Raises:
        FormatError: it isn't one of Discourse Network Analyzer, or is damaged.
    """
    with opened(path) as tables:
        if not tables.names >= _NEEDED:
            raise FormatError(path, 0, "it isn't one of Discourse Network Analyzer", _REMEDY)
        yield from _statements(tables, path)
    told(Path(path).stat().st_size)


class _Document:
    """A document that statements are read of."""

    def __init__(self, row: Sequence[Value], path: FilePath, *, is_new: bool) -> None:
        """Take its row."""
        self.id, title, text, author, source, section, date, notes, kind = row
        self.text = text if isinstance(text, str) else ""
        self.fields: dict[str, object] = {
            "title": title or f"Document {self.id}",
            "author": author,
            "publisher": source,
            "section": section,
            "notes": notes,
            "date": _day(date, is_new=is_new),
            "document": {"dna_type": kind} if kind else {},
        }
        self.quotations = quoted_spans(self.text)
        wide = (place for place, sign in enumerate(self.text) if sign > "\uffff")
        self._wide = [place + passed for passed, place in enumerate(wide)]
        """The units at which characters begin that take two."""
        self._path = path
        self._left = _OVERLAP * len(self.text) + _SPARE

    def annotate(self, row: Sequence[Value], values: Iterable[Pair]) -> None:
        """Take in a note on a span of the text."""
        start, end = self.span(row[2], row[3])
        texts = [str(value) for _, value in values if value not in (None, "")]
        note = f"{start}-{end}: {'; '.join(texts)}" if texts else f"{start}-{end}"
        before = self.fields.get("annotations")
        self.fields["annotations"] = f"{before}\n{note}" if before else note

    def span(self, start: Value, end: Value) -> tuple[int, int]:
        """Return a span in characters."""
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
            raise RowError("Start", "it isn't a span of the text", "correct Start and Stop")
        if end > len(self.text) + len(self._wide):
            raise RowError("Stop", "it leads beyond the text", "correct Start and Stop")
        self._left -= end - start
        if self._left < 0:
            raise damaged(self._path, "its statements cover a document many times over")
        return self._character(start), self._character(end)

    def _character(self, unit: int) -> int:
        """Return the character that begins at a unit, or after it."""
        return unit - bisect_left(self._wide, unit - 1)


def _statements(
    tables: PlainTables, path: FilePath
) -> Iterator[IncomingStatement | IncomingActor | IncomingTopic | IncomingSource | BadRow | Remark]:
    """Yield the statements of an open file, by their documents, and what else there is in it."""
    coded = read_coding(tables)
    yield from coded.entities
    yield from coded.remarks
    waiting: dict[Value, list[Sequence[Value]]] = {}
    found = tables.rows(
        "STATEMENTS", "ID", "DocumentId", "Start", "Stop", optional=("StatementTypeId", "Coder")
    )
    for row in found:
        waiting.setdefault(key_of(row[1]), []).append(row)
    columns = ("ID", "Title", "Text", "Author", "Source", "Section", "Date")
    documents = tables.rows("DOCUMENTS", *columns, optional=("Notes", "Type"))
    conventions = Conventions(lambda _field: coded.scale, is_zero_against=False)
    coding = Coded(conventions)
    is_new = "ENTITIES" in tables.names
    empty = 0
    for told in sorted(documents, key=lambda row: order_of_rows(row[0])):
        document = _Document(told, path, is_new=is_new)
        rows = sorted(
            waiting.pop(key_of(told[0]), ()), key=lambda row: order_of_rows(row[2], row[0])
        )
        empty += not rows
        yield from _of_document(document, rows, coded, coding)
        yield from conventions.remarks()
    if empty:
        yield Remark("DOCUMENTS", f"{empty} of them have no statement, and aren't imported")
    for row in (row for rows in waiting.values() for row in rows):
        yield BadRow(line_of(row[0]), "DocumentId", "there is no such document", "correct it")


def _of_document(
    document: _Document, rows: Sequence[Sequence[Value]], coded: FileCoding, coding: Coded
) -> Iterator[IncomingStatement | IncomingSource | BadRow | Remark]:
    """Yield the statements of a document; an annotation without variables is a note on it."""
    statements = []
    for row in rows:
        if coded.is_statement(row[4]):
            statements.append(row)
            continue
        try:
            document.annotate(row, coded.values.get(key_of(row[0]), ()))
        except RowError as error:
            yield BadRow(line_of(row[0]), error.field, error.problem, error.remedy)
    if len(statements) < len(rows):
        yield source_of(document.fields, ALONE)._replace(line=line_of(rows[0][0]))
        number = len(rows) - len(statements)
        told = "annotation without variables is a note" if number == 1 else "annotations are notes"
        yield Remark(str(document.fields["title"]), f"{number:,} {told} on it")
    for row in statements:
        try:
            yield _statement(row, coded, document, coding)
        except RowError as error:
            yield BadRow(line_of(row[0]), error.field, error.problem, error.remedy)


def _statement(
    row: Sequence[Value], coded: FileCoding, document: _Document, coding: Coded
) -> IncomingStatement:
    """Return the statement of a row, by what it was coded with."""
    number, _, start, stop, _, coder = row
    span = document.span(start, stop)
    kind = kind_of(document.text, [span], document.quotations)
    words = document.text[span[0] : span[1]].strip()
    fields: dict[str, object] = {
        **document.fields,
        "text": unmarked(words) if kind is Kind.DIRECT else words,
        "kind": str(kind),
    }
    extra: dict[str, object] = {"dna_id": number, "dna_document": document.id}
    for name, value in coded.values.get(key_of(number), ()):
        field = field_of(name)
        if field and field not in fields:
            fields[field] = value
        elif isinstance(value, str | int | float) and value != "":
            extra[str(name)] = value
    made = coding.statement(fields, extra)
    place = {"start": span[0], "end": span[1]}
    coded_by = str(coded.coders.get(key_of(coder)) or "")
    return made._replace(locator=place, coder=coded_by, line=line_of(number))


def _day(date: object, *, is_new: bool) -> str:
    """Return the day of a document: seconds of UTC since version 3, before milliseconds.

    Those were of a midnight of the coder's own, and the file doesn't say where that was.
    """
    if not isinstance(date, int):
        return ""
    return of_seconds(date) if is_new else of_local_seconds(date / 1000)
