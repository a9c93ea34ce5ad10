"""Where the service of the organisation is, as people type it."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from domain.errors import Impossible, Missing

HTTPS_PORT, HTTP_PORT = 443, 80
_LONGEST = 253  # characters of a name, by RFC 1035
_NAME = re.compile(r"[0-9a-z._-]+|[0-9a-f:.]+")
_HERE = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Address:
    """A service; ``authority`` is the file of the organisation's own certificate authority, if it has one.

    Without ``secure`` nothing is encrypted, so it can only be on this computer.
    """

    host: str
    port: int = HTTPS_PORT
    secure: bool = True
    authority: Path | None = None

    def __str__(self) -> str:
        """Return the address as it is shown and kept; ``address`` reads it back."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        if not self.secure:
            return f"http://{host}:{self.port}"
        return host if self.port == HTTPS_PORT else f"{host}:{self.port}"


def address(text: str, authority: Path | None = None) -> Address:
    """Return the address that this text is: ``name``, ``name:port``, with or without ``https://``.

    Raises:
        Missing, Impossible: if it is empty or none, or other computers would be asked without encryption.
    """
    text = text.strip()
    if not text:
        raise Missing("server")
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode()
    except ValueError:  # no port, or no name that there could be
        raise Impossible("server") from None
    rest = parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password
    secure = parts.scheme == "https"
    known = secure or (parts.scheme == "http" and host in _HERE)
    if (
        not _NAME.fullmatch(host)
        or not text.isprintable()
        or len(host) > _LONGEST
        or rest
        or not known
        or port == 0
    ):
        raise Impossible("server")
    return Address(host, port or (HTTPS_PORT if secure else HTTP_PORT), secure, authority)
