"""The explorer as tests drive it: on the sample, without a terminal, the same at every run."""

from __future__ import annotations

import asyncio
import math
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Any
from unittest.mock import patch

from rich.console import RenderableType
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from quoth.query.stores import MakeStore, store_at
from quoth.store import Location, Origin, StoreError, locate
from quoth.store.location import SAMPLES
from quoth.tui.app import QuothApp
from quoth.tui.explorer.screen import ExplorerScreen
from quoth.tui.look.themes import THEMES
from quoth.tui.screens.greeting import GreetingScreen
from quoth.tui.widgets import key_bar
from quoth.tui.widgets.tall_list import TallList

Size = tuple[int, int]

_SOON = 0.05
"""Seconds within which what is due is waited for: frames are, and clocks that blink are not."""

_FOR_GOOD = 120.0
"""Seconds after which what never ends is a failure with a name, and not a test without an end."""

_driven: ContextVar[QuothApp | None] = ContextVar("driven", default=None)
"""The application that a test drives."""


async def nothing_is_due(*_: object) -> bool:
    """Wait until all is done that the event loop has to do now, or soon; the loop knows.

    Textual takes a process to be idle that has used little of a processor for 20 ms: most of a test
    would be spent with that, and where processors are short a busy process passes for an idle one.
    It also sends a message to each widget, and waits for all of them: more work than a key makes.

    Two may wait at once, and the clock that one waits for is nothing that the other has to wait
    for: they would wait for each other for ever. An application that has ended leaves the clocks
    of its screens running until it is shut down, which is what the waiting would keep it from.
    """
    loop: Any = asyncio.get_running_loop()
    given_up = loop.time() + _FOR_GOOD
    while True:
        await asyncio.sleep(0)
        if (app := _driven.get()) is not None and app._exit and not app.is_running:
            return True
        now = loop.time()
        assert now < given_up, f"the explorer never rests: {loop._ready} {loop._scheduled}"
        timers = (timer for timer in loop._scheduled if not timer.cancelled())
        times = (timer.when() for timer in timers if timer._callback is not _wake)
        wait = min(times, default=math.inf) - now
        if loop._ready:
            continue
        if wait > _SOON:
            return True
        woken = loop.create_future()
        loop.call_at(now + max(0.0, wait), _wake, woken)
        await woken


def _wake(waiting: asyncio.Future[None]) -> None:
    """Wake what waits for a time, unless it has been cancelled."""
    if not waiting.done():
        waiting.set_result(None)


_painted = Compositor.render_update


def unseen(compositor: Compositor, *, full: bool = False, **how: Any) -> RenderableType | None:
    """Paint no frame that goes nowhere; pictures, which are whole, are painted.

    `Explorer.lines` paints the screen when it is looked at, and tests on pseudo terminals see all
    that is painted.
    """
    if full:
        return _painted(compositor, full=True, **how)
    compositor._dirty_regions.clear()
    return None


_read_rules = Stylesheet._parse_rules
_RULES: dict[tuple[object, ...], list[RuleSet]] = {}
"""The rules of each style sheet that an explorer of this process has read, by all that they are
made of. Textual keeps them too, but only for as long as an application lasts."""


def read_once(sheet: Stylesheet, *source: Any, **more: Any) -> list[RuleSet]:
    """Read each style sheet once, and not again with every explorer that is opened."""
    key = (*source, *more.items(), *sheet._variables.items())
    if key not in _RULES:
        _RULES[key] = _read_rules(sheet, *source, **more)
    return _RULES[key]


@contextmanager
def at_full_speed() -> Iterator[None]:
    """Have an application driven as fast as it goes, and painted only where it is looked at."""
    with (
        patch("textual.app.wait_for_idle", nothing_is_due),
        patch("textual.pilot.wait_for_idle", nothing_is_due),
        patch.object(Pilot, "_wait_for_screen", nothing_is_due),
        patch.object(Compositor, "render_update", unseen),
        patch.object(Stylesheet, "_parse_rules", read_once),
        patch.object(TallList, "REST", 0),  # a cursor rests at once: nothing waits for a clock
        patch.object(key_bar, "_SECONDS_SAID", _FOR_GOOD),  # a busy machine reads slowly
        # This process outlives the explorer: nothing is kept until it ends, and what the tests keep
        # is not looked through whenever a busy machine takes a second from a key to the next.
        patch("gc.freeze"),
        patch("quoth.tui.app.look_through_all"),
    ):
        yield


class Explorer:
    """A running explorer, with hands and eyes."""

    def __init__(self, app: QuothApp, pilot: Pilot[StoreError]) -> None:
        """Take the application and its pilot."""
        self.app = app
        self.pilot = pilot

    @property
    def _explorer(self) -> ExplorerScreen:
        """The screen below all others, once it is the explorer."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, ExplorerScreen)
        return screen

    @property
    def _busy(self) -> list[threading.Event]:
        """What is under way on the screen below all others; the greeting has nothing."""
        if isinstance(self.app.screen_stack[0], GreetingScreen):
            return []
        return [idle for idle in self._explorer.idle if not idle.is_set()]

    async def settle(self) -> None:
        """Wait until nothing is under way, in the event loop and in threads."""
        await self.pilot.pause()
        while busy := self._busy:
            for idle in busy:
                assert await asyncio.to_thread(idle.wait, 60)
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, each after what the one before it did."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text, faster than the screen follows, as a slow line brings it.

        `press` waits for the screen after each letter.
        """
        with patch("textual.app.wait_for_idle", asyncio.sleep):
            await self.pilot.press(*("space" if letter == " " else letter for letter in text))
        await self.settle()

    @property
    def lines(self) -> list[str]:
        """What the screen shows, a text a line."""
        visible_screen_stack.set(self.app._background_screens)
        strips = self.app.screen._compositor.render_strips()  # as exports do
        return [strip.text.rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.lines)


Opened = Callable[..., AbstractAsyncContextManager[Explorer]]


@asynccontextmanager
async def open_explorer(
    size: Size = (80, 24),
    location: Location | None = None,
    make_store: MakeStore = store_at,
    *,
    greets: bool = False,
    **options: Any,
) -> AsyncIterator[Explorer]:
    """Open the explorer, on the sample unless a store is named, and wait until it is there.

    Where it `greets`, it is opened without a store.

    What a person has set, what is remembered and the like are `options` of the application.
    """
    sample = locate(None, {}, sample=SAMPLES[0])
    wanted = None if greets else location or Location(sample.path, Origin.SAMPLE)
    app = QuothApp(wanted, **options)
    app.make_store = make_store
    if not options:
        app.theme = THEMES[0].name
    _driven.set(app)
    with at_full_speed():
        async with app.run_test(size=size) as pilot:
            explorer = Explorer(app, pilot)
            await explorer.settle()
            yield explorer
