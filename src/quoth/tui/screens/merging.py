"""Likely duplicates, one proposal after the other: who is kept, and what would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset

from quoth.checking.namesakes import Proposal
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import told_keys
from quoth.tui.editing import people
from quoth.tui.editing.people import ActorCard
from quoth.tui.look.painting import ends, line, plain
from quoth.tui.screens.dialog import Asking
from quoth.tui.threads.working import Outcome
from quoth.tui.widgets.choices import SaidLines
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.lines_to_read import LinesToRead
from quoth.tui.widgets.list_pane import ListPane

if TYPE_CHECKING:
    from quoth.tui.editing.desk import Desk

_LOOKING: Final = "Looking for duplicate actors …"
_OF_SEVERAL: Final = frozenset({"accept", "skip", "keep_next", "leave_out"})
"""The commands that do nothing if there are no actors to merge."""
_DOUBT: Final = "! "
"""Begins what speaks against a merge."""
_MOST_SHOWN = 6
"""Actors of one proposal that have a line without scrolling."""


class Candidates(ListPane, can_focus=False):
    """The actors of a proposal; the one under the cursor is kept."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start without actors."""
        super().__init__(id=id)
        self._people: Sequence[ActorCard] = ()

    def show(self, some: Sequence[ActorCard], cursor: int = 0) -> None:
        """Show the actors of a proposal."""
        self._people = some
        self.styles.height = min(max(len(some), 1), _MOST_SHOWN) + 1
        self.fill(len(some), cursor)

    def item_lines(self, item: int, width: int) -> list[Content]:
        """Return an actor, with what becomes of it."""
        one = self._people[item]
        kept = item == self.cursor
        head = line(("▌ keep " if kept else "  merge ", "sign" if kept else "faint"))
        alike = [other.name for other in self._people].count(one.name) > 1
        about = one.id if alike else one.role
        head += line((plain(one.name), "chosen" if kept else ""), (f" {plain(about)}", "faint"))
        number = f"{one.statements:,} statement{'' if one.statements == 1 else 's'} "
        return [ends(head, line((number, "faint")), width)]


class MergePreview(LinesToRead, can_focus=False):
    """What would change."""

    def __init__(self, *, id: str) -> None:  # noqa: A002  # Textual's name
        """Start with nothing."""
        super().__init__(id=id)
        self._texts: Sequence[str] = ()

    def show(self, texts: Sequence[str]) -> None:
        """Show other lines, examples cut and all else wrapped."""
        self._texts = texts
        self.show_lines()

    def lines(self, width: int) -> Sequence[Content]:
        """Return the lines that fit."""
        return [shown for text in self._texts for shown in _wrapped(text, width)]


def _wrapped(text: str, width: int) -> Sequence[Content]:
    """Return a line of a preview as lines that fit."""
    words = plain(text.lstrip())
    if text.startswith(" "):
        return [line(("  " + words, "faint"))]
    lines = line(words).wrap(width)
    if not words.startswith(_DOUBT) or len(lines) == 1:
        return lines
    behind = line(words.removeprefix(_DOUBT)).wrap(width - len(_DOUBT))
    heads = [_DOUBT, *[" " * len(_DOUBT)] * (len(behind) - 1)]
    return [line(head) + one for head, one in zip(heads, behind, strict=True)]


