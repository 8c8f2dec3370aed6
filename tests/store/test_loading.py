"""A store is validated as it is opened; what is wrong with it is one line that helps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quoth.basics.text import neutralise
from quoth.store import StoreError
from quoth.store.loading import load
from quoth.store.model import Kind, Records
from quoth.store.parsing import Tables
from quoth.store.writing import document
from tests.making import small_tables, write_store
from tests.strategies import hostile_text

Save = Callable[[Tables], Path]


def complaint(path: Path) -> str:
    """Return what is wrong with a store: one line that names the file and says what to do."""
    with pytest.raises(StoreError) as refused:
        load(path)
    message = str(refused.value)
    assert message.splitlines() == [message]
    assert message.startswith(f"{path}: ")
    assert message.endswith(f"; {refused.value.remedy}")
    assert refused.value.problem
    assert refused.value.remedy
    return message.removeprefix(f"{path}: ")


# -- A store that is right -------------------------------------------------------------------------


def test_a_store_is_read_into_its_records(save: Save) -> None:
    records = load(save(small_tables()))
    assert records.title == "Small"
    assert list(records.actors) == ["ann", "guild"]
    assert records.actors["ann"].affiliation == "guild"
    assert records.sources["paper"].title == "The Paper"
    assert records.topics["bread"].name == "Bread"
    assert [event.title for event in records.events] == ["The fair"]
    assert [(said.id, said.quote, said.kind) for said in records.statements] == [
        ("1", "Bread is dear", Kind.DIRECT)
    ]


def test_records_keep_the_order_of_the_file(save: Save) -> None:
    tables = small_tables()
    statement = tables["statements"]["1"]
    tables["statements"] = {key: dict(statement) for key in ("9", "2", "30")}
    assert [read.id for read in load(save(tables)).statements] == ["9", "2", "30"]


def test_a_store_without_a_title_goes_by_the_name_of_its_file(save: Save) -> None:
    tables = small_tables()
    del tables["meta"]
    assert load(save(tables)).title == "store"


def test_a_store_may_be_empty_of_statements(save: Save) -> None:
    assert load(save({"statements": {}})).statements == ()


def test_a_store_may_only_say_what_it_is(save: Save) -> None:
    assert load(save({"meta": {"1": {"schema": 1, "title": "New"}}})).title == "New"


def test_unknown_tables_are_no_trouble(save: Save) -> None:
    assert load(save(small_tables() | {"recipes": {"1": {"flour": 500}}})).statements


def test_unknown_fields_survive(save: Save) -> None:
    tables = small_tables()
    tables["statements"]["1"]["mood"] = {"is": ["grim"]}
    assert document(load(save(tables)).statements[0])["mood"] == {"is": ["grim"]}


# -- A file that is no store -----------------------------------------------------------------------


def test_a_missing_file(tmp_path: Path) -> None:
    assert complaint(tmp_path / "none.json") == "there is no such file; check the name"


def test_a_directory(tmp_path: Path) -> None:
    assert complaint(tmp_path) == "this is a directory; name a store's JSON file"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "denied"), "it may not be read; ask for permission to read it"),
        (OSError(5, "Input/output error"), "it can't be read (Input/output error); check the name"),
    ],
)
def test_a_file_that_cannot_be_read(
    save: Save, monkeypatch: pytest.MonkeyPatch, error: OSError, message: str
) -> None:
    path = save(small_tables())

    def fail(_: Path) -> bytes:
        raise error

    monkeypatch.setattr("quoth.store.parsing._bytes", fail)
    assert complaint(path) == message


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(StoreError, match=r"it can't be read .*check the name"):
        load(Path("sto\0re.json"))


@pytest.mark.parametrize(
    ("data", "where", "problem", "remedy"),
    [
        (b"", "", "the file is empty", "name a store"),
        (b" \n\t", "", "the file is empty", "name a store"),
        (b"Dear diary", "line 1, column 1", "this isn't JSON", "name a quoth store"),
        (b"{'statements': {}}", "line 1, column 2", "this isn't JSON", "correct it there"),
        (b'{"statements": {}}}', "line 1, column 19", "this isn't JSON (extra data)", "correct it"),
        (b'{"statements": {},}', "line 1, column", "this isn't JSON", "correct it"),
        (b'{\n"statements":\n{"1": oops}}', "line 3, column 7", "this isn't JSON", "correct it"),
        (b'{"statements": {"1": {"quote": "a', "line 1", "the file ends too early", "restore"),
        (b'{"statements": {\n"1":', "line 2", "the file ends too early", "restore a copy"),
        (b'{\n"statements": "\xff"}', "line 2", "the text isn't UTF-8", "save the file as UTF-8"),
        ('{"statements": {}}'.encode("utf-16"), "line 1", "the text isn't UTF-8", "save"),
        (b'{"statements": {"1": {"score": NaN}}}', "", "NaN isn't a JSON number", "correct"),
        (b'{"statements": {"1": {"score": -Infinity}}}', "", "-Infinity isn't a JSON", "correct"),
        (b'{"statements": {"1": {"score": 1e999}}}', "", "1e999 is too large", "correct"),
        (b'{"statements": {"1": {"n": ' + b"9" * 5000 + b"}}}", "", "5000 digits", "correct"),
        (b'{"statements": ' + b"[" * 100_000, "", "nested too deeply", "name a quoth store"),
        (b'{"statements": {"1":' + b'{"a":' * 100_000, "", "nested too deeply", "name a quoth"),
        (b"[]", "", "this isn't a quoth store", "name one"),
        (b"null", "", "this isn't a quoth store", "name one"),
        (b'"statements"', "", "this isn't a quoth store", "name one"),
        (b"{}", "", "this isn't a quoth store", "name one"),
        (b'{"_default": {"1": {"type": "apple"}}}', "", "this isn't a quoth store", "name one"),
        (b'{"statements": []}', "", "this isn't a quoth store", "name one"),
        (b'{"statements": {}, "actors": []}', "actors", "an object of records", "correct the"),
        (b'{"statements": {}, "recipes": 5}', "recipes", "an object of records", "correct the"),
        (b'{"statements": {"1": 5}}', "statements 1", "an object of fields", "correct the"),
        (b'{"statements": {"one": {}}}', "statements one", "a number from 1", "renumber it"),
        (b'{"statements": {"0": {}}}', "statements 0", "a number from 1", "renumber it"),
        (b'{"statements": {"01": {}}}', "statements 01", "a number from 1", "renumber it"),
        (b'{"statements": {"-1": {}}}', "statements -1", "a number from 1", "renumber it"),
        (b'{"statements": {"": {}}}', "statements", "a number from 1", "renumber it"),
        ('{"statements": {"١": {}}}'.encode(), "statements ١", "a number from 1", "renumber it"),
    ],
)
def test_a_file_that_is_no_store_is_refused(
    tmp_path: Path, data: bytes, where: str, problem: str, remedy: str
) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(data)
    message = complaint(path)
    assert message.startswith(where)
    assert problem in message
    assert remedy in message


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        ('{"statements": {}, "statements": {}}', "", "statements"),
        ('{"statements": {"1": {"quote": "a"}, "1": {"quote": "b"}}}', "statements", "1"),
        ('{"statements": {"1": {"quote": "a", "quote": "b"}}}', "statements 1", "quote"),
        ('{"statements": {"1": {"locator": {"end": 1, "end": 2}}}}', "statements 1", "end"),
        ('{"statements": {"1": {"x": [0, [{"y": 1, "y": 1}]]}}}', "statements 1", "y"),
        ('{"statements": {}, "recipes": {"2": {"y": 1, "y": 1}}}', "recipes 2", "y"),
        ('{"statements": {"1": {"x": {"y": 1, "y": 2}, "x": 1}}}', "statements 1", "x"),
    ],
)
def test_a_key_that_stands_twice_is_found_at_every_depth(
    tmp_path: Path, text: str, where: str, key: str
) -> None:
    """Which of the two is meant nobody knows; TinyDB would silently keep the last."""
    path = tmp_path / "store.json"
    path.write_text(text, encoding="utf-8")
    place = f"{where}: " if where else ""
    assert complaint(path) == f"{place}the key “{key}” appears twice; keep one of the two"


def test_a_file_cut_off_anywhere_is_said_to_be_cut_off(save: Save) -> None:
    path = save(small_tables())
    whole = path.read_bytes()
    for length in range(1, len(whole)):
        path.write_bytes(whole[:length])
        assert "the file ends too early, as if cut off; restore a copy of it" in complaint(path)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_sample_cut_off_anywhere_is_refused(
    data: st.DataObject, sample_file: Path, tmp_path: Path
) -> None:
    whole = sample_file.read_bytes()
    path = tmp_path / "store.json"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole.rstrip()) - 1))])
    complaint(path)


# -- A store whose records are wrong ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "field", "value", "where", "complaints"),
    [
        (
            "meta",
            "schema",
            2,
            "meta",
            ("a newer quoth wrote this store (schema 2", "upgrade quoth"),
        ),
        ("meta", "schema", "1", "meta 1", ("“schema” isn't a whole number", "correct the number")),
        ("meta", "title", 5, "meta 1", ("“title” is a number", "quotation marks")),
        ("actors", "name", None, "actors 1", ("it has no “name”", "fill it in")),
        ("actors", "name", "", "actors 1", ("“name” is empty", "fill it in")),
        ("actors", "kind", "robot", "actors 1", ("“kind” is “robot”", "one of person,")),
        ("actors", "aliases", "Annie", "actors 1", ("“aliases” is a text", "brackets")),
        ("actors", "id", "guild", "actors 2", ("the id “guild” is taken", "another id")),
        ("actors", "affiliation", "gild", "actors ann", ("“gild”, which", "write “guild” if")),
        ("actors", "affiliation", "xyzzy", "actors ann", ("the actor “xyzzy”", "add the actor")),
        ("actors", "affiliation", "ann", "actors ann", ("lead back to itself", "correct one")),
        ("sources", "published", "soon", "sources 1", ("“soon” is not a date", "correct the date")),
        ("sources", "accessed", "2025-02-30", "sources 1", ("has no day 30", "correct the date")),
        ("sources", "title", ["a"], "sources 1", ("“title” is a list", "quotation marks")),
        ("topics", "name", 1, "topics 1", ("“name” is a number", "quotation marks")),
        ("events", "when", None, "events 1", ("it has no “when”", "fill it in")),
        ("events", "when", "2025-13", "events 1", ("has no month 13", "correct the date")),
        ("events", "actors", ["bob"], "events fair", ("“actors” names the actor “bob”", "add the")),
        ("events", "source", "papr", "events fair", ("“source” names", "write “paper” if")),
        ("statements", "said", "2025-3-19", "statements 1", ("is not a date", "correct the date")),
        ("statements", "kind", "loud", "statements 1", ("“kind” is “loud”", "write one of direct")),
        ("statements", "quote", 5, "statements 1", ("“quote” is a number", "quotation marks")),
        ("statements", "via", "ann", "statements 1", ("“via” is a text", "brackets")),
        ("statements", "speaker", "anne", "statements 1", ("“speaker” names", "write “ann” if")),
        ("statements", "source", "x", "statements 1", ("names the source “x”", "add the source")),
        ("statements", "via", ["bob"], "statements 1", ("“via” names the actor", "add the actor")),
        ("statements", "addressee", "bob", "statements 1", ("“addressee” names", "add the actor")),
        ("statements", "on_behalf_of", "bob", "statements 1", ("“on_behalf_of” names", "add the")),
        ("statements", "mentions", ["bob"], "statements 1", ("“mentions” names", "add the actor")),
        (
            "statements",
            "topics",
            ["bred"],
            "statements 1",
            ("the topic “bred”", "write “bread” if"),
        ),
        (
            "statements",
            "stances",
            [{"topic": "war", "position": "oppose"}],
            "statements 1",
            ("“stances” names the topic “war”", "add the topic"),
        ),
    ],
)
def test_a_record_that_is_wrong_is_named(
    save: Save, table: str, field: str, value: object, where: str, complaints: tuple[str, str]
) -> None:
    tables = small_tables()
    tables[table]["1"][field] = value
    message = complaint(save(tables))
    assert message.startswith(f"{where}: ")
    assert complaints[0] in message
    assert complaints[1] in message


def test_two_statements_of_one_id_are_refused(save: Save) -> None:
    """An id may be written, or be the record's key: here one of each is the same."""
    tables = small_tables()
    tables["statements"]["2"] = tables["statements"]["1"] | {"id": "1"}
    message = complaint(save(tables))
    assert message == "statements 2: the id “1” is taken; give one of them another id"


