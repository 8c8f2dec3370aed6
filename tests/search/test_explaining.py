"""What explains the words as they were typed is all that is looked for."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from quoth.index.opening import open_corpus
from quoth.query import Query
from quoth.query.run import Engine
from quoth.search import beside, otherwise
from quoth.search.all_parts import AllParts
from quoth.search.explaining import is_explained
from quoth.search.part_searcher import PartSearcher
from quoth.search.readings import KnownWords
from tests.making import records_of, say, tables_of, write_store


@pytest.mark.parametrize(
    ("nearest", "together", "apart"),
    [
        ([1.0, 0.9], True, True),
        ([1.0, 0.58], True, False),
        ([0.8, 0.7], True, False),
        ([0.8, 0.68, 1.0], False, False),
        ([0.8, 0.8, 0.8, 1.0], False, False),
        ([0.8, 0.8, 0.8, 1.0, 1.0, 1.0], True, False),
        ([0.8, 0.8, 1.0, 1.0], True, False),
        ([0.8, 0.8, 1.0, 1.0, 1.0], True, True),
        ([0.8, 0.65, 1.0, 1.0], False, False),
        ([0.8, 0.65, 1.0, 1.0, 1.0], True, True),
        ([0.8, 0.58, 1.0, 1.0, 1.0], False, False),
    ],
)
def test_few_near_words_among_right_ones_explain_a_row(
    nearest: list[float], together: bool, apart: bool
) -> None:
    assert is_explained(nearest, are_together=True) is together
    assert is_explained(nearest, are_together=False) is apart


@pytest.mark.parametrize(
    ("typed", "passes", "ways"),
    [
        ("harbour closng tonight", 0, 1),
        ("harbour closng tonigt", 0, 1),  # as little is supposed as with a blank more or less
        ("harxbopur closing", 0, 1),  # two slips in a word that is like no word with one
        ("harbour another tonight", 1, 2),  # a word that is another, and known by its neighbours
    ],
)
def test_other_ways_are_tried_only_where_nothing_explains_the_words(
    tmp_path: Path, typed: str, passes: int, ways: int
) -> None:
    said = [say("the harbour closing tonight is sad", 1), say("that was another day", 2)]
    file = write_store(tmp_path / "s.json", tables_of(records_of(said)))
    engine = Engine(open_corpus(file, cache=tmp_path))
    with (
        patch.object(AllParts, "suspected", autospec=True, side_effect=AllParts.suspected) as by,
        patch.object(otherwise, "KnownWords", side_effect=KnownWords) as read,
    ):
        engine.find(Query(typed))
    assert (by.call_count, read.call_count) == (passes, ways)


@pytest.mark.parametrize(("typed", "is_sought"), [("bread wtr", False), ("bread wtr ", True)])
def test_what_begins_with_few_letters_is_sought_beside_few_rows_alone(
    tmp_path: Path, typed: str, is_sought: bool
) -> None:
    said = [say(f"bread and water {n}", n) for n in range(1, 21)]
    file = write_store(tmp_path / "s.json", tables_of(records_of(said)))
    part = open_corpus(file, cache=tmp_path).parts[0]
    words, unfinished = typed.split(), not typed.endswith(" ")
    searcher = PartSearcher(part)
    terms = [searcher.sure(word, False) for word in words]
    with patch.object(beside, "_TOO_MANY", 19):
        found = searcher.company.suspect(words, terms, terms, searcher.in_all, unfinished)
    assert bool(found.rows) is is_sought
