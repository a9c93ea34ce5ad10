"""The threats of the design, promise by promise, and which tests show each; then all promises."""

from tests.faults.defects import DEFECTS
from tests.faults.promise import Promise

_FAULTS = "tests/db/file/test_faults.py"
_MIGRATE = "tests/db/file/test_migrate.py"
_KEYS = "tests/db/file/test_keys.py"
_STORE = "tests/db/file/test_store.py"
_COPIES = "tests/db/file/test_copies.py"
_COPY_FAULTS = "tests/db/file/test_copy_faults.py"
_JOURNAL = "tests/db/journal/test_journal.py"
_EVENTS = "tests/db/journal/test_events.py"
_CLI = "tests/desktop/office/cli/test_cli.py"
_BOOKS = "tests/reports/book/test_workbooks.py"
_PAPER = "tests/reports/paper/test_atomic.py"
_EXPORT_FAULTS = "tests/reports/paper/test_export_faults.py"
_SERVICE = "tests/db/service/web/test_killed_service.py"
_WINDOWS = "not run: needs Windows"


THREATS = (
    Promise(
        "R1",
        "A killed program loses no mark that was called saved.",
        (f"{_FAULTS}::test_killed_writers_lose_no_acknowledged_mark",),
        "{mark_kills} kills",
    ),
    Promise(
        "R2",
        "A power cut loses none either.",
        (
            "tests/db/file/test_power.py",
            f"{_FAULTS}::test_a_page_half_carried_over_from_the_log_by_a_power_cut_is_carried_over_again",
        ),
        "{power_states} states of the disk, from recorded writes",
    ),
    Promise(
        "R3, D2",
        "Half-typed words are kept while typing goes on.",
        ("tests/desktop/test_killed_while_typing.py", "tests/desktop/kit/test_keeper.py"),
        "a kill in each field, {typing_kills} more",
    ),
    Promise(
        "R4",
        "An error of the disk is told, and nothing is torn, whichever call fails.",
        (
            "tests/db/file/test_io_errors.py",
            f"{_FAULTS}::test_a_disk_that_takes_no_more_is_told_and_work_goes_on_when_it_does",
            f"{_FAULTS}::test_a_full_disk_loses_nothing_and_needs_no_restart",
        ),
        "a mark, a new password, a day from opening to closing: {failing_calls} call, once and lasting",
    ),
    Promise(
        "R5",
        "A full disk is told; marks wait in the window, and nothing new is begun.",
        (
            f"{_FAULTS}::test_a_full_disk_loses_nothing_and_needs_no_restart",
            "tests/desktop/frame/test_disk_space.py",
        ),
    ),
    Promise(
        "R6, R7, R22, D5",
        "An export is the old file or the new one, never half.",
        (_PAPER, _EXPORT_FAULTS),
        "{export_kills} kills, {export_states} states of the disk after a power cut",
    ),
    Promise(
        "R8",
        "A migration that is killed leaves the old file or the new one.",
        (
            f"{_MIGRATE}::test_a_migration_killed_at_any_moment_leaves_the_old_file_or_the_new_one",
            f"{_MIGRATE}::test_a_migration_broken_off_at_any_statement_leaves_the_old_file",
            f"{_MIGRATE}::test_no_half_copy_ever_has_the_final_name",
            "tests/db/test_migration_steps.py",
        ),
        "{migration_kills} kills of a whole migration, {step_kills} of each step",
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
        "R10, D9",
        "A log that vanishes costs at most the last act, and an end that is gone is told.",
        (
            f"{_FAULTS}::test_a_log_that_vanishes_costs_at_most_the_last_act",
            f"{_JOURNAL}::test_both_files_put_back_are_noticed_by_the_note_apart_from_them",
        ),
        "{log_acts} acts in the log",
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
            "tests/db/file/test_smaller.py::test_copies_from_before_updates_make_room_like_any_other",
            "tests/desktop/frame/test_file_copies.py::test_that_fewer_copies_are_kept_for_want_of_space_is_said_until_there_is_room_again",
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
        "{starts} second starts",
    ),
    Promise(
        "R17",
        "No file that is open is opened past SQLite, which would drop its locks.",
        ("tests/db/file/test_past_sqlite.py", "tests/desktop/frame/test_past_sqlite.py"),
        "what Python opens while opening, checking, copying, erasing, restoring and giving a new key",
    ),
    Promise(
        "R18, R19, R20",
        "Newer, foreign and plain files are refused as they are.",
        (
            f"{_FAULTS}::test_twenty_foreign_files_are_refused_and_stay_as_they_are",
            f"{_FAULTS}::test_a_plain_file_is_refused_even_with_keys_beside_it",
            f"{_MIGRATE}::test_a_newer_file_is_refused_by_both_numbers_and_not_one_byte_changes",
            f"{_STORE}::test_a_library_that_does_not_encrypt_is_refused",
        ),
    ),
    Promise(
        "R21, D18",
        "Events keep their order whatever the clock does, and a clock put back is recorded.",
        (
            f"{_EVENTS}::test_a_clock_put_back_is_recorded_with_by_how_much_and_a_clock_set_right_is_not",
            f"{_EVENTS}::test_a_clock_put_back_between_marks_is_told_with_them_and_with_the_next_act",
            f"{_EVENTS}::test_a_sheet_submitted_before_it_was_begun_says_so_even_if_the_clock_went_back_in_steps",
        ),
    ),
    Promise(
        "R23",
        "Nothing that people wrote stands in plain on the disk.",
        (f"{_FAULTS}::test_nothing_that_people_wrote_stands_in_plain_on_the_disk",),
    ),
    Promise(
        "R24, R25, R26",
        "Passwords and the code open, and nothing near them does.",
        (
            _KEYS,
            "tests/desktop/frame/test_recovery.py::test_whoever_forgot_the_password_comes_in_by_the_printed_sheet_and_sets_a_new_one",
        ),
    ),
    Promise("R26b", "A second key of the organisation (escrow).", note="not built, by plan"),
    Promise("R27", "A keychain is only a shortcut.", note="not built, by plan"),
    Promise(
        "R28",
        "A killed change of the password leaves one that opens.",
        (f"{_FAULTS}::test_a_killed_change_of_the_password_leaves_exactly_one_that_opens",),
        "{password_kills} kills",
    ),
    Promise(
        "R28b",
        "A new key is made on a copy: a kill leaves a file that opens with one of the two.",
        ("tests/db/file/test_new_key.py",),
        "a kill at {key_steps} file that is touched",
    ),
    Promise(
        "R29, W5",
        "No memory is written to the disk; a closed file lets go of its key, and its pages are wiped.",
        (
            f"{_CLI}::test_no_core_file_is_written_and_no_other_program_reads_the_memory",
            f"{_STORE}::test_a_closed_file_holds_its_key_no_more",
            "tests/db/test_memory.py",
            "tests/desktop/frame/test_lock.py",
        ),
    ),
    Promise(
        "R30",
        "What a kill leaves unfinished bears our name, and is swept once its writer is gone or after a day.",
        (
            "tests/db/file/test_leftovers.py",
            f"{_PAPER}::test_a_killed_process_leaves_the_old_file_and_a_part_that_can_be_told_as_ours",
        ),
    ),
    Promise(
        "R31",
        "Files are for their owner alone.",
        (
            f"{_KEYS}::test_the_key_file_is_for_its_owner_alone_and_leaves_no_part",
            f"{_COPIES}::test_a_copy_is_one_private_file_with_database_and_keys",
            f"{_STORE}::test_every_file_is_for_its_owner_alone_while_open_and_after",
            f"{_PAPER}::test_a_replaced_file_keeps_its_mode_and_a_new_one_is_as_private_as_its_folder",
        ),
    ),
    Promise(
        "R32",
        "Messages and reports of faults hold no name and no statement; there are no logs.",
        (
            "tests/desktop/test_errors.py",
            f"{_CLI}::test_a_bug_of_ours_is_told_without_what_it_was_about",
            "tests/db/file/test_protected.py::test_unknown_errors_of_statements_stay_what_they_are_and_hide_what_was_asked",
        ),
    ),
    Promise(
        "R33",
        "Documents name nobody in their properties.",
        (
            "tests/reports/assessing/test_candidate_pdf.py::test_the_metadata_hold_no_names_and_the_day_of_the_record",
            "tests/reports/assessing/test_sheet_pdf.py::test_fonts_are_embedded_the_metadata_name_nobody_and_the_bytes_repeat",
            "tests/reports/hiring/test_decision_pdf.py::test_fonts_are_embedded_the_metadata_name_nobody_and_the_bytes_repeat",
            f"{_BOOKS}::test_properties_hold_no_names_no_clock_and_the_file_repeats_to_the_byte",
        ),
    ),
    Promise(
        "R34",
        "Settings name nobody, and without a server no network is used, seen from outside.",
        (
            "tests/desktop/frame/test_canary.py",
            "tests/desktop/test_settings.py",
            "tests/desktop/frame/test_about.py::test_what_it_is_made_of_comes_with_licences_and_without_a_network",
            "tests/db/service/test_apart.py",
        ),
    ),
    Promise(
        "R34b",
        "Of a server only its address is asked, its certificate verified; nobody else's answer is taken.",
        ("tests/db/wire/test_line.py",),
    ),
    Promise(
        "R35, R36, R37, R41, D4",
        "Hostile lists and models are refused in words.",
        (
            "tests/reports/intake/test_intake_xlsx.py",
            "tests/reports/intake/test_intake_limits.py",
            "tests/desktop/office/test_apart.py",
        ),
        "{mutations} mutated workbooks",
    ),
    Promise(
        "R36b",
        "A filled form that people and programs changed is read right or asked about, never wrong.",
        ("tests/reports/intake/test_answer_form.py",),
        "{form_manglings} filled forms",
    ),
    Promise(
        "R38",
        "Both files put back to an older day are noticed.",
        (
            "tests/desktop/frame/test_file_check.py::test_both_files_put_back_are_told_at_opening",
            f"{_CLI}::test_a_check_finds_that_file_and_keys_were_put_back_to_an_older_day",
        ),
    ),
    Promise(
        "R38b, R39, R41b",
        "A packet is taken from a known sender, for this file, as it was written, or refused in words.",
        (
            "tests/desktop/office/exchange/test_packet.py",
            "tests/desktop/office/exchange/test_hostile_packets.py",
            "tests/desktop/office/exchange/test_bad_input.py",
            "tests/domain/exchange/test_strict.py",
            "tests/domain/exchange/test_shares.py",
        ),
        "{tampered_packets} packets changed, {hostile_packets} hostile ones, {false_shares} false shares",
    ),
    Promise(
        "R52",
        "Packets may be lost, doubled, late, out of order, and clocks wrong: no mark is lost or changed.",
        (
            "tests/desktop/office/exchange/test_schedules.py",
            "tests/desktop/office/exchange/test_gone_between.py",
            "tests/desktop/office/exchange/test_restored_numbers.py",
        ),
        "{schedules} schedules of three files",
    ),
    Promise(
        "R54",
        "A kill while a packet or a second file is taken leaves the file without it, or with all of it.",
        ("tests/desktop/office/exchange/test_killed_taking.py",),
        "{packet_kills} kills, {merge_kills} while a second file is taken in",
    ),
    Promise(
        "8b",
        "Until every sheet that is expected is in, the file holds no mark and no word of a sealed sheet, "
        "and no share that it dealt.",
        (
            "tests/desktop/office/exchange/test_blind_files.py",
            "tests/desktop/office/exchange/test_shares_kept.py",
            "tests/db/exchange/test_sealed_sheets.py",
            "tests/desktop/office/exchange/test_opening.py",
        ),
    ),
    Promise(
        "R40",
        "No name in a packet or of a person leads out of the folder that was chosen.",
        ("tests/desktop/office/exchange/test_names_of_packets.py",),
        "8 codes and a link",
    ),
    Promise(
        "R52b",
        "Two files of one organisation become one in any order, and no signed mark is lost.",
        (
            "tests/db/exchange/test_merging.py",
            "tests/db/exchange/test_merging_laws.py",
            "tests/desktop/office/exchange/test_parted_packets.py",
        ),
        "{merges} times three files",
    ),
    Promise(
        "R61",
        "Asked by any role, the service answers what the file shows to that person, or nothing.",
        ("tests/db/service/test_blind_service.py", "tests/db/service/web/test_blind_web.py"),
        "{service_asks} cases of every function",
    ),
    Promise(
        "R42, D6",
        "A strange trigger acts on nothing.",
        (
            f"{_FAULTS}::test_a_strange_trigger_table_or_a_missing_one_is_found",
            "tests/db/file/test_triggers.py::test_a_strange_trigger_acts_on_nothing",
            f"{_STORE}::test_a_code_that_loads_machine_code_is_not_there",
        ),
    ),
    Promise(
        "R43, R44",
        "What people wrote is text in every cell, and no character of it breaks a workbook.",
        (
            f"{_BOOKS}::test_hostile_text_is_text_and_formulas_are_ours_alone",
            f"{_BOOKS}::test_titles_of_sheets_are_made_safe",
            "tests/reports/team/test_team_xlsx.py::test_hostile_text_is_text_and_formulas_are_ours_alone",
            "tests/reports/framework/test_model_round_trips.py",
            "tests/reports/book/test_hostile_cells.py",
            "tests/desktop/office/papers/test_hostile_fields.py",
        ),
        "25 texts that compute and {cell_texts} others in cells; in each field of each document "
        "{hostile_turns} of 10, of each workbook and CSV {formula_turns} of 25",
    ),
    Promise(
        "R45, D1",
        "Markup that people wrote is shown as text and opens nothing, seen from outside.",
        (
            "tests/desktop/frame/test_canary.py",
            "tests/desktop/kit/test_tips.py",
            "tests/desktop/kit/test_widgets.py::test_a_name_with_markup_stays_a_name",
        ),
    ),
    Promise(
        "R46, R47, R48",
        "Markup, huge texts and strange characters are printed as they are seen.",
        (
            "tests/reports/paper/test_text.py",
            "tests/reports/assessing/test_candidate_pdf.py::test_hostile_text_is_printed_as_it_is_seen_and_acts_nowhere",
            "tests/reports/assessing/test_candidate_pdf.py::test_a_glyph_that_no_face_has_is_a_box_not_nothing",
            "tests/reports/assessing/test_sheet_pdf.py::test_long_names_and_facts_of_five_thousand_characters_flow_and_nothing_is_lost",
            "tests/reports/hiring/test_decision_pdf.py::test_long_and_hostile_texts_flow_and_act_nowhere",
            "tests/reports/paper/test_hostile_paragraphs.py",
            "tests/reports/assessing/test_long_texts.py",
            "tests/desktop/office/test_strange_names.py",
        ),
        "{paragraphs} texts read back, {long_texts} of 5,000 characters in one document, {names} names",
    ),
    Promise(
        "R49",
        "A document gets a name that every system takes.",
        (
            f"{_PAPER}::test_a_name_too_long_for_the_disk_is_told",
            "tests/desktop/office/cli/test_cli_documents.py::test_two_codes_that_make_one_name_make_two_papers",
            "tests/desktop/office/test_paper_names.py::test_whatever_people_typed_as_code_or_surname_makes_a_name_that_every_system_takes",
        ),
        "{file_names} codes and surnames, in each language",
    ),
    Promise(
        "R50, R51",
        "A search finds what was typed, letter by letter, and is never a statement.",
        (
            "tests/domain/assessing/test_nouns.py::test_a_search_finds_a_person_however_it_is_typed",
            "tests/domain/assessing/test_nouns.py::test_e_and_yo_are_one_letter_to_a_search",
            "tests/domain/test_collation.py",
            "tests/db/people/test_hostile_strings.py",
        ),
        "{statements} hostile strings",
    ),
    Promise(
        "R55",
        "Whoever was erased does not come back with a copy.",
        (
            "tests/db/file/test_erased_copies.py::test_whoever_was_erased_since_a_copy_is_erased_in_the_restored_file_too",
            "tests/db/file/test_erased_copies.py::test_an_erasure_reaches_every_copy_here_and_on_the_stick",
            "tests/db/service/test_file_copies.py::test_a_file_is_copied_while_it_is_served_and_comes_back_without_those_erased_since",
            "tests/db/people/test_erasing.py::test_the_ledger_wins_over_a_copy_that_still_has_the_person",
            "tests/db/exchange/test_merging.py::test_who_was_erased_in_one_file_is_erased_in_both_and_comes_back_by_no_road",
        ),
    ),
    Promise(
        "R56",
        "A service that is killed, or whose answers are cut, loses no act it answered and does none twice.",
        (
            f"{_SERVICE}::test_what_a_killed_service_has_answered_is_done_and_what_is_sent_again_is_done_once",
            f"{_SERVICE}::test_of_acts_whose_answers_were_cut_none_is_lost_and_none_is_done_twice",
            "tests/db/service/web/test_killed_database.py",
        ),
        "{service_kills} kills on a file, {database_kills} of service and PostgreSQL",
    ),
    Promise(
        "R57",
        "Of two windows at one mark of a shared server neither writes over what the other wrote.",
        (f"{_SERVICE}::test_of_two_windows_at_one_mark_neither_writes_over_what_the_other_wrote",),
    ),
    Promise(
        "R58",
        "Two programs in one file, or creating one, lose nothing.",
        (
            f"{_FAULTS}::test_two_programs_count_to_six_hundred",
            "tests/db/file/test_creation.py::test_who_creates_a_file_of_one_name_at_the_same_moment_is_told_and_hinders_nobody",
        ),
    ),
    Promise(
        "R59, D8",
        "What was changed past the program is found, each record by name.",
        ("tests/db/journal/test_reconcile.py", "tests/db/journal/test_signed.py", _JOURNAL),
        "13 kinds of edits with the key and 9 more",
    ),
    Promise(
        "R60",
        "Erasing reaches rows, words of others and copies.",
        (
            "tests/db/people/test_erasing.py",
            "tests/desktop/office/test_erasure.py",
            "tests/desktop/people/test_erased_everywhere.py",
        ),
        "50 markers; a kill at {erasure_steps} file that is touched",
    ),
)
PROMISES = (
    *THREATS,
    *DEFECTS,
    Promise("R16w, R22w, R31w", "Locks, open workbooks and rights under Windows.", note=_WINDOWS),
)
