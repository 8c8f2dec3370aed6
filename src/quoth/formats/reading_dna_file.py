"""The `.dna` files of Discourse Network Analyzer, which are SQLite; see `reading_dna`.

A statement is a span of a document's text; its variables stand in a table for each type of value.
The offsets are Java's: they count UTF-16 units, of which some characters take two.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from quoth.formats.incoming import BadRow, FormatError, Incoming, IncomingStatement, Told, unheard
from quoth.formats.reading_dna import VARIABLES, Coded
from quoth.formats.rows import RowError
from quoth.formats.verbatim import kind_of, quoted_spans, unmarked
from quoth.formats.written_dates import of_local_seconds, of_seconds
from quoth.model import Kind
from quoth.places import FilePath

MAGIC: Final = b"SQLite format 3\x00"
_NEEDED: Final = frozenset({"DOCUMENTS", "STATEMENTS", "VARIABLES", "DATASHORTTEXT"})
_STATEMENTS: Final = (
    "SELECT s.ID, s.Start, s.Stop, d.ID, d.Title, d.Text, d.Author, d.Source, d.Section, d.Date "
    "FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId ORDER BY d.ID, s.Start, s.ID"
)
_BOOLEANS: Final = (
    "SELECT v.Variable, x.Value FROM DATABOOLEAN x "
    "JOIN VARIABLES v ON v.ID = x.VariableId WHERE x.StatementId = ?"
)
_IN_PLACE: Final = (
    "SELECT v.Variable, x.Value FROM DATASHORTTEXT x "
    "JOIN VARIABLES v ON v.ID = x.VariableId WHERE x.StatementId = ?"
)
_IN_ATTRIBUTES: Final = (
    "SELECT v.Variable, a.Value FROM DATASHORTTEXT x JOIN VARIABLES v ON v.ID = x.VariableId "
    "JOIN ATTRIBUTES a ON a.ID = x.Value WHERE x.StatementId = ?"
)
_IN_ENTITIES: Final = (
    "SELECT v.Variable, e.Value FROM DATASHORTTEXT x JOIN VARIABLES v ON v.ID = x.VariableId "
    "JOIN ENTITIES e ON e.ID = x.Entity WHERE x.StatementId = ?"
)
_REMEDY: Final = "name a file of Discourse Network Analyzer 2 or 3"


def read(path: FilePath, _decided: Mapping[str, str], told: Told = unheard) -> Incoming:
    """Yield the statements of a file.

    Raises:
        FormatError: it isn't one of Discourse Network Analyzer, or is damaged.
    """
    size = _size(path)
    try:
        with closing(_opened(path)) as database:
            yield from _statements(database, path)
    except (sqlite3.Error, OverflowError) as error:
        raise FormatError(path, 0, f"it can't be read ({error})", _REMEDY) from None
    told(size)


def _size(path: FilePath) -> int:
    """Return how many bytes a file has, once it is sure that there is one."""
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        raise FormatError(path, 0, "there is no such file", "check the name") from None


def _opened(path: FilePath) -> sqlite3.Connection:
    """Open a file so that nothing can change it, nor anything in it act."""
    database = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    database.text_factory = lambda data: data.decode("utf-8", "replace")
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA query_only = ON")
    return database


def _statements(
    database: sqlite3.Connection, path: FilePath
) -> Iterator[IncomingStatement | BadRow]:
    """Yield the statements of an open file."""
    tables = {
        str(name).upper()
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    if not tables >= _NEEDED:
        raise FormatError(path, 0, "it isn't one of Discourse Network Analyzer", _REMEDY)
    short = _IN_ENTITIES if "ENTITIES" in tables else _IN_ATTRIBUTES
    short = short if {"ENTITIES", "ATTRIBUTES"} & tables else _IN_PLACE
    queries = [short, *([_BOOLEANS] if "DATABOOLEAN" in tables else [])]
    coding = Coded()
    document = _Document()
    for row in database.execute(_STATEMENTS):
        values = [pair for query in queries for pair in database.execute(query, (row[0],))]
        try:
            document.turn_to(row[3], row[5])
            yield _statement(row, values, document, coding, is_new="ENTITIES" in tables)
        except RowError as error:
            line = row[0] if isinstance(row[0], int) else 0
            yield BadRow(line, error.field, error.problem, error.remedy)


class _Document:
    """The document that statements are read of, one after the other."""

    def __init__(self) -> None:
        """Begin with none."""
        self._id: object = None
        self.text = ""
        self._units = b""
        self.quotations: list[tuple[int, int]] = []

    def turn_to(self, document_id: object, text: object) -> None:
        """Take a document, if it isn't the one at hand."""
        if document_id != self._id or not self._id:
            self._id = document_id
            self.text = text if isinstance(text, str) else ""
            is_plain = all(character <= "\uffff" for character in self.text)
            self._units = b"" if is_plain else self.text.encode("utf-16-le", "surrogatepass")
            self.quotations = quoted_spans(self.text)

    def span(self, start: object, end: object) -> tuple[int, int]:
        """Return a span in characters."""
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
            raise RowError("Start", "it is no span of the text", "correct Start and Stop")
        if end > (len(self._units) // 2 or len(self.text)):
            raise RowError("Stop", "it leads beyond the text", "correct Start and Stop")
        if self._units:
            start, end = (
                len(self._units[: 2 * unit].decode("utf-16-le", "replace")) for unit in (start, end)
            )
        return start, end


def _statement(
    row: tuple[object, ...],
    values: Iterable[tuple[object, object]],
    document: _Document,
    coding: Coded,
    *,
    is_new: bool,
) -> IncomingStatement:
    """Return the statement of a row, by what it was coded with."""
    number, start, stop, document_id, title, _, author, source, section, date = row
    span = document.span(start, stop)
    kind = kind_of(document.text, [span], document.quotations)
    words = document.text[span[0] : span[1]].strip()
    coded: dict[str, object] = {
        "text": unmarked(words) if kind is Kind.DIRECT else words,
        "kind": str(kind),
        "title": title or f"Document {document_id}",
        "author": author,
        "publisher": source,
        "section": section,
        "date": _day(date, is_new=is_new),
    }
    extra: dict[str, object] = {"dna_id": number, "dna_document": document_id}
    for name, value in values:
        field = VARIABLES.get(str(name).casefold(), "")
        if field:
            coded.setdefault(field, value)
        elif isinstance(value, str | int) and value != "":
            extra[str(name)] = value
    made = coding.statement(coded, extra)
    line = number if isinstance(number, int) else 0
    return made._replace(locator={"start": span[0], "end": span[1]}, line=line)


def _day(date: object, *, is_new: bool) -> str:
    """Return the day of a document: seconds of UTC since version 3, before milliseconds.

    Those were of a midnight of the coder's own, and the file doesn't say where that was.
    """
    if not isinstance(date, int):
        return ""
    return of_seconds(date) if is_new else of_local_seconds(date / 1000)
