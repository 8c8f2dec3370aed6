"""What a segment is made of, while it is being made: values as numbers, words as numbers."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterable, Sequence
from typing import Final, Generic, TypeVar

from quoth.segment.layout import Writer
from quoth.text import familiarised, words

DENSE: Final = 32
"""Where a value has more than one row in so many, bits take less room than a list of rows."""

_Value = TypeVar("_Value", bound=Hashable)


class Numbering(dict[_Value, int], Generic[_Value]):
    """The number of each value, given at its first call, from 0."""

    def __missing__(self, value: _Value) -> int:
        self[value] = number = len(self)
        return number


class WordNumbering(dict[bytes, int]):
    """The number of each piece of text between blanks; each is taken apart once.

    A piece is most often one word, perhaps with a comma: its number is that word's. For one that is
    several words, or none, it is the negative of a place in `_several`.
    """

    def __init__(self) -> None:
        """Start with no words."""
        super().__init__()
        self.numbers: dict[str, int] = {}
        """The number of each folded word."""
        self._several: list[list[int]] = [[]]

    def __missing__(self, piece: bytes) -> int:
        """Give a number to a piece that is met for the first time."""
        found = self._numbers(piece.decode("ascii"))
        if len(found) == 1:
            self[piece] = found[0]
        else:
            self[piece] = -len(self._several)
            self._several.append(found)
        return self[piece]

    def _numbers(self, text: str) -> list[int]:
        """Return the numbers of the words of a text."""
        numbers = self.numbers
        return [numbers.setdefault(word, len(numbers)) for word in words(text)]

    def encode(self, text: str) -> list[int]:
        """Return the numbers of the words of a text, in order."""
        plain = familiarised(text)
        if not plain.isascii():
            return self._numbers(text)
        pieces = plain.encode("ascii").translate(_BLANKED).split()
        numbers = list(map(self.__getitem__, pieces))
        if numbers and min(numbers) < 0:
            several = self._several
            return [n for one in numbers for n in ((one,) if one >= 0 else several[-one])]
        return numbers


# What can't be within a word, nor decide what is one, is as good as a blank.
_BLANKED: Final = bytes(
    code if chr(code).isalnum() or chr(code) in "'.,_" else ord(" ") for code in range(128)
).ljust(256, b" ")


def narrow(values: Sequence[int], size: int) -> array[int]:
    """Return numbers, all less than `size`, in the narrowest type that holds them."""
    return array("B" if size <= 1 << 8 else "H" if size <= 1 << 16 else "I", values)


def write_lists(writer: Writer, name: str, lists: Iterable[Sequence[int]]) -> None:
    """Write lists of numbers one after the other, with where each starts."""
    starts = array("I", [0])
    values = array("I")
    for numbers in lists:
        values.extend(numbers)
        starts.append(len(values))
    writer.numbers(f"{name}.starts", starts)
    writer.numbers(f"{name}.values", values)


def write_postings(writer: Writer, name: str, rows: int, postings: Iterable[array[int]]) -> None:
    """Write the ascending rows of each value: as a list, or where they are many as bits."""
    starts = array("I", [0])
    listed = array("I")
    dense = array("I")
    sizes = array("I")
    bits = bytearray()
    for number, posting in enumerate(postings):
        sizes.append(len(posting))
        if len(posting) * DENSE > rows:
            dense.append(number)
            bits += as_bits(posting, rows)
        else:
            listed.extend(posting)
        starts.append(len(listed))
    writer.numbers(f"{name}.starts", starts)
    writer.numbers(f"{name}.rows", listed)
    writer.numbers(f"{name}.sizes", sizes)
    writer.numbers(f"{name}.dense", dense)
    writer.raw(f"{name}.bits", bits)


def as_bits(posting: Iterable[int], rows: int) -> bytes:
    """Return rows as the bits of bytes."""
    flags = bytearray(rows)
    for row in posting:
        flags[row] = 1
    return flags_to_bits(flags)


_DIGITS: Final = bytes.maketrans(b"\x00\x01", b"01")


def flags_to_bits(flags: bytearray) -> bytes:
    """Return one bit for each byte that is 0 or 1, the first being the lowest of the first byte."""
    number = int(flags.translate(_DIGITS)[::-1], 2) if flags else 0
    return number.to_bytes((len(flags) + 7) // 8, "little")


def reordered(values: Sequence[int], order: Sequence[int], typecode: str) -> array[int]:
    """Return values in another order."""
    return array(typecode, map(values.__getitem__, order))
