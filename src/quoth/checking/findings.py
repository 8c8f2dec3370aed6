"""What a check finds: how bad it is, where it stands, what is wrong and what to do about it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from quoth.editing.changes import Change


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"
    """The store can't be opened like this."""
    WARNING = "warning"
    """It contradicts itself, or common knowledge."""
    HINT = "hint"
    """It may be meant."""


class FindingPlace(NamedTuple):
    """Where in a store something stands; what doesn't apply is empty."""

    table: str = ""
    key: str = ""
    id: str = ""
    field: str = ""
    line: int = 0
    """Counted from 1 in the file; 0 where it isn't known."""

    def __str__(self) -> str:
        named = self.id if self.id and self.id != self.key else self.key
        where = " ".join(part for part in (self.table, named) if part)
        line = f"line {self.line}" if self.line else ""
        return ", ".join(part for part in (where, self.field, line) if part)


class CheckRule(NamedTuple):
    """A rule of the check."""

    id: str
    severity: Severity
    purpose: str
    """What it looks for, in a clause."""

    def at(
        self, place: FindingPlace, message: str, remedy: str, fix: Change | None = None
    ) -> Finding:
        """Return what was found at a place."""
        return Finding(self.severity, self.id, place, message, remedy, fix)


class Finding(NamedTuple):
    """One thing that is wrong, or may be."""

    severity: Severity
    rule: str
    place: FindingPlace
    message: str
    """A clause; what it repeats of the store isn't neutral yet."""
    remedy: str
    """What a person can do, in a clause."""
    fix: Change | None = None
    """Repairs it and loses nothing, if there is such a change."""
