"""How an analysis was counted, in words and for other programs: the same of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from quoth.query.analysis.options import DateBasis, Once, Who

if TYPE_CHECKING:
    from quoth.query.analysis.asking import Asked
    from quoth.query.analysis.codings import Codings

_ONCE: Final[Mapping[Once, str]] = {
    Once.CODING: "every coding",
    Once.QUOTE: "once per quote",
    Once.EVER: "once ever",
}
_WHO: Final[Mapping[Who, str]] = {
    Who.ACTOR: "those who speak",
    Who.VOICE: "those who speak or are spoken for",
    Who.HOME: "those whom speakers belong to",
}
_DATES: Final[Mapping[DateBasis, str]] = {
    DateBasis.SAID: "said",
    DateBasis.PUBLISHED: "published",
    DateBasis.EITHER: "said, else published",
}


def said_how(
    codings: Codings, further: Mapping[str, int] = {}, *, of_positions: bool = True
) -> Iterator[str]:
    """Yield lines that say of what an analysis is, how it was counted and what was left out.

    Args:
        codings: The codings.
        further: What else was left out, each with how many.
        of_positions: Whether positions are counted, and not statements.
    """
    counted, text = codings.counted, codings.found.parsed.text.strip()
    of = f"of: {text}" if text else "of: everything"
    if codings.found.query.is_filtered:
        of = f"{of}, as filtered"
    once = f" · {once_text(counted.once)}" if of_positions else ""
    yield f"{of} · {_WHO[counted.who]}{once} · dates: {_DATES[counted.dates]}"
    left = codings.left_out
    numbers = {"drafts": left.drafts, "rejected": left.rejected}
    if of_positions:
        numbers["without a position"] = left.without_position
    parts = [f"{number:,} {what}" for what, number in {**numbers, **further}.items() if number]
    line = f"left out: {', '.join(parts)}" if parts else "nothing left out"
    undated = left.undated if of_positions else left.undated_in_all
    yield f"{line} · {undated:,} without a date" if undated else line


def once_text(once: Once) -> str:
    """Return how often the same counts, in words."""
    return _ONCE.get(once, f"once per {once}")


def options_data(asked: Asked, names: tuple[str, ...], **beside: object) -> dict[str, object]:
    """Return the options that were in force, by name."""
    found = {name: getattr(asked, name) for name in names}
    made = {name: value if value is None or isinstance(value, int | float) else str(value)
            for name, value in found.items()}  # fmt: skip
    return {**made, **beside}


def left_out_data(codings: Codings, *, of_positions: bool = True, **beside: int) -> dict[str, int]:
    """Return what was left out, by name."""
    left = codings.left_out
    found = {"drafts": left.drafts, "rejected": left.rejected}
    if of_positions:
        found["without_position"] = left.without_position
    undated = left.undated if of_positions else left.undated_in_all
    return {**found, "undated": undated, **beside}
