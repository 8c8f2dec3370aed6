"""Every key, from the one table of commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from quoth.tui.commands import Place, bindings
from quoth.tui.configured import table_of
from quoth.tui.painting import line
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.lines_to_read import LinesToRead

_KEYS_WIDTH = 15
_ABOUT = (
    "Three panes show one query: who speaks, what was said, and when. What you choose in one "
    "narrows the others. A date is never more precise than its source: an interval is drawn as "
    "a line, and light bars count what may have been said then."
)
_SIGNS = (
    ("“…”", "every word is verbatim (direct); without marks, a paraphrase (mixed, indirect)"),
    ("▌ ✓", "the cursor; what is chosen"),
    ("› ▸", "{follow} leads on from here; and the cursor there"),
    ("● ├─┤", "said within that day, week, month, ...; said some time between"),
    ("◂ ▸", "begins before what is seen, or nobody knows when; ends after"),
    ("▁▄█ ░", "how much was certainly said then; perhaps said then"),
    ("◆", "an event"),
    ("‡", "characters that could mislead are hidden here; {spell_out} in a statement names them"),
)
REVIEW = (Place.REVIEWING, Place.ACCEPTING, Place.CUTTING, Place.FORM)
"""What a review has, its own keys first."""
_ABOUT_REVIEW = (
    "A draft stands beside its article, where ▌ and an underline show its words, and other colours "
    "the word that attributes them and who is named; other drafts are underlined alone. The number "
    "is how often such drafts are right, and ! says what to look at."
)


class HelpLines(LinesToRead):
    """The lines of the help."""

    def __init__(self, *, id: str, first: Sequence[Place]) -> None:  # noqa: A002  # Textual's name
        """Take the places whose keys are asked for before all others, if there are any."""
        super().__init__(id=id)
        self._first = first

    def lines(self, width: int) -> list[Content]:
        """Return the keys, place by place, and the signs."""
        if not self._first:
            return [*self._about(_ABOUT, tuple(Place), width), *self._signs(width)]
        rest = tuple(place for place in Place if place not in self._first)
        return [
            *self._about(_ABOUT_REVIEW, self._first, width),
            Content(""),
            *self._about(_ABOUT, rest, width),
            *self._signs(width),
        ]

    def _about(self, text: str, places: Sequence[Place], width: int) -> Iterator[Content]:
        """Yield what a person should know of some places, and their keys."""
        yield from line(text).wrap(width)
        for place in places:
            yield from (Content(""), line((place.value, "label")))
            for command in table_of(self).of(place):
                yield from _row(command.shown_keys, command.help, width)

    def _signs(self, width: int) -> Iterator[Content]:
        """Yield the signs and what they mean."""
        yield from (Content(""), line(("Signs", "label")))
        for sign, meaning in _SIGNS:
            yield from _row(sign, table_of(self).told(meaning), width)


def _row(keys: str, meaning: str, width: int) -> list[Content]:
    """Return the lines of one key and its meaning."""
    wrapped = line(meaning).wrap(max(width - _KEYS_WIDTH, 10))
    heads = [line((f"{keys:<{_KEYS_WIDTH}}", "key")), Content(" " * _KEYS_WIDTH)]
    return [heads[min(number, 1)] + part for number, part in enumerate(wrapped)]


class HelpScreen(Dialog[None], inherit_bindings=False):
    """The help, over everything."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.DIALOG)]

    def __init__(self, first: Sequence[Place] = ()) -> None:
        """Take the places that come first: those of the screen from which help was asked for."""
        super().__init__()
        self._first = first

    def compose(self) -> ComposeResult:
        """Make the list of lines."""
        lines = HelpLines(id="help", first=self._first)
        lines.border_title = Content(f"Every key · {table_of(self).key('close')} closes")
        yield lines

    def action_close(self) -> None:
        """Close the help."""
        self.dismiss(None)

    def action_choose(self) -> None:
        """Close the help: there is nothing to switch."""
        self.dismiss(None)
