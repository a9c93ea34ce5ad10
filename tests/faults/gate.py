"""The gate of a release: what must be 0, and what shows it."""

from tests.faults.promise import Promise

_FAULTS = "tests/db/file/test_faults.py"
_PAPER = "tests/reports/paper/test_atomic.py"
_EXPORT_FAULTS = "tests/reports/paper/test_export_faults.py"
_COPY_FAULTS = "tests/db/file/test_copy_faults.py"
_MIGRATE = "tests/db/file/test_migrate.py"

# What blocks a release.
GATE = (
    Promise(
        "",
        "Marks lost that were called saved",
        (
            f"{_FAULTS}::test_killed_writers_lose_no_acknowledged_mark",
            f"{_FAULTS}::test_a_disk_that_takes_no_more_is_told_and_work_goes_on_when_it_does",
            f"{_FAULTS}::test_a_full_disk_loses_nothing_and_needs_no_restart",
            "tests/db/file/test_power.py",
        ),
    ),
    Promise(
        "",
        "Half files under a final name",
        (
            _PAPER,
            _EXPORT_FAULTS,
            f"{_COPY_FAULTS}::test_a_kill_at_any_moment_leaves_no_unusable_file_under_the_name_of_a_copy",
            f"{_MIGRATE}::test_a_migration_killed_at_any_moment_leaves_the_old_file_or_the_new_one",
            f"{_MIGRATE}::test_no_half_copy_ever_has_the_final_name",
        ),
    ),
    Promise(
        "",
        "Personal markers outside the exports that somebody chose",
        (
            f"{_FAULTS}::test_nothing_that_people_wrote_stands_in_plain_on_the_disk",
            "tests/desktop/office/test_erasure.py",
            "tests/desktop/people/test_erased_everywhere.py",
            "tests/desktop/test_settings.py",
        ),
    ),
    Promise("", "Files opened by showing what people wrote", ("tests/desktop/frame/test_canary.py",)),
    Promise(
        "",
        "Exceptions that have no sentence of their own",
        (
            "tests/desktop/test_errors.py",
            f"{_FAULTS}::test_flipped_bytes_are_told_and_never_read_as_something_else",
            "tests/reports/intake/test_intake_xlsx.py",
            "tests/desktop/office/test_apart.py",
        ),
    ),
)
