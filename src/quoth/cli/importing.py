"""`quoth import`: files of other formats into a store, all of them in one change or none."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Final

from quoth.basics.counting import counted
from quoth.basics.exits import Exit
from quoth.cli.asking import ask, can_ask
from quoth.cli.desk import StoreSession
from quoth.cli.exits import RefusedError
from quoth.cli.pipes import as_files
from quoth.cli.printing import Printer, shown
from quoth.cli.waiting import Waiting
from quoth.cli.wording_hints import added_ids, say_wordings
from quoth.formats.importing.known import NOTHING
from quoth.formats.importing.plan import (
    FormatError,
    ImportReport,
    KnownCorpus,
    Plan,
    StoreView,
    plan,
    understood,
)
from quoth.formats.importing.reporting import Duplicate
from quoth.formats.importing.resolving import Duplicates

_SHOWN: Final = 20
_SHORT: Final = 70
_ONE: Final = {
    "actors": "actor", "sources": "source", "topics": "topic", "events": "event", "checks": "check",
}  # fmt: skip
_QUESTION: Final = "add them too: all, none, or one by one? [a/n/o] "


def import_files(desk: StoreSession, printer: Printer, options: argparse.Namespace) -> Exit:
    """Import files, or only say what that would do."""
    try:
        with as_files(options.words, as_it_comes=bool(options.encoding)) as paths:
            if options.dry_run:
                _print_mappings(printer, paths, options)
            found = _planned(desk, printer, paths, options)
        if not options.dry_run and options.duplicates == Duplicates.ASK and can_ask():
            found = _asked(printer, found)
    except FormatError as error:
        raise RefusedError(str(error)) from None
    except KeyboardInterrupt:
        printer.say("quoth: interrupted; nothing was imported")
        raise
    report = found.report
    _tell(printer, report)
    added: list[str] = []
    if not options.dry_run and found.change.edits:
        added = added_ids(desk.commit(found.change).edits)
    if options.json:
        printer.record(_as_record(report))
    code = _ended(printer, report, options)
    if added:
        say_wordings(desk.shown, printer, added)
    return code


def _planned(
    desk: StoreSession, printer: Printer, paths: Sequence[str], options: argparse.Namespace
) -> Plan:
    """Return what is to be imported.

    Raises:
        FormatError: a file can't be read, or what was typed can't be understood.
    """
    known: StoreView = NOTHING if desk.is_new else KnownCorpus(desk.corpus)
    with Waiting(printer, paths[0]) as waiting:
        return plan(
            paths, known, format=options.format, maps=options.map,
            defaults=_defaults(options.default), strict=options.strict,
            dates=options.dates, encoding=options.encoding,
            duplicates=options.duplicates, progress=waiting.progress,
        )  # fmt: skip


def _defaults(texts: Sequence[str]) -> Mapping[str, str]:
    """Read the defaults, `field=value`, for rows without a value."""
    made = {}
    for text in texts:
        field, equals, value = text.partition("=")
        if not equals or not field.strip():
            raise RefusedError(f"“{text}” isn't a default; write field=value")
        made[field.strip()] = value
    return made


# Messages.


def _print_mappings(printer: Printer, paths: Sequence[str], options: argparse.Namespace) -> None:
    """Print how each file is understood."""
    for path in paths:
        kind, mapping = understood(path, options.format, options.map, options.encoding)
        if not options.json:
            printer.line(printer.strong(f"{shown(path)}: {kind}"))
            for line in mapping.told() if mapping else [f"every field of {kind} is imported"]:
                printer.wrapped(shown(line), "  ")


def _tell(printer: Printer, report: ImportReport) -> None:
    """Say what can't be imported, and what should be checked."""
    for bad in report.bad[:_SHOWN]:
        printer.say(f"quoth: {bad}")
    if report.bad_count > _SHOWN:
        printer.say(f"quoth: and {report.bad_count - _SHOWN:,} more rows that can't be imported")
    for remark in report.remarks[:_SHOWN]:
        printer.say(f"quoth: {remark}")
    if len(report.remarks) > _SHOWN:
        printer.say(f"quoth: and {len(report.remarks) - _SHOWN:,} more remarks")
    for name in report.ambiguous[:_SHOWN]:
        printer.say(f"quoth: “{name}” is ambiguous; it becomes a new actor of that name")
    for actor in report.circles[:_SHOWN]:
        printer.say(f"quoth: {actor} would belong to itself; its affiliation is left out")


