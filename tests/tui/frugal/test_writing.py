"""Pieces are written in an order that takes few bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.tui.frugal.looks import PLAIN, CellStyle
from quoth.tui.frugal.pieces import StyledRun
from quoth.tui.frugal.screen import Screen
from quoth.tui.frugal.writing import TerminalWriter
from tests.tui.frugal.comparing import Terminal

RED, GREY = CellStyle("38;5;160"), CellStyle("38;5;240")


def written(pieces: list[StyledRun]) -> str:
    """Return what writes pieces on a terminal of which nothing is known but its size."""
    screen = Screen(20, 8)
    screen.pen = PLAIN
    writer = TerminalWriter(screen)
    writer.write(pieces)
    return writer.sent


def test_each_look_is_taken_once_where_rows_alternate() -> None:
    pieces = [
        StyledRun(row, column, "abcdefgh", look, 8)
        for row in range(8)
        for column, look in ((0, RED), (8, GREY))
    ]
    assert written(pieces).count("m") == 2


def test_moves_are_spared_where_looks_are_cheap() -> None:
    bold = CellStyle(attributes=frozenset("1"))
    pieces = [StyledRun(0, 0, "ab", bold, 2), StyledRun(0, 2, "cd", PLAIN, 2)]
    assert written(pieces) == "\x1b[H\x1b[1mab\x1b[mcd"


PIECES = st.lists(
    st.tuples(
        st.integers(0, 7), st.integers(0, 3), st.text("xyz", min_size=1, max_size=5),
        st.sampled_from(
            [PLAIN, RED, GREY, CellStyle("31", "44"), CellStyle(attributes=frozenset("7"))]
        ),
    ),
    unique_by=lambda piece: piece[:2],
    max_size=30,
)  # fmt: skip


@given(PIECES)
def test_whatever_the_order_the_screen_is_the_same(
    places: list[tuple[int, int, str, CellStyle]],
) -> None:
    pieces = [StyledRun(row, part * 5, text, look, len(text)) for row, part, text, look in places]
    ordered, one_by_one = Terminal(20, 8), Terminal(20, 8)
    ordered.feed(written(pieces))
    for piece in pieces:
        one_by_one.feed("\x1b[m" + written([piece]))
    assert ordered.cells == one_by_one.cells


@given(PIECES)
def test_no_order_is_longer_than_row_by_row(places: list[tuple[int, int, str, CellStyle]]) -> None:
    pieces = [StyledRun(row, part * 5, text, look, len(text)) for row, part, text, look in places]
    screen = Screen(20, 8)
    screen.pen = PLAIN
    writer = TerminalWriter(screen)
    for piece in pieces:
        writer.write([piece])
    assert len(written(pieces)) <= len(writer.sent)
