"""Screens and acts that the jump box offers besides people."""

from collections.abc import Callable, Iterable

from db.team.staff_cycles import StaffCycle
from desktop.actions import Actions
from desktop.export.papers_of import PapersOf
from desktop.jump.entries import Entry, Kind, in_all_languages
from desktop.jump.synonyms import synonyms
from desktop.kit.page.rail import Place
from desktop.office.papers.registry import DOCUMENTS
from desktop.recent import RecentFile
from desktop.settings import THEMES
from desktop.shared.cycle_words import title_of
from domain.assessing.case import Cycle
from domain.assessing.sheet_number import Flaw, NotANumber, flaw, parse
from domain.framework.framework import Framework
from reports.words.names import name_of
from resources.i18n import LANGUAGES, NATIVE, _, current

CYCLES, VACANCIES, VACANCY, RECENT = "Staff cycles", "Vacancies", "Vacancy", "Recent files"
EXCHANGE = {
    "take_packet": "share",
    "exchange_keys": "key-round",
    "invite_by_packets": "share",
    "answer_form": "file-spreadsheet",
    "take_along": "briefcase-business",
    "seal_sheet": "share",
    "return_by_packet": "share",
    "give_share": "share",
    "send_model": "share",
    "send_result": "share",
}
"""The acts of the exchange, each with its icon: found wherever one is, done where one is or led to."""
# Each place's and act's msgid, so that it is found by its words in any language.
MESSAGES = {
    "home": ("Overview",),
    "people": ("People", "Candidates", "Employees"),
    "assessment": ("Assessment", "Staff cycles", "Vacancies"),
    "development": ("Development", "Plans"),
    "documents": ("Documents", "Print…", "Preview"),
    "preferences": ("Settings", "Organisation", "Password"),
    "new_assessment": ("New assessment", "Assess a candidate"),
    "add_people": ("Add people",),
    "load_people": ("Import people…", "XLSX", "List of people"),
    "load_levels": ("Import levels…", "Skill matrix with levels"),
    "import_files": ("Import files…", "Job description", "Professional standard"),
    "save_templates": ("Templates for import…", "Save template…"),
    "merge_files": ("Merge files…",),
    "import_text": ("Import from the clipboard",),
    "new_vacancy": ("New vacancy…", "Vacancy"),
    "diary": ("Diary", "All notes"),
    "journal": ("Journal", "Exported documents"),
    "exchange": ("Exchange", "Take packet or form…", "Invite by packets…"),
    "take_packet": ("Take packet or form…", "Exchange"),
    "exchange_keys": ("Exchange", "Save key file…", "Add key…"),
    "invite_by_packets": ("Invite by packets…", "Exchange"),
    "answer_form": ("Assessor's form…", "Exchange"),
    "seal_sheet": ("Seal and save packet…", "Exchange"),
    "return_by_packet": ("Return by packet…", "Exchange"),
    "give_share": ("Give share…", "Exchange"),
    "send_model": ("Send framework…", "Exchange"),
    "send_result": ("Send result…", "Exchange"),
    "familiarisation": ("Familiarisation", "Familiarisation sheet", "Job description"),
    "library": ("Library of actions", "What worked"),
    "note": ("Diary note…", "Fact", "Diary"),
    "new_cycle": ("New cycle…", "Quarterly assessment"),
    "new_file": ("New file…", "Create file"),
    "lock": ("Lock the file",),
    "close_file": ("Close the file",),
    "other_file": ("Open another file…", "Open a file…"),
    "copies": ("Copies", "Backups", "Make a copy now", "Restore to a new file…"),
    "help": ("Help", "Keys everywhere"),
    "about": ("About the program", "Copy version and licences"),
    "demo": ("Open the example",),
    "remove_demo": ("Remove the example…",),
    "find": ("Find",),
    "compare_two": ("Compare two assessments…", "Changes"),
    "add": ("Add",),
    "edit": ("Edit",),
    "merge": ("Merge with…",),
    "dismiss": ("Dismiss employee…", "Dismissal", "Left on"),
    "erase": ("Erase personal data…", "Erase a person"),
    "renew_basis": ("New consent…", "Legal basis for processing", "New basis for processing the data"),
    "withdraw_cycle": ("Withdraw cycle…", "If it was started by mistake"),
    "withdraw_assessment": ("Withdraw assessment…", "Delete", "If it was started by mistake"),
    "revise": ("Correct sheet…",),
    "take_along": ("Take along…", "Exchange", "Save packet…"),
    "view_sheet": ("View or correct sheet", "Correct sheet…"),
    "units": ("Units…",),
    "save_template": ("Save template…",),
    "export": ("Documents…",),
    "submit": ("Submit sheet…",),
    "organisation": ("Organisation",),
    "password": ("Password of the file", "Password"),
    "theme": ("Theme",),
    "text_size": ("Text size",),
    "motion": ("Animation",),
    "lock_after": ("Lock the file after",),
    "recovery": ("Recovery sheet",),
    "language": ("Language",),
    "working_as": ("Working as",),
    "folder": ("Folder for documents",),
    "calendar": ("Working-day calendar",),
    "retention": ("Retention periods",),
    "requisites": ("Document details",),
    "light": ("Light", "Theme"),
    "dark": ("Dark", "Theme"),
    "contrast": ("Contrast", "Theme"),
}


