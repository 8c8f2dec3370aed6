"""A pattern between slashes lets through the statements it matches, where the rest is met."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoth.query.patterns
from quoth.basics.text import words
from quoth.index.corpus import Corpus
from quoth.query import Query
from quoth.query.patterns import PatternFinder
from quoth.query.run import Engine
from quoth.search import highlights
from quoth.search.patterns import SlowPatternError, TextPattern
from quoth.store.model import Status
from tests.making import (
    TODAY,
    corpus_edited,
    corpus_of,
    corpus_of_quotes,
    found_in,
    records_of,
    say,
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that patterns are looked for in."""
    texts: list[str] = []
    first = TextPattern.first

    def noted(self: TextPattern, text: str, pos: int = 0, limit: float = 1) -> object:
        texts.append(text)
        return first(self, text, pos, limit)

    monkeypatch.setattr(TextPattern, "first", noted)
    return texts


@settings(max_examples=25)
@given(
    st.lists(st.text("ab c", min_size=1, max_size=6).map(lambda text: f"x{text}"), max_size=6),
    st.sampled_from(["a.b", "^x", "c$", "a|c", "b{2}", r"\bc\b"]),
    st.sampled_from(["/{}/", "-/{}/", "/{}/ OR /b b/", "-(/{}/ OR /b b/)", "x /{}/", "-x /{}/"]),
)
def test_it_lets_through_what_a_plain_search_would(
    quotes: list[str], pattern: str, form: str
) -> None:
    def expected(quote: str) -> bool:
        hit = bool(re.search(pattern, quote))
        also = "b b" in quote
        return {
            "/{}/": hit,
            "-/{}/": not hit,
            "/{}/ OR /b b/": hit or also,
            "-(/{}/ OR /b b/)": not hit and not also,
            "x /{}/": hit,
            "-x /{}/": hit and "x" not in words(quote),
        }[form]

    engine = Engine(corpus_of_quotes(*quotes))
    got = engine.rows(engine.find(Query(form.format(pattern)), TODAY))
    texts = sorted(engine.corpus.statements[row].quote for row in got)
    if not form.startswith("x"):  # loose words are met loosely
        assert texts == sorted(filter(expected, quotes))
    assert {*texts} <= {quote for quote in quotes if expected(quote)}


def test_it_is_found_in_the_context_and_in_what_was_edited() -> None:
    records = records_of([say("We did it.", 1, context="About 40 ships"), say("40 cars", 2)])
    corpus = corpus_edited(records, ["1"], kept=True)
    assert sorted(found_in(Engine(corpus), r"/\d+ (ships|cars)/")) == ["1", "2"]


def test_only_what_the_rest_of_the_search_leaves_is_read(read: list[str]) -> None:
    engine = Engine(corpus_of_quotes("peace now", "war now", "peace later"))
    assert found_in(engine, "/now/ peace") == ["1"]
    assert sorted(read) == ["peace later", "peace now"]


def test_a_text_is_read_once_however_much_is_typed_behind_a_pattern(read: list[str]) -> None:
    engine = Engine(corpus_of_quotes("peace now", "war now", "peace later"))
    for typed in ("/now/", "/now/ p", "/now/ peace", "/now/ -war"):
        found_in(engine, typed)
    assert sorted(read) == ["peace later", "peace now", "war now"]


def test_drafts_are_not_read_unless_they_are_asked_for(read: list[str]) -> None:
    engine = Engine(corpus_of([say("peace", 1), say("peace?", 2, status=Status.DRAFT)]))
    assert found_in(engine, "/peace/") == ["1"]
    assert read == ["peace"]
    assert found_in(engine, "status:draft /peace/") == ["2"]


def test_what_a_slow_pattern_leaves_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def first(self: TextPattern, text: str, pos: int = 0, limit: float = 1) -> object:
        if "slow" in text:
            raise SlowPatternError
        return (0, 1)

    monkeypatch.setattr(TextPattern, "first", first)
    engine = Engine(corpus_of_quotes("one", "two", "slow", "four"))
    answer = engine.find(Query("/./"), TODAY)
    (problem,) = answer.problems
    assert problem.message == (
        "the pattern “/./” takes too long on the statement “3”: it wasn't looked for in 2 of 4"
        " statements"
    )
    assert len(engine.rows(answer)) == 2


def test_a_pattern_that_takes_too_long_in_all_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quoth.query.patterns, "_BLOCK", 1)
    corpus = corpus_of_quotes("one", "two")
    within = [piece.rows for piece in corpus.pieces]
    sought = PatternFinder(corpus).rows("o", within, lambda: False, most=0)
    assert (sought.left_out, sought.stopped_at) == (1, "")


def test_it_can_be_broken_off(read: list[str]) -> None:
    engine = Engine(corpus_of_quotes("one", "two"))
    engine.find(Query("/one/"), TODAY, cancelled=lambda: True)
    assert read == []


def marked(corpus: Corpus, typed: str, text: str) -> Sequence[str]:
    """Return the parts of a text that stand out."""
    matches = Engine(corpus).find(Query(typed), TODAY).matches
    return [text[start:end] for start, end in highlights(text, matches)]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("/m.st be kept/", ["must be kept"]),
        ("/^promises/", ["Promises"]),
        ("/kept$/", ["kept"]),
        ("/must be/ kept", ["must be", "kept"]),
        ("/must be/ must", ["must be"]),
        ("-/x/ kept", ["kept"]),
    ],
)
def test_its_hits_stand_out_whatever_stands_around_a_quote(
    typed: str, parts: Collection[str]
) -> None:
    quote = "Promises must be kept"
    assert marked(corpus_of_quotes(quote), typed, f"“{quote}”") == parts


def test_why_it_was_found_is_explained() -> None:
    engine = Engine(corpus_of_quotes("Promises must be kept"))
    answer = engine.find(Query("/m.st (be)/"), TODAY)
    assert engine.reasons(answer, engine.corpus.statements[0]) == ["pattern /m.st (be)/ → must be"]
    assert next(engine.explain(answer, 1, 0.0)) == (
        "the pattern “/m.st (be)/” in its words or its context"
    )
