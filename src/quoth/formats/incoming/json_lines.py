"""JSON (RFC 8259) and JSON Lines (https://jsonlines.org): objects of which each is a statement.

A JSON file is a list of objects, or an object that holds such a list; JSON Lines has one a line.
The keys are known by name, as the columns of a table are, and objects within the objects (a
`speaker` with a `name` and a `role`) are read as though their keys were columns. A line whose
`type` is that of a record is quoth's own (`own`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from quoth.basics.places import FilePath
from quoth.formats.incoming import own
from quoth.formats.incoming.lines import json_decoder, lines, whole_text
from quoth.formats.incoming.mapping import ColumnMapping, mapped, squashed
from quoth.formats.incoming.records import BadRow, FormatError, Incoming, Record, Told, unheard
from quoth.formats.incoming.rows import statement_of
from quoth.store.parsing import Document

Entry = tuple[int, Document]
"""An object, and the line that it begins at."""
_NESTED: Final = frozenset({"speaker", "actor", "person", "source", "article", "locator"})
"""Keys of objects that are read as though their keys were columns."""
_BLANK: Final = r"[ \t\n\r]*"
_LOOKED_AT: Final = 200
"""Entries whose keys a mapping is shown for."""
_Read = TypeVar("_Read")


def problem_of(error: Exception) -> str:
    """Say what is wrong with a text that should be JSON."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"this isn't JSON ({error.msg[:1].lower()}{error.msg[1:]})"
    return str(error).partition(";")[0]


def read_lines(path: FilePath, decided: Mapping[str, str], told: Told = unheard) -> Incoming:
    """Yield the records of a file of JSON Lines.

    Raises:
        FormatError: the text isn't UTF-8, or the file can't be read.
    """
    return _records(line_entries(path, told), decided)


def read_whole(path: FilePath, decided: Mapping[str, str], told: Told = unheard) -> Incoming:
    """Yield the records of a JSON file.

    Raises:
        FormatError: it isn't JSON, or holds no list of objects.
    """
    return _records(entries(path, told), decided)


def mapping_of(found: Iterator[Entry | BadRow], decided: Mapping[str, str]) -> ColumnMapping:
    """Return which keys of the first entries go where."""
    keys: dict[str, None] = {}
    for entry, _ in zip(found, range(_LOOKED_AT), strict=False):
        if not isinstance(entry, BadRow) and not own.is_own(entry[1]):
            keys.update(dict.fromkeys(flat(entry[1])))
    return mapped([*keys], decided)


def line_entries(path: FilePath, told: Told = unheard) -> Iterator[Entry | BadRow]:
    """Yield the objects of a file of JSON Lines."""
    for line in lines(path, told):
        if isinstance(line, BadRow):
            yield line
        elif line.text.strip():
            yield _entry(line.text, line.number)


def _entry(text: str, line: int) -> Entry | BadRow:
    """Return the object of a line."""
    try:
        found = json_decoder().decode(text)
    except (ValueError, RecursionError) as error:
        return BadRow(line, "", problem_of(error), "correct the line")
    return _checked(found, line)


def _checked(found: object, line: int) -> Entry | BadRow:
    """Return a value as an entry, if it is an object."""
    if not isinstance(found, dict):
        return BadRow(line, "", "it isn't an object of fields", "write it in braces")
    return line, found


def entries(path: FilePath, told: Told = unheard) -> Iterator[Entry | BadRow]:
    """Yield the objects of a JSON file's list, each as it is met."""
    text = whole_text(path, told)
    return _Scan(text, path).entries()


class _Scan:
    """A place in a JSON text."""

    def __init__(self, text: str, path: FilePath) -> None:
        """Begin at the start."""
        self._text = text
        self._path = path
        self._place = 0
        self._line = 1
        self._counted = 0
        self._blank = re.compile(_BLANK)

    def entries(self) -> Iterator[Entry | BadRow]:
        """Yield the objects of the list that the text is, or of the first that it holds."""
        if self._next() == "{":
            self._place += 1
            self._find_list()
        if self._next() != "[":
            raise self._error("it holds no list of objects", "name a list of statements")
        self._place += 1
        if self._next() == "]":
            return
        while True:
            line = self._at()
            yield _checked(self._value(), line)
            if self._next() != ",":
                break
            self._place += 1
        if self._next() != "]":
            raise self._error("the list doesn't end, as if cut off", "restore a copy of it")

    def _find_list(self) -> None:
        """Go to the first list of objects among the values of an object."""
        while self._next() == '"':
            self._value()
            if self._next() != ":":
                break
            self._place += 1
            start = self._place
            if self._next() == "[":
                start = self._place
                self._place += 1
                if self._next() == "{":
                    self._place = start
                    return
                self._place = start
            self._value()
            if self._next() == ",":
                self._place += 1
        raise self._error("it holds no list of objects", "name a list of statements")

    def _next(self) -> str:
        """Pass blanks, and return the character that follows."""
        match = self._blank.match(self._text, self._place)
        if match is not None:
            self._place = match.end()
        return self._text[self._place : self._place + 1]

    def _value(self) -> object:
        """Pass a value, and return it."""
        try:
            value, self._place = json_decoder().raw_decode(self._text, self._place)
        except json.JSONDecodeError as error:
            self._place = error.pos
            raise self._error(problem_of(error), "correct it there") from None
        except (ValueError, RecursionError) as error:
            raise self._error(problem_of(error), "correct it there") from None
        return value

    def _at(self) -> int:
        """Return the line of the place."""
        self._next()
        self._line += self._text.count("\n", self._counted, self._place)
        self._counted = self._place
        return self._line

    def _error(self, problem: str, remedy: str) -> FormatError:
        """Return an error at the place."""
        line = self._text.count("\n", 0, self._place) + 1
        return FormatError(self._path, line, problem, remedy)


def _records(found: Iterator[Entry | BadRow], decided: Mapping[str, str]) -> Incoming:
    """Yield the records that objects are."""
    mappings: dict[tuple[str, ...], ColumnMapping] = {}

    def mapping(keys: Sequence[str]) -> ColumnMapping:
        known = tuple(keys)
        if known not in mappings:
            if len(mappings) > _LOOKED_AT:
                mappings.clear()
            mappings[known] = mapped(known, decided)
        return mappings[known]

    for entry in found:
        yield entry if isinstance(entry, BadRow) else _record(entry, mapping)


def _record(entry: Entry, mapping: Callable[[Sequence[str]], ColumnMapping]) -> Record | BadRow:
    """Return the record that an object is."""
    line, document = entry
    if own.is_own(document):
        return own.incoming(document, line)
    row = flat(document)
    columns = mapping([*row])
    fields = {field: row[column] for column, field in columns.fields.items()}
    extra = {column: row[column] for column in columns.extra if row[column] not in (None, "")}
    return statement_of(fields, extra, line)


def flat(document: Document) -> Document:
    """Return an object with the keys of some objects within it beside its own."""
    made: Document = {}
    for key, value in document.items():
        if isinstance(value, dict) and squashed(key) in _NESTED:
            prefix = "source" if squashed(key) == "article" else key
            made.update({f"{prefix}_{inner}": part for inner, part in value.items()})
        else:
            made[key] = value
    return made
