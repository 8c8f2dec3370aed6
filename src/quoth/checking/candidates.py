"""Who may be one with whom, and what is proposed of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quoth.checking.names import Name, read
from quoth.store.model import ActorKind

_NOT_PERSONS = frozenset({ActorKind.ORGANISATION, ActorKind.STATE, ActorKind.GROUP})


class MergeCandidate(NamedTuple):
    """An actor, as far as it matters who else it may be."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind | None = None
    statements: int = 0
    """How many are theirs."""
    affiliation: str = ""
    wikidata: str = ""


class Proposal(NamedTuple):
    """Actors that seem to be one; a person accepts or declines."""

    ids: tuple[str, ...]
    """Two or more, the one to keep first."""
    score: float
    """How sure it is, from 0 to 1."""
    reason: str
    """Why, in a clause."""

    @property
    def keep(self) -> str:
        """The actor that the others would become."""
        return self.ids[0]


class ReadName(NamedTuple):
    """A candidate and how its name and its aliases read as a person's."""

    candidate: MergeCandidate
    names: tuple[Name, ...]
    """Full names first; none if it isn't a person."""

    @property
    def is_full(self) -> bool:
        """Whether a first name and a surname are known."""
        return bool(self.names) and bool(self.names[0].first)


def known(candidate: MergeCandidate) -> ReadName:
    """Return a candidate with the names it goes by."""
    if candidate.kind in _NOT_PERSONS:
        return ReadName(candidate, ())
    own = read(candidate.name)
    if own is None:
        return ReadName(candidate, ())
    others = [name for alias in candidate.aliases if (name := read(alias)) is not None]
    # The name counts before the aliases; but "Mr. Archer", alias "Ann Archer", is Ann Archer.
    names = sorted((own, *others), key=lambda name: not name.first)
    return ReadName(candidate, tuple(names))


def kept_first(members: Iterable[ReadName]) -> list[ReadName]:
    """Return members in the order in which one would keep them."""

    def rank(member: ReadName) -> tuple[object, ...]:
        candidate, names = member
        name = names[0] if names else None
        return (
            not candidate.wikidata,
            name is not None and not (name.is_plain and name.first),
            -candidate.statements,
            len(candidate.name),
            candidate.id,
        )

    return sorted(members, key=rank)


def agreeing(members: Sequence[ReadName]) -> list[ReadName]:
    """Return the members that aren't known to differ: none has another one's Wikidata item.

    If the members name two items, one that names none may be either: it is left out.
    """
    items = {member.candidate.wikidata for member in members} - {""}
    if len(items) < 2:
        return list(members)
    first = next(member.candidate.wikidata for member in members if member.candidate.wikidata)
    return [member for member in members if member.candidate.wikidata == first]


def proposal(members: Sequence[ReadName], score: float, reason: str) -> Proposal | None:
    """Return the proposal that members, the one to keep first, are one; nothing if none can be."""
    left = agreeing(members)
    if len(left) < 2 or left[0] is not members[0]:
        return None
    homes = {member.candidate.affiliation for member in left} - {""}
    sure = score if len(homes) < 2 else score * 0.8
    return Proposal(tuple(member.candidate.id for member in left), round(sure, 3), reason)
