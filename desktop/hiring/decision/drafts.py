"""Unfinished texts on a case: stored in the file shortly after typing, and restored."""

from db.assessing import case_drafts
from desktop.data import Data
from domain.assessing.entry import Settled

LEVEL, REASON = "level", "reason"
_NOT_APPLICABLE = "n"


class Drafts:
    """The current user's unfinished texts on one case; field -> text."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._case_id = 0
        self._kept: dict[str, str] = {}

    def open(self, case_id: int, viewer_id: int) -> None:
        """Read what is stored for this case."""
        self._case_id = case_id
        allowed = self._data.allows(case_drafts.drafts)
        self._kept = self._data.read(case_drafts.drafts, case_id, viewer_id) if allowed else {}

    def __getitem__(self, field: str) -> str:
        return self._kept.get(field, "")

    def keep(self, field: str, text: str) -> None:
        """Store the text if it has changed."""
        if text == self[field] or self._data.read_only or not self._case_id:
            return
        if not self._data.keep(case_drafts.keep, self._case_id, field, text):
            return
        if text:
            self._kept[field] = text
        else:
            self._kept.pop(field, None)

    def level(self, code: str) -> Settled | None:
        """Return the level chosen for the item but not recorded; None if there is none."""
        text = self[f"{LEVEL}:{code}"]
        if not text:
            return None
        return Settled(None if text == _NOT_APPLICABLE else int(text))

    def reason(self, code: str) -> str:
        """Return the unfinished reason for the item."""
        return self[f"{REASON}:{code}"]

    def keep_item(self, code: str, level: Settled | None, reason: str) -> None:
        """Store the chosen level and typed reason of the item; None and an empty reason remove them."""
        told = "" if level is None else _NOT_APPLICABLE if level.level is None else str(level.level)
        self.keep(f"{LEVEL}:{code}", told)
        self.keep(f"{REASON}:{code}", reason)
