"""Makes the pictures of the README from the bundled samples: `python -m tests.make_screenshots`.

They are the same to the byte each time, and a test holds those in the repository against fresh
ones, so that they can't go stale.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from quoth.store import Location, Origin
from quoth.store.location import SAMPLES, sample_path
from tests.tui.driving import Size, open_explorer

FOLDER: Final = Path(__file__).parent.parent / "screenshots"


class View(NamedTuple):
    """A picture: at which size, and by which keys one gets there; a text is typed."""

    size: Size
    keys: Sequence[str] = ()
    typed: str = ""
    then: Sequence[str] = ()
    sample: str = SAMPLES[0]


VIEWS: Final = {
    "wide": View((120, 36), ("1", "down", "down", "enter", "2", "down")),
    "80x24": View((80, 24)),
    "search-with-typo": View((80, 24), ("slash",), "ironclad garantee"),
    "detail": View((80, 24), ("slash",), "ironclad", ("enter", "enter")),
    "timeline": View((120, 36), ("3", "minus", "minus", "minus", "enter")),
    "camps": View((80, 36), ("W", "tab", "tab", "tab", "tab"), sample="quillhaven"),
    "help": View((80, 24), ("question_mark",)),
}

_NOWHERE: Final = Path(os.devnull) / "searches.json"
"""Where nothing can be remembered: a picture has no past, and leaves none."""

# The exporter asks for a font from a server; a picture shows itself with what the reader has.
_FONT_FACES = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)

# Some programs that draw an SVG leave out the blanks at the beginning of a text and draw the rest
# in their place. A text without them is at the same place in all.
_PADDED = re.compile(
    r'(?P<head><text [^>]*x=)"(?P<x>[\d.]+)"(?P<middle>[^>]*textLength=)"(?P<length>[\d.]+)"'
    r"(?P<tail>[^>]*>)(?P<ahead>(?:&#160;)*)(?P<text>.*?)(?P<behind>(?:&#160;)*)</text>"
)
_CELL: Final = 12.2
"""The width of a cell in the pictures that Rich draws, in units of the SVG."""


async def picture(view: View) -> str:
    """Return a view as SVG."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quoth.settings.searches.default_path", lambda: _NOWHERE)
        return await _picture(view)


async def _picture(view: View) -> str:
    """Return a view as SVG."""
    location = Location(sample_path(view.sample), Origin.SAMPLE)
    async with open_explorer(view.size, location) as quoth:
        await quoth.press(*view.keys)
        await quoth.type(view.typed)
        await quoth.press(*view.then)
        await asyncio.wait_for(quoth.app.workers.wait_for_complete(), 60)
        await quoth.settle()
        drawn = _FONT_FACES.sub("", quoth.app.export_screenshot())
        return _PADDED.sub(_without_padding, drawn) + "\n"


def _without_padding(padded: re.Match[str]) -> str:
    """Return a text element without the blanks around its text, which stays where it is."""
    if not padded["text"]:
        return ""
    ahead, behind = (padded[name].count("&#160;") for name in ("ahead", "behind"))
    x = float(padded["x"]) + ahead * _CELL
    length = float(padded["length"]) - (ahead + behind) * _CELL
    place = f'{padded["head"]}"{x:g}"{padded["middle"]}"{length:g}"{padded["tail"]}'
    return f"{place}{padded['text']}</text>"


async def make_all() -> None:
    """Make every picture."""
    for name, view in VIEWS.items():
        (FOLDER / f"{name}.svg").write_text(await picture(view), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(make_all())
