"""A slow line to a server: what goes over it arrives later, in order, and its turns are counted."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

_PIECE: Final = 1 << 16


class SlowLine:
    """A port of this machine behind which a server's socket is, further away than it is."""

    def __init__(self, socket: str, delay: float) -> None:
        """Name the server's socket, and how many seconds it takes there and back."""
        self._socket = socket
        self._half = delay / 2
        self._last = ""
        self.port = 0
        self.turns = 0
        """Round trips: how often a client sent something after it was answered."""

    async def serve(self, ready: threading.Event, stop: asyncio.Event) -> None:
        """Carry what clients send and what they are answered, until told to stop."""
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await stop.wait()

    async def _carry(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """Carry for one client."""
        there, on = await asyncio.open_unix_connection(self._socket)
        with suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(self._one_way(here, on, "sent"), self._one_way(there, back, ""))

    async def _one_way(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, which: str
    ) -> None:
        """Carry one way: each piece goes on its way at once, and arrives later."""
        waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                due, piece = await waiting.get()
                await asyncio.sleep(max(due - time.monotonic(), 0))
                if not piece:
                    target.close()
                    return
                target.write(piece)
                await target.drain()

        delivering = asyncio.ensure_future(deliver())
        while True:
            piece = await source.read(_PIECE)
            if piece:
                self.turns += which == "sent" and self._last != "sent"
                self._last = which
            waiting.put_nowait((time.monotonic() + self._half, piece))
            if not piece:
                break
        await delivering


@contextmanager
def slow_line(socket: str, delay: float) -> Iterator[SlowLine]:
    """Yield a slow line, carried by a thread that ends with the block."""
    made, ready = SlowLine(socket, delay), threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(made.serve(ready, stop))
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        ready.wait(10)
        yield made
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
