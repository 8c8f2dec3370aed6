"""What was appended to a store since its segment was made: a second segment, of that alone."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import compress
from operator import add
from typing import Final

from quoth.index.corpus import Corpus
from quoth.index.segment.building import Builder, Pieces
from quoth.index.segment.layout import OVER, SIZE
from quoth.index.segment.names import Called
from quoth.index.tables import Table
from quoth.store.errors import StoreError
from quoth.store.scanning import CHUNK, NotUnderstood, counted, resume

_GROWN: Final = 8
"""Where more than one byte in so many is new, the whole is better read again."""
_PIECE: Final = 1 << 20


def append(corpus: Corpus, checks: array[int]) -> Pieces | None:
    """Return a segment of what the store's file has beyond a corpus of one part.

    `checks` are the file's checksums now. Nothing is returned where more than the last of its
    statements changed, or so much that it is better read as a whole.
    """
    base, file = corpus.base, corpus.file
    if not (base.facts.get("statements_last") and base.facts.get("keys_ascend")):
        return None
    same = _same_until(base.file_checks, checks)
    offsets, lengths = base.offsets.whole(), base.lengths.whole()
    ends = list(map(add, offsets, lengths))
    dead = list(compress(range(len(ends)), map(same.__lt__, ends)))
    if len(dead) == len(ends):
        return None
    # All up to where the last of those ends that still stand is known to be what it was.
    resumed = max(filter(same.__ge__, ends))
    last = ends.index(resumed)
    if (file.stamp.size - resumed) * _GROWN > file.stamp.size:
        return None
    builder = Builder()
    try:
        for record in resume(_from(corpus, resumed), resumed):
            builder.add(record)
        key, _ = file.document(offsets[last], lengths[last])
        if builder.lowest_key <= counted(key) or _repeats(corpus, builder, frozenset(dead)):
            return None
        facts = {"statements_last": 1, OVER: list(corpus.opened.segments), SIZE: file.stamp.size}
        return builder.finish(facts, checks, KnownParts(corpus), dead)
    except (NotUnderstood, StoreError, KeyError):
        return None


def _same_until(before: array[int], now: array[int]) -> int:
    """Return up to which byte two files are the same, by their checksums."""
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    return same * CHUNK


def _from(corpus: Corpus, start: int) -> Iterator[bytes]:
    """Yield the bytes of the store's file from one on."""
    while piece := corpus.file.read(start, _PIECE):
        start += len(piece)
        yield piece


def _repeats(corpus: Corpus, builder: Builder, dead: frozenset[int]) -> bool:
    """Tell whether a new statement has the id of one that was there, and still is."""
    base = corpus.base
    for statement_id in builder.ids:
        for row in base.candidates("statements", statement_id):
            if row not in dead and corpus.statements[row].id == statement_id:
                return True
    return False


class _Numbers(Mapping[str, int]):
    """The numbers of a table's records, looked up one by one."""

    def __init__(self, table: Table) -> None:  # type: ignore[type-arg]  # of whatever records
        """Take the table."""
        self._table = table
        self._found: dict[str, int] = {}

    def __getitem__(self, record_id: str) -> int:
        if record_id not in self._found:
            number = self._table.number(record_id)
            if number is None:
                raise KeyError(record_id)
            self._found[record_id] = number
        return self._found[record_id]

    def __len__(self) -> int:
        return len(self._table)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)


class KnownParts:
    """What the first part knows of the records that statements refer to."""

    def __init__(self, corpus: Corpus) -> None:
        """Take the corpus of the first part."""
        self.numbers: Mapping[str, Mapping[str, int]] = {
            "actors": _Numbers(corpus.actors),
            "sources": _Numbers(corpus.sources),
            "topics": _Numbers(corpus.topics),
        }
        self._base = corpus.base
        self._spellings = corpus.spellings
        self._kinds = corpus.kinds

    def called(self, number: int) -> Called:
        """Return what an actor is called."""
        return number, self._spellings[number], self._kinds[number]

    def named(self, words: Iterable[str]) -> set[int]:
        """Return the actors in whose names one of some words is."""
        terms = map(self._base.vocabulary.term, words)
        return {actor for term in terms if term is not None for actor in self._base.names.of(term)}
