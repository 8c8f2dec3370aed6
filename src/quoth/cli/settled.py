"""The settings, for commands: an invalid file is refused before all else."""

from __future__ import annotations

import os

from quoth.basics.places import settings_path
from quoth.cli.exits import RefusedError
from quoth.commands import KeyTable
from quoth.settings import Settings, SettingsError, load


def settings_now() -> Settings:
    """Return the settings.

    Raises:
        RefusedError: the file of settings can't be followed.
    """
    try:
        return load(os.environ)
    except SettingsError as error:
        raise RefusedError(str(error)) from error


def key_now(command: str) -> str:
    """Return the key of a command of the explorer, as set in the settings.

    What is wrong with the settings is for the explorer to say: the key is the usual one then.
    """
    try:
        return table_now(settings_now()).key(command)
    except RefusedError:
        return KeyTable().key(command)


def table_now(settings: Settings) -> KeyTable:
    """Return the commands of the explorer with the keys from the settings.

    Raises:
        RefusedError: a key can't be, or is that of two commands.
    """
    if not settings.keys:
        return KeyTable()
    from quoth.settings.key_clashes import checked  # noqa: PLC0415  # for those who have keys of their own

    try:
        return checked(settings, settings_path(os.environ))
    except SettingsError as error:
        raise RefusedError(str(error)) from error
