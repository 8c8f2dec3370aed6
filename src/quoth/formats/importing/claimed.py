"""Which statement of a store a reviewed claim is, where the review itself tells for certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from quoth.basics.text import words
from quoth.formats.importing.known import StoreView
from quoth.presenting.verbatim import quotations_of
from quoth.store.model import Kind, Statement, Status

_Words = tuple[str, ...]


class ClaimedStatements:
    """Finds the statements of a claimant that have the very words of a claim.

    A name that several actors share, or words that differ, decide nothing: then a person links the
    check to its statement.
    """

    def __init__(self, known: StoreView) -> None:
        """Take what the store has."""
        self._known = known
        self._of_speaker = lru_cache(maxsize=64)(self._said_by)

    def ids(self, claim: str, claimant: str) -> Sequence[str]:
        """Return the ids of the claimant's statements in a claim's words; none if in doubt."""
        found = self._by_name.get(tuple(words(claimant)), ())
        return self._of_speaker(found[0]).get(tuple(words(claim)), ()) if len(found) == 1 else ()

    @cached_property
    def _by_name(self) -> Mapping[_Words, Sequence[str]]:
        """The ids of actors, by each of their names."""
        found: defaultdict[_Words, list[str]] = defaultdict(list)
        for actor in self._known.actors.values():
            for name in {tuple(words(one)) for one in (actor.name, *actor.aliases)} - {()}:
                found[name].append(actor.id)
        return found

    def _said_by(self, speaker: str) -> Mapping[_Words, Sequence[str]]:
        """Return the ids of an actor's statements, by what is verbatim in them."""
        found: defaultdict[_Words, list[str]] = defaultdict(list)
        for statement in self._known.statements_by(speaker):
            if statement.status is not Status.REJECTED:
                for one in {tuple(words(text)) for text in _verbatim(statement)} - {()}:
                    found[one].append(statement.id)
        return found


def _verbatim(statement: Statement) -> Sequence[str]:
    """Return the texts of a statement that are verbatim."""
    if statement.kind is Kind.DIRECT:
        return [statement.quote]
    if statement.kind is Kind.INDIRECT:
        return []
    return [statement.quote[start:end] for start, end in quotations_of(statement.quote)]
