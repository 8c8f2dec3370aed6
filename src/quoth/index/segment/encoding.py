"""What a segment is made of, while it is being made: values as numbers, words as numbers."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Final, Generic, TypeVar

from quoth.basics.quotations import TextSpan, may_quote, quoted_spans
from quoth.basics.text import blanked, familiarised, plain_pieces, words
from quoth.index.rows import RARE_WIDTH
from quoth.index.segment.layout import NARROW_ROWS, RARE, SegmentWriter

_BLANK: Final = ord(" ")
DENSE: Final = 32
"""Where a value has more than one row in so many, bits take less room than a list of rows."""

_Value = TypeVar("_Value", bound=Hashable)


class Numbering(dict[_Value, int], Generic[_Value]):
    """The number of each value, given at its first call, from 0."""

    def __missing__(self, value: _Value) -> int:
        self[value] = number = len(self)
        return number


Rare = Sequence[tuple[int, int]]
"""Where in a text, as it is written, words stand that have no code; and each word's number."""
Encoded = tuple[list[int], Rare]
"""The codes of the words of a text in order, three for each rare one, which are still to be set."""


class WordNumbering(dict[bytes, int]):
    """The code of each piece of text between blanks; each is taken apart once.

    A piece is most often one word, perhaps with a comma, and the word one of the first that were
    met: its code is that word's number. For a later word it is one more than its number, and for
    a piece that is several words, or none, it is `RARE`.
    """

    def __init__(self) -> None:
        """Start with no words."""
        super().__init__()
        self.numbers: dict[str, int] = {}
        """The number of each folded word, in the order in which they were met."""
        self._several: dict[bytes, Encoded] = {}

    def __missing__(self, piece: bytes) -> int:
        """Give a code to a piece that is met for the first time."""
        found = self._numbers(piece.decode("ascii"))
        if len(found) == 1:
            (number,) = found
            self[piece] = code = number if number < RARE else number + 1
        else:
            self._several[piece] = _spelt(found)
            self[piece] = code = RARE
        return code

    def _numbers(self, text: str) -> list[int]:
        """Return the numbers of the words of a text."""
        numbers = self.numbers
        return [numbers.setdefault(word, len(numbers)) for word in words(text)]

    def encode(self, text: str) -> Encoded:
        """Return the words of a text as they are written, but for the rare ones."""
        plain = _plainly(text)
        if not plain.isascii():
            return _spelt(self._numbers(text))
        return self._encoded(plain_pieces(plain))

    def _encoded(self, pieces: list[bytes]) -> Encoded:
        """Return the words of what stands between blanks."""
        codes = list(map(self.__getitem__, pieces))
        return self._taken_apart(codes, pieces) if max(codes, default=0) >= RARE else (codes, ())

    def within(self, text: str, spans: Sequence[TextSpan]) -> list[tuple[int, int, int]]:
        """Return which words of a text that was encoded are within spans of it, given in order.

        Returns:
            For each span its first code, the one after its last, and how many words these are. It
            is nothing where a word reaches across the end of a span.
        """
        parts = list(pairwise([0, *chain(*spans)]))
        plain = _plainly(text)
        if plain.isascii():
            bare = blanked(plain)
            pieces = [bare[start:end].split() for start, end in parts]
            # Nearly all spans begin and end with a sign that is no part of a word.
            is_apart = all(bare[start] == bare[end - 1] == _BLANK for start, end in spans)
            if not is_apart and not _begins_with(bare.split(), pieces):
                return []
            encoded = [*map(self._encoded, pieces)]
        else:
            found = [words(text[start:end]) for start, end in parts]
            if not _begins_with(words(text), found):
                return []
            encoded = [_spelt([self.numbers[word] for word in some]) for some in found]
        return list(_in_turn(encoded))[1::2]

    def _taken_apart(self, codes: list[int], pieces: list[bytes]) -> Encoded:
        """Return codes with those of rare words, and of what isn't a single word, inserted."""
        rare: list[tuple[int, int]] = []
        made: list[int] = []
        done = 0
        for place, code in [(n, code) for n, code in enumerate(codes) if code >= RARE]:
            made += codes[done:place]
            found, within = self._several[pieces[place]] if code == RARE else _spelt([code - 1])
            rare += [(len(made) + before, number) for before, number in within]
            made += found
            done = place + 1
        made += codes[done:]
        return made, rare


def _spelt(numbers: Sequence[int]) -> Encoded:
    """Return words as they are written, but for the rare ones."""
    codes: list[int] = []
    rare: list[tuple[int, int]] = []
    for number in numbers:
        if number < RARE:
            codes.append(number)
        else:
            rare.append((len(codes), number))
            codes += (RARE, RARE, RARE)
    return codes, rare


def _begins_with(whole: Sequence[str | bytes], parts: Sequence[Sequence[str | bytes]]) -> bool:
    """Tell whether something begins with some parts, one behind the other."""
    joined = [*chain(*parts)]
    return whole[: len(joined)] == joined


def _in_turn(parts: Iterable[Encoded]) -> Iterator[tuple[int, int, int]]:
    """Yield where neighbouring parts of a text begin and end, and how many words each has."""
    end = 0
    for codes, rare in parts:
        first, end = end, end + len(codes)
        yield first, end, len(codes) - (RARE_WIDTH - 1) * len(rare)


