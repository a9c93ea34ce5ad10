"""Whether the service is well, for whoever runs it on this computer: no name, no level, no word."""

from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from db.journal import journal
from db.service.opened import Opened
from db.service.web.application import Counts, Guarded
from db.service.web.changes import Changes
from resources import VERSION


def application(store: Opened, counts: Counts, changes: Changes) -> Guarded:
    """Return what answers on loopback alone."""

    async def health(_request: Request) -> Response:
        try:
            await to_thread.run_sync(store.read, journal.head)
        except Exception as error:  # whatever it is, it is not well
            return JSONResponse({"version": VERSION, "file": type(error).__name__}, 503)
        return JSONResponse({"version": VERSION, "file": "open"})

    async def metrics(_request: Request) -> Response:
        lines = [f"merilo_answered_total {counts.answered}", f"merilo_listening {changes.listening}"]
        lines += [
            f'merilo_refused_total{{kind="{kind}"}} {number}'
            for kind, number in sorted(counts.refused.items())
        ]
        return PlainTextResponse("\n".join(lines) + "\n")

    return Guarded(
        Starlette(
            routes=[
                Route("/health", health, methods=["GET"]),
                Route("/metrics", metrics, methods=["GET"]),
            ]
        )
    )
