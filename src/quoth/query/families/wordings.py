"""The families of a corpus: of all its statements, or that of one.

(It is long because one family and all of them are made of the same steps.)
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final

from rapidfuzz.distance import LCSseq

from quoth.basics.text import fold, raw_words
from quoth.basics.text import words as words_of
from quoth.index.corpus import Corpus
from quoth.index.quotes import with_runs, worded_quotes
from quoth.index.rows import Rows
from quoth.index.wordings import (
    RUN,
    LeastCommon,
    LikeRows,
    SelectedRows,
    WordedQuotes,
    WordNumbers,
    needed,
    rows_like,
    rows_of_words,
    runs_of,
)
from quoth.presenting.verbatim import quotations_of
from quoth.query.families.evidence import WordEvidence
from quoth.query.families.graph import Stretches, WordingGraph, related
from quoth.query.families.grouping import SpeltWords, chosen
from quoth.query.families.relating import ENOUGH, FEWEST_WORDS
from quoth.query.families.same_utterance import LongNames
from quoth.query.families.word_classes import EVERYDAY_WORDS, FUNCTION_WORDS
from quoth.store.facets import Facet
from quoth.store.model import Kind, Status

_MOST_FOLLOWED: Final = 256
"""Wordings of one family that others are looked for."""
_READ_AT_ONCE: Final = 4_096
_FEW_COMPARED: Final = 16
"""Rows that are sooner compared word by word than looked up for each of their words."""
_LEAST: Final = LeastCommon(ENOUGH, FEWEST_WORDS)
_Words = tuple[int, ...]
_Wording = tuple[bool, _Words]
"""Whether a quote is verbatim only in part, and the numbers of all its words."""
_Pairs = Sequence[tuple[int, int]]


class CorpusWordings:
    """What is verbatim in a corpus, to be put into families.

    Rejected statements never take part, and drafts only where they are asked for.
    """

    def __init__(
        self, corpus: Corpus, *, drafts: bool = False, same: _Pairs = (), apart: _Pairs = ()
    ) -> None:
        """Take the corpus, whether drafts take part, and what a person decided, by row."""
        self.corpus = corpus
        self.same = same
        self.apart = apart
        self.crowded = 0
        """Wordings that were compared with none when all families were looked for: see `alike`."""
        self._drafts = drafts
        self._numbers = WordNumbers(corpus)
        self._unknown: dict[str, int] = {}
        self._known: dict[str, int | None] = {}
        self.speakers = lru_cache(maxsize=1 << 16)(self._speakers)
        self._term = lru_cache(maxsize=1 << 16)(self._term_in)

    # What is known of rows.

    def _speakers(self, row: int) -> frozenset[int]:
        """Return the numbers of who speaks, and for whom."""
        piece, local = self.corpus.piece_of(row)
        return frozenset(piece.part.column(Facet.ACTOR).set_of(local))

    def span(self, row: int) -> tuple[int, int]:
        """Return the first and the last day of a row; the last before the first if undated."""
        return self.corpus.span(row)

    def spelt(self, stretches: Stretches) -> SpeltWords:
        """Return the words of stretches as texts."""
        own = {number: word for word, number in self._unknown.items()}
        return tuple(
            tuple(own[one] if one < 0 else self._numbers.word(one) for one in words)
            for words in stretches
        )

    @cached_property
    def _selected(self) -> Sequence[SelectedRows]:
        """The rows that hold something verbatim, of those that take part."""
        found = []
        left_out = [Status.REJECTED] if self._drafts else [Status.REJECTED, Status.DRAFT]
        for piece in self.corpus.pieces:
            statuses = self.corpus.value_numbers(piece.part, Facet.STATUS)
            out = [statuses[one] for one in map(str, left_out) if one in statuses]
            standing = piece.rows
            if out:
                standing -= piece.part.column(Facet.STATUS).rows(out)
            kinds = self.corpus.value_numbers(piece.part, Facet.KIND)
            whole, loose = (
                standing & piece.part.column(Facet.KIND).rows([kinds[kind]])
                if kind in kinds
                else Rows.nothing(piece.part.sets)
                for kind in (str(Kind.DIRECT), str(Kind.MIXED))
            )
            found.append(SelectedRows(whole, loose))
        return found

    def stretches(self, row: int, wording: _Wording) -> Stretches:
        """Return what of a row's words is verbatim."""
        is_loose, words = wording
        if not is_loose:
            return (words,) if words else ()
        _, document = self.corpus.document_of_row(row)
        quote = str(document["quote"])
        found = (self._words_of(quote[start:end]) for start, end in quotations_of(quote))
        return tuple(words for words in found if words)

    def _words_of(self, text: str) -> _Words:
        """Return the numbers of the words of a text."""
        known = self._known
        found = raw_words(text)
        for word in found:
            if word not in known:
                known[word] = self._number(folded) if (folded := fold(word)) else None
        return tuple(number for word in found if (number := known[word]) is not None)

    def _number(self, word: str) -> int:
        """Return the number of a word; one below zero where no list of the index has it."""
        number = self._numbers.number(word)
        if number is None:
            number = self._unknown.setdefault(word, -1 - len(self._unknown))
        return number

    # All of them.

    def families(self) -> list[Sequence[int]]:
        """Return the rows of each family, those of two statements and more."""
        quotes = worded_quotes(self.corpus, self._numbers, self._selected)
        pairs = list(quotes.alike(self.names.all, _LEAST))
        self.crowded = quotes.crowded
        stretches = self._all_stretches(quotes, dict.fromkeys(chain.from_iterable(pairs)))
        graph = WordingGraph(self, self.same, self.apart)
        numbers: dict[int, int] = {}

        def number(place: int) -> int:
            """Return the number of a wording in the graph."""
            if place not in numbers:
                found = stretches.get(place)
                if found is None:
                    found = self._all_stretches(quotes, [place])[place]
                numbers[place] = graph.add(quotes.rows(place), found)
            return numbers[place]

        for one, other in pairs:
            found = related(stretches[one], stretches[other], self.evidence)
            if found is not None:
                graph.connect(number(one), number(other), found)
        decided = {row for pair in (*self.same, *self.apart) for row in pair}
        alone = range(len(quotes)) if decided else quotes.repeated()
        for place in alone:
            rows = quotes.rows(place)
            if len(rows) > 1 or not decided.isdisjoint(rows):
                number(place)
                decided.difference_update(rows)
        for row in sorted(decided):
            graph.add([row], ())
        return graph.families()

    def _all_stretches(self, quotes: WordedQuotes, places: Iterable[int]) -> dict[int, Stretches]:
        """Return what is verbatim of some wordings; the statements are read many at once."""
        found: dict[int, Stretches] = {}
        loose: list[tuple[int, int]] = []
        for place in places:
            if quotes.is_loose(place):
                loose.append((quotes.rows(place)[0], place))
            else:
                found[place] = self.stretches(-1, (False, tuple(quotes.words(place))))
        loose.sort()
        for start in range(0, len(loose), _READ_AT_ONCE):
            some = loose[start : start + _READ_AT_ONCE]
            ahead = self.corpus.read_ahead(row for row, _ in some)
            for row, place in some:
                found[place] = self.stretches(row, (True, ()))
            del ahead
        return found

    @cached_property
    def names(self) -> LongNames:
        """The names of actors that are long enough to be taken for a quote."""
        return LongNames(self._numbers.of_names(self._long_names()))

    @cached_property
    def evidence(self) -> WordEvidence:
        """What is known of words, by number."""
        functional, everyday = (
            frozenset(n for word in words if (n := self._numbers.number(word)) is not None)
            for words in (FUNCTION_WORDS, EVERYDAY_WORDS)
        )
        count = lru_cache(1 << 16)(self._count)
        return WordEvidence(self.names, functional, everyday, len(self.corpus), count)

    def _count(self, number: int) -> int:
        """Return how many statements have a word."""
        if number < 0:
            return 0
        word = self._numbers.word(number)
        parts = (piece.part for piece in self.corpus.pieces)
        terms = ((part, part.vocabulary.term(word)) for part in parts)
        return sum(part.postings.sizes[term] for part, term in terms if term is not None)

    def _long_names(self) -> Iterator[Sequence[str]]:
        """Yield the names that may have as many words as a run."""
        for spellings in self.corpus.spellings:
            for spelling in spellings:
                if spelling.count(" ") + spelling.count("-") >= RUN - 1:
                    yield words_of(spelling)

    # Those around one.

    def family(self, row: int) -> Sequence[int]:
        """Return the rows of the family of one statement, itself among them, ascending."""
        surroundings = _Surroundings(self, row)
        for rows in surroundings.graph.families():
            if row in rows:
                return rows
        return [row]

    def wording(self, row: int) -> _Wording | None:
        """Return the words of a row, if it takes part and some are verbatim."""
        place = self.corpus.place_of(row)
        piece = self.corpus.pieces[place]
        whole, loose = self._selected[place]
        local = row - piece.start
        if local not in whole and local not in loose:
            return None
        return local in loose, tuple(self._numbers.of_row(place, piece.part, local))

    def near(self, stretches: Stretches) -> Mapping[_Wording, Sequence[int]]:
        """Return the wordings that have words in a row in common with some stretches."""
        found: dict[_Wording, list[int]] = defaultdict(list)
        own = {run for words in stretches for run in runs_of(words)} - self.names.runs
        unsure = False
        for place, piece in enumerate(self.corpus.pieces):
            quotes = [self._terms(place, words) for words in stretches]
            like = [rows_like(piece.part, terms) for terms in quotes]
            unsure |= any(one.unsure for one in like)
            for row, is_loose in self._sharing(place, quotes, like):
                words = tuple(self._numbers.of_row(place, piece.part, row))
                if _is_like(words, own, stretches, is_loose=is_loose):
                    found[is_loose, words].append(piece.start + row)
        if unsure:
            return {wording: list(self._copies(wording)) for wording in found}
        return {wording: sorted(rows) for wording, rows in found.items()}

    def _sharing(
        self, place: int, quotes: Sequence[Sequence[int | None]], like: Sequence[LikeRows]
    ) -> Iterator[tuple[int, bool]]:
        """Yield the rows of a part that may be like some quotes, and if they are loose."""
        part = self.corpus.pieces[place].part
        whole, loose = self._selected[place]
        shared: Mapping[int, int] = sum((Counter(one.shared) for one in like), Counter())
        if not shared:
            return
        unsure = sum(one.unsure for one in like)
        shared = with_runs(part, shared, quotes)
        most = max(map(len, quotes))
        least = [needed(max(size - RUN + 1, 1), is_loose=False) for size in range(most + 1)]
        lengths = part.quote_lengths
        enough = [
            row for row, places in shared.items()
            if places + unsure >= least[min(most, lengths[row])]
        ]  # fmt: skip
        yield from ((row, False) for row in Rows.listed(part.sets, sorted(enough)) & whole)
        yield from ((row, True) for row in Rows.listed(part.sets, sorted(shared)) & loose)

    def _copies(self, wording: _Wording) -> Iterator[int]:
        """Yield the rows that have a wording, however many those are."""
        is_loose, words = wording
        for place, piece in enumerate(self.corpus.pieces):
            selected = self._selected[place][is_loose]
            terms = self._terms(place, words)
            for row in rows_of_words(piece.part, terms, few=_FEW_COMPARED) & selected:
                if tuple(self._numbers.of_row(place, piece.part, row)) == words:
                    yield piece.start + row

    def _terms(self, place: int, words: Sequence[int]) -> list[int | None]:
        """Return the terms that words have in a part, nothing for those that it hasn't."""
        term = self._term
        return [term(place, one) for one in words]

    def _term_in(self, place: int, word: int) -> int | None:
        """Return the term that a word has in the part at a place."""
        vocabulary = self.corpus.pieces[place].part.vocabulary
        return vocabulary.term(self._numbers.word(word)) if word >= 0 else None


