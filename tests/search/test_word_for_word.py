"""What is there word for word comes first, and what is there close together next.

Whatever the words, and however many statements have them: here so few are looked at closely that
nearly every search has to choose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoth.index import rows as sets_of_rows
from quoth.index import texts as texts_of_rows
from quoth.index.opening import open_corpus
from quoth.index.rows import PureSets, Rows, Sets
from quoth.index.rows_numpy import NumpySets
from quoth.index.segment import part
from quoth.index.texts import RowGrader
from quoth.query import Query
from quoth.query.run import Engine
from quoth.search import answers, matching, nearness, ranking
from quoth.search.model import APART, IN_A_ROW, grade_of, graded
from quoth.search.nearness import WITHIN, grade_row, marked
from tests.making import TODAY, corpus_edited, records_of, say, tables_of, write_store
from tests.search.test_many_at_once import _codes, _written

_WORDS = ("bread", "water", "stone", "cloudy", "of", "the", "at", "to", "then")
_WORD = st.sampled_from(_WORDS)
_TEXT = st.lists(_WORD, min_size=1, max_size=9).map(" ".join)
_STORE = st.lists(st.tuples(_TEXT, st.just("") | _TEXT), min_size=1, max_size=40)


@contextmanager
def small_cuts(most: int = 4, many: int = 0, graded: int = 0) -> Iterator[None]:
    """Have few rows looked at closely, and few gone through at once; `many` are many to read.

    So many are `graded` at most where they are likely meant, or 32 times as many as are looked at.
    """
    with pytest.MonkeyPatch.context() as patch:
        for kind in (PureSets, NumpySets):
            patch.setattr(kind, "most_read", most)
            patch.setattr(kind, "most_graded", graded or 32 * most)
        patch.setattr(ranking, "_RANKED", max(most // 2, 1))
        patch.setattr(ranking, "NEWEST", 1)
        patch.setattr(answers, "NEWEST", 1)
        patch.setattr(nearness, "_FEW", many)
        patch.setattr(nearness, "_FEWEST_AT_ONCE", 0)
        patch.setattr(nearness, "_MOST_AT_ONCE", most)
        patch.setattr(part, "_READ_FIRST", 2)
        patch.setattr(part, "_READ_MOST", 4)
        patch.setattr(sets_of_rows, "_MOST_IN_TURN", 4)
        yield


def found_texts(
    store: Sequence[tuple[str, str]], make_sets: Callable[[int], Sets], typed: str
) -> list[tuple[list[str], list[str]]]:
    """Return the words of the statements that are found, and those beside them, in order."""
    said = [say(quote, n, context=context) for n, (quote, context) in enumerate(store, 1)]
    with TemporaryDirectory() as folder:
        path = write_store(Path(folder) / "test.json", tables_of(records_of(said)))
        corpus = open_corpus(path, cache=None, make_sets=make_sets)
    engine = Engine(corpus)
    rows = engine.rows(engine.find(Query(typed), TODAY))
    assert list(rows) == [rows[place] for place in range(len(rows))]
    assert len(set(rows)) == len(rows)
    statements = [corpus.statements[row] for row in rows]
    return [(one.quote.split(), one.context.split()) for one in statements]


def fits(word: str, typed: str, *, begins: bool) -> bool:
    """Tell whether a word is a typed one, or begins so."""
    return word.startswith(typed) if begins else word == typed


def in_a_row(text: Sequence[str], typed: Sequence[str], *, unfinished: bool) -> bool:
    """Tell whether a text holds the typed words one behind the other."""
    last = len(typed) - 1
    return any(
        all(fits(text[at + n], one, begins=unfinished and n == last) for n, one in enumerate(typed))
        for at in range(len(text) - last)
    )


def together(text: Sequence[str], typed: Sequence[str], size: int, *, unfinished: bool) -> bool:
    """Tell whether some words of a text in a row, so many at most, hold all typed words.

    What is typed twice has to be there twice, and the unfinished word beside the others.
    """
    begun, whole = typed[-1:] if unfinished else [], typed[: len(typed) - unfinished]
    for at in range(len(text)):
        held = Counter(text[at : at + size])
        left = held - Counter(whole)
        fit = [any(fits(word, start, begins=True) for word in left) for start in begun]
        if Counter(whole) <= held and all(fit):
            return True
    return False


def oracle(fields: Sequence[Sequence[str]], typed: Sequence[str], *, unfinished: bool) -> int:
    """Return the grade of a statement, found out word by word."""
    if any(in_a_row(text, typed, unfinished=unfinished) for text in fields):
        return IN_A_ROW
    for grade, more in enumerate(WITHIN, 1):
        size = len(typed) + more
        if any(together(text, typed, size, unfinished=unfinished) for text in fields):
            return grade
    return APART


@st.composite
def queries(draw: st.DrawFn, texts: Sequence[str]) -> tuple[list[str], bool]:
    """Return words cut from a text, perhaps shuffled or with gaps, and whether one is unfinished.

    A blank behind the last says that it is not.
    """
    text = [*draw(st.sampled_from([text for text in texts if text])).split(), draw(_WORD)]
    start = draw(st.integers(0, len(text) - 2))
    typed = text[start : start + draw(st.integers(2, 5))]
    if draw(st.booleans()):
        typed = draw(st.permutations(typed))
    if len(typed) > 2 and draw(st.booleans()):
        typed = [*typed[:1], *typed[2:]]
    if draw(st.booleans()):
        typed = [*typed, draw(st.sampled_from(typed))]
    unfinished = draw(st.booleans())
    if unfinished:
        typed = [*typed[:-1], typed[-1][: draw(st.integers(1, len(typed[-1])))]]
    return list(typed), unfinished


@pytest.mark.parametrize("make_sets", [PureSets, NumpySets])
@given(
    store=_STORE,
    data=st.data(),
    few=st.sampled_from([1, 10]),
    many=st.sampled_from([0, 99]),
    kinds=st.sampled_from([1, 4, 255]),
)
def test_the_words_in_a_row_come_first_and_close_together_next(
    make_sets: Callable[[int], Sets],
    store: list[tuple[str, str]],
    data: st.DataObject,
    few: int,
    many: int,
    kinds: int,
) -> None:
    typed, unfinished = data.draw(queries([text for said in store for text in said]))
    with small_cuts(many=many), pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "FEW", few)
        patch.setattr(matching, "_FEWEST_NEAR", 0 if few == 1 else 1)
        patch.setattr(texts_of_rows, "_MOST_KINDS", kinds)
        found = found_texts(store, make_sets, " ".join(typed) + ("" if unfinished else " "))
    grades = [oracle(fields, typed, unfinished=unfinished) for fields in found]
    holding = [
        oracle([quote.split(), beside.split()], typed, unfinished=unfinished) == IN_A_ROW
        for quote, beside in store
    ]
    assert grades.count(IN_A_ROW) == sum(holding)
    exact = [grade == IN_A_ROW for grade in grades]
    assert exact == sorted(exact, reverse=True)
    if few == 1:  # else words may be misspelt, and those are near each other too
        assert grades == sorted(grades)


@given(st.lists(_TEXT, min_size=2, max_size=12), st.data())
def test_the_same_is_so_where_statements_were_edited(texts: list[str], data: st.DataObject) -> None:
    said = [say(text, number) for number, text in enumerate(texts, 1)]
    old = data.draw(st.sets(st.sampled_from([one.id for one in said])))
    typed, unfinished = data.draw(queries(texts))
    corpus = corpus_edited(records_of(said), old, kept=data.draw(st.booleans()))
    engine = Engine(corpus)
    with small_cuts(2):
        rows = list(
            engine.rows(engine.find(Query(" ".join(typed) + " " * (not unfinished)), TODAY))
        )
    quotes = [corpus.statements[row].quote.split() for row in rows]
    exact = [in_a_row(quote, typed, unfinished=unfinished) for quote in quotes]
    assert exact == sorted(exact, reverse=True)


@pytest.mark.parametrize("make_sets", [PureSets, NumpySets])
@pytest.mark.parametrize("typed", ["that that", "that that ", "that tha", "stone that that "])
def test_what_is_typed_twice_stands_there_twice(
    make_sets: Callable[[int], Sets], typed: str
) -> None:
    once = "the stone that fell"
    twice = "that of the stone that fell"
    with small_cuts():
        found = found_texts([(once, ""), (twice, ""), (once, "")] * 4, make_sets, typed)
    assert [quote.count("that") for quote, _ in found] == [2] * 4 + [1] * 8


_TERM = st.sampled_from([0, 1, 2, 3, 300, 65_534, 70_000, 131_071])
_ROW = st.tuples(st.lists(_TERM, max_size=9), st.lists(_TERM, max_size=4))
_VARIANTS = st.dictionaries(_TERM, st.sampled_from([1.0, 0.9, 0.58]), max_size=3)


@given(
    rows=st.lists(_ROW, min_size=1, max_size=6),
    terms=st.lists(_VARIANTS, min_size=2, max_size=10),
    repeated=st.booleans(),
    few=st.sampled_from([0, 1, 6]),
    times=st.integers(1, 3),
)
@example(rows=[([], [0, 0])], terms=[{0: 1.0}, {1: 1.0, 0: 0.58}], repeated=False, few=0, times=1)
def test_many_rows_are_graded_as_one_is(
    rows: list[tuple[list[int], list[int]]],
    terms: list[dict[int, float]],
    *,
    repeated: bool,
    few: int,
    times: int,
) -> None:
    if repeated:
        terms[-1] = terms[0]
    different = [(place, 1) for place in range(len(terms) - repeated)]
    if repeated:
        different[0] = (0, times)
    limits = [len(terms) + more for more in WITHIN]
    meanings: dict[int, list[tuple[int, float]]] = {}
    for place, variants in enumerate(terms):
        for term, closeness in variants.items():
            meanings.setdefault(term, []).append((place, closeness))
    marks = marked(meanings)
    expected = [
        grade_row(quote + beside, len(quote), marks, different, limits) for quote, beside in rows
    ]
    wanted = [
        [
            (term, term + 1, how, _codes([min(term, 0xFFFF)]))
            for term, how in sorted(variants.items(), key=lambda one: one[1])
        ]
        for variants in terms
    ]
    sets = NumpySets(len(rows))
    sought = [*map(sets.sought, wanted)]
    texts = sets.texts(_written(rows), range(len(rows)), 0.6, sought)
    assert list(texts.grades(sought, different, limits, 0.9)) == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts_of_rows, "_FEW_HIGHS", few)
        patch.setattr(texts_of_rows, "_FEW_CODES", 1)
        grader = RowGrader(wanted, different, limits, 0.9)
        assert list(grader.grades(_written(rows), range(len(rows)))) == expected


@given(st.integers(IN_A_ROW, APART), st.floats(0.01, 1))
def test_a_score_tells_its_grade(grade: int, score: float) -> None:
    assert grade_of(graded(grade, score)) == grade
    assert 0 < graded(grade, score) <= 1
    if grade < APART:
        assert graded(grade, score) > graded(grade + 1, 1) - 1e-9


@given(st.integers(1, 3000), st.data())
def test_rows_are_gone_through_in_turn(size: int, data: st.DataObject) -> None:
    chosen = sorted(data.draw(st.sets(st.integers(0, size - 1), max_size=40)))
    for sets in (PureSets(size), NumpySets(size)):
        for rows in (Rows.listed(sets, chosen), Rows(sets, bits=sum(1 << row for row in chosen))):
            with small_cuts():
                assert [row for piece in rows.in_turn() for row in piece] == chosen