class EncodedTexts:
    """The words of all statements, in the file's order."""

    def __init__(self) -> None:
        """Start with no statements."""
        self.words = WordNumbering()
        self.codes = array("H")
        """Those of each statement's quote, then those of its context."""
        self.starts = array("I", [0])
        """Where each statement's codes start, and where the last one's end."""
        self.quote_lengths = array("H")
        """How many of each statement's codes are its quote's, as far as two bytes can tell."""
        self.rare_statements = array("I")
        self.rare_places = array("I")
        self.rare_numbers = array("I")
        """Of each rare word: in which statement it stands, where among its codes, its number."""
        self.marked = EncodedMarks()
        """Those within quotation marks."""

    def add(self, quote: str, context: str) -> None:
        """Add a statement."""
        statement = len(self.quote_lengths)
        codes, rare = self.words.encode(quote)
        self.codes.fromlist(codes)
        length = len(codes)
        self.quote_lengths.append(min(length, 0xFFFF))
        if rare:
            self._add_rare(statement, rare, 0)
        if may_quote(quote) and (spans := quoted_spans(quote)):
            self.marked.add(statement, self.words.within(quote, spans) or _unplaced(quote, spans))
        if context:
            codes, rare = self.words.encode(context)
            self.codes.fromlist(codes)
            self._add_rare(statement, rare, length)
        self.starts.append(len(self.codes))

    def _add_rare(self, statement: int, rare: Rare, before: int) -> None:
        """Note the rare words of a text that has some codes of its statement before it."""
        for place, number in rare:
            self.rare_statements.append(statement)
            self.rare_places.append(before + place)
            self.rare_numbers.append(number)


class EncodedMarks:
    """Which words of quotes are within quotation marks."""

    def __init__(self) -> None:
        """Start with none."""
        self.statements = array("I")
        self.firsts = array("I")
        self.ends = array("I")
        """Of each quotation: of which statement, its first code there, the one after its last."""
        self.words = array("I")
        """How many words each has."""

    def add(self, statement: int, found: Iterable[tuple[int, int, int]]) -> None:
        """Add the quotations of a statement."""
        for first, end, number in found:
            if number:
                self.statements.append(statement)
                self.firsts.append(first)
                self.ends.append(end)
                self.words.append(number)


def _unplaced(quote: str, spans: Iterable[TextSpan]) -> list[tuple[int, int, int]]:
    """Return how many words are in spans that end within a word, where codes can't be counted."""
    return [(0, 0, sum(len(words(quote[start:end])) for start, end in spans))]


def _plainly(text: str) -> str:
    """Return a text with what is as good as a sign of ASCII put as that."""
    return text if text.isascii() else _FOREIGN.sub(_put_plainly, text)


class _Plain(dict[str, str]):
    """What each sign that is not of ASCII is as good as; itself, where that isn't of ASCII."""

    def __missing__(self, sign: str) -> str:
        self[sign] = plain = familiarised(sign)
        return plain


_PLAIN: Final = _Plain()
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]")


def _put_plainly(found: re.Match[str]) -> str:
    """Return what a sign is as good as: to look at the few there are beats going through all."""
    return _PLAIN[found[0]]


def narrow(values: Iterable[int], size: int) -> array[int]:
    """Return numbers, all less than `size`, in the narrowest type that holds them."""
    narrowest = next(code for code, bits in _WIDTHS if size <= 1 << bits)
    return array(narrowest, values)


_WIDTHS: Final = (("B", 8), ("H", 16), ("I", 32), ("Q", 64))


def write_lists(writer: SegmentWriter, name: str, lists: Iterable[Sequence[int]]) -> None:
    """Write lists of numbers one after the other, with where each starts."""
    starts = array("I", [0])
    values = array("I")
    for numbers in lists:
        values.extend(numbers)
        starts.append(len(values))
    writer.numbers(f"{name}.starts", starts)
    writer.numbers(f"{name}.values", values)


def write_postings(
    writer: SegmentWriter, name: str, rows: int, postings: Iterable[array[int]]
) -> None:
    """Write the ascending rows of each value: as a list, or where they are many as bits.

    How many rows a value has is known from where the next one's list starts; of those that have no
    list it is written.
    """
    starts = array("I", [0])
    listed = array("I")
    dense = array("I")
    sizes = array("I")
    bits = bytearray()
    for number, posting in enumerate(postings):
        if len(posting) * DENSE > rows:
            dense.append(number)
            sizes.append(len(posting))
            bits += as_bits(posting, rows)
        else:
            listed.extend(posting)
        starts.append(len(listed))
    writer.numbers(f"{name}.starts", starts)
    write_rows(writer, f"{name}.rows", listed, rows)
    writer.numbers(f"{name}.dense", dense)
    writer.numbers(f"{name}.sizes", sizes)
    writer.raw(f"{name}.bits", bits)


def write_rows(writer: SegmentWriter, name: str, listed: array[int], rows: int) -> None:
    """Write a list of rows, of so many, in three bytes each where these are enough."""
    if rows <= NARROW_ROWS:
        writer.raw(name, packed(listed))
    else:
        writer.numbers(name, listed)


def packed(numbers: array[int]) -> bytes:
    """Return numbers of four bytes in three, the lowest first, and one byte more.

    Because of that byte, a reader may read four bytes at the place of each.
    """
    octets = numbers.tobytes()
    made = bytearray(3 * len(numbers) + 1)
    for place in range(3):
        made[place:-1:3] = octets[place if sys.byteorder == "little" else 3 - place :: 4]
    return bytes(made)


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


def inverse(order: Sequence[int]) -> array[int]:
    """Return at which place each number of an order stands."""
    places = array("I", bytes(4 * len(order)))
    for place, number in enumerate(order):
        places[number] = place
    return places
