"""Actors whom only dropped drafts name: in no list and no number, and there again after undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.workspace import Workspace
from quoth.query.dropped import dropped_actors, listed_actors, number_of_actors
from tests.intake.making import drafted_workspace, records_of


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a store with an article, its five drafts and the five actors that they name."""
    return drafted_workspace(tmp_path / "bread.json")


def drop(workspace: Workspace, *speakers: str) -> None:
    """Reject the drafts that some actors say."""
    edits = [
        Edit("statements", key, one, {**one, "status": "rejected"})
        for key, one in records_of(workspace, "statements").items()
        if one["speaker"] in speakers
    ]
    workspace.commit(Change("drop", edits))


def change_actor(workspace: Workspace, actor: str, **fields: object) -> None:
    """Change some fields of an actor."""
    ((key, before),) = [
        (key, one) for key, one in records_of(workspace, "actors").items() if one["id"] == actor
    ]
    workspace.commit(Change("edit", [Edit("actors", key, before, {**before, **fields})]))


def listed(workspace: Workspace) -> set[str]:
    """Return who is listed."""
    return {actor.id for actor, _ in listed_actors(workspace.corpus, {})}


def test_whom_only_dropped_drafts_name_is_in_no_list_and_is_back_after_undo(
    workspace: Workspace,
) -> None:
    everyone = listed(workspace)
    drop(workspace, "bob-baker")
    gone = {"bob-baker", "the-herald"}  # whom he told
    assert dropped_actors(workspace.corpus) == gone
    assert listed(workspace) == everyone - gone
    assert number_of_actors(workspace.corpus) == len(everyone) - 2
    workspace.undo()
    assert listed(workspace) == everyone
    assert number_of_actors(workspace.corpus) == len(everyone)


def test_whom_a_query_for_dropped_drafts_finds_is_listed_with_them(workspace: Workspace) -> None:
    drop(workspace, "bob-baker")
    found = {"bob-baker": 1}
    assert "bob-baker" in {one.id for one, _ in listed_actors(workspace.corpus, found)}
    assert number_of_actors(workspace.corpus, found) == number_of_actors(workspace.corpus) + 1


def test_an_actor_stays_whom_another_draft_names_or_a_person_made(workspace: Workspace) -> None:
    change_actor(workspace, "cy-cook", intake=False)
    drop(workspace, "cy-cook")
    (archers, *_) = [
        (key, one)
        for key, one in records_of(workspace, "statements").items()
        if one["speaker"] == "ann-archer"
    ]
    key, one = archers
    workspace.commit(Change("drop", [Edit("statements", key, one, {**one, "status": "rejected"})]))
    assert dropped_actors(workspace.corpus) == frozenset()


def test_to_whom_somebody_belongs_who_is_listed_is_listed(workspace: Workspace) -> None:
    drop(workspace, "bob-baker")
    change_actor(workspace, "cy-cook", affiliation="bob-baker")
    assert dropped_actors(workspace.corpus) == {"the-herald"}
