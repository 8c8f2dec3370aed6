"""The first line: the program, the store, and where help is."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.tui.configured import told_keys
from quoth.tui.look.painting import LineBar, join, line


class TitleBar(LineBar):
    """As many whole parts of the title as there is room for."""

    _parts: Sequence[str] = ()
    _standing = ""

    def show_parts(self, parts: Sequence[str], standing: str) -> None:
        """Show these parts, the weightiest first, and how the store may be used if not freely."""
        self._parts = parts
        self._standing = standing
        self._lay_out()

    def on_resize(self) -> None:
        """Show as many parts as there is room for now."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Leave parts out until the rest fits; the first is cut rather than left out."""
        right = line((f"{join([self._standing, told_keys(self, '{help} help')])} ", "faint"))
        for number in range(len(self._parts), 0, -1):
            left = line(" ", ("quoth", "title"), f"  {join(self._parts[:number])}")
            if left.cell_length + 1 + right.cell_length <= self.size.width or number == 1:
                self.show(left, right)
                return
