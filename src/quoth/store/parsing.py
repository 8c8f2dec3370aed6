"""JSON into tables, strictly: what TinyDB would misread silently is refused here.

`json` alone keeps the last of two equal keys, takes NaN for a number, and tells a truncated file
from a wrong one only by a position.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from quoth.basics import files
from quoth.basics.places import FilePath
from quoth.store.errors import Spot, StoreError

Document = dict[str, object]
"""A record as the file holds it."""
Tables = dict[str, dict[str, Document]]
"""Documents by table and by TinyDB's document id, a decimal number in a string."""

LARGEST: Final = 1 << 33
"""Bytes of the largest store that is opened, and of the largest journal: of fourteen million
statements."""
_RESTORE = "restore a copy of it"
_Read = TypeVar("_Read")


def read_bytes(path: FilePath) -> bytes:
    """Return the bytes of a store's file.

    Raises:
        StoreError: it is missing, unreadable, not a regular file, too large, or empty.
    """
    data = guarded(path, lambda: _bytes(path))
    if not data.strip():
        raise _empty(path)
    return data


def _bytes(path: FilePath) -> bytes:
    """Return the bytes of a file."""
    return files.whole(path, LARGEST)


def guarded(path: FilePath, read: Callable[[], _Read]) -> _Read:
    """Return what is read of a file, and say in one line why it can't be."""
    try:
        return read()
    except FileNotFoundError:
        raise StoreError(path, "", "there is no such file", "check the name") from None
    except IsADirectoryError:
        raise StoreError(path, "", "this is a directory", "name a store's JSON file") from None
    except PermissionError:
        raise StoreError(path, "", "it may not be read", "ask for permission to read it") from None
    except files.UnfitFileError as error:
        raise StoreError(path, "", error.problem, error.remedy) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise StoreError(path, "", f"it can't be read ({reason})", "check the name") from None


def _empty(path: FilePath) -> StoreError:
    """Return the error for a file that has nothing in it."""
    return StoreError(path, "", "the file is empty", "name a store, or delete it")


def probe(path: FilePath) -> None:
    """Look whether a file could be a store at all, without reading it whole.

    Raises:
        StoreError: it can't be read, is empty, or begins otherwise than a JSON object.
    """
    start = guarded(path, lambda: _beginning(path)).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise _empty(path)
    if not start.startswith(b"{"):
        raise _no_store(path)


def _beginning(path: FilePath) -> bytes:
    """Return the first bytes of a file."""
    with files.opened(path) as file:
        files.check_size(os.fstat(file.fileno()).st_size, LARGEST)
        return file.read(4096)


def parse(data: bytes, path: FilePath) -> Tables:
    """Return the tables of a store's file.

    Raises:
        StoreError: the file isn't UTF-8, isn't JSON, was cut off, repeats a key, or isn't a set of
            tables of records.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise StoreError(
            path, f"line {line}", "the text isn't UTF-8", "save the file as UTF-8", Spot(line=line)
        ) from None
    repeated: list[_Repeated] = []
    try:
        whole = json.loads(
            text,
            object_pairs_hook=lambda pairs: _object(pairs, repeated),
            parse_constant=refuse_constant,
            parse_float=finite,
        )
        keys, culprit = next(_paths_to(whole, repeated)) if repeated else ((), None)
    except json.JSONDecodeError as error:
        raise _json_error(error, path) from None
    except RecursionError:
        raise StoreError(path, "", "it is nested too deeply", "name a quoth store") from None
    except ValueError as error:
        raise StoreError(path, "", str(error), "correct the number") from None
    if culprit is not None:
        raise StoreError(
            path,
            _place(keys),
            f"the key “{culprit.key}” appears twice",
            "keep one of the two",
            Spot("".join(keys[:1]), "".join(keys[1:2])),
        )
    return _tables(whole, path)


class _Repeated(dict[str, object]):
    """An object of the file that has a key twice."""

    key = ""


def _object(pairs: list[tuple[str, object]], repeated: list[_Repeated]) -> Document:
    """Return a JSON object; one that has a key twice is also put on the list."""
    made: Document = dict(pairs)
    if len(made) == len(pairs):
        return made
    culprit = _Repeated(made)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            culprit.key = key
        seen.add(key)
    repeated.append(culprit)
    return culprit


def _paths_to(
    value: object, culprits: list[_Repeated], keys: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], _Repeated]]:
    """Yield the keys that lead to the objects that have a key twice, and those objects."""
    if isinstance(value, _Repeated):
        yield keys, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths_to(inner, culprits, (*keys, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _paths_to(inner, culprits, keys)
    if not keys:
        # A key that stands twice hides one of its two values: the culprit may be in the hidden one.
        yield (), culprits[0]


def _place(keys: tuple[str, ...]) -> str:
    """Return the table and the record that keys lead to."""
    return " ".join(keys[:2])


def refuse_constant(name: str) -> object:
    """Refuse what JSON does not have and Python's reader takes: NaN and the infinities."""
    raise ValueError(f"{name} isn't a JSON number")


def finite(text: str) -> float:
    """Read a number that isn't an integer; refuse one that would be read as infinite."""
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"{text} is too large a number")
    return number


def _json_error(error: json.JSONDecodeError, path: FilePath) -> StoreError:
    """Distinguish a file that was cut off from one that isn't JSON."""
    rest = error.doc[error.pos :].strip()
    spot = Spot(line=error.lineno)
    unterminated = error.msg.startswith("Unterminated string")
    if error.doc.lstrip()[:1] == "{" and (not rest or unterminated):
        return StoreError(
            path, f"line {error.lineno}", "the file ends too early, as if cut off", _RESTORE, spot
        )
    return StoreError(
        path,
        f"line {error.lineno}, column {error.colno}",
        f"this isn't JSON ({error.msg[0].lower()}{error.msg[1:]})",
        "correct it there, or name a quoth store",
        spot,
    )


def _tables(whole: object, path: FilePath) -> Tables:
    """Check that a parsed file has the shape that TinyDB gives a store."""
    if not isinstance(whole, dict) or not isinstance(whole.get("statements", whole), dict):
        raise _no_store(path)
    if not ("statements" in whole or "meta" in whole):
        raise _no_store(path)
    for table, rows in whole.items():
        if not isinstance(rows, dict):
            raise StoreError(
                path,
                table,
                "a table is an object of records by number",
                "correct the table",
                Spot(table),
            )
        for key, row in rows.items():
            if not is_key(key):
                raise _no_record(
                    path, table, key, "a record's key is a number from 1", "renumber it"
                )
            if not isinstance(row, dict):
                problem = "a record is an object of fields"
                raise _no_record(path, table, key, problem, "correct the record")
    return whole


def _no_record(path: FilePath, table: str, key: str, problem: str, remedy: str) -> StoreError:
    """Return the error for something in a table that isn't a record."""
    return StoreError(path, f"{table} {key}", problem, remedy, Spot(table, key))


def is_key(text: str) -> bool:
    """Tell whether a text is a record's key: a whole number from 1, as TinyDB writes it."""
    return text.isascii() and text.isdigit() and text[0] != "0"


def _no_store(path: FilePath) -> StoreError:
    """Return the error for a file that is JSON and no store."""
    return StoreError(
        path,
        "",
        "this isn't a quoth store (it has no table “statements”)",
        "name one, or see `quoth --help`",
    )
