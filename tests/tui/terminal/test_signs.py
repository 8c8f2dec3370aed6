"""What stands for the characters that a terminal can't show."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

import quoth.tui
from quoth.tui.terminal import signs as signs_module
from quoth.tui.terminal.kinds import Characters
from quoth.tui.terminal.signs import Signs, is_ambiguous

ASCII = Signs(Characters("ascii"))
LATIN = Signs(Characters("iso8859-1"))
CONSOLE = Signs(Characters(is_console=True))
WIDE = Signs(Characters(is_wide=True))
KINDS = [ASCII, LATIN, CONSOLE, WIDE, Signs(Characters("gb18030", is_wide=True))]


@pytest.mark.parametrize(
    ("signs", "text", "shown"),
    [
        (ASCII, "“Peace…” – ‘now’", "\"Peace~\" - 'now'"),
        (ASCII, "▌ ✓ ◆ ● ├─┤ ▁▄█ ░ ‡", "> x * o |-| _-# : !"),
        (ASCII, "François 漢字", "Fran?ois ????"),
        (ASCII, "漢\u0327 x", "?? x"),
        (ASCII, "Franc\u0327ois", "Fran?ois"),  # the mark isn't left out unseen
        (LATIN, "François “non”", 'François "non"'),
        (LATIN, "Łódź 漢", "?ód? ??"),
        (CONSOLE, "▌ ✓ ◆ ● ├─┤ ╭╮ “a…”", '▌ √ ♦ • ├─┤ ┌┐ "a~"'),
        (CONSOLE, "François Łódź", "François Łódź"),
        (WIDE, "“a…” ─ 漢字 ł", '"a~" - 漢字 ?'),
        (WIDE, "café", "cafe\u0301"),
    ],
)
def test_what_stands_for_it(signs: Signs, text: str, shown: str) -> None:
    assert signs.shown(text) == shown
    assert cell_len(shown) == cell_len(text)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Mn", "Me", "Mc", "Cf"))))
def test_a_line_stays_as_wide_and_can_be_sent(text: str) -> None:
    for signs, encoding in ((ASCII, "ascii"), (LATIN, "iso8859-1")):
        shown = signs.shown(text)
        assert shown.encode(encoding).decode(encoding) == shown
        assert cell_len(shown) == sum(map(cell_len, text))


@given(st.text())
def test_nothing_of_ambiguous_width_is_left(text: str) -> None:
    assert not any(map(is_ambiguous, WIDE.shown(text)))


def test_a_line_that_can_be_shown_stays_the_very_same() -> None:
    for signs in KINDS:
        line = [Segment("plain"), Segment(" text")]
        assert signs.apply(line, Color(0, 0, 0)) is line
    assert not Signs(Characters()).enabled


def test_each_of_our_own_signs_has_a_stand_in() -> None:
    """Whatever stands in a text of the explorer's code, docstrings aside, is shown by something."""
    drawn: set[str] = set()
    for module in Path(inspect.getfile(quoth.tui)).parent.rglob("*.py"):
        if module == Path(inspect.getfile(signs_module)):
            continue
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
                drawn |= set() if "\n" in text else {one for one in text if not one.isascii()}
    assert {"▌", "✓", "…", "·", "‡", "★"} <= drawn
    unknown = {one for one in drawn if "?" in ASCII.shown(one)}
    # With the one terminals are measured, and from the other on all are pictures.
    assert unknown <= {"ģ", "\U0001f000"}
