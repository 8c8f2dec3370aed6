"""The entry point: words of a shell into one command, and what went wrong into an exit code."""

from __future__ import annotations

import argparse
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from quoth import __version__
from quoth.cli.exits import Exit
from quoth.cli.printing import Printer, shown, standard_printer
from quoth.segment.layout import Damaged
from quoth.store import Location, Origin, StoreError, locate

_DESCRIPTION = "Explore who said what, when. Without a command, opens the explorer."
_EPILOG = """\
The store is the one that --store names, else $QUOTH_STORE, else your own in the platform's data
directory, else the bundled sample.

exit codes: 0 found or done, 1 nothing matched, 2 wrong usage, 3 the store is unreadable or invalid,
74 the output can't be written, 130 interrupted"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    gc.disable()  # a command is short, and what it makes it needs; the explorer sees to itself
    try:
        return _main(arguments)
    finally:
        gc.enable()


def run() -> NoReturn:
    """Run the command of this process, and end it.

    Nothing is left to be done by then: to take everything apart would take as long as a search.
    """
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _main(arguments: Sequence[str] | None) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    options, unknown = parser.parse_known_args(
        _with_words_marked(sys.argv[1:] if arguments is None else arguments)
    )
    if unknown and (options.command != "find" or any(map(_is_option, unknown))):
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    if options.command == "find":
        options.query = [word.removeprefix(_WORD) for word in (*options.query, *unknown)]
    printer = standard_printer()
    sample = "sample" in options
    if sample and "store" in options:
        parser.error("--sample and --store name two different stores")
    location = locate(getattr(options, "store", None), os.environ, sample=sample)
    try:
        if options.command is None:
            return _explore(location, printer)
        if hasattr(signal, "SIGPIPE"):
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        try:
            code = _run(options, location, printer)
        except Damaged:  # what was kept of the store is no more, and is made anew
            code = _run(options, location, printer)
        printer.flush()
    except StoreError as error:
        printer.say(f"quoth: {error}")
        return Exit.STORE
    except OSError as error:
        printer.give_up()
        printer.say(f"quoth: the output can't be written ({error.strerror})")
        return Exit.OUTPUT
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    return code


def _run(options: argparse.Namespace, location: Location, printer: Printer) -> Exit:
    """Run a command that prints. Each imports what it alone needs."""
    # ruff: noqa: PLC0415
    from quoth.cli.waiting import Waiting
    from quoth.opening import open_corpus

    if location.origin is Origin.SAMPLE and "sample" not in options:
        printer.say("quoth: this is the sample store; --store names another")
    with Waiting(printer, location.path) as waiting:
        corpus = open_corpus(location.path, progress=waiting.progress, wait=waiting.wait)
    match options.command:
        case "find":
            from quoth.cli.find import Options, find

            wanted = Options(options.limit, options.json, options.explain)
            return find(corpus, printer, options.query, wanted)
        case "show":
            from quoth.cli.show import show

            return show(corpus, printer, options.id, as_json=options.json)
        case "actors":
            from quoth.cli.actors import actors

            return actors(corpus, printer, options.limit, as_json=options.json)
        case "timeline":
            from quoth.cli.timeline import timeline

            return timeline(corpus, printer, options.by, as_json=options.json)
        case _:
            from quoth.cli.stats import stats

            return stats(corpus, printer, location, as_json=options.json)


def _explore(location: Location, printer: Printer) -> int:
    """Open the explorer, where there is a terminal to open it on."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        printer.say(
            "quoth: the explorer needs a terminal; try `quoth find WORDS` or `quoth --help`"
        )
        return Exit.USAGE
    if os.environ.get("TERM") in ("dumb", "unknown"):
        printer.say("quoth: this terminal can't show the explorer; try `quoth find WORDS`")
        return Exit.USAGE
    from quoth.tui import explore

    return explore(location)


_WORD: Final = "\0"
"""Marks a word that is no option though it begins with a dash; no shell can pass this sign."""


def _with_words_marked(arguments: Sequence[str]) -> Sequence[str]:
    """Mark what `quoth find` is not to find, such as `-nato`, so that it is no option."""
    if "find" not in arguments:
        return arguments
    first = arguments.index("find") + 1
    last = arguments.index("--") if "--" in arguments[first:] else len(arguments)
    return [
        f"{_WORD}{argument}" if first <= place < last and _excludes(argument) else argument
        for place, argument in enumerate(arguments)
    ]


def _excludes(argument: str) -> bool:
    """Tell whether an argument is one of a query: what is not to be found."""
    return (
        argument.startswith("-") and not argument.startswith("--") and argument not in ("-", "-h")
    )


def _is_option(argument: str) -> bool:
    """Tell whether an argument was meant as an option."""
    return argument.startswith("--")


def _limit(text: str) -> int:
    """Read how many results are wanted."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"“{text}” isn't a whole number from 0")
    return min(int(text), sys.maxsize)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are neutral: what is typed may come out of a store too."""

    def error(self, message: str) -> NoReturn:
        super().error(shown(message.replace(_WORD, "")))


def _parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    store = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    store.add_argument("--store", metavar="FILE", help="the store to read")
    store.add_argument("--sample", action="store_true", help="read the bundled sample store")
    output = _Parser(add_help=False, parents=[store])
    output.add_argument("--json", action="store_true", default=False, help="one object a line")
    parser = _Parser(
        prog="quoth",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        parents=[store],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"quoth {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", prog="quoth")

    find = commands.add_parser("find", parents=[output], help="search quotes, misspelt or not")
    find.add_argument(
        "query", nargs="+", metavar="QUERY",
        help="words, a \"phrase\", by:name, topic:name, said:2025-03, -not, OR, ( )",
    )  # fmt: skip
    find.add_argument(
        "--explain", action="store_true", help="say why each statement matched, and what it cost"
    )
    show = commands.add_parser("show", parents=[output], help="one statement, its whole record")
    show.add_argument("id", metavar="ID")
    actors = commands.add_parser("actors", parents=[output], help="who speaks, and how often")
    for command, limit in ((find, 20), (actors, 0)):
        command.add_argument(
            "--limit", type=_limit, default=limit, metavar="N",
            help=f"how many at most, 0 for all (default: {limit})",
        )  # fmt: skip
    timeline = commands.add_parser("timeline", parents=[output], help="how much was said when")
    timeline.add_argument(
        "--by", choices=("day", "week", "month", "year", "decade"), help="what a line stands for"
    )
    commands.add_parser("stats", parents=[output], help="what the store holds, in numbers")
    return parser


if __name__ == "__main__":
    run()
