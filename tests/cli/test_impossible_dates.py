"""What is no date is refused by every reader of dates, in one line of bearable length."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.editing.fields import field_of
from quoth.editing.typed import understood
from quoth.store.loading import load
from quoth.store.parsing import Tables
from tests.cli.conftest import WITH_AN_INDEX, Quoth
from tests.cli.test_add import SALT, added
from tests.making import small_tables, write_store

STORES = (WITH_AN_INDEX,)

NO_DATES = (
    "-0000", "-0000-01-01", "2016-05-02T12:00:00+15:00", "2016-05-02T12:00:00-13",
    "2016-05-02T12:00:00+05:60", "2016-05-02T25:00:00Z", "2016-02-30", "2016-13-01",
    "20 avril 2025", "3. Mai 2025", "20 März 2025", "2 Mar 25", "03.04.25", "9" * 1_000_000,
)  # fmt: skip
"""Years and zones that aren't there, months in other languages, and years of two digits."""
no_date = pytest.mark.parametrize("text", NO_DATES, ids=lambda text: text[:30])


def said_so(err: str) -> None:
    """Check that a refusal is one line of bearable length, about a date."""
    last = err.strip().splitlines()[-1]
    assert len(last) < 600
    assert any(word in last for word in ("date", "said", "published", "year", "day", "month"))


@no_date
def test_the_shell_refuses_it(quoth: Quoth, save: Callable[[Tables], Path], text: str) -> None:
    store = save(small_tables())
    before = store.read_bytes()
    where = ("--store", str(store))
    for said in (
        added(quoth, store, *SALT, f"--said={text}"),
        quoth("edit", "1", f"said={text}", *where),
        quoth("intake", "-", f"--published={text}", *where),
    ):
        assert said.code == 2
        said_so(said.err)
    assert store.read_bytes() == before


@no_date
def test_a_search_refuses_it(quoth: Quoth, save: Callable[[Tables], Path], text: str) -> None:
    said = quoth("find", f'said:"{text}"', "--store", str(save(small_tables())))
    assert (said.code, said.out) == (2, "")
    assert len(said.err) < 600


@no_date
def test_a_form_refuses_it(text: str) -> None:
    found = understood(field_of("statements", "said"), text, None)  # type: ignore[arg-type]
    assert found.value is None
    assert 0 < len(found.problem) < 600


@no_date
def test_an_import_tells_the_row_and_takes_the_others(
    quoth: Quoth, tmp_path: Path, text: str
) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        f"quote,speaker,source,said\nBread,Ann,Paper,{text}\nSalt,Ann,Paper,2025-03-20\n",
        encoding="utf-8",
    )
    store = tmp_path / "own.json"
    said = quoth("import", str(table), "--store", str(store), "--create")
    assert [one.quote for one in load(store).statements] == ["Salt"]
    assert "table.csv:2" in said.err or "line 2" in said.err
    assert len(said.err) < 2_000


@no_date
def test_a_store_that_has_it_is_refused(quoth: Quoth, tmp_path: Path, text: str) -> None:
    tables = small_tables()
    tables["statements"]["1"]["said"] = text
    said = quoth("find", "bread", "--store", str(write_store(tmp_path / "bad.json", tables)))
    assert said.code == 3
    assert "statements 1" in said.err
    assert len(said.err) < 600
