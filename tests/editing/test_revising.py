"""An index that is updated after a large change is the same as one that is rebuilt."""

from __future__ import annotations

import errno
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.editing.changes import Change, Edit
from quoth.editing.editor import Editor
from quoth.editing.revising import fold_many
from quoth.index.opening import open_corpus
from quoth.index.segment import columns
from quoth.index.segment.part import Part
from quoth.query.file_store import FileStore
from quoth.query.model import Query
from quoth.store.parsing import Document, Tables
from tests.index.test_opening import tables_to_change
from tests.making import small_stores_kept, write_store

LOOSE: dict[str, st.SearchStrategy[object]] = {
    "topics": st.sampled_from([["bread"], []]),
    "stances": st.sampled_from(
        [
            [],
            [{"topic": "bread", "position": "support"}],
            [{"topic": "bread", "position": "oppose"}],
        ]
    ),
    "status": st.sampled_from(["draft", "confirmed"]),
    "tags": st.lists(st.sampled_from(["a", "b", "c"]), max_size=3),
    "note": st.sampled_from(["", "a note"]),
    "speaker": st.sampled_from(["ann", "bob", "guild"]),
    "on_behalf_of": st.sampled_from(["ann", ["bob", "guild"], []]),
    "mentions": st.lists(st.sampled_from(["ann", "bob"]), max_size=2),
    "medium": st.sampled_from(["press", "radio"]),
    "polarity": st.sampled_from(["denied"]),
    "layer": st.sampled_from(["ann"]),
    "starred": st.booleans(),
}
"""The fields that nothing but facets hang on."""
BOUND: dict[str, st.SearchStrategy[object]] = {
    "quote": st.just("Salt is dear"), "said": st.just("1999"), "context": st.just("Bread"),
    "locator": st.just({"paragraph": 2}),
}  # fmt: skip


def changes(
    values: dict[str, st.SearchStrategy[object]],
) -> st.SearchStrategy[dict[str, tuple[dict[str, object], set[str]]]]:
    """Return what becomes of some statements: fields that are put in, and some that are out."""
    one = st.tuples(
        st.fixed_dictionaries({}, optional=values),
        st.sets(st.sampled_from(sorted(values.keys() - {"speaker", "quote"})), max_size=2),
    )
    return st.dictionaries(st.integers(1, 8).map(str), one, min_size=1)


def changed(editor: Editor, made: dict[str, tuple[dict[str, object], set[str]]]) -> Change:
    """Return the change that some fields of statements are."""
    edits = []
    for key, (put, out) in made.items():
        found = editor.current.find("statements", key)
        assert found is not None
        before = found[1]
        after = {name: value for name, value in {**before, **put}.items() if name not in out}
        edits.append(Edit("statements", found[0], before, after))
    return Change("change", edits)


def sections(part: Part) -> dict[str, tuple[bytes, str]]:
    """Return all that a segment holds but for its facts."""
    return {name: (bytes(data), kind) for name, data, kind in part.sections.each()}


def folded(path: Path, cache: Path, make: Callable[[Editor], Change]) -> bool:
    """Make a change of a store, and tell whether its index was brought up to date with it."""
    editor = Editor(path, open_=partial(open_corpus, cache=cache), cache=cache)
    editor.commit(make(editor))
    return fold_many(path, editor.journal, editor.current.corpus, cache)


def tables(seed: int) -> Tables:
    """Return the tables of a store whose statements stand in any order, of any dates."""
    made = tables_to_change()
    statements = list(made["statements"].items())
    chance = random.Random(seed)  # noqa: S311  # no secret
    chance.shuffle(statements)
    for _, one in statements[:6]:
        one["said"] = f"20{chance.randrange(10, 30)}"
    made["statements"] = dict(statements)
    return {"statements": made.pop("statements"), **made} if seed % 2 else made


