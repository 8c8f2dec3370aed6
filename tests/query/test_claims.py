"""What was checked: counted and chosen as a filter, and its ratings offered while one types."""

from __future__ import annotations

import pytest

from quoth.query import Choice, Query
from quoth.query.run import Engine
from quoth.store.facets import Facet
from tests.making import corpus_of_tables, small_tables

CHECKS: dict[str, dict[str, object]] = {
    "1": {"id": "dear", "claim": "Bread is dear.", "statements": ["2", "3"], "rating": "False"},
    "2": {"id": "salt", "claim": "Salt is dear.", "statements": ["3"], "rating": "Mostly false"},
    "3": {"id": "rye", "claim": "Rye is dear.", "statements": ["2"], "rating": "FALSE"},
    "4": {"id": "old", "claim": "It was dear.", "statements": [], "rating": "True"},
}
CHECKED = Choice(Facet.HAS, "check")


@pytest.fixture
def engine() -> Engine:
    """Return an engine over four statements, of which the second and the third were checked."""
    tables = small_tables()
    first = tables["statements"]["1"]
    for key in ("2", "3", "4"):
        tables["statements"][key] = {**first, "quote": f"Bread is dear, {key}."}
    tables["statements"]["4"]["medium"] = "speech"
    tables["checks"] = dict(CHECKS)
    return Engine(corpus_of_tables(tables))


def ids(engine: Engine, query: Query) -> list[str]:
    """Return the ids of what a query finds."""
    statements = engine.corpus.statements
    return sorted(statements[row].id for row in engine.rows(engine.find(query)))


def checked(engine: Engine, query: Query) -> int:
    """Return how many statements a query finds that were checked."""
    return engine.count(engine.find(query))[Facet.HAS].get("check", 0)


def test_what_was_checked_is_counted_as_any_other_filter(engine: Engine) -> None:
    assert checked(engine, Query()) == 2
    assert checked(engine, Query('"dear 3"')) == 1
    assert checked(engine, Query('"dear 4"')) == 0


def test_what_was_checked_is_chosen_as_any_other_filter(engine: Engine) -> None:
    assert ids(engine, Query(choices=(CHECKED,))) == ["2", "3"]
    assert ids(engine, Query('"dear 3"', choices=(CHECKED,))) == ["3"]
    either = (CHECKED, Choice(Facet.HAS, "medium"))
    assert ids(engine, Query(choices=either)) == ["2", "3", "4"]


def test_ratings_are_offered_with_the_number_of_statements_that_have_them(engine: Engine) -> None:
    offered = engine.complete("rated:", 6)
    assert [(one.text, one.help) for one in offered] == [
        ("False", "2 statements"),
        ('"Mostly false"', "1 statement"),
    ]
    assert [one.text for one in engine.complete("rated:mo", 8)] == ['"Mostly false"']
    assert ids(engine, Query('rated:"Mostly false"')) == ["3"]
