"""Whatever comes in: its words stand in the input, and each row is taken or told with its line."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.formats.incoming.records import (
    AS_IT_IS,
    BadRow,
    IncomingActor,
    IncomingSource,
    IncomingStatement,
    IncomingTopic,
    Remark,
)
from quoth.formats.incoming.sniffing import READERS, ImportFormat
from tests.formats.test_reading_dna import dna_file

WORDS = st.lists(
    st.sampled_from(
        ["bread", "is", "dear", "“milk”", "it’s", "5\"", "\"flour", "salt\"", "'eggs'", "«oil»",
         "a\"\"b", "\\", "–", "No.", "x", "-1", "=1"]
    ),
    min_size=1, max_size=6,
).map(" ".join)  # fmt: skip
FEWER = settings(max_examples=30, deadline=None)


def read(name: str, text: str, kind: ImportFormat) -> list[object]:
    """Return what a file holds, once it was written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_text(text, encoding="utf-8", newline="")
        return [*READERS[kind](path, AS_IT_IS, lambda _done: None)]


def check(found: list[object], text: str, rows: dict[str, int]) -> None:
    """Check that words stand in a text in a row, and each row, by its own word, is in or told."""
    statements = [one for one in found if isinstance(one, IncomingStatement)]
    told = {one.line for one in found if isinstance(one, BadRow)}
    plain = (text, text.replace('""', '"'))
    for one in statements:
        assert any(one.quote in form for form in plain), one.quote
        assert len(re.findall(r"row\d+", one.quote)) <= 1, one.quote
    for word, line in rows.items():
        count = sum(word in re.findall(r"row\d+", one.quote) for one in statements)
        assert count + (line in told) == 1, (word, line, count)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@FEWER
@given(rows=st.lists(st.tuples(WORDS, WORDS, st.booleans()), min_size=1, max_size=8))
def test_rows_of_a_table_whatever_marks_stand_in_them(
    sign: str, rows: list[tuple[str, str, bool]]
) -> None:
    lines = [sign.join(["quote", "note", "speaker", "source"])]
    for number, (words, note, begins) in enumerate(rows):
        cell = f'"row{number} {words}' if begins else f"row{number} {words}"
        lines.append(sign.join([cell, note, "Ann", "Paper"]))
    text = "\n".join(lines) + "\n"
    found = read("t.csv", text, ImportFormat.TABLE)
    check(found, text, {f"row{number}": number + 2 for number in range(len(rows))})


@FEWER
@given(rows=st.lists(st.tuples(WORDS, st.sampled_from(["", "}", "{", ",", "nul"])), max_size=8))
def test_lines_of_json_whatever_is_wrong_with_them(rows: list[tuple[str, str]]) -> None:
    lines = []
    for number, (words, broken) in enumerate(rows):
        row = {"quote": f"row{number} {words}", "speaker": "Ann", "source": "Paper"}
        lines.append(json.dumps(row, ensure_ascii=False) + broken)
    found = read("t.jsonl", "\n".join(lines), ImportFormat.JSON_LINES)
    inputs = "\n".join(words for _, words in _numbered(rows))
    check(found, inputs, {f"row{number}": number + 1 for number in range(len(rows))})


def _numbered(rows: list[tuple[str, str]]) -> list[tuple[int, str]]:
    """Return the words of rows as they are written."""
    return [(number, f"row{number} {words}") for number, (words, _) in enumerate(rows)]


@FEWER
@given(rows=st.lists(WORDS, max_size=6), others=st.lists(WORDS, max_size=3))
def test_lists_in_an_object_are_read_or_told(rows: list[str], others: list[str]) -> None:
    made = [{"text": f"row{number} {words}", "speaker": "Ann"} for number, words in enumerate(rows)]
    text = json.dumps({"pages": [{"page": one} for one in others], "data": {"rows": made}})
    if not (rows or others):
        return
    found = read("t.json", text, ImportFormat.JSON)
    words = "\n".join(str(one["text"]) for one in made)
    if rows:
        check(found, words, {str(one["text"]).split()[0]: 0 for one in made})
        remarks = [one.what for one in found if isinstance(one, Remark)]
        assert remarks == (["pages"] if others else [])


@pytest.mark.parametrize("kind", [ImportFormat.GDELT, ImportFormat.QUOTEBANK])
@FEWER
@given(rows=st.lists(st.tuples(WORDS, st.sampled_from(["2025-03-20", "03/04/2025"])), max_size=6))
def test_quotations_of_a_corpus(kind: ImportFormat, rows: list[tuple[str, str]]) -> None:
    lines: list[dict[str, object]] = []
    for number, (words, date) in enumerate(rows):
        words = f"row{number} {words}"  # noqa: PLW2901
        if kind is ImportFormat.GDELT:
            quotes = [{"pre": "x", "quote": words, "post": ", said Ann Archer."}]
            lines.append({"date": date, "url": "https://p.example", "quotes": quotes})
        else:
            lines.append({"quoteID": str(number), "quotation": words, "date": date})
    text = "\n".join(json.dumps(line) for line in lines)
    found = read("t.jsonl", text, kind)
    words = "\n".join(words for _, words in _numbered(rows))
    check(found, words, {f"row{number}": number + 1 for number in range(len(rows))})


@FEWER
@given(
    text=st.text("ab \n“”🍞é", min_size=1, max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 44), st.integers(0, 44)), max_size=5),
)
def test_spans_of_a_text(text: str, spans: list[tuple[int, int]]) -> None:
    lines = []
    for number, (start, end) in enumerate(spans, 1):
        words = " ".join(text[start:end].split())
        lines += [f"T{number}\tContent {start} {end}\t{words}"]
        lines += [f"E{number}\tAttribution:T{number} Content:T{number}"]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.txt").write_text(text, encoding="utf-8", newline="")
        path = Path(folder, "a.ann")
        path.write_text("\n".join(lines), encoding="utf-8", newline="")
        found = [*READERS[ImportFormat.BRAT](path, AS_IT_IS, lambda _done: None)]
    squeezed = " ".join(text.split())
    taken = [one for one in found if isinstance(one, IncomingStatement)]
    assert all(one.quote in squeezed for one in taken)
    lines_told = {one.line for one in found if isinstance(one, BadRow | IncomingStatement)}
    assert lines_told == {2 * number + 1 for number in range(len(spans))}


@pytest.mark.parametrize("version", [2, 3])
def test_the_words_of_a_database_stand_in_its_documents(tmp_path: Path, version: int) -> None:
    path = dna_file(tmp_path / "c.dna", version)
    found = [*READERS[ImportFormat.DNA](path, AS_IT_IS, lambda _done: None)]
    lines = sorted(one.line for one in found if isinstance(one, IncomingStatement | BadRow))
    assert lines == [11, 12, 13]
    rest = (IncomingStatement, BadRow, Remark, IncomingActor, IncomingTopic, IncomingSource)
    assert all(isinstance(one, rest) for one in found)
