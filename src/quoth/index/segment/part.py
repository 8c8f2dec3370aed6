"""A segment, read where it lies: columns, postings, words and directories, each when asked for.

(It is long because it is the one reader of all that `building` and `words` write.)
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from operator import is_
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from quoth.basics.dates import Date
from quoth.index.rows import (
    EncodedWords,
    MarkedWords,
    Packed,
    PureSets,
    Rows,
    RowTexts,
    Sets,
    Wanted,
)
from quoth.index.segment.layout import (
    BLOCK,
    NARROW_UNPLACED,
    RARE,
    UNPLACED,
    Damaged,
    Sections,
    SectionView,
    hash_of,
    spelt,
)
from quoth.store.facets import Facet

if TYPE_CHECKING:
    from quoth.index.texts import RowGrader

_READ_FIRST: Final = 1 << 11
_READ_MOST: Final = 1 << 14
"""Rows whose words are read through at once, at first and at most."""
_CHECKED_AT_ONCE: Final = 512
"""Rows whose words are checked together, before any of them is read with others."""
_FEW_BLOCKS: Final = 64
_SPARSE: Final = 16
"""Words for each that is wanted, of so many, that are read together rather than by blocks."""
_LONGEST_ID: Final = 20
"""Digits of an id that is surely none of those that count on from the first."""
_MANY: Final = 1_000
"""Ids from which on it is quicker to read all that finds them."""
_FEW_IDS: Final = 1 << 14
"""Ids of a table whose directory is read as a whole."""
_KEPT_SETS: Final = 4_096
"""Sets of values that are kept once they were read."""
_MOST_MAPPED: Final = 124 << 20
"""Bytes of files that are kept in memory before all of them are released."""
_LOOKED_AT_EVERY: Final = 8
_SHORT: Final = 256
_KEPT_BLOCKS: Final = 1_024
"""Blocks of words that are kept as words; as they are written, all are that were read."""
_KEPT_TEXTS: Final = 1_024
"""Rows whose words are kept once they were read: those of the next letter typed, most often."""


class Postings:
    """The rows of each of some values."""

    def __init__(self, sections: Sections, name: str, sets: Sets) -> None:
        """Name the sections."""
        self._sets = sets
        self._starts = sections.numbers(f"{name}.starts")
        self._listed = sections.numbers(f"{name}.rows")
        self._dense = sections.numbers(f"{name}.dense").whole().tolist()
        self._bits = sections.numbers(f"{name}.bits")
        dense_sizes = sections.numbers(f"{name}.sizes").whole().tolist()
        if len(dense_sizes) != len(self._dense):
            raise Damaged("its sections are not of one corpus")
        self.sizes = Sizes(self._starts, dict(zip(self._dense, dense_sizes, strict=True)))
        self._width = (sets.size + 7) // 8
        self.rows = lru_cache(maxsize=256)(self._rows)

    def __len__(self) -> int:
        return len(self.sizes)

    def _rows(self, value: int) -> Rows:
        """Return the rows of a value."""
        place = bisect_left(self._dense, value)
        if place < len(self._dense) and self._dense[place] == value:
            return self._dense_rows(place)
        return Rows.listed(self._sets, self.piece(value, value + 1))

    def _dense_rows(self, place: int) -> Rows:
        """Return the rows of one of the values that have bits."""
        start = place * self._width
        return Rows(self._sets, raw=self._bits.piece(start, start + self._width))

    def is_dense(self, value: int) -> bool:
        """Tell whether the rows of a value are kept as bits."""
        place = bisect_left(self._dense, value)
        return place < len(self._dense) and self._dense[place] == value

    def piece(self, first: int, end: int) -> Sequence[int]:
        """Return the rows of neighbouring values one after the other, but for those with bits."""
        starts = self._starts
        start, stop = starts[first], starts[end]
        if self._listed.typecode == "B":
            return Packed(self._listed.piece(3 * start, 3 * stop + 1))
        return self._listed.piece(start, stop)

    def dense_within(self, first: int, end: int) -> list[int]:
        """Return the values with bits, of those from `first` up to `end`."""
        return self._dense[bisect_left(self._dense, first) : bisect_left(self._dense, end)]

    def size(self, first: int, end: int) -> int:
        """Return how many rows neighbouring values have, each counted for itself."""
        listed = self._starts[end] - self._starts[first]
        return listed + sum(self.sizes[value] for value in self.dense_within(first, end))


class Sizes:
    """How many rows each of some values has."""

    def __init__(self, starts: SectionView, dense: Mapping[int, int]) -> None:
        """Take where each value's list of rows starts, and the sizes of those that have none."""
        self._starts = starts
        self._dense = dense

    def __len__(self) -> int:
        return max(len(self._starts) - 1, 0)

    def __getitem__(self, value: int) -> int:
        found = self._dense.get(value)
        return self._starts[value + 1] - self._starts[value] if found is None else found