@given(
    steps=st.lists(changes(LOOSE), min_size=1, max_size=2),
    seed=st.integers(0, 9),
    small=st.sampled_from([1, 256]),
)
@settings(max_examples=8, deadline=None)
def test_an_index_that_is_updated_is_the_same_as_one_that_is_rebuilt(
    steps: list[dict[str, tuple[dict[str, object], set[str]]]],
    seed: int,
    small: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Every byte of it is, facts and all."""
    folder = tmp_path_factory.mktemp("revised")
    path, cache = write_store(folder / "store.json", tables(seed)), folder / "cache"
    with small_stores_kept(16), pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_SMALL", small)
        open_corpus(path, cache=cache)
        for number, step in enumerate(steps):
            text = path.read_bytes()
            is_revised = folded(path, cache, lambda editor, step=step: changed(editor, step))  # type: ignore[misc]
            assert is_revised == (path.read_bytes() != text)
            corpus = open_corpus(path, cache=cache)
            assert corpus.opened.what in ("kept", "checked")
            rebuilt = open_corpus(path, cache=folder / f"rebuilt{number}")
            assert sections(corpus.base) == sections(rebuilt.base)
            assert corpus.base.facts == rebuilt.base.facts


@given(made=st.tuples(changes(LOOSE), changes(BOUND)))
@settings(max_examples=4, deadline=None)
def test_an_index_whose_words_change_is_rebuilt(
    made: tuple[dict[str, tuple[dict[str, object], set[str]]], ...],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("made")
    path, cache = write_store(folder / "store.json", tables(0)), folder / "cache"
    with small_stores_kept(16):
        open_corpus(path, cache=cache)
        texts = {key: dict(one) for key, one in tables(0)["statements"].items()}
        step = {**made[0], **made[1]}
        is_bound = any(
            texts[key].get(name) != value
            for key, (put, out) in step.items()
            for name, value in {**put, **dict.fromkeys(out)}.items()
            if name in BOUND and not (name in put and name in out)
        )
        is_revised = folded(path, cache, lambda editor: changed(editor, step))
        assert not (is_bound and is_revised)
        one, other = (open_corpus(path, cache=folder / name) for name in ("cache", "rebuilt"))
        assert sections(one.base) == sections(other.base)


def test_what_others_made_of_an_index_meanwhile_is_left(tmp_path: Path) -> None:
    path, cache = write_store(tmp_path / "store.json", tables(0)), tmp_path / "cache"

    def tagged(editor: Editor) -> Change:
        return changed(editor, {"2": ({"tags": ["x"]}, set())})

    with small_stores_kept(16):
        editor = Editor(path, open_=partial(open_corpus, cache=cache), cache=cache)
        editor.commit(tagged(editor))
        for kept in cache.glob("*.json"):
            kept.unlink()
        assert not fold_many(path, editor.journal, editor.current.corpus, cache)
        corpus = open_corpus(path, cache=cache)
        assert corpus.opened.what == "made"
        # What lies on top of an index is not made part of it.
        editor = Editor(path, open_=partial(open_corpus, cache=cache), cache=cache)
        editor.commit(changed(editor, {"3": ({"note": "x"}, set())}))
        editor.fold()
        before: Document = dict(editor.corpus.document("statements", "2") or {})
        assert not folded(path, cache, lambda one: changed(one, {"2": ({"note": "y"}, set())}))
        now = open_corpus(path, cache=cache).document("statements", "2")
        assert now == {**before, "note": "y"}


def has_overlay(editor: Editor) -> bool:
    """Tell whether changes lie on top of what an editor opened."""
    return editor.corpus.overlay is not None


def test_an_editor_goes_on_with_the_index_that_was_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing lies on top of it, and what comes after is made on what the file holds now."""
    path, cache = write_store(tmp_path / "store.json", tables(1)), tmp_path / "cache"
    monkeypatch.setattr("quoth.editing.editor.VERY_MANY", 2)
    with small_stores_kept(16):
        editor = Editor(path, open_=partial(open_corpus, cache=cache), cache=cache)

        def committed(made: dict[str, tuple[dict[str, object], set[str]]]) -> bool:
            editor.commit(changed(editor, made))
            return editor.is_best_folded

        assert not committed({"1": ({"tags": ["x"]}, set())})
        assert committed({"2": ({"tags": ["x"]}, set())})
        editor.fold()
        assert (editor.is_pending, editor.taken_in, editor.current.changed) == (False, 0, {})
        assert not has_overlay(editor)
        assert editor.corpus.file.is_same()
        assert committed({"1": ({"note": "y"}, {"tags"}), "2": ({}, {"tags"})})
        editor.fold()
        assert not editor.catch_up()
        rebuilt = open_corpus(path, cache=tmp_path / "rebuilt")
        assert sections(editor.corpus.base) == sections(rebuilt.base)
        assert not committed({"1": ({"quote": "Salt"}, set()), "2": ({"quote": "Oil"}, set())})
        editor.fold()
        assert editor.corpus.overlay is not None
        assert (
            editor.corpus.document("statements", "2") == editor.current.changed["statements", "2"]
        )


@pytest.mark.parametrize("is_full", [False, True])
def test_very_many_changes_are_in_the_file_before_they_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_full: bool
) -> None:
    """Where the file can't be written they are shown all the same."""
    path = write_store(tmp_path / "store.json", tables(1))
    monkeypatch.setattr("quoth.editing.editor.VERY_MANY", 2)
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "cache"))
    with small_stores_kept(16):
        store = FileStore(path, dict)
        list(store.open())
        changer = store.changer()
        found = [changer.current.find("statements", key) for key in ("1", "2")]
        made = [
            Edit("statements", one[0], one[1], {**one[1], "tags": ["mine"]}) for one in found if one
        ]
        changer.commit(Change("tag", made))
        if is_full:
            monkeypatch.setattr("quoth.editing.editor.fold_locked", raising)
        engine = changer.queries()
        assert changer.is_pending == is_full
        assert len(engine.rows(engine.find(Query("tag:mine")))) == 2
        store.close()


def raising(*_: object, **__: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, "no space left")
