"""Every act and its keys, in one table, which the window, the help and the manual read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from resources.i18n import Words, key_name


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its name on screen and its keys, of which the first is shown.

    An act with an ``icon`` is offered in the jump box while a screen that has it is shown. Without what it
    ``needs`` (words of the help) no window has it.
    """

    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Acts of one place by their names; ``name`` is its mark in the list of keys, ``needs`` as of an act."""

    name: str
    title: str
    acts: Mapping[str, Act]
    needs: tuple[str, ...] = ()

    def told(self, words: Words, has: Callable[[Act], bool] = lambda act: True) -> Iterator[tuple[str, str]]:
        """Yield the keys and the name of each act that has keys; «Level 0» to «Level 4» are one line."""
        waiting: list[tuple[str, str]] = []
        for act in self.acts.values():
            if not act.keys or not has(act):
                continue
            one = _with_arrows(key_name(act.keys[0], words)), act.text
            if waiting and _series(one) != _series(waiting[-1]):
                yield _joined(waiting)
                waiting = []
            waiting.append(one)
        if waiting:
            yield _joined(waiting)


def _with_arrows(cap: str) -> str:
    before, plus, last = cap.rpartition("+")
    return f"{before}{plus}{_ARROWS.get(last, last)}"


_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


def _series(one: tuple[str, str]) -> object:
    """Return what the lines of one series have in common; any other line has it alone."""
    caps, text = one
    number = text[-1:]
    return (caps[:-1], text[:-1]) if number.isdigit() and caps.endswith(number) else one


def _joined(lines: list[tuple[str, str]]) -> tuple[str, str]:
    (caps, text), (last, _text) = lines[0], lines[-1]
    return (caps, text) if len(lines) == 1 else (f"{caps}…{last[-1]}", f"{text}…{last[-1]}")


def groups(words: Words) -> tuple[Group, ...]:
    """Return all acts in the language of *words*, grouped by where they are done."""
    _, pgettext = words.gettext, words.pgettext
    return (
        Group(
            "window",
            _("Everywhere"),
            {
                "home": Act(_("Overview"), ("Ctrl+1",), needs=("home",)),
                "people": Act(_("People"), ("Ctrl+2",), needs=("people",)),
                "assessment": Act(_("Assessment"), ("Ctrl+3",), needs=("assessment",)),
                "team": Act(_("Team"), ("Ctrl+4",), needs=("team",)),
                "development": Act(_("Development"), ("Ctrl+5",), needs=("development",)),
                "framework": Act(pgettext("place", "Framework"), ("Ctrl+6",), needs=("framework",)),
                "documents": Act(_("Documents"), ("Ctrl+7",), needs=("documents",)),
                "preferences": Act(_("Settings"), ("Ctrl+,",), needs=("preferences",)),
                "journal": Act(_("Journal"), ()),
                "closed_assessments": Act(pgettext("place", "Closed"), ()),
                "erasures": Act(_("Erasures"), ()),
                "accounts": Act(pgettext("place", "Accounts"), ()),
                "next_area": Act(_("Next area"), ("F6",)),
                "previous_area": Act(_("Previous area"), ("Shift+F6",)),
                "jump": Act(_("Go to…"), ("Ctrl+K",)),
                "note": Act(_("Diary note…"), ("Ctrl+Shift+E",), needs=("team.diary.write",)),
                "help": Act(_("Help"), ("F1",)),
                "quit": Act(_("Quit"), ("Ctrl+Q",)),
                "about": Act(_("About the program"), ()),
                "lock": Act(_("Lock the file"), ("Ctrl+Alt+L",)),
                "copies": Act(_("Copies"), ()),
                "other_file": Act(_("Open another file…"), ("Ctrl+O",), needs=("file",)),
                "import_files": Act(_("Import files…"), ("Ctrl+Shift+O",), needs=("people_import",)),
                "save_templates": Act(_("Templates for import…"), ()),
                "merge_files": Act(_("Merge files…"), ()),
                "import_text": Act(_("Import from the clipboard"), ()),
                "back": Act(_("Back"), ("Esc",)),
                "go_back": Act(_("Back"), ("Alt+Left",), needs=("sheet",)),
            },
        ),
        Group(
            "people",
            _("Lists of people"),
            {
                "new_assessment": Act(
                    _("Assess a candidate"), ("Ctrl+N",), needs=("assessing.assessments.start",)
                ),
                "add_people": Act(_("Add people"), ("Ctrl+T",), needs=("assessing.people.add",)),
                "load_people": Act(_("Import people…"), ("Ctrl+I",), needs=("assessing.rosters.load",)),
                "load_levels": Act(_("Import levels…"), ()),
                "person": Act(
                    _("Page of the person"), ("Alt+Enter", "Alt+Return"), "user-round", needs=("person",)
                ),
                **{
                    f"tab_{n}": Act(_("Tab {n}").format(n=n), (str(n),), needs=("person",))
                    for n in range(1, 6)
                },
                "merge": Act(
                    _("Merge with…"), ("Ctrl+J",), "git-compare", needs=("assessing.merging.merge",)
                ),
                "dismiss": Act(_("Dismiss employee…"), ()),
                "erase": Act(_("Erase personal data…"), (), "user-round-x"),
                "decline_name": Act(_("Forms of the name…"), (), "pen-line"),
                "renew_basis": Act(_("New consent…"), (), "file-pen-line"),
                "units": Act(_("Units…"), ("Ctrl+U",), "list-tree", needs=("people.units.change",)),
                "remove_unit": Act(_("Delete unit"), ("Del",), needs=("people.units.change",)),
                "add": Act(_("Add"), ("Ins",), "user-plus", needs=("plan",)),
                "edit": Act(_("Edit"), ("F2",), "pencil", needs=("people",)),
                "find": Act(_("Find"), ("Ctrl+F",), "search"),
                "open": Act(_("Open"), ("Enter", "Return"), needs=("result",)),
                "next_step": Act(_("Next step"), ("Ctrl+Enter", "Ctrl+Return"), needs=("people",)),
                "continue": Act(_("Continue"), ("Enter", "Return"), needs=("file",)),
                "export": Act(_("Documents…"), ("Ctrl+E", "Ctrl+P"), "files", needs=("papers",)),
                "print": Act(_("Print…"), ("Ctrl+Shift+P",), "printer", needs=("papers",)),
                "copy": Act(_("Copy"), ("Ctrl+C",), needs=("result",)),
                "paste": Act(_("Paste levels"), ("Ctrl+V",), needs=("sheet",)),
                **{
                    f"order_{n}": Act(_("Sort by column {n}").format(n=n), (f"Alt+{n}",), needs=("people",))
                    for n in range(1, 10)
                },
            },
        ),
        Group(
            "import",
            _("Importing a list"),
            {
                "save_template": Act(_("Save template…"), ("Ctrl+Shift+S",), "file-spreadsheet"),
                "paste_list": Act(_("Paste a list"), ("Ctrl+V",)),
                "match_columns": Act(_("Columns…"), ("F2",)),
                "load": Act(_("Import"), ("Ctrl+Enter", "Ctrl+Return")),
                "somebody_new": Act(_("New person"), ("0",)),
                **{f"known_{n}": Act(_("Match: person {n}").format(n=n), (str(n),)) for n in range(1, 10)},
                "leave_out": Act(_("Skip or restore the row"), ("Del",)),
            },
            ("people_import",),
        ),
        Group(
            "accounts",
            _("Accounts"),
            {
                "new_password": Act(_("New password…"), ("F4",), "key-round"),
                "unlock_account": Act(_("Unlock"), (), "lock-open"),
                "close_account": Act(_("Close account…"), (), "user-round-x"),
                "end_session": Act(_("End session"), ("Del",)),
            },
            needs=("server", "people.accounts.accounts"),
        ),
        Group(
            "copies",
            _("Copies"),
            {
                "copy_now": Act(_("Make a copy now"), ("Ins",), "archive"),
                "check_copies": Act(_("Check copies"), (), "shield-check"),
                "restore_copy": Act(_("Restore to a new file…"), ("F4",), "archive-restore"),
                "second_folder": Act(_("Second folder…"), (), "folder"),
            },
            ("file",),
        ),
        Group(
            "sheet",
            _("Assessment sheet"),
            {
                "level_0": Act(_("Level 0"), ("0",)),
                "level_1": Act(_("Level 1"), ("1",)),
                "level_2": Act(_("Level 2"), ("2",)),
                "level_3": Act(_("Level 3"), ("3",)),
                "level_4": Act(_("Level 4"), ("4",)),
                "not_asked": Act(_("Not asked"), ("5",)),
                "no_evidence": Act(_("Not enough evidence"), ("6",)),
                "not_observed": Act(_("Not observed"), ("7",)),
                "not_applicable": Act(_("Not applicable"), ("8",)),
                "recused": Act(_("Recused"), ("9",)),
                "unmark": Act(_("Clear mark"), ("Del",)),
                "twin": Act(_("Copy the mark of the similar competency"), ("=",)),
                "fact": Act(_("Record a fact"), ("+", "E")),
                "comment": Act(_("Comment"), ("*", "C")),
                "another_fact": Act(_("Another fact"), ("Ctrl++", "Ctrl+=")),
                "fact_for": Act(_("The fact is in favour"), ("Alt++", "Alt+=")),
                "fact_against": Act(_("The fact is against"), ("Alt+-",)),
                "fact_neutral": Act(_("The fact is neutral"), ("Alt+0",)),
                "previous_function": Act(_("Previous function"), ("PgUp",)),
                "next_function": Act(_("Next function"), ("PgDown",)),
                "previous_item": Act(_("Previous competency"), ("Up",)),
                "next_item": Act(_("Next competency"), ("Down",)),
                "first_item": Act(_("First competency"), ("Home",)),
                "last_item": Act(_("Last competency"), ("End",)),
                "answers": Act(_("Answer guide"), ("F2",)),
                **{f"follow_up_{n}": Act(_("Follow-up {n}").format(n=n), (f"Alt+{n}",)) for n in range(1, 8)},
                "anchors": Act(_("What the levels mean"), ("F3",)),
                "other_mode": Act(_("Card or table"), ("Ctrl+M",)),
                "undo": Act(_("Undo"), ("Ctrl+Z",)),
                "redo": Act(_("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y")),
                "pause": Act(_("Pause or resume the interview"), ("F8", "Pause")),
                "focus_set": Act(_("Short set"), ("F5",)),
                "whole_set": Act(_("All competencies"), ("Shift+F5",)),
                "confirm": Act(_("Confirm the last level"), ("Enter", "Return")),
                "confirm_anyway": Act(_("Confirm without a new fact"), ("Shift+Enter", "Shift+Return")),
                "take_note": Act(_("Use the note as a fact"), ("D",)),
                "outside": Act(_("Competencies outside the set"), ("F7",)),
                "second_pass": Act(
                    _("Check against the paper form"), ("F4",), needs=("assessing.sheet.paper_sheets.begin",)
                ),
                "change_assessor": Act(
                    _("Work under another name…"), ("F9",), needs=("people.person_rows.actors",)
                ),
                "sheet_number": Act(
                    _("Find sheet by number…"), ("Ctrl+B",), needs=("assessing.sheet.paper_sheets.found",)
                ),
                "attach": Act(_("Attach a file to the fact…"), ("Ctrl+L",)),
                "detach": Act(_("Remove the file from the fact"), ("Ctrl+Shift+L",)),
                "submit": Act(_("Submit sheet…"), ("Ctrl+Shift+Enter", "Ctrl+Shift+Return"), "check-check"),
                "revise": Act(_("Correct sheet…"), (), "file-pen-line"),
                "take_along": Act(_("Take along…"), (), "briefcase-business"),
            },
            ("assessing.sheet.sheets.rate_all",),
        ),
        Group(
            "diary",
            _("Diary"),
            {
                "withdraw_note": Act(_("Remove note"), ("Del",)),
                "save_note": Act(_("Save note"), ("Ctrl+Enter", "Ctrl+Return")),
                **{
                    f"suggestion_{n}": Act(_("Competency {n}").format(n=n), (f"Alt+{n}",))
                    for n in range(1, 6)
                },
            },
            ("diary",),
        ),
        Group(
            "vacancies",
            _("Vacancies"),
            {
                "new_vacancy": Act(_("New vacancy…"), ()),
                "next_part": Act(_("Next tab or step"), ("Ctrl+PgDown",)),
                "previous_part": Act(_("Previous tab or step"), ("Ctrl+PgUp",)),
                "from_paper": Act(
                    _("Enter from paper…"), ("Ctrl+B",), needs=("assessing.sheet.paper_sheets.begin",)
                ),
                "open_campaign": Act(_("Open vacancy"), ("Ctrl+Enter", "Ctrl+Return"), needs=("vacancy",)),
                "toggle": Act(_("Add or remove"), ("Space",)),
                "compare_two": Act(
                    _("Compare two assessments…"),
                    ("Ctrl+H",),
                    "git-compare",
                    needs=("team.two_cases.two_cases",),
                ),
            },
            ("cycle",),
        ),
        Group(
            "cycles",
            _("Cycles"),
            {
                "new_cycle": Act(_("New cycle…"), ()),
                "open_cycle": Act(_("Open cycle"), ("Ctrl+Enter", "Ctrl+Return"), needs=("new_cycle",)),
                "result": Act(_("Result"), ("Ctrl+R",)),
                "to_person": Act(_("Person card"), ("Ctrl+I",)),
                "check_scan": Act(_("Check a scan…"), (), "shield-check"),
                "seal_cycle": Act(
                    _("Stop accepting sheets…"), ("Ctrl+Shift+S",), needs=("assessing.cycles.seal_cycle",)
                ),
                "close_cycle": Act(
                    _("Close cycle…"), ("Ctrl+Shift+W",), needs=("assessing.cycles.close_cycle",)
                ),
                "view_sheet": Act(_("View or correct sheet"), (), "file-text"),
                "remind": Act(_("Remind who owes sheets…"), (), "copy"),
                "withdraw_cycle": Act(_("Withdraw cycle…"), (), "file-x"),
                "withdraw_assessment": Act(_("Withdraw assessment…"), (), "file-x"),
                "group_by": Act(_("By people or by assessors"), ("Ctrl+G",)),
                "seat_before": Act(_("Previous assessor"), ("Left",)),
                "seat_after": Act(_("Next assessor"), ("Right",)),
            },
            ("cycle",),
        ),
        Group(
            "exchange",
            _("Exchange"),
            {
                "exchange_keys": Act(pgettext("exchange", "Keys…"), ("F4",), "key-round", needs=("file",)),
                "send_model": Act(_("Send framework…"), (), "share"),
                "send_result": Act(_("Send result…"), (), "share"),
                "invite_by_packets": Act(_("Invite by packets…"), ()),
                "answer_form": Act(_("Assessor's form…"), ()),
                "take_packet": Act(_("Take packet or form…"), ()),
                "seal_sheet": Act(_("Seal and save packet…"), ()),
                "return_by_packet": Act(_("Return by packet…"), ()),
                "give_share": Act(_("Give share…"), ()),
            },
            ("exchange",),
        ),
        Group(
            "decision",
            _("Decision"),
            {
                "record": Act(
                    _("Record decision"), ("Ctrl+Enter", "Ctrl+Return"), needs=("hiring.decisions.settle",)
                ),
                "unsettle": Act(_("Clear decision"), ("Del",), needs=("hiring.decisions.settle",)),
                "to_conclusion": Act(_("To the conclusion"), ("Ctrl+Right",), "scale"),
                "to_competencies": Act(_("To the competencies"), ("Ctrl+Left",)),
                "expert": Act(_("Expert view"), ("F3",), "sliders-horizontal"),
                "decision": Act(_("Decision…"), ("Ctrl+D",), "scale"),
            },
            ("decision",),
        ),
        Group(
            "team",
            _("Team"),
            {
                "in_trend": Act(_("Show or hide in the trend"), ("Space",)),
                "group_units": Act(_("Group by unit"), ("Ctrl+G",)),
                "lacking_first": Act(_("Largest gaps first"), ("Ctrl+L",)),
                "dense": Act(_("Compact rows"), ("Ctrl+-",)),
                "all_items": Act(_("Main or all competencies"), ("Ctrl+M",)),
                "shift_minimum": Act(_("Minimum for a shift…"), ("F2",)),
                "team_cycle": Act(_("New cycle"), ("Ctrl+N",), needs=("team.quarterly.open_quarterly",)),
            },
            ("team",),
        ),
        Group(
            "plans",
            _("Plans"),
            {
                "earlier": Act(_("A week earlier"), ("Left",)),
                "later": Act(_("A week later"), ("Right",)),
                "shorter": Act(_("A week shorter"), ("Shift+Left",)),
                "longer": Act(_("A week longer"), ("Shift+Right",)),
                "move_up": Act(_("Move up"), ("Ctrl+Up",)),
                "move_down": Act(_("Move down"), ("Ctrl+Down",)),
                "take_out": Act(_("Remove"), ("Del",)),
                "report": Act(_("Record outcome…"), ("F4",)),
                "library": Act(_("Library of actions"), ("Ctrl+L",), needs=("library",)),
                "hours_of_action": Act(_("Hours for the action…"), ("F4",), needs=("library",)),
                "take_back": Act(_("Return to the library"), ("Ctrl+R",), needs=("library",)),
                "talk": Act(_("Hold the meeting…"), ("F8",), "messages-square"),
                "figures": Act(_("Weekly indicators…"), ("F7",)),
                "probation": Act(
                    _("Probation conclusion…"), ("Ctrl+D",), needs=("development.probations.conclude",)
                ),
            },
            ("plan",),
        ),
        Group(
            "framework",
            _("Framework"),
            {
                "differences": Act(_("Compare editions…"), ("Ctrl+Shift+D",)),
                "publish": Act(_("Start or publish a draft…"), ("Ctrl+Enter", "Ctrl+Return")),
                "discard_draft": Act(_("Delete draft…"), ("Ctrl+Shift+W",)),
                "confirm_function": Act(_("Confirm function"), ("Ctrl+G",)),
                "restore_item": Act(_("As in the previous edition"), ("Ctrl+R",)),
                "add_function": Act(_("Own function…"), ("Shift+Ins",)),
                "retire_edition": Act(_("Retire edition…"), ("Ctrl+Shift+R",)),
                "review_edition": Act(_("Review date…"), ("Ctrl+Shift+V",)),
                "question_of_item": Act(_("Competency question…"), ("F3",)),
                "links_of_item": Act(_("Links…"), ("F4",)),
                "levels_of_scale": Act(_("Scale levels…"), ("F7",)),
                "starter_model": Act(_("Starter framework: operator"), ("Ctrl+Shift+N",)),
                "load_model": Act(_("Import framework…"), ("Ctrl+I",)),
                "paste_model": Act(_("Import framework from the clipboard"), ("Ctrl+Shift+I",)),
                "from_here_know": Act(_("Knowledge from here"), ("Alt+1",)),
                "from_here_can": Act(_("Skills from here"), ("Alt+2",)),
                "from_here_duties": Act(_("Duties from here"), ("Alt+3",)),
                "from_here_other": Act(_("Other text from here"), ("Alt+4",)),
            },
            ("framework",),
        ),
        Group(
            "map",
            _("Edition map"),
            {
                "to_clause": Act(_("To the clause"), ("Ctrl+Shift+J",)),
                "version_map": Act(_("Edition map…"), ("Ctrl+Shift+M",)),
                "join_lines": Act(_("Merge the selected rows"), ("Ctrl+J",)),
                "cut_line": Act(_("Split the row"), ("Del",)),
                "confirm_line": Act(_("Confirm row"), ("Enter", "Return")),
                "confirm_alike": Act(
                    _("Confirm all close matches"), ("Ctrl+Shift+Enter", "Ctrl+Shift+Return")
                ),
            },
            ("versions",),
        ),
        Group(
            "comparison",
            _("Comparison"),
            {
                "on_chart": Act(_("Show or hide on the chart"), ("Space",)),
                **{
                    f"slot_{n}": Act(_("Show on the chart as number {n}").format(n=n), (str(n),))
                    for n in range(1, 5)
                },
            },
            ("compare",),
        ),
    )
