"""What is half filled in the forms of the open file; kept in it, and given back to who filled it in."""

from collections.abc import Mapping

from desktop.data import Data


class FileFormDrafts:
    """Keeps for one person; a file that can only be read keeps nothing."""

    def __init__(self, data: Data, me: int, place: str = "") -> None:
        """*me* is the id of who works, *place* what is shown below the form."""
        self.place = place
        self._data = data
        self._me = me

    def kept(self, form: str, about: str) -> Mapping[str, str]:
        """Return what was filled in and neither sent nor given up."""
        from db.people import form_drafts

        return self._data.read(form_drafts.kept, form, about, self._me or None)

    def keep(self, form: str, about: str, words: Mapping[str, str]) -> bool:
        """Keep what is filled in; nothing forgets it. False where it cannot be kept now.

        Raises:
            NotKept: the first time that the file does not take it.
        """
        from db.people import form_drafts

        if not self._me or self._data.read_only:
            return True  # nothing is to be kept here, now or later
        return self._data.keep(form_drafts.keep, form, about, dict(words))
