"""Who is drawn on the chart: up to four cases, each in a slot with its own colour and shape."""

from collections.abc import Sequence

from desktop.shared.series import SLOTS

AT_FIRST = 3  # as many lines as can be read at a glance


class Chosen:
    """Slots 0..3 hold case ids or None; removing a case leaves its slot free and moves nobody."""

    def __init__(self) -> None:
        self.slots: list[int | None] = [None] * SLOTS
        self._told = False

    def offer(self, case_ids: Sequence[int]) -> None:
        """Keep the cases still present; until somebody has chosen, take the leading ones."""
        self.slots = [one if one in case_ids else None for one in self.slots]
        if not self._told:
            leading = list(case_ids[: SLOTS if len(case_ids) == SLOTS else AT_FIRST])
            self.slots = [*leading, *[None] * (SLOTS - len(leading))]

    def recall(self, slots: Sequence[int | None]) -> None:
        """Restore an earlier choice."""
        self.slots = [*slots, *[None] * SLOTS][:SLOTS]
        self._told = True

    def slot_of(self, case_id: int) -> int | None:
        """Return the slot of the case, None if it is not drawn."""
        return self.slots.index(case_id) if case_id in self.slots else None

    def turn(self, case_id: int) -> bool:
        """Toggle the case; return False if all slots are taken."""
        self._told = True
        slot = self.slot_of(case_id)
        if slot is not None:
            self.slots[slot] = None
        elif None in self.slots:
            self.slots[self.slots.index(None)] = case_id
        else:
            return False
        return True

    def put(self, case_id: int, slot: int) -> None:
        """Put the case into this slot, replacing any other; remove it if it is there already."""
        self._told = True
        before = self.slot_of(case_id)
        if before is not None:
            self.slots[before] = None
        if before != slot:
            self.slots[slot] = case_id
