"""The application: colours, the backstop, one screen, and how it is left."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.events import Event, Key
from textual.filter import LineFilter
from textual.geometry import Offset

from quoth.basics.crash import EXIT_CODE
from quoth.basics.garbage import look_through_all
from quoth.commands import KeyTable
from quoth.query.stores import MakeStore, store_at
from quoth.settings import DEFAULTS, Settings
from quoth.settings.model import THEMES as THEME_NAMES
from quoth.settings.who import coder_name
from quoth.store import Location, StoreError
from quoth.store.errors import Damaged
from quoth.tui.commands import Context, bindings, keymap
from quoth.tui.configured import Configured, Picking
from quoth.tui.explorer.host import ExplorerHost
from quoth.tui.frugal import forget_shown
from quoth.tui.look.backstop import Backstop
from quoth.tui.look.looks import CONTRAST
from quoth.tui.look.themes import THEMES, default_theme
from quoth.tui.terminal import draws_cursor, terminal_driver
from quoth.tui.terminal.chords import meant
from quoth.tui.terminal.early import FirstLine
from quoth.tui.terminal.kinds import Characters, this_terminal
from quoth.tui.terminal.leaving import exit_code, has_shell
from quoth.tui.terminal.signs import Signs

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

    from quoth.settings.remembered import RememberedFile
    from quoth.tui.screens.dialog import Dialog

# The screen that is shown is imported once it is known which.
# ruff: noqa: PLC0415

_LOOK: Final = "styles/quoth.tcss"
_GREETING_LOOK: Final = "styles/greeting.tcss"
"""The style sheets: the first screen's must be known before the screen exists."""
_OF_TERMINAL: Final = "ansi-"
"""Begins the names of the themes that have the terminal's own colours."""

_AT_REST: Final = 1.0
"""Seconds without a key after which the memory is tidied up."""
_SECONDS_TO_KEEP: Final = 2.5
"""Seconds that a forced exit waits for what is being saved."""


