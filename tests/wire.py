"""The wire between a desk and its server, made visible: how often the desk waits for it, and how far it is.

A loopback proxy that passes everything on unread. No figure and no test belongs here.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

BLOCK = 1 << 16


@dataclass
class Wire:
    """A way to the server at ``port`` of its own. ``latency``: seconds there and back."""

    port: int
    latency: float = 0.0
    trips: int = 0
    """How often the desk spoke after it had waited for an answer, or for the first time."""
    _asked: set[object] = field(default_factory=set)

    async def connected(self, desk: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        """Pass on what both sides of a new connection say, until one of them ends it."""
        server, there = await asyncio.open_connection("127.0.0.1", self.port)
        whose = object()
        try:
            with suppress(asyncio.CancelledError):
                await asyncio.gather(
                    self._pass(desk, there, whose, asks=True), self._pass(server, back, whose)
                )
        finally:
            await _closed(there)
            await _closed(back)

    async def _pass(
        self, heard: asyncio.StreamReader, to: asyncio.StreamWriter, whose: object, *, asks: bool = False
    ) -> None:
        loop = asyncio.get_running_loop()
        while block := await _heard(heard):
            if asks and whose not in self._asked:
                self.trips += 1
                self._asked.add(whose)
            elif not asks:
                self._asked.discard(whose)
            loop.call_later(self.latency / 2, to.write, block)
        loop.call_later(self.latency / 2, to.close)


async def _closed(side: asyncio.StreamWriter) -> None:
    side.close()
    with suppress(ConnectionError):
        await side.wait_closed()


async def _heard(side: asyncio.StreamReader) -> bytes:
    try:
        return await side.read(BLOCK)
    except ConnectionError:
        return b""


@contextmanager
def wire(port: int) -> Iterator[tuple[Wire, int]]:
    """A wire to the server at ``port``, and the port at which it is reached, while this is open."""
    way, loop = Wire(port), asyncio.new_event_loop()
    listening = loop.run_until_complete(asyncio.start_server(way.connected, "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, name="wire", daemon=True)
    thread.start()
    try:
        yield way, listening.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_ended(listening), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended(listening: asyncio.Server) -> None:
    listening.close()
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
