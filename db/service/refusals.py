"""What the service does not do though no rule of the trade forbids it: typed, with its facts."""


class NotServed(Exception):
    """The service did not do what it was asked, and nothing was changed."""


class Malformed(NotServed):
    """What came over the wire is not what the function takes; ``place`` is the field, never what it held."""

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place


class TooLarge(Malformed):
    """More was sent than one act may hold."""
