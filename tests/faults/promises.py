"""What must never happen, promise by promise, and which tests show it."""

from dataclasses import dataclass

_FAULTS, _MIGRATE = "tests/db/file/test_faults.py", "tests/db/file/test_migrate.py"
_KEYS, _STORE = "tests/db/file/test_keys.py", "tests/db/file/test_store.py"
_COPIES, _COPY_FAULTS = "tests/db/file/test_copies.py", "tests/db/file/test_copy_faults.py"
_JOURNAL, _EVENTS = "tests/db/journal/test_journal.py", "tests/db/journal/test_events.py"
_CLI, _BOOKS = "tests/desktop/office/cli/test_cli.py", "tests/reports/book/test_workbooks.py"
_PASSWORDS, _PAPER = "tests/db/file/test_passwords.py", "tests/reports/paper/test_atomic.py"
_EXPORT_FAULTS = "tests/reports/paper/test_export_faults.py"
_TWO_WINDOWS = "tests/desktop/assessing/sheet/test_two_windows.py"
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
        ),
        "{migration_kills} kills",
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
        "No memory is written to the disk, and a locked or closed file has let go of its key.",
        (
            f"{_CLI}::test_no_core_file_is_written_and_no_other_program_reads_the_memory",
            f"{_STORE}::test_a_closed_file_holds_its_key_no_more",
            "tests/desktop/frame/test_lock.py",
        ),
    ),
    Promise(
        "R30",
        "What a kill leaves unfinished bears our name and is swept.",
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
        "Settings name nobody, and no network is used, seen from outside.",
        (
            "tests/desktop/frame/test_canary.py",
            "tests/desktop/test_settings.py",
            "tests/desktop/frame/test_about.py::test_what_it_is_made_of_comes_with_licences_and_without_a_network",
        ),
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
        "R38",
        "Both files put back to an older day are noticed.",
        (
            "tests/desktop/frame/test_file_check.py::test_both_files_put_back_are_told_at_opening",
            f"{_CLI}::test_a_check_finds_that_file_and_keys_were_put_back_to_an_older_day",
        ),
    ),
    Promise("R39, R40, R52, R54", "Packets from elsewhere.", note=_LATER),
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
        "25 texts that compute or call and {cell_texts} others in cells; "
        "of 35, {hostile_turns} in each field of each document",
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
            "tests/db/people/test_erasing.py::test_the_ledger_wins_over_a_copy_that_still_has_the_person",
        ),
    ),
    Promise("R56, R57", "A shared server.", note="not built, by plan"),
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
    Promise(
        "D3",
        "A command shows an assessment that was opened early to nobody to whom the window would not.",
        ("tests/desktop/office/cli/test_cli_as.py",),
    ),
    Promise(
        "D7, W9",
        "A password is changed only by who knows the old one or the code, and is never short.",
        (
            f"{_PASSWORDS}::test_a_password_is_changed_only_by_who_knows_the_old_one_or_the_code_and_that_is_recorded",
            f"{_PASSWORDS}::test_a_file_gets_no_short_password",
        ),
    ),
    Promise(
        "D10",
        "Neither a mark nor its undo writes over what another window wrote.",
        (
            f"{_TWO_WINDOWS}::test_a_mark_of_another_window_is_not_written_over_unseen",
            f"{_TWO_WINDOWS}::test_undo_does_not_write_over_a_mark_of_another_window",
        ),
    ),
    Promise(
        "D11",
        "A fault while opening is tried again and said as what it is, and the file is only read until then.",
        (
            "tests/db/file/test_io_errors.py::test_a_fault_that_passes_while_a_file_is_opened_leaves_nothing_behind",
            f"{_FAULTS}::test_opening_on_a_full_disk_says_why_nothing_can_be_written",
            "tests/db/file/test_lock.py::test_on_a_full_disk_a_file_can_still_be_opened_to_read",
        ),
    ),
    Promise(
        "D12, W4",
        "A creation that was cut short, or met another one of the same name, is in nobody's way.",
        ("tests/db/file/test_creation.py",),
    ),
    Promise(
        "D13",
        "A document that is exported again keeps the rights it was given, and a link stays a link.",
        (
            f"{_PAPER}::test_a_replaced_file_keeps_its_mode_and_a_new_one_is_as_private_as_its_folder",
            f"{_PAPER}::test_a_link_is_followed_and_stays",
        ),
    ),
    Promise(
        "D14", "A password that is no text is told.", (f"{_CLI}::test_a_password_that_is_no_text_is_told",)
    ),
    Promise(
        "D15",
        "Nothing in a CSV runs.",
        ("tests/reports/team/test_levels_table.py::test_a_csv_has_the_same_rows_and_nothing_in_it_runs",),
    ),
    Promise(
        "D16",
        "A key file that asks for too much time or memory is refused.",
        (f"{_KEYS}::test_a_broken_key_file_is_damaged_and_never_a_crash",),
    ),
    Promise("D17", "JSON from outside the file names no key twice.", ("tests/installer/test_json.py",)),
    Promise(
        "D19",
        "The recovery code is asked for until somebody has it, and is shown again behind the password alone.",
        (
            "tests/desktop/frame/test_recovery.py::test_a_code_that_nobody_wrote_down_is_asked_for_and_shown_again_behind_the_password",
        ),
    ),
    Promise(
        "W1",
        "Neither a copy nor a check keeps a mark waiting.",
        (
            f"{_COPIES}::test_marks_given_while_a_copy_is_made_are_in_the_file_and_the_copy_has_one_moment_of_it",
            f"{_STORE}::test_acts_go_on_while_the_file_is_checked_and_are_no_false_alarm",
            "tests/desktop/frame/test_file_check.py::test_a_check_gives_way_to_work_that_somebody_waits_for",
        ),
    ),
    Promise(
        "W2",
        "An end of the journal that does not fit is told at each check, and never written over.",
        (
            f"{_JOURNAL}::test_events_cut_off_at_the_end_are_found_and_the_finding_is_not_written_over",
            f"{_JOURNAL}::test_an_anchor_taken_out_or_forged_is_found",
        ),
    ),
    Promise(
        "W3",
        "A file whose password is gone is told before it is opened.",
        (
            "tests/desktop/start/test_password_card.py::test_a_file_whose_password_is_gone_is_told_before_it_is_opened",
        ),
    ),
    Promise(
        "W6",
        "One act has one event in an optimised program too.",
        (f"{_STORE}::test_one_event_for_one_act_holds_in_an_optimised_program_too",),
    ),
    Promise(
        "W8",
        "A key file that is lost or damaged is read from its second copy, and mended.",
        (f"{_KEYS}::test_a_lost_or_damaged_first_copy_is_read_from_the_second_and_mended",),
    ),
    Promise(
        "W7",
        "Whoever knew a password, or had the old code, is shut out by a new key, which reaches the copies.",
        (
            "tests/db/file/test_new_key.py",
            "tests/desktop/frame/test_recovery.py::test_a_new_key_closes_and_opens_the_file_and_shows_the_new_code",
        ),
    ),
    Promise(
        "W10",
        "An export is an event, shown to the people in it.",
        ("tests/db/journal/test_exports.py",),
    ),
    Promise(
        "W11",
        "The recovery code gets to the clipboard by its button alone, past its history.",
        (
            "tests/desktop/start/test_start.py::test_the_first_start_makes_a_file_that_the_password_and_the_code_open",
        ),
    ),
    Promise(
        "W12",
        "What this computer remembers of people and sheets is read with the key of their file alone.",
        (
            "tests/desktop/test_settings.py::test_what_is_about_people_and_sheets_is_read_with_the_key_of_its_file_alone",
            "tests/desktop/test_settings.py::test_nothing_of_the_content_is_remembered_outside_of_the_file",
        ),
    ),
    Promise(
        "W13",
        "Locked, the file is closed; its words, place and form come back, work ends first, and all is told.",
        (
            "tests/desktop/frame/test_lock.py",
            "tests/desktop/frame/test_reopening.py",
            "tests/desktop/frame/test_lock_at_work.py",
        ),
        "10 minutes, the key and the menu",
    ),
    Promise(
        "W13t, W1t, R16t",
        "Locking 1,000 people takes ≤ 0.3 s, a second start ≤ 1 s; a copy of 200 MB stops a window ≤ 50 ms.",
        note="measured by `make bench`: rows “lock, 1,000 people”, “copy of 200 MB” and “second start”",
    ),
    Promise(
        "10b",
        "The program says what the journal proves, and what it does not.",
        (
            "tests/desktop/frame/test_about.py::test_it_says_what_the_journal_proves_and_what_hiding_marks_is_worth",
        ),
    ),
    Promise(
        "14b",
        "20,000 people, and the levels of 1,000 in 71 competencies, are read within the limits.",
        (
            "tests/desktop/office/test_apart.py::test_twenty_thousand_people_are_the_same_in_a_process_of_their_own",
            "tests/desktop/office/test_apart.py::test_levels_of_a_thousand_people_in_71_competencies_come_back_within_the_limits",
        ),
    ),
    Promise(
        "4b",
        "Bytes added to a copy are told, and so are the numbers of documents that it would give again.",
        (
            f"{_COPIES}::test_what_is_wrong_with_a_copy_is_found_and_it_is_not_restored",
            "tests/desktop/office/cli/test_cli_copies.py::test_numbers_that_a_restored_file_would_give_again_are_told",
        ),
    ),
    Promise("R16w, R22w, R31w", "Locks, open workbooks and rights under Windows.", note=_WINDOWS),
)
