"""What the review offers by numbers: who may have said a draft, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Final, NamedTuple

from quoth.basics.dates import DateError, describe, parse
from quoth.formats.incoming.records import UNATTRIBUTED
from quoth.intake.files.likely_days import likely_days
from quoth.intake.linking import key_of
from quoth.intake.people.everybody import everybody
from quoth.store.model import Statement
from quoth.store.snapshot import Snapshot
from quoth.tui.editing.reviewing import Item
from quoth.tui.widgets.offered import OfferedValue

MOST: Final = 9
"""The most values offered: one for each number that is a key."""
_OTHER: Final = 4
"""Who says nothing else in the article is offered as if so many times further away."""


def speakers_for(
    corpus: Snapshot, found: Sequence[Item], item: Item | None, text: str, place: int
) -> list[OfferedValue]:
    """Return who may have said words at a place, those named nearest to it first.

    They are the speakers of the other drafts, whom these name besides, and everybody else whom the
    article names; the last is who stands for a speaker without a name. Who is said to have spoken
    now isn't offered again.
    """
    now = item.statement.speaker if item is not None else ""
    here = {key_of(one.name): one for one in everybody(text, place)} if text else {}
    ranked: dict[str, tuple[int, OfferedValue]] = {}
    for actor_id, standing in _actors(found).items():
        actor = corpus.actors[actor_id]
        keys = map(key_of, (actor.name, *actor.aliases))
        named = [one for key in keys if (one := here.pop(key, None)) is not None]
        places = [*standing.places, *(at for one in named for at in one.places)]
        if actor_id != now:
            distance = _distance(places, place) * (1 if standing.speaks else _OTHER)
            ranked[actor_id] = distance, OfferedValue(actor.name, actor_id)
    for one in here.values():
        # A word with a capital alone is as often the first of a sentence.
        further = _OTHER if " " in one.name else 2 * _OTHER
        distance = _distance(one.places, place) * further
        ranked.setdefault(one.name, (distance, OfferedValue(one.name, one.name)))
    nobody = OfferedValue(UNATTRIBUTED.name, UNATTRIBUTED.name)
    ranked = {key: one for key, one in ranked.items() if one[1].label != nobody.label}
    nearest = sorted(ranked.values(), key=lambda one: one[0])[: MOST - 1]
    is_named = now not in corpus.actors or corpus.actors[now].name != nobody.label
    return [*(value for _, value in nearest), *([nobody] if is_named else [])]


class _Standing(NamedTuple):
    """Where an actor of some drafts stands in their article."""

    places: list[int]
    speaks: bool
    """Whether some draft is theirs."""


def _actors(found: Sequence[Item]) -> dict[str, _Standing]:
    """Return the actors of some drafts: those who speak, and those whom the drafts name besides."""
    said: dict[str, _Standing] = {}
    named: dict[str, _Standing] = {}
    for one in found:
        places = [one.noted.speaker.start] if one.noted.speaker is not None else []
        places += [one.spans[0].start] if one.spans else []
        own = said.setdefault(one.statement.speaker, _Standing([], speaks=True))
        own.places.extend(places)
        for other in _others(one.statement):
            named.setdefault(other, _Standing([], speaks=False)).places.extend(places[-1:])
    return {**named, **said}


def _others(statement: Statement) -> Iterator[str]:
    """Yield the actors that a statement names besides its speaker."""
    yield from statement.via
    yield from statement.addressee
    yield from statement.on_behalf_of
    yield from statement.mentions


def _distance(places: Sequence[int], place: int) -> int:
    """Return how far the nearest of some places is from another; far away if there is none."""
    return min((abs(one - place) for one in places), default=1 << 30)


def days_for(published: str, text: str, now: str | None) -> list[OfferedValue]:
    """Return when something may have been said that stands in an article.

    That is by the day of its publication, on that day, on the day before, or on a day that the text
    names, or from that on; where the article has no day, on the latest that it names.
    """
    offered: list[str] = []
    day = None
    with suppress(ValueError):
        day = date.fromisoformat(published)
    if day is not None:
        offered = [f"/{day}", f"{day}", f"{day - timedelta(days=1)}"]
    for other in likely_days(text, day or date.today()):
        offered += [other, f"{other}/{day}"] if day is not None and other != str(day) else [other]
    kept = [one for one in dict.fromkeys(offered) if one != now][:MOST]
    return [OfferedValue(_named(one), one) for one in kept]


def _named(day: str) -> str:
    """Return a date in words."""
    try:
        return describe(parse(day))
    except DateError:
        return day
