"""How statements are counted: the options that all analyses share, by the names they have."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from enum import StrEnum
from typing import NamedTuple


class Who(StrEnum):
    """Whose position a statement is."""

    ACTOR = "actor"
    """The speaker's."""
    VOICE = "voice"
    """Theirs on whose behalf it is made, else the speaker's."""
    HOME = "home"
    """That of the topmost one to whom the voice belongs."""


class Once(StrEnum):
    """How often the same position of the same one on the same topic counts."""

    CODING = "coding"
    SOURCE = "source"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    QUOTE = "quote"
    """Once for all wordings of one quote, wherever they were printed."""
    EVER = "ever"


class DateBasis(StrEnum):
    """Which date of a statement counts."""

    SAID = "said"
    PUBLISHED = "published"
    EITHER = "said-else-published"


class By(StrEnum):
    """What the rows of an analysis are."""

    ACTORS = "actors"
    TOPICS = "topics"


class Aggregation(StrEnum):
    """What becomes of positions in one number."""

    IGNORE = "ignore"
    CONGRUENCE = "congruence"
    CONFLICT = "conflict"
    SUBTRACT = "subtract"
    COMBINE = "combine"


class Norm(StrEnum):
    """By what a number is divided."""

    NONE = "none"
    AVERAGE = "average"
    ACTIVITY = "activity"
    PROMINENCE = "prominence"
    JACCARD = "jaccard"
    COSINE = "cosine"
    COSINE_DNA = "cosine-dna"
    """The product of both activities, which DNA calls cosine."""


class Kernel(StrEnum):
    """How a coding's weight falls off from the middle of a window."""

    UNIFORM = "uniform"
    TRIANGULAR = "triangular"
    EPANECHNIKOV = "epanechnikov"
    GAUSSIAN = "gaussian"


class Link(StrEnum):
    """How one may have to do with another."""

    ABOUT = "about"
    TO = "to"
    VIA = "via"


class Every(StrEnum):
    """By what windows are moved."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Counted(NamedTuple):
    """Which codings there are, and how often each counts."""

    who: Who = Who.ACTOR
    once: Once = Once.SOURCE
    dates: DateBasis = DateBasis.SAID


COUNTED = Counted()
"""Where nothing is said of it."""
OF_PAIRS = (Aggregation.IGNORE, Aggregation.CONGRUENCE, Aggregation.CONFLICT, Aggregation.SUBTRACT)
"""What a number may say of two rows."""
OF_CELLS = (Aggregation.IGNORE, Aggregation.SUBTRACT, Aggregation.COMBINE)
"""What a number may say of a row and a column."""
NORMS_OF_PAIRS = (Norm.NONE, Norm.AVERAGE, Norm.JACCARD, Norm.COSINE, Norm.COSINE_DNA)
NORMS_OF_CELLS = (Norm.NONE, Norm.ACTIVITY, Norm.PROMINENCE)


class AnalysisError(ValueError):
    """An analysis that can't be made as asked; the message is one line that says why."""


def check_pairs(agg: Aggregation, norm: Norm) -> None:
    """Refuse what means nothing for two rows.

    Raises:
        AnalysisError: it does.
    """
    _check("of two", agg, OF_PAIRS, norm, NORMS_OF_PAIRS)


def check_cells(agg: Aggregation, norm: Norm) -> None:
    """Refuse what means nothing for a row and a column.

    Raises:
        AnalysisError: it does.
    """
    _check("of one on a topic", agg, OF_CELLS, norm, NORMS_OF_CELLS)
    if agg is Aggregation.COMBINE and norm is not Norm.NONE:
        raise AnalysisError(
            "--agg combine gives codes (1 for, 2 against, 3 both), which can't be divided; "
            "leave --norm out"
        )


def _check(
    what: str,
    agg: Aggregation,
    aggregations: tuple[Aggregation, ...],
    norm: Norm,
    norms: tuple[Norm, ...],
) -> None:
    """Refuse an aggregation or a norm that isn't among some."""
    if agg not in aggregations:
        raise AnalysisError(f"--agg {agg} isn't {what}; write one of {', '.join(aggregations)}")
    if norm not in norms:
        raise AnalysisError(f"--norm {norm} isn't {what}; write one of {', '.join(norms)}")
