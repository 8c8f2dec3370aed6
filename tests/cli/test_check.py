"""`quoth check` says all that is wrong, and repairs what can be repaired without loss."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.making import small_tables

Save = Callable[[Tables], Path]


def spoilt() -> Tables:
    """Return a store with an error, a warning and two hints, one of which can be repaired."""
    tables = small_tables()
    tables["actors"]["1"]["country"] = "Guildland"
    tables["sources"]["1"]["publisher"] = " The Press "
    tables["statements"]["1"]["speaker"] = "anne"
    return tables


def test_the_sample_is_right(quoth: Quoth) -> None:
    said = quoth("check", "--sample")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("nothing wrong in ")


def test_findings_come_by_rule_the_worst_first(quoth: Quoth, save: Save) -> None:
    said = quoth("check", "--store", str(save(spoilt())))
    assert said.code == 3
    rules = [
        line.split(":")[0] for line in said.out.splitlines() if line[:1].strip() and ":" in line
    ]
    assert rules == ["error dangling", "warning country", "hint unused", "hint blanks"]
    assert "statements 1, speaker, line 1" in said.out
    assert "write “ann” if that is meant" in said.out
    assert said.out.endswith("1 error, 1 warning, 2 hints in 7 records\n")
    assert "a record can be repaired without loss" in said.err


def test_warnings_alone_are_no_failure(quoth: Quoth, save: Save) -> None:
    tables = spoilt()
    tables["statements"]["1"]["speaker"] = "ann"
    assert quoth("check", "--store", str(save(tables))).code == 0


def test_one_rule_is_asked_for(quoth: Quoth, save: Save) -> None:
    path = str(save(spoilt()))
    said = quoth("check", "--rule", "country", "--rule", "blanks", "--store", path)
    assert said.code == 0
    assert "dangling" not in said.out
    assert quoth("check", "--rule", "nonsense", "--store", path).code == 2


def test_quiet_says_it_with_its_exit_code(quoth: Quoth, save: Save) -> None:
    said = quoth("check", "--quiet", "--store", str(save(spoilt())))
    assert (said.code, said.out, said.err) == (3, "", "")


def test_json_is_one_finding_a_line(quoth: Quoth, save: Save) -> None:
    said = quoth("check", "--json", "--store", str(save(spoilt())))
    assert said.code == 3
    first = said.records[0]
    assert first["severity"] == "error"
    assert (first["rule"], first["table"], first["key"]) == ("dangling", "statements", "1")
    assert [record["fixable"] for record in said.records] == [False, False, False, True]


def test_what_loses_nothing_is_set_right_after_a_backup(quoth: Quoth, save: Save) -> None:
    path = save(spoilt())
    before = path.read_bytes()
    said = quoth("check", "--fix", "--store", str(path))
    assert said.code == 3
    assert "repaired a record; the previous store was saved to " in said.err
    assert "blanks" not in said.out
    (kept,) = path.parent.glob("*.backup.json")
    assert kept.read_bytes() == before
    again = quoth("check", "--fix", "--store", str(path))
    assert "nothing that can be repaired" in again.err
    assert len(list(path.parent.glob("*.backup.json"))) == 1


def test_a_store_that_is_right_but_for_blanks_is_set_right(quoth: Quoth, save: Save) -> None:
    tables = spoilt()
    tables["statements"]["1"]["speaker"] = "ann"
    path = str(save(tables))
    assert quoth("check", "--fix", "--store", path).code == 0
    assert quoth("find", "bread", "--store", path).code == 0


def test_what_was_set_right_is_undone_and_redone_like_any_other_change(
    quoth: Quoth, save: Save
) -> None:
    tables = spoilt()
    tables["statements"]["1"]["speaker"] = "ann"
    path = save(tables)
    assert quoth("check", "--fix", "--quiet", "--store", str(path)).code == 0
    fixed = json.loads(path.read_bytes())
    assert fixed != tables
    assert quoth("log", "--store", str(path)).out == "tidy a record\n"
    assert quoth("undo", "--store", str(path)).code == 0
    assert json.loads(path.read_bytes()) == tables
    assert quoth("redo", "--store", str(path)).code == 0
    assert json.loads(path.read_bytes()) == fixed


def test_what_was_set_right_in_a_store_that_stays_invalid_is_undone_too(
    quoth: Quoth, save: Save
) -> None:
    path = save(spoilt())
    assert quoth("check", "--fix", "--quiet", "--store", str(path)).code == 3
    fixed = json.loads(path.read_bytes())
    assert quoth("log", "--store", str(path)).out == "tidy a record\n"
    assert quoth("undo", "--store", str(path)).code == 0
    assert json.loads(path.read_bytes()) == spoilt()
    assert "undone" in quoth("log", "--store", str(path)).out
    assert quoth("redo", "--store", str(path)).code == 0
    assert json.loads(path.read_bytes()) == fixed
    assert quoth("redo", "--store", str(path)).code == 3  # nothing of that kind is left to redo


def test_what_made_an_invalid_store_valid_is_undone_too(quoth: Quoth, save: Save) -> None:
    tables = spoilt()
    tables["statements"]["1"]["speaker"] = "ann"
    tables["statements"]["99"] = dict(tables["statements"]["1"])
    tables["statements"]["1"]["id"] = tables["statements"]["99"]["id"] = "twice"
    path = save(tables)
    assert quoth("check", "--fix", "--quiet", "--store", str(path)).code == 0
    assert "99" not in json.loads(path.read_bytes())["statements"]
    assert quoth("undo", "--store", str(path)).code == 0
    assert json.loads(path.read_bytes()) == tables


def test_the_sample_is_not_set_right(quoth: Quoth) -> None:
    assert quoth("check", "--fix", "--sample").code == 2


@pytest.mark.parametrize("text", ["", "{", "[]", '{"statements": {"1": {"quote": NaN}}}'])
def test_what_is_no_store_is_said(quoth: Quoth, tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text)
    said = quoth("check", "--store", str(path))
    assert said.code == 3
    assert said.out + said.err


def test_there_may_be_no_file(quoth: Quoth, tmp_path: Path) -> None:
    said = quoth("check", "--store", str(tmp_path / "none.json"))
    assert said.code == 3
    assert "there is no such file" in said.err


def test_nothing_in_a_store_acts(quoth: Quoth, save: Save) -> None:
    tables = small_tables()
    tables["actors"]["1"]["country"] = "\x1b]0;x\x07"
    tables["actors"]["2"]["\x1b[2J"] = 1
    said = quoth("check", "--store", str(save(tables)))
    assert "\x1b" not in said.out + said.err
