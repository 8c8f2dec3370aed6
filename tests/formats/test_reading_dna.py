"""What was coded with Discourse Network Analyzer: tables of events, and files of two versions."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quoth.formats.incoming.records import (
    FormatError,
    IncomingActor,
    IncomingStatement,
    IncomingTopic,
)
from quoth.formats.incoming.sniffing import ImportFormat, sniffed
from quoth.formats.outgoing.dna import COLUMNS
from quoth.store.model import Polarity
from tests.formats.bringing import bad, read, statements, written

HEADER = (
    "ID;time;docId;docTitle;docAuthor;docSource;docSection;docType;"
    "person;organization;concept;agreement\n"
)
TEXT = "😀 Ann said: “Bread must be cheap.” Bob would rather not."


def test_a_table_of_events_has_stances_and_no_words(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "events.csv",
        HEADER
        + '1;2025-03-20 00:00:00;7;On bread;;Paper;;;Ann;Guild;"Bread must be cheap";1\n'
        + '2;2025-03-20 00:00:00;7;On bread;;Paper;;;Ann;Union;"Bread must be cheap";false\n'
        + "3;2025-03-20;7;On bread;;Paper;;;;Guild;Milk;yes\n"
        + "4;03/04/2025;7;On bread;;Paper;;;;Guild;Milk;yes\n"
        + "5;2025;7;On bread;;Paper;;;;Guild;Milk;perhaps\n",
    )
    assert sniffed(path) is ImportFormat.DNA_TABLE
    found = good(path)
    first, second, third = found
    assert first[:2] == ("Bread must be cheap", "indirect")
    assert first.stances[0].position == "support"
    assert second.stances[0].position == "oppose"
    assert first.speaker.affiliation == second.speaker.affiliation == "Guild"
    assert [actor.name for actor in second.on_behalf_of] == ["Union"]
    assert third.speaker[:3] == ("Guild", "", "organisation")
    assert first.source.published == "2025-03-20"
    assert first.said == ""
    assert [one.field for one in bad(path)] == ["time", "agreement"]


def good(path: Path) -> list[IncomingStatement]:
    """Return the statements of a file, some of whose rows can't be taken."""
    return [one for one in read(path) if isinstance(one, IncomingStatement)]


def units(text: str) -> int:
    """Return how many UTF-16 units a text takes."""
    return len(text.encode("utf-16-le")) // 2


def dna_file(path: Path, version: int) -> Path:
    """Make a file as a version of the program makes it."""
    start = units(TEXT[: TEXT.index("Bread")])
    stop = start + len("Bread must be cheap.")
    last = units(TEXT[: TEXT.index("Bob")])
    value = "Entity" if version == 3 else "Value"
    names = "ENTITIES" if version == 3 else "ATTRIBUTES"
    date = 1_742_428_800 * (1 if version == 3 else 1000)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            f"""
            CREATE TABLE DOCUMENTS (ID INTEGER, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT,
                Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
            CREATE TABLE STATEMENTS (ID INTEGER, StatementTypeId INTEGER, DocumentId INTEGER,
                Start INTEGER, Stop INTEGER, Coder INTEGER);
            CREATE TABLE VARIABLES (ID INTEGER, Variable TEXT, DataType TEXT,
                StatementTypeId INTEGER);
            CREATE TABLE {names} (ID INTEGER, VariableId INTEGER, Value TEXT);
            CREATE TABLE DATASHORTTEXT (ID INTEGER, StatementId INTEGER, VariableId INTEGER,
                {value} INTEGER);
            CREATE TABLE DATABOOLEAN (ID INTEGER, StatementId INTEGER, VariableId INTEGER,
                Value INTEGER);
            INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1),
                (2, 'organization', 'short text', 1), (3, 'concept', 'short text', 1),
                (4, 'agreement', 'boolean', 1), (5, 'mood', 'short text', 1);
            INSERT INTO {names} VALUES (1, 1, 'Ann'), (2, 2, 'Guild'), (3, 3, 'Cheap bread'),
                (4, 5, 'angry');
            INSERT INTO STATEMENTS VALUES (11, 1, 7, {start}, {stop}, 1),
                (12, 1, 7, {last}, {last + 3}, 1), (13, 1, 7, 5, 99999, 1);
            INSERT INTO DATASHORTTEXT VALUES (1, 11, 1, 1), (2, 11, 2, 2), (3, 11, 3, 3),
                (4, 11, 5, 4), (5, 12, 3, 3);
            INSERT INTO DATABOOLEAN VALUES (1, 11, 4, 1), (2, 12, 4, 0);
            """  # noqa: S608  # of our own
        )
        database.execute(
            "INSERT INTO DOCUMENTS VALUES "
            "(7, 'On bread', ?, 1, 'B. Baker', 'Paper', '', '', '', ?)",
            (TEXT, date),
        )
        database.commit()
    return path


