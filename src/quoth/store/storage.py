"""TinyDB's door to the file: strict in what it reads, whole or not at all in what it writes."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path

from tinydb.storages import Storage

from quoth.places import FilePath
from quoth.store.parsing import Tables, parse, read_bytes


class StrictStorage(Storage):
    """A `tinydb.Storage` for `TinyDB(path, storage=StrictStorage)`.

    TinyDB's own storage overwrites the file in place, so that whoever is interrupted loses it, and
    keeps the last of two equal keys. This one replaces the file by a finished one, and refuses to
    read what it would misread.
    """

    def __init__(self, path: FilePath) -> None:
        """Name the file; it is opened at each read and write."""
        super().__init__()
        self.path = Path(path)

    def read(self) -> Tables:
        """Return the tables.

        Raises:
            StoreError: the file can't be read, or isn't a set of tables.
        """
        return parse(read_bytes(self.path), self.path)

    def write(self, data: Tables) -> None:
        """Replace the file by one that holds these tables, durably and all at once.

        Raises:
            OSError: it can't be written; the file is then as it was.
        """
        target = self.path.resolve()
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        made = Path(name)
        try:
            # Half a surrogate pair, which no UTF-8 can hold, is written as JSON's own escape of it.
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                json.dump(data, file, ensure_ascii=False, indent=1, allow_nan=False)
                file.write("\n")
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileNotFoundError):
                made.chmod(target.stat().st_mode & 0o7777)
            made.replace(target)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
