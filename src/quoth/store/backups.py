"""Dated copies of a store: made before a risky change, never overwritten, and restored.

A backup is a store like any other, beside the one it is of or in a folder of choice. To put one
back keeps what was there as a backup first, so that even that can be taken back.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from datetime import datetime
from itertools import chain, count
from typing import Final, NamedTuple

from quoth.basics import files
from quoth.basics.places import FilePath
from quoth.basics.scratch import making
from quoth.store.errors import StoreError
from quoth.store.file import is_pending, journal_path, lock_path
from quoth.store.folding import fold_locked
from quoth.store.locking import locked
from quoth.store.parsing import guarded, parse, probe, read_bytes
from quoth.store.replacing import replacing, sync_folder

_DATED: Final = "%Y-%m-%d-%H%M%S"
_DATE: Final = r"\d{4}-\d\d-\d\d-\d{6}(?:-\d+)?"


class Backup(NamedTuple):
    """A copy of a store."""

    path: str
    made: str
    """When, as its name says it: `2025-03-20-101500`, and a number where there are several."""
    size: int


def backup(store: FilePath, folder: FilePath | None = None, now: datetime | None = None) -> str:
    """Copy a store under a name of its own, beside it or in a folder, and return where it is.

    The copy is on the disk once this returns. The journal is folded in first.

    Raises:
        StoreError: the store can't be read, or the copy can't be written.
    """
    try:
        # A store's file is never written to, only replaced by another: copying it needs no lock.
        if is_pending(store):
            with locked(lock_path(store)):
                fold_locked(store)
        probe(store)
        return _copied(store, folder, now)
    except OSError as error:
        raise _unwritable(store, "the backup", error) from None


def restore(store: FilePath, kept: FilePath, now: datetime | None = None) -> str:
    """Replace a store by a backup, atomically, and return the backup of the replaced store.

    If there was no store, the result is empty. A journal that no longer fits is moved beside the
    backup of the store that it belonged to.

    Raises:
        StoreError: the backup isn't a store, or can't be read, or the store can't be written.
    """
    data = read_bytes(kept)
    parse(data, kept)
    try:
        with locked(lock_path(store)):
            before = _set_aside(store, now) if os.path.exists(store) else ""
            with replacing(store) as file:
                file.write(data)
            return before
    except OSError as error:
        raise _unwritable(store, "it", error) from None


def backups(store: FilePath, folder: FilePath | None = None) -> list[Backup]:
    """Return the backups of a store, beside it or in a folder, the newest first."""
    where, stem, suffix = _names(store, folder)
    pattern = re.compile(rf"{re.escape(stem)}\.({_DATE})\.backup{re.escape(suffix)}")
    found = []
    for name in guarded(where, lambda: os.listdir(where)):
        if match := pattern.fullmatch(name):
            path = os.path.join(where, name)
            with contextlib.suppress(OSError):  # it was deleted this moment
                found.append(Backup(path, match[1], os.stat(path).st_size))
    return sorted(found, key=lambda one: _age(one.made), reverse=True)


def _age(made: str) -> tuple[str, int]:
    """Return by what backups are sorted: the second, then the number within it."""
    date, number = made[:17], made[18:]
    return date, int(number or 1)


def _names(store: FilePath, folder: FilePath | None) -> tuple[str, str, str]:
    """Return the folder of a store's backups, and how their names begin and end."""
    target = os.path.realpath(store)
    stem, suffix = os.path.splitext(os.path.basename(target))
    return os.fspath(folder) if folder is not None else os.path.dirname(target), stem, suffix


def _copied(store: FilePath, folder: FilePath | None, now: datetime | None) -> str:
    """Copy a store's file to a name that nothing else has, durably and all at once."""
    where, stem, suffix = _names(store, folder)
    dated = format(now or datetime.now().astimezone(), _DATED)
    with guarded(store, lambda: files.opened(store)) as source:
        os.makedirs(where, exist_ok=True)
        with making(where) as (copy, made):
            files.copy(source, copy)
            os.chmod(made, stat.S_IMODE(os.fstat(source.fileno()).st_mode))
            copy.flush()
            os.fsync(copy.fileno())
            marks = chain([dated], (f"{dated}-{number}" for number in count(2)))
            names = (os.path.join(where, f"{stem}.{mark}.backup{suffix}") for mark in marks)
            path = next(name for name in names if _take_name(made, name))
    sync_folder(where)
    return path


def _take_name(made: str, path: str) -> bool:
    """Give a finished file a name, and tell whether it was free."""
    try:
        os.link(made, path)
    except FileExistsError:
        return False
    except OSError:  # some file systems have no links
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            return False
        os.replace(made, path)
    return True


def _set_aside(store: FilePath, now: datetime | None) -> str:
    """Back up what is in a store's place, whatever it is, with the journal that belongs to it."""
    if is_pending(store):
        # The journal of a damaged store can't be folded: both are kept as they are.
        with contextlib.suppress(StoreError):
            fold_locked(store)
    path = _copied(store, None, now)
    if is_pending(store):
        os.replace(journal_path(store), f"{path}.journal")
        sync_folder(os.path.dirname(path))
    return path


def _unwritable(store: FilePath, what: str, error: OSError) -> StoreError:
    """Return the error for what can't be written."""
    reason = error.strerror or str(error)
    problem = f"{what} can't be written ({reason})"
    return StoreError(store, "", problem, "check its permissions and free space")