@pytest.mark.parametrize("version", [2, 3])
def test_a_file_has_words_and_stances(tmp_path: Path, version: int) -> None:
    path = dna_file(tmp_path / "coded.dna", version)
    before = path.read_bytes()
    assert sniffed(path) is ImportFormat.DNA
    first, second = good(path)
    assert first[:2] == ("Bread must be cheap.", "direct")
    start = TEXT.index("Bread")
    assert first.locator == {"start": start, "end": start + 20}
    assert first.speaker[:5] == ("Ann", "", "person", "", "Guild")
    assert first.stances[0].topic.name == "Cheap bread"
    assert [one.stances[0].position for one in (first, second)] == ["support", "oppose"]
    assert first.source[:5] == ("On bread", "", "Paper", "B. Baker", "2025-03-20")
    assert first.extra == {"dna_id": 11, "dna_document": 7, "mood": "angry"}
    assert second[:2] == ("Bob", "indirect")
    (wrong,) = bad(path)
    assert (wrong.line, wrong.field) == (13, "Stop")
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["coded.dna"]


def test_another_database_is_no_such_file(tmp_path: Path) -> None:
    path = tmp_path / "other.dna"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE DOCUMENTS (ID INTEGER)")
        database.commit()
    with pytest.raises(FormatError, match="isn't one of Discourse Network Analyzer"):
        read(path)
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 5000)
    with pytest.raises(FormatError, match="can't be read"):
        read(path)


def test_a_table_of_events_may_have_words(tmp_path: Path) -> None:
    path = written(tmp_path, "e.csv", HEADER.strip() + ";text\n" + ";;;T;;;;;Ann;;C;1;Cheap!\n")
    (one,) = statements(path)
    assert (one.quote, one.note) == ("Cheap!", "")


@pytest.mark.parametrize("polarity", list(Polarity))
@pytest.mark.parametrize(
    ("words", "written_so"), [("Cheap!", "“Cheap!”"), ("[denied] it", "“[denied] it”")]
)
def test_a_denial_that_quoth_wrote_comes_back_as_one(
    tmp_path: Path, polarity: Polarity, words: str, written_so: str
) -> None:
    header = ";".join(COLUMNS)
    row = f'1;;;T;;;;;"[{polarity}] {written_so}";Ann;;C;1\n'
    path = written(tmp_path, "own.dna.csv", f"{header}\n{row}")
    (one,) = statements(path)
    assert (one.quote, one.polarity, one.kind) == (written_so, str(polarity), "direct")
    assert words in one.quote


def test_a_mark_before_words_stays_in_a_table_of_another_program(tmp_path: Path) -> None:
    path = written(
        tmp_path, "e.csv", HEADER.strip() + ";text\n" + ";;;T;;;;;Ann;;C;1;[denied] Cheap!\n"
    )
    (one,) = statements(path)
    assert (one.quote, one.polarity) == ("[denied] Cheap!", "")


@pytest.mark.parametrize("text", ["[denied] ", "[denied]", "[sic] Cheap!", "Cheap! [denied] "])
def test_what_is_no_denial_is_not_read_as_one(tmp_path: Path, text: str) -> None:
    row = f';;;T;;;;;"{text}";Ann;;C;1\n'
    path = written(tmp_path, "own.dna.csv", f"{';'.join(COLUMNS)}\n{row}")
    (one,) = statements(path)
    assert (one.quote, one.polarity) == (text.strip(), "")


def changed(path: Path, *statements: str) -> Path:
    """Change a file by some statements of SQL."""
    with closing(sqlite3.connect(path)) as database:
        database.executescript(";".join(statements))
        database.commit()
    return path


