"""What was typed, read with a blank more or less."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from math import inf
from typing import Final

from quoth.search.all_parts import AllParts, Columns, Typed
from quoth.search.answers import (
    LIKELY,
    NEAREST,
    Answer,
    PartMatches,
    are_halves,
    are_in_a_row,
    has_no_word,
    is_likelier,
    is_near,
)
from quoth.search.ranking import Slipped, looked_at
from quoth.search.readings import KnownWords, readings
from quoth.search.supposing import score_of, supposed_by, together

_MOST_READINGS: Final = 3
"""Ways to read the words, with a blank more or less, that are looked for."""
_BLANK: Final = 1
"""How much a blank more or less supposes, in slips."""


def read_otherwise(
    parts: AllParts,
    typed: Typed,
    columns: Columns,
    found: Sequence[PartMatches],
    best: float,
) -> Answer | None:
    """Return what matches the words with a blank more or less, if that is likelier meant.

    Args:
        parts: where it is looked for.
        typed: the words.
        columns: what they stood for when something was found.
        found: what was found. If it is likely, words that are read otherwise are to be spelt right.
        best: the best score of what was found.
    """
    likeliest: tuple[float, Answer] | None = None
    is_likely = best >= LIKELY or is_near(found)
    several = len(typed.words) > 1
    for one in _read(parts, typed, _nothing if is_likely else parts.size_near):
        terms = parts.sure(one)
        rows = as_spelt = parts.in_all(terms)
        if not any(rows) and not is_likely:
            terms = parts.loose(one, 1)
            rows = parts.in_all(terms)
        if typed.cancelled():
            return None
        others, score = looked_at(parts, terms, rows, typed.cancelled, Slipped(as_spelt))
        is_better = score > (likeliest[0] if likeliest else 0.0)
        if is_better and (
            (are_in_a_row(others) and are_halves(columns, one.words))
            or (several and is_near(others) and has_no_word(columns))
            or is_likelier(others, score, found, best, len(typed.words))
        ):
            if several and is_likely:  # both may be meant
                others = [new.joined(old) for new, old in zip(others, found, strict=True)]
            meanings = parts.meanings(terms)
            answer = Answer(others, one.words, meanings, allowed_slips=True, missing=False)
            likeliest = (score, answer)
    return likeliest[1] if likeliest else None


def read_with_blanks(
    parts: AllParts, typed: Typed, columns: Columns, found: Sequence[PartMatches]
) -> Answer | None:
    """Return what was found, and what matches the words with a blank more or less and a slip.

    Nothing is returned where what was found supposes less than a likely row would that is read so,
    or that is all there is.
    """
    words, merged, least = typed.words, [*found], _least_supposed(found)
    best = max((score for one in found for score in one.scores.values()), default=0.0)
    if best >= score_of(NEAREST, LIKELY, 1 + _BLANK):
        return None
    likeliest = columns
    for one in _read(parts, typed, parts.size_near):
        as_spelt = parts.in_all(parts.sure(one))
        terms = parts.loose(one, 1)
        if typed.cancelled():
            return None
        rows = parts.in_all(terms)
        if not any(rows):
            continue
        others, _ = looked_at(
            parts, terms, rows, typed.cancelled, Slipped(as_spelt, supposed=_BLANK)
        )
        if not is_near(others):
            continue
        supposed = _least_supposed(others)
        if supposed < least:
            least, words, likeliest = supposed, one.words, terms
        merged = [old.beside(new) for old, new in zip(merged, others, strict=True)]
    if merged == [*found]:
        return None
    ranked = together([one.scores for one in merged])
    merged = [one._replace(scores=scores) for one, scores in zip(merged, ranked, strict=True)]
    meanings = parts.meanings(likeliest)
    return Answer(merged, words, meanings, allowed_slips=True, missing=False)


def _read(parts: AllParts, typed: Typed, near: Callable[[str], int]) -> Iterator[Typed]:
    """Return the likeliest other ways to read the words.

    `near` returns how many rows have the most frequent word that is one slip away from one.
    """
    known = KnownWords(parts.size_of, near, parts.begins)
    every = readings(typed.words, known, unfinished=typed.unfinished)
    return (typed._replace(words=words) for words in islice(every, _MOST_READINGS))


def _least_supposed(found: Sequence[PartMatches]) -> float:
    """Return how much is supposed for the row for which the least is."""
    scores = (score for one in found for score in one.scores.values())
    return min(map(supposed_by, scores), default=inf)


def _nothing(_: str) -> int:
    """Return that no row has a word."""
    return 0
