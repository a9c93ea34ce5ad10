"""The error raised when half-typed text cannot be saved in the file."""


class NotKept(Exception):
    """Half-typed text could not be saved in the file; the cause says why. It stays in its field."""
