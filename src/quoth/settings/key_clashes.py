"""The keys that a person has given to commands, checked against each other.

Two commands that work in one place can't have the same key: it would be unclear which one it runs.
Textual silently accepts such keys, and names of keys that don't exist.
"""

from __future__ import annotations

from quoth.basics.guessing import guess
from quoth.basics.keys import KeyNameError, key_name, key_of, types_a_character
from quoth.commands import COMMANDS, TYPED_IN, Command, Context, KeyTable, together
from quoth.settings.model import KEYS, Settings, SettingsError, at


def checked(settings: Settings, path: str) -> KeyTable:
    """Return the commands with the keys that a person wants, whose settings are in a file.

    Raises:
        SettingsError: a command or a key isn't one, or two commands can't have the same.
    """
    if not settings.keys:
        return KeyTable()
    return _Checking(settings, path).table()


class _Checking:
    """The keys of a file's being checked."""

    def __init__(self, settings: Settings, path: str) -> None:
        """Take the settings, and the file that they are in."""
        self._settings = settings
        self._path = path
        self._commands = {command.id: command for command in COMMANDS}

    def table(self) -> KeyTable:
        """Return the commands with these keys."""
        wanted = {
            command: self._keys(command, written)
            for command, written in self._settings.keys.items()
        }
        table = KeyTable(wanted)
        for place in Context:
            self._check_clashes(table, place)
        return table

    def _keys(self, command: str, written: tuple[str, ...]) -> tuple[str, ...]:
        """Return the keys of a command as Textual names them."""
        if command not in self._commands:
            remedy = guess(command, self._commands) or "; `quoth config --example` lists them"
            raise self._wrong(command, f"there is no command of this name{remedy}")
        found = []
        for text in written:
            try:
                key = key_of(text)
            except KeyNameError as error:
                raise self._wrong(command, str(error)) from error
            if self._commands[command].place in TYPED_IN and types_a_character(key):
                shown = key_name(key)
                problem = f"“{shown}” is typed there, so that it can't do anything else"
                raise self._wrong(command, f"{problem}; take one such as ctrl+f or F5")
            found.append(key)
        return tuple(dict.fromkeys(found))

    def _check_clashes(self, table: KeyTable, place: Context) -> None:
        """Refuse two commands with one key, where both of them work."""
        taken: dict[str, Command] = {}
        for command in table.of(*together(place)):
            for key in command.keys:
                other = taken.setdefault(key, command)
                if other.id != command.id:
                    raise self._clash(key, command, other)

    def _clash(self, key: str, command: Command, other: Command) -> SettingsError:
        """Return what to say of two commands with one key: what a person wrote is to blame."""
        if command.id not in self._settings.keys:
            command, other = other, command
        return self._wrong(
            command.id,
            f"“{key_name(key)}” is the key of “{other.id}” as well ({other.help.lower()}), which "
            f"works in the same place; give one of them another",
        )

    def _wrong(self, command: str, problem: str) -> SettingsError:
        """Return what is wrong with the keys of a command."""
        name = f"{KEYS}.{command}"
        where = at(self._path, self._settings.lines.get(name, 0))
        return SettingsError(f"{where}: {name}: {problem}")
