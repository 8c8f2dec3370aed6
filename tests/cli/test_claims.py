"""Checks of claims: added, shown, searched for, kept and taken along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.store.loading import load
from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.making import small_tables

FALSE = {
    "id": "dear", "claim": "Bread costs more than ever.", "statements": ["2", "3"],
    "rating": "False", "value": 1, "worst": 1, "best": 5, "publisher": "The Checkers",
    "url": "https://checkers.example/bread", "date": "2025-03-25",
}  # fmt: skip
HALF = {
    "id": "salt", "claim": "Salt is dear.", "statements": ["3"], "rating": "Mostly false",
    "by": "Ann",
}  # fmt: skip


@pytest.fixture
def store(save: Callable[[Tables], Path]) -> Path:
    """Return the file of a store with three statements, two of which were checked."""
    tables = small_tables()
    first = tables["statements"]["1"]
    tables["statements"]["2"] = {**first, "quote": "Bread was never so dear."}
    tables["statements"]["3"] = {**first, "quote": "Salt and bread are dear."}
    tables["checks"] = {"1": dict(FALSE), "2": dict(HALF)}
    return save(tables)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("has:check", {"2", "3"}),
        ("-has:check", {"1"}),
        ("rated:false", {"2", "3"}),
        ("rated:FALSE salt", {"3"}),
        ('rated:"mostly false"', {"3"}),
        ("rated:mostly", {"3"}),
        ("-rated:mostly", {"1", "2"}),
    ],
)
def test_what_was_checked_is_searched_for(
    quoth: Quoth, store: Path, query: str, expected: set[str]
) -> None:
    said = quoth("find", query, "--json", "--store", str(store))
    assert {one["id"] for one in said.records} == expected


def test_a_rating_that_no_check_has_is_told(quoth: Quoth, store: Path) -> None:
    said = quoth("find", "rated:true", "--store", str(store))
    assert (said.code, said.out) == (2, "") or said.code == 1
    assert "no check here has the rating “true”" in said.err


def test_a_statement_shows_what_was_found_of_it(quoth: Quoth, store: Path) -> None:
    said = quoth("show", "3", "--store", str(store))
    assert "False (1 on a scale of 1 to 5), The Checkers, 25 Mar 2025" in said.out
    assert "Mostly false, Ann: Salt is dear." in said.out
    assert "The Checkers" not in quoth("show", "1", "--store", str(store)).out


def test_checks_are_listed_with_what_they_are_of(quoth: Quoth, store: Path) -> None:
    said = quoth("claims", "--store", str(store))
    assert said.out.index("Bread costs more than ever.") < said.out.index("Salt is dear.")
    assert [one["id"] for one in quoth("claims", "--json", "--store", str(store)).records] == [
        "dear", "salt",
    ]  # fmt: skip
    of_one = quoth("claims", "never", "--json", "--store", str(store)).records
    assert [one["id"] for one in of_one] == ["dear"]
    assert quoth("claims", "rated:true", "--store", str(store)).code != 0


def test_a_check_is_added_changed_and_taken_back(quoth: Quoth, store: Path) -> None:
    made = quoth(
        "add", "check", "Salt is white", "--statement", "1", "--rating", "True", "--value", "5",
        "--date", "25 March 2025", "--store", str(store),
    )  # fmt: skip
    assert made.code == 0, made.err
    added = load(store).checks[-1]
    assert (added.statements, added.value, str(added.date and added.date.text)) == (
        ("1",), 5, "2025-03-25",
    )  # fmt: skip
    quoth("undo", "--store", str(store))
    assert len(load(store).checks) == 2


@pytest.mark.parametrize(
    ("assignment", "said"),
    [
        ("statements=99", "there is no statement “99”"),
        ("value=nine", "“value” isn't a number"),
        ("value=9", "beyond its scale"),
    ],
)
def test_what_no_check_may_say_is_refused(
    quoth: Quoth, store: Path, assignment: str, said: str
) -> None:
    refused = quoth("edit", "check:dear", assignment, "--store", str(store))
    assert refused.code == 2
    assert said in refused.err
    assert load(store).checks[0].value == 1


def test_a_statement_that_a_check_is_of_is_not_deleted(quoth: Quoth, store: Path) -> None:
    refused = quoth("rm", "3", "--yes", "--store", str(store))
    assert refused.code == 2
    assert "checks dear refers to statement “3”" in refused.err
    assert quoth("rm", "check:dear", "--yes", "--store", str(store)).code == 0
    assert quoth("rm", "check:salt", "--yes", "--store", str(store)).code == 0
    assert quoth("rm", "3", "--yes", "--store", str(store)).code == 0


def test_checks_come_back_with_their_statements(quoth: Quoth, store: Path, tmp_path: Path) -> None:
    lines, other = tmp_path / "all.jsonl", tmp_path / "other.json"
    quoth("export", "--output", str(lines), "--store", str(store))
    assert quoth("new", str(other)).code == 0
    assert quoth("import", str(lines), "--store", str(other)).code == 0
    again = load(other)
    words = {statement.id: statement.quote for statement in again.statements}
    found = {check.id: [words[one] for one in check.statements] for check in again.checks}
    assert found == {
        "dear": ["Bread was never so dear.", "Salt and bread are dear."],
        "salt": ["Salt and bread are dear."],
    }
    assert quoth("import", str(lines), "--store", str(other)).code in (0, 1)
    assert len(load(other).checks) == 2


def test_the_checks_of_a_selection_name_no_statement_beyond_it(
    quoth: Quoth, store: Path, tmp_path: Path
) -> None:
    lines, other = tmp_path / "some.jsonl", tmp_path / "other.json"
    quoth("export", "never", "--output", str(lines), "--store", str(store))
    assert quoth("new", str(other)).code == 0
    assert quoth("import", str(lines), "--store", str(other)).code == 0
    (check,) = load(other).checks
    assert (check.id, len(check.statements)) == ("dear", 1)


def test_a_check_of_a_statement_that_is_not_in_the_file_is_told(
    quoth: Quoth, store: Path, tmp_path: Path
) -> None:
    lines = tmp_path / "one.jsonl"
    lines.write_text('{"type": "check", "id": "x", "claim": "It is.", "statements": ["77"]}\n')
    said = quoth("import", str(lines), "--store", str(store))
    assert "there is no statement “77” in the file" in said.out + said.err
    assert len(load(store).checks) == 2


def test_a_store_whose_check_leads_nowhere_is_refused(
    quoth: Quoth, save: Callable[[Tables], Path]
) -> None:
    tables = small_tables()
    tables["checks"] = {"1": {**FALSE, "statements": ["7"]}}
    path = save(tables)
    said = quoth("find", "bread", "--store", str(path))
    assert said.code == 3
    assert "names the statement “7”" in said.err
    assert "checks" in quoth("check", "--store", str(path)).out


def test_an_import_of_checks_alone_says_how_many(quoth: Quoth, store: Path, tmp_path: Path) -> None:
    lines = tmp_path / "review.json"
    lines.write_text('{"@type": "ClaimReview", "claimReviewed": "It is.", "author": "Us"}')
    said = quoth("import", str(lines), "--store", str(store))
    assert "imported 1 new check" in said.err
    said = quoth("undo", "--store", str(store))
    assert "import 1 check" in said.out + said.err


def test_claims_of_a_layer_are_those_of_what_is_coded_in_it(
    quoth: Quoth, save: Callable[[Tables], Path]
) -> None:
    tables = small_tables()
    quote = "Bread was never so dear."
    tables["statements"]["2"] = {**tables["statements"]["1"], "layer": "ann", "quote": quote}
    tables["checks"] = {"1": {**FALSE, "statements": ["2"]}, "2": {**HALF, "statements": ["1"]}}
    path = str(save(tables))
    said = quoth("claims", "layer:ann", "--store", path)
    assert str(FALSE["claim"]) in said.out
    assert quote in said.out
    assert str(HALF["claim"]) not in said.out
    assert quote not in quoth("claims", "bread", "--store", path).out
