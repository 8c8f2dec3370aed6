"""What became of a position, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from quoth.basics.dates import DateStyle, describe_day
from quoth.query.changes.deciding import ChangeVerdict

if TYPE_CHECKING:
    from quoth.query.changes.positions import PositionHistory

_SAYING: Final[Mapping[ChangeVerdict, str]] = {
    ChangeVerdict.CHANGED: "changed, certainly",
    ChangeVerdict.EXCEPTIONS: "changed, with exceptions",
    ChangeVerdict.MAYBE: "may have changed",
    ChangeVerdict.WAVERING: "wavering",
    ChangeVerdict.MIXED: "both positions, order unknown",
    ChangeVerdict.SAME: "the same all along",
}


def change_told(history: PositionHistory, form: DateStyle, *, briefly: bool = False) -> str:
    """Say what became of a position; briefly, without which position was left for which."""
    change = history.change
    said_so = _SAYING[change.verdict]
    if change.before is not None and change.before is not change.after and not briefly:
        said_so += f", from {change.before} to {change.after}"
    if change.verdict is ChangeVerdict.SAME:
        said_so += f": {change.before}"
    if change.between is not None:
        first, last = (describe_day(day, form) for day in change.between)
        said_so += f", {first} – {last}" if briefly else f", between {first} and {last}"
    if change.exceptions:
        said_so += f"; exceptions: {change.exceptions:g} of {len(history.occasions)}"
    if change.chance is not None:
        said_so += f"; by chance: {change.chance:.2g}"
    return said_so
