"""What is kept of a store is used where it is still right, and nowhere else.

The law that matters: however a store was changed since something was kept of it, what is found in
it is what would be found if nothing were kept.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st
from tinydb import TinyDB

from quoth.index import opening
from quoth.index.corpus import Corpus
from quoth.index.opening import at_hand, forget, open_checked, open_corpus
from quoth.index.rows_numpy import NumpySets
from quoth.index.segment import layout, shelf
from quoth.index.segment.layout import Damaged
from quoth.index.segment.shelf import Manifest, Shelf
from quoth.query import Query
from quoth.query.run import Engine
from quoth.store import StoreError, file
from quoth.store.file import Stamp, StoreFile
from quoth.store.loading import load
from quoth.store.parsing import Tables
from quoth.store.storage import StrictStorage
from tests.making import TODAY, found_in, records_of, say, small_stores_kept, tables_of, write_store


@pytest.fixture(autouse=True)
def _small_stores_kept() -> Iterator[None]:
    """Have the smallest stores kept."""
    with small_stores_kept():
        yield


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return the folder in which segments are kept."""
    return tmp_path / "cache"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return the file of a store of twenty statements."""
    return write_store(tmp_path / "store.json", bakery())


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a file's stamp trusted as soon as it is a moment old."""
    monkeypatch.setattr(file, "_TICK", -(10**18))


def bakery(statements: int = 20) -> Tables:
    """Return the tables of a store; its last table is that of the statements."""
    spoken = [
        say(f"Bread number{n} is dear", n, said=f"2025-03-{n:02d}", topics=("bread",))
        for n in range(1, statements + 1)
    ]
    return tables_of(records_of(spoken))


def said(quote: str, **fields: Any) -> dict[str, Any]:
    """Return the document of a statement of the bakery's."""
    return {"quote": quote, "kind": "direct", "speaker": "ann", "source": "the-paper"} | fields


def segments(cache: Path) -> list[Path]:
    """Return the segments that are kept."""
    return sorted(cache.glob("*.segment"))


def manifest(cache: Path) -> Path:
    """Return the one manifest that is kept."""
    (found,) = cache.glob("*.json")
    return found


def quotes(corpus: Corpus) -> list[str]:
    """Return what is said in a corpus, in order."""
    return [statement.quote for statement in corpus.statements]


def rewrite(path: Path, text: str, *, times: os.stat_result | None = None) -> None:
    """Overwrite a file in place until its clock has moved on, and put its times back."""
    before = Stamp.of(path.stat())
    while Stamp.of(path.stat()).changed == before.changed:
        with path.open("r+", encoding="utf-8") as opened:
            opened.truncate()
            opened.write(text)
        if times is not None:
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


# -- What is kept is used --------------------------------------------------------------------------


@pytest.mark.usefixtures("at_once")
def test_what_is_kept_of_a_store_is_used_the_next_time(store: Path, cache: Path) -> None:
    made, kept = open_corpus(store, cache=cache), open_corpus(store, cache=cache)
    assert [made.opened.what, kept.opened.what] == ["made", "kept"]
    assert quotes(made) == quotes(kept)
    assert len(segments(cache)) == 1
    assert cache.stat().st_mode & 0o077 == 0
    assert all(one.stat().st_mode & 0o077 == 0 for one in (*segments(cache), manifest(cache)))


def test_what_was_changed_a_moment_ago_is_checked_before_it_is_trusted(
    store: Path, cache: Path
) -> None:
    made, kept = open_corpus(store, cache=cache), open_corpus(store, cache=cache)
    assert [made.opened.what, kept.opened.what] == ["made", "checked"]
    assert quotes(made) == quotes(kept)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("move", [os.utime, lambda p: p.write_bytes(p.read_bytes())])
def test_a_store_that_was_only_touched_is_not_read_again(
    store: Path, cache: Path, move: Callable[[Path], object]
) -> None:
    open_corpus(store, cache=cache)
    before = segments(cache)
    os.utime(store, (1, 1))
    move(store)
    assert open_corpus(store, cache=cache).opened.what == "checked"
    assert open_corpus(store, cache=cache).opened.what == "kept"
    assert segments(cache) == before


