"""The copy that is kept of a server's store: where it is, what it is of, how far it is up to date.

It is a store's file in a folder that only its owner may read, one for each address. Beside it is a
record of what was seen of the server with it. That is written after the file: an interruption
leaves a copy that is behind, never one that is ahead.
"""

# Annotations are values here: a named tuple would compile each that is a text, at each start.
import contextlib
import json
import os
import time
from hashlib import blake2b
from typing import Final, NamedTuple

from quoth.basics import files
from quoth.basics.places import FilePath, default_cache
from quoth.basics.scratch import making, put
from quoth.store.file import journal_path
from quoth.store.replacing import sync_folder

_FOLDER: Final = "servers"
_STORE: Final = "store.json"
_POSITION: Final = "position.json"
_LARGEST: Final = 1 << 16
_OFTEN: Final = 60
"""Seconds after which it is noted again that the copy was up to date."""


class CopyPosition(NamedTuple):
    """What a copy is of, and how far it is up to date."""

    token: str
    """What tells the store from one that was made in its place."""
    user: str
    """Who this person is on the server."""
    right: str
    """Their right there: `owner`, `curator`, `coder` or `reader`."""
    revision: int
    """The last of the server's changes that the copy holds, with all before it."""
    asked: float
    """When the server was last asked, in seconds since 1970."""


class CopyFolder:
    """The folder of the copy that is kept of the store at an address."""

    def __init__(self, address: str, folder: FilePath | None = None) -> None:
        """Take the address, without a password; copies are kept in a folder, or the platform's."""
        base = os.path.join(default_cache(), _FOLDER) if folder is None else os.fspath(folder)
        self._folder = os.path.join(base, blake2b(address.encode(), digest_size=12).hexdigest())
        self.path = os.path.join(self._folder, _STORE)
        """The file of the copy."""
        self._position = os.path.join(self._folder, _POSITION)

    def begin(self) -> None:
        """Make the folder, if it isn't there.

        Raises:
            OSError: it can't be made.
        """
        os.makedirs(self._folder, mode=0o700, exist_ok=True)

    def position(self) -> CopyPosition | None:
        """Return how far the copy is up to date; nothing where there is none to use."""
        try:
            found = json.loads(files.whole(self._position, _LARGEST))
            made = CopyPosition(**found)
        except (OSError, ValueError, TypeError, RecursionError):
            return None
        kinds = (str, str, str, int, float | int)
        is_sound = all(map(isinstance, made, kinds)) and os.path.exists(self.path)
        return made if is_sound else None

    def keep(self, position: CopyPosition) -> None:
        """Take note of how far the copy is up to date.

        Raises:
            OSError: it can't be written.
        """
        data = json.dumps(position._asdict()).encode()
        with making(self._folder) as (file, made):
            file.write(data)
            put(file, made, self._position, durably=False)

    def keep_asked(self, position: CopyPosition) -> None:
        """Take note that the copy is up to date, if that wasn't done a moment ago."""
        now = time.time()
        if not 0 <= now - position.asked < _OFTEN:
            with contextlib.suppress(OSError):
                self.keep(position._replace(asked=now))

    def replace(self, made: str, position: CopyPosition) -> None:
        """Put another copy in place, for who holds its lock; interrupted, there is none.

        Raises:
            OSError: it can't be written.
        """
        for path in (self._position, journal_path(self.path)):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
        os.replace(made, self.path)
        sync_folder(self._folder)
        self.keep(position)
