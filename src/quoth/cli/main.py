"""The entry point: words of a shell into one command, and what went wrong into an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from quoth.basics.exits import Exit
from quoth.basics.places import FilePath
from quoth.cli.arguments import parsed
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer, end_with_the_pipe, shown, standard_printer
from quoth.cli.store_at_hand import location_of, queries, settings_if_any
from quoth.store import Location, Origin, StoreError
from quoth.store.errors import Damaged

if TYPE_CHECKING:
    from quoth.index.corpus import Corpus

# What one command does not need, it does not wait for.
# ruff: noqa: PLC0415


_TRIES: Final = 3
"""How often a store is asked whose index turns out to be wrong; the second time it is rebuilt."""
_EXPLORING: Final = (None, "pick")
_ABOUT_QUOTH: Final = ("config", "completion", "help")
_CHANGING: Final = (
    "add", "import", "intake", "edit", "tag", "rm", "merge", "split", "wording", "assign", "curate",
    "undo", "redo", "log"
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    if words and words[0] == "complete":  # called only by shells, at each tab
        from quoth.cli.completing import complete

        return complete(words[1:])
    options = parsed(words)
    printer = standard_printer()
    try:
        if options.command in _ABOUT_QUOTH:
            return _tell(options, printer)
        settings = settings_if_any()
        printer.dates = settings.dates if settings else printer.dates
        location = location_of(options, settings)
        if options.command in _EXPLORING:
            from quoth.cli.exploring import explore

            return explore(options, location, settings, printer)
        end_with_the_pipe()
        code = _run(options, location, printer)
        printer.flush()
    except RefusedError as error:
        printer.say(f"quoth: {error}")
        return error.code
    except StoreError as error:
        printer.say(f"quoth: {error}")
        return Exit.STORE
    except OSError as error:
        return _broken(error, printer)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    return code


def _broken(error: OSError, printer: Printer) -> Exit:
    """Say that a file can't be used, or where none is named, that the output can't be written."""
    reason = error.strerror or str(error)
    if error.filename is not None:
        printer.say(f"quoth: {shown(os.fsdecode(error.filename))}: it can't be used ({reason})")
        return Exit.OUTPUT
    printer.give_up()
    printer.say(f"quoth: the output can't be written ({reason})")
    return Exit.OUTPUT


def _tell(options: argparse.Namespace, printer: Printer) -> Exit:
    """Run a command that is about quoth itself, and about no store."""
    end_with_the_pipe()
    match options.command:
        case "config":
            from quoth.cli.config import config

            code = config(options, printer)
        case "completion":
            from quoth.cli.completion import script

            code = script(options.shell, printer)
        case _:
            from quoth.cli.topics import explain

            code = explain(options.topic, printer)
    printer.flush()
    return code


def _run(options: argparse.Namespace, location: Location, printer: Printer) -> Exit:
    """Run a command that prints, or changes a store."""
    if options.command == "new":
        from quoth.cli.new import begin

        return begin(location, printer, options)
    if options.command in ("push", "pull"):
        from quoth.cli.server import pull_store, push_store

        return (push_store if options.command == "push" else pull_store)(location, printer, options)
    if options.command in ("check", "backup", "restore"):
        return _keep_up(options, location, printer)
    if options.command in _CHANGING:
        return _change(options, location, printer)
    if location.origin is Origin.SAMPLE and "sample" not in options:
        printer.say("quoth: this is the sample; --store names another store")
    if location.server:
        from quoth.cli.on_server import read_copy

        read_copy(location, printer)
    if options.command == "find" and options.new:
        return _watch(options, location, printer)
    return _answer(options, location, printer)


def _watch(options: argparse.Namespace, location: Location, printer: Printer) -> Exit:
    """Print what a search finds that it didn't before, and remember it once it is printed."""
    from quoth.cli.watching import Watch

    options.watch = watch = Watch(location.path, " ".join(options.query))
    code = _answer(options, location, printer)
    printer.flush()
    return code if watch.keep(printer) else Exit.OUTPUT


def _answer(options: argparse.Namespace, location: Location, printer: Printer) -> Exit:
    """Run a command that reads a store; where its index is wrong, once more without it.

    Nothing is printed before it is certain that the index is right in all that it takes.

    Raises:
        StoreError: the store can't be read.
    """
    from quoth.index.opening import ASTRAY, check_index, forget

    cache: FilePath | None = None
    for _ in range(_TRIES):
        corpus = _opened(location, printer, cache)
        try:
            with printer.held(partial(check_index, corpus)):
                return _ask(corpus, options, location, printer)
        except Damaged:
            pass
        except ASTRAY:
            if corpus.opened.what == "made":
                raise  # the index is as it should be
        cache = forget(location.path)
        if printer.has_printed:
            break
    raise StoreError(location.path, "", "its index is damaged", "try again")


