"""Unsaved text of a sheet: kept in the file in case the program ends."""

from collections.abc import Iterable

from db.assessing.sheet import sheets
from desktop.data import Data
from domain.assessing.evidence import COMMENT_FIELD, fact_of_field, is_form

type Place = tuple[str, str]  # code of an item, and field


class HalfTyped:
    """The contents of a sheet's fields and the choices beside a fact; no undo, no journal."""

    def __init__(self, data: Data) -> None:
        self._data = data
        self._texts: dict[Place, str] = {}
        self._unkept: set[Place] = set()  # places that the file has not stored yet

    def begin(self, texts: dict[Place, str]) -> None:
        """Take over the stored texts of another sheet."""
        self._texts = texts
        self._unkept.clear()

    def get(self, code: str, field: str) -> str | None:
        """Return the text, None if nothing is unsaved; empty if the saved text was deleted in the field."""
        return self._texts.get((code, field))

    def fact_id(self, code: str) -> int | None:
        """Return the id of the item's unsaved fact, 0 for a new one, None without any."""
        facts = (fact_of_field(field) for place, field in self._texts if place == code)
        return next((fact_id for fact_id in facts if fact_id is not None), None)

    def places(self, codes: Iterable[str]) -> tuple[Place, ...]:
        """Return the places of unsaved texts in the order of these codes, comments after facts."""
        order = {code: number for number, code in enumerate(codes)}
        typed = (place for place in self._texts if not is_form(place[1]))
        return tuple(sorted(typed, key=lambda place: (order[place[0]], place[1] == COMMENT_FIELD)))

    def is_kept(self, code: str, field: str) -> bool:
        """Whether the file has stored the current text."""
        return (code, field) not in self._unkept

    def keep(self, code: str, field: str, text: str, sheet_id: int, item_id: int, *, differs: bool) -> None:
        """Store the text in the file too; if it no longer *differs* from the saved one, delete it there."""
        place = (code, field)
        if differs:
            self._texts[place] = text
        else:
            self._texts.pop(place, None)
        self._unkept.add(place)
        if self._data.keep(sheets.keep_draft, sheet_id, item_id, field, text):
            self._unkept.discard(place)

    def forget(self, fields: Iterable[str], codes: Iterable[str]) -> None:
        """Forget texts that are saved now; the same act has removed them from the file."""
        gone = set(fields)
        for code in codes:
            for field in gone:
                self._texts.pop((code, field), None)
