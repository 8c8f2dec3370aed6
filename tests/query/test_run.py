"""One query decides what every pane shows, and each facet counts as if it were not chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.dates import EARLIEST, LATEST, UNDATED, Date, parse, recency
from quoth.editing.changes import Change, Edit
from quoth.editing.creating import create
from quoth.editing.workspace import Workspace
from quoth.index.corpus import Corpus
from quoth.index.segment.facets import OPTIONAL
from quoth.query import Choice, Period, Query, Sort
from quoth.query.layered import engine_of
from quoth.query.run import COUNTED, Engine, run
from quoth.store.facets import Facet
from quoth.store.model import Actor, Kind, Polarity, Statement, Status
from tests.making import (
    TODAY,
    corpus_edited,
    corpus_in_pieces,
    corpus_of,
    corpus_of_records,
    records_of,
    say,
)
from tests.strategies import near_dates


def ids(corpus: Corpus, query: Query) -> list[str]:
    """Return the ids of what a query shows, in order."""
    return [corpus.statements[row].id for row in run(corpus, query, TODAY).rows]


def counts(corpus: Corpus, query: Query) -> dict[Facet, dict[str, int]]:
    """Return how many statements have each value of each facet."""
    engine = Engine(corpus)
    found = engine.count(engine.find(query, TODAY))
    return {facet: dict(values) for facet, values in found.items()}


def choose(*choices: tuple[Facet, str]) -> Query:
    """Return the query of these choices."""
    return Query(choices=tuple(Choice(*choice) for choice in choices))


def between(first: str, last: str) -> Period:
    """Return the period from one day to another."""
    return Period(parse(first).first, parse(last).last)


def spanned(said: str) -> Date:
    """Return the days of a date, however it is written."""
    return parse(said)._replace(text="")


@pytest.fixture
def corpus() -> Corpus:
    """Return a corpus of six statements, a draft, and one that was rejected."""
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
            say("six", 6, speaker="utopia", said=None, via=("eve",)),
            say("three of a draft", 7, speaker="eve", said="2025-03-05", status=Status.DRAFT),
            say("not three", 8, speaker="bob", said="2025-03-05", status=Status.REJECTED),
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
        (Facet.STATUS, "draft", "7"),
        (Facet.STATUS, "rejected", "8"),
        (Facet.TAG, "odd", "4"),
        (Facet.SOURCE, "the-paper", "123456"),
        (Facet.ACTOR, "nobody", ""),
    ],
)
def test_every_facet_filters(corpus: Corpus, facet: Facet, value: str, shown: str) -> None:
    assert sorted(ids(corpus, choose((facet, value)))) == list(shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("status:draft", "7"),
        ("three status:draft", "7"),
        ("three", "3"),
        ("-status:confirmed", "78"),
        ("three (status:draft OR status:confirmed)", "37"),
        ("by:bob -status:draft", "38"),
    ],
)
def test_a_query_that_names_a_status_decides_by_itself(
    corpus: Corpus, text: str, shown: str
) -> None:
    """Else neither drafts nor what was rejected are found."""
    assert sorted(ids(corpus, Query(text))) == list(shown)


def test_how_many_drafts_there_are_is_counted_whatever_is_shown(corpus: Corpus) -> None:
    everything = {"confirmed": 6, "draft": 1, "rejected": 1}
    assert counts(corpus, Query())[Facet.STATUS] == everything
    assert counts(corpus, Query("three"))[Facet.STATUS] == dict.fromkeys(everything, 1)
    assert counts(corpus, choose((Facet.STATUS, "draft")))[Facet.STATUS] == everything


def test_a_draft_with_the_very_words_hides_nothing_that_nearly_has_them() -> None:
    """Where many have the words as typed no slips are allowed: drafts are none of them."""
    drafts = [say("guarantees", row, status=Status.DRAFT) for row in range(2, 30)]
    corpus = corpus_of([say("an ironclad garantees", 1), *drafts])
    assert ids(corpus, Query("guarantees")) == ["1"]
    assert len(ids(corpus, Query("guarantees status:draft"))) == 28


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


def test_a_blank_text_searches_for_nothing(corpus: Corpus) -> None:
    result = run(corpus, Query("  "))
    assert result.matches is None
    assert len(result.rows) == 6


@pytest.mark.parametrize("text", ["-by:nobody", "three -tag:nothin", "by:nobody", "-(by:nobody"])
def test_a_name_that_is_still_being_typed_hides_nothing_yet(corpus: Corpus, text: str) -> None:
    assert "3" in ids(corpus, Query(text))


def test_a_name_that_nobody_has_hides_everything_or_excludes_nothing(corpus: Corpus) -> None:
    assert ids(corpus, Query("by:nobody ")) == []
    assert len(ids(corpus, Query("-by:nobody "))) == 6


def test_an_empty_corpus_shows_nothing() -> None:
    query = choose((Facet.KIND, "direct"))._replace(period=Period(1, 2))
    result = run(corpus_of([]), query)
    assert (list(result.rows), result.whoever, dict(result.actors)) == ([], 0, {})


# -- In which order --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sort", "shown"),
    [
        (Sort.NEWEST, "251346"),
        (Sort.OLDEST, "431526"),
        (Sort.SPEAKER, "213546"),
    ],
)
def test_statements_are_sorted(corpus: Corpus, sort: Sort, shown: str) -> None:
    """By the day they begin, as the third may be of any in March; undated ones last."""
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
    assert sorted(chosen.dates) == [(spanned("2025-02-20"), 1), (spanned("2025-03-05"), 1)]
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
        ("ann", [(spanned("2024"), 1), (spanned("2025"), 2)]),
        ("bob", [(spanned("2024"), 1)]),
    ]


def test_not_everybody_in_a_crowd_has_a_lane() -> None:
    crowd = [say("a", row, speaker=f"speaker {row}") for row in range(500)]
    crowd.append(say("b", 500, speaker="speaker 499"))
    lanes = run(corpus_of(crowd), Query()).lanes
    assert lanes[0][0] == "speaker 499"
    assert 10 < len(lanes) < 500


def test_any_facet_can_be_counted(corpus: Corpus) -> None:
    query = choose((Facet.TOPIC, "bread"))
    assert counts(corpus, query)[Facet.TOPIC] == {"bread": 2, "salt": 2}
    assert counts(corpus, query)[Facet.KIND] == {"direct": 2}


def test_one_statement_counts_once_for_an_actor_who_is_named_twice() -> None:
    corpus = corpus_of([say("yes", on_behalf_of=("ann", "ann"), topics=("a", "a"))])
    assert run(corpus, Query()).actors == {"ann": 1}
    assert counts(corpus, Query())[Facet.TOPIC] == {"a": 1}


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
def corpora(draw: st.DrawFn, layers: bool = False) -> Corpus:
    """Return a small corpus, of one piece or of two; or one that was edited; with layers or not."""
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
        polarity=st.none() | st.sampled_from(Polarity),
        coder=st.sampled_from(["", "ann"]),
        layer=st.sampled_from(["", "", "ann", "ben"]) if layers else st.just(""),
        tags=st.lists(st.sampled_from(["p", "q"]), max_size=2).map(tuple),
        source=st.sampled_from(["paper", "post"]),
    )
    drawn = draw(st.lists(statements, max_size=8))
    spoken = [said._replace(id=str(row)) for row, said in enumerate(drawn)]
    records = records_of(spoken, ACTORS)
    how = draw(st.sampled_from(["read", "appended to", "edited", "edited and read again"]))
    if how.startswith("edited"):
        old = draw(st.sets(st.sampled_from([one.id for one in spoken]))) if spoken else set()
        return corpus_edited(records, old, kept=how != "edited")
    appended = draw(st.integers(0, len(drawn))) if how == "appended to" else 0
    return corpus_in_pieces(records, appended) if appended else corpus_of_records(records)


choices = st.one_of(
    st.builds(Choice, st.sampled_from([Facet.ACTOR, Facet.VIA, Facet.ADDRESSEE]), people),
    st.builds(Choice, st.just(Facet.POLARITY), st.sampled_from([*map(str, Polarity)])),
    st.just(Choice(Facet.CODER, "ann")),
    st.just(Choice(Facet.LAYER, "ann")),
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
Plain = Callable[[Statement], bool]

TEXTS: dict[str, Plain] = {
    "": lambda s: True,
    "bread": lambda s: "bread" in s.quote,
    "watr ": lambda s: "water" in s.quote,
    "wi": lambda s: "wi" in s.quote,
    "bread OR wine ": lambda s: "bread" in s.quote or "wine" in s.quote,
    '"salt wine"': lambda s: "salt wine" in s.quote,
    "-salt": lambda s: "salt" not in s.quote,
    '-"salt water" -wine': lambda s: "salt water" not in s.quote and "wine" not in s.quote,
    "by:court ": lambda s: "court" in VALUES[Facet.ACTOR](s),
    "via:bob OR to:ann": lambda s: "bob" in s.via or "ann" in s.addressee,
    "kind:mixed -tag:p": lambda s: s.kind is Kind.MIXED and "p" not in s.tags,
    "-(topic:x status:draft)": lambda s: not ("x" in s.topics and s.status is Status.DRAFT),
    "status:draft OR wine ": lambda s: s.status is Status.DRAFT or "wine" in s.quote,
    "has:medium": lambda s: bool(s.medium),
    "bread layer:ben ": lambda s: "bread" in s.quote and s.layer == "ben",
    "source:post said:2025-02": lambda s: s.source == "post" and overlaps(s, "2025-02"),
    "since:2025-02-10": lambda s: overlaps(s, "2025-02-10/.."),
    "-until:2025-02-10": lambda s: not overlaps(s, "../2025-02-10"),
}
"""Texts, and what they ask for, said plainly."""


def overlaps(statement: Statement, period: str) -> bool:
    """Tell whether a statement may have been said in a period."""
    days = parse(period)
    return statement.said is not None and statement.said.overlaps(days.first, days.last)


queries = st.builds(
    Query,
    st.sampled_from(["", "", *TEXTS]),
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
    Facet.POLARITY: lambda s: {str(s.polarity)} - {"None"},
    Facet.CODER: lambda s: {s.coder} - {""},
    Facet.LAYER: lambda s: {s.layer} - {""},
    Facet.TAG: lambda s: set(s.tags),
    Facet.STANCE: lambda s: {f"{one.position}:{one.topic}" for one in s.stances},
    Facet.HAS: lambda s: {name for name in OPTIONAL if getattr(s, name)},
}


def plainly(corpus: Corpus, query: Query, ignored: object = None) -> list[Statement]:
    """Return what matches a query, but for one part of it, by reading every statement."""
    kept = []
    for statement in corpus.statements:
        passes = TEXTS[query.text](statement)
        for facet in {choice.facet for choice in query.choices} - {ignored}:
            passes &= not VALUES[facet](statement).isdisjoint(query.chosen(facet))
        if not (query.chosen(Facet.STATUS) or "status:" in query.text or ignored == Facet.STATUS):
            passes &= statement.status is Status.CONFIRMED
        if not (query.chosen(Facet.LAYER) or "layer:" in query.text or ignored == Facet.LAYER):
            passes &= not statement.layer
        if query.period is not None and ignored != "period":
            said = statement.said
            passes &= said is not None and said.overlaps(*query.period)
        if passes:
            kept.append(statement)
    return kept


def days(statement: Statement) -> Date:
    """Return the days of a statement's date."""
    return UNDATED if statement.said is None else statement.said._replace(text="")


