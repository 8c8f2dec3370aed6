"""What a terminal can show, from its environment."""

from __future__ import annotations

import pytest

from quoth.tui.look.themes import TERMINAL_COLOURS, THEMES, default_theme
from quoth.tui.terminal.kinds import (
    ALL,
    FEW,
    MANY,
    MONOCHROME,
    Characters,
    announce,
    colours,
    terminal,
)

KNOWN = {"vt100": -1, "xterm": 8, "tmux": 8, "screen": 8, "strange-256": 256, "mono-ish": 2}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-256color"}, MANY),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, ALL),
        ({"TERM": "xterm-direct"}, ALL),
        ({"TERM": "alacritty"}, MANY),
        ({"TERM": "xterm-kitty"}, MANY),
        ({"TERM": "tmux-256color", "COLORTERM": "24bit"}, ALL),
        # GNU screen passes the variable on, and not the colours.
        ({"TERM": "screen-256color", "COLORTERM": "truecolor", "STY": "1.pts"}, MANY),
        ({"TERM": "screen", "COLORTERM": "truecolor", "STY": "1.pts"}, FEW),
        ({"TERM": "xterm"}, FEW),
        ({"TERM": "tmux"}, FEW),
        ({"TERM": "linux"}, FEW),
        ({"TERM": "xterm-mono"}, MONOCHROME),
        ({"TERM": "vt100"}, MONOCHROME),
        ({"TERM": "vt220"}, MONOCHROME),
        ({"TERM": "mono-ish"}, MONOCHROME),
        ({"TERM": "strange-256"}, MANY),
        ({"TERM": "of nobody"}, FEW),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, MONOCHROME),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, MANY),
    ],
)
def test_how_many_colours(environment: dict[str, str], expected: int) -> None:
    assert colours(environment, KNOWN.get) == expected


def test_the_theme_is_the_terminals_own_where_it_has_few_colours() -> None:
    assert default_theme({"TERM": "xterm-256color"}) == THEMES[0].name
    assert default_theme({"TERM": "xterm-16color"}) == TERMINAL_COLOURS
    assert default_theme({"TERM": "xterm-256color", "NO_COLOR": "1"}) == TERMINAL_COLOURS


@pytest.mark.parametrize(
    ("environment", "encoding", "utf8_mode", "expected"),
    [
        ({"LANG": "en_GB.UTF-8"}, "utf-8", False, Characters()),
        ({}, "utf-8", True, Characters()),  # nobody named a locale
        ({"LC_ALL": "C"}, "utf-8", True, Characters("ascii")),
        ({"LC_ALL": "POSIX"}, "utf-8", True, Characters("ascii")),
        ({"LC_ALL": "C", "PYTHONUTF8": "1"}, "utf-8", True, Characters()),
        ({"LC_ALL": "C.UTF-8"}, "utf-8", False, Characters()),
        ({}, "ANSI_X3.4-1968", False, Characters("ascii")),
        ({}, "ISO-8859-1", False, Characters("iso8859-1")),
        ({}, "gb18030", False, Characters("gb18030", is_wide=True)),
        ({}, "EUC-JP", False, Characters("euc_jp", is_wide=True)),
        ({"TERM": "linux"}, "utf-8", False, Characters(is_console=True)),
        ({"QUOTH_ASCII": "1"}, "utf-8", False, Characters("ascii")),
        ({"QUOTH_ASCII": "0"}, "utf-8", False, Characters()),
    ],
)
def test_which_characters(
    environment: dict[str, str], encoding: str, utf8_mode: bool, expected: Characters
) -> None:
    known = terminal(environment, encoding, utf8_mode=utf8_mode, look_up=KNOWN.get)
    assert known.characters == expected
    assert known.is_asked == (expected == Characters())


@pytest.mark.parametrize("name", ["linux", "vt100", "vt220", "ansi", "cons25"])
def test_an_old_terminal_is_asked_nothing(name: str) -> None:
    known = terminal({"TERM": name}, "utf-8", utf8_mode=False, look_up=KNOWN.get)
    assert known.is_old
    assert not known.is_asked


def test_textual_is_told_of_the_colours() -> None:
    for name, system, no_color in (
        ("xterm-256color", "256", None),
        ("vt100", "standard", "1"),
        ("xterm", "standard", None),
    ):
        environment = {"TERM": name, "NO_COLOR": ""}
        known = terminal(environment, "utf-8", utf8_mode=False, look_up=KNOWN.get)
        announce(known, environment)
        assert environment["TEXTUAL_COLOR_SYSTEM"] == system
        assert environment.get("NO_COLOR") == no_color
