"""Esc and a key that arrive together are two keys, unless the key with alt means something."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from quoth.basics.keys import key_of
from quoth.tui.terminal.chords import Chords, meant
from tests.tui.driving import Opened
from tests.tui.test_terminal import terminal


def parsed(sent: str, *, waited: bool = False) -> list[str]:
    """Return the names of the keys in what a terminal sends."""
    parser = Chords()
    keys = [*parser.feed(sent)]
    if waited:
        keys += parser.feed("")
    return [key.key for key in keys if isinstance(key, Key)]


def pressed(name: str, character: str | None, *known: str) -> list[tuple[str, str | None]]:
    """Return the keys that one is taken for, where some are known."""
    return [(key.key, key.character) for key in meant(Key(name, character), known.__contains__)]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1bj", ["alt+j"]),
        ("\x1bjk", ["alt+j", "k"]),
        ("\x1b?", ["alt+question_mark"]),
        ("\x1b1", ["alt+1"]),
        ("\x1bé", ["alt+é"]),
        ("\x1bX", ["alt+X"]),
        ("\x1b[120;4u", ["alt+X"]),
        ("\x1bb", ["alt+b"]),
        ("\x1b\r", ["alt+enter"]),
        ("\x1b\x03", ["alt+ctrl+c"]),
        ("\x1b\x1bj", ["escape", "alt+j"]),
        ("\x1b\t", ["shift+tab"]),  # as a console sends it
        ("\x1b[A", ["up"]),
        ("\x1bOP", ["f1"]),
        ("\x1b[1;3D", ["alt+left"]),
    ],
)
def test_any_key_after_escape_is_seen(sent: str, keys: list[str]) -> None:
    assert parsed(sent) == keys


@pytest.mark.parametrize(
    ("sent", "keys"), [("\x1b[", ["alt+left_square_bracket"]), ("\x1bO", ["alt+O"])]
)
def test_what_begins_a_sequence_is_a_key_if_nothing_follows(sent: str, keys: list[str]) -> None:
    assert parsed(sent, waited=True) == keys


def test_a_key_of_the_settings_has_the_name_that_the_terminal_sends() -> None:
    for written, sent in (("alt+x", "\x1bx"), ("alt+X", "\x1bX"), ("alt+?", "\x1b?")):
        assert parsed(sent) == [key_of(written)]


def test_what_means_nothing_with_alt_is_escape_and_the_key() -> None:
    assert pressed("alt+j", "j") == [("escape", "\x1b"), ("j", "j")]
    assert pressed("alt+X", "X") == [("escape", "\x1b"), ("X", "X")]
    assert pressed("alt+enter", "\r") == [("escape", "\x1b"), ("enter", "\r")]


def test_what_means_something_stays_and_types_nothing() -> None:
    assert pressed("alt+j", "j", "alt+j") == [("alt+j", None)]
    assert pressed("alt+b", "b", "ctrl+left") == [("ctrl+left", None)]
    assert pressed("alt+b", "b") == [("escape", "\x1b"), ("b", "b")]
    assert pressed("j", "j") == [("j", "j")]


def test_alt_that_the_terminal_names_is_never_escape() -> None:
    assert pressed("alt+j", None) == [("alt+j", None)]


def test_both_keys_were_pressed_when_they_arrived() -> None:
    key = Key("alt+y", "y")
    key.time = 12.5
    assert [one.time for one in meant(key, lambda _: False)] == [12.5, 12.5]


async def test_in_a_text_it_goes_by_words_and_elsewhere_it_is_two_keys(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("slash")
        await quoth.type("peace talks")
        quoth.app.post_message(Key("alt+b", "b"))
        await quoth.settle()
        await quoth.type("x")
        assert "peace xtalks" in quoth.text
        await quoth.press("escape", "enter")
        assert "Who said it" in quoth.text
        quoth.app.post_message(Key("alt+j", "j"))
        await quoth.settle()
        assert "2 of 24" in quoth.text


def test_escape_and_a_key_that_arrive_together_are_both_taken() -> None:
    with terminal("--sample") as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("\r")
        quoth.wait_for("Who said it")
        quoth.press("\x1bj")
        quoth.wait_for("2 of 24")
        quoth.press("/peace\r")
        quoth.wait_for("1 of 11")
        quoth.press("\x1b?")
        quoth.wait_for("type to find a key")
        quoth.press("\x1bq")
        assert quoth.end() == 0


def test_a_key_with_alt_of_your_own_stays_one(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('keys.last = "alt+X"\nkeys.first = "alt+f"\n')
    with terminal("--sample", QUOTH_CONFIG=str(config)) as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("\x1bX")
        quoth.wait_for("24 of 24")
        quoth.press("\x1bf")
        quoth.wait_for("1 of 24")
        quoth.press("q")
        assert quoth.end() == 0
