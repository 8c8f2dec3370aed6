"""JSON (RFC 8259) and JSON Lines (https://jsonlines.org): objects of which each is a statement.

A JSON file is a list of objects, or an object that holds such lists, of which those are read whose
objects have words; JSON Lines has one a line.
The keys are known by name, as the columns of a table are, and objects within the objects (a
`speaker` with a `name` and a `role`) are read as though their keys were columns. A line whose
`type` is that of a record is quoth's own (`own`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple, TypeVar

from quoth.basics.places import FilePath
from quoth.formats.incoming import own
from quoth.formats.incoming.conventions import Conventions
from quoth.formats.incoming.lines import json_decoder, lines, whole_text
from quoth.formats.incoming.mapping import ColumnMapping, mapped, squashed
from quoth.formats.incoming.records import (
    AS_IT_IS,
    BadRow,
    Choices,
    FormatError,
    Incoming,
    Record,
    Remark,
    Told,
    unheard,
)
from quoth.formats.incoming.rows import statement_of
from quoth.store.parsing import Document

Entry = tuple[int, Document]
"""An object, and the line that it begins at."""
_NESTED: Final = frozenset({"speaker", "actor", "person", "source", "article", "locator"})
"""Keys of objects that are read as though their keys were columns."""
_BLANK: Final = r"[ \t\n\r]*"
_WORDS: Final = 1_000
"""What it is worth that a list's objects have words: more than all other fields."""
_DEPTH: Final = 8
"""How deep in objects lists are looked for."""
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


def read_lines(path: FilePath, choices: Choices = AS_IT_IS, told: Told = unheard) -> Incoming:
    """Yield the records of a file of JSON Lines.

    Raises:
        FormatError: the text isn't UTF-8, or the file can't be read.
    """
    return _records(lambda: line_entries(path), line_entries(path, told), choices)


def read_whole(path: FilePath, choices: Choices = AS_IT_IS, told: Told = unheard) -> Incoming:
    """Yield the records of a JSON file.

    Raises:
        FormatError: it isn't JSON, or holds no list of objects.
    """
    return _records(lambda: entries(path), entries(path, told), choices)


def mapping_of(
    found: Iterator[Entry | BadRow | Remark],
    decided: Mapping[str, str],
) -> ColumnMapping:
    """Return which keys of the first entries go where."""
    keys: dict[str, None] = {}
    for entry in islice(found, _LOOKED_AT):
        if not isinstance(entry, BadRow | Remark) and not own.is_own(entry[1]):
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


def entries(path: FilePath, told: Told = unheard) -> Iterator[Entry | BadRow | Remark]:
    """Yield the objects of a JSON file's lists, each as it is met, and which lists aren't read."""
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

    def entries(self) -> Iterator[Entry | BadRow | Remark]:
        """Yield the objects of the list that the text is, or of those it holds that have words."""
        if self._next() != "{":
            yield from self._list()
            self._check_end()
            return
        lists = [*self._lists("", 0)]
        self._check_end()
        worth = [_worth(one) for one in lists]
        best = max(worth, default=0)
        if not lists:
            raise self._error("it holds no list of objects", "name a list of statements")
        for one, known in zip(lists, worth, strict=True):
            if known == best or known >= _WORDS:
                self._place, self._line, self._counted = one.place, 1, 0
                yield from self._list()
            else:
                yield Remark(one.name, "it is a list of something else: it isn't read", one.line)

    def _list(self) -> Iterator[Entry | BadRow]:
        """Yield the objects of the list at the place."""
        if self._next() != "[":
            raise self._error("it holds no list of objects", "name a list of statements")
        self._place += 1
        if self._next() == "]":
            self._place += 1
            return
        while True:
            line = self._at()
            yield _checked(self._value(), line)
            if self._next() != ",":
                break
            self._place += 1
        if self._next() != "]":
            raise self._error("the list doesn't end, as if cut off", "restore a copy of it")
        self._place += 1

    def _lists(self, name: str, depth: int) -> Iterator[_List]:
        """Pass the object at the place, and yield the lists of objects in it."""
        self._place += 1
        if self._next() == "}":
            self._place += 1
            return
        while True:
            if self._next() != '"':
                raise self._error("a key is missing", "correct it there")
            key = f"{name}.{self._value()}".lstrip(".")
            if self._next() != ":":
                raise self._error("a colon is missing", "correct it there")
            self._place += 1
            if self._next() == "{" and depth < _DEPTH:
                yield from self._lists(key, depth + 1)
            else:
                start, line = self._place, self._at()
                value = self._value()
                if isinstance(value, list) and any(isinstance(one, dict) for one in value):
                    yield _List(key, start, line, _keys(value))
            if self._next() != ",":
                break
            self._place += 1
        if self._next() != "}":
            raise self._error("the object doesn't end, as if cut off", "restore a copy of it")
        self._place += 1

    def _check_end(self) -> None:
        """Check that nothing follows the value that the text is."""
        if self._next():
            raise self._error("something follows the end", "write it as JSON Lines, or a list")

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


