"""Sets of rows: few of them one by one, many as bits; what queries are made of.

A million bits are one whole number of Python's, and `&`, `|` and `bit_count` on it take some tens
of microseconds. What goes through rows one by one is the business of `Sets`, of which there are
two: `PureSets` here, which costs nothing to import, and `rows_numpy.NumpySets`, several times
faster once numpy is loaded.

(It is long because what a set is, and what goes through one with nothing but Python, are one thing
in two forms: rows one by one, and as bits.)
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, pairwise, repeat
from operator import and_, or_, sub
from typing import Any, Final, NamedTuple, Protocol, TypeAlias, overload

Some: TypeAlias = Collection[int]
"""A few rows, in the form in which a `Sets` handles them fastest."""
Join: TypeAlias = Callable[[Any, Any], Any]
"""Makes one of the bits of two sets, be they numbers or arrays."""

Wanted: TypeAlias = tuple[int, int, float, memoryview]
"""Neighbouring terms: the first, where they end, how well they stand for a word, their codes."""

_WINDOW: Final = 1 << 9
"""Bytes of bits that are looked at together for the first rows; then twice as many, and so on."""
_BITS_FROM: Final = 32
"""Where more than one row in so many is meant, bits are the faster way."""
_ALWAYS_FEW: Final = 512
_FEW_TO_REMOVE: Final = 256
"""Where no more than one row in so many is to go, its bit is put out by itself."""
_MOST_IN_TURN: Final = 1 << 12
"""Rows that are gone through at once at most."""
_PLACES: Final = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]
"""Which bits are set in each byte."""
RARE: Final = 0xFFFF
"""The code that begins a rare word."""
RARE_WIDTH: Final = 3
"""Codes of a rare word."""
AS_FLAGS: Final = bytes.maketrans(b"01", b"\x00\x01")
_AS_DIGITS: Final = bytes.maketrans(b"\x00\x01", b"01")


class Packed(Sequence[int]):
    """Rows of three bytes each, the lowest first; they are taken apart when they are gone through.

    One byte follows them, so that four may be read at the place of each.
    """

    __slots__ = ("octets",)

    def __init__(self, octets: memoryview) -> None:
        """Take the bytes."""
        self.octets = octets

    def __len__(self) -> int:
        return len(self.octets) // 3

    def rows(self) -> array[int]:
        """Return the rows as numbers."""
        octets = bytes(self.octets)
        size = len(octets) // 3
        made = bytearray(4 * size)
        for place in range(3):
            made[place::4] = octets[place : 3 * size : 3]
        rows = array("I", made)
        if sys.byteorder == "big":
            rows.byteswap()
        return rows

    def __iter__(self) -> Iterator[int]:
        return iter(self.rows())

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        return self.rows()[place]


class EncodedWords(NamedTuple):
    """The words of all rows, as codes one row behind the other."""

    starts: memoryview
    quotes: memoryview
    """How many codes of each row are those of its quote."""
    codes: memoryview


class MarkedWords(NamedTuple):
    """The words within quotation marks, a quotation in a quote each, in the order of the rows."""

    rows: Sequence[int]
    firsts: memoryview
    """The first code of each in its row's quote."""
    ends: memoryview
    """The code after the last; 0 where it isn't known, because the marks are within a word."""
    words: memoryview
    """How many words each has."""


class Windows(NamedTuple):
    """Within how many words in a row all typed words have to stand, and what that supposes."""

    different: Sequence[tuple[int, int]]
    """The places of the typed words that differ, and how many words have to be there for each."""
    limits: Sequence[int]
    costs: Sequence[float]
    """How much is supposed where they are within each limit, in slips."""
    near: Sequence[float]
    """How near at least a word is in which there is no slip, one slip, and so on."""


Reading: TypeAlias = tuple[int, ...]
"""What stands for each typed word: 0 where it is spelt right, else a code."""

RunFinder: TypeAlias = Callable[[EncodedWords], list[int]]
"""Finds the rows of some texts that may hold certain words in a row."""