def places(known: Iterable[Place]) -> tuple[Entry, ...]:
    """Return the places to go to."""
    return tuple(
        Entry(Kind.PLACE, place.text, place.icon, place.name, cap=place.key, also=_also(place.name))
        for place in known
    )


OF_FILES = frozenset(
    {
        *("save_templates", "merge_files", "copies", "close_file", "recovery", "working_as"),
        *("new_file", "other_file", "demo", "remove_demo"),
        *("exchange_keys", "invite_by_packets", "seal_sheet", "return_by_packet"),
        *("give_share", "send_model", "send_result"),
    }
)
"""What there is only over a file, and not over the server of the organisation."""


def acts(
    actions: Actions, own: Iterable[str], *, read_only: bool, example: bool = False, of_file: bool = True
) -> tuple[Entry, ...]:
    """Return the acts: first *own*, those of the current screen, by name, then those of every screen.

    *example*: there is one to be removed. Without *of_file* the server is open instead.
    """
    own = tuple(own)
    made = [_act(actions, name, actions.icon(name)) for name in own]
    if not read_only:
        made += [
            _act(actions, "new_assessment", "plus"),
            _act(actions, "add_people", "user-round-plus"),
            _act(actions, "import_files", "download"),
            _act(actions, "import_text", "download"),
            _act(actions, "load_people", "download"),
            _act(actions, "load_levels", "download"),
            _act(actions, "dismiss", "user-round-x"),
            _act(actions, "new_vacancy", "briefcase-business"),
            *(_act(actions, name, icon) for name, icon in EXCHANGE.items() if name not in own),
            _act(actions, "note", "pen-line"),
            _act(actions, "new_cycle", "clipboard-list"),
        ]
    lock = actions.text("lock") if of_file else _("Lock the window")
    made += [
        Entry(Kind.ACT, _("New file…"), "file-plus", "new_file", also=_also("new_file")),
        _act(actions, "other_file", "folder-open"),
        Entry(Kind.ACT, lock, "lock", "lock", cap=actions.cap("lock"), also=_also("lock")),
        Entry(Kind.ACT, _("Close the file"), "file-lock", "close_file", also=_also("close_file")),
        Entry(Kind.ACT, _("Diary"), "book-open", "diary", also=_also("diary")),
        Entry(Kind.ACT, _("Exchange"), "share", "exchange", also=_also("exchange")),
        Entry(Kind.ACT, _("Journal"), "history", "journal", also=_also("journal")),
        Entry(
            Kind.ACT,
            _("Familiarisation"),
            "check-check",
            "familiarisation",
            also=_also("familiarisation"),
        ),
        _act(actions, "save_templates", "file-spreadsheet"),
        _act(actions, "merge_files", "files"),
        _act(actions, "library", "library"),
        _act(actions, "copies", "archive"),
        _act(actions, "help", "circle-question-mark"),
        _act(actions, "about", "info"),
        Entry(Kind.ACT, _("Open the example"), "flask-conical", "demo", also=_also("demo")),
    ]
    if example:
        made.append(
            Entry(Kind.ACT, _("Remove the example…"), "trash-2", "remove_demo", also=_also("remove_demo"))
        )
    if not of_file:
        made = [one for one in made if one.name not in OF_FILES]
    return (*made, *_looks(), *_languages())


def recent(files: Iterable[RecentFile]) -> tuple[Entry, ...]:
    """Return the files opened before; those that are gone say so."""
    return tuple(
        Entry(
            Kind.ACT,
            _("Open the file {name}").format(name=file.path.stem),
            "file-x" if file.gone else "file-lock",
            f"file:{file.path}",
            note=_("not found") if file.gone else " › ".join(file.path.parent.parts[-2:]),
            also=in_all_languages(RECENT),
        )
        for file in files
    )


def vacancies(found: Iterable[Cycle]) -> tuple[Entry, ...]:
    """Return entries for the vacancies, in this order."""
    return tuple(
        Entry(
            Kind.ACT,
            title_of(one),
            "briefcase-business",
            f"campaign:{one.id}",
            note=", ".join(part for part in (_("vacancy"), one.code) if part),
            also=f"{one.code} {in_all_languages(VACANCIES, VACANCY)}",
        )
        for one in found
    )


