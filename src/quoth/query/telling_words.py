"""The words that tell two sets of texts apart.

Weighted log-odds with an informative Dirichlet prior (B. L. Monroe, M. P. Colaresi and K. M. Quinn,
"Fightin' Words", 2008): with y the times that a word is said on a side, n all words there, α the
prior of the word and α₀ that of all words, δ is the difference of ln((y + α) / (n + α₀ - y - α)) of
the two sides, and z = δ / √(1 / (y₁ + α) + 1 / (y₂ + α)).
"""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from typing import Final, NamedTuple

SURE: Final = 1.96
"""The z from which on a word is said to tell sides apart: chance does so to one in twenty."""


class TellingWord(NamedTuple):
    """A word that one side says more than the other."""

    word: str
    z: float
    """How much it tells: above zero of the first side, below of the second."""
    first: int
    second: int
    """How often each says it."""


def telling_words(
    first: Counter[str], second: Counter[str], prior: float | None = None
) -> list[TellingWord]:
    """Return the words of two sides by how much they tell, those of the first side first.

    Args:
        first: how often one side says each word.
        second: how often the other does.
        prior: how many words the prior stands for; as many as both sides say, if not given. A
            word's part of it is as large as that of what both sides say.
    """
    sizes = first.total(), second.total()
    said = sum(sizes)
    whole = float(said) if prior is None else prior
    found = []
    for word in first.keys() | second.keys():
        counts = first[word], second[word]
        own = whole * sum(counts) / said if said else 0.0
        says = [count + own for count in counts]
        rest = [size + whole - says_it for size, says_it in zip(sizes, says, strict=True)]
        if min(rest) <= 0:
            continue  # it is the only word
        odds = [log(says_it / other) for says_it, other in zip(says, rest, strict=True)]
        z = (odds[0] - odds[1]) / sqrt(1 / says[0] + 1 / says[1])
        found.append(TellingWord(word, z, *counts))
    return sorted(found, key=lambda one: (-one.z, one.word))
