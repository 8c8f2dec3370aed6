"""A corpus is a snapshot: its records, and what is read off them once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.corpus import UNDATED, Column, Corpus, Facet
from quoth.dates import EARLIEST, LATEST, iso
from quoth.model import Actor, Locator
from tests.making import corpus_of, say


def test_statements_are_rows_by_their_ids(sample: Corpus) -> None:
    assert [sample.rows[statement.id] for statement in sample.statements] == list(range(24))


def test_the_newest_come_first_the_vaguer_later_and_the_undated_last() -> None:
    corpus = corpus_of(
        [
            say("a", 1, said=None),
            say("b", 2, said="/2025-03-20"),
            say("c", 3, said="2025-03-20"),
            say("d", 4, said="2025-03-17/2025-03-20"),
            say("e", 5, said="2025-03-20"),
            say("f", 6, said="2025-03-20/.."),
        ]
    )
    assert [corpus.statements[row].id for row in corpus.newest] == list("635421")


def test_the_period_is_that_of_the_sharp_dates(sample: Corpus) -> None:
    assert sample.period is not None
    assert [iso(day) for day in sample.period] == ["2025-03-17", "2025-03-20"]


def test_a_corpus_without_dates_has_no_period() -> None:
    assert corpus_of([say("a", said=None)]).period is None


def test_the_date_of_the_undated_overlaps_nothing() -> None:
    assert not UNDATED.overlaps(EARLIEST, LATEST)
    assert UNDATED.days < 1


def test_an_officials_line_leads_to_the_state(sample: Corpus) -> None:
    assert sample.lineage("karoline-leavitt") == (
        "karoline-leavitt",
        "white-house",
        "united-states",
    )


def test_actors_are_ranked_by_what_they_say_and_then_by_name() -> None:
    actors = [Actor("c", "céline"), Actor("a", "Zoe"), Actor("b", "Bob")]
    corpus = corpus_of([], actors)
    ranked = corpus.ranked_actors({"a": 2, "b": 1, "c": 1})
    assert [(actor.name, count) for actor, count in ranked] == [
        ("Zoe", 2),
        ("Bob", 1),
        ("céline", 1),
    ]


def test_a_source_is_read_in_the_order_in_which_it_prints() -> None:
    corpus = corpus_of(
        [
            say("last", 1),
            say("later", 2, locator=Locator(start=900)),
            say("first", 3, locator=Locator(paragraph=9, start=5)),
            say("elsewhere", 4, source="another"),
        ]
    )
    assert list(corpus.rows_by_source["the-paper"]) == [2, 1, 0]
    assert list(corpus.rows_by_source["another"]) == [3]


def test_a_topic_lists_each_statement_once_newest_first() -> None:
    corpus = corpus_of(
        [
            say("a", 1, said="2024", topics=("bread", "bread")),
            say("b", 2, said="2025", topics=("salt", "bread")),
            say("c", 3, topics=("salt",)),
        ]
    )
    assert list(corpus.rows_by_topic["bread"]) == [1, 0]


def test_related_statements_share_a_topic_and_are_others() -> None:
    corpus = corpus_of(
        [
            say("a", 1, said="2023", topics=("bread", "salt")),
            say("b", 2, said="2025", topics=("salt", "bread")),
            say("c", 3, said="2024", topics=("salt",)),
            say("d", 4, said="2026", topics=("wine",)),
        ]
    )
    assert corpus.related(0, 5) == [1, 2]
    assert corpus.related(0, 1) == [1]
    assert corpus.related(3, 5) == []


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
    assert prepared.rows_by_topic == plain.rows_by_topic
    assert prepared.facet(Facet.TOPIC).count() == plain.facet(Facet.TOPIC).count()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans())))
def test_a_column_gives_back_and_counts_what_it_was_given(rows: list[tuple[str, bool]]) -> None:
    column = Column(value for value, _ in rows)
    mask = bytes(wanted for _, wanted in rows)
    wanted = [value for value, wanted in rows if wanted]
    assert [column[row] for row in range(len(rows))] == [value for value, _ in rows]
    assert dict(column.count(mask)) == {value: wanted.count(value) for value in set(wanted)}
    assert list(column.where(lambda value: value == "a")) == [value == "a" for value, _ in rows]