def _ended(printer: Printer, report: ImportReport, options: argparse.Namespace) -> Exit:
    """Say what was imported, and return the exit code."""
    added = report.added
    others = [
        counted(number, f"new {_ONE[table]}") for table, number in added.items()
        if number and table in _ONE
    ]  # fmt: skip
    what, more = counted(added["statements"], "statement"), ", ".join(others)
    if others:
        what = f"{what} ({more})" if added["statements"] else more
    asides = [
        f"{number:,} {words}"
        for number, words in (
            (report.same, "already there"),
            (report.repeated, "twice in the file" if report.repeated == 1 else "repeated"),
            (report.left_out, "left out as nearly the same"),
            (sum(one.edit is not None for one in report.duplicates), "nearly the same as others"),
            (report.bad_count, "that can't be imported"),
            (len(report.unstated), "confirmed, as they have no status"),
        )
        if number
    ]
    is_any = any(added.values())
    start = "would import" if options.dry_run else "imported"
    line = f"{start} {what}" if is_any else "nothing new"
    line = ": ".join((line, ", ".join(asides))) if asides else line
    if options.dry_run and not options.json:
        printer.line(line)
    else:
        taken_back = "; `quoth undo` takes it back" if is_any and not options.dry_run else ""
        printer.say(f"quoth: {line}{taken_back}")
    if is_any or report.same or report.repeated or report.left_out:
        return Exit.DONE
    return Exit.USAGE if report.bad_count else Exit.NOTHING


def _as_record(report: ImportReport) -> dict[str, object]:
    """Return what was found under stable names."""
    return {
        "added": dict(report.added),
        "same": report.same,
        "repeated": report.repeated,
        "left_out": report.left_out,
        "nearly_same": [
            {"line": one.line, "file": one.file, "quote": one.quote, "speaker": one.speaker,
             "other": one.other or None, "other_line": one.other_line or None,
             "score": round(one.score, 1), "added": one.edit is not None}
            for one in report.duplicates
        ],
        "without_status": len(report.unstated),
        "bad": report.bad_count,
        "bad_rows": [
            {"line": bad.line, "file": bad.file, "field": bad.field, "problem": bad.problem,
             "remedy": bad.remedy}
            for bad in report.bad
        ],
        "ambiguous": list(report.ambiguous),
        "remarks": [
            {"line": one.line, "file": one.file, "what": one.what, "text": one.text}
            for one in report.remarks
        ],
    }  # fmt: skip


# What a person is asked.


def _asked(printer: Printer, found: Plan) -> Plan:
    """Ask the user about statements that are nearly the same as others."""
    doubtful = [one for one in found.report.duplicates if one.edit is not None]
    if not doubtful:
        return found
    number = counted(len(doubtful), "statement")
    printer.say(f"quoth: {number} nearly the same as others, such as:")
    _show(printer, doubtful[0])
    answer = ask(printer, _QUESTION).casefold()[:1]
    if answer == "a":
        return found
    if answer == "o":
        doubtful = [one for one in doubtful if not _is_wanted(printer, one)]
    return found.without([one.edit for one in doubtful if one.edit is not None])


def _is_wanted(printer: Printer, one: Duplicate) -> bool:
    """Ask whether to add a statement that may be a duplicate."""
    _show(printer, one)
    return ask(printer, "add it too? [y/N] ").casefold() in ("y", "yes")


def _show(printer: Printer, one: Duplicate) -> None:
    """Say which statement may be which other one."""
    other = f"statement {one.other}" if one.other else f"line {one.other_line}: {one.other_quote}"
    printer.say(f"  line {one.line}, {one.speaker}: {_short(one.quote)}")
    printer.say(f"  {one.score:.0f} % like {_short(other)}")


def _short(text: str) -> str:
    """Return the beginning of a text."""
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
