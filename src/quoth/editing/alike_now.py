"""Edits of very many statements, as they are to be made on what is there now, held as columns.

Those of an instruction are held so already. A history has of each statement what it was and what it
became, in the fields that were changed: each is read for what it is now.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from quoth.editing.alike import AlikeChanges, Gathering
from quoth.editing.changes import Edit
from quoth.editing.current import Current, likely_spans, record_id_of
from quoth.editing.errors import ConflictError
from quoth.editing.merging_fields import merged
from quoth.editing.outcomes import state_of
from quoth.store.alike import LEAST, AlikeEdits
from quoth.store.differing import Difference, Differences
from quoth.store.entries import DocumentTexts
from quoth.store.file_records import StatementsInFile
from quoth.store.parsing import Document

_WHOLE: Final = frozenset({"quote", "kind", "speaker", "source"})
"""Fields of which no change that is noted with no more than it changes has all."""


def alike_edits(current: Current, edits: Sequence[Edit], texts: DocumentTexts) -> AlikeEdits | None:
    """Return edits as they are to be made on what is there now; nothing where they aren't alike.

    Nothing is returned, either, where the store isn't just as the file has it that was read.

    Raises:
        StoreError: the store can't be read any more.
    """
    if len(edits) < LEAST or not current.is_as_in_file:
        return None
    if isinstance(edits, AlikeChanges):
        is_of_it = not edits.is_back and edits.edits.file is current.corpus.file
        found = edits.edits if is_of_it else None
    else:
        found = gathered(current, edits)
    return found if found is not None and found.is_short(texts) else None


def gathered(current: Current, edits: Sequence[Edit]) -> AlikeEdits | None:
    """Return edits as they are to be made on what is there now; nothing where they aren't alike.

    Nothing is returned, either, where a statement is gone, or was changed by others: who makes them
    one by one then says so.

    Raises:
        StoreError: the store can't be read any more.
    """
    wanted = _Wanted()
    numbers = [number for edit in edits if (number := wanted.number(edit)) is not None]
    if len(numbers) < len(edits):
        return None
    ids = [record_id_of(edit.before or {}, edit.key) for edit in edits]
    likely = likely_spans(current.corpus, ids)
    places = [place for place, spans in enumerate(likely) for _ in spans]
    rows = StatementsInFile(current.corpus.file, [one for spans in likely for one in spans])
    gathering = Gathering(len(edits))
    found: list[tuple[int, int]] = [(0, 0)] * len(edits)
    try:
        for which, key, document in rows.in_order_of_file():
            place = places[which]
            if key == edits[place].key and record_id_of(document, key) == ids[place]:
                found[place] = rows.spans[which]
                gathering.put(place, key, document, wanted.outcome(numbers[place], document))
    except ConflictError:
        return None
    if -1 in gathering.outcomes:
        return None
    return gathering.edits(current.corpus.file, found, wanted.differences)


class _Wanted:
    """What edits of a history come to; those that are alike are looked at once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.differences: list[Difference | None] = []
        """What is changed by each outcome; nothing where all is so already."""
        self._numbers: dict[str, int] = {}
        self._edits: list[tuple[Edit, Sequence[str]]] = []
        """The first edit of each kind, and the fields that it changes."""
        self._outcomes: dict[str, int] = {}
        self._of = Differences().of

    def number(self, edit: Edit) -> int | None:
        """Return the number of an edit's kind; nothing if it isn't one of such a change."""
        table, _, before, after = edit
        if table != "statements" or before is None or after is None:
            return None
        own = before.get("id")
        if own != after.get("id"):
            return None
        mark = f"{before}{after}" if own is None else f"{_but_id(before)}{_but_id(after)}"
        found = self._numbers.get(mark)
        if found is None:
            if before.keys() >= _WHOLE:
                return None
            found = self._numbers[mark] = len(self._edits)
            self._edits.append((edit, list(_but_id({**before, **after}))))
        return found

    def outcome(self, number: int, document: Document) -> int:
        """Return the number of what becomes of a statement by an edit of a kind.

        Raises:
            ConflictError: someone else changed it.
        """
        edit, fields = self._edits[number]
        mark = f"{number} {state_of(document, fields)}"
        found = self._outcomes.get(mark)
        if found is None:
            difference = self._of(document, merged(edit, document, "statement"))
            found = self._outcomes[mark] = len(self.differences)
            self.differences.append(difference if difference.is_any else None)
        return found


def _but_id(fields: Document) -> Document:
    """Return fields without the one that tells of which record they are."""
    return {name: value for name, value in fields.items() if name != "id"}
