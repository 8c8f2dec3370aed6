"""`quoth wording`: what a person decides comes before all that words tell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.cli.test_variants import TAXES, tables

WRONG = TAXES.replace("not ", "")
BREAD = "The price of bread is far too high for all of us."


@pytest.fixture
def store(save: Callable[[Tables], Path]) -> str:
    """Return a store: two of one wording, one of another, one paraphrase, one of something else."""
    found = tables(
        {"quote": TAXES},
        {"quote": TAXES},
        {"quote": WRONG},
        {"quote": "They are against any tax rise", "kind": "indirect"},
        {"quote": BREAD},
    )
    return str(save(found))


def families(quoth: Quoth, store: str) -> list[set[str]]:
    """Return the ids of each family."""
    found: dict[str, set[str]] = {}
    for one in quoth("variants", "--json", "--store", store).records:
        found.setdefault(one["family"], {one["family"]}).add(one["other"]["id"])
    return list(found.values())


def test_wordings_that_are_different_are_apart(store: str, quoth: Quoth) -> None:
    assert families(quoth, store) == [{"1", "2", "3"}]
    for one in ("1", "2"):
        assert quoth("wording", one, "3", "different", "--store", store).code == 0
    assert families(quoth, store) == [{"1", "2"}]


def test_a_copy_that_is_different_is_apart_from_the_others(store: str, quoth: Quoth) -> None:
    quoth("wording", "1", "2", "different", "--store", store)
    assert len(families(quoth, store)) == 1
    assert len(families(quoth, store)[0] & {"1", "2"}) == 1


def test_a_paraphrase_is_listed_where_a_person_says_so(store: str, quoth: Quoth) -> None:
    quoth("wording", "4", "1", "same", "--store", store)
    assert families(quoth, store) == [{"1", "2", "3", "4"}]
    (record,) = [
        one
        for one in quoth("variants", "4", "--json", "--store", store).records
        if one["other"]["id"] == "4"
    ]
    assert record["verdict"] == "same"
    quoth("undo", "--store", store)
    assert families(quoth, store) == [{"1", "2", "3"}]


def test_the_right_wording_is_the_reference(store: str, quoth: Quoth) -> None:
    said = quoth("wording", "3", "1", "misquote", "--right", "3", "--by", "Eve", "--store", store)
    assert said.out == "1~3\n"
    records = quoth("variants", "1", "--json", "--store", store).records
    assert {one["family"] for one in records} == {"3"}
    assert {one["verdict"] for one in records} == {"misquote"}  # both have the words decided about
    assert "decided: misquote" in quoth("variants", "1", "--store", store).out


def test_the_last_decision_about_two_counts(store: str, quoth: Quoth) -> None:
    quoth("wording", "5", "1", "same", "--store", store)
    assert families(quoth, store) == [{"1", "2", "3", "5"}]
    quoth("wording", "1", "5", "different", "--store", store)
    assert families(quoth, store) == [{"1", "2", "3"}]
    assert len(json.loads(Path(store).read_text(encoding="utf-8"))["wordings"]) == 1


def test_a_decision_survives_other_changes(store: str, quoth: Quoth) -> None:
    quoth("wording", "4", "1", "same", "--store", store)
    quoth("tag", "1", "+seen", "--store", store)
    quoth("edit", "1", f"quote={WRONG}", "--store", store)
    assert {"1", "4"} <= families(quoth, store)[0]
    said = quoth("check", "--rule", "verdict", "--json", "--store", store)
    (found,) = said.records
    assert found["rule"] == "verdict"
    assert "changed since" in found["message"]
    quoth("rm", "4", "--yes", "--store", store)
    assert "which was deleted" in quoth("check", "--rule", "verdict", "--store", store).out


def test_a_decision_that_somebody_wrote_by_hand_is_followed(
    save: Callable[[Tables], Path], quoth: Quoth
) -> None:
    found = tables({"quote": TAXES}, {"quote": WRONG})
    found["wordings"] = {"1": {"statements": ["1", "2"], "verdict": "different"}}
    store = str(save(found))
    assert families(quoth, store) == []
    assert quoth("check", "--quiet", "--store", store).code == 0
    quoth("tag", "1", "+seen", "--store", store)
    assert families(quoth, store) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1", "2"), "write the ids of two statements"),
        (("1", "2", "maybe"), "isn't a verdict"),
        (("1", "1", "same"), "is one statement"),
        (("1", "99", "same"), "there is no statement “99”"),
        (("1", "2", "misquote", "--right", "3"), "isn't one of the two"),
    ],
)
def test_what_can_not_be_decided_is_refused(
    store: str, quoth: Quoth, words: tuple[str, ...], said: str
) -> None:
    refused = quoth("wording", *words, "--store", store)
    assert refused.code == 2
    assert said in refused.err


def test_a_store_with_a_bad_decision_is_refused(
    save: Callable[[Tables], Path], quoth: Quoth
) -> None:
    found = tables({"quote": TAXES}, {"quote": WRONG})
    found["wordings"] = {"1": {"statements": ["1"], "verdict": "same"}}
    said = quoth("variants", "--store", str(save(found)))
    assert said.code == 3
    assert "wordings 1" in said.err


def test_an_export_has_it_and_an_import_says_that_it_is_left(
    store: str, quoth: Quoth, tmp_path: Path
) -> None:
    quoth("wording", "1", "3", "misquote", "--note", "see the tape", "--store", store)
    lines = tmp_path / "all.jsonl"
    quoth("export", "--format", "jsonl", "--output", str(lines), "--store", store)
    last = json.loads(lines.read_text(encoding="utf-8").splitlines()[-1])
    assert (last["type"], last["verdict"], last["note"]) == ("wording", "misquote", "see the tape")
    for file in (str(lines), store):
        other = str(tmp_path / f"{Path(file).stem}-copy.json")
        said = quoth("import", file, "--create", "--store", other)
        assert said.code == 0
        assert "isn't taken over" in said.err
