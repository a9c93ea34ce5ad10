"""The recovery sheet: the code that opens the file when its password is forgotten, and where to keep it."""

from dataclasses import dataclass
from datetime import date

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from reports.paper import footers
from reports.paper.grid import gap, grid, line
from reports.paper.page import PORTRAIT, Pages, printed
from reports.paper.style import BOLD, styles
from reports.paper.text import join, para, quiet
from resources.i18n import NBSP, Words

WIDTH = PORTRAIT.width
IN_LINE = 2  # groups of the code: they are compared by eye and typed in pairs
CAPTIONS = 62 * mm


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What the sheet says; ``organisation`` is empty in a new file, ``groups`` are those of the code."""

    file: str
    organisation: str
    groups: tuple[str, ...]
    made_on: date


@printed
def write(sheet: RecoverySheet, words: Words) -> Pages:
    """Print the sheet; its metadata and its name say nothing of the code."""
    _ = words.gettext
    return Pages(
        PORTRAIT,
        title=_("Recovery sheet"),
        made_on=sheet.made_on,
        foot=footers.foot(words.pgettext("code of a paper", "RC"), None, sheet.made_on, words),
        story=story(sheet, words),
    )


def story(sheet: RecoverySheet, words: Words) -> list[Flowable]:
    """Return all flowables of the paper."""
    _ = words.gettext
    look = styles()
    letters = ParagraphStyle(
        "recovery", look.body, fontName=BOLD, fontSize=19, leading=29, alignment=TA_CENTER
    )
    numbered = [join(quiet(f"{at}."), NBSP * 2, group) for at, group in enumerate(sheet.groups, 1)]
    rows = [numbered[start : start + IN_LINE] for start in range(0, len(numbered), IN_LINE)]
    facts = [
        (_("Organisation"), sheet.organisation),
        (_("File"), sheet.file),
        (_("Date"), words.date(sheet.made_on)),
        (_("Kept where, by whom"), ""),
    ]
    code = grid(
        [[para(group, letters) for group in row] for row in rows], [WIDTH / IN_LINE] * IN_LINE, head=0
    )
    fields = grid(
        [
            [para(name, look.caption), para(said, look.body) if said else line(WIDTH - CAPTIONS - 8 * mm, "")]
            for name, said in facts
        ],
        [CAPTIONS, WIDTH - CAPTIONS],
        head=0,
        lines=False,
    )
    texts = (
        _(
            "The code opens the file if the password is forgotten, even without the key file. It is not "
            "replaced when the password changes."
        ),
        _(
            "Keep this sheet in a safe or a sealed envelope, away from the computer. Anyone who has it and "
            "the file can read the file."
        ),
        _(
            "To use it: “Enter the recovery code” where the password is asked for. Spaces, dashes and "
            "capital letters make no difference."
        ),
        _("If this document was saved as a file, print it and delete the file."),
    )
    return [
        para(_("Recovery sheet").upper(), look.title),
        gap(6),
        fields,
        gap(10),
        code,
        gap(10),
        *(part for text in texts for part in (para(text, look.body), gap(4))),
    ]
