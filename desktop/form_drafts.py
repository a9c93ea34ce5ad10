"""Drafts of half-filled forms: kept in the open file, given back to the person who typed them."""

from collections.abc import Mapping
from enum import StrEnum

from desktop.data import Data


class Form(StrEnum):
    """A form that takes a whole screen; the value names its draft in the file."""

    VACANCY = "VacancyScreen"
    CYCLE = "NewCycleScreen"


class FileFormDrafts:
    """Keeps one person's drafts; keeps nothing if the file can only be read."""

    def __init__(self, data: Data, me: int, place: str = "") -> None:
        """*me* is the id of the current person, *place* what is shown below the form."""
        self.place = place
        self._data = data
        self._me = me

    def kept(self, form: str, about: str) -> Mapping[str, str]:
        """Return what was filled in but neither sent nor discarded."""
        from db.people import form_drafts

        if not self._data.allows(form_drafts.kept):
            return {}
        return self._data.read(form_drafts.kept, form, about, self._me or None)

    def keep(self, form: str, about: str, words: Mapping[str, str]) -> bool:
        """Keep what is filled in; empty *words* delete the draft. False if that failed, True if read-only.

        Raises:
            NotKept: on the first failure.
        """
        from db.people import form_drafts

        if not self._me or self._data.read_only or not self._data.allows(form_drafts.keep):
            return True  # nothing is kept, now or later
        return self._data.keep(form_drafts.keep, form, about, dict(words))
