"""Words in a row that many quotes have in common, counted with numpy."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.index.rows import EncodedWords
from quoth.index.segment.layout import RARE
from quoth.index.wordings import runs_of

pytest.importorskip("numpy")
runs_in_common = pytest.importorskip("quoth.index.wordings_numpy").runs_in_common

_NO_WORD = 0xFFFFFFFF
_RARE_WORD = RARE + 1 + 70_000
_words = st.lists(st.sampled_from([*range(5), RARE - 1, _RARE_WORD]), max_size=9)
_asked = st.lists(st.sampled_from([*range(5), 9, _RARE_WORD, _RARE_WORD + 1, _NO_WORD]), max_size=9)


def _written(texts: list[list[int]]) -> EncodedWords:
    """Return texts as a part of an index has them."""
    codes, starts, quotes = array("H"), array("I", [0]), array("I")
    for words in texts:
        for word in words:
            term = word - RARE - 1
            codes.extend([word] if word < RARE else [RARE, term & 0xFFFF, term >> 16])
        quotes.append(len(codes) - starts[-1])
        starts.append(len(codes))
    return EncodedWords(memoryview(starts), memoryview(quotes), memoryview(codes))


@settings(max_examples=40)
@given(st.lists(_words, min_size=1, max_size=5), st.lists(_asked, min_size=1, max_size=3))
def test_runs_are_counted_as_one_by_one(texts: list[list[int]], quotes: list[list[int]]) -> None:
    wanted = {run for words in quotes for run in runs_of(words)}
    expected = [
        sum(run in wanted for run in zip(words, words[1:], words[2:], strict=False))
        for words in texts
    ]
    assert runs_in_common(_written(texts), range(len(texts)), quotes) == expected


def test_a_run_does_not_go_on_in_the_next_quote() -> None:
    assert runs_in_common(_written([[1, 2], [3, 4]]), range(2), [[1, 2, 3, 4]]) == [0, 0]
