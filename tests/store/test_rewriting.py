"""Records with some fields others, written among the bytes of those that stay."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.store.dumping import encoded, indented
from quoth.store.parsing import Document
from quoth.store.rewriting import Rewrite, rewritten

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 12), st.text("a\"\\\n,: {}[]é", max_size=6),
    st.lists(st.sampled_from(["a", '"b": 1', "c"]), max_size=2),
    st.dictionaries(st.sampled_from(["b", "c"]), st.integers(0, 1), max_size=2),
)  # fmt: skip
DOCUMENTS = st.dictionaries(st.sampled_from(["b", "c", "d", "e", 'f"']), VALUES)
WRITERS: tuple[Callable[[Document], str], ...] = (
    lambda one: indented(one, "\n  "),
    lambda one: json.dumps(one, ensure_ascii=False),
    lambda one: json.dumps(one, indent=0),
    lambda one: json.dumps(one, separators=(",", ":")),
    lambda one: json.dumps(one, indent=3).replace("\n", "\r\n"),
)


def loaded(text: bytes) -> tuple[str, list[tuple[str, str]]]:
    """Return the key and the fields of a record in order, types and all."""
    ((key, document),) = json.loads(f"{{{text.decode()}}}").items()
    return key, [(name, json.dumps(value)) for name, value in document.items()]


def fields(document: Document) -> list[tuple[str, str]]:
    """Return the fields of a document in order, types and all."""
    return [(name, json.dumps(value)) for name, value in document.items()]


@given(st.lists(st.tuples(DOCUMENTS, DOCUMENTS, st.sampled_from(WRITERS)), max_size=3), st.data())
@settings(max_examples=60)
def test_what_is_rewritten_is_the_record_that_is_meant(
    drawn: list[tuple[Document, Document, Callable[[Document], str]]], data: st.DataObject
) -> None:
    wanted = []
    for before, other, write in drawn:
        stay = {name: value for name, value in before.items() if data.draw(st.booleans())}
        after = {**stay, **other}
        text = encoded(f'"7": {write(before)}')
        wanted.append(Rewrite(text, "7", before, after))
    for one, made in zip(wanted, rewritten(wanted), strict=True):
        if made is not None:
            assert loaded(made) == ("7", fields(one.after))


@pytest.mark.parametrize("write", WRITERS[:2])
@pytest.mark.parametrize(
    "after",
    [{"a": "“x”", "t": ["n"], "z": {"k": 1}}, {"a": "“x”", "z": {"k": 1}},
     {"a": "“x”", "t": ["o"], "z": {"k": 1}, "u": [1, "é"]}],
)  # fmt: skip
def test_fields_are_put_in_as_the_whole_record_would_be_written(
    write: Callable[[Document], str], after: Document
) -> None:
    before: Document = {"a": "“x”", "t": ["o"], "z": {"k": 1}}
    text = encoded(f'"7": {write(before)}')
    (made,) = rewritten([Rewrite(text, "7", before, after)])
    assert made == encoded(f'"7": {write(after)}')


def test_a_record_that_is_another_than_expected_is_left_to_others() -> None:
    before: Document = {"a": "x", "t": ["o"]}
    for text in (
        b'"7": {"a": "y", "t": ["o"]}',
        b'"8": {"a": "x", "t": ["o"]}',
        b'"7": {"a": {"t": ["o"]}, "t" : ["o"]}',
        b'"7": {"a": "x", "t": ["o"]',
    ):
        good = Rewrite(b'"7": {"a": "x", "t": ["o"]}', "7", before, {"a": "x", "t": ["n"]})
        found = rewritten([good, Rewrite(text, "7", before, {"a": "x", "t": ["n"]})])
        assert found == [b'"7": {"a": "x", "t": ["n"]}', None]
