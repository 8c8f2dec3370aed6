"""Whatever stands in a file of Discourse Network Analyzer: nothing false comes of it, no row goes.

The words that come in stand in the document, or the cell, in a row; each statement is taken or
told by its line; and what is against a concept is never for it.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.formats.incoming.records import AS_IT_IS, BadRow, IncomingStatement
from quoth.formats.incoming.sniffing import READERS, ImportFormat
from tests.formats.test_nothing_false import WORDS, check, read

AGAINST = ("-1", "−1", "!agree", "no", "0", "false", "-3", "!support")
AGREEMENTS = (*AGAINST, "1", "yes", "agree", "2", "", "perhaps", "oppose")
PERSON, CONCEPT, TEXT_AGREEMENT, YES_NO, SCALE = 1, 3, 4, 5, 6
"""The variables of a file."""


class Coding(NamedTuple):
    """What a coder made of a span of a document, which may not be there."""

    document: int
    start: int
    stop: int
    person: str
    concept: str
    variable: int
    """By which of three types of variables an agreement is told."""
    agreement: str


TEXTS = st.lists(
    st.sampled_from(["bread ", "😀", "“", "”", '"', "'", " \n", "é", "it’s ", "-1", "[denied] "]),
    min_size=8, max_size=20,
).map("".join)  # fmt: skip
TOLD = [
    *((YES_NO, one) for one in ("0", "1")),
    *((SCALE, one) for one in ("-3", "-1", "0", "1", "2")),
    *((TEXT_AGREEMENT, one) for one in AGREEMENTS),
]


@st.composite
def coded_spans(draw: st.DrawFn) -> Coding:
    """Return what a coder made of a span, which most of the time is there."""
    start = draw(st.integers(-1, 20))
    variable, agreement = draw(st.sampled_from(TOLD))
    return Coding(
        draw(st.sampled_from([1, 1, 2, 2, 9])),
        start,
        start + draw(st.sampled_from([*range(12), 60])),
        draw(st.sampled_from(["Ann", "'t Hart", "", "7", "=1+1"])),
        draw(st.sampled_from(["Milk", "a;b", "", "1", "No, “milk”"])),
        variable,
        agreement,
    )


def stored(path: Path, texts: Sequence[str], codings: Sequence[Coding], layout: str) -> None:
    """Write a file of version 3, or of 2 with its short texts by their ids or in place."""
    new = layout == "3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            f"""
            CREATE TABLE DOCUMENTS (ID INTEGER, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT,
                Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
            CREATE TABLE STATEMENTS (ID INTEGER, StatementTypeId INTEGER, DocumentId INTEGER,
                Start INTEGER, Stop INTEGER, Coder INTEGER);
            CREATE TABLE VARIABLES (ID INTEGER, Variable TEXT, DataType TEXT,
                StatementTypeId INTEGER);
            CREATE TABLE {"ENTITIES" if new else "ATTRIBUTES"}
                (ID INTEGER, VariableId INTEGER, Value TEXT);
            CREATE TABLE DATASHORTTEXT (ID INTEGER, StatementId INTEGER, VariableId INTEGER,
                {"Entity INTEGER" if new else "Value " + ("TEXT" if layout == "2" else "INTEGER")});
            CREATE TABLE DATABOOLEAN (ID INTEGER, StatementId INTEGER, VariableId INTEGER,
                Value INTEGER);
            CREATE TABLE DATAINTEGER (ID INTEGER, StatementId INTEGER, VariableId INTEGER,
                Value INTEGER);
            INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1),
                (3, 'concept', 'short text', 1), (4, 'agreement', 'short text', 1),
                (5, 'agreement', 'boolean', 1), (6, 'agreement', 'integer', 1);
            """  # noqa: S608  # of our own
        )
        for number, text in enumerate(texts, 1):
            database.execute(
                "INSERT INTO DOCUMENTS VALUES (?, ?, ?, 1, '', 'Paper', '', '', '', 0)",
                (number, f"Document {number}", text),
            )
        for number, coding in enumerate(codings, 101):
            database.execute(
                "INSERT INTO STATEMENTS VALUES (?, 1, ?, ?, ?, 1)", (number, *coding[:3])
            )
            _coded(database, number, coding, layout)
        database.commit()


def _coded(database: sqlite3.Connection, number: int, coding: Coding, layout: str) -> None:
    """Write what a statement was coded with."""
    shorts = [(PERSON, coding.person), (CONCEPT, coding.concept)]
    if coding.variable == TEXT_AGREEMENT:
        shorts.append((TEXT_AGREEMENT, coding.agreement))
    else:
        table = "DATABOOLEAN" if coding.variable == YES_NO else "DATAINTEGER"
        database.execute(
            f"INSERT INTO {table} VALUES (NULL, ?, ?, ?)",  # noqa: S608  # of our own
            (number, coding.variable, int(coding.agreement)),
        )
    names = "ENTITIES" if layout == "3" else "ATTRIBUTES"
    for variable, text in shorts:
        if layout == "2":
            held: str | int = text
        else:
            held = number * 10 + variable
            database.execute(
                f"INSERT INTO {names} VALUES (?, ?, ?)",  # noqa: S608  # of our own
                (held, variable, text),
            )
        database.execute(
            "INSERT INTO DATASHORTTEXT VALUES (NULL, ?, ?, ?)", (number, variable, held)
        )


@pytest.mark.parametrize("layout", ["2", "2 by id", "3"])
@given(texts=st.tuples(TEXTS, TEXTS), codings=st.lists(coded_spans(), max_size=8))
def test_statements_of_a_file(layout: str, texts: tuple[str, str], codings: list[Coding]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "c.dna")
        stored(path, texts, codings, layout)
        found = [*READERS[ImportFormat.DNA](path, AS_IT_IS, lambda _done: None)]
    taken = {one.line: one for one in found if isinstance(one, IncomingStatement)}
    lines = [one.line for one in found if isinstance(one, IncomingStatement | BadRow)]
    assert Counter(lines) == Counter(range(101, 101 + len(codings)))
    for number, coding in enumerate(codings, 101):
        if one := taken.get(number):
            _nothing_false(one, coding, texts[coding.document - 1])


def _nothing_false(one: IncomingStatement, coding: Coding, text: str) -> None:
    """Check that a statement is what was coded: these words, by this person, on this side."""
    units = text.encode("utf-16-le")
    meant = units[2 * coding.start : 2 * coding.stop].decode("utf-16-le", "replace")
    words = meant.strip("\ufffd")
    start, end = one.locator["start"], one.locator["end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    assert words in text[start:end]
    assert one.quote in text[start:end] or (not words.strip() and one.note)
    assert one.speaker.name == coding.person.strip()
    assert [topic.name for topic in one.topics] == [coding.concept] * bool(coding.concept)
    _on_its_side(one, coding.agreement)


def _on_its_side(one: IncomingStatement, agreement: str) -> None:
    """Check that nobody is for what they are against, and no other way round."""
    positions = {stance.position for stance in one.stances}
    assert positions <= ({"oppose", "neutral"} if agreement in AGAINST else {"support", "oppose"})
    if agreement in ("yes", "agree"):
        assert positions <= {"support"}


DATES = st.sampled_from(["2025-03-20", "perhaps"])
CELLS = WORDS.filter(lambda words: ";" not in words)


@pytest.mark.parametrize("has_words", [True, False])
@given(
    rows=st.lists(
        st.tuples(CELLS, st.sampled_from(AGREEMENTS), DATES, st.booleans()),
        min_size=1, max_size=8,
    )
)  # fmt: skip
def test_rows_of_a_table_of_events(has_words: bool, rows: list[tuple[str, str, str, bool]]) -> None:
    """Where there is no column of words, the concept is what was said, in short."""
    columns = ["ID", "time", "docTitle", "person", "agreement"]
    lines = [";".join([*columns, *(["text", "concept"] if has_words else ["concept"])])]
    for number, (words, agreement, date, begins) in enumerate(rows):
        cell = f'"row{number} {words}' if begins else f"row{number} {words}"
        cells = [str(number), date, "Paper", "Ann", agreement, cell]
        lines.append(";".join([*cells, *(["Milk"] if has_words else [])]))
    text = "\n".join(lines) + "\n"
    found = read("t.csv", text, ImportFormat.DNA_TABLE)
    check(found, text, {f"row{number}": number + 2 for number in range(len(rows))})
    for one in found:
        if isinstance(one, IncomingStatement):
            _, agreement, date, _ = rows[one.line - 2]
            assert (one.source.published, one.speaker.name) == (date, "Ann")
            _on_its_side(one, agreement)
