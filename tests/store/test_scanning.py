"""A store that is read in passing is understood as it is when it is read as a whole, or not."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoth.index.opening import open_corpus
from quoth.index.segment.building import build
from quoth.store import StoreError, scanning
from quoth.store.errors import Damaged
from quoth.store.file import StoreFile, checksums
from quoth.store.loading import load
from quoth.store.parsing import Document, Tables, parse
from quoth.store.scanning import NotUnderstood, Record, Scanner, resume
from tests.making import small_tables, write_store
from tests.strategies import any_text, hostile_text

WINDOWS = (1, 2, 3, 7, 64, 1 << 20)


def scanned(data: bytes, window: int) -> tuple[Scanner, list[Record]]:
    """Return what is read of a file's bytes, so many at a time."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.json"
        path.write_bytes(data)
        scanner = Scanner(path, window)
        return scanner, list(scanner.records())


# -- Files that are right --------------------------------------------------------------------------

fields = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | hostile_text | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
keys = st.integers(1, 10**30).map(str)
documents: st.SearchStrategy[Document] = st.dictionaries(any_text, fields, max_size=4)
some_tables: st.SearchStrategy[Tables] = st.dictionaries(
    any_text | st.sampled_from(["actors", "sources"]),
    st.dictionaries(keys, documents, max_size=4),
    max_size=4,
).map(lambda tables: tables | {"statements": tables.get("statements", {})})
blanks = st.text(" \t\n\r", max_size=3)


@st.composite
def spelt(draw: st.DrawFn, text: str) -> str:
    """Return a text as JSON, any character escaped or not, as far as that may be."""
    if not text.isascii() and draw(st.booleans()):
        return json.dumps(text, ensure_ascii=not _can_be_written(text))
    if draw(st.integers(0, 4)):
        return json.dumps(text)
    units = array("H", text.encode("utf-16-le", "surrogatepass"))
    return '"' + "".join(f"\\u{unit:04{'xX'[unit % 2]}}" for unit in units) + '"'


def _can_be_written(text: str) -> bool:
    """Tell whether UTF-8 can hold a text."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


@st.composite
def written(draw: st.DrawFn, value: Any) -> str:
    """Return a value as JSON, with blanks wherever they may be."""
    if isinstance(value, str):
        return draw(spelt(value))
    if isinstance(value, list):
        items = [draw(written(item)) for item in value]
        return f"[{draw(blanks)}{(draw(blanks) + ',').join(items)}{draw(blanks)}]"
    if isinstance(value, dict):
        pairs = [
            draw(blanks) + draw(spelt(key)) + draw(blanks) + ":" + draw(blanks) + draw(written(one))
            for key, one in value.items()
        ]
        return "{" + (draw(blanks) + ",").join(pairs) + draw(blanks) + "}"
    return json.dumps(value)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Return the bytes of a store that TinyDB could read."""
    text = draw(blanks) + draw(some_tables.flatmap(written)) + draw(blanks)
    mark = draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf"]))
    return mark + text.encode("utf-8")


@given(files(), st.sampled_from(WINDOWS))
def test_what_is_read_in_passing_is_what_is_read_as_a_whole(data: bytes, window: int) -> None:
    scanner, records = scanned(data, window)
    found: Tables = {table: {} for table in scanner.tables}
    for record in records:
        found[record.table][record.key] = record.document
    whole = parse(data, Path("store.json"))
    assert found == whole
    assert list(found) == list(whole)
    assert [record.key for record in records] == [key for rows in whole.values() for key in rows]


@given(files(), st.sampled_from(WINDOWS))
def test_a_record_can_be_read_again_where_it_stands(data: bytes, window: int) -> None:
    _, records = scanned(data, window)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.json"
        path.write_bytes(data)
        file = StoreFile(path)
        for _, key, document, start, end in records:
            assert data[start : start + 1] == b'"'
            assert data[end - 1 : end] == b"}"
            assert file.document(start, end - start) == (key, document)


