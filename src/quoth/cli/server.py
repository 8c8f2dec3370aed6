"""`quoth new`, `quoth push` and `quoth pull`, for a store on a PostgreSQL server."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quoth.basics.exits import Exit
from quoth.basics.garbage import uncollected
from quoth.basics.places import FilePath
from quoth.basics.text import neutralise
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer, shown
from quoth.cli.waiting import Waiting
from quoth.editing.creating import obstacle
from quoth.index.opening import open_checked
from quoth.store import Location, Origin
from quoth.store.location import locate
from quoth.store.parsing import Tables
from quoth.store.reading import SCHEMA
from quoth.store.scanning import NotUnderstood, Scanner
from quoth.store.server.connecting import connect, is_server, shown_name
from quoth.store.server.migrating import check, make, right, role
from quoth.store.server.pulling import pull
from quoth.store.server.pushing import Sent, push, push_records

if TYPE_CHECKING:
    from quoth.index.corpus import Corpus
    from quoth.store.server.loading import NewRecord

_LINES: Final = (".jsonl", ".ndjson")
_COLUMNS: Final = ".parquet"
_GOES_ON: Final = "what was loaded before stays: correct it and push again, and it goes on there"


def begin_on_server(address: str, title: str | None, printer: Printer) -> Exit:
    """Begin an empty store in a database, with roles that people can be granted.

    Raises:
        RefusedError: the title isn't valid.
        StoreError: it can't be begun, or there is one.
    """
    name = shown_name(address)
    if title is not None and (not title.strip() or neutralise(title).text != title):
        raise RefusedError("the title is empty or has control characters; choose another")
    with connect(address) as connection:
        database = connection.info.dbname
        is_new, has_roles = make(connection, name)
        if not is_new:
            printer.say(f"quoth: brought the store on {shown(name)} up to date")
            return Exit.DONE
        called = title or database
        tables: Tables = {"meta": {"1": {"schema": SCHEMA, "title": called}}}
        push(connection, tables, called, name)
    printer.line(shown(name))
    printer.say(f"quoth: began an empty store, “{shown(called)}”; fill it with `quoth push`")
    if has_roles:
        printer.say(
            f"quoth: let people in by SQL: grant {shown(role(database, 'coder'))} to ann;"
            " (or …_reader, …_curator, …_owner)"
        )
    else:
        printer.say(
            "quoth: you may not make roles on this server, so the store is yours alone; to give"
            " others rights, have a role with CREATEROLE begin it"
        )
    return Exit.DONE


def push_store(location: Location, printer: Printer, options: argparse.Namespace) -> Exit:
    """Copy a store's whole file to a server.

    Raises:
        RefusedError: it isn't said which store.
        StoreError: it can't be read, or the server can't take it.
    """
    if is_server(options.file) and not is_server(options.address):
        options.address, options.file = options.file, options.address
    name = _named(options.address)
    path = location.path if options.file is None else locate(options.file, {}).path
    if os.fspath(path).endswith((*_LINES, _COLUMNS)):
        return _load(os.fspath(path), options.address, printer)
    if options.file is None and location.origin is Origin.SAMPLE and "sample" not in options:
        raise RefusedError("which store? name its file, or --sample for the sample")
    if is_server(path) or is_server(options.file):
        raise RefusedError("pull the store into a file first, and push that")
    with uncollected():
        many = _push(path, options.address, name, printer)
    printer.say(f"quoth: {many:,} records pushed to {shown(name)}")
    return Exit.DONE


def _push(path: FilePath, address: str, name: str, printer: Printer) -> int:
    """Send all that a store's file holds as it is read, and return how many records that is.

    Raises:
        StoreError: it isn't a valid store, the server can't take it, or it changed meanwhile.
    """
    with Waiting(printer, os.fspath(path)) as waiting:
        corpus = open_checked(path, progress=waiting.progress, wait=waiting.wait)
    scanner = Scanner(path, read=corpus.file.read)
    with (
        connect(address, seconds=0) as connection,
        Waiting(printer, name, "sending") as waiting,
    ):
        check(connection, name)

        def progress(_: int) -> None:
            waiting.progress(scanner.read, corpus.file.stamp.size)

        return push_records(connection, _scanned(scanner, corpus), corpus.title, name, progress)


def _scanned(scanner: Scanner, corpus: Corpus) -> Iterator[Sent]:
    """Yield the records of a store's file, which was opened and is valid.

    Raises:
        StoreError: it was written to meanwhile.
    """
    try:
        for table, key, document, _, _ in scanner.records():
            yield Sent(table, key, document)
    except NotUnderstood:
        raise corpus.file.changed() from None
    if not corpus.file.is_whole():
        raise corpus.file.changed()


def _load(path: str, address: str, printer: Printer) -> Exit:
    """Add the records of a file to a store on a server; go on where an earlier run ended.

    Raises:
        RefusedError: a line can't be taken; what comes before its piece is there.
        StoreError: as with `push_store`.
    """
    from quoth.formats.incoming.records import FormatError  # noqa: PLC0415  # for this alone
    from quoth.formats.outgoing.parquet import ArchiveMissingError  # noqa: PLC0415
    from quoth.store.server.loading import Loaded, load  # noqa: PLC0415

    name = shown_name(address)
    loaded = Loaded(0, 0)
    with connect(address, seconds=0) as connection, Waiting(printer, name, "sending") as waiting:
        check(connection, name)
        records = (_of_columns if path.endswith(_COLUMNS) else _of_lines)(path, waiting)
        try:
            for loaded in load(connection, records, Path(path).name, name):  # noqa: B007
                pass
        except FormatError as error:
            raise RefusedError(f"{error}; {_GOES_ON}") from None
        except ArchiveMissingError as error:
            raise RefusedError(str(error)) from None
    before = f", {loaded.were_there:,} of them by an earlier run" if loaded.were_there else ""
    printer.say(f"quoth: {loaded.records:,} records loaded into {shown(name)}{before}")
    return Exit.DONE


def _of_lines(path: str, waiting: Waiting) -> Iterator[NewRecord]:
    """Yield the records of JSON Lines."""
    from quoth.formats.incoming.own_lines import own_lines  # noqa: PLC0415  # for this alone
    from quoth.store.server.loading import NewRecord  # noqa: PLC0415

    whole = Path(path).stat().st_size if Path(path).exists() else 0
    for one in own_lines(path, lambda done: waiting.progress(done, whole)):
        if one.table != "meta":
            yield NewRecord(f"{path}: line {one.line}", one.table, one.document)


def _of_columns(path: str, waiting: Waiting) -> Iterator[NewRecord]:
    """Yield the statements of Parquet, each with what it names."""
    from quoth.formats.incoming.own_parquet import own_rows  # noqa: PLC0415  # for this alone
    from quoth.store.server.loading import NewRecord  # noqa: PLC0415

    for row, document, named in own_rows(path, waiting.progress):
        yield NewRecord(f"{path}: row {row}", "statements", document, named)


def pull_store(location: Location, printer: Printer, options: argparse.Namespace) -> Exit:
    """Write what the user may see of a store on a server to a file.

    Raises:
        RefusedError: there is something in the file's place.
        StoreError: the server can't be asked, or the file can't be written.
    """
    del location
    name = _named(options.address)
    path = locate(options.output, {}).path
    if problem := obstacle(path, name):
        raise RefusedError(problem)
    with connect(options.address, seconds=0) as connection, Waiting(printer, name) as waiting:
        check(connection, name)
        may = right(connection)
        many = pull(connection, path, name, waiting.progress).records
    printer.say(f"quoth: {many:,} records pulled into {shown(str(path))}")
    if may in ("coder", "reader"):
        printer.say(f"quoth: you are a {may} there; it holds only what you may see")
    return Exit.DONE


def _named(address: str) -> str:
    """Return what the store at an address goes by.

    Raises:
        RefusedError: it is none of a server.
    """
    if not is_server(address):
        raise RefusedError("which server? write postgres://USER@HOST/DATABASE")
    return shown_name(address)
