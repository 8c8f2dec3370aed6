"""The part of a review that asks for fields: who said it, its kind, when; the article's day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from quoth.basics.counting import counted
from quoth.presenting.quotation import speaker
from quoth.store.model import Status
from quoth.tui.configured import table_of
from quoth.tui.editing import reviewing
from quoth.tui.editing.fields import named
from quoth.tui.editing.reviewing import Item
from quoth.tui.look.painting import plain
from quoth.tui.screens.review_words import TAKING, ReviewWords
from quoth.tui.widgets.offered import OfferedValue

# What is opened later is imported then.
# ruff: noqa: PLC0415


class ReviewFields(ReviewWords, inherit_bindings=False):
    """A review whose keys change the fields of a draft."""

    async def action_change_speaker(self) -> None:
        """Ask who said it; a number takes somebody whom the article names near it."""
        from quoth.tui.editing.candidates import speakers_for

        self._keep_moved()
        if (item := self._review.item) is not None:
            place = item.spans[0].start if item.spans else 0
            text, found = self._review.text, self._review.items
            offered = speakers_for(self._corpus, found, item, text, place)
            # The message about the change comes first; this one replaces it.
            then = partial(self.call_later, self._tell_of_others, item)
            title = f"Who said it · {TAKING}" if offered else "Who said it"
            await self._desk.edit_field("statements", item.id, "speaker", title, then, offered)

    def _tell_of_others(self, before: Item) -> None:
        """Say that others have the speaker whom a draft had, and how they are corrected."""
        self._review.note_speaker(before)
        item = self._review.item
        if item is None or item.id != before.id:
            return
        key = table_of(self).key("same_speaker")
        alike, others = self._of_same_speaker(item)
        if alike:
            name = plain(reviewing.called(before.noted, self._review.text))
            self.say(
                f"“{name}” is in {counted(len(alike), 'more draft')}: {key} corrects them too."
            )
        elif self._review.next_left in others:
            name = plain(speaker(self._corpus, before.statement))
            self.say(f"{name} has the next draft, too: {key} shows what else, to correct it.")

    def _of_same_speaker(self, item: Item) -> tuple[list[Item], list[Item]]:
        """Return the drafts that name their speaker as this one does, and whose is the earlier one.

        They are those with another speaker than this draft has now.
        """
        review = self._review
        alike = reviewing.named_alike(review.items, item, review.text)
        before = review.speaker_before(item)
        others = [
            one
            for one in review.items
            if review.status(one) is Status.DRAFT and one.statement.speaker == before
        ]
        return alike, others if others != alike else []

    def action_same_speaker(self) -> None:
        """Use this draft's speaker for the drafts that name theirs so, or had the same one."""
        self._keep_moved()
        item = self._review.item
        alike, others = self._of_same_speaker(item) if item is not None else ([], [])
        if item is None or not (alike or others):
            self.say("No other draft names its speaker so and has another speaker.")
            return
        from quoth.tui.lines.confirm_lines import speaker_way
        from quoth.tui.screens.confirming import ConfirmScreen

        who = plain(speaker(self._corpus, item.statement))
        words = reviewing.called(item.noted, self._review.text)
        ways = [(alike, words), (others, "")]
        chosen = [(found, named) for found, named in ways if found]

        def agreed(way: int | None) -> None:
            if way is not None:
                ids = [one.id for one in chosen[way][0]]
                self._change(
                    lambda it: reviewing.respoken(it.current, ids, item.statement.speaker),
                    done=f"{who} said {'them' if len(ids) > 1 else 'it'}, too.",
                )

        shown = [speaker_way(self._corpus, found, item, named) for found, named in chosen]
        self.app.push_screen(ConfirmScreen(shown), agreed)

    async def action_change_kind(self) -> None:
        """Ask of what kind it is."""
        await self._choose("kind", "The kind of statement")

    async def action_change_polarity(self) -> None:
        """Ask whether the speaker affirms the words, denies them or says them under a condition."""
        await self._choose("polarity", "Whether the words are affirmed")

    async def _choose(self, field: str, title: str) -> None:
        """Ask for a field of which there are a few values, each with a number."""
        (spec,) = named("statements", field)
        choices = [one for one in spec.choices if one or not spec.required]
        offered = [OfferedValue(one or spec.unchosen, one) for one in choices]
        await self._edit_field(field, title, offered)

    async def action_change_date(self) -> None:
        """Ask when it was said; likely days are offered."""
        from quoth.tui.editing.candidates import days_for

        item, source = self._review.item, self._review.origin
        if item is not None:
            known = source.published if source is not None else None
            now = item.statement.said.text if item.statement.said else ""
            offered = days_for(known.text if known else "", self._review.text, now)
            await self._edit_field("said", "When it was said", offered)

    async def _edit_field(
        self, field: str, title: str, offered: Sequence[OfferedValue] = ()
    ) -> None:
        """Ask for one field of the draft."""
        self._keep_moved()
        if (item := self._review.item) is not None:
            await self._desk.edit_field("statements", item.id, field, title, offered=offered)

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
