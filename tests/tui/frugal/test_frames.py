"""What Textual writes, read."""

from __future__ import annotations

import pytest

from quoth.tui.frugal.frames import Stretch, read_frame, stand_alone
from quoth.tui.frugal.looks import PLAIN, CellStyle


def test_a_frame_is_read() -> None:
    frame = read_frame("\x1b[2;3Hab\x1b[1;31mc\x1b[0m\n\x1b[3;1Hd\x1b[1;1H")
    red = CellStyle("31", "", frozenset("1"))
    assert frame == [
        Stretch(1, 2, [("ab", PLAIN), ("c", red)]),
        Stretch(2, 0, [("d", PLAIN)]),
        Stretch(0, 0, []),
    ]


def test_a_link_is_read() -> None:
    frame = read_frame("\x1b[H\x1b]8;id=1;http://a\x1b\\x\x1b]8;;\x1b\\")
    assert frame == [Stretch(0, 0, [("x", CellStyle(link="id=1;http://a"))])]


@pytest.mark.parametrize(
    "data",
    [
        "text before any move",
        "\x1b[1;1Hline\nline",
        "\x1b[1;1H\x1b[2J",
        "\x1b[1;1H\x1b[4:3mcurly\x1b[0m",
        "\x1b[1;1H\x1b[31mends in colour",
        "\x1b[1;1Ha tab\t",
        "\x1b[1;1H\x1b[6n",
        "\x1b[1;1H\x9b31m",
    ],
)
def test_what_is_unclear_is_not_read(data: str) -> None:
    assert read_frame(data) is None


@pytest.mark.parametrize("text", ["plain", "“é”–…", "─│▪◆", "Łódź", "ελλ", "мир"])
def test_a_character_may_stand_alone(text: str) -> None:
    assert stand_alone(text)


@pytest.mark.parametrize(
    "text", ["漢", "e\u0301", "👍", "a\u200db", "שלום", "سلام", "\ue0b0", "कि"]
)
def test_a_character_may_not_stand_alone(text: str) -> None:
    assert not stand_alone(f"plain {text}")
