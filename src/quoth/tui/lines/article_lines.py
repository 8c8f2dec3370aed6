"""An article's text in lines of a width, safe to show, each with its place in the article.

What is shown is not what is stored where a character could mislead or act on the terminal; so each
paragraph knows which of its characters stands for which of the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content, Span

from quoth.basics.text import neutral_pieces, neutralise

_TOKEN: Final = re.compile(r"\S+\s*|\s+")
_BREAKS: Final = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\t": " "})


class ArticleMark(NamedTuple):
    """A piece of the article that stands out."""

    start: int
    end: int
    role: str


class ArticleLine(NamedTuple):
    """A line: its paragraph, and which of the paragraph's shown characters it has."""

    paragraph: int
    start: int
    end: int


class Paragraph:
    """A paragraph, and the part of it that is shown."""

    def __init__(self, text: str, start: int) -> None:
        """Create a paragraph from its text, without a line break, and its offset in the article."""
        self.start = start
        self.end = start + len(text)
        shown = neutralise(text)
        self.shown = shown.text
        self._places: Sequence[int] | None = None
        if shown.altered or len(shown.text) != len(text):
            pieces = [kept for _, kept in neutral_pieces(text)]
            self.shown = "".join(pieces)
            self._places = [0, *accumulate(map(len, pieces))]

    def place(self, offset: int) -> int:
        """Return which shown character shows one of the article's, or is next to it."""
        within = min(max(offset - self.start, 0), self.end - self.start)
        return within if self._places is None else self._places[within]


class ArticleLines:
    """The lines of an article; they are laid out again for another width."""

    def __init__(self, text: str, width: int) -> None:
        """Wrap an article to a width in cells."""
        whole = text.replace("\r\n", " \n").translate(_BREAKS)
        self._paragraphs: list[Paragraph] = []
        start = 0
        for part in whole.split("\n"):
            self._paragraphs.append(Paragraph(part, start))
            start += len(part) + 1
        self._firsts: list[int] = []
        self.lines: list[ArticleLine] = []
        for number, one in enumerate(self._paragraphs):
            self._firsts.append(len(self.lines))
            self.lines += [ArticleLine(number, *span) for span in wrapped(one.shown, width)]

    def goes_on(self, number: int) -> bool:
        """Tell whether a paragraph goes on behind a line."""
        behind = self.lines[number + 1 : number + 2]
        return any(one.paragraph == self.lines[number].paragraph for one in behind)

    def content(self, number: int, marks: Iterable[ArticleMark]) -> Content:
        """Return a line, with what is marked in it."""
        line = self.lines[number]
        one = self._paragraphs[line.paragraph]
        spans = []
        for mark in marks:
            if mark.start < one.end and mark.end > one.start:
                start = max(one.place(mark.start), line.start) - line.start
                end = min(one.place(mark.end), line.end) - line.start
                if start < end:
                    spans.append(Span(start, end, mark.role))
        return Content(one.shown[line.start : line.end], spans)

    def holds(self, number: int, marks: Iterable[ArticleMark]) -> bool:
        """Tell whether a line has a piece of what is marked."""
        return bool(self.content(number, marks).spans)

    def line_of(self, offset: int) -> int:
        """Return the line on which a character of the article stands."""
        for number, one in enumerate(self._paragraphs):
            if offset <= one.end:
                place, first = one.place(offset), self._firsts[number]
                rest = self._firsts[number + 1 : number + 2] or [len(self.lines)]
                for line in range(first, rest[0]):
                    if place < self.lines[line].end:
                        return line
                return max(first, rest[0] - 1)
        return max(0, len(self.lines) - 1)


def wrapped(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each line of a neutral text begins and ends, blanks at its end left out."""
    width = max(width, 1)
    start = end = used = 0
    for match in _TOKEN.finditer(text):
        word = match.group().rstrip()
        cells = len(word) if word.isascii() else cell_len(word)
        if used + cells > width:
            if end > start:
                yield start, end
            start, used = match.start(), 0
        if cells > width:
            for start, end in _pieces(text, match.start(), match.start() + len(word), width):
                if end < match.start() + len(word):
                    yield start, end
            used = cell_len(text[start:end])
        else:
            end, used = match.start() + len(word), used + cells
        used += match.end() - match.start() - len(word)
    if end > start or not text.strip():
        yield start, max(end, start)


def _pieces(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a word that is longer than a line."""
    used = 0
    for place in range(start, end):
        cells = cell_len(text[place])
        if used + cells > width and place > start:
            yield start, place
            start, used = place, 0
        used += cells
    yield start, end