class RowTexts(Protocol):
    """What is wanted of the words of some rows.

    What it returns are numbers, one a row, to reckon with at once.
    """

    def lengths(self, most: int) -> Any:
        """Return how many words each row's quote has, up to a number."""

    def places(self, wanted: Any) -> Any:
        """Return where something stands that stands for a typed word, the nearest of it last."""

    def best(self, found: Any, named: Sequence[float]) -> Any:
        """Return how well each row meets a word; `named` is how well its speakers' names do."""

    def together(self, before: Any, found: Any) -> Any:
        """Return how closely a word stands behind another in each row, at its nearest."""

    def supposed(self, found: Sequence[Any], windows: Windows) -> tuple[Any, Sequence[Reading]]:
        """Return how much is supposed in each row where the least is, and how it is read there.

        `found` are the `places` of each typed word. Where not all are near each other it is
        infinite, and there is no reading.
        """

    def grades(
        self,
        wanted: Sequence[Any],
        different: Sequence[tuple[int, int]],
        limits: Sequence[int],
        spelt: float,
    ) -> bytes:
        """Return for each row how near each other all words stand that are wanted.

        0 where they are in a row, each by what stands for it at least as well as `spelt`; else one
        more than the place of the first of some `limits` of words within which those are that are
        `different`, each so many times, of the quote or of what stands beside it.
        """


class Sets(Protocol):
    """What goes through rows one by one, of those from 0 up to `size`."""

    size: int
    reading_cost: int
    """To read a row's words takes as long as to gather so many rows."""
    reads_many: bool
    """Whether it reads the words of many rows at once."""
    most_read: int
    """Rows of which the words are worth reading for one list of rows."""
    most_graded: int
    """Rows that are all graded, by how near each other the words are, if they are likely meant."""
    most_kept: int
    """Rows that are worth keeping in order too: a list of them takes more room than anything."""

    def sought(self, wanted: Sequence[Wanted]) -> Any:
        """Return what stands for a word, the nearest last, as `texts` looks for it in many rows."""

    def texts(
        self,
        written: EncodedWords,
        rows: Sequence[int],
        beside: float,
        wanted: Sequence[Any],
    ) -> RowTexts:
        """Return the words of some rows that are wanted, where many are read at once.

        What stands for each word is given as `sought` returns it. A word that stands beside the
        quote counts `beside` times as much.
        """

    def with_codes(
        self, written: EncodedWords, rows: Sequence[int], wanted: Sequence[int]
    ) -> list[int]:
        """Return those of some rows in which some codes stand in a row, in the same way."""

    def run_finder(self, codes: Sequence[int], last: Sequence[memoryview]) -> RunFinder:
        """Return what finds the rows that may hold some codes in a row, and one of `last` behind.

        They are looked for in all that is written; a few may be found that don't hold them.
        """

    def gather(self, pieces: Sequence[Sequence[int]]) -> Some:
        """Return the rows of all pieces."""

    def both(self, some: Some, other: Some) -> Some:
        """Return the rows that are in both."""

    def either(self, some: Some, other: Some) -> Some:
        """Return the rows that are in one or the other."""

    def minus(self, some: Some, other: Some) -> Some:
        """Return the rows that are in the first alone."""

    def within(self, some: Some, raw: Sequence[int]) -> Some:
        """Return the rows whose bit is set in bytes, the lowest of the first byte being row 0."""

    def ascending(self, some: Some) -> list[int]:
        """Return the rows in order."""

    def first(self, some: Some, count: int) -> list[int]:
        """Return the first so many rows."""

    def has(self, some: Some, row: int) -> bool:
        """Tell whether a row is one of them."""

    def bits(self, pieces: Sequence[Collection[int]]) -> int:
        """Return the rows of all pieces as the bits of a number."""

    # Many rows, at hand as bits.

    def added(self, many: Rows, few: Rows) -> Rows:
        """Return the set of many rows with a few more."""

    def removed(self, many: Rows, few: Rows) -> Rows:
        """Return the set of many rows without a few of them."""

    def raw(self, some: Some) -> Sequence[int]:
        """Return rows as the bits of bytes."""

    def many(self, pieces: Sequence[Collection[int]]) -> Rows:
        """Return the set of the rows of all pieces."""

    def flagged(self, flags: bytes | bytearray) -> Rows:
        """Return the set of the rows whose byte is 1."""

    def joined(self, join: Join, one: Rows, other: Rows) -> Rows:
        """Return the set of the bits that are made of those of two sets."""

    def count(self, rows: Rows) -> int:
        """Return how many bits are set."""

    def flags(self, rows: Rows) -> bytes:
        """Return a byte for each row: 1 for some, 0 for others."""

    def set_in(self, raw: Sequence[int], start: int) -> list[int]:
        """Return the rows whose bits are set in bytes, the first byte's from `start` on."""

    def in_bits(self, raw: Sequence[int], start: int) -> Sequence[int]:
        """Return the same in the smallest form, to be handed back later."""

    def in_order(self, some: Some) -> Sequence[int]:
        """Return rows in order, in that form."""

    def those(self, rows: Sequence[int], flags: bytes) -> list[int]:
        """Return those of some rows whose byte is 1."""

    def blocks(self, rows: Sequence[int], size: int) -> Collection[int]:
        """Return the numbers of the blocks, of so many rows each, that some rows are in."""

    def tally(self, codes: memoryview, rows: Rows, highest: int) -> Sequence[int]:
        """Return how many of some rows have each code, up to the highest."""

    def runs(self, rows: Rows, starts: Sequence[int]) -> Sequence[int]:
        """Return how many of some rows lie from each start up to the next."""

    def word_counts(self, codes: memoryview) -> tuple[Mapping[int, int], Mapping[int, int]]:
        """Return how often words stand among some: the frequent by code, the rare by term."""

    def less(self, numbers: memoryview, others: memoryview) -> Sequence[int]:
        """Return some numbers less others, none of which is greater."""

    def marked_words(self, marked: MarkedWords) -> Sequence[int]:
        """Return how many words each row's quote has within quotation marks."""

    def highest(self, numbers: Sequence[int]) -> int:
        """Return the highest of some numbers; 0 where there is none."""

    def repeated(self, starts: Sequence[int]) -> Sequence[int]:
        """Return which of some stretches of rows each row is in, by where each stretch starts."""