@given(files(), st.sampled_from(WINDOWS), st.sampled_from([1, 16, 1 << 18]))
def test_a_file_has_the_same_checksums_however_it_is_read(
    data: bytes, window: int, chunk: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "CHUNK", chunk)
        patch.setattr("quoth.store.file.CHUNK", chunk)
        scanner, _ = scanned(data, window)
        again = checksums(lambda start, length: data[start : start + length])
    plain = [zlib.crc32(data[start : start + chunk]) for start in range(0, len(data), chunk)]
    assert list(scanner.checks) == list(again) == plain
    assert scanner.read == len(data)


def test_a_record_longer_than_a_window_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {"statements": {"1": {"quote": "é" * 5_000}, "2": {"quote": "b"}}}
    data = json.dumps(tables, ensure_ascii=False).encode("utf-8")
    _, records = scanned(data, 100)
    assert [record.key for record in records] == ["1", "2"]
    monkeypatch.setattr(scanning, "LONGEST", 3_000)
    with pytest.raises(NotUnderstood):
        scanned(data, 100)


def test_a_file_that_is_missing_is_not_understood(tmp_path: Path) -> None:
    for name in ("missing", ".", "a\0b"):
        with pytest.raises(NotUnderstood):
            list(Scanner(tmp_path / name).records())


# -- Files that are wrong --------------------------------------------------------------------------


def complaint(read: Callable[[Path], object], path: Path) -> str:
    """Return what is said of a store that is refused; nothing of one that isn't."""
    try:
        read(path)
    except StoreError as error:
        return str(error)
    except NotUnderstood:
        return "it is not understood"
    return ""


def is_refused(path: Path) -> bool:
    """Tell whether a store is refused: read in passing or as a whole, it has to be the same."""
    wrong = complaint(load, path)
    in_passing = complaint(lambda one: build(one, 1, lambda done, whole: None), path)
    assert bool(wrong) == bool(in_passing)
    assert complaint(open_corpus, path) == wrong
    return bool(wrong)


