"""The help: every key, from the one table of commands, the signs, and the topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from quoth.basics.naming import folded
from quoth.basics.text import capitalised
from quoth.formats.help_facts import facts as format_facts
from quoth.presenting import help as texts
from quoth.query.language.help_facts import facts as language_facts
from quoth.tui.commands import Context, bindings
from quoth.tui.configured import table_of
from quoth.tui.look.painting import line
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.key_bar import KeyBar
from quoth.tui.widgets.line_input import LineInput
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
    ("› ▸", "{follow} follows this line; the cursor on such a line"),
    ("● ◐ ○", "before a statement: all, some, none of its words are verbatim"),
    ("● ├─┤", "said within that day, week, month, ...; said some time between"),
    ("◂ ▸", "begins before what is shown, or at an unknown time; ends after"),
    ("▁▄█ ░", "how much was certainly said then; perhaps said then"),
    ("◆", "an event"),
    ("‡", "characters that could mislead are hidden here; {spell_out} in a statement names them"),
)
REVIEW = (
    Context.REVIEWING,
    Context.ACCEPTING,
    Context.CUTTING,
    Context.MARKING,
    Context.CONFIRMING,
    Context.FORM,
)
"""The contexts of a review, its own keys first."""
_ABOUT_REVIEW = (
    "A draft is beside its article, where ▌ and an underline mark its words, and other colours "
    "the word that attributes them and the speaker; other drafts are only underlined. The number "
    "is how often such drafts are right, and ! says what to check."
)
_ABOUT_WORDINGS = (
    "One quote as several papers have it. The first wording is the one that is most likely right; "
    "below each of the others is what differs from it. quoth never says that a wording is false: "
    "you decide, and your decision stays."
)
_ABOUT_POSITIONS = (
    "A change is certain only if all of one position comes before all of the other, wherever in "
    "its interval each date is. A quote in many papers counts once; drafts don't count. ? marks "
    "what may have been said on either side of a day."
)
_ABOUT_PLACE = {
    Context.REVIEWING: _ABOUT_REVIEW,
    Context.WORDINGS: _ABOUT_WORDINGS,
    Context.POSITIONS: _ABOUT_POSITIONS,
    Context.HISTORY: _ABOUT_POSITIONS,
    Context.BEFORE_AFTER: _ABOUT_POSITIONS,
}
"""What you should know of the place from which help is asked for."""


SHOWN_TOPICS = tuple(name for name in texts.NAMES if name != "keys")
"""The topics below the keys: all but the keys themselves."""


class Section(NamedTuple):
    """A heading and the lines below it, in pieces that are found and shown as a whole."""

    heading: str
    pieces: list[list[Content]]

    def having(self, words: Sequence[str]) -> Section:
        """Return the section with only the pieces that have all of some folded words."""
        if not words:
            return self
        found = [
            piece
            for piece in self.pieces
            if _has_all(" ".join((self.heading, *(part.plain for part in piece))), words)
        ]
        return Section(self.heading, found)


class HelpLines(LinesToRead, can_focus=False):
    """The lines of the help."""

    def __init__(self, *, id: str, first: Sequence[Context]) -> None:  # noqa: A002  # Textual's name
        """Create the lines, with the keys of the `first` places before all others."""
        super().__init__(id=id)
        self._first = first
        self._words: Sequence[str] = ()
        self._has_topics = False
        self._width = 0
        """The width for which the help is laid out."""
        self._keys: list[Section] = []
        self._topics: list[Section] = []

    def on_mount(self) -> None:
        """Lay out the keys, and the topics once those are painted: they take longer."""
        self.call_after_refresh(self._add_topics)

    def _add_topics(self) -> None:
        """Lay out the topics as well."""
        self._has_topics = True
        self._lay_out()

    def find(self, text: str) -> None:
        """Show only what has all words of a text, from the beginning; all of it for an empty one.

        Args:
            text: What was typed. A word is found inside longer ones, in any case, with or without
                accents.
        """
        self._words = text.split()
        self._lay_out()
        self.scroll_by(-len(self))

    def lines(self, width: int) -> list[Content]:
        """Return the keys, place by place, the topics, and at the end the signs."""
        if self._width != width:
            self._width, self._keys, self._topics = width, [], []
        self._keys = self._keys or list(self._about_keys(width))
        if self._has_topics:
            self._topics = self._topics or list(self._about_topics(width))
        sections = (*self._keys, *self._topics, self._signs(width))
        lines: list[Content] = []
        for section in (one.having(self._words) for one in sections):
            if not section.pieces:
                continue
            if lines:
                lines.append(Content(""))
            if section.heading:
                lines += line((section.heading, "label")).wrap(width)
            for piece in section.pieces:
                lines += piece
        return lines or line("Nothing in the help has all of these words.").wrap(width)

    def _about_keys(self, width: int) -> Iterator[Section]:
        """Yield the keys, place by place."""
        if self._first:
            yield from self._about(_ABOUT_PLACE.get(self._first[0], ""), self._first, width)
        rest = [place for place in Context if place not in self._first]
        yield from self._about(_ABOUT, rest, width)

    def _about_topics(self, width: int) -> Iterator[Section]:
        """Yield the topics."""
        facts = language_facts().and_those(format_facts())
        for name in SHOWN_TOPICS:
            lines = texts.lines(name, table_of(self), facts, width)
            about = texts.about(name)
            yield Section(capitalised(about), list(_pieces(lines)))

    def _signs(self, width: int) -> Section:
        """Return the meanings of the signs."""
        told = table_of(self).told
        return Section("Signs", [_row(sign, told(meaning), width) for sign, meaning in _SIGNS])

    def _about(self, text: str, places: Sequence[Context], width: int) -> Iterator[Section]:
        """Yield what you should know of some places, and their keys."""
        if text:
            yield Section("", [line(text).wrap(width)])
        for place in places:
            commands = table_of(self).of(place)
            rows = [_row(command.shown_keys, command.help, width) for command in commands]
            yield Section(place.value, rows)


def _has_all(text: str, words: Sequence[str]) -> bool:
    """Tell whether a text has all of some words."""
    folded_text = folded(text)
    return all(folded(word) in folded_text for word in words)


def _pieces(lines: Iterable[str]) -> Iterator[list[Content]]:
    """Yield the lines of a topic in pieces: a paragraph, or a row of a table with its rest.

    An empty line goes with the piece before it.
    """
    piece: list[Content] = []
    before = ""
    for text in lines:
        is_row = text.startswith("  ") and not text.startswith("   ")
        if piece and text and (is_row or not before):
            yield piece
            piece = []
        piece.append(Content(text))
        before = text
    if piece:
        yield piece


def _row(keys: str, meaning: str, width: int) -> list[Content]:
    """Return the lines of one key and its meaning."""
    wrapped = line(meaning).wrap(max(width - _KEYS_WIDTH, 10))
    heads = [line((f"{keys:<{_KEYS_WIDTH}}", "key")), Content(" " * _KEYS_WIDTH)]
    if len(keys) >= _KEYS_WIDTH:  # they would run into their meaning
        return [line((keys, "key")), *(heads[1] + part for part in wrapped)]
    return [heads[min(number, 1)] + part for number, part in enumerate(wrapped)]


class HelpScreen(Dialog[None], inherit_bindings=False):
    """The help, over everything: keys, signs and topics; what is typed finds lines in it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.HELP)]

    def __init__(self, first: Sequence[Context] = ()) -> None:
        """Create the screen; the `first` places are those of the screen below."""
        super().__init__()
        self._first = first

    def compose(self) -> ComposeResult:
        """Make the line to type in, the lines that it finds, and the keys."""
        with Vertical(id="help-box") as box:
            box.border_title = Content("Help")
            words = LineInput(placeholder="type to find a key or a topic", compact=True)
            words.cursor_blink = False
            words.add_class("narrowing")
            yield words
            yield HelpLines(id="help", first=self._first)
        yield KeyBar(id="help-keys")

    def on_mount(self) -> None:
        """Show the keys; typing searches at once."""
        self.query_one(KeyBar).show_place(Context.HELP)
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what has the words."""
        event.stop()
        self._lines.find(event.value)

    @property
    def _lines(self) -> HelpLines:
        """The lines."""
        return self.query_one(HelpLines)

    def _scroll(self, lines: int) -> None:
        """Scroll by lines; say so if there is nothing more."""
        before = self._lines.scroll_offset.y
        self._lines.scroll_by(lines)
        if self._lines.scroll_offset.y == before:
            said = "That is the end." if lines > 0 else "That is the beginning."
            self.query_one(KeyBar).say(said)

    def action_help_down(self) -> None:
        """Scroll down."""
        self._scroll(1)

    def action_help_up(self) -> None:
        """Scroll up."""
        self._scroll(-1)

    def action_help_page_down(self) -> None:
        """Scroll down a page."""
        self._scroll(self._lines.size.height - 1)

    def action_help_page_up(self) -> None:
        """Scroll up a page."""
        self._scroll(1 - self._lines.size.height)

    def action_help_first(self) -> None:
        """Go to the beginning."""
        self._scroll(-len(self._lines))

    def action_help_last(self) -> None:
        """Go to the end."""
        self._scroll(len(self._lines))

    def action_close_help(self) -> None:
        """Empty what is typed; where nothing is, close the help."""
        words = self.query_one(Input)
        if words.value:
            words.value = ""
        else:
            self.dismiss(None)
