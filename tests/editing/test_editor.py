"""What is changed is what anybody reads afterwards, at once and for good; or it is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.editing.changes import Change, Edit
from quoth.editing.current import Current
from quoth.editing.editor import Editor
from quoth.editing.errors import ConflictError, EditError
from quoth.index import corpus as corpora
from quoth.index.corpus import Corpus
from quoth.index.opening import open_corpus
from quoth.index.segment import part
from quoth.query import Query
from quoth.query.run import Engine
from quoth.store.errors import StoreError
from quoth.store.file import StoreFile, is_pending, journal_path
from quoth.store.parsing import Document, Tables
from tests.index.test_opening import bakery
from tests.making import TODAY, small_stores_kept, write_store

TEXTS = ("", "bread ", "salt ", "by:bob", "by:guild bread ", "archer ", "topic:bread", "baker ",
         "number3", "salty ", "source:herald", "has:note", "sort:oldest")  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return a store of eight statements."""
    return write_store(tmp_path / "store.json", tables_to_change())


def tables_to_change() -> Tables:
    """Return the tables of a store in which there is something to change."""
    tables = bakery(8)
    actors = tables["actors"]
    actors["2"] = {"id": "bob", "name": "Bob Archer", "kind": "person", "affiliation": "guild"}
    actors["3"] = {"id": "guild", "name": "The Guild", "aliases": ["Bakers"]}
    return tables


def spoken(**fields: Any) -> Document:
    """Return a statement of Ann's."""
    return {
        "quote": "Salt is cheap", "kind": "direct", "speaker": "ann", "source": "the-paper",
    } | fields  # fmt: skip


def added(table: str, document: Document) -> Change:
    """Return the change that adds a record."""
    return Change("add", [Edit(table, "", None, document)])


def edited(editor: Editor, table: str, record_id: str, **fields: Any) -> Change:
    """Return the change of some fields; those that are nothing go."""
    found = editor.current.find(table, record_id)
    assert found is not None
    key, before = found
    after = {name: value for name, value in {**before, **fields}.items() if value is not None}
    return Change("edit", [Edit(table, key, before, after)])


def deleted(editor: Editor, table: str, record_id: str) -> Change:
    """Return the change that takes a record away."""
    found = editor.current.find(table, record_id)
    assert found is not None
    return Change("delete", [Edit(table, *found, None)])


def answers(corpus: Corpus) -> object:
    """Return all that is found in a corpus."""
    engine = Engine(corpus)
    found = []
    for text in TEXTS:
        result = engine.result(engine.find(Query(text), TODAY))
        statements = [corpus.statements[row] for row in result.rows]
        counts = engine.count(engine.find(Query(text), TODAY))
        found.append((text, statements, {f: dict(v) for f, v in counts.items()}))
    return sorted(corpus.actors.items()), list(corpus.events), found


def tables_of(path: Path) -> Tables:
    """Return what is in a file."""
    tables: Tables = json.loads(path.read_text(encoding="utf-8"))
    return tables


def test_what_is_added_is_there_before_and_after_it_is_folded(store: Path) -> None:
    editor = Editor(store)
    before = store.read_bytes()
    change = editor.commit(added("statements", spoken(id="salt")))
    assert change.edits[0].key == "9"
    assert store.read_bytes() == before
    assert editor.corpus.row_of("salt") is not None
    editor.fold()
    assert tables_of(store)["statements"]["9"] == spoken(id="salt")
    assert not is_pending(store)


def test_whoever_opens_the_store_sees_what_was_acknowledged(store: Path) -> None:
    Editor(store).commit(added("statements", spoken(id="salt")))
    assert open_corpus(store).row_of("salt") is not None
    assert not is_pending(store)


def test_what_others_did_is_counted_whoever_took_it_in(store: Path) -> None:
    one, other = Editor(store), Editor(store)
    one.commit(added("statements", spoken(id="one")))
    assert other.taken_in == 0
    other.commit(added("statements", spoken(id="two")))
    assert (one.taken_in, other.taken_in) == (0, 1)
    one.fold()
    assert one.taken_in == 1


