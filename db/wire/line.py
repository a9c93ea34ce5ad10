"""The way to the service over the network; no other module knows of one; it is imported once it is asked."""

import errno
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Lock
from time import monotonic, sleep

from db.file.errors import Closed
from db.wire.address import Address
from db.wire.answers import LARGEST
from db.wire.faults import (
    MayBeDone,
    NameUnknown,
    NoAuthority,
    NobodyListens,
    NoRoute,
    NotEncrypted,
    NotInDate,
    NotInTime,
    NotTheService,
    NotTrusted,
    OfAnotherName,
    Unanswered,
)
from db.wire.refusals import TooLarge

WITHIN = 60.0  # seconds for one answer; a register of ten thousand people takes some
TO_CONNECT = 5.0  # seconds
SILENT = 70.0  # seconds without a word on a stream that says every twenty that it is still there
_PAUSES = (0.0, 0.2, 0.8)  # seconds before an answer that was cut is asked for again
_PIECE = 1 << 16  # bytes
_LONGEST_LINE = 1 << 16  # bytes of an event
_GONE_BEHIND_PROXY = (502, 503, 504)

# What answers, but not with https: another service, or this one behind a proxy that is to encrypt.
_NOT_ENCRYPTED = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST")

# What an answer that was cut raises: the connection or the name of the service is gone, or it stopped.
_CUT = (OSError, HTTPException)
_UNSENT = (socket.gaierror, ConnectionRefusedError)  # it reached nobody

# As OpenSSL numbers what is wrong with a certificate.
_OUT_OF_DATE = (9, 10)
_OTHER_NAME = (62, 63, 64)
_NO_ROUTE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN)


class Line:
    """Asks one service; any thread may, each on a connection that is then kept for the next."""

    def __init__(self, address: Address) -> None:
        """Nothing is sent yet.

        Raises:
            NoAuthority: if the file of the authority cannot be read.
        """
        self.address = address
        self._context = _trusting(address) if address.secure else None
        self._lock = Lock()
        self._kept: list[HTTPConnection] = []
        self._asking: set[HTTPConnection] = set()
        self._closed = False

    def ask(
        self, method: str, path: str, content: bytes, headers: Mapping[str, str], within: float = WITHIN
    ) -> tuple[bytes, Mapping[str, str]]:
        """Return what the service answered, and the headers of it by their names in small letters.

        If the answer is cut, the same bytes are sent again, so what writes needs a number of its own.

        Raises:
            Unanswered: if none came within so many seconds.
        Closed: if the line was closed meanwhile.
            NotTrusted, NotTheService: if it is somebody else who would answer.
            TooLarge: if a proxy lets no more through.
        """
        until = monotonic() + within
        cut: Exception | None = None
        for pause in _PAUSES:
            if monotonic() + pause >= until:
                break
            sleep(pause)
            try:
                return self._asked(method, path, content, headers, until)
            except ssl.SSLCertVerificationError as error:
                raise _not_trusted(error) from error
            except _CUT as error:
                if self._closed:
                    raise Closed from error
                if getattr(error, "reason", "") in _NOT_ENCRYPTED:
                    raise NotTheService from error
                # What was sent may be done, whatever is met when it is sent again.
                if cut is None or isinstance(cut, _UNSENT):
                    cut = error
            except _Gone as error:
                cut = error
        raise Unanswered from cut

    def listen(self, path: str, headers: Mapping[str, str]) -> "Stream":
        """Return the events that the service tells from now on.

        Raises:
            Unanswered, NotTrusted, NotTheService: as ``ask``.
        """
        connection = self._connection()
        try:
            connection.connect()
            connection.sock.settimeout(SILENT)
            connection.request("GET", path, headers=dict(headers))
            return Stream(connection, connection.getresponse())
        except BaseException as error:
            connection.close()
            if isinstance(error, ssl.SSLCertVerificationError):
                raise _not_trusted(error) from error
            if isinstance(error, _CUT):
                raise Unanswered from error
            raise

    def close(self) -> None:
        """Let go of the service; whoever still waits for an answer gets none."""
        with self._lock:
            self._closed = True
            kept, self._kept = self._kept, []
            for one in self._asking:  # who waits for an answer closes it
                _cut_off(one.sock)
        for one in kept:
            one.close()

    def _asked(
        self, method: str, path: str, content: bytes, headers: Mapping[str, str], until: float
    ) -> tuple[bytes, Mapping[str, str]]:
        connection = self._taken(until - monotonic())
        try:
            connection.request(method, path, content, dict(headers))
            response = connection.getresponse()
            body = _read(response, until)
        except BaseException:
            self._give_back(connection, again=False)
            raise
        self._give_back(connection, again=not response.will_close)
        if not response.headers.get("content-type", "").startswith("application/json"):
            if response.status in _GONE_BEHIND_PROXY:
                raise _Gone
            raise TooLarge("bytes") if response.status == 413 else NotTheService
        return body, {name.lower(): text for name, text in response.headers.items()}

    def _taken(self, within: float) -> HTTPConnection:
        with self._lock:
            if self._closed:
                raise Closed
            connection = self._kept.pop() if self._kept else self._connection()
            self._asking.add(connection)
        try:
            if connection.sock is None or _ended(connection.sock):
                connection.close()
                connection.timeout = min(within, TO_CONNECT)
                connection.connect()
            assert connection.sock is not None
            connection.sock.settimeout(max(0.1, within))
        except BaseException:
            self._give_back(connection, again=False)
            raise
        return connection

    def _connection(self) -> HTTPConnection:
        host, port = self.address.host, self.address.port
        if self._context is None:
            return HTTPConnection(host, port, timeout=TO_CONNECT)
        return HTTPSConnection(host, port, timeout=TO_CONNECT, context=self._context)

    def _give_back(self, connection: HTTPConnection, *, again: bool) -> None:
        with self._lock:
            self._asking.discard(connection)
            if again and not self._closed:
                self._kept.append(connection)
                return
        connection.close()


