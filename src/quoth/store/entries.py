"""What was changed together, as a journal has it: in memory, and in JSON.

Of a change of very many records no more is written than the fields that it changes: all else of
them is where they stand. So a hundred thousand records are a few megabytes, and soon on the disk.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from quoth.store.differing import Difference, Differences
from quoth.store.parsing import Document, is_key

TABLES: Final = (
    "actors", "sources", "topics", "events", "statements", "checks", "wordings", "meta",
)  # fmt: skip
_FARTHEST: Final = 1 << 62
"""The last byte that a file may have."""


MANY: Final = 100
"""Records of a change from which on no more is written of each than what is changed."""
_TOGETHER: Final = 1_000
"""Records that are written at once."""
_ABSENT: Final = object()
"""Stands for a field that isn't there."""


class Extent(NamedTuple):
    """Where a record, key and all, stands in the store's file: bytes from one up to another."""

    start: int
    end: int


class JournalEdit(NamedTuple):
    """One record's change: added where it was nothing before, deleted where it is nothing after."""

    table: str
    key: str
    before: Document | None
    after: Document | None
    place: Extent | None = None
    """Where it stood before, in the version that the journal is of, if that is known."""
    difference: Difference | None = None
    """What is another in it, where that was worked out."""

    @property
    def is_any(self) -> bool:
        """Whether the record is another afterwards."""
        if self.difference is not None:
            return self.difference.is_any
        return self.before != self.after


class JournalEntry(NamedTuple):
    """What was changed together."""

    label: str
    """What it does, in words."""
    edits: Sequence[JournalEdit]
    by: str = ""
    """Which program wrote it: a name of its own for each that runs."""
    who: str = ""
    """Who made the change: the coder's name, as far as it is known."""


class PartialEdit(JournalEdit):
    """One record's change of which only the fields that it changes are known, and the record's id.

    What the record is besides is to be read where it stands.
    """

    __slots__ = ()


class EditsInColumns(Sequence[JournalEdit]):
    """Edits that are held, and written, without an object for each."""

    @abstractmethod
    def in_json(self, texts: "DocumentTexts") -> Iterator[str]:
        """Yield them as the journal has them, with a comma between two, some at a time."""


def with_differences(edits: Sequence[JournalEdit]) -> list[JournalEdit]:
    """Return edits with the difference of each record that was there and stays, worked out once."""
    of = Differences().of
    return [
        JournalEdit(table, key, before, after, place, of(before, after))
        if before is not None and after is not None and known is None
        else edit
        for edit in edits
        for table, key, before, after, place, known in (edit,)
    ]


class UnfitError(ValueError):
    """A record is not what a change of it says it was."""


def completed(
    edits: Sequence[JournalEdit], find: Callable[[PartialEdit], Document | None]
) -> Sequence[JournalEdit]:
    """Return edits with all of each record, where only some fields of it are known.

    Args:
        edits: the edits.
        find: returns the record as it was before; nothing if there is none.

    Raises:
        UnfitError: it wasn't what the edit says.
    """
    if not any(type(edit) is PartialEdit for edit in edits):
        return edits
    made = []
    for edit in edits:
        if isinstance(edit, PartialEdit):
            document, was, now = find(edit), edit.before or {}, edit.after or {}
            if document is None or any(
                document.get(name, _ABSENT) != was.get(name, _ABSENT) for name in (*was, *now)
            ):
                raise UnfitError(f"{edit.table} {edit.key} is not what it says it was")
            after = {
                name: value for name, value in document.items() if name not in was or name in now
            }
            after.update(now)
            made.append(JournalEdit(edit.table, edit.key, document, after, edit.place))
        else:
            made.append(edit)
    return made


def place_of(found: object) -> Extent:
    """Return the place of a record.

    Raises:
        ValueError: it is none.
    """
    if isinstance(found, list) and len(found) == 2 and all(type(one) is int for one in found):
        place = Extent(*found)
        if 0 <= place.start < place.end <= _FARTHEST:
            return place
    raise ValueError("a record's place isn't one")


def entry_of(found: dict[str, object]) -> JournalEntry:
    """Return the entry of a line."""
    label, by, edits = found["label"], found.get("by", ""), found["edits"]
    who = found.get("who", "")
    if not (all(isinstance(one, str) for one in (label, by, who)) and isinstance(edits, list)):
        raise ValueError("a change isn't one")  # damaged alike
    return JournalEntry(str(label), [_written(edit) for edit in edits], str(by), str(who))


def _written(found: object) -> JournalEdit:
    """Return one record's change.

    Raises:
        KeyError: a field is missing.
        ValueError: a field is something else.
    """
    if not isinstance(found, dict):
        raise ValueError("a record's change isn't an object")  # noqa: TRY004  # damaged alike
    is_partial = "of" in found
    table, key = found["of" if is_partial else "table"], found["key"]
    if table not in TABLES:
        raise ValueError("a change is in no table of a store")
    if not (isinstance(key, str) and is_key(key)):
        raise ValueError("a record's key isn't a number from 1")
    if is_partial:
        was, now = _document(found, "was"), _document(found, "now")
        return PartialEdit(table, key, was or {}, now or {}, place_of(found["place"]))
    place = place_of(found["place"]) if "place" in found else None
    return JournalEdit(table, key, _document(found, "before"), _document(found, "after"), place)


