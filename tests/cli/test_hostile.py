"""Whatever a store holds, nothing that is printed can act on a terminal."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from quoth.basics.text import neutralise
from quoth.store.parsing import Tables
from tests.cli.conftest import WITH_AN_INDEX, Quoth, Said
from tests.making import write_store

STORES = (WITH_AN_INDEX,)

EVIL = "\x1b]0;owned\x07\x1b[2J\x9b31m\x00\x7f\x85\r\u202eevil\u2066\u200b\u2028\ud800\ufdd0\nend"
COMMANDS = [
    ("find", "bread"),
    ("show", f"s{EVIL}"),
    ("actors",),
    ("timeline",),
    ("stats",),
]


def hostile_tables() -> Tables:
    """Return a store that has trouble in every text, id and name of a field."""
    return {
        "meta": {"1": {"schema": 1, "title": f"Title {EVIL}"}},
        "actors": {
            "1": {
                "id": f"a{EVIL}", "name": f"Name {EVIL}", "kind": "person", "role": f"Role {EVIL}",
                "aliases": [f"Alias {EVIL}"], "country": EVIL, "note": EVIL, EVIL: EVIL,
            }
        },
        "sources": {
            "1": {
                "id": f"p{EVIL}", "title": f"Title {EVIL}", "publisher": f"Press {EVIL}",
                "author": EVIL, "url": f"https://example.org/{EVIL}", "archived": EVIL,
                "licence": EVIL, "published": "2025", "note": EVIL,
            }
        },
        "topics": {"1": {"id": f"t{EVIL}", "name": f"Topic {EVIL}"}},
        "events": {"1": {"id": f"e{EVIL}", "title": f"Event {EVIL}", "when": "2025-03"}},
        "statements": {
            "1": {
                "id": f"s{EVIL}", "quote": f"Bread {EVIL}", "kind": "direct",
                "speaker": f"a{EVIL}", "source": f"p{EVIL}", "said": "2025-03-19",
                "context": f"Context {EVIL}", "cue": f"cried {EVIL}", "medium": f"Radio {EVIL}",
                "via": [f"a{EVIL}"], "addressee": f"a{EVIL}", "on_behalf_of": f"a{EVIL}",
                "mentions": [f"a{EVIL}"], "topics": [f"t{EVIL}"], "tags": [EVIL], "note": EVIL,
                "stances": [{"topic": f"t{EVIL}", "position": "oppose"}],
                "locator": {"paragraph": 1, EVIL: EVIL}, EVIL: {EVIL: [EVIL]},
            }
        },
    }  # fmt: skip


def assert_harmless(text: str) -> None:
    """Check that a terminal prints a text and does nothing else."""
    for line in text.split("\n"):
        assert neutralise(line) == (line, False)
    controls = {character for character in text if unicodedata.category(character) == "Cc"}
    assert controls <= {"\n"}


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Return the file of the hostile store, whose name is no better."""
    folder = tmp_path / "na\x1b[31m\u202eme\n"
    folder.mkdir()
    return str(write_store(folder / "store.json", hostile_tables()))


def every_text(value: Any) -> list[str]:
    """Return all texts in a JSON value, names of fields too."""
    if isinstance(value, dict):
        return [text for item in value.items() for part in item for text in every_text(part)]
    if isinstance(value, list):
        return [text for item in value for text in every_text(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("command", COMMANDS)
def test_text_for_people_is_harmless(quoth: Quoth, store: str, command: tuple[str, ...]) -> None:
    said = quoth(*command, "--store", store)
    assert said.code == 0
    assert "‡" in said.out
    assert_harmless(said.out)
    assert_harmless(said.err)


@pytest.mark.parametrize("command", COMMANDS)
def test_json_is_printable_ascii_and_loses_nothing(
    quoth: Quoth, store: str, command: tuple[str, ...]
) -> None:
    said = quoth(*command, "--store", store, "--json")
    assert said.code == 0
    lines = said.out.split("\n")
    assert lines.pop() == ""
    assert all(line.isascii() and line.isprintable() for line in lines)
    assert any("\x1b" in text for text in every_text(said.records))


def test_a_process_of_its_own_prints_no_byte_that_acts(shell: Quoth, store: str) -> None:
    said = shell("show", "--store", store, "1")
    assert said.code == 1
    found = shell("find", "--store", store, "bread")
    assert found.code == 0
    for printed in (said.out, said.err, found.out, found.err):
        assert_harmless(printed)


def complaint(said: Said, code: int) -> str:
    """Check that a command failed in one harmless line, and return it."""
    assert said.code == code
    assert said.out == ""
    assert said.err.endswith("\n")
    assert_harmless(said.err)
    line = said.err[:-1]
    assert "\n" not in line
    return line


def test_an_id_that_is_typed_comes_back_harmless(quoth: Quoth) -> None:
    assert "no statement has the id “␛]0;" in complaint(quoth("show", "--sample", EVIL[:-4]), 1)


def test_words_that_are_typed_come_back_harmless(quoth: Quoth) -> None:
    assert "nothing matches “␛[31mxyzzy”" in complaint(
        quoth("find", "--sample", "\x1b[31mxyzzy"), 1
    )


@pytest.mark.parametrize(
    "arguments",
    [("find", "a", f"--limit={EVIL}"), (f"--{EVIL}", "stats"), (EVIL,), ("show", "a", EVIL)],
)
def test_wrong_usage_comes_back_harmless(quoth: Quoth, arguments: tuple[str, ...]) -> None:
    said = quoth(*arguments)
    assert said.code == 2
    assert_harmless(said.err)


def test_the_name_of_a_missing_store_comes_back_harmless(quoth: Quoth) -> None:
    line = complaint(quoth("stats", "--store", "no\x1b[31m\nsuch.json"), 3)
    assert "there is no such file" in line


def test_a_name_that_is_no_text_comes_back_harmless(shell: Quoth) -> None:
    said = shell("stats", "--store", b"no\xff\x9bsuch.json")
    assert "there is no such file" in complaint(said, 3)


@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ("statements", "speaker", f"nobody {EVIL}"),
        ("statements", "said", f"today {EVIL}"),
        ("statements", "kind", EVIL),
        ("statements", "quote", 5),
        ("actors", "affiliation", f"a{EVIL}"),
        ("actors", "name", ""),
        ("events", "when", EVIL),
    ],
)
def test_what_is_wrong_with_a_hostile_store_is_one_harmless_line(
    quoth: Quoth, tmp_path: Path, table: str, field: str, value: object
) -> None:
    tables = hostile_tables()
    tables[table]["1"][field] = value
    path = write_store(tmp_path / "store.json", tables)
    assert complaint(quoth("stats", "--store", str(path)), 3).startswith(f"quoth: {path}: {table}")


def test_a_key_that_stands_twice_comes_back_harmless(quoth: Quoth, tmp_path: Path) -> None:
    path = tmp_path / "store.json"
    key = json.dumps(EVIL)
    path.write_text(f'{{"statements": {{"1": {{{key}: 1, {key}: 2}}}}}}', encoding="utf-8")
    assert "appears twice" in complaint(quoth("stats", "--store", str(path)), 3)
