"""Drafts, and what was rejected, are marked wherever they are shown, and shown where asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.store.loading import load
from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.intake.making import drafted_store
from tests.making import small_tables

Save = Callable[[Tables], Path]


@pytest.fixture
def store(save: Save) -> str:
    """Return a store of a statement that stands, a draft, and one that was rejected."""
    tables = small_tables()
    first = tables["statements"]["1"]
    drafted = {"rule": "a name beside “said”", "confidence": 0.9}
    tables["statements"]["2"] = first | {
        "quote": "Salt is dear", "said": "2025-03-18", "status": "draft", "intake": drafted,
        "speaker": "guild",
    }  # fmt: skip
    tables["statements"]["3"] = first | {"quote": "All is dear", "status": "rejected"}
    return str(save(tables))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("dear", ["1"]),
        ("dear status:draft", ["2"]),
        ("status:rejected", ["3"]),
        ("dear (status:draft OR status:confirmed)", ["1", "2"]),
        ("by:guild", ["1"]),
        ("by:guild -status:confirmed", ["2", "3"]),
    ],
)
def test_they_are_found_where_a_query_names_a_status(
    quoth: Quoth, store: str, query: str, found: list[str]
) -> None:
    said = quoth("find", "--store", store, "--json", query)
    assert sorted(one["id"] for one in said.records) == found


def test_they_are_marked_where_they_are_found(quoth: Quoth, store: str) -> None:
    assert "direct · draft\n" in quoth("find", "--store", store, "status:draft").out
    assert "direct · rejected\n" in quoth("find", "--store", store, "status:rejected").out
    assert "draft" not in quoth("find", "--store", store, "dear").out


def test_where_nothing_else_is_found_they_are_pointed_to(quoth: Quoth, store: str) -> None:
    hint = "; drafts are found with status:draft"
    assert (
        quoth("find", "--store", store, '"salt is"').err
        == f'quoth: nothing matches “"salt is"”{hint}\n'
    )
    assert hint not in quoth("find", "--store", store, "zebra status:draft").err


def test_one_is_shown_with_how_it_was_found(quoth: Quoth, store: str) -> None:
    shown = quoth("show", "--store", store, "2").out
    lines = [line.split(maxsplit=1) for line in shown.splitlines() if line]
    assert ["status", "draft"] in lines
    assert "found by   a name beside “said”, confidence 0.90" in shown
    assert "intake" not in shown
    assert quoth("show", "--store", store, "2", "--json").records[0]["intake"]["confidence"] == 0.9


def test_they_are_not_counted(quoth: Quoth, store: str) -> None:
    (numbers,) = quoth("stats", "--store", store, "--json").records
    counted = ("statements", "direct", "drafts", "rejected")
    assert [numbers[name] for name in counted] == [1, 1, 1, 1]
    actors = quoth("actors", "--store", store, "--json").records
    assert {one["id"]: one["statements"] for one in actors} == {"ann": 1, "guild": 1}
    buckets = quoth("timeline", "--store", store, "--json").records
    assert sum(one["within"] for one in buckets) == 1


@pytest.mark.parametrize(
    ("name", "number"), [("jsonl", 3), ("csv", 3), ("markdown", 1), ("text", 1)]
)
def test_all_there_is_are_they_too_where_their_status_can_be_told(
    quoth: Quoth,
    store: str,
    name: str,
    number: int,
) -> None:
    out = quoth("export", "--store", store, "--format", name).out
    assert sum(f"{what} is dear" in out for what in ("Bread", "Salt", "All")) == number
    assert ("guild" in out) == (name in ("jsonl", "csv"))


def test_a_sheet_of_drafts_says_that_they_are(quoth: Quoth, store: str) -> None:
    sheet = quoth("export", "--store", store, "--format", "markdown", "status:draft").out
    assert "draft, not yet checked against the source" in sheet


def test_what_an_intake_keeps_is_known_to_the_check(quoth: Quoth, store: str) -> None:
    assert "unknown-field" not in quoth("check", "--store", store).out


def test_actors_of_an_intake_go_with_the_drafts_that_are_deleted(
    quoth: Quoth, tmp_path: Path
) -> None:
    path = drafted_store(tmp_path / "bread.json").path
    actors = set(load(Path(path)).actors)
    said = quoth("rm", "--query", "status:draft", "--yes", "--store", str(path))
    assert said.out.split() == ["1", "2", "3", "4", "5"]
    assert f"and {len(actors)} unused actors" in said.err
    assert load(Path(path)).actors == {}
    assert quoth("undo", "--store", str(path)).code == 0
    assert set(load(Path(path)).actors) == actors


def test_an_actor_of_an_intake_that_an_edit_leaves_unused_is_told(
    quoth: Quoth, tmp_path: Path
) -> None:
    path = Path(drafted_store(tmp_path / "bread.json").path)
    drafts = load(path).statements
    speaker = next(one.speaker for one in drafts if one.speaker != drafts[0].speaker)
    held = [one.id for one in drafts if one.speaker == speaker]
    for number, one in enumerate(held, 1):
        said = quoth("edit", one, f"speaker={drafts[0].speaker}", "--store", str(path))
        is_last = number == len(held) and speaker not in load(path).actors
        assert ("deleted 1 unused actor" in said.err) == is_last
    assert speaker not in load(path).actors
