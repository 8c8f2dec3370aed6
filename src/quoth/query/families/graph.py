"""The wordings that may be of one utterance, with how they are related, ready to be grouped."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple, Protocol

from quoth.query.families.evidence import WordEvidence, is_enough
from quoth.query.families.grouping import (
    UNDECIDED,
    Decisions,
    SpeltWords,
    WordingEdge,
    WordingNode,
    grouped,
)
from quoth.query.families.relating import FEWEST_WORDS, RelationKind, compare

_ONE_TIME: Final = 31
"""Days within which papers report what was said, and few say it again."""
_GOODNESS: Final = {
    RelationKind.SAME: 4, RelationKind.EXCERPT: 3, RelationKind.ELIDED: 2, RelationKind.VARIANT: 1,
}  # fmt: skip

Stretches = tuple[tuple[int, ...], ...]
"""What of a wording is verbatim, as the numbers of its words."""


class RowFacts(Protocol):
    """What is known of the statements of some rows."""

    def speakers(self, row: int, /) -> frozenset[int]:
        """Return who speaks, and for whom."""

    def span(self, row: int, /) -> tuple[int, int]:
        """Return the first and the last day; the last before the first if it isn't known."""

    def spelt(self, stretches: Stretches, /) -> SpeltWords:
        """Return words as texts."""

    @property
    def evidence(self) -> WordEvidence:
        """What is known of words."""


class RelatedStretches(NamedTuple):
    """How the nearest stretches of two wordings are related."""

    kind: RelationKind
    coverage: float
    share: float
    is_swapped: bool
    """Whether the second wording's stretch is the shorter one."""
    size: int
    """Words of the shorter stretch."""
    rarity: float
    """How rare the words are that both have: see `quoth.query.families.evidence`."""


def related(
    one: Stretches, other: Stretches, evidence: WordEvidence | None = None
) -> RelatedStretches | None:
    """Return how two wordings are related, by the stretches that are nearest each other.

    Words that are a name, and words scattered over a long quote, are no sign of one utterance.
    """
    found: list[RelatedStretches] = []
    for ours in one:
        for theirs in other:
            is_swapped = len(theirs) < len(ours)
            short, full = (theirs, ours) if is_swapped else (ours, theirs)
            if len(short) < FEWEST_WORDS and short != full:
                continue
            kind, coverage = compare(short, full)
            if kind not in _GOODNESS:
                continue
            rarity = evidence.of(short, full, kind, coverage) if evidence else math.inf
            if rarity > 0 or kind is RelationKind.SAME:
                share = coverage * len(short) / len(full)
                found.append(
                    RelatedStretches(kind, coverage, share, is_swapped, len(short), rarity)
                )
    if not found:
        return None
    return max(found, key=lambda one: (_GOODNESS[one.kind], one.coverage, one.share))


