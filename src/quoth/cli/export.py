"""`quoth export`: statements into a file of another format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from quoth.basics.exits import Exit
from quoth.basics.places import FilePath
from quoth.basics.text import neutralise
from quoth.cli.find import typed
from quoth.cli.printing import Printer
from quoth.formats.outgoing.exporting import FORMATS, ExportFormat, encoded, format_of
from quoth.formats.outgoing.files import refusal, write
from quoth.formats.outgoing.parquet import ArchiveMissingError
from quoth.formats.outgoing.selection import Selection
from quoth.query import Choice, Query
from quoth.query.language.wording import remarks
from quoth.query.model import Sort
from quoth.query.seam import Finder, Found
from quoth.store.facets import Facet
from quoth.store.model import Status

_EVERY_STATUS: Final = tuple(Choice(Facet.STATUS, str(status)) for status in Status)


class ExportOptions(NamedTuple):
    """What to export, how, and where to."""

    format: str | None
    """A name of a format; nothing if the output's name says it."""
    output: str | None
    """A file; nothing for stdout."""
    force: bool
    """Whether the file may take another's place."""
    limit: int
    """How many statements at most; 0 is all."""
    sort: str | None


class _RefusedError(Exception):
    """What was asked for can't be done; the message is one line for a person."""


def export(
    store: Finder, at: FilePath, printer: Printer, arguments: Sequence[str], options: ExportOptions
) -> Exit:
    """Write what a query finds, or all there is, in a format; never over the store, `at` a path."""
    output = None if options.output == "-" else options.output
    try:
        wanted = _format(options.format, output)
        if output is not None:
            _check(output, at, force=options.force)
        else:
            _check_shown(printer, wanted)
        selection = _selection(store, arguments, options, wanted)
        pieces = wanted.pieces(selection)
    except (_RefusedError, ArchiveMissingError) as refused:
        printer.say(f"quoth: {refused}")
        return Exit.USAGE
    if not selection.rows:
        asked = " ".join(arguments)
        printer.say(f"quoth: nothing matches “{asked}”" if asked else "quoth: the store is empty")
        return Exit.NOTHING
    if output is None:
        _print(printer, pieces)
        return Exit.DONE
    try:
        write(output, pieces)
    except OSError as error:
        printer.say(f"quoth: {output}: it can't be written ({error.strerror})")
        return Exit.OUTPUT
    printer.say(f"quoth: {len(selection.rows):,} statements written to {output} as {wanted.name}")
    return Exit.DONE


def _format(name: str | None, output: str | None) -> ExportFormat:
    """Return the format that is asked for, or that the output's name stands for."""
    if name is not None:
        return FORMATS[name]
    found = format_of(output) if output else None
    if found is None:
        raise _RefusedError(f"which format? say --format with one of {', '.join(FORMATS)}")
    return found


def _check(output: str, store: FilePath, *, force: bool) -> None:
    """Refuse to write where something would be lost."""
    refused = refusal(output, store, force=force)
    if refused is not None:
        more = "; --force replaces it" if refused.is_taken else ""
        raise _RefusedError(refused.reason + more)


def _check_shown(printer: Printer, wanted: ExportFormat) -> None:
    """Refuse to show on a terminal what isn't text."""
    if printer.is_terminal and not wanted.is_text:
        raise _RefusedError(f"{wanted.name} isn't text; name a file with --output")


def _selection(
    store: Finder,
    arguments: Sequence[str],
    options: ExportOptions,
    wanted: ExportFormat,
) -> Selection:
    """Return the statements that are asked for, in order."""
    text = typed(arguments, store)
    # A full export has drafts too, if the format can mark them as drafts.
    everything = _EVERY_STATUS if wanted.has_status and not text.strip() else ()
    sort = Sort(options.sort) if options.sort else None
    found = store.find(Query(text, everything, sort=sort))
    if found.problems:
        raise _RefusedError("; ".join(remarks(one.message for one in found.problems)))
    by_speaker = wanted.is_by_speaker and not (options.sort or found.parsed.sort)
    rows = _rows(store, found, options.limit, by_speaker=by_speaker)
    is_whole = found.parsed.root is None and len(rows) == len(store.corpus)
    return Selection(store.corpus, rows, is_whole)


def _rows(store: Finder, found: Found, limit: int, *, by_speaker: bool) -> Sequence[int]:
    """Return the rows that were found, or the first of them, those of a speaker together if asked.

    Which are the first is for the query to say, however they are put together.
    """
    if not limit:
        return store.rows(found, Sort.SPEAKER if by_speaker else None)
    rows = store.rows(found)[:limit]
    corpus = store.corpus
    if not by_speaker:
        return rows
    return sorted(
        rows, key=lambda row: corpus.actors[corpus.statements[row].speaker].name.casefold()
    )


def _print(printer: Printer, pieces: Iterator[str] | Iterator[bytes]) -> None:
    """Print a file as it is, in UTF-8; where a person reads it, neutral."""
    if printer.is_terminal:
        for piece in pieces:
            printer.line(neutralise(str(piece), lines=True).text.removesuffix("\n"))
    else:
        for data in encoded(pieces):
            printer.data(data)
