"""Changes that would leave a store invalid are refused before anything is written."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from quoth.editing.current import Current, record_id_of, reference_to, references
from quoth.editing.errors import EditError
from quoth.store.alike import AlikeEdits
from quoth.store.errors import FieldError
from quoth.store.journal import JournalEdit
from quoth.store.links import LINKS
from quoth.store.parsing import Document, is_key
from quoth.store.reading import check_changed, check_filled, fields_changed, read_record
from quoth.store.scanning import LONGEST

_MOST: Final = LONGEST - (1 << 16)
"""Bytes of the largest record: readers take one line, or record, of 32 MiB; the rest is for names
that an export adds."""
_SURELY_SHORT: Final = _MOST // 16
"""Characters of texts of which no record is too large, whatever has to be escaped in them."""
_NO_LINKS: Final[Mapping[str, str]] = {}
_WHAT: Final = {
    "actors": "actor", "sources": "source", "topics": "topic", "statements": "statement",
}  # fmt: skip


def check(current: Current, edits: Sequence[JournalEdit]) -> None:
    """Refuse edits that, made together, would leave the store invalid.

    Raises:
        EditError: for the first thing that is wrong.
    """
    changed = [_changed(edit) for edit in edits]
    checks = _Checks()
    for edit, fields in zip(edits, changed, strict=True):
        if edit.after is not None:
            checks.check(edit, fields)
    after = _After(current, edits)
    for edit, fields in zip(edits, changed, strict=True):
        if edit.after is not None:
            after.check_id(edit)
            after.check_references(edit, fields)
    after.check_left_behind()
    after.check_circles(edits)


def check_alike(current: Current, edits: AlikeEdits) -> bool:
    """Refuse edits that would leave the store invalid, and tell whether that is all to look at.

    A store is valid before a change, and of one that leaves ids alone only what it puts in, and
    takes out, can make it invalid. So the first record of each difference tells for all.

    Returns:
        No where a record may be too large: each is to be looked at.

    Raises:
        EditError: for the first thing that is wrong.
    """
    keys, _, starts, ends, which = edits.columns
    first = dict(zip(reversed(which), range(len(which) - 1, -1, -1), strict=True))
    check(current, [edits[place] for place in sorted(first.values())])
    largest = max(end - start for start, end in zip(starts, ends, strict=True))
    added = max(_length(one.now) for one in edits.differences)
    return largest + added <= _SURELY_SHORT and all(map(is_key, keys))


def _changed(edit: JournalEdit) -> Document:
    """Return the fields of a record that weren't so before: many edits change one of many."""
    if edit.difference is not None:
        return edit.difference.now
    after = edit.after or {}
    return after if edit.before is None else fields_changed(edit.before, after)


class _Checks:
    """Checks documents; what many records get alike is looked at once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lengths: dict[int, int] = {}
        """The length of the texts of each difference that was found sound in a statement."""

    def check(self, edit: JournalEdit, changed: Document) -> None:
        """Refuse a document with some changed fields if it isn't a valid record.

        Raises:
            EditError: it isn't.
        """
        if not is_key(edit.key):
            raise EditError(f"{_name(edit)}: its key “{edit.key}” isn't a number from 1")
        try:
            length = self._length(edit, changed)
        except FieldError as error:
            raise EditError(f"{_name(edit)}: {error.problem}; {error.remedy}") from None
        if edit.before is None or edit.place is None:
            length = _length(edit.after)
        else:
            # What was there takes a byte each at least where the record stands.
            length += edit.place.end - edit.place.start
        if length > _SURELY_SHORT:
            size = _size(edit.after)
            if size > max(_MOST, _size(edit.before)):
                problem = "a record would be longer than 32 MiB; split its text"
                raise EditError(f"{edit.table}: {problem}")

    def _length(self, edit: JournalEdit, changed: Document) -> int:
        """Return how many characters there are in the texts of changed fields, if they are valid.

        Raises:
            FieldError: the record would not be valid with them.
        """
        assert edit.after is not None  # noqa: S101  # a deleted record has no document
        known = self._lengths.get(id(edit.difference))
        if known is not None:
            check_filled(edit.after)
            return known
        if edit.before is None:
            read_record(edit.table, edit.after, edit.key)
            return 0
        check_changed(edit.table, edit.after, edit.key, changed)
        length = sum(map(_length, changed.values()))
        if edit.table == "statements" and edit.difference is not None:
            self._lengths[id(edit.difference)] = length
        return length


def _length(value: object) -> int:
    """Return how many characters there are in the texts of a value."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_length, value.values()))
    return sum(map(_length, value)) if isinstance(value, list) else 0