class WordingGraph:
    """Wordings by number, and how they are related.

    The rows that a person decided about are wordings by themselves; so are those of each speaker
    and time, where the words are so few or frequent that many say them.
    """

    def __init__(
        self,
        facts: RowFacts,
        same: Sequence[tuple[int, int]] = (),
        apart: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Take what is known of the rows, and what a person decided about pairs of them."""
        self._facts = facts
        self._same = same
        self._apart = apart
        self._alone = {row for pair in apart for row in pair}
        self._stretches: list[Stretches] = []
        self._pieces: list[Sequence[int]] = []
        self.nodes: dict[int, WordingNode] = {}
        self._owner: dict[int, int] = {}
        self.edges: list[WordingEdge] = []

    def add(self, rows: Sequence[int], stretches: Stretches) -> int:
        """Add a wording that some rows have, and return its number."""
        number = len(self._stretches)
        self._stretches.append(stretches)
        size = max(map(len, stretches), default=0)
        is_one = any(map(self._facts.evidence.may_be_of_several, stretches))
        pieces = []
        for some in self._split(rows, is_one=is_one):
            node = len(self.nodes)
            self.nodes[node] = self._node(some, size)
            self._owner[node] = number
            pieces.append(node)
        self._pieces.append(pieces)
        for one, other in combinations(pieces, 2):
            if is_one or self._are_of_one(one, other):
                self.edges.append(WordingEdge(one, other, RelationKind.SAME, 1.0, 1.0))
        return number

    def _split(self, rows: Sequence[int], *, is_one: bool) -> Iterator[Sequence[int]]:
        """Yield the rows that are one wording, of those of the same words."""
        kept = [row for row in rows if row not in self._alone]
        if is_one:
            yield from [kept] if kept else []
        else:
            by_speaker: dict[frozenset[int], list[int]] = defaultdict(list)
            for row in kept:
                by_speaker[self._facts.speakers(row)].append(row)
            for some in by_speaker.values():
                yield from self._by_time(some)
        yield from ([row] for row in rows if row in self._alone)

    def _by_time(self, rows: Sequence[int]) -> Iterator[Sequence[int]]:
        """Yield rows by when they were said: those of one time, and those without a date."""
        spans = {row: self._facts.span(row) for row in rows}
        dated = sorted((row for row in rows if spans[row][0] <= spans[row][1]), key=spans.get)  # type: ignore[arg-type]
        last, some = -math.inf, list[int]()
        for row in dated:
            if some and spans[row][0] - last > _ONE_TIME:
                yield sorted(some)
                some = []
            some.append(row)
            last = max(last, spans[row][1])
        if some:
            yield sorted(some)
        if undated := [row for row in rows if spans[row][0] > spans[row][1]]:
            yield undated

    def _node(self, rows: Sequence[int], size: int) -> WordingNode:
        """Return what is to be known of a wording."""
        speakers = frozenset[int]().union(*map(self._facts.speakers, rows))
        spans = [span for span in map(self._facts.span, rows) if span[0] <= span[1]]
        if not spans:
            return WordingNode(rows, size, speakers, 1, 0)
        first, last = min(first for first, _ in spans), max(last for _, last in spans)
        return WordingNode(rows, size, speakers, first, last)

    def relate(self, one: int, other: int) -> None:
        """Add how two wordings are related, if they are."""
        found = related(self._stretches[one], self._stretches[other], self._facts.evidence)
        if found is not None:
            self.connect(one, other, found)

    def connect(self, one: int, other: int, found: RelatedStretches) -> None:
        """Add that two wordings are related."""
        if found.is_swapped:
            one, other = other, one
        for short in self._pieces[one]:
            for full in self._pieces[other]:
                if self._may_join(short, full, found):
                    edge = WordingEdge(short, full, found.kind, found.coverage, found.share)
                    self.edges.append(edge)

    def _may_join(self, short: int, full: int, found: RelatedStretches) -> bool:
        """Tell whether related wordings aren't just words that many say."""
        of_one = self._are_of_one(short, full)
        return is_enough(found.kind, found.rarity, found.size, of_one=of_one)

    def _are_of_one(self, one: int, other: int) -> bool:
        """Tell whether one speaker said two wordings, at one time for all that is known."""
        ours, theirs = self.nodes[one], self.nodes[other]
        if ours.speakers.isdisjoint(theirs.speakers):
            return False
        if ours.last < ours.first or theirs.last < theirs.first:
            return True
        return max(ours.first, theirs.first) - min(ours.last, theirs.last) <= _ONE_TIME

    def wording_of(self, node: int) -> int:
        """Return the number of the wording that a node is of."""
        return self._owner[node]

    def rows_of(self, wording: int) -> frozenset[int]:
        """Return the rows that have a wording."""
        return frozenset(row for node in self._pieces[wording] for row in self.nodes[node].rows)

    def edges_of(self, wording: int) -> list[WordingEdge]:
        """Return the edges that one wording has."""
        own = frozenset(self._pieces[wording])
        return [edge for edge in self.edges if edge.short in own or edge.full in own]

    def key(self, node: int) -> SpeltWords:
        """Return the words of a node's wording."""
        return self._facts.spelt(self._stretches[self._owner[node]])

    def _coverage(self, one: int, other: int) -> float:
        """Return how much of the shorter of two wordings stands in the other."""
        one, other = self._owner[one], self._owner[other]
        found = related(self._stretches[one], self._stretches[other])
        return found.coverage if found else 0.0

    def families(self) -> list[Sequence[int]]:
        """Return the rows of each family, those of two rows and more, each ascending."""
        owner = {row: node for node, one in self.nodes.items() for row in one.rows}
        decisions = Decisions(*(_by_node(pairs, owner) for pairs in (self._same, self._apart)))
        groups = grouped(
            self.nodes, self.edges, self.key, self._coverage, decisions if owner else UNDECIDED
        )
        found = [sorted(row for node in group for row in self.nodes[node].rows) for group in groups]
        return [rows for rows in found if len(rows) > 1]


def _by_node(pairs: Sequence[tuple[int, int]], owner: Mapping[int, int]) -> list[tuple[int, int]]:
    """Return pairs of rows as those of the nodes that have them, where both are there."""
    return [(owner[one], owner[other]) for one, other in pairs if one in owner and other in owner]
