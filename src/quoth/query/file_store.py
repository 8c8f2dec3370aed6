"""The store that is a file, behind the seam: its index, its journal and its history stay in here.

A large file is opened in steps, from an index that is checked. Changes go to its journal and are
folded into the file; a person's history makes them undoable. The stamps of the file and of its
journal show whether others changed it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quoth.basics.places import FilePath
from quoth.store.errors import Damaged, StoreError

if TYPE_CHECKING:
    from quoth.editing.changes import Change
    from quoth.editing.current import Current
    from quoth.editing.workspace import Workspace
    from quoth.index.corpus import Corpus
    from quoth.query.run import Engine
    from quoth.query.seam import OpeningStep
    from quoth.store.upstream import Upstream

# What it takes to open a store, or to change it, is imported by the thread that does so.
# ruff: noqa: PLC0415

KEPT: Final = 1 << 24
"""Bytes of the largest store that is kept in memory, whatever becomes of the file."""
Saved = Callable[[], Mapping[str, str]]
"""Returns the searches that a query may name."""
Who = Callable[[], str]
"""Returns the name of who looks at the store."""


class FileStore:
    """A store in a file, as the explorer opens it."""

    def __init__(
        self, path: FilePath, saved: Saved, who: Who = str, upstream: Upstream | None = None
    ) -> None:
        """Name the file, what queries may name, who asks, and what it is a copy of, if any."""
        self._upstream = upstream
        self._path = path
        self._saved = saved
        self._who = who
        self._corpus: Corpus | None = None
        self._changer: FileChanger | None = None

    def probe(self) -> None:
        """Look whether the file could be a store at all, without reading it whole.

        Raises:
            StoreError: it can't be read, is empty, or begins otherwise than a store.
        """
        from quoth.store.parsing import probe

        probe(self._path)

    @property
    def may_write(self) -> bool:
        """Whether the file and its folder may be written."""
        folder = Path(self._path).resolve().parent
        return os.access(self._path, os.W_OK) and os.access(folder, os.W_OK)

    def open(self) -> Iterator[OpeningStep]:
        """Yield what the file holds, in steps if it is large; a damaged index is rebuilt.

        Raises:
            StoreError: it can't be read, or isn't a valid store.
        """
        from quoth.index.opening import forget

        try:
            yield from self._steps(None)
        except Damaged:
            yield from self._steps(forget(self._path))

    def _steps(self, cache: FilePath | None) -> Iterator[OpeningStep]:
        """Yield what the file holds, whose index is kept in the folder `cache`.

        The part of the index that the screen reads itself is checked: the screen can't ask again.

        Raises:
            Damaged: the index is to be rebuilt.
            StoreError: the file can't be read, or isn't a valid store.
        """
        from quoth.index.indexing import opened_in_steps, sets_for
        from quoth.index.opening import check_index
        from quoth.query.layered import engine_of
        from quoth.query.seam import OpeningStep

        for step in opened_in_steps(self._path, cache=cache, make_sets=sets_for(self._path)):
            if step.corpus is None:
                yield OpeningStep(None, step.share)
                continue
            check_index(step.corpus, searched=False)
            self._corpus = step.corpus
            if step.share >= 1:
                step.corpus.file.keep(KEPT)
            engine = engine_of(step.corpus, self._saved, self._who)
            engine.corpus.prepare()
            yield OpeningStep(engine, step.share)

    def changer(self) -> FileChanger:
        """Return what changes the file, once all of it was opened."""
        assert self._corpus is not None  # noqa: S101  # it was opened
        self._changer = FileChanger(
            self._path, self._corpus, self._saved, self._who, self._upstream
        )
        return self._changer

    def close(self) -> None:
        """Close the file."""
        shown = self._changer.shown if self._changer is not None else None
        for corpus in (self._corpus, shown):
            if corpus is not None:
                corpus.close()

    def forget_index(self) -> None:
        """Remove the index, which is damaged."""
        from quoth.index.opening import forget

        forget(self._path)


class FileChanger:
    """What changes a store in a file, and follows what other programs do to it.

    The workspace is made, and all of the index checked for it, when something is changed first:
    to look only takes two questions to the file system a second.
    """

    def __init__(
        self,
        path: FilePath,
        corpus: Corpus,
        saved: Saved,
        who: Who = str,
        upstream: Upstream | None = None,
    ) -> None:
        """Name the file; take what it holds, what queries may name, who asks, and its `upstream`.

        That is what the file is a copy of, if it is one: it is asked for news whenever others are
        followed.
        """
        self._who = who
        self._upstream = upstream
        self._path = path
        self._corpus: Corpus | None = corpus
        self._saved = saved
        self._made: Workspace | None = None
        self.shown: Corpus | None = None
        """What was made ready to be shown last."""

    @property
    def _workspace(self) -> Workspace:
        """The workspace, which is made when it is first of use."""
        if self._made is None:
            from quoth.editing.workspace import Workspace
            from quoth.index.opening import check_index

            if self._corpus is not None:
                check_index(self._corpus)
            self._made = Workspace(
                self._path,
                corpus=self._corpus,
                open_=self._opened,
                who=self._who,
                upstream=self._upstream,
            )
            self._corpus = None
        return self._made

    def _opened(self, path: FilePath) -> Corpus:
        """Return what a file holds that another program put there, read by a process of its own."""
        from quoth.index.indexing import opened_aside, sets_for

        corpus = opened_aside(path, sets_for(path))
        corpus.file.keep(KEPT)
        return corpus

    @property
    def who(self) -> str:
        """The name in which changes are made."""
        return self._who()

    @property
    def current(self) -> Current:
        """The records as they are now."""
        return self._workspace.current

    def commit(self, change: Change) -> Change:
        """Make a change that can be taken back; as `Workspace.commit`."""
        return self._workspace.commit(change)

    def undo(self) -> Change | None:
        """Take back the last change, and return it; as `Workspace.undo`."""
        return self._workspace.undo()

    def redo(self) -> Change | None:
        """Redo the change undone last, and return it; as `Workspace.undo`."""
        return self._workspace.redo()

    @property
    def is_pending(self) -> bool:
        """Whether something is in the journal, and not in the file yet."""
        return self._made is not None and self._made.is_pending

    def fold(self) -> None:
        """Put what is in the journal into the file; as `Workspace.fold`."""
        if self._made is not None:
            self._made.fold()

    def follow(self) -> None:
        """Take in what others changed.

        Raises:
            StoreError: the store can't be read any more.
        """
        if self._made is not None or self._upstream is not None or self._is_other():
            self._workspace.editor.follow()

    def _is_other(self) -> bool:
        """Tell whether the file is another than was read, or has a journal."""
        from quoth.store.file import Stamp, journal_path

        assert self._corpus is not None  # noqa: S101  # the corpus isn't asked for with a workspace
        try:
            changed = Stamp.of(Path(self._path).stat()) != self._corpus.file.stamp
        except OSError:
            return True
        return changed or Path(journal_path(self._path)).exists()

    @property
    def taken_in(self) -> int:
        """How often others' changes were taken in."""
        return 0 if self._made is None else self._made.editor.taken_in

    def queries(self) -> Engine:
        """Return what finds and counts in the store as it is now, ready to be shown.

        If it can't be folded first where that is best, it is what it would be without.
        """
        from quoth.query.layered import engine_of

        if self._workspace.editor.is_best_folded:
            with contextlib.suppress(Damaged, OSError, StoreError):
                self._workspace.fold()
        self.shown = self._workspace.corpus
        engine = engine_of(self.shown, self._saved, self._who)
        engine.corpus.prepare()
        return engine

    def rebuild(self) -> None:
        """Begin again with an index that is rebuilt of the file, with all that was changed in it.

        Raises:
            StoreError: the store can't be read.
        """
        from quoth.index.opening import forget

        forget(self._path)
        self._made = None
        self._corpus = self._opened(self._path)
