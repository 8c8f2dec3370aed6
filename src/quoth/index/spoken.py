"""The words of quotes in the index: counted and compared without reading a quote.

The codes of a row are those of its quote, then those of the text beside it; a rare word takes three
of them (`quoth.index.segment.words`).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, repeat
from operator import add, getitem
from typing import TYPE_CHECKING, Final

from quoth.index.rows import RARE

if TYPE_CHECKING:
    from quoth.index.segment.part import Part

_AT_ONCE: Final = 1 << 17
"""Rows whose words are put together at once."""
_CUT: Final = 0xFFFF
"""The length from which on the index doesn't know how long a quote is."""


def word_numbers(part: Part) -> tuple[Sequence[int], int]:
    """Return how many words each row's quote has, and how many the longest."""
    found = part.quote_words
    return found, part.sets.highest(found)


def marked_numbers(part: Part) -> tuple[Sequence[int], int]:
    """Return how many words each row's quote has within marks, and how many that with the most."""
    found = part.sets.marked_words(part.marked)
    return found, part.sets.highest(found)


def said_words(part: Part, quoted: bytes, marked: bytes) -> Counter[str]:
    """Return how often each word stands in the quotes of the rows that have a 1, or within marks.

    Args:
        part: The rows.
        quoted: Those whose quotes are meant.
        marked: Those of whose quotes the words within quotation marks are; `unplaced` tells which
            of them have to be read.
    """
    frequent, rare = Counter[int](), Counter[int]()
    for octets in (*_quotes(part, quoted), _within_marks(part, marked)):
        counts, terms = part.sets.word_counts(memoryview(octets).cast("H"))
        frequent.update(counts)
        rare.update(terms)
    frequent.update({RARE + 1 + term: number for term, number in rare.items()})
    return Counter({word: frequent[code] for code, word in part.spelt(frequent).items()})


def _quotes(part: Part, chosen: bytes) -> Iterator[bytes]:
    """Yield the codes of the quotes of some rows, of many of them at once."""
    written = part.written([*compress(range(len(chosen)), chosen)])
    octets = written.codes.cast("B")
    end = chosen.rfind(1) + 1
    for first in range(max(chosen.find(1), 0), end, _AT_ONCE):
        some = chosen[first : min(first + _AT_ONCE, end)]
        starts = written.starts[first : first + len(some)]
        ends = map(add, starts, written.quotes[first : first + len(some)])
        places = zip(compress(starts, some), compress(ends, some), strict=True)
        yield b"".join([octets[2 * start : 2 * end] for start, end in places])


def unplaced(part: Part, chosen: bytes) -> list[int]:
    """Return those of the rows with a 1 in whose quotes a quotation mark is within a word."""
    ends = part.marked.ends
    if all(ends):
        return []
    return [row for row, end in zip(part.marked.rows, ends, strict=True) if not end and chosen[row]]


def _within_marks(part: Part, chosen: bytes) -> bytes:
    """Return the codes of the words within marks in the quotes of some rows."""
    rows, firsts, ends, _ = part.marked
    written = part.written([*compress(range(len(chosen)), chosen)])
    octets, starts = written.codes.cast("B"), written.starts
    places = zip(rows, firsts, ends, strict=True)
    return b"".join(
        [octets[2 * (starts[row] + first) : 2 * (starts[row] + end)]
         for row, first, end in compress(places, map(chosen.__getitem__, rows))]
    )  # fmt: skip


def numbered(parts: Sequence[Part]) -> Sequence[Sequence[int]]:
    """Return a number for each row of each part, the same for quotes of the same words."""
    numbers: dict[bytes | tuple[str, ...], int] = {}
    return [
        array("I", [numbers.setdefault(one, len(numbers)) for one in _told_apart(part, parts[0])])
        for part in parts
    ]


def _told_apart(part: Part, first: Part) -> Iterator[bytes | tuple[str, ...]]:
    """Yield what tells the quote of each row from those with other words, as the first part has it.

    Where the first part doesn't know all its words, those tell it apart.
    """
    if part is first:
        written = part.all_texts()
        octets = bytes(written.codes.cast("B"))
        starts = [2 * start for start in written.starts]
        ends = [
            start + 2 * length if length < _CUT else after
            for start, length, after in zip(starts, written.quotes, starts[1:], strict=False)
        ]
        yield from map(getitem, repeat(octets), map(slice, starts, ends))
        return
    for row in range(len(part)):
        codes, quote = part.text(row)
        if part.quote_length(row) >= _CUT:
            quote = len(codes)
        quoted = tuple(map(part.word, codes[:quote]))
        terms = [first.vocabulary.term(word) for word in quoted]
        if None in terms:
            yield quoted
        else:
            yield first.as_bytes([term for term in terms if term is not None])
