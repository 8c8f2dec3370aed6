"""What comes in is resolved against what is there: nobody is another, and nothing comes twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.cli.find import found_record
from quoth.formats.importing.known import NOTHING, KnownCorpus, KnownRecords, StoreView
from quoth.formats.importing.plan import plan, preview
from quoth.index.opening import open_corpus
from quoth.store.loading import load
from quoth.store.model import Actor, Records
from tests.formats.bringing import added, again, grown, imported, written
from tests.making import records_of, say

ROW: dict[str, Any] = {"quote": "Bread is dear now", "speaker": "Ann", "title": "Paper"}


def rows(folder: Path, *found: dict[str, Any]) -> Path:
    """Write rows as JSON Lines; what they don't say is as in `ROW`."""
    bare = {name: value for name, value in ROW.items() if name != "title"}
    whole = [row if "type" in row else (bare if "source" in row else ROW) | row for row in found]
    lines = map(json.dumps, whole)
    return written(folder, "rows.jsonl", "\n".join(lines))


def known(*actors: Actor) -> KnownRecords:
    """Return a store with some actors."""
    return KnownRecords(records_of([say("Hello")], actors))


ANN = Actor("ann-archer", "Ann Archer", aliases=("Ms. Archer", "A. Archer"), wikidata="Q1")
OTHER = Actor("ann-2", "Annie", aliases=("A. Archer",))


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("Ann Archer", "ann-archer"),
        ("ANN ARCHÉR", "ann-archer"),
        ("ms archer", "ann-archer"),
        ({"id": "ann-archer", "name": "Ann Archer"}, "ann-archer"),
        ({"name": "Another name", "wikidata": "Q1", "aliases": ["Ann Archer"]}, "ann-archer"),
        ({"name": "Ann Archer", "wikidata": "Q2"}, "ann-archer-2"),
        ({"id": "ann-archer", "name": "Bob Baker"}, "ann-archer-3"),
        ("Archer", "archer"),
        ("Анна", "actor-1"),
    ],
)
def test_a_speaker_is_who_goes_by_the_name(tmp_path: Path, speaker: Any, expected: str) -> None:
    namesake = Actor("ann-archer-2", "Somebody Else")
    store = known(ANN) if expected != "ann-archer-3" else known(ANN, namesake)
    made = plan([rows(tmp_path, {"speaker": speaker})], store)
    (one,) = added(made, "statements")
    assert one["speaker"] == expected
    assert made.report.added["actors"] == (expected != "ann-archer")


def test_a_name_that_nobody_has_may_be_an_id(tmp_path: Path) -> None:
    huk = Actor("a-huk", "Arzu Huk")
    row = {"speaker": "a-huk", "via": ["a-huk", "wire"], "mentions": "A Huk", "topics": ["bread"]}
    made = plan([rows(tmp_path, row)], known(huk))
    (one,) = added(made, "statements")
    assert (one["speaker"], one["via"]) == ("a-huk", ["a-huk", "wire"])
    assert one["mentions"] == ["a-huk-2"]
    named = {"quote": "Two", "speaker": {"id": "7", "name": "Ann"}, "addressee": ["7"]}
    (two,) = added(plan([rows(tmp_path, named)], NOTHING), "statements")
    assert two["addressee"] == [two["speaker"]]


def test_a_name_goes_before_an_id(tmp_path: Path) -> None:
    store = known(Actor("ann", "Bob"), Actor("bob", "Ann"))
    (one,) = added(plan([rows(tmp_path, {"speaker": "ann"})], store), "statements")
    assert one["speaker"] == "bob"


def test_who_has_a_wikidata_id_is_not_who_has_another_whatever_the_id(tmp_path: Path) -> None:
    row = {"speaker": {"name": "ann-archer", "wikidata": "Q2"}}
    store = known(ANN._replace(name="Somebody Else"))
    (one,) = added(plan([rows(tmp_path, row)], store), "statements")
    assert one["speaker"] == "ann-archer-2"


def test_a_statement_that_was_found_is_the_one_that_is_there(
    sample_file: Path, tmp_path: Path
) -> None:
    corpus = open_corpus(sample_file)
    lines = [json.dumps(found_record(corpus, one, 0.9)) for one in load(sample_file).statements]
    path = written(tmp_path, "found.jsonl", "\n".join(lines))
    made = plan([path], KnownCorpus(corpus))
    assert made.change.edits == []
    assert made.report.same == len(lines)


