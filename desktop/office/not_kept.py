"""What is raised when half-typed words do not get into the file."""


class NotKept(Exception):
    """The file did not take words that are half typed; its cause tells why. They stay in their field."""
