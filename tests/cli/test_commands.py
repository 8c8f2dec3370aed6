"""The other commands: one statement, the actors, the timeline, the numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.store.parsing import Tables
from tests.cli.conftest import Quoth
from tests.making import small_tables

Save = Callable[[Tables], Path]


def in_columns(text: str) -> dict[str, str]:
    """Return lines of two columns as pairs."""
    return {line[:11].strip(): line[11:].strip() for line in text.splitlines() if line}


# -- quoth show ------------------------------------------------------------------------------------


def test_a_statement_is_shown_with_its_whole_record(quoth: Quoth) -> None:
    said = quoth("show", "--sample", "15")
    assert (said.code, said.err) == (0, "")
    quote, record = said.out.split("\n\n")
    assert (
        quote == 'The Kremlin demands an "ironclad" guarantee that Ukraine will stay out of NATO.'
    )
    shown = in_columns(record)
    assert shown["speaker"] == "Alexander Grushko"
    assert shown["said"] == "17–20 Mar 2025"
    assert shown["chain"].startswith("Alexander Grushko → A Russian newspaper → Reuters → ")
    assert shown["stances"] == "oppose: Ukraine in NATO"
    assert shown["place"] == "paragraph 9, characters 1881–1959"
    assert shown["id"] == "15"


def test_whoever_is_spoken_for_is_named(quoth: Quoth) -> None:
    shown = in_columns(quoth("show", "--sample", "7").out)
    assert shown["speaker"] == "Spokesperson for Keir Starmer, for Keir Starmer"


def test_a_statement_is_one_object_for_programs(quoth: Quoth) -> None:
    (record,) = quoth("show", "--sample", "--json", "15").records
    assert record["id"] == "15"
    assert record["speaker_name"] == "Alexander Grushko"
    assert record["via"] == ["russian-newspaper", "reuters"]


def test_a_quote_of_several_lines_is_shown_in_several(save: Save, quoth: Quoth) -> None:
    tables = small_tables()
    tables["statements"]["1"]["quote"] = "Bread\nis dear"
    assert quoth("show", "--store", str(save(tables)), "1").out.startswith("“Bread\nis dear”\n\n")


def test_fields_that_nobody_knows_are_shown(save: Save, quoth: Quoth) -> None:
    tables = small_tables()
    tables["statements"]["1"] |= {"mood": "grim", "pages": [1, 2]}
    shown = in_columns(quoth("show", "--store", str(save(tables)), "1").out)
    assert shown["mood"] == "grim"
    assert shown["pages"] == "[1, 2]"


def test_an_unknown_id_matches_nothing(quoth: Quoth) -> None:
    said = quoth("show", "--sample", "99")
    assert (said.code, said.out) == (1, "")
    assert said.err == "quoth: no statement has the id “99”; `quoth find` shows ids\n"


# -- quoth actors ----------------------------------------------------------------------------------


def test_actors_are_listed_with_the_most_heard_first(quoth: Quoth) -> None:
    said = quoth("actors", "--sample")
    lines = said.out.splitlines()
    assert said.code == 0
    assert len(lines) == 26
    counts = [int(line.split()[0]) for line in lines]
    assert counts == sorted(counts, reverse=True)
    assert any("Alexander Grushko" in line and "Deputy Foreign Minister" in line for line in lines)


def test_an_actor_is_one_object_for_programs(quoth: Quoth) -> None:
    by_id = {record["id"]: record for record in quoth("actors", "--sample", "--json").records}
    assert len(by_id) == 26
    assert by_id["alexander-grushko"]["name"] == "Alexander Grushko"
    assert by_id["alexander-grushko"]["kind"] == "person"
    assert by_id["alexander-grushko"]["statements"] == 2
    assert by_id["russia"]["statements"] == 6
    assert by_id["canada"]["statements"] == 0


def test_actors_can_be_limited(quoth: Quoth) -> None:
    assert len(quoth("actors", "--sample", "--json", "--limit", "3").records) == 3


def test_a_store_without_actors_says_so(save: Save, quoth: Quoth) -> None:
    said = quoth("actors", "--store", str(save({"statements": {}})))
    assert said == (1, "", "quoth: the store has no actors\n")


# -- quoth timeline --------------------------------------------------------------------------------


def test_the_timeline_counts_what_was_said_or_may_have_been(save: Save, quoth: Quoth) -> None:
    tables = small_tables()
    tables["statements"]["2"] = tables["statements"]["1"] | {"said": "2025-03-19/2025-03-20"}
    said = quoth("timeline", "--store", str(save(tables)), "--json", "--by", "day")
    assert said.records == [
        {"first": "2025-03-19", "last": "2025-03-19", "within": 1, "across": 1, "events": ["fair"]},
        {"first": "2025-03-20", "last": "2025-03-20", "within": 0, "across": 1, "events": ["fair"]},
    ]


def test_the_timeline_draws_certain_and_possible_bars(save: Save, quoth: Quoth) -> None:
    tables = small_tables()
    tables["statements"]["2"] = tables["statements"]["1"] | {"said": "2025-03-19/2025-03-20"}
    lines = quoth("timeline", "--store", str(save(tables))).out.splitlines()
    assert lines[0].split() == ["Wed", "19", "Mar", "2025", "1–2", "█" * 20 + "░" * 20]
    assert lines[1].split() == ["Thu", "20", "Mar", "2025", "up", "to", "1", "░" * 20]
    assert lines[-1] == "◆ Mar 2025: The fair"


@pytest.mark.parametrize(
    ("scale", "first", "last"),
    [
        ("week", "2025-03-17", "2025-03-23"),
        ("month", "2025-03-01", "2025-03-31"),
        ("year", "2025-01-01", "2025-12-31"),
        ("decade", "2020-01-01", "2029-12-31"),
    ],
)
def test_the_timeline_has_the_scale_that_is_asked_for(
    quoth: Quoth, scale: str, first: str, last: str
) -> None:
    (bucket,) = quoth("timeline", "--sample", "--json", "--by", scale).records
    assert (bucket["first"], bucket["last"]) == (first, last)
    assert bucket["within"] + bucket["across"] == 24


def test_the_timeline_chooses_days_for_a_week(quoth: Quoth) -> None:
    assert len(quoth("timeline", "--sample", "--json").records) == 4


def test_a_store_without_dates_has_no_timeline(save: Save, quoth: Quoth) -> None:
    said = quoth("timeline", "--store", str(save({"statements": {}})))
    assert said == (1, "", "quoth: nothing in the store has a date\n")


# -- quoth stats -----------------------------------------------------------------------------------


def test_the_numbers_of_the_sample(quoth: Quoth, sample_file: Path) -> None:
    (numbers,) = quoth("stats", "--sample", "--json").records
    assert numbers == {
        "store": str(sample_file),
        "title": "coalition-of-the-willing",
        "statements": 24,
        "direct": 3,
        "mixed": 5,
        "indirect": 16,
        "denied": 0,
        "hypothetical": 0,
        "undated": 0,
        "drafts": 0,
        "rejected": 0,
        "actors": 26,
        "sources": 1,
        "topics": 7,
        "events": 8,
        "first": "2025-03-17",
        "last": "2025-03-20",
    }


def test_the_numbers_are_the_same_for_people(quoth: Quoth) -> None:
    shown = in_columns(quoth("stats", "--sample").out)
    assert shown["statements"] == "24"
    assert shown["mixed"] == "5"
    assert shown["period"] == "17–20 Mar 2025"


def test_the_undated_are_counted(save: Save, quoth: Quoth) -> None:
    tables = small_tables()
    tables["statements"]["2"] = dict(tables["statements"]["1"])
    del tables["statements"]["2"]["said"]
    (numbers,) = quoth("stats", "--store", str(save(tables)), "--json").records
    assert (numbers["statements"], numbers["undated"]) == (2, 1)


def test_an_empty_store_has_numbers_too(save: Save, quoth: Quoth) -> None:
    store = str(save({"statements": {}}))
    (numbers,) = quoth("stats", "--store", store, "--json").records
    assert (numbers["statements"], numbers["first"], numbers["last"]) == (0, None, None)
    assert in_columns(quoth("stats", "--store", store).out)["period"] == "none"


def test_the_rows_of_a_timeline_are_in_line_at_the_turn_of_a_month(
    save: Save, quoth: Quoth
) -> None:
    tables = small_tables()
    for number, day in enumerate(("2025-03-20", "2025-04-01", "2025-12-30"), 2):
        tables["statements"][str(number)] = tables["statements"]["1"] | {"said": day}
    lines = quoth("timeline", "--by", "week", "--store", str(save(tables))).out.splitlines()
    bars = {line.index("█") for line in lines if "█" in line and "said then" not in line}
    assert len(bars) == 1
