"""The analyses by name: each makes a report of the statements of a query."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from quoth.basics.garbage import uncollected
from quoth.presenting.reports.report import Report
from quoth.query.analysis.asking import Asked
from quoth.query.analysis.codings import Codings, Quotes
from quoth.query.analysis.options import AnalysisError

if TYPE_CHECKING:
    from quoth.query.seam import Found, StoreQueries

_MODULES: Final = {
    "stances": "standing", "matrix": "standing", "agree": "standing", "camps": "camp_view",
    "words": "words_view",
}  # fmt: skip
"""Where an analysis is made, if that isn't called as the analysis is.

What one of them does not need, the others do not wait for.
"""


class AnalysisView(NamedTuple):
    """An analysis."""

    purpose: str
    """What it answers, in a line."""
    options: tuple[str, ...]
    """The fields of `Asked` that mean something to it."""


_COUNTED: Final = ("who", "once", "dates")
VIEWS: Final[Mapping[str, AnalysisView]] = {
    "stances": AnalysisView("how many are for each topic, and how many against", (*_COUNTED, "by")),
    "voices": AnalysisView("who is heard, and how much", ("who", "dates", "group")),
    "matrix": AnalysisView(
        "who stands where: each actor on each topic", (*_COUNTED, "by", "agg", "norm", "limit")
    ),
    "agree": AnalysisView("who agrees with whom", (*_COUNTED, "by", "agg", "norm", "limit")),
    "camps": AnalysisView("who is on whose side, and how clearly", (*_COUNTED, "camps", "limit")),
    "about": AnalysisView("who speaks about whom, and who answers", ("who", "link", "limit")),
    "pace": AnalysisView("what an event set off, and when", ("who", "dates", "event", "days")),
    "words": AnalysisView("words that tell them from others", ("against", "limit")),
    "drift": AnalysisView(
        "how balance and split drift over time", (*_COUNTED, "kernel", "size", "every")
    ),
}


def report_of(
    name: str,
    store: "StoreQueries",
    found: "Found",
    asked: "Asked | None" = None,
    quotes: Quotes | None = None,
) -> Report:
    """Return what an analysis makes of the statements that were found.

    Args:
        name: One of `VIEWS`.
        store: What found them.
        found: What was found.
        asked: The options.
        quotes: Knows which statements are wordings of one quote; without it, the same words are.

    Raises:
        AnalysisError: it can't be made as asked.
    """
    asked = asked or Asked()
    make = _maker(name)
    with uncollected():
        return make(Codings(store, found, asked.counted, quotes), asked)


def _maker(name: str) -> Callable[[Codings, Asked], Report]:
    """Return what makes the report of an analysis."""
    if name not in VIEWS:
        raise AnalysisError(f"there is no analysis “{name}”; write one of {', '.join(VIEWS)}")
    module = import_module(f"quoth.query.analysis.{_MODULES.get(name, name)}")
    return cast("Callable[[Codings, Asked], Report]", getattr(module, f"{name}_report"))
