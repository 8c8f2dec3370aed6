"""The one thread that changes the store, and that checks whether others did.

A change is made there, off the event loop, and the changed store is prepared there, too:
the screen hears of it once it is durable, and never before. While there is nothing else to do, the
thread checks once a second whether others changed the store; and after a
pause in editing it folds the changes into the file.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from textual.message import Message
from textual.screen import Screen

from quoth.basics.garbage import let_stay, uncollected
from quoth.store.errors import Damaged, StoreError
from quoth.tui.threads.asking import Broke

if TYPE_CHECKING:
    from quoth.editing.changes import Change
    from quoth.query.seam import Changer, StoreQueries

# What it takes to change something is imported by the thread, once something is to be changed.
# ruff: noqa: PLC0415

_LOOKS: Final = 0.25
"""Seconds between two checks for changes by others: to look at a file or a socket costs little."""
_LONGER: Final = 4
"""How many times as long it is to the next check after one that failed."""
_PAUSE: Final = 1.5
"""Seconds after the last change until it is folded into the store's file."""
_MANY: Final = 5_000
"""Records from which a change is reported before it is shown."""
_BAD_LOOKS: Final = 2
"""Failed checks in a row before it is reported: writing a file in place takes a moment."""

_Found = TypeVar("_Found")
Make = Callable[["Changer"], "Change | None"]
"""Builds a change from the current store, or returns None if nothing would change."""


class Outcome(NamedTuple):
    """The outcome of a change."""

    change: Change | None
    """The change as it was made."""
    problem: str = ""
    """Why it wasn't made, in one line that is neutral."""
    is_conflict: bool = False
    """Whether another program changed the same."""


class Changed(Message):
    """The store has changed, and the new version can be queried."""

    def __init__(self, engine: StoreQueries, *, by_others: bool) -> None:
        """Create the message with the new engine, and whether others made the change."""
        super().__init__()
        self.engine = engine
        self.by_others = by_others


class Done(Message):
    """A job is done that a caller waits for."""

    def __init__(self, tell: Callable[[], None]) -> None:
        """Create the message with the function that reports the outcome."""
        super().__init__()
        self.tell = tell


class Trouble(Message):
    """Changes by others can't be read, or own changes can't be written to the file."""

    def __init__(self, problem: str) -> None:
        """Create the message with the problem in one neutralised line; empty once it is over."""
        super().__init__()
        self.problem = problem


