"""What is half typed on a case: kept in the file a moment after it is typed, and given back."""

from db.assessing import case_drafts
from desktop.data import Data
from domain.assessing.entry import Settled

LEVEL, REASON = "level", "reason"
_NOT_APPLICABLE = "n"


class Drafts:
    """The half-typed words of whoever is at work on one case; field -> text."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._case_id = 0
        self._kept: dict[str, str] = {}

    def open(self, case_id: int, viewer_id: int) -> None:
        """Read what was kept of this case."""
        self._case_id = case_id
        self._kept = self._data.read(case_drafts.drafts, case_id, viewer_id)

    def __getitem__(self, field: str) -> str:
        return self._kept.get(field, "")

    def keep(self, field: str, text: str) -> None:
        """Keep the text; writes only what is new."""
        if text == self[field] or self._data.read_only or not self._case_id:
            return
        if not self._data.keep(case_drafts.keep, self._case_id, field, text):
            return
        if text:
            self._kept[field] = text
        else:
            self._kept.pop(field, None)

    def level(self, code: str) -> Settled | None:
        """Return the level that was chosen for the item and not recorded; None where none was."""
        text = self[f"{LEVEL}:{code}"]
        if not text:
            return None
        return Settled(None if text == _NOT_APPLICABLE else int(text))

    def reason(self, code: str) -> str:
        """Return the half-typed reason for the item."""
        return self[f"{REASON}:{code}"]

    def keep_item(self, code: str, level: Settled | None, reason: str) -> None:
        """Keep what is chosen and typed for the item; None and an empty reason forget it."""
        told = "" if level is None else _NOT_APPLICABLE if level.level is None else str(level.level)
        self.keep(f"{LEVEL}:{code}", told)
        self.keep(f"{REASON}:{code}", reason)
