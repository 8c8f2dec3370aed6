"""Opening: the frame first, then the store; what can't be read is said once the screen is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.store import Location, Origin, StoreError, locate
from quoth.store.location import SAMPLES
from quoth.tui import explore
from quoth.tui.app import QuothApp
from quoth.tui.look.themes import default_theme
from tests.tui.driving import Opened


async def run_to_its_end(app: QuothApp) -> None:
    """Run an application that ends by itself."""
    async with app.run_test() as pilot:
        while app.return_code is None:
            await pilot.pause()


async def test_a_store_that_turns_out_to_be_wrong_is_left_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    path.write_text('{"statements": {"1": {"quote": 5}}}')
    app = QuothApp(Location(path, Origin.OPTION))
    await run_to_its_end(app)
    assert app.return_code == 3
    assert isinstance(app.return_value, StoreError)
    assert "statements 1" in str(app.return_value)


@pytest.mark.parametrize(
    "broken", ["quoth.index.indexing.opened_in_steps", "quoth.query.run.Engine.find"]
)
async def test_an_error_that_nobody_foresaw_ends_the_program(
    broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(broken, fail)
    app = QuothApp(locate(None, {}, sample=SAMPLES[0]))
    with pytest.raises(RuntimeError, match="unforeseen"):
        await run_to_its_end(app)
    assert app.return_code == 70


def test_a_store_that_is_not_there_never_opens_the_screen(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such file"):
        explore(Location(tmp_path / "none.json", Origin.OPTION))


async def test_an_empty_store_says_so_everywhere(explorer: Opened, tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_text('{"statements": {}}')
    async with explorer((120, 36), Location(path, Origin.OPTION)) as quoth:
        assert "Nothing here has a date." in quoth.text
        for key in (*"123", "enter", *"nNyYsf", "escape", *"uUv[]xXgG2mdct*SM|"):
            name = {"[": "left_square_bracket", "]": "right_square_bracket", "*": "asterisk",
                    "|": "vertical_line"}.get(key, key)  # fmt: skip
            await quoth.press(name)
            if key in "M|":
                await quoth.press("escape")
        assert "nothing here yet" in quoth.text


async def test_a_search_that_is_typed_while_the_store_opens_is_answered(explorer: Opened) -> None:
    async with explorer() as quoth:
        screen = quoth.app.screen
        await quoth.pilot.press("slash", *"ironclad")
        await quoth.settle()
        assert screen is quoth.app.screen
        assert "1 of 1" in quoth.text


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"TERM": "xterm-256color"}, "quoth-dark"),
        ({"TERM": "linux"}, "ansi-dark"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "quoth-dark"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "ansi-dark"),
    ],
)
def test_a_terminal_of_few_colours_keeps_its_own(environment: dict[str, str], theme: str) -> None:
    assert default_theme(environment) == theme
