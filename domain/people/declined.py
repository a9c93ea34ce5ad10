"""The cases of a Russian name and post, as somebody confirmed them for one person."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from domain.errors import Missing, Refused, TooLong

LIMIT = 400


class Case(StrEnum):
    """The cases in which papers need a name or a post."""

    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"


class Renamed(Refused):
    """The person has another name or post than when the cases were shown; ``now`` is what both are."""

    def __init__(self, now: str) -> None:
        super().__init__()
        self.now = now


@dataclass(frozen=True, slots=True)
class Declined:
    """The name and the post in each case; ``name`` and ``post`` are the nominatives they were made of.

    They count only while the person is called so: whoever changes the name or the post confirms anew. An
    empty text says that this one is not known.
    """

    name: str
    post: str
    names: Mapping[Case, str]
    posts: Mapping[Case, str]

    def named(self, case: Case, name: str) -> str:
        """Return the name in a case, empty if it is unknown or the person's name has changed since."""
        return self.names.get(case, "") if name == self.name else ""

    def of_post(self, case: Case, post: str) -> str:
        """Return the post in a case, likewise."""
        return self.posts.get(case, "") if post == self.post else ""

    def to_json(self) -> str:
        """Return it as the file keeps it."""
        content = {
            "name": self.name,
            "post": self.post,
            "names": {case.value: text for case, text in self.names.items()},
            "posts": {case.value: text for case, text in self.posts.items()},
        }
        return json.dumps(content, ensure_ascii=False)

    @staticmethod
    def from_json(written: str | None) -> "Declined | None":
        """Return what ``to_json`` wrote; None for nothing, or what is something else."""
        if not written:
            return None
        try:
            content = cast(object, json.loads(written))
        except ValueError:
            return None
        if not isinstance(content, dict):
            return None
        told = cast(dict[str, object], content)
        return Declined(
            str(told.get("name", "")),
            str(told.get("post", "")),
            _cases(told.get("names")),
            _cases(told.get("posts")),
        )


def check(declined: Declined) -> None:
    """Check what somebody confirms.

    Raises:
        Missing: if a case of the name is empty.
        TooLong: if a text is longer than 400 characters.
    """
    for case in Case:
        if not declined.names.get(case, ""):
            raise Missing(case.value)
        for texts in (declined.names, declined.posts):
            text = texts.get(case, "")
            if len(text) > LIMIT:
                raise TooLong(case.value, len(text), LIMIT)


def _cases(content: object) -> dict[Case, str]:
    known = cast(Mapping[str, object], content if isinstance(content, dict) else {})
    return {case: text for case in Case if isinstance(text := known.get(case.value), str)}
