"""What a client may ask over HTTP: acts, who is logged in, and what was changed; all else is not there."""

import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from db.file.errors import Closed, StoreError
from db.postgresql.errors import DatabaseError
from db.service.acts import Acts, UnderWay, fault, under_way
from db.service.door import Door
from db.service.web import bounds
from db.service.web.bounds import Limits
from db.service.web.changes import Changes
from db.service.web.proxy import AccountHeader
from db.wire import answers
from db.wire.codec import codec_of
from db.wire.headers import TOUCHED
from db.wire.plain import MOST_BYTES, sent
from db.wire.refusals import (
    AnothersName,
    Fault,
    LoggedOut,
    Malformed,
    NoDatabase,
    NotAllowed,
    NotServed,
    OtherVersion,
    OutOfReach,
    Stopping,
    TooLarge,
    TooMany,
    WrongLogin,
)
from domain.errors import Refused
from domain.login import LoggedIn, Login
from domain.password import WaitFirst

JSON = "application/json"
ACTS, LOGINS = 16, 4  # that are done at once: people who log in do not hold up those who work

_log = logging.getLogger("merilo.service")
_QUIET = {"cache-control": "no-store", "x-content-type-options": "nosniff"}

# What the refusals are to a proxy that knows no more of them; the client reads what is inside.
_STATUS: tuple[tuple[type[Exception], int], ...] = (
    (LoggedOut, 401),
    (WrongLogin, 401),
    (TooLarge, 413),
    (Malformed, 400),
    (NotAllowed, 403),
    (OutOfReach, 403),
    (AnothersName, 403),
    (OtherVersion, 426),
    (TooMany, 429),
    (WaitFirst, 429),
    (Stopping, 503),
    (StoreError, 503),
    (Fault, 500),
)


@dataclass(slots=True)
class Counts:
    """What the service has done since it began, for whoever runs it; it tells nothing of anybody."""

    answered: int = 0
    refused: dict[str, int] = field(default_factory=dict[str, int])  # by the kind of refusal


