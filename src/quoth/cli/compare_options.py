"""The options of `quoth compare`, and the wording that its text and its pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from quoth.query.changes.side_by_side import ComparedSide

POSITIONS: Final = ("support", "oppose", "neutral")
KINDS: Final = ("direct", "mixed", "indirect")


class CompareOptions(NamedTuple):
    """How a comparison is to be printed."""

    as_json: bool
    form: str
    """`text`, `markdown` or `html`."""
    output: str | None
    force: bool


def counted(side: ComparedSide) -> str:
    """Say how much a query found."""
    parts = [f"{side.statements} statements, {len(side.quotes)} once per quote"]
    parts += [f"{name} {side.positions[name]}" for name in POSITIONS if side.positions.get(name)]
    parts += [f"{name} {side.kinds[name]}" for name in KINDS if side.kinds.get(name)]
    return " · ".join(parts)
