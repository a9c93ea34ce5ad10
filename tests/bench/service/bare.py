"""The least that an ASGI program can do: it reads what comes and answers two bytes.

``python -m tests.bench.service.bare`` prints its port; it runs in the server that Merilo's service runs in.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import uvicorn

from tests.bench.service.delayed import LOOPBACK

HEADERS = [(b"content-length", b"2"), (b"content-type", b"application/json")]


async def application(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[dict[str, Any]]],
    send: Callable[[dict[str, Any]], Awaitable[None]],
) -> None:
    """Answer one request."""
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": b"{}"})


async def _serve() -> None:
    config = uvicorn.Config(
        application, host=LOOPBACK, port=0, log_level="error", lifespan="off", loop="asyncio", http="h11"
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
    await serving


if __name__ == "__main__":
    asyncio.run(_serve())
