"""Imported checks of claims, and the statements that they are of."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from quoth.basics.naming import Ids, given
from quoth.formats.importing.claimed import ClaimedStatements
from quoth.formats.importing.known import StoreView
from quoth.formats.importing.references import further
from quoth.formats.incoming.records import BadRow, IncomingCheck
from quoth.store.errors import FieldError
from quoth.store.parsing import Document
from quoth.store.reading import read_check
from quoth.store.writing import document

Place = int | str
"""A statement: its place among those that are added, or its id in the store."""


class CheckedClaims:
    """The checks of an import.

    Statements are numbered differently in each store, so a check finds its statements by their ids
    in the file. If it names one that isn't there, it isn't imported, and that is reported. A check
    that names none applies to what its claimant said in exactly the words of the claim.
    """

    def __init__(self, known: StoreView) -> None:
        """Take what the store has."""
        self.same = 0
        """How many are there already, the same in every field but the id."""
        self.repeated = 0
        """How many the files have again."""
        self._seen = {_mark(document(check)) for check in known.checks}
        self._taken: set[str] = set()
        self._claimed = ClaimedStatements(known)
        self._ids = Ids(frozenset(check.id for check in known.checks).__contains__)
        self._checks: list[tuple[IncomingCheck, str]] = []
        self._places: dict[tuple[str, str], Place] = {}

    def met(self, file: str, file_id: str, place: Place) -> None:
        """Take note of which statement an id of a file is."""
        if file_id:
            self._places.setdefault((file, file_id), place)

    def add(self, check: IncomingCheck, file: str) -> None:
        """Take in a check."""
        self._checks.append((check, file))

    def documents(self, added: Sequence[Document], ids: Ids) -> Iterator[Document | BadRow]:
        """Yield the checks that the store doesn't have, and those that can't be taken.

        Args:
            added: the statements that are added; one that is checked gets an id, if it has none.
            ids: gives ids to statements.
        """
        for check, file in self._checks:
            try:
                made = self._document(check, file, added, ids)
                read_check({"id": "new", **made})
            except KeyError as error:
                problem = f"there is no statement “{error.args[0]}” in the file"
                yield BadRow(check.line, "statements", problem, "add it to the file", file)
                continue
            except FieldError as error:
                yield BadRow(check.line, "", error.problem, error.remedy, file)
                continue
            mark = _mark(made)
            if mark in self._seen:
                self.same += 1
                continue
            if mark in self._taken:
                self.repeated += 1
                continue
            self._taken.add(mark)
            wanted = given(check.id)
            own = (
                self._ids.unique(wanted, "check")
                if wanted
                else self._ids.of_name(check.claim, "check")
            )
            yield {"id": own, **made}

    def _document(
        self, check: IncomingCheck, file: str, added: Sequence[Document], ids: Ids
    ) -> Document:
        """Return a check as a store has it, but for its id.

        Raises:
            KeyError: a statement isn't there.
        """
        made: Document = {"claim": check.claim}
        made["statements"] = [self._id(file, one, added, ids) for one in check.statements] or list(
            self._claimed.ids(check.claim, check.claimant)
        )
        skipped = {"claim", "id", "statements", "extra", "line"}
        for name, value in check._asdict().items():
            if name not in skipped:
                made[name] = list(value) if isinstance(value, tuple) else value
        made = {name: value for name, value in made.items() if value not in (None, "", [])}
        return made | further(check.extra, check._fields)

    def _id(self, file: str, file_id: str, added: Sequence[Document], ids: Ids) -> str:
        """Return the id of a statement of the file."""
        try:
            place = self._places[file, file_id]
        except KeyError:
            raise KeyError(file_id) from None
        if isinstance(place, str):
            return place
        statement = added[place]
        if "id" not in statement:
            own = ids.unique(f"statement-{file_id}", "statement")
            fields = {**statement}
            statement.clear()
            statement.update({"id": own, **fields})
        return str(statement["id"])


def _mark(made: Document) -> str:
    """Return what is equal for checks that say the same of the same statements."""
    return json.dumps({name: value for name, value in made.items() if name != "id"}, sort_keys=True)
