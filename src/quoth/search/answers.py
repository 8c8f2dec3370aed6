"""What was found in a corpus, and which of two things that were found is likelier meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from quoth.index.rows import Rows
from quoth.search.model import HALF, IN_A_ROW, Meanings, grade_of
from quoth.search.nearness import Nearness
from quoth.search.terms import Term

LIKELY: Final = 0.6
"""The score of a row that is likely to be meant: most words are there, or next to each other."""
NEWEST: Final = 100
"""Rows that are looked at closely where nothing but their date tells them apart."""
NEAREST: Final = 1
"""The lowest grade of rows that hold all words with none between them."""


class PartMatches(NamedTuple):
    """What was found in one part."""

    rows: Rows
    scores: Mapping[int, float]
    """The scores of the rows that were looked at closely, their grades included."""
    near: Nearness
    """The grades of the rows that have all words."""

    def joined(self, other: PartMatches) -> PartMatches:
        """Return what was found in one way or the other."""
        if not other.rows:
            return self
        return PartMatches(self.rows | other.rows, {**other.scores, **self.scores}, self.near)

    def beside(self, other: PartMatches) -> PartMatches:
        """Return what was found in one way or the other, each row with its higher score."""
        scores = {**self.scores}
        for row, score in other.scores.items():
            scores[row] = max(score, scores.get(row, 0.0))
        return PartMatches(self.rows | other.rows, scores, self.near)


class Answer(NamedTuple):
    """What was found in all parts."""

    found: Sequence[PartMatches]
    typed: Sequence[str]
    """The words that were typed, folded."""
    meanings: Meanings
    allowed_slips: bool
    """Whether words count that are only like those typed."""
    missing: bool
    """Whether no row has all words, and those count that have most."""


def is_near(found: Sequence[PartMatches]) -> bool:
    """Tell whether a row holds all words with none between them."""
    scores = [score for one in found for score in one.scores.values()]
    return bool(scores) and grade_of(max(scores)) <= NEAREST


def are_near(found: Sequence[PartMatches], count: int) -> bool:
    """Tell whether so many of the rows that were graded hold all words near each other."""
    return sum(len(rows) for one in found for rows in one.near.found) >= count


def are_in_a_row(found: Sequence[PartMatches]) -> bool:
    """Tell whether a row holds all words in a row, as they are spelt."""
    return any(one.near.found[IN_A_ROW] for one in found)


def are_halves(columns: Sequence[Sequence[Term]], words_read: Sequence[str]) -> bool:
    """Tell whether one typed word stands for nothing nearer than the words it was cut into."""
    if any(len(terms) > 1 or terms[0].nearest > HALF for terms in columns):
        return False
    halves = {
        terms[0].part.vocabulary[term]
        for terms in columns
        for term, how in terms[0].variants.items()
        if how == HALF
    }
    return halves.issuperset(words_read)


def has_no_word(columns: Sequence[Sequence[Term]]) -> bool:
    """Tell whether a typed word is like no word, and stands for words it may be made of at most."""
    return any(max(term.nearest for term in same) <= HALF for same in zip(*columns, strict=True))


def is_likelier(
    others: Sequence[PartMatches],
    score: float,
    found: Sequence[PartMatches],
    best: float,
    typed: int,
) -> bool:
    """Tell whether what another reading found is likelier meant than what was found.

    Where one word was typed, nothing tells what stands beside it: then what is said more often is.
    """
    if not any(one.rows for one in found):
        return any(one.rows for one in others)
    if typed > 1 and (best >= LIKELY or is_near(found)):
        return are_in_a_row(others)
    if typed > 1 or best < LIKELY:
        return is_near(others) or (score > best and others[0].near.is_of_one)
    in_a_row = sum(len(one.near.found[IN_A_ROW]) for one in others)
    return in_a_row > min(sum(len(one.rows) for one in found), NEWEST - 1)
