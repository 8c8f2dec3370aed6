"""What may be set, typed, and what holds where nothing is."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import os
from collections.abc import Mapping
from enum import Enum
from typing import Final, NamedTuple

from quoth.basics.dates import DateStyle
from quoth.basics.places import FilePath
from quoth.basics.text import NEWLINE_SIGN, spell_out

KEYS: Final = "keys"
"""The table of the file that gives commands other keys."""
NO_KEYS: Final[Mapping[str, tuple[str, ...]]] = {}
NO_LINES: Final[Mapping[str, int]] = {}


class SettingsError(Exception):
    """A file of settings that can't be followed: what is wrong, where, what to do, in one line."""

    def __init__(self, message: str) -> None:
        """Take the message; what it repeats is spelt out, so that it stays one line."""
        super().__init__(spell_out(message).replace("\n", NEWLINE_SIGN))


def at(path: FilePath, line: int) -> str:
    """Return where in a file something is; line 0 means that the line is unknown."""
    return f"{os.fspath(path)}, line {line}" if line else os.fspath(path)


class Density(Enum):
    """How much of its words each statement in the list shows; the one at the cursor shows all."""

    COMFORTABLE = "comfortable"
    """Three lines, or more in a high pane."""
    COMPACT = "compact"
    """One line in all."""
    ROOMY = "roomy"
    """All of them."""


class CursorStyle(Enum):
    """How the cursor of the statements is painted."""

    ROW = "row"
    """On the whole row where it rests, which opens then where its words were cut."""
    BAR = "bar"
    """On the margin and the first words: what is painted has to be sent."""


class Settings(NamedTuple):
    """What a person has set."""

    theme: str = ""
    """The colours; nothing leaves them to the terminal and to what was chosen last."""
    density: Density = Density.COMFORTABLE
    cursor: CursorStyle = CursorStyle.ROW
    dates: DateStyle = DateStyle.DAY
    store: str = ""
    """The store to open where none is named; nothing stands for the person's own."""
    mouse: bool = True
    coder: str = ""
    """Who codes; nothing stands for the login name."""
    keys: Mapping[str, tuple[str, ...]] = NO_KEYS
    """The keys of commands that have others than usual, as Textual names them, by command."""
    lines: Mapping[str, int] = NO_LINES
    """The line of each option that the file sets, as far as it is known."""


DEFAULTS: Final = Settings()

THEMES: Final = (
    "quoth-dark", "quoth-light", "quoth-contrast", "quoth-contrast-light", "textual-dark",
    "textual-light", "nord", "gruvbox",
    "catppuccin-mocha", "dracula", "tokyo-night", "monokai", "flexoki", "catppuccin-latte",
    "catppuccin-frappe", "catppuccin-macchiato", "solarized-light", "solarized-dark", "rose-pine",
    "rose-pine-moon", "rose-pine-dawn", "atom-one-dark", "atom-one-light", "ansi-dark",
    "ansi-light",
)  # fmt: skip
"""The names of the explorer's colours: quoth's own, Textual's, and the terminal's."""


class ConfigOption(NamedTuple):
    """One thing that may be set."""

    name: str
    purpose: str
    """What it sets, in a line or two."""
    example: str
    """A value that it may have, as it is written."""
    values: tuple[str, ...] = ()
    """All that it may be, where that is a closed set."""


OPTIONS: Final = (
    ConfigOption(
        "theme",
        "The colour theme. Default: the one last chosen with {theme}, else quoth's own.\n"
        "With NO_COLOR, or in a terminal of 16 colours, the terminal's own are used.",
        '"quoth-dark"',
        THEMES,
    ),
    ConfigOption(
        "density",
        "How much of its words a statement shows in the list: three lines or more, as the height\n"
        "allows (comfortable), one (compact), or all of them (roomy). At the cursor all are shown.",
        '"comfortable"',
        tuple(one.value for one in Density),
    ),
    ConfigOption(
        "cursor",
        "The cursor in the statements: the whole row, which opens when the cursor rests if its\n"
        "words were cut (row), or the margin and the first words, which sends the least over a\n"
        "slow line (bar).",
        '"row"',
        tuple(one.value for one in CursorStyle),
    ),
    ConfigOption(
        "dates",
        'How dates are written: "day" is 20 Mar 2025, "us" is Mar 20, 2025, "iso" is 2025-03-20.\n'
        "What is exported stays as it is.",
        '"day"',
        tuple(one.value for one in DateStyle),
    ),
    ConfigOption(
        "store",
        "The store to open if neither --store nor $QUOTH_STORE names one. A relative path\n"
        "starts at the folder of this file; ~ is your home.",
        '"~/quotes/store.json"',
    ),
    ConfigOption(
        "coder",
        "Your name as a coder, under which sources are assigned to you. Default: your login\nname.",
        '"ann"',
    ),
    ConfigOption(
        "mouse", "Whether the explorer handles the mouse. With false, your terminal does.", "true"
    ),
)
"""All that may be set, but for the keys."""
