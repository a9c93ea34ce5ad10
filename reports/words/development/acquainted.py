"""Where a person signs to have read a paper about themselves, agrees or disagrees, and says why."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from domain.people.person import Person
from reports.paper.grid import gap, line, signature
from reports.paper.parts import Choices
from reports.paper.style import styles
from reports.paper.text import para
from reports.words.development import phrases_plans
from resources.i18n import Words

_HAND = 8  # points more between lines to write on


def acquainted(
    person: Person, width: float, words: Words, note: str, style: ParagraphStyle | None = None
) -> list[Flowable]:
    """Return the block for the person; *note* says what was read («с планом ознакомлен(а)»).

    The boxes and the lines stay empty: the date and the opinion are written by hand. ``style`` is that of the
    text if it is not the usual one.
    """
    _ = words.gettext
    body, whose = style or styles().body, phrases_plans.whose(person, words)
    size: float = body.fontSize
    return [
        signature(whose, person.signature_name, width, words, note=note, style=body),
        gap(2),
        Choices(width, (_("I agree"), _("I do not agree, my opinion is below or attached")), size=size),
        para(phrases_plans.opinion(person, words), body),
        gap(2 * mm),
        line(width, ""),
        gap(_HAND),
        line(width, ""),
        gap(6),
    ]
