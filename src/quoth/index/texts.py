"""How near each other typed words stand in many rows at once, with nothing but Python.

The words of all rows lie one behind the other, and each typed word is a whole number with a bit for
every place where it stands. To move the number's bits moves all those places a word on, whatever
row they are in; so many rows are graded many times faster than word by word. With numpy,
`texts_numpy` does the same.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache, reduce
from itertools import accumulate, chain, compress, product, repeat
from operator import add, and_
from typing import Final, NamedTuple

from quoth.index.rows import EncodedWords, Wanted

_RARE: Final = 0xFFFF
"""Begins a rare word, which is three codes: this one, and its term in two halves."""
_MARK: Final = b"\xff\xff"
_NO_KINDS: Final = bytes(256)
_ZERO: Final = ord("0")
_MOST_KINDS: Final = 255
"""Ways to stand for the typed words, as many as a byte tells apart."""
_CODES: Final = 1 << 16
_FEW_HIGHS: Final = 6
"""Upper halves of codes that are looked for one by one."""
_FEW_CODES: Final = 16
_FEWEST_NARROW: Final = 2
"""Words, of few codes each, that are looked for before all others: rows without them near go."""
_IS_NEAR: Final = b"\x01\x01" + bytes(254)
"""What turns a grade by one limit into 1, and no grade into 0."""
_IS_LITTLE: Final = sys.byteorder == "little"
_IS: Final = [bytes(half) + b"\xff" + bytes(255 - half) for half in range(256)]
"""For each byte, what turns it into all bits, and all others into none."""

Kind = tuple[int, int]
"""Which typed words a code stands for, as bits: at all, and as they are spelt."""


class TooManyKindsError(Exception):
    """Words stand for the typed ones in more ways than a byte can tell."""


class _Strung(NamedTuple):
    """The words of some rows, one row behind the other, each in one place."""

    codes: array[int]
    starts: Sequence[int]
    """Where each row begins, and where the last one ends."""
    quotes: Sequence[int]
    """How many words of each row are its quote's."""
    rare: Mapping[int, int]
    """The terms of rare words, by their places."""


