"""How two wordings relate to each other, judged by their words alone.

With S the shorter and L the longer one, m the length of their longest common subsequence of words
and *coverage* m / |S|: they are the *same*; S is an *excerpt* (one stretch of L), or L *elided*
(words are left out inside; *marked* where an ellipsis or brackets say so); or S is a *variant*, of
which 70 % or more is in L. Fewer than six words are related only to the same words, since anyone
might say them. A paraphrase isn't a relation of words, and isn't claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from rapidfuzz.distance import LCSseq

from quoth.query.families.stretches import VerbatimStretch, are_bracketed, is_marked_before

FEWEST_WORDS: Final = 6
"""A wording of fewer words is related only to the very same."""
ENOUGH: Final = 0.7
"""The part of the shorter wording that has to stand in the longer one."""


class RelationKind(StrEnum):
    """How two wordings are related."""

    SAME = "same"
    EXCERPT = "excerpt"
    ELIDED = "elided"
    VARIANT = "variant"
    SHORT = "short"
    """Too short to tell."""
    NONE = "none"


class WordingRelation(NamedTuple):
    """How two wordings are related, whichever is named first."""

    kind: RelationKind
    coverage: float
    """The part of the shorter wording's words that stand in the longer one, in order."""
    marked: bool = False
    """Whether whatever is left out of an elided wording is said to be."""

    @property
    def links(self) -> bool:
        """Whether the two are wordings of one utterance."""
        return self.kind not in (RelationKind.SHORT, RelationKind.NONE)


UNRELATED: Final = WordingRelation(RelationKind.NONE, 0.0)


def relate(one: VerbatimStretch, other: VerbatimStretch) -> WordingRelation:
    """Return how two wordings are related."""
    if len(one.words) > len(other.words):
        one, other = other, one
    kind, coverage = compare(one.words, other.words)
    marked = kind is RelationKind.ELIDED and _is_marked(one, other)
    return WordingRelation(kind, coverage, marked)


def compare(short: Sequence[object], full: Sequence[object]) -> tuple[RelationKind, float]:
    """Return how two sequences of words are related, and the coverage; the shorter comes first.

    Words may be anything that can be compared: texts, or their numbers.
    """
    size = len(short)
    if not size:
        return RelationKind.NONE, 0.0
    if size == len(full) and all(map(_equal, short, full)):
        return RelationKind.SAME, 1.0
    common = LCSseq.similarity(short, full)
    coverage = common / size
    if size < FEWEST_WORDS:
        return RelationKind.SHORT, coverage
    if common == size:
        return RelationKind.EXCERPT if _is_within(short, full) else RelationKind.ELIDED, 1.0
    return RelationKind.VARIANT if coverage >= ENOUGH else RelationKind.NONE, coverage


class Alignment(NamedTuple):
    """A stretch of two sequences: one that both have, or what each has in its place."""

    is_shared: bool
    start: int
    end: int
    other_start: int
    other_end: int


def aligned(one: Sequence[object], other: Sequence[object]) -> list[Alignment]:
    """Return two sequences by stretches, those that they don't share as large as can be."""
    found: list[Alignment] = []
    for step in LCSseq.opcodes(one, other):
        is_shared = step.tag == "equal"
        place = Alignment(is_shared, step.src_start, step.src_end, step.dest_start, step.dest_end)
        if found and not is_shared and not found[-1].is_shared:
            last = found.pop()
            place = Alignment(False, last.start, place.end, last.other_start, place.other_end)
        found.append(place)
    return found


def _equal(one: object, other: object) -> bool:
    """Tell whether two words are the same."""
    return one == other


def _is_within(short: Sequence[object], full: Sequence[object]) -> bool:
    """Tell whether a sequence is one stretch of another."""
    size, first, wanted = len(short), short[0], list(short)
    return any(
        full[place] == first and list(full[place : place + size]) == wanted
        for place in range(len(full) - size + 1)
    )


def _is_marked(short: VerbatimStretch, full: VerbatimStretch) -> bool:
    """Tell whether all that is missing inside a wording is said to be."""
    for is_shared, place, _, start, end in aligned(short.words, full.words):
        if is_shared or place in (0, len(short.words)):
            continue
        if not (is_marked_before(short, place) or are_bracketed(full.raw, full.tokens[start:end])):
            return False
    return True
