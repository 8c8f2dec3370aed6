"""The explorer on terminals of many kinds: what they are sent, and what they answer."""

from __future__ import annotations

import os
import re

import pytest

from tests.tui.test_terminal import Terminal, terminal

_QUERY = b"\x1b[6n"
_JUNK = re.compile(
    rb"\x1b\]|\x1b\[[<>=]|\x1b\[\?\d+\$p|\x1b\[\?(?:100\d|2\d\d\d|1049)[hl]|\x1b\[6n"
)
"""What a console or a VT220 doesn't know, and may show."""
_COLOURS = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:[34]8;[25]|3[0-7]|4[0-7]|9\d|10\d)[\d;]*m")


def opened(quoth: Terminal) -> None:
    """Wait until the sample is there."""
    quoth.wait_for("1 of 24")
    quoth.wait_for('"operational')


def left(quoth: Terminal) -> bytes:
    """Leave, and return all that was written."""
    quoth.press("q")
    assert quoth.end() == 0
    return quoth.written


def test_the_mouse_is_told_of_by_clicks_alone_and_the_cursor_stays() -> None:
    with terminal("--sample") as quoth:
        opened(quoth)
        written = left(quoth)
    modes = set(re.findall(rb"\x1b\[\?(10\d\d)h", written))
    assert modes == {b"1000", b"1002", b"1006", b"1004", b"1049"}
    assert b"\x1b[?25l" not in written
    assert b"\x1b[?2048" not in written


def test_a_click_chooses() -> None:
    with terminal("--sample") as quoth:
        opened(quoth)
        quoth.press("\x1b[<0;40;8M\x1b[<0;40;8m")
        quoth.wait_for("2 of 24")
        left(quoth)


@pytest.mark.parametrize("name", ["linux", "vt220"])
def test_an_old_terminal_gets_nothing_that_it_would_show(name: str) -> None:
    with terminal("--sample", TERM=name) as quoth:
        opened(quoth)
        quoth.press("y?")
        quoth.wait_for("type to find a key")
        quoth.press("\x1b")
        quoth.wait_for("1 of 24")
        quoth.press("q")
        written = left(quoth)
    assert not _JUNK.search(written)
    assert written.endswith((b"\x1b[H\x1b[J\x1b[?25h", b"\x1b[H\x1b[J"))
    text = re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", written).decode()
    assert not set("…“”–✓▸╭‡") & set(text) if name == "linux" else not _COLOURS.search(written)


def test_in_the_locale_c_everything_is_ascii() -> None:
    with terminal("--sample", LC_ALL="C", PYTHONIOENCODING="") as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("?")
        quoth.wait_for("type to find a key")
        quoth.press("\x1b")
        quoth.wait_for("1 of 24")
        quoth.press("q")
        assert left(quoth).isascii()


def test_in_another_encoding_keys_and_texts_are_in_that() -> None:
    with terminal("--sample", PYTHONIOENCODING="latin-1", PYTHONUTF8="0") as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("/")
        os.write(quoth.control, b"\xe9 \xff")
        while b"\xe9 \xff" not in quoth.written:
            assert quoth.read()
        quoth.press("\r")
        written = left(quoth)
    with pytest.raises(UnicodeDecodeError):
        written.decode()
    assert "…" not in written.decode("latin-1")
    assert b"\xb7" in written  # a dot between words, which Latin-1 has


def test_a_key_that_is_none_breaks_nothing() -> None:
    with terminal("--sample") as quoth:
        opened(quoth)
        os.write(quoth.control, b"\xff\xfe\xc3")
        quoth.press("j")
        quoth.press("j")
        quoth.wait_for("3 of 24")
        left(quoth)


@pytest.mark.parametrize(
    ("column", "shown", "hidden"),
    [
        (3, "▌", ""),  # each of the two characters in a cell
        (4, "░", "▌…─“"),  # the one of ambiguous width in two
        (6, ">", "▌…─“▪░"),  # as many characters as bytes
    ],
)
def test_a_terminal_that_draws_wider_gets_what_it_draws_right(
    column: int, shown: str, hidden: str
) -> None:
    with terminal("--sample") as quoth:
        while _QUERY not in quoth.written:
            assert quoth.read()
        quoth.press(f"\x1b[1;{column}R")
        quoth.wait_for("1 of 24")
        quoth.press("\x0c")
        quoth.wait_for('"operational')
        quoth.press("jk")
        quoth.wait_for(shown)
        while any(sign in quoth.text for sign in hidden):
            assert quoth.read()
        left(quoth)