class RowGrader:
    """Grades rows by how near each other the typed words stand in them."""

    def __init__(
        self,
        wanted: Sequence[Sequence[Wanted]],
        different: Sequence[tuple[int, int]],
        limits: Sequence[int],
        spelt: float,
    ) -> None:
        """Take what stands for each word, in the same way as `RowTexts.grades`.

        Raises:
            TooManyKindsError: rows have to be graded one by one.
        """
        self._wanted = wanted
        self._different = different
        self._limits = limits
        self._spelt = spelt
        self._kinds: dict[Kind, int] = {(0, 0): 0}
        self._table = bytearray(_CODES)
        for place, every in enumerate(wanted):
            for *_, how, codes in every:
                self._mark(codes, self._kind(place, how))
        self._table[_RARE] = 0
        self._rare_kind = lru_cache(maxsize=None)(self._kind_of_rare)

    def _kind(self, place: int, how: float) -> Kind:
        """Return what something stands for that stands so well for the typed word in a place."""
        return 1 << place, 1 << place if how >= self._spelt else 0

    def _numbered(self, kind: Kind) -> int:
        """Return the number of a kind."""
        found = self._kinds.setdefault(kind, len(self._kinds))
        if found > _MOST_KINDS:
            raise TooManyKindsError
        return found

    def _mark(self, codes: Sequence[int], kind: Kind) -> None:
        """Note that some codes are of a kind, besides what they are already."""
        table, known = self._table, list(self._kinds)
        joined: dict[int, int] = {}
        for code in frozenset(codes):
            number = table[code]
            if number not in joined:
                at_all, spelt = known[number]
                joined[number] = self._numbered((at_all | kind[0], spelt | kind[1]))
            table[code] = joined[number]

    def _kind_of_rare(self, term: int) -> int:
        """Return the number of the kind that a rare word is of."""
        at_all = spelt = 0
        for place, every in enumerate(self._wanted):
            for first, end, how, codes in every:
                if first <= term < end and (len(codes) > 1 or codes[0] == _RARE):
                    kind = self._kind(place, how)
                    at_all, spelt = at_all | kind[0], spelt | kind[1]
        return self._numbered((at_all, spelt))

    @cached_property
    def _narrow(self) -> RowGrader | None:
        """What grades rows by the words alone for which few codes stand, if that is much faster."""
        if len(self._highs) <= _FEW_HIGHS:
            return None
        few = [sum(len(codes) for *_, codes in every) <= _FEW_CODES for every in self._wanted]
        kept = [one for one in self._different if few[one[0]]]
        if not _FEWEST_NARROW <= len(kept) < len(self._different):
            return None
        wanted = [self._wanted[place] for place, _ in kept]
        different = [(number, times) for number, (_, times) in enumerate(kept)]
        narrow = RowGrader(wanted, different, self._limits[-1:], self._spelt)
        return narrow if len(narrow._highs) <= _FEW_HIGHS else None

    def grades(self, written: EncodedWords, rows: Sequence[int]) -> bytes:
        """Return the grade of each of some rows.

        Raises:
            TooManyKindsError: they have to be graded one by one.
        """
        if self._narrow is None:
            return bytes(self._graded(written, rows))
        apart = 1 + len(self._limits)
        found = bytearray([apart]) * len(rows)
        is_near = self._narrow.grades(written, rows).translate(_IS_NEAR)
        kept = [*compress(range(len(rows)), is_near)]
        graded = self._graded(written, [*compress(rows, is_near)])
        for place, grade in zip(kept, graded, strict=True):
            found[place] = grade
        return bytes(found)

    def _graded(self, written: EncodedWords, rows: Sequence[int]) -> bytearray:
        """Return the grade of each of some rows, by all words."""
        text = _strung(written, rows)
        kinds = self._kinds_in(text.codes)
        for place, term in text.rare.items():
            kinds[place] = self._rare_kind(term)
        found = bytearray([1 + len(self._limits)]) * len(rows)
        if any(kinds):
            inside = _inside(text)
            at_all, spelt = self._places(kinds)
            near = self._within(at_all, inside)
            for grade in range(len(self._limits), 0, -1):
                _note(found, near[grade - 1], text.starts, grade)
            _note(found, _in_a_row(spelt, inside), text.starts, 0)
        return found

    def _kinds_in(self, codes: array[int]) -> bytearray:
        """Return the number of the kind of each of some codes.

        Where few codes are of any, they are found by their halves, which takes no step for each.
        """
        if len(self._highs) > _FEW_HIGHS:
            return bytearray(map(self._table.__getitem__, codes))
        octets = codes.tobytes()
        high, low = (octets[1::2], octets[::2]) if _IS_LITTLE else (octets[::2], octets[1::2])
        found = 0
        for half in self._highs:
            kinds = low.translate(self._table[half << 8 : (half + 1) << 8])
            is_half = high.translate(_IS[half])
            found |= int.from_bytes(kinds, "little") & int.from_bytes(is_half, "little")
        return bytearray(found.to_bytes(len(codes), "little"))

    @cached_property
    def _highs(self) -> Sequence[int]:
        """The upper halves of all codes that are of any kind."""
        table = self._table
        return [half for half in range(256) if table[half << 8 : (half + 1) << 8] != _NO_KINDS]

    def _places(self, kinds: bytearray) -> tuple[Sequence[int], Sequence[int]]:
        """Return where what is of some kinds stands for each typed word, as bits.

        The first are all places, the others those where it stands as it is spelt.
        """
        known: dict[bytes, int] = {}
        found: tuple[list[int], list[int]] = ([], [])
        for spelt, place in product((0, 1), range(len(self._wanted))):
            digits = bytearray(b"0" * 256)
            for kind, number in self._kinds.items():
                digits[number] += kind[spelt] >> place & 1
            table = bytes(digits)
            if table not in known:
                known[table] = int(kinds.translate(table)[::-1], 2)
            found[spelt].append(known[table])
        return found

    def _within(self, places: Sequence[int], inside: int) -> Sequence[int]:
        """Return for each limit where so many words end that hold all that are different."""
        moved = [places[place] for place, _ in self._different]
        near = [
            [one, *repeat(0, times - 1)]
            for one, (_, times) in zip(moved, self._different, strict=True)
        ]
        """Where so many words end that hold a typed one once, twice and so on."""
        found = []
        size = 1
        for limit in self._limits:
            while size < limit:
                moved = [(one << 1) & inside for one in moved]
                for one, held in zip(moved, near, strict=True):
                    for times in range(len(held) - 1, 0, -1):
                        held[times] |= held[times - 1] & one
                    held[0] |= one
                size += 1
            found.append(reduce(and_, [held[-1] for held in near]))
        return found


