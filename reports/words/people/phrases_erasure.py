"""An erasure in words: what goes and what stays, where each text is, and why somebody cannot be erased."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from domain.people.erasure import CannotErase, Count, Hindrance, Matter, Preview, ReasonNames, Undecided
from reports.words.refusals import IN_FIELD, NOTHING, Refusals, Sentence, counted, said
from resources.i18n import Words
from resources.msgids import _, ngettext


def matter(one: Matter, words: Words) -> str:
    """Return what kind of records it is, with a capital letter."""
    return words.gettext(_MATTERS[one])


def counts(found: Iterable[Count], words: Words) -> tuple[tuple[str, int, str], ...]:
    """Return kind, number and fate of each kind of records."""
    goes, stays = words.gettext("erased"), words.gettext("stay without a name")
    return tuple((matter(one.matter, words), one.records, stays if one.kept else goes) for one in found)


def place(table: str, words: Words) -> str:
    """Return what kind of text it is, by the table that holds it."""
    return words.gettext(_PLACES.get(table, _OTHER))


def consequences(told: Preview, words: Words) -> tuple[str, ...]:
    """Return what the erasure changes for others, a sentence each; empty if nothing."""
    lines: list[str] = []
    if told.cards > 1:
        lines.append(
            words.ngettext(
                "{n} card goes: merged cards of one person are erased together.",
                "{n} cards go: merged cards of one person are erased together.",
                told.cards,
            ).format(n=told.cards)
        )
    if told.open_cases:
        lines.append(
            words.gettext("Assessments under way end and count nowhere: {codes}.").format(
                codes=", ".join(told.open_cases)
            )
        )
    if told.signed:
        lines.append(
            words.ngettext(
                "{n} submitted sheet about others stays, without the assessor’s name.",
                "{n} submitted sheets about others stay, without the assessor’s name.",
                told.signed,
            ).format(n=told.signed)
        )
    if told.awaited:
        lines.append(
            words.ngettext(
                "{n} sheet about others is no longer expected.",
                "{n} sheets about others are no longer expected.",
                told.awaited,
            ).format(n=told.awaited)
        )
    if told.managed:
        lines.append(
            words.ngettext(
                "{n} employee is left without a manager.",
                "{n} employees are left without a manager.",
                told.managed,
            ).format(n=told.managed)
        )
    if told.mentored:
        lines.append(
            words.ngettext(
                "{n} onboarding plan is left without a mentor.",
                "{n} onboarding plans are left without a mentor.",
                told.mentored,
            ).format(n=told.mentored)
        )
    if told.held_until is not None:
        lines.append(
            words.gettext("The data are to be kept until {day}: check that.").format(
                day=words.date(told.held_until)
            )
        )
    return tuple(lines)


def handed_out(count: int, words: Words) -> str:
    """Return how often documents with the person in them were exported; empty if never."""
    text = words.ngettext(
        "Documents about the person were exported {n} time: whoever has them must destroy them.",
        "Documents about the person were exported {n} times: whoever has them must destroy them.",
        count,
    )
    return text.format(n=count) if count else ""


def copies(rewritten: int, removed: Sequence[Path], words: Words) -> tuple[str, ...]:
    """Return what was done with the copies of the file, a sentence each."""
    lines: list[str] = []
    if rewritten:
        text = words.ngettext(
            "{n} copy was rewritten without the person.",
            "{n} copies were rewritten without the person.",
            rewritten,
        )
        lines.append(text.format(n=rewritten))
    if removed:
        text = words.gettext("Copies that could not be opened were removed: {names}.")
        lines.append(text.format(names=", ".join(one.name for one in removed)))
    return tuple(lines)


def not_reached(
    compact: bool, left: Sequence[Path], words: Words, unsaved: Sequence[Path] = ()
) -> tuple[str, ...]:
    """Return what still has to be done, a sentence each; empty if nothing."""
    lines: list[str] = []
    if unsaved:
        text = words.gettext(
            "Documents not saved yet, since their folder is not connected or full: {names}. The file keeps "
            "them until then."
        )
        lines.append(text.format(names=", ".join(map(str, unsaved))))
    if left:
        text = words.gettext(
            "Places with copies that still have the person: {names}. They are rewritten as soon as they can "
            "be reached; until then the overview reminds of them."
        )
        lines.append(text.format(names=", ".join(map(str, left))))
    if not compact:
        lines.append(
            words.gettext(
                "The file could not be rewritten now: that is tried again at the next opening. What was "
                "erased is overwritten already."
            )
        )
    return tuple(lines)


def _cannot(error: CannotErase, words: Words) -> Sentence:
    what, todo = _HINDRANCES[error.why]
    return Sentence(words.gettext(what), words.gettext(NOTHING), words.gettext(todo))


_MATTERS = {
    Matter.CARD: _("Personal details, contacts, position"),
    Matter.BASIS: _("Documents that permit processing"),
    Matter.FAMILIARISED: _("Signatures of familiarisation"),
    Matter.EDUCATION: _("Education"),
    Matter.EXPERIENCE: _("Work experience"),
    Matter.MEDICAL: _("Medical clearance"),
    Matter.FACTS: _("Facts and notes"),
    Matter.MARKS: _("Marks"),
    Matter.IMPORTED: _("Levels imported from a file"),
    Matter.COMMENTS: _("Comments on marks"),
    Matter.SETTLED: _("Agreed levels"),
    Matter.CALCULATIONS: _("Stored calculations"),
    Matter.DECISIONS: _("Conclusions, refusals and other decisions"),
    Matter.PLANS: _("Development and onboarding plans"),
    Matter.MENTORING: _("Mentoring agreements"),
    Matter.TRAINING: _("Places in proposed training"),
    Matter.DRAFTS: _("Drafts"),
    Matter.FORMS: _("Half-filled forms, of everyone"),
    Matter.SEATS: _("Assignments as assessor"),
}
_OTHER = _("Text")
_PLACES = {
    "mark_text": _("Comment on a mark"),
    "sheet": _("Reason for a correction"),
    "draft_text": _("Draft comment"),
    "evidence": _("Fact or note"),
    "note_draft": _("Draft note"),
    "case_draft": _("Draft decision"),
    "case_item": _("Reason for leaving a competency out"),
    "case_opening": _("Reason for opening early"),
    "settled": _("Reason for an agreed level"),
    "conclusion": _("Conclusion"),
    "conclusion_signer": _("Signature of a conclusion"),
    "refusal": _("Refusal"),
    "not_chosen": _("Choice of another candidate"),
    "withdrawal": _("Withdrawal of a candidate"),
    "cycle": _("Title of a cycle"),
    "cycle_end": _("End of a cycle"),
    "campaign": _("Vacancy"),
    "campaign_change": _("Change of a vacancy"),
    "level_import": _("Levels imported from a file"),
    "training_draft": _("Draft training plan"),
    "plan": _("Aim of a plan"),
    "goal": _("Goal of a plan"),
    "action": _("Action of a plan"),
    "action_move": _("Reason for moving an action"),
    "check_meeting": _("Meeting on a plan"),
    "probation_end": _("Conclusion on a probation"),
    "indicator": _("Indicator of a plan"),
    "indicator_week": _("Note on an indicator"),
    "mentoring": _("Mentoring agreement"),
    "induction_step": _("Induction step"),
    "person": _("Card of another person"),
    "basis_paper": _("Document that permits processing"),
    "familiarisation": _("Signature of familiarisation"),
    "issued_paper": _("Register of issued documents"),
    "education": _("Education of another person"),
    "experience": _("Work experience of another person"),
    "medical": _("Medical clearance of another person"),
    "framework": _("Why an edition was retired"),
    "library_action": _("Why an action of the library was retired"),
    "unit": _("Name of a unit"),
    "organisation": _("Details of the organisation"),
    "setting": _("Document details"),
    "erasure": _("Reason for an earlier erasure"),
}
_HINDRANCES = {
    Hindrance.AT_WORK: (
        _("Whoever is working with the file now cannot be erased."),
        _("Let someone else take over, then erase."),
    ),
    Hindrance.LAST: (
        _("Nobody else works with the file."),
        _("Name another person who works with it, then erase."),
    ),
    Hindrance.ERASED: (
        _("This person has already been erased."),
        _("The journal shows when."),
    ),
}

REFUSALS: Refusals = {
    CannotErase: _cannot,
    Undecided: counted(
        ngettext(
            "{n} text of others names the person, and nobody has decided about it.",
            "{n} texts of others name the person, and nobody has decided about them.",
        ),
        _("Decide for each: keep, take the name out, or edit."),
    ),
    ReasonNames: said(
        _("The reason names the person, but it stays in the file after the erasure."),
        _("Write it without the name: “consent withdrawn on 20.11.2026”."),
        IN_FIELD,
    ),
}
