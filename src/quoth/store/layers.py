"""Who sees which codings of a source that several people code blind: the one rule for hiding."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum


class Sight(Enum):
    """What a person sees of a source."""

    ALL = "all"
    WITHOUT_LAYERS = "without layers"
    """The curated statements."""
    OWN_ALONE = "own alone"
    """Their own layer, and nothing else."""


def sight(
    assigned: Collection[str], layers: Collection[str], done: Collection[str], who: str
) -> Sight:
    """Return what a person sees of a source in a store that is coded blind.

    Its coders see only their own layers until they close it. Others see its layers once all coders
    have closed it.

    Args:
        assigned: Who is to code it.
        layers: Who has coded something in it.
        done: Who closed it.
        who: Who looks at it.
    """
    coding = {*assigned, *layers}
    if who in done or coding.issubset(done):
        return Sight.ALL
    return Sight.OWN_ALONE if who in coding else Sight.WITHOUT_LAYERS