def _in_a_row(places: Sequence[int], inside: int) -> int:
    """Return where the typed words end that stand one behind the other."""
    first, *others = places
    return reduce(lambda run, word: (run << 1) & inside & word, others, first)


def _strung(written: EncodedWords, rows: Sequence[int]) -> _Strung:
    """Read the words of some rows."""
    begins = [*map(written.starts.__getitem__, rows)]
    ends = [written.starts[row + 1] for row in rows]
    quotes = [*map(written.quotes.__getitem__, rows)]
    pieces: list[memoryview | array[int]] = [
        *map(written.codes.__getitem__, map(slice, begins, ends))
    ]
    octets = b"".join(pieces)
    places = [0, *accumulate(map(len, pieces))]
    marked = _rows_marked(octets, places)
    if not marked:
        return _Strung(array("H", octets), places, quotes, {})
    found = []
    for number in marked:
        pieces[number], quotes[number], rare = _made_whole(pieces[number], quotes[number])
        found += [(number, *one) for one in rare]
    places = [0, *accumulate(map(len, pieces))]
    terms = {places[number] + place: term for number, place, term in found}
    return _Strung(array("H", b"".join(pieces)), places, quotes, terms)


def _rows_marked(octets: bytes, places: Sequence[int]) -> Sequence[int]:
    """Return which rows have rare words, or look so; `places` are those of their words."""
    found = []
    place = octets.find(_MARK)
    while place >= 0:
        row = bisect_right(places, place // 2) - 1
        found.append(row)
        place = octets.find(_MARK, 2 * places[row + 1])
    return found


def _made_whole(
    piece: Sequence[int], quote: int
) -> tuple[array[int], int, Sequence[tuple[int, int]]]:
    """Return the words of a row with each rare one in one place, and how many are its quote's.

    The third are the places of the rare words, and their terms.
    """
    codes, place = array("H", piece), 0
    rare = []
    try:
        while True:
            place = codes.index(_RARE, place)
            rare.append((place, codes[place + 1] | codes[place + 2] << 16))
            del codes[place + 1 : place + 3]
            if place < quote:
                quote -= 2
            place += 1
    except ValueError:
        return codes, quote, rare


def _inside(text: _Strung) -> int:
    """Return where a word has one before it in its quote, or in what stands beside that."""
    digits = bytearray(b"1") * len(text.codes) + b"0"
    for place in chain(text.starts, map(add, text.starts, text.quotes)):
        digits[place] = _ZERO
    return int(digits[::-1], 2)


def _note(grades: bytearray, places: int, starts: Sequence[int], grade: int) -> None:
    """Give a grade to the rows that some places are in."""
    digits = format(places, "b")[::-1]
    place = digits.find("1")
    while place >= 0:
        row = bisect_right(starts, place) - 1
        grades[row] = grade
        place = digits.find("1", starts[row + 1])