def test_who_is_known_stays_as_they_are_and_is_told(tmp_path: Path) -> None:
    path = rows(
        tmp_path,
        {"speaker": {"name": "Ann Archer", "role": "Baker"}},
        {"quote": "Milk is dear", "speaker": {"name": "Annie", "wikidata": ""}},
    )
    made = plan([path], known(ANN, OTHER))
    assert made.report.known == ["ann-archer"]
    assert added(made, "actors") == []


def test_a_name_of_several_is_nobodys_and_is_told(tmp_path: Path) -> None:
    path = rows(tmp_path, {"speaker": "A. Archer"}, {"speaker": "A. Archer", "quote": "And milk"})
    records = records_of([say("Hello")], [ANN, OTHER])
    made = plan([path], KnownRecords(records))
    assert made.report.ambiguous == ["A. Archer"]
    (actor,) = added(made, "actors")
    assert actor["id"] == "a-archer"
    assert {one["speaker"] for one in added(made, "statements")} == {"a-archer"}
    everyone = dict(records.actors) | {"a-archer": Actor("a-archer", "A. Archer")}
    later, _ = grown(tmp_path / "s.json", plan([path], NOTHING))
    assert again([path], later._replace(actors=everyone)).report.added["actors"] == 0


def test_sources_are_known_by_id_then_address_then_citation(tmp_path: Path) -> None:
    at = {"url": "https://paper.example/1"}
    path = rows(
        tmp_path,
        {"article": "p1", "title": "On bread"},
        {"quote": "Two is more", "article": "p1", "title": "On bread"},
        {"quote": "Three is a crowd", "article": "p2", "title": "On bread"},
        {"quote": "Four is a feast", "title": "On milk", **at},
        {"quote": "Five", "title": "", **at},
        {"quote": "Six of one", "title": "On eggs", "publisher": "P", "published": "2025"},
        {"quote": "Half a dozen", "title": "on eggs!", "publisher": "P", "published": "2025"},
        {"quote": "Seven", "title": "", "publisher": "Wire"},
    )
    made = plan([path], NOTHING)
    used = [one["source"] for one in added(made, "statements")]
    assert used == ["p1", "p1", "p2", "on-milk", "on-milk", "on-eggs", "on-eggs", "wire"]
    assert len(added(made, "sources")) == 5


def test_a_statement_needs_words_and_a_source(tmp_path: Path) -> None:
    path = rows(tmp_path, {"title": ""}, {"quote": " "}, {"speaker": None})
    made = plan([path], NOTHING)
    assert [(one.line, one.problem) for one in made.report.bad] == [
        (1, "it is missing"), (2, "“quote” is empty"),
    ]  # fmt: skip
    assert added(made, "actors") == [{"id": "unattributed", "name": "Unattributed"}]


def test_nothing_is_left_behind_by_rows_that_cannot_be_taken(tmp_path: Path) -> None:
    made = plan([rows(tmp_path, {"quote": "", "topics": ["t"], "via": ["w"]})], NOTHING)
    assert list(made.change.edits) == []


def test_affiliations_are_found_by_name_and_never_lead_back(tmp_path: Path) -> None:
    path = rows(
        tmp_path,
        {"speaker": {"name": "Ann", "affiliation": "Guild"}},
        {"type": "actor", "id": "guild", "name": "Guild", "affiliation": "union"},
        {"type": "actor", "id": "union", "name": "Union", "affiliation": "guild"},
    )
    made = plan([path], NOTHING)
    homes = {one["id"]: one.get("affiliation") for one in added(made, "actors")}
    assert homes["ann"] == "guild"
    assert [homes["guild"], homes["union"]].count(None) == 1
    assert len(made.report.circles) == 1
    grown(tmp_path / "s.json", made)


def test_further_fields_never_take_the_place_of_ours(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "quote,title,mood\nBread,Paper,grim\n")
    made = plan([path], NOTHING, maps=["title=extra"], defaults={"title": "Other"})
    (one,) = added(made, "statements")
    assert one["title"] == "Paper"
    made = plan([path], NOTHING, maps=["quote=extra", "mood=quote"])
    (one,) = added(made, "statements")
    assert (one["quote"], one["quote_"]) == ("grim", "Bread")


