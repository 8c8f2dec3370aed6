"""Actors made one, and made two again: nothing is lost, and every reference leads somewhere."""

from __future__ import annotations

import copy
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.checking.merging import MergeError, merged, split, unused_id
from quoth.checking.previewing import preview
from quoth.editing.changes import Change, Edit
from quoth.editing.current import Current
from quoth.editing.editor import Editor
from quoth.index.opening import open_corpus
from quoth.store.loading import load
from quoth.store.parsing import Tables
from tests.checking.tables import InTables
from tests.making import corpus_of_tables, small_tables, write_store


def applied(tables: Tables, change: Change) -> Tables:
    """Return tables after a change, each of whose edits finds what it expects."""
    made = copy.deepcopy(tables)
    for table, key, before, after in change.edits:
        rows = made.setdefault(table, {})
        numbers = count(max(map(int, rows), default=0) + 1)
        place = key or str(next(numbers))
        assert rows.get(place) == before
        if after is None:
            del rows[place]
        else:
            rows[place] = copy.deepcopy(after)
    return made


def town() -> Tables:
    """Return a store in which Ann stands three times."""
    tables = small_tables()
    tables["actors"] |= {
        "3": {"id": "ms-archer", "name": "Ms. Archer", "aliases": ["Archer"], "country": "GB",
              "note": "Named once."},
        "4": {"id": "a-archer", "name": "A. Archer", "role": "Baker", "affiliation": "ann"},
        "5": {"id": "aide", "name": "An aide", "affiliation": "ms-archer"},
    }  # fmt: skip
    tables["events"]["1"]["actors"] = ["ms-archer", "ann"]
    tables["statements"] |= {
        "2": {"quote": "Flour too", "kind": "direct", "speaker": "ms-archer", "source": "paper",
              "via": ["guild", "ms-archer", "ann"], "addressee": "a-archer"},
        "3": {"quote": "Nothing", "kind": "indirect", "speaker": "guild", "source": "paper",
              "mentions": ["a-archer"], "on_behalf_of": ["ms-archer", "guild"]},
    }  # fmt: skip
    return tables


def test_all_that_named_the_others_names_the_one_kept(tmp_path: Path) -> None:
    tables = town()
    made = applied(tables, merged(InTables(tables), "ann", ["ms-archer", "a-archer"]))
    assert [row["id"] for row in made["actors"].values()] == ["ann", "guild", "aide"]
    ann = made["actors"]["1"]
    assert ann["aliases"] == ["Ms. Archer", "Archer", "A. Archer"]
    assert (ann["country"], ann["role"], ann["affiliation"]) == ("GB", "Baker", "guild")
    assert ann["note"] == "Named once.\naffiliation of “A. Archer”: ann"
    assert made["actors"]["5"]["affiliation"] == "ann"
    assert made["events"]["1"]["actors"] == ["ann"]
    assert made["statements"]["2"] == {
        "quote": "Flour too", "kind": "direct", "speaker": "ann", "source": "paper",
        "via": ["guild", "ann"], "addressee": "ann",
    }  # fmt: skip
    assert made["statements"]["3"]["on_behalf_of"] == ["ann", "guild"]
    assert len(load(write_store(tmp_path / "made.json", made)).statements) == 3


def test_nobody_comes_to_belong_to_themselves(tmp_path: Path) -> None:
    tables = town()
    made = applied(tables, merged(InTables(tables), "guild", ["ann"]))
    assert "affiliation" not in made["actors"]["2"]
    tables = town()
    made = applied(tables, merged(InTables(tables), "a-archer", ["ann"]))
    assert made["actors"]["4"]["affiliation"] == "guild"
    load(write_store(tmp_path / "made.json", made))


def test_a_corpus_answers_as_its_tables_do() -> None:
    tables = town()
    corpus = corpus_of_tables(tables)
    wanted = ("ann", ["ms-archer", "a-archer"])
    whole, fast = merged(InTables(tables), *wanted), merged(Current(corpus), *wanted)
    assert sorted(map(repr, fast.edits)) == sorted(map(repr, whole.edits))
    again = split(Current(corpus), "ms-archer", "Mo Miller", ["2"])
    assert again == split(InTables(tables), "ms-archer", "Mo Miller", ["2"])


def test_an_editor_makes_a_merge_and_a_split_and_takes_them_back(tmp_path: Path) -> None:
    path = write_store(tmp_path / "town.json", town())
    before = load(path)
    editor = Editor(path)
    merge = editor.commit(merged(editor.current, "ann", ["ms-archer", "a-archer"]))
    parted = editor.commit(split(editor.current, "ann", "Mo Miller", ["2"]))
    editor.fold()
    records = load(path)
    assert set(records.actors) == {"ann", "guild", "aide", "mo-miller"}
    assert [one.speaker for one in records.statements] == ["ann", "mo-miller", "guild"]
    editor.commit(parted.inverse())
    editor.commit(merge.inverse())
    editor.fold()
    assert load(path).statements == before.statements
    assert load(path).actors == before.actors


def test_what_was_changed_since_is_asked_too(tmp_path: Path) -> None:
    editor = Editor(write_store(tmp_path / "town.json", town()))
    document = town()["statements"]["1"]
    editor.commit(
        Change("change", [Edit("statements", "1", document, document | {"via": ["aide"]})])
    )
    found = editor.current
    assert [key for key, _ in found.naming(["aide"])] == ["1"]
    assert sorted(key for key, _ in found.naming(["ann"])) == ["1", "2"]
    assert sorted(key for key, _ in found.statements(["1", "3"])) == ["1", "3"]