WRONG = [
    "", " ", "\ufeff", "\ufeff\ufeff{}", "{}", "[]", "null", "{", '{"statements"', '{"statements":',
    '{"statements":{', '{"statements":{}', '{"statements":{}}}', '{"statements":{}} x',
    '{"statements":{},}', '{,"statements":{}}', '{"statements":{} "meta":{}}', '{"statements":[]}',
    '{"statements":null}', '{"statements":{},"statements":{}}', '{"statements":{},"a":1}',
    '{"statements":{},"a":{"1":1}}', '{"statements":{},"a":{"1":[]}}', '{"a":{}}',
    '{"statements":{},"a":{"0":{}}}', '{"statements":{},"a":{"01":{}}}',
    '{"statements":{},"a":{"":{}}}', '{"statements":{},"a":{"-1":{}}}',
    '{"statements":{},"a":{"x":{}}}', '{"statements":{},"a":{"١":{}}}',
    '{"statements":{},"a":{1:{}}}',
    '{"statements":{},"a":{"1":{},}}', '{"statements":{},"a":{"1":{}"2":{}}}',
    '{"statements":{},"a":{"1":{},"1":{}}}',
    '{"statements":{},"a":{"2":{},"1":{},"3":{},"1":{}}}',
    '{"statements":{},"a":{"' + "9" * 5_000 + '":{},"' + "9" * 5_000 + '":{}}}',
    '{"statements":{},"a":{"1":{},"\\u0031":{}}}',
    '{"statements":{},"a":{"\\u0030":{}}}', '{"statements":{},"a":{"1":{"b":1,"b":2}}}',
    '{"statements":{},"a":{"1":{"b":{"c":1,"c":1}}}}', '{"statements":{},"a":{"1":{"b":NaN}}}',
    '{"statements":{},"a":{"1":{"b":1e999}}}', '{"statements":{},"a":{"1":{"b":-Infinity}}}',
    '{"statements":{},"a":{"1":{"b":' + "9" * 5_000 + "}}}", '{"statements":{},"a":{"1":{"b":01}}}',
    '{"statements":{},"a":{"1":{"b":"\n"}}}', '{"statements":{},"a":{"1":{"b":"\\x"}}}',
    '{"sta\ntements":{}}', '{"statements":{},"\\x":{}}', '{"statements":{},"a":{"1":{"b":tru}}}',
    '{"statements":{},"a":{"1":' + '{"b":' * 100_000, '{"statements":{},"a":' + "[" * 100_000,
    '{"meta":{"1":{"schema":2}}}', '{"meta":{"1":{"schema":"1"}},"statements":{}}',
    '{"meta":{"1":{"title":1}}}', '{\u00a0"statements":{}}', '{"statements":{}}\0',
    "{'statements':{}}", '// no\n{"statements":{}}',
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_refused_in_passing_too(tmp_path: Path, text: str) -> None:
    path = tmp_path / "store.json"
    path.write_text(text, encoding="utf-8", newline="")
    assert is_refused(path)


@pytest.mark.parametrize(
    "data",
    [
        b'{"statements":{}}\xff', b'{"statements":{}}\xc3', b'{"statements":{},"\xc3":{}}',
        b'{"statements":{},"\xed\xa0\x80":{}}', b"\xff\xfe{\0}\0", b'{"statements":{},"a\xf0\x9f"',
    ],
)  # fmt: skip
@pytest.mark.parametrize("window", WINDOWS)
def test_what_is_no_utf_8_is_refused_in_passing_too(
    tmp_path: Path, data: bytes, window: int
) -> None:
    path = tmp_path / "store.json"
    path.write_bytes(data)
    assert is_refused(path)
    with pytest.raises(NotUnderstood):
        scanned(data, window)


@pytest.mark.parametrize(
    "text",
    [
        '{"statements":{}}',
        ' {\r\n\t"meta" : { } } ',
        '\ufeff{"statements":{}}',
        '{"statements":{},"a":{"\\u0031\\u0030":{}}}',
        '{"statements":{},"":{}}',
        '{"statements":{},"\\ud800":{"1":{"\\ud800":"\\udfff"}}}',
        '{"statements":{},"a":{"' + "9" * 5_000 + '":{}}}',
        '{"statements":{},"a":{"1":{"b":1e-999}}}',
    ],
)
def test_what_is_odd_and_right_is_read_in_passing_too(tmp_path: Path, text: str) -> None:
    path = tmp_path / "store.json"
    path.write_text(text, encoding="utf-8", newline="")
    assert not is_refused(path)


def test_a_statement_of_any_number_is_read(tmp_path: Path) -> None:
    tables = small_tables()
    tables["statements"]["9" * 5_000] = tables["statements"]["1"] | {"id": "x"}
    path = write_store(tmp_path / "store.json", tables)
    assert not is_refused(path)


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(-1, 3), st.just(1.5), st.just([]), st.just({}),
    st.sampled_from(
        ["", " ", "1", "ann", "paper", "bread", "guild", "direct", "2025", "2025-13", "confirmed"]
    ),
    st.sampled_from([["ann"], [1], [""], [["ann"]], {"topic": "bread"}, {"start": 9, "end": 1}]),
    st.sampled_from(["oppose", [], {}, "x"]).map(lambda it: [{"topic": "bread", "position": it}]),
    st.sampled_from([[{"topic": "nobody", "position": "oppose"}], [{}], [None]]),
    st.builds(lambda *n: dict(zip(("paragraph", "start", "end"), n, strict=True)),
              *[st.sampled_from([0, 1, -1, 1 << 40, True, None, 1.0, "1"])] * 3),
)  # fmt: skip
NAMES = st.sampled_from(
    ["id", "quote", "kind", "speaker", "source", "said", "via", "addressee", "on_behalf_of",
     "mentions", "topics", "stances", "locator", "tags", "status", "note", "context", "name",
     "title", "affiliation", "aliases", "when", "actors", "schema", "other", "publisher"]
)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> Tables:
    """Return the tables of a store, a few fields of which are anything."""
    tables = small_tables()
    tables["statements"]["2"] = tables["statements"]["1"] | {"id": "b"}
    for _ in range(draw(st.integers(0, 3))):
        table = draw(st.sampled_from([*tables, "statements"]))
        rows = list(tables[table].values())
        document = draw(st.sampled_from(rows)) if rows else {}
        name = draw(NAMES)
        if draw(st.integers(0, 3)):
            document[name] = draw(ANYTHING)
        else:
            document.pop(name, None)
    gone = draw(st.sampled_from(["", "", "", "topics", "sources", "actors", "meta", "events"]))
    order = draw(st.permutations(list(tables)))
    return {table: tables[table] for table in order if table != gone}