def _opened(location: Location, printer: Printer, cache: FilePath | None) -> Corpus:
    """Return what a store holds, and say how far its reading is where that takes long."""
    from quoth.cli.waiting import Waiting
    from quoth.index.opening import open_corpus

    def opening() -> Corpus:
        with Waiting(printer, location.name) as waiting:
            return open_corpus(
                location.path, cache=cache, progress=waiting.progress, wait=waiting.wait
            )

    if not location.server:
        return opening()
    from quoth.cli.on_server import with_copy
    from quoth.store.server.upstream import ServerUpstream

    return with_copy(ServerUpstream(location.server), printer, opening)


def _ask(corpus: Corpus, options: argparse.Namespace, location: Location, printer: Printer) -> Exit:
    """Run a command that reads a store. Each imports what it alone needs."""
    match options.command:
        case "find":
            from quoth.cli.find import FindForm, FindOptions, find

            wanted = FindOptions(
                options.limit,
                options.json,
                options.explain,
                FindForm(options.form),
                getattr(options, "watch", None),
            )
            return find(queries(corpus, printer, location), printer, options.query, wanted)
        case "export":
            from quoth.cli.export import ExportOptions, export

            asked = ExportOptions(
                options.format, options.output, options.force, options.limit, options.sort
            )
            store = queries(corpus, printer, location)
            return export(store, location.path, printer, options.query, asked)
        case "show":
            from quoth.cli.show import show
            from quoth.cli.store_at_hand import visible

            return show(visible(corpus, location), printer, options.id, as_json=options.json)
        case "actors":
            from quoth.cli.actors import actors

            store = queries(corpus, printer, location)
            return actors(store, printer, options.query, options.limit, as_json=options.json)
        case "timeline":
            from quoth.cli.timeline import timeline

            store = queries(corpus, printer, location)
            return timeline(store, location.path, printer, options)
        case "variants" | "changes" | "claims" | "compare" | "analyse" | "agree":
            return _study(corpus, options, location, printer)
        case _:
            from quoth.cli.stats import stats

            store = queries(corpus, printer, location)
            return stats(store, printer, location, options.query, as_json=options.json)


def _study(
    corpus: Corpus, options: argparse.Namespace, location: Location, printer: Printer
) -> Exit:
    """Run a command that compares statements with each other. Each imports what it alone needs."""
    store = queries(corpus, printer, location)
    match options.command:
        case "variants":
            from quoth.cli.variants import variants

            return variants(store, printer, options.query, options.limit, as_json=options.json)
        case "claims":
            from quoth.cli.claims import claims

            return claims(store, printer, options.query, options.limit, as_json=options.json)
        case "changes":
            from quoth.cli.changes import changes

            return changes(store, printer, options.query, options.limit, as_json=options.json)
        case "compare":
            from quoth.cli.compare import compare
            from quoth.cli.compare_options import CompareOptions

            how = CompareOptions(options.json, options.format, options.output, options.force)
            return compare(store, location.path, printer, options.query, how)
        case "agree":
            from quoth.cli.agree import agree

            return agree(store, printer, options)
        case _:
            from quoth.cli.analyse import analyse

            return analyse(store, location.path, printer, options)


def _change(options: argparse.Namespace, location: Location, printer: Printer) -> Exit:
    """Run a command that changes a store; never twice, whatever happens to its index."""
    from quoth.cli.changing import change

    try:
        return change(options, location, printer)
    except Damaged:
        from quoth.index.opening import forget

        forget(location.path)
        printer.say(
            "quoth: the index of the store was damaged, and will be rebuilt; "
            "check `quoth log`, then try again"
        )
        return Exit.STORE


def _keep_up(options: argparse.Namespace, location: Location, printer: Printer) -> Exit:
    """Run a command on a store's file, which may be one that can't be opened."""
    if location.origin is Origin.SAMPLE and "sample" not in options:
        printer.say("quoth: this is the sample; --store names another store")
    if location.server and options.command != "check":
        from quoth.cli.on_server import keeps_itself

        return keeps_itself(options)
    if location.server:
        from quoth.cli.on_server import read_copy

        read_copy(location, printer)
        _opened(location, printer, None).close()  # a problem of the copy isn't a fault of the store
    if options.command == "check":
        from quoth.cli.check import CheckOptions, check_store

        asked = CheckOptions(options.json, options.fix, options.quiet, options.rule)
        return check_store(location, printer, asked)
    from quoth.cli.backups import back_up, put_back

    if options.command == "backup":
        return back_up(location, printer, options.to)
    return put_back(location, printer, options.file, options.folder, lists=options.list)
