"""A watch: what a search finds that it didn't find when it was last asked."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quoth.basics import files
from quoth.basics.places import FilePath, state_folder
from quoth.basics.state_file import LARGEST, begin_folder, key_of, locked, replace

if TYPE_CHECKING:
    from quoth.cli.printing import Printer

_DIGEST: Final = 6
"""Bytes by which a statement is remembered: too many for two to be taken for one."""
_LETTERS: Final = 4 * _DIGEST // 3


class Watch:
    """Which statements a search has shown before, of one store.

    What was shown is remembered once it is printed, so that nothing unread is lost. A
    file that can't be read holds nothing: then all is shown again rather than too little.
    """

    def __init__(self, store: FilePath, query: str, folder: FilePath | None = None) -> None:
        """Name the store and the search; nothing is read yet."""
        self._store = key_of(store)
        self._query = " ".join(query.split())
        name = _mark(f"{self._store}\n{self._query}")
        self._path = Path(folder or Path(state_folder(), "watches"), f"{name}.json")
        self._shown: set[str] = set()

    @cached_property
    def _before(self) -> frozenset[str]:
        """The marks of what was shown before."""
        try:
            contents: object = json.loads(files.whole(self._path, LARGEST))
        except (OSError, ValueError, RecursionError):
            return frozenset()
        shown = contents.get("shown") if isinstance(contents, dict) else ""
        text = shown if isinstance(shown, str) else ""
        return frozenset(text[at : at + _LETTERS] for at in range(0, len(text), _LETTERS))

    def begin(self) -> None:
        """Forget what is being shown, because it is shown again."""
        self._shown.clear()

    def is_new(self, statement_id: str) -> bool:
        """Tell whether a statement wasn't shown before."""
        return _mark(statement_id) not in self._before

    def show(self, statement_ids: Iterable[str]) -> None:
        """Take what is being shown."""
        self._shown.update(map(_mark, statement_ids))

    def keep(self, printer: Printer) -> bool:
        """Remember what was shown, now that it is printed; say so and return false if it can't be.

        What others have shown meanwhile stays remembered.
        """
        if not self._shown:
            return True
        try:
            begin_folder(self._path)
            with locked(self._path):
                self.__dict__.pop("_before", None)
                marks = sorted(self._before | self._shown)
                contents = {"store": self._store, "query": self._query, "shown": "".join(marks)}
                replace(self._path, dict[str, object](contents))
        except OSError as error:
            printer.say(
                f"quoth: {self._path}: what was shown can't be remembered "
                f"({error.strerror or error}); it will be shown again"
            )
            return False
        return True


def _mark(text: str) -> str:
    """Return by what a text is remembered."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
    return urlsafe_b64encode(digest).decode("ascii")
