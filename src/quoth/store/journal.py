"""The journal beside a store: what was changed, and is not yet in the store's own file.

To rewrite a large store for every small change would take seconds. So a change is one line, which
is on the disk before anybody is told that it is kept; now and then the lines are folded into the
file (`folding`), and the journal is gone.

The file `NAME.journal` has a line each: a checksum, a blank, and an object in JSON. The first names
the version of the store that the others change, by a fingerprint: on any other they are refused.
Whoever is interrupted leaves half a line at the end, of which nobody was told: it is passed over.
A line `folded` names the version that the fold is about to put in place, so that whoever finds both
the new file and the journal knows that nothing is left to do.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import json
import os
import stat
import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final, NamedTuple

from quoth.basics import files
from quoth.basics.places import FilePath
from quoth.store.errors import StoreError
from quoth.store.file import journal_path
from quoth.store.parsing import LARGEST, Document, is_key
from quoth.store.replacing import sync_folder

_VERSION: Final = 1
TABLES: Final = (
    "actors", "sources", "topics", "events", "statements", "checks", "wordings", "meta",
)  # fmt: skip
_FARTHEST: Final = 1 << 62
"""The last byte that a file may have."""


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


class JournalEntry(NamedTuple):
    """What was changed together."""

    label: str
    """What it does, in words."""
    edits: Sequence[JournalEdit]
    by: str = ""
    """Which program wrote it: a name of its own for each that runs."""
    who: str = ""
    """Who made the change: the coder's name, as far as it is known."""


class JournalContents(NamedTuple):
    """What a journal holds."""

    base: str
    """The fingerprint of the version that is changed."""
    ends: dict[str, Extent]
    """Where the last record of each table stands in it, as far as is known."""
    entries: list[JournalEntry]
    folded: str
    """The fingerprint of the version with all this in it, if it was about to be put in place."""
    length: int
    """How many bytes are whole lines."""
    name: str = ""
    """What tells the journal from one that was there before; nothing in those of old versions."""


def fingerprint(size: int, checks: Sequence[int]) -> str:
    """Return what tells a version of a store's file from all others.

    `checks` are the checksums of its chunks, which an index keeps: so it costs nothing to have.
    """
    digest = sha256(f"{size}:".encode())
    digest.update(b"".join(check.to_bytes(4, "little") for check in checks))
    return digest.hexdigest()[:32]


def read_journal(store: FilePath) -> JournalContents | None:
    """Return what the journal of a store holds; nothing where there is none.

    Raises:
        StoreError: it can't be read, or is damaged elsewhere than at its end.
    """
    path = journal_path(store)
    try:
        data = files.whole(path, LARGEST, may_end_in_hole=True)
    except FileNotFoundError:
        return None
    except files.UnfitFileError as error:
        raise StoreError(
            path, "", f"the journal can't be read: {error.problem}",
            "move it away to go on without the changes in it",
        ) from None  # fmt: skip
    except OSError as error:
        raise StoreError(
            path, "", f"the journal can't be read ({error.strerror})", "see who may read it"
        ) from None
    return _contents(path, data)


def _contents(path: str, data: bytes) -> JournalContents | None:
    """Return what the bytes of a journal hold; nothing where not even its first line is whole."""
    base, folded, name, length = "", "", "", 0
    ends: dict[str, Extent] = {}
    entries: list[JournalEntry] = []
    try:
        for found, end in _objects(data):
            length = end
            if not base:
                if found.get("journal") != _VERSION:
                    raise _unknown(path)
                base = _filled(found, "base")
                ends = _ends(found["ends"])
                name = str(found.get("name", ""))
            elif "folded" in found:
                folded = _filled(found, "folded")
            else:
                entries.append(_entry(found))
    except KeyError as error:
        raise _damaged(path, length, f"there is no {error}") from None
    except (ValueError, RecursionError) as error:
        raise _damaged(path, length, str(error)) from None
    return JournalContents(base, ends, entries, folded, length, name) if base else None


