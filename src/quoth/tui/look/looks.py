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

from quoth.tui.look.contrast import readable

CONTRAST: Final = "contrast"
"""The variable of a theme that has contrast before all else."""

ACTOR_ROLES: Final = tuple(f"actor-{number}" for number in range(6))
"""The roles of the colours that actors have: those who speak most have one each."""
_ACTORS: Final = ("#56a8f5", "#e59a4a", "#5fbf7f", "#c58af0", "#ee7f92", "#4cc3c3")
_ANSI_ACTORS: Final = (
    "ansi_cyan", "ansi_yellow", "ansi_green", "ansi_magenta", "ansi_blue", "ansi_red",
)  # fmt: skip
_AA: Final = 4.5
_AAA: Final = 7.0
"""The contrast that WCAG 2.2 asks of text at its middle level, and at its highest."""


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
    background is touched, because it is unknown. Where contrast comes first, the cursor is
    reversed as well, which leaves each colour the contrast that it has. In all other themes each
    text can be read on each ground (WCAG 2.2, level AA), the cursor's among them.
    """
    named = {name: Color.parse(getattr(colours, name)) for name in Colours._fields[:-1]}
    foreground, background, panel = (named[name] for name in ("foreground", "background", "panel"))
    ansi = foreground.ansi is not None
    reverses = ansi or bool(colours.contrast)
    actors = dict(zip(ACTOR_ROLES, _ANSI_ACTORS if ansi else _ACTORS, strict=True))
    texts = named | {role: Color.parse(colour) for role, colour in actors.items()}
    cursor = background.blend(named["primary"], 0.32)
    if not ansi:
        texts["faint"] = background.blend(foreground, 0.8 if colours.contrast else 0.66)
        grounds = [background, panel] if reverses else [background, panel, cursor]
        least = _AAA if colours.contrast else _AA
        texts = {name: readable(colour, grounds, least) for name, colour in texts.items()}
    accent, secondary, success = texts["accent"], texts["secondary"], texts["success"]
    return {
        "match": _coloured(accent, bold=True, underline=True),
        "strong": Style(bold=True),
        "quote": _coloured(accent, bold=True, underline=True),
        "drafted": Style(underline=True),
        "cue": Style(italic=True, bold=True, color=secondary.rich_color),
        "named": _coloured(success, bold=True),
        "faint": Style(dim=True) if ansi else _coloured(texts["faint"]),
        "speaker": Style(),
        "kind-direct": _coloured(accent),
        "kind-mixed": _coloured(secondary),
        "kind-indirect": Style(),
        "label": _coloured(secondary, bold=True),
        "link": _coloured(texts["primary"]),
        "chosen": _coloured(success, bold=True),
        "bar": _coloured(secondary),
        "sign": _coloured(accent),
        "key": _coloured(accent, bold=True),
        "title": _coloured(texts["primary"], bold=True),
        "cursor": Style(reverse=True) if reverses else _on(cursor),
        "resting": Style(bold=True) if ansi else _on(panel),
        **{role: _coloured(texts[role]) for role in ACTOR_ROLES},
    }


def _coloured(colour: Color, *, bold: bool | None = None, underline: bool | None = None) -> Style:
    """Return a style of a colour."""
    return Style(color=colour.rich_color, bold=bold, underline=underline)


def _on(background: Color) -> Style:
    """Return a style of a background."""
    return Style(bgcolor=background.rich_color)
