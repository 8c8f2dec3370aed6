"""What stands in a cell of a table: harmless in a spreadsheet, and the same text once it is read.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a formula can
fetch what it likes and send what it sees elsewhere (OWASP, "CSV Injection"). An apostrophe before
it makes it a text. So that no apostrophe of a text is taken for one of ours, a text that begins
with one gets one more.

Both directions are here, for those who write tables and those who read them.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Iterable
from typing import Final

from quoth.store.model import Position, Stance

APOSTROPHE: Final = "'"
_FORMULAS: Final = tuple("=+-@\t\r\n＝＋－＠")
"""What a cell may not begin with; some programs pass over white space, and fold wide signs."""
_GUARDED: Final = (*_FORMULAS, APOSTROPHE)

SEPARATOR: Final = "; "
"""Stands between the items of a list."""
_ESCAPE: Final = "\\"


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet might take a cell for a formula."""
    return text.startswith(_FORMULAS)


def guard(text: str) -> str:
    """Return a text as it stands in a cell."""
    return APOSTROPHE + text if text.startswith(_GUARDED) else text


def unguard(cell: str) -> str:
    """Return the text that stands in a cell: the inverse of `guard`.

    An apostrophe that guards nothing is the text's own; such tables come from elsewhere.
    """
    return cell[1:] if cell.startswith(APOSTROPHE) and cell[1:].startswith(_GUARDED) else cell


def joined(items: Iterable[str]) -> str:
    """Return the items of a list as one text: `; ` between them, `;` and `\\` in them escaped."""
    return SEPARATOR.join(
        item.replace(_ESCAPE, _ESCAPE * 2).replace(";", f"{_ESCAPE};") for item in items
    )


def split(text: str) -> list[str]:
    """Return the items that one text holds: the inverse of `joined`.

    One space after a semicolon belongs to it; it may be missing, as in tables that people write.
    """
    if not text:
        return []
    items: list[list[str]] = [[]]
    characters = iter(text)
    for character in characters:
        if character == _ESCAPE:
            items[-1].append(next(characters, _ESCAPE))
        elif character == ";":
            items.append([])
        else:
            items[-1].append(character)
    first, *others = map("".join, items)
    return [first, *(item.removeprefix(" ") for item in others)]


def stance_text(stance: Stance) -> str:
    """Return a stance as `topic:position`."""
    return f"{stance.topic}:{stance.position}"


def stance_of(text: str) -> Stance:
    """Return the stance that a text holds: the inverse of `stance_text`.

    Raises:
        ValueError: it holds none.
    """
    topic, _, position = text.rpartition(":")
    if not topic:
        raise ValueError(text)
    return Stance(topic, Position(position))
