"""Whatever a file holds, it is rows, rows that can't be taken, or an error of one line."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.places import FilePath
from quoth.formats.importing.known import NOTHING
from quoth.formats.importing.plan import plan
from quoth.formats.incoming import plain_tables
from quoth.formats.incoming.lines import LONGEST
from quoth.formats.incoming.records import AS_IT_IS, BadRow, FormatError, Remark
from quoth.formats.incoming.sniffing import READERS, ImportFormat, mapping_of, sniffed
from tests import strategies
from tests.formats.bringing import grown
from tests.formats.test_claim_review import REVIEW
from tests.formats.test_reading_brat import EVENTS, TEXT
from tests.formats.test_reading_corpora import ARTICLE, QUOTATION
from tests.formats.test_reading_dna import HEADER, dna_file
from tests.formats.test_reading_json import ROW

SEEDS = {
    ImportFormat.TABLE: 'quote,speaker,said,start,stances\n"a\nb",Ann,2025,3,t:pro\n\'=x,“B”,,,\n',
    ImportFormat.JSON: json.dumps({"rows": [ROW, ROW]}, indent=1),
    ImportFormat.JSON_LINES: json.dumps(ROW) + '\n{"type": "actor", "id": "a", "name": "A"}\n',
    ImportFormat.STORE: json.dumps({"meta": {"1": {"schema": 1}}, "statements": {}}),
    ImportFormat.GDELT: json.dumps(ARTICLE) + "\n",
    ImportFormat.QUOTEBANK: json.dumps(QUOTATION) + "\n",
    ImportFormat.BRAT: EVENTS,
    ImportFormat.DNA: "",
    ImportFormat.DNA_TABLE: HEADER + "1;2025;7;T;;P;;;Ann;G;C;1\n",
    ImportFormat.CLAIM_REVIEW: json.dumps({"@graph": [REVIEW]}),
}
odd_bytes = st.binary(max_size=80) | strategies.hostile_text.map(
    lambda text: text.encode("utf-8", "surrogatepass")
)
pieces = st.sampled_from(
    [b"\x00", b"\xff", b'"', b"{", b"]", b"\n", b";", b",", b"NaN", b"\\ud800", b"1e999", b"null",
     b"[[[[", b"\xef\xbb\xbf", b"9" * 30, b"\xed\xa0\x80", b"\t", b":", b"true"]
)  # fmt: skip


def check(path: Path, kind: ImportFormat | None) -> None:
    """Check that a file is read without anything but what may be told a person."""
    try:
        kind = kind or sniffed(path)
        for one in READERS[kind](path, AS_IT_IS, lambda _done: None):
            if isinstance(one, Remark):
                assert "\n" not in str(one)
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


def write(folder: str, data: bytes, kind: ImportFormat | None) -> Path:
    """Write a file, and what a format needs beside it."""
    path = Path(folder) / ("file.ann" if kind is ImportFormat.BRAT else "file")
    path.write_bytes(data)
    if kind is ImportFormat.BRAT:
        path.with_suffix(".txt").write_text(TEXT, "utf-8")
    return path


@pytest.mark.parametrize("kind", [None, *ImportFormat])
@given(data=odd_bytes)
def test_any_bytes_are_read(kind: ImportFormat | None, data: bytes) -> None:
    with TemporaryDirectory() as folder:
        check(write(folder, data, kind), kind)


@pytest.mark.parametrize("kind", ImportFormat)
@given(random=st.randoms(use_true_random=False), changes=st.lists(pieces, min_size=1, max_size=4))
def test_a_file_that_is_nearly_right_is_read(
    kind: ImportFormat, random: object, changes: list[bytes]
) -> None:
    data = SEEDS[kind].encode() or database()
    for change in changes:
        start = random.randrange(len(data) + 1)  # type: ignore[attr-defined]
        end = min(len(data), start + random.randrange(4))  # type: ignore[attr-defined]
        data = data[:start] + change + data[end:]
    with TemporaryDirectory() as folder:
        check(write(folder, data, kind), kind)


damages = st.lists(
    st.tuples(
        st.sampled_from(["flip", "cut", "drop", "repeat"]), st.floats(0, 1), st.integers(0, 4096)
    ),
    min_size=1,
    max_size=8,
)


def damaged(data: bytes, how: str, share: float, size: int) -> bytes:
    """Return bytes as a bad disk or a bad copy leaves them."""
    place = int(share * len(data))
    if how == "flip" and place < len(data):
        return data[:place] + bytes([data[place] ^ 1 << size % 8]) + data[place + 1 :]
    if how == "cut":
        return data[:place]
    if how == "drop":
        return data[:place] + data[place + size % 64 :]
    return data[: place + size] + data[place:]


@pytest.mark.parametrize("kind", ImportFormat)
@given(damages)
def test_a_damaged_file_is_read(kind: ImportFormat, found: list[tuple[str, float, int]]) -> None:
    data = SEEDS[kind].encode() or coded(3)
    for how, share, size in found:
        data = damaged(data, how, share, size)
    with TemporaryDirectory() as folder:
        check(write(folder, data, kind), kind)


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | strategies.any_text,
                    lambda inner: st.lists(inner, max_size=3)
                    | st.dictionaries(st.sampled_from([*ROW, *ARTICLE, *QUOTATION, "type", "id"]),
                                      inner, max_size=6)))  # fmt: skip
def test_any_values_are_read(value: object) -> None:
    with TemporaryDirectory() as folder:
        for kind in (
            ImportFormat.JSON,
            ImportFormat.JSON_LINES,
            ImportFormat.GDELT,
            ImportFormat.QUOTEBANK,
        ):
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


@cache
def coded(version: int) -> bytes:
    """Return the bytes of a file of several pages that a version of the program made."""
    with TemporaryDirectory() as folder:
        path = dna_file(Path(folder, "coded.dna"), version)
        with closing(sqlite3.connect(path)) as made:
            made.executemany(
                "INSERT INTO DOCUMENTS VALUES (?, 'T', ?, 1, 'A', 'P', '', '', '', 1742428800)",
                [(number, "Some “of many” 😀 words. " * 20) for number in range(100, 130)],
            )
            made.executemany(
                "INSERT INTO STATEMENTS VALUES (?, 1, ?, 3, 30, 1)",
                [(number, number) for number in range(100, 130)],
            )
            made.execute("CREATE INDEX BY_DOCUMENT ON STATEMENTS (DocumentId)")
            made.commit()
        return path.read_bytes()


ROWS = "INSERT INTO DOCUMENTS (ID) SELECT value FROM json_each('[1, 2, 3, 4, 5, 6, 7, 8]')"
COLUMNS = "ID, Title, Author, Source, Section, Date"
VIEW = f"""
    CREATE VIEW DOCUMENTS AS WITH RECURSIVE n(ID) AS (SELECT 1 UNION ALL SELECT ID + 1 FROM n)
        SELECT {COLUMNS}, Text FROM n, OLD
