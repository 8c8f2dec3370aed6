"""How a cell looks, and the shortest change from one look to another."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple


class CellStyle(NamedTuple):
    """Colours, attributes and link of a cell, in the terminal's own numbers."""

    foreground: str = ""
    """As `31` or `38;5;208`; nothing is the terminal's own."""
    background: str = ""
    attributes: frozenset[str] = frozenset()
    """The numbers that switch bold, italic and their like on."""
    link: str = ""
    """Parameters and address of a link (OSC 8), with the semicolon between them."""


PLAIN: Final = CellStyle()
_OFF: Final = {
    "1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29",
    "53": "55",
}  # fmt: skip
"""What switches each attribute off; bold and dim go together."""
_FOREGROUNDS: Final = frozenset(map(str, (*range(30, 38), *range(90, 98))))
_BACKGROUNDS: Final = frozenset(map(str, (*range(40, 48), *range(100, 108))))
_LENGTHS: Final = {"5": 3, "2": 5}
"""How many numbers a colour takes, by the second of them."""


@lru_cache(maxsize=4096)
def changed(look: CellStyle, numbers: str) -> CellStyle | None:
    """Return a look after a change of colours and attributes; None if it isn't understood."""
    for number in _grouped(numbers):
        if number in ("", "0"):
            look = CellStyle(link=look.link)
        elif number in _OFF:
            look = look._replace(attributes=look.attributes | {number})
        elif number in _OFF.values():
            kept = {on for on in look.attributes if _OFF[on] != number}
            look = look._replace(attributes=frozenset(kept))
        elif number == "39" or number in _FOREGROUNDS or number.startswith("38;"):
            look = look._replace(foreground="" if number == "39" else number)
        elif number == "49" or number in _BACKGROUNDS or number.startswith("48;"):
            look = look._replace(background="" if number == "49" else number)
        else:
            return None
    return look


def _grouped(numbers: str) -> Iterator[str]:
    """Yield the numbers of a change, those of one colour together."""
    rest = numbers.split(";")
    while rest:
        length = _LENGTHS.get(rest[1], 1) if rest[0] in ("38", "48") and len(rest) > 1 else 1
        length = length if len(rest) >= length else 1
        yield ";".join(rest[:length])
        del rest[:length]


@lru_cache(maxsize=4096)
def change(before: CellStyle | None, after: CellStyle) -> str:
    """Return the shortest bytes from one look to another.

    Of a look that isn't known, only that it has no link: Textual ends each where it began.
    """
    anew = _sgr(["", *_parts(PLAIN, after)] if after[:3] != PLAIN[:3] else [""])
    if before is None:
        return anew + (_link(after.link) if after.link else "")
    link = _link(after.link) if before.link != after.link else ""
    if before[:3] == after[:3]:
        return link
    return min(_sgr(_parts(before, after)), anew, key=len) + link


def _parts(before: CellStyle, after: CellStyle) -> list[str]:
    """Return the numbers that make one look of another without a fresh start."""
    gone = {_OFF[on] for on in before.attributes - after.attributes}
    # Bold can't go without dim: what stays of the two has to be switched on again.
    stays = {on for on in after.attributes if on not in before.attributes or _OFF[on] in gone}
    parts = sorted(gone) + sorted(stays)
    if before.foreground != after.foreground:
        parts.append(after.foreground or "39")
    if before.background != after.background:
        parts.append(after.background or "49")
    return parts


def _sgr(parts: list[str]) -> str:
    """Return the sequence of a change."""
    return f"\x1b[{';'.join(parts)}m"


def _link(link: str) -> str:
    """Return the sequence that begins a link, or ends one."""
    return f"\x1b]8;{link or ';'}\x1b\\"


@lru_cache(maxsize=4096)
def erases(look: CellStyle, *, in_colour: bool) -> bool:
    """Tell whether erasing with a look leaves just what blanks of that look would."""
    return (in_colour or not look.background) and not look.attributes and not look.link
