"""`quoth find`: half-remembered words in, statements out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.making import small_tables


def test_a_misspelt_quote_is_found(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "ironclad", "garantee")
    assert said.code == 0
    assert said.out == (
        "15  Alexander Grushko · 17–20 Mar 2025 · mixed · newspaper\n"
        '    The Kremlin demands an "ironclad" guarantee that Ukraine will stay out of NATO.\n'
        "    → A Russian newspaper → Reuters"
        " → News article on the coalition of the willing, 20 March 2025\n"
    )
    assert said.err == ""


def test_direct_words_are_in_quotation_marks(quoth: Quoth) -> None:
    assert "“We must now move forward" in quoth("find", "--sample", "move forward").out


def test_words_may_be_given_together_or_apart(quoth: Quoth) -> None:
    together = quoth("find", "--sample", "ironclad garantee")
    assert together == quoth("find", "--sample", "ironclad", "garantee")


def test_a_found_statement_has_stable_names_first(quoth: Quoth) -> None:
    (found,) = quoth("find", "--sample", "--json", "ironclad").records
    assert list(found)[:8] == [
        "id",
        "score",
        "quote",
        "kind",
        "speaker",
        "speaker_name",
        "said",
        "source",
    ]
    assert found["id"] == "15"
    assert 0 < found["score"] <= 1
    assert found["kind"] == "mixed"
    assert found["speaker"] == "alexander-grushko"
    assert found["speaker_name"] == "Alexander Grushko"
    assert found["said"] == "2025-03-17/2025-03-20"
    assert found["source"] == "article-2025-03-20"


def test_a_found_statement_has_the_rest_of_its_record(quoth: Quoth) -> None:
    (found,) = quoth("find", "--sample", "--json", "ironclad").records
    assert found["via"] == ["russian-newspaper", "reuters"]
    assert found["stances"] == [{"topic": "ukraine-in-nato", "position": "oppose"}]
    assert found["locator"] == {"paragraph": 9, "start": 1881, "end": 1959}


def test_an_undated_statement_says_so(save: Callable[[Tables], Path], quoth: Quoth) -> None:
    tables = small_tables()
    del tables["statements"]["1"]["said"]
    store = str(save(tables))
    assert "Ann Archer · undated · direct" in quoth("find", "--store", store, "bread").out
    assert quoth("find", "--store", store, "--json", "bread").records[0]["said"] is None


def test_fields_that_nobody_knows_are_printed_too(
    save: Callable[[Tables], Path], quoth: Quoth
) -> None:
    tables = small_tables()
    tables["statements"]["1"] |= {"mood": "grim", "score": 7}
    (found,) = quoth("find", "--store", str(save(tables)), "--json", "bread").records
    assert found["mood"] == "grim"
    assert found["score"] != 7


def test_the_best_come_first(quoth: Quoth) -> None:
    scores = [found["score"] for found in quoth("find", "--sample", "--json", "peace").records]
    assert len(scores) > 3
    assert scores == sorted(scores, reverse=True)


def test_a_limit_is_kept_and_mentioned(quoth: Quoth) -> None:
    said = quoth("find", "--sample", "--json", "--limit", "2", "peace")
    everything = quoth("find", "--sample", "--json", "--limit", "0", "peace")
    assert said.records == everything.records[:2]
    assert said.err == (f"quoth: 2 of {len(everything.records)} shown; --limit 0 shows all\n")
    assert everything.err == ""


def test_a_limit_may_be_larger_than_any_store(quoth: Quoth) -> None:
    assert quoth("find", "--sample", "--limit", "9" * 40, "ironclad").code == 0


@pytest.mark.parametrize("limit", ["-1", "many", "1.5", "", "٣"])
def test_a_limit_is_a_number_from_nought(quoth: Quoth, limit: str) -> None:
    said = quoth("find", "--sample", f"--limit={limit}", "ironclad")
    assert said.code == 2
    assert f"“{limit}” isn't a whole number from 0" in said.err


@pytest.mark.parametrize("as_json", [[], ["--json"]])
def test_what_nobody_said_is_not_found(quoth: Quoth, as_json: list[str]) -> None:
    said = quoth("find", "--sample", *as_json, "xyzzy", "plugh")
    assert said == (1, "", "quoth: nothing matches “xyzzy plugh”\n")


@pytest.mark.parametrize("text", ["", "  ", "!!!"])
def test_a_search_needs_a_word(quoth: Quoth, text: str) -> None:
    said = quoth("find", "--sample", text)
    assert said == (2, "", "quoth: there is no word to search for\n")


def test_words_that_begin_with_a_hyphen_follow_two(quoth: Quoth) -> None:
    assert quoth("find", "--sample", "--", "-ironclad").code == 0
