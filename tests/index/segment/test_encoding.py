"""What a text is made of in a segment is what `words` says it is."""

from __future__ import annotations

import pytest

from quoth.basics.text import words
from quoth.index.segment.encoding import WordNumbering


@pytest.mark.parametrize(
    "text",
    [
        "It is plain.",
        "“It’s not,” she said — Zoë did…",
        "naïve café; Straße, Œuvre",
        "a word and \u4e2d\u6587, “both”",
        "\u0418 \u043f\u043e-\u0440\u0443\u0441\u0441\u043a\u0438, don’t",
        "e\u0301 and a soft\u00adhyphen, 5\u00a0000",
    ],
)
def test_the_words_of_a_text_are_those_that_a_search_looks_for(text: str) -> None:
    numbering = WordNumbering()
    codes, rare = numbering.encode(text)
    spelt = list(numbering.numbers)
    assert [spelt[code] for code in codes] == words(text)
    assert not rare
