"""Wordings that are related into families: which of them are of one utterance.

A wording stands for all statements that have it, so another paper's copy changes nothing. What is
but a part of another (an excerpt, changed or not) joins the family of its best container alone:
else slogans would glue everything together. Wordings whose dates lie further apart than ten years,
or one of which more than 64 statements have, are joined only if what would join is near the fullest
wording there. What a person decided comes before all that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quoth.query.families.relating import ENOUGH, RelationKind

_FAR: Final = 3653
"""Days: ten years."""
_MANY: Final = 64
_PART: Final = 0.6
"""A wording with less of another than this is but a part of it."""
_RANK: Final = {
    kind: rank
    for rank, kind in enumerate(
        (RelationKind.SAME, RelationKind.EXCERPT, RelationKind.ELIDED, RelationKind.VARIANT)
    )
}


SpeltWords = tuple[tuple[str, ...], ...]
"""The words of a wording's stretches, which distinguish wordings that are otherwise alike."""


class WordingNode(NamedTuple):
    """A wording, and the statements that have it."""

    rows: Sequence[int]
    size: int
    """Words of its longest stretch."""
    speakers: frozenset[int]
    first: int
    last: int
    """The days between which its statements were made; the last is before the first if undated."""


class WordingEdge(NamedTuple):
    """Two wordings that are related."""

    short: int
    full: int
    kind: RelationKind
    coverage: float
    share: float
    """The part of the fuller one that stands in the shorter."""

    @property
    def is_part(self) -> bool:
        """Whether the shorter one is but a part of the other."""
        return self.kind is RelationKind.EXCERPT or self.share < _PART


class Decisions(NamedTuple):
    """What a person decided about pairs of wordings."""

    same: Sequence[tuple[int, int]] = ()
    apart: Sequence[tuple[int, int]] = ()


UNDECIDED: Final = Decisions()


class _Groups:
    """Wordings that were joined, those kept apart that a person said aren't one."""

    def __init__(self, nodes: Iterable[int], apart: Iterable[tuple[int, int]]) -> None:
        """Take each by itself."""
        self._leaders = {node: node for node in nodes}
        self._members = {node: [node] for node in self._leaders}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def leader(self, node: int) -> int:
        """Return which wording stands for the group that one is in."""
        while self._leaders[node] != node:
            self._leaders[node] = node = self._leaders[self._leaders[node]]
        return node

    def members(self, node: int) -> Sequence[int]:
        """Return the group that a wording is in."""
        return self._members[self.leader(node)]

    def join(self, one: int, other: int) -> None:
        """Make one group of two, unless a person said that they aren't one."""
        one, other = self.leader(one), self.leader(other)
        if one == other or self._are_apart(one, other):
            return
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        self._leaders[other] = one
        self._members[one] += self._members.pop(other)

    def _are_apart(self, one: int, other: int) -> bool:
        """Tell whether two groups hold wordings that aren't one."""
        if not self._apart:
            return False
        others = frozenset(self._members[other])
        return any(not others.isdisjoint(self._apart[node]) for node in self._members[one])

    def all(self) -> Iterator[Sequence[int]]:
        """Yield the groups."""
        return (sorted(members) for members in self._members.values())


def grouped(
    nodes: Mapping[int, WordingNode],
    edges: Iterable[WordingEdge],
    key: Callable[[int], SpeltWords],
    coverage: Callable[[int, int], float],
    decisions: Decisions = UNDECIDED,
) -> list[Sequence[int]]:
    """Return the families of some wordings, those of one wording among them.

    `key` returns the words of a wording, which distinguish wordings that are otherwise alike, and
    `coverage` how much of the shorter of two is in the other.
    """
    groups = _Groups(nodes, decisions.apart)
    for one, other in decisions.same:
        groups.join(one, other)
    strong: list[WordingEdge] = []
    weak: list[WordingEdge] = []
    for edge in chosen(nodes, edges, key):
        (weak if _is_weak(nodes, edge) else strong).append(edge)
    if decisions.apart:  # else the order is of no account
        strong.sort(key=lambda edge: _order(edge, key))
    for edge in strong:
        groups.join(edge.short, edge.full)
    weak.sort(key=lambda edge: _order(edge, key))
    for edge in weak:
        if _is_near(nodes, groups, edge, key, coverage):
            groups.join(edge.short, edge.full)
    return list(groups.all())


def chosen(
    nodes: Mapping[int, WordingNode], edges: Iterable[WordingEdge], key: Callable[[int], SpeltWords]
) -> list[WordingEdge]:
    """Return the edges that join: of those from a part to what holds it, the best alone."""
    found: list[WordingEdge] = []
    parts: dict[int, list[WordingEdge]] = defaultdict(list)
    for edge in edges:
        if edge.is_part:
            parts[edge.short].append(edge)
        else:
            found.append(edge)
    return [*found, *(_best(nodes, edges_of_one, key) for edges_of_one in parts.values())]


def _best(
    nodes: Mapping[int, WordingNode], edges: Sequence[WordingEdge], key: Callable[[int], SpeltWords]
) -> WordingEdge:
    """Return the edge to the best container: the same speaker's, the nearest in words."""

    def badness(edge: WordingEdge) -> tuple[bool, float, int, int]:
        shared = nodes[edge.short].speakers & nodes[edge.full].speakers
        return not shared, -edge.coverage, _RANK[edge.kind], nodes[edge.full].size

    least = min(map(badness, edges))
    best = [edge for edge in edges if badness(edge) == least]
    return best[0] if len(best) == 1 else min(best, key=lambda edge: key(edge.full))


def _order(
    edge: WordingEdge, key: Callable[[int], SpeltWords]
) -> tuple[int, float, SpeltWords, SpeltWords]:
    """Return by what edges are joined, the nearest first, whatever the rows' numbers are."""
    return _RANK[edge.kind], -edge.coverage, key(edge.short), key(edge.full)


def _is_weak(nodes: Mapping[int, WordingNode], edge: WordingEdge) -> bool:
    """Tell whether two wordings are far apart in time, or one is said by rote."""
    one, other = nodes[edge.short], nodes[edge.full]
    if max(len(one.rows), len(other.rows)) > _MANY:
        return True
    if one.last < one.first or other.last < other.first:
        return False
    return max(one.first, other.first) - min(one.last, other.last) > _FAR


def _is_near(
    nodes: Mapping[int, WordingNode],
    groups: _Groups,
    edge: WordingEdge,
    key: Callable[[int], SpeltWords],
    coverage: Callable[[int, int], float],
) -> bool:
    """Tell whether what would join a family is near the fullest wording of both together."""
    sides = ((edge.short, edge.full), (edge.full, edge.short))
    fullest = [
        max(groups.members(own), key=lambda node: (nodes[node].size, key(node))) for own, _ in sides
    ]
    sizes = [nodes[node].size for node in fullest]
    joining, there = (edge.short, fullest[1]) if sizes[1] >= sizes[0] else (edge.full, fullest[0])
    return coverage(joining, there) >= ENOUGH