class Stream:
    """Events of the service, each a text, until it ends or is closed."""

    def __init__(self, connection: HTTPConnection, response: HTTPResponse) -> None:
        # The response takes the socket along when the connection lets go of it.
        self._socket, self._connection, self._response = connection.sock, connection, response
        self._begun = False

    @property
    def refused(self) -> bytes | None:
        """What was answered instead of events; None if there are some.

        Raises:
            NotTheService: if something else answers there.
        """
        kind = self._response.headers.get("content-type", "")
        if kind.startswith("text/event-stream"):
            return None
        if not kind.startswith("application/json"):
            raise NotTheService
        return self._response.read(_PIECE)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield the number of the act, if it has one, and the data of each event; a silent one ends."""
        self._begun = True
        number = data = ""
        with closing(self._connection), closing(self._response), suppress(*_CUT, ValueError):
            while line := self._response.readline(_LONGEST_LINE + 1):
                if len(line) > _LONGEST_LINE:
                    return
                name, _, value = line.decode().rstrip("\r\n").partition(": ")
                match name:
                    case "id":
                        number = value
                    case "data":
                        data = value
                    case "" if not value:
                        yield number, data  # without data: it is still there
                        number = data = ""
                    case _:
                        pass

    def close(self) -> None:
        """End it, from any thread: whoever waits for the next event waits no longer."""
        _cut_off(self._socket)
        if not self._begun:  # else by whoever reads: Python closes no file that another thread reads
            self._response.close()
            self._connection.close()


class _Gone(Exception):
    """A proxy answers for a service that is not there."""


def _trusting(address: Address) -> ssl.SSLContext:
    """Return what checks certificate and name; an organisation's own authority is the only one trusted.

    Not ``create_default_context``, which would write the keys to a file that the environment may name.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if address.authority is None:
        context.load_default_certs()
        return context
    try:
        context.load_verify_locations(address.authority)
    except (OSError, ssl.SSLError) as error:
        raise NoAuthority(address.authority) from error
    return context


def _not_trusted(error: ssl.SSLCertVerificationError) -> NotTrusted:
    """Return what is wrong with the certificate, as far as somebody at a window can do something about it."""
    if error.verify_code in _OUT_OF_DATE:
        return NotInDate()
    return OfAnotherName() if error.verify_code in _OTHER_NAME else NotTrusted()


def _cut_off(connection: socket.socket | None) -> None:
    with suppress(OSError):
        if connection is not None:
            connection.shutdown(socket.SHUT_RDWR)


def _ended(connection: socket.socket) -> bool:
    """Return whether the service has closed a connection that was kept: it says nothing unasked."""
    try:
        connection.settimeout(0)
        connection.recv(1)
    except (BlockingIOError, ssl.SSLWantReadError):
        return False
    except OSError:
        return True
    return True


def _read(response: HTTPResponse, until: float) -> bytes:
    """Return the whole answer: one of that length, and in time.

    Raises:
        OSError, HTTPException: if it is cut, longer than any, or late.
    """
    content = bytearray()
    while piece := response.read1(_PIECE):
        content += piece
        if len(content) > LARGEST:
            raise NotTheService
        if monotonic() > until:
            raise TimeoutError
    if response.length:  # read1 does not tell of an end that came too early
        raise TimeoutError
    return bytes(content)


def on_the_way_in(error: Unanswered) -> Unanswered:
    """Return what kept somebody who is not logged in yet from an answer."""
    match error.__cause__:
        case socket.gaierror(errno=socket.EAI_AGAIN):  # whoever knows the names is out of reach too
            return NoRoute()
        case socket.gaierror():
            return NameUnknown()
        case ConnectionRefusedError():
            return NobodyListens()
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():  # cut, as any other connection may be
            return NotInTime()
        case ssl.SSLError():
            return NotEncrypted()
        case OSError(errno=number) if number in _NO_ROUTE:
            return NoRoute()
        case _:
            return NotInTime()


def after_sending(error: Unanswered) -> Unanswered:
    """Return the same of an act: what never reached anybody was not done."""
    return error if isinstance(error.__cause__, _UNSENT) else MayBeDone()
