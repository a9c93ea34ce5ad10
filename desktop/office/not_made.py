"""The error raised when a file could not be made and the form that asked for it is not seen."""


class NotMade(Exception):
    """The file of this name could not be made; the cause says why."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
