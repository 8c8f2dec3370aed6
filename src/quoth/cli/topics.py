"""`quoth help`: topics, as plain text of 80 columns.

The texts are in `quoth.presenting.help`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from quoth.basics.exits import Exit
from quoth.basics.guessing import guess, named
from quoth.cli.exits import RefusedError
from quoth.cli.printing import Printer
from quoth.cli.settled import settings_now, table_now
from quoth.commands import KeyTable
from quoth.formats.help_facts import facts as format_facts
from quoth.presenting import help as texts
from quoth.query.language.help_facts import facts as language_facts

# What one topic does not need, it does not wait for.
# ruff: noqa: PLC0415

TOPICS: Final = texts.NAMES
"""The topics, in the order in which they are listed."""


def explain(topic: str | None, printer: Printer) -> Exit:
    """Print a topic, or the help of a command; without a name, list the topics."""
    if topic is None:
        _print(printer, _contents())
        return Exit.DONE
    name = topic.casefold()
    if name in TOPICS:
        facts = language_facts().and_those(format_facts())
        _print(printer, texts.lines(name, _table(name), facts))
        return Exit.DONE
    from quoth.cli.arguments import COMMANDS, parsed

    if name in COMMANDS:
        parsed([name, "--help"])  # prints it, and ends the process
    remedy = guess(name, (*TOPICS, *COMMANDS)) or "; `quoth help` lists the topics"
    printer.say(f"quoth: there is no help on {named(topic)}{remedy}")
    return Exit.USAGE


def _print(printer: Printer, lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        printer.line(line)


def _table(topic: str) -> KeyTable:
    """Return the commands with the keys in force.

    A config file that is invalid stops only the list of all keys: the other topics name the keys
    that quoth comes with, for one of them may be what explains the fault.
    """
    try:
        return table_now(settings_now())
    except RefusedError:
        if topic == "keys":
            raise
        return KeyTable()


def _contents() -> Iterator[str]:
    """Yield the topics."""
    yield "quoth help TOPIC explains one of these, quoth COMMAND --help a command:"
    yield ""
    yield from texts.in_columns((name, texts.about(name)) for name in TOPICS)
