"""The search benchmark asks fair questions, and counts what it should."""

from __future__ import annotations

import json
import math
import string
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from tests.benchmarks.invention import Dice, Language
from tests.benchmarks.search.answers import fewest_around, find_answers, sought_by
from tests.benchmarks.search.folding import folded
from tests.benchmarks.search.measuring import percentile, times
from tests.benchmarks.search.plot import Dot, draw, place_labels
from tests.benchmarks.search.queries import (
    Frequencies,
    Query,
    frequencies,
    generate,
    read_queries,
    write_queries,
)
from tests.benchmarks.search.scoring import by_typos, rank, score
from tests.benchmarks.search.slips import can_slip, distance, misspell, with_slips
from tests.benchmarks.search.spellings import RESPELLINGS
from tests.benchmarks.search.texts import TextsFile, write_texts

_LANGUAGE = Language(Dice(1))
TEXTS = [(f"s{number}", _LANGUAGE.prose(12)) for number in range(200)]
KNOWN = frequencies(TEXTS)
WORDS = st.text(string.ascii_lowercase, min_size=4, max_size=12)


@cache
def drawn_queries() -> list[Query]:
    """Return what is asked: made once, and not before a test asks for it."""
    return generate(TEXTS, KNOWN, seed=3, per_kind=12)


def dice(seed: int) -> Random:
    """Return what chance is drawn from."""
    return Random(seed)  # noqa: S311  # not for secrets


def ask(text: str, kind: str = "fragment", clean: str = "", typos: int = 0) -> Query:
    """Return a query made from the statement "1"."""
    return Query(text, "1", kind, typos, tuple(clean.split()))


def answers(query: Query, *quotes: str) -> set[str]:
    """Return which of some quotes, numbered from 1, answer a query."""
    texts = [(str(number), quote) for number, quote in enumerate(quotes, 1)]
    return find_answers([query], texts, frequencies(texts))[0]


# -- What is asked ---------------------------------------------------------------------------------


def test_the_queries_depend_on_the_seed_and_on_nothing_else() -> None:
    assert generate(TEXTS, KNOWN, seed=3, per_kind=12) == drawn_queries()
    assert generate(TEXTS, KNOWN, seed=4, per_kind=12) != drawn_queries()


def test_every_kind_is_asked_with_every_number_of_slips_and_the_first_queries_are_a_sample() -> (
    None
):
    shapes = ("fragment", "order", "gaps", "prefix")
    kinds = [drawn + shape for drawn in ("", "any ") for shape in shapes]
    cells = {(kind, typos) for kind in kinds for typos in range(3)}
    cells |= {("any blanks", 1), ("any blanks", 2)}
    assert cells < {(query.kind, query.typos) for query in drawn_queries()}
    assert cells < {(query.kind, query.typos) for query in drawn_queries()[:31]}


def test_pieces_of_any_kind_are_drawn_whatever_they_tell() -> None:
    asked = [query for query in drawn_queries() if query.is_any and query.shape != "blanks"]
    lengths = {len(query.text.split()) for query in asked}
    assert lengths == {2, 3, 4, 5, 6}
    assert not all(KNOWN.tell_enough(query.clean) for query in drawn_queries() if query.is_any)


def test_a_query_with_a_blank_too_few_or_too_many_has_the_letters_of_its_words() -> None:
    asked = [query for query in drawn_queries() if query.kind == "any blanks" and query.typos == 1]
    assert asked
    for query in asked:
        assert "".join(folded(query.text)) == "".join(query.clean)
        if query.text.replace(" ", "").isalpha():  # what else is in a word may part it
            assert abs(len(query.text.split()) - len(query.clean)) == 1


def test_a_statement_holds_the_clean_words_of_the_queries_made_from_it() -> None:
    said = {statement: folded(quote) for statement, quote in TEXTS}
    for query in drawn_queries():
        assert sought_by(0, query, said[query.id]).is_in(said[query.id])