def test_two_editors_see_and_keep_what_the_other_does(store: Path) -> None:
    one, other = Editor(store), Editor(store)
    one.commit(added("statements", spoken(id="one")))
    other.commit(added("statements", spoken(id="two")))
    assert [edit.key for edit in one.commit(added("topics", {"id": "t", "name": "T"})).edits]
    one.fold()
    other.commit(added("statements", spoken(id="three")))
    one.commit(added("statements", spoken(id="four")))
    other.fold()
    ids = [one.get("id") for one in tables_of(store)["statements"].values()]
    assert ids[-4:] == ["one", "two", "three", "four"]


def test_what_others_left_in_a_journal_of_theirs_is_folded_with_ours(store: Path) -> None:
    one, other = Editor(store), Editor(store)
    one.commit(added("statements", spoken(id="one")))
    one.fold()
    one.commit(added("statements", spoken(id="two")))
    other._known = other._known._replace(
        length=1
    )  # it believes that something of its own is waiting
    other.fold()
    assert other.current.find("statements", "two") is not None
    assert not is_pending(store)


def test_a_number_is_never_given_twice(store: Path) -> None:
    editor = Editor(store)
    editor.commit(added("statements", spoken(id="gone")))
    editor.commit(deleted(editor, "statements", "gone"))
    assert editor.commit(added("statements", spoken(id="next"))).edits[0].key == "10"


def test_fields_that_different_people_change_are_both_kept(store: Path) -> None:
    one, other = Editor(store), Editor(store)
    first, second = (
        edited(one, "actors", "bob", role="Baker"),
        edited(other, "actors", "bob", country="FR"),
    )
    one.commit(first)
    other.commit(second)
    found = other.current.find("actors", "bob")
    assert found is not None
    assert (found[1]["role"], found[1]["country"]) == ("Baker", "FR")


def test_a_field_that_somebody_else_changed_is_not_overwritten(store: Path) -> None:
    one, other = Editor(store), Editor(store)
    mine = edited(other, "actors", "bob", role="Cook")
    one.commit(edited(one, "actors", "bob", role="Baker"))
    with pytest.raises(ConflictError, match="“role” of actors bob was changed meanwhile"):
        other.commit(mine)
    gone = deleted(one, "statements", "3")
    other.commit(edited(other, "statements", "3", note="mine"))
    with pytest.raises(ConflictError, match="changed meanwhile"):
        one.commit(gone)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _: added("statements", spoken(speaker="eve")), "there is no actor “eve”"),
        (lambda _: added("statements", spoken(id="3")), "already exists; choose another id"),
        (lambda _: added("statements", spoken(quote=" ")), "“quote” is empty; fill it in"),
        (lambda _: added("statements", spoken(said="soon")), "correct the date"),
        (lambda e: deleted(e, "actors", "ann"), "refers to actor “ann”"),
        (lambda e: deleted(e, "actors", "guild"), "actors bob refers to actor “guild”"),
        (lambda e: deleted(e, "topics", "bread"), "refers to topic “bread”"),
        (lambda e: edited(e, "sources", "the-paper", id="other"), "refers to source “the-paper”"),
        (lambda e: edited(e, "actors", "guild", affiliation="bob"), "leads back to itself"),
    ],
)
def test_what_would_leave_the_store_invalid_is_refused(
    store: Path, make: Callable[[Editor], Change], message: str
) -> None:
    editor = Editor(store)
    change = make(editor)
    with pytest.raises(EditError, match=message):
        editor.commit(change)
    assert not is_pending(store)


def test_a_change_is_made_whole_or_not_at_all(store: Path) -> None:
    editor = Editor(store)
    good, bad = spoken(id="good"), spoken(id="bad", speaker="eve")
    with pytest.raises(EditError):
        editor.commit(Change("two", [Edit("statements", "", None, one) for one in (good, bad)]))
    assert editor.current.find("statements", "good") is None


def test_records_that_need_each_other_are_added_together(store: Path) -> None:
    editor = Editor(store)
    edits = [
        Edit("statements", "", None, spoken(id="new", speaker="eve", source="herald")),
        Edit("actors", "", None, {"id": "eve", "name": "Eve Baker"}),
        Edit("sources", "", None, {"id": "herald", "title": "The Herald", "publisher": "Herald"}),
    ]
    editor.commit(Change("add", edits))
    corpus = editor.corpus
    row = corpus.row_of("new")
    assert row is not None
    assert corpus.statements[row].speaker == "eve"