def test_version_2_has_texts_in_place_though_it_lists_them(tmp_path: Path) -> None:
    # Real files of version 2 do so: their table ATTRIBUTES is joined by the text, not by its id.
    path = changed(
        dna_file(tmp_path / "c.dna", 2),
        "DROP TABLE DATASHORTTEXT",
        "CREATE TABLE DATASHORTTEXT (ID INTEGER, StatementId INTEGER, VariableId INTEGER, "
        "StatementTypeId INTEGER, Value TEXT)",
        "INSERT INTO DATASHORTTEXT VALUES (1, 11, 1, 1, 'Ann'), (2, 11, 2, 1, '4'), "
        "(3, 11, 3, 1, 'Cheap bread'), (4, 12, 1, 1, 'Bob'), (5, 12, 3, 1, 'Cheap bread')",
    )
    first, second = good(path)
    assert [one.speaker.name for one in (first, second)] == ["Ann", "Bob"]
    assert first.speaker.affiliation == "4"
    assert [one.stances[0].topic.name for one in (first, second)] == ["Cheap bread"] * 2


@pytest.mark.parametrize(
    ("values", "positions"),
    [((1, -1), ["support", "oppose"]), ((3, -2), ["support", "oppose"]), ((1, 0), []),
     ((5, 2), [])],
)  # fmt: skip
def test_agreement_may_be_on_a_scale(
    tmp_path: Path, values: tuple[int, int], positions: list[str]
) -> None:
    path = changed(
        dna_file(tmp_path / "c.dna", 3),
        "DELETE FROM DATABOOLEAN",
        "CREATE TABLE DATAINTEGER (ID INTEGER, StatementId INTEGER, VariableId INTEGER, "
        "Value INTEGER)",
        f"INSERT INTO DATAINTEGER VALUES (1, 11, 4, {values[0]}), (2, 12, 4, {values[1]})",  # noqa: S608
    )
    found = good(path)
    assert [stance.position for one in found for stance in one.stances] == positions
    kept = [one.extra["agreement"] for one in found if "agreement" in one.extra]
    assert kept == [str(one) for one in values if not positions or abs(one) > 1]


def test_notes_types_and_aliases_are_kept(tmp_path: Path) -> None:
    path = changed(
        dna_file(tmp_path / "c.dna", 3),
        "UPDATE DOCUMENTS SET Notes = 'A line lacks.', Type = 'editorial', Section = 'Food'",
        "INSERT INTO VARIABLES VALUES (6, 'remark', 'long text', 1), (9, 'note', 'long text', 2)",
        "CREATE TABLE DATALONGTEXT (ID INTEGER, StatementId INTEGER, VariableId INTEGER, "
        "Value TEXT)",
        "INSERT INTO STATEMENTS VALUES (14, 2, 7, 0, 3, 1)",
        "INSERT INTO DATALONGTEXT VALUES (1, 11, 6, 'Twice.'), (2, 14, 9, 'Look again.')",
        "CREATE TABLE ATTRIBUTEVARIABLES (ID INTEGER, VariableId INTEGER, AttributeVariable TEXT)",
        "INSERT INTO ATTRIBUTEVARIABLES VALUES (1, 1, 'Type'), (2, 1, 'Alias'), (3, 3, 'Notes')",
        "CREATE TABLE ATTRIBUTEVALUES (ID INTEGER, EntityId INTEGER, AttributeVariableId INTEGER, "
        "AttributeValue TEXT)",
        "INSERT INTO ATTRIBUTEVALUES VALUES (1, 1, 1, 'Baker'), (2, 1, 2, 'A. Archer'), "
        "(3, 3, 3, 'Of wheat.')",
        "CREATE TABLE CODERS (ID INTEGER, Name TEXT)",
        "INSERT INTO CODERS VALUES (1, 'Cy')",
    )
    first, second = good(path)
    assert (first.extra["remark"], first.coder) == ("Twice.", "Cy")
    assert first.source.note == "Food\nA line lacks.\n0-2: Look again."
    assert second.source.extra == {"dna_type": "editorial"}
    actors = [one for one in read(path) if isinstance(one, IncomingActor)]
    assert [(one.name, one.aliases, one.attributes) for one in actors] == [
        ("Ann", ("A. Archer",), {"Type": "Baker"})
    ]
    topics = [one for one in read(path) if isinstance(one, IncomingTopic)]
    assert [(one.name, one.note) for one in topics] == [("Cheap bread", "Of wheat.")]
