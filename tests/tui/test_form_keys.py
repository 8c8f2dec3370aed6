"""The bar of keys of a form: what acts there, from its first frame on."""

from __future__ import annotations

from unittest.mock import patch

from quoth.commands import Context
from quoth.store import Location
from quoth.tui.widgets.key_bar import KeyBar
from tests.tui.driving import Opened


async def test_the_keys_of_a_form_are_those_that_act_in_it(explorer: Opened, own: Location) -> None:
    async with explorer((80, 24), own) as quoth:
        await quoth.press("2", "c")
        assert "F2 save" in quoth.lines[-1]
        assert "complete" not in quoth.lines[-1]  # nothing completes a note
        await quoth.press("escape", "t")
        assert "tab complete" in quoth.lines[-1]


async def test_a_bar_of_keys_is_whole_before_it_has_its_width(explorer: Opened) -> None:
    async with explorer((80, 24)) as quoth:
        bar = KeyBar(id="new-keys")
        with patch.object(KeyBar, "on_resize"):
            await quoth.app.screen.mount(bar)
            bar.show_place(Context.FORM)
            assert "F2 save" in bar._shown[0].plain  # as the first frame is painted
