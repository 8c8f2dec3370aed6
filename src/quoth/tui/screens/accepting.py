"""Accepting all drafts of an article above a confidence at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from quoth.intake.accuracy import STEPS, accuracy
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import told_keys
from quoth.tui.look.painting import LineBar, line
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar

_BEGIN: Final = 0.8


class AcceptScreen(Dialog[float], inherit_bindings=False):
    """A dialog whose result is the confidence; none if nothing is accepted."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.ACCEPTING)]

    def __init__(self, confidences: Sequence[float], doubtful: int) -> None:
        """Take how sure the drafts are that may be accepted, and how many others there are."""
        super().__init__()
        self._confidences = confidences
        self._doubtful = doubtful
        self._place = STEPS.index(_BEGIN)

    def compose(self) -> ComposeResult:
        """Make the lines."""
        with Vertical(id="accepting") as box:
            title = "Accept all · {accept_them} yes · {accept_none} no"
            box.border_title = Content(told_keys(self, title))
            yield LineBar(id="accepting-asked")
            yield LineBar(id="accepting-right")
            yield LineBar(id="accepting-measured")
            yield LineBar(id="accepting-about")
        yield KeyBar(id="accepting-keys")

    def on_mount(self) -> None:
        """Show the number."""
        self.query_one(KeyBar).show_place(Context.ACCEPTING)
        self._show()

    @property
    def _least(self) -> float:
        """The confidence at hand."""
        return STEPS[self._place]

    def _show(self) -> None:
        """Say how many drafts would be accepted."""
        number = sum(one >= self._least for one in self._confidences)
        drafts = f"{number:,} of {len(self._confidences):,}"
        sure = f"{self._least:.2f}+" if self._least else "any"
        self.query_one("#accepting-asked", LineBar).show(
            line(f" Accept {drafts}, confidence ", ("‹ ", "sign"), (sure, "chosen"), (" ›", "sign"))
        )
        self._show_measured()
        rest = f" {self._doubtful:,} with a doubt stay." if self._doubtful else ""
        self.query_one("#accepting-about", LineBar).show(line((rest, "faint")))

    def _show_measured(self) -> None:
        """Say how many drafts that are so sure were right when that was measured, and on what."""
        found = accuracy(self._least)
        right, on = " It wasn't measured how many of them are right.", ""
        if found is not None:
            share = f"{found.right / found.drafts:.0%}"
            right = f" {share}: {found.right:,} of {found.drafts:,} such drafts were right."
            on = f" In {found.articles:,} test articles, {found.measured}."
        self.query_one("#accepting-right", LineBar).show(line(right))
        self.query_one("#accepting-measured", LineBar).show(line((on, "faint")))

    def action_surer(self) -> None:
        """Raise the confidence: accept fewer."""
        self._place = max(0, self._place - 1)
        self._show()

    def action_less_sure(self) -> None:
        """Lower the confidence: accept more."""
        self._place = min(len(STEPS) - 1, self._place + 1)
        self._show()

    def action_accept_them(self) -> None:
        """Accept them."""
        self.dismiss(self._least)

    def action_accept_none(self) -> None:
        """Accept none."""
        self.dismiss(None)