class PureSets:
    """Sets of rows with nothing but Python."""

    reading_cost = 40
    reads_many = False
    most_read = 300
    most_graded = 9_600
    most_kept = 1 << 30

    def __init__(self, size: int) -> None:
        """Take how many rows there are."""
        self.size = size

    def sought(self, wanted: Sequence[Wanted]) -> Any:
        """Return the same: rows are read one by one."""
        return wanted

    def texts(
        self,
        written: EncodedWords,
        rows: Sequence[int],
        beside: float,
        wanted: Sequence[Any],
    ) -> RowTexts:
        """Refuse: rows are read one by one."""
        raise NotImplementedError

    def with_codes(
        self, written: EncodedWords, rows: Sequence[int], wanted: Sequence[int]
    ) -> list[int]:
        """Refuse: rows are read one by one."""
        raise NotImplementedError

    def run_finder(self, codes: Sequence[int], last: Sequence[memoryview]) -> RunFinder:
        """Return what finds rows that may hold some codes in a row, and one of `last` behind."""
        wanted, size = array("H", codes).tobytes(), len(codes)
        may_be = frozenset().union(*last) | {RARE} if last else None

        def find(written: EncodedWords) -> list[int]:
            octets, text = written.codes.tobytes(), written.codes
            starts, before = written.starts, written.starts[0]
            found: list[int] = []
            place = octets.find(wanted)
            while place >= 0:
                at = place // 2
                is_next = may_be is None or (at + size < len(text) and text[at + size] in may_be)
                if is_next and not place % 2:  # else it lies across two codes
                    row = bisect_right(starts, before + at) - 1
                    found.append(row)
                    place = octets.find(wanted, 2 * (starts[row + 1] - before))
                else:
                    place = octets.find(wanted, place + 1)
            return found

        return find

    def gather(self, pieces: Sequence[Sequence[int]]) -> Some:
        """Return the rows of all pieces."""
        return frozenset().union(*pieces)

    def both(self, some: Some, other: Some) -> Some:
        """Return the rows that are in both."""
        return frozenset(some) & frozenset(other)

    def either(self, some: Some, other: Some) -> Some:
        """Return the rows that are in one or the other."""
        return frozenset(some) | frozenset(other)

    def minus(self, some: Some, other: Some) -> Some:
        """Return the rows that are in the first alone."""
        return frozenset(some) - frozenset(other)

    def within(self, some: Some, raw: Sequence[int]) -> Some:
        """Return the rows whose bit is set in bytes."""
        return frozenset([row for row in some if raw[row >> 3] >> (row & 7) & 1])

    def ascending(self, some: Some) -> list[int]:
        """Return the rows in order."""
        return sorted(some)

    def first(self, some: Some, count: int) -> list[int]:
        """Return the first so many rows."""
        return sorted(some)[:count]

    def has(self, some: Some, row: int) -> bool:
        """Tell whether a row is one of them."""
        return row in some

    def bits(self, pieces: Sequence[Collection[int]]) -> int:
        """Return the rows of all pieces as the bits of a number."""
        if sum(map(len, pieces)) * 256 < self.size:
            raw = bytearray((self.size + 7) // 8)
            for piece in pieces:
                for row in piece:
                    raw[row >> 3] |= 1 << (row & 7)
            return int.from_bytes(raw, "little")
        flags = bytearray(self.size)
        for piece in pieces:
            for row in piece:
                flags[row] = 1
        return _of_flags(flags)

    def added(self, many: Rows, few: Rows) -> Rows:
        """Return the set of many rows with a few more."""
        return self.joined(or_, many, few)

    def removed(self, many: Rows, few: Rows) -> Rows:
        """Return the set of many rows without a few of them."""
        if len(few) * _FEW_TO_REMOVE > self.size:
            return self.joined(_without, many, few)
        raw = bytearray(many.raw)
        for row in few:
            raw[row >> 3] &= ~(1 << (row & 7))
        return Rows(self, raw=raw)

    def raw(self, some: Some) -> Sequence[int]:
        """Return rows as the bits of bytes."""
        return self.bits([some]).to_bytes((self.size + 7) // 8, "little")

    def many(self, pieces: Sequence[Collection[int]]) -> Rows:
        """Return the set of the rows of all pieces."""
        return Rows(self, bits=self.bits(pieces))

    def flagged(self, flags: bytes | bytearray) -> Rows:
        """Return the set of the rows whose byte is 1."""
        return Rows(self, bits=_of_flags(flags))

    def joined(self, join: Join, one: Rows, other: Rows) -> Rows:
        """Return the set of the bits that are made of those of two sets."""
        return Rows(self, bits=join(one.bits, other.bits))

    def count(self, rows: Rows) -> int:
        """Return how many bits are set."""
        return rows.bits.bit_count()

    def flags(self, rows: Rows) -> bytes:
        """Return a byte for each row: 1 for some, 0 for others."""
        digits = format(rows.bits, f"0{self.size}b").encode("ascii")
        return digits[::-1].translate(AS_FLAGS) if self.size else b""

    def set_in(self, raw: Sequence[int], start: int) -> list[int]:
        """Return the rows whose bits are set in bytes, the first byte's from `start` on."""
        octets = bytes(raw)
        firsts = compress(range(start, start + 8 * len(octets), 8), octets)
        filled = octets.translate(None, b"\0")
        return [
            first + place
            for first, octet in zip(firsts, filled, strict=True)
            for place in _PLACES[octet]
        ]

    in_bits = set_in

    def in_order(self, some: Some) -> Sequence[int]:
        """Return rows in order."""
        return sorted(some)

    def those(self, rows: Sequence[int], flags: bytes) -> list[int]:
        """Return those of some rows whose byte is 1."""
        return list(compress(rows, flags))

    def blocks(self, rows: Sequence[int], size: int) -> Collection[int]:
        """Return the numbers of the blocks, of so many rows each, that some rows are in."""
        return {row // size for row in rows}

    def tally(self, codes: memoryview, rows: Rows, highest: int) -> Sequence[int]:
        """Return how many of some rows have each code, up to the highest."""
        counts = [0] * (highest + 1)
        for code, count in Counter(map(codes.__getitem__, rows.rows())).items():
            counts[code] = count
        return counts

    def runs(self, rows: Rows, starts: Sequence[int]) -> Sequence[int]:
        """Return how many of some rows lie from each start up to the next."""
        if len(rows) > len(starts):
            flags = self.flags(rows)
            return [flags.count(1, first, end) for first, end in pairwise(starts)]
        counts = [0] * (len(starts) - 1)
        for row in rows:
            counts[bisect_right(starts, row) - 1] += 1
        return counts

    def word_counts(self, codes: memoryview) -> tuple[Mapping[int, int], Mapping[int, int]]:
        """Return how often words stand among some: the frequent by code, the rare by term."""
        counts, places = Counter(codes), _rare_places(codes)
        for place in places:
            counts.subtract(codes[place : place + RARE_WIDTH])
        rare = Counter(codes[place + 1] | codes[place + 2] << 16 for place in places)
        return +counts, rare

    def less(self, numbers: memoryview, others: memoryview) -> Sequence[int]:
        """Return some numbers less others, none of which is greater."""
        return array(numbers.format, map(sub, numbers, others))

    def marked_words(self, marked: MarkedWords) -> Sequence[int]:
        """Return how many words each row's quote has within quotation marks."""
        found = array("I", bytes(4 * self.size))
        for row, number in zip(marked.rows, marked.words, strict=True):
            found[row] += number
        return found

    def highest(self, numbers: Sequence[int]) -> int:
        """Return the highest of some numbers; 0 where there is none."""
        return max(numbers, default=0)

    def repeated(self, starts: Sequence[int]) -> Sequence[int]:
        """Return which of some stretches of rows each row is in, by where each stretch starts."""
        times = map(sub, [*starts[1:], self.size], starts)
        return array("I", chain.from_iterable(map(repeat, range(len(starts)), times)))


def _rare_places(codes: memoryview) -> list[int]:
    """Return where rare words begin among some codes."""
    octets, wanted = codes.tobytes(), array("H", [RARE]).tobytes()
    found: list[int] = []
    at = octets.find(wanted)
    while at >= 0:
        place, across = divmod(at, codes.itemsize)
        # It may lie across two codes, or be half of a rare word.
        if not across and (not found or place >= found[-1] + RARE_WIDTH):
            found.append(place)
        at = octets.find(wanted, at + 1)
    return found


def _of_flags(flags: bytes | bytearray) -> int:
    """Return the rows whose byte is 1 as the bits of a number."""
    return int(flags.translate(_AS_DIGITS)[::-1], 2) if flags else 0


def _without(one: Any, other: Any) -> Any:  # numbers, or arrays
    """Return the bits that are set in the first alone."""
    return one & ~other


class Rows:
    """Some of the rows of a part; it never changes."""

    __slots__ = ("_ascending", "_bits", "_raw", "_size", "_some", "sets")

    def __init__(
        self,
        sets: Sets,
        some: Some | None = None,
        bits: int | None = None,
        raw: Sequence[int] | None = None,
    ) -> None:
        """Take the rows one by one, as the bits of a number, or as the bits of bytes."""
        self.sets = sets
        self._some = some
        self._bits = bits
        self._raw = raw
        self._ascending: list[int] | None = None
        self._size = -1 if some is None else len(some)

    @classmethod
    def nothing(cls, sets: Sets) -> Rows:
        """Return the empty set."""
        return cls(sets, sets.gather([]))

    @classmethod
    def everything(cls, sets: Sets) -> Rows:
        """Return the set of all rows."""
        return cls(sets, bits=(1 << sets.size) - 1)

    @classmethod
    def listed(cls, sets: Sets, rows: Sequence[int]) -> Rows:
        """Return the set of rows of which there is a list."""
        return cls(sets, sets.gather([rows]))

    @classmethod
    def listed_in(cls, sets: Sets, pieces: Sequence[Sequence[int]]) -> Rows:
        """Return the set of the rows of all pieces, one by one however many they are."""
        return cls(sets, sets.gather(pieces))

    @classmethod
    def gathered(cls, sets: Sets, pieces: Sequence[Sequence[int]]) -> Rows:
        """Return the set of the rows of all pieces, in the form that suits their number."""
        if sum(map(len, pieces)) * _BITS_FROM > sets.size + _ALWAYS_FEW * _BITS_FROM:
            return sets.many(pieces)
        return cls(sets, sets.gather(pieces))

    @classmethod
    def flagged(cls, sets: Sets, flags: bytes | bytearray) -> Rows:
        """Return the set of the rows whose byte is 1."""
        return sets.flagged(flags)

    def __len__(self) -> int:
        if self._size < 0:
            self._size = self.sets.count(self)
        return self._size

    def __bool__(self) -> bool:
        return len(self) > 0

    @property
    def some(self) -> Some:
        """The rows one by one, in the form in which the sets handle them."""
        return self.rows() if self._some is None else self._some

    @property
    def are_few(self) -> bool:
        """Whether the rows are at hand one by one."""
        return self._some is not None

    @property
    def are_none(self) -> bool:
        """Whether it is at hand that there is none."""
        return self._size == 0

    @property
    def bits(self) -> int:
        """The rows as the bits of a number."""
        if self._bits is None:
            if self._raw is not None:
                self._bits = int.from_bytes(self._raw, "little")
            else:
                self._bits = self.sets.bits([] if self._some is None else [self._some])
        return self._bits

    @property
    def raw(self) -> Sequence[int]:
        """The rows as the bits of bytes."""
        if self._raw is None and self._bits is None and self._some is not None:
            self._raw = self.sets.raw(self._some)
        elif self._raw is None:
            self._raw = self.bits.to_bytes((self.sets.size + 7) // 8, "little")
        return self._raw

    @property
    def flags(self) -> bytes:
        """One byte a row: 1 where it is meant."""
        return self.sets.flags(self)

    def __iter__(self) -> Iterator[int]:
        return iter(self.rows())

    def rows(self) -> list[int]:
        """Return the rows, ascending."""
        if self._ascending is not None:
            return self._ascending
        if self._some is not None:
            found = self.sets.ascending(self._some)
        else:
            found = self.sets.set_in(self.raw, 0)
        if len(found) <= self.sets.most_kept:
            self._ascending = found
        return found

    def first(self, count: int) -> list[int]:
        """Return the first so many rows."""
        if self._ascending is not None:
            return self._ascending[:count]
        if self._some is not None:
            return self.sets.first(self._some, count) if count < len(self) else self.rows()
        raw = self.raw
        found: list[int] = []
        start, window = 0, _WINDOW
        while start < len(raw) and len(found) < count:
            found += self.sets.set_in(raw[start : start + window], 8 * start)
            start += window
            # As many as are missing if they go on as densely, lest many more are found.
            missing = (count - len(found)) * start // (len(found) or 1)
            window = min(2 * window, missing + _WINDOW)
        return found[:count]

    def in_turn(self) -> Iterator[Sequence[int]]:
        """Yield the rows, ascending: a few first, then more and more at once."""
        few = self.sets.most_read
        if self._some is not None or self._ascending is not None:
            if self._ascending is not None or len(self) <= few:
                rows: Sequence[int] = self.rows()
            else:
                rows = self.sets.in_order(self.some)
            if len(rows) <= few:  # the list itself, by which it is known again
                yield rows
                return
            start, count = 0, few
            while start < len(rows):
                yield rows[start : start + count]
                start += count
                count = min(2 * count, _MOST_IN_TURN)
            return
        raw, start = self.raw, 0
        window = -(-few * len(raw) // (len(self) or 1))
        while start < len(raw):
            found = self.sets.in_bits(raw[start : start + window], 8 * start)
            if len(found):
                yield found
            start += window
            window = min(2 * window, max(_MOST_IN_TURN * len(raw) // (len(self) or 1), 1))

    def __contains__(self, row: object) -> bool:
        if not isinstance(row, int) or not 0 <= row < self.sets.size:
            return False
        if self._some is not None:
            return self.sets.has(self._some, row)
        return bool(self.raw[row >> 3] >> (row & 7) & 1)

    def __and__(self, other: Rows) -> Rows:
        sets = self.sets
        if self._some is not None and other._some is not None:
            return Rows(sets, sets.both(self._some, other._some))
        if self._some is not None:
            return Rows(sets, sets.within(self._some, other.raw))
        if other._some is not None:
            return Rows(sets, sets.within(other._some, self.raw))
        return sets.joined(and_, self, other)

    def __or__(self, other: Rows) -> Rows:
        sets = self.sets
        if self._some is not None and other._some is not None:
            most = sets.size + _ALWAYS_FEW * _BITS_FROM
            if (len(self) + len(other)) * _BITS_FROM < most:
                return Rows(sets, sets.either(self._some, other._some))
        elif other._some is not None:
            return sets.added(self, other)
        elif self._some is not None:
            return sets.added(other, self)
        return sets.joined(or_, self, other)

    def __sub__(self, other: Rows) -> Rows:
        sets = self.sets
        if self._some is None:
            if other._some is not None:
                return sets.removed(self, other)
            return sets.joined(_without, self, other)
        if other._some is not None:
            return Rows(sets, sets.minus(self._some, other._some))
        return Rows(sets, sets.minus(self._some, sets.within(self._some, other.raw)))

    def those(self, rows: Iterable[int]) -> Rows:
        """Return a set of rows that were chosen from this one, in order."""
        return Rows.listed(self.sets, list(rows))
