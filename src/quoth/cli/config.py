"""`quoth config`: the settings, and where each comes from."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from typing import NamedTuple

from quoth.basics.exits import Exit
from quoth.basics.keys import key_name
from quoth.basics.places import settings_path
from quoth.cli.printing import Printer, shown, table
from quoth.cli.settled import settings_now, table_now
from quoth.commands import KeyTable
from quoth.settings import Settings
from quoth.settings.example import example
from quoth.settings.model import KEYS, OPTIONS
from quoth.settings.who import coder_name
from quoth.store import Origin, locate

_DEFAULT = "the default"


class Set(NamedTuple):
    """An option, its value, and where it comes from."""

    option: str
    value: str
    by: str
    line: int = 0
    """The line of the file that says so; 0 if none does."""


def config(options: argparse.Namespace, printer: Printer) -> Exit:
    """Print what is set, the file's name, or an example.

    Raises:
        RefusedError: the file can't be followed.
    """
    path = settings_path(os.environ)
    if options.example:
        for line in example():
            printer.line(line)
        return Exit.DONE
    if options.path:
        printer.line(shown(path))
        return Exit.DONE
    settings = settings_now()
    found = list(_settled(settings, table_now(settings), options))
    if options.json:
        for one in found:
            printer.record(one._asdict())
        return Exit.DONE
    if not os.path.exists(path):
        printer.say(f"quoth: {path} doesn't exist; `quoth config --example` prints an example")
    rows = [(one.option, shown(one.value), _whence(one, path)) for one in found]
    for line in table(rows):
        printer.line(line)
    return Exit.DONE


def _whence(one: Set, path: str) -> str:
    """Say where a setting comes from."""
    return f"{shown(path)}, line {one.line}" if one.line else one.by


def _settled(settings: Settings, commands: KeyTable, options: argparse.Namespace) -> Iterator[Set]:
    """Yield every option with its current value."""
    by_file = "the config file"
    for option in OPTIONS:
        line = settings.lines.get(option.name, 0)
        if option.name == "store":
            yield _store(settings, options, line)
        elif option.name == "theme":
            yield _theme(settings, line)
        elif option.name == "coder":
            by = by_file if settings.coder else "the login name"
            yield Set("coder", coder_name(settings), by, line)
        else:
            value = getattr(settings, option.name)
            written = value if isinstance(value, str) else getattr(value, "value", value)
            by = by_file if option.name in settings.lines else _DEFAULT
            yield Set(option.name, str(written).lower(), by, line)
    for command in commands.commands:
        if command.id in commands.changed:
            name = f"{KEYS}.{command.id}"
            keys = " ".join(map(key_name, command.keys))
            yield Set(name, keys, by_file, settings.lines.get(name, 0))


def _store(settings: Settings, options: argparse.Namespace, line: int) -> Set:
    """Return which store is opened, and where that is set."""
    location = locate(
        getattr(options, "store", None),
        os.environ,
        sample=getattr(options, "sample", ""),
        settled=settings.store,
    )
    by = {
        Origin.OPTION: "--store",
        Origin.ENVIRONMENT: "$QUOTH_STORE",
        Origin.SETTINGS: "the config file",
        Origin.OWN: "the default: your own",
        Origin.SAMPLE: "the default: the sample",
    }[location.origin]
    path = location.shown if location.server else os.path.abspath(location.path)
    return Set("store", path, by, line if location.origin is Origin.SETTINGS else 0)


def _theme(settings: Settings, line: int) -> Set:
    """Return the theme, and where it comes from."""
    from quoth.settings.remembered import RememberedFile, default_path  # noqa: PLC0415  # for those who ask

    if "NO_COLOR" in os.environ:
        return Set("theme", "the terminal's own", "$NO_COLOR")
    if settings.theme:
        return Set("theme", settings.theme, "the config file", line)
    if chosen := RememberedFile(default_path()).theme:
        return Set("theme", chosen, "chosen in the explorer")
    return Set("theme", "quoth-dark", _DEFAULT)
