"""Who is drawn on the radar: up to four, each in a slot that keeps colour and shape."""

from collections.abc import Sequence

from desktop.shared.radar import SLOTS

AT_FIRST = 3  # lines are still read at a glance


class Chosen:
    """Slots 0..3 with case ids or None; what is taken out leaves its slot free and moves nobody."""

    def __init__(self) -> None:
        self.slots: list[int | None] = [None] * SLOTS
        self._told = False

    def offer(self, case_ids: Sequence[int]) -> None:
        """Keep those who are still there; at first take the leading ones."""
        self.slots = [one if one in case_ids else None for one in self.slots]
        if not self._told:
            leading = list(case_ids[: SLOTS if len(case_ids) == SLOTS else AT_FIRST])
            self.slots = [*leading, *[None] * (SLOTS - len(leading))]

    def recall(self, slots: Sequence[int | None]) -> None:
        """Take over what was chosen before."""
        self.slots = [*slots, *[None] * SLOTS][:SLOTS]
        self._told = True

    def slot_of(self, case_id: int) -> int | None:
        """Return the slot of the case, None if it is not drawn."""
        return self.slots.index(case_id) if case_id in self.slots else None

    def turn(self, case_id: int) -> bool:
        """Take the case in or out; False if all slots are taken."""
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
        """Draw the case in this slot, whoever had it; take it out if it is there already."""
        self._told = True
        before = self.slot_of(case_id)
        if before is not None:
            self.slots[before] = None
        if before != slot:
            self.slots[slot] = case_id
