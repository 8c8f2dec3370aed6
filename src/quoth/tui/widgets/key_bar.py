"""The keys that matter in the current place, as many as there is room for."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.timer import Timer

from quoth.basics.keys import key_name
from quoth.commands import COMMANDS, PANES, Command
from quoth.tui.commands import Context
from quoth.tui.configured import table_of
from quoth.tui.lines.wrapping import ELLIPSIS
from quoth.tui.look.painting import LineBar, line

_SECONDS_SAID = 4.0
"""Seconds for which something is said."""
_ALWAYS = frozenset({"help", "leave", "review_help", "greeting_help", "leave_greeting"}) | {
    command.id
    for command in COMMANDS
    if command.action == "dialog_help" or (command.place not in PANES and "escape" in command.keys)
} - {"back"}
"""Keys that are always shown: the help, and the way out, which in a dialog is a step back."""

_IN_PLACE: Mapping[Context, frozenset[str]] = {Context.DETAIL: frozenset({"back"})}
"""Keys that are always shown in a place: it may cover the one you came from."""
_IN_TITLE = frozenset({"help"})
"""Keys that the title names too: they make room for another where a line is short."""
_NARROW = 80
"""Columns of a line that has room for all that matters."""


class KeyBar(LineBar):
    """One line of keys; quit is always there, and help if the line is not too short."""

    _place = Context.STATEMENTS
    _without: frozenset[str] = frozenset()
    _labels: Mapping[str, str] = {}
    _saying: Timer | None = None

    @property
    def place(self) -> Context:
        """The place whose keys are shown."""
        return self._place

    def show_place(
        self,
        place: Context,
        without: frozenset[str] = frozenset(),
        labels: Mapping[str, str] | None = None,
    ) -> None:
        """Show the keys of a place, but for commands that don't act there just now.

        `labels` says what commands do here, where it isn't what they do elsewhere.
        """
        self._place = place
        self._without = without
        self._labels = labels or {}
        self._lay_out()

    def say(self, text: str) -> None:
        """Say something in place of the keys, for a few seconds or until they change."""
        # Before it is laid out it is taken to be as wide as the screen.
        width = self.size.width or self.app.size.width
        said = Content(f" {text}")
        if said.cell_length > width:  # Where a quote is cut in it as well, one ellipsis is enough.
            said = said.truncate(max(width - 1, 1)).rstrip(f"{ELLIPSIS} ") + Content(ELLIPSIS)
        self.show(said)
        if self._saying is not None:
            self._saying.stop()
        self._saying = self.set_timer(_SECONDS_SAID, self._lay_out)

    def hush(self) -> None:
        """Show the keys again instead of a message, because something else was done."""
        if self._saying is not None:
            self._saying.stop()
            self._saying = None
            self._lay_out()

    def on_resize(self) -> None:
        """Show as many as there is room for now."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Fill the line, the weightiest first, and keep the last for the keys always shown."""
        # Before it is laid out it is taken to be as wide as the screen: the first frame shows it.
        width = self.size.width or self.app.size.width
        hints = table_of(self).hints(self._place)
        commands = [
            command._replace(label=self._labels.get(command.id, command.label))
            for command in hints
            if command.id not in self._without
        ]
        always = _ALWAYS - (_IN_TITLE if width < _NARROW else frozenset())
        always |= _IN_PLACE.get(self._place, frozenset())
        commands = [one for one in commands if one.id not in _IN_TITLE - always]
        kept = [command for command in commands if command.id in always]
        right = Content("").join(map(_hint, kept)).rstrip()
        left = Content(" ")
        for command in commands:
            hint = self._hint_of_both(command) if command.beside else _hint(command)
            if command in kept:
                continue
            if left.cell_length + hint.cell_length + right.cell_length > width:
                break
            left = left + hint
        self.show(left.rstrip(), right)

    def _hint_of_both(self, command: Command) -> Content:
        """Return the keys of two commands that share a place, and their label."""
        if command.beside in self._without:
            return _hint(command)
        keys = f"{key_name(command.keys[0])} {table_of(self).key(command.beside)}"
        return line((keys, "key"), (f" {command.label_of_both}  ", "faint"))


def _hint(command: Command) -> Content:
    """Return a key and its label."""
    return line((key_name(command.keys[0]), "key"), (f" {command.label}  ", "faint"))
