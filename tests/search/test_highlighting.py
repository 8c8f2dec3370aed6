"""The words that were searched for stand out, where they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.basics.text import fold, tokenise
from quoth.index.corpus import Corpus
from quoth.query import Query
from quoth.query.run import Engine
from quoth.search import Matches, highlights
from tests.making import TODAY, corpus_of_quotes
from tests.strategies import hostile_text


def matches_of(engine: Engine, typed: str) -> Matches | None:
    """Return what a typed text matches."""
    return engine.find(Query(typed), TODAY).matches


def marked(typed: str, text: str, *others: str) -> list[str]:
    """Return the parts of a text that stand out when it is searched among others."""
    matches = matches_of(Engine(corpus_of_quotes(text, *others)), typed)
    return [text[start:end] for start, end in highlights(text, matches)]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("ironclad garantee", ["ironclad", "guarantee"]),
        ("guarantee ironclad", ["ironclad", "guarantee"]),
        ("IRONCLAD", ["ironclad"]),
        ("“ironclad”", ["ironclad"]),
        ("guar", ["guarantee"]),
        ('"ironclad guar', ["ironclad", "guarantee"]),
        ("side OR ironclad", ["side", "ironclad"]),
        ("side -peace", ["side"]),
        ("ukraines", ["Ukraine’s"]),
        ("an", ["an"]),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_the_words_that_were_meant_stand_out(typed: str, parts: list[str]) -> None:
    assert marked(typed, "On Ukraine’s side: an “ironclad” guarantee") == parts


def test_a_word_stands_out_wherever_it_stands() -> None:
    assert marked("peace", "Peace, and again peace!") == ["Peace", "peace"]


def test_a_neighbour_in_spelling_stands_out_only_where_the_word_itself_is_missing() -> None:
    assert marked("plan ", "a plan for a plane", "a clan") == ["plan"]
    assert marked("plna", "a plan", "nothing") == ["plan"]


def test_an_accent_stands_out_with_its_letter() -> None:
    assert marked("decu", "Il est de\u0301çu.") == ["de\u0301çu"]


def test_words_written_apart_stand_out_together() -> None:
    assert marked("peaceplan", "A peace plan") == ["peace", "plan"]


def test_nothing_stands_out_where_nothing_is_searched() -> None:
    assert highlights("ironclad", None) == []


def test_every_spelling_of_a_name_stands_out(engine: Engine) -> None:
    text = "Zelenskyy spoke"
    assert highlights(text, matches_of(engine, "zelenskiy")) == [(0, 9)]


@given(hostile_text, hostile_text.filter(str.strip))
def test_what_stands_out_are_words_of_the_text_in_order(typed: str, text: str) -> None:
    matches = matches_of(Engine(corpus_of_quotes(text)), typed)
    spans = highlights(text, matches)
    assert spans == sorted(set(spans))
    assert set(spans) <= {(token.start, token.end) for token in tokenise(text)}


@given(st.data())
def test_words_typed_as_they_stand_there_stand_out(
    sample: Corpus, engine: Engine, data: st.DataObject
) -> None:
    quote = data.draw(st.sampled_from(sample.statements)).quote
    token = data.draw(st.sampled_from(tokenise(quote)))
    spans = highlights(quote, matches_of(engine, quote[token.start : token.end] + " "))
    assert (token.start, token.end) in spans
    assert {fold(quote[start:end]) for start, end in spans} == {token.word}