def _size(document: Document | None) -> int:
    """Return how many bytes a document takes in a file."""
    text = json.dumps(document, ensure_ascii=False)
    return len(text.encode("utf-8", "surrogatepass"))


def _name(edit: JournalEdit) -> str:
    """Return what a record is called."""
    document = edit.after or edit.before or {}
    return f"{edit.table} {record_id_of(document, edit.key)}"


class _After:
    """The store as it will be."""

    def __init__(self, current: Current, edits: Sequence[JournalEdit]) -> None:
        """Take what is there, and what is changed."""
        self._current = current
        self._edits = edits
        self._gone: defaultdict[str, set[str]] = defaultdict(set)
        """The ids that no record of a table will have any more."""
        self._there: defaultdict[str, dict[str, str]] = defaultdict(dict)
        """The keys of the records of a table that are changed or added, by id."""
        for edit in edits:
            table, key, before, after, _, _ = edit
            if before is not None:
                self._gone[table].add(record_id_of(before, key))
            if after is not None:
                there, record_id = self._there[table], record_id_of(after, key)
                if record_id in there:
                    raise EditError(f"{_name(edit)} would appear twice; choose another id")
                there[record_id] = key
        for table, ids in self._there.items():
            self._gone[table].difference_update(ids)
        self._known: dict[tuple[str, str], bool] = {}
        """What was asked for, since many edits refer to the same."""

    @cached_property
    def _edited(self) -> set[tuple[str, str]]:
        """The table and the key of all that is changed."""
        return {(edit.table, edit.key) for edit in self._edits}

    def has(self, table: str, record_id: str) -> bool:
        """Tell whether there will be a record of an id."""
        which = (table, record_id)
        found = self._known.get(which)
        if found is None:
            found = self._known[which] = record_id in self._there[table] or (
                record_id not in self._gone[table]
                and self._current.find(table, record_id) is not None
            )
        return found

    def check_id(self, edit: JournalEdit) -> None:
        """Refuse an id that another record has."""
        assert edit.after is not None  # noqa: S101
        if edit.before is not None and edit.before.get("id") == edit.after.get("id"):
            return  # it is its own already
        record_id = record_id_of(edit.after, edit.key)
        if edit.before is not None and record_id == record_id_of(edit.before, edit.key):
            return
        other = self._current.find(edit.table, record_id)
        if (
            other is not None
            and other[0] != edit.key
            and (edit.table, other[0]) not in self._edited
        ):
            raise EditError(f"{_name(edit)} already exists; choose another id")

    def check_references(self, edit: JournalEdit, changed: Document) -> None:
        """Refuse a reference that leads nowhere; those that stay led somewhere before."""
        assert edit.after is not None  # noqa: S101
        if edit.before is not None and LINKS.get(edit.table, _NO_LINKS).keys().isdisjoint(changed):
            return  # where they lead is gone only if `check_left_behind` refuses it
        for table, ids in references(edit.table, edit.after).items():
            for record_id in ids:
                if not self.has(table, record_id):
                    raise EditError(f"{_name(edit)}: there is no {_WHAT[table]} “{record_id}”")

    def check_left_behind(self) -> None:
        """Refuse to do away with ids that others refer to."""
        gone = {table: ids for table, ids in self._gone.items() if ids and table in _WHAT}
        if not gone:
            return
        within = (
            reference_to(gone, edit.table, edit.key, edit.after)
            for edit in self._edits
            if edit.after
        )
        found = next(filter(None, within), None) or self._current.referring(gone, self._edited)
        if found is not None:
            what = f"{_WHAT[found.target]} “{found.target_id}”"
            raise EditError(f"{found.table} {found.record_id} refers to {what}")

    def check_circles(self, edits: Sequence[JournalEdit]) -> None:
        """Refuse an affiliation that leads back to where it began."""
        homes = {
            record_id_of(edit.after, edit.key): edit.after.get("affiliation") or ""
            for edit in edits
            if edit.table == "actors" and edit.after is not None
        }
        for start in homes:
            seen, actor = {start}, self._home(start, homes)
            while actor:
                if actor in seen:
                    raise EditError(f"actors {start}: its affiliation leads back to itself")
                seen.add(actor)
                actor = self._home(actor, homes)

    def _home(self, actor: str, homes: Mapping[str, object]) -> str:
        """Return whom an actor will belong to."""
        if actor in homes:
            return str(homes[actor])
        found = self._current.find("actors", actor)
        return str(found[1].get("affiliation") or "") if found is not None else ""
