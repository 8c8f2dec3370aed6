"""Actors whom only dropped drafts name: nothing that a person accepted says that they exist.

An intake makes an actor for everyone that its drafts name. If all of these drafts are dropped, the
actors' records stay, for undo and for the review, but they are left out of the lists and counts of
actors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from quoth.store.facets import Facet
from quoth.store.model import Status

if TYPE_CHECKING:
    from quoth.store.model import Actor
    from quoth.store.snapshot import Snapshot

_MADE: Final = "intake"
"""The field that is true of an actor whom an intake made."""
_NAMING: Final = (Facet.ACTOR, Facet.VIA, Facet.ADDRESSEE, Facet.MENTION)
"""How a statement names actors."""
NO_COUNTS: Final[Mapping[str, int]] = {}
_KNOWN: Final[WeakKeyDictionary[Snapshot, frozenset[str]]] = WeakKeyDictionary()
"""The answers for snapshots in use: each is immutable, and every answer of a search asks."""


def dropped_actors(corpus: Snapshot) -> frozenset[str]:
    """Return the ids of the actors whom an intake made and whom only rejected statements name.

    Actors that an event names, or to which a listed actor belongs, aren't among them.
    """
    if not corpus.number_of(Status.REJECTED):
        return frozenset()
    found = _KNOWN.get(corpus)
    if found is None:
        found = _KNOWN[corpus] = frozenset(_without_homes(corpus, _only_rejected(corpus)))
    return found


def number_of_actors(corpus: Snapshot, counts: Mapping[str, int] = NO_COUNTS) -> int:
    """Return how many actors there are, without those whom only dropped drafts name.

    Args:
        corpus: where they are.
        counts: how many statements each has in a result; whom it counts is counted here, too.
    """
    return len(corpus.actors) - sum(not counts.get(one) for one in dropped_actors(corpus))


def listed_actors(corpus: Snapshot, counts: Mapping[str, int]) -> Iterator[tuple[Actor, int]]:
    """Yield the actors with their number of statements, the most first, then by name.

    One whom only dropped drafts name is among them where they are counted.
    """
    dropped = dropped_actors(corpus)
    return (
        (actor, count)
        for actor, count in corpus.ranked_actors(counts)
        if count or actor.id not in dropped
    )


def _only_rejected(corpus: Snapshot) -> dict[str, str]:
    """Return the actors of an intake whom only rejected statements name, and their homes."""
    made = [actor for actor in corpus.actors.values() if actor.extra.get(_MADE) is True]
    if not made:  # as in nearly all large stores, whose rejected statements may be many
        return {}
    rejected = frozenset(corpus.rows_of([Facet.STATUS], str(Status.REJECTED)))
    kept = {actor for event in corpus.events for actor in event.actors}
    return {
        actor.id: actor.affiliation
        for actor in made
        if actor.id not in kept and _is_within(corpus, actor.id, rejected)
    }


def _is_within(corpus: Snapshot, actor: str, rejected: frozenset[int]) -> bool:
    """Tell whether statements name an actor, and all that do are rejected."""
    rows = corpus.rows_of(_NAMING, actor)
    return next(rows, -1) in rejected and all(row in rejected for row in rows)


def _without_homes(corpus: Snapshot, dropped: dict[str, str]) -> dict[str, str]:
    """Return dropped actors without those to whom others belong, directly or not, that aren't."""
    if not dropped:
        return dropped
    waiting = [one.affiliation for one in corpus.actors.values() if one.id not in dropped]
    while waiting:
        home = waiting.pop()
        if home in dropped:
            waiting.append(dropped.pop(home))
    return dropped
