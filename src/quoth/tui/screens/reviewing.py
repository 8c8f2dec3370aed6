"""Drafts beside their article: one key accepts one, or drops it, and goes on to the next.

What is decided is in the store at once, so that who leaves comes back to the drafts that are left.
The words of a draft are moved by whole words of the article; that is kept once a person pauses, or
decides. (It is long because every key of a review has its action here; what they change is in
`editing.reviewing`.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer

from quoth.basics.counting import counted
from quoth.editing.changes import Change
from quoth.editing.errors import EditError
from quoth.intake import adjusting, noted
from quoth.intake.adjusting import Spans
from quoth.intake.following import followed
from quoth.intake.model import Span
from quoth.presenting.quotation import speaker
from quoth.store.model import Status
from quoth.store.snapshot import Snapshot
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import table_of
from quoth.tui.editing import reviewing
from quoth.tui.editing.review import Review
from quoth.tui.editing.reviewing import Item
from quoth.tui.lines.draft_lines import DraftView, progress
from quoth.tui.look.painting import LineBar, line, plain
from quoth.tui.screens.dialog import Dialog
from quoth.tui.threads.working import Outcome
from quoth.tui.widgets.article_pane import ArticlePane
from quoth.tui.widgets.draft_pane import DraftPane
from quoth.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from quoth.editing.entering import Entered
    from quoth.query.seam import Changer
    from quoth.tui.editing.desk import Desk

# What is opened later is imported then.
# ruff: noqa: PLC0415

_WIDE: Final = 100
"""Columns from which on the article and the draft are side by side."""
_NARROW: Final = 56
"""Columns below which progress is shown in signs."""
_PAUSE: Final = 0.8
"""Seconds after which a move of the words is saved."""
_NO_TEXT: Final = "The article's text isn't kept: {edit_draft} edits the words."

Move = Callable[[str, Spans], Spans]


class ReviewScreen(Dialog[None], inherit_bindings=False):
    """The screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.REVIEWING)]

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

    def on_mount(self) -> None:
        """Show the first of the drafts."""
        self.query_one(KeyBar).show_place(Context.REVIEWING)
        self._fold()
        self._review.load(self._corpus, self._first)
        self._show()
        self.call_after_refresh(self._ask_when_published)

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
        """What the store holds now."""
        return self._desk.engine.corpus

    def show_changes(self) -> None:
        """Show the drafts as they are now."""
        self._review.reload(self._corpus)
        self._show()

    def _show(self) -> None:
        """Show the statement at hand, in its article and beside it."""
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
        none = table_of(self).told("No draft is left here; {next_article} goes to the next article")
        left = line(" ", (none, "title"))
        if source is not None and far.number:
            publisher = f"  {plain(source.publisher)}" if source.publisher else ""
            left = line(" ", (plain(source.title), "title"), (publisher, "faint"))
        right = line((f"{progress(far, is_short=self.app.size.width < _NARROW)} ", "label"))
        self.query_one("#review-about", LineBar).show(left, right)

    def say(self, text: str) -> bool:
        """Say something that is soon forgotten, in the bar of keys."""
        self.query_one(KeyBar).say(text)
        return True

    # From one to the next.

    def action_next_draft(self) -> None:
        """Go to the next draft; this one stays pending."""
        self._go_to(self._review.place + 1)

    def action_previous_draft(self) -> None:
        """Go to the one before."""
        self._go_to(self._review.place - 1)

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
        """Give the statement at hand a status, and go on to the next."""
        if (item := self._review.item) is not None:
            self._keep_moved()
            if self._review.status(item) is not status:
                self._decide_of([item.id], status)
            self._go_on()

    def _decide_of(self, ids: Sequence[str], status: Status) -> None:
        """Give some statements a status."""
        self._review.decide(ids, status)
        self._change(lambda workspace: reviewing.decided(workspace.current, ids, status), ids)

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

    def action_accept_all(self) -> None:
        """Ask from which confidence on all drafts of the article are accepted."""
        from quoth.tui.screens.accepting import AcceptScreen

        self._keep_moved()
        left = [self._review.items[one] for one in sorted(self._review.left())]
        sure = {one.id: one.noted.confidence for one in left if not one.noted.doubts}
        if not sure:
            self.say("All drafts left here have a doubt.")
            return

        def accept(least: float | None) -> None:
            ids = [] if least is None else [one for one, how in sure.items() if how >= least]
            if ids:
                self._decide_of(ids, Status.CONFIRMED)
                self._go_on()

        self.app.push_screen(AcceptScreen(list(sure.values()), len(left) - len(sure)), accept)

    # Correcting.

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
        """Move an end of the words at hand; that is kept once a person pauses."""
        if not self._review.spans:
            self.say(table_of(self).told(_NO_TEXT))
            return
        self.query_one(KeyBar).hush()
        self._review.move(move(self._review.text, self._review.spans))
        self._show()
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self.set_timer(_PAUSE, self._keep_moved)

    def _keep_moved(self) -> None:
        """Keep where the words at hand were moved to."""
        if self._pausing is not None:
            self._pausing.stop()
            self._pausing = None
        if (settled := self._review.take_move()) is not None:
            text, (statement, spans) = self._review.text, settled
            self._change(lambda it: reviewing.adjusted(it.current, statement, text, spans))

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
        """Show the one statement that two will be, and make it if a person agrees."""
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

    async def action_change_speaker(self) -> None:
        """Ask who said it."""
        self._keep_moved()
        if (item := self._review.item) is not None:
            # What is said of the change comes first, and this in its place.
            then = partial(self.call_later, self._tell_of_others, item)
            await self._desk.edit_field("statements", item.id, "speaker", "Who said it", then)

    def _tell_of_others(self, before: Item) -> None:
        """Say that others are linked to whom a draft was linked to, and how they are corrected."""
        review = self._review
        item, text = review.item, review.text
        others = reviewing.named_alike(review.items, item, text) if item is not None else ()
        if others:
            name = plain(reviewing.called(before.noted, text))
            more, key = counted(len(others), "more draft"), table_of(self).key("same_speaker")
            self.say(f"“{name}” is in {more}: {key} corrects them too.")

    def action_same_speaker(self) -> None:
        """Use this draft's speaker for all drafts whose speaker the article calls the same."""
        self._keep_moved()
        item = self._review.item
        text = self._review.text
        found = reviewing.named_alike(self._review.items, item, text) if item is not None else ()
        if item is None or not found:
            self.say("No other draft names its speaker so and has another speaker.")
            return
        from quoth.tui.lines.confirm_lines import speaker_way
        from quoth.tui.screens.confirming import ConfirmScreen

        ids, who = [one.id for one in found], plain(speaker(self._corpus, item.statement))

        def agreed(way: int | None) -> None:
            if way is not None:
                self._change(
                    lambda it: reviewing.respoken(it.current, ids, item.statement.speaker),
                    done=f"{who} said {'them' if len(ids) > 1 else 'it'}, too.",
                )

        shown = speaker_way(self._corpus, found, item, reviewing.called(item.noted, text))
        self.app.push_screen(ConfirmScreen([shown]), agreed)

    async def action_change_kind(self) -> None:
        """Ask of what kind it is."""
        await self._edit_field("kind", "The kind of statement")

    async def action_change_polarity(self) -> None:
        """Ask whether the speaker affirms the words, denies them or says them under a condition."""
        await self._edit_field("polarity", "Whether the words are affirmed")

    async def action_change_date(self) -> None:
        """Ask when it was said."""
        await self._edit_field("said", "When it was said")

    async def _edit_field(self, field: str, title: str) -> None:
        """Ask for one field of the draft."""
        self._keep_moved()
        if (item := self._review.item) is not None:
            await self._desk.edit_field("statements", item.id, field, title)

    async def action_date_article(self) -> None:
        """Ask when the article was published."""
        self._keep_moved()
        if (source := self._review.origin) is not None:
            title = "When the article was published"
            await self._desk.edit_field("sources", source.id, "published", title)

    def _ask_when_published(self) -> None:
        """If an article doesn't say when it was published, ask once, with the likeliest days."""
        from quoth.tui.editing.publication import asked_for
        from quoth.tui.screens.form import FormScreen

        source = self._review.source
        document = self._desk.document("sources", source)
        if document is None or source in self._desk.asked_when or not self._review.left():
            return
        ways = table_of(self).told("{save} saves, {leave_form} skips")
        title = f"Published when? Unknown · {ways}"
        form = asked_for(source, document, title, date.today())
        if form is not None:
            self._desk.asked_when.add(source)
            self.app.push_screen(FormScreen(form, self._desk, self._desk.save))

    def action_mark_statement(self) -> None:
        """Have words of the article marked that are a statement, and ask who said them."""
        from quoth.tui.screens.marking import MarkScreen

        self._keep_moved()
        spans, text = self._review.spans, self._review.text
        word = adjusting.word_at(text, spans[0].start if spans else 0)
        if word is None:
            self.say(table_of(self).told(_NO_TEXT))
            return
        self.app.push_screen(MarkScreen(text, word), self._ask_speaker)

    def _ask_speaker(self, span: Span | None) -> None:
        """Ask who said what was marked, and add it."""
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

        title = f"Who said it · {table_of(self).told('{next_field} saves, {leave_form} closes')}"
        fields = named("statements", "speaker")
        form = FormSpec(title, "statements", fields, f"{source} {span.start} {span.end}")
        self.app.push_screen(FormScreen(form, self._desk, save))

    async def action_edit_draft(self) -> None:
        """Edit all of the statement's fields."""
        self._keep_moved()
        if (item := self._review.item) is not None:
            await self._desk.edit_record("statements", item.id)

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
