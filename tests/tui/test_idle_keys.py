"""A key that has no meaning where it is pressed says so, in every dialog by the same means."""

from __future__ import annotations

from typing import Final

import pytest

from quoth.store import Location
from quoth.tui.widgets.idle_keys import why_unchanged
from quoth.tui.widgets.key_bar import KeyBar
from tests.tui.driving import Explorer, Opened

OPENED_BY: Final = ("c", "f", "e", "question_mark", "d")
"""The keys that open dialogs: forms, questions, lists and lines to type in."""
IN_FORMS: Final = ("up", "end", "home", "left", "ctrl+d", "ctrl+k", "f9", "pagedown", "pageup")


@pytest.mark.parametrize(
    ("key", "action", "said"),
    [
        ("end", "cursor_line_end", "end: the text ends here."),
        ("ctrl+d", "delete_right", "ctrl-d: the text ends here."),
        ("pagedown", "cursor_page_down", "pgdn: the text ends here."),
        ("home", "home", "home: the text begins here."),
        ("ctrl+u", "delete_to_start_of_line", "ctrl-u: the text begins here."),
        ("up", "cursor_up", "↑: the text begins here."),
        ("ctrl+x", "cut", "ctrl-x: nothing is selected."),
        ("ctrl+y", "redo", "ctrl-y: there is nothing to redo."),
        ("f5", "select_word", "F5: there is nothing to select."),
        ("f12", "something_new", "F12 changes nothing here."),
    ],
)
def test_what_is_said_of_a_key_that_edits_a_text(key: str, action: str, said: str) -> None:
    assert why_unchanged(key, action) == said


def _hush(quoth: Explorer) -> None:
    for screen in quoth.app.screen_stack:
        for bar in screen.query(KeyBar):
            bar.hush()


async def test_no_dialog_takes_a_key_in_silence(explorer: Opened, own: Location) -> None:
    silent = []
    async with explorer((80, 24), own) as quoth:
        for opening in OPENED_BY:
            await quoth.press(opening)
            assert len(quoth.app.screen_stack) == 2, opening
            for key in IN_FORMS if opening == "c" else ("f9",):
                _hush(quoth)
                before = quoth.text
                await quoth.press(key)
                if quoth.text == before:
                    silent.append((opening, key))
            quoth.app.screen.dismiss(None)
            await quoth.settle()
    assert silent == []


async def test_a_key_of_another_pane_says_where_it_works(explorer: Opened) -> None:
    async with explorer() as quoth:
        await quoth.press("1", "V")
        assert "V (mark from here) works in the statements: 2 goes there." in quoth.text
        await quoth.press("b")
        assert "b does nothing here; ? shows every key." in quoth.text


async def test_a_form_says_which_field_is_the_last(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("c", "down")
        assert "This is the only field." in quoth.text
        assert "as last" not in quoth.text
        assert "enter next" not in quoth.text
