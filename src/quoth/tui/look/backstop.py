"""The last door before the terminal: no control character of a finished line passes it.

Everything from a store is neutralised where it becomes visible (`quoth.basics.text`); Textual
itself lets control bytes through every widget, so a slip there, or in a widget that isn't ours,
ends here.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from quoth.basics.text import strip_controls


class Backstop(LineFilter):
    """Replaces control characters, of the same width, in every line of every widget."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the line; the very same list where it is clean, as it always should be."""
        if all(segment.control or segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(strip_controls(segment.text), segment.style)
            for segment in segments
        ]
