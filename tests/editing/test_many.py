"""Many records changed by one instruction: as one after the other would be, in one change."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.editing.drafting import Assignment, edited
from quoth.editing.editor import Editor
from quoth.editing.errors import AbsentError, EditError
from quoth.editing.many import (
    changed,
    deleted,
    preview,
    read_assignments,
    statements_at,
    tagging,
)
from quoth.editing.names import NameResolver, Nothing
from quoth.store.file_records import Row
from quoth.store.parsing import Document
from tests.making import small_tables, write_store

_TAGS = st.lists(st.sampled_from(["a", "b", "c"]), unique=True)
_NAMES = NameResolver(Nothing())


def statement(**fields: object) -> Document:
    """Return a statement with some fields."""
    return {"quote": "Bread", "kind": "direct", "speaker": "ann", "source": "paper", **fields}


def rows_of(*documents: Document) -> list[Row]:
    """Return documents as rows of statements."""
    return [("statements", str(number), one) for number, one in enumerate(documents, 1)]


@given(
    have=st.lists(st.tuples(_TAGS, st.sampled_from(["", "confirmed", "draft"])), max_size=8),
    texts=st.lists(
        st.sampled_from(["tags+=a", "tags-=b", "tags=+c; -a", "tags=b", "status=draft", "tags="]),
        min_size=1,
        max_size=3,
    ),
)
def test_many_become_what_each_would_alone(
    have: list[tuple[list[str], str]], texts: list[str]
) -> None:
    rows = rows_of(
        *(
            statement(**({"tags": tags} if tags else {}), **({"status": one} if one else {}))
            for tags, one in have
        )
    )
    assignments = read_assignments(texts)
    made = changed(rows, assignments, _NAMES)
    after = {edit.key: edit.after for edit in made.change.edits}
    for _, key, before in rows:
        alone = before
        for one in assignments:
            try:
                alone = edited("statements", (key, alone), [one], _NAMES).after or {}
            except AbsentError:
                continue
        assert after.get(key, before) == alone
    assert len(after) + made.same == len(rows)
    assert all(edit.before != edit.after for edit in made.change.edits)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("tags=+a;-b", [("tags", "+=", '["a"]'), ("tags", "-=", '["b"]')]),
        ("stances=+Salt:support", [("stances", "+=", "Salt:support")]),
        ("tags=a; b", [("tags", "=", "a; b")]),
        ('tags=["-a"]', [("tags", "=", '["-a"]')]),
        ("note=+1", [("note", "=", "+1")]),
    ],
)
def test_items_with_signs_are_added_and_taken_away(
    text: str, made: list[tuple[str, str, str]]
) -> None:
    assert read_assignments([text]) == [Assignment(*one) for one in made]


@pytest.mark.parametrize("text", ["tags=+a; b", "tags=+", "tags=+a;-"])
def test_all_items_have_signs_or_none(text: str) -> None:
    with pytest.raises(EditError, match=r"write \+ or - before each"):
        read_assignments([text])


def test_a_tag_may_hold_any_sign() -> None:
    made = changed(rows_of(statement()), tagging(["+a;b", "+[c", "-d"]), _NAMES)
    assert [edit.after and edit.after["tags"] for edit in made.change.edits] == [["a;b", "[c"]]


def test_a_preview_says_how_many_and_what() -> None:
    rows = rows_of(
        statement(tags=["a"]), statement(), statement(), statement(status="draft", tags=["x"])
    )
    made = changed(rows, read_assignments(["status=draft", "tags=x"]), _NAMES)
    assert made.change.label == "change status, tags of 3 statements"
    assert preview(made, 2) == [
        "status: nothing → draft, in 3",
        "tags: nothing → x, in 2",
        "and 1 other ways",
        "statement 1: Bread",
        "statement 2: Bread",
        "and 1 more",
        "1 would stay as they are",
    ]
    assert preview(deleted(rows[:1]), 9) == ["statement 1: Bread"]


def test_what_is_read_ahead_is_what_is_read_alone(tmp_path: Path) -> None:
    tables = small_tables()
    for number in range(2, 60):
        tables["statements"][str(number)] = statement(note="x" * number)
    editor = Editor(write_store(tmp_path / "store.json", tables), cache=tmp_path)
    corpus = editor.corpus
    alone = {row: corpus.document_of_row(row) for row in corpus.newest}
    chosen = statements_at(corpus, corpus.newest)
    assert [one[1:] for one in chosen.rows] == list(alone.values())
    made = changed(chosen.rows, read_assignments(["note=same"]), _NAMES)
    editor.commit(made.change)
    notes = {document["note"] for _, document in editor.current.documents("statements")}
    assert notes == {"same"}
    editor.commit(made.change.inverse())
    editor.fold()
    assert dict(editor.current.documents("statements")) == dict(alone.values())
