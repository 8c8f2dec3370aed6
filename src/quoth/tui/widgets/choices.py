"""A short list of things to do, each with its key; the current one is explained below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from quoth.tui.look.painting import Painted, line
from quoth.tui.widgets.list_pane import ListPane

_LEAST_ABOUT = 12
"""Cells that it takes for the words beside a label to say anything."""


class ChoiceRow(NamedTuple):
    """One thing to do; its texts are neutral."""

    action: str
    """The screen's action for it."""
    key: str
    label: str
    about: str
    """A few words beside it."""
    help: str
    """What it does, in a sentence or two."""


class ChoiceList(ListPane):
    """Things to do, one per line."""

    def __init__(self, rows: Sequence[ChoiceRow], *, id: str) -> None:  # noqa: A002  # Textual's name
        """Create the list of what can be chosen."""
        super().__init__(id=id)
        self._rows = rows

    def on_mount(self) -> None:
        """Begin with the first."""
        self.styles.height = len(self._rows)
        self.fill(len(self._rows), 0)

    @property
    def row(self) -> ChoiceRow:
        """The choice that the cursor is on."""
        return self._rows[self.cursor]

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return the key, what it does, and a few words about it."""
        row = self._rows[item]
        keys, labels = (max(map(len, column)) for column in self._columns)
        sign = "▌" if item == self.cursor else " "
        label = f"{row.label:<{labels}}"
        left = line((sign, "sign"), " ", (f"{row.key:<{keys}}", "key"), f"  {label}")
        room = width - left.cell_length - 1
        if room < _LEAST_ABOUT:
            return [left]
        return [left + line((f"   {row.about}", "faint")).truncate(room, ellipsis=True)]

    @property
    def _columns(self) -> tuple[list[str], list[str]]:
        """The keys and the labels."""
        return [row.key for row in self._rows], [row.label for row in self._rows]

    def chooses_at_once(self) -> bool:
        """Do by a click."""
        return True


class SaidLines(Painted, Widget):
    """A text of some lines, wrapped."""

    def __init__(self, text: str = "", *, id: str) -> None:  # noqa: A002  # Textual's name
        """Create the lines of a neutralised text."""
        super().__init__(id=id)
        self._text = line((text, "faint"))

    def show(self, text: str | Content) -> None:
        """Say something else; neutral."""
        content = line((text, "faint")) if isinstance(text, str) else text
        if not content.is_same(self._text):
            self._text = content
            self.refresh(layout=self.styles.is_auto_height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the lines that the text takes, where its height is its own affair."""
        return max(1, len(self._lines(width)))

    def _lines(self, width: int) -> list[Content]:
        """Return the text in lines."""
        return list(self._text.wrap(max(width, 1))) if self._text.plain else []

    def render_line(self, y: int) -> Strip:
        """Paint one line of the text."""
        width = self.size.width
        lines = self._lines(width)
        return self.paint(lines[y] if y < len(lines) else Content(""), width)
