"""A store's file is written as `json` would write it, and takes no more room than it needs."""

from __future__ import annotations

import gc
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.store.dumping import dumped, indented

texts = st.text(st.characters())
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
)  # fmt: skip
tables = st.dictionaries(
    texts, st.dictionaries(texts, st.dictionaries(texts, values, max_size=4), max_size=3),
    max_size=3,
)  # fmt: skip


@given(tables)
def test_a_file_is_what_json_makes_of_it(made: dict[str, Any]) -> None:
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    assert b"".join(dumped(made)) == text.encode("utf-8", "backslashreplace")


@given(values)
def test_a_value_is_what_json_makes_of_it(value: object) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=1)


def test_keys_that_are_no_texts_become_such() -> None:
    odd: dict[object, object] = {1: (2, ()), None: {}, False: 1.5}
    assert indented(odd) == json.dumps(odd, indent=1)


def test_what_json_cannot_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        indented({"n": float("nan")})
    with pytest.raises(TypeError):
        indented({(1, 2): 3})


def test_nothing_is_left_for_the_collector() -> None:
    gc.collect()
    gc.disable()
    try:
        assert sum(map(len, dumped({"actors": {"1": {"aliases": ["a", "b"]}}})))
        assert gc.collect() == 0
    finally:
        gc.enable()
