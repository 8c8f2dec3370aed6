"""Whatever a file holds, it is rows, rows that can't be taken, or an error of one line."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.formats.importing import plan
from quoth.formats.incoming import BadRow, FormatError
from quoth.formats.known import NOTHING
from quoth.formats.sniffing import READERS, Format, mapping_of, sniffed
from tests import strategies
from tests.formats.bringing import grown
from tests.formats.test_reading_brat import EVENTS, TEXT
from tests.formats.test_reading_corpora import ARTICLE, QUOTATION
from tests.formats.test_reading_dna import HEADER
from tests.formats.test_reading_json import ROW

SEEDS = {
    Format.TABLE: 'quote,speaker,said,start,stances\n"a\nb",Ann,2025,3,t:pro\n\'=x,“B”,,,\n',
    Format.JSON: json.dumps({"rows": [ROW, ROW]}, indent=1),
    Format.JSON_LINES: json.dumps(ROW) + '\n{"type": "actor", "id": "a", "name": "A"}\n',
    Format.STORE: json.dumps({"meta": {"1": {"schema": 1}}, "statements": {}}),
    Format.GDELT: json.dumps(ARTICLE) + "\n",
    Format.QUOTEBANK: json.dumps(QUOTATION) + "\n",
    Format.BRAT: EVENTS,
    Format.DNA: "",
    Format.DNA_TABLE: HEADER + "1;2025;7;T;;P;;;Ann;G;C;1\n",
}
FEWER = settings(max_examples=40)
odd_bytes = st.binary(max_size=80) | strategies.hostile_text.map(
    lambda text: text.encode("utf-8", "surrogatepass")
)
pieces = st.sampled_from(
    [b"\x00", b"\xff", b'"', b"{", b"]", b"\n", b";", b",", b"NaN", b"\\ud800", b"1e999", b"null",
     b"[[[[", b"\xef\xbb\xbf", b"9" * 30, b"\xed\xa0\x80", b"\t", b":", b"true"]
)  # fmt: skip


def check(path: Path, kind: Format | None) -> None:
    """Check that a file is read without anything but what may be told a person."""
    try:
        kind = kind or sniffed(path)
        for one in READERS[kind](path, {}, lambda _done: None):
            if isinstance(one, BadRow):
                assert "\n" not in str(one)
                assert one.problem
                assert one.remedy
        mapping_of(path, kind, {})
        made = plan([path], NOTHING, format=kind)
    except FormatError as error:
        is_one_line = "\n" not in str(error)
    else:
        is_one_line = True
        grown(path.with_name("store.json"), made)
    assert is_one_line


def write(folder: str, data: bytes, kind: Format | None) -> Path:
    """Write a file, and what a format needs beside it."""
    path = Path(folder) / ("file.ann" if kind is Format.BRAT else "file")
    path.write_bytes(data)
    if kind is Format.BRAT:
        path.with_suffix(".txt").write_text(TEXT, "utf-8")
    return path


@pytest.mark.parametrize("kind", [None, *Format])
@FEWER
@given(data=odd_bytes)
def test_any_bytes_are_read(kind: Format | None, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        check(write(folder, data, kind), kind)


@pytest.mark.parametrize("kind", Format)
@FEWER
@given(random=st.randoms(use_true_random=False), changes=st.lists(pieces, min_size=1, max_size=4))
def test_a_file_that_is_nearly_right_is_read(
    kind: Format, random: object, changes: list[bytes]
) -> None:
    data = SEEDS[kind].encode() or database()
    for change in changes:
        start = random.randrange(len(data) + 1)  # type: ignore[attr-defined]
        end = min(len(data), start + random.randrange(4))  # type: ignore[attr-defined]
        data = data[:start] + change + data[end:]
    with TemporaryDirectory() as folder:
        check(write(folder, data, kind), kind)


@FEWER
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | strategies.any_text,
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from([*ROW, *ARTICLE, *QUOTATION, "type", "id"]),
                                      inner, max_size=6)))  # fmt: skip
def test_any_values_are_read(value: object) -> None:
    with TemporaryDirectory() as folder:
        for kind in (Format.JSON, Format.JSON_LINES, Format.GDELT, Format.QUOTEBANK):
            check(write(folder, json.dumps(value).encode(), kind), kind)


def database() -> bytes:
    """Return the bytes of a small file of a coded text."""
    with closing(sqlite3.connect(":memory:")) as made:
        made.executescript(
            """
            CREATE TABLE DOCUMENTS (ID, Title, Text, Author, Source, Section, Date);
            CREATE TABLE STATEMENTS (ID, DocumentId, Start, Stop);
            CREATE TABLE VARIABLES (ID, Variable);
            CREATE TABLE DATASHORTTEXT (StatementId, VariableId, Value);
            INSERT INTO DOCUMENTS VALUES (1, 'T', 'Bread is dear', '', '', '', 'x');
            INSERT INTO STATEMENTS VALUES (1, 1, 0, 5), (2, 1, 'x', NULL), (3, 1, 9, 99);
            INSERT INTO VARIABLES VALUES (1, 'concept'), (2, x'ff');
            INSERT INTO DATASHORTTEXT VALUES (1, 1, 'C'), (1, 2, 3.5);
            """
        )
        return made.serialize()


def test_values_of_any_type_in_a_database_are_read(tmp_path: Path) -> None:
    path = tmp_path / "coded.dna"
    path.write_bytes(database())
    check(path, None)
    assert plan([path], NOTHING).report.added["statements"] == 1
