"""The conventions of a file: the order of day and month, and the scale of agreement.

`03/04/2025` may be in March or in April, and `0` may mean against or neutral: only the file's other
rows can show which. They are read once, when the first such value is found.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from quoth.basics.dates import DateError
from quoth.basics.written_dates import AmbiguousDateError, edtf, order_of
from quoth.formats.incoming.records import Remark
from quoth.store.model import Position

Column: TypeAlias = Callable[[str], Iterable[str]]
"""Yields what stands in a field, row by row, from the first."""
_NUMERALS: Final = str.maketrans("\u2212\u2013\ufe63\uff0d", "----")
"""Signs that people take for a minus."""
_LONGEST: Final = 12
_NO_YEARS: Final = (5, 6, 7, 9)
"""Digits of numbers that programs write for days, but that are never a year."""
_BINARY: Final = frozenset({0.0, 1.0})


def _no_column(_field: str) -> Iterable[str]:
    """Yield nothing: a row stands for itself."""
    return ()


class Conventions:
    """How a file writes what could be read in more than one way."""

    def __init__(
        self, column: Column = _no_column, dates: str = "", *, is_zero_against: bool = True
    ) -> None:
        """Take what yields the values of a field, and how they are read where they don't show it.

        Args:
            column: Yields what stands in a field, row by row.
            dates: The order of dates that a person named.
            is_zero_against: Whether 0 is against if all are 0 or 1; otherwise it is unknown.
        """
        self._is_zero_against = is_zero_against
        self._column = column
        self._named = dates
        self._orders: dict[str, str] = {}
        self._scales: dict[str, str] = {}
        self._remarks: list[Remark] = []

    def remarks(self) -> Iterator[Remark]:
        """Yield what there is to tell since it was last asked for."""
        while self._remarks:
            yield self._remarks.pop(0)

    def date(self, field: str, text: str) -> str:
        """Return a date in EDTF.

        Raises:
            DateError: it is none, or nothing says whether the day or the month stands first.
        """
        if text.isdecimal() and len(text) in _NO_YEARS:
            raise DateError(f"“{text}” is a mere number, as a spreadsheet has it for a day")
        try:
            return edtf(text)
        except AmbiguousDateError:
            order = self._named or self._order(field)
            if not order:
                raise
            return edtf(text, order=order)

    def _order(self, field: str) -> str:
        """Return what stands first in a column, if its other dates settle it."""
        if field not in self._orders:
            found = {order for text in self._column(field) if (order := order_of(text))}
            self._orders[field] = found.pop() if len(found) == 1 else ""
            if order := self._orders[field]:
                self._remarks.append(
                    Remark(field, f"its dates are read {order}, as others of the column show")
                )
        return self._orders[field]

    def position(self, field: str, number: float) -> str:
        """Return the position that a number means; nothing where its scale isn't known."""
        if field not in self._scales:
            numbers = {number, *(found for text in self._column(field)
                                 if (found := number_of(text)) is not None)}  # fmt: skip
            is_signed = any(one < 0 for one in numbers)
            is_binary = self._is_zero_against and numbers <= _BINARY
            self._scales[field] = "signed" if is_signed else "binary" if is_binary else ""
            if not self._scales[field]:
                self._remarks.append(
                    Remark(field, "its scale isn't known: its numbers are kept, and make no stance")
                )
        if not self._scales[field]:
            return ""
        if number > 0:
            return Position.SUPPORT
        is_against = number < 0 or self._scales[field] == "binary"
        return Position.OPPOSE if is_against else Position.NEUTRAL


def number_of(text: str) -> float | None:
    """Return the number that a text is, if it is one: with a sign, or with a decimal point."""
    plain = text.strip().translate(_NUMERALS)
    digits = plain.removeprefix("-").removeprefix("+").replace(".", "", 1)
    if not (digits.isascii() and digits.isdigit()) or len(plain) > _LONGEST:
        return None
    try:
        return float(plain)
    except ValueError:
        return None


ALONE: Final = Conventions()
"""For a row that no others stand beside."""
