"""From typed words to rows, the likeliest looked at closely.

Each typed word becomes the terms it may stand for; rows that have one for every typed word match.
Slips are allowed only where that finds few, so that a word spelt right is not drowned by its
neighbours. Some hundred rows are then scored word by word; see `ranking`.

Where few rows have the words as they are spelt, or none has them near each other, more is allowed
step by step:

1. one slip a word, or two if a word is like no other with one (`slips`)
2. unless a row explains what was typed (`explaining`): any word that is like a typed one beside the
   others (`beside`), and two slips
3. unless a row has the words in a row, as they are spelt: a blank more or less (`otherwise`)
4. if few rows were found, and none is likely to be meant: words that are missing
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoth.basics.text import words
from quoth.index.rows import Rows
from quoth.index.segment.part import Part
from quoth.search.all_parts import Age, AllParts, Cancelled, Columns, Typed
from quoth.search.answers import (
    LIKELY,
    Answer,
    PartMatches,
    are_in_a_row,
    are_near,
    has_no_word,
)
from quoth.search.explaining import explains
from quoth.search.part_searcher import PartSearcher, Same
from quoth.search.ranking import Slipped, better_choices, looked_at, looked_at_with_some

__all__ = ["Answer", "FuzzySearcher"]

FEW: Final = 10
"""With fewer exact matches than this, slips are allowed for too."""
_FEWEST_NEAR: Final = 1
"""With fewer of them in which the words are near each other, too."""


class FuzzySearcher:
    """Finds statements through the words of all parts, as if they were one."""

    def __init__(self, parts: AllParts) -> None:
        """Take the parts of a corpus."""
        self._parts = parts

    @classmethod
    def of(
        cls,
        parts: Sequence[Part],
        alive: Sequence[Rows | None] = (),
        age: Age = lambda _, row: row,
        same: Same | None = None,
    ) -> FuzzySearcher:
        """Return what searches the parts of a corpus.

        Args:
            parts: the parts, the rows of each newest first.
            alive: the rows of each part that count; nothing where all do.
            age: by what rows of different parts are sorted, newest first.
            same: what finds the words that stand for a word; else each part knows its own.
        """
        searchers = [PartSearcher(part, same) for part in parts]
        return cls(AllParts(searchers, alive or [None] * len(parts), age))

    def among(self, alive: Sequence[Rows | None]) -> FuzzySearcher:
        """Return what finds statements among these rows of each part alone."""
        return FuzzySearcher(self._parts.among(alive))

    def search(self, text: str, *, unfinished: bool, cancelled: Cancelled) -> Answer | None:
        """Return what matches some words; nothing if there are none, or once it is cancelled.

        The last word may be `unfinished`.
        """
        typed = Typed(words(text), unfinished, cancelled)
        if not typed.words:
            return None
        columns = self._parts.sure(typed)
        rows = self._parts.in_all(columns)
        if sum(map(len, rows)) < FEW:
            return self._misspelt(typed, rows)
        found, _ = looked_at(self._parts, columns, rows, cancelled)
        if len(typed.words) > 1 and not are_near(found, _FEWEST_NEAR):
            return self._misspelt(typed, rows)
        meanings = self._parts.meanings(columns)
        return Answer(found, typed.words, meanings, allowed_slips=False, missing=False)

    def _misspelt(self, typed: Typed, spelt: Sequence[Rows]) -> Answer | None:
        """Return what matches some words of which any may be misspelt, or missing.

        `spelt` are the rows that have them as they are spelt. More is allowed for as long as
        nothing that is found is likely to be meant.
        """
        parts = self._parts
        columns, found, best = self._with_slips(typed, spelt)
        if typed.cancelled():
            return None
        if not are_in_a_row(found):
            from quoth.search.otherwise import read_otherwise, read_with_blanks  # noqa: PLC0415  # seldom of use

            other = read_otherwise(parts, typed, columns, found, best)
            if other is None and len(typed.words) > 1:
                other = read_with_blanks(parts, typed, columns, found)
            if other is not None:
                return other
        missing = False
        if best < LIKELY and sum(len(one.rows) for one in found) < FEW:
            missing = not any(one.rows for one in found)
            found = self._with_most(columns, found, best, typed.cancelled)
        if typed.cancelled():
            return None
        meanings = parts.meanings(columns)
        return Answer(found, typed.words, meanings, allowed_slips=True, missing=missing)

    def _with_slips(
        self, typed: Typed, spelt: Sequence[Rows]
    ) -> tuple[Columns, list[PartMatches], float]:
        """Return what the words stand for with few slips, what is found so, and the best score.

        There is one slip a word at first; with a word that is like no word yet, nothing is looked
        for before there are two. If that doesn't explain what was typed, a word stands for whatever
        is like it beside the others.
        """
        parts = self._parts
        looked: Columns = []
        found: list[PartMatches] = []
        best = 0.0
        for slips in (1, 2):
            columns = parts.loose(typed, slips)
            if looked or has_no_word(columns):
                continue
            looked = columns
            found, best = self._looked_at(typed, columns, spelt)
            if best >= LIKELY and explains(parts, found, columns):
                return columns, found, best
        if typed.cancelled():
            return columns, found, best
        beside = parts.suspected(typed, columns)
        wider: Columns = [one.terms for one in beside]
        if wider == looked:
            return looked, found, best
        right = self._where_words_are_right(typed, wider, spelt)
        likelier = [one | other.rows for one, other in zip(right, beside, strict=True)]
        slipped = Slipped(likelier, found)
        if best >= LIKELY:  # what is found so far may be meant, and few others are likelier
            more, best = looked_at(parts, wider, likelier, typed.cancelled, slipped)
            return wider, [one.beside(new) for one, new in zip(found, more, strict=True)], best
        rows = [one | other for one, other in zip(parts.in_all(columns), likelier, strict=True)]
        return wider, *looked_at(parts, wider, rows, typed.cancelled, slipped)

    def _looked_at(
        self, typed: Typed, columns: Columns, spelt: Sequence[Rows]
    ) -> tuple[list[PartMatches], float]:
        """Look at the rows that have the words, misspelt perhaps, and return the best score too."""
        rows = self._parts.in_all(columns)
        likelier = self._where_words_are_right(typed, columns, spelt)
        return looked_at(self._parts, columns, rows, typed.cancelled, Slipped(likelier))

    def _where_words_are_right(
        self, typed: Typed, columns: Columns, spelt: Sequence[Rows]
    ) -> Sequence[Rows]:
        """Return the rows in which only what is no word is misspelt: what is one, seldom is.

        Where each is a word, any one of them may be. Those that have every word as it is `spelt`
        are among them, and no others where these are too many to be graded all.
        """
        sure = self._parts.sure(typed)
        places = range(len(typed.words))
        unknown = {place for place in places if all(one[place].is_unknown for one in sure)}
        found = spelt
        for slipped in [unknown] if unknown else [{place} for place in places]:
            right = [
                [
                    b if place in slipped else a
                    for place, a, b in zip(places, exact, loose, strict=True)
                ]
                for exact, loose in zip(sure, columns, strict=True)
            ]
            if len(slipped) == len(places) or right == sure:
                continue
            rows = self._parts.in_all(right)
            if sum(map(len, rows)) <= self._parts.most_graded:
                found = [one | other for one, other in zip(found, rows, strict=True)]
        return found

    def _with_most(
        self, columns: Columns, found: list[PartMatches], best: float, cancelled: Cancelled
    ) -> list[PartMatches]:
        """Return what was found, and what is better though words are missing."""
        parts, likeliest, looked_at_so_far = self._parts, best, 0
        for choices in better_choices(parts, columns, best):
            rows = parts.in_one_of(columns, choices)
            looked_at_so_far += sum(map(len, rows))
            if likeliest > best and looked_at_so_far > parts.most_read:
                break
            if any(rows):
                most, likeliest_now = looked_at_with_some(parts, columns, rows, cancelled, best)
                likeliest = max(likeliest, likeliest_now)
                found = [one.joined(other) for one, other in zip(found, most, strict=True)]
                if likeliest >= LIKELY:
                    break
        return found

    def exactly(self, text: str) -> list[Rows]:
        """Return the rows of each part that have all of some words, as they are spelt."""
        typed = Typed(words(text))
        if not typed.words:
            return [Rows.nothing(part.sets) for part in self._parts.parts]
        return self._parts.in_all(self._parts.sure(typed))
