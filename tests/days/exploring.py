"""Part of a day in the explorer: keys without a plan, and a look at the screen after each.

What the screen shows has to be what a plain copy of the records answers to the same query, whoever
changed the store: the explorer, a shell beside it, or another program.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from random import Random
from typing import Final

import pytest

from quoth.commands import COMMANDS
from quoth.editing.history import History
from quoth.index.opening import open_corpus
from quoth.query.model import Query, Sort
from quoth.query.run import Engine
from quoth.store import Location, Origin
from quoth.tui.explorer.screen import ExplorerScreen
from tests.days import stores
from tests.days.day import Day, Step
from tests.days.plain import Tables, difference
from tests.tui.driving import Explorer, open_explorer

_PATIENCE: Final = 60.0
"""Seconds after which what another program changed has to be shown."""
_NOT_PRESSED: Final = frozenset(
    {"leave", "leave_at_once", "suspend", "open_source", "open_archived", "take_in", "export"}
)
"""Commands that end the explorer, or reach out of it."""
_KEYS: Final = sorted({key for one in COMMANDS if one.id not in _NOT_PRESSED for key in one.keys})
_OFTEN: Final = (
    "j", "k", "j", "enter", "escape", "escape", "s", "u", "u", "U", "asterisk", "S", "d", "y", "f2",
    "1", "2", "3", "n", "M", "m", "a", "x", "X", "tab", "space", "minus", "plus", "c", "t", "R",
)  # fmt: skip
_SIZES: Final = ((80, 24), (120, 36), (60, 16))


def explore(day: Day, keys: int) -> None:
    """Open the explorer on a day's store, press so many keys, and look after each."""
    asyncio.run(_explored(day, keys))


async def _explored(day: Day, keys: int) -> None:
    """Press keys and look."""
    random = day.random
    day.trail.append(f"the explorer is opened for {keys} keys")
    async with _opened(day.store, random) as quoth:
        for _ in range(keys):
            if _has_left(quoth):
                day.trail.append("the explorer is left")
                break
            if random.random() < 0.08:
                day.live_beside()
            else:
                await _press(day, quoth)
            if not _has_left(quoth):
                await _look(day, quoth)
    assert quoth.app.return_code in (None, 0), day.told(f"exit code {quoth.app.return_code}")


@contextlib.asynccontextmanager
async def _opened(store: Path, random: Random) -> AsyncIterator[Explorer]:
    """Open an explorer that looks often, and folds soon or late."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quoth.tui.explorer.facets.REST", 0.0)
        patch.setattr("quoth.tui.threads.working._LOOKS", 0.02)
        patch.setattr("quoth.tui.threads.working._PAUSE", random.choice([0.05, 30.0]))
        patch.chdir(store.parent)
        location = Location(str(store), Origin.OPTION)
        async with open_explorer(random.choice(_SIZES), location) as quoth:
            yield quoth


def _has_left(quoth: Explorer) -> bool:
    """Tell whether the explorer has ended."""
    return not quoth.app.is_running or quoth.app.return_code is not None or quoth.app._exit


async def _press(day: Day, quoth: Explorer) -> None:
    """Press a key or type some words; what is changed by it is a step that can be undone."""
    random, before = day.random, day.tables
    done, undone = _history(day.store)
    if random.random() < 0.2:
        words = random.choice([random.choice(stores.WORDS), stores.name(random), "by:ann "])
        day.trail.append(f"types {words!r}")
        await quoth.type("".join(one for one in words if one.isascii()))
    else:
        key = random.choice(_OFTEN if random.random() < 0.7 else _KEYS)
        day.trail.append(f"presses {key}")
        await quoth.press(key)
    now_done, now_undone = _history(day.store)
    made = difference(before, day.tables)
    if now_done == done + 1:
        day.did(Step(before, day.tables, made))
    elif now_done == done - 1:
        day.stepped(made, back=True)
    elif now_undone == undone - 1:
        day.stepped(made, back=False)
    else:
        assert not made.touched, day.told(f"{made} is not in the history")


def _history(store: Path) -> tuple[int, int]:
    """Return how many changes can be undone, and redone."""
    done, undone = History(str(store)).stacks()
    return len(done), len(undone)


async def _look(day: Day, quoth: Explorer) -> None:
    """Look whether the screen shows what is in the store."""
    screen = quoth.app.screen_stack[0]
    assert isinstance(screen, ExplorerScreen)
    tables = day.tables
    with day.plain_copy():
        engine = Engine(open_corpus(day.copy))
    end = asyncio.get_running_loop().time() + _PATIENCE
    while (apart := _apart(engine, screen, tables)) and not _has_left(quoth):
        assert asyncio.get_running_loop().time() < end, day.told(apart)
        await quoth.settle()
        await asyncio.sleep(0.02)
    engine.corpus.close()


def _apart(engine: Engine, screen: ExplorerScreen, tables: Tables) -> str:
    """Return in what a screen and a plain reading differ; nothing where they don't."""
    result, corpus = screen.result, screen._statements.corpus
    if result is None or corpus is None:
        return "nothing is shown" if tables.get("statements") else ""
    if corpus is not screen.corpus:
        return "what is shown is being asked for"
    query: Query = result.query
    plain = engine.result(engine.find(query))
    shown = [corpus.statements[row] for row in result.rows]
    wanted = [engine.corpus.statements[row] for row in plain.rows]
    if plain.order is Sort.RELEVANCE and plain.matches:
        shown.sort(key=lambda one: one.id)
        wanted.sort(key=lambda one: one.id)
    differences: dict[str, Callable[[], bool]] = {
        "rows": lambda: shown != wanted,
        "order": lambda: result.order != plain.order,
        "actors": lambda: dict(result.actors) != dict(plain.actors),
        "all actors": lambda: result.whoever != plain.whoever,
        "dates": lambda: list(result.dates) != list(plain.dates),
        "lanes": lambda: (
            {who: sorted(dated) for who, dated in result.lanes}
            != {who: sorted(dated) for who, dated in plain.lanes}
        ),
        "records": lambda: [*corpus.actors.values()] != [*engine.corpus.actors.values()],
        "events": lambda: list(corpus.events) != list(engine.corpus.events),
    }
    apart = [what for what, is_so in differences.items() if is_so()]
    if not apart:
        return ""
    both = f"{len(shown)} shown, {len(wanted)} plain"
    first = next(
        (pair for pair in zip(shown, wanted, strict=False) if pair[0] != pair[1]), ("", "")
    )
    return f"{', '.join(apart)} of {query}: {both}; {first}"