@pytest.mark.parametrize("table", ["actors", "sources", "topics", "events"])
def test_two_records_of_one_id_are_refused(save: Save, table: str) -> None:
    tables = small_tables()
    tables[table]["9"] = dict(tables[table]["1"])
    assert complaint(save(tables)).startswith(f"{table} 9: the id ")


def test_affiliations_that_go_round_in_a_circle_are_refused(save: Save) -> None:
    tables = small_tables()
    tables["actors"]["2"]["affiliation"] = "union"
    tables["actors"]["3"] = {"id": "union", "name": "Union", "affiliation": "ann"}
    assert "its affiliations lead back to itself" in complaint(save(tables))


def test_a_long_line_of_affiliations_is_no_trouble(save: Save) -> None:
    tables = small_tables()
    for place in range(3, 5_000):
        actor: dict[str, object] = {"id": f"a{place}", "name": "A", "affiliation": f"a{place + 1}"}
        tables["actors"][str(place)] = actor
    tables["actors"]["5000"] = {"id": "a5000", "name": "A"}
    assert len(load(save(tables)).actors) == 5_000


def test_ids_that_look_alike_are_told_apart_in_a_complaint(save: Save) -> None:
    tables = small_tables()
    tables["statements"]["1"]["speaker"] = "an\u200bn"
    message = complaint(save(tables))
    assert "the actor “an‹U+200B›n”" in message
    assert "write “ann” if" in message