@given(st.booleans().flatmap(lambda layers: corpora(layers=layers)), queries)
def test_results_are_those_of_a_plain_reading(corpus: Corpus, query: Query) -> None:
    engine = engine_of(corpus)
    found = engine.find(query, TODAY)
    result, counted = engine.result(found), engine.count(found)
    everyone = plainly(corpus, query, Facet.ACTOR)
    spoken = plainly(corpus, query, "period")
    assert sorted(corpus.statements[row].id for row in result.rows) == sorted(
        statement.id for statement in plainly(corpus, query)
    )
    assert result.whoever == len(everyone)
    assert result.actors == Counter(
        actor for statement in everyone for actor in VALUES[Facet.ACTOR](statement)
    )
    assert dict(result.dates) == Counter(map(days, spoken))
    assert {(who, said): n for who, lane in result.lanes for said, n in lane} == Counter(
        (statement.speaker, days(statement)) for statement in spoken
    )
    lengths = [sum(count for _, count in lane) for _, lane in result.lanes]
    assert lengths == sorted(lengths, reverse=True)
    assert set(counted) == set(COUNTED)
    for facet, values in counted.items():
        assert {value: count for value, count in values.items() if count} == Counter(
            value
            for statement in plainly(corpus, query, facet)
            for value in VALUES[facet](statement)
        )


