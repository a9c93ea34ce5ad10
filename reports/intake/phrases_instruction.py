"""What a person should know about a job description or a table before it becomes a model, in words."""

from domain.framework.edition import Edition
from reports.intake.model.job_description import About, Note
from resources.i18n import Words
from resources.msgids import _


def note(one: Note, words: Words) -> str:
    """Return the sentence of a note, with its line of the document if it has one."""
    _ = words.gettext
    sentence = {
        About.NO_KNOWLEDGE: _("The document has no list of knowledge."),
        About.NO_SKILLS: _(
            "The document has no list of skills, and no duties that could be proposed as skills."
        ),
        About.DUTIES_AS_SKILLS: _(
            "The document has no list of skills: its duties are proposed as skills ({value}). "
            "Reword or remove those that are not."
        ),
        About.BY_WORDS: _(
            "The document does not say what is knowledge and what is a skill ({value}): "
            "proposed by the wording."
        ),
        About.NO_FUNCTION_NAMED: _(
            "These duties name no function and were put under the first one: {value}."
        ),
        About.GAP: _("Number {value} was expected here; what follows was read all the same."),
        About.BLANK: _("A blank is not filled in: {value}."),
        About.EMPTY: _("There is nothing below “{value}”."),
        About.ALIKE: _("Nearly the same: {value}."),
        About.LEFT: _("Not part of the framework, remains in the document only: {value}."),
        About.COLUMNS: _("Columns not read: {value}."),
        About.SHEETS: _("Sheets not read: {value}."),
        About.BRANCHES: _("Branches above the functions are not imported: {value}."),
        About.LINKS: _("Links of kinds that are not kept here: {value}."),
        About.RULES: _(
            "Rules by which Moodle concludes that a competency is achieved are not imported: {value}."
        ),
        About.PARTS: _("These parts of the standard are not imported: {value}."),
        About.NOMINATIVE: _("Titles put into the nominative, look through them: {value}."),
        About.SCALE: _(
            "The scale of the file is not read: {value}. Levels here are 0–4, and a profile sets the targets."
        ),
    }[one.about].format(value=_parts(one.value, words) if one.about is About.PARTS else one.value)
    if not one.place:
        return sentence
    return _("Line {n}: {text}").format(n=one.place, text=sentence)


def _parts(elements: str, words: Words) -> str:
    """Return what the elements of a professional standard hold."""
    return ", ".join(words.gettext(_ELEMENTS.get(one, one)) for one in elements.split(", "))


_ELEMENTS = {
    "PossibleJobTitle": _("possible positions"),
    "EducationalRequirement": _("requirements for education"),
    "RequirementsWorkExperience": _("requirements for experience"),
    "SpecialConditionForAdmissionToWork": _("conditions of admission to the work"),
    "OtherCharacteristic": _("other characteristics"),
}


def blanks(content: Edition, words: Words) -> str:
    """Return how many targets and questions the draft lacks and where to fill them in; empty if none."""
    targeted = {code for profile in content.profiles for code in profile.targets}
    targets = sum(one.code not in targeted for one in content.items)
    questions = sum(one.code not in content.questions for one in content.items)
    told = [
        words.ngettext("{n} target", "{n} targets", targets).format(n=targets) if targets else "",
        words.ngettext("{n} question", "{n} questions", questions).format(n=questions) if questions else "",
    ]
    missing = ", ".join(part for part in told if part)
    if not missing:
        return ""
    return words.gettext(
        "Blanks for you to fill in: {missing}. Nothing is made up for them. In the draft, you choose one "
        "target for all in a new profile and change them one by one; a question is under its competency."
    ).format(missing=missing)


def proposed(words: Words) -> str:
    """Return the mark of an item that is only proposed."""
    return words.pgettext("kind of a competency", "proposed")