def _is_like(words: _Words, own: Set[_Words], stretches: Stretches, *, is_loose: bool) -> bool:
    """Tell whether a quote is worth a closer look beside stretches that have some runs."""
    if words in stretches or max(map(len, stretches)) < RUN:
        return True
    if not any(_has_enough(words, one, is_loose=is_loose) for one in stretches):
        return False
    shortest = min(len(words), max(map(len, stretches)))
    return len(runs_of(words) & own) >= needed(max(shortest - RUN + 1, 1), is_loose=is_loose)


def _has_enough(words: _Words, stretch: _Words, *, is_loose: bool) -> bool:
    """Tell whether a quote and a stretch have enough words in common to be related."""
    least = math.ceil(_LEAST.of(min(len(words), len(stretch)), is_loose=is_loose))
    return LCSseq.similarity(words, stretch, score_cutoff=least) >= least


class _Surroundings:
    """The wordings that may be in a family with one, found by following how they are related.

    Of a part (an excerpt) only the best container is followed, as only that one is joined.
    """

    def __init__(self, wordings: CorpusWordings, row: int) -> None:
        """Look for them."""
        self._wordings = wordings
        self.graph = WordingGraph(wordings, wordings.same, wordings.apart)
        self._known: dict[_Wording, int] = {}
        self._stretches: list[Stretches] = []
        self._near: dict[Stretches, Mapping[_Wording, Sequence[int]]] = {}
        self._related: set[tuple[int, int]] = set()
        self._looked_at: set[int] = set()
        self._followed: set[int] = set()
        waiting = [self._start(row)]
        while waiting and len(self._looked_at) < _MOST_FOLLOWED:
            number = waiting.pop()
            if number not in self._followed:
                self._followed.add(number)
                waiting += self._next(number)

    def _start(self, row: int) -> int:
        """Return the number of the wording of a row."""
        wording = self._wordings.wording(row)
        if wording is None:
            self._stretches.append(())
            return self.graph.add([row], ())
        stretches = self._wordings.stretches(row, wording)
        self._near[stretches] = near = self._wordings.near(stretches)
        rows = near.get(wording, [row])
        return self._add(wording, rows if row in rows else sorted([*rows, row]))

    def _add(self, wording: _Wording, rows: Sequence[int]) -> int:
        """Return the number of a wording, which may be new."""
        number = self._known.get(wording)
        if number is None:
            stretches = self._wordings.stretches(rows[0], wording)
            number = self._known[wording] = self.graph.add(rows, stretches)
            self._stretches.append(stretches)
        return number

    def _next(self, number: int) -> list[int]:
        """Return the wordings that are joined with one, and so are to be followed."""
        self._look_at(number)
        found = [self._start(row) for row in self._decided(number)]
        own = self.graph.edges_of(number)
        for edge in own:
            short, full = (self.graph.wording_of(node) for node in (edge.short, edge.full))
            if not edge.is_part:
                found.append(full if short == number else short)
            elif short != number:
                self._look_at(short)
                if number in self._best(short):
                    found.append(short)
        return [*found, *self._best(number)]

    def _decided(self, number: int) -> list[int]:
        """Return the rows that a person said are of one utterance with one of a wording."""
        rows = self.graph.rows_of(number)
        return [
            other
            for pair in self._wordings.same
            for one, other in (pair, pair[::-1])
            if one in rows and other not in rows
        ]

    def _best(self, number: int) -> set[int]:
        """Return the best containers of a wording that is but a part of others."""
        graph = self.graph
        parts = [
            edge
            for edge in graph.edges_of(number)
            if edge.is_part and graph.wording_of(edge.short) == number
        ]
        return {graph.wording_of(edge.full) for edge in chosen(graph.nodes, parts, graph.key)}

    def _look_at(self, number: int) -> None:
        """Add all that a wording is related to."""
        if number in self._looked_at:
            return
        self._looked_at.add(number)
        stretches = self._stretches[number]
        near = self._near.get(stretches)
        for wording, rows in (self._wordings.near(stretches) if near is None else near).items():
            other = self._add(wording, rows)
            pair = min(number, other), max(number, other)
            if number != other and pair not in self._related:
                self._related.add(pair)
                self.graph.relate(*pair)
