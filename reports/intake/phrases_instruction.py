"""What a person should know about a job description or a table before it becomes a model, in words."""

from reports.intake.job_description import About, Note
from resources.i18n import Words


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
        About.BRANCHES: _("Branches above the functions do not come in: {value}."),
        About.LINKS: _("Links of kinds that are not kept here: {value}."),
        About.SCALE: _(
            "The scale of the file is not read: {value}. Levels here are 0–4, and a profile sets the targets."
        ),
    }[one.about].format(value=one.value)
    if not one.place:
        return sentence
    return _("Line {n}: {text}").format(n=one.place, text=sentence)


def proposed(words: Words) -> str:
    """Return the mark of an item that is only proposed."""
    return words.pgettext("kind of a competency", "proposed")
