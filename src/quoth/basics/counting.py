"""Numbers of things, for people."""

from __future__ import annotations


def counted(number: int, what: str) -> str:
    """Return how many of something there are: `1 statement`, `2,000 statements`."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