@given(corpora(), st.integers(0, 3))
def test_the_commonest_values_are_those_that_all_pieces_have_most_often(
    corpus: Corpus, most: int
) -> None:
    engine = Engine(corpus)
    found = engine.find(Query(), TODAY)
    every, some = engine.count(found), engine.count(found, most)
    for facet, values in some.items():
        assert all(every[facet][value] == count for value, count in values.items())
        assert (
            sorted(values.values(), reverse=True)
            == sorted(every[facet].values(), reverse=True)[:most]
        )


@given(corpora(), queries)
def test_a_choice_added_to_a_facet_never_hides_and_one_of_another_never_adds(
    corpus: Corpus, query: Query
) -> None:
    before = set(ids(corpus, query))
    wider = Choice(Facet.KIND, "mixed")
    if wider not in query.choices:
        if query.chosen(Facet.KIND):
            assert before <= set(ids(corpus, query.toggle(wider)))
        else:
            assert set(ids(corpus, query.toggle(wider))) <= before


def end(said: Date | None) -> tuple[int, int]:
    """Return by what a date is sorted, the oldest first."""
    assert said is not None
    begins, then = recency(said.first, said.last)
    return -begins, -then


@given(corpora(), queries)
def test_orders_keep_their_word(corpus: Corpus, query: Query) -> None:
    result = run(corpus, query, TODAY)
    shown = [corpus.statements[row] for row in result.rows]
    dated = [statement for statement in shown if statement.said]
    if result.order is Sort.SPEAKER:
        names = [corpus.actors[statement.speaker].name for statement in shown]
        assert names == sorted(names, key=str.casefold)
    elif result.order is Sort.RELEVANCE:
        assert result.matches is not None
        scores = [result.matches.score(row) for row in result.rows]
        assert scores == sorted(scores, reverse=True)
    else:
        assert shown[: len(dated)] == dated
        ends = [end(statement.said) for statement in dated]
        assert ends == sorted(ends, reverse=result.order is not Sort.OLDEST)


