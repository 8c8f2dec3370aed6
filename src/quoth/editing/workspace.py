"""A store to work in: changes, what takes them back, and what the store holds meanwhile."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

from quoth.basics.places import FilePath
from quoth.editing.changes import Change
from quoth.editing.current import Current
from quoth.editing.editor import Editor
from quoth.editing.history import History
from quoth.editing.layering import with_own_layer
from quoth.index.corpus import Corpus
from quoth.index.opening import open_checked
from quoth.settings.who import login_name
from quoth.store.journal import DocumentTexts
from quoth.store.upstream import Upstream


class Workspace:
    """One person's work on a store; safe beside others', and for one thread at a time."""

    def __init__(
        self,
        path: FilePath,
        *,
        corpus: Corpus | None = None,
        open_: Callable[[FilePath], Corpus] = open_checked,
        histories: Path | None = None,
        who: Callable[[], str] = login_name,
        upstream: Upstream | None = None,
    ) -> None:
        """Name the store; `corpus` is what it holds, where that is at hand, `who` who changes it.

        With an `upstream`, the file is a copy of that: changes go there first, and news are read
        from there. It also says who makes the changes, and its name is that of the history, which
        outlives the copy.

        Raises:
            StoreError: it can't be read.
        """
        if upstream is None:
            self.editor: Editor = Editor(path, corpus=corpus, open_=open_, who=who)
            self.history = History(path, histories)
        else:
            # A store in a file doesn't wait for the imports that a server needs.
            from quoth.editing.mirroring_editor import MirroringEditor  # noqa: PLC0415

            who = partial(getattr, upstream, "user")
            self.editor = MirroringEditor(path, upstream, corpus=corpus, open_=open_, who=who)
            self.history = History(path, histories, name=upstream.name)
        self._who = who

    @property
    def current(self) -> Current:
        """The records as they are now, with their keys."""
        return self.editor.current

    @property
    def is_pending(self) -> bool:
        """Whether something is in the journal, and not in the file yet."""
        return self.editor.is_pending

    @property
    def corpus(self) -> Corpus:
        """What the store holds now, with all that was changed."""
        return self.editor.corpus

    def commit(self, change: Change) -> Change:
        """Make a change that can be taken back; as `Editor.commit`, which says what is raised.

        What is added to a source that this person is to code goes into their layer.
        """
        texts = DocumentTexts()
        made = self.editor.commit(with_own_layer(self.current, change, self._who()), texts)
        if made.edits:
            with contextlib.suppress(OSError):  # it is kept, though it can't be taken back
                self.history.done(made, texts)
        return made

    def undo(self) -> Change | None:
        """Undo the last change, and return it; `None` if there is none.

        Raises:
            EditError: someone changed the same since, or it would leave the store invalid.
            StoreError: the store can't be read any more, or can't be written.
        """
        change = self.history.to_undo()
        if change is not None:
            inverse = change.inverse()
            made = self.editor.commit(inverse._replace(label=f"undo: {change.label}"))
            self.history.undone()
            return change._replace(edits=made.inverse().edits)
        return None

    def redo(self) -> Change | None:
        """Redo the change undone last, and return it; as `undo`."""
        change = self.history.to_redo()
        if change is not None:
            made = self.editor.commit(change._replace(label=f"redo: {change.label}"))
            self.history.redone()
            return change._replace(edits=made.edits)
        return None

    def fold(self) -> None:
        """Put what is in the journal into the store's file.

        Raises:
            StoreError: the store can't be read any more.
            OSError: it can't be written; the journal stays, and the next who opens the store folds.
        """
        self.editor.fold()
