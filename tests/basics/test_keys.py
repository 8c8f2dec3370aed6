"""Keys are what Textual calls them, however somebody writes them; others are refused."""

from __future__ import annotations

import string

import pytest
from textual.keys import _character_to_key

from quoth.basics.keys import KeyNameError, key_name, key_of
from quoth.commands import COMMANDS

_SIGNS = [sign for sign in f"{string.printable}éßΩ€–“" if sign.isprintable() and sign != " "]


@pytest.mark.parametrize("sign", _SIGNS)
def test_a_character_is_the_key_that_types_it(sign: str) -> None:
    assert key_of(sign) == _character_to_key(sign)
    assert key_name(key_of(sign)) == sign


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ctrl+f", "ctrl+f"), ("Ctrl-F", "ctrl+F"), ("esc", "escape"), ("F5", "f5"),
        (" ", "space"), ("question_mark", "question_mark"), ("shift+tab", "shift+tab"),
        ("PgDn", "pagedown"), ("alt+x", "alt+x"), ("shift+f3", "shift+f3"), ("+", "plus"),
    ],
)  # fmt: skip
def test_keys_may_be_written_in_several_ways(written: str, key: str) -> None:
    if key == "ctrl+F":
        with pytest.raises(KeyNameError, match="small letters"):
            key_of(written)
    else:
        assert key_of(written) == key


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("qestion_mark", "did you mean “question_mark”"),
        ("", "there is no key “”"),
        ("ctrl+i", "terminals send tab for ctrl+i"),
        ("ctrl+m", "terminals send enter for ctrl+m"),
        ("ctrl+1", "terminals send no ctrl+1"),
        ("shift+a", "write the capital letter"),
        ("hyper+x", "“hyper+” is none of ctrl+, alt+ and shift+"),
        ("\x07", "can't be seen"),
    ],
)
def test_what_no_terminal_sends_is_refused(written: str, problem: str) -> None:
    with pytest.raises(KeyNameError) as refused:
        key_of(written)
    assert problem in str(refused.value)


def test_every_key_of_the_table_can_be_written() -> None:
    for command in COMMANDS:
        assert [key_of(key) for key in command.keys] == list(command.keys)
