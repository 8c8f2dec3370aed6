"""What can be wrong with a store, said to a person in one line."""

from __future__ import annotations

from typing import Final, NamedTuple

from quoth.basics.places import FilePath
from quoth.basics.text import NEWLINE_SIGN, spell_out


class Spot(NamedTuple):
    """Where in a store's file something is wrong, as far as that is known."""

    table: str = ""
    key: str = ""
    line: int = 0


_NOWHERE: Final = Spot()


class StoreError(Exception):
    """A store that can't be read: where, what is wrong, and what to do about it.

    As a text it is one line. Text repeated from the file is spelt out, so that two ids that look
    alike can be distinguished, and nothing in them acts on a terminal.
    """

    def __init__(
        self, path: FilePath, where: str, problem: str, remedy: str, spot: Spot = _NOWHERE
    ) -> None:
        """Take the file, the place in words (or nothing), the problem and the remedy.

        The spot is the place once more, for those who look the record up.
        """
        self.path = path
        self.where = where
        self.problem = problem
        self.remedy = remedy
        self.spot = spot
        place = f"{path}: {where}" if where else str(path)
        super().__init__(spell_out(f"{place}: {problem}; {remedy}").replace("\n", NEWLINE_SIGN))


class Damaged(Exception):  # noqa: N818  # another copy is made: no error
    """The index of a store can't be trusted, and has to be rebuilt from the store."""


class FieldError(ValueError):
    """A field that can't be read; the caller adds the file and the record in a `StoreError`."""

    def __init__(self, problem: str, remedy: str) -> None:
        """Take the problem and the remedy, each a clause without a full stop."""
        self.problem = problem
        self.remedy = remedy
        super().__init__(problem)