@pytest.mark.parametrize(
    ("keep", "others", "message"),
    [
        ("nobody", ["ann"], "there is no actor “nobody”"),
        ("ann", ["nobody"], "there is no actor “nobody”"),
        ("ann", ["ann"], "there is no actor to merge with “ann”"),
    ],
)
def test_what_can_t_be_merged_is_said(keep: str, others: list[str], message: str) -> None:
    with pytest.raises(MergeError, match=message):
        merged(InTables(town()), keep, others)


def test_two_items_of_wikidata_are_never_merged() -> None:
    tables = town()
    tables["actors"]["1"]["wikidata"] = "Q1"
    tables["actors"]["3"]["wikidata"] = "Q2"
    with pytest.raises(MergeError, match="not the same"):
        merged(InTables(tables), "ann", ["ms-archer"])


def test_a_split_takes_a_merge_s_statements_back() -> None:
    tables = town()
    made = applied(tables, merged(InTables(tables), "ann", ["ms-archer"]))
    change = split(InTables(made), "ann", "Ms. Archer", ["2"], new_id="ms-archer")
    back = applied(made, change)
    assert back["statements"]["2"]["speaker"] == "ms-archer"
    assert back["statements"]["1"]["speaker"] == "ann"
    assert back["actors"]["1"]["aliases"] == ["Archer"]
    assert {"id": "ms-archer", "name": "Ms. Archer"} in back["actors"].values()


@pytest.mark.parametrize(
    ("actor", "name", "keys", "message"),
    [
        ("nobody", "X", ["1"], "no actor"),
        ("ann", " ", ["1"], "needs a name"),
        ("ann", "X", ["9"], "no statement"),
        ("aide", "X", ["1"], "doesn't name"),
    ],
)
def test_what_can_t_be_split_is_said(actor: str, name: str, keys: list[str], message: str) -> None:
    with pytest.raises(MergeError, match=message):
        split(InTables(town()), actor, name, keys)


def test_an_id_is_made_of_a_name() -> None:
    assert unused_id("Ann O’Archer-Baker", ()) == "ann-oarcher-baker"
    assert unused_id("Ann", {"ann", "ann-2"}) == "ann-3"
    assert unused_id("!?", ()) == "actor-1"


def test_a_preview_counts_and_gives_examples() -> None:
    tables = town()
    lines = preview(merged(InTables(tables), "ann", ["ms-archer", "a-archer"]))
    assert lines[0] == "merge 3 actors into Ann Archer"
    assert (
        "2 statements changed: speaker 1, via 1, addressee 1, mentions 1, on_behalf_of 1" in lines
    )
    assert "2 actors deleted" in lines
    assert any("Flour too: speaker, via, addressee" in line for line in lines)


# -- Whatever is merged ----------------------------------------------------------------------------

IDS = ["a", "b", "c", "d"]
_some = st.lists(st.sampled_from(IDS), max_size=4)


@st.composite
def stores(draw: st.DrawFn) -> Tables:
    """Return a valid store of four actors."""
    actors: dict[str, Any] = {}
    for number, name in enumerate(IDS, 1):
        actor = {
            "id": name,
            "name": f"Name {name}",
            "aliases": draw(_some),
            "note": draw(st.text()),
        }
        if draw(st.booleans()) and number > 1:
            actor["affiliation"] = draw(st.sampled_from(IDS[: number - 1]))
        actors[str(number)] = actor
    statements = {
        str(number): {
            "quote": f"quote {number}", "kind": "direct", "source": "s",
            "speaker": draw(st.sampled_from(IDS)), "via": draw(_some), "mentions": draw(_some),
            "addressee": draw(st.sampled_from(IDS) | _some), "on_behalf_of": draw(_some),
        }
        for number in range(1, draw(st.integers(1, 4)) + 1)
    }  # fmt: skip
    return {
        "actors": actors, "statements": statements, "sources": {"1": {"id": "s", "title": "S"}},
        "events": {"1": {"id": "e", "title": "E", "when": "2025", "actors": draw(_some)}},
        "topics": {},
    }  # fmt: skip


@given(stores(), st.sampled_from(IDS), st.sets(st.sampled_from(IDS)))
def test_after_a_merge_every_reference_resolves_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, tables: Tables, keep: str, others: set[str]
) -> None:
    gone = sorted(others - {keep})
    if not gone:
        return
    change = merged(InTables(tables), keep, gone)
    made = applied(tables, change)
    path = write_store(tmp_path_factory.getbasetemp() / "merged.json", made)
    records = load(path)
    assert [s.quote for s in records.statements] == [
        s["quote"] for s in tables["statements"].values()
    ]
    assert set(records.actors) == set(IDS) - set(gone)
    names = {f"Name {one}" for one in gone}
    assert names <= set(records.actors[keep].aliases)
    assert applied(made, change.inverse()) == tables
    keys = [k for k, s in tables["statements"].items() if s["speaker"] in gone]
    if keys:
        back = applied(made, split(InTables(made), keep, f"Name {gone[0]}", keys))
        load(write_store(path, back))
        assert all(back["statements"][key]["speaker"] != keep for key in keys)
    assert open_corpus(path) is not None