class Column:
    """A set of values a row, each distinct set kept once."""

    def __init__(self, sections: Sections, facet: Facet, sets: Sets) -> None:
        """Name the facet."""
        self.codes = sections.numbers(f"{facet}.codes")
        self._starts = sections.numbers(f"{facet}.sets.starts")
        self._values = sections.numbers(f"{facet}.sets.values")
        self.counts = sections.numbers(f"{facet}.counts")
        self._sets = sets
        self.set_of_code = lru_cache(maxsize=_KEPT_SETS)(self._set_of_code)
        self._postings = None
        if f"{facet}.starts" in sections:
            self._postings = Postings(sections, f"{facet}", sets)

    @cached_property
    def sets(self) -> Sequence[Sequence[int]]:
        """The distinct sets of values, by code."""
        starts = self._starts.whole().tolist()
        values = self._values.whole().tolist()
        return [values[start:end] for start, end in pairwise(starts)]

    @property
    def laid_out(self) -> tuple[memoryview, memoryview]:
        """Where the values of each distinct set start, and all values."""
        return self._starts.whole(), self._values.whole()

    def set_of(self, row: int) -> Sequence[int]:
        """Return the values of a row."""
        return self.set_of_code(self.codes[row])

    def _set_of_code(self, code: int) -> Sequence[int]:
        """Return the values of a row that has a code."""
        return self._values.piece(self._starts[code], self._starts[code + 1]).tolist()

    def size(self, values: Sequence[int]) -> int:
        """Return how many rows have one of some values, each value's counted for itself."""
        if self._postings is None:
            wanted = frozenset(values)
            pairs = zip(self.sets, self.counts.whole(), strict=True)
            return sum(count for one, count in pairs if not wanted.isdisjoint(one))
        sizes = self._postings.sizes
        return sum(sizes[value] for value in values if value < len(sizes))

    def rows(self, values: Sequence[int]) -> Rows:
        """Return the rows that have one of some values."""
        if self._postings is None:
            wanted = frozenset(values)
            allowed = bytes(not wanted.isdisjoint(one) for one in self.sets)
            codes = self.codes.whole()
            return Rows.flagged(self._sets, bytes(codes).translate(allowed.ljust(256, b"\0")))
        found = Rows.nothing(self._sets)
        lists: list[Sequence[int]] = []
        for value in values:
            if value >= len(self._postings):
                continue
            if self._postings.is_dense(value):
                found |= self._postings.rows(value)
            else:
                lists.append(self._postings.piece(value, value + 1))
        return found | Rows.gathered(self._sets, lists) if lists else found


