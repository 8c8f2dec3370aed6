"""One query decides what every pane shows, and each facet counts as if it were not chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.corpus import UNDATED, Corpus, Facet, Spoken
from quoth.dates import EARLIEST, LATEST, Date, parse
from quoth.model import Actor, Kind, Statement, Status
from quoth.query import Choice, Period, Query, Sort, count_facets, run
from quoth.search.index import SearchIndex
from quoth.search.matching import FuzzySearcher
from tests.making import corpus_of, say
from tests.strategies import near_dates


def ids(corpus: Corpus, query: Query) -> list[str]:
    """Return the ids of what a query shows, in order."""
    searcher = FuzzySearcher(SearchIndex(corpus)) if query.text else None
    return [corpus.statements[row].id for row in run(corpus, query, searcher).rows]


def choose(*choices: tuple[Facet, str]) -> Query:
    """Return the query of these choices."""
    return Query(choices=tuple(Choice(*choice) for choice in choices))


def between(first: str, last: str) -> Period:
    """Return the period from one day to another."""
    return Period(parse(first).first, parse(last).last)


@pytest.fixture
def corpus() -> Corpus:
    """Return a corpus of six statements."""
    actors = [
        Actor("utopia", "Utopia"),
        Actor("court", "The Court", affiliation="utopia"),
        Actor("ann", "Ann", affiliation="court"),
        Actor("bob", "Bob", affiliation="utopia"),
        Actor("eve", "Eve"),
    ]
    return corpus_of(
        [
            say("one", 1, speaker="ann", said="2025-03-01", kind=Kind.DIRECT, topics=("bread",)),
            say("two", 2, speaker="ann", said="2025-03-05", kind=Kind.MIXED, medium="X"),
            say("three", 3, speaker="bob", said="2025-03", topics=("bread", "salt")),
            say("four", 4, speaker="eve", said="2025-02-20", topics=("salt",), tags=("odd",)),
            say("five", 5, speaker="eve", said="2025-03-05", on_behalf_of=("ann",)),
            say("six", 6, speaker="utopia", said=None, status=Status.DRAFT, via=("eve",)),
        ],
        actors,
    )


# -- What is shown ---------------------------------------------------------------------------------


def test_an_empty_query_shows_everything(corpus: Corpus) -> None:
    assert sorted(ids(corpus, Query())) == list("123456")


def test_an_actor_is_shown_with_all_who_belong_to_it(corpus: Corpus) -> None:
    """A state speaks through its officials, and they through nobody else."""
    assert sorted(ids(corpus, choose((Facet.ACTOR, "utopia")))) == list("12356")
    assert sorted(ids(corpus, choose((Facet.ACTOR, "court")))) == list("125")
    assert sorted(ids(corpus, choose((Facet.ACTOR, "bob")))) == ["3"]


def test_an_actor_is_shown_with_what_others_say_for_them(corpus: Corpus) -> None:
    assert sorted(ids(corpus, choose((Facet.ACTOR, "ann")))) == list("125")
    assert sorted(ids(corpus, choose((Facet.ACTOR, "eve")))) == list("45")


@pytest.mark.parametrize(
    ("facet", "value", "shown"),
    [
        (Facet.KIND, "mixed", "2"),
        (Facet.TOPIC, "bread", "13"),
        (Facet.MEDIUM, "X", "2"),
        (Facet.VIA, "eve", "6"),
        (Facet.STATUS, "draft", "6"),
        (Facet.TAG, "odd", "4"),
        (Facet.SOURCE, "the-paper", "123456"),
        (Facet.ACTOR, "nobody", ""),
    ],
)
def test_every_facet_filters(corpus: Corpus, facet: Facet, value: str, shown: str) -> None:
    assert sorted(ids(corpus, choose((facet, value)))) == list(shown)


def test_choices_of_one_facet_widen(corpus: Corpus) -> None:
    query = choose((Facet.TOPIC, "bread"), (Facet.TOPIC, "salt"))
    assert sorted(ids(corpus, query)) == list("134")


def test_choices_of_different_facets_narrow(corpus: Corpus) -> None:
    query = choose((Facet.TOPIC, "salt"), (Facet.ACTOR, "utopia"))
    assert sorted(ids(corpus, query)) == ["3"]


def test_a_period_shows_what_may_have_been_said_in_it(corpus: Corpus) -> None:
    query = Query(period=between("2025-03-05", "2025-03-31"))
    assert sorted(ids(corpus, query)) == list("235")


def test_what_has_no_date_is_in_no_period(corpus: Corpus) -> None:
    assert "6" not in ids(corpus, Query(period=between("-9999", "9999")))
    assert "6" not in ids(corpus, Query(period=Period(EARLIEST, LATEST)))


def test_a_text_narrows_like_a_choice(corpus: Corpus) -> None:
    assert ids(corpus, Query("three")) == ["3"]
    assert ids(corpus, choose((Facet.ACTOR, "ann"))._replace(text="three")) == []


def test_a_text_needs_a_searcher(corpus: Corpus) -> None:
    with pytest.raises(ValueError, match="needs a searcher"):
        run(corpus, Query("three"))


def test_a_blank_text_needs_none(corpus: Corpus) -> None:
    result = run(corpus, Query("  "))
    assert result.matches is None
    assert len(result.rows) == 6


def test_an_empty_corpus_shows_nothing() -> None:
    query = choose((Facet.KIND, "direct"))._replace(period=Period(1, 2))
    result = run(corpus_of([]), query)
    assert (list(result.rows), result.whoever, dict(result.actors)) == ([], 0, {})


# -- In which order --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "shown"),
    [
        (Sort.NEWEST, "325146"),
        (Sort.OLDEST, "415236"),
        (Sort.SPEAKER, "213546"),
    ],
)
def test_statements_are_sorted(corpus: Corpus, sort: Sort, shown: str) -> None:
    """By the latest day they may be of, as the third may be of any in March; undated ones last."""
    assert ids(corpus, Query(sort=sort)) == list(shown)


def test_relevance_without_a_text_is_newest_first(corpus: Corpus) -> None:
    assert ids(corpus, Query(sort=Sort.RELEVANCE)) == ids(corpus, Query())


def test_what_a_text_finds_can_be_sorted_by_date_too() -> None:
    corpus = corpus_of(
        [say("bread bread", 1, said="2024"), say("bread and much else", 2, said="2025")]
    )
    assert ids(corpus, Query("bread")) == ["1", "2"]
    assert ids(corpus, Query("bread", sort=Sort.NEWEST)) == ["2", "1"]


# -- What is counted -------------------------------------------------------------------------------


def test_actors_are_counted_as_if_none_were_chosen(corpus: Corpus) -> None:
    everyone = {"utopia": 5, "court": 3, "ann": 3, "bob": 1, "eve": 2}
    assert run(corpus, Query()).actors == everyone
    chosen = run(corpus, choose((Facet.ACTOR, "bob")))
    assert chosen.actors == everyone
    assert chosen.whoever == 6


def test_actors_are_counted_within_all_other_choices(corpus: Corpus) -> None:
    result = run(corpus, choose((Facet.TOPIC, "bread"), (Facet.ACTOR, "eve")))
    assert result.actors == {"ann": 1, "court": 1, "utopia": 2, "bob": 1}
    assert result.whoever == 2
    assert list(result.rows) == []


def test_dates_are_counted_as_if_no_period_were_chosen(corpus: Corpus) -> None:
    without = run(corpus, choose((Facet.ACTOR, "eve")))
    query = without.query._replace(period=between("2025-02-01", "2025-02-28"))
    chosen = run(corpus, query)
    assert sorted(chosen.dates) == sorted(without.dates)
    assert sorted(chosen.dates) == [(parse("2025-02-20"), 1), (parse("2025-03-05"), 1)]
    assert [speaker for speaker, _ in chosen.lanes] == ["eve"]
    assert len(chosen.rows) == 1


def test_who_speaks_most_has_the_first_lane() -> None:
    corpus = corpus_of(
        [
            say("a", 1, speaker="bob", said="2024"),
            say("b", 2, speaker="ann", said="2024"),
            say("c", 3, speaker="ann", said="2025"),
            say("d", 4, speaker="ann", said="2025"),
        ]
    )
    assert [(speaker, sorted(lane)) for speaker, lane in run(corpus, Query()).lanes] == [
        ("ann", [(parse("2024"), 1), (parse("2025"), 2)]),
        ("bob", [(parse("2024"), 1)]),
    ]


def test_not_everybody_in_a_crowd_has_a_lane() -> None:
    crowd = [say("a", row, speaker=f"speaker {row}") for row in range(500)]
    crowd.append(say("b", 500, speaker="speaker 499"))
    lanes = run(corpus_of(crowd), Query()).lanes
    assert lanes[0][0] == "speaker 499"
    assert 10 < len(lanes) < 500


def test_any_facet_can_be_counted(corpus: Corpus) -> None:
    query = choose((Facet.TOPIC, "bread"))
    assert count_facets(corpus, query, None)[Facet.TOPIC] == {"bread": 2, "salt": 2}
    assert count_facets(corpus, query, None)[Facet.KIND] == {"direct": 2}


def test_one_statement_counts_once_for_an_actor_who_is_named_twice() -> None:
    corpus = corpus_of([say("yes", on_behalf_of=("ann", "ann"), topics=("a", "a"))])
    assert run(corpus, Query()).actors == {"ann": 1}
    assert count_facets(corpus, Query(), None)[Facet.TOPIC] == {"a": 1}


# -- Against a plain reading of the rules ----------------------------------------------------------

LINEAGE = {"ann": ("ann", "court", "utopia"), "bob": ("bob", "utopia"), "eve": ("eve",)}
LINEAGE |= {"court": ("court", "utopia"), "utopia": ("utopia",)}
ACTORS = [
    Actor(actor, actor.title(), affiliation=line[1] if line[1:] else "")
    for actor, line in LINEAGE.items()
]
WORDS = ["bread", "salt", "water", "wine"]

people = st.sampled_from(sorted(LINEAGE))
few = st.lists(people, max_size=2).map(tuple)


@st.composite
def corpora(draw: st.DrawFn) -> Corpus:
    """Return a small corpus."""
    statements = st.builds(
        lambda quote, said, **fields: say(quote, 0, said=said, **fields),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join),
        near_dates.map(lambda date: date.text) | st.none(),
        speaker=people,
        kind=st.sampled_from(Kind),
        on_behalf_of=few,
        via=few,
        addressee=few,
        topics=st.lists(st.sampled_from(["x", "y"]), max_size=2).map(tuple),
        medium=st.sampled_from(["", "radio"]),
        status=st.sampled_from(Status),
        tags=st.lists(st.sampled_from(["p", "q"]), max_size=2).map(tuple),
        source=st.sampled_from(["paper", "post"]),
    )
    drawn = draw(st.lists(statements, max_size=8))
    return corpus_of([said._replace(id=str(row)) for row, said in enumerate(drawn)], ACTORS)


choices = st.one_of(
    st.builds(Choice, st.sampled_from([Facet.ACTOR, Facet.VIA, Facet.ADDRESSEE]), people),
    st.builds(Choice, st.just(Facet.KIND), st.sampled_from([kind.value for kind in Kind])),
    st.builds(Choice, st.just(Facet.TOPIC), st.sampled_from(["x", "y"])),
    st.builds(Choice, st.just(Facet.TAG), st.sampled_from(["p", "q"])),
    st.builds(Choice, st.just(Facet.SOURCE), st.sampled_from(["paper", "post"])),
    st.builds(Choice, st.just(Facet.STATUS), st.sampled_from([s.value for s in Status])),
    st.just(Choice(Facet.MEDIUM, "radio")),
)
periods = st.builds(
    lambda first, days: Period(first, first + days),
    st.integers(parse("2024-12-15").first, parse("2025-04-15").first),
    st.integers(0, 60),
)
queries = st.builds(
    Query,
    st.sampled_from(["", "", "bread", "salt wine", "watr"]),
    st.lists(choices, max_size=4, unique=True).map(tuple),
    st.none() | periods,
    st.none() | st.sampled_from(Sort),
)

VALUES: dict[Facet, Callable[[Statement], set[str]]] = {
    Facet.ACTOR: lambda s: {a for one in (s.speaker, *s.on_behalf_of) for a in LINEAGE[one]},
    Facet.KIND: lambda s: {str(s.kind)},
    Facet.TOPIC: lambda s: set(s.topics),
    Facet.MEDIUM: lambda s: {s.medium} - {""},
    Facet.VIA: lambda s: set(s.via),
    Facet.ADDRESSEE: lambda s: set(s.addressee),
    Facet.SOURCE: lambda s: {s.source},
    Facet.STATUS: lambda s: {str(s.status)},
    Facet.TAG: lambda s: set(s.tags),
}


def plainly(corpus: Corpus, query: Query, found: set[int] | None, ignored: object) -> list[int]:
    """Return the rows that match a query, but for one part of it, by reading every statement."""
    rows = []
    for row, statement in enumerate(corpus.statements):
        passes = found is None or row in found
        for facet in {choice.facet for choice in query.choices} - {ignored}:
            passes &= not VALUES[facet](statement).isdisjoint(query.chosen(facet))
        if query.period is not None and ignored != "period":
            said = statement.said
            first, last = query.period
            passes &= said is not None and said.first <= last and said.last >= first
        if passes:
            rows.append(row)
    return rows


@given(corpora(), queries)
def test_results_are_those_of_a_plain_reading(corpus: Corpus, query: Query) -> None:
    result = run(corpus, query, FuzzySearcher(SearchIndex(corpus)))
    found = None if result.matches is None else set(result.matches.scores)
    everyone = plainly(corpus, query, found, Facet.ACTOR)
    spoken = plainly(corpus, query, found, "period")
    assert sorted(result.rows) == plainly(corpus, query, found, None)
    assert result.whoever == len(everyone)
    assert result.actors == Counter(
        actor for row in everyone for actor in VALUES[Facet.ACTOR](corpus.statements[row])
    )
    assert dict(result.dates) == Counter(corpus.statements[row].said or UNDATED for row in spoken)
    assert {Spoken(who, said): n for who, lane in result.lanes for said, n in lane} == Counter(
        Spoken(corpus.statements[row].speaker, corpus.statements[row].said or UNDATED)
        for row in spoken
    )
    lengths = [sum(count for _, count in lane) for _, lane in result.lanes]
    assert lengths == sorted(lengths, reverse=True)
    for facet in Facet:
        rows = plainly(corpus, query, found, facet)
        assert count_facets(corpus, query, result.matches)[facet] == Counter(
            value for row in rows for value in VALUES[facet](corpus.statements[row])
        )


@given(corpora(), queries)
def test_a_choice_added_to_a_facet_never_hides_and_one_of_another_never_adds(
    corpus: Corpus, query: Query
) -> None:
    def shown(asked: Query) -> set[int]:
        return set(run(corpus, asked, FuzzySearcher(SearchIndex(corpus))).rows)

    before = shown(query)
    wider = Choice(Facet.KIND, "mixed")
    if wider not in query.choices:
        if query.chosen(Facet.KIND):
            assert before <= shown(query.toggle(wider))
        else:
            assert shown(query.toggle(wider)) <= before


def end(said: Date | None) -> tuple[int, int]:
    """Return by what a date is sorted: the last day it may be, and then the first."""
    assert said is not None
    return said.last, said.first


@given(corpora(), queries)
def test_orders_keep_their_word(corpus: Corpus, query: Query) -> None:
    result = run(corpus, query, FuzzySearcher(SearchIndex(corpus)))
    shown = [corpus.statements[row] for row in result.rows]
    dated = [statement for statement in shown if statement.said]
    if query.order is Sort.SPEAKER:
        names = [corpus.actors[statement.speaker].name for statement in shown]
        assert names == sorted(names, key=str.casefold)
    elif query.order is Sort.RELEVANCE and result.matches is not None:
        scores = [result.matches.scores[row] for row in result.rows]
        assert scores == sorted(scores, reverse=True)
    else:
        assert shown[: len(dated)] == dated
        ends = [end(statement.said) for statement in dated]
        assert ends == sorted(ends, reverse=query.order is not Sort.OLDEST)


@given(corpora(), queries)
def test_the_same_query_gives_the_same_order(corpus: Corpus, query: Query) -> None:
    searcher = FuzzySearcher(SearchIndex(corpus))
    assert list(run(corpus, query, searcher).rows) == list(run(corpus, query, searcher).rows)