class Service:
    """One service over one file; its methods run in one loop, and what they ask of the file in threads."""

    def __init__(
        self,
        acts: Acts,
        door: Door,
        changes: Changes,
        counts: Counts,
        limits: Limits,
        header: AccountHeader,
    ) -> None:
        self._header = header
        self._acts, self._door, self._changes, self._counts = acts, door, changes, counts
        self._of_login, self._of_address = limits.of_login, limits.of_address
        self._acting, self._letting_in = CapacityLimiter(ACTS), CapacityLimiter(LOGINS)

    async def act(self, request: Request) -> Response:
        """Do one act for whoever is logged in."""

        async def run() -> bytes:
            login = await self._who(request)
            under_way.set(act := UnderWay(bounds.act_id(request)))
            content = await bounds.body(request, MOST_BYTES)
            name = request.path_params["name"]
            answer = await to_thread.run_sync(
                self._acts.act, login, name, content, act.act_id, limiter=self._acting
            )
            touched.update(act.tables)
            return answer

        touched = set[str]()
        response = await self._answered(request, run)
        if touched:
            response.headers[TOUCHED] = ",".join(sorted(touched))
        return response

    async def log_in(self, request: Request) -> Response:
        """Give a token to whoever has the password."""

        async def run() -> bytes:
            self._of_address.take(bounds.address(request))
            name, password = bounds.texts(
                await bounds.body(request, bounds.MOST_OF_A_LOGIN), "name", "password"
            )
            found = await to_thread.run_sync(self._door.log_in, name, password, limiter=self._letting_in)
            return sent({"answer": codec_of(LoggedIn).encode(found)})

        return await self._answered(request, run)

    async def come_in(self, request: Request) -> Response:
        """Give a token to whom the proxy names: the organisation's directory knows who it is."""

        async def run() -> bytes:
            self._of_address.take(bounds.address(request))
            name = self._header.account(request)
            found = await to_thread.run_sync(self._door.come_in, name, limiter=self._letting_in)
            return sent({"answer": codec_of(LoggedIn).encode(found)})

        return await self._answered(request, run)

    async def change_password(self, request: Request) -> Response:
        """Change the password of whoever is logged in and knows the one so far."""

        async def run() -> bytes:
            token = bounds.token(request)
            self._of_address.take(bounds.address(request))
            present, new = bounds.texts(await bounds.body(request, bounds.MOST_OF_A_LOGIN), "present", "new")
            await to_thread.run_sync(
                self._door.change_password, token, present, new, limiter=self._letting_in
            )
            return sent({"answer": None})

        return await self._answered(request, run)

    async def log_out(self, request: Request) -> Response:
        """End the login."""

        async def run() -> bytes:
            token = bounds.token(request)
            self._of_login.take(_known_by(token))
            await to_thread.run_sync(self._door.log_out, token, limiter=self._acting)
            return sent({"answer": None})

        return await self._answered(request, run)

    async def changed(self, request: Request) -> Response:
        """Tell of each act which tables it touched, as long as the login holds."""
        events: AsyncIterator[bytes] | None = None

        async def holds() -> bool:
            try:  # nobody has asked: it counts for no bound
                await to_thread.run_sync(self._door.who, bounds.token(request), limiter=self._acting)
            except (NotServed, StoreError, DatabaseError, Closed):
                return False
            return True

        async def run() -> bytes:
            nonlocal events
            await self._who(request)
            events = self._changes.stream(_known_by(bounds.token(request)), holds)
            return b""

        response = await self._answered(request, run)
        if events is None:
            return response
        return StreamingResponse(events, media_type="text/event-stream", headers=_QUIET)

    async def _who(self, request: Request) -> Login:
        token = bounds.token(request)
        self._of_login.take(_known_by(token))
        try:
            return await to_thread.run_sync(self._door.who, token, limiter=self._acting)
        except LoggedOut:
            self._of_address.take(bounds.address(request))  # whoever tries tokens
            raise

    async def _answered(self, request: Request, run: Callable[[], Awaitable[bytes]]) -> Response:
        status = 200
        try:
            if self._header.is_forged(request):
                self._of_address.take(bounds.address(request))
                await to_thread.run_sync(self._door.refuse_forged, limiter=self._letting_in)
                raise NotAllowed("login")
            bounds.check_version(request)
            content = await run()
        except (Refused, NotServed, StoreError) as error:
            content, status = answers.refused(error), _status(type(error))
            self._count(type(error).__name__)
        except (Closed, DatabaseError) as error:
            refusal = Stopping() if isinstance(error, Closed) else NoDatabase()
            content, status = answers.refused(refusal), 503
            self._count(type(refusal).__name__)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody hears it
        except Exception as error:
            content, status = fault(error, request.scope["endpoint"].__name__), 500
            self._count(Fault.__name__)
        else:
            self._counts.answered += 1
        return Response(content, status, media_type=JSON, headers=_QUIET)

    def _count(self, kind: str) -> None:
        self._counts.refused[kind] = self._counts.refused.get(kind, 0) + 1


class Guarded:
    """Lets nothing of a bug past the routes out, neither to the client nor into the log but its kind."""

    def __init__(self, application: Starlette) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._application(scope, receive, send)
        except Exception as error:
            _log.error("%s in a request", type(error).__name__)


def application(service: Service, changes: Changes) -> Guarded:
    """Return the service as uvicorn runs it."""

    @asynccontextmanager
    async def lifespan(_application: Starlette) -> AsyncGenerator[None]:
        changes.begin()
        yield

    routes = [
        Route("/act/{name}", service.act, methods=["POST"]),
        Route("/login", service.log_in, methods=["POST"]),
        Route("/login/proxy", service.come_in, methods=["POST"]),
        Route("/password", service.change_password, methods=["POST"]),
        Route("/logout", service.log_out, methods=["POST"]),
        Route("/changed", service.changed, methods=["GET"]),
    ]
    return Guarded(Starlette(routes=routes, lifespan=lifespan))


def _status(kind: type[Exception]) -> int:
    return next((status for one, status in _STATUS if issubclass(kind, one)), 409)


def _known_by(token: str) -> str:
    return sha256(token.encode()).hexdigest()
