"""Whose colour is whose: a few actors have one, the same in the list, in a lane and in a chain."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.tui.look.looks import ACTOR_ROLES


class ActorColours:
    """The colours of the actors who speak most; actors that are filtered by keep theirs."""

    def __init__(self) -> None:
        """Start without actors."""
        self._roles: dict[str, str] = {}

    def assign(self, speakers: Sequence[str]) -> None:
        """Give the first of some actors a colour each."""
        self._roles = dict(zip(speakers, ACTOR_ROLES, strict=False))

    @property
    def are_given(self) -> bool:
        """Whether any actor has a colour yet."""
        return bool(self._roles)

    def role(self, actor: str, otherwise: str = "") -> str:
        """Return the role of an actor's colour, or another one where they have none."""
        return self._roles.get(actor, otherwise)
