"""JSON and JSON Lines are read by key, strictly, each object for itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quoth.formats.incoming.records import BadRow, FormatError, IncomingActor, IncomingStatement
from quoth.formats.incoming.sniffing import ImportFormat, sniffed
from tests.formats.bringing import bad, read, statements, written

ROW: dict[str, Any] = {
    "quote": "Bread is dear",
    "speaker": {"name": "Ann Archer", "role": "Baker", "id": "ann"},
    "source": {"title": "The Paper", "url": "https://paper.example/1", "published": "2025-03-20"},
    "locator": {"start": 4, "end": 17},
    "topics": [{"name": "bread"}, "prices"],
    "stances": [{"topic": "bread", "position": "oppose"}],
    "weather": {"sky": ["grey"]},
    "said": None,
}


def expect_row(one: IncomingStatement) -> None:
    """Check that a statement is what the row says."""
    assert one.speaker == IncomingActor("Ann Archer", "ann", role="Baker")
    assert one.source[:1] + one.source[4:6] == (
        "The Paper", "2025-03-20", "https://paper.example/1",
    )  # fmt: skip
    assert one.locator == {"start": 4, "end": 17}
    assert [topic.name for topic in one.topics] == ["bread", "prices"]
    assert [stance.position for stance in one.stances] == ["oppose"]
    assert one.extra == {"weather": {"sky": ["grey"]}}
    assert one.said == ""


@pytest.mark.parametrize(
    ("name", "text", "kind", "line"),
    [
        ("a.json", json.dumps([ROW]), ImportFormat.JSON, 1),
        ("a.json", json.dumps({"made": "now", "list": [], "rows": [ROW]}), ImportFormat.JSON, 1),
        ("a.json", json.dumps({"rows": [ROW]}, indent=1), ImportFormat.JSON, 3),
        ("a.json", "\ufeff\n[\n" + json.dumps(ROW) + "\n]", ImportFormat.JSON, 3),
        ("a.jsonl", "\n" + json.dumps(ROW) + "\n", ImportFormat.JSON_LINES, 2),
        ("a.txt", json.dumps(ROW), ImportFormat.JSON_LINES, 1),
    ],
)
def test_objects_are_read_wherever_they_stand(
    tmp_path: Path, name: str, text: str, kind: ImportFormat, line: int
) -> None:
    path = written(tmp_path, name, text)
    assert sniffed(path) is kind
    (one,) = statements(path)
    expect_row(one)
    assert one.line == line


def test_rows_in_the_form_of_a_corpus_map_by_themselves(tmp_path: Path) -> None:
    row = {
        "quote": "“bread and milk.”", "speaker": "Ms. Archer", "kind": "direct",
        "said": "2025-03-20", "cue": "said", "publisher": "Paper", "title": "On bread",
        "author": "B. Baker", "published": "2025-03-21", "article": "paper_on-bread",
        "start": 10, "end": 27,
    }  # fmt: skip
    (one,) = statements(written(tmp_path, "a.jsonl", json.dumps(row)))
    assert one.quote == "bread and milk."
    assert one.source[:5] == ("On bread", "paper_on-bread", "Paper", "B. Baker", "2025-03-21")
    assert one.extra == {}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"quote": NaN}', "NaN isn't a JSON number"),
        ('{"quote": "a", "quote": "b"}', "a key appears twice"),
        ('{"quote": "a"', "this isn't JSON"),
        ("[1]", "it isn't an object of fields"),
        ('{"quote": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ('{"quote": ["a"]}', "it is a list or an object, not a text"),
        ('{"quote": "a", "kind": "odd"}', "it is “odd”"),
        ('{"quote": "a", "start": -1}', "isn't a whole number"),
        ('{"quote": 1e999}', "too large"),
    ],
)
def test_a_bad_line_leaves_the_others_alone(tmp_path: Path, line: str, problem: str) -> None:
    path = written(tmp_path, "a.jsonl", f'{{"quote": "first"}}\n{line}\n{{"quote": "last"}}\n')
    found = read(path)
    assert [one.line for one in found] == [1, 2, 3]
    (one,) = bad(path)
    assert problem in one.problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[{"quote": "a"}, {"quote": ', "line 1: this isn't JSON"),
        ('[{"quote": "a"}\n', "line 2: the list doesn't end"),
        ('{\n"a": {"b": 1}\n}', "it holds no list of objects"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_is_cut_off_is_one_line(tmp_path: Path, text: str, problem: str) -> None:
    path = written(tmp_path, "a.json", text)
    with pytest.raises(FormatError) as caught:
        read(path)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_half_a_surrogate_pair_is_a_text_like_another(tmp_path: Path) -> None:
    (one,) = statements(written(tmp_path, "a.jsonl", '{"quote": "a \\ud800 b\\u0000"}'))
    assert one.quote == "a \ud800 b\x00"


def test_a_line_of_ours_is_the_record_it_holds(tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [
        {"type": "actor", "id": "ann", "name": "Ann", "height": 3},
        {"type": "source", "id": "p", "title": "Paper"},
        {"type": "topic", "id": "t", "name": "Bread"},
        {"type": "event", "id": "e", "title": "Fair", "when": "2025"},
        {"type": "statement", "quote": "Yes", "kind": "direct", "speaker": "ann", "source": "p",
         "speaker_name": "Ann", "source_title": "Paper", "mood": 1},
        {"type": "actor", "id": "bob", "name": 3},
    ]  # fmt: skip
    path = written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)))
    actor, source, topic, event, statement, wrong = read(path)
    assert isinstance(actor, IncomingActor)
    assert actor.extra == {"height": 3}
    assert [type(one).__name__ for one in (source, topic, event)] == [
        "IncomingSource", "IncomingTopic", "IncomingEvent",
    ]  # fmt: skip
    assert isinstance(statement, IncomingStatement)
    assert statement.speaker == IncomingActor("Ann", "ann")
    assert statement.extra == {"mood": 1}
    assert isinstance(wrong, BadRow)


def test_a_statement_of_others_may_have_a_type(tmp_path: Path) -> None:
    row = {"type": "statement", "quote": "Yes", "speaker": {"name": "Ann"}, "title": "Paper"}
    (one,) = statements(written(tmp_path, "a.jsonl", json.dumps(row)))
    assert one.speaker.name == "Ann"
    assert one.extra == {"type": "statement"}
