"""The texts of the title bar and the state line: pure functions of what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoth.basics.dates import DateStyle, describe_days
from quoth.query import Sort
from quoth.store import Location
from quoth.tui.look.painting import plain

if TYPE_CHECKING:
    from quoth.query.result import Result
    from quoth.store.snapshot import Snapshot

_ORDERS = {
    Sort.RELEVANCE: "by relevance",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.SPEAKER: "by speaker",
}


def title_parts(
    location: Location,
    corpus: Snapshot | None,
    share: float = 1.0,
    form: DateStyle = DateStyle.DAY,
    review: str = "R",
    marked: str = "",
) -> list[str]:
    """Return what the title bar says about the store, the most important first, all neutral.

    `share` is how much of it is read, `form` how dates are written, `review` the key for drafts,
    `marked` how many statements are marked, if any is.
    """
    read = f"{100 * share:.0f} % read" if 0 < share < 1 else ""
    if corpus is None:
        name = plain(location.name)
        return [part for part in (f"opening {name} …", read) if part]
    from quoth.query.checked import standing  # noqa: PLC0415  # once a store is there
    from quoth.query.dropped import number_of_actors  # noqa: PLC0415

    confirmed, drafts, _ = standing(corpus)
    parts = [
        marked,
        plain(corpus.title),
        read,
        waiting(drafts, review),
        describe_days(*corpus.period, form) if corpus.period else "",
        _number(confirmed, "statement"),
        _number(number_of_actors(corpus), "actor"),
    ]
    return [part for part in parts if part]


def waiting(drafts: int, review: str = "R") -> str:
    """Say how many drafts there are, if any, and which key reviews them."""
    return f"{_number(drafts, 'draft')}: {review} reviews" if drafts else ""


def actors_title(key: str, speaking: int, everyone: int, room: int) -> str:
    """Return the title of the actors: how many speak, and of how many if there is room for it.

    A number is never cut: half of one reads as another. `room` is in cells; without any, the pane
    isn't laid out yet.
    """
    title = f"{key} Actors · {speaking:,}"
    whole = title if speaking == everyone else f"{title} of {everyone:,}"
    return whole if room <= 0 or len(whole) <= room else title


def _number(count: int, thing: str) -> str:
    """Return how many there are of a thing."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def state_line(result: Result, cursor: int, columns: int) -> str:
    """Return where in the list the cursor is, and how the list is sorted if there is room."""
    number = len(result.rows)
    order = _ORDERS[result.order]
    if not number:
        is_narrowed = bool(result.query.text.strip()) or result.query.is_filtered
        return "nothing matches" if is_narrowed else "nothing here yet"
    place = f"{cursor + 1:,} of {number:,}"
    return f"{place} · {order}" if columns >= 56 else place
