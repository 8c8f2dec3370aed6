"""Linear models: the weights of features, in `weights.json`.

They are trained by `tests/benchmarks/train_intake.py`, which says on what. The features are words
of the lexicon, classes of tokens, shapes and distances: no text of an article, no name. The file
has the features of each weight in one text, as lines: there are few weights, and many features.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import repeat
from math import exp
from typing import Final

from quoth.intake.text.lexicon import data

ALONE: Final = 9.0
"""The margin of an option that is the only one."""


@cache
def _models() -> dict[str, dict[str, str]]:
    """Return the models as the file has them: the features of each weight."""
    found: dict[str, dict[str, str]] = data("weights.json")
    return found


@cache
def weights(model: str) -> dict[str, float]:
    """Return the weights of a model; a feature that it lacks weighs nothing."""
    found: dict[str, float] = {}
    for weight, features in _models()[model].items():
        found.update(dict.fromkeys(features.split("\n"), float(weight)))
    return found


def forget() -> None:
    """Read the file again at the next use: its models were retrained."""
    _models.cache_clear()
    weights.cache_clear()


def score(model: dict[str, float], features: Iterable[str]) -> float:
    """Return the sum of the features' weights."""
    return sum(map(model.get, features, repeat(0.0)))


def scores(model: str, options: Iterable[Iterable[str]]) -> list[float]:
    """Return the weight of each option, by the name of a model and the options' features."""
    known = weights(model)
    return [score(known, features) for features in options]


def best(scored: list[float]) -> tuple[int, float]:
    """Return the place of the option that weighs most, and its margin over the next one."""
    place = scored.index(max(scored))
    others = [*scored[:place], *scored[place + 1 :]]
    return place, scored[place] - max(others) if others else ALONE


def probability(logit: float) -> float:
    """Return the logistic function."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))
