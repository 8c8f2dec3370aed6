"""The words that tell two sets of texts apart.

Weighted log-odds with a Dirichlet prior (B. Monroe, M. Colaresi, K. Quinn, "Fightin' Words", 2008):
with y the times that a word is said on a side, n all words there and α the prior, which is the
word's count on both sides, δ is the difference of ln((y + α) / (n + α₀ - y - α)) of the two, and
z = δ / √(1 / (y₁ + α) + 1 / (y₂ + α)).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import Final, NamedTuple

SURE: Final = 1.96
"""The z from which on a word is said to tell sides apart: chance does so to one in twenty."""


class ComparedWord(NamedTuple):
    """A word that one side says more than the other."""

    word: str
    z: float
    """How much it tells: above zero of the first side, below of the second."""
    first: int
    second: int
    """How often each says it."""


def telling_words(
    first: Iterable[Sequence[str]], second: Iterable[Sequence[str]]
) -> list[ComparedWord]:
    """Return all words of two sides, by how much they tell: the first side's first."""
    counts = [Counter(word for words in side for word in words) for side in (first, second)]
    sizes = [counter.total() for counter in counts]
    every = counts[0] + counts[1]
    whole = every.total()
    found = []
    for word, prior in every.items():
        says = [counter[word] + prior for counter in counts]
        rest = [size + whole - said for size, said in zip(sizes, says, strict=True)]
        if min(rest) <= 0:
            continue  # it is the only word
        odds = [log(said / other) for said, other in zip(says, rest, strict=True)]
        z = (odds[0] - odds[1]) / sqrt(1 / says[0] + 1 / says[1])
        found.append(ComparedWord(word, z, counts[0][word], counts[1][word]))
    return sorted(found, key=lambda one: (-one.z, one.word))
