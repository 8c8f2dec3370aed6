"""What is accepted at a glance is what is accepted when it is read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.store.accepting import Acceptor
from quoth.store.errors import FieldError
from quoth.store.model import Statement
from quoth.store.parsing import Document
from quoth.store.reading import read_statement
from quoth.store.writing import document
from tests.store.test_scanning import ANYTHING, NAMES
from tests.strategies import statements


def complaint(read: Any, made: Document) -> str:
    """Return what is said of a document that isn't accepted; nothing where it is."""
    try:
        read(made, "7")
    except FieldError as error:
        return f"{error.problem}; {error.remedy}"
    return ""


@given(statements)
def test_statements_that_are_right_are_accepted(statement: Statement) -> None:
    Acceptor().check(json.loads(json.dumps(document(statement))), "7")


@given(
    st.lists(
        st.tuples(statements, st.dictionaries(NAMES, ANYTHING, max_size=3), st.sets(NAMES)),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_wrong_is_refused_in_the_same_words(
    drawn: list[tuple[Statement, dict[str, Any], set[str]]],
) -> None:
    """Whatever shapes of documents were met before."""
    acceptor = Acceptor()
    for statement, wrong, gone in drawn:
        right: Document = json.loads(json.dumps(document(statement)))
        for made in (right | wrong, {name: right[name] for name in right if name not in gone}):
            for _ in range(2):
                assert complaint(acceptor.check, made) == complaint(read_statement, made)


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\n\t", "\x1c", "\x85", "\u200b", "\0"])
@pytest.mark.parametrize("name", ["quote", "speaker", "source", "id", "addressee", "context"])
def test_what_is_blank_says_nothing_to_either(name: str, blank: str) -> None:
    made: Document = {"quote": "a", "kind": "direct", "speaker": "b", "source": "c", name: blank}
    assert complaint(Acceptor().check, made) == complaint(read_statement, made)
