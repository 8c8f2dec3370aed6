"""Records with some fields others, written among the bytes of those that stay."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.store.differing import Differences
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


def rewrite(text: bytes, before: Document, after: Document) -> Rewrite:
    """Return how a record that is expected to be one is to be another."""
    return Rewrite(text, "7", before, after, Differences().of(before, after))


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
        wanted.append(rewrite(text, before, after))
    looked_at = rewritten(wanted)
    assert rewritten(wanted, is_known=True) == looked_at
    for one, made in zip(wanted, looked_at, strict=True):
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
    for is_known in (False, True):
        (made,) = rewritten([rewrite(text, before, after)], is_known=is_known)
        assert made == encoded(f'"7": {write(after)}')


def test_a_record_that_is_another_than_expected_is_left_to_others() -> None:
    before: Document = {"a": "x", "t": ["o"]}
    for text in (
        b'"7": {"a": "y", "t": ["o"]}',
        b'"8": {"a": "x", "t": ["o"]}',
        b'"7": {"a": {"t": ["o"]}, "t" : ["o"]}',
        b'"7": {"a": "x", "t": ["o"]',
    ):
        good = rewrite(b'"7": {"a": "x", "t": ["o"]}', before, {"a": "x", "t": ["n"]})
        found = rewritten([good, rewrite(text, before, {"a": "x", "t": ["n"]})])
        assert found == [b'"7": {"a": "x", "t": ["n"]}', None]


TAGS: Document = {"t": ["o"]}


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ('{"a ": 1, "t": ["o"], "b": {"t" : 1}}', {"a ": 1, **TAGS, "b": {"t": 1}}),
        ('{"b": {"t": 1}, "t": ["o"], "c": 1}', {"b": {"t": 1}, **TAGS, "c": 1}),
        (r'{"a": "\"t\": [\"o\"]", "t": ["o"]}', {"a": '"t": ["o"]', **TAGS}),
    ],
)
def test_a_field_is_found_among_what_looks_like_it(text: str, before: Document) -> None:
    after = {**before, "t": ["n"]}
    one = rewrite(encoded(f'"7": {text}'), before, after)
    assert [loaded(made or b"") for made in rewritten([one], is_known=True)] == [
        ("7", fields(after))
    ]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        (r'{"x\"t": 5, "t" : 5}', "t", 5),  # the end of another name
        ('{"b": {"t": 5}, "t" : 5}', "t", 5),  # a field of an object in it
        ('{"t": 55, "u": {"t": 5}}', "t", 55),  # the one that is meant is another's beginning
        ('{"a": ": 1", ": V": 5}', ": V", 5),
    ],
)  # fmt: skip
def test_what_only_looks_like_the_field_is_never_replaced(text: str, name: str, value: int) -> None:
    before: Document = json.loads(text)
    after = {**before, name: 6}
    (made,) = rewritten([rewrite(encoded(f'"7": {text}'), before, after)], is_known=True)
    assert made is None or loaded(made) == ("7", fields(after))
