"""Who took which position on what, when: read from the columns of an index, once per quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from quoth.basics.dates import EARLIEST, LATEST
from quoth.index.corpus import Corpus
from quoth.query.changes.deciding import (
    ChangeVerdict,
    PositionChange,
    PositionOccasion,
    decide,
    once,
)
from quoth.query.families.finder import FamilyFinder
from quoth.store.facets import Facet
from quoth.store.model import ActorKind, Position, Status

_VERDICTS: Final = {verdict: place for place, verdict in enumerate(ChangeVerdict)}
_PERSON: Final = str(ActorKind.PERSON)


class TakenPosition(NamedTuple):
    """One statement's position on one topic."""

    row: int
    topic: str
    position: Position
    voices: tuple[int, ...]
    """The numbers of who speaks, and for whom."""
    source: int
    first: int
    last: int


class PositionHistory(NamedTuple):
    """What an actor said on a topic over time."""

    who: int
    """The number of the actor."""
    topic: str
    change: PositionChange
    occasions: tuple[PositionOccasion, ...]
    """Once per utterance, the earliest first; neutral ones left out."""
    neutral: int
    """Statements that take no side."""
    drafts: int
    """Statements that haven't been reviewed yet, and don't count."""
    papers: int
    """Sources of the statements that count."""
    people: tuple[int, ...] = ()
    """Who spoke for an organisation; empty if the actor is a person."""
    changed_people: tuple[int, ...] = ()
    """Those of them whose own position changed."""

    @property
    def rows(self) -> Sequence[int]:
        """The statements that tell of it, the earliest first, each once."""
        return list(dict.fromkeys(row for one in self.occasions for row in one.rows))

    @property
    def is_same_person(self) -> bool | None:
        """Whether one of several people changed their mind; nothing if it isn't about several."""
        if len(self.people) < 2 or self.change.verdict is ChangeVerdict.SAME:
            return None
        return bool(self.changed_people)


def histories(corpus: Corpus, finder: FamilyFinder, rows: Iterable[int]) -> list[PositionHistory]:
    """Return the positions that some statements take, by actor and topic, certain changes first.

    An organisation has those of all who belong to it, where they are several.
    """
    taken = list(_taken(corpus, rows))
    drafts = frozenset(_drafts(corpus))
    family = _families(finder, [one.row for one in taken if one.row not in drafts])
    cells: dict[tuple[int, str], list[TakenPosition]] = defaultdict(list)
    speaking: dict[tuple[int, str], set[int]] = defaultdict(set)
    for one in taken:
        for voice in one.voices:
            for place, who in enumerate(corpus.lineages[voice]):
                cell = cells[who, one.topic]
                if not cell or cell[-1] is not one:
                    cell.append(one)
                if place:
                    speaking[who, one.topic].add(voice)
    kinds = corpus.kinds
    found: dict[tuple[int, str], PositionHistory] = {}
    for (who, topic), cell in cells.items():
        history = _history(who, topic, cell, drafts, family)
        if history is not None:
            found[who, topic] = history
    for key, voices in speaking.items():
        people = sorted(one for one in voices if kinds[one] in ("", _PERSON))
        if key in found and len(people) > 1:
            changed = [one for one in people if _has_changed(found.get((one, key[1])))]
            found[key] = found[key]._replace(people=tuple(people), changed_people=tuple(changed))
    return sorted(found.values(), key=lambda one: _order(corpus, one))


def _has_changed(history: PositionHistory | None) -> bool:
    """Tell whether an actor's own position changed, with exceptions or without."""
    return history is not None and history.change.verdict in (
        ChangeVerdict.CHANGED,
        ChangeVerdict.EXCEPTIONS,
    )


def _order(corpus: Corpus, one: PositionHistory) -> tuple[int, int, float, str, str]:
    """Return by what histories are listed: certain ones, many papers, evenly split first."""
    return (
        _VERDICTS[one.change.verdict], -one.papers, -_split(one.occasions),
        corpus.actor_ids[one.who], one.topic,
    )  # fmt: skip


def _split(occasions: Sequence[PositionOccasion]) -> float:
    """Return how evenly positions are split: 0 all on one side, 1 as many on each."""
    support = sum(one.position is Position.SUPPORT for one in occasions)
    size = len(occasions)
    return 1 - abs(2 * support - size) / size if size else 0.0


def _history(
    who: int,
    topic: str,
    cell: Sequence[TakenPosition],
    drafts: frozenset[int],
    family: Mapping[int, int],
) -> PositionHistory | None:
    """Return what an actor said on a topic; `None` if they took no side."""
    counted = [one for one in cell if one.row not in drafts]
    sided = [one for one in counted if one.position is not Position.NEUTRAL]
    if not sided:
        return None
    occasions = _occasions(sided, family)
    neutral = len({one.row for one in counted if one.position is Position.NEUTRAL})
    waiting = len({one.row for one in cell} - {one.row for one in counted})
    papers = len({one.source for one in sided})
    return PositionHistory(
        who, topic, decide(occasions), tuple(occasions), neutral, waiting, papers
    )


def _occasions(sided: Sequence[TakenPosition], family: Mapping[int, int]) -> list[PositionOccasion]:
    """Return positions once per utterance, in however many papers, the earliest first."""
    tellings: dict[tuple[int, Position], list[PositionOccasion]] = defaultdict(list)
    for one in sided:
        told = PositionOccasion(one.position, one.first, one.last, (one.row,))
        tellings[family.get(one.row, -1 - one.row), one.position].append(told)
    found = [occasion for group in tellings.values() for occasion in once(group)]
    return sorted(found, key=lambda one: (one.first, one.last, one.rows))


def _families(finder: FamilyFinder, rows: Sequence[int]) -> dict[int, int]:
    """Return by which number the family of each row goes, of those that have one."""
    return {row: number for number, one in enumerate(finder.rows(set(rows))) for row in one}


def _taken(corpus: Corpus, rows: Iterable[int]) -> Iterator[TakenPosition]:
    """Yield the positions that some statements take."""
    by_piece: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        by_piece[corpus.place_of(row)].append(row)
    for place, own in sorted(by_piece.items()):
        piece = corpus.pieces[place]
        values = list(corpus.value_numbers(piece.part, Facet.STANCE))
        stances, actors, sources = map(piece.part.column, (Facet.STANCE, Facet.ACTOR, Facet.SOURCE))
        for row in own:
            local = row - piece.start
            for number in stances.set_of(local):
                position, _, topic = values[number].partition(":")
                source = next(iter(sources.set_of(local)), -1)
                voices = tuple(actors.set_of(local))
                yield TakenPosition(
                    row, topic, Position(position), voices, source, *_days(corpus, row)
                )


def _days(corpus: Corpus, row: int) -> tuple[int, int]:
    """Return the first and the last day of a row; all days where none is known."""
    first, last = corpus.span(row)
    return (first, last) if first <= last else (EARLIEST, LATEST)


def _drafts(corpus: Corpus) -> Iterator[int]:
    """Yield the rows that haven't been reviewed, or that were rejected."""
    for status in (Status.DRAFT, Status.REJECTED):
        yield from corpus.rows_of([Facet.STATUS], str(status))
