"""The search as it is typed: its completions, and earlier searches."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.screen import Screen

from quoth.tui.configured import table_of
from quoth.tui.look.painting import LineBar, line, plain
from quoth.tui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from quoth.query.language.completion import Completion
    from quoth.query.language.tree import Problem
    from quoth.query.result import Result
    from quoth.settings.searches import Searches
    from quoth.tui.widgets.search_input import SearchInput

# What takes a key to be of use is imported at that key.
# ruff: noqa: PLC0415


class SearchText(NamedTuple):
    """A text of the search, and where its cursor is."""

    text: str
    cursor: int


class Completing:
    """The completions of what is typed; the same key takes one after the other."""

    def __init__(self) -> None:
        """Start with none."""
        self._offered: Sequence[Completion] = ()
        self._typed = SearchText("", 0)
        self._taken: SearchText | None = None
        self._place = -1

    def offer(self, typed: SearchText, completions: Sequence[Completion]) -> None:
        """Take what completes a text; one that was just completed keeps its further choices."""
        if typed != self._taken:
            self._offered = [one for one in completions if not _is_there(one, typed.text)]
            self._typed = typed
            self._taken, self._place = None, -1

    def knows(self, now: SearchText) -> bool:
        """Tell whether the completions belong to this text."""
        return now in (self._typed, self._taken)

    @property
    def is_done(self) -> bool:
        """Whether the completion that was taken is the only one."""
        return len(self._offered) <= (1 if self._taken else 0)

    def take(self, now: SearchText) -> SearchText | None:
        """Return the text with the next completion; nothing if there is no other."""
        if not self.knows(now) or self.is_done:
            return None
        self._place = (self._place + 1) % len(self._offered)
        chosen = self._offered[self._place]
        text = self._typed.text
        before = text[: chosen.start] + chosen.text
        self._taken = SearchText(before + text[chosen.end :], len(before))
        return self._taken

    @property
    def taken_text(self) -> str | None:
        """The text with the completion that was just taken, if one was."""
        return self._taken.text if self._taken else None

    def line(self, key: str = "tab") -> Content:
        """Return the completions as a line, from the one on that was taken, which stands out.

        The key takes the next of them.
        """
        if self.is_done:
            return Content("")
        runs: list[str | tuple[str, str]] = [(f" {key} ", "key")]
        here = max(self._place, 0)
        for offered in (*self._offered[here:], *self._offered[:here]):
            chosen = len(runs) == 1
            help_text = f" {plain(offered.help)}" if chosen and offered.help else ""
            runs += [(plain(offered.label), "chosen" if chosen else ""), (help_text, "faint"), "  "]
        return line(*runs)

    def short_line(self, key: str = "tab") -> Content:
        """Return the completion that a key takes next, to stand at the end of a line."""
        if self.is_done:
            return Content("")
        offered = self._offered[(self._place + 1) % len(self._offered)]
        return line((f"{key} ", "key"), (plain(offered.label), "chosen"), " ")


def _is_there(completion: Completion, text: str) -> bool:
    """Tell whether a completion is already in the text."""
    return text[completion.start : completion.end] == completion.text


def problem_line(problems: Sequence[Problem]) -> Content:
    """Return the problem with a search, in one line."""
    return line((" ! ", "sign"), plain(problems[0].message)) if problems else Content("")


def worth_saying(problems: Sequence[Problem], text: str) -> Sequence[Problem]:
    """Return what should be said while a text is typed: what is wrong, then values half typed.

    An open quotation or parenthesis isn't reported: its typist knows.
    """
    from quoth.query.language.tree import ProblemLevel

    wrong = [one for one in problems if one.severity is ProblemLevel.WRONG]
    half_typed = [
        one
        for one in problems
        if one.severity is ProblemLevel.UNFINISHED and ":" in text[slice(*one.span)]
    ]
    return [*wrong, *half_typed]


_WHAT_MAY_BE_TYPED = ' by:name  topic:name  said:2025-03  "a phrase"  /regex/  -not  a OR b'


def hint(
    now: SearchText, problems: Sequence[Problem], completing: Completing, key: str = "tab"
) -> tuple[Content, Content]:
    """Return what to say below a search that is typed, at the left and at the right.

    That is what completes the text, or what is wrong right at the cursor with what may mend it, or
    what else is wrong; and if nothing is, what may be typed. The key completes.
    """
    from quoth.query.language.tree import ProblemLevel

    said = worth_saying(problems, now.text)
    here = [one for one in said if one.severity is ProblemLevel.WRONG and one.span[1] == now.cursor]
    if here:
        return problem_line(here), completing.short_line(key)
    if (completions := completing.line(key)).plain:
        return completions, Content("")
    return (problem_line(said) if said else line((_WHAT_MAY_BE_TYPED, "faint"))), Content("")


class Recent:
    """Earlier searches, one after the other."""

    def __init__(self) -> None:
        """Start where nothing is looked up."""
        self._searches: Sequence[str] = ()
        self._place = -1
        self._typed = ""

    def forget(self) -> None:
        """Begin with the newest again."""
        self._place = -1

    @property
    def shown(self) -> str | None:
        """The search of before that is in the input, if one is."""
        return self._searches[self._place] if self._place >= 0 else None

    def older(self, typed: str, searches: Sequence[str]) -> str | None:
        """Return the search before the one that is shown; nothing if there is none."""
        if self._place < 0:
            self._typed = typed
            self._searches = [one for one in searches if one != typed]
        if self._place + 1 >= len(self._searches):
            return None
        self._place += 1
        return self._searches[self._place]

    def newer(self) -> str:
        """Return the search after the one that is shown, at last what was typed."""
        self._place -= 1
        return self._searches[self._place] if self._place >= 0 else self._typed


class Typing:
    """The search as it is typed: its completions, its problems, and earlier searches."""

    def __init__(
        self,
        screen: Screen[None],
        store: str,
        completions: Callable[[str, int], Sequence[Completion]],
    ) -> None:
        """Create the search of a screen, with the store's key and the source of completions."""
        self._screen = screen
        self._store = store
        self._completions = completions
        self._completing = Completing()
        self._recent = Recent()
        self._result: Result | None = None

    @cached_property
    def searches(self) -> Searches:
        """The searches of before, and those that were given a name."""
        from quoth.settings.searches import Searches, default_path

        return Searches(default_path())

    def saved(self) -> Mapping[str, str]:
        """Return the searches that a query may name."""
        return self.searches.saved()

    @property
    def _input(self) -> SearchInput:
        return self._screen.query_one(SearchBar).input

    @property
    def _now(self) -> SearchText:
        """What is in the search."""
        return SearchText(self._input.value, self._input.cursor_position)

    @property
    def cursor(self) -> int | None:
        """Where in the search something is being typed, if it is."""
        focused = self._screen.focused
        typing = focused is not None and isinstance(focused.parent, SearchBar)
        return self._input.cursor_position if typing else None

    def bind_result(self, result: Result, completions: Sequence[Completion]) -> None:
        """Take the outcome of a search."""
        self._result = result
        self._completing.offer(self._now, completions)
        self.show_hint()

    def show_hint(self) -> None:
        """Mark what was not understood, and say it, or what completes the search."""
        if self._result is None and self.cursor is None:
            return
        problems = self._result.problems if self._result else ()
        self._input.mark(self._result.query.text if self._result else "", problems)
        bar = self._screen.query_one("#search-hint", LineBar)
        left, right = problem_line(problems), Content("")
        if self.cursor is not None:
            key = table_of(self._screen).key("complete")
            left, right = hint(self._now, problems, self._completing, key)
        # While a search is typed the line is there at every letter, so that nothing below it jumps.
        bar.display = bool(left.plain)
        bar.show(left, right)

    def changed(self, text: str) -> None:
        """Begin with the newest search of before again, unless it was this that changed it."""
        if text not in (self._completing.taken_text, self._recent.shown):
            self._recent.forget()

    def _put(self, edit: SearchText) -> None:
        """Put another text in the search, as if it was typed."""
        self._input.value = edit.text
        self._input.cursor_position = edit.cursor

    def complete(self) -> bool:
        """Take the next completion, and tell whether there was one."""
        self._catch_up()
        edit = self._completing.take(self._now)
        if edit is not None:
            self._put(edit)
        return edit is not None

    def _catch_up(self) -> None:
        """Find the completions of what is typed now, if the answer to it is not there yet."""
        if not self._completing.knows(self._now):
            self._completing.offer(self._now, self._completions(*self._now))

    def moved(self) -> None:
        """Complete what the cursor is at now, where it moved and nothing was typed."""
        if self._result is not None and self._input.value == self._result.query.text:
            self._catch_up()
            self.show_hint()

    def take_older(self) -> None:
        """Recall the previous search, if there is one."""
        found = self._recent.older(self._input.value, self.searches.recent(self._store))
        if found is not None:
            self._put(SearchText(found, len(found)))

    def take_newer(self) -> bool:
        """Take the search after the one of before that is shown; tell whether one was shown."""
        if self._recent.shown is None:
            return False
        found = self._recent.newer()
        self._put(SearchText(found, len(found)))
        return True

    def remember(self, text: str) -> None:
        """Remember a search; it is written in a thread, for a disk may be slow."""
        if not text:
            return
        from quoth.settings.searches import SearchesError

        searches = self.searches

        def write() -> None:
            with suppress(SearchesError):  # searching works without the history
                searches.remember(self._store, text)

        threading.Thread(target=write, daemon=True).start()

    def save(self, name: str, text: str) -> str:
        """Keep a search under a name; say why that can't be, if it can't."""
        from quoth.settings.searches import SearchesError

        if _names_itself(name, text, self.saved()):
            return f"this search uses @{name}: it can't contain itself"
        try:
            self.searches.save(name, text)
        except SearchesError as error:
            return str(error)
        return ""

    def forget(self, name: str) -> str:
        """Delete a saved search; if that isn't possible, say why."""
        from quoth.settings.searches import SearchesError

        try:
            self.searches.forget(name)
        except SearchesError as error:
            return str(error)
        return ""


def _names_itself(name: str, text: str, saved: Mapping[str, str]) -> bool:
    """Tell whether a search would contain itself under this name: that adds a problem."""
    from quoth.query.language.parsing import parse

    others = {other: what for other, what in saved.items() if other.casefold() != name.casefold()}
    harmless = parse(text, {**others, name: "word"}).problems
    return len(parse(text, {**others, name: text}).problems) > len(harmless)
