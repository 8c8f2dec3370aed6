"""A record that changed is refused for what a record that is read whole is refused for."""

from __future__ import annotations

from itertools import product

import pytest

from quoth.store.errors import FieldError
from quoth.store.parsing import Document
from quoth.store.reading import check_changed, fields_changed, read_record

STATEMENT: Document = {
    "id": "s1",
    "quote": "Bread will be dear.",
    "kind": "direct",
    "speaker": "a",
    "source": "b",
    "topics": ["bread"],
    "stances": [{"topic": "bread", "position": "support"}],
    "locator": {"paragraph": 1},
    "tags": ["x"],
    "more": {"n": 1},
}
VALUES: tuple[object, ...] = (
    None, "", "direct", "2024", "not a date", 1, 1.0, True, [], ["x"], ["x", ""], [1], {},
    {"paragraph": True}, {"paragraph": 1.0}, {"start": 4, "end": 2},
    [{"topic": "bread", "position": "oppose"}], [{"topic": "bread"}],
)  # fmt: skip
FIELDS = (*STATEMENT, "said", "via", "status", "addressee")


def refusal(document: Document, before: Document | None, table: str = "statements") -> str:
    """Return why a record is refused; nothing where it isn't."""
    try:
        if before is None:
            read_record(table, document, "1")
        else:
            check_changed(table, document, "1", fields_changed(before, document))
    except FieldError as error:
        return f"{error.problem}; {error.remedy}"
    return ""


@pytest.mark.parametrize("field", FIELDS)
def test_what_cannot_be_read_is_refused_whatever_it_was(field: str) -> None:
    without = {name: value for name, value in STATEMENT.items() if name != field}
    assert refusal(without, STATEMENT) == refusal(without, None)
    for value, now in product(VALUES, VALUES):
        before = {**STATEMENT, field: value}
        if not refusal(before, None):
            after = {**STATEMENT, field: now}
            assert refusal(after, before) == refusal(after, None)
            # So it is where the fields that stay are the very same.
            assert refusal({**before, field: now}, before) == refusal(after, None)


def test_fields_that_hang_on_each_other_are_read_together() -> None:
    before: Document = {"id": "w", "statements": ["a", "b"], "verdict": "same", "right": "a"}
    after: Document = {**before, "statements": ["b", "c"]}
    assert "right" in refusal(after, before, "wordings")
