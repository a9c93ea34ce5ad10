"""The provisions of a job description, kept word for word with the edition made from it.

Lines of a list are kept too: by them the document knows where the items and duties of the model stand,
whatever became of their wording. Its head and its signatures are read and not kept: they name people, whom
nobody could erase from a published edition.
"""

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What a part of a job description is about."""

    HEAD = "head"  # before the first section
    KNOW = "know"
    CAN = "can"
    BOTH = "both"  # knowledge and skills in one list
    FUNCTIONS = "functions"
    DUTIES = "duties"
    GENERAL = "general"
    RIGHTS = "rights"
    LIABILITY = "liability"
    SIGNING = "signing"
    OTHER = "other"


LISTS = (Topic.KNOW, Topic.CAN, Topic.BOTH, Topic.FUNCTIONS, Topic.DUTIES)
NAMING = (Topic.HEAD, Topic.SIGNING)  # parts that name who approved, agreed and read the document


@dataclass(frozen=True, slots=True)
class Provision:
    """A line of the document; ``title`` is that of its section, empty above all.

    ``clause`` is its number as printed, empty if it has none. ``whole`` tells that nothing in its section is
    part of the model; of a line in a list, that it is none of its items but leads to them.
    """

    topic: Topic
    title: str
    clause: str
    text: str
    whole: bool
