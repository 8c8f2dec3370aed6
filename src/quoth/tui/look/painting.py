"""Lines of text with roles, painted as strips of a widget.

A role is a name ("match", "faint"); `quoth.tui.look.looks` gives its look. Every text that reaches
a line from a store passes `plain`, or the neutraliser itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.content import Content, Span
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from quoth.basics.text import ALTERED_SIGN, LIST_LENGTH, neutralise
from quoth.tui.look.looks import Colours, looks
from quoth.tui.parts import WidgetPart

_MANY: Final = 12
"""Blanks that take more bytes than to erase them does."""
_NARROWEST: Final = 8
"""Cells of a line that is wrapped, however narrow its place is."""


def plain(text: str, limit: int = LIST_LENGTH) -> str:
    """Return a text of a store as one line that is safe to show, marked where that altered it.

    What is longer than the limit is cut.
    """
    shown, altered = neutralise(text, limit=limit)
    return f"{shown} {ALTERED_SIGN}" if altered else shown


def line(*runs: str | tuple[str, str]) -> Content:
    """Return a line of neutral texts, each alone or with its role."""
    text = ""
    spans = []
    for run in runs:
        words, role = (run, "") if isinstance(run, str) else run
        if role:
            spans.append(Span(len(text), len(text) + len(words), role))
        text += words
    return Content(text, spans)


def emphasise(content: Content, spans: Iterable[tuple[int, int]], role: str) -> Content:
    """Return a line with some spans of it in another role."""
    return content.add_spans([Span(start, end, role) for start, end in spans])


def ends(left: Content, right: Content, width: int) -> Content:
    """Return a line of two parts, the second flush with the end; it goes first if room is short."""
    room = width - right.cell_length - 1
    if room < min(left.cell_length, 8):
        return left
    cut = left.truncate(room, ellipsis=True)
    return cut + Content(" " * (width - cut.cell_length - right.cell_length)) + right


def indented(content: Content, indent: int, width: int, most: int = 0) -> list[Content]:
    """Return what is too long for a line as several, each indented; the last is cut.

    Args:
        content: what is shown.
        indent: blanks before each line.
        width: cells of a line.
        most: how many lines there may be; 0 for as many as it takes.
    """
    room = max(width - indent, _NARROWEST)
    lines = list(content.wrap(room))
    if most and len(lines) > most:
        rest = Content(" ").join(lines[most - 1 :])
        lines = [*lines[: most - 1], rest.truncate(room, ellipsis=True)]
    return [Content(" " * indent) + one.rstrip() for one in lines]


def in_lines(pieces: Iterable[Content], width: int) -> list[Content]:
    """Return pieces beside each other in as many lines as they need, with a blank at both ends."""
    lines: list[Content] = []
    for piece in pieces:
        if lines and lines[-1].cell_length + 2 + piece.cell_length < width:
            lines[-1] += Content("  ") + piece
        else:
            lines.append(Content(" ") + piece)
    return lines


def width_of(text: str) -> int:
    """Return the cells that a neutral text takes."""
    return cell_len(text)


def paint(content: Content, width: int, base: Style, style_of: Callable[[str], Style]) -> Strip:
    """Return a line as a strip of exactly this width, cut with an ellipsis where it is longer.

    Blanks take the look of the words beside them if that can't be seen, so that a terminal needn't
    change its colours for them.
    """
    if content.cell_length > width:
        content = content.truncate(width, ellipsis=True)
    text = content.plain
    cuts = sorted(
        {0, len(text), *(cut for span in content.spans for cut in (span.start, span.end))}
    )
    segments = []
    for start, end in pairwise(cuts):
        style = base
        for span in content.spans:
            if span.start <= start and end <= span.end:
                style = style + style_of(str(span.style))
        segments.append(Segment(text[start:end], style))
    blank = Segment(" " * (width - content.cell_length), base)
    return Strip(_with_plain_blanks([*segments, blank]), width)


def _with_plain_blanks(segments: Sequence[Segment]) -> list[Segment]:
    """Return segments whose blanks have the look of the text before them, if it can't be seen.

    Many blanks are left as they are behind bold text: a terminal can erase them then.
    """
    painted: list[Segment] = []
    for segment in segments:
        before = painted[-1] if painted and segment.text.isspace() else None
        is_erased = before is not None and len(segment.text) >= _MANY and _is_bold(before)
        if before is not None and not is_erased and _ground(before) == _ground(segment):
            painted[-1] = Segment(painted[-1].text + segment.text, painted[-1].style)
        elif segment.text:
            painted.append(segment)
    return painted


def _is_bold(segment: Segment) -> bool:
    """Tell whether a segment is bold."""
    return segment.style is not None and bool(segment.style.bold)


def _ground(segment: Segment) -> tuple[object, ...]:
    """Return all that is seen of the blanks in a segment."""
    style = segment.style
    if style is None:
        return ()
    lines = (style.underline, style.underline2, style.strike, style.overline)
    return style.bgcolor, bool(style.reverse), style.link, *map(bool, lines)


class Painted(WidgetPart):
    """A widget that paints lines with roles."""

    _at_once = False
    _ground: tuple[Style, Mapping[str, Style], dict[object, Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint some lines; what all of them lie on is looked up once."""
        self._ground = None
        self._at_once = True
        try:
            return super().render_lines(crop)
        finally:
            self._at_once = False

    def _lies_on(self) -> tuple[Style, Mapping[str, Style], dict[object, Strip]]:
        """Return the style of a blank line, that of each role, and the blank lines made so far."""
        ground = self._ground if self._at_once else None
        if ground is None:
            ground = self.rich_style, looks(Colours.of(self.app.theme_variables)), {}
            self._ground = ground
        return ground

    def role_style(self, role: str) -> Style:
        """Return the look of a role, to be laid over a base style."""
        return self._lies_on()[1][role]

    def paint(self, content: Content, width: int, *roles: str) -> Strip:
        """Return a line as a strip, its base in some roles."""
        base, _, blanks = self._lies_on()
        is_blank = not content.plain
        if is_blank and (known := blanks.get((width, roles))) is not None:
            return known
        for role in roles:
            base = base + self.role_style(role)
        strip = paint(content, width, base, self.role_style)
        if is_blank:
            blanks[width, roles] = strip
        return strip


class Ground(WidgetPart):
    """A widget that others lie on, blank and without a frame.

    Textual paints each of its lines, though others hide them; here one is painted for all.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint one line, and return it as often as there are lines."""
        if not crop.height:
            return []
        return super().render_lines(Region(crop.x, crop.y, crop.width, 1)) * crop.height


class LineBar(Painted, Widget):
    """A bar of one line, redrawn only when its line changes."""

    def __init__(self, *, id: str, classes: str = "") -> None:  # noqa: A002  # Textual's name
        """Start empty."""
        super().__init__(id=id, classes=classes)
        self._shown: tuple[Content, Content] = (Content(""), Content(""))

    def show(self, left: Content, right: Content | None = None) -> None:
        """Show a line, a part of it flush with the end."""
        shown = (left, right or Content(""))
        if any(not new.is_same(old) for new, old in zip(shown, self._shown, strict=True)):
            self._shown = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the line."""
        left, right = self._shown
        width = self.size.width
        content = ends(left, right, width) if right.plain else left
        return self.paint(content if y == 0 else Content(""), width)


def join(parts: Sequence[str], separator: str = " · ") -> str:
    """Return the parts that say something, separated."""
    return separator.join(part for part in parts if part)
