"""`quoth analyse`: who stands where, who agrees with whom, who is heard, in the statements."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from quoth.basics.exits import Exit
from quoth.basics.places import FilePath
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer, shown
from quoth.cli.querying import found_by
from quoth.formats.cells import guard
from quoth.formats.outgoing.files import refusal, write_bytes
from quoth.formats.outgoing.reports import WRITTEN, WrittenReport
from quoth.presenting.reports.as_table import csv_lines, text_lines
from quoth.presenting.reports.pictures import PlotsMissingError
from quoth.query.analysis.asking import Asked
from quoth.query.analysis.options import (
    Aggregation,
    AnalysisError,
    By,
    DateBasis,
    Every,
    Kernel,
    Link,
    Norm,
    Once,
    Who,
)
from quoth.query.analysis.views import VIEWS, report_of

if TYPE_CHECKING:
    from quoth.presenting.reports.report import Report
    from quoth.query.seam import StoreQueries

_DESCRIPTION: Final = """\
Counts the statements that a query finds (default: all), and says who stands where. NAME is one of

{}

Without --json or --csv, prints tables; `quoth help analysis` has the formulas and their sources."""
_Words = type[Who | Once | DateBasis | By | Aggregation | Norm | Link | Kernel | Every]
_CHOICES: Final[Mapping[str, tuple[_Words, str]]] = {
    "who": (Who, "who holds a position: the speaker, whom they speak for, or their home"),
    "once": (Once, "how often the same position counts (default: once per source)"),
    "dates": (DateBasis, "which date of a statement counts"),
    "by": (By, "what a row is"),
    "agg": (Aggregation, "how a number is computed"),
    "norm": (Norm, "what a number is divided by"),
    "link": (Link, "how one actor's statements concern another"),
    "kernel": (Kernel, "how a coding's weight falls off in a window"),
    "every": (Every, "how far a window moves"),
}  # fmt: skip
"""The options that are one of a few words, each with its words and what it is for."""


def describe(command: argparse.ArgumentParser) -> None:
    """Describe `quoth analyse`."""
    lines = "\n".join(f"  {name:<9} {view.purpose}" for name, view in VIEWS.items())
    command.description = _DESCRIPTION.format(lines)
    command.add_argument("name", metavar="NAME", help="what is analysed")
    command.add_argument("query", nargs="*", metavar="QUERY", help="as with find")
    for name, (words, about) in _CHOICES.items():
        command.add_argument(
            f"--{name}", choices=[*map(str, words)], metavar="HOW",
            help=f"{about}: {', '.join(words)}",
        )  # fmt: skip
    for name, metavar, about in (
        ("group", "NAME", "group those heard by kind, role, country, tag, home or an attribute"),
        ("event", "EVENT", "an event by its id or title, or a day"),
        ("against", "QUERY", "the statements to compare with (default: all others)"),
    ):
        command.add_argument(f"--{name}", metavar=metavar, help=about)
    for name, about in (
        ("camps", "into how many camps"),
        ("days", "how many days before and after the event"),
        ("size", "how many periods a window spans"),
    ):
        command.add_argument(f"--{name}", type=_number, metavar="N", help=about)
    command.add_argument("--limit", type=_number, metavar="N", help="how many rows, 0 for all")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one value, for another program")
    form.add_argument("--csv", action="store_true", help="tables; a matrix as DNA writes it")
    for name, about in (
        ("html", "a report: tables, picture, and the statements of each number"),
        ("svg", "a picture (needs the extra “plots”)"),
        ("png", "a picture (needs the extra “plots”)"),
        ("graphml", "the network: signed weights, camps, frequencies, attributes"),
    ):
        command.add_argument(f"--{name}", metavar="FILE", help=f"write {about}")
    command.add_argument("--force", action="store_true", help="replace existing files")


def _number(text: str) -> int:
    """Read how many are wanted."""
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise argparse.ArgumentTypeError(f"“{text}” isn't a whole number from 0")
    return int(text)


def analyse(
    store: StoreQueries, path: FilePath, printer: Printer, options: argparse.Namespace
) -> Exit:
    """Print an analysis of the statements that a query finds, or write it to files.

    Raises:
        RefusedError: the query can't be understood, or the analysis can't be made as asked.
    """
    try:
        asked = _asked(options)
        found = found_by(store, printer, options.query)
        report = report_of(options.name, store, found, asked)
    except AnalysisError as error:
        raise RefusedError(str(error)) from None
    if options.graphml and not report.nodes:
        raise RefusedError(f"{report.name} has no network; matrix, agree, camps and about have one")
    outputs = outputs_of(options, path)
    if outputs:
        return write_report(WrittenReport(report, store.corpus, path), outputs, printer)
    print_report(printer, report, options)
    return Exit.DONE if any(table.rows for table in report.tables) else Exit.NOTHING


def outputs_of(options: argparse.Namespace, path: FilePath) -> Mapping[str, str]:
    """Return the files that a report is to be written to, by their forms.

    Raises:
        RefusedError: one is there already, or is the store.
    """
    found = {name: output for name in WRITTEN if (output := getattr(options, name, None))}
    for output in found.values():
        refused = refusal(output, path, force=options.force)
        if refused is not None:
            more = "; --force replaces it" if refused.is_taken else ""
            raise RefusedError(refused.reason + more)
    return found


def write_report(report: WrittenReport, outputs: Mapping[str, str], printer: Printer) -> Exit:
    """Write a report to files, each in a form.

    Raises:
        RefusedError: it is a picture, and what draws isn't installed.
    """
    for form, output in outputs.items():
        try:
            write_bytes(output, report.pieces(form))
        except PlotsMissingError as error:
            raise RefusedError(str(error)) from None
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else error
            printer.say(f"quoth: {output}: it can't be written ({why})")
            return Exit.OUTPUT
        printer.say(f"quoth: {report.report.name} written to {output}")
    return Exit.DONE


def _asked(options: argparse.Namespace) -> Asked:
    """Return what is asked for.

    Raises:
        AnalysisError: there is no such analysis, or it has no use for an option.
    """
    view = VIEWS.get(options.name)
    if view is None:
        raise AnalysisError(
            f"there is no analysis “{options.name}”; write one of {', '.join(VIEWS)}"
        )
    given = {
        name: value for name in Asked._fields if (value := getattr(options, name, None)) is not None
    }
    for name in given:
        if name not in view.options:
            known = ", ".join(f"--{one}" for one in view.options)
            raise AnalysisError(f"{options.name} has no use for --{name}; it knows {known}")
    made: dict[str, Any] = {
        name: _CHOICES[name][0](value) if name in _CHOICES else value
        for name, value in given.items()
    }
    return Asked(**made)


def print_report(printer: Printer, report: Report, options: argparse.Namespace) -> None:
    """Print a report in the form that is asked for."""
    if options.json:
        printer.line(shown_json(report.data))
    elif options.csv:
        _print_data(printer, csv_lines(report, guard))
    else:
        for line in text_lines(report, _columns(printer)):
            printer.line(shown(line))


def shown_json(data: object) -> str:
    """Return a value in JSON, on one line."""
    return json.dumps(data, ensure_ascii=True, allow_nan=False)


def _columns(printer: Printer) -> int:
    """Return how wide lines may be: as the terminal, or as wide as they are in a pipe."""
    from shutil import get_terminal_size  # noqa: PLC0415  # for those who see it

    return get_terminal_size().columns if printer.is_terminal else 1_000


def _print_data(printer: Printer, lines: Iterator[str]) -> None:
    """Print lines as they are in UTF-8; where a person reads them, neutral."""
    if printer.is_terminal:
        for line in lines:
            printer.line(shown(line.rstrip("\r\n")))
        return
    for line in lines:
        printer.data(line.encode("utf-8", "replace"))
