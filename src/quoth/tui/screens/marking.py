"""A statement that was missed, marked in its article by words and sentences."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from quoth.intake import adjusting
from quoth.intake.model import Span
from quoth.tui.commands import Context, bindings
from quoth.tui.lines.article_lines import ArticleMark
from quoth.tui.screens.dialog import Dialog
from quoth.tui.widgets.article_pane import QUOTE, ArticlePane
from quoth.tui.widgets.key_bar import KeyBar


class MarkScreen(Dialog[Span], inherit_bindings=False):
    """The article, with a word at hand; its result is what was marked."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.MARKING)]

    def __init__(self, text: str, word: Span) -> None:
        """Create the screen of an article, with the cursor on a word."""
        super().__init__()
        self._text = text
        self._word = word
        self._begun: Span | None = None

    def compose(self) -> ComposeResult:
        """Make the article and the keys."""
        yield ArticlePane(id="marking")
        yield KeyBar(id="marking-keys")

    def on_mount(self) -> None:
        """Show the current word."""
        self.query_one(KeyBar).show_place(Context.MARKING)
        self._show()

    @property
    def _marked(self) -> Span:
        """What is marked, from where it was begun to the current word, whichever is first.

        That is the whole sentence as long as nothing was begun.
        """
        if self._begun is None:
            return adjusting.sentence_of(self._text, self._word)
        ends = (self._begun, self._word)
        return Span(min(one.start for one in ends), max(one.end for one in ends))

    def _show(self) -> None:
        """Show what is marked."""
        marks = [ArticleMark(*self._marked, QUOTE), ArticleMark(*self._word, "named")]
        self.query_one(ArticlePane).show(self._text, marks, self._word.start)

    def _go_to(self, word: Span) -> None:
        """Go to another word."""
        self._word = word
        self.query_one(KeyBar).hush()
        self._show()

    def action_word_later(self) -> None:
        """Go a word on."""
        self._go_to(adjusting.other_word(self._text, self._word, 1))

    def action_word_earlier(self) -> None:
        """Go a word back."""
        self._go_to(adjusting.other_word(self._text, self._word, -1))

    def action_sentence_later(self) -> None:
        """Go to the next sentence; while words are marked, to the end of one."""
        self._go_by("sentence", 1)

    def action_sentence_earlier(self) -> None:
        """Go a sentence back."""
        self._go_by("sentence", -1)

    def action_clause_later(self) -> None:
        """Go to the next clause; while words are marked, to the end of one."""
        self._go_by("clause", 1)

    def action_clause_earlier(self) -> None:
        """Go a clause back."""
        self._go_by("clause", -1)

    def _go_by(self, unit: str, steps: int) -> None:
        """Go to where a clause or a sentence begins, or to where the marked words may end."""
        ends = steps > 0 and self._begun is not None
        self._go_to(adjusting.other_part(self._text, self._word, steps, unit, ends=ends))

    def action_mark_here(self) -> None:
        """Begin to mark at the current word."""
        self._begun = self._word
        self._show()

    def action_take_marked(self) -> None:
        """Take what is marked."""
        self.dismiss(self._marked)

    def action_leave_marking(self) -> None:
        """Add nothing."""
        self.dismiss(None)
