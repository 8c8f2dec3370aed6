"""Where on a machine quoth keeps what: folders for data, settings, memory, a cache.

A path is a text here, or whatever stands for one. `pathlib` would take a cold `quoth find` a tenth
of its time to import, and so would `platformdirs`: where the XDG Base Directory Specification
holds, its one rule is followed here, and `platformdirs` knows the rest.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Final, TypeAlias

FilePath: TypeAlias = str | os.PathLike[str]
"""What names a file."""

_NAME: Final = "quoth"
SETTINGS_VARIABLE: Final = "QUOTH_CONFIG"
_SERVERS: Final = ("postgres://", "postgresql://")
"""How the address of a store on a server begins."""


def data_folder() -> str:
    """Return the folder of a person's own store."""
    return _by_rule("XDG_DATA_HOME", ".local/share") or _asked("data")


def config_folder() -> str:
    """Return the folder of what a person has set."""
    return _by_rule("XDG_CONFIG_HOME", ".config") or _asked("config")


def settings_path(environment: Mapping[str, str]) -> str:
    """Return the file of what a person has set: the one `QUOTH_CONFIG` names, else their own."""
    named = environment.get(SETTINGS_VARIABLE)
    return os.path.expanduser(named) if named else os.path.join(config_folder(), "config.toml")


def state_folder() -> str:
    """Return the folder of what is remembered from run to run."""
    return _by_rule("XDG_STATE_HOME", ".local/state") or _asked("state")


def cache_folder() -> str:
    """Return the folder of files that can be rebuilt at any time."""
    return _by_rule("XDG_CACHE_HOME", ".cache") or _asked("cache")


def default_cache() -> str:
    """Return the folder of indexes: the one `QUOTH_CACHE` names, else the usual."""
    return os.environ.get("QUOTH_CACHE") or cache_folder()


def from_home(path: FilePath) -> str:
    """Return a path as people write it: with `~` where it is in their home."""
    text, home = os.fspath(path), os.path.expanduser("~")
    inside = home != "~" and text.startswith(home.rstrip(os.sep) + os.sep)
    return f"~{text[len(home.rstrip(os.sep)) :]}" if inside else text


def is_server(named: object) -> bool:
    """Tell whether what names a store is the address of one on a server, and no path."""
    return isinstance(named, str) and named.startswith(_SERVERS)


def typed_path(text: str) -> str:
    """Return the path that a person types, as it is from the root of all on; or the address."""
    if is_server(text):
        return text
    return os.path.abspath(os.path.expanduser(text))


def _by_rule(variable: str, otherwise: str) -> str:
    """Return the folder that the specification names; nothing on systems that have other rules."""
    if not sys.platform.startswith("linux") or "ANDROID_DATA" in os.environ:
        return ""
    named = os.environ.get(variable, "").strip()
    base = named if os.path.isabs(named) else os.path.expanduser(f"~/{otherwise}")
    return os.path.join(base, _NAME)


def _asked(what: str) -> str:
    """Return a folder that `platformdirs` knows."""
    import platformdirs  # noqa: PLC0415  # where the rule doesn't hold

    folder: str = getattr(platformdirs, f"user_{what}_dir")(_NAME, appauthor=False)
    return folder
