"""The lines of a table, handed to `csv` one by one: a row that can't be read costs no other.

A cell may go on over many lines. Where `csv` gives up within one, or a line is too long to be
looked at, the lines that are left of the row would be taken for rows of their own: they are passed
over here, up to the quotation mark that closes the cell.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import csv
from collections.abc import Iterator
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
        # The limit belongs to the process. It is raised for good, so that no other thread that
        # reads a table finds it lowered half-way.
        csv.field_size_limit(max(LONGEST, csv.field_size_limit()))
        self.lines: Iterator[FileLine | BadRow] = iter(())
        self.delimiter = ","
        self.begins = 0
        """The line at which the row at hand begins."""
        self.number = 0
        """The line at hand."""
        self._text = ""
        self._is_new = True
        self._place = self._at_start = _BEGUN

    def begin(self) -> None:
        """Begin a row."""
        self._is_new = True

    def __iter__(self) -> Iterator[str]:
        """Return itself."""
        return self

    def __next__(self) -> str:
        """Return the next line of the row.

        Raises:
            LongLineError: it is too long.
        """
        # A row has a further line only where a cell goes on that quotation marks enclose.
        self._at_start = self._place = _BEGUN if self._is_new else _QUOTED
        line = next(self.lines)
        self.number = line.line if isinstance(line, BadRow) else line.number
        if self._is_new:
            self.begins = self.number
            self._is_new = False
        if isinstance(line, BadRow):
            raise LongLineError
        self._text = line.text
        return line.text

    def passed(self, piece: bytes) -> None:
        """Take a piece of a line that is too long."""
        self._look(piece.decode("latin-1"))  # signs of its own are all that matters

    def skip(self, *, is_looked_at: bool) -> None:
        """Pass over what is left of the row at hand; its last line may have been looked at."""
        if not is_looked_at:
            self._place = self._at_start
            self._look(self._text)
        while self._place == _QUOTED and (line := next(self.lines, None)) is not None:
            if isinstance(line, FileLine):
                self._look(line.text)

    def _look(self, text: str) -> None:
        """Find out where in a cell the end of a text is, as `csv` sees it."""
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
