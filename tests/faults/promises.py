"""What must never happen, promise by promise, and which tests show it."""

from dataclasses import dataclass

_FAULTS, _MIGRATE = "tests/db/file/test_faults.py", "tests/db/file/test_migrate.py"
_KEYS, _STORE = "tests/db/file/test_keys.py", "tests/db/file/test_store.py"
_COPIES, _COPY_FAULTS = "tests/db/file/test_copies.py", "tests/db/file/test_copy_faults.py"
_PAPER = "tests/reports/paper/test_atomic.py"
_WINDOWS, _LATER = "not run: needs Windows", "not built: comes with the exchange of packets"


@dataclass(frozen=True, slots=True)
class Promise:
    """One row: tests by the beginning of their node id; without any, *note* says why.

    *size* names the sizes that the run was given, as ``{times}``.
    """

    number: str
    holds: str
    tests: tuple[str, ...] = ()
    size: str = ""
    note: str = ""


PROMISES = (
    Promise(
        "R1",
        "A killed program loses no mark that was called saved.",
        (f"{_FAULTS}::test_killed_writers_lose_no_acknowledged_mark",),
        "{kills} kills",
    ),
    Promise("R2", "A power cut loses none either.", note="not run: no replay of writes in this suite"),
    Promise(
        "R3",
        "Half-typed words are kept while typing goes on.",
        ("tests/desktop/test_killed_while_typing.py",),
    ),
    Promise(
        "R4",
        "An error of the disk is told, and nothing is torn.",
        (
            f"{_FAULTS}::test_a_disk_that_takes_no_more_is_told_and_work_goes_on_when_it_does",
            f"{_FAULTS}::test_a_full_disk_loses_nothing_and_needs_no_restart",
        ),
    ),
    Promise(
        "R5",
        "A full disk is told; marks wait in the window, and nothing new is begun.",
        (
            f"{_FAULTS}::test_a_full_disk_loses_nothing_and_needs_no_restart",
            "tests/desktop/frame/test_disk_space.py",
        ),
    ),
    Promise("R6, R7, R22", "An export is the old file or the new one, never half.", (_PAPER,)),
    Promise(
        "R8",
        "A migration that is killed leaves the old file or the new one.",
        (
            f"{_MIGRATE}::test_a_migration_killed_at_any_moment_leaves_the_old_file_or_the_new_one",
            f"{_MIGRATE}::test_a_migration_broken_off_at_any_statement_leaves_the_old_file",
            f"{_MIGRATE}::test_no_half_copy_ever_has_the_final_name",
        ),
        "{migrations} kills",
    ),
    Promise(
        "R9",
        "A damaged page is found, never read as something else, and the rest can be salvaged.",
        (
            f"{_FAULTS}::test_flipped_bytes_are_told_and_never_read_as_something_else",
            "tests/db/file/test_salvage.py",
        ),
        "{flips} flipped bits, {salvages} files salvaged",
    ),
    Promise(
        "R10",
        "A log that vanishes costs at most the last act.",
        (f"{_FAULTS}::test_a_log_that_vanishes_costs_at_most_the_last_act",),
    ),
    Promise(
        "R11",
        "A copy under its final name is whole, whenever the program is killed.",
        (f"{_COPY_FAULTS}::test_a_kill_at_any_moment_leaves_no_unusable_file_under_the_name_of_a_copy",),
        "{copy_kills} kills",
    ),
    Promise(
        "R12",
        "No clock takes all copies: the ten newest stay.",
        (
            "tests/domain/test_thinning.py",
            f"{_COPY_FAULTS}::test_every_copy_of_a_history_restores_to_the_rows_of_its_day_whatever_the_clock_did",
        ),
        "365 days by rule, {copy_days} days of files",
    ),
    Promise(
        "R13",
        "Every copy restores into a new file, to the last row.",
        (
            f"{_COPY_FAULTS}::test_every_copy_of_a_history_restores_to_the_rows_of_its_day_whatever_the_clock_did",
            _COPIES,
            "tests/desktop/office/cli/test_cli_copies.py",
        ),
        "all copies of {copy_days} days",
    ),
    Promise(
        "R14",
        "A protected place gives a file for reading.",
        (f"{_FAULTS}::test_a_folder_without_rights_gives_a_store_for_reading",),
    ),
    Promise("R15", "Network drives and cloud folders are told.", ("tests/db/file/test_place.py",)),
    Promise(
        "R16",
        "One window has a file; a second start brings it forward.",
        ("tests/db/file/test_lock.py", "tests/desktop/frame/test_doorbell.py"),
    ),
    Promise(
        "R18, R19, R20",
        "Newer, foreign and plain files are refused as they are.",
        (
            f"{_FAULTS}::test_twenty_foreign_files_are_refused_and_stay_as_they_are",
            f"{_FAULTS}::test_a_plain_file_is_refused_even_with_keys_beside_it",
            f"{_MIGRATE}::test_a_newer_file_is_refused_by_both_numbers_and_not_one_byte_changes",
        ),
    ),
    Promise(
        "R23",
        "Nothing that people wrote stands in plain on the disk.",
        (f"{_FAULTS}::test_nothing_that_people_wrote_stands_in_plain_on_the_disk",),
    ),
    Promise("R24, R25, R26", "Passwords and the code open, and nothing near them does.", (_KEYS,)),
    Promise("R27", "A keychain is only a shortcut.", note="not built"),
    Promise(
        "R28",
        "A killed change of the password leaves one that opens.",
        (f"{_FAULTS}::test_a_killed_change_of_the_password_leaves_exactly_one_that_opens",),
        "{passwords} kills",
    ),
    Promise("R28b", "A new key is made on a copy.", note="not built"),
    Promise(
        "R31",
        "Files are for their owner alone.",
        (
            f"{_KEYS}::test_the_key_file_is_for_its_owner_alone_and_leaves_no_part",
            f"{_COPIES}::test_a_copy_is_one_private_file_with_database_and_keys",
        ),
    ),
    Promise(
        "R35, R36, R37, R41",
        "Hostile lists and models are refused in words.",
        (
            "tests/reports/intake/test_intake_xlsx.py",
            "tests/reports/intake/test_intake_limits.py",
        ),
        "{mutations} mutated workbooks",
    ),
    Promise(
        "R38",
        "Both files put back to an older day are noticed.",
        ("tests/desktop/frame/test_file_check.py::test_both_files_put_back_are_told_at_opening",),
    ),
    Promise("R39, R40, R52, R54", "Packets from elsewhere.", note=_LATER),
    Promise(
        "R42",
        "A strange trigger acts on nothing.",
        (f"{_FAULTS}::test_a_strange_trigger_table_or_a_missing_one_is_found",),
    ),
    Promise(
        "R55",
        "Whoever was erased does not come back with a copy.",
        (
            f"{_COPIES}::test_whoever_was_erased_since_a_copy_is_erased_in_the_restored_file_too",
            f"{_COPIES}::test_an_erasure_reaches_every_copy_here_and_on_the_stick",
            "tests/db/people/test_erasing.py::test_the_ledger_wins_over_a_copy_that_still_has_the_person",
        ),
    ),
    Promise("R56, R57", "A shared server.", note="not built, by plan"),
    Promise(
        "R58",
        "Two programs in one file lose nothing.",
        (f"{_FAULTS}::test_two_programs_count_to_six_hundred",),
    ),
    Promise(
        "R59",
        "What was changed past the program is found, each record by name.",
        ("tests/db/journal/test_reconcile.py",),
    ),
    Promise("R60", "Erasing reaches rows, words of others and copies.", ("tests/db/people/test_erasing.py",)),
    Promise("R16w, R22w, R31w", "Locks, open workbooks and rights under Windows.", note=_WINDOWS),
)
