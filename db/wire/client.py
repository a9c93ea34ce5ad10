"""Somebody at work at the service: who is logged in, and functions of ``db`` asked by name over the line."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from inspect import signature
from types import NoneType
from typing import Any, NamedTuple, cast

from db.wire import answers
from db.wire.address import Address
from db.wire.allowed import Kind, table
from db.wire.calls import call_of
from db.wire.codec import Codec, codec_of
from db.wire.faults import NotTheService, Unanswered
from db.wire.headers import ACT, AUTHORIZATION, TOUCHED, VERSION_OF
from db.wire.line import WITHIN, Line, on_the_way_in
from db.wire.plain import MOST_BYTES, parsed, sent
from db.wire.refusals import Malformed, NeedsFile, TooLarge
from domain.login import LoggedIn
from resources import VERSION


class Answer(NamedTuple):
    """What the function returned, which tables the act touched, and the bytes that it took."""

    value: Any
    touched: frozenset[str]
    size: int


class Client:
    """One login at one service; any thread may ask."""

    def __init__(self, address: Address) -> None:
        """Nothing is sent yet.

        Raises:
            NoAuthority: if the file of the authority cannot be read.
        """
        self._line = Line(address)
        self._headers = {VERSION_OF: VERSION}

    @property
    def address(self) -> Address:
        """Where the service is."""
        return self._line.address

    def log_in(self, name: str, password: str) -> LoggedIn:
        """Log in; what is asked from now on is asked by this account.

        Raises:
            NotServed, Refused, StoreError: whatever keeps the account out.
        """
        try:
            found: LoggedIn = self._post("/login", {"name": name, "password": password}, codec_of(LoggedIn))
        except Unanswered as error:
            raise on_the_way_in(error) from error
        self._headers = {**self._headers, AUTHORIZATION: f"Bearer {found.token}"}
        return found

    def change_password(self, present: str, new: str) -> None:
        """Change the password of whoever is logged in; other logins end.

        Raises:
            NotServed, Refused, StoreError: as ``log_in``; nothing was changed.
        """
        self._post("/password", {"present": present, "new": new}, codec_of(NoneType))

    def log_out(self, within: float = WITHIN) -> None:
        """End the login."""
        self._post("/logout", {}, codec_of(NoneType), within)

    def ask(
        self, name: str, arguments: bytes, act_id: uuid.UUID | None = None, within: float = WITHIN
    ) -> "Answer":
        """Return what the function answers to these ``written`` arguments.

        Raises:
            Refused, NotServed, StoreError: as the service refused it, or because no answer came.
        """
        headers = self._headers if act_id is None else {**self._headers, ACT: str(act_id)}
        content, told = self._line.ask("POST", f"/act/{name}", arguments, headers, within)
        touched = frozenset(filter(None, told.get(TOUCHED, "").split(",")))
        return Answer(_read(call_of(name).answer, content), touched, len(content))

    def changes(self) -> "Changes":
        """Hear of acts from now on.

        Raises:
            NotServed, StoreError: if the service does not tell, or does not answer.
        """
        stream = self._line.listen("/changed", self._headers)
        try:
            if (refused := stream.refused) is not None:
                _read(codec_of(NoneType), refused)
                raise NotTheService
        except BaseException:
            stream.close()
            raise
        return Changes(stream.close, iter(stream))

    def close(self) -> None:
        """Let go of the service; the login holds until it ends by itself."""
        self._line.close()

    def _post(self, path: str, wire: Mapping[str, str], codec: Codec, within: float = WITHIN) -> Any:
        content = sent(dict(wire)) if wire else b""
        return _read(codec, self._line.ask("POST", path, content, self._headers, within)[0])


class Changes:
    """Which tables acts touched, with the number of each; ends with the login, the service or ``close``."""

    def __init__(self, close: Callable[[], None], events: Iterator[tuple[str, str]]) -> None:
        self.close, self._events = close, events

    def __iter__(self) -> Iterator[tuple[str, frozenset[str]]]:
        for number, data in self._events:
            if not data:
                continue
            found = parsed(data.encode())
            if isinstance(found, list):
                yield number, frozenset(map(str, cast("list[object]", found)))


@cache
def name_of(function: Callable[..., Any]) -> str:
    """Return by which name the service knows the function.

    Raises:
        NeedsFile: if it does not do it: what it takes or gives is of a file alone.
    """
    module, called = getattr(function, "__module__", ""), getattr(function, "__name__", "")
    name = f"{module}.{called}".removeprefix("db.")
    row = table().get(name)
    if row is None or row.kind is Kind.STAYS:
        raise NeedsFile
    return name


def written(name: str, function: Callable[..., Any], /, *args: object, **kwargs: object) -> bytes:
    """Return what is sent to ask the function: the same bytes each time, by which a repetition is known.

    Raises:
        TooLarge: if it is more than one act may hold.
    """
    call = call_of(name)
    given = signature(function).bind(None, *args, **kwargs).arguments
    content = sent(call.encode({one: value for one, value in given.items() if one in call.arguments}))
    if len(content) > MOST_BYTES:
        raise TooLarge("bytes")
    return content


def _read(codec: Codec, content: bytes) -> Any:
    try:
        return answers.read_by(codec, content)
    except Malformed as error:
        if _refused_by_it(content):
            raise
        raise NotTheService from error


def _refused_by_it(content: bytes) -> bool:
    """Return whether the service said so itself: else what it sent is none of its answers."""
    return content.startswith(b'{"refused":"db.wire.refusals.')
