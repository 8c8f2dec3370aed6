"""Parses a config file into settings, or into one line that says what is wrong with it.

The file is TOML (https://toml.io/en/v1.0.0), read by the standard library.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from quoth.basics.guessing import guess, named, suggestion
from quoth.basics.places import FilePath, is_server
from quoth.settings.model import DEFAULTS, KEYS, OPTIONS, ConfigOption, Settings, SettingsError, at

_LONGEST: Final = 200
"""Characters of a value that are repeated in a message."""


def parse(data: bytes, path: FilePath) -> Settings:
    """Return the settings that a file holds.

    Raises:
        SettingsError: it isn't TOML, has an unknown option, or an invalid value.
    """
    try:
        text = data.decode("utf-8-sig")
        contents = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{at(path, line)}: it is not in UTF-8; save it as that") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(_not_toml(path, error)) from error
    return _Reading(path, text, contents).settings()


def _not_toml(path: FilePath, error: Exception) -> str:
    """Say where a file isn't TOML."""
    said = re.sub(r" \(at end of document\)$", ", at the end of the file", str(error))
    where = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    if where is None:
        return f"{os.fspath(path)}: it is not TOML ({said or 'nested too deeply'})"
    said = said[: where.start()]
    return f"{at(path, int(where[1]))}, column {where[2]}: it is not TOML ({said})"


def _written(value: object) -> str:
    """Return a value much as it is written in the file."""
    if isinstance(value, bool):
        return str(value).lower()
    return named(value) if isinstance(value, str) else str(value)[:_LONGEST]


class _Reading:
    """A file's being read."""

    def __init__(self, path: FilePath, text: str, contents: Mapping[str, object]) -> None:
        """Take the file, its text, and what TOML says that it holds."""
        self._path = path
        self._text = text
        self._contents = contents

    def settings(self) -> Settings:
        """Return what the file sets.

        Raises:
            SettingsError: it can't be followed.
        """
        options = {option.name: option for option in OPTIONS}
        found: dict[str, Any] = {}
        for name, value in self._contents.items():
            if name == KEYS:
                found[name] = self._keys(value)
            elif name in options:
                found[name] = self._value(options[name], value)
            else:
                known = (*options, KEYS)
                remedy = guess(name, known) or f"; there are {', '.join(known)}"
                raise self._wrong(name, f"there is no option {named(name)}{remedy}")
        lines = {name: self.line_of(name) for name in self._contents if name != KEYS}
        commands = (f"{KEYS}.{command}" for command in self._commands())
        lines |= {command: self.line_of(command) for command in commands}
        return DEFAULTS._replace(**found, lines=lines)

    def _commands(self) -> Iterable[str]:
        """Return the ids of the commands that are given keys."""
        table = self._contents.get(KEYS)
        return table if isinstance(table, dict) else ()

    def _value(self, option: ConfigOption, value: object) -> object:
        """Return the value of an option."""
        wanted = type(getattr(DEFAULTS, option.name))
        if wanted is bool:
            if not isinstance(value, bool):
                raise self._refused(option, value, "write true or false")
            return value
        if not isinstance(value, str):
            raise self._refused(option, value, f"write it in quotation marks, as {option.example}")
        if option.values and value not in option.values:
            remedy = suggestion(value, option.values)
            raise self._refused(option, value, remedy or f"it may be {', '.join(option.values)}")
        if option.name == "store":
            return self._store(option, value)
        return wanted(value)

    def _store(self, option: ConfigOption, value: str) -> str:
        """Return the path of a store."""
        if not value.strip() or "\0" in value:
            raise self._refused(option, value, f"name a file, as {option.example}")
        if is_server(value):
            return value
        folder = os.path.dirname(os.path.abspath(self._path))
        return os.path.join(folder, os.path.expanduser(value))

    def _keys(self, value: object) -> dict[str, tuple[str, ...]]:
        """Return the keys of each command that is given any, as they are written."""
        if not isinstance(value, dict):
            raise self._wrong(KEYS, f"“{KEYS}” is a table: write [{KEYS}], and a command a line")
        found = {}
        for command, keys in value.items():
            several = [keys] if isinstance(keys, str) else keys
            if not isinstance(several, list) or not all(isinstance(key, str) for key in several):
                problem = f'{_written(keys)} is not a key; write "f", or ["f", "F5"] for two'
            elif not several:
                problem = "name at least one key"
            else:
                found[command] = tuple(several)
                continue
            name = f"{KEYS}.{command}"
            raise self._wrong(name, f"{name}: {problem}")
        return found

    def _refused(self, option: ConfigOption, value: object, remedy: str) -> SettingsError:
        """Return what is wrong with the value of an option."""
        return self._wrong(option.name, f"“{option.name}” is {_written(value)}; {remedy}")

    def _wrong(self, name: str, problem: str) -> SettingsError:
        """Return what is wrong, with its place."""
        return SettingsError(f"{at(self._path, self.line_of(name))}: {problem}")

    def line_of(self, name: str) -> int:
        """Return the line that sets an option, such as `keys.search`; 0 if it is unknown."""
        table = ""
        for number, line in enumerate(self._text.split("\n"), 1):
            if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
                table = f"{_bare(header[1])}."
            setting = re.match(r"\s*([^=#\[\]]+?)\s*=", line)
            if name in (table[:-1] if header else "", setting and f"{table}{_bare(setting[1])}"):
                return number
        parent = name.rpartition(".")[0]
        return self.line_of(parent) if parent else 0


def _bare(name: str) -> str:
    """Return a name, perhaps a dotted one, without blanks and quotation marks."""
    return re.sub(r"[\s\"']", "", name)
