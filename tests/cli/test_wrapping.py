"""Lines are those of `textwrap`, and are there at once however long a word is."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.cli.wrapping import wrapped

PIECES = st.sampled_from(["a", "bread", "x-ray", "-", "--", " ", "  ", "\t", "\n", "é", ".", "“"])


@given(st.lists(PIECES, max_size=30).map("".join), st.integers(20, 60), st.sampled_from(["", "  "]))
def test_lines_are_those_of_textwrap(text: str, width: int, indent: str) -> None:
    plain = textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent)
    assert wrapped(text, width, indent) == plain


@pytest.mark.parametrize("text", ["a" * 500, f"x {'a' * 150} y", "↵" * 300])
def test_a_long_word_is_cut_where_its_line_ends(text: str) -> None:
    assert wrapped(text, 40) == textwrap.wrap(text, 40)
