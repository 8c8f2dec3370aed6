"""Reads as much of a store's file as possible: reports what isn't a record, and keeps the rest.

`store.loading` refuses a file at its first fault. A check should name them all, so this continues
wherever it can.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.checking.findings import Finding, FindingPlace
from quoth.checking.rules import FILE
from quoth.store.errors import StoreError
from quoth.store.folding import fold
from quoth.store.parsing import Tables, parse, read_bytes

_BLANKS: Final = re.compile(r"[ \t\n\r]*")
Lines = dict[tuple[str, str], int]
"""The line that a record of a table begins on, by table and key."""


class StoreContents(NamedTuple):
    """What could be read of a file."""

    tables: Tables
    findings: list[Finding]
    """What couldn't."""
    text: str
    is_strict: bool
    """Whether all of it was read."""


def read(path: FilePath) -> StoreContents:
    """Return what can be read of a store's file, with what its journal changes in it.

    Raises:
        StoreError: there is nothing to check: no such file, or it may not be read.
    """
    findings = []
    try:
        fold(path)
    except StoreError as error:
        findings.append(_as_finding(error))
    except OSError as error:
        problem = f"its journal can't be folded in ({error.strerror or error})"
        findings.append(FILE.at(FindingPlace(), problem, "see who may write there"))
    held = understood(read_bytes(path), path)
    held.findings[:0] = findings
    return held


def understood(data: bytes, path: FilePath) -> StoreContents:
    """Return what can be read of the bytes of a store's file."""
    text = data.decode("utf-8-sig", errors="replace")
    try:
        return StoreContents(parse(data, path), [], text, is_strict=True)
    except StoreError as error:
        first = _as_finding(error)
    try:
        whole = json.loads(text)
        tables, findings = _sifted(whole)
    except (ValueError, RecursionError):
        return StoreContents({}, [first], text, is_strict=False)
    # What parsing stopped at is among what was sifted out, or else it is a key that stands twice.
    same = any(found.place[:2] == first.place[:2] for found in findings)
    return StoreContents(tables, findings if same else [first, *findings], text, is_strict=False)


def _as_finding(error: StoreError) -> Finding:
    """Return what stopped parsing."""
    spot = error.spot
    place = FindingPlace(spot.table, spot.key, line=spot.line)
    return FILE.at(place, error.problem, error.remedy)


def _sifted(whole: object) -> tuple[Tables, list[Finding]]:
    """Return the records among what a file holds, and say what is none."""
    if not isinstance(whole, dict):
        return {}, []
    tables: Tables = {}
    findings = []
    for table, rows in whole.items():
        if not isinstance(rows, dict):
            message = "a table is an object of records by number"
            findings.append(FILE.at(FindingPlace(table), message, "correct the table"))
            continue
        kept = tables[table] = {}
        for key, row in rows.items():
            if not (key.isascii() and key.isdigit()) or key[0] == "0":
                message, remedy = "a record's key is a number from 1", "renumber it"
                findings.append(FILE.at(FindingPlace(table, key), message, remedy))
            elif not isinstance(row, dict):
                message, remedy = "a record is an object of fields", "correct the record"
                findings.append(FILE.at(FindingPlace(table, key), message, remedy))
            else:
                kept[key] = row
    return tables, findings


def record_lines(text: str) -> Lines:
    """Return the line that each record begins on, as far as the text is JSON."""
    lines: Lines = {}
    line, counted = 1, 0
    try:
        for table, key, start in _records(text):
            line += text.count("\n", counted, start)
            counted = start
            lines[table, key] = line
    except (ValueError, IndexError, RecursionError):
        pass  # the lines of what comes after a fault are unknown
    return lines


def _records(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield the table and the key of each record, and where its key stands."""
    decode = json.JSONDecoder().raw_decode
    for table, _, value in _members(text, _skip(text, 0)):
        if text[value] == "{":
            for key, start, _ in _members(text, value):
                yield table, key, start
        else:
            decode(text, value)


def _members(text: str, place: int) -> Iterator[tuple[str, int, int]]:
    """Yield the keys of an object, where each stands, and where its value begins."""
    decode = json.JSONDecoder().raw_decode
    if text[place] != "{":
        raise ValueError
    place = _skip(text, place + 1)
    while text[place] != "}":
        start = place
        key, place = decode(text, start)
        place = _skip(text, place)
        value = _skip(text, place + 1)
        yield str(key), start, value
        _, place = decode(text, value)
        place = _skip(text, place)
        if text[place] == ",":
            place = _skip(text, place + 1)


def _skip(text: str, place: int) -> int:
    """Return the first position from one on that isn't whitespace."""
    found = _BLANKS.match(text, place)
    return found.end() if found else place