def _document(found: dict[str, object], name: str) -> Document | None:
    """Return a record, or nothing where there was none."""
    document = found.get(name)
    if document is not None and not isinstance(document, dict):
        raise ValueError(f"“{name}” isn't a record")  # damaged alike
    return document


class DocumentTexts:
    """What documents are in JSON, in one line of ASCII; each is made once, however often asked for.

    A change of many records is written twice, into the journal and into what takes it back.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[int, tuple[str, object]] = {}
        """The text of each by its identity, and the document, which so keeps that."""
        self._fields: dict[tuple[int, int], tuple[tuple[str, str] | None, Document, Document]] = {}
        self._told: dict[int, tuple[tuple[str, str] | None, Difference]] = {}
        """What is told of a difference, but for the id, by its identity."""
        self._differences = Differences()

    def of(self, document: object) -> str:
        """Return a document, or what is in one, in JSON.

        Raises:
            ValueError: there is no JSON for a number in it.
        """
        found = self._made.get(id(document))
        if found is None:
            found = self._made[id(document)] = _compact(document), document
        return found[0]

    def fields(
        self, before: Document, after: Document, difference: Difference | None = None
    ) -> tuple[str, str] | None:
        """Return the fields that a change changes, as they were and as they will be, each in JSON.

        The id of the record is among them. Nothing is returned where those alone don't tell all:
        the order of the fields, or that one is empty and was not there.

        Args:
            before: the record as it was.
            after: the record as it will be.
            difference: what is another in it, where that is at hand.
        """
        which = (id(before), id(after))
        found = self._fields.get(which)
        if found is None:
            told = self._all_of(before, difference or self._differences.of(before, after))
            found = self._fields[which] = told, before, after
        return found[0]

    def _all_of(self, before: Document, difference: Difference) -> tuple[str, str] | None:
        """Return what `fields` does."""
        told = self.told(difference)
        if told is None or "id" not in before or "id" in difference.was:
            return told and (f"{{{told[0]}}}", f"{{{told[1]}}}")
        own = f'"id":{self.value(before["id"])}'
        was, now = told
        return f"{{{own}{',' * bool(was)}{was}}}", f"{{{own}{',' * bool(now)}{now}}}"

    def told(self, difference: Difference) -> tuple[str, str] | None:
        """Return the fields of a difference, before and after, as they stand in an object in JSON.

        Nothing is returned where it is more than `dict.get` and `==` tell.
        """
        found = self._told.get(id(difference))
        if found is None:
            found = self._told[id(difference)] = self._of_difference(difference), difference
        return found[0]

    def _of_difference(self, difference: Difference) -> tuple[str, str] | None:
        """Return what `told` does."""
        was, now, is_in_order = difference
        names = dict.fromkeys((*was, *now))
        if not is_in_order or any(was.get(name) == now.get(name) for name in names):
            return None
        first, second = (
            ",".join([f"{name_in_json(name)}:{self.value(value)}" for name, value in some.items()])
            for some in (was, now)
        )
        return first, second

    def value(self, value: object) -> str:
        """Return a value in JSON."""
        return name_in_json(value) if isinstance(value, str) else self.of(value)


def pieces_of(entry: JournalEntry, texts: DocumentTexts) -> Iterator[bytes]:
    """Yield an entry as JSON has it, some edits at a time: there may be very many."""
    who: dict[str, object] = {"who": entry.who} if entry.who else {}
    head = dumped({"label": entry.label, "by": entry.by, **who})
    yield head[:-1] + b',"edits":['
    if isinstance(entry.edits, EditsInColumns):
        yield from map(str.encode, entry.edits.in_json(texts))
        yield b"]}"
        return
    write = _in_short if len(entry.edits) >= MANY else _as_json
    for first in range(0, len(entry.edits), _TOGETHER):
        some = ",".join([write(edit, texts) for edit in entry.edits[first : first + _TOGETHER]])
        yield ("," * bool(first) + some).encode("ascii")
    yield b"]}"


_compact: Final = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def dumped(made: dict[str, object]) -> bytes:
    """Return an object in JSON."""
    return _compact(made).encode("ascii")


def name_in_json(name: str) -> str:
    """Return a name or a number that is a text in JSON, soon where nothing in it is escaped."""
    return f'"{name}"' if name.isascii() and name.isalnum() else _compact(name)


def _as_json(edit: JournalEdit, texts: DocumentTexts) -> str:
    """Return an edit in JSON."""
    table, key, before, after, place, _ = edit
    made = f'{{"table":{name_in_json(table)},"key":{name_in_json(key)}'
    if before is not None:
        made += f',"before":{texts.of(before)}'
    if after is not None:
        made += f',"after":{texts.of(after)}'
    if place is not None:
        made += f',"place":[{place.start:d},{place.end:d}]'
    return made + "}"


def _in_short(edit: JournalEdit, texts: DocumentTexts) -> str:
    """Return an edit in JSON with no more than the fields that it changes, where those tell all.

    It names its table otherwise, so that programs that don't know of this refuse it.
    """
    table, key, before, after, place, difference = edit
    if before is None or after is None or place is None:
        return _as_json(edit, texts)
    fields = texts.fields(before, after, difference)
    if fields is None:
        return _as_json(edit, texts)
    start, end = place
    return (
        f'{{"of":{name_in_json(table)},"key":{name_in_json(key)},"was":{fields[0]},'
        f'"now":{fields[1]},"place":[{start:d},{end:d}]}}'
    )
