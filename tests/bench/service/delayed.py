"""A line that takes its time: what comes from either side goes on a while later, in the order it came.

``python -m tests.bench.service.delayed PORT SECONDS`` prints its own port; both ends are on loopback.
"""

import asyncio
import sys
from contextlib import suppress

LOOPBACK = "127.0.0.1"
_PIECE = 1 << 16


async def serve(port: int, there_and_back: float) -> None:
    """Carry each connection to the port, half of the time each way, until the process is ended."""

    async def carried(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            far_reader, far_writer = await asyncio.open_connection(LOOPBACK, port)
            await asyncio.gather(
                _carry(reader, far_writer, there_and_back / 2), _carry(far_reader, writer, there_and_back / 2)
            )

    server = await asyncio.start_server(carried, LOOPBACK, 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, wait: float) -> None:
    loop, under_way = asyncio.get_running_loop(), asyncio.Queue[tuple[float, bytes]]()

    async def deliver() -> None:
        while True:
            at, piece = await under_way.get()
            await asyncio.sleep(max(0.0, at - loop.time()))
            if not piece:
                writer.close()
                return
            writer.write(piece)

    delivering = asyncio.create_task(deliver())
    piece = b"-"
    while piece:
        try:
            piece = await reader.read(_PIECE)
        except OSError:
            piece = b""
        under_way.put_nowait((loop.time() + wait, piece))
    with suppress(OSError):
        await delivering


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2])))