def cycles(found: Iterable[StaffCycle]) -> tuple[Entry, ...]:
    """Return entries for the staff cycles, in this order."""
    return tuple(
        Entry(
            Kind.ACT,
            one.cycle.title or name_of(one.cycle.kind, current()),
            "clipboard-list",
            f"cycle:{one.cycle.id}",
            note=", ".join(part for part in (one.cycle.code, one.only) if part),
            also=f"{one.cycle.code} {in_all_languages(CYCLES)}",
        )
        for one in found
    )


def items(framework: Framework) -> tuple[Entry, ...]:
    """Return entries for the competencies of an edition, found by code and text."""
    return tuple(
        Entry(
            Kind.ITEM,
            f"{one.code} {current().text(one.label)}",
            "list-tree",
            f"{framework.id}:{one.code}",
            note=_("competency"),
            also="\n".join(part for part in (one.label.ru, one.label.en) if part),
        )
        for one in framework.items
    )


def papers(wanted: PapersOf) -> tuple[Entry, ...]:
    """Return an entry for each document of what the current screen shows."""
    return tuple(
        Entry(
            Kind.PAPER,
            DOCUMENTS[kind].name(current()),
            "file-text",
            kind,
            note=", ".join(part for part in (_("document"), wanted.title) if part),
            also=f"{synonyms('export')}\n{in_all_languages('Documents…')}",
        )
        for kind in wanted.of
    )


def settings(*, of_file: bool = True) -> tuple[Entry, ...]:
    """Return entries for the settings, each leading to its field; *of_file* as in ``acts``."""
    table = (
        ("organisation", _("Organisation"), "building-2"),
        ("password", _("Password of the file") if of_file else _("Password on the server"), "key-round"),
        ("theme", _("Theme"), "sun"),
        ("text_size", _("Text size"), "pencil"),
        ("motion", _("Animation"), "pause"),
        ("lock_after", _("Lock the file after") if of_file else _("Lock the window after"), "lock"),
        ("recovery", _("Recovery sheet"), "printer"),
        ("language", _("Language"), "languages"),
        ("working_as", _("Working as"), "user-round"),
        ("folder", _("Folder for documents"), "folder"),
        ("calendar", _("Working-day calendar"), "calendar"),
        ("retention", _("Retention periods"), "hourglass"),
        ("requisites", _("Document details"), "file-text"),
    )
    return tuple(
        Entry(Kind.SETTING, title, icon, name, note=_("setting"), also=_also(name))
        for name, title, icon in table
        if of_file or name not in OF_FILES
    )


def numbers(typed: str, known: Callable[[str], bool]) -> tuple[Entry, ...]:
    """Return an entry for the sheet whose number was typed or scanned, nothing for anything else.

    Letters alone can happen to be a number with a valid check character («load people»), so they count only
    if *known* says that a sheet in the file has it.
    """
    try:
        number = parse(typed)
    except NotANumber:
        return ()
    if not any(char.isdecimal() for char in typed) and not known(number):
        return ()
    return (Entry(Kind.ACT, _("Sheet {number}").format(number=number), "keyboard", f"sheet_number:{number}"),)


def why_nothing(typed: str) -> str:
    """Say why nothing is found: a text that looks like a sheet number is incomplete or wrong."""
    match flaw(typed):
        case Flaw.WRONG:
            return _("The sheet number is wrong: check its characters against the form")
        case Flaw.UNFINISHED:
            return _("Nothing found; enter a sheet number in full, such as {number}").format(
                number="Л-7F3A-21C9-K"
            )
        case None:
            return _("Nothing found")


def _act(actions: Actions, name: str, icon: str) -> Entry:
    return Entry(Kind.ACT, actions.text(name), icon, name, cap=actions.cap(name), also=_also(name))


def _looks() -> tuple[Entry, ...]:
    words = {"light": _("Light"), "dark": _("Dark"), "contrast": _("Contrast")}
    icons = {"light": "sun", "dark": "moon", "contrast": "eye"}
    return tuple(
        Entry(
            Kind.ACT,
            _("Theme: {name}").format(name=words[name].casefold()),
            icons[name],
            f"theme:{name}",
            also=_also(name),
        )
        for name in THEMES
    )


def _languages() -> tuple[Entry, ...]:
    return tuple(
        Entry(Kind.ACT, NATIVE[code], "languages", f"language:{code}", also=in_all_languages("Language"))
        for code in LANGUAGES
    )


def _also(name: str) -> str:
    return f"{in_all_languages(*MESSAGES.get(name, ()))}\n{synonyms(name)}"
