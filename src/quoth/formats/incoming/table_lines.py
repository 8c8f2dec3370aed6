"""The lines of a table, put together to rows: a row that can't be read costs no other.

A cell may go on over many lines. Where a line is too long to be looked at, the lines that are left
of the row would be taken for rows of their own: they are passed over here, up to the quotation mark
that closes the cell. Lines that turn out to belong to no such cell are given back.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from quoth.formats.incoming.lines import LONGEST, FileLine
from quoth.formats.incoming.records import BadRow

_MARK: Final = '"'
_BEGUN, _PLAIN, _QUOTED, _MARKED = range(4)
"""Where in a cell a place is: at its start, in one without marks, within its marks, behind a mark
that may be the closing one."""


class LongLineError(Exception):
    """A line is too long to be looked at."""


class TableLines:
    """The lines of a table; it knows at which line a row begins, and passes over the rest of it."""

    def __init__(self) -> None:
        """Begin; the lines are yet to come."""
        self.lines: Iterator[FileLine | BadRow] = iter(())
        self.delimiter = ","
        self.begins = 0
        """The line at which the row at hand begins."""
        self.number = 0
        """The line at hand."""
        self._returned: deque[FileLine | BadRow] = deque()
        self._place = self._after = _BEGUN
        """Where the end of the last line is, and that of a line too long that is yet to come."""

    def peek(self, most: int) -> list[FileLine]:
        """Return the next lines, as many as are asked for at most; they are yet to come."""
        found: list[FileLine | BadRow] = []
        while len(found) < most and (line := self._line()) is not None:
            found.append(line)
            if isinstance(line, BadRow):
                self._after = self._place
                break
            self._look(line.text)
        self._returned.extendleft(reversed(found))
        return [line for line in found if isinstance(line, FileLine)]

    def give_back(self, lines: Sequence[FileLine]) -> None:
        """Take back lines that are yet to come."""
        self._returned.extendleft(reversed(lines))

    def row(self) -> list[FileLine]:
        """Return the lines of the next row; none at the end.

        Raises:
            LongLineError: one of them, or all together, are too long.
        """
        self._place = _BEGUN
        found: list[FileLine] = []
        size = 0
        while (line := self._line()) is not None:
            self.number = line.line if isinstance(line, BadRow) else line.number
            if not found:
                self.begins = self.number
            if isinstance(line, BadRow):
                raise LongLineError
            found.append(line)
            if self._place == _QUOTED or _MARK in line.text:
                self._look(line.text)
            size += len(line.text)
            if size > LONGEST:
                raise LongLineError
            if self._place != _QUOTED:
                break
        return found

    def row_as_it_stands(self) -> None:
        """Pass one line, whatever stands in it."""
        self._place = _BEGUN
        self._line()

    @property
    def is_open(self) -> bool:
        """Whether the last row ended with the file, within quotation marks."""
        return self._place == _QUOTED

    def _line(self) -> FileLine | BadRow | None:
        """Return the next line, if there is one."""
        if self._returned:
            line = self._returned.popleft()
            if isinstance(line, BadRow):
                self._place = self._after
            return line
        if self._place != _QUOTED:
            self._place = _BEGUN
        return next(self.lines, None)

    def passed(self, piece: bytes) -> None:
        """Take a piece of a line that is too long."""
        self._look(piece.decode("latin-1"))  # signs of its own are all that matters

    def skip(self) -> None:
        """Pass over what is left of the row at hand."""
        while self._place == _QUOTED and (line := self._line()) is not None:
            self.number = line.line if isinstance(line, BadRow) else line.number
            if isinstance(line, FileLine):
                self._look(line.text)

    def _look(self, text: str) -> None:
        """Find out where in a cell the end of a text is, as RFC 4180 has it."""
        place, at = 0, self._place
        while place < len(text):
            if at == _QUOTED:
                place = text.find(_MARK, place) + 1 or len(text) + 1
                at = _MARKED if place <= len(text) else _QUOTED
            elif at == _PLAIN:
                place = text.find(self.delimiter, place) + 1 or len(text) + 1
                at = _BEGUN if place <= len(text) else _PLAIN
            elif text[place] == _MARK:
                place += 1
                at = _QUOTED
            else:
                at = _PLAIN
        self._place = at
