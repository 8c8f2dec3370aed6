"""The topics of `quoth help`, which the explorer's help shows too: one plain text file per topic.

The first line of a file says what the topic is about, and its name is the topic's. In the rest

- a paragraph is one line, and is wrapped when it is shown; an indented line of up to 79 columns
  is kept as it is where there is room;
- `| this | that` is a row of a table of two columns;
- `{undo}` is the key of that command, or one of the values below;
- `[exports]`, alone on a line, is a part made from the tables that quoth itself goes by.

Files are read when they are asked for.
"""

from __future__ import annotations

import os
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from quoth.basics.places import settings_path
from quoth.basics.text import neutralise
from quoth.commands import Context, KeyTable

# What one topic does not need, it does not wait for.
# ruff: noqa: PLC0415

NAMES: Final = (
    "explorer", "query", "dates", "keys", "editing", "store", "check", "intake", "import",
    "formats", "large-stores", "pipes", "pick", "config", "completion", "terminals", "ssh",
    "screen-readers", "exit-codes",
)  # fmt: skip
"""The topics, in the order in which they are listed."""
Part = Callable[[], Iterable[str]]
"""Makes the lines of one part."""

_COLUMNS: Final = 79
_WIDEST_NAME: Final = 22
_VALUE: Final = re.compile(r"\{([a-z_]+)\}")
_ABOUT, _BODY = 0, 2


def about(name: str) -> str:
    """Return what a topic is about, in a few words."""
    return _read(name)[_ABOUT]


def lines(
    name: str,
    table: KeyTable,
    parts: Mapping[str, Part] | None = None,
    columns: int = _COLUMNS,
) -> Iterator[str]:
    """Yield the lines of a topic, without its first.

    Args:
        name: One of `NAMES`.
        table: The commands with the keys in force.
        parts: Parts that only the caller can make, by name.
        columns: The width to wrap to.

    Raises:
        KeyError: a file names a part or a value that doesn't exist.
    """
    made = _parts(table, columns) | dict(parts or {})
    rows: list[tuple[str, str]] = []
    for line in _read(name)[_BODY:]:
        if line.startswith("| "):
            keys, _, meaning = line[2:].partition(" | ")
            rows.append((_filled(keys, table), _filled(meaning, table)))
            continue
        yield from in_columns(rows, columns)
        rows = []
        if line.startswith("[") and line.endswith("]"):
            yield from made[line[1:-1]]()
        elif line.startswith("  "):
            yield from _kept(_filled(line, table), columns)
        else:
            yield from _wrapped(_filled(line, table), columns)
    yield from in_columns(rows, columns)


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


def _kept(text: str, columns: int) -> list[str]:
    """Return an indented line as it is, or in several if it is too long for a narrow screen."""
    if len(text) <= columns or columns >= _COLUMNS:
        return [text]
    bare = text.lstrip()
    lead = min(len(text) - len(bare), columns // 3)
    return textwrap.wrap(
        bare,
        columns,
        initial_indent=" " * lead,
        subsequent_indent=" " * (lead + 2),
        break_on_hyphens=False,
    )


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


def _filled(text: str, table: KeyTable) -> str:
    """Return a text with its values in place."""
    return _VALUE.sub(lambda found: _value(found[1], table), text)


def _value(name: str, table: KeyTable) -> str:
    """Return the value of a name between braces: a key, unless it is one of a few others."""
    make = _VALUES.get(name)
    return make() if make else table.key(name)


def _shown(path: str) -> str:
    """Return a path, safe to print."""
    return neutralise(path).text


def _own_store() -> str:
    """Return where a store of your own is."""
    from quoth.store.location import own_path

    return _shown(str(own_path()))


def _sample_store() -> str:
    """Return where the sample is."""
    from quoth.store.location import sample_path

    return _shown(str(sample_path()))


def _most_words() -> str:
    """Return how many words a search may hold."""
    from quoth.query.language.building import MOST_WORDS

    return f"{MOST_WORDS:,}"


def _longest() -> str:
    """Return how many characters a search may hold."""
    from quoth.query.language.building import LONGEST

    return f"{LONGEST:,}"


def _imports() -> str:
    """Return the formats that are read, with their other names."""
    from quoth.formats.incoming.sniffing import OTHER_NAMES, READERS

    others: dict[str, list[str]] = {}
    for name, format_ in OTHER_NAMES.items():
        others.setdefault(format_, []).append(name)
    return ", ".join(
        f"{one} ({', '.join(others[one])})" if one in others else str(one) for one in READERS
    )


_VALUES: Final[Mapping[str, Callable[[], str]]] = {
    "own_store": _own_store,
    "sample_store": _sample_store,
    "settings_path": lambda: _shown(str(settings_path(os.environ))),
    "most_words": _most_words,
    "longest": _longest,
    "imports": _imports,
}


def _parts(table: KeyTable, columns: int) -> dict[str, Part]:
    """Return the parts that are made from tables."""
    return {
        "fields": lambda: in_columns(_fields(), columns),
        "keys": lambda: _keys(table, columns),
        "options": lambda: in_columns(_options(table), columns),
        "exports": lambda: in_columns(_exports(), columns),
    }


def _fields() -> Iterator[tuple[str, str]]:
    """Yield the fields of a search."""
    from quoth.query.language.fields import KEYWORDS

    for one in KEYWORDS:
        yield " ".join(f"{word}:" for word in (one.word, *one.aliases)), one.help


def _keys(table: KeyTable, columns: int) -> Iterator[str]:
    """Yield the keys, place by place."""
    for number, place in enumerate(Context):
        if number:
            yield ""
        yield f"{place.value}:"
        commands = table.of(place)
        yield from in_columns(((one.shown_keys, one.help) for one in commands), columns)


def _options(table: KeyTable) -> Iterator[tuple[str, str]]:
    """Yield the options of the config file."""
    from quoth.settings.model import OPTIONS

    for option in OPTIONS:
        yield option.name, option.purpose.format(theme=table.key("theme"))


def _exports() -> Iterator[tuple[str, str]]:
    """Yield the formats that are written."""
    from quoth.formats.outgoing.exporting import FORMATS

    for one in FORMATS.values():
        yield one.name, f"{one.holds} ({', '.join(one.endings)})"