class _List(NamedTuple):
    """A list of objects in an object: its keys, where it begins, and what its objects hold."""

    name: str
    place: int
    line: int
    keys: Sequence[str]


def _keys(value: Sequence[object]) -> Sequence[str]:
    """Return the keys of the first objects of a list."""
    keys: dict[str, None] = {}
    for one in value[:_LOOKED_AT]:
        if isinstance(one, dict):
            keys.update(dict.fromkeys(flat(one)))
    return [*keys]


def _worth(one: _List) -> int:
    """Return how likely the objects of a list are statements: most if they have words."""
    mapping = mapped(one.keys, {}, with_slips=False)
    return mapping.known + (_WORDS if "quote" in mapping.fields.values() else 0)


def _records(
    again: Callable[[], Iterator[Entry | BadRow | Remark]],
    found: Iterator[Entry | BadRow | Remark],
    choices: Choices,
) -> Incoming:
    """Yield the records that objects are."""
    mapping = _mapper(choices.columns)

    def column(field: str) -> Iterator[str]:
        rows = (flat(one[1]) for one in again() if not isinstance(one, BadRow | Remark))
        for row in rows:
            yield from _held(row, mapping([*row]), field)

    conventions = Conventions(column, choices.dates)
    for entry in found:
        if isinstance(entry, BadRow | Remark):
            yield entry
        else:
            yield _record(entry, mapping, conventions)
            yield from conventions.remarks()


def _mapper(decided: Mapping[str, str]) -> Callable[[Sequence[str]], ColumnMapping]:
    """Return what maps keys, and remembers those that it has met."""
    mappings: dict[tuple[str, ...], ColumnMapping] = {}

    def mapping(keys: Sequence[str]) -> ColumnMapping:
        known = tuple(keys)
        if known not in mappings:
            if len(mappings) > _LOOKED_AT:
                mappings.clear()
            mappings[known] = mapped(known, decided)
        return mappings[known]

    return mapping


def _held(row: Document, mapping: ColumnMapping, field: str) -> Iterator[str]:
    """Yield what stands in a field of a row, as a text."""
    for name, meant in mapping.fields.items():
        if meant == field and isinstance(row[name], str | int | float):
            yield str(row[name]).strip()


def _record(
    entry: Entry, mapping: Callable[[Sequence[str]], ColumnMapping], conventions: Conventions
) -> Record | BadRow | Remark:
    """Return the record that an object is."""
    line, document = entry
    if own.is_own(document):
        return own.incoming(document, line)
    row = flat(document)
    columns = mapping([*row])
    fields = {field: row[column] for column, field in columns.fields.items()}
    extra = {column: row[column] for column in columns.extra if row[column] not in (None, "")}
    return statement_of(fields, extra, line, conventions)


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
