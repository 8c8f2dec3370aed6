"""Drafts beside their article: one key accepts one, or drops it, and goes on to the next.

Decisions are stored at once, so that a review can be left and resumed with the drafts left.
The words of a draft are moved by whole words of the article; that is kept once a person pauses, or
decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from quoth.presenting.quotation import speaker
from quoth.store.model import Status
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import table_of
from quoth.tui.editing import reviewing
from quoth.tui.look.painting import plain
from quoth.tui.screens.review_fields import ReviewFields
from quoth.tui.threads.working import Outcome
from quoth.tui.widgets.article_pane import ArticlePane
from quoth.tui.widgets.key_bar import KeyBar

# What is opened later is imported then.
# ruff: noqa: PLC0415


class ReviewScreen(ReviewFields, inherit_bindings=False):
    """The screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.REVIEWING)]

    def on_mount(self) -> None:
        """Show the first of the drafts."""
        self.query_one(KeyBar).show_place(Context.REVIEWING)
        self._fold()
        self._review.load(self._corpus, self._first)
        self._show()
        self.call_after_refresh(self._ask_when_published)

    # From one to the next.

    def action_next_draft(self) -> None:
        """Go to the next draft; this one stays pending."""
        self._go_to(self._review.place + 1)

    def action_previous_draft(self) -> None:
        """Go to the one before."""
        self._go_to(self._review.place - 1)

    def action_next_doubtful(self) -> None:
        """Go to the next draft that a person should look at; those between stay pending."""
        here, place = self._review.place, self._review.doubtful()
        if place is None:
            self.say("No other draft left here is doubtful.")
            return
        self._go_to(place)
        if place < here:
            self.say("That was the last with a doubt; this is the first.")

    def _go_to(self, place: int) -> None:
        """Go to the statement of a place, if there is one."""
        self._keep_moved()
        self.query_one(KeyBar).hush()
        self._review.go_to(place)
        self._show()

    def _go_on(self) -> None:
        """Go to the next draft that is left; stay where none is."""
        if left := self._review.left():
            self._go_to(left[0])
            return
        self._show()
        here = self._corpus.sources.number(self._review.source)
        others = sum(one != here for one in self._corpus.sources_with_drafts())
        key = table_of(self).key("next_article")
        rest = (
            f"{key} goes to the next article, {others:,} left." if others else "No other is left."
        )
        self.say(f"This article is done. {rest}")

    def _stay_or_go_on(self) -> None:
        """Stay at a draft that is left, else go to the next one."""
        item = self._review.item
        if item is not None and self._review.status(item) is Status.DRAFT:
            self._show()
        else:
            self._go_on()

    def action_next_article(self) -> None:
        """Go to the next article with drafts."""
        self._go_to_article(1)

    def action_previous_article(self) -> None:
        """Go to the article with drafts before this one."""
        self._go_to_article(-1)

    def _go_to_article(self, steps: int) -> None:
        """Go to another article that has drafts."""
        self._keep_moved()
        source = reviewing.neighbour(self._corpus, self._review.source, steps)
        if source:
            self.query_one(KeyBar).hush()
            self._review.go_to_source(source, self._corpus)
            self._show()
            self._ask_when_published()
        else:
            self.say("No other article has drafts.")

    def action_page_down(self) -> None:
        """Scroll the article down a page."""
        self.query_one(ArticlePane).page(1)

    def action_page_up(self) -> None:
        """Scroll the article up a page."""
        self.query_one(ArticlePane).page(-1)

    def action_unfold(self) -> None:
        """Give the draft all the room, or the article its own again."""
        self._unfolded = not self._unfolded
        self._fold()
        self.call_after_refresh(self._show)

    # Deciding.

    def action_accept_draft(self) -> None:
        """Accept the draft, and go on; where all are read, to the next article."""
        if self._review.left():
            self._decide(Status.CONFIRMED)
        else:
            self._go_to_article(1)

    def action_reject_draft(self) -> None:
        """Drop the draft, and go on."""
        self._decide(Status.REJECTED)

    def _decide(self, status: Status) -> None:
        """Give the current statement a status, and go on to the next."""
        if (item := self._review.item) is not None:
            self._keep_moved()
            if self._review.status(item) is not status:
                self._decide_of([item.id], status)
            self._go_on()

    def _decide_of(self, ids: Sequence[str], status: Status, done: str = "") -> None:
        """Give some statements a status, and say so if there is something to say."""
        self._review.decide(ids, status)
        self._change(lambda it: reviewing.decided(it.current, ids, status), ids, done)

    def action_reject_alike(self) -> None:
        """Drop all drafts that are like this one, once the user has seen which."""
        from quoth.tui.lines.confirm_lines import drop_way
        from quoth.tui.screens.confirming import ConfirmScreen

        self._keep_moved()
        if (item := self._review.item) is None:
            return
        left = [self._review.items[one] for one in sorted(self._review.left())]
        ways = reviewing.alike(left, item, plain(speaker(self._corpus, item.statement)))
        if not ways:
            self.say("No other draft that is left is like this one.")
            return

        def agreed(way: int | None) -> None:
            if way is not None:
                self._decide_of([one.id for one in ways[way][1]], Status.REJECTED)
                self._go_on()

        shown = [drop_way(self._corpus, found, common) for common, found in ways]
        self.app.push_screen(ConfirmScreen(shown), agreed)

    def action_accept_all(self) -> None:
        """Show the drafts of the article above a confidence, to accept them at once."""
        from quoth.tui.screens.accepting import AcceptScreen

        self._keep_moved()
        left = [self._review.items[one] for one in sorted(self._review.left())]
        sure = [one for one in left if not one.noted.doubts]
        if not sure:
            self.say("All drafts left here have a doubt." if left else "No draft is left here.")
            return

        def accept(ids: Sequence[str] | None) -> None:
            if ids:
                rest = len(left) - len(ids)
                done = f"{len(ids):,} accepted, {rest:,} left." if rest else ""
                self._decide_of(ids, Status.CONFIRMED, done)
                self._stay_or_go_on()

        self.app.push_screen(AcceptScreen(self._corpus, sure, len(left) - len(sure)), accept)

    def action_undo(self) -> None:
        """Undo the last change."""
        self._keep_moved()
        told = partial(self._stepped, "Undone", "Nothing is left to undo.")
        self._desk.worker.undo(told)

    def action_redo(self) -> None:
        """Redo the change undone last."""
        self._keep_moved()
        self._desk.worker.redo(partial(self._stepped, "Redone", "Nothing is left to redo."))

    def _stepped(self, deed: str, nothing: str, outcome: Outcome) -> None:
        """Go to where something was changed, and say what."""
        if outcome.problem or outcome.change is None:
            problem = f"It can't be done: {plain(outcome.problem)}"
            self.say(problem if outcome.problem else nothing)
            return
        edits = [edit for edit in outcome.change.edits if edit.table == "statements"]
        ids = [str((edit.before or edit.after or {}).get("id") or edit.key) for edit in edits]
        self._review.forget(ids)
        places = [place for place, item in enumerate(self._review.items) if item.id in ids]
        if places:
            self._review.go_to(places[0])
        self.show_changes()
        self.say(f"{deed}: {plain(outcome.change.label)}.")

    # Leaving.

    def action_review_help(self) -> None:
        """Show every key, those of a review first."""
        from quoth.tui.screens.help import REVIEW, HelpScreen

        self.app.push_screen(HelpScreen(REVIEW))

    def action_leave_review(self) -> None:
        """Close; remaining drafts stay pending."""
        self._keep_moved()
        self.dismiss(None)
