"""The part of a review that asks for fields: who said it, its kind, when; the article's day."""

from __future__ import annotations

from datetime import date
from functools import partial

from quoth.basics.counting import counted
from quoth.presenting.quotation import speaker
from quoth.tui.configured import table_of
from quoth.tui.editing import reviewing
from quoth.tui.editing.reviewing import Item
from quoth.tui.look.painting import plain
from quoth.tui.screens.review_words import ReviewWords

# What is opened later is imported then.
# ruff: noqa: PLC0415


class ReviewFields(ReviewWords, inherit_bindings=False):
    """A review whose keys change the fields of a draft."""

    async def action_change_speaker(self) -> None:
        """Ask who said it."""
        self._keep_moved()
        if (item := self._review.item) is not None:
            # The message about the change comes first; this one replaces it.
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

    async def action_edit_draft(self) -> None:
        """Edit all of the statement's fields."""
        self._keep_moved()
        if (item := self._review.item) is not None:
            await self._desk.edit_record("statements", item.id)
