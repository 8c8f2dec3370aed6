"""How well a row's words match those that were typed: a pure function of numbers.

The score depends on how well each word matches and how rare it is, on whether neighbours are
together and in order, and on how little else there is. A row that is exactly the typed phrase has
the score 1.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import compress, pairwise
from operator import mul
from typing import Any, Final, NamedTuple, TypeAlias

from quoth.index.rows import Reading, RowTexts, Windows
from quoth.search.model import EXACT, LEAST, SYNONYM, Meaning
from quoth.search.supposing import SCATTERED
from quoth.search.windows import Place, least_supposed

NAME: Final = 0.92
"""What a word in the speaker's name counts, against one in the quote."""
CONTEXT: Final = 0.6
_PER_WORD: Final = 0.004
"""What each word of a statement takes off its score."""
_LONGEST: Final = 60
TWICE: Final = 0.59
"""What is less near than this has two slips in it."""

Scored: TypeAlias = tuple[float, float, float, Reading]
"""How much of the words' weight a row meets, its score, what it supposes, and how it is read."""


class Weights(NamedTuple):
    """How much the typed words count."""

    words: Sequence[float]
    pairs: Sequence[float]
    """How much each word counts for standing behind the one before it; the first for nothing."""
    whole: float
    """What all words count together."""
    highest: float
    """The same with all pairs."""

    @classmethod
    def of(cls, rarities: Sequence[float]) -> Weights:
        """Return the weights of words, by their rarities."""
        pairs = [0.0]
        for before, word in pairwise(rarities):
            pairs.append(0.6 * min(before, word) + 0.15)
        whole = sum(rarities)
        return cls(rarities, pairs, whole, whole + sum(pairs))

    def at_most(self, places: Collection[int], nearest: Sequence[float]) -> tuple[float, float]:
        """Return what a row meets at most, and its highest score, that has only some of the words.

        `nearest` is how well that stands for each word which stands for it best.
        """
        met = sum(self.words[place] * nearest[place] for place in places)
        pairs = sum(
            self.pairs[place] * nearest[place] * nearest[place - 1]
            for place in places
            if place - 1 in places
        )
        return met, (met + pairs) / self.highest


def score_row(
    codes: Sequence[int],
    quote: int,
    meanings: Mapping[int, Sequence[Meaning]],
    names: Sequence[float],
    weights: Weights,
    windows: Windows | None = None,
) -> Scored:
    """Return how much of the words' weight a row meets, its score, and what is supposed.

    `codes` are its words, the first `quote` of them the quote's; `names` how well its speakers'
    names stand for each typed word, or nothing. Without `windows`, nothing may be misspelt.
    """
    words, behind, _, highest = weights
    best = [0.0] * len(words)
    together = best.copy()
    latest = [-1] * (len(words) + 1)
    latest_closeness = [0.0] * (len(words) + 1)
    # Most words stand for nothing: they are gone through without a step of Python's.
    for position in compress(range(len(codes)), map(meanings.__contains__, codes)):
        found = meanings[codes[position]]
        field = EXACT if position < quote else CONTEXT
        for term, closeness in found:
            weighted = closeness * field
            if weighted > best[term]:  # noqa: PLR1730  # a call takes longer, here and below
                best[term] = weighted
            before = latest[term]
            if before >= 0:
                pair = weighted * latest_closeness[term] / (position - before)
                if pair > together[term]:  # noqa: PLR1730
                    together[term] = pair
        for term, closeness in found:
            latest[term + 1] = position
            latest_closeness[term + 1] = closeness
    if names:
        best = [max(one, name * NAME) for one, name in zip(best, names, strict=True)]
    met = sum(map(mul, words, best))
    pairs = sum(map(mul, behind, together))
    length = min(quote, _LONGEST) * _PER_WORD
    score = max(LEAST, (met + pairs) / highest - length)
    if windows is None:
        return met, score, 0.0, ()
    places = _places(codes, quote, meanings)
    near, reading = least_supposed(places, quote, len(words), windows)
    slips = sum((one < SYNONYM) + (one < TWICE) for one in best)
    return met, score, min(near, SCATTERED + slips), reading


def _places(
    codes: Sequence[int], quote: int, meanings: Mapping[int, Sequence[Meaning]]
) -> Iterator[Place]:
    """Yield where words stand that stand for typed ones, and how near they are."""
    for position in compress(range(len(codes)), map(meanings.__contains__, codes)):
        field = EXACT if position < quote else CONTEXT
        code = codes[position]
        yield position, code, [(term, how * field) for term, how in meanings[code]]


def score_rows(
    texts: RowTexts,
    sought: Sequence[Any],
    names: Sequence[Sequence[float]],
    weights: Weights,
    windows: Windows | None = None,
) -> Iterator[Scored]:
    """Yield the same of many rows at once; `sought` is what stands for each typed word.

    What the texts return are numbers for all rows, and they are reckoned with as if for one.
    """
    met: Any = 0.0
    slips: Any = 0
    pairs: Any = 0.0
    before: Any = None
    every: list[Any] = []
    is_named = any(names)
    for place, (word, pair) in enumerate(zip(weights.words, weights.pairs, strict=True)):
        found = texts.places(sought[place])
        named = [one[place] * NAME if one else 0.0 for one in names] if is_named else ()
        best = texts.best(found, named)
        met = met + word * best
        slips = slips + (best < SYNONYM) + (best < TWICE)
        if before is not None:
            pairs = pairs + pair * texts.together(before, found)
        before = found
        every.append(found)
    scores = (met + pairs) / weights.highest - texts.lengths(_LONGEST) * _PER_WORD
    if windows is None:
        for one, score in zip(met.tolist(), scores.tolist(), strict=True):
            yield one, max(LEAST, score), 0.0, ()
        return
    near, readings = texts.supposed(every, windows)
    several = zip(met.tolist(), scores.tolist(), near.tolist(), slips.tolist(), strict=True)
    for (one, score, least, many), reading in zip(several, readings, strict=True):
        yield one, max(LEAST, score), min(least, SCATTERED + many), reading
