"""What the service does not do though no rule of the trade forbids it: typed, with its facts."""

from domain.login import Ended


class NotServed(Exception):
    """The service did not do what it was asked, and nothing was changed."""


class Malformed(NotServed):
    """What came over the wire is not what the function takes; ``place`` is the field, never what it held."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class TooLarge(Malformed):
    """More was sent than one act may hold."""


class NotAllowed(NotServed):
    """No window asks this of the service, or not in the role of this login; ``name`` is the function's."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NeedsFile(NotServed):
    """What is asked is of a file alone: a service would give away its keys, or what lies beside it."""


class NotSentYet(NotServed):
    """A sheet was to be handed in of which something waits for the service; the client says so itself."""


class OutOfReach(NotServed):
    """What is asked about is not there, or outside the units, sheets and closed assessments of this login."""


class AnothersName(NotServed):
    """The act was to be somebody else's than that of whoever is logged in."""


class NeedsNumber(NotServed):
    """An act that writes came without a number of its own, by which a repetition of it is known."""


class AnotherAct(NotServed):
    """The number of the act belongs to another act."""


class AnswerErased(NotServed):
    """The act was done; what was answered then went with the erasure of a person since."""


class WrongLogin(NotServed):
    """There is no such account, or its password is another; it is never said which."""


class Locked(NotServed):
    """Too many wrong passwords in a row: an administrator has to unlock the account."""


class LoggedOut(NotServed):
    """The login has ended, or there never was one; ``why`` is told to whoever has its token."""

    def __init__(self, why: Ended | None = None) -> None:
        super().__init__(why)
        self.why = why


class ChangeFirst(NotServed):
    """The password was given by somebody else: nothing is served until it was changed."""


class SamePassword(NotServed):
    """The new password is the one so far."""


class NameInPassword(NotServed):
    """The new password holds the name of the account."""


class PasswordTooLong(NotServed):
    """The new password has more than ``most`` characters."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


class OtherVersion(NotServed):
    """The client is of another version than the service, whose ``version`` this is."""

    def __init__(self, version: str) -> None:
        super().__init__(version)
        self.version = version


class TooMany(NotServed):
    """More was asked at once than is served; after so many ``seconds`` it may be asked again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Fault(NotServed):
    """A bug of ours; ``number`` finds it in the log of the service, and no more is said of it."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class NoDatabase(NotServed):
    """The database of the service is gone, or does not let it in; the same act may be sent again."""


class Stopping(NotServed):
    """The service is closing its file; the same act may be sent again to the next one."""