def test_a_store_that_may_not_be_written_says_so(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Editor(store)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("quoth.editing.editor.locked", refuse)
    with pytest.raises(StoreError, match="the store can't be written"):
        editor.commit(added("statements", spoken()))


def test_a_damaged_journal_is_told(store: Path) -> None:
    Editor(store).commit(added("statements", spoken(id="a")))
    path = Path(journal_path(store))
    path.write_bytes(b"x" + path.read_bytes()[1:])
    with pytest.raises(StoreError, match="journal is damaged"):
        open_corpus(store)


# -- Any change ------------------------------------------------------------------------------------

documents: dict[str, st.SearchStrategy[Document]] = {
    "statements": st.fixed_dictionaries(
        {
            "quote": st.sampled_from(["Salt is dear", "Bread number3", "Archer bakes"]),
            "kind": st.sampled_from(["direct", "mixed"]),
            "speaker": st.sampled_from(["ann", "bob", "guild", "eve"]),
            "source": st.sampled_from(["the-paper", "herald"]),
        },
        optional={
            "id": st.sampled_from(["1", "2", "3", "x", "y"]),
            "said": st.sampled_from(["2025-03-02", "2024"]),
            "topics": st.just(["bread"]),
            "note": st.just("noted"),
            "on_behalf_of": st.just("guild"),
        },
    ),
    "actors": st.fixed_dictionaries(
        {
            "id": st.sampled_from(["ann", "bob", "guild", "eve"]),
            "name": st.sampled_from(["Ann", "Eve Baker", "Bob Archer"]),
        },
        optional={
            "aliases": st.just(["the salty"]),
            "affiliation": st.sampled_from(["guild", "bob"]),
            "kind": st.just("person"),
        },
    ),
    "sources": st.fixed_dictionaries(
        {"id": st.sampled_from(["the-paper", "herald"]), "title": st.just("The Herald")}
    ),
    "events": st.fixed_dictionaries(
        {"id": st.sampled_from(["e", "f"]), "title": st.just("Fair"), "when": st.just("2025-03")}
    ),
}


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str, Document | None]:
    """Return a table, the key of a record that may be there, and what it is to be."""
    table = draw(st.sampled_from(sorted(documents)))
    key = draw(st.sampled_from(["", "", "1", "2", "3", "9"]))
    after: st.SearchStrategy[Document | None] = documents[table]
    return table, key, draw(after | st.none() if key else after)


