"""Values that a number takes, each beside its number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from quoth.tui.look.painting import Painted, in_lines, line, plain

_WIDEST: Final = 36
"""Columns that a value takes at most."""


class OfferedValue(NamedTuple):
    """A value that a number stands for."""

    label: str
    """What is shown; not neutral yet."""
    value: str
    """What a form takes for it: an id, a name, a date."""


class OfferedLines(Painted, Widget):
    """The values, as many in a line as there is room for."""

    def __init__(self, offered: Sequence[OfferedValue], *, id: str) -> None:  # noqa: A002  # Textual's name
        """Take the values."""
        super().__init__(id=id)
        self._parts = [
            line((f"{number}", "key"), " ")
            + line(plain(one.label)).truncate(_WIDEST, ellipsis=True)
            for number, one in enumerate(offered, 1)
        ]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines that the values take."""
        return len(in_lines(self._parts, width))

    def render_line(self, y: int) -> Strip:
        """Paint a line of values."""
        lines = in_lines(self._parts, self.size.width)
        return self.paint(lines[y] if y < len(lines) else Content(""), self.size.width)
