"""The first line: the program, the store, and where help is."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.tui.painting import LineBar, join, line


class TitleBar(LineBar):
    """As much of what is to be said as there is room for, in whole parts."""

    _parts: Sequence[str] = ()
    _sample = False

    def show_parts(self, parts: Sequence[str], *, sample: bool) -> None:
        """Show these parts, the weightiest first, and whether the store is the sample."""
        self._parts = parts
        self._sample = sample
        self._lay_out()

    def on_resize(self) -> None:
        """Show as many parts as there is room for now."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Leave parts out until the rest fits; the first is cut rather than left out."""
        right = line(("sample · ? help " if self._sample else "? help ", "faint"))
        for number in range(len(self._parts), 0, -1):
            left = line(" ", ("quoth", "title"), f"  {join(self._parts[:number])}")
            if left.cell_length + 1 + right.cell_length <= self.size.width or number == 1:
                self.show(left, right)
                return