@pytest.mark.usefixtures("at_once")
def test_a_store_that_was_copied_back_is_not_read_again(
    store: Path, cache: Path, tmp_path: Path
) -> None:
    open_corpus(store, cache=cache)
    copy = tmp_path / "copy.json"
    copy.write_bytes(store.read_bytes())
    copy.replace(store)
    assert open_corpus(store, cache=cache).opened.what == "checked"


def test_a_small_store_is_kept_nowhere(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_SMALL", 1 << 16)
    assert open_corpus(store, cache=cache).opened.what == "made"
    assert not cache.exists()


def test_two_stores_are_kept_side_by_side(store: Path, cache: Path, tmp_path: Path) -> None:
    other = write_store(tmp_path / "other.json", bakery(3))
    for _ in range(2):
        assert len(open_corpus(store, cache=cache)) == 20
        assert len(open_corpus(other, cache=cache)) == 3
    assert len(segments(cache)) == 2


def test_a_store_is_the_same_by_every_name_it_has(store: Path, cache: Path, tmp_path: Path) -> None:
    open_corpus(store, cache=cache)
    link = tmp_path / "link.json"
    link.symlink_to(store)
    assert open_corpus(link, cache=cache).opened.what == "checked"
    assert len(segments(cache)) == 1


def test_sets_of_rows_may_be_numpys(store: Path, cache: Path) -> None:
    corpora = [open_corpus(store, cache=cache, make_sets=NumpySets) for _ in range(2)]
    assert [found_in(one, '"bread number7"') for one in corpora] == [["7"], ["7"]]


def test_progress_is_told(store: Path, cache: Path) -> None:
    told: list[tuple[int, int]] = []
    open_corpus(store, cache=cache, progress=lambda done, whole: told.append((done, whole)))
    assert told[-1] == (store.stat().st_size, store.stat().st_size)


def test_what_is_at_hand_is_small_or_kept(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_SOON_READ", 0)
    assert at_hand(store, cache=cache) is None
    open_corpus(store, cache=cache)
    found = at_hand(store, cache=cache)
    assert found is not None
    assert found.opened.what == "checked"
    tables = bakery()
    tables["statements"]["21"] = said("new")
    found = at_hand(write_store(store, tables), cache=cache)
    assert found is not None
    assert found.opened.what == "appended"


# -- What changed is noticed -----------------------------------------------------------------------


@pytest.mark.usefixtures("at_once")
def test_a_change_that_hides_its_time_and_its_size_is_noticed(store: Path, cache: Path) -> None:
    open_corpus(store, cache=cache)
    text, times = store.read_text(encoding="utf-8"), store.stat()
    rewrite(store, text.replace("number7 is dear", "number7 is fine"), times=times)
    assert (store.stat().st_size, store.stat().st_mtime_ns) == (times.st_size, times.st_mtime_ns)
    corpus = open_corpus(store, cache=cache)
    assert "Bread number7 is fine" in quotes(corpus)
    assert found_in(corpus, '"number7 is fine"') == ["7"]


def test_a_change_within_one_tick_of_the_clock_is_noticed(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system may give two changes one time: here all files have the same, ever."""
    monkeypatch.setattr(
        Stamp, "of", classmethod(lambda cls, status: cls(1, 1, status.st_size, 5, 5))
    )
    monkeypatch.setattr("time.time_ns", lambda: 5 + file._TICK)
    open_corpus(store, cache=cache)
    text = store.read_text(encoding="utf-8")
    store.write_text(text.replace("number7 is dear", "number7 is fine"), encoding="utf-8")
    assert found_in(open_corpus(store, cache=cache), '"number7 is fine"') == ["7"]


def test_a_stamp_is_settled_only_when_its_clock_must_have_moved_on() -> None:
    tick = file._TICK
    assert not Stamp(1, 1, 1, 100, 100).is_settled(100 + tick)
    assert Stamp(1, 1, 1, 100, 100).is_settled(101 + tick)
    assert not Stamp(1, 1, 1, 100, 900).is_settled(101 + tick)
    assert not Stamp(1, 1, 1, 10**30, 100).is_settled(101 + tick)


def test_a_statement_that_is_inserted_by_a_program_is_appended(store: Path, cache: Path) -> None:
    open_corpus(store, cache=cache)
    for number in range(3):
        tables = StrictStorage(store).read()
        tables["statements"][str(21 + number)] = said(f"Salt{number} is not")
        write_store(store, tables)
        corpus = open_corpus(store, cache=cache)
        assert corpus.opened.what == "appended"
        assert len(corpus) == 21 + number
        assert found_in(corpus, f"salt{number} ")[0] == str(21 + number)
        assert found_in(corpus, "number7")[0] == "7"
        assert len(segments(cache)) == 2
    assert open_corpus(store, cache=cache).opened.what == "checked"


def test_what_tinydb_inserts_is_found(store: Path, cache: Path) -> None:
    with TinyDB(store, storage=StrictStorage) as db:
        table = db.table("statements")
        for number in range(4):
            table.insert(said(f"Salt{number} is not"))
            corpus = open_corpus(store, cache=cache)
            assert corpus.opened.what == ("appended" if number else "made")
            assert found_in(corpus, f"salt{number} ")[0] == str(21 + number)
            assert found_in(corpus, "number7")[0] == "7"


def test_another_name_of_whoever_is_known_finds_what_is_appended(store: Path, cache: Path) -> None:
    """That a word means an actor is known where the actor says nothing of late."""
    tables = bakery()
    tables["actors"]["2"] = {
        "id": "zoe",
        "name": "Zelenskyy",
        "aliases": ["Zelenskiy", "Зеленський"],
    }
    open_corpus(write_store(store, tables), cache=cache)
    tables["statements"]["21"] = said("Of Zelenskyy and others")
    corpus = open_corpus(write_store(store, tables), cache=cache)
    assert corpus.opened.what == "appended"
    assert found_in(corpus, "зеленський") == ["21"]


def test_much_that_is_new_is_read_with_the_whole(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quoth.index.appending._GROWN", 8)
    open_corpus(store, cache=cache)
    corpus = open_corpus(write_store(store, bakery(28)), cache=cache)
    assert (corpus.opened.what, len(corpus)) == ("made", 28)
    assert len(segments(cache)) == 1


# -- The law ---------------------------------------------------------------------------------------

TEXTS = (
    "", "bread ", "dear salt ", "number3 ", '"is dear"', '-"is dear"', "by:bob", "by:guild bread ",
    "topic:bread OR tag:odd", "since:2025-03-04 -tag:odd", "has:note", "archer ", "sort:oldest",
    "xyzzy ",
)  # fmt: skip


def answers(path: Path, cache: Path) -> object:
    """Return all that is found in a store, or what is wrong with it."""
    try:
        corpus = open_corpus(path, cache=cache)
    except StoreError as error:
        return str(error)
    engine = Engine(corpus)
    found = []
    for text in TEXTS:
        result = engine.result(engine.find(Query(text), TODAY))
        found.append(
            (
                text,
                [corpus.statements[row] for row in result.rows],
                dict(result.actors),
                sorted(result.dates),
                result.whoever,
                {
                    facet: dict(v)
                    for facet, v in engine.count(engine.find(Query(text), TODAY)).items()
                },
            )
        )
    statements = list(corpus.statements)
    rows = [corpus.row_of(statement.id) for statement in statements]
    beside = [
        tuple(
            [corpus.statements[one].id for one in side]
            for side in corpus.around(row, statement.source, 3)
        )
        for row, statement in zip(rows, statements, strict=True)
        if row is not None
    ]
    return corpus.title, statements, beside, dict(corpus.actors), corpus.period, found


def tables_to_change() -> Tables:
    """Return the tables of a store in which there is something to change."""
    tables = bakery(8)
    actors = tables["actors"]
    actors["2"] = {"id": "bob", "name": "Bob Archer", "kind": "person", "affiliation": "guild"}
    actors["3"] = {"id": "guild", "name": "The Guild", "aliases": ["Bakers"]}
    return tables


new_statements = st.builds(
    lambda quote, fields: said(quote, **fields),
    st.sampled_from(["Bread", "Salt is dear", "dear bread, dear salt", "number3", "Archer"]),
    st.fixed_dictionaries(
        {},
        optional={
            "id": st.sampled_from(["x", "y", "3", "9", "11"]),
            "said": st.sampled_from(["2025-03-04", "2025-03", "1999", "2030", "never"]),
            "speaker": st.sampled_from(["ann", "bob", "guild", "nobody"]),
            "topics": st.sampled_from([["bread"], [], ["salt"]]),
            "tags": st.just(["odd"]),
            "note": st.text(max_size=30),
        },
    ),
)


Spoken = dict[str, dict[str, Any]]
"""The table of the statements."""


def added(spoken: Spoken, key: int, new: dict[str, Any]) -> Spoken:
    """Return statements and another, mostly with the next number."""
    number = max(map(int, spoken), default=0) + 1 if key > 3 else key
    return spoken | {str(number): new}


def edited(spoken: Spoken, key: int, new: dict[str, Any]) -> Spoken:
    """Return statements of which one says something else."""
    place = list(spoken)[-key % len(spoken)]
    return spoken | {place: spoken[place] | new}


def deleted(spoken: Spoken, key: int, new: dict[str, Any]) -> Spoken:
    """Return statements without one, mostly one of the last."""
    gone = list(spoken)[-min(key, 3) % len(spoken)]
    return {place: one for place, one in spoken.items() if place != gone}


def turned(spoken: Spoken, key: int, new: dict[str, Any]) -> Spoken:
    """Return statements in another order."""
    return dict(reversed(spoken.items()))


@st.composite
def changes_of_statements(draw: st.DrawFn) -> Callable[[str], str]:
    """Return a change of a store's statements, as a program makes it."""
    change = draw(st.sampled_from([added, added, added, edited, deleted, turned]))
    new, key = draw(new_statements), draw(st.integers(1, 12))
    indent = draw(st.sampled_from([None, None, None, 1]))

    def changed(text: str) -> str:
        try:
            tables = json.loads(text)
            tables["statements"] = change(tables["statements"], key, new)
        except (ValueError, ZeroDivisionError, KeyError):
            return text
        return json.dumps(tables, indent=indent)

    return changed


@st.composite
def changes_of_text(draw: st.DrawFn) -> Callable[[str], str]:
    """Return a change of a store's text, as a person makes it, or an accident."""
    place = draw(st.integers(0, 300))
    old, new = draw(
        st.sampled_from(
            [
                ("dear", "fine"),
                ("Bob", "Rob"),
                ('"topics": {"1"', '"topics": {"2"'),
                ("}", "}}"),
                (", ", ",, "),
                ('"8"', '"1"'),
                ('"8"', '"80"'),
                ('"statements"', '"others": {}, "statements"'),
                ("}}}", '}}, "events": {}}'),
                ("}}}", "}},}"),
                ("}}}", "},}}"),
                ("}, ", "}" + " " * 40 + ", "),
                ("}, ", "} "),
                (" ", "\n"),
                ("", "x"),
            ]
        )
    )
    return lambda text: new.join(text.rsplit(old, 1)) if old else text[: len(text) - place]


changes = changes_of_statements() | changes_of_statements() | changes_of_text()


@given(st.lists(st.lists(changes, min_size=1, max_size=2), min_size=1, max_size=4), st.data())
def test_whatever_was_kept_the_answers_are_those_of_the_store_as_it_is(
    steps: list[list[Callable[[str], str]]], data: st.DataObject
) -> None:
    with (
        TemporaryDirectory() as folder,
        small_stores_kept(data.draw(st.sampled_from([1, 16, 256]))),
    ):
        path, cache = Path(folder) / "store.json", Path(folder) / "cache"
        write_store(path, tables_to_change())
        open_corpus(path, cache=cache)
        for number, step in enumerate(steps):
            text = path.read_text(encoding="utf-8")
            for change in step:
                text = change(text)
            note(text)
            path.write_text(text, encoding="utf-8")
            assert answers(path, cache) == answers(path, Path(folder) / f"empty{number}")


# -- A cache that is of no use ---------------------------------------------------------------------


def occupied(cache: Path) -> None:
    """Put a file where the folder would be."""
    cache.write_text("not a folder")


def writable_by_others(cache: Path) -> None:
    """Let everybody write in the folder."""
    cache.mkdir()
    cache.chmod(0o777)


def beneath_a_file(cache: Path) -> None:
    """Have the folder lead where none can be."""
    cache.symlink_to("/dev/null/cache")


@pytest.mark.parametrize("spoil", [occupied, writable_by_others, beneath_a_file])
def test_where_nothing_can_be_kept_the_store_is_read(
    store: Path, cache: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(cache)
    for _ in range(2):
        corpus = open_corpus(store, cache=cache)
        assert (corpus.opened.what, len(corpus)) == ("made", 20)
    assert not cache.is_dir() or not list(cache.iterdir())


def test_a_folder_that_is_missing_is_made(store: Path, cache: Path) -> None:
    open_corpus(store, cache=cache / "deep" / "er")
    assert len(segments(cache / "deep" / "er")) == 1


@pytest.mark.parametrize("written", [0, 1])
def test_where_the_disk_is_full_nothing_is_left_behind(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    """Whether it is the segment for which there is no room, or only the manifest."""
    left = iter(range(written))
    opened = os.fdopen

    def full(*arguments: Any) -> Any:
        if next(left, None) is None:
            os.close(arguments[0])
            raise OSError(28, "No space left on device")
        return opened(*arguments)

    monkeypatch.setattr("os.fdopen", full)
    corpus = open_corpus(store, cache=cache)
    assert (corpus.opened.what, len(corpus)) == ("made", 20)
    assert [one.suffix for one in cache.iterdir()] == [".lock"]


def test_where_files_cant_be_locked_the_store_is_read(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", unsupported)
    assert len(open_corpus(store, cache=cache)) == 20
    assert segments(cache) == []


def test_without_the_platforms_locks_the_store_is_read(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    assert len(open_corpus(store, cache=cache)) == 20


def test_where_a_place_in_a_file_cant_be_read_at_once_it_is_gone_to_first(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "_CAN_READ_ANYWHERE", False)
    corpora = [open_corpus(store, cache=cache) for _ in range(2)]
    assert [quotes(one) for one in corpora] == [quotes(corpora[0])] * 2
    assert len(set(quotes(corpora[0]))) == 20


@pytest.mark.parametrize(
    "spoilt",
    [
        b"", b"\0", b"{", b"null", b"[" * 100_000, b"Infinity", b"00000000\n{}", b"zz\n{}",
        b"\xff" * 99,
    ],
)  # fmt: skip
def test_a_manifest_that_is_damaged_is_as_good_as_none(
    store: Path, cache: Path, spoilt: bytes
) -> None:
    open_corpus(store, cache=cache)
    manifest(cache).write_bytes(spoilt)
    assert len(open_corpus(store, cache=cache)) == 20
    assert open_corpus(store, cache=cache).opened.what == "checked"
    assert len(segments(cache)) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"version": layout.VERSION + 1},
        {"version": []},
        {"store": "/elsewhere"},
        {"stamp": None},
        {"stamp": [1, 2]},
        {"stamp": [1, 2, 3, 4, float("inf")]},
        {"stamp": ["a", 2, 3, 4, 5]},
        {"segments": []},
        {"segments": None},
        {"segments": [None]},
        {"segments": "abc"},
        {"segments": ["../secret.segment"]},
        {"segments": ["/etc/passwd"]},
        {"segments": ["."]},
        {"segments": ["a\0b"]},
        {"segments": ["missing.segment"]},
    ],
)
def test_a_manifest_that_says_something_else_is_as_good_as_none(
    store: Path, cache: Path, changed: dict[str, Any]
) -> None:
    open_corpus(store, cache=cache)
    path = manifest(cache)
    text = json.dumps(json.loads(path.read_bytes().partition(b"\n")[2]) | changed)
    path.write_bytes(b"%08x\n%s" % (zlib.crc32(text.encode()), text.encode()))
    assert Shelf(cache, store).manifest() is None
    assert len(open_corpus(store, cache=cache)) == 20
    assert open_corpus(store, cache=cache).opened.what == "checked"


def changed_manifest(cache: Path, **changed: Any) -> None:
    """Have the manifest say something else, its checksum being right."""
    path = manifest(cache)
    text = json.dumps(json.loads(path.read_bytes().partition(b"\n")[2]) | changed)
    path.write_bytes(b"%08x\n%s" % (zlib.crc32(text.encode()), text.encode()))


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "changed",
    [
        lambda base, top: {"segments": [base]},
        lambda base, top: {"segments": [top]},
        lambda base, top: {"segments": [top, base]},
        lambda base, top: {"layered": True},
        lambda base, top: {"segments": [base], "layered": True},
    ],
)
def test_a_manifest_of_segments_that_do_not_belong_together_is_as_good_as_none(
    store: Path, cache: Path, changed: Callable[[str, str], dict[str, Any]]
) -> None:
    open_corpus(store, cache=cache)
    tables = bakery()
    tables["statements"]["21"] = said("Salt is not")
    write_store(store, tables)
    assert open_corpus(store, cache=cache).opened.what == "appended"
    found = Shelf(cache, store).manifest()
    assert found is not None
    changed_manifest(cache, **changed(*found.segments))
    corpus = open_corpus(store, cache=cache)
    assert corpus.opened.what in ("made", "appended")
    assert found_in(corpus, '"salt is not"') == ["21"]


@pytest.mark.usefixtures("at_once")
def test_a_segment_in_the_place_of_another_is_not_used(
    store: Path, cache: Path, tmp_path: Path
) -> None:
    """All of its checksums are right, and it is of a store of the same size."""
    open_corpus(store, cache=cache)
    text = store.read_text(encoding="utf-8").replace("number7 is dear", "number7 is fine")
    other = tmp_path / "other.json"
    other.write_text(text, encoding="utf-8")
    open_corpus(other, cache=tmp_path / "elsewhere")
    segments(cache)[0].write_bytes(segments(tmp_path / "elsewhere")[0].read_bytes())
    corpus = open_corpus(store, cache=cache)
    assert corpus.opened.what == "made"
    assert found_in(corpus, '"number7 is dear"') == ["7"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
@pytest.mark.parametrize("pattern", ["*.json", "*.segment", "*.lock"])
def test_a_pipe_in_the_cache_is_not_waited_for(store: Path, cache: Path, pattern: str) -> None:
    open_corpus(store, cache=cache)
    (path,) = cache.glob(pattern)
    path.unlink()
    os.mkfifo(path)
    assert len(open_corpus(store, cache=cache)) == 20


def test_a_record_that_is_not_where_it_should_be_means_a_change_or_damage(store: Path) -> None:
    whole = store.stat().st_size
    opened = StoreFile(store)
    for start, length in ((1, 40), (whole - 5, 40), (-3, 2), (1 << 70, 1), (0, 1 << 62), (0, 0)):
        with pytest.raises(Damaged):
            opened.document(start, length)
    with store.open("a", encoding="utf-8") as file:
        file.write(" ")
    with pytest.raises(StoreError, match="another program changed it"):
        opened.document(1, 40)


@pytest.mark.usefixtures("at_once")
def test_what_is_checked_from_the_start_is_rebuilt_at_once(store: Path, cache: Path) -> None:
    open_corpus(store, cache=cache)
    path = segments(cache)[0]
    data = bytearray(path.read_bytes())
    data[-40] ^= 1
    path.write_bytes(data)
    corpus = open_checked(store, cache=cache)
    assert corpus.opened.what == "made"
    assert open_checked(store, cache=cache).opened.what == "kept"


def test_a_damaged_index_that_cant_be_removed_is_not_used(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_corpus(store, cache=cache)
    assert forget(store, cache) == cache
    assert forget(store, cache) == cache
    open_corpus(store, cache=cache)
    path = segments(cache)[0]
    data = bytearray(path.read_bytes())
    data[-40] ^= 1
    path.write_bytes(data)

    def refused(*_: object) -> None:
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr("os.unlink", refused)
    assert forget(store, cache) == os.devnull
    corpus = open_checked(store, cache=cache)
    assert (corpus.opened.what, len(corpus)) == ("made", 20)


def test_every_bit_of_a_manifest_matters(store: Path, cache: Path) -> None:
    open_corpus(store, cache=cache)
    path = manifest(cache)
    data = path.read_bytes()
    right = Shelf(cache, store).manifest()
    assert isinstance(right, Manifest)
    for place, byte in enumerate(data):
        path.write_bytes(bytes([*data[:place], byte ^ 1, *data[place + 1 :]]))
        assert Shelf(cache, store).manifest() is None


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"quothseg"),
        lambda path: path.write_bytes(path.read_bytes()[:-17]),
        lambda path: path.write_bytes(b"\0" * path.stat().st_size),
        lambda path: path.chmod(0o666),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: (path.unlink(), path.symlink_to("/dev/zero")),
    ],
)
def test_a_segment_that_cant_be_trusted_is_rebuilt(
    store: Path, cache: Path, spoil: Callable[[Path], object]
) -> None:
    open_corpus(store, cache=cache)
    spoil(segments(cache)[0])
    corpus = open_corpus(store, cache=cache)
    assert (corpus.opened.what, len(corpus)) == ("made", 20)
    assert found_in(corpus, '"number7"') == ["7"]
    assert open_corpus(store, cache=cache).opened.what == "kept"


@pytest.mark.usefixtures("at_once")
def test_a_segment_that_is_damaged_anywhere_is_right_or_rebuilt_the_next_time(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is damaged may be found out only when it is looked into."""
    monkeypatch.setattr(layout, "CHUNK", 64)
    expected = answers(store, cache)
    whole = segments(cache)[0].read_bytes()
    seen_late = 0
    for place in range(0, len(whole), 211):
        data = bytearray(whole)
        data[place] ^= 0x40
        segments(cache)[0].write_bytes(data)
        try:
            assert answers(store, cache) == expected
        except Damaged:
            seen_late += 1
            assert answers(store, cache) == expected
    assert seen_late
    assert len(segments(cache)) == 1


def test_a_segment_that_is_no_file_of_ours_is_not_opened(cache: Path, store: Path) -> None:
    cache.mkdir(mode=0o700)
    for name in ("missing", "..", ".", ""):
        with pytest.raises(Damaged):
            Shelf(cache, store).open(name)


def test_what_others_left_behind_when_they_were_killed_is_cleared_away(
    store: Path, cache: Path
) -> None:
    open_corpus(store, cache=cache)
    stem = manifest(cache).stem
    left = [cache / f"{stem}-abandoned.segment", cache / f".{stem}.json.abandoned"]
    other = cache / "0123456789abcdef-other.segment"
    for path in (*left, other):
        path.write_bytes(b"half")
    write_store(store, bakery(21))
    open_corpus(store, cache=cache)
    assert not any(path.exists() for path in left)
    assert other.exists()


# -- A store that doesn't hold still ---------------------------------------------------------------


def test_a_store_that_changes_while_it_is_read_is_read_again(store: Path, cache: Path) -> None:
    changed: list[int] = []

    def change(done: int, whole: int) -> None:
        if not changed:
            changed.append(done)
            rewrite(store, json.dumps(bakery(5)))

    corpus = open_corpus(store, cache=cache, progress=change)
    assert len(corpus) == 5
    assert found_in(corpus, '"number5"') == ["5"]
    assert len(open_corpus(store, cache=cache)) == 5


def test_a_store_that_never_holds_still_is_said_to(store: Path, cache: Path) -> None:
    def change(done: int, whole: int) -> None:
        rewrite(store, store.read_text(encoding="utf-8"))

    with pytest.raises(StoreError, match="another program changed it"):
        open_corpus(store, cache=cache, progress=change)


def test_a_store_that_disappears_while_it_is_read_is_said_to_be_missing(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StoreFile, "is_same", lambda self: store.unlink(missing_ok=True))
    with pytest.raises(StoreError, match="there is no such file"):
        open_corpus(store, cache=cache)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"statements": {"1": {}}}', "\0" * 5000])
def test_what_is_wrong_with_a_store_is_said_as_ever(tmp_path: Path, cache: Path, text: str) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(text)
    with pytest.raises(StoreError) as expected:
        load(path)
    with pytest.raises(StoreError) as said_instead:
        open_corpus(path, cache=cache)
    assert str(said_instead.value) == str(expected.value)
    assert segments(cache) == []


@pytest.mark.parametrize("path", ["missing.json", ".", "a\0b", "x" * 5_000])
def test_what_cant_be_opened_is_said_in_one_line(tmp_path: Path, path: str) -> None:
    with pytest.raises(StoreError) as refused:
        open_corpus(tmp_path / path)
    assert str(refused.value).splitlines() == [str(refused.value)]


# -- Several at once -------------------------------------------------------------------------------

SCRIPT = """
import sys
from pathlib import Path
from quoth.index import opening
from quoth.index.opening import open_corpus
opening._SMALL = 0
corpus = open_corpus(Path(sys.argv[1]), cache=Path(sys.argv[2]))
print(corpus.opened.what, len(corpus), corpus.statements[3].quote)
"""


def test_processes_that_open_a_store_at_once_all_get_it_right(store: Path, cache: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, store, cache], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    printed = [one.communicate()[0].split(maxsplit=2) for one in running]
    assert {tuple(one[1:]) for one in printed} == {("20", "Bread number17 is dear\n")}
    assert [one[0] for one in printed].count("made") == 1
    assert len(segments(cache)) == 1
    assert len(open_corpus(store, cache=cache)) == 20


def test_whoever_comes_second_waits_and_is_told_so(store: Path, cache: Path) -> None:
    waited = threading.Event()
    found: list[Corpus] = []
    second = threading.Thread(
        target=lambda: found.append(open_corpus(store, cache=cache, wait=waited.set))
    )
    with Shelf(cache, store).locked(None) as held:
        assert held
        second.start()
        assert waited.wait(30)
        assert found == []
        assert at_hand(store, cache=cache) is not None  # small enough to be read at once
    second.join(30)
    assert len(found[0]) == 20


def test_what_is_at_hand_waits_for_nobody(
    store: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_SOON_READ", 0)
    open_corpus(store, cache=cache)
    with Shelf(cache, store).locked(None):
        assert at_hand(store, cache=cache) is None


def test_whoever_has_a_segment_open_keeps_it(store: Path, cache: Path) -> None:
    corpus = open_corpus(store, cache=cache)
    write_store(store.with_name("new.json"), bakery(3)).replace(store)
    assert len(open_corpus(store, cache=cache)) == 3
    assert found_in(corpus, '"number7"') == ["7"]
    assert len(quotes(corpus)) == 20


def test_the_folder_is_the_one_that_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUOTH_CACHE", str(tmp_path / "named"))
    assert shelf.default_folder() == str(tmp_path / "named")
    monkeypatch.delenv("QUOTH_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert tmp_path in Path(shelf.default_folder()).parents
