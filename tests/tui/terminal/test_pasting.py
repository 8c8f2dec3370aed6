"""What is pasted is one text, whatever is in it; what is typed stays keys."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Paste

from quoth.tui.terminal.pasting import Pastes
from tests.growth import BOUND, growth_of_text
from tests.tui.test_terminal import terminal

START, END = "\x1b[200~", "\x1b[201~"


def taken(pieces: Sequence[str]) -> tuple[str, list[str]]:
    """Return the keys and the pastes that some pieces of input are."""
    pastes = Pastes()
    found = [one for piece in pieces for one in pastes.feed(piece)]
    keys = [one for one in found if isinstance(one, str)] + [pastes.let_go()]
    return "".join(keys), [one.text for one in found if isinstance(one, Paste)]


@pytest.mark.parametrize(
    ("sent", "keys", "pasted"),
    [
        ("jk\x1b[A", "jk\x1b[A", []),
        ("\x1b", "\x1b", []),
        ("\x1b[20", "\x1b[20", []),
        (f"j{START}bread{END}k", "jk", ["bread"]),
        (f"{START}{END}", "", [""]),
        (f"{START}\x1b[31mred\x1b[m\x1b\x1b{END}", "", ["\x1b[31mred\x1b[m\x1b\x1b"]),
        (f"{START}a{START}b{END}q", "q", [f"a{START}b"]),
        (f"{START}a\x00b{END}", "", ["ab"]),
        (f"{START}a{END}{START}b{END}", "", ["a", "b"]),
        (f"j{START}never ends\x1b[201", "j", []),
        (f"{END}j", f"{END}j", []),
    ],
)
def test_keys_and_pastes_are_told_apart(sent: str, keys: str, pasted: list[str]) -> None:
    assert taken([sent]) == (keys, pasted)
    assert taken(list(sent)) == (keys, pasted)


@given(st.lists(st.sampled_from(["\x1b", "[", "200~", "[201~", START, END, "j", "é", "\n"])))
def test_it_is_no_matter_how_it_arrives(pieces: list[str]) -> None:
    assert taken(pieces) == taken(["".join(pieces)])


def test_a_paste_is_taken_in_time_that_grows_with_it() -> None:
    def pasted(text: str) -> object:
        return taken([START, *(text[n : n + 64] for n in range(0, len(text), 64)), END])

    assert max(growth_of_text(pasted, piece) for piece in ("\x1b", "\x1b[", START, "a")) < BOUND


def test_no_wait_holds_back_an_escape_key() -> None:
    pastes = Pastes()
    assert [*pastes.feed("\x1b")] == []
    assert pastes.patience == 0
    assert pastes.let_go() == "\x1b"
    assert pastes.patience > 0


def test_what_is_pasted_into_the_explorer_is_never_a_command() -> None:
    with terminal("--sample") as quoth:
        quoth.wait_for("1 of 24")
        quoth.press(START + ("\x1b" + "q" * 40) * 100 + END)
        quoth.press("j")
        quoth.wait_for("2 of 24")
        quoth.press("/")
        quoth.press(f"{START}\x1b[31m{END}")
        quoth.press(f"{START}peace{END}")
        quoth.wait_for("peace")
        quoth.press("\rq")
        assert quoth.end() == 0


def test_a_paste_of_many_escape_characters_is_there_at_once() -> None:
    with terminal("--sample") as quoth:
        quoth.wait_for("1 of 24")
        quoth.press("/")
        quoth.press(START + "\x1b" * 3_000 + "peace" + END)
        quoth.wait_for("/ peace")
        quoth.wait_for("by relevance")
        quoth.press("\x15")
        quoth.wait_for("1 of 24")
        quoth.press("\x1b")
        quoth.wait_for("q quit")
        quoth.press("q")
        assert quoth.end() == 0