"""  # noqa: S608  # of our own
MODULE = f"CREATE VIRTUAL TABLE DOCUMENTS USING rtree_i32({COLUMNS}, Text)"
GENERATED = f"""
    CREATE TABLE DOCUMENTS ({COLUMNS}, Text GENERATED ALWAYS AS (hex(zeroblob(99999999))));
    {ROWS}
"""
DEFAULT = f"""
    CREATE TABLE DOCUMENTS ({COLUMNS}); {ROWS};
    ALTER TABLE DOCUMENTS ADD COLUMN Text DEFAULT '{"x" * 300_000}'
"""
MISSING = f"CREATE TABLE DOCUMENTS ({COLUMNS})"
OVERLAP = """
    ALTER TABLE OLD RENAME TO DOCUMENTS;
    UPDATE DOCUMENTS SET Text = printf('%.*c', 1e6, 'x');
    UPDATE STATEMENTS SET Start = 0, Stop = 999999;
    INSERT INTO STATEMENTS SELECT s.* FROM STATEMENTS s,
        json_each('[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]')
"""
FOREIGN = "isn't one of Discourse Network Analyzer"


@pytest.mark.parametrize(
    ("documents", "problem"),
    [
        (VIEW, FOREIGN),
        (MODULE, FOREIGN),
        (GENERATED, "its table DOCUMENTS has generated columns"),
        (DEFAULT, "its table DOCUMENTS is larger than the file"),
        (MISSING, "its table DOCUMENTS has no column Text"),
        (OVERLAP, "its statements cover a document many times over"),
    ],
    ids=["view", "module", "generated", "default", "missing", "overlap"],
)
def test_a_database_that_would_say_more_than_it_holds_is_refused(
    tmp_path: Path, documents: str, problem: str
) -> None:
    path = tmp_path / "coded.dna"
    path.write_bytes(database())
    with closing(sqlite3.connect(path)) as made:
        made.executescript(f"ALTER TABLE DOCUMENTS RENAME TO OLD; {documents}")
        made.commit()
    with pytest.raises(FormatError, match=problem) as refused:
        plan([path], NOTHING, format="dna")
    assert "\n" not in str(refused.value)


def test_a_tree_of_pages_that_leads_in_circles_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "coded.dna"
    path.write_bytes(coded(3))
    with closing(sqlite3.connect(path)) as made:
        made.executemany(
            "INSERT INTO DATASHORTTEXT VALUES (?, 11, 1, 1)", [(n,) for n in range(20_000)]
        )
        (root,) = made.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'DATASHORTTEXT'"
        ).fetchone()
        (size,) = made.execute("PRAGMA page_size").fetchone()
        made.commit()
    data = bytearray(path.read_bytes())
    page = memoryview(data)[(root - 1) * size : root * size]
    assert page[0] == 5  # within the tree, not at its end
    first = int.from_bytes(page[12:14], "big")
    cells = int.from_bytes(page[3:5], "big")
    for cell in range(cells):  # each leads to the same page
        place = int.from_bytes(page[12 + 2 * cell : 14 + 2 * cell], "big")
        page[place : place + 4] = page[first : first + 4] if cell % 2 else root.to_bytes(4, "big")
    path.write_bytes(data)
    with pytest.raises(FormatError, match=r"it can't be read|it is damaged"):
        plan([path], NOTHING)


def test_each_table_of_a_database_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "coded.dna"
    path.write_bytes(coded(3))
    asked: list[str] = []
    fetched = plain_tables._fetched

    def counted(database: sqlite3.Connection, query: str, where: FilePath) -> Any:
        asked.append(query)
        return fetched(database, query, where)

    monkeypatch.setattr(plain_tables, "_fetched", counted)
    assert plan([path], NOTHING).report.added["statements"] > 20
    assert len(asked) == len(set(asked)) == 6


def test_a_text_that_annotations_cover_many_times_over_is_not_copied_as_often(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text("Bread is dear. " * 1_000)
    (tmp_path / "a.ann").write_text(
        "".join(f"T{n}\tContent 0 15000\nE{n}\tA:T{n}\n" for n in range(200))
        + "T999\tContent " + ";".join(["0 15000"] * 10_000) + "\n"
    )  # fmt: skip
    report = plan([tmp_path / "a.ann"], NOTHING, duplicates="add").report
    assert report.added["statements"] == 101
    assert report.bad_count == 100
    assert "many times over" in report.bad[0].problem


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 10])
def test_a_record_that_no_store_could_be_opened_with_is_not_imported(
    tmp_path: Path, length: int
) -> None:
    path = tmp_path / "coded.dna"
    path.write_bytes(database())
    with closing(sqlite3.connect(path)) as made:
        made.execute("UPDATE DOCUMENTS SET Title = printf('%.*c', ?, 'x')", (length,))
        made.commit()
    report = plan([path], NOTHING).report
    assert report.added["statements"] == 0
    assert "the record is longer than 32 MiB" in {one.problem for one in report.bad}


def test_values_of_any_type_in_a_database_are_read(tmp_path: Path) -> None:
    path = tmp_path / "coded.dna"
    path.write_bytes(database())
    check(path, None)
    assert plan([path], NOTHING).report.added["statements"] == 1
