"""The files that a typed path may become: articles, and the folders on the way to them."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from quoth.basics.files import is_there
from quoth.intake.files.reading import ENDINGS

ENDINGS_OF: Final[Mapping[str, Collection[str]]] = {"file": ENDINGS.keys()}
"""How the files end that a field of a form may name; for other fields any file does."""
_MOST_OFFERED: Final = 8
_MOST_SEEN: Final = 5_000
"""Entries of a folder that are examined; in a larger folder the user has to type more."""


def offered(typed: str, endings: Collection[str] = ENDINGS.keys()) -> Sequence[str]:
    """Return the paths that begin as what is typed, folders with a slash; nothing for a whole one.

    Files are offered that have one of some `endings`; where there are none, all files.

    Letters are compared whatever their case, and what begins with a point is left out until that
    is typed, as a shell does. A name that can't be shown as it is isn't offered.
    """
    if not typed.strip():
        return ()
    folder, begun = os.path.split(typed)
    there = Path(folder or ".").expanduser() if folder[:1] == "~" else Path(folder or ".")
    wanted = begun.casefold()
    try:
        with os.scandir(there) as entries:
            found = [
                one.name + "/" * one.is_dir()
                for one in islice(entries, _MOST_SEEN)
                if one.name.casefold().startswith(wanted)
                and one.name.startswith(".") == begun.startswith(".")
                and one.name.isprintable()
                and (one.is_dir() or not endings or Path(one.name).suffix.casefold() in endings)
            ]
    except (OSError, RuntimeError, ValueError):  # no such folder, no such user, no such name
        return ()
    if begun in found:
        return ()
    return [os.path.join(folder, name) for name in sorted(found)[:_MOST_OFFERED]]  # noqa: PTH118


def named(typed: str) -> Path:
    """Return the path that is typed; or dropped, between marks, as some terminals do."""
    bare = typed.strip()
    if len(bare) > 2 and bare[0] == bare[-1] and bare[0] in "'\"" and not is_there(bare):
        bare = bare[1:-1]
    try:
        return Path(bare).expanduser()
    except RuntimeError:  # there is no such user
        return Path(bare)
