"""The codings of the sample of Discourse Network Analyzer, as a file of it with invented words.

`dna-sample-codings.tsv` has who took which position in which document: bare facts, no text. The
texts here are ours.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

_FILE: Final = Path(__file__).parent / "dna-sample-codings.tsv"
_VARIABLES: Final = ("person", "organization", "concept")
CODERS: Final = ("Ada", "Bo", "Cy", "Di")
KINDS: Final = {"Senate": "Government", "Sierra Club": "NGO"}
"""What two of the organisations are, as an attribute."""


class SampleCoding(NamedTuple):
    """A coding of the sample."""

    id: int
    document: int
    day: str
    person: str
    organization: str
    concept: str
    agreement: int


def codings() -> list[SampleCoding]:
    """Return the codings of the sample."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [
            SampleCoding(
                int(row["id"]), int(row["document"]), row["day"], row["person"],
                row["organization"], row["concept"], int(row["agreement"]),
            )
            for row in rows
        ]  # fmt: skip


def words_of(one: SampleCoding) -> str:
    """Return words for a coding, which nobody else says."""
    return f"Remark {one.id} of the hearing, on which we agree or don't."


def write(path: Path, version: int) -> Path:
    """Write the file that a version of the program would have of the codings, and return it."""
    found = codings()
    texts: dict[int, str] = {}
    spans: dict[int, tuple[int, int]] = {}
    for one in found:
        before = texts.get(one.document, "")
        spans[one.id] = (len(before), len(before) + len(words_of(one)))
        texts[one.document] = f"{before}{words_of(one)}\n"
    days = {one.document: one.day for one in found}
    with closing(sqlite3.connect(path)) as base:
        _tables(base, version)
        for document, text in texts.items():
            seconds = int(datetime.fromisoformat(f"{days[document]}T00:00:00+00:00").timestamp())
            base.execute(
                "INSERT INTO DOCUMENTS VALUES (?, ?, ?, 1, 'A clerk', 'The House', '', '', '', ?)",
                (document, f"Hearing {document}", text, seconds * (1 if version == 3 else 1000)),
            )
        entities = _entities(base, found, version)
        for one in found:
            _statement(base, one, spans[one.id], entities if version == 3 else {})
        start, end = spans[found[0].id]
        base.execute("INSERT INTO STATEMENTS VALUES (99, 2, 1, ?, ?, 1)", (start, end))
        base.execute("INSERT INTO DATALONGTEXT VALUES (1, 99, 5, 'Read this again.')")
        base.commit()
    return path


def _tables(base: sqlite3.Connection, version: int) -> None:
    """Make the tables, the variables and the coders."""
    base.executescript(
        "CREATE TABLE DOCUMENTS (ID INTEGER, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT, "
        "Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);"
        "CREATE TABLE STATEMENTTYPES (ID INTEGER, Label TEXT);"
        "INSERT INTO STATEMENTTYPES VALUES (1, 'DNA Statement'), (2, 'Annotation');"
        "CREATE TABLE VARIABLES (ID INTEGER, Variable TEXT, StatementTypeId INTEGER);"
        "INSERT INTO VARIABLES VALUES (1, 'person', 1), (2, 'organization', 1), (3, 'concept', 1), "
        "(4, 'agreement', 1), (5, 'note', 2);"
        "CREATE TABLE CODERS (ID INTEGER, Name TEXT);"
        "CREATE TABLE STATEMENTS (ID INTEGER, StatementTypeId INTEGER, DocumentId INTEGER, "
        "Start INTEGER, Stop INTEGER, Coder INTEGER);"
        "CREATE TABLE DATABOOLEAN (ID INTEGER, StatementId INTEGER, VariableId INTEGER, "
        "Value INTEGER);"
        "CREATE TABLE DATALONGTEXT (ID INTEGER, StatementId INTEGER, VariableId INTEGER, "
        "Value TEXT);"
    )
    before = "CREATE TABLE DATASHORTTEXT (ID INTEGER, StatementId INTEGER, VariableId INTEGER, "
    base.execute(before + ("Entity INTEGER)" if version == 3 else "Value TEXT)"))
    base.executemany("INSERT INTO CODERS VALUES (?, ?)", list(enumerate(CODERS, 1)))


def _entities(
    base: sqlite3.Connection, found: Sequence[SampleCoding], version: int
) -> Mapping[tuple[str, str], int]:
    """Write what values may be, with attributes, and return the numbers of them."""
    pairs = {(name, getattr(one, name)): "" for one in found for name in _VARIABLES}
    numbers = {pair: number for number, pair in enumerate(pairs, 1)}
    rows = [
        (number, _VARIABLES.index(name) + 1, value, KINDS.get(value, ""))
        for (name, value), number in numbers.items()
    ]
    if version == 2:
        base.execute("CREATE TABLE ATTRIBUTES (ID INTEGER, VariableId INTEGER, Value TEXT, "
                     "Type TEXT, Alias TEXT, Notes TEXT, ChildOf TEXT)")  # fmt: skip
        base.executemany("INSERT INTO ATTRIBUTES VALUES (?, ?, ?, ?, '', '', '')", rows)
        return numbers
    base.executescript(
        "CREATE TABLE ENTITIES (ID INTEGER, VariableId INTEGER, Value TEXT, ChildOf INTEGER);"
        "CREATE TABLE ATTRIBUTEVARIABLES (ID INTEGER, VariableId INTEGER, AttributeVariable TEXT);"
        "INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 2, 'Type');"
        "CREATE TABLE ATTRIBUTEVALUES (ID INTEGER, EntityId INTEGER, AttributeVariableId INTEGER, "
        "AttributeValue TEXT);"
    )
    base.executemany("INSERT INTO ENTITIES VALUES (?, ?, ?, NULL)", [row[:3] for row in rows])
    base.executemany(
        "INSERT INTO ATTRIBUTEVALUES VALUES (?, ?, 1, ?)",
        [(row[0], row[0], row[3]) for row in rows if row[3]],
    )
    return numbers


def _statement(
    base: sqlite3.Connection,
    one: SampleCoding,
    span: tuple[int, int],
    entities: Mapping[tuple[str, str], int],
) -> None:
    """Write a statement: its values by number, where there are numbers for them."""
    coder = one.id % len(CODERS) + 1
    base.execute("INSERT INTO STATEMENTS VALUES (?, 1, ?, ?, ?, ?)",
                 (one.id, one.document, *span, coder))  # fmt: skip
    for place, name in enumerate(_VARIABLES, 1):
        value = getattr(one, name)
        row = (one.id * 10 + place, one.id, place, entities.get((name, value), value))
        base.execute("INSERT INTO DATASHORTTEXT VALUES (?, ?, ?, ?)", row)
    base.execute("INSERT INTO DATABOOLEAN VALUES (?, ?, 4, ?)", (one.id, one.id, one.agreement))
