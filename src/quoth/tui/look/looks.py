"""The look of each role, from the colours of a theme: a pure function, made once a theme.

Textual would give every widget a style of its own for every role; a dozen widgets with a dozen
roles make a tenth of a second before the first paint, and they would all be the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from rich.style import Style
from textual.color import Color

CONTRAST: Final = "contrast"
"""The variable of a theme that has contrast before all else."""


class Colours(NamedTuple):
    """The colours of a theme that roles use, as a style sheet writes them."""

    primary: str
    secondary: str
    accent: str
    success: str
    foreground: str
    background: str
    panel: str
    contrast: str = ""
    """Whether contrast comes before all else: anything, or nothing."""

    @classmethod
    def of(cls, variables: Mapping[str, str]) -> Colours:
        """Take the colours from the variables of a theme."""
        named = {name: variables[name] for name in cls._fields if name != CONTRAST}
        return cls(**named, contrast=variables.get(CONTRAST, ""))


@lru_cache(maxsize=8)
def looks(colours: Colours) -> Mapping[str, Style]:
    """Return the style of each role, to be laid over that of its line.

    In a theme of the terminal's own colours, what is weighty is bold or reversed, and no
    background is touched: nobody knows what it is. Where contrast comes first, the cursor is
    reversed as well, which leaves each colour the contrast that it has.
    """
    primary, secondary, accent, success, foreground, background, panel = map(
        Color.parse, colours[:-1]
    )
    reverses = foreground.ansi is not None or bool(colours.contrast)
    faintness = 0.8 if colours.contrast else 0.66
    ansi = foreground.ansi is not None
    return {
        "match": _coloured(accent, bold=True, underline=True),
        "strong": Style(bold=True),
        "quote": _coloured(accent, bold=True, underline=True),
        "drafted": Style(underline=True),
        "cue": Style(italic=True, bold=True, color=secondary.rich_color),
        "named": _coloured(success, bold=True),
        "faint": Style(dim=True) if ansi else _coloured(background.blend(foreground, faintness)),
        "speaker": Style(),
        "kind-direct": _coloured(accent),
        "kind-mixed": _coloured(secondary),
        "kind-indirect": Style(),
        "label": _coloured(secondary, bold=True),
        "link": _coloured(primary),
        "chosen": _coloured(success, bold=True),
        "bar": _coloured(secondary),
        "sign": _coloured(accent),
        "key": _coloured(accent, bold=True),
        "title": _coloured(primary, bold=True),
        "cursor": Style(reverse=True) if reverses else _on(background.blend(primary, 0.32)),
        "resting": Style(bold=True) if ansi else _on(panel),
    }


def _coloured(colour: Color, *, bold: bool | None = None, underline: bool | None = None) -> Style:
    """Return a style of a colour."""
    return Style(color=colour.rich_color, bold=bold, underline=underline)


def _on(background: Color) -> Style:
    """Return a style of a background."""
    return Style(bgcolor=background.rich_color)
