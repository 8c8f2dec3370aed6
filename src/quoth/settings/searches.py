"""Recent searches, and the searches that the user gave a name: one small file.

It is in the platform's state directory, not in a store or beside one: a store is shared, but
searches are private. So only the file's owner may read it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from quoth.basics import files
from quoth.basics.places import FilePath, state_folder
from quoth.basics.state_file import LARGEST, begin_folder, key_of, locked, replace
from quoth.basics.text import NEWLINE_SIGN, spell_out

MOST_RECENT: Final = 50
"""Searches that are remembered for each store."""
_LONGEST_NAME: Final = 60
_LONGEST_TEXT: Final = 4_000
_NO_NAME: Final = '"“”„()@'
"""Signs that the language of queries would not take for part of a name."""


class SearchesError(Exception):
    """Searches that can't be kept: what is wrong and what to do about it, in one line."""

    def __init__(self, message: str) -> None:
        """Take the message; what it repeats is spelt out, so that it stays one line."""
        super().__init__(spell_out(message).replace("\n", NEWLINE_SIGN))


def default_path() -> Path:
    """Return where a person's searches are kept: in the platform's state directory."""
    return Path(state_folder(), "searches.json")


class Searches:
    """The recent and the saved searches in a file, which other processes may use as well.

    Reading never fails: a file that can't be read holds nothing, and `note` says why. It is kept as
    a `.bak` before anything is written in its place.
    """

    def __init__(self, path: Path) -> None:
        """Name the file; it is read when it is asked for."""
        self._path = path
        self.note = ""
        """What was wrong with the file when it was last read, in one line, if anything was."""

    def recent(self, store: FilePath) -> list[str]:
        """Return what was searched in a store, the latest first."""
        return _texts(self._read().get("recent"), key_of(store))

    def remember(self, store: FilePath, text: str) -> None:
        """Put a search at the head of the recent ones.

        Raises:
            SearchesError: it can't be written.
        """
        text = text.strip()
        if not text or len(text) > _LONGEST_TEXT:
            return

        def put(contents: dict[str, object]) -> None:
            recent = _table(contents, "recent")
            others = [other for other in _texts(recent, key_of(store)) if other != text]
            recent[key_of(store)] = [text, *others][:MOST_RECENT]

        self._change(put)

    def saved(self) -> dict[str, str]:
        """Return the saved searches by name, in the order in which they were first saved."""
        return _strings(self._read().get("saved"))

    def save(self, name: str, text: str) -> None:
        """Give a search a name, or a name another search.

        Raises:
            SearchesError: the name can't be one, the search is empty, or it can't be written.
        """
        name, text = _checked_name(name), text.strip()
        if not text or len(text) > _LONGEST_TEXT:
            state = "too long" if text else "empty"
            raise SearchesError(f"a search that is {state} can't be saved")

        def put(contents: dict[str, object]) -> None:
            saved = _table(contents, "saved")
            # The language tells no upper from lower case, so two names that differ in it are one.
            for other in [other for other in saved if other.casefold() == name.casefold()]:
                if other != name:
                    del saved[other]
            saved[name] = text

        self._change(put)

    def forget(self, name: str) -> None:
        """Take away a saved search, if there is one of this name.

        Raises:
            SearchesError: it can't be written.
        """
        if name not in self.saved():
            return

        def drop(contents: dict[str, object]) -> None:
            _table(contents, "saved").pop(name, None)

        self._change(drop)

    # -- The file ----------------------------------------------------------------------------------

    def _read(self) -> dict[str, object]:
        """Return what the file holds: nothing where it can't be read."""
        self.note = ""
        try:
            contents: object = json.loads(files.whole(self._path, LARGEST))
        except FileNotFoundError:
            return {}
        except OSError as error:
            return self._ignore(f"can't be read ({error.strerror or error})")
        except (ValueError, RecursionError):
            return self._ignore("is damaged")
        if not _is_ours(contents):
            return self._ignore("holds something else")
        return dict(contents) if isinstance(contents, dict) else {}

    def _ignore(self, problem: str) -> dict[str, object]:
        """Note why a file is taken for empty."""
        message = f"{self._path}: the file of searches {problem}, so none are known"
        self.note = str(SearchesError(message))
        return {}

    def _change(self, change: Callable[[dict[str, object]], None]) -> None:
        """Change what the file holds now, which others may have written meanwhile."""
        try:
            begin_folder(self._path)
            with locked(self._path):
                contents = self._read()
                if self.note:
                    files.whole(self._path, LARGEST)  # what else it is isn't copied
                    shutil.copy2(self._path, _free_backup(self._path))
                change(contents)
                replace(self._path, contents)
        except OSError as error:
            raise SearchesError(
                f"{self._path}: searches can't be kept there ({error.strerror or error}); "
                "see who may write to that directory"
            ) from error


def _is_ours(contents: object) -> bool:
    """Tell whether a file holds searches; it may hold more, from a later version."""
    if not isinstance(contents, dict):
        return False
    recent, saved = contents.get("recent", {}), contents.get("saved", {})
    return (
        isinstance(recent, dict)
        and isinstance(saved, dict)
        and all(isinstance(texts, list) for texts in recent.values())
        and all(isinstance(text, str) for texts in recent.values() for text in texts)
        and all(isinstance(text, str) for text in saved.values())
    )


def _strings(table: object) -> dict[str, str]:
    """Return a table of texts."""
    return {str(name): str(text) for name, text in table.items()} if isinstance(table, dict) else {}


def _texts(table: object, key: str) -> list[str]:
    """Return the texts that a table has under a key."""
    texts = table.get(key) if isinstance(table, dict) else None
    return [str(text) for text in texts] if isinstance(texts, list) else []


def _table(contents: dict[str, object], name: str) -> dict[str, object]:
    """Return a table of the file, to be changed."""
    table = contents.get(name)
    if not isinstance(table, dict):
        contents[name] = table = {}
    return table


def _checked_name(name: str) -> str:
    """Return a name that a query can use, without the blanks around it."""
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME:
        raise SearchesError(f"a name for a search has 1 to {_LONGEST_NAME} characters")
    found = next((sign for sign in name if sign in _NO_NAME or not sign.isprintable()), "")
    if found:
        raise SearchesError(f"a name for a search can't hold “{found}”")
    return name


def _free_backup(path: Path) -> Path:
    """Return a name for a copy that takes no other copy's place."""
    number = 0
    while (backup := path.with_name(f"{path.name}.bak{number or ''}")).exists():
        number += 1
    return backup
