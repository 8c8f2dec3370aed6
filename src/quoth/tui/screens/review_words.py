"""The part of a review that says which words are a statement: moved, cut, joined, marked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from quoth.editing.errors import EditError
from quoth.intake import adjusting, noted
from quoth.intake.adjusting import Spans
from quoth.intake.model import Span
from quoth.presenting.quotation import speaker
from quoth.tui.configured import table_of
from quoth.tui.editing import reviewing
from quoth.tui.editing.reviewing import Item
from quoth.tui.look.painting import plain
from quoth.tui.screens.review_base import ReviewBase
from quoth.tui.threads.working import Outcome
from quoth.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from quoth.editing.entering import Entered

# What is opened later is imported then.
# ruff: noqa: PLC0415

_PAUSE: Final = 0.8
"""Seconds after which a move of the words is saved."""
_NO_TEXT: Final = "The article's text isn't kept: {edit_draft} edits the words."

TAKING: Final = "number takes one"

Move = Callable[[str, Spans], Spans]


class ReviewWords(ReviewBase, inherit_bindings=False):
    """A review whose keys change where a statement begins and ends in its article."""

    def action_end_later(self) -> None:
        """End the words one word later."""
        self._move(adjusting.later_end)

    def action_end_earlier(self) -> None:
        """End the words one word earlier."""
        self._move(adjusting.earlier_end)

    def action_start_earlier(self) -> None:
        """Start the words one word earlier."""
        self._move(adjusting.earlier_start)

    def action_start_later(self) -> None:
        """Start the words one word later."""
        self._move(adjusting.later_start)

    def action_end_clause_later(self) -> None:
        """End the words one clause later."""
        self._move(partial(adjusting.far, adjusting.later_end, "clause"))

    def action_end_clause_earlier(self) -> None:
        """End the words one clause earlier."""
        self._move(partial(adjusting.far, adjusting.earlier_end, "clause"))

    def action_start_clause_earlier(self) -> None:
        """Start the words one clause earlier."""
        self._move(partial(adjusting.far, adjusting.earlier_start, "clause"))

    def action_start_clause_later(self) -> None:
        """Start the words one clause later."""
        self._move(partial(adjusting.far, adjusting.later_start, "clause"))

    def action_end_sentence_later(self) -> None:
        """End the words one sentence later."""
        self._move(partial(adjusting.far, adjusting.later_end, "sentence"))

    def action_end_sentence_earlier(self) -> None:
        """End the words one sentence earlier."""
        self._move(partial(adjusting.far, adjusting.earlier_end, "sentence"))

    def action_start_sentence_earlier(self) -> None:
        """Start the words one sentence earlier."""
        self._move(partial(adjusting.far, adjusting.earlier_start, "sentence"))

    def action_start_sentence_later(self) -> None:
        """Start the words one sentence later."""
        self._move(partial(adjusting.far, adjusting.later_start, "sentence"))

    def _move(self, move: Move) -> None:
        """Move an end of the current words; the move is stored after a pause."""
        if not self._review.spans:
            self.say(table_of(self).told(_NO_TEXT))
            return
        self.query_one(KeyBar).hush()
        self._review.move(move(self._review.text, self._review.spans))
        self._show()
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self.set_timer(_PAUSE, self._keep_moved)

    # More or fewer statements.

    def action_cut_draft(self) -> None:
        """Ask where the statement is cut in two."""
        from quoth.tui.screens.cutting import CutScreen

        self._keep_moved()
        item, text = self._review.item, self._review.text
        if item is None or not item.spans:
            self.say(table_of(self).told(_NO_TEXT))
            return
        if not adjusting.cuts(text, item.spans):
            self.say("One word can't be cut in two.")
            return

        def cut(at: int | None) -> None:
            if at is not None:
                self._change(
                    lambda it: reviewing.cut(it.current, item.id, text, at),
                    done="Cut in two: the second comes next.",
                )

        marks = noted.has_gaps(item.statement.locator)
        self.app.push_screen(CutScreen(text, item.spans, has_gaps=marks), cut)

    def action_join_draft(self) -> None:
        """Join the statement with the next one."""
        self._keep_moved()
        item, after, text = self._review.item, self._review.after, self._review.text
        if item is None or after is None:
            self.say("No draft comes after this one.")
        elif not (item.spans and after.spans):
            self.say(table_of(self).told(_NO_TEXT))
        else:
            self._confirm_join(item, after, text)

    def _confirm_join(self, item: Item, after: Item, text: str) -> None:
        """Preview the statement joined of two, and make it once the user agrees."""
        from quoth.tui.editing.joining import join, joined
        from quoth.tui.lines.confirm_lines import join_way
        from quoth.tui.screens.confirming import ConfirmScreen

        one, other = (self._desk.document("statements", it.id) for it in (item, after))
        if one is None or other is None:
            self.say("It was deleted meanwhile.")
            return
        try:
            made = [joined(one, other, text, is_whole=whole) for whole in (False, True)]
        except EditError as error:
            self.say(f"Not joined: {plain(str(error))}")
            return
        if made[0].after["quote"] == made[1].after["quote"]:
            del made[1]
        corpus = self._corpus

        def agreed(way: int | None) -> None:
            if way is not None:
                who, chosen = plain(speaker(corpus, item.statement)), made[way]
                self._change(
                    lambda it: join(it.current, (item.id, after.id), (one, other), chosen),
                    done=f"Joined: all of it was said by {who}.",
                )

        ways = [join_way(corpus, way, (one, other)) for way in made]
        self.app.push_screen(ConfirmScreen(ways), agreed)

    def action_mark_statement(self) -> None:
        """Let the user mark the words of a statement in the article, and ask who said them."""
        from quoth.tui.screens.marking import MarkScreen

        self._keep_moved()
        text = self._review.text
        word = adjusting.word_at(text, self._review.gap)
        if word is None:
            self.say(table_of(self).told(_NO_TEXT))
            return
        self.app.push_screen(MarkScreen(text, word), self._ask_speaker)

    def _ask_speaker(self, span: Span | None) -> None:
        """Ask who said what was marked, and add it."""
        from quoth.tui.editing.candidates import speakers_for
        from quoth.tui.editing.desk import Told
        from quoth.tui.editing.fields import named
        from quoth.tui.editing.marking import marked
        from quoth.tui.screens.form import FormScreen, FormSpec

        if span is None:
            return
        source, text = self._review.source, self._review.text

        def save(entered: Entered, told: Told) -> None:
            def tell(outcome: Outcome) -> None:
                told(outcome, None)
                if outcome.change is not None and not outcome.problem:
                    own = outcome.change.edits[-1]
                    self._review.load(self._corpus, str((own.after or {}).get("id") or own.key))
                    self._show()

            who = entered.values["speaker"]
            self._desk.worker.change(lambda it: marked(it.current, source, text, span, who), tell)

        ways = table_of(self).told("{next_field} saves, {leave_form} closes")
        title = f"Who said it · {TAKING} · {ways}"
        fields = named("statements", "speaker")
        offered = speakers_for(self._corpus, self._review.items, None, text, span.start)
        record = f"{source} {span.start} {span.end}"
        form = FormSpec(title, "statements", fields, record, offered=offered)
        self.app.push_screen(FormScreen(form, self._desk, save))
