"""Measure how long the frames of the explorer take while a key is held.

    python tests/benchmarks/held_keys.py [--store FILE | --statements 1000000] [--key pagedown]
                                         [--frames 400] [--every 40]

The explorer runs in a pseudo terminal of 80 by 24 cells on a large store, which `make_store.py`
writes into a temporary directory unless `--store` names one. When its list is shown, a key is sent
every 40 milliseconds, as a keyboard repeats it, until so many frames are painted. Each is timed
from when the application got the key until the frame was handed to the thread that writes it: in
processor time of the thread that does it, which what else the machine does changes less, and in
wall-clock time. With `--from-end` the list is at its end first, for `pageup`. It prints figures and
judges nothing. It needs a POSIX system, and no packages but quoth itself and pyte, as the tests do.
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks import first_paint
from tests.benchmarks.make_store import main as make_store

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.events import Event
    from textual.screen import Screen

_KEYS: Final = {
    "pagedown": b"\x1b[6~", "pageup": b"\x1b[5~", "down": b"\x1b[B", "up": b"\x1b[A",
}  # fmt: skip
_WATCHED: Final = "--watched"
_OPENING: Final = 600.0
"""Seconds that a store may take to be read the first time."""
_AT_REST: Final = 2.0
"""Seconds from when the list is shown until the key is held."""

_PLACE: Final = re.compile(r"\d of \d")
"""The place in the list, which may be remembered from another time: "1 of 2,000"."""

Frame = tuple[float, float]
"""Milliseconds of a frame: processor time, and wall-clock time."""


def _watched(into: Path, key: str, frames: int, store: str) -> None:
    """Be the explorer, write how long its frames took into a file, and end."""
    from textual.app import App  # noqa: PLC0415  # only the watched one loads it
    from textual.events import Key  # noqa: PLC0415

    from quoth.cli import run  # noqa: PLC0415
    from quoth.tui.app import QuothApp  # noqa: PLC0415

    began: list[Frame] = []
    took: list[Frame] = []
    on_event, display = QuothApp.on_event, App._display

    async def take(self: QuothApp, event: Event) -> None:
        if isinstance(event, Key) and event.key == key:
            began[:] = [(time.thread_time(), time.perf_counter())]
        await on_event(self, event)

    def paint(self: App[object], screen: Screen[object], frame: RenderableType | None) -> None:
        display(self, screen, frame)
        if frame is None or not began:
            return
        cpu, wall = began.pop()
        took.append(((time.thread_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000))
        if len(took) == frames:
            into.write_text(json.dumps(took))
            os._exit(0)

    QuothApp.on_event = take  # type: ignore[method-assign]
    App._display = paint  # type: ignore[assignment, method-assign]
    sys.argv = ["quoth", "--store", store]
    run()


def _held(store: Path, key: str, frames: int, every: float, *, from_end: bool) -> list[Frame]:
    """Return how long the frames took, of an explorer in whose terminal a key is held."""
    with tempfile.TemporaryDirectory() as directory:
        into = Path(directory) / "frames.json"
        pid, terminal = pty.fork()
        if pid == 0:
            watched = [sys.executable, __file__, _WATCHED, str(into), key, str(frames), str(store)]
            first_paint._become(watched)
        _wait_for_list(terminal)
        if from_end:
            os.write(terminal, b"G")
            _drain(terminal, _AT_REST)
        until = time.monotonic() + _OPENING
        try:
            while not into.exists() and time.monotonic() < until:
                os.write(terminal, _KEYS[key])
                _drain(terminal, every)
        except OSError:  # it has ended
            pass
        os.waitpid(pid, 0)
        os.close(terminal)
        return [tuple(frame) for frame in json.loads(into.read_text())]


def _wait_for_list(terminal: int) -> None:
    """Wait until the list is shown, and a moment longer."""
    screen = first_paint._Screen()
    end = time.monotonic() + _OPENING
    while _PLACE.search(screen.text) is None:
        data = first_paint._read(terminal, end - time.monotonic())
        if not data:
            raise SystemExit(f"no list is shown, but: {screen.text[:400]}")
        screen.take(data, 0)
        screen.since_when("")
    _drain(terminal, _AT_REST)


def _drain(terminal: int, seconds: float) -> None:
    """Read what is written, for so long."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        first_paint._read(terminal, left)


def _told(name: str, times: Sequence[float]) -> str:
    """Return a line of the table."""
    ordered = sorted(times)
    shares = [
        ordered[min(int(len(ordered) * share), len(ordered) - 1)] for share in (0.5, 0.95, 0.99)
    ]
    return f"{name:16}" + "".join(f"{value:10.1f}" for value in (*shares, ordered[-1]))


def _measure(store: Path, options: argparse.Namespace) -> None:
    """Measure, and print the table."""
    frames = _held(
        store, options.key, options.frames, options.every / 1000, from_end=options.from_end
    )
    print(f"{len(frames)} frames, {options.key} held, every {options.every} ms\n")
    print(f"{'milliseconds':16}{'median':>10}{'95 %':>10}{'99 %':>10}{'most':>10}")
    print(_told("processor time", [cpu for cpu, _ in frames]))
    print(_told("wall-clock time", [wall for _, wall in frames]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what the command line asks for."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given[:1] == [_WATCHED]:
        into, key, frames, watched = given[1:]
        _watched(Path(into), key, int(frames), watched)
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--statements", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--store", type=Path, metavar="FILE", help="a store that is there already")
    parser.add_argument("--key", choices=_KEYS, default="pagedown", help="default: pagedown")
    parser.add_argument("--frames", type=int, default=400, metavar="N", help="default: 400")
    parser.add_argument("--every", type=int, default=40, metavar="MS", help="default: 40")
    parser.add_argument("--from-end", action="store_true", help="go to the end of the list first")
    options = parser.parse_args(given)
    if options.store:
        _measure(options.store, options)
        return 0
    with tempfile.TemporaryDirectory() as directory:
        store = Path(directory) / "large.json"
        make_store([str(store), "--statements", str(options.statements)])
        _measure(store, options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