class QuothApp(App[StoreError], Configured, inherit_bindings=False, inherit_css=False):
    """The explorer of one store, or the greeting if there is no store yet."""

    DEFAULT_CSS = """
    QuothApp {
        background: $background;
        color: $foreground;
        &:ansi {
            background: ansi_default;
            color: ansi_default;
            .-ansi-scrollbar {
                scrollbar-background: ansi_default;
                scrollbar-background-hover: ansi_default;
                scrollbar-background-active: ansi_default;
                scrollbar-color: ansi_blue;
                scrollbar-color-active: ansi_bright_blue;
                scrollbar-color-hover: ansi_bright_blue;
                scrollbar-corner-color: ansi_default;
            }
        }
    }
    """
    # What Textual has more is for headers, lists of keys and views that quoth hasn't.
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Context.ALWAYS)]
    ENABLE_COMMAND_PALETTE = False
    TITLE = "quoth"

    def __init__(
        self,
        location: Location | None,
        settings: Settings = DEFAULTS,
        table: KeyTable | None = None,
        memory: RememberedFile | None = None,
        picking: Picking | None = None,
        line: FirstLine | None = None,
    ) -> None:
        """Create the app for a store, with settings, remembered state and purpose.

        Without a store, the screen asks for one.

        `line` is what the terminal shows so far.
        """
        self.make_store: MakeStore = partial(store_at, who=partial(coder_name, settings))
        """Makes the opener of a store."""
        self.settings = settings
        self.table = table or KeyTable()
        self.memory = memory
        self.picking = picking
        self._line = line
        remembered = memory.theme if memory is not None and not settings.theme else ""
        known = remembered if remembered in THEME_NAMES else ""
        theme = default_theme(os.environ, settings.theme, known)
        self._theme_at_first = theme
        self._has_theme = False
        super().__init__(
            driver_class=terminal_driver(),
            css_path=[_LOOK, _GREETING_LOOK] if location is None else [_LOOK],
            ansi_color=True if theme.startswith(_OF_TERMINAL) else None,
        )
        # The key bar says all there is to say: each screen does without Textual's widgets for it.
        self._disable_notifications = self._disable_tooltips = True
        self._location = location
        self._backstop = Backstop()
        self._signs = Signs(this_terminal(os.environ).characters)
        self._leaving: asyncio.Task[None] | None = None
        self._tidying: asyncio.TimerHandle | None = None
        self.broken: BaseException | None = None
        """The error that ended it, if one did."""
        for own in THEMES:
            self.register_theme(own)
        # Set as a change it would have the style sheet read twice before the first paint.
        self.set_reactive(App.theme, theme)
        self._has_theme = True
        self.stylesheet.set_variables(self.get_css_variables())
        self.animation_level = "none"
        self.set_keymap(keymap(self.table))

    def on_mount(self) -> None:
        """Redraw after a suspension: the terminal comes back empty, and Textual doesn't redraw."""
        self.app_resume_signal.subscribe(self, lambda _: self.action_repaint())
        self.set_class(draws_cursor(self._driver), "-real-cursor")
        self.theme_changed_signal.subscribe(self, lambda _: self._show_contrast())
        self._show_contrast()
        asyncio.get_running_loop().set_exception_handler(self._told_by_loop)

    # What the terminal shows.

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor rests: on what has the focus, for screen readers."""
        at_hand = (self.screen.focused or self.screen) if self.screen_stack else None
        place = getattr(at_hand, "cursor_screen_offset", None)
        if not isinstance(place, Offset):
            return self._cursor_elsewhere
        # Behind what is typed into one line, Textual keeps a cell free.
        return place - (getattr(at_hand, "cursor_at_end", False), 0)

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        """Take a place that a widget of Textual's says."""
        self._cursor_elsewhere = place

    def watch_theme(self, theme: str) -> None:
        """Use the terminal's own colours only while a theme has them.

        Otherwise a theme of quoth's would have the terminal's text colour, which may be as light as
        the theme's background.
        """
        own = True if theme.startswith(_OF_TERMINAL) else None
        if self.ansi_color != own:
            self.ansi_color = own

    def get_css_variables(self) -> dict[str, str]:
        """Return what style sheets can name; nothing before the theme is known that says it."""
        return super().get_css_variables() if self._has_theme else {}

    def _show_contrast(self) -> None:
        """Draw frames as the theme has them."""
        self.set_class(CONTRAST in self.theme_variables, "-contrast")

    def takes_over(self) -> bool:
        """Take the screen over from the code that shows its first line; tell whether any did."""
        return self._line is not None and self._line.pass_on()

    def show_as(self, characters: Characters) -> None:
        """Show everything again, in characters that the terminal can show."""
        self._signs = Signs(characters)
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()
        self.action_repaint()

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top; the explorer below all others stays.

        Keys that arrive together, as over a slow link, may close Textual's palette twice.
        """
        if len(self.screen_stack) <= 1:
            return AwaitComplete()
        return super().pop_screen()

    def get_default_screen(self) -> Screen[None]:
        """Return the one screen; without a store, the greeting."""
        if self._location is None:
            from quoth.tui.screens.greeting import GreetingScreen

            return GreetingScreen(self.make_store)
        from quoth.tui.explorer.screen import ExplorerScreen

        return ExplorerScreen(self._location, self.make_store)

    @property
    def _explorer(self) -> ExplorerHost | None:
        """The explorer of the store that is open, if one is."""
        hosts = (screen for screen in self.screen_stack if isinstance(screen, ExplorerHost))
        return next(hosts, None)

    @property
    def _dialogs(self) -> Sequence[Dialog[object]]:
        """The dialogs that are open over the screen below all others, the one on top last."""
        over = self.screen_stack[1:]
        if not over:
            return ()
        from quoth.tui.screens.dialog import Dialog

        return [screen for screen in over if isinstance(screen, Dialog)]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of every finished line, the backstop behind all but the stand-ins."""
        stand_ins = [self._signs] if self._signs.enabled else []
        return [*super().get_line_filters(), self._backstop, *stand_ins]

    def copy_to_clipboard(self, text: str) -> None:
        """Send a text to the clipboard, neutral, so that pasting it does no harm; none too long."""
        from quoth.tui.sending.clipboard import for_clipboard, sequence, tell_tmux

        if (sent := for_clipboard(text)) is None:
            return
        self._clipboard = sent
        if self._driver is not None:
            self._driver.write(sequence(sent, os.environ))
            if not self.is_headless and "TMUX" in os.environ:
                threading.Thread(target=tell_tmux, args=(sent,), daemon=True).start()

    # How it ends.

    async def on_event(self, event: Event) -> None:
        """Take what happens, but no key behind the one that leaves, or that a dialog refuses."""
        if not isinstance(event, Key):
            await super().on_event(event)
            return
        self._tidy_once_at_rest()
        for key in meant(event, self._knows):
            if not self._exit and self._is_taken(key):
                await super().on_event(key)

    def _tidy_once_at_rest(self) -> None:
        """Look for garbage once no key came for a while: in between, it would delay a frame."""
        if self._tidying is not None:
            self._tidying.cancel()
        self._tidying = asyncio.get_running_loop().call_later(_AT_REST, look_through_all)

    def _knows(self, key: str) -> bool:
        """Tell whether a key means something here, or anywhere by the user's own settings."""
        own = (key in keys for keys in self.table.changed.values())
        return any(own) or key in self.screen.active_bindings

    def _is_taken(self, event: Key) -> bool:
        """Tell whether the screen takes a key. It is asked first: all keys have priority."""
        dialogs = self._dialogs
        return not dialogs or dialogs[-1] is not self.screen or dialogs[-1].takes(event)

    def on_key(self, event: Key) -> None:
        """Say why a key does nothing: only keys that no widget handled arrive here."""
        from quoth.tui.widgets.idle_keys import tell_of

        tell_of(self, event)

    def _handle_exception(self, error: Exception) -> None:
        """Leave with one line, whatever happened.

        The store or its index may have changed while the explorer was open. Rows are read as they
        are painted, so the error may come from anywhere; Textual has no other place to catch it.
        A dialog that is opened as the explorer leaves is mounted without its widgets, and looks for
        them in vain: that isn't an error.
        """
        if self._exit and isinstance(error, NoMatches):
            return
        if isinstance(error, Damaged) and (explorer := self._explorer) is not None:
            explorer.forget_index()
            error = StoreError(
                explorer.location.shown, "", "the index was damaged", "open the store again"
            )
        if isinstance(error, StoreError):
            self.exit(error, return_code=3)
        else:
            self.break_down(error)

    def break_down(self, error: BaseException) -> None:
        """End at an unexpected error, which the caller of the application reports.

        Textual would print the values of variables, and so parts of the store.
        """
        if self.broken is None:
            self.broken = error
            self._return_code = EXIT_CODE
            for dialog in self._dialogs:
                dialog.keep_draft()
        if isinstance(error, Exception) and self._exception is None:  # where tests look for it
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()

    def _told_by_loop(
        self,
        _: asyncio.AbstractEventLoop,
        context: dict[str, object],
    ) -> None:
        """End at an error in a task without a caller, which would only be printed."""
        if isinstance(error := context.get("exception"), Exception):
            self._handle_exception(error)

    def leave_by(self, number: int) -> None:
        """Leave as by a signal: what was typed is kept, and no question asked."""
        if self._leaving is None:
            self._leaving = asyncio.ensure_future(self._leave(exit_code(number)))

    async def _leave(self, code: int) -> None:
        """Keep what was typed, and leave."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_KEEP):
                for dialog in self._dialogs:
                    await dialog.keep_typed()
        self.exit(return_code=code)

    def on_dialog_help_wanted(self, event: Dialog.HelpWanted) -> None:
        """Show every key, those of the dialog that asks first."""
        from quoth.tui.screens.help import HelpScreen  # once one asks

        self.push_screen(HelpScreen(event.places))

    def action_leave_at_once(self) -> None:
        """Leave, from wherever."""
        self.leave_by(signal.SIGINT)

    def action_suspend(self) -> None:
        """Go back to the shell for a while; in a text of several lines, undo."""
        if (undo := getattr(self.focused, "action_undo", None)) is not None:
            undo()
        elif has_shell():
            self.action_suspend_process()
        else:
            self.bell()

    def exit(
        self,
        result: StoreError | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Leave, and remember from where."""
        if result is None:
            self._remember()
        super().exit(result, return_code, message)

    def _remember(self) -> None:
        """Remember the current place, and the colours if others were chosen."""
        if self.memory is None or self.picking is not None:
            return
        chosen = self.theme if self.theme != self._theme_at_first else ""
        explorer = self._explorer
        store, position = (explorer.store_left, explorer.position) if explorer else (None, None)
        self.memory.leave(store, position, chosen, explorer.panes_left if explorer else None)

    def action_repaint(self) -> None:
        """Draw the whole screen again."""
        forget_shown(self._driver)
        self.refresh(layout=True)
