"""Which store is opened: the one that was named, or else the default."""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import os
from collections.abc import Mapping
from enum import Enum
from types import ModuleType
from typing import Final, NamedTuple

from quoth.basics.places import FilePath, data_folder, is_server

SAMPLES: Final = ("coalition-of-the-willing", "quillhaven")
"""The names of the bundled samples; the first is the one that is meant where none is named."""
_OWN_NAME: Final = "store.json"


class Origin(Enum):
    """Who chose the store."""

    OPTION = "--store"
    ENVIRONMENT = "QUOTH_STORE"
    SETTINGS = "the file of settings"
    OWN = "your own store"
    SAMPLE = "the sample store"


class Location(NamedTuple):
    """A store's file, and why it is this one; of a store on a server, the copy that is kept."""

    path: FilePath
    origin: Origin
    server: str = ""
    """The address of the store where that is on a server; it may have a password in it."""

    @classmethod
    def of(cls, named: str, origin: Origin) -> "Location":
        """Return where a store is that is named: by its file, or by its address on a server."""
        if not is_server(named):
            return cls(named, origin)
        from quoth.store.server.copies import CopyFolder  # noqa: PLC0415  # for such a store

        return cls(CopyFolder(_of_server().without_password(named)).path, origin, named)

    @property
    def name(self) -> str:
        """What it is called in a title, before the store says so itself."""
        if self.server:
            return str(_of_server().shown_name(self.server))
        return os.path.basename(self.path)

    @property
    def key(self) -> str:
        """What it goes by from run to run, however it was named; `of` takes it, too."""
        if self.server:
            return str(_of_server().without_password(self.server))
        return os.path.realpath(self.path)

    @property
    def shown(self) -> str:
        """What it is called where its whole path is shown."""
        return self.name if self.server else os.fspath(self.path)

    @property
    def is_there(self) -> bool:
        """Whether it seems worth offering, without opening it."""
        return bool(self.server) or os.path.exists(self.path)


def _of_server() -> ModuleType:
    """Return what knows addresses of servers, which who has a file doesn't wait for."""
    from quoth.store.server import connecting  # noqa: PLC0415

    return connecting


def locate(
    option: str | None,
    environment: Mapping[str, str],
    *,
    sample: str = "",
    settled: str = "",
) -> Location:
    """Return the store to open.

    That is the one an option names, else the one `QUOTH_STORE` names, else the one that is
    `settled` on in the file of settings, else the person's own in the platform's data directory,
    else the first of the bundled samples, of which `sample` names one outright.
    """
    if sample:
        return Location(sample_path(sample), Origin.SAMPLE)
    if option is not None:
        return Location.of(os.path.expanduser(option), Origin.OPTION)
    if named := environment.get("QUOTH_STORE"):
        return Location.of(os.path.expanduser(named), Origin.ENVIRONMENT)
    if settled:
        return Location.of(settled, Origin.SETTINGS)
    own = own_path()
    return (
        Location(own, Origin.OWN) if os.path.exists(own) else Location(sample_path(), Origin.SAMPLE)
    )


def own_path() -> str:
    """Return where a person's own store lives: in the platform's data directory."""
    return os.path.join(data_folder(), _OWN_NAME)


def sample_path(name: str = SAMPLES[0]) -> str:
    """Return a bundled sample: in the installed package, or beside the source in a checkout."""
    file = f"{name}.json"
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    installed = os.path.join(package, "data", file)
    if os.path.exists(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(package)), "data", file)
