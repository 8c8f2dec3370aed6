"""Regular expressions that are compiled when they are first used.

To compile one takes as long as to read some paragraphs, and a command needs few of those that its
modules have. `late` is for those that most runs never use.
"""

from __future__ import annotations

from re import Pattern, compile  # noqa: A004  # as `re` has it
from typing import Any, Final, cast

CAPITALS: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĻĽŃŅŇŌŐŒŘŚŞŠȘŢŤȚŪŮŰŹŻŽ"
"""The capital letters of names in Latin script, for a set in a pattern."""


class _Late:
    """A pattern in all but that it isn't compiled yet: what is asked for compiles it."""

    def __init__(self, pattern: str, flags: int) -> None:
        """Take what `re.compile` takes."""
        self._given = (pattern, flags)
        self._made: Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        """Return what the compiled pattern has, and have it at hand from then on."""
        if self._made is None:
            self._made = compile(*self._given)
        found = getattr(self._made, name)
        setattr(self, name, found)
        return found


def late(pattern: str, flags: int = 0) -> Pattern[str]:
    """Return a regular expression that is compiled at its first use."""
    return cast("Pattern[str]", _Late(pattern, flags))