@given(corpora(), queries)
def test_the_same_query_gives_the_same_order_the_second_time(corpus: Corpus, query: Query) -> None:
    engine = Engine(corpus)
    first = list(engine.rows(engine.find(query, TODAY)))
    assert first == list(engine.rows(engine.find(query, TODAY)))
    assert first == list(run(corpus, query, TODAY).rows)


# -- The order in force ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "order"),
    [
        (Query("three"), Sort.RELEVANCE),
        (Query(), Sort.NEWEST),
        (Query("  "), Sort.NEWEST),
        (Query("by:ann"), Sort.NEWEST),
        (Query("three", sort=Sort.OLDEST), Sort.OLDEST),
        (Query("three sort:speaker"), Sort.SPEAKER),
        (Query("sort:speaker", sort=Sort.OLDEST), Sort.OLDEST),
        (Query("by:ann", sort=Sort.RELEVANCE), Sort.NEWEST),
    ],
)
def test_the_order_is_by_relevance_where_words_are_searched_for(
    corpus: Corpus, query: Query, order: Sort
) -> None:
    assert run(corpus, query, TODAY).order is order


def test_what_is_added_to_an_empty_store_counts_for_who_said_it(tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    create(path, "empty")
    workspace = Workspace(path)
    said: dict[str, object] = {
        "quote": "Bread is dear.",
        "kind": "direct",
        "speaker": "ann",
        "source": "herald",
    }
    workspace.commit(
        Change(
            "add",
            [
                Edit("actors", "", None, {"id": "ann", "name": "Ann Archer"}),
                Edit("sources", "", None, {"id": "herald", "title": "The Herald"}),
                Edit("statements", "", None, said),
            ],
        )
    )
    result = run(workspace.corpus, Query())
    assert dict(result.actors) == {"ann": 1}
    assert len(result.rows) == 1
