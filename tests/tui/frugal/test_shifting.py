"""Rows that only moved are moved, and both terminals show the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.tui.frugal.looks import PLAIN
from quoth.tui.frugal.screen import ScreenRow
from quoth.tui.frugal.shifting import Shift, find_shift
from tests.tui.frugal.comparing import Pair

COLUMNS, LINES = 30, 12
WORDS = [chr(ord("a") + number) * (18 + number % 4) for number in range(20)]


def rows(texts: list[str]) -> list[ScreenRow]:
    """Return rows of texts."""
    return [ScreenRow(list(f"{text:{COLUMNS}}"), [PLAIN] * COLUMNS) for text in texts]


def frame(texts: list[str]) -> str:
    """Return a frame of whole rows."""
    return (
        "".join(f"\x1b[{row + 1};1H{text:{COLUMNS}}" for row, text in enumerate(texts))
        + "\x1b[1;1H"
    )


def test_a_line_that_comes_in_shifts_what_is_below() -> None:
    before = WORDS[:12]
    after = [*WORDS[:2], "new", *WORDS[2:9], *WORDS[10:12]]
    assert find_shift(rows(before), rows(after)) == Shift(2, 9, 1)


def test_a_line_that_goes_shifts_what_is_below_up() -> None:
    before = WORDS[:12]
    after = [*WORDS[:2], *WORDS[3:12], "new"]
    assert find_shift(rows(before), rows(after)) == Shift(2, 11, -1)


def test_other_words_are_no_shift() -> None:
    assert find_shift(rows(WORDS[:8]), rows(WORDS[8:16])) is None


def test_what_is_not_known_is_not_moved() -> None:
    before = rows(WORDS[:12])
    after = rows([*WORDS[:2], "new", *WORDS[2:11]])
    before[5] = after[5] = ScreenRow.unknown(COLUMNS)
    assert find_shift(before, after) is None


def test_a_shift_is_sent_in_few_bytes() -> None:
    pair = Pair(COLUMNS, LINES)
    pair.show(frame(WORDS[:12]))
    sent = pair.show(frame([*WORDS[:2], "new", *WORDS[2:9], *WORDS[10:12]]))
    assert "\x1b[3;10r" in sent
    assert len(sent) < 40


def test_the_last_rows_are_shifted_without_a_region() -> None:
    pair = Pair(COLUMNS, LINES)
    pair.show(frame(WORDS[:12]))
    sent = pair.show(frame([*WORDS[:2], *WORDS[4:12], "new", "newer"]))
    assert "\x1b[2M" in sent
    assert "r" not in sent.replace("newer", "")


@given(
    st.lists(
        st.tuples(st.integers(0, LINES - 1), st.integers(-4, 4), st.integers(0, 3)), max_size=6
    ),
    st.booleans(),
)
def test_whatever_moves_looks_the_same(moves: list[tuple[int, int, int]], in_colour: bool) -> None:
    pair = Pair(COLUMNS, LINES)
    texts = WORDS[:LINES]
    pair.show(frame(texts), in_colour=in_colour)
    for place, lines, new in moves:
        fresh = [f"\x1b[44m{WORDS[12 + new]:{COLUMNS}}\x1b[0m"] * abs(lines)
        texts = (
            [*texts[:place], *fresh, *texts[place:]][:LINES]
            if lines > 0
            else [*texts[:place], *texts[place - lines :], *fresh][:LINES]
        )
        texts += [""] * (LINES - len(texts))
        pair.show(frame(texts), in_colour=in_colour)
