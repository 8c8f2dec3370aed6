"""Where texts break into lines: every word is there, and no line is longer than its room."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from quoth.tui.lines.wrapping import breaks, wrapped

TEXTS = st.text(st.sampled_from("abc de,fg 漢字é\u0301—“”"), max_size=200)
WIDTHS = st.integers(2, 40)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in breaks(text, width)]


@given(TEXTS, WIDTHS)
def test_nothing_but_blanks_is_left_out(text: str, width: int) -> None:
    assert "".join(lines(text, width)).replace(" ", "") == text.replace(" ", "")
    places = list(breaks(text, width))
    assert all(not text[end:start].strip(" ") for (_, end), (start, _) in pairwise(places))


@given(TEXTS, WIDTHS)
def test_no_line_is_longer_than_its_room(text: str, width: int) -> None:
    assert all(0 < cell_len(part) <= width for part in lines(text, width) if cell_len(part))


@given(st.lists(st.text("abcdé", min_size=1, max_size=8), min_size=1), st.integers(8, 40))
def test_a_line_ends_where_the_next_word_has_no_room(words: list[str], width: int) -> None:
    found = lines(" ".join(words), width)
    assert " ".join(found).split() == words
    for one, after in pairwise(found):
        assert len(one) + 1 + len(after.split(" ")[0]) > width


def test_a_word_that_is_too_long_is_cut() -> None:
    assert lines("a unforeseeable b", 6) == ["a", "unfore", "seeabl", "e b"]


@given(TEXTS, WIDTHS, st.integers(1, 5))
def test_a_text_that_is_cut_says_so(text: str, width: int, most: int) -> None:
    whole = lines(text, width) or [""]
    found = [part.plain for part in wrapped(Content(text), width, most)]
    assert len(found) == min(len(whole), most)
    assert found[:-1] == whole[: len(found) - 1]
    if len(whole) <= most:
        assert found == whole
    else:
        assert found[-1].endswith("…")
        assert whole[most - 1].startswith(found[-1][:-1].rstrip())
        assert cell_len(found[-1]) <= width
