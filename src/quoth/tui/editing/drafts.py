"""Text typed into a form and not saved yet, which survives the form and the program.

There is one file per form, in the platform's state directory, readable only by its owner. It is
removed once the form is saved, or once the user discards the text.
"""

from __future__ import annotations

import contextlib
import json
import threading
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from quoth.basics import files
from quoth.basics.places import state_folder
from quoth.basics.scratch import making, put
from quoth.basics.state_file import LARGEST
from quoth.store.parsing import Document


class UnsavedForm(NamedTuple):
    """The texts in the fields of a form, and the record as it was then."""

    texts: Mapping[str, str]
    before: Document | None


class DraftFile:
    """Where the draft of one form is kept; written in threads, the last one wins."""

    def __init__(self, store: str, form: str) -> None:
        """Create the file for the draft of one form of one store."""
        name = f"{store}\0{form}".encode("utf-8", "surrogateescape")
        key = f"{zlib.crc32(name):08x}{zlib.crc32(name[::-1]):08x}"
        self._path = Path(state_folder(), "drafts", f"{key}.json")
        self._turn = threading.Lock()
        self._newest = 0

    def read(self) -> UnsavedForm | None:
        """Return what was typed, if anything was."""
        try:
            found = json.loads(files.whole(self._path, LARGEST))
            texts = {str(name): str(text) for name, text in found["texts"].items()}
            before = found["before"]
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return UnsavedForm(texts, before if isinstance(before, dict) else None)

    def keep(self, draft: UnsavedForm) -> None:
        """Keep what is typed."""
        self._begin(json.dumps({"texts": dict(draft.texts), "before": draft.before}))

    def forget(self) -> None:
        """Keep nothing any more."""
        self._begin("")

    def _begin(self, text: str) -> None:
        """Write a text, or nothing, unless a newer one is there by then."""
        self._newest += 1
        threading.Thread(target=self._write, args=(self._newest, text)).start()

    def _write(self, number: int, text: str) -> None:
        """Write a text; where that can't be, who types is not disturbed by it."""
        with self._turn, contextlib.suppress(OSError):
            if number != self._newest:
                return
            if not text:
                self._path.unlink(missing_ok=True)
                return
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with making(str(self._path.parent)) as (file, made):
                file.write(text.encode("ascii"))
                put(file, made, self._path, durably=False)