def test_whatever_holds_shuffled_words_as_closely_answers_too() -> None:
    texts = [
        ("1", "of the bread and the water they sold"),
        ("2", "they said the bread of the day"),
        ("3", "they said the bread of a day"),
        ("4", "the old bread of the day"),
    ]
    shuffled = Query("bread the of the", "2", "any order", 0, ("the", "bread", "of", "the"))
    assert find_answers([shuffled], texts, KNOWN) == [{"2"}]
    shuffled = Query("the of bread", "2", "any order", 2, ("the", "bread", "of"))
    assert find_answers([shuffled], texts, KNOWN) == [{"1", "2", "3", "4"}]
    in_a_row = Query("the bread of", "2", "any fragment", 1, ("the", "bread", "of"))
    assert find_answers([in_a_row], texts, KNOWN) == [{"2", "3"}]
    with_gaps = Query("old of", "4", "any gaps", 0, ("old", "of"))
    assert find_answers([with_gaps], texts, KNOWN) == [{"4"}]
    with_gaps = Query("bread the", "4", "any gaps", 0, ("bread", "the"))
    assert find_answers([with_gaps], texts, KNOWN) == [{"1", "2", "3", "4"}]


@given(st.lists(st.sampled_from("abc"), max_size=7), st.lists(st.sampled_from("abc"), min_size=1))
def test_the_fewest_words_around_some_are_counted(words: list[str], wanted: list[str]) -> None:
    pieces = [
        words[first:end]
        for first in range(len(words))
        for end in range(first + 1, len(words) + 1)
        if Counter(wanted) <= Counter(words[first:end])
    ]
    assert fewest_around(words, wanted) == min(map(len, pieces), default=0)


def test_a_query_without_a_slip_is_its_clean_words() -> None:
    for query in drawn_queries():
        if query.typos == 0 and query.shape in ("fragment", "gaps", "prefix", "case"):
            assert folded(query.text) == list(query.clean)
        if query.typos == 0 and query.shape == "order":
            assert sorted(folded(query.text)) == sorted(query.clean)
            assert folded(query.text) != list(query.clean)


def test_a_query_with_slips_is_that_far_from_its_clean_words() -> None:
    for query in drawn_queries():
        if query.typos and query.shape not in ("order", "blanks"):
            typed = folded(query.text)
            assert len(typed) == len(query.clean)
            slips = [
                OSA.distance(one, other) for one, other in zip(typed, query.clean, strict=True)
            ]
            assert 1 <= sum(slips) <= query.typos
            assert all(can_slip(word) for word, n in zip(query.clean, slips, strict=True) if n)


@given(WORDS, WORDS)
def test_the_distance_is_that_of_optimal_string_alignment(one: str, other: str) -> None:
    assert distance(one, other) == OSA.distance(one, other)


@given(WORDS, st.integers(1, 2), st.integers())
def test_slips_never_undo_each_other(word: str, slips: int, seed: int) -> None:
    assert OSA.distance(word, misspell(word, slips, dice(seed))) == slips


@given(st.integers())
def test_short_words_and_numbers_are_not_misspelt(seed: int) -> None:
    typed = with_slips(["of", "1,000", "don't", "minister"], 2, dice(seed))
    assert typed is not None
    assert typed[:3] == ["of", "1,000", "don't"]
    assert with_slips(["of", "the"], 1, dice(seed)) is None


def test_words_that_everyone_says_are_not_asked_for() -> None:
    known = Frequencies(
        1000, {"the": 900, "of": 800, "grain": 20, "ships": 30}, frozenset({"the", "of"})
    )
    assert not known.tell_enough(["the", "of"])
    assert not known.tell_enough(["the", "grain"])
    assert known.tell_enough(["the", "grain", "ships"])


@pytest.mark.parametrize(
    ("kind", "written", "typed"),
    [
        ("accents", "café in łódź", "cafe in lodz"),
        ("apostrophe", "we don’t know", "we dont know"),
        ("hyphen", "a cease-fire now", "a cease fire now"),
        ("hyphen", "yes sir", "yes-sir"),
        ("region", "the defence programme", "the defense program"),
        ("region", "our color", "our colour"),
    ],
)
def test_respellings(kind: str, written: str, typed: str) -> None:
    respelt = RESPELLINGS[kind](written.split(), dice(1))
    assert respelt is not None
    assert " ".join(respelt) == typed


@pytest.mark.parametrize("kind", ["accents", "apostrophe", "region"])
def test_words_that_have_no_other_spelling_are_not_respelt(kind: str) -> None:
    assert RESPELLINGS[kind](["peace", "talks"], dice(1)) is None


def test_queries_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "queries.jsonl"
    write_queries(path, drawn_queries())
    assert read_queries(path) == drawn_queries()
    path.write_text('{"query": "peace", "id": 7, "kind": "mine", "typos": 1}\n', encoding="utf-8")
    assert read_queries(path) == [Query("peace", "7", "mine", 1)]