def test_events_come_once(tmp_path: Path) -> None:
    event = {"type": "event", "id": "fair", "title": "Fair", "when": "2025", "actors": ["ann"]}
    path = rows(tmp_path, event, event)
    made = plan([path], NOTHING)
    assert len(added(made, "events")) == 1
    assert made.report.repeated == 1
    records, _ = grown(tmp_path / "s.json", made)
    assert again([path], records).change.edits == []


def test_two_events_of_one_title_and_day_are_two_if_the_file_has_them_so(tmp_path: Path) -> None:
    fair = {"type": "event", "id": "fair", "title": "Fair", "when": "2025"}
    path = rows(tmp_path, fair, fair | {"id": "fair-b", "note": "At night"}, fair | {"id": "x"})
    made = plan([path], NOTHING)
    assert [one["id"] for one in added(made, "events")] == ["fair", "fair-b"]
    assert made.report.repeated == 1
    records, _ = grown(tmp_path / "s.json", made)
    assert again([path], records).change.edits == []


def test_a_field_that_another_table_knows_may_be_anything(tmp_path: Path) -> None:
    odd = {"topics": [{}], "stances": [1], "via": {"a": 1}, "speaker": {"b": [2]}}
    path = rows(tmp_path, {"type": "event", "id": "e", "title": "Fair", "when": "2025", **odd})
    made = plan([path], NOTHING)
    assert [one["topics"] for one in added(made, "events")] == [[{}]]
    assert len(made.without([]).change.edits) == 1


def test_a_store_says_what_it_is_called_and_nothing_is_renamed(tmp_path: Path) -> None:
    store = {"type": "store", "title": "Bread"}
    path = rows(tmp_path, store, {"quote": "Bread is dear"}, store | {"title": "Other"})
    made = plan([path], NOTHING)
    assert made.report.title == "Bread"
    assert {edit.table for edit in made.change.edits} == {"actors", "sources", "statements"}
    seen = preview(path)
    assert sum(seen.counts.values()) == 1
    assert len(seen.first) == 1


def test_the_numbers_of_another_store_mean_nothing(tmp_path: Path) -> None:
    line = {"type": "statement", "quote": "Yes", "kind": "direct", "speaker": "a", "source": "s"}
    path = rows(tmp_path, line | {"id": "24"}, line | {"id": "x", "quote": "No"})
    first, second = added(plan([path], NOTHING), "statements")
    assert "id" not in first
    assert second["id"] == "x"


def test_an_id_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    store = KnownRecords(records_of([say("Hello", "x")]))
    (one,) = added(plan([rows(tmp_path, {"id": "x"})], store), "statements")
    assert one["id"] == "x-2"


LONG = "Bread is far too dear for people who bake it themselves every morning of the week"


@pytest.mark.parametrize(
    ("other", "is_proposed"),
    [
        ({"quote": LONG.upper() + "!"}, True),
        ({"quote": LONG.replace("far ", "")}, True),
        ({"quote": LONG.replace("Bread", "Milk is cheap, and tea")}, False),
        ({"said": "2025-03-22"}, True),
        ({"said": "2025-03-30", "start": None, "end": None}, False),
        ({"said": ""}, True),
        ({"speaker": "Bob"}, False),
        ({"start": 500, "end": 600}, False),
        ({"start": 500, "end": 600, "title": "Wire"}, True),
    ],
)
def test_what_may_be_there_already_is_proposed(
    tmp_path: Path, other: dict[str, Any], is_proposed: bool
) -> None:
    first = {"quote": LONG, "said": "2025-03-20", "start": 1, "end": 90}
    path = rows(tmp_path, first, first | {"cue": "said"} | other)
    made = plan([path], NOTHING)
    assert len(made.report.duplicates) == is_proposed
    assert len(added(made, "statements")) == 2
    for one in made.report.duplicates:
        assert (one.line, one.other_line, one.other) == (2, 1, "")
        assert one.score >= 95
        assert one.edit is not None
        assert (made.change.edits[one.edit].after or {})["quote"] == one.quote
        fewer = made.without([one.edit])
        assert len(added(fewer, "statements")) == 1
        grown(tmp_path / "s.json", fewer)
    skipped = plan([path], NOTHING, duplicates="skip")
    assert len(added(skipped, "statements")) == 2 - is_proposed
    assert skipped.report.left_out == is_proposed
    grown(tmp_path / "s.json", skipped)


def test_the_same_in_every_field_is_left_out_unless_it_is_wanted(tmp_path: Path) -> None:
    path = rows(tmp_path, {}, {})
    assert plan([path], NOTHING).report.added["statements"] == 1
    assert plan([path], NOTHING, duplicates="add").report.added["statements"] == 2


