"""Every reference of a store leads to a record of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from quoth.basics.places import FilePath
from quoth.store.errors import StoreError
from quoth.store.links import ACTOR_LISTS
from quoth.store.model import Records, Statement


def check_references(records: Records, path: FilePath) -> None:
    """Check that each id that a record names is there, and that no affiliation is a circle.

    Raises:
        StoreError: for the first that isn't; it proposes the id that is most like it.
    """
    for actor in records.actors.values():
        if actor.affiliation:
            place = f"actors {actor.id}"
            _check(path, place, "affiliation", [actor.affiliation], records.actors, "actor")
    _check_circles(records, path)
    actors, sources, topics = records.actors, records.sources, records.topics
    for event in records.events:
        place = f"events {event.id}"
        _check(path, place, "actors", event.actors, actors, "actor")
        _check(path, place, "source", [event.source] if event.source else [], sources, "source")
    _check_claims(records, path)
    for statement in records.statements:
        if statement.speaker not in actors or statement.source not in sources:
            _check_statement(statement, records, path)
        for actor_id in _further_actors(statement):
            if actor_id not in actors:
                _check_statement(statement, records, path)
        for topic_id in _topics(statement):
            if topic_id not in topics:
                _check_statement(statement, records, path)


def _check_claims(records: Records, path: FilePath) -> None:
    """Check that the statements are there whose claims were checked."""
    if records.checks:
        known = {statement.id: None for statement in records.statements}
        for check in records.checks:
            _check(path, f"checks {check.id}", "statements", check.statements, known, "statement")


def _further_actors(statement: Statement) -> Iterator[str]:
    """Yield the actors that a statement names beside its speaker."""
    yield from statement.via
    yield from statement.addressee
    yield from statement.on_behalf_of
    yield from statement.mentions


def _topics(statement: Statement) -> Iterator[str]:
    """Yield the topics that a statement names."""
    yield from statement.topics
    for stance in statement.stances:
        yield stance.topic


def _check_statement(statement: Statement, records: Records, path: FilePath) -> None:
    """Name the first reference of a statement that leads nowhere."""
    place = f"statements {statement.id}"
    actors = records.actors
    _check(path, place, "speaker", [statement.speaker], actors, "actor")
    for name in ACTOR_LISTS:
        _check(path, place, name, getattr(statement, name), actors, "actor")
    _check(path, place, "source", [statement.source], records.sources, "source")
    _check(path, place, "topics", statement.topics, records.topics, "topic")
    stances = [stance.topic for stance in statement.stances]
    _check(path, place, "stances", stances, records.topics, "topic")


def _check(
    path: FilePath,
    place: str,
    name: str,
    ids: Iterable[str],
    known: Mapping[str, object],
    what: str,
) -> None:
    """Raise an error for the first id that is not known."""
    for wanted in ids:
        if wanted not in known:
            hint = _nearest(wanted, known)
            raise StoreError(
                path,
                place,
                f"“{name}” names the {what} “{wanted}”, which this store doesn't have",
                f"write “{hint}” if that is meant" if hint else f"add the {what}",
            )


def _nearest(wanted: str, known: Mapping[str, object]) -> str:
    """Return the known id that is most like a wanted one, if any is."""
    from rapidfuzz import process  # noqa: PLC0415  # costs as much as the rest of a valid start

    found = process.extractOne(wanted, known.keys(), score_cutoff=70)
    return found[0] if found else ""


def _check_circles(records: Records, path: FilePath) -> None:
    """Check that no actor belongs to itself through its affiliations."""
    settled: set[str] = set()
    for start in records.actors:
        trail: dict[str, None] = {}
        current = start
        while current and current not in settled:
            if current in trail:
                raise StoreError(
                    path,
                    f"actors {current}",
                    "its affiliations lead back to itself",
                    "correct one of them",
                )
            trail[current] = None
            current = records.actors[current].affiliation
        settled.update(trail)
