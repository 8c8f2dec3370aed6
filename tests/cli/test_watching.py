"""`quoth find --new`: what a search has not shown before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quoth.cli.printing import standard_printer
from quoth.cli.watching import Watch
from quoth.settings.searches import Searches, default_path
from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.making import small_tables, write_store


def with_statements(*ids: str) -> Tables:
    """Return the tables of a store with some statements of a few words."""
    tables = small_tables()
    one = tables["statements"]["1"]
    tables["statements"] = {
        str(n): {**one, "id": each, "quote": f"Bread is dear, {each}"}
        for n, each in enumerate(ids, 1)
    }
    return tables


def test_a_statement_is_new_once(save: Callable[[Tables], Path], quoth: Quoth) -> None:
    path = save(with_statements("a", "b"))
    asked = ("find", "bread", "--new", "--ids", "--store", str(path))
    assert sorted(quoth(*asked).out.split()) == ["a", "b"]
    again = quoth(*asked)
    assert (again.code, again.out, again.err) == (1, "", "")
    write_store(path, with_statements("a", "c", "b"))
    assert quoth(*asked).out.split() == ["c"]
    assert quoth(*asked).code == 1


def test_each_search_and_each_store_is_watched_for_itself(
    save: Callable[[Tables], Path], quoth: Quoth, tmp_path: Path
) -> None:
    store = str(save(with_statements("a")))
    assert quoth("find", "bread", "--new", "--ids", "--store", store).out == "a\n"
    assert quoth("find", "dear", "--new", "--ids", "--store", store).out == "a\n"
    other = str(write_store(tmp_path / "other.json", with_statements("a")))
    assert quoth("find", "bread", "--new", "--ids", "--store", other).out == "a\n"


def test_a_saved_search_is_watched(save: Callable[[Tables], Path], quoth: Quoth) -> None:
    store = str(save(with_statements("a")))
    Searches(default_path()).save("loaf", "bread by:ann")
    asked = ("find", "@loaf", "--new", "--json", "--store", store)
    assert [one["id"] for one in quoth(*asked).records] == ["a"]
    assert quoth(*asked).records == []


def test_only_what_was_shown_is_remembered(save: Callable[[Tables], Path], quoth: Quoth) -> None:
    store = str(save(with_statements("a", "b", "c")))
    asked = ("find", "bread", "--new", "--ids", "--store", store)
    first = quoth(*asked, "--limit", "2").out.split()
    assert len(first) == 2
    assert sorted([*first, *quoth(*asked).out.split()]) == ["a", "b", "c"]


def test_a_search_that_is_none_remembers_nothing(
    save: Callable[[Tables], Path], quoth: Quoth
) -> None:
    store = str(save(with_statements("a")))
    assert quoth("find", "kind:zzz", "--new", "--store", store).code == 2
    assert quoth("find", "--new", "--ids", "--store", store).out == "a\n"


def test_what_is_damaged_shows_all_again(tmp_path: Path) -> None:
    watch = Watch(tmp_path / "store.json", "bread", tmp_path)
    watch.show(["a"])
    assert watch.keep(standard_printer())
    assert not Watch(tmp_path / "store.json", "bread", tmp_path).is_new("a")
    (kept,) = tmp_path.glob("*.json")
    kept.write_text("[")
    assert Watch(tmp_path / "store.json", "bread", tmp_path).is_new("a")
