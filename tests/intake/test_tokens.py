"""Tokens of a text: what is remembered of a word is what its text would give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.intake.text.lexicon import lexicon
from quoth.intake.text.tokens import TOKEN, code, tokens_in

_PIECES = st.sampled_from(
    [
        "Ada", "said", "“We", "lost,”", "J.", "K.", "A.", "No.", "7", "Sen.", "(D-Md.)", "U.S.",
        "a.m.", "dogs’", "Roe’s", "it's", "e.g.,", "$5.4m", "co-owner", "--", "…", "...", "''x''",
        "@roe", "(AP)", "Roe.com", "x" * 50, "Nr.No.", "M.", "é.", "I.",
    ]
)  # fmt: skip


@given(st.lists(st.tuples(_PIECES, st.sampled_from([" ", "  ", "", "\t", "\u2003"])), max_size=12))
def test_remembered_tokens_are_those_of_the_text(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + blank for word, blank in parts)
    for _ in range(2):
        found = tokens_in(text, 0, len(text))
        matches = list(TOKEN.finditer(text))
        assert list(found.words) == [match.group() for match in matches]
        assert list(found.starts) == [match.start() for match in matches]
        assert list(found.codes) == [code(match.group(), lexicon()) for match in matches]
        assert list(found.lower) == [match.group().lower().replace("’", "'") for match in matches]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vitamin A. Roe", ["Vitamin", "A.", "Roe"]),
        ("vitamin A. it", ["vitamin", "A", ".", "it"]),
        ("No. 7", ["No.", "7"]),
        ("No. It", ["No", ".", "It"]),
    ],
)
def test_what_is_behind_a_full_stop_decides_about_it(text: str, words: list[str]) -> None:
    assert tokens_in(text, 0, len(text)).words == words


def test_nothing_behind_the_end_decides() -> None:
    assert tokens_in("A. Roe", 0, 2).words == ["A", "."]