def unusable(path: FilePath, problem: str) -> StoreError:
    """Return the error for a journal whose changes can't be applied to the store beside it."""
    return StoreError(path, "", problem, "move it away to go on without the changes in it")


def _damaged(path: str, length: int, reason: str) -> StoreError:
    """Return the error for a journal of which only the first bytes can be read."""
    return unusable(path, f"the journal is damaged after {length} bytes ({reason})")


def _filled(found: dict[str, object], name: str) -> str:
    """Return a text that a line has to have.

    Raises:
        KeyError: it has none.
        ValueError: it is empty, or something else.
    """
    text = found[name]
    if not isinstance(text, str) or not text:
        raise ValueError(f"“{name}” isn't a text")
    return text


def _ends(found: object) -> dict[str, Extent]:
    """Return where the last record of each table stands."""
    if not isinstance(found, dict):
        raise ValueError("it doesn't say where the tables end")  # noqa: TRY004  # damaged alike
    return {table: _place(place) for table, place in found.items()}


def _place(found: object) -> Extent:
    """Return the place of a record.

    Raises:
        ValueError: it is none.
    """
    if isinstance(found, list) and len(found) == 2 and all(type(one) is int for one in found):
        place = Extent(*found)
        if 0 <= place.start < place.end <= _FARTHEST:
            return place
    raise ValueError("a record's place isn't one")


def _objects(data: bytes) -> Iterator[tuple[dict[str, object], int]]:
    """Yield the object of each line, and where the line ends; half a line ends it.

    A line may be as long as a store: it is not copied.

    Raises:
        ValueError: a line is damaged though others follow.
    """
    start = 0
    view = memoryview(data)
    while start < len(data):
        end = data.find(b"\n", start) + 1
        line = view[start : end - 1] if end else view[start:]
        if not end or not _is_whole(line):
            if end and end < len(data):
                raise ValueError("a line is not what was written")
            return
        found = json.loads(str(line[9:], "ascii"))
        if not isinstance(found, dict):
            raise ValueError("a line isn't an object")  # noqa: TRY004  # damaged alike
        yield found, end
        start = end


def _is_whole(line: memoryview) -> bool:
    """Tell whether a line is what was written."""
    try:
        return len(line) > 9 and int(bytes(line[:8]), 16) == zlib.crc32(line[9:])
    except ValueError:
        return False


def _entry(found: dict[str, object]) -> JournalEntry:
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
    table, key = found["table"], found["key"]
    if table not in TABLES:
        raise ValueError("a change is in no table of a store")
    if not (isinstance(key, str) and is_key(key)):
        raise ValueError("a record's key isn't a number from 1")
    place = _place(found["place"]) if "place" in found else None
    return JournalEdit(table, key, _document(found, "before"), _document(found, "after"), place)


def _document(found: dict[str, object], name: str) -> Document | None:
    """Return a record, or nothing where there was none."""
    document = found.get(name)
    if document is not None and not isinstance(document, dict):
        raise ValueError(f"“{name}” isn't a record")  # damaged alike
    return document


def _unknown(path: str) -> StoreError:
    """Return the error for a journal of a later version of this program."""
    return StoreError(
        path, "", "the journal was written by a newer quoth", "open the store with that one"
    )


