r"""Regular expressions, which a person types between slashes: `/sanction(s|ed)\b.{1,40}oil/`.

They are matched by `regex`: that of the standard library can't be stopped, and a pattern such as
`(a+)+$` would hang the program. Here every match has a time limit, and other threads go on
meanwhile.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple, Protocol, cast

LONGEST_PATTERN: Final = 1_000
"""Characters of a pattern."""
IN_ONE_TEXT: Final = 1.0
"""Seconds that a pattern may take on one text; thousands of times as long as it needs."""
_AT_A_GLANCE: Final = 0.02
"""Seconds that it may take on a text that is being painted."""
_MOST_SPANS: Final = 100
"""Hits of a pattern in one text that are shown."""
_COMPILED: Final = 32


class PatternError(ValueError):
    """A pattern that is none; it says why in a few words."""


class SlowPatternError(Exception):
    """A pattern that took too long on one text."""


class _Hit(Protocol):
    """Where a pattern matched: as `re.Match`."""

    def span(self) -> tuple[int, int]:
        """Return where it begins and ends."""


class _Compiled(Protocol):
    """A compiled pattern of `regex`, as far as it is used here."""

    def search(self, string: str, pos: int = 0, *, concurrent: bool, timeout: float) -> _Hit | None:
        """Return the first hit.

        Raises:
            TimeoutError: it would take longer.
        """


class TextPattern(NamedTuple):
    """A pattern, ready to be looked for."""

    source: str
    compiled: _Compiled

    def first(self, text: str, pos: int = 0, limit: float = IN_ONE_TEXT) -> tuple[int, int] | None:
        """Return where the first hit in a text begins and ends, if there is one.

        Raises:
            SlowPatternError: that would take longer than `limit` seconds.
        """
        try:
            hit = self.compiled.search(text, pos, concurrent=True, timeout=limit)
        except (TimeoutError, MemoryError):
            raise SlowPatternError(self.source) from None
        return hit.span() if hit else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the hits in a text that is shown, in order; those that take long are left out."""
        found: list[tuple[int, int]] = []
        place = 0
        try:
            while place <= len(text) and len(found) < _MOST_SPANS:
                span = self.first(text, place, _AT_A_GLANCE)
                if span is None:
                    break
                start, end = span
                if end > start:
                    found.append(span)
                place = max(end, start + 1)
        except SlowPatternError:
            pass
        return found


@lru_cache(maxsize=_COMPILED)
def text_pattern(source: str) -> TextPattern:
    """Return a pattern that doesn't care about case.

    Raises:
        PatternError: it can't be understood.
    """
    import regex  # noqa: PLC0415  # for those who type a pattern

    if len(source) > LONGEST_PATTERN:
        raise PatternError(f"it is longer than {LONGEST_PATTERN:,} characters")
    try:
        made = regex.compile(
            unicodedata.normalize("NFC", source), regex.IGNORECASE | regex.VERSION1
        )
    except regex.error as error:
        place = "" if error.pos is None else f" at its character {error.pos + 1}"
        raise PatternError(f"{error.msg}{place}") from None
    except (RecursionError, MemoryError, OverflowError):
        raise PatternError("it is nested too deep") from None
    except Exception as error:  # noqa: BLE001  # `regex` has more ways to refuse than it tells
        raise PatternError(str(error) or "it can't be understood") from None
    return TextPattern(source, cast("_Compiled", made))


def as_matched(text: str) -> str:
    """Return a text in the form in which patterns are looked for in it."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