class Worker:
    """Makes changes one after the other, and picks up those of others."""

    def __init__(self, screen: Screen[None]) -> None:
        """Create the worker of a screen, which receives its messages."""
        self._screen = screen
        self._bell = threading.Condition()
        self._jobs: deque[Callable[[], None]] = deque()
        self._closed = False
        self._begun: Changer | None = None
        self._last_change = 0.0
        self._bad_looks = 0
        self._said = ""
        self._shown = 0
        """How many changes by others the screen shows."""
        self._unprepared: StoreQueries | None = None
        """Queries whose names for completion are still to be prepared."""
        self.idle = threading.Event()
        """Set while there is nothing to wait for."""
        self.idle.set()

    def begin(self, changer: Changer) -> None:
        """Take what changes the store, and begin to look."""
        self._begun = changer
        threading.Thread(target=self._work, daemon=True).start()

    @property
    def is_ready(self) -> bool:
        """Whether the store is read."""
        return self._begun is not None

    @property
    def _changer(self) -> Changer:
        """What changes the store."""
        assert self._begun is not None  # noqa: S101  # not used before it is read
        return self._begun

    def close(self) -> None:
        """Stop; the current job is still finished, or has no effect."""
        with self._bell:
            self._closed = True
            self._jobs.clear()
            self._bell.notify()
            self.idle.set()

    # What may be asked for.

    def look(self, job: Callable[[Changer], _Found], then: Callable[[_Found], None]) -> None:
        """Look something up in the worker thread; pass the result to `then` in the UI thread."""

        def run() -> None:
            found = job(self._changer)
            self._post(Done(lambda: then(found)))

        self._add(run)

    def change(self, make: Make, then: Callable[[Outcome], None]) -> None:
        """Make a change; call `then` once it is durable, or with the reason why it isn't made."""

        def make_it(workspace: Changer) -> Change | None:
            change = make(workspace)
            return change and workspace.commit(change)

        self._add(lambda: self._change(make_it, then))

    def undo(self, then: Callable[[Outcome], None]) -> None:
        """Undo the last change."""
        self._add(lambda: self._change(lambda workspace: workspace.undo(), then))

    def redo(self, then: Callable[[Outcome], None]) -> None:
        """Redo the change undone last."""
        self._add(lambda: self._change(lambda workspace: workspace.redo(), then))

    def finish(self, then: Callable[[], None]) -> None:
        """Finish all jobs and fold all changes into the store's file, then call back."""

        def run() -> None:
            self._fold()
            self._post(Done(then))

        self._add(run)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way, or not in the store's file yet."""
        pending = self._begun is not None and self._begun.is_pending
        return pending or not self.idle.is_set()

    def look_again(self, then: Callable[[bool], None]) -> None:
        """Check at once whether others changed anything, and call back with the answer."""

        def run() -> None:
            found = False
            with contextlib.suppress(StoreError):
                found = self._take_in()
            self._post(Done(lambda: then(found)))

        self._add(run)

    def rebuild(self, then: Callable[[bool], None]) -> None:
        """Rebuild the damaged index of the store, then call back."""

        def run() -> None:
            self._rebuild()
            self._post(Done(lambda: then(True)))

        self._add(run)

    def _add(self, job: Callable[[], None]) -> None:
        """Put a job behind the others."""
        with self._bell:
            self.idle.clear()
            self._jobs.append(job)
            self._bell.notify()

    # What the thread does.

    def _work(self) -> None:
        """Do one job after the other, and check for changes by others between them."""
        try:
            while not self._closed:
                with self._bell:
                    self._bell.wait_for(lambda: self._jobs or self._closed, self._patience())
                    job = self._jobs.popleft() if self._jobs else None
                if job is not None:
                    self._do(job)
                elif not self._closed:
                    self._or_rebuild(self._look_around)
        except Exception as error:  # noqa: BLE001  # raised again where it ends the program
            self._post(Broke(error))

    def _do(self, job: Callable[[], None]) -> None:
        """Do a job."""
        self._or_rebuild(job)
        with self._bell:
            if not self._jobs:
                self.idle.set()

    def _or_rebuild(self, job: Callable[[], None]) -> None:
        """Do a job; if the index turns out to be damaged, do it again without the index."""
        try:
            job()
        except Damaged:
            self._rebuild()
            job()

    def _rebuild(self) -> None:
        """Start again without the damaged index, keeping all changes.

        Raises:
            StoreError: the store can't be read.
        """
        self._unprepared = None
        self._changer.rebuild()
        self._show(by_others=False)

    def _patience(self) -> float:
        """Return how long to wait for a job."""
        if self._unprepared is not None:
            return 0.0
        looks = _LOOKS * _LONGER if self._bad_looks else _LOOKS
        if not self._changer.is_pending:
            return looks
        return max(0.0, min(looks, self._last_change + _PAUSE - time.monotonic()))

    def _change(
        self,
        make: Callable[[Changer], Change | None],
        then: Callable[[Outcome], None],
    ) -> None:
        """Make a change, and report it once it is durable."""
        from quoth.checking.merging import MergeError
        from quoth.editing.errors import ConflictError, EditError

        try:
            with uncollected():
                change = make(self._changer)
                let_stay(len(change.edits) if change is not None else 0)
        except Damaged:  # what was done may be done: it isn't done again
            self._rebuild()
            outcome = Outcome(None, "The index was damaged. Check whether that was done.")
        except (EditError, StoreError, MergeError) as error:
            outcome = Outcome(None, _reason(error), isinstance(error, ConflictError))
            with contextlib.suppress(StoreError):
                self._take_in()
        else:
            outcome = Outcome(change)
            if change is not None and change.edits:
                self._last_change = time.monotonic()
                if len(change.edits) >= _MANY:  # it is durable, and takes long to be shown
                    self._post(Done(lambda: then(outcome)))
                    with uncollected():
                        self._show(by_others=False)
                        let_stay(len(change.edits))
                    return
                self._show(by_others=False)
        self._post(Done(lambda: then(outcome)))

    def _show(self, *, by_others: bool) -> None:
        """Prepare the current store for queries, and have it shown."""
        self._shown = self._changer.taken_in
        engine = self._changer.queries()
        self._post(Changed(engine, by_others=by_others))
        self._unprepared = engine

    # Others.

    def _look_around(self) -> None:
        """Pick up changes by others; fold own changes into the file after a pause."""
        if self._unprepared is not None:
            self._unprepared.prepare()
            self._unprepared = None
            return
        try:
            self._take_in()
        except StoreError as error:
            self._bad_looks += 1
            if self._bad_looks >= _BAD_LOOKS:
                self._say(_reason(error))
            return
        self._bad_looks = 0
        if self._patience() <= 0:
            self._fold()
        else:
            self._say("")

    def _take_in(self) -> bool:
        """Pick up changes by others, and tell whether there were any.

        Raises:
            StoreError: the store can't be read any more.
        """
        self._changer.follow()
        return self._show_others()

    def _show_others(self) -> bool:
        """Show changes by others, and tell whether there were any."""
        if self._changer.taken_in == self._shown:
            return False
        self._last_change = time.monotonic()
        self._show(by_others=True)
        return True

    def _fold(self) -> None:
        """Fold the changes into the file; if that fails, they stay durable in the journal."""
        try:
            self._changer.fold()
        except Damaged:
            self._rebuild()
        except (OSError, StoreError) as error:
            reason = error.strerror if isinstance(error, OSError) else _reason(error)
            self._last_change = time.monotonic() + 20 * _PAUSE
            self._say(f"Saved to the journal; the file can't be written now ({reason})")
        else:
            self._say("")
            self._show_others()

    def _say(self, problem: str) -> None:
        """Report a problem once, and once more when it is over."""
        if problem != self._said:
            self._said = problem
            self._post(Trouble(problem))

    def _post(self, message: Message) -> None:
        """Post a message, unless the screen is gone."""
        if not self._closed:
            self._screen.post_message(message)


def _reason(error: Exception) -> str:
    """Return why something can't be done, without the name of the store, which is on the screen."""
    if not isinstance(error, StoreError):
        return str(error)
    where = f"{error.where}: " if error.where else ""
    return f"{where}{error.problem}; {error.remedy}"