def test_texts_are_read_as_they_were_written(tmp_path: Path) -> None:
    texts = [("1", "one\nline"), ("b", "Größe"), ("3", "")]
    write_texts(tmp_path / "texts.jsonl", texts)
    kept = TextsFile(tmp_path / "texts.jsonl")
    assert list(kept) == [kept[place] for place in range(3)] == texts
    assert (kept[-1], kept[1:], len(kept)) == (texts[-1], texts[1:], 3)
    with pytest.raises(IndexError):
        kept[3]


# -- What counts as found --------------------------------------------------------------------------


def test_whoever_says_the_same_is_an_answer() -> None:
    query = ask("ships of grein", clean="ships of grain", typos=1)
    said = ("Ships of grain!", "many SHIPS OF GRAIN sail", "grain of ships", "ships full of grain")
    assert answers(query, *said) == {"1", "2"}


def test_what_was_left_out_may_be_anything_as_long_as_no_more_was() -> None:
    query = ask("ships grain", "gaps", "ships grain")
    said = ("ships of grain", "ships with grain", "ships full of grain", "grain ships")
    assert answers(query, *said) == {"1", "2", "4"}


def test_an_unfinished_word_may_go_on_otherwise() -> None:
    query = ask("ships of gra", "prefix", "ships of gra")
    assert answers(query, "ships of grain", "ships of granite", "ships of gold") == {"1", "2"}


def test_of_a_query_from_elsewhere_the_same_statement_and_the_words_as_typed_are_answers() -> None:
    said = ("ships of grain sail", "the ships of grain sail on", "ships of grain")
    assert answers(ask("ships of grain"), *said) == {"1", "2", "3"}
    assert answers(ask("ships of grein", typos=1), *said) == {"1", "2"}


def test_ranks_and_scores() -> None:
    assert rank(["a", "b", "c"], {"b", "c"}) == 2
    assert rank(["a"], {"b"}) == 0
    assert rank([*"abcdefghijk"], {"k"}) == 0
    found = score([1, 2, 0, 4])
    assert found == (4, 0.25, 0.75, (1 + 0.5 + 0.25) / 4)
    assert math.isnan(score([]).at_10)


def test_respellings_are_not_counted_among_the_queries_without_a_slip() -> None:
    queries = [ask("a"), ask("b", "accents"), ask("c", typos=2), ask("d", "any order")]
    assert [one.asked for one in by_typos(queries, [1, 1, 0, 1])] == [1, 0, 1]
    found = by_typos(queries, [1, 1, 0, 1], whatever_they_tell=True)
    assert [one.asked for one in found] == [1, 0, 0]


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 100))
def test_a_percentile_lies_among_the_values(values: Sequence[float], percent: float) -> None:
    assert min(values) <= percentile(values, percent) <= max(values)
    assert (percentile(values, 0), percentile(values, 100)) == (min(values), max(values))


def test_percentiles_lie_between_two_values_where_they_fall_there() -> None:
    assert percentile([4, 1, 3, 2], 50) == 2.5
    assert times([float(number) for number in range(101)]) == (101, 50, 95)
    assert math.isnan(times([]).p50)


# -- The picture -----------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.floats(0.05, 5000), st.floats(0, 1)), min_size=1, max_size=8))
def test_the_picture_names_every_engine(places: list[tuple[float, float]]) -> None:
    dots = [Dot(f"engine_{number}", *place) for number, place in enumerate(places)]
    picture = draw(dots, 8.0, "a < b")
    texts = [element.text for element in ET.fromstring(picture).iter() if element.text]  # noqa: S314
    assert {"a < b", *(dot.name for dot in dots)} <= {text.strip() for text in texts}


@given(st.lists(st.tuples(st.floats(140, 1402), st.floats(150, 650)), max_size=8))
def test_no_label_covers_another(centres: list[tuple[float, float]]) -> None:
    boxes = place_labels(["tantivy+rapidfuzz"] * len(centres), centres)
    assert not any(one.meets(two) for n, one in enumerate(boxes) for two in boxes[:n])


def test_labels_of_dots_at_one_place_stand_apart() -> None:
    boxes = place_labels(["partial_ratio"] * 8, [(700.0, 300.0)] * 8)
    assert not any(one.meets(two) for n, one in enumerate(boxes) for two in boxes[:n])


def test_what_is_written_is_json(tmp_path: Path) -> None:
    write_queries(tmp_path / "queries.jsonl", drawn_queries()[:1])
    row = json.loads((tmp_path / "queries.jsonl").read_text(encoding="utf-8"))
    assert row.keys() == {"query", "id", "kind", "typos", "clean"}
