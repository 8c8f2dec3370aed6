"""A denial is never read as its opposite: coming in, shown, searched for, and going out.

Statement 1 is affirmed, 2 denied by its speaker, and 3 said under a condition.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.making import small_tables

DENIED = "He took the money"


@pytest.fixture
def store(save: Callable[[Tables], Path]) -> Path:
    """Return the file of a store with a statement of each polarity."""
    tables = small_tables()
    first = tables["statements"]["1"]
    for key, polarity, words in (("2", "denied", DENIED), ("3", "hypothetical", "Salt is dear")):
        tables["statements"][key] = {
            **first, "quote": words, "kind": "indirect", "polarity": polarity,
        }  # fmt: skip
    return save(tables)


def ids(quoth: Quoth, store: Path, query: str) -> set[str]:
    """Return the ids of the statements that a search finds."""
    said = quoth("find", query, "--json", "--store", str(store))
    return {one["id"] for one in said.records}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("polarity:denied", {"2"}),
        ("polarity:hypothetical", {"3"}),
        ("-polarity:denied", {"1", "3"}),
        ("has:polarity", {"2", "3"}),
        ("bread -has:polarity", {"1"}),
        ("money polarity:denied", {"2"}),
        ("money polarity:hypothetical", set()),
    ],
)
def test_denials_are_searched_for(
    quoth: Quoth, store: Path, query: str, expected: set[str]
) -> None:
    assert ids(quoth, store, query) == expected


def test_an_unknown_polarity_is_told_with_those_there_are(quoth: Quoth, store: Path) -> None:
    said = quoth("find", "polarity:denid", "--store", str(store))
    assert said.code == 2
    assert "denied" in said.err


def test_the_words_of_a_denial_never_stand_alone(quoth: Quoth, store: Path) -> None:
    where = ("--store", str(store))
    assert f"[denied] {DENIED}" in quoth("find", "money", *where).out
    shown = quoth("show", "2", *where).out
    assert shown.startswith(f"[denied] {DENIED}\n")
    assert "polarity" in shown
    assert "[" not in quoth("find", "bread", *where).out


@pytest.mark.parametrize(
    ("form", "mark"),
    [
        ("text", "DENIED: the speaker denies what these words say"),
        ("markdown", "DENIED: the speaker denies what these words say"),
        ("html", "DENIED: the speaker denies what these words say"),
        ("dna", "[denied] He took the money"),
        ("graphml", "denied</data>"),
        ("csv", "confirmed,denied,"),
        ("jsonl", '"polarity": "denied"'),
    ],
)
def test_every_export_of_statements_says_it(
    quoth: Quoth, store: Path, form: str, mark: str
) -> None:
    out = quoth("export", "--format", form, "money", "--store", str(store)).out
    assert mark in " ".join(out.split())
    affirmed = quoth("export", "--format", form, "bread", "--store", str(store)).out
    assert "denied" not in affirmed.casefold().replace('attr.name="polarity"', "")


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl"])
def test_what_goes_out_comes_in_again(quoth: Quoth, store: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"out.{form}"
    file.write_text(quoth("export", "--format", form, "--store", str(store)).out, encoding="utf-8")
    other = tmp_path / "other.json"
    said = quoth("import", str(file), "--store", str(other), "--create")
    assert said.code == 0, said.err
    assert [ids(quoth, other, f"polarity:{one}") for one in ("denied", "hypothetical")] == [
        {"2"}, {"3"},
    ]  # fmt: skip


def test_another_program_s_denials_come_in_and_its_moods_stay_what_they_were(
    quoth: Quoth, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "quote,speaker,source,polarity\n"
        f"{DENIED},Ann,Paper,Denies\nFine,Ann,Paper,affirmed\nDreadful,Ann,Paper,negative\n"
    )
    store = tmp_path / "store.json"
    assert quoth("import", str(table), "--store", str(store), "--create").code == 0
    statements = [*json.loads(store.read_bytes())["statements"].values()]
    assert [one.get("polarity") for one in statements] == ["denied", None, None]
    assert [one.get("polarity_") for one in statements] == [None, None, "negative"]


def test_it_is_typed_in_the_shell(quoth: Quoth, store: Path) -> None:
    where = ("--store", str(store))
    words = ("add", "He fled", "--kind", "indirect", "--speaker", "ann", "--source", "paper")
    confirmed = ("--status", "confirmed")
    assert quoth(*words, *confirmed, "--polarity", "Denied", *where).code == 0
    assert ids(quoth, store, "polarity:denied") == {"2", "4"}
    assert quoth("edit", "4", "polarity=affirmed", *where).code == 0
    assert ids(quoth, store, "polarity:denied") == {"2"}
    said = quoth("edit", "4", "polarity=untrue", *where)
    assert said.code == 2
    assert "“polarity” is “untrue”; write one of denied, hypothetical" in said.err


def test_an_unknown_polarity_in_a_file_is_refused_in_a_line(
    quoth: Quoth, save: Callable[[Tables], Path]
) -> None:
    tables = small_tables()
    tables["statements"]["1"]["polarity"] = "untrue"
    said = quoth("find", "bread", "--store", str(save(tables)))
    assert said.code == 3
    assert "statements 1: “polarity” is “untrue”; write one of denied, hypothetical" in said.err


def test_a_check_writes_it_as_it_is_listed(quoth: Quoth, save: Callable[[Tables], Path]) -> None:
    tables = small_tables()
    tables["statements"]["1"]["polarity"] = "Denied "
    store = save(tables)
    quoth("check", "--fix", "--store", str(store))
    assert ids(quoth, store, "polarity:denied") == {"1"}