def of_records(path: Path) -> StoreView:
    """Return a store that is loaded as a whole."""
    return KnownRecords(load(path))


def of_corpus(path: Path) -> StoreView:
    """Return a store that is open."""
    return KnownCorpus(open_corpus(path))


@pytest.mark.parametrize("ask", [of_records, of_corpus])
def test_a_store_that_is_imported_into_itself_stays_as_it_is(
    sample_file: Path, ask: Callable[[Path], StoreView]
) -> None:
    made = plan([sample_file], ask(sample_file))
    assert made.change.edits == []
    assert made.report.bad_count == 0
    assert made.report.same == 24 + len(load(sample_file).events)


def test_a_store_comes_over_whole(tmp_path: Path, sample_file: Path) -> None:
    before = load(sample_file)
    after = imported([sample_file], tmp_path / "s.json")
    assert after.actors == before.actors
    assert after.sources == before.sources
    assert after.topics == before.topics
    assert after.events == before.events
    assert [one._replace(id="") for one in after.statements] == [
        one._replace(id="") for one in before.statements
    ]


names = st.sampled_from(
    ["Ann", "ANN", "Anñ", "Bob", "Bob B.", "Łech", "Анна", "…", "a", "A 2", "Unattributed", ""]
)
# Two of one name who are told apart by an id alone are not mixed with plain names here: whom a
# plain name means depends on who was met before it.
PEOPLE: list[dict[str, Any]] = [
    {"name": "Ann", "id": "x", "affiliation": "Bob", "aliases": ["Łech", "Anñ"]},
    {"name": "Bob", "affiliation": "Ann", "wikidata": "Q1"},
    {"name": "Cem", "id": "1", "affiliation": "Cem"},
    {"name": "Cem", "id": "ann", "affiliation": "x"},
    {"name": "", "id": "d"},
]
# Nor has an address two titles, of which one without a title may mean either.
PLACES: list[dict[str, Any]] = [
    {"title": "Paper"}, {"title": "paper"}, {"title": "Paper", "id": "p1"},
    {"title": "Paper", "id": "p2"}, {"id": "p3"}, {"title": "Wire", "url": "https://a.example/"},
    {"url": "https://a.example/"}, {"publisher": "Post"}, {},
]  # fmt: skip
made_rows = st.lists(
    st.fixed_dictionaries(
        {
            "quote": st.sampled_from(["Bread is dear", "bread is dear!", "Milk", "Tea is hot"]),
            "speaker": names | st.sampled_from(PEOPLE),
            "source": st.sampled_from(PLACES),
            "topics": st.lists(names, max_size=2),
            "via": st.lists(names, max_size=2),
            "said": st.sampled_from(["", "2025-03-20", "2025"]),
            "id": st.sampled_from(["", "7", "s"]),
        }
    ),
    min_size=1,
    max_size=8,
)  # fmt: skip


def test_who_is_in_a_row_that_is_refused_is_nobody_of_the_store(tmp_path: Path) -> None:
    ann = {"quote": "Bread is dear", "speaker": "Ann", "source": {"title": "Paper"}}
    refused = {**ann, "speaker": {"name": "Cem", "id": "1"}, "source": {}}
    taken = {**ann, "speaker": {"name": "Cem", "id": "ann"}}
    path = rows(tmp_path, ann, refused, taken)
    records, _ = grown(tmp_path / "s.json", plan([path], NOTHING))
    assert plan([path], KnownRecords(records)).change.edits == []


@settings(max_examples=60)
@given(made_rows, st.sampled_from(["ask", "skip"]))
def test_an_import_makes_a_valid_store_and_adds_nothing_twice(
    found: list[dict[str, Any]], duplicates: str
) -> None:
    with TemporaryDirectory() as folder:
        path = rows(Path(folder), *found)
        made = plan([path], NOTHING, duplicates=duplicates)
        records, tables = grown(Path(folder) / "s.json", made)
        second = plan([path], KnownRecords(records), duplicates=duplicates)
        assert second.change.edits == []
        assert_nothing_else(records, tables)


def assert_nothing_else(records: Records, tables: dict[str, Any]) -> None:
    """Check that a store has what was added and no more."""
    assert len(records.statements) == len(tables["statements"])
    assert len({one.id for one in records.statements}) == len(records.statements)
