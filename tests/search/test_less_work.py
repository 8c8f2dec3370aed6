"""What can't change the first rows isn't looked at, and what was found out is kept."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.index import texts_numpy
from quoth.index.opening import open_corpus
from quoth.index.rows import PureSets
from quoth.index.rows_numpy import NumpySets
from quoth.index.segment.part import Part
from quoth.query import Query
from quoth.query.run import Engine
from quoth.search import matching, ranking
from quoth.search.answers import Answer
from quoth.search.matching import FuzzySearcher
from quoth.search.model import IN_A_ROW
from quoth.search.nearness import Nearness
from quoth.search.scoring import Weights, score_row
from tests.making import corpus_edited, records_of, say, segment_of, tables_of, write_store
from tests.search.test_many_at_once import _codes, _written
from tests.search.test_word_for_word import small_cuts

_WORDS = 4


@given(
    row=st.lists(st.integers(0, 7), max_size=12),
    beside=st.integers(0, 3),
    nearest=st.lists(st.sampled_from([1.0, 0.9, 0.58]), min_size=_WORDS, max_size=_WORDS),
    rarities=st.lists(st.floats(0.1, 9), min_size=_WORDS, max_size=_WORDS),
)
def test_no_row_scores_higher_than_the_words_that_it_has_can(
    row: list[int], beside: int, nearest: list[float], rarities: list[float]
) -> None:
    meanings = {place: [(place, how)] for place, how in enumerate(nearest)}
    weights = Weights.of(rarities)
    met, score, *_ = score_row(row, max(len(row) - beside, 0), meanings, (), weights)
    most_met, highest = weights.at_most({one for one in row if one < _WORDS}, nearest)
    assert met <= most_met + 1e-9
    assert score <= max(highest, 0.01) + 1e-9


_SPELT = st.text("abc", min_size=3, max_size=6)


@given(
    quotes=st.lists(st.lists(_SPELT, min_size=3, max_size=6), min_size=2, max_size=12),
    slips=st.lists(st.integers(0, 30), min_size=1, max_size=6),
    with_numpy=st.booleans(),
)
def test_each_letter_finds_what_it_finds_if_none_was_typed_before(
    quotes: list[list[str]], slips: list[int], with_numpy: bool
) -> None:
    tables = tables_of(records_of(say(" ".join(one), n) for n, one in enumerate(quotes, 1)))
    part = Part(segment_of(tables), NumpySets if with_numpy else PureSets)
    text = " ".join(quotes[0])
    for place in slips:
        text = f"{text[:place]}d{text[place + 1 :]}"
    kept = FuzzySearcher.of([part])
    for length in range(1, len(text) + 1):
        answers = [
            searcher.search(text[:length], unfinished=True, cancelled=lambda: False)
            for searcher in (kept, FuzzySearcher.of([part]))
        ]
        assert _told(answers[0]) == _told(answers[1])


def _told(answer: Answer | None) -> object:
    """Return what is shown of an answer."""
    if answer is None:
        return None
    found = [(one.rows.rows(), one.scores) for one in answer.found]
    return found, answer.typed, answer.meanings, answer.allowed_slips, answer.missing


def _graded_rows(engine: Engine, typed: str) -> tuple[int, int]:
    """Return how many rows were graded to search, and are in all of the nearest grade they have."""
    graded: list[int] = []
    grade = Nearness._graded

    def counted(self: Nearness, rows: list[int]) -> bytes:
        graded.append(len(rows))
        return grade(self, rows)

    with patch.object(Nearness, "_graded", counted):
        answer = engine.find(Query(typed)).answers[0]
    return sum(graded), len(answer.found[0].near.rows_of(1))


def test_no_more_rows_are_graded_than_are_chosen_and_the_others_when_they_are_asked_for(
    tmp_path: Path,
) -> None:
    said = [say(f"bread {'and ' * (n % 3)}water", n) for n in range(1, 201)]
    file = write_store(tmp_path / "s.json", tables_of(records_of(said)))
    engine = Engine(open_corpus(file, cache=tmp_path, make_sets=NumpySets))
    with small_cuts(most=16):
        graded, nearest = _graded_rows(engine, "bread wter ")
    assert graded < 100
    assert nearest == sum(n % 3 == 0 for n in range(1, 201))


@settings(max_examples=25)
@given(
    between=st.lists(st.integers(0, 3), min_size=9, max_size=24),
    typed=st.sampled_from(["bread wter ", "bred water", "bread water"]),
    data=st.data(),
)
def test_nothing_is_lost_where_grading_stops_once_as_many_are_graded_as_are_chosen(
    between: list[int], typed: str, data: st.DataObject
) -> None:
    said = [say(f"bread {'and ' * many}water", n) for n, many in enumerate(between, 1)]
    edited = data.draw(st.sets(st.sampled_from([one.id for one in said])))
    corpus = corpus_edited(records_of(said), edited, kept=False)
    look, was_staged = Nearness.look, []

    def look_at_all(self: Nearness, enough: int, most: int) -> None:
        was_staged.append(self._is_staged)
        self._go_on(self._likelier, IN_A_ROW, len(said) + 1)
        look(self, enough, most)

    slips, enough = patch.object(matching, "FEW", 99), patch.object(ranking, "_ENOUGH", 1)
    with small_cuts(), slips, enough:
        stopped = Engine(corpus).find(Query(typed)).matches
        with patch.object(Nearness, "look", look_at_all):
            whole = Engine(corpus).find(Query(typed)).matches
    assert any(was_staged)
    assert stopped is not None
    assert whole is not None
    assert stopped.scores == whole.scores


@pytest.mark.parametrize("last", [[], [[3]], [[3, 9], [4]]])
def test_where_words_stand_in_a_row_is_looked_for_once(last: list[list[int]]) -> None:
    rows = [([1, 2, 3], [1, 2]), ([3, 1, 2], [4]), ([2, 1], []), ([1, 2, 4], [])]
    ends = [_codes(one) for one in last]
    fresh = NumpySets(len(rows)).run_finder([1, 2], ends)(_written(rows))
    sets = NumpySets(len(rows))
    finder = texts_numpy._places_of_run
    with patch.object(texts_numpy, "_places_of_run", side_effect=finder) as looked:
        sets.run_finder([1, 2], [])(_written(rows))
        assert sets.run_finder([1, 2], ends)(_written(rows)) == fresh
        assert looked.call_count == 1
        assert sets.run_finder([2, 1], [])(_written(rows)) == [2]
        assert looked.call_count == 2
