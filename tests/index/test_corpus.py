"""A corpus is a snapshot: its records, and what is read off them once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.dates import EARLIEST, LATEST, UNDATED, iso, recency
from quoth.index.corpus import Corpus
from quoth.index.opening import open_corpus
from quoth.store.errors import StoreError
from quoth.store.facets import Facet
from quoth.store.model import Actor, Locator, Statement
from quoth.store.parsing import Tables
from tests.making import corpus_in_pieces, corpus_of, records_of, say, small_tables, write_store
from tests.strategies import near_dates

Save = Callable[[Tables], Path]


def test_statements_are_rows_by_their_ids(sample: Corpus) -> None:
    for row in sample.newest:
        assert sample.row_of(sample.statements[row].id) == row
    assert len(sample.newest) == len(sample) == len(sample.statements) == 24


def test_an_id_that_no_statement_has_has_no_row(sample: Corpus) -> None:
    assert sample.row_of("nobody's") is None
    assert sample.row_of("\ud800") is None


def test_the_newest_come_first_the_vaguer_later_and_the_undated_last() -> None:
    corpus = corpus_of(
        [
            say("a", 1, said=None),
            say("b", 2, said="/2025-03-20"),
            say("c", 3, said="2025-03-20"),
            say("d", 4, said="2025-03-17/2025-03-20"),
            say("e", 5, said="2025-03-20"),
            say("f", 6, said="2025-03-20/.."),
            say("g", 7, said="2025"),
            say("h", 8, said="2025-01-01"),
        ]
    )
    # A vague date stands where it begins: 2025 is no newer than any day of it.
    assert [corpus.statements[row].id for row in corpus.newest] == list("35648721")


def test_the_period_is_that_of_the_sharp_dates(sample: Corpus) -> None:
    assert sample.period is not None
    assert [iso(day) for day in sample.period] == ["2025-03-17", "2025-03-20"]


def test_a_corpus_without_dates_has_no_period() -> None:
    assert corpus_of([say("a", said=None)]).period is None


def test_the_date_of_the_undated_overlaps_nothing() -> None:
    assert not UNDATED.overlaps(EARLIEST, LATEST)
    assert UNDATED.days < 1


def test_an_officials_line_leads_to_the_state(sample: Corpus) -> None:
    speaker = sample.actors.number("karoline-leavitt")
    assert speaker is not None
    assert [sample.actor_ids[actor] for actor in sample.lineages[speaker]] == [
        "karoline-leavitt",
        "white-house",
        "united-states",
    ]


def test_whoever_belongs_to_an_actor_is_a_member_however_far_down(sample: Corpus) -> None:
    number = sample.actors.number("united-states")
    assert number is not None
    members = {sample.actor_ids[actor] for actor in sample.members([number])}
    assert {"united-states", "white-house", "karoline-leavitt"} <= members
    assert "keir-starmer" not in members


def test_actors_are_ranked_by_what_they_say_and_then_by_name() -> None:
    actors = [Actor("c", "céline"), Actor("a", "Zoe"), Actor("b", "Bob")]
    corpus = corpus_of([], actors)
    ranked = corpus.ranked_actors({"a": 2, "b": 1, "c": 1})
    assert [(actor.name, count) for actor, count in ranked] == [
        ("Zoe", 2),
        ("Bob", 1),
        ("céline", 1),
    ]


def ids(corpus: Corpus, rows: Any) -> str:
    """Return the ids of rows, each of one letter."""
    return "".join(corpus.statements[row].id for row in rows)


def row(corpus: Corpus, statement_id: str) -> int:
    """Return the row of a statement that is there."""
    found = corpus.row_of(statement_id)
    assert found is not None
    return found


@pytest.mark.parametrize("appended", [0, 1, 3])
def test_a_source_is_read_in_the_order_in_which_it_prints(appended: int) -> None:
    spoken = [
        say("last", "d"),
        say("later", "c", locator=Locator(start=900)),
        say("first", "a", locator=Locator(paragraph=9, start=5)),
        say("elsewhere", "x", source="another"),
        say("second", "b", locator=Locator(start=6)),
    ]
    corpus = corpus_in_pieces(records_of(spoken), appended)
    before, after = corpus.around(row(corpus, "b"), "the-paper", 9)
    assert (ids(corpus, before), ids(corpus, after)) == ("a", "cd")
    before, after = corpus.around(row(corpus, "c"), "the-paper", 1)
    assert (ids(corpus, before), ids(corpus, after)) == ("b", "d")
    assert corpus.around(row(corpus, "x"), "another", 5) == ([], [])


@pytest.mark.parametrize("appended", [0, 1, 2])
def test_related_statements_share_a_topic_are_others_and_the_newest_come_first(
    appended: int,
) -> None:
    spoken = [
        say("a", "a", said="2023", topics=("bread", "salt", "bread")),
        say("b", "b", said="2025", topics=("salt", "bread")),
        say("d", "d", said="2026", topics=("wine",)),
        say("c", "c", said="2024", topics=("salt",)),
    ]
    corpus = corpus_in_pieces(records_of(spoken), appended)
    assert ids(corpus, corpus.related(row(corpus, "a"), ("bread", "salt"), 5)) == "bc"
    assert ids(corpus, corpus.related(row(corpus, "a"), ("bread", "salt"), 1)) == "b"
    assert corpus.related(row(corpus, "d"), ("wine",), 5) == []
    assert corpus.related(row(corpus, "d"), (), 5) == []


def test_values_of_a_facet_have_names(sample: Corpus) -> None:
    assert sample.label(Facet.ACTOR, "keir-starmer") == "Keir Starmer"
    assert sample.label(Facet.VIA, "reuters") == "Reuters"
    assert sample.label(Facet.ADDRESSEE, "donald-trump") == "Donald Trump"
    assert sample.label(Facet.TOPIC, "peace") == "Peace in Ukraine"
    assert sample.label(Facet.SOURCE, "article-2025-03-20").startswith("News article")
    assert sample.label(Facet.KIND, "direct") == "direct"


def test_what_is_prepared_is_what_would_be_made_later() -> None:
    statements = [say("a", 1, topics=("bread",)), say("b", 2, said="2024")]
    prepared, plain = corpus_of(statements).prepare(), corpus_of(statements)
    assert list(prepared.newest) == list(plain.newest)
    assert prepared.period == plain.period
    assert prepared.events == plain.events


# -- Records are read when they are asked for ------------------------------------------------------


def test_records_are_those_of_the_store(save: Save) -> None:
    corpus = open_corpus(save(small_tables()))
    assert dict(corpus.actors)["ann"].affiliation == "guild"
    assert list(corpus.sources) == ["paper"]
    assert corpus.topics["bread"].name == "Bread"
    assert [event.title for event in corpus.events] == ["The fair"]
    assert corpus.statements[0].quote == "Bread is dear"
    assert corpus.title == "Small"


@pytest.mark.parametrize("missing", ["nobody", "", "guilds", "\ud800"])
def test_an_id_that_no_record_has_is_in_no_table(save: Save, missing: str) -> None:
    corpus = open_corpus(save(small_tables()))
    assert missing not in corpus.actors
    with pytest.raises(KeyError):
        corpus.actors[missing]


def test_ids_of_one_hash_are_told_apart() -> None:
    """The CRC-32 of these two is one and the same."""
    same = ("plumless", "buckeroo")
    corpus = corpus_of([say("a", same[0]), say("b", same[1])], map(Actor, same, same))
    assert [corpus.statements[row(corpus, one)].id for one in same] == [*same]
    assert [corpus.actors[one].id for one in same] == [*same]


def test_a_store_that_is_deleted_can_be_read_on(save: Save) -> None:
    path = save(small_tables())
    corpus = open_corpus(path)
    path.unlink()
    assert corpus.statements[0].quote == "Bread is dear"
    assert corpus.actors["guild"].name == "The Guild"


def test_a_store_that_is_replaced_is_read_on_as_it_was(save: Save, tmp_path: Path) -> None:
    path = save(small_tables())
    corpus = open_corpus(path)
    write_store(tmp_path / "new.json", {"meta": {}}).replace(path)
    assert corpus.statements[0].quote == "Bread is dear"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        " " * 5_000,
        "\0" * 5_000,
        "[" * 5_000,
        '"' * 5_000,
        '{"1":{}}' * 500,
        '"7": {"id": "7", "name": "x"} ' * 300,
    ],
)
def test_a_store_that_is_overwritten_is_never_read_as_something_else(save: Save, text: str) -> None:
    path = save(small_tables())
    corpus = open_corpus(path)
    path.write_text(text, encoding="utf-8")
    for read in (
        lambda: corpus.statements[0],
        lambda: corpus.actors["ann"],
        lambda: corpus.events,
        lambda: corpus.row_of("1"),
    ):
        with pytest.raises(StoreError) as refused:
            read()
        message = str(refused.value)
        assert message.splitlines() == [message]
        assert "another program changed it" in message


@given(st.lists(st.tuples(near_dates | st.none(), st.booleans()), max_size=9), st.integers(0, 9))
def test_pieces_are_one_corpus_in_the_order_of_the_dates(
    dated: list[tuple[Any, bool]], appended: int
) -> None:
    spoken: list[Statement] = [
        say("a", number, said=said and said.text) for number, (said, _) in enumerate(dated)
    ]
    corpus = corpus_in_pieces(records_of(spoken), min(appended, len(spoken)))

    def age(statement: Statement) -> tuple[bool, int, int]:
        said = statement.said
        return (said is None, *(recency(said.first, said.last) if said else (0, 0)))

    assert [said.id for said in corpus.statements] == [said.id for said in sorted(spoken, key=age)]
    assert len(corpus) == len(spoken)
    assert list(corpus.newest) == sorted(corpus.newest, key=corpus.age)
