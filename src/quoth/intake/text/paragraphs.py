"""An article's paragraphs: its lines, or blocks of lines where the text is wrapped."""

from __future__ import annotations

import re
from typing import Final

from quoth.basics.patterns import late
from quoth.intake.model import Span
from quoth.intake.text.furniture import NAME

_LINE: Final = re.compile(r"[^\r\n]+")
WRAPPED: Final = 120
"""A text none of whose lines is longer may have been wrapped by hand."""


def paragraphs(text: str) -> list[Span]:
    """Return where the paragraphs stand, those of white space left out.

    A line is a paragraph. A text is wrapped where blank lines part blocks of several lines, no
    line is long, and most lines inside the blocks don't end a sentence; then a block is one.
    """
    lines = [
        Span(found.start(), found.end())
        for found in _LINE.finditer(text)
        if not found.group().isspace()
    ]
    if len(lines) < 3 or any(line.end - line.start > WRAPPED for line in lines):
        return lines
    blocks: list[list[Span]] = []
    for line in lines:
        if not blocks or are_apart(text, blocks[-1][-1], line):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    inner = [line for block in blocks for line in block[:-1]]
    running = sum(
        not line.of(text).rstrip().endswith((".", "!", "?", '"', "”", ":"))
        and not _stands_alone(text, line)
        for line in inner
    )
    if len(blocks) > 1 and inner and running > len(inner) / 2:
        return [Span(block[0].start, block[-1].end) for block in blocks]
    return lines


def are_apart(text: str, line: Span, following: Span) -> bool:
    """Tell whether a blank line is between two lines."""
    between = text[line.end : following.start]
    return between.replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1


def _stands_alone(text: str, line: Span) -> bool:
    """Tell whether a line isn't wrapped: it is a name alone, or stands over a quote or an item."""
    following = text[line.end : line.end + 4].lstrip()
    return following.startswith(_BEGINS) or _NAMED.fullmatch(line.of(text)) is not None


_BEGINS: Final = ("“", "„", "«", "- ", "• ", "* ")
_NAMED: Final = late(rf"\s*(?:The\s)?{NAME}(?:,\s(?:aged\s)?\d{{2}}\b[^.!?\n]{{0,80}})?\s*")
"""A name, with an age and more about the person, or without."""
