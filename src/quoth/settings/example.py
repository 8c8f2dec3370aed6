"""A config file with every setting at its default."""

from __future__ import annotations

from collections.abc import Iterator

from quoth.basics.keys import key_name
from quoth.commands import Command, Context, KeyTable
from quoth.settings.model import KEYS, OPTIONS

_HEAD = """\
Settings of quoth. Nothing has to be set: take the # away from what you want otherwise.
Check with `quoth config`, which also says where this file belongs."""
_ABOUT_KEYS = """\
The keys of commands: one, or several as ["f", "F5"]; the first of them is shown. A key is what
it types (f, G, /), or called escape, enter, tab, space, backspace, delete, insert, home, end,
pageup, pagedown, up, down, left, right, f1 to f24; ctrl+, alt+ and shift+ go before it. Two
commands that work in the same place can't have the same key."""


def example() -> Iterator[str]:
    """Yield the lines of the file, in TOML."""
    table = KeyTable()
    yield from _said(_HEAD)
    for option in OPTIONS:
        yield ""
        yield from _said(option.purpose.format(theme=table.key("theme")))
        if option.values and len(option.values) > 3:
            yield from _listed(option.values)
        yield f"# {option.name} = {option.example}"
    yield ""
    yield from _said(_ABOUT_KEYS)
    yield f"[{KEYS}]"
    for place in Context:
        yield ""
        yield f"# {place.value}:"
        yield from map(_line, table.of(place))


def _said(text: str) -> Iterator[str]:
    """Yield a text as comments."""
    return (f"# {line}" for line in text.split("\n"))


def _listed(values: tuple[str, ...]) -> Iterator[str]:
    """Yield what an option may be, as comments."""
    import textwrap  # noqa: PLC0415  # for those who ask for an example

    text = f"There are {', '.join(values)}."
    return (f"# {line}" for line in textwrap.wrap(text, 95, break_on_hyphens=False))


def _line(command: Command) -> str:
    """Return the line of a command, with what it does."""
    keys = [_written(key) for key in command.keys]
    value = keys[0] if len(keys) == 1 else f"[{', '.join(keys)}]"
    return f"# {f'{command.id} = {value}':<40} # {command.help}"


def _written(key: str) -> str:
    """Return a key, as Textual names it, as a string of TOML."""
    sign = key_name(key)
    text = sign if len(sign) == 1 and sign.isascii() else key
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