class Vocabulary:
    """The sorted words of a segment; a word's place among them is its term."""

    def __init__(self, sections: Sections, size: int) -> None:
        """Take the words where they lie; they are read a block at a time."""
        self._size = size
        self._blocks = sections.numbers("vocabulary.blocks")
        self._starts = sections.numbers("vocabulary.starts")
        self._heads = cast("list[str]", sections.texts("vocabulary.heads"))
        self._block = lru_cache(maxsize=_KEPT_BLOCKS)(self._read)
        self._octets = lru_cache(maxsize=None)(self._read_octets)

    def __len__(self) -> int:
        return self._size

    @cached_property
    def initials(self) -> str:
        """The letters that words begin with; where words are many, those of more than a few."""
        words = self.words(0, self._size) if len(self._heads) < _FEW_BLOCKS else self._heads
        return "".join(sorted({word[0] for word in words}))

    def _read(self, block: int) -> list[str]:
        """Return the words of a block."""
        return self._split(self._octets(block))

    def _read_octets(self, block: int) -> bytes:
        """Return the words of a block as they are written, each with a line's end before it.

        That takes a tenth of the room of words by themselves.
        """
        start, end = self._starts.piece(block, block + 2)
        return b"\n" + bytes(self._blocks.piece(start, end))

    @staticmethod
    def _split(octets: bytes | memoryview) -> list[str]:
        """Return the words of some blocks."""
        try:
            return str(octets, "utf-8", "surrogatepass").strip("\n").split("\n")
        except UnicodeDecodeError:
            raise Damaged("its words are damaged") from None

    def __getitem__(self, term: int) -> str:
        return self._block(term // BLOCK)[term % BLOCK]

    def spelt(self, terms: Iterable[int]) -> Iterator[str]:
        """Yield the words of terms, which come in order: each block is read once."""
        terms = list(terms)
        if len(terms) * _SPARSE > self._size:
            yield from map(self.words(0, self._size).__getitem__, terms)
            return
        for block, some in groupby(terms, lambda term: term // BLOCK):
            own = self._read(block)
            for term in some:
                yield own[term % BLOCK]

    def at_or_after(self, word: str) -> int:
        """Return the first term that is not before a word."""
        block = max(bisect_right(self._heads, word) - 1, 0)
        if not self._size:
            return 0
        return block * BLOCK + bisect_left(self._block(block), word)

    def term(self, word: str) -> int | None:
        """Return the term of a word, if it is one."""
        block = bisect_right(self._heads, word) - 1
        if block < 0 or not self._size:
            return None
        octets = self._octets(block)
        place = octets.find(b"\n%b\n" % word.encode("utf-8", "surrogatepass"))
        return block * BLOCK + octets.count(b"\n", 0, place) if place >= 0 else None

    def starting_with(self, prefix: str) -> tuple[int, int]:
        """Return the first of the terms that start with a prefix, and where they end."""
        return self.at_or_after(prefix), self.at_or_after(prefix + "\U0010ffff")

    def words(self, first: int, end: int) -> list[str]:
        """Return the words of neighbouring terms."""
        if first >= end:
            return []
        block, last = first // BLOCK, (end - 1) // BLOCK
        piece = self._blocks.piece(self._starts[block], self._starts[last + 1])
        skipped = block * BLOCK
        return self._split(piece)[first - skipped : end - skipped]


class SourcePlaces:
    """Where in its source each row stands."""

    def __init__(self, numbers: SectionView) -> None:
        """Take the numbers."""
        self._numbers = numbers
        self._unknown = NARROW_UNPLACED if numbers.typecode == "H" else UNPLACED

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, row: int) -> int:
        found = self._numbers[row]
        return UNPLACED if found == self._unknown else found


class _ReadTexts(NamedTuple):
    """What was wanted of some rows' words."""

    rows: Sequence[int]
    beside: float
    wanted: Sequence[Any]
    texts: RowTexts

    def is_of(self, rows: Sequence[int], beside: float, wanted: Sequence[Any]) -> bool:
        """Tell whether just that is asked for again: the very same objects."""
        is_same = self.rows is rows and self.beside == beside and len(self.wanted) == len(wanted)
        return is_same and all(map(is_, self.wanted, wanted))


class Part:
    """Rows of statements, the newest first, and what finds them."""

    def __init__(
        self, data: bytes | memoryview, make_sets: Callable[[int], Sets] = PureSets
    ) -> None:
        """Take the file of a segment, and what is to handle its rows.

        Raises:
            Damaged: it can't be trusted; so may any later use of it.
        """
        self.sections = sections = Sections(data)
        facts = sections.facts
        rows = facts.get("rows")
        if type(rows) is not int or rows < 0:
            raise Damaged("its header is damaged")
        self.facts = facts
        self.rows = rows
        self.sets = make_sets(rows)
        self.postings = Postings(sections, "words", self.sets)
        self.vocabulary = Vocabulary(sections, len(self.postings))
        self.column = lru_cache(maxsize=None)(self._column)
        self.text = lru_cache(maxsize=_KEPT_TEXTS)(self.words_of)
        self._directory = lru_cache(maxsize=None)(sections.numbers)
        self._asked = 0
        self._last_texts: _ReadTexts | None = None
        self._text_starts = sections.numbers("texts.starts")
        self._quote_lengths = sections.numbers("texts.quotes")
        self._codes = sections.numbers("texts.codes")
        self._term_codes = sections.numbers("words.codes")
        self._ranked = sections.numbers("words.ranked")
        if len(self._text_starts) != rows + 1 or len(self._quote_lengths) != rows:
            raise Damaged("its sections are not of one corpus")

    def __len__(self) -> int:
        return self.rows

    def _column(self, facet: Facet) -> Column:
        """Return the column of a facet."""
        return Column(self.sections, facet, self.sets)

    @cached_property
    def offsets(self) -> SectionView:
        """The first byte of each row's statement in the store's file."""
        return self.sections.numbers("statements.offsets")

    @cached_property
    def lengths(self) -> SectionView:
        """How many bytes each row's statement has."""
        return self.sections.numbers("statements.lengths")

    @cached_property
    def places(self) -> SourcePlaces:
        """Where in its source each row stands."""
        return SourcePlaces(self.sections.numbers("statements.places"))

    @property
    def file_checks(self) -> array[int]:
        """The checksums of the chunks of the store's file, as it was when this was made."""
        return array("I", self.sections.numbers("file.checks").whole())

    @cached_property
    def dead(self) -> Sequence[int]:
        """The rows of the part before that this one stands for."""
        return self.sections.numbers("dead").whole().tolist()

    def candidates(self, table: str, record_id: str) -> Sequence[int]:
        """Return the numbers of the records of a table that may have an id."""
        if f"{table}.rows" in self.sections:
            return self._counted(self._directory(f"{table}.rows"), record_id)
        directory = self._directory(f"{table}.hashes")
        few = len(directory) <= _FEW_IDS
        hashes = directory.whole() if few else cast("Sequence[int]", directory)
        wanted = hash_of(record_id)
        first, end = bisect_left(hashes, wanted), bisect_right(hashes, wanted)
        return self._directory(f"{table}.hashed").piece(first, end).tolist()

    def candidates_of(self, table: str, ids: Sequence[str]) -> Iterator[Sequence[int]]:
        """Yield for each of some ids what `candidates` returns for it."""
        if f"{table}.rows" not in self.sections or len(ids) < _MANY:
            yield from (self.candidates(table, record_id) for record_id in ids)
            return
        section = self._directory(f"{table}.rows")
        numbers = section.whole()
        if section.typecode != "B":
            for place in map(self._place_of, ids):
                yield () if place is None else (numbers[place],)
            return
        low, middle, high = (bytes(numbers[first::3]) for first in range(3))
        for place in map(self._place_of, ids):
            yield () if place is None else (low[place] | middle[place] << 8 | high[place] << 16,)

    def _counted(self, rows: SectionView, record_id: str) -> Sequence[int]:
        """Return the number of the record that has an id, where ids count on from the first."""
        place = self._place_of(record_id)
        if place is None:
            return ()
        if rows.typecode == "B":
            return (int.from_bytes(rows.piece(3 * place, 3 * place + 3), "little"),)
        return (rows[place],)

    def _place_of(self, record_id: str) -> int | None:
        """Return which of the ids that count on one is, from the first; nothing if it is none."""
        if not (record_id.isascii() and record_id.isdecimal() and len(record_id) < _LONGEST_ID):
            return None
        place = int(record_id) - cast("int", self.facts["first_id"])
        return place if 0 <= place < self.rows and record_id[0] != "0" else None

    # Dates.

    @cached_property
    def date_starts(self) -> list[int]:
        """The row at which each date begins, and where those without a date begin."""
        return self.sections.numbers("dates.starts").whole().tolist()

    @property
    def date_days(self) -> tuple[memoryview, memoryview]:
        """The first day of each date, and the last of each."""
        numbers = self.sections.numbers
        return numbers("dates.first").whole(), numbers("dates.last").whole()

    @cached_property
    def date_spans(self) -> list[tuple[int, int]]:
        """The first and the last day of each date."""
        first, last = self.date_days
        return list(zip(first.tolist(), last.tolist(), strict=True))

    @cached_property
    def dates(self) -> Sequence[Date]:
        """Each date, without the text of any source."""
        return [Date("", first, last) for first, last in self.date_spans]

    @cached_property
    def date_codes(self) -> Sequence[int]:
        """The place of each row's date among all, and after them that of what has none."""
        return self.sets.repeated(self.sections.numbers("dates.starts").whole())

    def overlapping(self, first: int, last: int) -> Rows:
        """Return the rows whose date may lie on some days."""
        flags = bytearray(self.rows)
        starts = self.date_starts
        for place, (begins, ends) in enumerate(self.date_spans):
            if begins <= last and first <= ends:
                start, end = starts[place], starts[place + 1]
                flags[start:end] = b"\1" * (end - start)
        return Rows.flagged(self.sets, flags)

    # Words.

    @property
    def quote_lengths(self) -> Sequence[int]:
        """How many words each row's quote has."""
        return self._quote_lengths.whole()

    @property
    def quote_words(self) -> Sequence[int]:
        """How many words each row's quote has; its codes are a few more."""
        surplus = self.sections.numbers("texts.surplus").whole()
        return self.sets.less(self._quote_lengths.whole(), surplus)

    @cached_property
    def marked(self) -> MarkedWords:
        """The words of quotes that are within quotation marks."""
        listed = self.sections.numbers("texts.marked")
        rows = Packed(listed.whole()) if listed.typecode == "B" else listed.whole()
        places = (
            self.sections.numbers(f"texts.marked.{name}").whole()
            for name in ("firsts", "ends", "words")
        )
        return MarkedWords(rows, *places)

    def words_of(self, row: int) -> tuple[Sequence[int], int]:
        """Return the codes of the words of a row, and how many of them are the quote's.

        A word that isn't frequent is given as `RARE` plus 1 plus its term.
        """
        start, end = self._text_starts.piece(row, row + 2)
        codes = self._codes.piece(start, end).tolist()
        quote = self._quote_lengths[row]
        if RARE in codes:
            return _whole(codes, quote)
        return codes, quote

    def _check_texts(self, rows: Sequence[int]) -> None:
        """Check the words of some rows, and of those around them, where they were not yet."""
        starts, checked = self._text_starts, self._checked
        if len(checked) * _CHECKED_AT_ONCE >= self.rows:
            return
        for block in set(self.sets.blocks(rows, _CHECKED_AT_ONCE)) - checked:
            end = min((block + 1) * _CHECKED_AT_ONCE, self.rows)
            self._codes.piece(starts[block * _CHECKED_AT_ONCE], starts[end])
            checked.add(block)

    def written(self, rows: Sequence[int]) -> EncodedWords:
        """Return the words of all rows, those of some being checked."""
        self._check_texts(rows)
        return self._all_written

    def all_texts(self) -> EncodedWords:
        """Return the words of all rows, each byte checked."""
        self._codes.whole()
        return self._all_written

    def quote_length(self, row: int) -> int:
        """Return how many codes a row's quote is written as: its words, or a few more."""
        return self._quote_lengths[row]

    def word(self, code: int) -> str:
        """Return the word that stands as a code in `text`."""
        return self.vocabulary[self.term_of(code)]

    def term_of(self, code: int) -> int:
        """Return the term that stands as a code in `text`."""
        return self._ranked[code] if code < RARE else code - RARE - 1

    def spelt(self, codes: Iterable[int]) -> dict[int, str]:
        """Return the words that stand as some codes, in the order of the words."""
        ranked = self._ranked.whole()
        by_term = {ranked[code] if code < RARE else code - RARE - 1: code for code in codes}
        ordered = sorted(by_term)
        words = self.vocabulary.spelt(ordered)
        return dict(zip(map(by_term.__getitem__, ordered), words, strict=True))

    @cached_property
    def _checked(self) -> set[int]:
        """Of how many rows at once the words were checked, by the place of those rows."""
        return set()

    @cached_property
    def _all_written(self) -> EncodedWords:
        """The words of all rows; readers have to check the codes."""
        return EncodedWords(
            self._text_starts.whole(), self._quote_lengths.whole(), self._codes._numbers
        )

    def texts(self, rows: Sequence[int], beside: float, wanted: Sequence[Any]) -> RowTexts:
        """Return what is wanted of the words of some rows, where the sets read many at once."""
        last = self._last_texts
        if last is not None and last.is_of(rows, beside, wanted):
            return last.texts
        self._asked += 1
        if self._asked % _LOOKED_AT_EVERY == 0 and _mapped() > _MOST_MAPPED:
            self.sections.let_go()
        made = self.sets.texts(self.written(rows), rows, beside, wanted)
        self._last_texts = _ReadTexts(rows, beside, wanted, made)
        return made

    def graded(self, rows: Sequence[int], grader: RowGrader) -> bytes:
        """Return the grades of some rows, where the sets don't read many at once."""
        return grader.grades(self.written(rows), rows)

    def wanted(self, first: int, end: int, closeness: float) -> Wanted:
        """Return neighbouring terms as they are looked for in `texts`."""
        return first, end, closeness, self._term_codes.piece(first, end)

    def with_neighbours(self, rows: Sequence[int], terms: Sequence[int]) -> list[int]:
        """Return the rows, of some, in which terms stand one right behind the other."""
        if self.sets.reads_many and rows:
            codes = [code for term in terms for code in self._spelt(term)]
            return self.sets.with_codes(self.written(rows), rows, codes)
        return list(self._with_codes(rows, self.as_bytes(terms)))

    def _with_codes(self, rows: Sequence[int], wanted: bytes) -> Iterator[int]:
        """Yield the rows, of some, in which some codes stand one right behind the other."""
        if not rows:
            return
        lowest, highest = min(rows), max(rows)
        starts = self._text_starts.piece(lowest, highest + 2)
        self._check_texts(rows)
        codes = self._codes._numbers  # those that are read were checked
        for row in rows:
            text = codes[starts[row - lowest] : starts[row - lowest + 1]].tobytes()
            if wanted in text and next(_places(text, wanted), None) is not None:
                yield row

    def rows_with_run(
        self, codes: Sequence[int], last: Sequence[memoryview]
    ) -> Iterator[Sequence[int]]:
        """Yield rows that may hold some codes in a row, ascending, none of which is `RARE`.

        Where there are any, one of some codes comes `last`, or a rare word.
        """
        find = self.sets.run_finder(codes, last)
        before, count = 0, _READ_FIRST
        while before < self.rows:
            end = min(before + count, self.rows)
            starts = self._text_starts.piece(before, end + 1)
            window = self._codes.piece(starts[0], starts[-1])
            found = find(EncodedWords(starts, starts, window))
            if found:
                yield [before + row for row in found]
            before, count = end, min(2 * count, _READ_MOST)

    def as_bytes(self, terms: Sequence[int]) -> bytes:
        """Return terms as they are written one behind the other."""
        return array("H", [code for term in terms for code in self._spelt(term)]).tobytes()

    def _spelt(self, term: int) -> Sequence[int]:
        """Return the codes of a term as they are written."""
        return spelt(self._term_codes[term], term)

    def codes_within(self, first: int, end: int, codes: Iterable[int]) -> list[int]:
        """Return those of some codes that stand in `text` for neighbouring terms."""
        ranked = self._ranked.whole()
        return [
            code
            for code in codes
            if first <= (ranked[code] if code < RARE else code - RARE - 1) < end
        ]

    def code(self, term: int) -> int:
        """Return the code by which a term stands in `text`."""
        code = self._term_codes[term]
        return code if code != RARE else RARE + 1 + term

    def prefix_rows(self, prefix: str) -> Rows | None:
        """Return the rows with a word of some beginning, of few rows each, where they are kept."""
        place = self._prefixes.get(prefix)
        if place is None:
            return None
        width = (self.rows + 7) // 8
        bits = self.sections.numbers("prefixes.bits").piece(place * width, (place + 1) * width)
        return Rows(self.sets, raw=bits)

    @cached_property
    def _prefixes(self) -> Mapping[str, int]:
        """The beginnings whose rows are kept."""
        names = cast("list[str]", self.sections.texts("prefixes.names"))
        return {name: place for place, name in enumerate(names)}

    def codes(self, first: int, end: int) -> Sequence[int]:
        """Return the codes by which neighbouring terms stand in `text`."""
        codes = self._term_codes.piece(first, end).tolist()
        if RARE in codes:
            spelt = range(RARE + 1 + first, RARE + 1 + end)
            return [c if c != RARE else s for c, s in zip(codes, spelt, strict=True)]
        return codes

    @cached_property
    def names(self) -> TermMap:
        """The actors with a word in their names."""
        return TermMap(self.sections, "names")

    @cached_property
    def synonyms(self) -> TermMap:
        """Other words that mean the same actor."""
        return TermMap(self.sections, "synonyms")


class TermMap:
    """Numbers that some of the terms have."""

    def __init__(self, sections: Sections, name: str) -> None:
        """Name the sections."""
        self._terms = sections.numbers(f"{name}.terms").whole()
        self._starts = sections.numbers(f"{name}.starts")
        self._values = sections.numbers(f"{name}.values")

    def of(self, term: int) -> Sequence[int]:
        """Return the numbers of a term."""
        place = bisect_left(self._terms, term)
        if place == len(self._terms) or self._terms[place] != term:
            return ()
        return self._values.piece(self._starts[place], self._starts[place + 1]).tolist()

    def values_within(self, first: int, end: int, most: int) -> Sequence[int]:
        """Return the numbers of neighbouring terms; none where too many terms have some."""
        start, stop = bisect_left(self._terms, first), bisect_left(self._terms, end)
        if stop - start > most:
            return ()
        return self._values.piece(self._starts[start], self._starts[stop]).tolist()

    def within(self, first: int, end: int, most: int) -> Sequence[int]:
        """Return those of neighbouring terms that have numbers; none where they are too many."""
        start, stop = bisect_left(self._terms, first), bisect_left(self._terms, end)
        return self._terms[start:stop].tolist() if stop - start <= most else ()


def _mapped() -> int:
    """Return how many bytes of files this process has at hand, where the system tells."""
    import mmap  # noqa: PLC0415  # of no use to those who search once

    try:
        with open("/proc/self/statm", "rb", buffering=0) as file:  # noqa: PTH123  # as it is read so often
            return int(file.read(_SHORT).split()[2]) * mmap.PAGESIZE
    except (OSError, ValueError, IndexError):
        return 0


def _places(codes: bytes, wanted: bytes) -> Iterator[int]:
    """Yield where some codes stand among others, both as bytes."""
    place = codes.find(wanted)
    while place >= 0:
        if place % 2 == 0:  # else it lies across two codes
            yield place // 2
        place = codes.find(wanted, place + 1)


def _whole(codes: list[int], quote: int) -> tuple[list[int], int]:
    """Return codes with each rare word in one piece."""
    place = codes.index(RARE)
    while place >= 0:
        codes[place : place + 3] = [RARE + 1 + (codes[place + 1] | codes[place + 2] << 16)]
        if place < quote:
            quote -= 2
        try:
            place = codes.index(RARE, place + 1)
        except ValueError:
            place = -1
    return codes, quote
