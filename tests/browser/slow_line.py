"""A slow line between a browser and a clinic: whatever crosses it waits, asked by a page or by its worker."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

ROUND = 0.15  # seconds there and back; a new connection costs one round before its first byte
DOWN, UP = 200_000, 93_750  # bytes a second: 1.6 Mbit/s, and 0.75 the other way
PIECE = 4096
REQUEST = re.compile(rb"[A-Z]+ (/[^ ?]*)[^ ]* HTTP/1\.1\r\n")
ENDED = (ConnectionError, OSError)


@dataclass(frozen=True)
class Line:
    """asked: the path of each request that crossed it, in order, without what follows a "?"."""

    address: str
    asked: list[str]


class Way:
    """One direction, shared by all connections."""

    def __init__(self, speed: float, round_trip: float) -> None:
        self.speed, self.round_trip, self.free = speed, round_trip, 0.0

    def arrives(self, now: float, size: int) -> float:
        """When the last byte of a piece that is sent now comes out at the other end."""
        self.free = max(now, self.free) + size / self.speed
        return self.free + self.round_trip / 2


@contextmanager
def slow_line(port: int, round_trip: float = ROUND) -> Iterator[Line]:
    """The address at which what listens on this port of this computer is reached slowly."""
    asked: list[str] = []
    ready, made = threading.Event(), list[tuple[asyncio.AbstractEventLoop, asyncio.Event, int]]()

    async def serve() -> None:
        there, back = Way(UP, round_trip), Way(DOWN, round_trip)

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(round_trip)
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                await asyncio.gather(
                    _carry(reader, far_writer, there, asked), _carry(far_reader, writer, back, [])
                )
            except asyncio.CancelledError:  # the line is taken away
                pass
            finally:
                for it in (writer, far_writer):
                    it.transport.abort()

        server = await asyncio.start_server(connected, "127.0.0.1", 0)
        stop = asyncio.Event()
        made.append((asyncio.get_running_loop(), stop, server.sockets[0].getsockname()[1]))
        ready.set()
        await stop.wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    ready.wait()
    loop, stop, found = made[0]
    try:
        yield Line(f"http://localhost:{found}", asked)
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()


async def _carry(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Way, asked: list[str]
) -> None:
    """From one end to the other; what is under way does not hold up what follows."""
    pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    async def read() -> None:
        piece = b" "
        while piece:
            try:
                piece = await reader.read(PIECE)
            except ENDED:
                piece = b""
            if found := REQUEST.match(piece):
                asked.append(found[1].decode())
            pieces.put_nowait((way.arrives(loop.time(), len(piece)), piece))

    reading = asyncio.create_task(read())
    try:
        while True:
            at, piece = await pieces.get()
            await asyncio.sleep(max(0.0, at - loop.time()))
            if not piece:
                break
            writer.write(piece)
            await writer.drain()
    except ENDED:
        pass
    finally:
        reading.cancel()
        with suppress(*ENDED):
            writer.close()
