"""The topics of `quoth help`, which the explorer's help shows too: one plain text file per topic.

The first line of a file says what the topic is about, and its name is the topic's. In the rest

- a paragraph is one line, and is wrapped when it is shown; an indented line of up to 79 columns
  is kept as it is where there is room;
- `| this | that` is a row of a table of two columns;
- `{undo}` is the key of that command, or one of the values of `Facts`;
- `[exports]`, alone on a line, is one of the tables of `Facts`, or the list of keys.

Files are read when they are asked for. What other packages know (the fields of a search, the
formats) is handed in as `Facts`: each package makes its own.
"""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from quoth.basics.exits import MEANINGS
from quoth.basics.places import settings_path
from quoth.basics.text import neutralise
from quoth.commands import Context, KeyTable
from quoth.presenting.help.narrow import narrowed
from quoth.settings.model import OPTIONS
from quoth.store.location import own_path, sample_path

NAMES: Final = (
    "explorer", "query", "wordings", "analysis", "coding", "agreement", "dates", "keys", "editing",
    "store", "server", "check", "intake", "import", "formats", "large-stores", "pipes", "pick",
    "config", "completion", "terminals", "ssh", "screen-readers", "exit-codes",
)  # fmt: skip
"""The topics, in the order in which they are listed."""
Row = tuple[str, str]


class Facts(NamedTuple):
    """What the topics say that is made from the tables that quoth itself goes by; all made late."""

    values: Mapping[str, Callable[[], str]] = {}
    """Short texts, by the name that stands between braces."""
    tables: Mapping[str, Callable[[], Iterable[Row]]] = {}
    """Rows of two columns, by the name that stands between brackets."""

    def and_those(self, other: Facts) -> Facts:
        """Return these facts and others."""
        return Facts({**self.values, **other.values}, {**self.tables, **other.tables})


_COLUMNS: Final = 79
_WIDEST_NAME: Final = 22
_VALUE: Final = re.compile(r"\{([a-z_]+)\}")
_ABOUT, _BODY = 0, 2
_TABLE, _INDENTED = "| ", "  "
"""How a row of a table begins, and a line that is kept as it is."""


def about(name: str) -> str:
    """Return what a topic is about, in a few words."""
    return _read(name)[_ABOUT]


def lines(
    name: str,
    table: KeyTable,
    facts: Facts,
    columns: int = _COLUMNS,
) -> Iterator[str]:
    """Yield the lines of a topic, without its first.

    Args:
        name: One of `NAMES`.
        table: The commands with the keys in force.
        facts: What other packages know.
        columns: The width to wrap to.

    Raises:
        KeyError: a file names a part or a value that doesn't exist.
    """
    facts = _own_facts(table).and_those(facts)
    filled = partial(_filled, table=table, values=facts.values)
    for kind, together in groupby(_read(name)[_BODY:], _kind):
        if kind == _TABLE:
            cells = (line[2:].partition(" | ") for line in together)
            yield from in_columns(((filled(one), filled(two)) for one, _, two in cells), columns)
        elif kind == _INDENTED:
            kept = [filled(line) for line in together]
            yield from kept if columns >= _COLUMNS else narrowed(kept, columns)
        else:
            for line in together:
                if line.startswith("[") and line.endswith("]"):
                    yield from _part(line[1:-1], table, facts, columns)
                else:
                    yield from _wrapped(filled(line), columns)


def _kind(line: str) -> str:
    """Return what a line of a file is, by how it begins; nothing for a paragraph or a part."""
    return next((kind for kind in (_TABLE, _INDENTED) if line.startswith(kind)), "")


def in_columns(rows: Iterable[tuple[str, str]], columns: int = _COLUMNS) -> Iterator[str]:
    """Yield rows of two columns, the second wrapped."""
    rows = list(rows)
    width = min(max((len(first) for first, _ in rows), default=0), _WIDEST_NAME, columns // 3)
    for first, second in rows:
        head = f"  {first:<{width}}  "
        hanging = " " * (width + 4)
        if len(head) > len(hanging):
            yield head.rstrip()
            head = hanging
        yield from _wrapped(second, columns, head, hanging)


def _read(name: str) -> list[str]:
    """Return the lines of a topic's file."""
    return (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def _wrapped(text: str, columns: int, head: str = "", hanging: str = "") -> list[str]:
    """Return a text in lines; an empty one is an empty line."""
    wrapped = textwrap.wrap(
        text,
        max(columns, len(hanging) + 10),
        initial_indent=head,
        subsequent_indent=hanging,
        break_on_hyphens=False,
    )
    return wrapped or [head.rstrip()]


def _part(name: str, table: KeyTable, facts: Facts, columns: int) -> Iterator[str]:
    """Yield the lines of a part."""
    if name == "keys":
        return _keys(table, columns)
    return in_columns(facts.tables[name](), columns)


def _filled(text: str, table: KeyTable, values: Mapping[str, Callable[[], str]]) -> str:
    """Return a text with its values in place: keys, unless the name is that of a value."""

    def value(found: re.Match[str]) -> str:
        make = values.get(found[1])
        return make() if make else table.key(found[1])

    return _VALUE.sub(value, text)


def _shown(path: str) -> str:
    """Return a path, safe to print."""
    return neutralise(path).text


def _own_facts(table: KeyTable) -> Facts:
    """Return what is known here: where things are, and the options of the config file."""
    return Facts(
        {
            "own_store": lambda: _shown(str(own_path())),
            "sample_store": lambda: _shown(str(sample_path())),
            "settings_path": lambda: _shown(str(settings_path(os.environ))),
        },
        {"options": lambda: _options(table), "exit-codes": _exit_codes},
    )


def _keys(table: KeyTable, columns: int) -> Iterator[str]:
    """Yield the keys, place by place."""
    for number, place in enumerate(Context):
        if number:
            yield ""
        yield f"{place.value}:"
        commands = table.of(place)
        yield from in_columns(((one.shown_keys, one.help) for one in commands), columns)


def _options(table: KeyTable) -> Iterator[Row]:
    """Yield the options of the config file."""
    for option in OPTIONS:
        yield option.name, option.purpose.format(theme=table.key("theme"))


def _exit_codes() -> Iterator[Row]:
    """Yield the exit codes."""
    for code, meaning in MEANINGS.items():
        yield str(int(code)), meaning
