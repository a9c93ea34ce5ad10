"""What goes wrong on the way to the service: no answer came, so nothing is known of the act but its number.

To whoever asks it is what a disk that fails is for a file, so what is typed waits in the window as then.
"""

from db.file.errors import StoreError


class Unanswered(StoreError):
    """No answer came in time: no network, or no service. The same act may be sent again."""


class NotTrusted(StoreError):
    """Nobody who is trusted here says that this is the service; nothing was sent to it."""


class NotInDate(NotTrusted):
    """The certificate has expired, or does not hold yet by the clock of this computer."""


class OfAnotherName(NotTrusted):
    """The certificate is of another name or number than the one that was typed."""


class NotTheService(StoreError):
    """Something answers there, but it is no service of Merilo."""


class NoAuthority(StoreError):
    """The file with the certificate of the organisation's own authority cannot be read."""


class MayBeDone(Unanswered):
    """The act was sent, and no answer came yet; it may be done. Sent again, it has the same number."""


class NameUnknown(Unanswered):
    """Nobody knows a computer of that name; said only to whoever is not logged in yet."""


class NobodyListens(Unanswered):
    """There is such a computer, and nothing listens at that port; said as ``NameUnknown``."""


class NoRoute(Unanswered):
    """No network leads there: the cable, the radio or the tunnel is off; said as ``NameUnknown``."""


class NotEncrypted(Unanswered):
    """Somebody answers, and no encrypted connection comes about; said as ``NameUnknown``."""


class NotInTime(Unanswered):
    """Nothing came back at all in time; said as ``NameUnknown``."""
