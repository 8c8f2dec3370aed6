"""What differs between two wordings, in a few words for a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from quoth.query.families.differing import DifferenceClass, Weight, WordDifference

if TYPE_CHECKING:
    from quoth.query.families.model import WordingFamily
    from quoth.store.model import ClaimCheck
    from quoth.store.snapshot import Snapshot

_SAYING: Final = {
    DifferenceClass.LEFT_OUT: "left out", DifferenceClass.PUT_IN: "put in",
    DifferenceClass.CUT: "cut off", DifferenceClass.OTHER: "other words",
}  # fmt: skip


def told(difference: WordDifference) -> str:
    """Say what differs in a few words, and how much it may matter."""
    what = _SAYING.get(difference.kind, str(difference.kind))
    ours, theirs = difference.reference, difference.other
    if ours and theirs:
        sides = f"“{ours}” → “{theirs}”"
    elif difference.kind in (DifferenceClass.LEFT_OUT, DifferenceClass.PUT_IN):
        sides = f"“{ours or theirs}”"
        what = "left out" if ours else "put in"
    elif difference.kind is DifferenceClass.CUT:
        sides = f"“{ours or theirs}”"
        what = "cut off" if ours else "goes on"
    else:
        sides = f"“{ours}” left out" if ours else f"“{theirs}” put in"
    marked = ", marked" * difference.marked
    weight = "" if difference.weight is Weight.NONE else f"{difference.weight}: "
    return f"{weight}{what} {sides}{marked}"


def checks_of_family(corpus: Snapshot, family: WordingFamily) -> Sequence[ClaimCheck]:
    """Return what fact-checkers found of a quote, whichever of its wordings they looked at."""
    found = (check for one in family.members for check in corpus.checks_of(one.statement.id))
    return tuple({check.id: check for check in found}.values())
