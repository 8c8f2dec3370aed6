"""The file of settings, read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from quoth.basics import files
from quoth.basics.places import SETTINGS_VARIABLE, settings_path
from quoth.settings.model import DEFAULTS, Settings, SettingsError

_LARGEST: Final = 1 << 20
"""Bytes; a file of settings is far from it."""


def load(environment: Mapping[str, str]) -> Settings:
    """Return the user's settings, or the defaults if there is no file.

    Keys are taken as they are written; `quoth.settings.key_clashes` checks them.

    Raises:
        SettingsError: the file can't be read, or something in it is invalid.
    """
    path = settings_path(environment)
    try:
        data = files.whole(path, _LARGEST)
    except FileNotFoundError as error:
        if environment.get(SETTINGS_VARIABLE):
            problem = f"there is no such file, and ${SETTINGS_VARIABLE} names it"
            raise SettingsError(f"{path}: {problem}") from error
        return DEFAULTS
    except files.UnfitFileError as error:
        raise SettingsError(f"{path}: {error.problem}; {error.remedy}") from error
    except OSError as error:
        raise SettingsError(f"{path}: it can't be read ({error.strerror or error})") from error
    from quoth.settings.parsing import parse  # noqa: PLC0415  # with the reader of TOML

    return parse(data, path)
