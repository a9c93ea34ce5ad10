"""What a file is, what comes of it and what does not, in words."""

from desktop.errors import sentence
from desktop.office.intake.arrivals import Arrival
from desktop.office.intake.recognising import OF_FILES, Meaning, Thing
from desktop.office.sentences import Sentence
from resources.i18n import _, ngettext


def what(one: Meaning) -> str:
    """Return what a file is taken for, with how much it holds if that is known."""
    name = {
        Thing.PEOPLE: _("List of people"),
        Thing.LEVELS: _("Skill matrix with levels"),
        Thing.JOB_DESCRIPTION: _("Job description"),
        Thing.STANDARD: _("Professional standard"),
        Thing.BOOK: _("Framework in a Merilo workbook"),
        Thing.CASE: _("Framework, CASE (JSON)"),
        Thing.MOODLE: _("Framework from Moodle"),
        Thing.COMPETENCIES: _("Table of competencies"),
        Thing.FORM: _("Assessor's form"),
        Thing.PACKET: _("Packet of Merilo"),
        Thing.KEY: _("Key of another file"),
        Thing.DOCUMENT: _("Document made by Merilo"),
    }[one.thing]
    return f"{name}, {_held(one)}" if one.count else name


def _held(one: Meaning) -> str:
    if one.thing is Thing.PEOPLE:
        return ngettext("{n} row", "{n} rows", one.count).format(n=one.count)
    if one.thing is Thing.LEVELS:
        return ngettext("{n} level", "{n} levels", one.count).format(n=one.count)
    return ngettext("{n} competency", "{n} competencies", one.count).format(n=one.count)


def outcome(one: Meaning) -> str:
    """Return what would come of a file, and what would not."""
    draft = _("It becomes a draft; nobody is assessed by it until you publish it.")
    return {
        Thing.PEOPLE: _("It is compared with the people in the file. Other columns are not imported."),
        Thing.LEVELS: _(
            "It becomes a closed cycle of imported levels. They never count as marks given here."
        ),
        Thing.JOB_DESCRIPTION: _(
            "It becomes a draft of a framework. Names and signatures are not imported; targets and "
            "questions are yours to fill in."
        ),
        Thing.STANDARD: draft,
        Thing.BOOK: draft,
        Thing.CASE: draft,
        Thing.MOODLE: draft,
        Thing.COMPETENCIES: draft,
        Thing.FORM: _("Its marks go into the assessor's sheet once you have seen the difference."),
        Thing.PACKET: _("You are told what it holds before it is taken."),
        Thing.KEY: _("It is known here once you have entered the six groups that its owner reads aloud."),
        Thing.DOCUMENT: _("What it shows is in the file already: there is nothing to import."),
    }[one.thing]


def unclear(one: Meaning) -> str:
    """Return what a person will be asked first, empty if nothing."""
    if one.count or one.thing is Thing.DOCUMENT or one.thing in OF_FILES:
        return ""
    if one.thing is Thing.JOB_DESCRIPTION:
        return _("You show where the lists begin.")
    return _("You show which column is what.")


def refused(one: Arrival) -> Sentence | None:
    """Return why nothing of a file comes in, and what to do; None if it was not refused."""
    return None if one.refusal is None else sentence(one.refusal)


def waiting(names: list[str]) -> tuple[str, str]:
    """Return that files wait, and which."""
    count = len(names)
    return ngettext("{n} more file is waiting.", "{n} more files are waiting.", count).format(n=count), _(
        "Next: {name}."
    ).format(name=names[0])
