"""What a terminal can show, judged by its environment: pure functions."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import codecs
import sys
from collections.abc import Callable, Mapping, MutableMapping
from typing import Final, NamedTuple

ASCII: Final = "ascii"
UTF8: Final = "utf-8"

MONOCHROME: Final = 0
FEW: Final = 16
MANY: Final = 256
ALL: Final = 1 << 24

_LAST_WORDS: Final = {
    "256color": MANY, "kitty": MANY, "direct": ALL, "16color": FEW, "88color": FEW, "color": FEW,
    "mono": MONOCHROME, "m": MONOCHROME,
}  # fmt: skip
"""The colours that the end of a `TERM` promises."""
_MODERN: Final = ("alacritty", "contour", "foot", "rio", "wezterm", "xterm-ghostty")
"""How values of `TERM` begin that promise 256 colours, and don't say so."""
_OLD: Final = ("ansi", "cons25", "linux", "pcansi", "sun", "vt1", "vt2", "vt3", "vt4", "vt5")
"""How values of `TERM` begin that take what they don't know for text, or have no mouse."""
_SYSTEMS: Final = {MONOCHROME: "standard", FEW: "standard", MANY: "256", ALL: "truecolor"}
"""How Textual names them."""
_EAST_ASIAN: Final = (
    "big5",
    "cp932",
    "cp949",
    "cp950",
    "euc",
    "gb",
    "hz",
    "iso2022",
    "johab",
    "shift",
)
"""How the encodings begin in which every character of two bytes fills two cells."""  # fmt: skip

Colours = Callable[[str], int | None]
"""Returns how many colours a terminal has by its name, if that is known."""


class Characters(NamedTuple):
    """Which characters a terminal can show."""

    encoding: str = UTF8
    is_wide: bool = False
    """Whether it gives two cells to characters of ambiguous width, to which Textual gives one."""
    is_console: bool = False
    """Whether it has the fonts of a console."""


class Terminal(NamedTuple):
    """What a terminal can show."""

    name: str
    """Its kind, as in `TERM`."""
    colours: int
    is_old: bool
    """Whether to ask it nothing, and send it nothing that a VT220 doesn't know."""
    encoding: str
    """In which its keys arrive."""
    characters: Characters
    is_asked: bool
    """Whether it may draw characters wider than others do, so that it is worth asking."""


def terminal(
    environment: Mapping[str, str], encoding: str, *, utf8_mode: bool, look_up: Colours
) -> Terminal:
    """Return what a terminal can show.

    `encoding` is that of the output stream, and `utf8_mode` says that Python chose UTF-8 by itself.
    """
    name = environment.get("TERM", "")
    encoding = _encoding(environment, encoding, utf8_mode=utf8_mode)
    characters = Characters(
        ASCII if wants_ascii(environment) else encoding,
        is_wide=encoding.startswith(_EAST_ASIAN),
        is_console=name.startswith("linux"),
    )
    keys = UTF8 if encoding == ASCII else encoding
    is_asked = not is_old(name) and characters == Characters()
    return Terminal(name, colours(environment, look_up), is_old(name), keys, characters, is_asked)


def is_old(name: str) -> bool:
    """Tell whether to send a terminal nothing that a VT220 doesn't know."""
    return name.startswith(_OLD)


def wants_ascii(environment: Mapping[str, str]) -> bool:
    """Tell whether the user wants only ASCII."""
    return environment.get("QUOTH_ASCII", "").casefold() not in ("", "0", "no", "false", "off")


def _encoding(environment: Mapping[str, str], encoding: str, *, utf8_mode: bool) -> str:
    """Return the encoding that a terminal understands, by the name that Python gives it.

    In the locale C Python writes UTF-8, assuming that it wasn't chosen. That may be so where
    none is named; but who says `LC_ALL=C` means it, unless they asked Python for something else.
    """
    asked = environment.get("PYTHONUTF8") or environment.get("PYTHONIOENCODING")
    if utf8_mode and not asked and environment.get("LC_ALL") in ("C", "POSIX"):
        return ASCII
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return ASCII


def colours(environment: Mapping[str, str], look_up: Colours) -> int:
    """Return how many colours a terminal has; 0 if they aren't wanted.

    A terminal's name says it, or the variable `COLORTERM`, but for GNU screen, which knows 256 and
    passes the variable on from the terminal around it; else it is looked up.
    """
    if environment.get("NO_COLOR"):
        return MONOCHROME
    name = environment.get("TERM", "")
    promised = environment.get("COLORTERM", "").casefold() in ("truecolor", "24bit")
    if (promised and "STY" not in environment) or (not name and sys.platform == "win32"):
        return ALL
    if name.startswith(_MODERN):
        return MANY
    last = name.rpartition("-")[2] if "-" in name else ""
    if last in _LAST_WORDS:
        return _LAST_WORDS[last]
    known = look_up(name)
    if known is None:
        return MONOCHROME if name.startswith(("vt1", "vt2")) else FEW
    return next((some for some in (ALL, MANY) if known >= some), FEW if known > 2 else MONOCHROME)


def colours_known(name: str) -> int | None:
    """Return how many colours the terminals' database says that one has."""
    try:
        import curses  # noqa: PLC0415  # most names tell it by themselves

        curses.setupterm(name, 2)
        return curses.tigetnum("colors")
    except (ImportError, OSError, ValueError):
        return None
    except curses.error:
        return None


def this_terminal(environment: Mapping[str, str]) -> Terminal:
    """Return what the terminal of this process can show."""
    stream = sys.__stderr__
    encoding = (stream.encoding if stream is not None else "") or ASCII
    utf8_mode = bool(sys.flags.utf8_mode)
    return terminal(environment, encoding, utf8_mode=utf8_mode, look_up=colours_known)


def announce(known: Terminal, environment: MutableMapping[str, str]) -> None:
    """Tell Textual, by its own variables, how many colours a terminal has; before it is imported.

    A `NO_COLOR` that is empty says nothing, which Textual takes otherwise.
    """
    environment.setdefault("TEXTUAL_COLOR_SYSTEM", _SYSTEMS[known.colours])
    if known.colours == MONOCHROME:
        environment["NO_COLOR"] = "1"
    else:
        environment.pop("NO_COLOR", None)
