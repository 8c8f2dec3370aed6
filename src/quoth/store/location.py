"""Which store is opened when nobody, or somebody, says so."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Final, NamedTuple

SAMPLE_NAME: Final = "coalition-of-the-willing.json"
_OWN_NAME: Final = "store.json"


class Origin(Enum):
    """Who chose the store."""

    OPTION = "--store"
    ENVIRONMENT = "QUOTH_STORE"
    OWN = "your own store"
    SAMPLE = "the sample store"


class Location(NamedTuple):
    """A store's file, and why it is this one."""

    path: Path
    origin: Origin


def locate(option: str | None, environment: Mapping[str, str], *, sample: bool = False) -> Location:
    """Return the store to open.

    That is the one an option names, else the one `QUOTH_STORE` names, else the person's own in the
    platform's data directory, else the bundled sample, which `sample` asks for outright.
    """
    if sample:
        return Location(sample_path(), Origin.SAMPLE)
    if option is not None:
        return Location(_expanded(option), Origin.OPTION)
    if named := environment.get("QUOTH_STORE"):
        return Location(_expanded(named), Origin.ENVIRONMENT)
    own = own_path()
    return Location(own, Origin.OWN) if own.exists() else Location(sample_path(), Origin.SAMPLE)


def _expanded(name: str) -> Path:
    """Return the file of a name; one in the home of somebody unknown stays as it is."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def own_path() -> Path:
    """Return where a person's own store lives: in the platform's data directory."""
    from platformdirs import user_data_path  # noqa: PLC0415  # needed only where no store is named

    return user_data_path("quoth", appauthor=False) / _OWN_NAME


def sample_path() -> Path:
    """Return the bundled sample: in the installed package, or beside the source in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "data" / SAMPLE_NAME
    return installed if installed.exists() else package.parent.parent / "data" / SAMPLE_NAME