@given(spoilt())
def test_records_that_are_wrong_are_refused_in_passing_too(tables: Tables) -> None:
    with TemporaryDirectory() as folder:
        is_refused(write_store(Path(folder) / "store.json", tables))


SIGNS = st.sampled_from([*'{}[]",:\\ 01eE-.\n', "\ufeff", "\0", "é", '"1":{},', '"a":', "null"])


@given(spoilt(), st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 3), SIGNS), max_size=3))
@example(small_tables(), [])
def test_text_that_is_wrong_is_refused_in_passing_too(
    tables: Tables, edits: list[tuple[int, int, str]]
) -> None:
    text = json.dumps(tables)
    for place, length, sign in edits:
        start = place % (len(text) + 1)
        text = text[:start] + sign + text[start + length :]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.json"
        path.write_text(text, encoding="utf-8", newline="")
        is_refused(path)


def test_a_store_cut_off_anywhere_is_refused_in_passing_too(tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    text = json.dumps(small_tables())
    for length in range(0, len(text), 3):
        path.write_text(text[:length])
        assert is_refused(path)


# -- Reading on ------------------------------------------------------------------------------------


@given(
    st.dictionaries(keys, documents, min_size=1, max_size=5), st.data(), st.sampled_from(WINDOWS)
)
def test_reading_on_finds_what_follows(
    spoken: dict[str, dict[str, object]], data: st.DataObject, window: int
) -> None:
    text = data.draw(written({"statements": spoken}))
    whole = text.encode("utf-8")
    _, records = scanned(whole, 1 << 20)
    number = data.draw(st.integers(0, len(records) - 1))
    start = records[number].end
    pieces = (whole[place : place + window] for place in range(start, len(whole), window))
    assert list(resume(pieces, start)) == records[number + 1 :]


@pytest.mark.parametrize(
    "rest",
    ["", "}", "},", "}}}", '}, "events": {}}', ",}}", ',"2":{}', ',"2":{}}', ' "2":{}}}', "}}x",
     ',"2":{},}}', ',"2":{},"2":{}}}', ',"x":{}}}', ',"2":1}}', "]}"],
)  # fmt: skip
def test_reading_on_refuses_what_reading_all_would_refuse(rest: str) -> None:
    with pytest.raises(NotUnderstood):
        list(resume(iter([rest.encode("ascii")]), 10))


@pytest.mark.parametrize(
    "text",
    ["", "{}", '"1"', '"1":', '"1":{', '"1":1', '"1":[]', '"1":{},', '"1":{},"2":{}', ',"1":{}',
     '"1":{}}', '"1":{"a":1,"a":2}', '"1":{"a":NaN}', '"1":{"a":' + "[" * 99_999, '"1":{"a":"é'],
)  # fmt: skip
def test_what_is_no_record_any_more_is_never_read_as_one(tmp_path: Path, text: str) -> None:
    data = text.encode("utf-8")
    (tmp_path / "store.json").write_bytes(data)
    file = StoreFile(tmp_path / "store.json")
    lengths = (len(data), len(data) + 9)
    for length in lengths:
        with pytest.raises(Damaged):  # the file is what it was: where the record is was wrong
            file.document(0, length)
    with (tmp_path / "store.json").open("ab") as changed:
        changed.write(b" ")
    for length in lengths:
        with pytest.raises(StoreError, match="another program changed it"):
            file.document(0, length)


def test_a_file_that_is_forgotten_is_closed(tmp_path: Path) -> None:
    file = StoreFile(write_store(tmp_path / "store.json", small_tables()))
    closed = file.close
    assert closed.alive
    del file
    assert not closed.alive
