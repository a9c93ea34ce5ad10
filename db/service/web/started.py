"""Tells systemd that the service serves: until then it is only starting, and may still be refused."""

import os
import socket
from contextlib import suppress

SOCKET = "NOTIFY_SOCKET"  # as systemd names it to whom it has started


def tell() -> None:
    """Say so, if somebody listens; that is a socket in the file system, or one of Linux without a file."""
    place = os.environ.pop(SOCKET, "")
    if not place:
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        told.connect(f"\0{place[1:]}" if place.startswith("@") else place)
        told.sendall(b"READY=1")