class MergeScreen(Asking[None], inherit_bindings=False):
    """The dialog: yes merges them and goes on, no goes on."""

    AGREEING = frozenset({"accept"})

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.MERGING)]

    def __init__(self, desk: Desk, chosen: Sequence[str], actor: str) -> None:
        """Create the dialog for chosen actors, or for those that are like the current one."""
        super().__init__()
        self._desk = desk
        self._chosen = chosen
        self._actor = actor
        self._proposals: list[Proposal] | None = None
        self._place = 0
        self._merged = 0
        self._people: Mapping[str, ActorCard] = {}
        self._ids: list[str] = []
        self._saving = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where on the screen the terminal's own cursor stands: on the actor that is kept."""
        return self.query_one(Candidates).cursor_screen_offset

    def compose(self) -> ComposeResult:
        """Make the actors, and what would change."""
        with Vertical(id="merging") as box:
            box.border_title = Content("Merge actors")
            yield SaidLines(_LOOKING, id="merging-about")
            yield Candidates(id="merging-who")
            yield MergePreview(id="merging-what")
        yield KeyBar(id="merging-keys")

    def on_mount(self) -> None:
        """Look for proposals in the background."""
        self.query_one(KeyBar).show_place(Context.MERGING)
        engine, declined = self._desk.engine, frozenset(self._desk.declined)

        def look(_: object) -> tuple[list[Proposal], Mapping[str, ActorCard]]:
            found = people.proposed(engine, self._chosen, self._actor, declined)
            return found, people.people(engine)

        self._desk.worker.look(look, self._show_proposals)

    def _show_proposals(self, found: tuple[list[Proposal], Mapping[str, ActorCard]]) -> None:
        """Show the first of the proposals."""
        self._proposals, self._people = found
        self._show()

    @property
    def _who(self) -> Candidates:
        return self.query_one(Candidates)

    def _show(self) -> None:
        """Show the current proposal, or that there is none."""
        proposals = self._proposals or []
        while self._place < len(proposals):
            self._ids = [one for one in proposals[self._place].ids if one in self._people]
            if len(self._ids) > 1:
                self._show_proposal(proposals[self._place])
                return
            self._place += 1
        self._ids = []
        done = f"{self._merged:,} merged. " if self._merged else ""
        none = "No more likely duplicates" if proposals else "No likely duplicates"
        hint = told_keys(self, "; {add} in the actors chooses some to merge")
        self.query_one("#merging").add_class("alone")
        self.query_one(KeyBar).show_place(Context.MERGING, _OF_SEVERAL)
        self._say(f"{done}{none}{'' if self._merged else hint}.")
        self._who.show(())
        self.query_one(MergePreview).show(())
        self.seen_when_painted()

    def _show_proposal(self, proposal: Proposal) -> None:
        """Show a proposal."""
        count = len(self._proposals or ())
        self._say(f"{self._place + 1:,} of {count:,} · {plain(proposal.reason)}")
        self._who.show([self._people[one] for one in self._ids])
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Find out what would change."""
        ids, keep = tuple(self._ids), self._keep
        self.not_seen_yet()
        self.query_one(MergePreview).show(["…"])

        def show(lines: list[str]) -> None:
            if (ids, keep) == (tuple(self._ids), self._keep):
                self.query_one(MergePreview).show(lines)
                self.seen_when_painted()

        self._desk.worker.look(lambda it: people.merge_preview(it, keep, ids), show)

    @property
    def _keep(self) -> str:
        """The actor that is kept."""
        return self._ids[self._who.cursor] if self._ids else ""

    def action_accept(self) -> None:
        """Make them one, and go on."""
        if not self._is_ready():
            return
        self._saving = True
        keep, ids = self._keep, tuple(self._ids)
        self._say("Saving …")
        told = partial(self._told, keep, ids)
        self._desk.worker.change(lambda workspace: people.merge(workspace, keep, ids), told)

    def _told(self, keep: str, ids: Sequence[str], outcome: Outcome) -> None:
        """Go on once they are one; else say why they are not."""
        self._saving = False
        if outcome.problem:
            self._say(f"Not merged: {plain(outcome.problem)}")
            return
        self._merged += 1
        said = sum(self._people[one].statements for one in ids)
        gone = {one for one in ids if one != keep}
        kept = {one: who for one, who in self._people.items() if one not in gone}
        self._people = kept | {keep: kept[keep]._replace(statements=said)}
        self._go_on()

    def action_skip(self) -> None:
        """Leave them as they are, and go on."""
        if self._is_ready():
            self._desk.declined.add(frozenset((self._proposals or [])[self._place].ids))
            self._go_on()

    def _go_on(self) -> None:
        """Show the next proposal."""
        self._place += 1
        self._show()

    def action_leave_out(self) -> None:
        """Don't merge this one."""
        if not self._is_ready():
            return
        if len(self._ids) == 2:
            text = "There are only two: {skip} keeps them apart."
            self.query_one(KeyBar).say(told_keys(self, text))
        else:
            self._ids.remove(self._keep)
            self._who.show([self._people[one] for one in self._ids])
            self._look_ahead()

    def action_keep_next(self) -> None:
        """Keep the next of them."""
        self._move(1)

    def action_keep_previous(self) -> None:
        """Keep the one before."""
        self._move(-1)

    def _move(self, steps: int) -> None:
        """Keep another of them."""
        if not self._is_ready():
            return
        before = self._who.cursor
        self._who.cursor += steps
        if self._who.cursor == before:
            end = "last" if steps > 0 else "first"
            self.query_one(KeyBar).say(f"That is the {end} one.")
        else:
            self._look_ahead()

    def _is_ready(self) -> bool:
        """Tell whether there are actors to be merged; say why not."""
        if self._ids and not self._saving:
            return True
        none = "There is nothing to merge." if self._proposals is not None else _LOOKING
        self.query_one(KeyBar).say("Saving …" if self._saving else none)
        return False

    def action_stop(self) -> None:
        """Merge no more."""
        if self._merged:
            undo = told_keys(self, "{undo} undoes the last one.")
            self._desk.say(f"{self._merged:,} merged; {undo}")
        self.dismiss(None)

    def _say(self, text: str) -> None:
        """Say how far it is."""
        self.query_one("#merging-about", SaidLines).show(line((text, "label")))