@given(
    steps=st.lists(st.lists(edits(), min_size=1, max_size=3), max_size=6),
    folds=st.sets(st.integers(0, 6)),
    returns=st.sets(st.integers(0, 6)),
    chunk=st.sampled_from([1, 16, 256]),
)
def test_whatever_is_changed_all_see_the_same(
    steps: list[list[tuple[str, str, Document | None]]],
    folds: set[int],
    returns: set[int],
    chunk: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The corpus with changes on top, the file with them, and what is kept of it, all agree."""
    with small_stores_kept(chunk):
        _change_and_look(steps, folds, returns, tmp_path_factory)


def test_what_takes_the_id_of_another_is_what_others_refer_to(store: Path, tmp_path: Path) -> None:
    editor = Editor(store)
    renamed = edited(editor, "sources", "the-paper", id="herald", title="The Herald").edits
    taken = added("sources", {"id": "the-paper", "title": "The Gazette"}).edits
    editor.commit(Change("swap", [*renamed, *taken]))
    seen = answers(editor.corpus)
    editor.fold()
    assert seen == answers(open_corpus(store, cache=tmp_path / "another"))


def _change_and_look(
    steps: list[list[tuple[str, str, Document | None]]],
    folds: set[int],
    returns: set[int],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Make changes, and compare what is seen in all ways there are."""
    path = write_store(tmp_path_factory.mktemp("any") / "store.json", tables_to_change())
    cache = path.parent / "cache"
    editor = Editor(path, open_=partial(open_corpus, cache=cache), cache=cache)
    expected = tables_to_change()
    for number, step in enumerate(steps):
        made = []
        for table, key, after in step:
            before = expected[table].get(key)
            if before is None and (key or after is None):
                continue
            made.append(Edit(table, key, before, after))
        keys = [(edit.table, edit.key) for edit in made if edit.key]
        if len(set(keys)) < len(keys):
            continue
        try:
            change = editor.commit(Change("any", made))
        except EditError:
            continue
        for edit in change.edits:
            if edit.after is None:
                del expected[edit.table][edit.key]
            else:
                expected[edit.table][edit.key] = edit.after
        if number in folds:
            editor.fold()
        if number in returns:  # somebody comes back
            editor.fold()
            editor = Editor(path, open_=partial(open_corpus, cache=cache), cache=cache)
    seen = answers(editor.corpus)
    editor.fold()
    assert tables_of(path) == expected
    assert seen == answers(open_corpus(path, cache=path.parent / "another"))
    assert answers(editor.corpus) == seen
    assert answers(open_corpus(path, cache=cache)) == seen


def test_a_small_change_of_a_store_that_is_kept_does_not_have_it_read_again(
    store: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    with small_stores_kept(256):
        for number in range(3):
            editor = Editor(store, open_=partial(open_corpus, cache=cache), cache=cache)
            editor.commit(edited(editor, "statements", "3", note=f"note {number}"))
            editor.fold()
            editor.commit(added("actors", {"id": f"new{number}", "name": f"New {number}"}))
            editor.commit(deleted(editor, "statements", str(number + 4)))
            editor.fold()
            corpus = open_corpus(store, cache=cache)
            assert corpus.opened.what in ("kept", "checked")
            assert len(corpus) == 8 - number - 1
            assert corpus.statements[corpus.row_of("3") or 0].note == f"note {number}"
            assert corpus.actors[f"new{number}"].name == f"New {number}"


def test_to_delete_many_reads_each_record_a_few_times(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever may refer to what is deleted is looked at once, not once for each deleted one."""
    number = 300
    editor = Editor(store)
    new = [Edit("actors", "", None, {"id": f"a{n}", "name": f"Actor {n}"}) for n in range(number)]
    new += [Edit("statements", "", None, spoken(speaker=f"a{n}")) for n in range(number)]
    made = editor.commit(Change("add", new))
    editor.fold()
    editor = Editor(store)
    read = []
    document = StoreFile.document

    def counted(file: StoreFile, start: int, length: int) -> tuple[str, Document]:
        read.append(start)
        return document(file, start, length)

    monkeypatch.setattr(StoreFile, "document", counted)
    editor.commit(made.inverse())
    assert len(read) < 10 * len(new)


@pytest.mark.parametrize("own_ids", [False, True])
def test_statements_read_together_are_those_read_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_ids: bool
) -> None:
    tables = tables_to_change()
    if own_ids:
        for number, document in enumerate(tables["statements"].values()):
            document["id"] = f"own-{number}"
    store = write_store(tmp_path / "store.json", tables)
    cache = tmp_path / "cache"
    with small_stores_kept(256):
        editor = Editor(store, open_=partial(open_corpus, cache=cache), cache=cache)
        changed = "own-2" if own_ids else "3"
        editor.commit(edited(editor, "statements", changed, note="so that there is a layer"))
        editor.fold()
        current = Current(open_corpus(store, cache=cache))
    ids = [*(f"own-{n}" for n in range(9)), *map(str, range(12)), "03", "", "²", "nobody", "9" * 30]
    keys = [str(number) for number in range(1, 9)]

    def found() -> list[tuple[object, list[object]]]:
        held = [[current.held("statements", key, one) for key in keys] for one in ids]
        return [
            (current.find("statements", one), list[object](by_key))
            for one, by_key in zip(ids, held, strict=True)
        ]

    alone = found()
    assert [one is not None for one, _ in alone].count(True) == 8
    monkeypatch.setattr(part, "_MANY", 1)
    monkeypatch.setattr(corpora, "_MANY", 1)
    ahead = current.read_ahead(ids)
    assert len(ahead.records) == 8
    assert found() == alone
    del ahead
    assert found() == alone
