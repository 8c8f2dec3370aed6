"""The options of an analysis."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from typing import NamedTuple

from quoth.query.analysis.options import (
    Aggregation,
    By,
    Counted,
    DateBasis,
    Every,
    Kernel,
    Link,
    Norm,
    Once,
    Who,
)


class Asked(NamedTuple):
    """The options of an analysis; it ignores those that it has no use for."""

    who: Who = Who.ACTOR
    once: Once = Once.SOURCE
    dates: DateBasis = DateBasis.SAID
    by: By | None = None
    """Nothing for what is natural: topics of stances, actors of all else."""
    agg: Aggregation = Aggregation.SUBTRACT
    norm: Norm = Norm.NONE
    camps: int = 2
    group: str = "kind"
    """By what those who are heard are grouped."""
    link: Link = Link.ABOUT
    event: str = ""
    days: int = 7
    against: str = ""
    """The query of the statements that others are held against; nothing for all else."""
    kernel: Kernel = Kernel.UNIFORM
    size: int = 3
    every: Every | None = None
    """Nothing for the scale that fits."""
    limit: int | None = None
    """Rows at most, 0 for all; nothing for as many as are natural."""

    @property
    def counted(self) -> Counted:
        """How statements are counted."""
        return Counted(self.who, self.once, self.dates)
