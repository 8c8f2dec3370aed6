"""A day's work on a store that has an index: what is added, merged and deleted can be undone."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from tests.cli.conftest import WITH_AN_INDEX, Quoth, Said
from tests.days.stores import tables, write

LARGE = 450
"""Statements of a store that is kept in an index whatever a test sets."""
STORES = (WITH_AN_INDEX,)
ARTICLE = "Prices\n\n“Bread is dear,” Ada Younger told reporters on Monday.\n"
ROWS = "quote,speaker,kind,title\nBread is dear,Ada Younger,direct,The Herald\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store that is just large enough for an index."""
    path = tmp_path / "store.json"
    write(path, tables(Random(7), LARGE))  # noqa: S311  # the same each time
    assert path.stat().st_size > 1 << 16
    return path


def did(quoth: Quoth, store: Path, *words: str) -> Said:
    """Run a command that has to end well."""
    said = quoth(words[0], "--store", str(store), *words[1:])
    assert said.code == 0, said.err
    return said


CHANGES = {
    "add an actor": ("add", "actor", "Ada Younger"),
    "add a statement by somebody new": (
        "add", "Bread is dear", "--speaker", "Ada Younger", "--source", "The Herald", "--new",
        "--kind", "direct",
    ),
    "merge": ("merge", "actor-1", "actor-2"),
    "import": ("import", "rows.csv"),
    "intake": ("intake", "article.txt"),
    "rename": ("edit", "actor:actor-3", "name=Ada Younger"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_that_was_undone_leaves_no_trace(
    quoth: Quoth, store: Path, change: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(store.parent)
    Path("rows.csv").write_text(ROWS, encoding="utf-8")
    Path("article.txt").write_text(ARTICLE, encoding="utf-8")
    before = looked_at(quoth, store)
    did(quoth, store, *change)
    changed = looked_at(quoth, store)
    did(quoth, store, "undo")
    assert looked_at(quoth, store) == before
    did(quoth, store, "redo")
    assert looked_at(quoth, store) == changed
    did(quoth, store, "undo")
    did(quoth, store, "add", "actor", "Somebody Else")
    assert looked_at(quoth, store) != before


def looked_at(quoth: Quoth, store: Path) -> list[str]:
    """Return what commands say of a store."""
    questions = (
        ("find", "bread", "sort:speaker", "--json", "--limit", "0"),
        ("find", "by:younger OR by:archer", "--limit", "0"),
        ("actors", "--json"),
        ("stats",),
        ("timeline",),
        ("merge", "--propose", "--json", "--limit", "0"),
        ("export", "--format", "csv", "--sort", "speaker"),
    )
    return [quoth(one[0], "--store", str(store), *one[1:]).out for one in questions]


def test_merge_proposals_count_the_statements_that_are_left(quoth: Quoth, store: Path) -> None:
    did(quoth, store, "add", "actor", "Mr. Ada Younger")
    did(quoth, store, "add", "actor", "Ada Younger")
    add = ("--kind", "direct", "--speaker", "ada-younger", "--source", "paper-1")
    number = did(quoth, store, "add", "Bread is dear", *add).out.strip()
    did(quoth, store, "edit", number, "note=edited")
    did(quoth, store, "edit", number, "note=edited again")
    other = did(quoth, store, "add", "Salt is dear", *add).out.strip()
    did(quoth, store, "rm", other, "--yes")
    proposals = did(quoth, store, "merge", "--propose", "--json", "--limit", "0").out
    proposed = [json.loads(one) for one in proposals.splitlines() if "ada-younger" in one]
    counts = dict(zip(proposed[0]["names"], proposed[0]["statements"], strict=True))
    assert counts["Ada Younger"] == 1
