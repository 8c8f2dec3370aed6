"""Files of other formats into a change: first looked at, then planned. Nothing here is written."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from quoth.basics import files
from quoth.basics.places import FilePath
from quoth.formats.importing.completing import completer
from quoth.formats.importing.known import KnownCorpus, KnownRecords, StoreView
from quoth.formats.importing.reporting import Duplicate, ImportReport, Plan
from quoth.formats.importing.resolving import Duplicates, Resolver
from quoth.formats.incoming import brat
from quoth.formats.incoming.lines import guarded
from quoth.formats.incoming.mapping import ColumnMapping, chosen
from quoth.formats.incoming.prepared import prepared
from quoth.formats.incoming.records import (
    BadRow,
    Choices,
    FormatError,
    Incoming,
    IncomingActor,
    IncomingCheck,
    IncomingEvent,
    IncomingSource,
    IncomingStatement,
    IncomingStore,
    IncomingTopic,
    Record,
    Remark,
)
from quoth.formats.incoming.sniffing import READERS, ImportFormat, format_named, mapping_of, sniffed

__all__ = [
    "BadRow",
    "Duplicate",
    "Duplicates",
    "FormatError",
    "ImportFormat",
    "ImportPreview",
    "ImportReport",
    "KnownCorpus",
    "KnownRecords",
    "Plan",
    "StoreView",
    "plan",
    "preview",
]  # fmt: skip

Progress = Callable[[int, int], None]
"""Called with how many bytes were read, and of how many."""
_SHOWN: Final = 5
_TABLES: Final[Mapping[type, str]] = {
    IncomingActor: "actors", IncomingSource: "sources", IncomingTopic: "topics",
    IncomingEvent: "events", IncomingCheck: "checks",
    IncomingStatement: "statements", BadRow: "bad",
}  # fmt: skip


class ImportPreview(NamedTuple):
    """What a file holds, as it is understood."""

    format: ImportFormat
    mapping: ColumnMapping | None
    """Which columns go where; nothing in formats that leave no doubt."""
    first: Sequence[Record | BadRow]
    """The first of what it holds, with what stands in where it doesn't say."""
    counts: Mapping[str, int]
    """How many records of each table it holds, and how many rows are `bad`."""


def preview(  # noqa: PLR0913  # each a decision of whoever imports
    path: FilePath,
    format: str | None = None,  # noqa: A002  # what it is called on the command line
    maps: Sequence[str] = (),
    *,
    defaults: Mapping[str, str] | None = None,
    dates: str = "",
    encoding: str = "",
    shown: int = _SHOWN,
    progress: Progress | None = None,
) -> ImportPreview:
    """Return what a file holds.

    Raises:
        FormatError: it can't be read, or is of no format that is known.
    """
    first: list[Record | BadRow] = []
    counts: Counter[str] = Counter()
    meter = _Meter([path], progress)
    with prepared(path, encoding) as ready:
        kind = format_named(format, path) if format else sniffed(ready.path)
        choices = Choices(chosen(maps, path), dates, ready.codec)
        with closing(_records(ready.path, kind, choices, defaults or {}, meter)) as records:
            for record in records:
                if isinstance(record, IncomingStore | Remark):
                    continue
                counts[_TABLES[type(record)]] += 1
                if len(first) < shown:
                    first.append(record)
        mapping = mapping_of(ready.path, kind, choices.columns)
    return ImportPreview(kind, mapping, first, {table: counts[table] for table in _TABLES.values()})


def understood(
    path: FilePath,
    format: str | None = None,  # noqa: A002  # what it is called on the command line
    maps: Sequence[str] = (),
    encoding: str = "",
) -> tuple[ImportFormat, ColumnMapping | None]:
    """Return the format of a file, and which columns go where if it has columns.

    Raises:
        FormatError: it can't be read, or is of no format that is known.
    """
    with prepared(path, encoding) as ready:
        kind = format_named(format, path) if format else sniffed(ready.path)
        return kind, mapping_of(ready.path, kind, chosen(maps, path))


def plan(  # noqa: PLR0913  # each a decision of whoever imports
    paths: Sequence[FilePath],
    store: StoreView,
    *,
    format: str | None = None,  # noqa: A002  # what it is called on the command line
    maps: Sequence[str] = (),
    defaults: Mapping[str, str] | None = None,
    dates: str = "",
    encoding: str = "",
    strict: bool = False,
    duplicates: str = "ask",
    progress: Progress | None = None,
) -> Plan:
    """Return the change that imports files into a store, and what there is to know of it.

    Nothing is kept of it: who interrupts it leaves nothing behind.

    Raises:
        FormatError: a file can't be read, or is of no format that is known; or, if it is to be
            strict, a row can't be taken.
    """
    resolver = Resolver(store, Duplicates(duplicates))
    meter = _Meter(paths, progress)
    columns: list[str] = []
    has_words = True
    for path in paths:
        with prepared(path, encoding) as ready:
            kind = format_named(format, path) if format else sniffed(ready.path)
            choices = Choices(chosen(maps, path), dates, ready.codec)
            with closing(_records(ready.path, kind, choices, defaults or {}, meter)) as records:
                for record in chain(ready.remarks, records):
                    bad = resolver.add(record, str(path))
                    if strict and bad is not None:
                        raise _refusal(bad)
            mapping = mapping_of(ready.path, kind, choices.columns)
        if mapping is not None:
            columns += mapping.told()
            has_words = has_words and "quote" not in mapping.missing
        meter.next()
    found = resolver.plan()
    return found._replace(report=found.report._replace(columns=columns, has_words=has_words))


def _refusal(bad: BadRow) -> FormatError:
    """Return a row that can't be taken as the error that it is for who is strict."""
    named = f"“{bad.field}”: " if bad.field else ""
    return FormatError(bad.file, bad.line, named + bad.problem, bad.remedy)


def _records(
    path: FilePath,
    kind: ImportFormat,
    choices: Choices,
    defaults: Mapping[str, str],
    meter: "_Meter",
) -> Incoming:
    """Yield what a file holds, completed."""
    complete = completer(defaults, path)
    with closing(READERS[kind](path, choices, meter.told)) as records:
        yield from map(complete, records)


class _Meter:
    """How far files have been read."""

    def __init__(self, paths: Sequence[FilePath], progress: Progress | None) -> None:
        """Take the files, and whom to tell."""
        self._progress = progress
        self._sizes = [_size(path) for path in paths] if progress else []
        self._before = 0
        self._file = 0

    def told(self, done: int) -> None:
        """Take how much of the file at hand was read."""
        if self._progress is not None:
            whole = sum(self._sizes)
            self._progress(min(self._before + done, whole), whole)

    def next(self) -> None:
        """Turn to the next file."""
        if self._progress is not None:
            self._before += self._sizes[self._file]
            self._file += 1
            self.told(0)


def _size(path: FilePath) -> int:
    """Return how many bytes there are to be read of a file or a folder."""
    if files.is_folder(path):
        return brat.size_of(Path(path))
    return guarded(path, lambda: Path(path).stat().st_size)
