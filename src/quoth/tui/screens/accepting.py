"""Accepting many drafts of an article at once, after they were all in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from quoth.intake.accuracy import STEPS, accuracy
from quoth.store.snapshot import Snapshot
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import told_keys
from quoth.tui.editing.reviewing import SURE, Item
from quoth.tui.look.painting import LineBar, join, line
from quoth.tui.screens.dialog import Asking
from quoth.tui.widgets.drafts_pane import DraftsPane
from quoth.tui.widgets.key_bar import KeyBar


class AcceptScreen(Asking[Sequence[str]], inherit_bindings=False):
    """A dialog whose result is which drafts are accepted; none if it is left."""

    AGREEING = frozenset({"accept_them"})

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.ACCEPTING)]

    def __init__(self, corpus: Snapshot, drafts: Sequence[Item], doubtful: int) -> None:
        """Take the drafts that may be accepted, and how many others there are."""
        super().__init__()
        self._corpus = corpus
        self._drafts = drafts
        self._doubtful = doubtful
        surest = max(one.noted.confidence for one in drafts)
        begin = next(place for place, least in enumerate(STEPS) if surest >= least)
        self._place = max(STEPS.index(SURE), begin)
        self._out: set[str] = set()
        """Those that a person left out."""

    def compose(self) -> ComposeResult:
        """Make the lines about the drafts, and the drafts."""
        with Vertical(id="accepting") as box:
            title = "Accept all · {accept_them} yes · {accept_none} no"
            box.border_title = Content(told_keys(self, title))
            yield LineBar(id="accepting-asked")
            yield LineBar(id="accepting-right")
            yield LineBar(id="accepting-about")
            yield DraftsPane(self._corpus, self._out, id="accepting-drafts")
        yield KeyBar(id="accepting-keys")

    def on_mount(self) -> None:
        """Show the drafts."""
        self.query_one(KeyBar).show_place(Context.ACCEPTING)
        self._show()

    @property
    def _least(self) -> float:
        """The confidence at hand."""
        return STEPS[self._place]

    @property
    def _chosen(self) -> list[Item]:
        """The drafts that are at least so sure."""
        return [one for one in self._drafts if one.noted.confidence >= self._least]

    def _show(self) -> None:
        """Show the drafts that are sure enough."""
        self._show_number()
        self._show_measured()
        self.query_one(DraftsPane).show(self._chosen)
        self.seen_when_painted()

    def _show_number(self) -> None:
        """Say how many drafts would be accepted, and how many stay."""
        chosen = self._chosen
        number = sum(one.id not in self._out for one in chosen)
        drafts = f"{number:,} of {len(self._drafts):,}"
        sure = f"{self._least:.2f}+" if self._least else "any"
        self.query_one("#accepting-asked", LineBar).show(
            line(f" Accept {drafts}, confidence ", ("‹ ", "sign"), (sure, "chosen"), (" ›", "sign"))
        )
        less = len(self._drafts) - len(chosen)
        rest = [
            f"{less:,} less sure" if less else "",
            f"{len(chosen) - number:,} left out" if number < len(chosen) else "",
            f"{self._doubtful:,} with a doubt" if self._doubtful else "",
        ]
        stay = join(rest, ", ")
        self.query_one("#accepting-about", LineBar).show(
            line((f" {stay} stay." if stay else "", "faint"))
        )

    def _show_measured(self) -> None:
        """Say how many drafts that are so sure were right when that was measured, and on what."""
        found = accuracy(self._least)
        ways = [(" It wasn't measured how many of them are right.", "")]
        if found is not None:
            share = f" {found.right / found.drafts:.0%}"
            right = f"{share}: {found.right:,} of {found.drafts:,} such drafts were right"
            on = f" in {found.articles:,} test articles"
            short = f"{share} of such drafts were right"
            ways = [(right, f"{on}, {found.measured}"), (right, on), (right, ""), (short, "")]
        room = self.query_one("#accepting").content_size.width
        fit = (way for way in ways if cell_len("".join(way)) <= room)
        right, on = next(fit, ways[-1])
        self.query_one("#accepting-right", LineBar).show(line(right, (on, "faint")))

    def on_resize(self) -> None:
        """Say how many were right as fully as there is room for now."""
        self.call_after_refresh(self._show_measured)

    def action_surer(self) -> None:
        """Raise the confidence until fewer are accepted."""
        self._go_by(-1, "Nothing is surer than these.")

    def action_less_sure(self) -> None:
        """Lower the confidence until more are accepted."""
        self._go_by(1, "No draft without a doubt is less sure.")

    def _go_by(self, steps: int, nothing: str) -> None:
        """Take the next confidence at which other drafts are accepted; if there is none, say so."""
        key_bar = self.query_one(KeyBar)
        key_bar.hush()
        now = self._number(self._place)
        place = self._place + steps
        while 0 <= place < len(STEPS) and self._number(place) == now:
            place += steps
        if 0 <= place < len(STEPS) and self._number(place):
            self._place = place
            self._show()
        else:
            key_bar.say(nothing)

    def _number(self, place: int) -> int:
        """Return how many drafts are as sure as a step."""
        return sum(one.noted.confidence >= STEPS[place] for one in self._drafts)

    def action_leave_out(self) -> None:
        """Leave the draft at the cursor out, or take it in again."""
        self.query_one(KeyBar).hush()
        item = self.query_one(DraftsPane).item
        self._out ^= {item.id}
        self.query_one(DraftsPane).forget_lines()
        self._show_number()

    def action_accept_them(self) -> None:
        """Accept them; those that weren't in view yet are shown first."""
        if self.query_one(DraftsPane).show_unseen():
            self.seen_when_painted()
            self.query_one(KeyBar).say(
                told_keys(self, "Read on: {accept_them} accepts at the end.")
            )
            return
        self.dismiss([one.id for one in self._chosen if one.id not in self._out])

    def action_accept_none(self) -> None:
        """Accept none."""
        self.dismiss(None)
