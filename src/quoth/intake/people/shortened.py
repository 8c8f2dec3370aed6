"""Bodies named without the country or the legal form that their full names end with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from quoth.intake.people.figures import ORGANISATION, UNKNOWN, Figure
from quoth.intake.text.lexicon import countries

_SHORTENED: Final = 2
"""How many words a name keeps at least without the last."""
_FORMS: Final = frozenset(
    [
        "inc", "ltd", "limited", "plc", "llc", "llp", "co", "corp", "corporation", "company",
        "group", "holdings", "pty", "gmbh", "sa", "ag", "nv", "bhd", "pte", "uk", "usa",
    ]
)  # fmt: skip


def shortened(everybody: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Yield each body that has a shortened name, and the one with its full name.

    "Coast Services" is "Coast Services Canada", "Roe Foods" is "Roe Foods Group".
    """
    bodies = [one for one in everybody if one.kind in (ORGANISATION, UNKNOWN)]
    full = {
        one.words[:-1]: one
        for one in bodies
        if len(one.words) > _SHORTENED
        and (one.words[-1] in countries() or one.words[-1].lower().rstrip(".") in _FORMS)
    }
    yield from ((one, full[one.words]) for one in bodies if one.words in full)