class DocumentTexts:
    """What documents are in JSON, in one line of ASCII; each is made once, however often asked for.

    A change of many records is written twice, into the journal and into what takes it back.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[int, tuple[str, Document]] = {}
        """The text of each by its identity, and the document, which so keeps that."""

    def of(self, document: Document) -> str:
        """Return a document in JSON.

        Raises:
            ValueError: there is no JSON for a number in it.
        """
        found = self._made.get(id(document))
        if found is None:
            found = self._made[id(document)] = _compact(document), document
        return found[0]


class Journal:
    """The journal of a store, to be written by whoever holds the store's lock."""

    def __init__(self, store: FilePath) -> None:
        """Name the store."""
        self.path = journal_path(store)
        self._store = store

    def begin(self, base: str, ends: dict[str, Extent], name: str = "") -> int:
        """Begin a journal for a version of the store, and return how many bytes it has.

        It may be read by those who may read the store.

        Args:
            base: the fingerprint of the version.
            ends: where the last record of each table stands in it, as far as is known.
            name: a name that no other journal of the store has.

        Raises:
            OSError: it can't be written.
        """
        mode = stat.S_IMODE(os.stat(self._store).st_mode)
        os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, mode))
        length = self._write(0, {"journal": _VERSION, "base": base, "ends": ends, "name": name})
        sync_folder(os.path.dirname(self.path))
        return length

    def append(self, length: int, entry: JournalEntry, texts: DocumentTexts | None = None) -> int:
        """Put an entry behind so many bytes, and return how many there are then, on the disk.

        `texts` keeps what the records are in JSON, for whoever needs that too.

        Raises:
            OSError: it can't be written; nothing is changed then.
        """
        return self._write_line(length, _pieces(entry, texts or DocumentTexts()))

    def settle(self, length: int, folded: str) -> None:
        """Record the fingerprint of the version that the fold is about to write."""
        self._write(length, {"folded": folded})

    def end(self) -> None:
        """Do away with the journal: all that is in it is in the store's file."""
        os.unlink(self.path)
        sync_folder(os.path.dirname(self.path))

    def _write(self, length: int, made: dict[str, object]) -> int:
        """Write an object behind so many bytes, as a line."""
        return self._write_line(length, [_dumped(made)])

    def _write_line(self, length: int, pieces: Iterable[bytes]) -> int:
        """Write a line behind so many bytes, durably; what was there of half a line is gone."""
        line = bytearray(9)
        for piece in pieces:
            line += piece
        with memoryview(line) as view:
            checksum = zlib.crc32(view[9:])
        line[:9] = b"%08x " % checksum
        line += b"\n"
        descriptor = os.open(self.path, os.O_WRONLY | _BINARY)
        try:
            os.ftruncate(descriptor, length)
            try:
                _write_whole(descriptor, line, length)
                os.fsync(descriptor)
            except OSError:
                os.ftruncate(descriptor, length)
                raise
        finally:
            os.close(descriptor)
        return length + len(line)


# Whoever may write beside a store must not have us write elsewhere: no link is followed.
_BINARY: Final = (
    getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
)


def _write_whole(descriptor: int, data: bytearray, start: int) -> None:
    """Write all of some bytes from a place on."""
    os.lseek(descriptor, start, os.SEEK_SET)
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _pieces(entry: JournalEntry, texts: DocumentTexts) -> Iterator[bytes]:
    """Yield an entry as JSON has it, edit by edit: there may be very many."""
    who: dict[str, object] = {"who": entry.who} if entry.who else {}
    head = _dumped({"label": entry.label, "by": entry.by, **who})
    yield head[:-1] + b',"edits":['
    for place, edit in enumerate(entry.edits):
        yield (b",%s" if place else b"%s") % _as_json(edit, texts).encode("ascii")
    yield b"]}"


_compact: Final = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


def _dumped(made: dict[str, object]) -> bytes:
    """Return an object in JSON."""
    return _compact(made).encode("ascii")


def name_in_json(name: str) -> str:
    """Return a name or a number that is a text in JSON, soon where nothing in it is escaped."""
    return f'"{name}"' if name.isascii() and name.isalnum() else _compact(name)


def _as_json(edit: JournalEdit, texts: DocumentTexts) -> str:
    """Return an edit in JSON."""
    table, key, before, after, place = edit
    made = f'{{"table":{name_in_json(table)},"key":{name_in_json(key)}'
    if before is not None:
        made += f',"before":{texts.of(before)}'
    if after is not None:
        made += f',"after":{texts.of(after)}'
    if place is not None:
        made += f',"place":[{place.start:d},{place.end:d}]'
    return made + "}"
