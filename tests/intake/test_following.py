"""What an intake made follows a change, and comes back with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.editing.changes import Change, Edit
from quoth.editing.workspace import Workspace
from quoth.intake.following import followed
from tests.intake.making import drafted_workspace, records_of


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a store with an article and its five drafts."""
    return drafted_workspace(tmp_path / "bread.json")


def edit(workspace: Workspace, table: str, key: str, **fields: object) -> None:
    """Change some fields of a record, and what follows from that."""
    before = records_of(workspace, table)[key]
    after = {name: value for name, value in {**before, **fields}.items() if value}
    change = Change("edit", [Edit(table, key, before, after)])
    workspace.commit(followed(workspace.editor.current, change))


def said(workspace: Workspace) -> list[object]:
    """Return when each draft was said."""
    return [one.get("said") for one in records_of(workspace, "statements").values()]


def test_drafts_that_were_said_no_later_follow_the_date_of_their_source(
    workspace: Workspace,
) -> None:
    (source,) = records_of(workspace, "sources")
    edit(workspace, "statements", "2", status="confirmed")
    edit(workspace, "sources", source, published="2025-03-21")
    later = "/2025-03-21"
    assert sorted(map(str, said(workspace))) == sorted(
        ["2025-03-18", "/2025-03-20", later, later, later]
    )
    edit(workspace, "sources", source, published="")
    assert sorted(map(str, said(workspace))) == sorted(
        ["2025-03-18", "/2025-03-20", "None", "None", "None"]
    )
    edit(workspace, "sources", source, published="2025-03-21")
    workspace.undo()
    workspace.undo()
    assert said(workspace).count(later) == 3


def test_actors_that_nobody_uses_go_with_their_drafts_and_come_back(workspace: Workspace) -> None:
    actors = {str(one["id"]) for one in records_of(workspace, "actors").values()}
    drafts = records_of(workspace, "statements")
    archer = [key for key, one in drafts.items() if one["speaker"] == "ann-archer"]
    for key in archer:
        change = Change("delete", [Edit("statements", key, drafts[key], None)])
        workspace.commit(followed(workspace.editor.current, change))
    left = {str(one["id"]) for one in records_of(workspace, "actors").values()}
    assert actors - left == {"ann-archer"}  # the Guild said something, too
    workspace.undo()
    assert {str(one["id"]) for one in records_of(workspace, "actors").values()} == actors


def test_an_actor_whom_a_person_made_stays(workspace: Workspace) -> None:
    actors = records_of(workspace, "actors")
    (cook,) = [key for key, one in actors.items() if one["id"] == "cy-cook"]
    edit(workspace, "actors", cook, intake=None)
    drafts = records_of(workspace, "statements")
    (own,) = [key for key, one in drafts.items() if one["speaker"] == "cy-cook"]
    edit(workspace, "statements", own, speaker="ann-archer")
    assert "cy-cook" in {one["id"] for one in records_of(workspace, "actors").values()}
