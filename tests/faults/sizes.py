"""How many of each are tried, on each commit and by night: one table, which the tests and the page read."""

import os
from dataclasses import dataclass

NIGHT = 6  # times the sizes of a commit: from here on those that were promised


@dataclass(frozen=True, slots=True)
class Size:
    """How often a promise is tried; with *step* the numbers say that each n-th of all there are is tried."""

    row: str
    what: str
    commit: int
    night: int
    step: bool = False

    def at(self, times: int) -> int:
        """Return how many at so many times the size of a commit; never more than was promised for a night."""
        if times >= NIGHT:
            return self.night
        return self.commit if self.step else min(self.night, self.commit * times)

    def told(self, number: int) -> str:
        """Return the number in words, for the page."""
        return _EACH[number] if self.step else f"{number:,}"


_EACH = {1: "each", 2: "each second", 3: "each third", 6: "each sixth"}

SIZES = {
    "mark_kills": Size("R1", "kills while rating", 50, 1_000),
    "power_states": Size("R2", "states of the disk after a power cut while rating", 60, 10_000),
    "typing_kills": Size("R3", "kills while typing", 0, 300),
    "failing_calls": Size("R4", "of the calls to the disk, which one fails", 3, 1, step=True),
    "export_kills": Size("R6", "kills during an export", 50, 300),
    "export_states": Size("R7", "states of the disk after a power cut during an export", 60, 2_000),
    "migration_kills": Size("R8", "kills of a whole migration, from opening to the copy", 24, 300),
    "step_kills": Size("R8", "kills in each single step of the migrations", 1, 300),
    "flips": Size("R9", "flipped bits", 200, 1_200),
    "salvages": Size("R9", "damaged files salvaged", 2, 20),
    "log_acts": Size("R10", "acts before the log vanishes", 10, 60),
    "copy_kills": Size("R11", "kills while a copy is made", 6, 300),
    "copy_days": Size("R12", "days of copies, while the clock jumps", 12, 365),
    "starts": Size("R16", "second starts", 1, 100),
    "password_kills": Size("R28", "kills while the password is changed", 20, 200),
    "key_steps": Size("R28b", "of the files a new key touches, at which one it is killed", 2, 1, step=True),
    "mutations": Size("R35", "mutated workbooks", 300, 2_000),
    "form_manglings": Size("R36b", "filled forms that people and programs changed", 30, 300),
    "tampered_packets": Size("R38b", "packets changed, cut or added to", 300, 2_000),
    "hostile_packets": Size("R38b", "packets changed, forged, sent on or of others, at a file", 100, 2_000),
    "false_shares": Size("R38b", "false shares, in a sheet or given for another", 20, 2_000),
    "packet_kills": Size("R54", "kills while a packet is taken, one after another of six kinds", 6, 200),
    "merge_kills": Size("R54", "kills while a second file is taken in", 3, 200),
    "schedules": Size("R52", "schedules of three files, whose packets are lost, doubled and late", 20, 5_000),
    "merges": Size("R52b", "times three files that parted, merged in both orders and twice", 2, 300),
    "hostile_turns": Size("R43", "texts that break papers, in each field of each document", 1, 10),
    "formula_turns": Size("R43", "texts that compute, in each field of each workbook and CSV", 1, 25),
    "cell_texts": Size("R44", "texts in cells and as titles of sheets", 500, 10_000),
    "paragraphs": Size("R46", "texts printed and read back", 200, 3_000),
    "long_texts": Size("R47", "texts of 5,000 characters in one document", 12, 200),
    "names": Size("R48", "names through each gate", 60, 60),
    "file_names": Size("R49", "codes and surnames, each as names of files in both languages", 1_000, 100_000),
    "statements": Size("R50", "hostile strings in statements", 840, 5_040),
    "service_asks": Size("R61", "random cases, in each of which every function is asked", 20, 500),
    "service_kills": Size("R56", "kills of the service while four people work", 2, 100),
    "database_kills": Size(
        "R56", "kills of service, of PostgreSQL, or of both, while four people rate", 3, 100
    ),
    "erasure_steps": Size(
        "R60", "of the files an erasure touches, at which one it is killed", 6, 1, step=True
    ),
}


def times() -> int:
    """Return how often the sizes of a commit are asked for: ``make faults`` says it in ``MERILO_FAULTS``."""
    return int(os.environ.get("MERILO_FAULTS", "1"))


def night() -> bool:
    """Return whether this is a run at the sizes of a night."""
    return times() >= NIGHT


def size(name: str) -> int:
    """Return how many of these to try now; ``MERILO_MARK_KILLS`` in the environment sets one alone."""
    return int(os.environ.get(f"MERILO_{name.upper()}", SIZES[name].at(times())))


def turns(name: str) -> range:
    """Return the numbers of these tries; ``MERILO_SCHEDULES_FROM`` begins later, for a night in parts."""
    return range(int(os.environ.get(f"MERILO_{name.upper()}_FROM", "0")), size(name))