@settings(max_examples=50)
@given(trouble=hostile_text, field=st.sampled_from(["speaker", "said", "kind"]))
@example(trouble="a\nb", field="said")
def test_a_complaint_is_one_line_whatever_the_file_holds(
    trouble: str, field: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tables = small_tables()
    tables["statements"]["1"][field] = f"?{trouble}"
    path = write_store(tmp_path_factory.mktemp("trouble") / "store.json", tables)
    message = complaint(path)
    assert neutralise(message) == (message, False)


# -- A file that is anything -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file to overwrite."""
    return tmp_path_factory.mktemp("scratch") / "store.json"


def load_or_complain(path: Path) -> Records | None:
    """Load a store, or check that what is wrong with it is said in one line."""
    try:
        return load(path)
    except StoreError as error:
        message = str(error)
    assert message.splitlines() == [message]
    return None


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["ann", "paper", "bread", "guild", "direct", "2025-03", "1"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["1", "id", "topic"]) | st.text(), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(json_values)
def test_any_json_is_a_store_or_a_complaint(scratch: Path, value: object) -> None:
    scratch.write_text(json.dumps(value), encoding="utf-8")
    load_or_complain(scratch)


@given(st.data())
def test_a_store_with_anything_for_any_value_is_a_store_or_a_complaint(
    scratch: Path, data: st.DataObject
) -> None:
    tables: Any = small_tables()
    table = tables[data.draw(st.sampled_from(sorted(tables)))]
    record = table[data.draw(st.sampled_from(sorted(table)))]
    name = data.draw(st.sampled_from(sorted(record)))
    where = data.draw(st.sampled_from([tables, table, record]))
    key = name if where is record else data.draw(st.sampled_from(sorted(where)))
    where[key] = data.draw(json_values)
    scratch.write_text(json.dumps(tables), encoding="utf-8")
    load_or_complain(scratch)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_store_or_a_complaint(scratch: Path, data: bytes) -> None:
    scratch.write_bytes(data)
    load_or_complain(scratch)


@given(st.data())
def test_the_sample_with_wrong_bytes_is_a_store_or_a_complaint(
    scratch: Path, sample_file: Path, data: st.DataObject
) -> None:
    whole = bytearray(sample_file.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole)))
        end = min(start + data.draw(st.integers(0, 5)), len(whole))
        whole[start:end] = data.draw(
            st.binary(max_size=4) | st.sampled_from([b'"', b"{", b"}", b"[", b",", b"\\", b"null"])
        )
    scratch.write_bytes(whole)
    load_or_complain(scratch)


def test_an_unknown_field_may_be_nested_but_not_absurdly(save: Save) -> None:
    tables = small_tables()
    tables["statements"]["1"]["deep"] = json.loads("[" * 99 + "]" * 99)
    assert load(save(tables)).statements[0].extra
    tables["statements"]["1"]["deep"] = json.loads("[" * 101 + "]" * 101)
    message = complaint(save(tables))
    assert message == "statements 1: “deep” is nested too deeply; make it flatter"


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"a":1,"a":'])
def test_no_depth_of_nesting_breaks_anything(scratch: Path, opening: str) -> None:
    closing = {"[": "]"}.get(opening, "}")
    for depth in (*range(20, 1_100, 20), *range(960, 1_010)):
        nested = opening * depth + "1" + closing * depth
        scratch.write_text(
            json.dumps(small_tables()).replace('"quote":', f'"deep": {nested}, "quote":'),
            encoding="utf-8",
        )
        records = load_or_complain(scratch)
        if records is not None:
            assert json.dumps(document(records.statements[0]), indent=1)
