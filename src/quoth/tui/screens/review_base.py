"""The base of every part of a review: its panes, what they show, and how a change is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer

from quoth.editing.changes import Change
from quoth.intake.following import followed
from quoth.store.snapshot import Snapshot
from quoth.tui.configured import table_of
from quoth.tui.editing import reviewing
from quoth.tui.editing.review import Review
from quoth.tui.lines.draft_lines import DraftView, progress
from quoth.tui.look.painting import LineBar, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.threads.working import Outcome
from quoth.tui.widgets.article_pane import ArticlePane
from quoth.tui.widgets.draft_pane import DraftPane
from quoth.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from quoth.query.seam import Changer
    from quoth.tui.editing.desk import Desk


_WIDE: Final = 100
"""Columns from which on the article and the draft are side by side."""
_NARROW: Final = 56
"""Columns below which progress is shown in signs."""


class ReviewBase(Dialog[None], inherit_bindings=False):
    """A screen that shows the drafts of a source beside their article."""

    def __init__(self, desk: Desk, source: str, statement: str = "") -> None:
        """Take who edits, the source to begin with, and perhaps the statement."""
        super().__init__()
        self._desk = desk
        self._first = statement
        self._review = Review(source)
        self._pausing: Timer | None = None
        self._unfolded = False

    def compose(self) -> ComposeResult:
        """Make the line of how far it is, the article, the draft and the keys."""
        yield LineBar(id="review-about")
        with Container(id="review-panes"):
            yield ArticlePane(id="review-article")
            yield DraftPane(id="review-draft")
        yield KeyBar(id="review-keys")

    def on_resize(self) -> None:
        """Arrange the panes for another size."""
        self._fold()
        self.call_after_refresh(self._show)

    def _fold(self) -> None:
        """Put the panes side by side, or one above the other, or show the draft alone."""
        width, height = self.app.size
        is_wide = width >= _WIDE
        self.query_one("#review-panes").set_class(is_wide, "wide")
        self.query_one(ArticlePane).display = is_wide or not self._unfolded
        draft = self.query_one(DraftPane)
        if is_wide:
            draft.styles.width, draft.styles.height = max(40, width * 3 // 8), "1fr"
        else:
            draft.styles.width = "1fr"
            draft.styles.height = "1fr" if self._unfolded else max(4, min(9, height // 3))

    # What is shown.

    @property
    def _corpus(self) -> Snapshot:
        """The current content of the store."""
        return self._desk.engine.corpus

    def show_changes(self) -> None:
        """Show the drafts as they are now."""
        self._review.reload(self._corpus)
        self._show()

    def _show(self) -> None:
        """Show the current statement, in its article and beside it."""
        review = self._review
        self._show_state()
        item = review.moved()
        if item is None:
            self.query_one(ArticlePane).show("", (), 0)
            self.query_one(DraftPane).show(None)
            return
        locator = item.statement.locator
        at = item.spans[0].start if item.spans else (locator.start if locator else 0) or 0
        self.query_one(ArticlePane).show(review.text, review.marks(), at)
        has_words = self.app.size.width >= _WIDE or self._unfolded or not item.spans
        shown = DraftView(self._corpus, item, review.text, review.status(item), has_words)
        self.query_one(DraftPane).show(shown)

    def _show_state(self) -> None:
        """Say in which article this is, and how far it is gone through."""
        source, far = self._review.origin, self._review.progress
        others = "{next_article} goes to the next article"
        if not reviewing.neighbour(self._corpus, self._review.source, 1):
            others = "{leave_review} leaves"
        left = line(" ", (table_of(self).told(f"No draft is left here; {others}"), "title"))
        if source is not None and far.number:
            publisher = f"  {plain(source.publisher)}" if source.publisher else ""
            left = line(" ", (plain(source.title), "title"), (publisher, "faint"))
        right = line((f"{progress(far, is_short=self.app.size.width < _NARROW)} ", "label"))
        self.query_one("#review-about", LineBar).show(left, right)

    def say(self, text: str) -> bool:
        """Say something that is soon forgotten, in the bar of keys."""
        self.query_one(KeyBar).say(text)
        return True

    # What is changed.

    def _change(
        self, make: Callable[[Changer], Change], ids: Sequence[str] = (), done: str = ""
    ) -> None:
        """Make a change, and say that it is done.

        Where it can't be made, take back what was decided of some statements.
        """

        def tell(outcome: Outcome) -> None:
            if outcome.problem:
                self._review.forget(ids)
                self.show_changes()
                self.say(f"Not saved: {plain(outcome.problem)}")
            elif done:
                self.say(f"{done} {table_of(self).key('undo_review')} takes it back.")

        def whole(workspace: Changer) -> Change:
            return followed(workspace.current, make(workspace))

        self._desk.worker.change(whole, tell)

    def _keep_moved(self) -> None:
        """Store where the current words were moved to."""
        if self._pausing is not None:
            self._pausing.stop()
            self._pausing = None
        if (settled := self._review.take_move()) is not None:
            text, (statement, spans) = self._review.text, settled
            self._change(lambda it: reviewing.adjusted(it.current, statement, text, spans))
