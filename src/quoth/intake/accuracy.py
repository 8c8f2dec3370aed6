"""How many drafts of a confidence were right when that was last measured.

The figures are in `text/accuracy.json`; `tests/benchmarks/intake_confidence.py` measures them, on
articles that the rules were not written with, and says how.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from quoth.intake.text.lexicon import data

STEPS: Final = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.5, 0.0)
"""The confidences for which it is measured."""


class Accuracy(NamedTuple):
    """The measured accuracy of the drafts from a confidence on."""

    drafts: int
    right: int
    articles: int
    """In how many articles."""
    measured: str
    """The day."""


def accuracy(step: float) -> Accuracy | None:
    """Return what was measured of the drafts that are at least so sure; nothing if none was."""
    found: dict[str, Any] = data("accuracy.json")
    for least, drafts, right in found["steps"]:
        if least == step and drafts:
            return Accuracy(drafts, right, found["articles"], found["measured"])
    return None
