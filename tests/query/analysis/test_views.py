"""What every analysis promises: numbers are what they open, and shares add up."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quoth.basics.dates import parse
from quoth.basics.written_dates import edtf
from quoth.presenting.reports.report import number_text
from quoth.query.analysis import matrices
from quoth.query.analysis.asking import Asked
from quoth.query.analysis.options import AnalysisError, Every, Kernel, Once
from quoth.query.analysis.pace import named_happening
from quoth.query.analysis.views import VIEWS, report_of
from quoth.query.analysis.windows import DriftWindow
from quoth.query.model import Query
from quoth.query.run import Engine
from quoth.query.telling_words import telling_words
from quoth.store.model import Actor, Event, Position, Stance, Statement, Status
from tests.making import corpus_of, say
from tests.query.analysis.made import MadeStore, counted_somehow, stores

FEW = settings(max_examples=25, phases=(Phase.explicit, Phase.reuse, Phase.generate))


@FEW
@given(stores(), st.sampled_from([*VIEWS]), counted_somehow)
def test_every_number_is_the_number_of_what_it_opens(
    made: MadeStore, name: str, counted: tuple[object, ...]
) -> None:
    engine = Engine(made.corpus)
    asked = Asked(*counted, event="2005-01-01", every=None)  # type: ignore[arg-type, misc]
    report = report_of(name, engine, engine.find(Query()), asked)
    confirmed = {one.id for one in made.statements if one.status is Status.CONFIRMED}
    for cell in (cell for table in report.tables for row in table.rows for cell in row):
        if cell.opens is None:
            continue
        opened = cell.opens()
        ids = [made.corpus.statements[row].id for row in opened.rows]
        assert len(ids) == len(set(ids)) <= opened.codings
        assert set(ids) <= confirmed
        is_a_count = name in ("stances", "about", "pace", "voices") and cell.number is not None
        if is_a_count and cell.number != opened.codings:
            assert name == "voices"  # how many people those are who say it
            assert (cell.number or 0) <= opened.codings


@FEW
@given(stores(), st.sampled_from(["kind", "home", "actor", "party", "tag"]))
def test_the_shares_of_voices_add_up_to_one(made: MadeStore, group: str) -> None:
    engine = Engine(made.corpus)
    found = report_of("voices", engine, engine.find(Query()), Asked(group=group)).data
    assert isinstance(found, dict)
    for share in ("people_per_source", "statements", "words"):
        total = sum(one[share] for one in found["groups"])
        assert total == pytest.approx(1 if found["groups"] else 0)
    for one in found["groups"]:
        in_papers = sum(paper["groups"][one["name"]] for paper in found["by_paper"])
        assert in_papers == one["people_per_source_count"]
    for paper in found["by_paper"]:
        assert sum(paper["groups"].values()) == paper["people"]
    for points in zip(*found["over_time"].values(), strict=True):
        values = [one["value"] for one in points]
        assert sum(values) == pytest.approx(1) or sum(values) == 0
        assert all(one["lower"] <= one["value"] + 1e-9 for one in points)
        assert all(one["value"] <= one["upper"] + 1e-9 for one in points)


def test_people_of_one_name_are_groups_of_their_own() -> None:
    actors = [
        Actor("x", "John Smith"), Actor("y", "John Smith"), Actor("z", "Zoe", affiliation="y"),
    ]  # fmt: skip
    said = [say("Bread", 1, speaker="x"), say("Salt", 2, speaker="y"), say("Oil", 3, speaker="z")]
    engine = Engine(corpus_of(said, actors))
    for group, expected in (
        ("actor", {"John Smith (x)": 1, "John Smith (y)": 1, "Zoe": 1}),
        ("home", {"John Smith (x)": 1, "John Smith (y)": 2}),
    ):
        found = report_of("voices", engine, engine.find(Query()), Asked(group=group)).data
        assert isinstance(found, dict)
        assert {one["name"]: one["statements_count"] for one in found["groups"]} == expected
        assert {*found["over_time"]} <= {*expected}
        assert {name for one in found["by_paper"] for name in one["groups"]} == {*expected}


def test_words_are_as_telling_as_the_formula_has_it() -> None:
    here, there = Counter(bread=8, salt=2), Counter(bread=2, salt=8)
    found = {one.word: one.z for one in telling_words(here, there, 1_000)}
    prior = 500
    delta = log((8 + prior) / (10 + 1000 - 8 - prior)) - log((2 + prior) / (10 + 1000 - 2 - prior))
    assert found["bread"] == pytest.approx(delta / sqrt(1 / (8 + prior) + 1 / (2 + prior)))
    assert found["salt"] == pytest.approx(-found["bread"])


def test_kernels_are_those_of_the_textbooks() -> None:
    def at(kernel: Kernel, day: int) -> float:
        return DriftWindow(kernel, 0, 4).weight((day, day))

    assert [at(Kernel.UNIFORM, day) for day in (-5, -4, 0, 4, 5)] == [0, 1, 1, 1, 0]
    assert [at(Kernel.TRIANGULAR, day) for day in (-2, 0, 2, 4)] == [0.5, 1, 0.5, 0]
    assert [at(Kernel.EPANECHNIKOV, day) for day in (-2, 0, 2)] == [0.5625, 0.75, 0.5625]
    assert at(Kernel.GAUSSIAN, -3) == at(Kernel.GAUSSIAN, 3) < at(Kernel.GAUSSIAN, 0) == 1
    assert DriftWindow(Kernel.TRIANGULAR, 0, 4).weight((-2, 2)) == pytest.approx(
        (0.5 + 0.75 + 1 + 1.25) / 5
    )


def test_an_event_that_is_none_is_told() -> None:
    engine = Engine(corpus_of([]))
    for event in ("", "the fair"):
        with pytest.raises(AnalysisError, match="event"):
            report_of("pace", engine, engine.find(Query()), Asked(event=event))


def test_an_event_is_named_by_what_means_it_alone() -> None:
    events = [
        Event("fair-1", "The Fair", parse("2005-01-01")),
        Event("fair-2", "The fair", parse("2006-01-01")),
        Event("the fair", "Bread", parse("2007-01-01")),
        Event("FAIR-1", "The Fair again", parse("2008-01-01")),
    ]
    assert named_happening(events, "The Fair").id == "the fair"  # an id comes before titles
    assert named_happening(events, "FAIR-1").id == "FAIR-1"
    assert named_happening(events, "again").id == "FAIR-1"
    assert named_happening(events, "2005-01").id == ""
    with pytest.raises(AnalysisError, match="2 events match “Fair-1”"):
        named_happening(events, "Fair-1")
    with pytest.raises(AnalysisError, match=r"2 events match “The fair”; .*: fair-1, fair-2$"):
        named_happening(events[:2], "The fair")


@pytest.mark.parametrize("name", ["matrix", "agree", "camps", "about"])
def test_a_table_that_no_memory_holds_is_refused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    takes = {"topics": ("bread",), "stances": (Stance("bread", Position.SUPPORT),)}
    said = [
        say("Bread", row, speaker=speaker, mentions=("ann", "ben"), **takes)  # type: ignore[arg-type]
        for row, speaker in enumerate(("ann", "ben"), 1)
    ]
    engine = Engine(corpus_of(said))
    found = engine.find(Query())
    assert report_of(name, engine, found, Asked(limit=0)).tables
    monkeypatch.setattr(matrices, "_MOST_NUMBERS", 1)
    with pytest.raises(AnalysisError, match=r"2 × \d numbers; --limit 500 takes those"):
        report_of(name, engine, found, Asked(limit=0))
    assert report_of(name, engine, found, Asked(limit=1)).tables


def test_once_per_quote_counts_the_wordings_of_one_quote_once() -> None:
    def said(row: int, quote: str, source: str) -> Statement:
        stances = (Stance("bread", Position.SUPPORT),)
        return say(quote, row, source=source, topics=("bread",), stances=stances)

    first = "We shall bake more bread for every house in this town by the end of the year"
    corpus = corpus_of(
        [said(1, first, "paper"), said(2, f"{first}, she said", "post"), said(3, "No", "post")]
    )
    assert Engine(corpus).wordings()
    engine = Engine(corpus)
    for once, expected in ((Once.CODING, 3), (Once.QUOTE, 2)):
        report = report_of("stances", engine, engine.find(Query()), Asked(once=once))
        assert isinstance(report.data, list)
        assert [one["support"] for one in report.data] == [expected]


def test_without_anything_to_hold_them_against_no_word_tells_apart() -> None:
    engine = Engine(corpus_of([say("bread must be cheap", 1), say("flour is dear", 2)]))
    report = report_of("words", engine, engine.find(Query()), Asked())
    assert [table.rows for table in report.tables] == [[], []]
    assert "there is nothing to hold them against" in report.notes[0]


@pytest.mark.parametrize("name", ["camps", "drift"])
def test_statements_without_a_position_have_no_balance(name: str) -> None:
    engine = Engine(corpus_of([say("Bread is dear", 0), say("Salt is cheap", 1)]))
    found = report_of(name, engine, engine.find(Query()), Asked())
    texts = [cell.text for table in found.tables for row in table.rows for cell in row[2:]]
    assert set(texts) <= {"·"}
    assert "balance 1" not in found.title


def test_a_window_says_from_when_to_when_it_counts() -> None:
    stances = (Stance("bread", Position.SUPPORT),)
    said = [
        say("Bread is dear", n, said=f"{year}-03-05", stances=stances)
        for n, year in enumerate((2021, 2022, 2025))
    ]
    engine = Engine(corpus_of(said))
    asked = Asked(every=Every.YEAR, size=3, once=Once.CODING)
    found = report_of("drift", engine, engine.find(Query()), asked)
    rows = found.tables[0].rows
    assert rows[0][-1].text.startswith("5 Mar 2021 – ")
    assert rows[-1][-1].text.endswith(" – 5 Mar 2025")
    for cell in (row[-1] for row in rows if row[-1].opens):
        first, _, last = cell.text.partition(" – ")
        assert cell.opens is not None
        for row in cell.opens().rows:
            when = engine.corpus.statements[row].said
            assert when is not None
            assert parse(edtf(first)).first <= when.first <= parse(edtf(last)).last


def test_large_numbers_have_separators() -> None:
    assert [number_text(one) for one in (1019, -1019.0, 0.5)] == ["1,019", "-1,019", ".50"]
    assert number_text(1019, signed=True) == "+1,019"
