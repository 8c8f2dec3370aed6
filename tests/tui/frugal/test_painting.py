"""Frames on two terminals, which have to show the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.tui.frugal.frames import read_frame
from quoth.tui.frugal.painting import paint
from quoth.tui.frugal.screen import Screen
from tests.tui.frugal.comparing import Pair

COLUMNS, LINES = 24, 5
STYLES = ["", "1", "7", "4;9", "31", "38;5;208", "44", "1;3;48;5;17", "97;48;2;1;2;3"]
PLAIN_TEXT = st.text("ab      ─…", max_size=COLUMNS)
ANY_TEXT = st.text("ab      ─…漢e\u0301👍\u200dא", max_size=COLUMNS + 4)


def rendered(pieces: list[tuple[int, int, list[tuple[str, str]]]]) -> str:
    """Return a frame, written as Textual writes one."""
    parts = []
    for row, column, texts in sorted(pieces, key=lambda piece: piece[0]):
        parts.append(f"\x1b[{row + 1};{column + 1}H")
        parts += [f"\x1b[{style}m{text}\x1b[0m" if style else text for style, text in texts]
    return "".join([*parts, "\x1b[2;3H"])


def frames(texts: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    """Return a strategy for the frames of a while."""
    stretch = st.tuples(
        st.integers(0, LINES - 1),
        st.one_of(st.just(0), st.integers(0, COLUMNS - 1)),
        st.lists(st.tuples(st.sampled_from(STYLES), texts), max_size=4),
    )
    return st.lists(st.lists(stretch, max_size=8).map(rendered), min_size=1, max_size=6)


@given(frames(PLAIN_TEXT), st.booleans())
def test_plain_frames_look_the_same(shown: list[str], in_colour: bool) -> None:
    pair = Pair(COLUMNS, LINES)
    for frame in shown:
        pair.show(frame, in_colour=in_colour)


@given(frames(ANY_TEXT), st.booleans())
def test_frames_of_any_characters_look_the_same(shown: list[str], in_colour: bool) -> None:
    pair = Pair(COLUMNS, LINES)
    for frame in shown:
        pair.show(frame, in_colour=in_colour)


@given(frames(PLAIN_TEXT))
def test_the_same_frame_again_sends_nothing(shown: list[str]) -> None:
    pair = Pair(COLUMNS, LINES)
    whole = rendered([(row, 0, [("", "x" * COLUMNS)]) for row in range(LINES)])
    assert pair.show(whole)
    assert pair.show(whole) == ""


def sent_for(before: str, after: str, *, in_colour: bool = True) -> str:
    """Return what is sent for the change of a line, from the start of the line."""
    pair = Pair(COLUMNS, LINES)
    pair.show(f"\x1b[1;1H{before:{COLUMNS}}\x1b[1;1H", in_colour=in_colour)
    return pair.show(f"\x1b[1;1H{after:{COLUMNS}}\x1b[1;1H", in_colour=in_colour)


def test_one_letter_costs_little() -> None:
    assert sent_for("quoth", "quith") == "\x1b[2Ci\r"


def test_a_short_gap_is_sent_again() -> None:
    assert sent_for("abc", "xby") == "xby\r"


def test_a_long_gap_is_moved_over() -> None:
    assert sent_for("abcdefgh", "xbcdefgy") == "x\x1b[6Cy\r"


def test_the_rest_of_a_line_is_erased() -> None:
    assert sent_for("abcdefghij", "ab") == "\x1b[2C\x1b[K\r"


def test_a_background_is_erased_only_where_the_terminal_can() -> None:
    words = f"\x1b[1;1H\x1b[44m{'w' * COLUMNS}\x1b[0m\x1b[1;1H"
    blank = f"\x1b[1;1H\x1b[44m{' ' * COLUMNS}\x1b[0m\x1b[1;1H"
    for in_colour in (True, False):
        pair = Pair(COLUMNS, LINES)
        pair.show(words, in_colour=in_colour)
        assert ("\x1b[K" in pair.show(blank, in_colour=in_colour)) == in_colour


def test_a_row_with_wide_characters_is_sent_as_it_came() -> None:
    assert sent_for("漢字 abc", "漢字 abd").startswith("漢字 abd")
    assert sent_for("漢字 abc", "plain") == "plain\x1b[K\r"


def test_a_frame_that_does_not_fit_is_refused() -> None:
    screen = Screen(COLUMNS, LINES)
    for place in (f"{LINES + 1};1", f"1;{COLUMNS + 1}"):
        frame = read_frame(f"\x1b[{place}Hx")
        assert frame is not None
        assert paint(screen, frame, in_colour=True) is None
