"""`quoth new`: begins an empty store, never over another file."""

from __future__ import annotations

import argparse
import os
import shlex
from pathlib import Path

from quoth.basics.exits import Exit
from quoth.basics.places import FilePath
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer, shown
from quoth.editing.creating import OWN_TITLE, create, obstacle
from quoth.store import Location, Origin
from quoth.store.errors import StoreError
from quoth.store.location import locate, own_path
from quoth.store.server.connecting import is_server


def begin(location: Location, printer: Printer, options: argparse.Namespace) -> Exit:
    """Begin an empty store, and print where it is.

    Raises:
        RefusedError: there is something in its place already, or it can't be begun.
    """
    if address := _server(options):
        from quoth.cli.server import begin_on_server  # noqa: PLC0415  # for a server alone

        return begin_on_server(address, options.title, printer)
    path, is_own = _place(location, options)
    title = options.title if options.title is not None else OWN_TITLE if is_own else Path(path).stem
    if problem := obstacle(path, title):
        raise RefusedError(problem)
    try:
        if not create(path, title, private=is_own):
            raise RefusedError(f"{os.fspath(path)} already exists; nothing was changed")
    except StoreError as error:
        raise RefusedError(str(error), Exit.OUTPUT) from error
    printer.line(shown(os.fspath(path)))
    opening = "quoth" if _is_opened(location, path) else f"quoth --store {shlex.quote(str(path))}"
    printer.say(f"quoth: began an empty store, “{title}”; `{opening}` opens it")
    return Exit.DONE


def _server(options: argparse.Namespace) -> str:
    """Return the address of a server where the store is to be on one; else nothing."""
    named = [options.file, getattr(options, "store", None)]
    if options.file is None and "store" not in options and "sample" not in options:
        named.append(os.environ.get("QUOTH_STORE"))
    found = [one for one in named if is_server(one)]
    if found and options.file is not None and "store" in options:
        raise RefusedError("name one store: its address, or --store with it")
    return str(found[0]) if found else ""


def _place(location: Location, options: argparse.Namespace) -> tuple[FilePath, bool]:
    """Return the file of the store to begin, and whether it is the person's own."""
    if options.file is not None:
        if "store" in options or "sample" in options:
            raise RefusedError("name one file: FILE, or --store FILE")
        return locate(options.file, {}).path, False
    if "sample" in options:
        raise RefusedError("the sample already exists; name a file for a new store")
    if location.origin in (Origin.SAMPLE, Origin.OWN):
        return own_path(), True
    return location.path, False


def _is_opened(location: Location, path: FilePath) -> bool:
    """Tell whether a store is the one that is opened where none is named."""
    if location.origin is Origin.OPTION:
        return False
    usual = own_path() if location.origin is Origin.SAMPLE else location.path
    return Path(usual).absolute() == Path(path).absolute()
