"""What goes out comes back: read here by nothing but the standard library."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.dates import parse
from quoth.basics.text import neutralise
from quoth.formats.cells import guard, is_formula, joined, split, stance_of, stance_text, unguard
from quoth.formats.tagging import tagged, untagged
from quoth.store.model import Records, Stance, Statement
from quoth.store.parsing import Document
from quoth.store.reading import (
    read_actor,
    read_event,
    read_source,
    read_statement,
    read_topic,
)
from quoth.store.writing import document
from tests import strategies
from tests.formats.outgoing import exported, records, stores, trouble
from tests.strategies import any_text

# -- Cells -----------------------------------------------------------------------------------------


@given(any_text | trouble)
def test_a_guarded_cell_is_no_formula_and_comes_back(text: str) -> None:
    cell = guard(text)
    assert not is_formula(cell)
    assert unguard(cell) == text


@pytest.mark.parametrize("cell", ["'hello", "it's", "'", "", "2025"])
def test_a_cell_of_another_program_stays_as_it_is(cell: str) -> None:
    assert unguard(cell) == cell


@given(st.lists((any_text | trouble).filter(bool)))
def test_a_list_in_a_cell_comes_back(items: list[str]) -> None:
    assert split(joined(items)) == items


@given(strategies.statements)
def test_stances_in_a_cell_come_back(statement: Statement) -> None:
    cell = joined(map(stance_text, statement.stances))
    assert tuple(map(stance_of, split(cell))) == statement.stances


@pytest.mark.parametrize("text", ["bread", "support", ":support", "bread:perhaps", ""])
def test_what_is_no_stance_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        stance_of(text)


# -- JSON Lines ------------------------------------------------------------------------------------

_names = st.sampled_from(["type", "extra", "speaker_name", "source_title", "id", "note"])


@given(st.dictionaries(_names, st.text() | st.dictionaries(_names, st.text())))
def test_a_field_that_has_a_name_of_ours_is_not_mistaken(fields: Document) -> None:
    line = tagged("actor", fields, {"speaker_name": "Ann"})
    assert untagged(line) == ("actor", fields)


def read_lines(text: str) -> Records:
    """Return what is in a file of JSON Lines."""
    tables: dict[str, list[Document]] = {
        kind: [] for kind in ("store", "actor", "source", "topic", "event", "statement")
    }
    assert text.endswith("\n")
    for line in text[:-1].split("\n"):
        kind, found = untagged(json.loads(line))
        tables[kind].append(found)
    return Records(
        "".join(str(found["title"]) for found in tables["store"]),
        {found.id: found for found in map(read_actor, tables["actor"])},
        tuple(read_statement(found, "") for found in tables["statement"]),
        {found.id: found for found in map(read_source, tables["source"])},
        tuple(map(read_event, tables["event"])),
        {found.id: found for found in map(read_topic, tables["topic"])},
    )


@given(stores())
def test_json_lines_lose_nothing(held: Records) -> None:
    assert read_lines(exported("jsonl", held, is_whole=True)) == held


@given(stores())
def test_json_lines_tell_whom_statements_name_and_nobody_else(held: Records) -> None:
    found = read_lines(exported("jsonl", held))
    assert found.statements == held.statements
    named = {
        actor
        for one in held.statements
        for actor in (one.speaker, *one.via, *one.addressee, *one.on_behalf_of, *one.mentions)
    }
    while homes := {home for one in named if (home := held.actors[one].affiliation)} - named:
        named |= homes
    assert found.actors == {one: held.actors[one] for one in named}
    assert found.sources == {one.source: held.sources[one.source] for one in held.statements}
    topics = {
        topic
        for one in held.statements
        for topic in (*one.topics, *(stance.topic for stance in one.stances))
    }
    assert found.topics == {one: held.topics[one] for one in topics}


@given(strategies.hostile_text.filter(str.strip))
def test_even_half_a_surrogate_comes_back_in_json_lines(quote: str) -> None:
    held = records(records().statements[0]._replace(quote=quote))
    text = exported("jsonl", held)
    assert [one.quote for one in read_lines(text).statements] == [quote]
    for line in text[:-1].split("\n"):
        assert neutralise(line) == (line, False)


# -- Tables ----------------------------------------------------------------------------------------


def read_table(text: str, separator: str) -> list[Statement]:
    """Return the statements of a table."""
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    return [_statement({name: unguard(cell) for name, cell in row.items()}) for row in reader]


def _statement(row: dict[str, str]) -> Statement:
    """Return the statement of a row."""
    extra = json.loads(row.pop("extra") or "{}")
    place = {name: row.pop(name) for name in ("paragraph", "start", "end")}
    numbers = {name: int(number) for name, number in place.items() if number}
    locator = numbers | extra.pop("locator", {}) if numbers or "locator" in extra else None
    for name in ("speaker_name", "source_title", "publisher", "published", "url"):
        del row[name]
    made: Document = {name: cell for name, cell in row.items() if cell}
    for name in ("via", "addressee", "on_behalf_of", "mentions", "topics", "tags", "stances"):
        made[name] = split(row[name])
    made["stances"] = [stance_of(text)._asdict() for text in split(row["stances"])]
    return read_statement(made | extra | ({} if locator is None else {"locator": locator}), "")


@pytest.mark.parametrize(("name", "separator"), [("csv", ","), ("tsv", "\t")])
@given(held=stores())
def test_tables_lose_nothing_of_a_statement(name: str, separator: str, held: Records) -> None:
    assert tuple(read_table(exported(name, held), separator)) == held.statements


@given(stores())
def test_no_cell_of_a_table_is_a_formula(held: Records) -> None:
    for name, separator in (("csv", ","), ("tsv", "\t"), ("dna", ";")):
        text = exported(name, held)
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            assert not any(map(is_formula, row))


def test_a_row_says_what_the_source_says_of_itself() -> None:
    (row, *_) = csv.DictReader(io.StringIO(exported("csv", records()), newline=""))
    assert row["speaker_name"] == "Ann Archer"
    assert row["source_title"] == "Bread & Games: 100 % of it"
    assert (row["publisher"], row["published"]) == ("The Paper", "2025-03-20")
    assert row["url"] == "https://paper.example/bread?a=1&b=2"
    assert row["said"] == "2025-03-17/2025-03-20"
    assert row["stances"] == "bread:oppose; games:neutral"
    assert row["tags"] == "price\\; of bread; back\\\\slash"
    assert (row["paragraph"], row["start"], row["end"]) == ("2", "10", "23")


def test_rows_end_as_the_standard_has_it() -> None:
    text = exported("csv", records())
    assert text.count("\r\n") == 4
    assert text.startswith("id,quote,kind,speaker,speaker_name,said,")


def test_a_date_before_the_year_0_is_guarded_and_comes_back() -> None:
    old = records().statements[0]._replace(said=parse("-0044-03-15"), stances=(), extra={})
    text = exported("csv", records(old))
    assert "'-0044-03-15" in text
    assert read_table(text, ",") == [old]


def test_a_stance_is_the_document_of_the_store() -> None:
    stance = Stance("a:b", records().statements[0].stances[0].position)
    statement = records().statements[0]._replace(stances=(stance,))
    assert document(statement)["stances"] == [stance_of(stance_text(stance))._asdict()]
